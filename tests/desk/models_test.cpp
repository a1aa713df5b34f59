// The desk's tables, forms and boards without hub or window.
#include "admin/desk/models/forms.h"
#include "admin/desk/models/problem.h"
#include "admin/desk/models/roster_table.h"
#include "admin/desk/models/session_form.h"
#include "admin/desk/models/session_table.h"
#include "admin/desk/models/subsidy_board.h"
#include "admin/desk/models/typed.h"
#include "admin/desk/models/words.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace meguri;
using namespace meguri::desk::models;

namespace {

base::Time at(int year, unsigned month, unsigned day, int hour, int minute = 0)
{
    return domain::from_tokyo(
        {domain::Date(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)), hour,
            minute, 0});
}

base::Time const now = at(2026, 10, 1, 9);
domain::Date const today = domain::tokyo_date(now);

Session session(std::string const& id, std::string const& title, base::Time starts)
{
    Session s;
    s.id = id;
    s.title = title;
    s.format = "venue_class";
    s.state = "published";
    s.admission = "first_come";
    s.municipality_code = "352047";
    s.municipality_name = "萩市";
    s.venue.name = "みほん公民館";
    s.provider = {"352047", "萩市"};
    s.starts_at = starts;
    s.ends_at = starts + std::chrono::hours(1);
    s.capacity = 10;
    s.seats_left = 10;
    return s;
}

RosterEntry person(std::string const& id, std::string const& state, std::string const& kana,
    std::string const& phone, std::optional<int> birth_year, std::string const& age_band)
{
    RosterEntry entry;
    entry.id = id;
    entry.state = state;
    entry.kana = kana;
    entry.phone = phone;
    entry.birth_year = birth_year;
    entry.age_band = age_band;
    return entry;
}

std::string first_cells(Table const& table, std::size_t column, std::size_t count)
{
    std::string all;
    for (std::size_t row = 0; row < std::min(count, table.row_count()); ++row)
        all += (row == 0 ? "" : "|") + table.cell(row, column).text;
    return all;
}

std::string fields_of(Remarks const& remarks)
{
    std::string all;
    for (auto const& remark : remarks)
        all += (all.empty() ? "" : " ") + remark.field + ":" + remark.reason;
    return all;
}

} // namespace

// Break: let set_filter keep the old index vector; compare SortKeys as text; drop stable_sort for sort.
TEST_CASE("Five thousand sessions are filtered and sorted without losing or doubling one", "[desk][table]")
{
    std::vector<Session> rows;
    for (int i = 0; i < 5000; ++i) {
        auto s = session("s" + std::to_string(i), i % 2 == 0 ? "はじめてのLINE" : "地図とバス", now);
        s.starts_at += std::chrono::minutes((i * 7919) % 5000);
        s.seats_left = 10 - i % 11;
        rows.push_back(s);
    }
    SessionTable table;
    table.set_rows(rows);
    REQUIRE(table.row_count() == 5000);

    table.sort_by(0, false);
    bool is_in_order = true;
    for (std::size_t row = 1; row < table.row_count(); ++row)
        is_in_order = is_in_order && table.row(row - 1).starts_at <= table.row(row).starts_at;
    CHECK(is_in_order);

    table.set_filter("はじめて");
    CHECK(table.row_count() == 2500);
    CHECK(table.total_count() == 5000);
    table.sort_by(2, true);
    CHECK(first_cells(table, 2, 2) == "10/10|10/10");
    table.set_filter("");
    CHECK(table.row_count() == 5000);
    CHECK(table.row_of("s4999").has_value());
}

TEST_CASE("Rows that compare equal keep the order they came in", "[desk][table]")
{
    SessionTable table;
    table.set_rows({session("a", "い", now), session("b", "あ", now), session("c", "い", now)});
    table.sort_by(1, false);
    CHECK(table.id(0) + table.id(1) + table.id(2) == "bac");
    table.sort_by(1, true);
    CHECK(table.id(0) + table.id(1) + table.id(2) == "acb");
}

