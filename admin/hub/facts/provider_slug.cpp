#include "admin/hub/facts/provider_slug.h"

#include <array>
#include <cstdint>
#include <utility>

namespace meguri::hub::facts {

namespace {

constexpr std::array known{
    std::pair{"KDDI", "kddi"},
    std::pair{"ソフトバンク", "softbank"},
    std::pair{"NTTドコモ", "docomo"},
    std::pair{"ドコモ", "docomo"},
    std::pair{"楽天モバイル", "rakuten-mobile"},
    std::pair{"ホームラン", "homerun"},
    std::pair{"MXモバイリング", "mx-mobiling"},
    std::pair{"ローカルラボ", "local-labo"},
};

/// The name without what only says that it is a company.
std::string bare(std::string_view name)
{
    std::string text(name);
    for (std::string_view const word : {"株式会社", "(株)", "（株）", "㈱", " ", "　"})
        for (auto at = text.find(word); at != std::string::npos; at = text.find(word))
            text.erase(at, word.size());
    return text;
}

std::string short_hash(std::string_view text)
{
    // FNV-1a, 64 bits.
    std::uint64_t hash = 14695981039346656037ULL;
    for (char const letter : text)
        hash = (hash ^ static_cast<std::uint8_t>(letter)) * 1099511628211ULL;
    constexpr std::string_view digits = "0123456789abcdef";
    std::string words;
    for (int i = 0; i < 8; ++i, hash >>= 4U)
        words += digits[hash & 15U];
    return words;
}

} // namespace

std::string provider_slug(std::string_view name)
{
    auto const text = bare(name);
    for (auto const& [printed, slug] : known)
        if (text == printed)
            return slug;
    std::string slug;
    bool has_lost_letters = false;
    for (char const letter : text) {
        bool const is_digit = letter >= '0' && letter <= '9';
        bool const is_small = letter >= 'a' && letter <= 'z';
        if (letter >= 'A' && letter <= 'Z')
            slug += static_cast<char>(letter - 'A' + 'a');
        else if (is_digit || is_small)
            slug += letter;
        else
            has_lost_letters = true;
    }
    if (slug.empty())
        return "org-" + short_hash(text);
    return has_lost_letters ? slug + "-" + short_hash(text) : slug;
}

} // namespace meguri::hub::facts
