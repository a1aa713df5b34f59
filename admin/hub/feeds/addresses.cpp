#include "admin/hub/feeds/addresses.h"

#include <array>

namespace meguri::hub::feeds {

namespace {

struct Paths {
    std::string_view page;
    std::string_view identity;
};

Paths paths_of(Noun noun)
{
    switch (noun) {
    case Noun::Session:
        return {"/sessions/", "/id/scheduled-sessions/"};
    case Noun::Series:
        return {"/classes/", "/id/session-series/"};
    case Noun::Place:
        return {"/places/", "/id/places/"};
    case Noun::Organisation:
        return {"/organizations/", "/id/organizations/"};
    }
    return {"/", "/"};
}

/// Ids are ours and plain, but nothing else keeps one with a slash from breaking an address.
std::string segment(std::string_view id)
{
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    for (char const letter : id) {
        auto const byte = static_cast<unsigned char>(letter);
        if (plain.find(letter) != std::string_view::npos)
            text += letter;
        else
            text.append("%").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
    }
    return text;
}

} // namespace

Addresses::Addresses(std::string public_url)
    : m_root(std::move(public_url))
{
    while (m_root.ends_with('/'))
        m_root.pop_back();
}

std::string Addresses::at(std::string_view path) const
{
    return m_root + std::string(path);
}

std::string Addresses::page(Noun noun, std::string_view id) const
{
    return at(paths_of(noun).page) + segment(id);
}

std::string Addresses::identity(Noun noun, std::string_view id) const
{
    return at(paths_of(noun).identity) + segment(id);
}

} // namespace meguri::hub::feeds
