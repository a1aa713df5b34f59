// Which neighbourhood a postal code means, from the official list of Japan Post (utf_ken_all.csv), where
// somebody put it into the kiosk's folder. Pure but for its text; read once, then only asked. Source of the
// columns: the list's own description at the post office; the third is the code, the sixth the town in
// katakana.
#pragma once

#include "shared/base/result.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace meguri::kiosk::local {

inline constexpr char postal_codes_file[] = "postal-codes.csv";

class PostalCodes {
public:
    /// BadInput names the line: not UTF-8 (the list exists in Shift_JIS too), or too few columns.
    static base::Result<PostalCodes> from(std::string_view text);

    /// In katakana, without what stands in brackets; empty when the code covers several neighbourhoods or the
    /// rest of a town. Nothing for a code that is not in the list.
    std::optional<std::string> neighbourhood(std::string const& code) const;
    std::size_t size() const { return m_towns.size(); }

private:
    std::map<std::string, std::string> m_towns;
};

} // namespace meguri::kiosk::local
