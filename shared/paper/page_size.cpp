#include "shared/paper/page_size.h"

#include <locale>
#include <sstream>
#include <string>

namespace meguri::paper {

base::Result<PageSize> page_size(std::string_view pdf)
{
    constexpr std::string_view key = "/MediaBox [";
    constexpr double mm_per_point = 25.4 / 72;
    auto const at = pdf.find(key);
    if (!pdf.starts_with("%PDF-") || at == std::string_view::npos)
        return base::fail(base::ErrorKind::Broken, "not a PDF with a page");
    std::istringstream numbers(std::string(pdf.substr(at + key.size(), 80)));
    numbers.imbue(std::locale::classic());
    double left = 0, bottom = 0, right = 0, top = 0;
    if (!(numbers >> left >> bottom >> right >> top) || right <= left || top <= bottom)
        return base::fail(base::ErrorKind::Broken, "the PDF's page has no size");
    return PageSize{(right - left) * mm_per_point, (top - bottom) * mm_per_point};
}

} // namespace meguri::paper
