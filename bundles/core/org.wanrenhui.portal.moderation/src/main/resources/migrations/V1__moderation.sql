create table moderation.word (
  id bigint not null primary key,
  text varchar(120) not null unique,
  severity varchar(8) not null,
  added_by varchar(120) not null,
  added_at timestamp not null
);
create sequence moderation.word_seq as bigint start with 50 increment by 50;

create table moderation.review_case (
  id bigint not null primary key,
  kind varchar(60) not null,
  content_id bigint not null,
  community_id bigint not null,
  author_id bigint not null,
  snapshot varchar(4000) not null,
  reason varchar(200) not null,
  matches varchar(400) not null,
  reports integer not null,
  state varchar(10) not null,
  decision varchar(10) not null,
  words varchar(400) not null,
  decider_id bigint not null,
  opened_at timestamp not null,
  decided_at timestamp,
  applied boolean not null
);
create sequence moderation.review_case_seq as bigint start with 50 increment by 50;

create table moderation.report (
  id bigint not null primary key,
  kind varchar(60) not null,
  content_id bigint not null,
  member_id bigint not null,
  reason varchar(20) not null,
  words varchar(400) not null,
  created_at timestamp not null,
  constraint report_once unique (kind, content_id, member_id)
);
create sequence moderation.report_seq as bigint start with 50 increment by 50;

create table moderation.sanction (
  id bigint not null primary key,
  member_id bigint not null,
  community_id bigint not null,
  kind varchar(8) not null,
  reason varchar(400) not null,
  until_at timestamp,
  imposed_by bigint not null,
  created_at timestamp not null,
  lifted boolean not null
);
create sequence moderation.sanction_seq as bigint start with 50 increment by 50;

create table moderation.appeal (
  id bigint not null primary key,
  case_id bigint not null unique,
  member_id bigint not null,
  words varchar(2000) not null,
  state varchar(10) not null,
  answer varchar(400) not null,
  decider_id bigint not null,
  created_at timestamp not null,
  decided_at timestamp
);
create sequence moderation.appeal_seq as bigint start with 50 increment by 50;
