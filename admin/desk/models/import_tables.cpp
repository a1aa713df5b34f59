#include "admin/desk/models/import_tables.h"

namespace meguri::desk::models {

namespace {

constexpr char answer_title[] = "ハブの答え";

std::vector<ColumnOf<ImportRow>> preview_columns(ImportKind kind)
{
    std::vector<ColumnOf<ImportRow>> columns{
        {{"行", 60, Align::Right}, [](ImportRow const& row) { return Cell{grouped(row.line)}; },
            [](ImportRow const& row) -> SortKey { return std::int64_t(row.line); }}};
    if (kind != ImportKind::PostalCodes)
        columns.push_back({{answer_title, 210}, [](ImportRow const& row) {
                               return Cell{row.answer, Tone::Strong};
                           }});
    auto const all = import_columns(kind);
    for (std::size_t i = 0; i < all.size(); ++i)
        columns.push_back({{std::string(all[i].title), all[i].width},
            [i](ImportRow const& row) { return Cell{i < row.cells.size() ? row.cells[i] : ""}; }});
    return columns;
}

std::string fault_line_words(ImportFault const& fault)
{
    return fault.line > 0 ? grouped(fault.line) : "";
}

std::vector<ColumnOf<ImportFault>> fault_columns()
{
    return {{{"行", 60, Align::Right}, [](ImportFault const& fault) { return Cell{fault_line_words(fault)}; },
                [](ImportFault const& fault) -> SortKey { return std::int64_t(fault.line); }},
        {{"列", 130},
            [](ImportFault const& fault) {
                return Cell{fault.column, Tone::Strong};
            }},
        {{"書いてあること", 200}, [](ImportFault const& fault) { return Cell{fault.value}; }},
        {{"まちがいと 直しかた", 640}, [](ImportFault const& fault) {
             return Cell{fault.words, Tone::Stop};
         }}};
}

} // namespace

ImportPreview::ImportPreview(ImportKind kind)
    : RowTable(preview_columns(kind), [](ImportRow const& row) { return std::to_string(row.line); })
{
}

ImportFaultTable::ImportFaultTable()
    : RowTable(fault_columns(), [](ImportFault const& fault) {
        return std::to_string(fault.line) + " " + fault.column + " " + fault.words;
    })
{
}

std::vector<TextRow> import_text_rows(ImportSheet const& sheet)
{
    TextRow heads{"行", answer_title};
    for (auto const& column : import_columns(sheet.kind))
        heads.emplace_back(column.title);
    std::vector<TextRow> rows{heads};
    for (auto const& row : sheet.rows) {
        TextRow cells{std::to_string(row.line), row.answer};
        cells.insert(cells.end(), row.cells.begin(), row.cells.end());
        rows.push_back(std::move(cells));
    }
    return rows;
}

} // namespace meguri::desk::models
