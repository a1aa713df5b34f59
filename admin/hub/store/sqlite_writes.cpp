// SQLite: opening, transactions, and what the one writer puts.
#include "admin/hub/store/sqlite_rows.h"
#include "admin/hub/store/sqlite_store.h"

#include <array>

namespace meguri::hub::store {

// Made by the build from the numbered .sql files.
std::span<storage::Migration const> migrations();

using base::fail;

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(
    std::filesystem::path const& path, std::string const& vfs)
{
    auto database = storage::Database::open(path, storage::Access::ReadWrite, vfs);
    if (!database)
        return fail(database.error());
    if (auto done = storage::migrate(*database, migrations()); !done)
        return fail(done.error());
    return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(*database)));
}

Result<std::unique_ptr<Reader>> SqliteStore::open_reader(
    std::filesystem::path const& path, std::string const& vfs)
{
    auto database = storage::Database::open(path, storage::Access::ReadOnly, vfs);
    if (!database)
        return fail(database.error());
    return std::unique_ptr<Reader>(new SqliteStore(std::move(*database)));
}

Result<void> SqliteStore::begin()
{
    return m_database.execute("BEGIN IMMEDIATE");
}
Result<void> SqliteStore::commit()
{
    return m_database.execute("COMMIT");
}
void SqliteStore::rollback()
{
    (void)m_database.execute("ROLLBACK");
}
Result<void> SqliteStore::savepoint()
{
    return m_database.execute("SAVEPOINT command");
}
Result<void> SqliteStore::release()
{
    return m_database.execute("RELEASE command");
}
void SqliteStore::rollback_to_savepoint()
{
    (void)m_database.execute("ROLLBACK TO command; RELEASE command");
}

Result<std::int64_t> SqliteStore::next_seq()
{
    auto statement = m_database.prepare("UPDATE counter SET value=value+1 WHERE name='seq' RETURNING value");
    auto const row = statement.step();
    if (!row)
        return fail(row.error());
    auto const value = statement.integer(0);
    if (auto const end = statement.step(); !end)
        return fail(end.error());
    return value;
}

Result<void> SqliteStore::set_setting(std::string const& name, std::string const& value)
{
    auto statement = m_database.prepare(
        "INSERT INTO setting(name, value) VALUES(?,?) ON CONFLICT(name) DO UPDATE SET value=excluded.value");
    return statement.bind(name).bind(value).run();
}

Result<void> SqliteStore::put(domain::Municipality const& municipality)
{
    auto statement
        = m_database.prepare("INSERT INTO municipality(code, name, kana, kind) VALUES(?,?,?,?)"
                             " ON CONFLICT(code) DO UPDATE SET name=excluded.name, kana=excluded.kana,"
                             " kind=excluded.kind");
    statement.bind_all(
        municipality.code.text(), municipality.name, municipality.kana, domain::name_of(municipality.kind));
    return statement.run();
}

Result<void> SqliteStore::put(domain::Organisation const& organisation)
{
    auto statement
        = m_database.prepare("INSERT INTO organisation(id, name, kind) VALUES(?,?,?)"
                             " ON CONFLICT(id) DO UPDATE SET name=excluded.name, kind=excluded.kind");
    return statement.bind_all(organisation.id.value, organisation.name, domain::name_of(organisation.kind))
        .run();
}

Result<void> SqliteStore::put(domain::Area const& area)
{
    auto statement = m_database.prepare("INSERT INTO area(id, municipality, name, has_shop) VALUES(?,?,?,?)"
                                        " ON CONFLICT(id) DO UPDATE SET municipality=excluded.municipality,"
                                        " name=excluded.name, has_shop=excluded.has_shop");
    return statement.bind_all(area.id.value, area.municipality.text(), area.name, area.has_shop).run();
}

