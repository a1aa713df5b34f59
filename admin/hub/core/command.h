// Everything that changes the hub, as plain data: what a route or the sync hands to the one writer, and what
// comes back after COMMIT. A Command is judged alone; its Outcome says what stands now.
#pragma once

#include "admin/hub/core/carrier_commands.h"
#include "admin/hub/core/facts.h"
#include "admin/hub/core/money_commands.h"
#include "admin/hub/core/people_commands.h"
#include "admin/hub/core/programme_rules.h"
#include "admin/hub/core/resource_commands.h"
#include "admin/hub/core/series_commands.h"
#include "admin/hub/core/vault.h"
#include "admin/hub/core/way_commands.h"
#include "admin/hub/core/year_commands.h"
#include "admin/hub/store/rows.h"
#include "shared/protocol/sync.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace meguri::hub::core {

/// A key that makes a repeated request answer what the first one did.
struct Idempotency {
    std::string scope; ///< Who asked: a login or a key's name.
    std::string key;
    std::string body_hash;
};

/// From a route: a person entered by phone, at a desk or by a carrier. Sealed and marked before the queue.
struct TakeRegistration {
    domain::RegistrationId id;
    domain::SessionId session;
    base::Bytes sealed;
    std::uint32_t key_id = 0;
    PersonFacts facts;
    std::string token;
    std::string taken_by;
    Idempotency idempotency;
};

struct CancelRegistration {
    domain::RegistrationId id;
    std::string reason;
    std::string by;
};

struct MarkAttendance {
    domain::RegistrationId id;
    std::optional<domain::AttendanceMark> mark = domain::AttendanceMark::Present; ///< None takes it back.
    std::string by;
    std::optional<int> part
        = {}; ///< From 1, of a class of several; none: the whole, whatever its parts said.
};

/// A new session when its id is empty; else the whole of one, with the version the writer saw.
struct SaveSession {
    domain::Session session;
    std::optional<std::int64_t> expected_version;
    std::string by;
    /// Why it is written although a resource or a closed house stands in its way; empty: then it is refused.
    std::string override_reason = {};
};

struct ActOnSession {
    domain::SessionId id;
    domain::SessionAction action = domain::SessionAction::Publish;
    std::string reason;
    std::string by;
    bool is_carrier = false; ///< Publishes only what needs no municipality's approval.
};

/// A facts file, whole: writes what it states, or nothing when the same content stands already. Steps of
/// subsidies that staff wrote stay.
struct LoadFacts {
    std::shared_ptr<Facts const> facts;
    std::string by;
};

/// Areas, venues and programmes that no document brought; those that stand already as given are left alone. A
/// venue that names no area yet takes over the one it is given.
struct SaveCatalogue {
    std::vector<domain::Area> areas;
    std::vector<domain::Venue> venues;
    std::vector<domain::Programme> programmes;
    std::string by;
};

/// The rules of one programme; the text was read with every check.
struct SaveRules {
    domain::ProgrammeId programme;
    std::string text;
    std::string by;
};

/// For every programme without rules those of its scheme.
struct AddDefaultRules {
    DefaultRules rules;
    std::string by;
};

/// An area as it is now, and venues that lie in it.
struct SaveArea {
    domain::Area area;
    std::vector<domain::VenueId> venues;
    std::string by;
};

/// One line of a file of sessions.
struct SessionLine {
    int line = 0; ///< As an editor counts them, the heading is 1.
    domain::Session session;
};

/// Many sessions, all or none. One that stands already (same provider, venue, start and title) is brought to
/// what the file says.
struct ImportSessions {
    std::vector<SessionLine> lines;
    bool is_dry_run = false; ///< Says what would happen.
    bool is_published = false; ///< New ones are published at once.
    std::string by;
    bool is_carrier = false;
};

/// One line of a file of applications on paper, sealed and marked before the queue. Its idempotency key is
/// the person's mark and the session, so that a line that came before is known again in any file.
struct RegistrationLine {
    int line = 0;
    TakeRegistration person;
};

/// Many people, all or none. Who is registered for that session already is left alone.
struct ImportRegistrations {
    std::vector<RegistrationLine> lines;
    bool is_dry_run = false; ///< Says what would happen.
};

/// One line of a file of attendance.
struct MarkLine {
    int line = 0;
    domain::RegistrationId id;
    domain::AttendanceMark mark = domain::AttendanceMark::Present;
};

/// Many marks, all or none. One that stands already is left alone.
struct ImportMarks {
    std::vector<MarkLine> lines;
    bool is_dry_run = false;
    std::string by;
};

/// For a drop-in: how many came.
struct CountParticipants {
    domain::SessionId id;
    int participants = 0;
    std::string by;
};

