#include "kiosk/local/store.h"

#include "shared/base/mutant.h"
#include "shared/storage/backup.h"

namespace meguri::kiosk::local {

// Made by the build from the numbered .sql files.
std::span<storage::Migration const> migrations();

using base::ErrorKind;
using base::fail;
using nlohmann::json;
using storage::Statement;

namespace {

/// States after which the kiosk has nothing more to send: the hub has stored the command and said so.
bool is_acknowledged(std::string const& state)
{
    return state != "held" && state != "unsupported";
}

OutboxRow outbox_row(Statement const& row)
{
    return {row.text(0), static_cast<std::uint64_t>(row.integer(1)), row.text(2), row.text(3), row.text(4),
        row.blob(5), row.text(6), row.integer(7), row.text(8)};
}

constexpr char outbox_columns[] = "install, cmd_no, cmd_id, type, text, chain, state, seq, result";

KeptRegistration kept_row(Statement const& row)
{
    KeptRegistration kept{row.text(0), row.text(1), row.text(2), row.text(3), std::nullopt, row.text(5),
        row.text(6), base::time_of(row.integer(7)), base::time_of(row.integer(8))};
    if (!row.is_null(4))
        kept.position = static_cast<int>(row.integer(4));
    kept.has_call = row.boolean(9);
    return kept;
}

constexpr char kept_columns[]
    = "id, code, session, state, position, reason, token, made_at, call_by, has_call";

Result<std::vector<OutboxRow>> outbox_rows(Statement statement)
{
    std::vector<OutboxRow> rows;
    while (true) {
        auto const more = statement.step();
        if (!more)
            return fail(more.error());
        if (!*more)
            return rows;
        rows.push_back(outbox_row(statement));
    }
}

Result<std::optional<KeptRegistration>> first_kept(Statement statement)
{
    auto const has_row = statement.step();
    if (!has_row)
        return fail(has_row.error());
    return *has_row ? std::optional(kept_row(statement)) : std::nullopt;
}

} // namespace

Result<std::unique_ptr<LocalStore>> LocalStore::open(
    std::filesystem::path const& path, std::string const& vfs)
{
    auto database = storage::Database::open(path, storage::Access::ReadWrite, vfs);
    if (!database)
        return fail(database.error());
    // Another disk than the system's holds nothing that outlives its test.
    auto const done = vfs.empty() ? storage::migrate_with_copy(path, *database, migrations())
                                  : storage::migrate(*database, migrations());
    if (!done)
        return fail(done.error());
    return std::unique_ptr<LocalStore>(new LocalStore(std::move(*database)));
}

Result<std::optional<std::string>> LocalStore::setting(std::string const& name)
{
    auto statement = m_database.prepare("SELECT value FROM setting WHERE name=?");
    statement.bind(name);
    auto const has_row = statement.step();
    if (!has_row)
        return fail(has_row.error());
    return *has_row ? std::optional(statement.text(0)) : std::nullopt;
}

Result<void> LocalStore::set_setting(std::string const& name, std::string const& value)
{
    auto statement = m_database.prepare(
        "INSERT INTO setting(name, value) VALUES(?,?) ON CONFLICT(name) DO UPDATE SET value=excluded.value");
    return statement.bind(name).bind(value).run();
}

Result<void> LocalStore::in_transaction(std::function<Result<void>()> const& work)
{
    if (auto begun = m_database.execute("BEGIN IMMEDIATE"); !begun)
        return begun;
    auto done = work();
    if (done)
        done = m_database.execute("COMMIT");
    if (!done)
        (void)m_database.execute("ROLLBACK");
    return done;
}

Result<std::optional<Identity>> LocalStore::identity()
{
    auto const text = setting("identity");
    if (!text)
        return fail(text.error());
    if (!*text)
        return std::optional<Identity>();
    auto const object = protocol::parse_json(**text);
    if (!object)
        return fail(ErrorKind::Broken, "the kiosk's identity cannot be read: " + object.error().message);
    protocol::Reader reader(*object);
    Identity identity;
    identity.hub_url = reader.text("hub_url");
    identity.install = reader.text("install");
    identity.signing_public = base::from_hex(reader.text("signing_public")).value_or(base::Bytes());
    identity.signing_secret = base::from_hex(reader.text("signing_secret")).value_or(base::Bytes());
    auto const* nested = reader.object("enrolment");
    auto answer = nested ? protocol::enrol_answer_from_json(*nested)
                         : Result<protocol::EnrolAnswer, std::vector<protocol::FieldReason>>(
                             fail(std::vector<protocol::FieldReason>()));
    if (!reader.is_good() || !answer)
        return fail(ErrorKind::Broken, "the kiosk's identity is not whole");
    identity.answer = std::move(*answer);
    auto hall = protocol::hall_facts_from_json(*object);
    identity.areas = std::move(hall.areas);
    identity.staff_pin = std::move(hall.staff_pin);
    return std::optional(std::move(identity));
}

Result<void> LocalStore::set_identity(Identity const& identity, std::vector<OutboxRow> const& again, Time now)
{
    return in_transaction([&]() -> Result<void> {
        if (auto done = m_database.execute(
                "DELETE FROM session; DELETE FROM lease;"
                " DELETE FROM setting WHERE name IN ('cursor','own_cursor','as_of','exported')");
            !done)
            return done;
        for (auto const& row : again) {
            auto statement = m_database.prepare("DELETE FROM outbox WHERE cmd_id=?");
            if (auto done = statement.bind(row.cmd_id).run(); !done)
                return done;
            if (auto done = insert(row, now); !done)
                return done;
        }
        if (auto done = set_setting("epoch", identity.answer.epoch); !done)
            return done;
        return set_sealing_key(identity);
    });
}

Result<void> LocalStore::set_sealing_key(Identity const& identity)
{
    json const object{{"hub_url", identity.hub_url}, {"install", identity.install},
        {"signing_public", base::to_hex(identity.signing_public)},
        {"signing_secret", base::to_hex(identity.signing_secret)},
        {"enrolment", protocol::to_json(identity.answer)}, {"areas", protocol::areas_to_json(identity.areas)},
        {"staff_pin", identity.staff_pin}};
    return set_setting("identity", object.dump());
}

Result<std::vector<protocol::Session>> LocalStore::sessions()
{
    auto statement = m_database.prepare("SELECT data FROM session ORDER BY id");
    std::vector<protocol::Session> sessions;
    while (true) {
        auto const more = statement.step();
        if (!more)
            return fail(more.error());
        if (!*more)
            return sessions;
        // A row this version cannot read is left out, not fatal: a newer hub may have written it.
        auto const object = protocol::parse_json(statement.text(0));
        if (auto session = object ? protocol::session_from_json(*object)
                                  : Result<protocol::Session, std::vector<protocol::FieldReason>>(
                                      fail(std::vector<protocol::FieldReason>())))
            sessions.push_back(std::move(*session));
    }
}

Result<std::optional<protocol::Session>> LocalStore::session(std::string const& id)
{
    auto statement = m_database.prepare("SELECT data FROM session WHERE id=?");
    statement.bind(id);
    auto const has_row = statement.step();
    if (!has_row)
        return fail(has_row.error());
    if (!*has_row)
        return std::optional<protocol::Session>();
    auto const object = protocol::parse_json(statement.text(0));
    if (!object)
        return fail(object.error());
    auto session = protocol::session_from_json(*object);
    return session ? std::optional(std::move(*session)) : std::nullopt;
}

Result<Position> LocalStore::position()
{
    Position position;
    auto const epoch = setting("epoch");
    auto const cursor = setting("cursor");
    auto const own_cursor = setting("own_cursor");
    auto const as_of = setting("as_of");
    for (auto const* one : {&epoch, &cursor, &own_cursor, &as_of})
        if (!*one)
            return fail(one->error());
    position.epoch = (*epoch).value_or("");
    position.cursor = *cursor ? std::stoll(**cursor) : 0;
    position.own_cursor = *own_cursor ? std::stoll(**own_cursor) : position.cursor;
    if (*as_of)
        position.as_of = base::time_of(std::stoll(**as_of));
    return position;
}

Result<std::pair<std::uint64_t, base::Bytes>> LocalStore::last_command(std::string const& install)
{
    auto statement
        = m_database.prepare("SELECT cmd_no, chain FROM outbox WHERE install=? ORDER BY cmd_no DESC LIMIT 1");
    statement.bind(install);
    auto const has_row = statement.step();
    if (!has_row)
        return fail(has_row.error());
    if (!*has_row)
        return std::pair(std::uint64_t(0), base::Bytes(32));
    return std::pair(static_cast<std::uint64_t>(statement.integer(0)), statement.blob(1));
}

Result<void> LocalStore::insert(OutboxRow const& row, Time now)
{
    auto statement = m_database.prepare(
        "INSERT INTO outbox(install, cmd_no, cmd_id, type, text, chain, made_at) VALUES(?,?,?,?,?,?,?)");
    statement.bind_all(row.install, static_cast<std::int64_t>(row.cmd_no), row.cmd_id, row.type, row.text,
        row.chain, static_cast<std::int64_t>(base::seconds_of(now)));
    return statement.run();
}

Result<void> LocalStore::keep(OutboxRow const& row, std::optional<KeptRegistration> const& registration,
    std::optional<RightSpent> const& spent, Time now)
{
    return in_transaction([&]() -> Result<void> {
        if (auto done = insert(row, now); !done)
            return done;
        if (auto done = note_time(now); !done)
            return done;
        if (spent && !base::is_mutant("I5_right_is_spent_again")) {
            auto statement = m_database.prepare("INSERT INTO lease_spend(lease, idx, cmd_id) VALUES(?,?,?)");
            statement.bind_all(spent->lease, static_cast<std::int64_t>(spent->index), row.cmd_id);
            if (auto done = statement.run(); !done)
                return done;
        }
        if (!registration)
            return {};
        auto kept = m_database.prepare("INSERT INTO registration(id, code, session, state, reason, token, "
                                       "made_at, call_by, is_seen) VALUES(?,?,?,?,?,?,?,?,0)");
        kept.bind_all(registration->id, registration->code, registration->session, registration->state,
            registration->reason, registration->token,
            static_cast<std::int64_t>(base::seconds_of(registration->made_at)),
            static_cast<std::int64_t>(base::seconds_of(registration->call_by)));
        return kept.run();
    });
}

Result<std::vector<OutboxRow>> LocalStore::pending(std::string const& install, std::size_t most)
{
    auto statement = m_database.prepare(std::string("SELECT ") + outbox_columns
        + " FROM outbox WHERE install=? AND state='pending' ORDER BY cmd_no LIMIT ?");
    statement.bind(install).bind(static_cast<std::int64_t>(most));
    return outbox_rows(std::move(statement));
}

Result<std::vector<OutboxRow>> LocalStore::outbox()
{
    return outbox_rows(m_database.prepare(
        std::string("SELECT ") + outbox_columns + " FROM outbox ORDER BY made_at, cmd_no"));
}

Result<std::optional<KeptRegistration>> LocalStore::registration(std::string const& id)
{
    auto statement
        = m_database.prepare(std::string("SELECT ") + kept_columns + " FROM registration WHERE id=?");
    statement.bind(id);
    return first_kept(std::move(statement));
}

Result<std::vector<KeptRegistration>> LocalStore::unseen_receipts()
{
    auto statement = m_database.prepare(std::string("SELECT ") + kept_columns
        + " FROM registration WHERE NOT is_seen ORDER BY made_at DESC, id DESC");
    std::vector<KeptRegistration> unseen;
    while (true) {
        auto const more = statement.step();
        if (!more)
            return fail(more.error());
        if (!*more)
            return unseen;
        unseen.push_back(kept_row(statement));
    }
}

Result<void> LocalStore::mark_seen(std::string const& code)
{
    auto statement = m_database.prepare("UPDATE registration SET is_seen=1 WHERE code=? AND NOT is_seen");
    return statement.bind(code).run();
}

Result<std::optional<KeptRegistration>> LocalStore::registration_by_code(std::string const& code)
{
    auto statement = m_database.prepare(std::string("SELECT ") + kept_columns
        + " FROM registration WHERE code=? ORDER BY made_at DESC LIMIT 1");
    statement.bind(code);
    return first_kept(std::move(statement));
}

Result<void> LocalStore::set_registration(protocol::CommandResult const& result)
{
    auto statement
        = m_database.prepare("UPDATE registration SET state=?2, position=?3, reason=?4,"
                             " code=CASE WHEN ?5='' OR ?2='duplicate' THEN code ELSE ?5 END WHERE id=?1");
    statement.bind(result.cmd_id).bind(result.state);
    statement.bind(result.position).bind(result.reason).bind(result.code);
    return statement.run();
}

Result<void> LocalStore::apply_result(protocol::CommandResult const& result, Time as_of)
{
    if (result.cmd_id.empty() || !is_acknowledged(result.state))
        return {};
    auto statement = m_database.prepare("UPDATE outbox SET state='acked', seq=?, result=?,"
                                        " acked_at=coalesce(acked_at, ?) WHERE cmd_id=?");
    statement.bind_all(result.seq, protocol::to_json(result).dump(),
        static_cast<std::int64_t>(base::seconds_of(as_of)), result.cmd_id);
    if (auto done = statement.run(); !done)
        return done;
    return set_registration(result);
}

/// The outbox shows how a command stands now: promoted or cancelled since it was answered. What a change does
/// not say (the registration that stands beside a duplicate, the seq that decided) stays.
Result<void> LocalStore::renew_result(protocol::CommandResult const& change)
{
    std::string text;
    {
        auto row = m_database.prepare("SELECT result FROM outbox WHERE cmd_id=? AND state<>'pending'");
        auto const has_row = row.bind(change.cmd_id).step();
        if (!has_row)
            return fail(has_row.error());
        if (!*has_row)
            return {};
        text = row.text(0);
    }
    auto known = protocol::command_result_from_json(json::parse(text, nullptr, false));
    if (!known)
        return {};
    known->state = change.state;
    known->reason = change.reason;
    known->position = change.position;
    auto statement = m_database.prepare("UPDATE outbox SET result=? WHERE cmd_id=?");
    statement.bind_all(protocol::to_json(*known).dump(), change.cmd_id);
    return statement.run();
}

Result<void> LocalStore::set_visit(std::string const& id, json const& visit)
{
    auto const session = protocol::session_from_json(visit);
    if (!session)
        return {};
    auto statement = m_database.prepare("UPDATE registration SET session=?, visit=? WHERE id=?");
    return statement.bind_all(session->id, visit.dump(), id).run();
}

Result<std::optional<protocol::Session>> LocalStore::visit(std::string const& id)
{
    auto statement = m_database.prepare("SELECT visit FROM registration WHERE id=? AND visit<>''");
    statement.bind(id);
    auto const has_row = statement.step();
    if (!has_row)
        return fail(has_row.error());
    if (!*has_row)
        return std::optional<protocol::Session>();
    auto session = protocol::session_from_json(json::parse(statement.text(0), nullptr, false));
    return session ? std::optional(std::move(*session)) : std::nullopt;
}

Result<void> LocalStore::apply_change(protocol::Change const& change)
{
    if (change.kind == "registration") {
        auto const result = protocol::command_result_from_json(change.data);
        if (!result)
            return {};
        if (auto done = renew_result(*result); !done)
            return done;
        // Staff may have moved it to another class: the number stays, and the slip reads otherwise.
        auto const session = change.data.value("session", std::string());
        auto moved = m_database.prepare("UPDATE registration SET session=?2 WHERE id=?1 AND ?2<>''");
        moved.bind(result->cmd_id).bind(base::is_mutant("I8_moved_slip_keeps_its_day") ? "" : session);
        if (auto done = moved.run(); !done)
            return done;
        if (auto done = set_registration(*result); !done)
            return done;
        auto const has_call = change.data.find("has_call");
        auto called = m_database.prepare("UPDATE registration SET has_call=? WHERE id=?");
        called.bind_all(has_call != change.data.end() && *has_call == true, result->cmd_id);
        if (auto done = called.run(); !done)
            return done;
        auto const visit = change.data.find("visit");
        return visit == change.data.end() ? Result<void>() : set_visit(result->cmd_id, *visit);
    }
    if (change.kind != "session")
        return {};
    if (change.data.is_null()) {
        auto statement = m_database.prepare("DELETE FROM session WHERE id=?");
        return statement.bind(change.id).run();
    }
    auto statement
        = m_database.prepare("INSERT INTO session(id, seq, data) VALUES(?,?,?) ON CONFLICT(id) DO UPDATE"
                             " SET seq=excluded.seq, data=excluded.data WHERE excluded.seq >= session.seq");
    return statement.bind_all(change.id, change.seq, change.data.dump()).run();
}

Result<void> LocalStore::apply(protocol::SyncAnswer const& answer, Moment const& now)
{
    return in_transaction([&]() -> Result<void> {
        for (auto const& result : answer.results)
            if (auto done = apply_result(result, answer.as_of); !done)
                return done;
        for (auto const& change : answer.changes)
            if (auto done = apply_change(change); !done)
                return done;
        if (!answer.results.empty()) {
            auto results = json::array();
            for (auto const& result : answer.results)
                results.push_back(protocol::to_json(result));
            auto statement
                = m_database.prepare("INSERT INTO evidence(results, signature, received_at) VALUES(?,?,?)");
            statement.bind_all(results.dump(), answer.results_signature,
                static_cast<std::int64_t>(base::seconds_of(now.wall)));
            if (auto done = statement.run(); !done)
                return done;
        }
        if (answer.leases)
            if (auto done = apply_leases(*answer.leases, now); !done)
                return done;
        if (auto done = note_safe(answer.safe_seq, answer.as_of); !done)
            return done;
        // The hub has just told the time: a mark that a wrong clock left in the future is forgotten.
        auto const off = base::seconds_of(now.wall) - base::seconds_of(answer.as_of);
        if (auto done = set_setting("clock_off_s", std::to_string(off)); !done)
            return done;
        if (auto done = set_setting("latest_time", std::to_string(base::seconds_of(now.wall))); !done)
            return done;
        if (auto done = m_database.execute("DELETE FROM setting WHERE name='exported'"); !done)
            return done;
        if (auto done = set_setting("min_proto", answer.min_proto); !done)
            return done;
        return set_position(answer);
    });
}

/// While a snapshot is still to come, the old copy of the schedule stays, as old as it was: better than none.
Result<void> LocalStore::set_position(protocol::SyncAnswer const& answer)
{
    if (auto done = set_setting("own_cursor", std::to_string(answer.next_own_cursor)); !done)
        return done;
    if (!answer.snapshot_url.empty())
        return {};
    if (auto done = set_setting("epoch", answer.epoch); !done)
        return done;
    if (auto done = set_setting("cursor", std::to_string(answer.next_cursor)); !done)
        return done;
    return set_setting("as_of", std::to_string(base::seconds_of(answer.as_of)));
}

Result<void> LocalStore::apply(protocol::Snapshot const& snapshot)
{
    return in_transaction([&]() -> Result<void> {
        if (auto done = m_database.execute("DELETE FROM session"); !done)
            return done;
        for (auto const& change : snapshot.changes)
            if (auto done = apply_change(change); !done)
                return done;
        if (auto done = set_setting("epoch", snapshot.epoch); !done)
            return done;
        return set_setting("cursor", std::to_string(snapshot.seq));
    });
}

Result<void> LocalStore::note_fresh(Time as_of)
{
    return set_setting("as_of", std::to_string(base::seconds_of(as_of)));
}

} // namespace meguri::kiosk::local
