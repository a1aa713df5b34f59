#include "admin/desk/models/delimited.h"

namespace meguri::desk::models {

namespace {

bool looks_like_formula(std::string const& cell)
{
    // A plain minus before digits is a number, not a formula.
    if (cell.empty())
        return false;
    if (cell[0] == '-' || cell[0] == '+')
        return cell.find_first_not_of("0123456789.,", 1) != std::string::npos;
    return cell[0] == '=' || cell[0] == '@' || cell[0] == '\t';
}

std::string csv_cell(std::string const& cell)
{
    std::string text = looks_like_formula(cell) ? "'" + cell : cell;
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (char const c : text) {
        if (c == '"')
            quoted += '"';
        quoted += c;
    }
    return quoted + "\"";
}

std::string tsv_cell(std::string text)
{
    for (char& c : text)
        if (c == '\t' || c == '\n' || c == '\r')
            c = ' ';
    return text;
}

} // namespace

std::string to_csv(std::span<TextRow const> rows)
{
    std::string csv = "\xEF\xBB\xBF";
    for (auto const& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            csv += (i == 0 ? "" : ",") + csv_cell(row[i]);
        csv += "\r\n";
    }
    return csv;
}

std::string to_tsv(std::span<TextRow const> rows)
{
    std::string tsv;
    for (auto const& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            tsv += (i == 0 ? "" : "\t") + tsv_cell(row[i]);
        tsv += "\n";
    }
    return tsv;
}

} // namespace meguri::desk::models
