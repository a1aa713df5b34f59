// One sync, apart from how it travels: what the kiosk's request becomes, and the signed bytes that go back.
// HTTP carries it, and a file on a stick.
#pragma once

#include "admin/hub/core/command.h"
#include "admin/hub/routes/lease_digests.h"
#include "admin/hub/routes/snapshots.h"
#include "admin/hub/store/store.h"
#include "shared/base/clock.h"
#include "shared/protocol/sync.h"

namespace meguri::hub::routes {

/// What an answer is made with; references live with the hub.
struct SyncWorld {
    core::Vault const& vault;
    base::Clock const& clock;
    crypto::Crypto const& crypto;
    std::string epoch;
    Snapshots& snapshots;
    LeaseDigests& digests;
    int changes_a_page = 500;
    std::string min_proto = std::string(protocol::proto_version); ///< What kiosks should speak by now.
};

/// What a kiosk of that hall must know besides the schedule.
protocol::HallFacts hall_facts(store::Reader& reader, domain::Venue const& venue);

/// Opens each register command's box on this thread, before the queue.
core::ReceiveCommands prepared(SyncWorld const& world, store::Reader& reader, store::KioskRow const& kiosk,
    protocol::SyncRequest const& request);

/// The answer's body; empty when nothing changed, which travels as 204.
std::string sync_body(SyncWorld const& world, store::Reader& reader, store::KioskRow const& kiosk,
    protocol::SyncRequest const& request, core::ReceivedAnswer const& received);

/// Base64, for the `meguri-signature` header.
std::string sync_signature(
    SyncWorld const& world, protocol::SyncRequest const& request, std::string_view body);

/// The same answer for a stick: with the snapshot in it that the body names, if it names one.
protocol::StickAnswer stick_answer(
    SyncWorld const& world, protocol::SyncRequest const& request, std::string const& body);

} // namespace meguri::hub::routes
