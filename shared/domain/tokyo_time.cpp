// Grammar of a time on the wire (RFC 3339, seconds optional):
//   date  = YYYY "-" MM "-" DD
//   time  = date "T" hh ":" mm [":" ss ["." 1*digit]] ("Z" | ("+" | "-") hh ":" mm)
#include "shared/domain/tokyo_time.h"

namespace meguri::domain {

namespace {

using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;

constexpr hours tokyo_offset{9};

std::string padded(int number, std::size_t width)
{
    std::string const digits = std::to_string(number);
    return std::string(digits.size() < width ? width - digits.size() : 0, '0') + digits;
}

/// Takes text apart from the front. After the first thing that does not fit, it stays failed.
class Cursor {
public:
    explicit Cursor(std::string_view text)
        : m_rest(text)
    {
    }
    bool is_good() const { return m_is_good; }
    bool is_at_end() const { return m_rest.empty(); }

    /// Exactly `width` digits with a value up to `most`.
    int number(std::size_t width, int most)
    {
        int value = 0;
        for (std::size_t i = 0; i < width; ++i) {
            if (!starts_with_digit()) {
                m_is_good = false;
                return 0;
            }
            value = value * 10 + (m_rest.front() - '0');
            m_rest.remove_prefix(1);
        }
        m_is_good = m_is_good && value <= most;
        return value;
    }
    bool takes(char expected)
    {
        if (m_rest.empty() || m_rest.front() != expected)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }
    void needs(char expected) { m_is_good = takes(expected) && m_is_good; }
    void skips_digits()
    {
        m_is_good = m_is_good && starts_with_digit();
        while (starts_with_digit())
            m_rest.remove_prefix(1);
    }

private:
    bool starts_with_digit() const
    {
        return !m_rest.empty() && m_rest.front() >= '0' && m_rest.front() <= '9';
    }

    std::string_view m_rest;
    bool m_is_good = true;
};

Date read_date(Cursor& cursor)
{
    int const year = cursor.number(4, 9999);
    cursor.needs('-');
    int const month = cursor.number(2, 12);
    cursor.needs('-');
    int const day = cursor.number(2, 31);
    return Date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
        std::chrono::day(static_cast<unsigned>(day)));
}

seconds read_time_of_day(Cursor& cursor)
{
    hours const hour{cursor.number(2, 23)};
    cursor.needs(':');
    minutes const minute{cursor.number(2, 59)};
    if (!cursor.takes(':'))
        return hour + minute;
    seconds const second{cursor.number(2, 59)};
    if (cursor.takes('.'))
        cursor.skips_digits();
    return hour + minute + second;
}

seconds read_offset(Cursor& cursor)
{
    if (cursor.takes('Z'))
        return seconds(0);
    bool const is_west = cursor.takes('-');
    if (!is_west)
        cursor.needs('+');
    hours const hour{cursor.number(2, 23)};
    cursor.needs(':');
    minutes const minute{cursor.number(2, 59)};
    return is_west ? -(hour + minute) : hour + minute;
}

bool has_four_digit_year(Date date)
{
    return date.year() >= std::chrono::year(0) && date.year() <= std::chrono::year(9999);
}

} // namespace

TokyoTime to_tokyo(Time time)
{
    auto const local = time + tokyo_offset;
    auto const day = floor<std::chrono::days>(local);
    std::chrono::hh_mm_ss const clock{local - day};
    return {Date(day), static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
        static_cast<int>(clock.seconds().count())};
}

Time from_tokyo(TokyoTime const& local)
{
    return sys_days(local.date) + hours(local.hour) + minutes(local.minute) + seconds(local.second)
        - tokyo_offset;
}

std::string to_iso(Time time)
{
    auto const local = to_tokyo(time);
    return to_iso(local.date) + "T" + padded(local.hour, 2) + ":" + padded(local.minute, 2) + ":"
        + padded(local.second, 2) + "+09:00";
}

std::optional<Time> time_from_iso(std::string_view text)
{
    Cursor cursor(text);
    auto const date = read_date(cursor);
    cursor.needs('T');
    auto const time_of_day = read_time_of_day(cursor);
    auto const offset = read_offset(cursor);
    if (!cursor.is_good() || !cursor.is_at_end() || !date.ok())
        return std::nullopt;
    Time const time = sys_days(date) + time_of_day - offset;
    // What is taken can also be written: the first hours of the year 10000 in Tokyo cannot.
    if (!has_four_digit_year(tokyo_date(time)))
        return std::nullopt;
    return time;
}

std::string to_iso(Date date)
{
    return padded(static_cast<int>(date.year()), 4) + "-"
        + padded(static_cast<int>(static_cast<unsigned>(date.month())), 2) + "-"
        + padded(static_cast<int>(static_cast<unsigned>(date.day())), 2);
}

std::optional<Date> date_from_iso(std::string_view text)
{
    Cursor cursor(text);
    auto const date = read_date(cursor);
    if (!cursor.is_good() || !cursor.is_at_end() || !date.ok())
        return std::nullopt;
    return date;
}

} // namespace meguri::domain