/// Draws the lots of a lottery, once; later it only says that it was done.
struct DrawLots {
    domain::SessionId id;
    std::optional<std::string> seed; ///< Refused unless it is the session's own.
    bool is_anyway = false; ///< Without waiting for kiosks that were not heard since the close.
    std::string by;
};

/// To the head of the waiting list; the reason goes on the record.
struct PromoteWaiter {
    domain::RegistrationId id;
    std::string reason;
    std::string by;
};

struct ReorderWaiter {
    domain::RegistrationId id;
    domain::RegistrationId before; ///< Who then stands right behind.
    std::string reason;
    std::string by;
};

/// Takes back a seat given from the waiting list whose holder did not reply in time.
struct ReleaseSeat {
    domain::RegistrationId id;
    std::string by;
};

/// What became of telling somebody: told, tried in vain, or that telling was noted by mistake.
enum class CallEnd { Done, Tried, Reopened };

struct SettleCall {
    std::int64_t id = 0;
    CallEnd end = CallEnd::Tried;
    std::string note; ///< At most 200 characters, in clear: nothing that only the person should know.
    std::string by;
};

/// Into another session, or not at all.
struct MoveRegistration {
    domain::RegistrationId id;
    domain::SessionId session;
    std::string by;
};

struct SaveLimits {
    domain::ProgrammeId programme;
    domain::RegistrationLimits limits;
    std::string by;
};

struct SaveUser {
    store::UserRow user;
    std::string by;
};

/// A login that was judged before the queue (Argon2 is slow): counts failures, or stores the token.
struct RecordLogin {
    std::string login;
    std::optional<store::TokenRow> token; ///< None: the password was wrong.
};

struct SaveApiKey {
    store::ApiKeyRow key;
    std::string by;
};

struct SaveEnrolCode {
    store::EnrolCodeRow code;
    std::string by;
};

struct EnrolKiosk {
    std::string code_hash;
    std::string install;
    base::Bytes public_key;
    std::string credential_hash;
    /// Who it was before, if it says so: the message that install's key must have signed.
    std::string previous_install;
    base::Bytes previous_message;
    base::Bytes previous_signature;
};

/// One command as it came from a kiosk, with what the vault read from its box before the queue.
struct ReceivedCommand {
    nlohmann::json object;
    std::optional<PersonFacts> facts;
};

/// The push of one sync. `kiosk` was authenticated by its credential. From a revoked or copied kiosk
/// everything is put aside for review and nothing is judged.
struct ReceiveCommands {
    std::uint32_t kiosk = 0;
    std::vector<ReceivedCommand> commands;
    std::optional<std::int64_t> clock_off_ms;
    std::vector<protocol::LeaseClose> closing;
    std::uint64_t outbox_head = 0;
    std::string proto;
    std::string program;
};

enum class KioskAction { Revoke, Recall, Reclaim };

/// A named person on a kiosk's seat rights. Revoke: it may not sync any more, its rights stay out. Recall: it
/// is asked to give unused ones back. Reclaim: they are taken back by force, whatever it promised since.
struct ActOnKiosk {
    std::uint32_t kiosk = 0;
    KioskAction action = KioskAction::Recall;
    std::string name; ///< Who answers for it.
    std::string reason;
    std::string by;
};

/// Writes one audit entry per registrant before any name is opened.
struct RecordReading {
    std::vector<domain::RegistrationId> registrations;
    Purpose purpose = Purpose::Desk;
    std::string by;
};

/// Time passing: ended sessions leave the feeds, old keys and tokens are forgotten.
struct PassTime { };

/// A copy of the database that holds everything up to `seq` was made and read back.
struct RecordBackup {
    std::int64_t seq = 0;
    std::string file;
    std::string by;
};

/// An item of a public feed.
struct FeedItem {
    store::PublicFeed feed = store::PublicFeed::Sessions;
    std::string id;
};

/// What the database that a copy replaces had told the world, as far as it can still be read.
struct ToldBefore {
    std::int64_t seq = 0;
    std::string epoch;
    std::vector<FeedItem> items; ///< All that its feeds ever showed.
};

/// This database was a copy until now: it goes on so that nobody who was ahead of it misses or keeps
/// anything.
struct ResumeFromCopy {
    std::optional<ToldBefore> before; ///< None: what was told since the copy was made is not known.
    std::string file;
    std::string by;
    /// How far behind the copy's number sessions are taken for told and lost when nobody can say: their ids
    /// are made of these numbers. A tombstone of one that never was does no harm.
    int numbers_perhaps_told = 10'000;
};

