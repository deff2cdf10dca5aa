-- An operator may stop a job until further notice.
ALTER TABLE portal.job ADD COLUMN paused BOOLEAN DEFAULT FALSE NOT NULL;