Result<void> SqliteStore::put(domain::Venue const& venue)
{
    auto statement = m_database.prepare(
        "INSERT INTO venue(id, municipality, name, kana, kind, postal_code, address, latitude, longitude, "
        "phone,"
        " opening_hours, area, is_step_free, has_hearing_loop, has_parking) "
        "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
        " ON CONFLICT(id) DO UPDATE SET municipality=excluded.municipality, name=excluded.name, "
        "kana=excluded.kana,"
        " kind=excluded.kind, postal_code=excluded.postal_code, address=excluded.address,"
        " latitude=excluded.latitude, longitude=excluded.longitude, phone=excluded.phone,"
        " opening_hours=excluded.opening_hours, area=excluded.area, is_step_free=excluded.is_step_free,"
        " has_hearing_loop=excluded.has_hearing_loop, has_parking=excluded.has_parking");
    statement.bind_all(venue.id.value, venue.municipality.text(), venue.name, venue.kana,
        domain::name_of(venue.kind), venue.postal_code, venue.address);
    statement.bind(venue.position ? std::optional(venue.position->latitude) : std::nullopt);
    statement.bind(venue.position ? std::optional(venue.position->longitude) : std::nullopt);
    statement.bind_all(venue.phone, venue.opening_hours);
    statement.bind(venue.area ? std::optional(venue.area->value) : std::nullopt);
    statement.bind_all(venue.is_step_free, venue.has_hearing_loop, venue.has_parking);
    return statement.run();
}

Result<void> SqliteStore::put(domain::Programme const& programme)
{
    auto statement = m_database.prepare(
        "INSERT INTO programme(id, fiscal_year, scheme, name, organisation) VALUES(?,?,?,?,?)"
        " ON CONFLICT(id) DO UPDATE SET fiscal_year=excluded.fiscal_year, scheme=excluded.scheme,"
        " name=excluded.name, organisation=excluded.organisation");
    statement.bind_all(programme.id.value, programme.fiscal_year.year, domain::name_of(programme.scheme),
        programme.name, programme.organisation.value);
    return statement.run();
}

Result<void> SqliteStore::put(RegistrationRow const& row)
{
    auto statement = m_database.prepare(
        "INSERT INTO registration(id, code, session, state, reason, seq, changed_seq, priority, sealed, "
        "key_id,"
        " person_mark, phone_mark, mark_key_id, age_band, municipality, token, kiosk, cmd_no, taken_by, "
        "created_at,"
        " attendance) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
        " ON CONFLICT(id) DO UPDATE SET session=excluded.session, state=excluded.state, "
        "reason=excluded.reason,"
        " seq=excluded.seq, changed_seq=excluded.changed_seq, priority=excluded.priority, "
        "sealed=excluded.sealed,"
        " key_id=excluded.key_id, person_mark=excluded.person_mark, phone_mark=excluded.phone_mark,"
        " mark_key_id=excluded.mark_key_id, age_band=excluded.age_band, municipality=excluded.municipality,"
        " attendance=excluded.attendance");
    statement.bind_all(row.id.value, row.code, row.session.value, domain::name_of(row.state), row.reason,
        row.seq, row.changed_seq, row.priority, row.sealed, static_cast<std::int64_t>(row.key_id));
    if (row.marks)
        statement.bind_all(row.marks->person, row.marks->phone, static_cast<std::int64_t>(row.marks->key_id));
    else
        statement.bind_null().bind_null().bind_null();
    statement.bind_all(domain::name_of(row.age_band), row.municipality, row.token);
    statement.bind(row.kiosk ? std::optional(static_cast<std::int64_t>(*row.kiosk)) : std::nullopt);
    statement.bind_all(static_cast<std::int64_t>(row.cmd_no), row.taken_by, number_of(row.created_at));
    statement.bind(
        row.attendance ? std::optional(std::string(domain::name_of(*row.attendance))) : std::nullopt);
    return statement.run();
}

Result<void> SqliteStore::put_printed_code(std::string const& code, domain::RegistrationId const& id)
{
    auto statement = m_database.prepare(
        "INSERT INTO printed_code(code, registration) VALUES(?,?) ON CONFLICT DO NOTHING");
    return statement.bind_all(code, id.value).run();
}

