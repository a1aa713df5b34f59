#include "admin/desk/models/import_sheet.h"

#include "admin/desk/models/import_rows.h"
#include "admin/desk/models/postal_list.h"

#include <algorithm>
#include <map>

namespace meguri::desk::models {

namespace {

std::string import_fault_words(words::EncodingProblem problem)
{
    switch (problem) {
    case words::EncodingProblem::ZeroByte:
        return "文字のファイルでは ありません。表計算で開き、CSV UTF-8 で保存してください。";
    case words::EncodingProblem::Utf16:
        return "「Unicodeテキスト」は 読めません。CSV UTF-8 で保存してください。";
    case words::EncodingProblem::Neither:
        return "読めない文字が あります。CSV UTF-8 で保存しなおしてください。";
    }
    return "";
}

std::string import_fault_words(protocol::CsvProblem problem)
{
    switch (problem) {
    case protocol::CsvProblem::NotUtf8:
        return import_fault_words(words::EncodingProblem::Neither);
    case protocol::CsvProblem::QuoteInBareCell:
        return "引用符(\")が 欄の途中にあります。消すか、欄の全体を 引用符で囲んでください。";
    case protocol::CsvProblem::TextAfterQuote:
        return "引用符(\")の あとに 文字があります。コンマが ぬけていないか 見てください。";
    case protocol::CsvProblem::QuoteNotClosed:
        return "引用符(\")が 閉じていません。";
    }
    return "";
}

void note_heading(ImportSheet& sheet)
{
    auto const& heading = sheet.heading;
    for (auto const& title : heading.missing)
        add_fault(sheet, {1, title, "", "この列が ありません。1行目に 列の名前を 書いてください。"});
    for (auto const& title : heading.twice)
        add_fault(sheet, {1, title, "", "同じ意味の列が 2つあります。1つにしてください。"});
}

nlohmann::json wire_of(ImportCells& cells, ImportKind kind, ImportContext const& context)
{
    switch (kind) {
    case ImportKind::Papers:
        return paper_row(cells, context);
    case ImportKind::Attendance:
        return attendance_row(cells);
    case ImportKind::ShopSessions:
        return shop_session_row(cells, context);
    case ImportKind::PostalCodes:
        break;
    }
    return nullptr;
}

void read_rows(
    ImportFile const& file, ImportContext const& context, ImportProgress& progress, ImportSheet& sheet)
{
    std::map<std::string, int> seen;
    auto const width = file.rows.front().cells.size();
    for (std::size_t i = 1; i < file.rows.size() && !progress.is_stopped; ++i) {
        auto const& row = file.rows[i];
        progress.step();
        ++sheet.row_count;
        ImportCells cells(row, sheet.kind, sheet.heading, sheet);
        bool const is_ragged = row.cells.size() != width;
        if (is_ragged)
            add_fault(sheet,
                {row.line, "", std::to_string(row.cells.size()) + "列",
                    "列の数が 1行目(" + std::to_string(width)
                        + "列)と 違います。コンマが 多いか 足りません。"});
        ImportRow read{row.line, cells.all(), is_ragged ? nullptr : wire_of(cells, sheet.kind, context), ""};
        if (!read.wire.is_null()) {
            auto const [first, is_new] = seen.emplace(import_identity(sheet.kind, read.wire), row.line);
            if (!is_new) {
                add_fault(sheet,
                    {row.line, "", "",
                        std::to_string(first->second) + "行目と 同じです。どちらかを 消してください。"});
                read.wire = nullptr;
            }
        }
        sheet.rows.push_back(std::move(read));
    }
}

} // namespace

std::size_t import_rows_max(ImportKind kind)
{
    switch (kind) {
    case ImportKind::Papers:
    case ImportKind::Attendance:
        return 2000;
    case ImportKind::ShopSessions:
        return 5000;
    case ImportKind::PostalCodes:
        return 1'000'000;
    }
    return 0;
}

std::string encoding_words(words::Encoding encoding)
{
    return encoding == words::Encoding::Utf8 ? "UTF-8" : "Shift_JIS(CP932)";
}

ImportFile read_import_file(std::string name, std::string_view bytes, ImportProgress& progress)
{
    ImportFile file;
    file.name = std::move(name);
    auto const fail = [&](int line, std::string words) {
        file.faults.push_back({line, "", "", std::move(words)});
        return std::move(file);
    };
    if (bytes.size() > import_file_bytes_max)
        return fail(0, "ファイルが 大きすぎます。64MBまでに 分けてください。");
    auto decoded = words::decode(bytes);
    if (!decoded)
        return fail(decoded.error().line, import_fault_words(decoded.error().problem));
    file.encoding = decoded->encoding;
    progress.total = static_cast<int>(std::ranges::count(decoded->text, '\n'));
    auto rows = protocol::read_csv(decoded->text, [&] { return !progress.is_stopped; });
    if (!rows)
        return fail(rows.error().line, import_fault_words(rows.error().problem));
    if (rows->empty())
        return fail(0, "ファイルに 何も書いてありません。");
    file.rows = std::move(*rows);
    file.likely = likely_kind(file.rows.front().cells);
    return file;
}

ImportSheet import_sheet(
    ImportFile const& file, ImportKind kind, ImportContext const& context, ImportProgress& progress)
{
    ImportSheet sheet;
    sheet.kind = kind;
    progress.done = 0;
    progress.total = static_cast<int>(file.rows.size());
    for (auto const& fault : file.faults)
        add_fault(sheet, fault);
    if (!file.faults.empty())
        return sheet;
    if (kind == ImportKind::PostalCodes) {
        convert_postal_codes(file.rows, context, progress, sheet);
        return sheet;
    }
    sheet.heading = read_heading(kind, file.rows.front().cells);
    note_heading(sheet);
    if (!sheet.faults.empty())
        return sheet;
    auto const rows = file.rows.size() - 1;
    if (rows == 0)
        add_fault(sheet, {0, "", "", "列の名前だけで、行が ありません。"});
    else if (rows > import_rows_max(kind))
        add_fault(sheet,
            {0, "", std::to_string(rows) + "行",
                "1度に " + std::to_string(import_rows_max(kind))
                    + "行までです。ファイルを 分けてください。"});
    else
        read_rows(file, context, progress, sheet);
    return sheet;
}

} // namespace meguri::desk::models
