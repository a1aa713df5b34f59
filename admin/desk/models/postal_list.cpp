#include "admin/desk/models/postal_list.h"

#include "admin/desk/models/import_rows.h"
#include "shared/words/kana.h"

#include <algorithm>

namespace meguri::desk::models {

namespace {

constexpr std::size_t area_at = 0, postal_code_at = 2, prefecture_reading_at = 3, town_reading_at = 4,
                      reading_at = 5, town_at = 7, name_at = 8;

std::string postal_cell(std::string const& cell)
{
    if (cell.find_first_of(",\"\n") == std::string::npos)
        return cell;
    std::string quoted = "\"";
    for (char const c : cell)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

bool is_bracket_open(std::string const& name)
{
    return name.find("（") != std::string::npos && name.find("）") == std::string::npos;
}

class Converting {
public:
    explicit Converting(ImportSheet& sheet)
        : m_sheet(sheet)
    {
    }

    void take(protocol::CsvRow const& row)
    {
        auto const& cells = row.cells;
        bool const goes_on = !m_pending.cells.empty() && is_bracket_open(m_pending.cells[name_at])
            && m_pending.cells[postal_code_at] == cells[postal_code_at];
        if (goes_on) {
            m_pending.cells[name_at] += cells[name_at];
            auto const reading = words::fold_width(cells[reading_at]);
            if (m_pending.cells[reading_at] != reading)
                m_pending.cells[reading_at] += reading;
            return;
        }
        finish();
        m_pending = row;
        for (auto const at : {prefecture_reading_at, town_reading_at, reading_at})
            m_pending.cells[at] = words::fold_width(m_pending.cells[at]);
    }
    void finish()
    {
        if (m_pending.cells.empty())
            return;
        auto const& cells = m_pending.cells;
        for (std::size_t i = 0; i < cells.size(); ++i)
            m_sheet.converted += (i == 0 ? "" : ",") + postal_cell(cells[i]);
        m_sheet.converted += "\r\n";
        ++m_sheet.row_count;
        if (m_sheet.rows.size() < import_preview_rows)
            m_sheet.rows.push_back({m_pending.line,
                {cells[postal_code_at], cells[town_at], cells[name_at], cells[reading_at]}, nullptr, ""});
        m_pending.cells.clear();
    }

private:
    ImportSheet& m_sheet;
    protocol::CsvRow m_pending;
};

} // namespace

void convert_postal_codes(std::vector<protocol::CsvRow> const& rows, ImportContext const& context,
    ImportProgress& progress, ImportSheet& sheet)
{
    Converting converting(sheet);
    for (auto const& row : rows) {
        if (progress.is_stopped)
            return;
        progress.step();
        if (!is_postal_line(row.cells)) {
            add_fault(sheet,
                {row.line, "郵便番号", row.cells.size() > postal_code_at ? row.cells[postal_code_at] : "",
                    "郵便番号の一覧の行では ありません。日本郵便のサイトから 取りなおしてください。"});
            continue;
        }
        if (row.cells[area_at].starts_with(context.prefecture))
            converting.take(row);
    }
    converting.finish();
    if (sheet.row_count == 0 && sheet.faults.empty())
        add_fault(sheet,
            {0, "市町", "",
                "この県の郵便番号が 1つもありません。全国のか、この県のファイルを えらんでください。"});
}

} // namespace meguri::desk::models
