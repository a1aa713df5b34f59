#include "shared/domain/municipality.h"

#include "shared/domain/digits.h"

#include <algorithm>

namespace meguri::domain {

std::optional<char> municipality_check_digit(std::string_view five_digits)
{
    if (five_digits.size() != 5 || !is_digits(five_digits))
        return std::nullopt;
    int sum = 0;
    int weight = 6;
    for (char const digit : five_digits)
        sum += weight-- * (digit - '0');
    return static_cast<char>('0' + (11 - sum % 11) % 10);
}

std::optional<MunicipalityCode> MunicipalityCode::parse(std::string_view text)
{
    if (text.size() != 6)
        return std::nullopt;
    auto const check = municipality_check_digit(text.substr(0, 5));
    if (!check || *check != text[5])
        return std::nullopt;
    return MunicipalityCode(std::string(text));
}

std::string MunicipalityCode::prefecture_code() const
{
    std::string code = m_text.substr(0, 2) + "000";
    code += municipality_check_digit(code).value_or('0');
    return code;
}

} // namespace meguri::domain