Result<std::optional<RegistrationRow>> SqliteStore::active_registration(
    domain::SessionId const& session, Bytes const& person_mark)
{
    auto statement = m_database.prepare(std::string("SELECT ") + registration_columns
        + " FROM registration WHERE session=? AND person_mark=?"
          " AND state IN ('entered','confirmed','waiting','attended','no_show') ORDER BY seq LIMIT 1");
    statement.bind(session.value).bind(person_mark);
    return first<RegistrationRow>(statement, registration_row);
}

Result<std::vector<RegistrationRow>> SqliteStore::registrations_without_marks()
{
    auto statement = m_database.prepare(std::string("SELECT ") + registration_columns
        + " FROM registration WHERE person_mark IS NULL ORDER BY seq");
    return all<RegistrationRow>(statement, registration_row);
}

Result<std::optional<IdempotencyRow>> SqliteStore::idempotency(
    std::string const& scope, std::string const& key)
{
    auto statement = m_database.prepare(
        "SELECT scope, key, body_hash, answer, at FROM idempotency WHERE scope=? AND key=?");
    statement.bind(scope).bind(key);
    return first<IdempotencyRow>(statement, [](auto const& row) {
        return IdempotencyRow{row.text(0), row.text(1), row.text(2), row.text(3), time_at(row, 4)};
    });
}

Result<void> SqliteStore::put(IdempotencyRow const& row)
{
    auto statement
        = m_database.prepare("INSERT INTO idempotency(scope, key, body_hash, answer, at) VALUES(?,?,?,?,?)");
    return statement.bind_all(row.scope, row.key, row.body_hash, row.answer, number_of(row.at)).run();
}

Result<void> SqliteStore::forget_idempotency_before(Time time)
{
    auto statement = m_database.prepare("DELETE FROM idempotency WHERE at < ?");
    return statement.bind(number_of(time)).run();
}

Result<void> SqliteStore::put(SubsidyRow const& subsidy)
{
    auto statement = m_database.prepare(
        "INSERT INTO subsidy(id, municipality, programme, fiscal_year, path) VALUES(?,?,?,?,?)"
        " ON CONFLICT(id) DO UPDATE SET path=excluded.path");
    statement.bind_all(
        subsidy.id.value, subsidy.municipality, subsidy.programme.value, subsidy.fiscal_year, subsidy.path);
    return statement.run();
}

Result<void> SqliteStore::add_step(domain::SubsidyId const& subsidy, int number,
    domain::SubsidyEntry const& entry, std::string const& written_by, Time at)
{
    auto const text_of = [](std::optional<domain::Date> const& date) {
        return date ? std::optional(domain::to_iso(*date)) : std::nullopt;
    };
    auto statement = m_database.prepare(
        "INSERT INTO subsidy_step(subsidy, number, step, date, known_by, amount, note, is_inferred,"
        " written_by, written_at, corrects, takes_back) VALUES(?,?,?,?,?,?,?,?,?,?,?,?)");
    statement.bind_all(subsidy.value, number, domain::name_of(entry.step));
    statement.bind(text_of(entry.date)).bind(text_of(entry.known_by)).bind(entry.amount_yen);
    statement.bind_all(entry.note, entry.is_inferred, written_by, number_of(at));
    statement.bind(entry.corrects).bind(entry.takes_back);
    if (auto done = statement.run(); !done)
        return done;
    for (std::size_t i = 0; i < entry.papers.size(); ++i) {
        auto const& paper = entry.papers[i];
        auto row = m_database.prepare(
            "INSERT INTO subsidy_paper(subsidy, step, position, title, number, date) VALUES(?,?,?,?,?,?)");
        row.bind_all(subsidy.value, number, static_cast<std::int64_t>(i), paper.title, paper.number);
        if (auto done = row.bind(text_of(paper.date)).run(); !done)
            return done;
    }
    return {};
}

Result<void> SqliteStore::put(TokenRow const& token)
{
    auto statement
        = m_database.prepare("INSERT INTO login_token(token_hash, login, expires_at) VALUES(?,?,?)"
                             " ON CONFLICT(token_hash) DO UPDATE SET expires_at=excluded.expires_at");
    return statement.bind_all(token.token_hash, token.login, number_of(token.expires_at)).run();
}

