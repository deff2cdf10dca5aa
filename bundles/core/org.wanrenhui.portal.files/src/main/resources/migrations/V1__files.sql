create table files.file (
  id bigint not null primary key,
  owner varchar(60) not null,
  uploader_id bigint not null,
  name varchar(480) not null,
  kind varchar(12) not null,
  type varchar(100) not null,
  bytes bigint not null,
  bytes_kept bigint not null,
  width integer not null,
  height integer not null,
  widths varchar(80) not null,
  hash varchar(64) not null,
  blob_key varchar(80) not null,
  created_at timestamp not null,
  constraint file_blob unique (blob_key)
);

create table files.member_space (
  member_id bigint not null primary key,
  bytes_kept bigint not null,
  files integer not null
);

create sequence files.file_seq as bigint start with 50 increment by 50;