struct ResumedAnswer {
    std::int64_t restored_to = 0; ///< The copy's own number.
    std::optional<base::Time> known_until; ///< Of the last thing that the copy holds on record.
    std::string epoch;
    std::int64_t seq = 0;
    int items_told_again = 0;
    int items_taken_back = 0; ///< Tombstones of what the copy does not know as public.
};

/// A person's marks made late, because the key file was away when the registration came.
struct MarkPending { };

struct RegistrationAnswer {
    domain::RegistrationId id;
    std::string code;
    domain::RegistrationState state = domain::RegistrationState::Received;
    std::optional<int> position; ///< In line, from 1, when waiting.
    std::string reason;
    std::string existing; ///< For a duplicate.
    std::string token;
};

/// Of two registrations of one person: the one that stays and the one that ended.
struct MergedAnswer {
    RegistrationAnswer kept;
    RegistrationAnswer ended;
};

struct SessionAnswer {
    domain::SessionId id;
    std::int64_t version = 0;
};

struct ImportedSession {
    enum class Fate { Created, Changed, Unchanged };
    int line = 0;
    domain::SessionId id; ///< Empty for a new one of a dry run.
    Fate fate = Fate::Created;
};

struct ImportedAnswer {
    std::vector<ImportedSession> sessions;
};

struct ImportedLine {
    int line = 0;
    bool is_changed = false; ///< False: it stood already.
    RegistrationAnswer registration; ///< As it stands now; of a dry run as it would stand.
};

/// Of a dry run everything is taken back before anybody sees it.
struct ImportedLines {
    std::vector<ImportedLine> lines;
    bool is_dry_run = false;
};

struct SubsidyAnswer {
    domain::SubsidyId id;
};

struct LoadedAnswer {
    bool is_changed = false;
    /// Municipalities whose subsidy went on after the document, so that what it says now was not taken over.
    std::vector<std::string> kept_subsidies;
};

struct EnrolledAnswer {
    std::uint32_t kiosk = 0;
    domain::VenueId venue;
};

struct ReceivedAnswer {
    std::vector<protocol::CommandResult> results;
    std::optional<std::uint64_t> need;
    bool is_forked = false;
    bool needs_enrolment = false; ///< It was put aside: this install is revoked or copied.
};

struct KioskAnswer {
    std::uint32_t kiosk = 0;
    int leases = 0; ///< How many leases the action moved.
};

enum class RefusalKind { Invalid, NotFound, Conflict, Stale, KeyReused, WrongCode, TooMany };

/// A rule said no; nothing was changed.
struct Refusal {
    RefusalKind kind = RefusalKind::Invalid;
    std::string reason; ///< snake_case, for programs.
    std::string detail; ///< For people, in English.
    std::vector<domain::FieldProblem> fields;
    std::vector<std::string> allowed;
    std::vector<domain::Clash> clashes = {};
    std::int64_t retry_after_s = 0; ///< Of TooMany.
};

/// The disk or the database did not do its part; nothing was changed, trying again is safe.
struct WorldFailed {
    std::string message;
};

struct Done { };

using Command = std::variant<TakeRegistration, CancelRegistration, MarkAttendance, SaveSession, ActOnSession,
    AddSubsidy, AddSubsidyStep, SaveUser, RecordLogin, SaveApiKey, SaveEnrolCode, EnrolKiosk, ReceiveCommands,
    ActOnKiosk, RecordReading, PassTime, MarkPending, LoadFacts, SaveCatalogue, CountParticipants,
    RecordBackup, SaveResource, SaveVenueCalendar, SaveTravel, SaveHolidays, PlanVanDay, MoveVanStop,
    BreakDownVan, TakeVisit, ScheduleVisit, CancelVisit, SaveRules, AddDefaultRules, SaveArea, ImportSessions,
    DrawLots, PromoteWaiter, ReorderWaiter, ReleaseSeat, MoveRegistration, SaveLimits, CreateSeries,
    CopyProgramme, SaveTemplate, SettleCall, SaveSurvey, AskSlip, FindLost, AskHelp, EndHelp, SaveStaffPin,
    UpsertSession, EndApiKeys, ImportRegistrations, ImportMarks, ResumeFromCopy, CorrectRegistration,
    MergeRegistrations, AddUser, ChangeUser, BeginYear, SaveCost, ClaimSession>;
using Outcome = std::variant<Done, Refusal, WorldFailed, RegistrationAnswer, SessionAnswer, SubsidyAnswer,
    LoadedAnswer, EnrolledAnswer, ReceivedAnswer, KioskAnswer, AuditedReading, ResourceAnswer, VanDayAnswer,
    VisitAnswer, ImportedAnswer, SeriesAnswer, AskedAnswer, FoundLost, UpsertedAnswer, ImportedLines,
    ResumedAnswer, MergedAnswer, YearAnswer>;

} // namespace meguri::hub::core
