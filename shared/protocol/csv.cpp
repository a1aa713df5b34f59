#include "shared/protocol/csv.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace meguri::protocol {

using base::ErrorKind;

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_utf8(std::string_view text)
{
    try {
        (void)nlohmann::json(text).dump();
        return true;
    } catch (nlohmann::json::exception const&) {
        return false;
    }
}

std::string trimmed(std::string const& text)
{
    auto const begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string::npos)
        return "";
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// One pass over the text, a cell at a time.
class Parsing {
public:
    explicit Parsing(std::string_view text)
        : m_text(text)
    {
    }

    base::Result<std::vector<CsvRow>> rows()
    {
        while (m_at < m_text.size()) {
            CsvRow row{m_line, {}};
            do {
                if (auto const trouble = take_cell(row); !trouble.empty())
                    return base::fail(ErrorKind::BadInput, trouble);
            } while (take(','));
            (void)take('\r');
            if (take('\n'))
                ++m_line;
            bool const is_empty = std::all_of(
                row.cells.begin(), row.cells.end(), [](auto const& cell) { return cell.empty(); });
            if (!is_empty)
                m_rows.push_back(std::move(row));
        }
        return std::move(m_rows);
    }

private:
    bool take(char wanted)
    {
        if (m_at == m_text.size() || m_text[m_at] != wanted)
            return false;
        ++m_at;
        return true;
    }

    /// What is wrong with it; empty when it was taken.
    std::string take_cell(CsvRow& row)
    {
        int const begun = m_line;
        if (take('"'))
            return take_quoted(row, begun);
        auto const end = std::min(m_text.find_first_of(",\n", m_at), m_text.size());
        auto const cell = m_text.substr(m_at, end - m_at);
        if (cell.find('"') != cell.npos)
            return "line " + std::to_string(begun) + ": a quote stands inside a cell that has none around it";
        m_at = end;
        row.cells.push_back(trimmed(std::string(cell)));
        return "";
    }

    std::string take_quoted(CsvRow& row, int begun)
    {
        std::string cell;
        while (m_at < m_text.size()) {
            char const letter = m_text[m_at++];
            if (letter == '\n')
                ++m_line;
            if (letter != '"') {
                cell += letter;
                continue;
            }
            if (take('"')) {
                cell += '"';
                continue;
            }
            bool const is_end
                = m_at == m_text.size() || std::string_view(",\r\n").find(m_text[m_at]) != std::string::npos;
            if (!is_end)
                return "line " + std::to_string(m_line) + ": text follows a closing quote";
            row.cells.push_back(trimmed(cell));
            return "";
        }
        return "line " + std::to_string(begun) + ": a quote is opened and not closed";
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    int m_line = 1;
    std::vector<CsvRow> m_rows;
};

} // namespace

base::Result<std::vector<CsvRow>> parse_csv(std::string_view text)
{
    if (text.starts_with(byte_order_mark))
        text.remove_prefix(byte_order_mark.size());
    int number = 1;
    for (std::size_t begin = 0; begin < text.size(); ++number) {
        auto const end = std::min(text.find('\n', begin), text.size());
        auto const line = text.substr(begin, end - begin);
        if (!is_utf8(line) || line.find('\0') != line.npos)
            return base::fail(ErrorKind::BadInput,
                "line " + std::to_string(number) + ": is not UTF-8; save the file as CSV UTF-8");
        begin = end + 1;
    }
    return Parsing(text).rows();
}

} // namespace meguri::protocol