// Break: leave out one of the foldings of fold_for_search.
TEST_CASE("The search finds a session however the words are written", "[desk][table]")
{
    auto [query, found] = GENERATE(table<std::string, std::size_t>({
        {"", 1}, {"line", 1}, {"LINE", 1}, {"LINE", 1}, // full width
        {"ハジメテ", 1}, // katakana for hiragana
        {"はじめて 萩", 1}, // every word, in any column
        {"はじめて 下関", 0}, {"  ", 1}, // only spaces is no word
    }));
    SessionTable table;
    table.set_rows({session("a", "はじめてのLINE", now)});
    table.set_filter(query);
    CHECK(table.row_count() == found);
}

// Break: quote only commas; drop the byte order mark; let "=…" through.
TEST_CASE("A CSV cell survives quotes, commas, line ends and formulas", "[desk][csv]")
{
    auto [cell, csv] = GENERATE(table<std::string, std::string>({
        {"萩市", "萩市"},
        {"a,b", "\"a,b\""},
        {"say \"hi\"", "\"say \"\"hi\"\"\""},
        {"two\nlines", "\"two\nlines\""},
        {"=SUM(A1)", "'=SUM(A1)"}, // a spreadsheet would run it
        {"-1,000", "\"-1,000\""}, // a number, not a formula
        {"-cmd", "'-cmd"},
        {"", ""},
    }));
    std::vector<TextRow> const rows{{cell, "x"}};
    CHECK(to_csv(rows) == "\xEF\xBB\xBF" + csv + ",x\r\n");
}

TEST_CASE("Copied rows carry their heads and never break a line inside a cell", "[desk][csv]")
{
    SessionTable table;
    table.set_rows({session("a", "一\t二\n三", now), session("b", "四", now)});
    std::vector<std::size_t> const only{0};
    auto const text = table.tsv(only);
    CHECK(text.find("一 二 三") != std::string::npos);
    CHECK(text.starts_with("日時\t名前\t"));
    CHECK(std::ranges::count(text, '\n') == 2);
}

// Break: map 422 to Conflict; forget `errors`; throw on a body that is not JSON.
TEST_CASE("A refusal keeps its kind, its reason and its fields", "[desk][problem]")
{
    auto [status, body, kind, reason, fields]
        = GENERATE(table<int, std::string, ProblemKind, std::string, std::string>({
            {401, R"({"title":"no token"})", ProblemKind::LoggedOut, "", ""},
            {403, "{}", ProblemKind::NotAllowed, "", ""}, {404, "{}", ProblemKind::NotFound, "", ""},
            {409, R"({"reason":"duplicate","id":"r1"})", ProblemKind::Conflict, "duplicate", ""},
            {400, R"({"errors":[{"field":"kana","reason":"not_kana"}]})", ProblemKind::BadFields, "",
                "kana:not_kana"},
            {422, R"({"errors":[{"field":"a","reason":"x"},{"field":"b","reason":"y"}]})",
                ProblemKind::BadFields, "", "a:x b:y"},
            {412, "{}", ProblemKind::Stale, "", ""}, {429, "{}", ProblemKind::TooMany, "", ""},
            {503, "<html>busy</html>", ProblemKind::HubTrouble, "", ""}, // a proxy speaks, not the hub
            {409, R"({"errors":[7,{"field":3}]})", ProblemKind::Conflict, "",
                ":"}, // wrong types are not trusted
        }));
    auto const problem = problem_from_response(status, body);
    CHECK(problem.kind == kind);
    CHECK(problem.reason == reason);
    CHECK(fields_of(problem.fields) == fields);
    CHECK_FALSE(problem_words(problem).empty());
}

TEST_CASE("A refused subsidy step names the steps that may follow", "[desk][problem]")
{
    auto const problem = problem_from_response(409, R"({"allowed":["decided","refused"]})");
    CHECK(problem_words(problem) == "いまは この段階へ進めません。進める段階: 交付決定、不交付");
}

