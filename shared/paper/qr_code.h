// The square code a scanner reads: text or bytes become a matrix of modules, error correction level M (15 %
// may be dirty). Pure; drawing it, with its quiet zone, is the page's business.
#pragma once

#include "shared/base/bytes.h"
#include "shared/base/result.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace meguri::paper {

/// White modules a scanner needs on every side of the code.
inline constexpr int quiet_modules = 4;

class QrCode {
public:
    /// `is_dark` row by row; `size` × `size` of them.
    QrCode(int size, std::vector<bool> is_dark);

    int size() const { return m_size; }
    bool is_dark(int column, int row) const;

private:
    int m_size;
    std::vector<bool> m_is_dark;
};

/// The smallest code that holds `text`; upper-case letters, digits and `$%*+-./:` and space take the least
/// room. BadInput when it is empty, holds a NUL, or is too long for any code.
base::Result<QrCode> encode_text(std::string_view text);
/// The same for arbitrary bytes.
base::Result<QrCode> encode_bytes(std::span<std::uint8_t const> bytes);

} // namespace meguri::paper
