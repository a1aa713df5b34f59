// The kiosks' two routes: enrolment with a one-time code, and the sync. A kiosk shows its credential; its
// commands are signed besides.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/sync_answer.h"

namespace meguri::hub::routes {

namespace {

protocol::EnrolAnswer enrol_answer(Services& services, store::Reader& reader,
    core::EnrolledAnswer const& enrolled, std::string const& credential)
{
    protocol::EnrolAnswer answer;
    answer.kiosk = enrolled.kiosk;
    answer.credential = credential;
    answer.epoch = services.epoch;
    answer.hub_signing_key = base::to_base64(services.vault.keys().signing.public_key);
    answer.sealing_key_id = services.vault.keys().sealing_key_id;
    answer.sealing_key = base::to_base64(services.vault.keys().sealing_public_key);
    auto const venue = core::need(reader.venue(enrolled.venue)).value();
    answer.venue_id = venue.id.value;
    answer.venue_name = venue.name;
    answer.venue_phone = venue.phone;
    if (venue.position) {
        answer.latitude = venue.position->latitude;
        answer.longitude = venue.position->longitude;
    }
    answer.municipality_code = venue.municipality.text();
    for (auto const& one : core::need(reader.municipalities())) {
        answer.municipalities.push_back({one.code.text(), one.name, one.kana});
        if (one.code == venue.municipality)
            answer.municipality_name = one.name;
    }
    return answer;
}

void enrol(CallPtr const& call, Services& services)
{
    auto const body = call->json_body();
    if (!body)
        return;
    auto const request = protocol::enrol_request_from_json(*body);
    if (!request)
        return call->problem(422, "Cannot be enrolled", "Some fields are missing or wrong", request.error());
    auto const credential = new_secret(services.random);
    core::EnrolKiosk command{secret_hash(services.crypto, request->code), request->install,
        base::from_base64(request->public_key).value_or(base::Bytes()),
        secret_hash(services.crypto, credential), request->previous_install,
        protocol::enrol_message(*request),
        base::from_base64(request->previous_signature).value_or(base::Bytes())};
    auto const good = [call, &services, credential](core::EnrolledAnswer const& enrolled) {
        try {
            auto reader = services.readers.lend();
            auto const answer = enrol_answer(services, *reader, enrolled, credential);
            auto made = protocol::to_json(answer);
            auto const venue = core::need(reader->venue(enrolled.venue)).value();
            made.update(protocol::to_json(hall_facts(*reader, venue)));
            call->answer(201, std::move(made));
        } catch (core::StorageTrouble const& trouble) {
            call->world_failed(trouble.error.message);
        }
    };
    if (!services.submit(std::move(command), on<core::EnrolledAnswer>(call, good)))
        call->too_busy();
}

/// What both sides of a sync share, as long as the router stands.
struct SyncRoute {
    Services& services;
    std::shared_ptr<Snapshots> snapshots;
    std::shared_ptr<LeaseDigests> digests;
};

SyncWorld world_of(SyncRoute const& route)
{
    auto const& services = route.services;
    SyncWorld world{
        services.vault, services.clock, services.crypto, services.epoch, *route.snapshots, *route.digests};
    world.min_proto = services.settings.min_proto;
    return world;
}

void answer_sync(CallPtr const& call, SyncRoute const& route, store::KioskRow const& kiosk,
    protocol::SyncRequest const& request, core::ReceivedAnswer const& received)
{
    try {
        auto const world = world_of(route);
        auto reader = route.services.readers.lend();
        server::Response response;
        if (received.needs_enrolment) {
            response.status = 202;
            response.body = dump({{"needs_enrolment", true}});
        } else {
            response.body = sync_body(world, *reader, kiosk, request, received);
        }
        response.headers.emplace_back("Meguri-Signature", sync_signature(world, request, response.body));
        if (response.body.empty()) {
            response.status = 204;
            response.content_type.clear();
        }
        call->answer(std::move(response));
    } catch (core::StorageTrouble const& trouble) {
        call->world_failed(trouble.error.message);
    }
}

void sync(CallPtr const& call, SyncRoute const& route)
{
    auto& services = route.services;
    auto reader = services.readers.lend();
    auto const secret = bearer(call->request());
    auto const kiosk = core::need(reader->kiosk_by_credential(secret_hash(services.crypto, secret)));
    if (!kiosk)
        return call->problem(
            401, "Enrol first", "This credential is no kiosk's", {}, {{"reason", "needs_enrolment"}});
    auto const body = call->json_body();
    if (!body)
        return;
    auto const request = protocol::sync_request_from_json(*body);
    if (!request)
        return call->problem(422, "Cannot be read", "Some fields are missing or wrong", request.error());
    if (request->install != kiosk->install || request->kiosk != kiosk->id)
        return call->problem(403, "Another kiosk's", "The credential belongs to another install", {},
            {{"reason", "wrong_install"}});
    // An idle heartbeat costs no transaction more than once a minute.
    auto const now = services.clock.now();
    bool const is_heard = kiosk->last_sync_at && now - *kiosk->last_sync_at < std::chrono::seconds(60);
    bool const is_plain
        = request->commands.empty() && request->closing.empty() && kiosk->state == store::KioskState::Active;
    if (is_plain && is_heard)
        return answer_sync(call, route, *kiosk, *request, {});
    auto command = prepared(world_of(route), *reader, *kiosk, *request);
    auto const good
        = [call, route, kiosk = *kiosk, request = *request](
              core::ReceivedAnswer const& received) { answer_sync(call, route, kiosk, request, received); };
    if (!services.submit(std::move(command), on<core::ReceivedAnswer>(call, good)))
        call->too_busy();
}

} // namespace

void add_kiosk_routes(Router& router)
{
    auto& services = router.services();
    router.add("POST", "/v1/enrol", [&services](CallPtr const& call) { enrol(call, services); });
    SyncRoute const route{services,
        std::make_shared<Snapshots>(services.crypto, services.clock, services.epoch),
        std::make_shared<LeaseDigests>()};
    router.add("POST", "/v1/sync", [route](CallPtr const& call) { sync(call, route); });
    add_snapshot_routes(router, route.snapshots);
}

} // namespace meguri::hub::routes
