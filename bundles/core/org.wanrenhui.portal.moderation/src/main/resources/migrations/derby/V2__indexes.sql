create index moderation.case_queue on moderation.review_case (state, id);
create index moderation.case_content on moderation.review_case (kind, content_id);
create index moderation.case_author on moderation.review_case (author_id, id);
