alter table forum.topic add column last_post_id bigint default 0 not null;
update forum.topic set last_post_id = (select coalesce(max(p.id), 0) from forum.post p where p.topic_id = forum.topic.id);
