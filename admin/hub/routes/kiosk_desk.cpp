// The kiosks as staff see them: their line, queue and seat rights; taking rights back on the record; and the
// one-time code that lets another kiosk in.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/enrol_code.h"
#include "admin/hub/routes/wire.h"

#include <bit>
#include <map>

namespace meguri::hub::routes {

using nlohmann::json;

namespace {

json lease_json(store::LeaseRow const& lease, std::optional<store::SessionView> const& of)
{
    json object{{"lease", lease.id}, {"session", lease.session.value},
        {"title", of ? of->row.session.title : ""}, {"starts_at", nullptr}, {"rights", lease.rights},
        {"used", std::popcount(static_cast<std::uint64_t>(lease.used))},
        {"state", domain::name_of(lease.state)}, {"use_until", domain::to_iso(lease.use_until)},
        {"granted_at", domain::to_iso(lease.granted_at)}};
    if (of)
        object["starts_at"] = domain::to_iso(of->row.session.starts_at);
    return object;
}

json kiosk_json(store::KioskRow const& kiosk, domain::Venue const& venue)
{
    static constexpr char const* states[]{"active", "revoked", "forked"};
    auto const waiting = kiosk.outbox_head > kiosk.last_cmd_no ? kiosk.outbox_head - kiosk.last_cmd_no : 0;
    json object{{"id", kiosk.id}, {"state", states[static_cast<int>(kiosk.state)]},
        {"venue", {{"id", venue.id.value}, {"name", venue.name}}},
        {"municipality", venue.municipality.text()}, {"enrolled_at", domain::to_iso(kiosk.enrolled_at)},
        {"last_sync_at", nullptr}, {"queue", waiting}, {"program", kiosk.program}, {"proto", kiosk.proto},
        {"clock_off_s", nullptr}, {"leases", json::array()}};
    if (kiosk.last_sync_at)
        object["last_sync_at"] = domain::to_iso(*kiosk.last_sync_at);
    if (kiosk.clock_off_ms)
        object["clock_off_s"] = *kiosk.clock_off_ms / 1000;
    return object;
}

void list_kiosks(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto reader = services.readers.lend();
    std::map<std::uint32_t, json> shown;
    for (auto const& kiosk : core::need(reader->kiosks())) {
        auto const venue = core::need(reader->venue(kiosk.venue)).value();
        auto const whose = ownership_of(venue);
        bool const may_see = domain::may(*actor, domain::Right::ManageKiosks, whose)
            || actor->role == domain::Role::Prefecture;
        if (may_see)
            shown.emplace(kiosk.id, kiosk_json(kiosk, venue));
    }
    for (auto const& lease : core::need(reader->unsettled_leases())) {
        auto const found = shown.find(lease.kiosk);
        if (found == shown.end())
            continue;
        found->second["leases"].push_back(lease_json(lease, core::need(reader->session(lease.session))));
    }
    auto kiosks = json::array();
    for (auto& [id, object] : shown)
        kiosks.push_back(std::move(object));
    auto const now = services.clock.now();
    auto const backup = core::backup_age(*reader, now);
    json const backup_json{
        {"at", backup.at ? json(domain::to_iso(*backup.at)) : json()}, {"is_too_old", backup.is_too_old}};
    call->answer(
        200, {{"kiosks", std::move(kiosks)}, {"backup", backup_json}, {"as_of", domain::to_iso(now)}});
}

void act_on_kiosk(CallPtr const& call, Services& services, core::KioskAction action)
{
    auto const actor = call->need_actor();
    auto const body = actor ? call->json_body() : std::nullopt;
    if (!body)
        return;
    auto reader = services.readers.lend();
    auto const& id = call->part(0);
    for (auto const& kiosk : core::need(reader->kiosks())) {
        if (std::to_string(kiosk.id) != id)
            continue;
        auto const venue = core::need(reader->venue(kiosk.venue)).value();
        if (!call->need_right(*actor, domain::Right::ManageKiosks, ownership_of(venue)))
            return;
        protocol::Reader fields(*body);
        core::ActOnKiosk command{kiosk.id, action, fields.text_or("name", "", 100),
            fields.text_or("reason", "", 500), actor->login};
        if (!fields.is_good())
            return call->problem(422, "Cannot be done", "Some fields are wrong", fields.problems());
        auto const good = [call](core::KioskAnswer const& answer) {
            call->answer(200, {{"kiosk", answer.kiosk}, {"leases", answer.leases}});
        };
        if (!services.submit(std::move(command), on<core::KioskAnswer>(call, good)))
            call->too_busy();
        return;
    }
    call->not_found("kiosk");
}

void make_code(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const body = actor ? call->json_body() : std::nullopt;
    if (!body)
        return;
    protocol::Reader fields(*body);
    domain::VenueId const id(fields.text("venue", 100));
    auto reader = services.readers.lend();
    auto const venue = fields.is_good() ? core::need(reader->venue(id)) : std::nullopt;
    if (fields.is_good() && !venue)
        fields.refuse("venue", "is not a venue of this hub");
    if (!venue)
        return call->problem(422, "Cannot be done", "Some fields are wrong", fields.problems());
    if (!call->need_right(*actor, domain::Right::ManageKiosks, ownership_of(*venue)))
        return;
    auto code = new_enrol_code(services.clock, services.random, services.crypto, id, actor->login);
    json const made{{"code", code.words}, {"expires_at", domain::to_iso(code.command.code.expires_at)},
        {"venue", {{"id", id.value}, {"name", venue->name}}},
        {"as_of", domain::to_iso(services.clock.now())}};
    auto const good = [call, made](core::Done const&) { call->answer(201, made); };
    if (!services.submit(std::move(code.command), on<core::Done>(call, good)))
        call->too_busy();
}

} // namespace

void add_kiosk_desk_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/kiosks", [&services](CallPtr const& call) { list_kiosks(call, services); });
    router.add("POST", "/v1/kiosks/codes", [&services](CallPtr const& call) { make_code(call, services); });
    static constexpr std::pair<char const*, core::KioskAction> actions[]{
        {"revoke", core::KioskAction::Revoke}, {"recall", core::KioskAction::Recall},
        {"reclaim", core::KioskAction::Reclaim}};
    for (auto const& [name, action] : actions)
        router.add("POST", std::string("/v1/kiosks/{}/") + name,
            [&services, action = action](CallPtr const& call) { act_on_kiosk(call, services, action); });
}

} // namespace meguri::hub::routes
