// One sync, apart from how it travels: what the kiosk's request becomes, and the signed bytes that go back.
// HTTP calls it now; a file on a stick can carry the same bytes.
#pragma once

#include "admin/hub/core/command.h"
#include "admin/hub/routes/services.h"
#include "shared/protocol/sync.h"

namespace meguri::hub::routes {

/// Opens each register command's box on this thread, before the queue.
core::ReceiveCommands prepared(Services& services, store::Reader& reader, store::KioskRow const& kiosk,
    protocol::SyncRequest const& request);

/// The answer's body; empty when nothing changed, which travels as 204.
std::string sync_body(Services& services, store::Reader& reader, store::KioskRow const& kiosk,
    protocol::SyncRequest const& request, core::ReceivedAnswer const& received);

/// Base64, for the `meguri-signature` header.
std::string sync_signature(Services& services, protocol::SyncRequest const& request, std::string_view body);

} // namespace meguri::hub::routes
