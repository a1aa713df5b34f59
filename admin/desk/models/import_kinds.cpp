#include "admin/desk/models/import_kinds.h"

#include "shared/domain/digits.h"
#include "shared/words/kana.h"

#include <algorithm>

namespace meguri::desk::models {

namespace {

constexpr std::array paper_columns{
    ImportColumn{"session", "開催回番号", "開催回 開催回ID session", 100},
    ImportColumn{"town", "市町", "市町村 開催市町", 90},
    ImportColumn{"venue", "会場", "会場名 開催場所 場所 venue", 170},
    ImportColumn{"date", "開催日", "日付 開催年月日 受講日 希望日 date", 110},
    ImportColumn{"starts_at", "開始", "開始時刻 開始時間 時刻 時間 starts_at", 80},
    ImportColumn{
        "kana", "よみがな", "ふりがな フリガナ カナ 氏名カナ 氏名(カナ) お名前(かな) お名前 kana", 150},
    ImportColumn{"phone", "電話", "電話番号 TEL 連絡先 phone", 130},
    ImportColumn{"birth_year", "生まれた年", "生年 出生年 生年月日 birth_year", 100},
    ImportColumn{"age_band", "年齢の区分", "年代 年齢層 年齢区分 age_band", 90},
    ImportColumn{"municipality", "お住まいの市町", "居住市町 住所市町 お住まい municipality", 120},
    ImportColumn{"address", "住所", "ご住所 address", 180},
    ImportColumn{"needs", "配慮", "必要な配慮 備考 needs", 120},
    ImportColumn{"consent", "同意", "個人情報の同意 同意欄 署名 consent", 70},
};
constexpr std::array attendance_columns{
    ImportColumn{"code", "受付番号", "番号 申込番号 受付No code", 150},
    ImportColumn{"mark", "出欠", "出席 出欠区分 出席区分 mark", 150},
};
constexpr std::array shop_columns{
    ImportColumn{"title", "名前", "講座名 教室名 講座 title", 200},
    ImportColumn{"town", "市町", "市町村 開催市町", 90},
    ImportColumn{"venue", "会場", "会場名 店 店舗 店舗名 venue", 180},
    ImportColumn{"date", "開催日", "日付 開催年月日 date", 110},
    ImportColumn{"starts_at", "開始", "開始時刻 開始時間 開始日時 starts_at", 120},
    ImportColumn{"ends_at", "終了", "終了時刻 終了時間 終了日時 ends_at", 120},
    ImportColumn{"capacity", "定員", "人数 capacity", 70},
    ImportColumn{"level", "内容", "級 レベル level", 80},
    ImportColumn{"topics", "テーマ", "講座テーマ topics", 160},
    ImportColumn{"provider", "事業者", "団体 provider", 110},
};
constexpr std::array postal_columns{
    ImportColumn{"code", "郵便番号", "", 110},
    ImportColumn{"town", "市町", "", 160},
    ImportColumn{"name", "町の名前", "", 260},
    ImportColumn{"reading", "よみ", "", 320},
};

struct KindWords {
    ImportKind kind;
    std::string_view name;
    std::string_view words;
};
constexpr std::array kind_table{
    KindWords{ImportKind::Papers, "papers", "紙の申込"},
    KindWords{ImportKind::Attendance, "attendance", "出欠"},
    KindWords{ImportKind::ShopSessions, "shop_sessions", "店の開催回"},
    KindWords{ImportKind::PostalCodes, "postal_codes", "郵便番号"},
};

/// Width, blanks and capitals say nothing in a heading.
std::string plain_heading(std::string_view text)
{
    std::string plain;
    for (char const c : words::fold_width(text))
        if (c != ' ' && c != '\n' && c != '\r')
            plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return plain;
}

bool is_called(ImportColumn const& column, std::string const& heading)
{
    if (heading == plain_heading(column.title))
        return true;
    for (std::size_t begin = 0; begin < column.others.size();) {
        auto const end = std::min(column.others.find(' ', begin), column.others.size());
        if (heading == plain_heading(column.others.substr(begin, end - begin)))
            return true;
        begin = end + 1;
    }
    return false;
}

/// What each kind cannot do without; a column of a group may stand for the others.
std::vector<std::vector<std::string_view>> needed_groups(ImportKind kind)
{
    switch (kind) {
    case ImportKind::Papers:
        return {{"session", "venue"}, {"kana"}, {"phone"}, {"birth_year", "age_band"}, {"consent"}};
    case ImportKind::Attendance:
        return {{"code"}, {"mark"}};
    case ImportKind::ShopSessions:
        return {{"title"}, {"venue"}, {"starts_at"}, {"ends_at"}, {"capacity"}};
    case ImportKind::PostalCodes:
        return {};
    }
    return {};
}

void note_missing(ImportKind kind, ImportHeading& heading)
{
    auto const has = [&](std::string_view field) {
        auto const columns = import_columns(kind);
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (columns[i].field == field)
                return heading.places[i] != std::string::npos;
        return false;
    };
    auto groups = needed_groups(kind);
    // A hall alone names no class.
    if (kind == ImportKind::Papers && !has("session"))
        groups.insert(groups.end(), {{"date"}, {"starts_at"}});
    for (auto const& group : groups) {
        if (std::ranges::any_of(group, has))
            continue;
        std::string titles;
        for (auto const& field : group)
            titles += (titles.empty() ? "" : " か ") + import_column_title(kind, field);
        heading.missing.push_back(std::move(titles));
    }
}

} // namespace

std::string import_kind_words(ImportKind kind)
{
    return std::string(std::ranges::find(kind_table, kind, &KindWords::kind)->words);
}

std::string import_kind_name(ImportKind kind)
{
    return std::string(std::ranges::find(kind_table, kind, &KindWords::kind)->name);
}

std::optional<ImportKind> import_kind_from(std::string_view name)
{
    auto const found = std::ranges::find(kind_table, name, &KindWords::name);
    return found == kind_table.end() ? std::nullopt : std::optional(found->kind);
}

std::vector<Choice> import_kind_choices()
{
    std::vector<Choice> choices;
    for (auto const& one : kind_table)
        choices.emplace_back(one.name, one.words);
    return choices;
}

std::span<ImportColumn const> import_columns(ImportKind kind)
{
    switch (kind) {
    case ImportKind::Papers:
        return paper_columns;
    case ImportKind::Attendance:
        return attendance_columns;
    case ImportKind::ShopSessions:
        return shop_columns;
    case ImportKind::PostalCodes:
        return postal_columns;
    }
    return {};
}

std::string import_column_title(ImportKind kind, std::string_view field)
{
    auto const columns = import_columns(kind);
    auto const found = std::ranges::find(columns, field, &ImportColumn::field);
    return std::string(found == columns.end() ? field : found->title);
}

ImportHeading read_heading(ImportKind kind, std::vector<std::string> const& cells)
{
    auto const columns = import_columns(kind);
    ImportHeading heading;
    heading.places.assign(columns.size(), std::string::npos);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        auto const plain = plain_heading(cells[i]);
        auto const found
            = std::ranges::find_if(columns, [&](ImportColumn const& one) { return is_called(one, plain); });
        if (found == columns.end()) {
            if (!cells[i].empty())
                heading.unused.push_back(cells[i]);
            continue;
        }
        auto& place = heading.places[static_cast<std::size_t>(found - columns.begin())];
        if (place != std::string::npos)
            heading.twice.emplace_back(found->title);
        else
            heading.used.emplace_back(found->title);
        place = place == std::string::npos ? i : place;
    }
    note_missing(kind, heading);
    return heading;
}

bool is_postal_line(std::vector<std::string> const& cells)
{
    constexpr std::size_t fewest = 9;
    return cells.size() >= fewest && cells[0].size() == 5 && domain::is_digits(cells[0])
        && cells[2].size() == 7 && domain::is_digits(cells[2]);
}

ImportKind likely_kind(std::vector<std::string> const& first_cells)
{
    if (is_postal_line(first_cells))
        return ImportKind::PostalCodes;
    auto best = ImportKind::Papers;
    int best_score = -1000;
    for (auto const kind : {ImportKind::Papers, ImportKind::Attendance, ImportKind::ShopSessions}) {
        auto const heading = read_heading(kind, first_cells);
        int const score
            = static_cast<int>(heading.used.size()) - 3 * static_cast<int>(heading.missing.size());
        if (score > best_score) {
            best = kind;
            best_score = score;
        }
    }
    return best;
}

} // namespace meguri::desk::models
