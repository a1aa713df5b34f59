// A van's days: planned whole, moved stop by stop, given up in one step.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/resource_body.h"
#include "admin/hub/routes/session_body.h"
#include "admin/hub/routes/wire.h"

namespace meguri::hub::routes {

using nlohmann::json;

namespace {

json class_json(std::optional<store::SessionView> const& view)
{
    if (!view)
        return nullptr;
    auto const& session = view->row.session;
    return {{"id", session.id.value}, {"title", session.title},
        {"starts_at", domain::to_iso(session.starts_at)}, {"ends_at", domain::to_iso(session.ends_at)},
        {"state", domain::name_of(session.state)}, {"capacity", session.capacity},
        {"confirmed", view->seats.confirmed}, {"waiting", view->seats.waiting}};
}

json wire_day(store::Reader& reader, store::VanDayRow const& day)
{
    auto const van = core::need(reader.resource(day.van));
    json object{{"id", day.id.value}, {"van", {{"id", day.van.value}, {"name", van ? van->name : ""}}},
        {"day", domain::to_iso(day.day)}, {"leaves_base_at", domain::to_iso(day.leaves_base_at)},
        {"back_at", domain::to_iso(day.back_at)}, {"broken_down", day.broken_down}, {"seats", day.rule.seats},
        {"class_minutes", day.rule.class_minutes}, {"stops", json::array()}};
    for (auto const& stop : day.stops) {
        auto const venue = core::need(reader.venue(stop.venue));
        auto classes = json::array();
        for (auto const& id : stop.sessions)
            classes.push_back(class_json(core::need(reader.session(id))));
        object["stops"].push_back({{"venue", {{"id", stop.venue.value}, {"name", venue ? venue->name : ""}}},
            {"municipality", venue ? venue->municipality.text() : ""},
            {"arrives_at", domain::to_iso(stop.arrives_at)}, {"leaves_at", domain::to_iso(stop.leaves_at)},
            {"travel_minutes", stop.travel_minutes}, {"sessions", std::move(classes)}});
    }
    return object;
}

std::function<void(core::VanDayAnswer const&)> answer_day(CallPtr const& call, Services& services, int status)
{
    return [call, &services, status](core::VanDayAnswer const& answer) {
        try {
            auto reader = services.readers.lend();
            auto const day = core::need(reader->van_day(answer.id));
            call->answer(status, wire_day(*reader, day.value()));
        } catch (core::StorageTrouble const& trouble) {
            call->world_failed(trouble.error.message);
        }
    };
}

void read_stops(protocol::Reader& reader, core::PlanVanDay& command)
{
    auto const* list = reader.array("stops");
    for (std::size_t i = 0; list && i < list->size() && i < 50; ++i) {
        protocol::Reader stop((*list)[i], "stops[" + std::to_string(i) + "]");
        command.stops.emplace_back(
            domain::VenueId(stop.text("venue", 100)), static_cast<int>(stop.integer_or("classes", 1, 0, 20)));
        auto const text = stop.text_or("starts_at", "", 10);
        auto const minute = minute_from(text);
        if (!minute && !text.empty())
            stop.refuse("starts_at", "must be a time of day like 09:00");
        command.starts.push_back(minute
                ? std::optional(domain::from_tokyo({command.day, 0, 0, 0}) + std::chrono::minutes(*minute))
                : std::nullopt);
        reader.absorb(stop);
    }
}

/// The title, level, topics, provider, programme and further resources of each class.
void read_course(
    protocol::Reader& reader, json const& body, domain::Actor const& actor, core::PlanVanDay& command)
{
    auto& course = command.course;
    course.title = reader.text("title", 300);
    course.title_kana = reader.text_or("title_kana", "", 600);
    course.provider = domain::OrganisationId(reader.text_or("provider", actor.organisation, 100));
    if (auto const programme = reader.text_or("programme", "", 200); !programme.empty())
        course.programme = domain::ProgrammeId(programme);
    if (auto const* nested = reader.object_if("course")) {
        protocol::Reader fields(*nested, "course");
        course.level = domain::from_name<domain::CourseLevel>(fields.text_or("level", "basic"))
                           .value_or(domain::CourseLevel::Basic);
        course.topics = fields.texts_or_empty("topics", 20);
        reader.absorb(fields);
    }
    course.resources = resources_from(reader, body);
}

void plan_van_day(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const body = actor ? call->json_body() : std::nullopt;
    if (!body)
        return;
    protocol::Reader reader(*body);
    core::PlanVanDay command;
    command.van = domain::ResourceId(reader.text("van", 100));
    command.day = date_in(reader, "day");
    command.rule = van_rule_from(reader);
    read_stops(reader, command);
    read_course(reader, *body, *actor, command);
    command.is_published = reader.boolean_or("publish", false);
    command.by = actor->login;
    if (!reader.is_good())
        return call->problem(422, "Cannot be stored", "Some fields are missing or wrong", reader.problems());
    auto lent = services.readers.lend();
    for (auto const& [venue, classes] : command.stops) {
        auto const found = core::need(lent->venue(venue));
        domain::Ownership const whose{
            found ? found->municipality.text() : "", command.course.provider.value, venue.value, false};
        if (found && !call->need_right(*actor, domain::Right::WriteSession, whose))
            return;
    }
    if (!services.submit(std::move(command), on<core::VanDayAnswer>(call, answer_day(call, services, 201))))
        call->too_busy();
}

/// A day is its van's owner's, and his who may write every class of it; a clerk to whose town it comes sees
/// it.
std::optional<store::VanDayRow> find_van_day(
    CallPtr const& call, Services& services, domain::Actor const& actor, domain::Right right)
{
    auto reader = services.readers.lend();
    auto day = core::need(reader->van_day(domain::VanDayId(call->part(0))));
    if (!day) {
        call->not_found("van day");
        return std::nullopt;
    }
    auto const van = core::need(reader->resource(day->van)).value();
    bool is_allowed = domain::may(actor, right, ownership_of(van));
    bool is_visited = false;
    bool is_everywhere = true;
    for (auto const& stop : day->stops)
        for (auto const& id : stop.sessions) {
            auto const view = core::need(reader->session(id)).value();
            bool const is_theirs = domain::may(actor, right, ownership_of(view));
            is_visited = is_visited || is_theirs;
            is_everywhere = is_everywhere && is_theirs;
        }
    is_allowed = is_allowed || (right == domain::Right::SeeDraft ? is_visited : is_everywhere);
    if (!is_allowed && !call->need_right(actor, right, {}))
        return std::nullopt;
    return day;
}

void move_van_stop(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const day = actor ? find_van_day(call, services, *actor, domain::Right::WriteSession) : std::nullopt;
    auto const body = day ? call->json_body() : std::nullopt;
    if (!body)
        return;
    protocol::Reader reader(*body);
    core::MoveVanStop command;
    command.day = day->id;
    command.by = actor->login;
    command.stop = static_cast<std::size_t>(reader.integer("stop", 1, 50));
    if (reader.has("position"))
        command.position = static_cast<std::size_t>(reader.integer("position", 1, 50));
    auto const text = reader.text_or("starts_at", "", 10);
    auto const minute = minute_from(text);
    if (!minute && !text.empty())
        reader.refuse("starts_at", "must be a time of day like 09:00");
    if (minute)
        command.starts_at = domain::from_tokyo({day->day, 0, 0, 0}) + std::chrono::minutes(*minute);
    if (!command.position && !minute && reader.is_good())
        reader.refuse("starts_at", "is missing: say when, or name a position");
    if (!reader.is_good())
        return call->problem(422, "Cannot be moved", "Some fields are missing or wrong", reader.problems());
    command.stop -= 1;
    if (command.position)
        *command.position -= 1;
    if (!services.submit(std::move(command), on<core::VanDayAnswer>(call, answer_day(call, services, 200))))
        call->too_busy();
}

void break_down_van(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const day = actor ? find_van_day(call, services, *actor, domain::Right::WriteSession) : std::nullopt;
    auto const body = day ? call->json_body() : std::nullopt;
    if (!body)
        return;
    protocol::Reader reader(*body);
    core::BreakDownVan command{day->id, reader.text("reason", 500), actor->login};
    if (!reader.is_good())
        return call->problem(422, "Cannot be cancelled", "A cancellation needs a reason", reader.problems());
    if (!services.submit(std::move(command), on<core::VanDayAnswer>(call, answer_day(call, services, 200))))
        call->too_busy();
}

void list_van_days(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto const span = call->day_span(services.clock.now(), 92);
    if (!span)
        return;
    auto const van = call->text_parameter("van");
    auto reader = services.readers.lend();
    auto days = json::array();
    auto const last = domain::tokyo_date(span->second - std::chrono::seconds(1));
    for (auto const& day : core::need(reader->van_days(domain::tokyo_date(span->first), last)))
        if (van.empty() || van == day.van.value)
            days.push_back(wire_day(*reader, day));
    call->answer(200, {{"van_days", std::move(days)}});
}

} // namespace

void add_van_day_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/van-days", [&services](CallPtr const& call) { list_van_days(call, services); });
    router.add("POST", "/v1/van-days", [&services](CallPtr const& call) { plan_van_day(call, services); });
    router.add("GET", "/v1/van-days/{}", [&services](CallPtr const& call) {
        auto const actor = call->need_actor();
        auto const day = actor ? find_van_day(call, services, *actor, domain::Right::SeeDraft) : std::nullopt;
        if (!day)
            return;
        auto reader = services.readers.lend();
        call->answer(200, wire_day(*reader, *day));
    });
    router.add(
        "POST", "/v1/van-days/{}/move", [&services](CallPtr const& call) { move_van_stop(call, services); });
    router.add("POST", "/v1/van-days/{}/breakdown",
        [&services](CallPtr const& call) { break_down_van(call, services); });
}

} // namespace meguri::hub::routes
