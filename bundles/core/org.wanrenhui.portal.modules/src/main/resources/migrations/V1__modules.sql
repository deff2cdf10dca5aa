create table modules.desired_state (
  module_id varchar(64) not null primary key,
  enabled boolean not null,
  revision bigint not null,
  changed_by varchar(200) not null,
  changed_at timestamp not null
);

-- The last row is the one that holds; the others are history.
create table modules.licence (
  id bigint not null primary key,
  jws varchar(32000) not null,
  installed_by varchar(200) not null,
  installed_at timestamp not null
);

-- One row: the latest time that any node has seen.
create table modules.high_water (
  id integer not null primary key,
  seen_at timestamp not null
);
