// What bytes of a text file mean: UTF-8, or Shift_JIS as Windows writes it (CP932: with ①, ㈱ and 髙).
// Nothing is guessed beyond these two, and nothing is replaced: a byte that fits neither is named by its
// line. Pure; thread-safe.
#pragma once

#include "shared/base/result.h"

#include <string>
#include <string_view>

namespace meguri::words {

enum class Encoding { Utf8, Cp932 };

struct DecodedText {
    std::string text; ///< UTF-8, without a byte order mark.
    Encoding encoding = Encoding::Utf8;
};

enum class EncodingProblem {
    ZeroByte, ///< No text file at all: a workbook, a picture.
    Utf16, ///< What spreadsheets call Unicode text.
    Neither,
};
struct EncodingFault {
    EncodingProblem problem = EncodingProblem::Neither;
    int line = 1;
};

base::Result<DecodedText, EncodingFault> decode(std::string_view bytes);

} // namespace meguri::words
