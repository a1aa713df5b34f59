#include "admin/hub/routes/session_lines.h"

#include "shared/protocol/csv.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>

namespace meguri::hub::routes {

using protocol::FieldReason;

namespace {

constexpr std::array import_columns{
    "title", "venue", "starts_at", "ends_at", "capacity", "level", "topics", "provider"};
constexpr std::size_t needed_columns = 5;

/// Which cell of a row holds which column; noted in `problems` what the heading lacks or nobody knows.
std::map<std::string, std::size_t> heading_of(protocol::CsvRow const& row, std::vector<FieldReason>& problems)
{
    std::map<std::string, std::size_t> heading;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        auto const& name = row.cells[i];
        if (std::find(import_columns.begin(), import_columns.end(), name) == import_columns.end())
            problems.push_back({"line 1, " + name, "is not a column of this file"});
        else if (!heading.emplace(name, i).second)
            problems.push_back({"line 1, " + name, "stands twice"});
    }
    for (std::size_t i = 0; i < needed_columns; ++i)
        if (!heading.contains(import_columns[i]))
            problems.push_back(
                {std::string("line 1, ") + import_columns[i], "is missing: the heading must name it"});
    return heading;
}

/// 2026-10-08 10:00 or 2026/10/8 9:30, by the clock of Japan.
std::optional<base::Time> local_time(std::string text)
{
    std::replace(text.begin(), text.end(), '/', '-');
    std::array<int, 5> numbers{};
    constexpr std::string_view between = "-- :";
    char const* at = text.data();
    char const* const end = text.data() + text.size();
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        auto const [next, error] = std::from_chars(at, end, numbers[i]);
        bool const is_last = i + 1 == numbers.size();
        if (error != std::errc() || numbers[i] < 0
            || (is_last ? next != end : next == end || *next != between[i]))
            return std::nullopt;
        at = is_last ? next : next + 1;
    }
    if (numbers[0] > 9999 || numbers[1] > 12 || numbers[2] > 31)
        return std::nullopt;
    domain::Date const date{std::chrono::year(numbers[0]),
        std::chrono::month(static_cast<unsigned>(numbers[1])),
        std::chrono::day(static_cast<unsigned>(numbers[2]))};
    if (!date.ok() || numbers[3] > 23 || numbers[4] > 59)
        return std::nullopt;
    return domain::from_tokyo({date, numbers[3], numbers[4], 0});
}

class LineReading {
public:
    LineReading(protocol::CsvRow const& row, std::map<std::string, std::size_t> const& heading,
        std::vector<FieldReason>& problems)
        : m_row(row)
        , m_heading(heading)
        , m_problems(problems)
    {
    }

    std::string cell(std::string const& name) const
    {
        auto const found = m_heading.find(name);
        bool const is_there = found != m_heading.end() && found->second < m_row.cells.size();
        return is_there ? m_row.cells[found->second] : "";
    }
    void refuse(std::string const& name, std::string reason)
    {
        m_problems.push_back({"line " + std::to_string(m_row.line) + ", " + name, std::move(reason)});
    }
    base::Time time(std::string const& name)
    {
        auto const text = cell(name);
        auto time = domain::time_from_iso(text);
        if (!time)
            time = local_time(text);
        if (!time)
            refuse(name, text.empty() ? "is missing" : "must be a time such as 2026-10-08 10:00");
        return time.value_or(base::Time());
    }
    int capacity()
    {
        auto const text = cell("capacity");
        int number = 0;
        auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || end != text.data() + text.size() || number < 1 || number > 1000)
            refuse("capacity", text.empty() ? "is missing" : "must be a whole number from 1 to 1000");
        return number;
    }
    domain::VenueId venue(std::vector<domain::Venue> const& venues)
    {
        auto const text = cell("venue");
        std::vector<domain::VenueId> named;
        for (auto const& one : venues) {
            if (one.id.value == text)
                return one.id;
            if (one.name == text)
                named.push_back(one.id);
        }
        if (text.empty())
            refuse("venue", "is missing");
        else if (named.empty())
            refuse("venue", "is not a venue of this hub");
        else if (named.size() > 1)
            refuse("venue", "is the name of several venues: write the id");
        return named.size() == 1 ? named.front() : domain::VenueId(text);
    }
    std::vector<std::string> topics() const
    {
        std::vector<std::string> found;
        std::string word;
        for (char const letter : cell("topics") + " ") {
            if (letter != ' ' && letter != ';' && letter != ',') {
                word += letter;
                continue;
            }
            if (!word.empty())
                found.push_back(std::exchange(word, {}));
        }
        return found;
    }
    domain::CourseLevel level()
    {
        auto const text = cell("level");
        auto const level = domain::from_name<domain::CourseLevel>(text);
        if (!text.empty() && !level)
            refuse("level", "must be one of " + domain::all_names<domain::CourseLevel>());
        return level.value_or(domain::CourseLevel::Basic);
    }

    domain::Session session(std::vector<domain::Venue> const& venues, LineDefaults const& defaults)
    {
        domain::Session session;
        session.title = cell("title");
        if (session.title.empty())
            refuse("title", "is missing");
        if (session.title.size() > 300)
            refuse("title", "is longer than 300 bytes");
        session.format = domain::SessionFormat::ShopClass;
        session.venue = venue(venues);
        session.starts_at = time("starts_at");
        session.ends_at = time("ends_at");
        session.capacity = capacity();
        session.level = level();
        session.topics = topics();
        auto const provider = cell("provider");
        session.provider = domain::OrganisationId(provider.empty() ? defaults.provider : provider);
        session.programme = defaults.programme;
        if (m_row.cells.size() > m_heading.size())
            refuse("title", "the line has more cells than the heading");
        return session;
    }

private:
    protocol::CsvRow const& m_row;
    std::map<std::string, std::size_t> const& m_heading;
    std::vector<FieldReason>& m_problems;
};

} // namespace

base::Result<std::vector<core::SessionLine>, std::vector<FieldReason>> session_lines_from(
    std::string_view csv, std::vector<domain::Venue> const& venues, LineDefaults const& defaults)
{
    auto const rows = protocol::parse_csv(csv);
    std::vector<FieldReason> problems;
    if (!rows)
        return base::fail(std::vector<FieldReason>{{"body", rows.error().message}});
    if (rows->size() < 2 || rows->size() > most_session_lines + 1)
        return base::fail(std::vector<FieldReason>{
            {"body", "must have a heading and 1 to " + std::to_string(most_session_lines) + " lines"}});
    auto const heading = heading_of(rows->front(), problems);
    if (!problems.empty())
        return base::fail(problems);
    std::vector<core::SessionLine> lines;
    for (std::size_t i = 1; i < rows->size(); ++i) {
        LineReading line((*rows)[i], heading, problems);
        lines.push_back({(*rows)[i].line, line.session(venues, defaults)});
    }
    if (!problems.empty())
        return base::fail(problems);
    return lines;
}

} // namespace meguri::hub::routes
