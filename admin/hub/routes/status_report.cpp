#include "admin/hub/routes/status_report.h"

#include "admin/hub/core/need.h"
#include "admin/hub/routes/report_words.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace meguri::hub::routes {

using core::need;
using domain::Scheme;
using domain::SessionState;
using store::SessionView;
using store::StatedStatus;

namespace {

/// Enough for a whole country's year; a filter needs some number.
constexpr int all_sessions = 1'000'000;

std::string month_of(base::Time time)
{
    return domain::to_iso(domain::tokyo_date(time)).substr(0, 7);
}

class StatusReading {
public:
    StatusReading(store::Reader& reader, domain::FiscalYear year, domain::Date today)
        : m_reader(reader)
        , m_today(today)
    {
        m_report.fiscal_year = year.year;
        m_report.facts = need(reader.year_facts(year.year));
        for (auto const& municipality : need(reader.municipalities()))
            m_municipalities.emplace(municipality.code.text(), municipality);
        for (auto const& [code, municipality] : m_municipalities)
            if (municipality.kind == domain::MunicipalityKind::City)
                m_report.city_codes.insert(code);
        for (auto const& organisation : need(reader.organisations()))
            m_report.names.emplace(organisation.id.value, organisation.name);
        for (auto const& programme : need(reader.programmes(year.year)))
            m_programmes.emplace(programme.id.value, programme);
        store::SessionFilter filter;
        std::tie(filter.from, filter.to) = span_of(year);
        filter.is_public_only = false;
        filter.limit = all_sessions;
        for (auto& view : need(reader.sessions(filter))) {
            auto const state = view.row.session.state;
            if (state != SessionState::Draft && state != SessionState::Cancelled
                && view.row.session.programme)
                m_sessions.push_back(std::move(view));
        }
    }

    StatusReport read()
    {
        read_subsidies();
        read_carriers();
        read_municipal();
        read_shops();
        if (!m_sessions.empty())
            m_report.as_of = m_today;
        else if (m_report.facts)
            m_report.as_of = std::max(m_report.facts->as_of, m_last_step.value_or(m_report.facts->as_of));
        else
            m_report.as_of = m_last_step.value_or(m_today);
        m_report.figures = figures_of(m_report);
        return std::move(m_report);
    }

private:
    domain::Programme const* programme_of(std::string const& id) const
    {
        auto const found = m_programmes.find(id);
        return found == m_programmes.end() ? nullptr : &found->second;
    }
    std::string name_of(std::string const& organisation) const
    {
        auto const found = m_report.names.find(organisation);
        return found == m_report.names.end() ? organisation : found->second;
    }

    void count(CountedMunicipalities& counted, store::SubsidyRow const& subsidy)
    {
        auto const& code = subsidy.municipality;
        auto const last = domain::in_effect(subsidy.history).back();
        auto const found = m_municipalities.find(code);
        bool const is_counted
            = std::find(counted.codes.begin(), counted.codes.end(), code) != counted.codes.end();
        if (found == m_municipalities.end() || is_counted)
            return;
        bool const is_city = m_report.city_codes.contains(code);
        (is_city ? counted.cities : counted.towns) += 1;
        (is_city ? counted.city_rows : counted.town_rows)
            .push_back({domain::FigureRowKind::SubsidyStep,
                subsidy.id.value + "#" + std::to_string(domain::standing_numbers(subsidy.history).back()),
                found->second.name + " " + step_words(last.step) + " " + step_day_words(last), 1});
        counted.codes.push_back(code);
        if (last.is_inferred)
            counted.inferred.push_back(code);
    }

    void read_subsidies()
    {
        auto subsidies = need(m_reader.subsidies(m_report.fiscal_year, ""));
        std::sort(subsidies.begin(), subsidies.end(),
            [](auto const& one, auto const& other) { return one.municipality < other.municipality; });
        for (auto const& subsidy : subsidies) {
            auto const* programme = programme_of(subsidy.programme.value);
            bool const is_municipal = programme && programme->scheme == Scheme::MunicipalProposed;
            auto const standing = domain::in_effect(subsidy.history);
            if (!is_municipal || standing.empty())
                continue;
            auto const& last = standing.back();
            m_report.subsidies_by_step[std::string(domain::name_of(last.step))] += 1;
            for (auto const& entry : standing)
                if (auto const day = entry.date ? entry.date : entry.known_by; day)
                    m_last_step = std::max(m_last_step.value_or(*day), *day);
            if (domain::is_granted(subsidy.history))
                count(m_report.grant_decided, subsidy);
            else if (domain::is_to_be_applied(subsidy.history))
                count(m_report.to_be_applied, subsidy);
        }
    }

