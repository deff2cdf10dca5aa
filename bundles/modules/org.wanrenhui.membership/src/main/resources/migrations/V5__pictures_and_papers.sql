alter table membership.member add column picture varchar(200) not null default '';
alter table membership.member add column picture_file bigint not null default 0;

create table membership.verification_paper (
  file_id bigint not null primary key,
  verification_id bigint not null
);
