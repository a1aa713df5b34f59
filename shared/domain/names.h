// The one spelling of each enumeration in SQL, JSON and on command lines: snake_case words, in a table beside
// the enum.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace meguri::domain {

/// Specialised beside each enum: `static constexpr std::array entries { std::pair { E::A, "a" } … };`
template <class E> struct Names;

template <class E> constexpr std::string_view name_of(E value)
{
    for (auto const& [candidate, name] : Names<E>::entries)
        if (candidate == value)
            return name;
    return "";
}

template <class E> constexpr std::optional<E> from_name(std::string_view text)
{
    for (auto const& [candidate, name] : Names<E>::entries)
        if (text == name)
            return candidate;
    return std::nullopt;
}

/// "a, b, c": for messages that say what would have been right.
template <class E> std::string all_names()
{
    std::string text;
    for (auto const& [candidate, name] : Names<E>::entries)
        text += (text.empty() ? "" : ", ") + std::string(name);
    return text;
}

} // namespace meguri::domain