    /// Sessions of one programme in one municipality, summed up as the page shows them.
    ReportedPlace place_from(std::vector<SessionView const*> const& sessions) const
    {
        auto const& first = sessions.front()->row.session;
        ReportedPlace place{first.municipality->text(), sessions.front()->municipality_name,
            StatedStatus::Arranging, {}, Basis::Derived};
        std::set<std::string> months;
        bool has_arranging = false;
        bool has_planned = false;
        bool has_held = false;
        for (auto const* view : sessions) {
            auto const& session = view->row.session;
            has_arranging = has_arranging || session.state == SessionState::Arranging;
            has_held = has_held || session.state == SessionState::Held;
            has_planned = has_planned || session.state == SessionState::Published
                || session.state == SessionState::Closed;
            if (session.state != SessionState::Arranging)
                months.insert(month_of(session.starts_at));
        }
        if (has_planned)
            place.status = StatedStatus::Planned;
        else if (has_held && !has_arranging)
            place.status = StatedStatus::Held;
        place.months.assign(months.begin(), months.end());
        return place;
    }

    void add_stated_carrier(store::CarrierFacts const& stated)
    {
        auto const* programme = programme_of(stated.programme.value);
        auto const provider = programme ? programme->organisation.value : "";
        ReportedCarrier carrier{stated.programme, provider, name_of(provider), stated.format,
            stated.format_name, stated.description, stated.from_month, {}};
        for (auto const& town : stated.towns) {
            auto const found = m_municipalities.find(town.municipality);
            carrier.places.push_back(
                {town.municipality, found == m_municipalities.end() ? town.municipality : found->second.name,
                    town.status, town.months, Basis::Stated});
        }
        m_report.carrier_programmes.push_back(std::move(carrier));
    }

    ReportedCarrier& carrier_of(domain::Programme const& programme, SessionView const& session)
    {
        auto& all = m_report.carrier_programmes;
        auto const found = std::find_if(
            all.begin(), all.end(), [&](auto const& one) { return one.programme == programme.id; });
        if (found != all.end())
            return *found;
        all.push_back({programme.id, programme.organisation.value, name_of(programme.organisation.value),
            session.row.session.format, programme.name, "", "", {}});
        return all.back();
    }

    /// What a document states, place by place giving way to the sessions that this hub knows there.
    void read_carriers()
    {
        if (m_report.facts)
            for (auto const& stated : m_report.facts->carrier_programmes)
                add_stated_carrier(stated);
        std::map<std::pair<std::string, std::string>, std::vector<SessionView const*>> groups;
        for (auto const& view : m_sessions) {
            auto const* programme = programme_of(view.row.session.programme->value);
            if (programme && programme->scheme == Scheme::CarrierProposed)
                groups[{programme->id.value, view.row.session.municipality->text()}].push_back(&view);
        }
        for (auto const& [key, sessions] : groups) {
            auto& carrier = carrier_of(*programme_of(key.first), *sessions.front());
            auto place = place_from(sessions);
            auto const found = std::find_if(carrier.places.begin(), carrier.places.end(),
                [&](auto const& one) { return one.code == place.code; });
            if (found != carrier.places.end())
                *found = std::move(place);
            else
                carrier.places.push_back(std::move(place));
        }
    }

    void read_municipal()
    {
        auto& all = m_report.municipal_programmes;
        if (m_report.facts)
            for (auto const& stated : m_report.facts->municipal_programmes)
                all.push_back(
                    {stated.municipality, name_of(stated.municipality), stated.activities, Basis::Stated});
        std::map<std::string, ReportedMunicipal> derived;
        for (auto const& view : m_sessions) {
            auto const& session = view.row.session;
            auto const* programme = programme_of(session.programme->value);
            auto const code = session.municipality->text();
            bool const is_stated
                = std::any_of(all.begin(), all.end(), [&](auto const& one) { return one.code == code; });
            if (!programme || programme->scheme != Scheme::MunicipalProposed || is_stated)
                continue;
            auto& entry = derived[code];
            entry = {code, view.municipality_name, std::move(entry.activities), Basis::Derived};
            if (std::find(entry.activities.begin(), entry.activities.end(), session.title)
                == entry.activities.end())
                entry.activities.push_back(session.title);
        }
        for (auto& [code, entry] : derived)
            all.push_back(std::move(entry));
        std::stable_sort(
            all.begin(), all.end(), [](auto const& one, auto const& other) { return one.code < other.code; });
    }

