create table notify.notice (
  id bigint not null primary key,
  member_id bigint not null,
  kind varchar(60) not null,
  notice_key varchar(120) not null,
  text_zh varchar(400) not null,
  text_en varchar(400) not null,
  href varchar(400) not null,
  event bigint not null,
  told_at timestamp not null,
  seen boolean not null,
  constraint notice_once unique (member_id, notice_key)
);
create sequence notify.notice_seq as bigint start with 50 increment by 50;
