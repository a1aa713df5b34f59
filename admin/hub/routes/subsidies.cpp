// The subsidies: list, a new one, and the next step of one, each step only by whose step it is.
#include "admin/hub/core/need.h"
#include "admin/hub/core/stored_rules.h"
#include "admin/hub/routes/all.h"
#include "shared/domain/amount.h"
#include "shared/domain/report_due.h"
#include "shared/domain/subsidy_entry.h"

#include <algorithm>
#include <map>

namespace meguri::hub::routes {

using core::need;
using domain::SubsidyStep;
using nlohmann::json;

namespace {

constexpr std::size_t most_papers = 30;

json date_or_null(std::optional<domain::Date> const& date)
{
    return date ? json(domain::to_iso(*date)) : json();
}

json wire(domain::SubsidyEntry const& entry, bool stands)
{
    json object{{"step", domain::name_of(entry.step)}, {"date", date_or_null(entry.date)},
        {"known_by", date_or_null(entry.known_by)}, {"amount", nullptr}, {"note", entry.note},
        {"inferred", entry.is_inferred}, {"papers", json::array()}, {"corrects", nullptr},
        {"takes_back", entry.takes_back}, {"stands", stands}};
    if (entry.amount_yen)
        object["amount"] = *entry.amount_yen;
    if (entry.corrects)
        object["corrects"] = *entry.corrects;
    for (auto const& paper : entry.papers)
        object["papers"].push_back(
            {{"title", paper.title}, {"number", paper.number}, {"date", date_or_null(paper.date)}});
    return object;
}

/// Each entry, and whether it is still the last word: not one that was corrected or taken back.
json wire(std::vector<domain::SubsidyEntry> const& history)
{
    std::map<int, std::size_t> last_word; // By the number of the entry it is about.
    for (std::size_t i = 0; i < history.size(); ++i)
        last_word[history[i].corrects.value_or(static_cast<int>(i) + 1)] = i;
    auto list = json::array();
    for (std::size_t i = 0; i < history.size(); ++i)
        list.push_back(wire(history[i],
            last_word[history[i].corrects.value_or(static_cast<int>(i) + 1)] == i && !history[i].takes_back));
    return list;
}

/// What stands beside the ids, read once for a whole answer.
class SubsidyNames {
public:
    explicit SubsidyNames(store::Reader& reader)
        : m_reader(reader)
    {
        for (auto const& municipality : need(reader.municipalities()))
            municipalities.emplace(municipality.code.text(), municipality.name);
        for (auto& programme : need(reader.programmes(std::nullopt)))
            programmes.emplace(programme.id.value, std::move(programme));
    }

    core::ProgrammeRules const& rules(domain::ProgrammeId const& programme)
    {
        auto rule = m_rules.find(programme.value);
        if (rule == m_rules.end())
            rule = m_rules.emplace(programme.value, core::rules_of(m_reader, programme)).first;
        return rule->second;
    }

    domain::SubsidyPath path(store::SubsidyRow const& subsidy)
    {
        return core::path_of(subsidy, rules(subsidy.programme));
    }

    /// When its report is due, while that is what comes next.
    std::optional<domain::Date> report_due(store::SubsidyRow const& subsidy)
    {
        auto const programme = programmes.find(subsidy.programme.value);
        if (programme == programmes.end() || !domain::awaits_report(path(subsidy), subsidy.history))
            return std::nullopt;
        auto ends = m_ends.find(subsidy.fiscal_year);
        if (ends == m_ends.end())
            ends = m_ends.emplace(subsidy.fiscal_year, need(m_reader.scheme_ends(subsidy.fiscal_year))).first;
        std::optional<domain::Date> completed_on;
        for (auto const& end : ends->second)
            if (end.municipality == subsidy.municipality && end.scheme == programme->second.scheme)
                completed_on = domain::tokyo_date(end.ends_at);
        return domain::report_due_on(rules(subsidy.programme).report, {subsidy.fiscal_year}, completed_on);
    }

