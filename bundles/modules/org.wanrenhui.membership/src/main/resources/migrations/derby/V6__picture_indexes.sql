create index membership.member_picture on membership.member (picture_file);
create index membership.paper_request on membership.verification_paper (verification_id);
