create index case_queue on moderation.review_case (state, id);
create index case_content on moderation.review_case (kind, content_id);
create index case_author on moderation.review_case (author_id, id);
