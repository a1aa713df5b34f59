// What a kiosk keeps on its own disk, in one SQLite file: identity, outbox, and its copy of the schedule. One
// connection, one thread. What `keep` returns from is durable (WAL, synchronous=FULL).
#pragma once

#include "shared/protocol/session.h"
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
};

struct OutboxRow {
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
};

struct Position {
    std::string epoch;
    std::int64_t cursor = 0;
    std::optional<Time> as_of;
};

class LocalStore {
public:
    static Result<std::unique_ptr<LocalStore>> open(
        std::filesystem::path const& path, std::string const& vfs = "");

    Result<std::optional<Identity>> identity();
    /// A new enrolment begins a new chain: the old schedule is forgotten, unacknowledged rows are kept.
    Result<void> set_identity(Identity const& identity);

    Result<std::vector<protocol::Session>> sessions();
    Result<std::optional<protocol::Session>> session(std::string const& id);
    Result<Position> position();

    /// Number and chain of the last command made; 0 and 32 zero bytes before the first.
    Result<std::pair<std::uint64_t, base::Bytes>> last_command();
    /// One transaction: the command and, for a registration, what was promised.
    Result<void> keep(OutboxRow const& row, std::optional<KeptRegistration> const& registration, Time now);
    Result<std::vector<OutboxRow>> pending(std::size_t most);
    Result<std::vector<OutboxRow>> outbox();
    Result<std::optional<KeptRegistration>> registration(std::string const& id);
    Result<std::optional<KeptRegistration>> registration_by_code(std::string const& code);

    /// One transaction: results into the outbox, changes into the copy, the cursor with them.
    Result<void> apply(protocol::SyncAnswer const& answer, Time now);
    Result<void> note_fresh(Time as_of);

private:
    explicit LocalStore(storage::Database database)
        : m_database(std::move(database))
    {
    }
    Result<std::optional<std::string>> setting(std::string const& name);
    Result<void> set_setting(std::string const& name, std::string const& value);
    Result<void> in_transaction(std::function<Result<void>()> const& work);
    Result<void> apply_result(protocol::CommandResult const& result);
    Result<void> renew_result(protocol::CommandResult const& change);
    Result<void> apply_change(protocol::Change const& change);
    Result<void> set_registration(protocol::CommandResult const& result);

    storage::Database m_database;
};

} // namespace meguri::kiosk::local
