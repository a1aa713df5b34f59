// The municipalities, and what happened in one of them in a fiscal year, as figures without people.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/status_report.h"

#include <algorithm>

namespace meguri::hub::routes {

using core::need;
using domain::RegistrationState;
using domain::SessionState;
using nlohmann::json;

namespace {

struct Figures {
    int planned = 0;
    int held = 0;
    int cancelled = 0;
    int seats = 0;
    int registrations = 0;
    int participants = 0;
    int no_shows = 0;

    void add(Figures const& other)
    {
        planned += other.planned;
        held += other.held;
        cancelled += other.cancelled;
        seats += other.seats;
        registrations += other.registrations;
        participants += other.participants;
        no_shows += other.no_shows;
    }
    json wire() const
    {
        return {{"planned", planned}, {"held", held}, {"cancelled", cancelled}, {"seats", seats},
            {"registrations", registrations}, {"participants", participants}, {"no_shows", no_shows}};
    }
};

Figures figures_of(store::SessionView const& view)
{
    Figures figures;
    auto const& session = view.row.session;
    if (session.state == SessionState::Cancelled) {
        figures.cancelled = 1;
        return figures;
    }
    (session.state == SessionState::Held ? figures.held : figures.planned) = 1;
    if (session.admission == domain::Admission::DropIn)
        figures.participants = view.row.drop_in_participants.value_or(0);
    else
        figures.seats = session.capacity;
    return figures;
}

struct YearFigures {
    Figures all;
    std::map<std::string, Figures> by_month;
    std::map<std::string, Figures> by_format;
    std::map<std::string, int> age_bands; ///< Of those who came and gave their year of birth.
};

YearFigures read_figures(store::Reader& reader, std::string const& code, domain::FiscalYear year)
{
    YearFigures figures;
    auto const [from, to] = span_of(year);
    std::map<std::string, std::vector<store::AttendanceCount>> people;
    for (auto& count : need(reader.attendance_counts(code, from, to)))
        people[count.session].push_back(count);
    for (auto const& [band, name] : domain::Names<domain::AgeBand>::entries)
        figures.age_bands[std::string(name)] = 0;
    store::SessionFilter filter;
    filter.municipality = code;
    filter.from = from;
    filter.to = to;
    filter.is_public_only = false;
    filter.limit = 1'000'000;
    for (auto const& view : need(reader.sessions(filter))) {
        auto const& session = view.row.session;
        if (session.state == SessionState::Draft)
            continue;
        auto one = figures_of(view);
        for (auto const& count : people[session.id.value]) {
            if (domain::is_active(count.state))
                one.registrations += count.count;
            if (count.state == RegistrationState::NoShow)
                one.no_shows += count.count;
            if (count.state != RegistrationState::Attended)
                continue;
            one.participants += count.count;
            figures.age_bands[std::string(domain::name_of(count.age_band))] += count.count;
        }
        figures.all.add(one);
        figures.by_month[domain::to_iso(domain::tokyo_date(session.starts_at)).substr(0, 7)].add(one);
        figures.by_format[std::string(domain::name_of(session.format))].add(one);
    }
    return figures;
}

json wire_list(std::map<std::string, Figures> const& parts, char const* key)
{
    auto list = json::array();
    for (auto const& [name, figures] : parts) {
        auto object = figures.wire();
        object[key] = name;
        list.push_back(std::move(object));
    }
    return list;
}

/// The last step of the year's subsidies, that of the municipality's own programme in front.
void add_subsidies(json& answer, store::Reader& reader, std::string const& code, int year)
{
    answer["subsidy_step"] = nullptr;
    answer["subsidies"] = json::array();
    for (auto const& subsidy : need(reader.subsidies(year, code))) {
        if (subsidy.history.empty())
            continue;
        auto const step = domain::name_of(subsidy.history.back().step);
        if (answer["subsidy_step"].is_null())
            answer["subsidy_step"] = step;
        answer["subsidies"].push_back(
            {{"id", subsidy.id.value}, {"programme", subsidy.programme.value}, {"step", step}});
    }
}

/// Null where nobody gave a year of birth.
json share_of_seniors(std::map<std::string, int> const& bands)
{
    int known = 0;
    int seniors = 0;
    for (auto const& [band, count] : bands) {
        if (band == domain::name_of(domain::AgeBand::Unknown))
            continue;
        known += count;
        if (band != domain::name_of(domain::AgeBand::Under65))
            seniors += count;
    }
    return known == 0 ? json() : json(static_cast<double>(seniors) / known);
}

void answer_summary(Services& services, CallPtr const& call)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto const& code = call->part(0);
    domain::Ownership whose;
    whose.municipality = code;
    if (!call->need_right(*actor, domain::Right::SeeFigures, whose))
        return;
    auto const today = domain::tokyo_date(services.clock.now());
    auto const year = call->integer_parameter("fiscal_year", domain::fiscal_year_of(today).year, 1989, 2199);
    if (!year)
        return;
    auto reader = services.readers.lend();
    auto const municipalities = need(reader->municipalities());
    auto const found = std::find_if(municipalities.begin(), municipalities.end(),
        [&](auto const& one) { return one.code.text() == code; });
    if (found == municipalities.end())
        return call->not_found("municipality");
    domain::FiscalYear const fiscal_year{static_cast<int>(*year)};
    auto const figures = read_figures(*reader, code, fiscal_year);
    auto answer = figures.all.wire();
    answer["municipality"] = {{"code", code}, {"name", found->name}};
    answer["code"] = code;
    answer["fiscal_year"] = fiscal_year.year;
    answer["age_bands"] = figures.age_bands;
    answer["share_65_plus"] = share_of_seniors(figures.age_bands);
    answer["by_month"] = wire_list(figures.by_month, "month");
    answer["by_format"] = wire_list(figures.by_format, "format");
    answer["as_of"] = domain::to_iso(services.clock.now());
    add_subsidies(answer, *reader, code, fiscal_year.year);
    call->answer(200, answer);
}

} // namespace

void add_municipality_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/municipalities", [&services](CallPtr const& call) {
        auto reader = services.readers.lend();
        auto list = json::array();
        for (auto const& municipality : need(reader->municipalities()))
            list.push_back({{"code", municipality.code.text()}, {"name", municipality.name},
                {"kana", municipality.kana}, {"kind", domain::name_of(municipality.kind)}});
        call->answer(200, {{"municipalities", std::move(list)}});
    });
    router.add("GET", "/v1/municipalities/{}/summary",
        [&services](CallPtr const& call) { answer_summary(services, call); });
}

} // namespace meguri::hub::routes
