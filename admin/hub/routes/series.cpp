// Many sessions out of one: a series with exceptions, a programme taken over by another town with a preview
// of what cannot be, and templates to begin with.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/resource_body.h"
#include "admin/hub/routes/session_body.h"
#include "admin/hub/routes/wire.h"

#include <algorithm>

namespace meguri::hub::routes {

using nlohmann::json;

namespace {

json wire_made(core::MadeSession const& made)
{
    auto const& session = made.session;
    json object{{"id", nullptr}, {"from", nullptr}, {"title", session.title},
        {"starts_at", domain::to_iso(session.starts_at)}, {"ends_at", domain::to_iso(session.ends_at)},
        {"venue", session.venue.value}, {"problems", json::array()}};
    if (!session.id.is_empty())
        object["id"] = session.id.value;
    if (!made.from.is_empty())
        object["from"] = made.from.value;
    for (auto const& problem : made.problems)
        object["problems"].push_back({{"field", problem.field}, {"reason", problem.reason}});
    return object;
}

json wire_series(core::SeriesAnswer const& answer, bool is_dry_run)
{
    json object{{"dry_run", is_dry_run}, {"sessions", json::array()}, {"not_copied", json::array()}};
    for (auto const& made : answer.sessions)
        object[made.problems.empty() ? "sessions" : "not_copied"].push_back(wire_made(made));
    if (!answer.programme.is_empty())
        object["programme"] = answer.programme.value;
    return object;
}

std::vector<domain::Date> days_from(protocol::Reader& reader, std::string_view field)
{
    std::vector<domain::Date> days;
    auto const texts = reader.texts_or_empty(field, 60);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (auto const day = domain::date_from_iso(texts[i]))
            days.push_back(*day);
        else
            reader.refuse(
                std::string(field) + "[" + std::to_string(i) + "]", "must be a day like 2026-10-08");
    }
    return days;
}

domain::SeriesRule rule_from(protocol::Reader& reader, base::Time starts_at)
{
    domain::SeriesRule rule;
    rule.first = domain::tokyo_date(starts_at);
    auto const every = reader.text_or("every", "week", 40);
    if (auto const known = domain::from_name<domain::Every>(every))
        rule.every = *known;
    else
        reader.refuse("every", "must be one of " + domain::all_names<domain::Every>());
    rule.count = static_cast<int>(reader.integer("count", 1, 60));
    rule.skip = days_from(reader, "skip");
    rule.skips_holidays = reader.boolean_or("skip_holidays", false);
    auto const* moves = reader.array_if("move");
    for (std::size_t i = 0; moves && i < moves->size() && i < 60; ++i) {
        protocol::Reader move((*moves)[i], "move[" + std::to_string(i) + "]");
        auto const from = date_in(move, "from");
        rule.move.emplace_back(from, date_in(move, "to"));
        reader.absorb(move);
    }
    return rule;
}

bool is_dry(Call const& call)
{
    auto const text = call.request().parameter("dry_run");
    return text && *text != "0" && *text != "false";
}

/// Body: `session` as POST /v1/sessions takes it, and the rule.
void create(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const body = actor ? call->json_body() : std::nullopt;
    if (!body)
        return;
    protocol::Reader reader(*body);
    auto const* wanted = reader.object("session");
    if (!wanted)
        return call->problem(422, "Cannot be stored", "Some fields are missing or wrong", reader.problems());
    auto session = session_from_body(*wanted, actor->organisation);
    if (!session)
        for (auto const& problem : session.error())
            reader.refuse("session." + problem.field, problem.reason);
    core::CreateSeries command;
    command.rule = rule_from(reader, session ? session->starts_at : base::Time());
    command.is_published = reader.boolean_or("publish", false);
    command.is_dry_run = is_dry(*call);
    command.by = actor->login;
    if (!reader.is_good())
        return call->problem(422, "Cannot be stored", "Some fields are missing or wrong", reader.problems());
    auto lent = services.readers.lend();
    auto const venue = core::need(lent->venue(session->venue));
    domain::Ownership const whose{
        venue ? venue->municipality.text() : "", session->provider.value, session->venue.value, false};
    if (!call->need_right(*actor, domain::Right::WriteSession, whose))
        return;
    command.first = std::move(*session);
    bool const is_dry_run = command.is_dry_run;
    if (!services.submit(
            std::move(command), on<core::SeriesAnswer>(call, [call, is_dry_run](auto const& answer) {
                call->answer(is_dry_run ? 200 : 201, wire_series(answer, is_dry_run));
            })))
        call->too_busy();
}

void copy(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const body = actor ? call->json_body() : std::nullopt;
    if (!body)
        return;
    protocol::Reader reader(*body);
    auto const text = reader.text("municipality", 6);
    auto const code = domain::MunicipalityCode::parse(text);
    auto lent = services.readers.lend();
    auto const towns = core::need(lent->municipalities());
    bool const is_town = code
        && std::any_of(towns.begin(), towns.end(), [&](auto const& town) { return town.code == *code; });
    if (!is_town && reader.is_good())
        reader.refuse("municipality", "is not a municipality of this hub");
    if (!reader.is_good())
        return call->problem(422, "Cannot be copied", "Some fields are missing or wrong", reader.problems());
    auto const programmes = core::need(lent->programmes(std::nullopt));
    auto const programme = std::find_if(
        programmes.begin(), programmes.end(), [&](auto const& one) { return one.id.value == call->part(0); });
    if (programme == programmes.end())
        return call->not_found("programme");
    // The town that takes it over, or the carrier whose programme it is.
    if (!call->need_right(
            *actor, domain::Right::WriteSession, {code->text(), programme->organisation.value, "", false}))
        return;
    core::CopyProgramme command{programme->id, *code, is_dry(*call), actor->login};
    bool const is_dry_run = command.is_dry_run;
    if (!services.submit(
            std::move(command), on<core::SeriesAnswer>(call, [call, is_dry_run](auto const& answer) {
                call->answer(is_dry_run ? 200 : 201, wire_series(answer, is_dry_run));
            })))
        call->too_busy();
}

void list_templates(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto reader = services.readers.lend();
    auto list = json::array();
    for (auto const& row : core::need(reader->templates(actor->organisation)))
        list.push_back({{"name", row.name}, {"session", json::parse(row.body, nullptr, false)}});
    call->answer(200, {{"templates", std::move(list)}});
}

/// Body: `name` and `session`, some or all of the writable fields of S; without a session the template goes.
void save_template(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const body = actor ? call->json_body() : std::nullopt;
    if (!body)
        return;
    protocol::Reader reader(*body);
    core::SaveTemplate command{{actor->organisation, reader.text("name", 200), ""}, actor->login};
    if (auto const* session = reader.object_if("session"))
        command.row.body = dump(*session);
    if (!reader.is_good())
        return call->problem(422, "Cannot be stored", "Some fields are missing or wrong", reader.problems());
    if (!call->need_right(
            *actor, domain::Right::WriteSession, {actor->organisation, actor->organisation, "", false}))
        return;
    if (!services.submit(std::move(command),
            on<core::Done>(call, [call, answer = *body](core::Done const&) { call->answer(200, answer); })))
        call->too_busy();
}

} // namespace

void add_series_routes(Router& router)
{
    auto& services = router.services();
    router.add("POST", "/v1/session-series", [&services](CallPtr const& call) { create(call, services); });
    router.add("POST", "/v1/programmes/{}/copy", [&services](CallPtr const& call) { copy(call, services); });
    router.add(
        "GET", "/v1/session-templates", [&services](CallPtr const& call) { list_templates(call, services); });
    router.add(
        "PUT", "/v1/session-templates", [&services](CallPtr const& call) { save_template(call, services); });
}

} // namespace meguri::hub::routes