// Break: take the year of a plan from the past; read 昭和 as 1926 + n.
TEST_CASE("A date is read as it is written on paper", "[desk][typed]")
{
    auto [text, plan, record] = GENERATE(table<std::string, std::string, std::string>({
        {"2026-10-05", "2026-10-05", "2026-10-05"},
        {"2026/10/5", "2026-10-05", "2026-10-05"},
        {"20261005", "2026-10-05", "2026-10-05"},
        {"令和8年10月5日", "2026-10-05", "2026-10-05"},
        {"R8.10.5", "2026-10-05", "2026-10-05"},
        {"10/5", "2026-10-05", "2025-10-05"}, // today is 1 October 2026
        {"9月6日", "2027-09-06", "2026-09-06"},
        {"2026-02-29", "", ""}, // no such day
        {"13/1", "", ""},
        {"あした", "", ""},
        {"", "", ""},
    }));
    auto const words
        = [](std::optional<domain::Date> const& date) { return date ? domain::to_iso(*date) : ""; };
    CHECK(words(typed_date(text, today, DayWithoutYear::NextOne)) == plan);
    CHECK(words(typed_date(text, today, DayWithoutYear::LatestOne)) == record);
}

TEST_CASE("A time of day is read as it is spoken", "[desk][typed]")
{
    auto [text, minutes] = GENERATE(table<std::string, int>({
        {"10:00", 600},
        {"9", 540},
        {"930", 570},
        {"1000", 600},
        {"10時30分", 630},
        {"午後1時半", 810},
        {"13:30", 810},
        {"午後12時", 720},
        {"24:00", -1},
        {"10:60", -1},
        {"あさ", -1},
    }));
    auto const time = typed_time(text);
    CHECK((time ? time->hour * 60 + time->minute : -1) == minutes);
}

TEST_CASE("A year of birth is read in both calendars", "[desk][typed]")
{
    auto [text, year] = GENERATE(table<std::string, int>({
        {"1948", 1948},
        {"昭和23", 1948},
        {"昭23年", 1948},
        {"S23", 1948},
        {"s23", 1948},
        {"大正15", 1926},
        {"平成元年", 1989},
        {"23", -1},
        {"昭和99", -1},
        {"", -1},
    }));
    CHECK(typed_birth_year(text).value_or(-1) == year);
}

TEST_CASE("An amount is read with its units and nothing else", "[desk][typed]")
{
    auto [text, yen] = GENERATE(table<std::string, std::int64_t>({
        {"640000", 640000},
        {"640,000円", 640000},
        {"64万円", 640000},
        {"64万", 640000},
        {"0", 0},
        {"-5", -1},
        {"64万5", -1},
        {"やく10", -1},
        {"", -1},
    }));
    CHECK(typed_amount(text).value_or(-1) == yen);
}

// Break: skip domain::problems_of; report a capacity that cannot be read twice.
TEST_CASE("A session form names each field that cannot be sent", "[desk][form]")
{
    SessionForm good;
    good.title = "はじめてのLINE";
    good.venue = "v1";
    good.date = "10/5";
    good.starts = "10:00";
    good.ends = "11:00";
    good.capacity = "10";
    REQUIRE(fields_of(good.problems(now)).empty());

    auto [field, text, expected] = GENERATE(table<std::string SessionForm::*, std::string, std::string>({
        {&SessionForm::title, "　 ", "title"}, // a wide space is no title
        {&SessionForm::venue, "", "venue"},
        {&SessionForm::date, "", "starts_at"},
        {&SessionForm::date, "2026-09-30", "starts_at"}, // in the past
        {&SessionForm::starts, "朝", "starts_at"},
        {&SessionForm::ends, "9:00", "ends_at"}, // before the start
        {&SessionForm::ends, "", "ends_at"},
        {&SessionForm::capacity, "0", "capacity"},
        {&SessionForm::capacity, "たくさん", "capacity"},
        {&SessionForm::capacity, "1001", "capacity"},
    }));
    auto form = good;
    form.*field = text;
    auto const remarks = form.problems(now);
    REQUIRE(remarks.size() == 1);
    CHECK(remarks[0].field == expected);
    CHECK_FALSE(remark_on(remarks, expected).empty());
}

