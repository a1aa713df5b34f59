// The kiosk's core: one single-threaded class that takes registrations durably, speaks with the hub and knows
// the schedule. Window and command line use the same one; clock, randomness, cryptography and the line are
// handed in. Nothing it returns was promised before its commit.
#pragma once

#include "kiosk/local/room.h"
#include "kiosk/local/store.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/crypto/crypto.h"
#include "shared/net/http_client.h"
#include "shared/protocol/registrant.h"
#include "shared/protocol/ways.h"

#include <map>
#include <memory>

namespace meguri::kiosk::local {

struct World {
    base::Clock const& clock;
    base::Random& random;
    crypto::Crypto const& crypto;
    net::HttpClient& line;
    base::Files& files;
    RoomLimits room{};
    std::size_t snapshot_piece = 128 * 1024; ///< Bytes of a snapshot asked for at once.
};

enum class Line { Use, Forbid };

struct Form {
    std::string session;
    protocol::Registrant person; ///< As typed; folded and checked here.
};

/// A wish for a visit at home.
struct VisitForm {
    std::string municipality;
    std::string area; ///< In the person's words.
    std::vector<std::string> wishes; ///< As domain::wish_from reads them.
    protocol::Registrant person; ///< With an address.
};

/// What the visitor is told. `state`: confirmed, entered, waiting, provisional, refused or duplicate.
struct RegisterOutcome {
    std::string id;
    std::string code;
    std::string state;
    std::optional<int> position;
    std::string reason;
    bool was_offline = false; ///< The hub was not heard about it yet.
    Time call_by;
};

struct SyncReport {
    int pushed = 0;
    int pulled = 0;
    int requests = 0;
    std::uint64_t bytes_up = 0;
    std::uint64_t bytes_down = 0;
    int snapshots = 0; ///< Taken because the hub's list of changes did not reach back far enough.
    std::uint64_t raw_bytes = 0; ///< Canonical bytes of the commands pushed.
    std::vector<protocol::CommandResult> results;
};

/// Until when somebody calls whoever registered at `now` without an answer of the hub.
Time call_by_after(Time now);

struct CancelOutcome {
    std::string state; ///< cancelled, requested (kept until the hub is reached), refused.
    std::string reason;
};

/// What came of a way that asks no name. `requested`: kept, and decided once the hub is reached.
struct WayOutcome {
    std::string state;
    std::string reason;
    std::optional<protocol::Session> session; ///< As far as it is known here.
};

/// A slip as the hub knows it, of whichever kiosk: enough to show it and to print it again.
struct AskedSlip {
    KeptRegistration kept;
    std::optional<protocol::Session> session;
    bool has_call = false; ///< Staff have something to tell by phone.
};

/// Where somebody stands who calls staff, and what they gave so far.
struct HelpForm {
    std::string screen;
    std::string way;
    std::string session;
    protocol::Registrant person; ///< Half filled.
    std::string area = {};
    std::vector<std::string> wishes = {};
};

/// Wait: too many wrong ones. NotSet: the hall has no PIN yet, or this kiosk has not heard of it.
enum class PinAnswer { Right, Wrong, Wait, NotSet };
struct PinResult {
    PinAnswer answer;
    int wait_seconds = 0; ///< Until the next one is looked at.
};

/// Of this program; the hub is told, and staff read it.
inline constexpr std::string_view program_version = "0.7.0";

class Kiosk {
public:
    static Result<std::unique_ptr<Kiosk>> open(
        std::filesystem::path const& database, World world, std::string const& vfs = "");

    /// Makes this kiosk's key and gives its public half with the code. Refused: a wrong, used or old code.
    Result<void> enrol(std::string const& hub_url, std::string const& code);
    std::optional<Identity> const& identity() const { return m_identity; }

