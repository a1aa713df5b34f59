#include "admin/desk/models/import_rows.h"

#include "admin/desk/models/typed.h"
#include "shared/domain/age_band.h"
#include "shared/domain/digits.h"
#include "shared/domain/municipality.h"
#include "shared/domain/phone.h"
#include "shared/domain/receipt_code.h"
#include "shared/domain/registration.h"
#include "shared/domain/topics.h"
#include "shared/words/kana.h"

#include <algorithm>

namespace meguri::desk::models {

using nlohmann::json;

namespace {

struct MarkSign {
    std::string_view sign;
    domain::AttendanceMark mark;
};
/// How a sheet on paper is marked.
constexpr std::array mark_signs{
    MarkSign{"出席", domain::AttendanceMark::Present},
    MarkSign{"出", domain::AttendanceMark::Present},
    MarkSign{"○", domain::AttendanceMark::Present},
    MarkSign{"◯", domain::AttendanceMark::Present},
    MarkSign{"〇", domain::AttendanceMark::Present},
    MarkSign{"遅刻", domain::AttendanceMark::Late},
    MarkSign{"遅", domain::AttendanceMark::Late},
    MarkSign{"途中まで", domain::AttendanceMark::Partial},
    MarkSign{"早退", domain::AttendanceMark::Partial},
    MarkSign{"△", domain::AttendanceMark::Partial},
    MarkSign{"欠席(連絡)", domain::AttendanceMark::AbsentWithNotice},
    MarkSign{"欠席(連絡あり)", domain::AttendanceMark::AbsentWithNotice},
    MarkSign{"連絡あり", domain::AttendanceMark::AbsentWithNotice},
    MarkSign{"連絡なし", domain::AttendanceMark::NoShow},
    MarkSign{"欠席(連絡なし)", domain::AttendanceMark::NoShow},
    MarkSign{"×", domain::AttendanceMark::NoShow},
};
constexpr std::array consent_signs = std::to_array<std::string_view>({"○", "◯", "〇", "はい", "有", "あり",
    "同意", "同意する", "同意します", "済", "1", "レ", "✓", "✔", "☑", "true", "yes"});

std::string typed_date_text(std::string text)
{
    // 令和元年 as a number.
    if (auto const first = text.find("元年"); first != text.npos)
        text = text.substr(0, first) + "1年" + text.substr(first + std::string_view("元年").size());
    return text;
}

std::optional<domain::Date> date_in(ImportCells& cells, std::string_view field, base::Time now)
{
    auto const text = cells.needed(field);
    if (text.empty())
        return std::nullopt;
    auto const date = typed_date(typed_date_text(text), domain::tokyo_date(now), DayWithoutYear::NextOne);
    if (!date)
        cells.refuse(field, "日にちは 2026-10-08 や 令和8年10月8日 のように書いてください。");
    return date;
}

/// 2026-10-08 10:00, or the hour alone where the day has a column of its own.
std::optional<base::Time> moment_in(
    ImportCells& cells, std::string_view field, std::optional<domain::Date> date, base::Time now)
{
    auto const text = cells.needed(field);
    if (text.empty())
        return std::nullopt;
    if (auto const whole = domain::time_from_iso(text))
        return whole;
    auto hour = text;
    // 午前 10時 has a blank too: only a day is cut off.
    if (auto const gap = text.find_last_of(" T"); gap != text.npos)
        if (auto const day = typed_date(
                typed_date_text(text.substr(0, gap)), domain::tokyo_date(now), DayWithoutYear::NextOne)) {
            hour = text.substr(gap + 1);
            date = cells.at("date").empty() ? day : date;
        }
    auto const clock = typed_time(hour);
    if (!clock || (!date && cells.at("date").empty()))
        cells.refuse(field, "時刻は 10:00 や 午前10時 のように書いてください。");
    if (!clock || !date)
        return std::nullopt;
    return domain::from_tokyo({*date, clock->hour, clock->minute, 0});
}

Municipality const* town_called(ImportContext const& context, std::string const& text)
{
    auto const found = std::ranges::find_if(
        context.towns, [&](Municipality const& one) { return one.code == text || one.name == text; });
    return found == context.towns.end() ? nullptr : &*found;
}

std::string town_in(ImportCells& cells, std::string_view field, ImportContext const& context)
{
    auto const text = cells.at(field);
    auto const plain = words::fold_width(text);
    if (text.empty() || (context.towns.empty() && domain::MunicipalityCode::parse(plain)))
        return plain;
    if (auto const* town = town_called(context, text); town != nullptr)
        return town->code;
    if (domain::MunicipalityCode::parse(plain))
        return plain; // Somebody from another prefecture.
    cells.refuse(field, "市町の名前(萩市)か 6けたの番号で 書いてください。");
    return "";
}

/// The id where the desk knows the hall, else what stands there.
std::string venue_in(ImportCells& cells, ImportContext const& context)
{
    auto const text = cells.needed("venue");
    if (text.empty() || context.venues.empty())
        return text;
    auto const town = cells.at("town").empty() ? std::string() : town_in(cells, "town", context);
    std::vector<Venue const*> named;
    for (auto const& venue : context.venues)
        if ((venue.id == text || venue.name == text) && (town.empty() || venue.municipality == town))
            named.push_back(&venue);
    if (named.size() == 1)
        return named.front()->id;
    cells.refuse("venue",
        named.empty() ? "この名前の会場は ありません。会場の一覧と 同じ名前で書いてください。"
                      : "同じ名前の会場が いくつもあります。市町の列も 書いてください。");
    return "";
}

std::string phone_words_for(domain::PhoneProblem problem)
{
    return reason_words(domain::name_of(problem));
}

void read_kana(ImportCells& cells, json& row)
{
    auto const text = cells.needed("kana");
    if (text.empty())
        return;
    auto const kana = words::normalise_kana(text);
    if (kana)
        row["kana"] = *kana;
    else
        cells.refuse("kana",
            kana.error() == words::KanaProblem::TooLong ? "60文字までで 書いてください。"
                                                        : "ひらがなか カタカナで書いてください。");
}

void read_phone(ImportCells& cells, json& row)
{
    auto const text = cells.needed("phone");
    if (text.empty())
        return;
    auto const phone = words::fold_phone(text);
    if (auto const problem = domain::problem_of_phone(phone))
        cells.refuse("phone", phone_words_for(*problem));
    row["phone"] = phone;
}

/// 65〜69, 65-69歳, 65歳未満, 85歳以上, 不明
std::optional<domain::AgeBand> band_called(std::string const& plain)
{
    std::string digits;
    for (char const c : plain)
        if (domain::is_digit(c))
            digits += c;
    using domain::AgeBand;
    if (plain == "不明" || plain == "unknown")
        return AgeBand::Unknown;
    if (digits == "65" && plain.find("未満") != plain.npos)
        return AgeBand::Under65;
    if (digits == "85" && plain.find("以上") != plain.npos)
        return AgeBand::From85;
    for (auto const& [band, text] : domain::Names<AgeBand>::entries) {
        std::string_view const name = text;
        std::string of_band;
        for (char const c : name)
            if (domain::is_digit(c))
                of_band += c;
        if (plain == name || (of_band.size() == 4 && of_band == digits))
            return band;
    }
    return std::nullopt;
}

void read_age(ImportCells& cells, ImportContext const& context, json& row)
{
    auto const year_text = cells.plain("birth_year");
    auto const today = domain::tokyo_date(context.now);
    if (!year_text.empty()) {
        auto year = typed_birth_year(typed_date_text(year_text));
        // A whole birthday was written: only its year is kept.
        if (auto const day
            = year ? std::nullopt : typed_date(typed_date_text(year_text), today, DayWithoutYear::LatestOne))
            year = static_cast<int>(day->year());
        if (year && domain::is_possible_birth_year(*year, today))
            row["birth_year"] = *year;
        else
            cells.refuse("birth_year", reason_words("not_a_year"));
        return;
    }
    auto const band_text = cells.plain("age_band");
    auto const band = band_called(band_text);
    auto const* field = cells.has_column("birth_year") ? "birth_year" : "age_band";
    if (band_text.empty())
        cells.refuse(field, "書いてください。分からないときは 年齢の区分に 不明 と書いてください。");
    else if (!band)
        cells.refuse(
            "age_band", "65歳未満、65〜69、70〜74、75〜79、80〜84、85以上、不明 のどれかで 書いてください。");
    else
        row["age_band"] = domain::name_of(*band);
}

void read_class(ImportCells& cells, ImportContext const& context, json& row)
{
    if (auto const id = cells.plain("session"); !id.empty()) {
        row["session"] = id;
        return;
    }
    if (cells.has_column("session") && !cells.has_column("venue"))
        return cells.refuse("session", "書いてください。");
    row["venue"] = venue_in(cells, context);
    auto const date = date_in(cells, "date", context.now);
    if (auto const start = moment_in(cells, "starts_at", date, context.now))
        row["starts_at"] = domain::to_iso(*start);
}

} // namespace

void add_fault(ImportSheet& sheet, ImportFault fault)
{
    ++sheet.fault_count;
    if (sheet.faults.size() < import_faults_max)
        sheet.faults.push_back(std::move(fault));
}

ImportCells::ImportCells(
    protocol::CsvRow const& row, ImportKind kind, ImportHeading const& heading, ImportSheet& sheet)
    : m_row(row)
    , m_kind(kind)
    , m_heading(heading)
    , m_sheet(sheet)
{
}

std::size_t ImportCells::place(std::string_view field) const
{
    auto const columns = import_columns(m_kind);
    auto const found = std::ranges::find(columns, field, &ImportColumn::field);
    return found == columns.end() ? std::string::npos
                                  : m_heading.places[static_cast<std::size_t>(found - columns.begin())];
}

bool ImportCells::has_column(std::string_view field) const
{
    return place(field) != std::string::npos;
}

std::string ImportCells::at(std::string_view field) const
{
    auto const at = place(field);
    return at < m_row.cells.size() ? trimmed(m_row.cells[at]) : std::string();
}

std::string ImportCells::plain(std::string_view field) const
{
    return trimmed(words::fold_width(at(field)));
}

std::string ImportCells::needed(std::string_view field)
{
    auto text = at(field);
    if (text.empty())
        refuse(field, "書いてください。");
    return text;
}

void ImportCells::refuse(std::string_view field, std::string words)
{
    m_is_good = false;
    add_fault(m_sheet, {m_row.line, import_column_title(m_kind, field), at(field), std::move(words)});
}

std::vector<std::string> ImportCells::all() const
{
    std::vector<std::string> cells;
    for (auto const& column : import_columns(m_kind))
        cells.push_back(at(column.field));
    return cells;
}

json paper_row(ImportCells& cells, ImportContext const& context)
{
    json row{{"line", cells.line()}};
    read_class(cells, context, row);
    read_kana(cells, row);
    read_phone(cells, row);
    read_age(cells, context, row);
    if (auto const town = town_in(cells, "municipality", context); !town.empty())
        row["municipality"] = town;
    for (auto const* field : {"address", "needs"})
        if (auto const text = cells.at(field); text.size() > 600)
            cells.refuse(field, "200文字までで 書いてください。");
        else if (!text.empty())
            row[field] = text;
    auto const consent = cells.at("consent");
    bool const is_signed = std::ranges::find(consent_signs, consent) != consent_signs.end()
        || std::ranges::find(consent_signs, words::fold_width(consent)) != consent_signs.end();
    if (!is_signed)
        cells.refuse("consent", "同意の印が ありません。ご本人に確かめて、○ を書いてください。");
    row["consent"] = true;
    return cells.is_good() ? row : json();
}

json attendance_row(ImportCells& cells)
{
    json row{{"line", cells.line()}};
    auto const text = cells.needed("code");
    auto const code = domain::parse_receipt_code(words::fold_width(text));
    if (!text.empty() && !code)
        cells.refuse("code", "受付番号では ありません。9けたの数字を 確かめてください。");
    row["code"] = code.value_or("");
    auto const sign = cells.needed("mark");
    auto const plain = words::fold_width(sign);
    auto mark = domain::from_name<domain::AttendanceMark>(plain);
    for (auto const& one : mark_signs)
        if (one.sign == sign || one.sign == plain)
            mark = one.mark;
    if (!sign.empty() && !mark)
        cells.refuse("mark", "出席、遅刻、途中まで、欠席(連絡)、連絡なし のどれかで 書いてください。");
    if (mark)
        row["mark"] = domain::name_of(*mark);
    return cells.is_good() ? row : json();
}

std::vector<std::string> const& shop_session_columns()
{
    static std::vector<std::string> const columns{
        "title", "venue", "starts_at", "ends_at", "capacity", "level", "topics", "provider"};
    return columns;
}

namespace {

/// Ids of topics, from their ids or their words.
std::string topics_in(ImportCells& cells)
{
    std::string ids, one;
    for (char const c : cells.at("topics") + ";") {
        if (c != ';' && c != ',' && c != '\n') {
            one += c;
            continue;
        }
        auto const text = trimmed(one);
        one.clear();
        if (text.empty())
            continue;
        auto const found = std::ranges::find(domain::topics, std::string_view(text), &domain::Topic::label);
        ids += (ids.empty() ? "" : " ") + (found == domain::topics.end() ? text : std::string(found->id));
    }
    std::string word;
    for (char const c : ids + " ") {
        if (c != ' ') {
            word += c;
            continue;
        }
        if (!word.empty() && domain::topic_with_id(word) == nullptr)
            cells.refuse("topics", "このテーマは ありません: " + word);
        word.clear();
    }
    return ids;
}

std::string level_in(ImportCells& cells)
{
    auto const text = cells.plain("level");
    for (auto const& [name, word] : level_choices())
        if (text == name || text == word)
            return name;
    if (!text.empty())
        cells.refuse("level", "基本 か 応用 で書いてください。");
    return "";
}

} // namespace

json shop_session_row(ImportCells& cells, ImportContext const& context)
{
    auto const title = cells.needed("title");
    if (title.size() > 300)
        cells.refuse("title", "100文字までで 書いてください。");
    auto const venue = venue_in(cells, context);
    std::optional<domain::Date> date;
    if (!cells.at("date").empty())
        date = date_in(cells, "date", context.now);
    auto const starts = moment_in(cells, "starts_at", date, context.now);
    auto ends = moment_in(cells, "ends_at", date, context.now);
    if (starts && ends && *ends <= *starts)
        cells.refuse("ends_at", "終了は 開始より あとにしてください。");
    auto const capacity_text = cells.needed("capacity");
    auto const capacity = typed_count(capacity_text);
    if (!capacity_text.empty() && (!capacity || *capacity < 1 || *capacity > 1000))
        cells.refuse("capacity", "1 から 1000 までの 数字で書いてください。");
    auto const level = level_in(cells);
    auto const topics = topics_in(cells);
    if (!cells.is_good() || !starts || !ends)
        return nullptr;
    std::string one_line = title;
    std::ranges::replace_if(
        one_line, [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return json::array({one_line, venue, domain::to_iso(*starts), domain::to_iso(*ends),
        std::to_string(capacity.value_or(0)), level, topics, cells.plain("provider")});
}

std::string import_identity(ImportKind kind, json const& wire)
{
    auto const text = [&](char const* name) { return wire.value(name, std::string()) + "\n"; };
    switch (kind) {
    case ImportKind::Papers:
        return text("session") + text("venue") + text("starts_at")
            + words::fold_kana(wire.value("kana", std::string())) + "\n" + text("phone")
            + std::to_string(wire.value("birth_year", 0));
    case ImportKind::Attendance:
        return text("code");
    case ImportKind::ShopSessions:
        return wire[0].get<std::string>() + "\n" + wire[1].get<std::string>() + "\n"
            + wire[2].get<std::string>() + "\n" + wire[7].get<std::string>();
    case ImportKind::PostalCodes:
        return "";
    }
    return "";
}

} // namespace meguri::desk::models
