#include "shared/paper/qr_code.h"

#include <qrencode.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <string>

namespace meguri::paper {

namespace {

struct FreeCode {
    void operator()(QRcode* code) const { QRcode_free(code); }
};
using OwnedCode = std::unique_ptr<QRcode, FreeCode>;

base::Result<QrCode> matrix_of(OwnedCode code)
{
    if (!code)
        return base::fail(
            base::ErrorKind::BadInput, std::string("cannot make a square code: ") + std::strerror(errno));
    auto const count = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
    std::vector<bool> is_dark(count);
    for (std::size_t at = 0; at < count; ++at)
        is_dark[at] = (code->data[at] & 1) != 0;
    return QrCode(code->width, std::move(is_dark));
}

} // namespace

QrCode::QrCode(int size, std::vector<bool> is_dark)
    : m_size(size)
    , m_is_dark(std::move(is_dark))
{
    auto const side = static_cast<std::size_t>(size);
    base::verify(size > 0 && m_is_dark.size() == side * side, "a square code is square");
}

bool QrCode::is_dark(int column, int row) const
{
    base::verify(column >= 0 && column < m_size && row >= 0 && row < m_size, "module outside the code");
    return m_is_dark[static_cast<std::size_t>(row) * static_cast<std::size_t>(m_size)
        + static_cast<std::size_t>(column)];
}

base::Result<QrCode> encode_text(std::string_view text)
{
    if (text.empty() || text.find('\0') != std::string_view::npos)
        return base::fail(base::ErrorKind::BadInput, "a square code needs text without NUL");
    int const smallest = 0;
    int const keeps_case = 1;
    return matrix_of(OwnedCode(
        QRcode_encodeString(std::string(text).c_str(), smallest, QR_ECLEVEL_M, QR_MODE_8, keeps_case)));
}

base::Result<QrCode> encode_bytes(std::span<std::uint8_t const> bytes)
{
    // 2331 bytes is the most that version 40 holds at level M; asked here because the library takes an int.
    if (bytes.empty() || bytes.size() > 2331)
        return base::fail(base::ErrorKind::BadInput, "a square code holds 1 to 2331 bytes");
    return matrix_of(
        OwnedCode(QRcode_encodeData(static_cast<int>(bytes.size()), bytes.data(), 0, QR_ECLEVEL_M)));
}

} // namespace meguri::paper
