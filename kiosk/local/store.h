// What a kiosk keeps on its own disk, in one SQLite file: identity, outbox, and its copy of the schedule. One
// connection, one thread. What `keep` returns from is durable (WAL, synchronous=FULL).
#pragma once

#include "shared/protocol/hall_area.h"
#include "shared/protocol/session.h"
#include "shared/protocol/snapshot.h"
#include "shared/protocol/sync.h"
#include "shared/storage/database.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace meguri::kiosk::local {

using base::Result;
using base::Time;

/// Who this kiosk is, since its enrolment.
struct Identity {
    std::string hub_url;
    std::string install;
    base::Bytes signing_public;
    base::Bytes signing_secret;
    protocol::EnrolAnswer answer;
    std::vector<protocol::HallArea> areas; ///< Of the hall's municipality; empty from an older hub.
    std::string staff_pin; ///< What the PIN of the hall's staff is checked by; empty while there is none.
};

struct OutboxRow {
    std::string install;
    std::uint64_t cmd_no = 0;
    std::string cmd_id;
    std::string type;
    std::string text;
    base::Bytes chain;
    std::string state;
    std::int64_t seq = 0;
    std::string result; ///< JSON, empty while pending.
};

/// A registration taken here. State: a registration state's name, or `provisional` until the hub has
/// answered.
struct KeptRegistration {
    std::string id;
    std::string code;
    std::string session;
    std::string state;
    std::optional<int> position;
    std::string reason;
    std::string token;
    Time made_at;
    Time call_by; ///< Until when somebody calls, if it is provisional.
    bool has_call = false; ///< Staff have something to tell this person by phone.
};

/// A lease as this kiosk holds it: its rights may be spent while it is open and its time has not passed.
struct KeptLease {
    protocol::LeaseView view;
    Time granted_at;
    std::string granted_boot;
    std::int64_t granted_mono_ms = 0;
};

/// One right of a lease, spent by the command it is kept with.
struct RightSpent {
    std::int64_t lease = 0;
    int index = 0;
};

/// When and in which boot an answer came: what a lease's own time is counted from.
struct Moment {
    Time wall;
    std::string boot;
    std::int64_t mono_ms = 0;
};

struct Position {
    std::string epoch;
    std::int64_t cursor = 0;
    std::int64_t own_cursor = 0;
    std::optional<Time> as_of;
};

class LocalStore {
public:
    static Result<std::unique_ptr<LocalStore>> open(
        std::filesystem::path const& path, std::string const& vfs = "");

    Result<std::optional<Identity>> identity();
    /// A new enrolment begins a new chain: the old schedule and the old rights are forgotten; what was not
    /// yet acknowledged is kept as `again`, signed anew under the new number.
    Result<void> set_identity(Identity const& identity, std::vector<OutboxRow> const& again, Time now);
    Result<void> set_sealing_key(Identity const& identity);

    Result<std::vector<protocol::Session>> sessions();
    Result<std::optional<protocol::Session>> session(std::string const& id);
    Result<Position> position();

    /// Number and chain of the last command made by an install; 0 and 32 zero bytes before the first.
    Result<std::pair<std::uint64_t, base::Bytes>> last_command(std::string const& install);
    /// One transaction: the command and, for a registration, what was promised and the right it spends.
    Result<void> keep(OutboxRow const& row, std::optional<KeptRegistration> const& registration,
        std::optional<RightSpent> const& spent, Time now);
    Result<std::vector<OutboxRow>> pending(std::string const& install, std::size_t most);
    Result<std::vector<OutboxRow>> outbox();
    Result<std::optional<KeptRegistration>> registration(std::string const& id);
    Result<std::optional<KeptRegistration>> registration_by_code(std::string const& code);
    /// The visit at home that staff made of that wish.
    Result<std::optional<protocol::Session>> visit(std::string const& id);
    /// Kept, but its number was never shown to the end; newest first.
    Result<std::vector<KeptRegistration>> unseen_receipts();
    Result<void> mark_seen(std::string const& code);

    Result<std::vector<KeptLease>> leases();
    /// No right of it is spent from now on; it is given back at the next sync.
    Result<void> set_closing(std::int64_t lease);
    /// How far the clock was off when the hub last answered, and the latest time this kiosk ever wrote down.
    Result<std::int64_t> clock_off_s();
    Result<Time> latest_time();

    /// One transaction: results into the outbox, changes into the copy, rights as the hub lists them, the
    /// cursor with them.
    Result<void> apply(protocol::SyncAnswer const& answer, Moment const& now);
    /// One transaction: the copy of the schedule is what the snapshot holds, and so is the cursor.
    Result<void> apply(protocol::Snapshot const& snapshot);
    /// What the hub says it has no more, being restored from a copy: its commands from that number on.
    Result<void> send_again(std::string const& install, std::uint64_t from);
    /// What the hub has had for 400 days though no copy of it was ever made.
    Result<bool> has_unsafe(Time as_of);
    Result<void> forget_unsafe(Time as_of);
    Result<void> note_fresh(Time as_of);

    Result<std::optional<std::string>> setting(std::string const& name);
    Result<void> set_setting(std::string const& name, std::string const& value);

private:
    explicit LocalStore(storage::Database database)
        : m_database(std::move(database))
    {
    }
    Result<void> insert(OutboxRow const& row, Time now);
    Result<void> note_time(Time now);
    Result<void> apply_leases(std::vector<protocol::LeaseView> const& leases, Moment const& now);
    Result<void> note_safe(std::int64_t safe_seq, Time as_of);
    Result<void> in_transaction(std::function<Result<void>()> const& work);
    Result<void> apply_result(protocol::CommandResult const& result, Time as_of);
    Result<void> renew_result(protocol::CommandResult const& change);
    Result<void> apply_change(protocol::Change const& change);
    Result<void> set_position(protocol::SyncAnswer const& answer);
    Result<void> set_registration(protocol::CommandResult const& result);
    Result<void> set_visit(std::string const& id, nlohmann::json const& visit);

    storage::Database m_database;
};

} // namespace meguri::kiosk::local
