-- Means the same on Derby and on PostgreSQL. Where the two differ, put one file into derby/ and one into postgresql/.
create sequence ${module}.note_seq as bigint start with 50 increment by 50;

create table ${module}.note (
  id bigint not null primary key,
  author_id bigint not null,
  text varchar(1200) not null,
  created_at timestamp not null
);
