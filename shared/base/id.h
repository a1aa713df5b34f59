// Two ids, two types: a text id that cannot be given where another noun's id is meant.
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <utility>

namespace meguri::base {

template <class Noun> struct Id {
    std::string value;

    Id() = default;
    explicit Id(std::string text)
        : value(std::move(text))
    {
    }
    bool is_empty() const { return value.empty(); }
    auto operator<=>(Id const&) const = default;
};

} // namespace meguri::base

template <class Noun> struct std::hash<meguri::base::Id<Noun>> {
    std::size_t operator()(meguri::base::Id<Noun> const& id) const
    {
        return std::hash<std::string>()(id.value);
    }
};
