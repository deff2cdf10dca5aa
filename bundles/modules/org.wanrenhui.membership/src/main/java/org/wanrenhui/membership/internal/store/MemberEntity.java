package org.wanrenhui.membership.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row of a member: who it is, how it signs in, and what is kept ready for cards. */
@Entity
@Table(schema = "membership", name = "member")
@SequenceGenerator(name = "membership.ids", sequenceName = "membership.id_seq", allocationSize = 50)
public class MemberEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "membership.ids")
    public long id;

    public String name = "";

    @Column(name = "name_key")
    public String nameKey = "";

    public String bio = "";

    public String tint = "";

    /** Address of the member's picture, or empty. */
    public String picture = "";

    @Column(name = "picture_file")
    public long pictureFile;

    public String kind = "";

    public String state = "";

    @Column(name = "state_reason")
    public String stateReason = "";

    public String email;

    public String phone;

    @Column(name = "password_hash")
    public String passwordHash = "";

    @Column(name = "totp_secret")
    public String totpSecret;

    @Column(name = "totp_on")
    public boolean totpOn;

    @Column(name = "totp_step")
    public long totpStep;

    @Column(name = "created_at")
    public Instant createdAt;

    public boolean verified;

    public int points;

    @Column(name = "level_no")
    public int levelNo;

    @Column(name = "badge_id")
    public long badgeId;

    @Column(name = "staff_of")
    public String staffOf = "";

    public int followers;

    public int followed;

    @Column(name = "home_community")
    public long homeCommunity;

    @Column(name = "sanctioned_at")
    public Instant sanctionedAt;

    @Column(name = "see_profile")
    public String seeProfile = "";

    @Column(name = "see_communities")
    public String seeCommunities = "";

    @Column(name = "see_activity")
    public String seeActivity = "";

    @Column(name = "email_proven_at")
    public Instant emailProvenAt;

    @Column(name = "phone_proven_at")
    public Instant phoneProvenAt;

    /** Language of mails: zh or en. */
    public String language = "zh";

    /** Whether mails beyond those about the account's safety are wanted. */
    public boolean notices = true;

    @Column(name = "agreed_at")
    public Instant agreedAt;

    /** Fingerprint of the terms and the privacy notice that were agreed to. */
    @Column(name = "agreed_to")
    public String agreedTo = "";

    @Column(name = "authority_version")
    public int authorityVersion;
}
