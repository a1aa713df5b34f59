// SQLite: surveys, calls for staff, the staff's PIN, and what a kiosk has tried.
#include "admin/hub/store/sqlite_rows.h"
#include "admin/hub/store/sqlite_store.h"

namespace meguri::hub::store {

using storage::Statement;

namespace {

constexpr char help_columns[] = "id, kiosk, venue, asked_at, sealed, done_at, done_by";

HelpRow help_row(Statement const& row)
{
    return {row.text(0), static_cast<std::uint32_t>(row.integer(1)), domain::VenueId(row.text(2)),
        time_at(row, 3), row.blob(4), time_if_at(row, 5), row.text(6)};
}

} // namespace

Result<std::vector<SurveyRow>> SqliteStore::surveys(domain::SessionId const& session)
{
    auto statement = m_database.prepare("SELECT registration, session, face, understood, again, at"
                                        " FROM survey WHERE session=? ORDER BY registration");
    statement.bind(session.value);
    return all<SurveyRow>(statement, [](auto const& row) {
        return SurveyRow{domain::RegistrationId(row.text(0)), domain::SessionId(row.text(1)), row.text(2),
            row.text(3), row.text(4), time_at(row, 5)};
    });
}

Result<void> SqliteStore::put(SurveyRow const& survey)
{
    auto statement = m_database.prepare(
        "INSERT INTO survey(registration, session, face, understood, again, at) VALUES(?,?,?,?,?,?)"
        " ON CONFLICT(registration) DO UPDATE SET session=excluded.session, face=excluded.face,"
        " understood=excluded.understood, again=excluded.again, at=excluded.at");
    return statement
        .bind_all(survey.registration.value, survey.session.value, survey.face, survey.understood,
            survey.again, number_of(survey.at))
        .run();
}

Result<std::optional<HelpRow>> SqliteStore::help(std::string const& id)
{
    auto statement = m_database.prepare(std::string("SELECT ") + help_columns + " FROM help WHERE id=?");
    statement.bind(id);
    return first<HelpRow>(statement, help_row);
}

Result<std::vector<HelpRow>> SqliteStore::helps_since(Time time)
{
    auto statement = m_database.prepare(
        std::string("SELECT ") + help_columns + " FROM help WHERE asked_at>=? ORDER BY asked_at, id");
    statement.bind(number_of(time));
    return all<HelpRow>(statement, help_row);
}

Result<std::vector<HelpRow>> SqliteStore::open_helps_before(Time time)
{
    auto statement = m_database.prepare(std::string("SELECT ") + help_columns
        + " FROM help WHERE asked_at<? AND done_at IS NULL ORDER BY asked_at, id");
    statement.bind(number_of(time));
    return all<HelpRow>(statement, help_row);
}

Result<void> SqliteStore::put(HelpRow const& help)
{
    auto statement = m_database.prepare(
        "INSERT INTO help(id, kiosk, venue, asked_at, sealed, done_at, done_by) VALUES(?,?,?,?,?,?,?)"
        " ON CONFLICT(id) DO UPDATE SET sealed=excluded.sealed, done_at=excluded.done_at,"
        " done_by=excluded.done_by");
    statement.bind_all(help.id, static_cast<std::int64_t>(help.kiosk), help.venue.value,
        number_of(help.asked_at), help.sealed);
    return statement.bind(number_of(help.done_at)).bind(help.done_by).run();
}

Result<void> SqliteStore::forget_helps_before(Time time)
{
    auto statement = m_database.prepare("DELETE FROM help WHERE asked_at<? AND done_at IS NOT NULL");
    return statement.bind(number_of(time)).run();
}

Result<std::optional<std::string>> SqliteStore::staff_pin(domain::VenueId const& venue)
{
    auto statement = m_database.prepare("SELECT hash FROM staff_pin WHERE venue=?");
    statement.bind(venue.value);
    return first<std::string>(statement, [](auto const& row) { return row.text(0); });
}

Result<void> SqliteStore::put_staff_pin(domain::VenueId const& venue, std::string const& hash, Time at)
{
    auto statement = m_database.prepare("INSERT INTO staff_pin(venue, hash, set_at) VALUES(?,?,?)"
                                        " ON CONFLICT(venue) DO UPDATE SET hash=excluded.hash,"
                                        " set_at=excluded.set_at");
    return statement.bind_all(venue.value, hash, number_of(at)).run();
}

Result<std::vector<Time>> SqliteStore::tries_since(std::uint32_t kiosk, TryKind kind, Time time)
{
    auto statement
        = m_database.prepare("SELECT at FROM kiosk_try WHERE kiosk=? AND kind=? AND at>=? ORDER BY at");
    statement.bind_all(static_cast<std::int64_t>(kiosk), domain::name_of(kind), number_of(time));
    return all<Time>(statement, [](auto const& row) { return time_at(row, 0); });
}

Result<void> SqliteStore::add_try(std::uint32_t kiosk, TryKind kind, std::string const& id, Time at)
{
    auto statement = m_database.prepare(
        "INSERT INTO kiosk_try(id, kiosk, kind, at) VALUES(?,?,?,?) ON CONFLICT DO NOTHING");
    return statement.bind_all(id, static_cast<std::int64_t>(kiosk), domain::name_of(kind), number_of(at))
        .run();
}

Result<std::vector<RegistrationRow>> SqliteStore::registrations_with_phone(Bytes const& phone_mark)
{
    auto statement = m_database.prepare(std::string("SELECT ") + registration_columns
        + " FROM registration WHERE phone_mark=?"
          " AND state IN ('entered','confirmed','waiting','attended','no_show') ORDER BY seq");
    statement.bind(phone_mark);
    return all<RegistrationRow>(statement, registration_row);
}

} // namespace meguri::hub::store
