// POST /v1/help, GET /v1/help, POST /v1/help/{id}/done: somebody at a kiosk calls staff. The half-filled form
// comes sealed or not at all, opens for the purpose only, and is erased when somebody came.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/kiosk_caller.h"
#include "admin/hub/routes/wire.h"
#include "shared/domain/tokyo_time.h"

namespace meguri::hub::routes {

using core::need;
using nlohmann::json;

namespace {

constexpr std::chrono::hours shown_for{24};

/// One call with the hall it came from.
struct HelpView {
    store::HelpRow help;
    domain::Venue venue;
    bool shows_form = false;
};

using Forms = std::map<std::string, protocol::HelpText>;

json form_json(protocol::HelpText const& form)
{
    json object{{"way", form.way}};
    for (auto const& [name, text] : {std::pair("session", &form.session), std::pair("area", &form.area),
             std::pair("kana", &form.person.kana), std::pair("phone", &form.person.phone),
             std::pair("municipality", &form.person.municipality)})
        if (!text->empty())
            object[name] = *text;
    if (form.person.birth_year != 0)
        object["birth_year"] = form.person.birth_year;
    if (!form.wishes.empty())
        object["wishes"] = form.wishes;
    return object;
}

json list_json(std::vector<HelpView> const& views, Forms const& forms)
{
    auto list = json::array();
    for (auto const& view : views) {
        auto const form = forms.find(view.help.id);
        json object{{"id", view.help.id}, {"kiosk", view.help.kiosk},
            {"venue", {{"id", view.venue.id.value}, {"name", view.venue.name}}},
            {"asked_at", domain::to_iso(view.help.asked_at)}, {"state", view.help.done_at ? "done" : "open"},
            {"screen", ""}, {"form", nullptr}};
        if (form != forms.end()) {
            object["screen"] = form->second.screen;
            object["form"] = form_json(form->second);
        }
        if (view.help.done_at) {
            object["done_at"] = domain::to_iso(*view.help.done_at);
            object["done_by"] = view.help.done_by;
        }
        list.push_back(std::move(object));
    }
    return {{"help", std::move(list)}};
}

std::vector<HelpView> views_for(store::Reader& reader, domain::Actor const& actor, base::Time since)
{
    std::vector<HelpView> views;
    for (auto& help : need(reader.helps_since(since))) {
        auto venue = need(reader.venue(help.venue));
        if (!venue || !domain::may(actor, domain::Right::SeeRoster, ownership_of(*venue)))
            continue;
        bool const shows_form
            = !help.done_at && domain::may(actor, domain::Right::SeeNames, ownership_of(*venue));
        views.push_back({std::move(help), std::move(*venue), shows_form});
    }
    return views;
}

void list_help(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto const purpose = call->text_parameter("purpose");
    bool const is_for_help = purpose == domain::name_of(core::Purpose::Help);
    if (!purpose.empty() && !is_for_help)
        return call->problem(
            400, "Bad parameter", "purpose is unknown", {{"purpose", "must be help, or left out"}});
    auto reader = services.readers.lend();
    auto const now = services.clock.now();
    auto const views = views_for(*reader, *actor, now - shown_for);
    core::RecordReading command{{}, core::Purpose::Help, actor->login};
    std::vector<store::HelpRow> rows;
    for (auto const& view : views)
        if (is_for_help && view.shows_form) {
            command.registrations.emplace_back(view.help.id);
            rows.push_back(view.help);
        }
    auto const answer = [call, now](json body) {
        body["as_of"] = domain::to_iso(now);
        call->answer(200, body);
    };
    if (rows.empty() || !services.vault.has_people_key()) {
        auto body = list_json(views, {});
        if (!rows.empty())
            body["names"] = "key_file_away";
        return answer(std::move(body));
    }
    auto const good = [call, &services, views, rows, answer](core::AuditedReading const& reading) {
        auto const forms = services.vault.open_help(reading, rows);
        if (!forms)
            return call->world_failed(forms.error().message);
        answer(list_json(views, *forms));
    };
    if (!services.submit(std::move(command), on<core::AuditedReading>(call, good)))
        call->too_busy();
}

void ask_for_help(CallPtr const& call, Services& services)
{
    auto reader = services.readers.lend();
    auto const kiosk = need_kiosk(call, services, *reader);
    auto const box = kiosk ? need_box(call, services) : std::nullopt;
    if (!box)
        return;
    store::HelpRow help{box->id, kiosk->id, kiosk->venue, services.clock.now(), box->sealed, {}, ""};
    auto const good = [call, id = box->id](core::Done const&) {
        call->answer(201, {{"id", id}, {"state", "open"}});
    };
    if (!services.submit(core::AskHelp{std::move(help)}, on<core::Done>(call, good)))
        call->too_busy();
}

/// Whoever may register people at that hall may say that somebody went there.
void end_help(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto reader = services.readers.lend();
    auto const help = need(reader->help(call->part(0)));
    auto const venue = help ? need(reader->venue(help->venue)) : std::nullopt;
    if (!venue || !domain::may(*actor, domain::Right::Register, ownership_of(*venue)))
        return call->not_found("call for staff");
    auto const good = [call, id = help->id](core::Done const&) {
        call->answer(200, {{"id", id}, {"state", "done"}});
    };
    if (!services.submit(core::EndHelp{help->id, actor->login}, on<core::Done>(call, good)))
        call->too_busy();
}

} // namespace

void add_help_routes(Router& router)
{
    auto& services = router.services();
    router.add("POST", "/v1/help", [&services](CallPtr const& call) { ask_for_help(call, services); });
    router.add("GET", "/v1/help", [&services](CallPtr const& call) { list_help(call, services); });
    router.add("POST", "/v1/help/{}/done", [&services](CallPtr const& call) { end_help(call, services); });
}

} // namespace meguri::hub::routes
