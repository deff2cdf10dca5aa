create index notice_latest on notify.notice (member_id, told_at desc, id desc);
create index notice_unseen on notify.notice (member_id, seen);
