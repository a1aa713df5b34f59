// The rows a Store holds, as plain data of the domain's types. What a person is stays sealed in here.
#pragma once

#include "shared/base/bytes.h"
#include "shared/domain/access.h"
#include "shared/domain/age_band.h"
#include "shared/domain/lease.h"
#include "shared/domain/organisation.h"
#include "shared/domain/registration.h"
#include "shared/domain/registration_limit.h"
#include "shared/domain/session.h"
#include "shared/domain/subsidy.h"
#include "shared/domain/venue.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace meguri::hub::store {

using base::Bytes;
using base::Time;

/// none: never shown outside; updated: in the feeds; deleted: a tombstone there.
enum class FeedState { None, Updated, Deleted };

struct FeedMark {
    FeedState state = FeedState::None;
    std::int64_t modified = 0; ///< The seq of the last change of anything public in it.
    Time changed_at; ///< When the state last became what it is.
};

/// What anybody may know of a lottery's draw: the seed only once it was held.
struct DrawMark {
    std::string seed_hash;
    std::optional<Time> drawn_at;
    std::string seed;
};

struct SessionRow {
    domain::Session session;
    std::int64_t seq = 0;
    std::string series;
    FeedMark feed;
    std::optional<int> drop_in_participants;
    std::int64_t moved_version = 0; ///< At which time or place last changed; 0: never.
    std::optional<DrawMark> draw; ///< Read with a session, written apart: see DrawRow.
};

/// Whether anybody may see it. A cancelled one only if it was public when it was cancelled: then it stayed in
/// the feed until it would have ended.
inline bool is_public(SessionRow const& row)
{
    if (row.session.is_private)
        return false;
    if (row.session.state != domain::SessionState::Cancelled)
        return domain::is_public(row.session.state);
    return row.feed.state == FeedState::Updated
        || (row.feed.state == FeedState::Deleted && row.feed.changed_at >= row.session.ends_at);
}

/// A session with all that an answer about it needs.
struct SessionView {
    SessionRow row;
    domain::SeatAccount seats;
    domain::Venue venue;
    std::string provider_name;
    std::string municipality_name;
};

/// A course at one place by one provider.
struct SeriesRow {
    std::string id;
    std::string title;
    std::string title_kana;
    domain::CourseLevel level = domain::CourseLevel::Basic;
    std::vector<std::string> topics;
    domain::Delivery delivery = domain::Delivery::InPerson;
    domain::OrganisationId provider;
    domain::VenueId venue;
    FeedMark feed;
};

/// Keyed marks of a person, made in memory from the opened box; personal data.
struct PersonMarks {
    Bytes person; ///< Folded kana + phone + birth year.
    Bytes phone;
    std::uint32_t key_id = 0;
};

struct RegistrationRow {
    domain::RegistrationId id;
    std::string code;
    domain::SessionId session;
    domain::RegistrationState state = domain::RegistrationState::Received;
    std::string reason;
    std::int64_t seq = 0; ///< Arrival: the order that decides.
    std::int64_t changed_seq = 0;
    int priority = 0;
    Bytes sealed; ///< crypto::pack of the envelope.
    std::uint32_t key_id = 0;
    std::optional<PersonMarks> marks; ///< None while the hub runs without its key file.
    domain::AgeBand age_band = domain::AgeBand::Unknown;
    std::string municipality;
    std::string token; ///< 16 hexadecimal digits, on the slip.
    std::optional<std::uint32_t> kiosk;
    std::uint64_t cmd_no = 0;
    std::string taken_by;
    Time created_at;
    std::optional<domain::AttendanceMark> attendance;
};

/// A lottery's draw with its seed, which is secret until `drawn_at`. What follows it is as it was at the
/// draw.
struct DrawRow {
    domain::SessionId session;
    std::string seed; ///< 64 hexadecimal digits.
    std::string seed_hash; ///< SHA-256 of these digits.
    Time made_at;
    std::optional<Time> drawn_at;
    std::string drawn_by;
    int capacity = 0;
    int seats = 0; ///< C − K: how many the draw gave away.
    domain::LotteryRules rules;
};

/// One entry in its place of the drawn order, with the number on its slip.
struct DrawEntryRow {
    domain::Lot lot;
    std::string code;
};

struct IdempotencyRow {
    std::string scope;
    std::string key;
    std::string body_hash;
    std::string answer;
    Time at;
};

struct SubsidyRow {
    domain::SubsidyId id;
    std::string municipality;
    domain::ProgrammeId programme;
    int fiscal_year = 0;
    std::string path; ///< full | combined
    std::vector<domain::SubsidyEntry> history;
};

struct UserRow {
    std::string login;
    domain::Role role = domain::Role::Operator;
    std::string organisation;
    std::string password_hash;
    int failures = 0;
    Time locked_until;
    std::optional<Time> off_since = {}; ///< Switched off: no password and no token opens anything.
    std::optional<Time> last_login_at = {};
};

struct TokenRow {
    std::string token_hash;
    std::string login;
    Time expires_at;
};

