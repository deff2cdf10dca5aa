-- Kind and id of the content while the case is open, so that two reports at the same moment make one case.
alter table moderation.review_case add column open_key varchar(90);
alter table moderation.review_case add constraint case_open unique (open_key);

alter table moderation.sanction add column appeal_words varchar(2000);
alter table moderation.sanction add column appeal_state varchar(10);
alter table moderation.sanction add column appeal_answer varchar(400);
alter table moderation.sanction add column appeal_by bigint default 0 not null;
