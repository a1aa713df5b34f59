#include "shared/protocol/csv.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

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

/// Of a file for a carrier's log, or a kiosk's.
std::string fault_words(CsvFault const& fault)
{
    auto line = "line " + std::to_string(fault.line) + ": ";
    switch (fault.problem) {
    case CsvProblem::NotUtf8:
        return line + "is not UTF-8; save the file as CSV UTF-8";
    case CsvProblem::QuoteInBareCell:
        return line + "a quote stands inside a cell that has none around it";
    case CsvProblem::TextAfterQuote:
        return line + "text follows a closing quote";
    case CsvProblem::QuoteNotClosed:
        return line + "a quote is opened and not closed";
    }
    return line;
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
    Parsing(std::string_view text, std::function<bool()> const& is_wanted)
        : m_text(text)
        , m_is_wanted(is_wanted)
    {
    }

    base::Result<std::vector<CsvRow>, CsvFault> rows()
    {
        constexpr std::size_t rows_between_questions = 512;
        while (m_at < m_text.size()) {
            bool const is_question_due = m_is_wanted && m_rows.size() % rows_between_questions == 0;
            if (is_question_due && !m_is_wanted())
                break;
            CsvRow row{m_line, {}};
            do {
                if (auto const fault = take_cell(row))
                    return base::fail(*fault);
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

    /// What is wrong with it; nothing when it was taken.
    std::optional<CsvFault> take_cell(CsvRow& row)
    {
        int const begun = m_line;
        if (take('"'))
            return take_quoted(row, begun);
        auto const end = std::min(m_text.find_first_of(",\n", m_at), m_text.size());
        auto const cell = m_text.substr(m_at, end - m_at);
        if (cell.find('"') != cell.npos)
            return CsvFault{CsvProblem::QuoteInBareCell, begun};
        m_at = end;
        row.cells.push_back(trimmed(std::string(cell)));
        return std::nullopt;
    }

    std::optional<CsvFault> take_quoted(CsvRow& row, int begun)
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
                return CsvFault{CsvProblem::TextAfterQuote, m_line};
            row.cells.push_back(trimmed(cell));
            return std::nullopt;
        }
        return CsvFault{CsvProblem::QuoteNotClosed, begun};
    }

    std::string_view m_text;
    std::function<bool()> const& m_is_wanted;
    std::size_t m_at = 0;
    int m_line = 1;
    std::vector<CsvRow> m_rows;
};

} // namespace

base::Result<std::vector<CsvRow>, CsvFault> read_csv(
    std::string_view text, std::function<bool()> const& is_wanted)
{
    if (text.starts_with(byte_order_mark))
        text.remove_prefix(byte_order_mark.size());
    int number = 1;
    for (std::size_t begin = 0; begin < text.size(); ++number) {
        auto const end = std::min(text.find('\n', begin), text.size());
        auto const line = text.substr(begin, end - begin);
        if (!is_utf8(line) || line.find('\0') != line.npos)
            return base::fail(CsvFault{CsvProblem::NotUtf8, number});
        begin = end + 1;
    }
    return Parsing(text, is_wanted).rows();
}

base::Result<std::vector<CsvRow>> parse_csv(std::string_view text)
{
    auto rows = read_csv(text);
    if (!rows)
        return base::fail(ErrorKind::BadInput, fault_words(rows.error()));
    return std::move(*rows);
}

} // namespace meguri::protocol
