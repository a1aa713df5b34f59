// The one crossing between our UTF-8 text and the toolkit's strings. Everything below `shared/ui` speaks
// std::string; grep for these two names to see the border.
#pragma once

#include <wx/string.h>

#include <string>
#include <string_view>

namespace meguri::ui {

inline wxString to_wx(std::string_view text)
{
    return wxString::FromUTF8(text.data(), text.size());
}

inline std::string from_wx(wxString const& text)
{
    auto const utf8 = text.utf8_str();
    return {utf8.data(), utf8.length()};
}

} // namespace meguri::ui
