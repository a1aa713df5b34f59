// 市町: the six-digit code of a municipality and the municipality itself. Pure.
#pragma once

#include "shared/domain/names.h"

#include <optional>
#include <string>
#include <string_view>

namespace meguri::domain {

/// 全国地方公共団体コード: five digits and a check digit. Weights 6 5 4 3 2; check = (11 − sum mod 11) mod 10
/// (総務省, 全国地方公共団体コード仕様). Cannot hold a wrong one.
class MunicipalityCode {
public:
    static std::optional<MunicipalityCode> parse(std::string_view text);
    std::string const& text() const { return m_text; }
    /// The prefecture's own code: first two digits, then zeros, with its check digit (352012 -> 350001).
    std::string prefecture_code() const;
    auto operator<=>(MunicipalityCode const&) const = default;

private:
    explicit MunicipalityCode(std::string text)
        : m_text(std::move(text))
    {
    }
    std::string m_text;
};

/// The check digit that belongs to five digits; empty when they are not five digits.
std::optional<char> municipality_check_digit(std::string_view five_digits);

enum class MunicipalityKind { City, Town };
template <> struct Names<MunicipalityKind> {
    static constexpr std::array entries{
        std::pair{MunicipalityKind::City, "city"}, std::pair{MunicipalityKind::Town, "town"}};
};

struct Municipality {
    MunicipalityCode code;
    std::string name; ///< 下関市
    std::string kana; ///< しものせきし
    MunicipalityKind kind = MunicipalityKind::City;
};

} // namespace meguri::domain