    Result<std::vector<protocol::Session>> sessions() { return m_store->sessions(); }
    Result<Position> position() { return m_store->position(); }
    Result<std::vector<OutboxRow>> outbox() { return m_store->outbox(); }
    Result<std::vector<KeptLease>> leases() { return m_store->leases(); }
    /// Unspent rights by session, as far as they may be used now: seats it can promise without the hub.
    Result<std::map<std::string, int>> rights();
    /// Whether the clock allows promises; false freezes every lease.
    Result<bool> is_clock_sane();
    /// The hub speaks a newer version than this program: until it is updated it only takes provisionally.
    Result<bool> is_update_pending();
    Result<std::optional<KeptRegistration>> registration_by_code(std::string const& code)
    {
        return m_store->registration_by_code(code);
    }

    /// Whether a visitor may be asked the first question: enrolled, room on the disk, and a disk that has not
    /// failed since this process began.
    bool can_register() const { return m_identity && !m_has_disk_failed && m_room.is_enough(); }
    /// The disk failed while something was kept, and not for want of room: what the system still holds in
    /// memory cannot be believed, so the process must begin anew before anything is promised again.
    bool must_restart() const { return m_has_disk_failed; }

    /// The newest receipt nobody has seen, of the last day: the power went behind its commit. Older ones are
    /// left to staff, who hear of each at the next sync.
    Result<std::optional<KeptRegistration>> unseen_receipt();
    /// Its number was shown, and its slip printed or said to be missing.
    Result<void> seen(std::string const& code) { return m_store->mark_seen(code); }

    /// Keeps it first, then asks the hub when it may. A hub that cannot be reached is no failure. Error only
    /// when the disk failed or is full or the kiosk is not enrolled: then nothing was promised.
    Result<RegisterOutcome> register_person(Form form, Line line);
    /// As register_person; state `provisional` until the hub has it, then `received` until staff call.
    Result<RegisterOutcome> request_visit(VisitForm form, Line line);
    /// The visit that came of such a wish, once staff made one.
    Result<std::optional<protocol::Session>> visit(std::string const& id) { return m_store->visit(id); }
    /// `proof`, here and below: the phone number's last four digits, or the token of the slip.
    Result<CancelOutcome> cancel(std::string const& code, std::string const& proof, Line line);

    /// Each is kept before it is answered. attend: attended, requested or refused; by itself a kiosk says
    /// attended only of what it took and knows to be confirmed for now.
    Result<WayOutcome> attend(std::string const& code, Line line);
    /// confirmed, waiting, requested or refused; without the line it is a request.
    Result<WayOutcome> move(
        std::string const& code, std::string const& session, std::string const& proof, Line line);
    /// done, requested or refused.
    Result<WayOutcome> survey(std::string const& code, protocol::SurveyAnswers const& answers, Line line);

    /// By the line only, and nothing is kept of what was typed: Unreachable without it; Busy after too many
    /// tries. ask_slip gives nothing for a number nobody has and for a wrong proof alike.
    Result<std::optional<AskedSlip>> ask_slip(std::string const& code, std::string const& proof);
    Result<void> call_for_help(HelpForm form);
    /// With staff beside. Refused: the PIN is wrong.
    Result<std::vector<AskedSlip>> find_lost(
        std::string const& kana, std::string const& phone, std::string const& pin);

    /// Opens the staff corner, with the line down as well. The wait after wrong ones outlives a restart. Slow
    /// on purpose: tens of milliseconds.
    Result<PinResult> check_pin(std::string const& pin);

    /// What staff set at this machine for everybody; never anything of a person.
    Result<std::optional<std::string>> setting(std::string const& name)
    {
        return m_store->setting("window." + name);
    }
    Result<void> keep_setting(std::string const& name, std::string const& value)
    {
        return m_store->set_setting("window." + name, value);
    }

    /// Tells staff what happened here at the next sync, such as `printer_failed`: nothing about a person.
    Result<void> note(std::string const& kind);

    /// Pushes what is pending and pulls what changed. Unreachable also when the answer bears no signature of
    /// the hub; Refused when the hub no longer knows this kiosk.
    Result<SyncReport> sync();

    /// The same request as a signed text for a stick, with what it carries; the answer comes back by
    /// `import_answer`.
    Result<std::pair<std::string, SyncReport>> export_request();
    /// Refused: an answer to another request than the last one exported, to one already answered, or by the
    /// line since.
    Result<SyncReport> import_answer(std::string const& text);

private:
    Kiosk(std::unique_ptr<LocalStore> store, World world, std::filesystem::path const& folder)
        : m_store(std::move(store))
        , m_world(world)
        , m_room(world.files, folder, world.room)
    {
    }

