alter table forum.post add column attachments varchar(8000) not null default '';
alter table forum.post add column accepted_once boolean not null default false;
alter table forum.draft add column attachments varchar(8000) not null default '';
alter table forum.reaction add column active boolean not null default true;

create table forum.attachment (
  file_id bigint not null primary key,
  post_id bigint not null
);
create index forum.attachment_post on forum.attachment (post_id);
create index forum.subscription_target on forum.subscription (kind, target_id, member_id);