TEST_CASE("A session form sends the writable fields with Japanese time", "[desk][form]")
{
    SessionForm form;
    form.title = " はじめてのLINE ";
    form.venue = "v1";
    form.date = "令和8年10月5日";
    form.starts = "午後1時半";
    form.ends = "15:00";
    form.capacity = "10";
    form.topics = "line basic";
    auto const body = form.body(now);
    CHECK(body["title"] == "はじめてのLINE");
    CHECK(body["starts_at"] == "2026-10-05T13:30:00+09:00");
    CHECK(body["ends_at"] == "2026-10-05T15:00:00+09:00");
    CHECK(body["capacity"] == 10);
    CHECK(body["course"]["topics"] == nlohmann::json({"line", "basic"}));
    CHECK_FALSE(body.contains("provider"));
}

TEST_CASE("A phone registration names what the hub would refuse", "[desk][form]")
{
    auto [kana, phone, year, expected] = GENERATE(table<std::string, std::string, std::string, std::string>({
        {"みほん はな", "090-0000-1234", "昭和23", ""},
        {"ミホン ハナ", "0838-00-0012", "1948", ""}, // full width, katakana
        {"ミホン ハナ", "0838000012", "1948", ""}, {"", "0838000012", "1948", "kana:empty"},
        {"見本 花", "0838000012", "1948", "kana:not_kana"},
        {"みほん", "12345", "1948", "phone:no_leading_zero"},
        {"みほん", "083800001", "1948", "phone:too_short"}, {"みほん", "", "1948", "phone:empty"},
        {"みほん", "0838000012", "", "birth_year:empty"},
        {"みほん", "0838000012", "1800", "birth_year:not_a_year"},
        {"みほん", "0838000012", "2030", "birth_year:not_a_year"}, // not born yet
    }));
    PhoneRegistrationForm form;
    form.session = "s1";
    form.kana = kana;
    form.phone = phone;
    form.birth_year = year;
    CHECK(fields_of(form.problems(now)) == expected);
}

TEST_CASE("A home visit needs an address and a class does not", "[desk][form]")
{
    PhoneRegistrationForm form;
    form.kana = "みほん";
    form.phone = "0838000012";
    form.birth_year = "1948";
    CHECK(fields_of(form.problems(now)).empty());
    form.is_home_visit = true;
    CHECK(fields_of(form.problems(now)) == "address:empty");
}

TEST_CASE("A step has a date or a latest day but never both, and none is invented", "[desk][form]")
{
    auto [date, known_by, expected, sent]
        = GENERATE(table<std::string, std::string, std::string, std::string>({
            {"2026-05-15", "", "", R"({"date":"2026-05-15","step":"decided"})"},
            {"", "9/6", "", R"({"known_by":"2026-09-06","step":"decided"})"},
            {"", "", "", R"({"step":"decided"})"},
            {"5/15", "9/6", "known_by:date_and_known_by", ""},
            {"きのう", "", "date:not_a_date", ""},
        }));
    StepForm form;
    form.step = "decided";
    form.date = date;
    form.known_by = known_by;
    CHECK(fields_of(form.problems(now)) == expected);
    if (expected.empty())
        CHECK(form.body(now).dump() == sent);
}

