create table forum.board (
  id bigint not null primary key,
  slug varchar(80) not null unique,
  community_id bigint not null,
  kind varchar(20) not null,
  name varchar(80) not null,
  name_en varchar(80) not null,
  description varchar(400) not null,
  icon varchar(40) not null,
  audience varchar(20) not null,
  position integer not null,
  topic_count integer not null,
  post_count integer not null,
  last_at timestamp,
  postable boolean not null
);
create index board_place on forum.board (community_id, position, id);

create table forum.topic (
  id bigint not null primary key,
  board_id bigint not null,
  community_id bigint not null,
  author_id bigint not null,
  title varchar(400) not null,
  state varchar(12) not null,
  pinned boolean not null,
  featured boolean not null,
  locked boolean not null,
  answer_id bigint not null,
  first_post_id bigint not null,
  reply_count integer not null,
  view_count integer not null,
  reaction_count integer not null,
  hot double precision not null,
  created_at timestamp not null,
  last_at timestamp not null,
  last_author_id bigint not null,
  revision integer not null,
  tags varchar(400) not null,
  source_note varchar(200) not null,
  poll boolean not null,
  submission varchar(80) not null unique
);
create index topic_board on forum.topic (board_id, state, last_at desc, id desc);
create index topic_pinned on forum.topic (board_id, pinned, id desc);
create index topic_newest on forum.topic (board_id, state, id desc);
create index topic_board_hot on forum.topic (board_id, state, hot desc, id desc);
create index topic_hot on forum.topic (state, hot desc, id desc);
create index topic_community on forum.topic (community_id, state, last_at desc, id desc);
create index topic_author on forum.topic (author_id, id desc);

create table forum.post (
  id bigint not null primary key,
  topic_id bigint not null,
  board_id bigint not null,
  community_id bigint not null,
  author_id bigint not null,
  opening boolean not null,
  body text not null,
  state varchar(12) not null,
  reason varchar(400) not null,
  created_at timestamp not null,
  edited_at timestamp,
  reaction_count integer not null,
  revision integer not null,
  submission varchar(80) not null unique
);
create index post_topic on forum.post (topic_id, id);
create index post_author on forum.post (author_id, id desc);

create table forum.reaction (
  id bigint not null primary key,
  post_id bigint not null,
  member_id bigint not null,
  kind varchar(20) not null,
  created_at timestamp not null,
  constraint reaction_once unique (post_id, member_id)
);

create table forum.topic_tag (
  id bigint not null primary key,
  tag varchar(60) not null,
  topic_id bigint not null,
  constraint tag_once unique (tag, topic_id)
);

create table forum.subscription (
  id bigint not null primary key,
  member_id bigint not null,
  kind varchar(8) not null,
  target_id bigint not null,
  constraint subscription_once unique (member_id, kind, target_id)
);

create table forum.read_mark (
  id bigint not null primary key,
  member_id bigint not null,
  topic_id bigint not null,
  post_id bigint not null,
  constraint read_mark_once unique (member_id, topic_id)
);

create table forum.poll (
  topic_id bigint not null primary key,
  question varchar(200) not null,
  multiple boolean not null,
  closes_at timestamp,
  voters integer not null
);

create table forum.poll_option (
  id bigint not null primary key,
  topic_id bigint not null,
  position integer not null,
  label varchar(160) not null,
  votes integer not null
);
create index poll_option_topic on forum.poll_option (topic_id, position);

create table forum.poll_vote (
  id bigint not null primary key,
  topic_id bigint not null,
  member_id bigint not null,
  option_id bigint not null,
  constraint vote_once unique (member_id, option_id)
);
create index poll_vote_topic on forum.poll_vote (topic_id, member_id);

create table forum.post_edit (
  id bigint not null primary key,
  post_id bigint not null,
  member_id bigint not null,
  body text not null,
  edited_at timestamp not null
);
create index post_edit_post on forum.post_edit (post_id, id);

create table forum.draft (
  id bigint not null primary key,
  member_id bigint not null,
  place varchar(80) not null,
  title varchar(400) not null,
  body text not null,
  saved_at timestamp not null,
  constraint draft_once unique (member_id, place)
);

create sequence forum.board_seq as bigint start with 50 increment by 50;
create sequence forum.topic_seq as bigint start with 50 increment by 50;
create sequence forum.post_seq as bigint start with 50 increment by 50;
create sequence forum.reaction_seq as bigint start with 50 increment by 50;
create sequence forum.topic_tag_seq as bigint start with 50 increment by 50;
create sequence forum.subscription_seq as bigint start with 50 increment by 50;
create sequence forum.read_mark_seq as bigint start with 50 increment by 50;
create sequence forum.poll_option_seq as bigint start with 50 increment by 50;
create sequence forum.poll_vote_seq as bigint start with 50 increment by 50;
create sequence forum.post_edit_seq as bigint start with 50 increment by 50;
create sequence forum.draft_seq as bigint start with 50 increment by 50;