struct ApiKeyRow {
    std::string key_hash;
    std::string name;
    std::string organisation;
    Time made_at;
    std::optional<Time> revoked_at; ///< From then on it opens nothing; may lie ahead.
    bool is_sandbox = false; ///< For trying things out on a demonstration.
};

struct EnrolCodeRow {
    std::string code_hash;
    domain::VenueId venue;
    Time expires_at;
    std::optional<Time> used_at;
};

enum class KioskState { Active, Revoked, Forked };

struct KioskRow {
    std::uint32_t id = 0;
    std::string install;
    domain::VenueId venue;
    Bytes public_key;
    std::string credential_hash;
    std::uint64_t last_cmd_no = 0;
    Bytes last_chain;
    KioskState state = KioskState::Active;
    Time enrolled_at;
    std::optional<Time> last_sync_at;
    std::optional<std::int64_t> clock_off_ms;
    std::uint64_t outbox_head = 0; ///< Number of the last command it said to hold.
    std::string proto; ///< As it said at its last sync.
    std::string program;
    std::uint32_t machine = 0; ///< The first number of the machine; set by the store.
    std::int64_t leases_version = 0; ///< Rises with every change of its leases; set by the store.
};

/// A session that was shown in this municipality and then moved to another one.
struct LeftScopeRow {
    std::string municipality;
    domain::SessionId session;
    std::int64_t seq = 0;
    Time at;
};

/// Which of the two public feeds.
enum class PublicFeed { Series, Sessions };

/// What a feed gave out before the hub was restored from a copy that does not know it as public: the feed
/// goes on with a tombstone.
struct LostItemRow {
    PublicFeed feed = PublicFeed::Sessions;
    std::string id;
    std::int64_t modified = 0;
    Time at;
};

/// The hub's numbers: the last `seq`; below which cursor a tombstone may have been missed; up to which `seq`
/// a copy of the database was made and read back.
struct Counters {
    std::int64_t seq = 0;
    std::int64_t feed_floor = 0;
    std::int64_t safe_seq = 0;
};

/// Seat rights 0..rights-1 of one session, lent to one install of a kiosk. `id` is the seq of the grant.
struct LeaseRow {
    std::int64_t id = 0;
    std::uint32_t kiosk = 0;
    std::string install;
    domain::SessionId session;
    int rights = 1;
    domain::LeaseState state = domain::LeaseState::Open;
    Time use_until;
    Time granted_at;
    std::optional<Time> settled_at;
    std::int64_t used = 0; ///< Bit i: right i was spent by a command that is here.
};

struct PromiseBrokenRow {
    domain::RegistrationId registration;
    std::int64_t lease = 0;
    Time at;
};

struct CommandRow {
    std::string cmd_id;
    std::string install;
    std::uint64_t cmd_no = 0;
    std::string type;
    std::string text;
    std::string body_hash;
    std::int64_t seq = 0;
    std::string result; ///< JSON of the first outcome.
    Time received_at;
};

struct CallTaskRow {
    std::int64_t id = 0;
    domain::RegistrationId registration;
    domain::SessionId session;
    std::string reason;
    std::optional<Time> reply_by;
    Time made_at;
    bool is_done = false;
    int tried = 0; ///< How often nobody answered.
    std::string note; ///< Staff's last one.
    std::string handled_by; ///< A login; empty while nobody has tried.
    std::optional<Time> handled_at;
};

struct AuditRow {
    std::int64_t row = 0;
    Time at;
    std::string who;
    std::string action;
    std::string target;
    std::string detail;
    Bytes chain;
};

/// An entry of the audit with the municipality it is about, or whose staff wrote it; empty: neither.
struct AuditEntryView {
    AuditRow entry;
    std::string municipality;
};

/// What the audit is narrowed to; empty fields do not narrow.
struct AuditFilter {
    std::optional<Time> from;
    std::optional<Time> to; ///< Not included.
    std::string who;
    std::string action; ///< Whole, or its beginning up to the full stop: `registration.`
    std::string purpose; ///< Of a reading of names.
    std::string municipality;
    std::int64_t before = 0; ///< Only rows below this one; 0: from the newest on.
    int limit = 200;
};

/// A session's fields under a name, as JSON text.
struct TemplateRow {
    std::string owner; ///< An organisation's id.
    std::string name;
    std::string body;
};

/// What a list of sessions is narrowed to; empty fields do not narrow.
struct SchemeEnd {
    std::string municipality;
    domain::Scheme scheme = domain::Scheme::MunicipalProposed;
    Time ends_at;
};

struct SessionFilter {
    std::string municipality;
    std::string provider;
    std::string venue;
    std::string series;
    std::optional<domain::SessionFormat> format;
    std::optional<Time> from;
    std::optional<Time> to;
    std::optional<Time> ends_after; ///< Of several days the last one counts.
    bool is_public_only = true;
    std::string not_lent_to; ///< Leaves out those of which this install holds an unsettled lease.
    std::optional<std::pair<Time, std::string>> after; ///< Start and id of the last one seen.
    int limit = 500;
};

} // namespace meguri::hub::store