    std::map<std::string, std::string> municipalities;
    std::map<std::string, domain::Programme> programmes;

private:
    store::Reader& m_reader;
    std::map<std::string, core::ProgrammeRules> m_rules;
    std::map<int, std::vector<store::SchemeEnd>> m_ends;
};

json wire(store::SubsidyRow const& subsidy, SubsidyNames& names, domain::Actor const& actor)
{
    auto const path = names.path(subsidy);
    json object{{"id", subsidy.id.value},
        {"municipality",
            {{"code", subsidy.municipality}, {"name", names.municipalities[subsidy.municipality]}}},
        {"programme",
            {{"id", subsidy.programme.value}, {"name", names.programmes[subsidy.programme.value].name}}},
        {"fiscal_year", subsidy.fiscal_year}, {"path", subsidy.path}, {"step", nullptr},
        {"history", wire(subsidy.history)}, {"allowed", json::array()},
        {"report_due", date_or_null(names.report_due(subsidy))},
        {"apply_by",
            date_or_null(
                domain::application_due(path, subsidy.history, names.rules(subsidy.programme).apply_by))}};
    if (auto const step = domain::current_step(subsidy.history))
        object["step"] = domain::name_of(*step);
    for (auto const step : domain::allowed_next(path, subsidy.history))
        if (actor.role == domain::Role::Prefecture || domain::is_municipal_step(step))
            object["allowed"].push_back(domain::name_of(step));
    return object;
}

bool may_see(domain::Actor const& actor, std::string const& municipality)
{
    domain::Ownership whose;
    whose.municipality = municipality;
    return domain::may(actor, domain::Right::SeeSubsidy, whose);
}

/// Everybody who may see any: the prefecture all of them, a municipality its own.
void list_subsidies(Services& services, CallPtr const& call)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto wanted = call->text_parameter("municipality");
    if (wanted.empty() && actor->role == domain::Role::Municipality)
        wanted = actor->organisation;
    domain::Ownership whose;
    whose.municipality = wanted;
    if (!call->need_right(*actor, domain::Right::SeeSubsidy, whose))
        return;
    std::optional<int> year;
    if (call->request().parameter("fiscal_year")) {
        auto const number = call->integer_parameter("fiscal_year", 0, 1989, 2199);
        if (!number)
            return;
        year = static_cast<int>(*number);
    }
    auto reader = services.readers.lend();
    SubsidyNames names(*reader);
    auto list = json::array();
    for (auto const& subsidy : need(reader->subsidies(year, wanted)))
        list.push_back(wire(subsidy, names, *actor));
    call->answer(200, {{"subsidies", std::move(list)}, {"as_of", domain::to_iso(services.clock.now())}});
}

/// After COMMIT, on the writer's thread: what stands now.
void answer_with(Services& services, CallPtr const& call, domain::Actor const& actor, int status,
    core::SubsidyAnswer const& answer)
{
    try {
        auto reader = services.readers.lend();
        SubsidyNames names(*reader);
        auto const subsidy = need(reader->subsidy(answer.id));
        auto response = json_response(status, wire(subsidy.value(), names, actor));
        if (status == 201)
            response.headers.emplace_back("Location", "/v1/subsidies/" + answer.id.value);
        call->answer(std::move(response));
    } catch (core::StorageTrouble const& trouble) {
        call->world_failed(trouble.error.message);
    }
}

void submit(
    Services& services, CallPtr const& call, domain::Actor const& actor, int status, core::Command command)
{
    auto const is_queued = services.submit(std::move(command),
        on<core::SubsidyAnswer>(call, [&services, call, actor, status](core::SubsidyAnswer const& answer) {
            answer_with(services, call, actor, status, answer);
        }));
    if (!is_queued)
        call->world_failed("the writer's queue is full");
}

void add_subsidy(Services& services, CallPtr const& call)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto const body = call->json_body();
    if (!body)
        return;
    protocol::Reader reader(*body);
    store::SubsidyRow subsidy;
    subsidy.municipality = reader.text("municipality", 100);
    subsidy.programme = domain::ProgrammeId(reader.text("programme", 200));
    subsidy.fiscal_year = static_cast<int>(reader.integer("fiscal_year", 1989, 2199));
    subsidy.path = reader.text_or("path", "", 100);
    auto const paths = {"", "full", "combined", core::programmes_own_path};
    if (std::find(paths.begin(), paths.end(), subsidy.path) == paths.end())
        reader.refuse("path", "must be full, combined or programme, or left out");
    if (reader.is_good()) {
        domain::Ownership whose;
        whose.municipality = subsidy.municipality;
        if (!call->need_right(*actor, domain::Right::WriteSubsidy, whose))
            return;
        auto stored = services.readers.lend();
        if (!SubsidyNames(*stored).municipalities.contains(subsidy.municipality))
            reader.refuse("municipality", "is not a municipality of this hub");
        auto const programmes = need(stored->programmes(std::nullopt));
        for (auto const& programme : programmes)
            if (programme.id == subsidy.programme && programme.fiscal_year.year != subsidy.fiscal_year)
                reader.refuse("fiscal_year",
                    "is not that of the programme, which is " + std::to_string(programme.fiscal_year.year));
    }
    if (!reader.is_good())
        return call->problem(422, "Cannot be stored", "Some fields are missing or wrong", reader.problems());
    submit(services, call, *actor, 201, core::AddSubsidy{subsidy, actor->login});
}

