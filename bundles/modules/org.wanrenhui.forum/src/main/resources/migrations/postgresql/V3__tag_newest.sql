create index topic_tag_newest on forum.topic_tag (tag, topic_id desc);
