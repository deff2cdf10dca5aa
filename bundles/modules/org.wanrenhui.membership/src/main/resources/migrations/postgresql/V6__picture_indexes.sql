create index member_picture on membership.member (picture_file);
create index paper_request on membership.verification_paper (verification_id);