    struct NewCommand {
        std::string id;
        std::string type;
        nlohmann::json body;
        std::int64_t session_version = 0;
    };
    std::optional<RegisterOutcome> refusal_of(
        Form& form, std::optional<protocol::Session> const& session) const;
    std::optional<RegisterOutcome> refusal_of(VisitForm& form) const;
    std::optional<std::string> problem_of_person(protocol::Registrant& person) const;
    std::optional<base::Error> trouble_before_taking() const;
    Result<std::string> sealed(std::string text) const;
    Result<void> keep(NewCommand command, std::uint64_t cmd_no, base::Bytes const& previous_chain,
        std::optional<KeptRegistration> const& registration, std::optional<RightSpent> const& spent);
    Result<std::optional<nlohmann::json>> proof_of(
        std::string const& text, std::uint64_t cmd_no, std::string const& cmd_id) const;
    Result<std::string> keep_way(std::string const& type, nlohmann::json body, std::string const& proof = {},
        std::optional<RightSpent> const& right = {});
    Result<std::optional<protocol::CommandResult>> answer_to(std::string const& cmd_id, Line line);
    Result<std::optional<KeptRegistration>> kept_for(std::string const& digits);
    Result<std::optional<protocol::Session>> session_of(KeptRegistration const& kept);
    std::optional<WayOutcome> own_answer_to_attend(
        KeptRegistration const& kept, std::optional<protocol::Session> const& session, bool is_sane) const;
    std::optional<base::Error> trouble_before_way() const;
    Result<net::HttpAnswer> ask_hub(
        std::string const& method, std::string const& path, std::string const& body);
    void disk_refused();
    OutboxRow signed_row(
        Identity const& identity, nlohmann::json object, base::Bytes const& previous_chain) const;
    Result<std::vector<OutboxRow>> signed_anew(Identity const& identity);
    bool is_past(KeptLease const& lease) const;
    Result<bool> may_promise();
    Result<std::optional<RightSpent>> usable_right(std::string const& session);

    /// What answered; nothing when the hub has nothing to say (204).
    using Heard = std::optional<protocol::SyncAnswer>;
    Result<net::HttpAnswer> send(net::HttpRequest const& request, SyncReport& report);
    Result<Heard> exchange(protocol::SyncRequest const& request, SyncReport& report);
    Result<Heard> heard_answer(
        std::string const& nonce, int status, std::string const& body, std::string const& signature) const;
    Result<protocol::SyncRequest> make_request(std::vector<OutboxRow> const& rows, Position const& position);
    Result<void> take_answer(Heard const& heard);
    Result<void> take_snapshot(std::string const& path, SyncReport& report);
    Result<void> fetch_snapshot(std::string const& path, SyncReport& report);
    Result<void> apply_snapshot(std::string const& path, std::string_view bytes);
    RegisterOutcome outcome_of(KeptRegistration const& kept) const;
    std::optional<RegisterOutcome> standing_of(std::string const& mark);
    Result<KeptRegistration> keep_registration(
        Form& form, protocol::Session const& session, std::optional<RightSpent> const& right);
    Result<KeptRegistration> keep_person(NewCommand command, protocol::Registrant& person,
        std::string const& session, std::string const& state, std::optional<RightSpent> const& right);
    Result<RegisterOutcome> told(KeptRegistration const& kept, bool may_ask);
    std::string touch_mark(std::string const& session, protocol::Registrant const& person) const;

    std::unique_ptr<LocalStore> m_store;
    World m_world;
    Room m_room;
    bool m_has_disk_failed = false;
    std::optional<Identity> m_identity;
    base::Bytes m_boot_key; ///< In memory only: tells a second tap of the same person since this start.
    std::string m_boot;
    /// What came of a snapshot so far.
    struct Download {
        std::string path;
        std::string bytes;
        std::size_t size = 0;
    };
    Download m_download;
    std::map<std::string, std::string> m_taken; ///< Mark -> registration id.
};

} // namespace meguri::kiosk::local
