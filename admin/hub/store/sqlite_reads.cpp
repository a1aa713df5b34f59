// SQLite: the questions a Reader answers, apart from sessions.
#include "admin/hub/store/sqlite_rows.h"
#include "admin/hub/store/sqlite_store.h"

namespace meguri::hub::store {

using base::fail;
using storage::Statement;

namespace {

std::optional<domain::Date> date_if_at(Statement const& row, int column)
{
    return row.is_null(column) ? std::nullopt : domain::date_from_iso(row.text(column));
}

domain::SubsidyEntry subsidy_entry_row(Statement const& row)
{
    domain::SubsidyEntry entry{name_at<domain::SubsidyStep>(row, 0), date_if_at(row, 1), date_if_at(row, 2),
        row.integer_if(3), row.text(4), row.boolean(5)};
    if (auto const number = row.integer_if(6))
        entry.corrects = static_cast<int>(*number);
    entry.takes_back = row.boolean(7);
    return entry;
}

} // namespace

Result<std::int64_t> SqliteStore::head_seq()
{
    auto statement = m_database.prepare("SELECT value FROM counter WHERE name='seq'");
    auto const value = first<std::int64_t>(statement, [](auto const& row) { return row.integer(0); });
    if (!value)
        return fail(value.error());
    return value->value_or(0);
}

Result<std::optional<std::string>> SqliteStore::setting(std::string const& name)
{
    auto statement = m_database.prepare("SELECT value FROM setting WHERE name=?");
    statement.bind(name);
    return first<std::string>(statement, [](auto const& row) { return row.text(0); });
}

Result<std::vector<domain::Municipality>> SqliteStore::municipalities()
{
    auto statement = m_database.prepare("SELECT code, name, kana, kind FROM municipality ORDER BY code");
    return all<domain::Municipality>(statement, [](auto const& row) {
        auto const code = domain::MunicipalityCode::parse(row.text(0));
        base::verify(code.has_value(), "a stored municipality code cannot be");
        return domain::Municipality{
            *code, row.text(1), row.text(2), name_at<domain::MunicipalityKind>(row, 3)};
    });
}

Result<std::vector<domain::Organisation>> SqliteStore::organisations()
{
    auto statement = m_database.prepare("SELECT id, name, kind FROM organisation ORDER BY id");
    return all<domain::Organisation>(statement, [](auto const& row) {
        return domain::Organisation{
            domain::OrganisationId(row.text(0)), row.text(1), name_at<domain::OrganisationKind>(row, 2)};
    });
}

Result<std::vector<domain::Venue>> SqliteStore::venues(std::string const& municipality)
{
    auto statement = m_database.prepare(std::string("SELECT ") + venue_columns
        + " FROM venue v WHERE ?1='' OR v.municipality=?1 ORDER BY v.municipality, v.id");
    statement.bind(municipality);
    return all<domain::Venue>(statement, [](auto const& row) { return venue_row(row); });
}

Result<std::optional<domain::Venue>> SqliteStore::venue(domain::VenueId const& id)
{
    auto statement
        = m_database.prepare(std::string("SELECT ") + venue_columns + " FROM venue v WHERE v.id=?");
    statement.bind(id.value);
    return first<domain::Venue>(statement, [](auto const& row) { return venue_row(row); });
}

Result<std::vector<domain::Programme>> SqliteStore::programmes(std::optional<int> fiscal_year)
{
    auto statement = m_database.prepare("SELECT id, fiscal_year, scheme, name, organisation FROM programme"
                                        " WHERE ?1 IS NULL OR fiscal_year=?1 ORDER BY fiscal_year, id");
    statement.bind(fiscal_year);
    return all<domain::Programme>(statement, [](auto const& row) {
        return domain::Programme{domain::ProgrammeId(row.text(0)), {static_cast<int>(row.integer(1))},
            name_at<domain::Scheme>(row, 2), row.text(3), domain::OrganisationId(row.text(4))};
    });
}

Result<std::optional<RegistrationRow>> SqliteStore::registration(domain::RegistrationId const& id)
{
    auto statement
        = m_database.prepare(std::string("SELECT ") + registration_columns + " FROM registration WHERE id=?");
    statement.bind(id.value);
    return first<RegistrationRow>(statement, registration_row);
}

Result<std::optional<RegistrationRow>> SqliteStore::registration_by_code(std::string const& code)
{
    auto statement = m_database.prepare(
        std::string("SELECT ") + registration_columns + " FROM registration WHERE code=?");
    statement.bind(code);
    return first<RegistrationRow>(statement, registration_row);
}

Result<std::vector<RegistrationRow>> SqliteStore::registrations_with_code(std::string const& code)
{
    auto statement = m_database.prepare(std::string("SELECT ") + registration_columns
        + " FROM registration WHERE code=?1 OR id IN (SELECT registration FROM printed_code WHERE code=?1)"
          " ORDER BY code<>?1, seq");
    statement.bind(code);
    return all<RegistrationRow>(statement, registration_row);
}

Result<std::vector<RegistrationRow>> SqliteStore::registrations(domain::SessionId const& session)
{
    auto statement = m_database.prepare(
        std::string("SELECT ") + registration_columns + " FROM registration WHERE session=? ORDER BY seq");
    statement.bind(session.value);
    return all<RegistrationRow>(statement, registration_row);
}

Result<std::vector<SubsidyRow>> SqliteStore::subsidies(
    std::optional<int> fiscal_year, std::string const& municipality)
{
    auto statement = m_database.prepare("SELECT id FROM subsidy WHERE (?1 IS NULL OR fiscal_year=?1)"
                                        " AND (?2='' OR municipality=?2) ORDER BY municipality, id");
    statement.bind(fiscal_year).bind(municipality);
    auto const ids = all<std::string>(statement, [](auto const& row) { return row.text(0); });
    if (!ids)
        return fail(ids.error());
    std::vector<SubsidyRow> rows;
    for (auto const& id : *ids) {
        auto row = subsidy(domain::SubsidyId(id));
        if (!row)
            return fail(row.error());
        if (*row)
            rows.push_back(std::move(**row));
    }
    return rows;
}

Result<void> SqliteStore::read_papers(SubsidyRow& subsidy)
{
    auto statement = m_database.prepare(
        "SELECT step, title, number, date FROM subsidy_paper WHERE subsidy=? ORDER BY step, position");
    statement.bind(subsidy.id.value);
    using Numbered = std::pair<std::size_t, domain::SubsidyPaper>;
    auto papers = all<Numbered>(statement, [](auto const& row) {
        return Numbered{
            static_cast<std::size_t>(row.integer(0)), {row.text(1), row.text(2), date_if_at(row, 3)}};
    });
    if (!papers)
        return fail(papers.error());
    for (auto& [number, paper] : *papers)
        if (number >= 1 && number <= subsidy.history.size())
            subsidy.history[number - 1].papers.push_back(std::move(paper));
    return {};
}

Result<std::optional<SubsidyRow>> SqliteStore::subsidy(domain::SubsidyId const& id)
{
    auto statement
        = m_database.prepare("SELECT id, municipality, programme, fiscal_year, path FROM subsidy WHERE id=?");
    statement.bind(id.value);
    auto found = first<SubsidyRow>(statement, [](auto const& row) {
        return SubsidyRow{domain::SubsidyId(row.text(0)), row.text(1), domain::ProgrammeId(row.text(2)),
            static_cast<int>(row.integer(3)), row.text(4), {}};
    });
    if (!found || !*found)
        return found;
    auto steps = m_database.prepare("SELECT step, date, known_by, amount, note, is_inferred, corrects,"
                                    " takes_back FROM subsidy_step WHERE subsidy=? ORDER BY number");
    steps.bind(id.value);
    auto history = all<domain::SubsidyEntry>(steps, subsidy_entry_row);
    if (!history)
        return fail(history.error());
    (*found)->history = std::move(*history);
    if (auto done = read_papers(**found); !done)
        return fail(done.error());
    return found;
}

Result<std::optional<TokenRow>> SqliteStore::token(std::string const& token_hash)
{
    auto statement
        = m_database.prepare("SELECT token_hash, login, expires_at FROM login_token WHERE token_hash=?");
    statement.bind(token_hash);
    return first<TokenRow>(statement, [](auto const& row) {
        return TokenRow{row.text(0), row.text(1), time_at(row, 2)};
    });
}

Result<std::optional<KioskRow>> SqliteStore::kiosk_by_credential(std::string const& credential_hash)
{
    auto statement
        = m_database.prepare(std::string("SELECT ") + kiosk_columns + " FROM kiosk WHERE credential_hash=?");
    statement.bind(credential_hash);
    return first<KioskRow>(statement, kiosk_row);
}

Result<std::optional<KioskRow>> SqliteStore::kiosk_by_install(std::string const& install)
{
    auto statement
        = m_database.prepare(std::string("SELECT ") + kiosk_columns + " FROM kiosk WHERE install=?");
    statement.bind(install);
    return first<KioskRow>(statement, kiosk_row);
}

Result<std::vector<KioskRow>> SqliteStore::kiosks()
{
    auto statement = m_database.prepare(std::string("SELECT ") + kiosk_columns + " FROM kiosk ORDER BY id");
    return all<KioskRow>(statement, kiosk_row);
}

Result<std::vector<SeriesRow>> SqliteStore::series_modified_after(std::int64_t after, int limit)
{
    auto statement = m_database.prepare(std::string("SELECT ") + series_columns
        + " FROM series WHERE feed_state <> 'none' AND feed_modified > ? ORDER BY feed_modified LIMIT ?");
    statement.bind(after).bind(limit);
    return all<SeriesRow>(statement, series_row);
}

Result<std::vector<RegistrationRow>> SqliteStore::registrations_of_kiosk_after(
    std::uint32_t kiosk, std::int64_t after, int limit)
{
    auto statement = m_database.prepare(std::string("SELECT ") + registration_columns
        + " FROM registration WHERE kiosk IN (SELECT id FROM kiosk WHERE machine=(SELECT machine FROM kiosk"
          " WHERE id=?1)) AND changed_seq > ?2 ORDER BY changed_seq LIMIT ?3");
    statement.bind(static_cast<std::int64_t>(kiosk)).bind(after).bind(limit);
    return all<RegistrationRow>(statement, registration_row);
}

Result<std::vector<AuditRow>> SqliteStore::audit_after(std::int64_t row_number, int limit)
{
    auto statement = m_database.prepare(
        "SELECT row, at, who, action, target, detail, chain FROM audit WHERE row > ? ORDER BY row LIMIT ?");
    statement.bind(row_number).bind(limit);
    return all<AuditRow>(statement, [](auto const& row) {
        return AuditRow{
            row.integer(0), time_at(row, 1), row.text(2), row.text(3), row.text(4), row.text(5), row.blob(6)};
    });
}

} // namespace meguri::hub::store
