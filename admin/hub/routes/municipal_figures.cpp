#include "admin/hub/routes/municipal_figures.h"

#include "admin/hub/core/need.h"
#include "admin/hub/routes/status_report.h"

#include <algorithm>

namespace meguri::hub::routes {

using core::need;
using domain::AgeBand;
using domain::SessionState;

namespace {

domain::Figures figures_of(store::SessionFigure const& session)
{
    domain::Figures figures;
    if (session.state == SessionState::Cancelled) {
        figures.cancelled = 1;
        return figures;
    }
    (session.state == SessionState::Held ? figures.held : figures.planned) = 1;
    if (session.admission == domain::Admission::DropIn)
        figures.participants = session.drop_in_participants;
    else
        figures.seats = session.capacity;
    return figures;
}

void add_people(std::vector<store::AttendanceCount> const& people, domain::Figures& one, YearFigures& year)
{
    for (auto const& count : people) {
        if (domain::is_active(count.state))
            one.registrations += count.count;
        if (count.state == domain::RegistrationState::NoShow)
            one.no_shows += count.count;
        if (count.state != domain::RegistrationState::Attended)
            continue;
        one.participants += count.count;
        year.age_bands[count.age_band] += count.count;
    }
}

struct Seniors {
    int seniors = 0;
    int known = 0;
};
Seniors seniors_of(std::map<AgeBand, int> const& bands)
{
    Seniors found;
    for (auto const& [band, count] : bands) {
        found.known += band == AgeBand::Unknown ? 0 : count;
        found.seniors += band == AgeBand::Unknown || band == AgeBand::Under65 ? 0 : count;
    }
    return found;
}

} // namespace

YearFigures& YearFigures::operator+=(YearFigures const& other)
{
    all += other.all;
    for (auto const& [month, figures] : other.by_month)
        by_month[month] += figures;
    for (auto const& [format, figures] : other.by_format)
        by_format[format] += figures;
    for (auto const& [month, formats] : other.formats_by_month)
        for (auto const& [format, count] : formats)
            formats_by_month[month][format] += count;
    for (auto const& [band, count] : other.age_bands)
        age_bands[band] += count;
    return *this;
}

std::optional<double> YearFigures::share_of_seniors() const
{
    auto const [seniors, known] = seniors_of(age_bands);
    return known == 0 ? std::nullopt : std::optional(static_cast<double>(seniors) / known);
}

std::optional<int> YearFigures::senior_percent() const
{
    auto const [seniors, known] = seniors_of(age_bands);
    return domain::share_percent(seniors, known);
}

std::map<std::string, YearFigures> figures_of_year(
    store::Reader& reader, std::string const& code, domain::FiscalYear year)
{
    auto const [from, to] = span_of(year);
    std::map<std::string, std::vector<store::AttendanceCount>> people;
    for (auto& count : need(reader.attendance_counts(code, from, to)))
        people[count.session].push_back(count);
    std::map<std::string, YearFigures> towns;
    for (auto const& session : need(reader.session_figures(code, from, to))) {
        if (session.state == SessionState::Draft)
            continue;
        auto& town = towns[session.municipality];
        auto one = figures_of(session);
        add_people(people[session.session], one, town);
        auto const month = domain::to_iso(domain::tokyo_date(session.starts_at)).substr(0, 7);
        town.all += one;
        town.by_month[month] += one;
        town.by_format[session.format] += one;
        if (one.classes() > 0)
            ++town.formats_by_month[month][session.format];
    }
    for (auto& [town, figures] : towns)
        for (auto const& [band, name] : domain::Names<AgeBand>::entries)
            figures.age_bands.try_emplace(band, 0);
    return towns;
}

int TownCover::covered_venues() const
{
    return static_cast<int>(std::count_if(venues.begin(), venues.end(),
        [](VenueCover const& one) { return domain::is_covered(one.cover.best); }));
}

std::optional<int> TownCover::covered_percent() const
{
    return domain::share_percent(covered_venues(), static_cast<int>(venues.size()));
}

std::vector<TownCover> covers_of(
    store::Reader& reader, std::string const& code, domain::Quarter quarter, base::Time now)
{
    auto const [first, after] = domain::days_of(quarter);
    auto const from = domain::from_tokyo({first, 0, 0, 0});
    auto const to = domain::from_tokyo({after, 0, 0, 0});
    std::map<std::string, domain::PlaceCover> venues;
    // A class of two halls is one class of its town.
    std::map<std::string, std::map<std::string, domain::Coverage>> classes;
    for (auto const& use : need(reader.place_uses(code, from, to))) {
        auto const one = domain::coverage_of(use.state, use.ends_at, now);
        venues[use.venue].add(one);
        auto& whole = classes[use.municipality][use.session];
        whole = std::max(whole, one);
    }
    std::vector<TownCover> towns;
    for (auto& town : need(reader.municipalities()))
        if (code.empty() || town.code.text() == code)
            towns.push_back({std::move(town), {}, {}});
    for (auto& town : towns)
        for (auto const& [session, one] : classes[town.town.code.text()])
            town.whole.add(one);
    for (auto& venue : need(reader.venues(code))) {
        auto const town = std::find_if(towns.begin(), towns.end(),
            [&](TownCover const& one) { return one.town.code == venue.municipality; });
        if (town != towns.end() && domain::can_be_left_out(venue.kind)) {
            auto const cover = venues[venue.id.value];
            town->venues.push_back({std::move(venue), cover});
        }
    }
    return towns;
}

std::optional<domain::SubsidyStep> last_step_of(std::vector<store::SubsidyRow> const& subsidies)
{
    for (auto const& subsidy : subsidies)
        if (auto const step = domain::current_step(subsidy.history))
            return step;
    return std::nullopt;
}

} // namespace meguri::hub::routes
