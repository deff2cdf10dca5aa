-- A module that an operator has uninstalled: its feature brings it back, its tables wait.
alter table modules.desired_state add column installed boolean default true not null;
alter table modules.desired_state add column feature varchar(200) default '' not null;