// Break: count towns as cities; put a sent-back one into a column of its own.
TEST_CASE("The board counts cities and towns where each subsidy stands", "[desk][subsidy]")
{
    std::vector<Municipality> const towns{{"352047", "萩市", "", false}, {"353442", "平生町", "", true}};
    auto const subsidy = [](char const* id, char const* code, std::vector<SubsidyHistoryEntry> history) {
        Subsidy s;
        s.id = id;
        s.municipality = code;
        s.step = history.back().step;
        s.history = std::move(history);
        return s;
    };
    SubsidyBoard board;
    board.set_subsidies({subsidy("1", "352047",
                             {{"applied", "2026-04-24", "", 640000, "", false},
                                 {"sent_back", "2026-05-01", "", std::nullopt, "", false}}),
                            subsidy("2", "353442", {{"decided", "", "2024-09-06", std::nullopt, "", false}}),
                            subsidy("3", "353442", {{"withdrawn", "", "", std::nullopt, "", false}})},
        towns, domain::Date(std::chrono::year(2026) / 10 / 5));
    auto const line = [&](std::string const& step) {
        for (auto const& column : board.columns())
            if (column.step == step)
                return column.counts() + (column.cards.empty() ? "" : " " + column.cards[0].remark);
        return std::string("no column");
    };
    CHECK(line("applied") == "1市 差戻し 5月1日");
    CHECK(line("decided") == "1町 9月6日まで");
    CHECK(line("paid") == "なし");
    CHECK(line("withdrawn") == "1町 "); // a column only because something ended there
    CHECK(line("revoked") == "no column");

    board.set_filter("", "353442");
    CHECK(line("applied") == "なし");
    CHECK(history_lines(*board.find("2"))[0].when == "遅くとも 令和6年9月6日(金)");
    CHECK(history_lines(*board.find("3"))[0].when == "日付は分かりません");
}

TEST_CASE("Yen are spoken in ten thousands only where nothing is lost", "[desk][subsidy]")
{
    auto [yen, words] = GENERATE(table<std::int64_t, std::string>({{640000, "64万円"}, {612000, "61万2千円"},
        {9000, "9,000円"}, {612345, "612,345円"}, {12000000, "1,200万円"}}));
    CHECK(yen_words(yen) == words);
}

// Break: number waiting people on from the confirmed; call every shared phone a duplicate.
TEST_CASE("The roster numbers confirmed and waiting apart and shows couples", "[desk][roster]")
{
    Roster roster;
    roster.capacity = 4;
    roster.leased = 1;
    roster.free = 1;
    roster.confirmed = {person("a", "confirmed", "みほん はな", "09000001234", 1948, ""),
        person("b", "confirmed", "みほん たろう", "09000001234", std::nullopt, "")};
    roster.waiting = {person("c", "waiting", "", "", std::nullopt, "75_79")};
    RosterTable table;
    table.set_roster(roster, 2026);
    CHECK(first_cells(table, 0, 3) == "1|2|待1");
    CHECK(first_cells(table, 1, 3) == "みほん はな  同じ電話|みほん たろう  同じ電話|(お名前は見られません)");
    CHECK(first_cells(table, 4, 3) == "75〜79|不明|75〜79");
    CHECK(seats_of(roster) == std::vector{Seat::Taken, Seat::Taken, Seat::Leased, Seat::Free});
    CHECK(seat_words(roster) == "定員 4 ・ 確定 2 ・ 預かり 1 ・ 空き 1");
    table.sort_by(0, true);
    CHECK(first_cells(table, 0, 3) == "待1|2|1");
}

// Break: offer every action in every state.
TEST_CASE("Only what the rules allow is offered for a session", "[desk][session]")
{
    auto [state, seats_left, offered] = GENERATE(table<std::string, int, std::string>({
        {"draft", 10, "公開 調整中にする 中止"},
        {"arranging", 10, "公開 調整中にする 中止"}, // it may wait for somebody else now
        {"published", 10, "公開をやめる 締め切る 中止"},
        {"published", 9, "締め切る 中止"}, // somebody is registered
        {"closed", 9, "実施済にする 中止"},
        {"held", 9, ""},
        {"cancelled", 10, ""},
        {"something new", 10, ""},
    }));
    auto s = session("a", "x", now);
    s.state = state;
    s.seats_left = seats_left;
    std::string words;
    for (auto const action : actions_for(s, {"a", domain::Role::Municipality, "352047"}))
        words += (words.empty() ? "" : " ") + action_words(action);
    CHECK(words == offered);
    CHECK(actions_for(s, {"b", domain::Role::Municipality, "352012"}).empty());
}