Result<void> SqliteStore::forget_tokens_before(Time time)
{
    auto statement = m_database.prepare("DELETE FROM login_token WHERE expires_at < ?");
    return statement.bind(number_of(time)).run();
}

Result<std::optional<EnrolCodeRow>> SqliteStore::enrol_code(std::string const& code_hash)
{
    auto statement = m_database.prepare(
        "SELECT code_hash, venue, expires_at, used_at FROM enrol_code WHERE code_hash=?");
    statement.bind(code_hash);
    return first<EnrolCodeRow>(statement, [](auto const& row) {
        return EnrolCodeRow{row.text(0), domain::VenueId(row.text(1)), time_at(row, 2), time_if_at(row, 3)};
    });
}

Result<void> SqliteStore::put(EnrolCodeRow const& code)
{
    auto statement
        = m_database.prepare("INSERT INTO enrol_code(code_hash, venue, expires_at, used_at) VALUES(?,?,?,?)"
                             " ON CONFLICT(code_hash) DO UPDATE SET used_at=excluded.used_at");
    statement.bind_all(code.code_hash, code.venue.value, number_of(code.expires_at));
    statement.bind(number_of(code.used_at));
    return statement.run();
}

Result<std::uint32_t> SqliteStore::put(KioskRow const& kiosk)
{
    auto statement = m_database.prepare(
        "INSERT INTO kiosk(id, install, venue, public_key, credential_hash, last_cmd_no, last_chain, state,"
        " enrolled_at, last_sync_at, clock_off_ms, outbox_head, proto, program)"
        " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
        " ON CONFLICT(id) DO UPDATE SET venue=excluded.venue, credential_hash=excluded.credential_hash,"
        " last_cmd_no=excluded.last_cmd_no, last_chain=excluded.last_chain, state=excluded.state,"
        " last_sync_at=excluded.last_sync_at, clock_off_ms=excluded.clock_off_ms,"
        " outbox_head=excluded.outbox_head, proto=excluded.proto, program=excluded.program RETURNING id");
    if (kiosk.id == 0)
        statement.bind_null();
    else
        statement.bind(static_cast<std::int64_t>(kiosk.id));
    statement.bind_all(kiosk.install, kiosk.venue.value, kiosk.public_key, kiosk.credential_hash,
        static_cast<std::int64_t>(kiosk.last_cmd_no), kiosk.last_chain, kiosk_state_name(kiosk.state),
        number_of(kiosk.enrolled_at));
    statement.bind(number_of(kiosk.last_sync_at)).bind(kiosk.clock_off_ms);
    statement.bind_all(static_cast<std::int64_t>(kiosk.outbox_head), kiosk.proto, kiosk.program);
    auto const id = first<std::int64_t>(statement, [](auto const& row) { return row.integer(0); });
    if (!id)
        return fail(id.error());
    if (kiosk.id == 0) {
        auto alone = m_database.prepare("UPDATE kiosk SET machine=id WHERE id=?");
        if (auto done = alone.bind(id->value_or(0)).run(); !done)
            return fail(done.error());
    }
    return static_cast<std::uint32_t>(id->value_or(0));
}

Result<void> SqliteStore::join_machine(std::uint32_t kiosk, std::uint32_t previous)
{
    auto statement
        = m_database.prepare("UPDATE kiosk SET machine=(SELECT machine FROM kiosk WHERE id=?2) WHERE id=?1");
    return statement.bind_all(static_cast<std::int64_t>(kiosk), static_cast<std::int64_t>(previous)).run();
}

Result<std::optional<CommandRow>> SqliteStore::command(std::string const& cmd_id)
{
    auto statement = m_database.prepare("SELECT cmd_id, install, cmd_no, type, text, body_hash, seq, result,"
                                        " received_at FROM command WHERE cmd_id=?");
    statement.bind(cmd_id);
    return first<CommandRow>(statement, [](auto const& row) {
        return CommandRow{row.text(0), row.text(1), static_cast<std::uint64_t>(row.integer(2)), row.text(3),
            row.text(4), row.text(5), row.integer(6), row.text(7), time_at(row, 8)};
    });
}

