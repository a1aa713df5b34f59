// Who speaks at the routes that only an enrolled kiosk may use, by its credential.
#pragma once

#include "admin/hub/routes/router.h"

#include <optional>

namespace meguri::hub::routes {

/// The kiosk whose credential this is, or nothing: nobody was answered.
std::optional<store::KioskRow> calling_kiosk(CallPtr const& call, Services& services, store::Reader& reader);
/// As above; answers 401 without a kiosk's credential, 403 for one that was revoked or copied.
std::optional<store::KioskRow> need_kiosk(CallPtr const& call, Services& services, store::Reader& reader);

/// A box from a kiosk: `sealed` in base64, and `id`, the kiosk's own.
struct KioskBox {
    std::string id;
    base::Bytes sealed;
};
/// Answers 400 or 422 and gives nothing when it is none.
std::optional<KioskBox> need_box(CallPtr const& call, Services& services);

} // namespace meguri::hub::routes
