-- Whose signature is enough for a jar or KAR to be installed.
create table modules.publisher (
  fingerprint varchar(64) not null primary key,
  name varchar(500) not null,
  certificate varchar(16000) not null,
  added_by varchar(200) not null,
  added_at timestamp not null
);
