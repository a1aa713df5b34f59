// POST /v1/years/{fiscal_year}/rollover: the programmes of a year into the next one, with a preview of what
// would be copied and what is there already.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"

#include <charconv>
#include <map>

namespace meguri::hub::routes {

using core::need;
using nlohmann::json;

namespace {

/// Names beside the ids, read once for an answer.
struct YearNames {
    explicit YearNames(store::Reader& reader)
    {
        for (auto const& municipality : need(reader.municipalities()))
            municipalities.emplace(municipality.code.text(), municipality.name);
        for (auto const& organisation : need(reader.organisations()))
            organisations.emplace(organisation.id.value, organisation.name);
    }
    std::map<std::string, std::string> municipalities;
    std::map<std::string, std::string> organisations;
};

char const* fate_name(core::CarriedProgramme::Fate fate)
{
    switch (fate) {
    case core::CarriedProgramme::Fate::New:
        return "new";
    case core::CarriedProgramme::Fate::Same:
        return "same";
    case core::CarriedProgramme::Fate::Changed:
        return "changed";
    }
    return "";
}

json wire_carried(core::CarriedProgramme const& one, YearNames& names)
{
    return {{"from", one.from.value}, {"id", one.made.id.value}, {"name", one.made.name},
        {"scheme", domain::name_of(one.made.scheme)}, {"organisation", one.made.organisation.value},
        {"organisation_name", names.organisations[one.made.organisation.value]},
        {"fate", fate_name(one.fate)}, {"has_rules", one.has_rules}, {"has_limits", one.has_limits},
        {"templates", one.templates}, {"differs", one.differs}};
}

json wire_carried(core::CarriedSubsidy const& one, YearNames& names)
{
    json object{{"from", one.from.value},
        {"municipality", {{"code", one.municipality}, {"name", names.municipalities[one.municipality]}}},
        {"programme", one.programme.value}, {"fate", one.is_there ? "same" : "new"},
        {"is_wanted", one.is_wanted}, {"id", nullptr}};
    if (!one.made.is_empty())
        object["id"] = one.made.value;
    return object;
}

/// Whoever may not see subsidies is told of programmes alone.
json wire_year(core::YearAnswer const& answer, store::Reader& reader, bool is_dry_run, bool sees_subsidies)
{
    YearNames names(reader);
    json object{{"dry_run", is_dry_run}, {"from", answer.to.year - 1}, {"to", answer.to.year},
        {"programmes", json::array()}, {"subsidies", json::array()}};
    for (auto const& one : answer.programmes)
        object["programmes"].push_back(wire_carried(one, names));
    if (sees_subsidies)
        for (auto const& one : answer.subsidies) {
            object["subsidies"].push_back(wire_carried(one, names));
            if (is_dry_run)
                object["subsidies"].back()["id"] = nullptr;
        }
    return object;
}

std::optional<int> year_of(CallPtr const& call)
{
    auto const& text = call->part(0);
    int year = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
    if (error == std::errc() && end == text.data() + text.size() && year >= 1989 && year <= 2198)
        return year;
    call->problem(400, "Bad address", "The fiscal year in the address is none",
        {{"fiscal_year", "must be the calendar year in which it begins, such as 2026"}});
    return std::nullopt;
}

void begin_year(Services& services, CallPtr const& call)
{
    auto const actor = call->need_actor();
    if (!actor || !call->need_right(*actor, domain::Right::BeginYear, {}))
        return;
    auto const year = year_of(call);
    auto const body = year ? call->json_body() : std::nullopt;
    if (!body)
        return;
    protocol::Reader reader(*body);
    core::BeginYear command{{*year}, {}, reader.boolean_or("dry_run", false), actor->login};
    for (auto const& id : reader.texts_or_empty("subsidies", 5000))
        command.subsidies.emplace_back(id);
    if (!reader.is_good())
        return call->problem(422, "Cannot be copied", "Some fields are missing or wrong", reader.problems());
    bool const sees_subsidies = domain::may(*actor, domain::Right::SeeSubsidy, {});
    if (!command.subsidies.empty() && !call->need_right(*actor, domain::Right::WriteSubsidy, {}))
        return;
    bool const is_dry_run = command.is_dry_run;
    auto const done = [call, &services, is_dry_run, sees_subsidies](core::YearAnswer const& answer) {
        try {
            auto lent = services.readers.lend();
            call->answer(is_dry_run ? 200 : 201, wire_year(answer, *lent, is_dry_run, sees_subsidies));
        } catch (core::StorageTrouble const& trouble) {
            call->world_failed(trouble.error.message);
        }
    };
    if (!services.submit(std::move(command), on<core::YearAnswer>(call, done)))
        call->too_busy();
}

} // namespace

void add_year_routes(Router& router)
{
    auto& services = router.services();
    router.add(
        "POST", "/v1/years/{}/rollover", [&services](CallPtr const& call) { begin_year(services, call); });
}

} // namespace meguri::hub::routes
