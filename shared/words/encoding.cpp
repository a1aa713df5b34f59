#include "shared/words/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace meguri::words {

namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr std::size_t bytes_at_once = 64 * 1024;

int line_at(std::string_view bytes, std::size_t place)
{
    auto const end = bytes.begin() + static_cast<std::ptrdiff_t>(std::min(place, bytes.size()));
    return 1 + static_cast<int>(std::count(bytes.begin(), end, '\n'));
}

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};

/// The text, or where the first byte stands that is not of this encoding.
base::Result<std::string, std::size_t> text_from(std::string_view bytes, char const* encoding)
{
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<UConverter, CloseConverter> const converter(ucnv_open(encoding, &status));
    base::verify(U_SUCCESS(status), "ICU has no such encoding");
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    std::string text;
    std::vector<UChar> buffer(bytes_at_once);
    char const* at = bytes.data();
    char const* const end = bytes.data() + bytes.size();
    do {
        status = U_ZERO_ERROR;
        UChar* to = buffer.data();
        ucnv_toUnicode(converter.get(), &to, buffer.data() + buffer.size(), &at, end, nullptr, true, &status);
        bool const is_full = status == U_BUFFER_OVERFLOW_ERROR;
        if (U_FAILURE(status) && !is_full)
            return base::fail(static_cast<std::size_t>(at - bytes.data()) - 1);
        icu::UnicodeString(false, buffer.data(), static_cast<std::int32_t>(to - buffer.data()))
            .toUTF8String(text);
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    return text;
}

} // namespace

base::Result<DecodedText, EncodingFault> decode(std::string_view bytes)
{
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
        return base::fail(EncodingFault{EncodingProblem::Utf16, 1});
    if (auto const zero = bytes.find('\0'); zero != bytes.npos)
        return base::fail(EncodingFault{EncodingProblem::ZeroByte, line_at(bytes, zero)});
    bool const has_mark = bytes.starts_with(utf8_mark);
    auto const body = has_mark ? bytes.substr(utf8_mark.size()) : bytes;
    auto text = text_from(body, "UTF-8");
    auto encoding = Encoding::Utf8;
    if (!text && !has_mark) {
        auto const until = text.error();
        text = text_from(body, "windows-31j");
        encoding = Encoding::Cp932;
        // What it is the longest is what it was meant to be.
        if (!text)
            text = base::Result<std::string, std::size_t>(base::fail(std::max(until, text.error())));
    }
    if (!text)
        return base::fail(EncodingFault{EncodingProblem::Neither, line_at(body, text.error())});
    return DecodedText{std::move(*text), encoding};
}

} // namespace meguri::words