    /// The document behind a stated figure, as a row that brings all of it.
    domain::FigureRow document_row(store::ReportedFigure const& figure) const
    {
        domain::FigureRow row{domain::FigureRowKind::Document, figure.source, figure.source, figure.value};
        for (auto const& document : m_report.facts->documents)
            if (document.id == figure.source)
                row.what = document.title + " " + document.part;
        return row;
    }

    void read_stated_shops(std::map<std::string, ReportedShops>& shops)
    {
        for (auto const& figure : m_report.facts->figures) {
            auto const basis = figure.is_inferred ? Basis::Inferred : Basis::Stated;
            if (figure.organisation.empty() && figure.name == "national_a.cities") {
                m_report.shop_cities = figure.value;
                m_report.shop_cities_basis = basis;
                m_report.shop_city_rows = {document_row(figure)};
            }
            if (figure.organisation.empty() || !figure.name.starts_with("national_a."))
                continue;
            auto& row = shops[figure.organisation];
            bool const is_shops = figure.name == "national_a.shops";
            (is_shops ? row.shops : row.cities) = figure.value;
            (is_shops ? row.shop_rows : row.city_rows) = {document_row(figure)};
            if (basis == Basis::Inferred)
                row.basis = basis;
        }
    }

    /// A stated count of shops stands until the sessions of at least as many are known.
    void read_shops()
    {
        struct Known {
            std::map<std::string, std::string> venues; ///< Names by id.
            std::map<std::string, std::string> cities;
        };
        std::map<std::string, Known> known;
        std::map<std::string, std::string> all_cities;
        for (auto const& view : m_sessions) {
            auto const& session = view.row.session;
            auto const* programme = programme_of(session.programme->value);
            if (!programme || programme->scheme != Scheme::NationalA)
                continue;
            auto& one = known[session.provider.value];
            one.venues.emplace(session.venue.value, view.municipality_name + " " + view.venue.name);
            auto const code = session.municipality->text();
            one.cities.emplace(code, view.municipality_name);
            all_cities.emplace(code, view.municipality_name);
        }
        std::map<std::string, ReportedShops> shops;
        if (m_report.facts)
            read_stated_shops(shops);
        for (auto const& [provider, one] : known) {
            auto const count = static_cast<std::int64_t>(one.venues.size());
            if (count >= shops[provider].shops)
                shops[provider] = {"", "", static_cast<std::int64_t>(one.cities.size()), count,
                    Basis::Derived, rows_of(domain::FigureRowKind::Municipality, one.cities),
                    rows_of(domain::FigureRowKind::Venue, one.venues)};
        }
        if (auto const derived = static_cast<std::int64_t>(all_cities.size());
            derived > m_report.shop_cities) {
            m_report.shop_cities = derived;
            m_report.shop_cities_basis = Basis::Derived;
            m_report.shop_city_rows = rows_of(domain::FigureRowKind::Municipality, all_cities);
        }
        for (auto& [provider, row] : shops) {
            row.provider_id = provider;
            row.provider = name_of(provider);
            m_report.shops.push_back(row);
        }
        std::stable_sort(m_report.shops.begin(), m_report.shops.end(),
            [](auto const& one, auto const& other) { return one.shops > other.shops; });
    }

    /// Each of them counts one.
    static std::vector<domain::FigureRow> rows_of(
        domain::FigureRowKind kind, std::map<std::string, std::string> const& names)
    {
        std::vector<domain::FigureRow> rows;
        for (auto const& [id, name] : names)
            rows.push_back({kind, id, name, 1});
        return rows;
    }

    store::Reader& m_reader;
    domain::Date m_today;
    StatusReport m_report;
    std::map<std::string, domain::Municipality> m_municipalities;
    std::map<std::string, domain::Programme> m_programmes;
    std::vector<SessionView> m_sessions; ///< Of this year, under a programme, neither draft nor cancelled.
    std::optional<domain::Date> m_last_step;
};

} // namespace

std::pair<base::Time, base::Time> span_of(domain::FiscalYear year)
{
    return {domain::from_tokyo({domain::first_day(year), 0, 0, 0}),
        domain::from_tokyo({domain::first_day({year.year + 1}), 0, 0, 0})};
}

StatusReport status_report(store::Reader& reader, domain::FiscalYear year, domain::Date today)
{
    return StatusReading(reader, year, today).read();
}

} // namespace meguri::hub::routes
