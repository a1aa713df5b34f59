#include "admin/hub/exchange.h"

#include "admin/hub/app.h"
#include "admin/hub/core/need.h"
#include "admin/hub/routes/call.h"
#include "admin/hub/routes/sync_answer.h"

namespace meguri::hub {

using net::ControlAnswer;

namespace {

constexpr int exit_refused = 1;
constexpr int exit_world = 3;
/// A stick is carried once: everything that changed goes with it.
constexpr int changes_on_a_stick = 1'000'000;

ControlAnswer refused(std::string const& reason, std::string const& detail)
{
    return {exit_refused, routes::dump({{"reason", reason}, {"detail", detail}}) + "\n", detail + "\n"};
}

struct Asked {
    store::KioskRow kiosk;
    protocol::SyncRequest request;
    core::ReceiveCommands command;
};

/// The kiosk that signed the file, and what it asks. On the store's thread.
base::Result<Asked> read_request(
    routes::SyncWorld const& world, store::Store& store, protocol::StickRequest const& file)
{
    auto const object = protocol::parse_json(file.request);
    if (!object)
        return base::fail(base::ErrorKind::BadInput, "the request cannot be read: " + object.error().message);
    auto request = protocol::sync_request_from_json(*object);
    if (!request)
        return base::fail(
            base::ErrorKind::BadInput, request.error().front().field + " " + request.error().front().reason);
    auto const kiosk = core::need(store.kiosk_by_install(request->install));
    auto const signature = base::from_base64(file.signature).value_or(base::Bytes());
    if (!kiosk || kiosk->id != request->kiosk
        || !world.crypto.is_signed_by(kiosk->public_key, protocol::stick_message(file.request), signature))
        return base::fail(base::ErrorKind::BadInput, "no kiosk of this hub signed this file");
    auto command = routes::prepared(world, store, *kiosk, *request);
    // It travelled in a pocket: its clock is only as old as the walk.
    command.clock_off_ms = kiosk->clock_off_ms;
    return Asked{*kiosk, std::move(*request), std::move(command)};
}

} // namespace

ControlAnswer exchange(HubProgram& hub, std::string const& request_file)
{
    auto const file = protocol::stick_request_from_text(request_file);
    if (!file)
        return refused("not_a_request", "This file is no kiosk's request: " + file.error().message);
    routes::Snapshots snapshots(hub.crypto(), hub.clock(), hub.epoch());
    routes::LeaseDigests digests;
    routes::SyncWorld const world{
        hub.vault(), hub.clock(), hub.crypto(), hub.epoch(), snapshots, digests, changes_on_a_stick};
    std::optional<Asked> asked;
    auto answer = hub.with_store([&](store::Store& store) -> ControlAnswer {
        auto read = read_request(world, store, *file);
        if (!read)
            return refused("not_a_request", read.error().message);
        asked = std::move(*read);
        return {};
    });
    if (!asked)
        return answer;
    auto const outcome = hub.apply(std::move(asked->command));
    auto const* received = std::get_if<core::ReceivedAnswer>(&outcome);
    if (received == nullptr)
        return {exit_world, "", "the hub could not take the commands; try again\n"};
    if (received->needs_enrolment)
        return refused("needs_enrolment", "This kiosk was revoked or copied: its commands were put aside");
    return hub.with_store([&](store::Store& store) -> ControlAnswer {
        auto const body = routes::sync_body(world, store, asked->kiosk, asked->request, *received);
        return {0, protocol::to_text(routes::stick_answer(world, asked->request, body)), ""};
    });
}

} // namespace meguri::hub
