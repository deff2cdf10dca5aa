-- Proven addresses, the language of mails, what was agreed to, and homes whose proof ends.
ALTER TABLE membership.member ADD COLUMN email_proven_at TIMESTAMP;
ALTER TABLE membership.member ADD COLUMN phone_proven_at TIMESTAMP;
ALTER TABLE membership.member ADD COLUMN language VARCHAR(5) DEFAULT 'zh' NOT NULL;
ALTER TABLE membership.member ADD COLUMN notices BOOLEAN DEFAULT TRUE NOT NULL;
ALTER TABLE membership.member ADD COLUMN agreed_at TIMESTAMP;
ALTER TABLE membership.member ADD COLUMN agreed_to VARCHAR(64) DEFAULT '' NOT NULL;

ALTER TABLE membership.residence ADD COLUMN verified_until TIMESTAMP;
ALTER TABLE membership.residence ADD COLUMN ending_told BOOLEAN DEFAULT FALSE NOT NULL;
CREATE INDEX residence_ending ON membership.residence (verified_until);

-- Grows with every edit, so that the second of two operators is told.
ALTER TABLE membership.community ADD COLUMN edition INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE membership.point_rule ADD COLUMN edition INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE membership.growth_level ADD COLUMN edition INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE membership.badge ADD COLUMN edition INTEGER DEFAULT 0 NOT NULL;
