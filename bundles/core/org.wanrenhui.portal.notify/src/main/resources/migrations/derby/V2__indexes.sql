create index notify.notice_latest on notify.notice (member_id, told_at desc, id desc);
create index notify.notice_unseen on notify.notice (member_id, seen);
