// GET /v1/calls, POST /v1/calls/{id}/{done,tried,reopen}: whom staff must tell what, and what became of it.
// Names open only for a purpose, and only after their reading stands in the audit table.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/call_views.h"
#include "admin/hub/routes/wire.h"

#include <charconv>

namespace meguri::hub::routes {

using nlohmann::json;

namespace {

constexpr std::size_t note_bytes_max = 600; // 200 letters of three bytes.

json call_json(CallView const& view, People const& people)
{
    auto const session = wire_session(view.session);
    auto const& task = view.task;
    auto const found = people.find(view.registration.id.value);
    bool const is_open = view.shows_names && found != people.end();
    json object{{"id", std::to_string(task.id)}, {"reason", task.reason},
        {"made_at", domain::to_iso(task.made_at)}, {"tried", task.tried}, {"note", task.note},
        {"session",
            {{"id", session.id}, {"title", session.title}, {"state", session.state},
                {"starts_at", domain::to_iso(session.starts_at)},
                {"ends_at", domain::to_iso(session.ends_at)},
                {"municipality", {{"code", session.municipality_code}, {"name", session.municipality_name}}},
                {"venue", {{"id", session.venue.id}, {"name", session.venue.name}}}}},
        {"registration",
            wire_entry(view.registration, is_open ? &found->second : nullptr, view.shows_address)}};
    if (task.reply_by)
        object["reply_by"] = domain::to_iso(*task.reply_by);
    if (task.handled_at) {
        object["handled_at"] = domain::to_iso(*task.handled_at);
        object["handled_by"] = task.handled_by;
    }
    return object;
}

json calls_json(std::vector<CallView> const& views, People const& people)
{
    auto calls = json::array();
    for (auto const& view : views)
        calls.push_back(call_json(view, people));
    return {{"calls", std::move(calls)}};
}

void list_calls(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto const purpose_text = call->text_parameter("purpose");
    auto const purpose = domain::from_name<core::Purpose>(purpose_text);
    if (!purpose && !purpose_text.empty())
        return call->problem(400, "Bad parameter", "purpose is unknown",
            {{"purpose", "must be one of " + domain::all_names<core::Purpose>()}});
    auto reader = services.readers.lend();
    auto const views = calls_for(*reader, *actor, call->text_parameter("municipality"), purpose);
    core::RecordReading command{{}, purpose.value_or(core::Purpose::CallList), actor->login};
    std::vector<store::RegistrationRow> rows;
    for (auto const& view : views)
        if (view.shows_names) {
            command.registrations.push_back(view.registration.id);
            rows.push_back(view.registration);
        }
    if (rows.empty() || !services.vault.has_people_key()) {
        auto body = calls_json(views, {});
        if (!rows.empty())
            body["names"] = "key_file_away";
        return call->answer(200, body);
    }
    auto const good = [call, &services, views, rows](core::AuditedReading const& reading) {
        auto const people = services.vault.open(reading, rows);
        if (!people)
            return call->world_failed(people.error().message);
        call->answer(200, calls_json(views, *people));
    };
    if (!services.submit(std::move(command), on<core::AuditedReading>(call, good)))
        call->too_busy();
}

std::optional<std::int64_t> number_in(std::string const& text)
{
    std::int64_t number = 0;
    auto const* const end = text.data() + text.size();
    auto const read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc() && read.ptr == end ? std::optional(number) : std::nullopt;
}

/// Whoever may enter somebody for the class may say that they were told; a task's existence is private to
/// others.
void settle_call(CallPtr const& call, Services& services, core::CallEnd end)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto reader = services.readers.lend();
    auto const id = number_in(call->part(0));
    auto const task = id ? core::need(reader->call_task(*id)) : std::nullopt;
    auto const session = task ? core::need(reader->session(task->session)) : std::nullopt;
    if (!session || !domain::may(*actor, domain::Right::Register, ownership_of(*session)))
        return call->not_found("call");
    std::string note;
    if (!call->request().body.empty()) {
        auto const body = call->json_body();
        if (!body)
            return;
        protocol::Reader fields(*body);
        note = fields.text_or("note", "", note_bytes_max);
        if (!fields.is_good())
            return call->problem(422, "Cannot be noted", "The note cannot be kept", fields.problems());
    }
    auto const* state = end == core::CallEnd::Done ? "done" : end == core::CallEnd::Tried ? "tried" : "open";
    auto const good = [call, id, state](core::Done const&) {
        call->answer(200, {{"id", std::to_string(*id)}, {"state", state}});
    };
    if (!services.submit(core::SettleCall{*id, end, note, actor->login}, on<core::Done>(call, good)))
        call->too_busy();
}

} // namespace

void add_call_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/calls", [&services](CallPtr const& call) { list_calls(call, services); });
    auto const settles = [&router, &services](char const* path, core::CallEnd end) {
        router.add("POST", path, [&services, end](CallPtr const& call) { settle_call(call, services, end); });
    };
    settles("/v1/calls/{}/done", core::CallEnd::Done);
    settles("/v1/calls/{}/tried", core::CallEnd::Tried);
    settles("/v1/calls/{}/reopen", core::CallEnd::Reopened);
}

} // namespace meguri::hub::routes
