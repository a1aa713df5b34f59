#include "admin/hub/routes/enrol_code.h"

#include "admin/hub/routes/router.h"

namespace meguri::hub::routes {

EnrolCode new_enrol_code(base::Clock const& clock, base::Random& random, crypto::Crypto const& crypto,
    domain::VenueId venue, std::string by)
{
    std::string digits;
    for (int i = 0; i < 12; ++i)
        digits += static_cast<char>('0' + random.below(10));
    EnrolCode code;
    code.command.code.code_hash = secret_hash(crypto, digits);
    code.command.code.venue = std::move(venue);
    code.command.code.expires_at = clock.now() + std::chrono::minutes(10);
    code.command.by = std::move(by);
    code.words = digits.substr(0, 4) + "-" + digits.substr(4, 4) + "-" + digits.substr(8);
    return code;
}

} // namespace meguri::hub::routes
