create index file_uploader on files.file (uploader_id, id desc);
create index file_owner on files.file (owner, id);
