create sequence noticeboard.entry_seq as bigint start with 50 increment by 50;

create table noticeboard.entry (
  id bigint not null primary key,
  author_id bigint not null,
  title varchar(480) not null,
  body varchar(4000) not null,
  topic_id bigint unique,
  board_id bigint not null,
  state varchar(10) not null,
  created_at timestamp not null
);
create index noticeboard.entry_board on noticeboard.entry (board_id);
