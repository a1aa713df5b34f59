// SQLite: the facts of a fiscal year, as a document states them.
#include "admin/hub/store/sqlite_rows.h"
#include "admin/hub/store/sqlite_store.h"

#include <array>

namespace meguri::hub::store {

using base::fail;
using storage::Database;
using storage::Statement;

namespace {

std::optional<int> small_if_at(Statement const& row, int column)
{
    return row.is_null(column) ? std::nullopt : std::optional(static_cast<int>(row.integer(column)));
}

/// Fills `rows` from a statement about one year; the first failure stays.
template <class Row>
void fill(Result<void>& so_far, std::vector<Row>& rows, Statement statement, std::int64_t fiscal_year,
    std::function<Row(Statement const&)> read)
{
    if (!so_far)
        return;
    statement.bind(fiscal_year);
    auto found = all<Row>(statement, std::move(read));
    if (found)
        rows = std::move(*found);
    else
        so_far = fail(found.error());
}

template <class... Values>
Result<void> insert(Database& database, std::string_view sql, Values const&... values)
{
    auto statement = database.prepare(sql);
    return statement.bind_all(values...).run();
}

/// Runs the steps in order until one fails.
class Steps {
public:
    template <class Step> Steps& operator()(Step step)
    {
        if (m_result)
            m_result = step();
        return *this;
    }
    Result<void> result() const { return m_result; }

private:
    Result<void> m_result;
};

YearFacts year_row(Statement const& row)
{
    YearFacts year;
    year.fiscal_year = static_cast<int>(row.integer(0));
    year.prefecture = row.text(1);
    year.as_of = date_at(row, 2);
    year.content_hash = row.text(3);
    year.subsidised = domain::ProgrammeId(row.text(4));
    year.name = row.text(5);
    year.inferred = split(row.text(6));
    return year;
}

CarrierFacts carrier_row(Statement const& row)
{
    return {domain::ProgrammeId(row.text(0)), name_at<domain::SessionFormat>(row, 1), row.text(2),
        row.text(3), row.text(4), small_if_at(row, 5), small_if_at(row, 6), {}};
}

NationalFacts national_row(Statement const& row)
{
    return {domain::ProgrammeId(row.text(0)), row.text(1), row.text(2), row.text(3), row.text(4), {}};
}

ReportedFigure figure_row(Statement const& row)
{
    return {
        row.text(0), row.text(1), row.integer(2), row.text(3), row.text(4), date_at(row, 5), row.boolean(6)};
}

Result<void> read_towns(Database& database, YearFacts& year)
{
    for (std::size_t i = 0; i < year.carrier_programmes.size(); ++i) {
        auto statement = database.prepare("SELECT municipality, status, months FROM carrier_programme_town"
                                          " WHERE fiscal_year=? AND programme_number=? ORDER BY number");
        statement.bind(year.fiscal_year).bind(static_cast<std::int64_t>(i));
        auto towns = all<StatedTown>(statement, [](auto const& row) {
            return StatedTown{row.text(0), name_at<StatedStatus>(row, 1), split(row.text(2))};
        });
        if (!towns)
            return fail(towns.error());
        year.carrier_programmes[i].towns = std::move(*towns);
    }
    return {};
}

Result<void> read_activities(Database& database, YearFacts& year)
{
    struct Activity {
        MunicipalFacts programme;
        std::int64_t number;
    };
    auto statement
        = database.prepare("SELECT programme, municipality, activity, programme_number"
                           " FROM municipal_activity WHERE fiscal_year=? ORDER BY programme_number, number");
    statement.bind(year.fiscal_year);
    auto const found = all<Activity>(statement, [](auto const& row) {
        return Activity{{domain::ProgrammeId(row.text(0)), row.text(1), {row.text(2)}}, row.integer(3)};
    });
    if (!found)
        return fail(found.error());
    std::int64_t last = -1;
    for (auto const& [programme, number] : *found) {
        if (number == last)
            year.municipal_programmes.back().activities.push_back(programme.activities.front());
        else
            year.municipal_programmes.push_back(programme);
        last = number;
    }
    return {};
}

Result<void> read_deliveries(Database& database, YearFacts& year)
{
    for (std::size_t i = 0; i < year.national_types.size(); ++i) {
        auto statement = database.prepare("SELECT delivery, name, note, how FROM national_delivery"
                                          " WHERE fiscal_year=? AND type_number=? ORDER BY number");
        statement.bind(year.fiscal_year).bind(static_cast<std::int64_t>(i));
        auto rows = all<NationalDelivery>(statement, [](auto const& row) {
            return NationalDelivery{name_at<domain::Delivery>(row, 0), row.text(1), row.text(2), row.text(3)};
        });
        if (!rows)
            return fail(rows.error());
        year.national_types[i].delivery = std::move(*rows);
    }
    return {};
}

Result<void> forget_year(Database& database, int fiscal_year)
{
    constexpr std::array texts{"DELETE FROM reported_figure WHERE fiscal_year=?",
        "DELETE FROM national_course WHERE fiscal_year=?",
        "DELETE FROM national_provider WHERE fiscal_year=?",
        "DELETE FROM national_delivery WHERE fiscal_year=?", "DELETE FROM national_type WHERE fiscal_year=?",
        "DELETE FROM municipal_activity WHERE fiscal_year=?",
        "DELETE FROM carrier_programme_town WHERE fiscal_year=?",
        "DELETE FROM carrier_programme WHERE fiscal_year=?",
        "DELETE FROM source_document WHERE fiscal_year=?"};
    for (auto const* text : texts)
        if (auto done = insert(database, text, fiscal_year); !done)
            return done;
    return {};
}

/// Writes each row with its number, from 0.
template <class Row, class Write> Result<void> each(std::vector<Row> const& rows, Write write)
{
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (auto done = write(static_cast<std::int64_t>(i), rows[i]); !done)
            return done;
    return {};
}

Result<void> write_carrier(Database& database, int year, std::int64_t number, CarrierFacts const& facts)
{
    auto done = insert(database,
        "INSERT INTO carrier_programme(fiscal_year, number, programme, format, format_name, description, "
        "from_month,"
        " sessions_per_day_min, sessions_per_day_max) VALUES(?,?,?,?,?,?,?,?,?)",
        year, number, facts.programme.value, domain::name_of(facts.format), facts.format_name,
        facts.description, facts.from_month, facts.sessions_per_day_min, facts.sessions_per_day_max);
    if (!done)
        return done;
    return each(facts.towns, [&](std::int64_t i, StatedTown const& town) {
        return insert(database,
            "INSERT INTO carrier_programme_town(fiscal_year, programme_number, number, municipality, status, "
            "months)"
            " VALUES(?,?,?,?,?,?)",
            year, number, i, town.municipality, domain::name_of(town.status), joined(town.months));
    });
}

Result<void> write_municipal(Database& database, int year, std::int64_t number, MunicipalFacts const& facts)
{
    return each(facts.activities, [&](std::int64_t i, std::string const& activity) {
        return insert(database,
            "INSERT INTO municipal_activity(fiscal_year, programme_number, number, programme, municipality, "
            "activity)"
            " VALUES(?,?,?,?,?,?)",
            year, number, i, facts.programme.value, facts.municipality, activity);
    });
}

Result<void> write_national(Database& database, int year, std::int64_t number, NationalFacts const& facts)
{
    auto done = insert(database,
        "INSERT INTO national_type(fiscal_year, number, programme, type, name, place, rule) "
        "VALUES(?,?,?,?,?,?,?)",
        year, number, facts.programme.value, facts.type, facts.name, facts.place, facts.rule);
    if (!done)
        return done;
    return each(facts.delivery, [&](std::int64_t i, NationalDelivery const& delivery) {
        return insert(database,
            "INSERT INTO national_delivery(fiscal_year, type_number, number, delivery, name, note, how)"
            " VALUES(?,?,?,?,?,?,?)",
            year, number, i, domain::name_of(delivery.delivery), delivery.name, delivery.note, delivery.how);
    });
}

} // namespace

Result<std::optional<YearFacts>> SqliteStore::year_facts(int fiscal_year)
{
    std::optional<YearFacts> year;
    {
        auto statement
            = m_database.prepare("SELECT fiscal_year, prefecture, as_of, content_hash,"
                                 " subsidised_programme, name, inferred FROM facts_year WHERE fiscal_year=?");
        statement.bind(fiscal_year);
        auto found = first<YearFacts>(statement, year_row);
        if (!found || !*found)
            return found;
        year = std::move(*found);
    }
    Result<void> done;
    fill<SourceDocument>(done, year->documents,
        m_database.prepare(
            "SELECT id, title, date, part FROM source_document WHERE fiscal_year=? ORDER BY number"),
        fiscal_year, [](auto const& row) {
            return SourceDocument{row.text(0), row.text(1), date_at(row, 2), row.text(3)};
        });
    fill<CarrierFacts>(done, year->carrier_programmes,
        m_database.prepare(
            "SELECT programme, format, format_name, description, from_month, sessions_per_day_min,"
            " sessions_per_day_max FROM carrier_programme WHERE fiscal_year=? ORDER BY number"),
        fiscal_year, carrier_row);
    fill<NationalFacts>(done, year->national_types,
        m_database.prepare("SELECT programme, type, name, place, rule FROM national_type WHERE fiscal_year=? "
                           "ORDER BY number"),
        fiscal_year, national_row);
    fill<NationalProvider>(done, year->national_providers,
        m_database.prepare("SELECT provider, type, municipalities FROM national_provider WHERE fiscal_year=? "
                           "ORDER BY number"),
        fiscal_year, [](auto const& row) {
            return NationalProvider{domain::OrganisationId(row.text(0)), row.text(1), split(row.text(2))};
        });
    fill<NationalCourse>(done, year->national_courses,
        m_database.prepare("SELECT level, title FROM national_course WHERE fiscal_year=? ORDER BY number"),
        fiscal_year, [](auto const& row) {
            return NationalCourse{name_at<domain::CourseLevel>(row, 0), row.text(1)};
        });
    fill<ReportedFigure>(done, year->figures,
        m_database.prepare(
            "SELECT name, organisation, value, unit, source, as_of, is_inferred FROM reported_figure"
            " WHERE fiscal_year=? ORDER BY name, organisation"),
        fiscal_year, figure_row);
    for (auto* more : {&read_towns, &read_activities, &read_deliveries})
        if (done)
            done = more(m_database, *year);
    if (!done)
        return fail(done.error());
    return year;
}

Result<void> SqliteStore::put(YearFacts const& facts)
{
    auto const year = facts.fiscal_year;
    auto& database = m_database;
    Steps steps;
    steps([&] { return forget_year(database, year); });
    steps([&] {
        return insert(database,
            "INSERT INTO facts_year(fiscal_year, prefecture, as_of, content_hash, subsidised_programme, "
            "name, inferred)"
            " VALUES(?,?,?,?,?,?,?) ON CONFLICT(fiscal_year) DO UPDATE SET prefecture=excluded.prefecture,"
            " as_of=excluded.as_of, content_hash=excluded.content_hash,"
            " subsidised_programme=excluded.subsidised_programme, name=excluded.name, "
            "inferred=excluded.inferred",
            year, facts.prefecture, domain::to_iso(facts.as_of), facts.content_hash, facts.subsidised.value,
            facts.name, joined(facts.inferred));
    });
    steps([&] {
        return each(facts.documents, [&](std::int64_t i, SourceDocument const& row) {
            return insert(database,
                "INSERT INTO source_document(fiscal_year, number, id, title, date, part) VALUES(?,?,?,?,?,?)",
                year, i, row.id, row.title, domain::to_iso(row.date), row.part);
        });
    });
    steps([&] {
        return each(facts.carrier_programmes,
            [&](std::int64_t i, CarrierFacts const& row) { return write_carrier(database, year, i, row); });
    });
    steps([&] {
        return each(facts.municipal_programmes, [&](std::int64_t i, MunicipalFacts const& row) {
            return write_municipal(database, year, i, row);
        });
    });
    steps([&] {
        return each(facts.national_types,
            [&](std::int64_t i, NationalFacts const& row) { return write_national(database, year, i, row); });
    });
    steps([&] {
        return each(facts.national_providers, [&](std::int64_t i, NationalProvider const& row) {
            return insert(database,
                "INSERT INTO national_provider(fiscal_year, number, provider, type, municipalities) "
                "VALUES(?,?,?,?,?)",
                year, i, row.provider.value, row.type, joined(row.municipalities));
        });
    });
    steps([&] {
        return each(facts.national_courses, [&](std::int64_t i, NationalCourse const& row) {
            return insert(database,
                "INSERT INTO national_course(fiscal_year, number, level, title) VALUES(?,?,?,?)", year, i,
                domain::name_of(row.level), row.title);
        });
    });
    steps([&] {
        return each(facts.figures, [&](std::int64_t, ReportedFigure const& row) {
            return insert(database,
                "INSERT INTO reported_figure(fiscal_year, name, organisation, value, unit, source, as_of, "
                "is_inferred)"
                " VALUES(?,?,?,?,?,?,?,?)",
                year, row.name, row.organisation, row.value, row.unit, row.source, domain::to_iso(row.as_of),
                row.is_inferred);
        });
    });
    return steps.result();
}

Result<void> SqliteStore::remove_if_unused(domain::ProgrammeId const& programme)
{
    return insert(m_database,
        "DELETE FROM programme WHERE id=?1 AND NOT EXISTS(SELECT 1 FROM session WHERE programme=?1)"
        " AND NOT EXISTS(SELECT 1 FROM subsidy WHERE programme=?1)",
        programme.value);
}

Result<int> SqliteStore::steps_written_by(domain::SubsidyId const& subsidy, std::string const& writer)
{
    auto statement = m_database.prepare("SELECT count(*) FROM subsidy_step WHERE subsidy=? AND written_by=?");
    statement.bind(subsidy.value).bind(writer);
    auto const count
        = first<int>(statement, [](auto const& row) { return static_cast<int>(row.integer(0)); });
    if (!count)
        return fail(count.error());
    return count->value_or(0);
}

Result<void> SqliteStore::replace_first_steps(domain::SubsidyId const& subsidy, int count,
    std::vector<domain::SubsidyEntry> const& entries, std::string const& written_by, Time at)
{
    auto const shift = static_cast<int>(entries.size()) - count;
    Steps steps;
    steps([&] {
        return insert(
            m_database, "DELETE FROM subsidy_step WHERE subsidy=? AND number<=?", subsidy.value, count);
    });
    // By way of negative numbers, since each number stands once.
    steps([&] {
        return insert(m_database, "UPDATE subsidy_step SET number=-number WHERE subsidy=?", subsidy.value);
    });
    steps([&] {
        return insert(m_database,
            "UPDATE subsidy_step SET number=-number+?1, corrects=corrects+?1 WHERE subsidy=?2", shift,
            subsidy.value);
    });
    for (std::size_t i = 0; i < entries.size(); ++i)
        steps([&] { return add_step(subsidy, static_cast<int>(i) + 1, entries[i], written_by, at); });
    return steps.result();
}

} // namespace meguri::hub::store
