#include "admin/desk/models/import_words.h"

#include "admin/desk/models/import_rows.h"
#include "shared/domain/receipt_code.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

namespace meguri::desk::models {

namespace {

struct ImportReason {
    std::string_view begins; ///< Of the hub's reason.
    std::string_view words;
};
constexpr std::array import_reasons{
    ImportReason{"no_consent", "同意の印が ありません。ご本人に 確かめてください。"},
    ImportReason{"unknown_session", "この番号の開催回は ありません。"},
    ImportReason{"not_yours", "この開催回は ほかの団体のものです。その行を 消してください。"},
    ImportReason{"unknown_venue", "この名前の会場は ありません。会場の一覧と 同じ名前で書いてください。"},
    ImportReason{"several_venues", "同じ名前の会場が いくつもあります。市町の列も 書いてください。"},
    ImportReason{"several_sessions", "その日時に 開催回が いくつもあります。開催回番号を 書いてください。"},
    ImportReason{"no_session_then", "この会場で その日時に始まる 開催回は ありません。"},
    ImportReason{"wrong_code", "受付番号では ありません。9けたの数字を 確かめてください。"},
    ImportReason{"unknown_code", "この受付番号の申込は ありません。番号を 確かめてください。"},
    ImportReason{"not_from_this_state", "取消や キャンセル待ちの申込には 出欠を つけられません。"},
    ImportReason{"is the same", "前の行と 同じです。どちらかを 消してください。"},
    ImportReason{"is not yours", "この会場の市町も 事業者も、あなたの団体では ありません。"},
    ImportReason{"this class is", "実施済か 中止の開催回なので 変えられません。"},
    ImportReason{"is a home visit", "訪問には 住所が いります。"},
    ImportReason{"is missing: a home visit", "訪問には 住所が いります。"},
};

std::string import_reason_words(std::string const& reason)
{
    auto const found = std::ranges::find_if(
        import_reasons, [&](ImportReason const& one) { return reason.starts_with(one.begins); });
    return found == import_reasons.end() ? reason_words(reason) : std::string(found->words);
}

struct NamedPlace {
    int line = 0;
    std::string field;
};
/// `line 4, phone`
std::optional<NamedPlace> place_in(std::string const& text)
{
    constexpr std::string_view begins = "line ";
    if (!text.starts_with(begins))
        return std::nullopt;
    NamedPlace place;
    auto const* const first = text.data() + begins.size();
    auto const* const last = text.data() + text.size();
    auto const [end, error] = std::from_chars(first, last, place.line);
    if (error != std::errc())
        return std::nullopt;
    if (std::string_view const rest(end, static_cast<std::size_t>(last - end)); rest.starts_with(", "))
        place.field = rest.substr(2);
    return place;
}

std::string csv_quoted(std::string const& cell)
{
    std::string quoted = "\"";
    for (char const c : cell)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

std::string cell_of(ImportSheet const& sheet, ImportRow const& row, std::string_view field)
{
    auto const columns = import_columns(sheet.kind);
    for (std::size_t i = 0; i < columns.size() && i < row.cells.size(); ++i)
        if (columns[i].field == field)
            return row.cells[i];
    return "";
}

ImportFault fault_at(ImportSheet const& sheet, NamedPlace place, std::string const& reason)
{
    ImportRow const* row = nullptr;
    if (sheet.kind == ImportKind::ShopSessions) {
        // The heading is the first line of what was sent.
        auto const index = static_cast<std::size_t>(std::max(place.line - 2, 0));
        row = place.line >= 2 && index < sheet.rows.size() ? &sheet.rows[index] : nullptr;
    } else {
        auto const found = std::ranges::find(sheet.rows, place.line, &ImportRow::line);
        row = found == sheet.rows.end() ? nullptr : &*found;
    }
    if (place.field.starts_with("course.topics"))
        place.field = "topics";
    // A class may be named by its hall and hour.
    bool const is_by_hour
        = place.field == "session" && row != nullptr && cell_of(sheet, *row, "session").empty();
    if (is_by_hour)
        place.field = "starts_at";
    return {row != nullptr ? row->line : place.line,
        place.field.empty() ? "" : import_column_title(sheet.kind, place.field),
        row != nullptr ? cell_of(sheet, *row, place.field) : "", import_reason_words(reason)};
}

} // namespace

std::string imported_row_words(ImportKind kind, ImportedRow const& row)
{
    if (kind == ImportKind::ShopSessions)
        return row.is_changed ? "入る" : "前からある";
    std::string words = registration_state_words(row.state);
    if (row.position > 0)
        words += " " + std::to_string(row.position) + "番目";
    if (!row.code.empty())
        words += " " + domain::receipt_code_words(row.code);
    return row.is_changed ? words : "前からある ・ " + words;
}

std::string imported_counts_words(ImportKind kind, ImportedRows const& rows)
{
    std::vector<std::pair<std::string, int>> counts;
    if (kind == ImportKind::ShopSessions) {
        counts = {{"新しい", rows.created}, {"変わる", rows.changed}};
    } else {
        for (auto const* state : {"confirmed", "waiting", "entered", "attended", "no_show"})
            counts.emplace_back(registration_state_words(state),
                static_cast<int>(std::ranges::count_if(rows.rows,
                    [&](ImportedRow const& row) { return row.is_changed && row.state == state; })));
    }
    counts.emplace_back("前からある", rows.unchanged);
    std::string words;
    for (auto const& [word, count] : counts)
        if (count > 0)
            words += (words.empty() ? "" : " ・ ") + word + " " + grouped(count) + "件";
    return words;
}

std::vector<ImportFault> faults_of(ImportSheet const& sheet, Problem const& problem)
{
    std::vector<ImportFault> faults;
    for (auto const& field : problem.fields) {
        auto const place = place_in(field.field);
        faults.push_back(place ? fault_at(sheet, *place, field.reason)
                               : ImportFault{0, "", "", import_reason_words(field.reason)});
    }
    return faults;
}

nlohmann::json import_body(ImportSheet const& sheet, bool is_dry_run)
{
    nlohmann::json body{{"kind", sheet.kind == ImportKind::Papers ? "registrations" : "attendance"},
        {"dry_run", is_dry_run}, {"rows", nlohmann::json::array()}};
    for (auto const& row : sheet.rows)
        body["rows"].push_back(row.wire);
    return body;
}

std::string import_sessions_csv(ImportSheet const& sheet)
{
    std::string csv;
    auto const add = [&csv](auto const& cells) {
        std::string line;
        for (auto const& cell : cells)
            line += (line.empty() ? "" : ",") + csv_quoted(cell);
        csv += line + "\r\n";
    };
    add(shop_session_columns());
    for (auto const& row : sheet.rows)
        add(row.wire.get<std::vector<std::string>>());
    return csv;
}

} // namespace meguri::desk::models
