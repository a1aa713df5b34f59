#include "admin/hub/routes/registration_found.h"

#include "admin/hub/core/need.h"
#include "admin/hub/routes/wire.h"

namespace meguri::hub::routes {

std::optional<FoundRegistration> found_registration(
    CallPtr const& call, Services& services, domain::Actor const& actor)
{
    auto reader = services.readers.lend();
    auto row = core::need(reader->registration(domain::RegistrationId(call->part(0))));
    auto view = row ? core::need(reader->session(row->session)) : std::nullopt;
    if (!view || !domain::may(actor, domain::Right::Register, ownership_of(*view))) {
        call->not_found("registration");
        return std::nullopt;
    }
    return FoundRegistration{std::move(*row), std::move(*view)};
}

nlohmann::json wire_answer(core::RegistrationAnswer const& answer)
{
    nlohmann::json object{
        {"id", answer.id.value}, {"code", answer.code}, {"state", domain::name_of(answer.state)}};
    if (answer.position)
        object["position"] = *answer.position;
    if (!answer.reason.empty())
        object["reason"] = answer.reason;
    return object;
}

} // namespace meguri::hub::routes
