#include "admin/desk/models/typed.h"

#include "admin/desk/models/search_text.h"

#include <algorithm>
#include <array>
#include <vector>

namespace meguri::desk::models {

namespace {

char32_t half_width(char32_t c)
{
    return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
}

std::u32string half_width(std::string_view text)
{
    auto points = code_points(text);
    for (auto& c : points)
        c = half_width(c);
    return points;
}

bool is_digit(char32_t c)
{
    return c >= U'0' && c <= U'9';
}

/// The runs of digits and everything between them in one string: "令和8年10月5日" -> {8, 10, 5},
/// "令和年月日".
struct Groups {
    std::vector<std::int64_t> numbers;
    std::vector<std::size_t> lengths;
    std::u32string rest;
};

Groups groups_of(std::string_view text)
{
    Groups groups;
    bool is_in_number = false;
    for (char32_t const c : half_width(text)) {
        if (is_digit(c)) {
            if (!is_in_number) {
                groups.numbers.push_back(0);
                groups.lengths.push_back(0);
            }
            // Fifteen digits are beyond every date and amount; more would overflow.
            if (groups.lengths.back() < 15)
                groups.numbers.back() = groups.numbers.back() * 10 + static_cast<std::int64_t>(c - U'0');
            ++groups.lengths.back();
            is_in_number = true;
        } else {
            is_in_number = false;
            if (!is_space(c))
                groups.rest += c;
        }
    }
    return groups;
}

/// The year before the era's first, so that era year n is base + n. Empty when no era stands there.
std::optional<int> era_base(std::u32string const& rest)
{
    struct Era {
        std::u32string_view sign;
        int base;
    };
    constexpr std::array eras{
        Era{U"令", 2018},
        Era{U"R", 2018},
        Era{U"r", 2018},
        Era{U"平", 1988},
        Era{U"H", 1988},
        Era{U"h", 1988},
        Era{U"昭", 1925},
        Era{U"S", 1925},
        Era{U"s", 1925},
        Era{U"大", 1911},
        Era{U"T", 1911},
        Era{U"t", 1911},
    };
    for (auto const& era : eras)
        if (rest.starts_with(era.sign))
            return era.base;
    return std::nullopt;
}

std::optional<domain::Date> real_date(std::int64_t year, std::int64_t month, std::int64_t day)
{
    if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
        return std::nullopt;
    domain::Date const date{std::chrono::year(static_cast<int>(year)),
        std::chrono::month(static_cast<unsigned>(month)), std::chrono::day(static_cast<unsigned>(day))};
    return date.ok() ? std::optional(date) : std::nullopt;
}

} // namespace

std::optional<domain::Date> typed_date(std::string_view text, domain::Date today, DayWithoutYear which)
{
    auto const groups = groups_of(text);
    auto const& n = groups.numbers;
    if (n.size() == 1 && groups.lengths[0] == 8)
        return real_date(n[0] / 10000, n[0] / 100 % 100, n[0] % 100);
    if (n.size() == 3) {
        auto const base = era_base(groups.rest);
        return real_date(base ? *base + n[0] : n[0], n[1], n[2]);
    }
    if (n.size() != 2)
        return std::nullopt;
    auto const this_year = static_cast<int>(today.year());
    auto const date = real_date(this_year, n[0], n[1]);
    if (which == DayWithoutYear::NextOne)
        return date && *date >= today ? date : real_date(this_year + 1, n[0], n[1]);
    return date && *date <= today ? date : real_date(this_year - 1, n[0], n[1]);
}

std::optional<ClockTime> typed_time(std::string_view text)
{
    auto const groups = groups_of(text);
    auto const& n = groups.numbers;
    if (n.empty() || n.size() > 3)
        return std::nullopt;
    std::int64_t hour = n[0];
    std::int64_t minute = n.size() > 1 ? n[1] : 0;
    if (n.size() == 1 && groups.lengths[0] >= 3) {
        minute = hour % 100;
        hour /= 100;
    }
    if (n.size() == 1 && groups.rest.find(U'半') != std::u32string::npos)
        minute = 30;
    if (groups.rest.starts_with(U"午後") && hour < 12)
        hour += 12;
    if (hour > 23 || minute > 59)
        return std::nullopt;
    return ClockTime{static_cast<int>(hour), static_cast<int>(minute)};
}

std::optional<int> typed_birth_year(std::string_view text)
{
    auto const groups = groups_of(text);
    auto const base = era_base(groups.rest);
    if (base && groups.numbers.empty() && groups.rest.find(U'元') != std::u32string::npos)
        return *base + 1;
    if (groups.numbers.size() != 1)
        return std::nullopt;
    auto const number = groups.numbers[0];
    if (base && number >= 1 && number <= 64)
        return *base + static_cast<int>(number);
    if (!base && groups.lengths[0] == 4)
        return static_cast<int>(number);
    return std::nullopt;
}

std::optional<std::int64_t> typed_amount(std::string_view text)
{
    std::int64_t number = 0;
    bool has_digit = false;
    bool is_in_ten_thousands = false;
    for (char32_t const c : half_width(text)) {
        if (is_digit(c) && !is_in_ten_thousands && number < 100'000'000'000) {
            number = number * 10 + static_cast<std::int64_t>(c - U'0');
            has_digit = true;
        } else if (c == U'万' && has_digit) {
            is_in_ten_thousands = true;
        } else if (c != U',' && c != U'円' && c != U'¥' && !is_space(c)) {
            return std::nullopt;
        }
    }
    if (!has_digit)
        return std::nullopt;
    return is_in_ten_thousands ? number * 10'000 : number;
}

std::optional<int> typed_count(std::string_view text)
{
    auto const amount = typed_amount(text);
    return amount && *amount <= 1'000'000 ? std::optional(static_cast<int>(*amount)) : std::nullopt;
}

std::string typed_phone(std::string_view text)
{
    std::string phone;
    for (char32_t const c : half_width(text)) {
        bool const is_separator = is_space(c) || c == U'-' || c == U'(' || c == U')' || c == 0x2212
            || c == 0x30FC || (c >= 0x2010 && c <= 0x2015);
        if (is_separator)
            continue;
        phone += c < 0x80 ? static_cast<char>(static_cast<unsigned char>(c)) : '?';
    }
    return phone;
}

bool is_kana(std::string_view text)
{
    bool has_kana = false;
    for (char32_t const c : code_points(text)) {
        bool const is_letter = (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FA)
            || (c >= 0xFF66 && c <= 0xFF9D && c != 0xFF70);
        bool const is_mark = c == 0x30FC || c == 0xFF70 || c == 0xFF9E || c == 0xFF9F || is_space(c);
        if (!is_letter && !is_mark)
            return false;
        has_kana = has_kana || is_letter;
    }
    return has_kana;
}

std::string trimmed(std::string_view text)
{
    constexpr std::string_view wide_space = "　";
    while (true) {
        if (text.starts_with(wide_space))
            text.remove_prefix(wide_space.size());
        else if (text.ends_with(wide_space))
            text.remove_suffix(wide_space.size());
        else if (!text.empty() && std::string_view(" \t\r\n").find(text.front()) != std::string_view::npos)
            text.remove_prefix(1);
        else if (!text.empty() && std::string_view(" \t\r\n").find(text.back()) != std::string_view::npos)
            text.remove_suffix(1);
        else
            return std::string(text);
    }
}

} // namespace meguri::desk::models
