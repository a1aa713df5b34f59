#include "admin/hub/routes/kiosk_caller.h"

#include "admin/hub/core/need.h"
#include "shared/crypto/crypto.h"

#include <algorithm>

namespace meguri::hub::routes {

namespace {

constexpr std::size_t longest_box = 12'000;

/// Letters, digits and hyphens: it stands in an address.
bool is_id(std::string const& text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-';
    });
}

} // namespace

std::optional<store::KioskRow> calling_kiosk(CallPtr const& call, Services& services, store::Reader& reader)
{
    auto const secret = bearer(call->request());
    return secret.empty() ? std::nullopt
                          : core::need(reader.kiosk_by_credential(secret_hash(services.crypto, secret)));
}

std::optional<store::KioskRow> need_kiosk(CallPtr const& call, Services& services, store::Reader& reader)
{
    auto kiosk = calling_kiosk(call, services, reader);
    if (!kiosk) {
        call->problem(
            401, "Enrol first", "This credential is no kiosk's", {}, {{"reason", "needs_enrolment"}});
        return std::nullopt;
    }
    if (kiosk->state != store::KioskState::Active) {
        call->problem(
            403, "Enrol again", "This kiosk was revoked or copied", {}, {{"reason", "needs_enrolment"}});
        return std::nullopt;
    }
    return kiosk;
}

std::optional<KioskBox> need_box(CallPtr const& call, Services& services)
{
    auto const body = call->json_body();
    if (!body)
        return std::nullopt;
    protocol::Reader fields(*body);
    KioskBox box;
    box.id = fields.text_or("id", base::make_uuid7(services.clock, services.random), 64);
    if (!is_id(box.id))
        fields.refuse("id", "must be letters, digits and hyphens");
    auto const sealed = base::from_base64(fields.text("sealed", longest_box));
    if (fields.is_good() && !(sealed && crypto::unpack(*sealed)))
        fields.refuse("sealed", "is not a box sealed to this hub, in base64");
    if (!fields.is_good()) {
        call->problem(422, "Cannot be taken", "Some fields are missing or wrong", fields.problems());
        return std::nullopt;
    }
    box.sealed = *sealed;
    return box;
}

} // namespace meguri::hub::routes
