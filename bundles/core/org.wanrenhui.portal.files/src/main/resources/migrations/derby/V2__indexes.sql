create index files.file_uploader on files.file (uploader_id, id desc);
create index files.file_owner on files.file (owner, id);