std::optional<domain::Date> day(protocol::Reader& reader, std::string_view name)
{
    auto const text = reader.text_or(name, "", 100);
    if (text.empty())
        return std::nullopt;
    auto const date = domain::date_from_iso(text);
    if (!date)
        reader.refuse(name, "must be a date such as 2026-10-08");
    return date;
}

std::vector<domain::SubsidyPaper> papers_in(protocol::Reader& parent)
{
    std::vector<domain::SubsidyPaper> papers;
    auto const* list = parent.array_if("papers");
    if (list && list->size() > most_papers)
        parent.refuse("papers", "has more than " + std::to_string(most_papers) + " entries");
    for (std::size_t i = 0; list && i < std::min(list->size(), most_papers); ++i) {
        protocol::Reader reader((*list)[i], parent.path_of("papers") + "[" + std::to_string(i) + "]");
        papers.push_back({reader.text("title", 500), reader.text_or("number", "", 200), day(reader, "date")});
        parent.absorb(reader);
    }
    return papers;
}

std::optional<domain::SubsidyEntry> entry_from(CallPtr const& call, json const& body)
{
    protocol::Reader reader(body);
    domain::SubsidyEntry entry;
    auto const word = reader.text("step", 100);
    auto const step = domain::from_name<SubsidyStep>(word);
    if (!word.empty() && !step)
        reader.refuse("step", "must be one of " + domain::all_names<SubsidyStep>());
    entry.step = step.value_or(entry.step);
    entry.date = day(reader, "date");
    entry.known_by = day(reader, "known_by");
    if (entry.date && entry.known_by)
        reader.refuse("known_by", "stands only where the date is unknown");
    if (reader.has("amount"))
        entry.amount_yen = reader.integer("amount", 0, domain::most_cost_yen);
    entry.note = reader.text_or("note", "", 2000);
    entry.papers = papers_in(reader);
    if (reader.has("corrects"))
        entry.corrects = static_cast<int>(reader.integer("corrects", 1, 10'000));
    entry.takes_back = reader.boolean_or("takes_back", false);
    if (reader.is_good())
        return entry;
    call->problem(422, "Cannot be stored", "Some fields are missing or wrong", reader.problems());
    return std::nullopt;
}

void add_step(Services& services, CallPtr const& call)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto const body = call->json_body();
    if (!body)
        return;
    std::optional<store::SubsidyRow> subsidy;
    {
        auto reader = services.readers.lend();
        subsidy = need(reader->subsidy(domain::SubsidyId(call->part(0))));
    }
    // Whose subsidies there are is not everybody's to know.
    if (!subsidy || !may_see(*actor, subsidy->municipality))
        return call->not_found("subsidy");
    domain::Ownership whose;
    whose.municipality = subsidy->municipality;
    if (!call->need_right(*actor, domain::Right::WriteSubsidy, whose))
        return;
    auto const entry = entry_from(call, *body);
    if (!entry)
        return;
    if (actor->role != domain::Role::Prefecture && !domain::is_municipal_step(entry->step))
        return call->problem(403, "Not yours",
            "A municipality writes only that it applied, applied for a change, reported or withdrew");
    submit(services, call, *actor, 201, core::AddSubsidyStep{subsidy->id, *entry, actor->login});
}

} // namespace

void add_subsidy_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/subsidies", [&services](CallPtr const& call) { list_subsidies(services, call); });
    router.add("POST", "/v1/subsidies", [&services](CallPtr const& call) { add_subsidy(services, call); });
    router.add(
        "POST", "/v1/subsidies/{}/steps", [&services](CallPtr const& call) { add_step(services, call); });
}

} // namespace meguri::hub::routes
