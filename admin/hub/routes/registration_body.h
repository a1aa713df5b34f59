// The body of POST /v1/registrations: one person for one session, folded and checked.
#pragma once

#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/protocol/registrant.h"

namespace meguri::hub::routes {

struct RegistrationForm {
    std::string session;
    protocol::Registrant person;
};

/// Kana that is not kana, a phone number that cannot be, an impossible year of birth: each named with what to
/// do.
base::Result<RegistrationForm, std::vector<protocol::FieldReason>> registration_from_body(
    nlohmann::json const& body, base::Time now);

/// On paper some people name only their age band: their year of birth is 0 then.
enum class AskedAge { BirthYear, BirthYearOrBand };

/// The person alone: kana, phone, birth_year, municipality, address, needs and how they are reached.
protocol::Registrant person_from(protocol::Reader& reader, nlohmann::json const& body, base::Time now,
    AskedAge asked = AskedAge::BirthYear);

} // namespace meguri::hub::routes
