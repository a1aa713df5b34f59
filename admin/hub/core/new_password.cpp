#include "admin/hub/core/new_password.h"

#include <string_view>

namespace meguri::hub::core {

std::string new_password(base::Random& random)
{
    constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789";
    std::string password;
    for (int i = 0; i < 16; ++i) {
        if (i > 0 && i % 4 == 0)
            password += '-';
        password += letters[random.below(letters.size())];
    }
    return password;
}

} // namespace meguri::hub::core