Result<void> SqliteStore::put(CommandRow const& command)
{
    auto statement = m_database.prepare(
        "INSERT INTO command(cmd_id, install, cmd_no, type, text, body_hash, seq, result, received_at)"
        " VALUES(?,?,?,?,?,?,?,?,?) ON CONFLICT(cmd_id) DO UPDATE SET result=excluded.result");
    statement.bind_all(command.cmd_id, command.install, static_cast<std::int64_t>(command.cmd_no),
        command.type, command.text, command.body_hash, command.seq, command.result,
        number_of(command.received_at));
    return statement.run();
}

Result<std::vector<std::string>> SqliteStore::take_backlog(std::string const& install, std::uint64_t cmd_no)
{
    auto statement
        = m_database.prepare("DELETE FROM command_backlog WHERE install=? AND cmd_no=? RETURNING text");
    statement.bind(install).bind(static_cast<std::int64_t>(cmd_no));
    return all<std::string>(statement, [](auto const& row) { return row.text(0); });
}

Result<void> SqliteStore::hold(
    std::string const& install, std::uint64_t cmd_no, std::string const& text, Time at)
{
    auto statement = m_database.prepare("INSERT INTO command_backlog(install, cmd_no, text, received_at) "
                                        "VALUES(?,?,?,?) ON CONFLICT DO NOTHING");
    return statement.bind_all(install, static_cast<std::int64_t>(cmd_no), text, number_of(at)).run();
}

Result<std::optional<std::uint64_t>> SqliteStore::first_held(std::string const& install)
{
    auto statement = m_database.prepare("SELECT min(cmd_no) FROM command_backlog WHERE install=?");
    statement.bind(install);
    auto const least
        = first<std::optional<std::int64_t>>(statement, [](auto const& row) { return row.integer_if(0); });
    if (!least)
        return fail(least.error());
    if (!*least || !**least)
        return std::optional<std::uint64_t>();
    return std::optional(static_cast<std::uint64_t>(***least));
}

Result<void> SqliteStore::quarantine(std::string const& install, std::string const& cmd_id,
    std::string const& reason, std::string const& text, Time at)
{
    auto statement
        = m_database.prepare("INSERT INTO command_quarantine(install, cmd_id, reason, text, received_at)"
                             " VALUES(?,?,?,?,?) ON CONFLICT DO NOTHING");
    return statement.bind_all(install, cmd_id, reason, text, number_of(at)).run();
}

Result<void> SqliteStore::put_tombstone(
    std::string const& target, std::int64_t seq, std::string const& reason)
{
    auto statement = m_database.prepare(
        "INSERT INTO tombstone(target, seq, reason) VALUES(?,?,?) ON CONFLICT(target) DO UPDATE"
        " SET reason=excluded.reason");
    return statement.bind_all(target, seq, reason).run();
}

Result<std::optional<std::string>> SqliteStore::tombstone(std::string const& target)
{
    auto statement = m_database.prepare("SELECT reason FROM tombstone WHERE target=?");
    statement.bind(target);
    return first<std::string>(statement, [](auto const& row) { return row.text(0); });
}

Result<std::optional<AuditRow>> SqliteStore::last_audit()
{
    auto statement = m_database.prepare(
        "SELECT row, at, who, action, target, detail, chain FROM audit ORDER BY row DESC LIMIT 1");
    return first<AuditRow>(statement, [](auto const& row) {
        return AuditRow{
            row.integer(0), time_at(row, 1), row.text(2), row.text(3), row.text(4), row.text(5), row.blob(6)};
    });
}

Result<void> SqliteStore::add(AuditRow const& row)
{
    auto statement = m_database.prepare(
        "INSERT INTO audit(row, at, who, action, target, detail, chain) VALUES(?,?,?,?,?,?,?)");
    return statement
        .bind_all(row.row, number_of(row.at), row.who, row.action, row.target, row.detail, row.chain)
        .run();
}

} // namespace meguri::hub::store
