// SqliteStore on what eligibility is judged from: rules of programmes, areas, and who came to one session.
#include "admin/hub/store/sqlite_rows.h"
#include "admin/hub/store/sqlite_store.h"
#include "shared/base/verify.h"
#include "shared/domain/fiscal_year.h"

namespace meguri::hub::store {

Result<std::optional<std::string>> SqliteStore::programme_rules(domain::ProgrammeId const& programme)
{
    auto statement = m_database.prepare("SELECT text FROM programme_rules WHERE programme=?");
    statement.bind(programme.value);
    return first<std::string>(statement, [](auto const& row) { return row.text(0); });
}

Result<void> SqliteStore::put_programme_rules(
    domain::ProgrammeId const& programme, std::string const& text, std::string const& written_by, Time at)
{
    auto statement = m_database.prepare(
        "INSERT INTO programme_rules(programme, text, written_by, written_at) VALUES(?,?,?,?)"
        " ON CONFLICT(programme) DO UPDATE SET text=excluded.text, written_by=excluded.written_by,"
        " written_at=excluded.written_at");
    return statement.bind_all(programme.value, text, written_by, number_of(at)).run();
}

Result<std::vector<domain::Area>> SqliteStore::areas(std::string const& municipality)
{
    auto statement = m_database.prepare("SELECT id, municipality, name, has_shop FROM area"
                                        " WHERE ?1='' OR municipality=?1 ORDER BY municipality, id");
    statement.bind(municipality);
    return all<domain::Area>(statement, [](auto const& row) {
        auto const code = domain::MunicipalityCode::parse(row.text(1));
        base::verify(code.has_value(), "a stored municipality code cannot be");
        return domain::Area{domain::AreaId(row.text(0)), *code, row.text(2), row.integer(3) != 0};
    });
}

Result<std::vector<HeadCount>> SqliteStore::head_counts(domain::SessionId const& session)
{
    auto statement = m_database.prepare("SELECT state, age_band, municipality, count(*) FROM registration"
                                        " WHERE session=? GROUP BY state, age_band, municipality");
    statement.bind(session.value);
    return all<HeadCount>(statement, [](auto const& row) {
        return HeadCount{name_at<domain::RegistrationState>(row, 0), name_at<domain::AgeBand>(row, 1),
            row.text(2), static_cast<int>(row.integer(3))};
    });
}

Result<std::vector<domain::SessionId>> SqliteStore::own_sessions(
    std::string const& municipality, int fiscal_year)
{
    auto statement
        = m_database.prepare("SELECT s.id FROM session s JOIN programme p ON p.id=s.programme"
                             " WHERE s.municipality=? AND p.scheme='municipal_proposed' AND p.fiscal_year=?"
                             " AND s.state IN ('published','closed','held') LIMIT 2");
    statement.bind_all(municipality, fiscal_year);
    return all<domain::SessionId>(statement, [](auto const& row) { return domain::SessionId(row.text(0)); });
}

Result<std::vector<SchemeEnd>> SqliteStore::scheme_ends(int fiscal_year)
{
    auto const from = domain::from_tokyo({domain::first_day({fiscal_year}), 0, 0, 0});
    auto const to = domain::from_tokyo({domain::first_day({fiscal_year + 1}), 0, 0, 0});
    auto statement = m_database.prepare(
        "SELECT s.municipality, p.scheme, max(s.ends_at) FROM session s"
        " JOIN programme p ON p.id=s.programme WHERE s.starts_at>=? AND s.starts_at<?"
        " AND p.fiscal_year=? AND s.state<>'cancelled' GROUP BY s.municipality, p.scheme");
    statement.bind_all(number_of(from), number_of(to), fiscal_year);
    return all<SchemeEnd>(statement, [](auto const& row) {
        return SchemeEnd{row.text(0), name_at<domain::Scheme>(row, 1), time_at(row, 2)};
    });
}

} // namespace meguri::hub::store
