#include "shared/paper/workbook.h"

#include <xlsxwriter.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace meguri::paper {

namespace {

/// A folder of our own for one file, gone with this.
class WorkFolder {
public:
    WorkFolder()
    {
        std::error_code error;
        auto pattern = (std::filesystem::temp_directory_path(error) / "meguri-workbook-XXXXXX").string();
        if (!error && ::mkdtemp(pattern.data()) != nullptr)
            m_path = pattern;
    }
    ~WorkFolder()
    {
        std::error_code ignored;
        if (!m_path.empty())
            std::filesystem::remove_all(m_path, ignored);
    }
    WorkFolder(WorkFolder const&) = delete;
    WorkFolder& operator=(WorkFolder const&) = delete;

    std::filesystem::path const& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

void write_cell(
    lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, WorkCell const& cell, lxw_format* format)
{
    if (auto const* text = std::get_if<std::string>(&cell))
        worksheet_write_string(sheet, row, column, text->c_str(), format);
    else if (auto const* number = std::get_if<std::int64_t>(&cell))
        worksheet_write_number(sheet, row, column, static_cast<double>(*number), format);
    else if (auto const* formula = std::get_if<Formula>(&cell))
        worksheet_write_formula_num(sheet, row, column, formula->text.c_str(), format, formula->value);
}

void write_sheet(lxw_workbook* book, WorkSheet const& plan, lxw_format* head)
{
    auto* sheet = workbook_add_worksheet(book, plan.name.c_str());
    if (sheet == nullptr)
        return;
    for (std::size_t i = 0; i < plan.widths.size(); ++i)
        worksheet_set_column(
            sheet, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i), plan.widths[i], nullptr);
    for (std::size_t row = 0; row < plan.rows.size(); ++row)
        for (std::size_t column = 0; column < plan.rows[row].size(); ++column)
            write_cell(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                plan.rows[row][column], row == 0 ? head : nullptr);
    worksheet_freeze_panes(sheet, 1, 0);
}

} // namespace

base::Result<std::string> workbook_bytes(std::vector<WorkSheet> const& sheets)
{
    WorkFolder const folder;
    if (folder.path().empty())
        return base::fail(base::ErrorKind::Broken, "no temporary folder for the workbook");
    auto const path = folder.path() / "book.xlsx";
    auto* book = workbook_new(path.c_str());
    if (book == nullptr)
        return base::fail(base::ErrorKind::Broken, "the workbook cannot be begun");
    auto* head = workbook_add_format(book);
    format_set_bold(head);
    format_set_bg_color(head, 0xE4ECF4);
    for (auto const& sheet : sheets)
        write_sheet(book, sheet, head);
    if (auto const error = workbook_close(book); error != LXW_NO_ERROR)
        return base::fail(base::ErrorKind::Broken, std::string("the workbook: ") + lxw_strerror(error));
    std::ifstream in(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (bytes.empty())
        return base::fail(base::ErrorKind::Broken, "the workbook cannot be read back");
    return bytes;
}

} // namespace meguri::paper
