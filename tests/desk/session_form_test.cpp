// The form of a session: what each format asks for, what is sent, and what comes back into it.
#include "admin/desk/models/series_preview.h"
#include "admin/desk/models/session_facts.h"
#include "admin/desk/models/session_form.h"
#include "admin/desk/models/session_table.h"

#include <catch2/catch.hpp>

using namespace meguri;
using namespace meguri::desk::models;
using domain::ResourceKind;
using nlohmann::json;

namespace {

base::Time at(int year, unsigned month, unsigned day, int hour)
{
    return domain::from_tokyo(
        {domain::Date(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)), hour, 0,
            0});
}

base::Time const now = at(2026, 10, 1, 9);

SessionForm outing()
{
    SessionForm form;
    form.title = "バスに乗ってみよう";
    form.format = "practical_outing";
    form.venue = "v1";
    form.date = "10/5";
    form.starts = "10:00";
    form.ends = "12:00";
    form.more_parts = {{"10/6", "13:00", "15:00", "v2"}, {"10/7", "13:00", "15:00", ""}};
    form.capacity = "10";
    form.resource(ResourceKind::Van) = "r1";
    return form;
}

Resource resource(std::string id, ResourceKind kind, std::string name, std::string owner, int units)
{
    Resource one;
    one.id = std::move(id);
    one.kind = domain::name_of(kind);
    one.name = std::move(name);
    one.owner = std::move(owner);
    one.units = units;
    return one;
}

std::vector<Resource> resources()
{
    return {resource("r1", ResourceKind::Van, "サポート号", "352047", 1),
        resource("r2", ResourceKind::Lecturer, "派遣講師", "kddi", 1),
        resource("r3", ResourceKind::Phones, "貸出スマホ", "prefecture", 20),
        resource("r4", ResourceKind::Lecturer, "もう1人の講師", "kddi", 1)};
}

std::string fields_of(Remarks const& remarks)
{
    std::string all;
    for (auto const& remark : remarks)
        all += (all.empty() ? "" : " ") + remark.field;
    return all;
}

std::string kinds_of(std::string const& format)
{
    std::string all;
    for (auto const kind : needs_of(format).resources)
        all += (all.empty() ? "" : " ") + std::string(domain::name_of(kind));
    return all;
}

json staff_session()
{
    return {{"id", "s1"}, {"version", 4}, {"title", "バスに乗ってみよう"},
        {"title_kana", "バスニノッテミヨウ"}, {"course", {{"level", "basic"}, {"topics", {"map", "line"}}}},
        {"format", "practical_outing"}, {"delivery", "in_person"},
        {"provider", {{"id", "kddi"}, {"name", "KDDI"}}},
        {"municipality", {{"code", "352047"}, {"name", "萩市"}}},
        {"venue", {{"id", "v1"}, {"name", "みほん公民館"}, {"address", ""}}},
        {"starts_at", "2026-10-05T10:00:00+09:00"}, {"ends_at", "2026-10-06T15:00:00+09:00"},
        {"parts",
            {{{"starts_at", "2026-10-05T10:00:00+09:00"}, {"ends_at", "2026-10-05T12:00:00+09:00"},
                 {"venue", "v1"}},
                {{"starts_at", "2026-10-06T13:00:00+09:00"}, {"ends_at", "2026-10-06T15:00:00+09:00"},
                    {"venue", "v2"}}}},
        {"capacity", 10}, {"seats_left", 10}, {"waiting", 0}, {"admission", "lottery"},
        {"draw", {{"priorities", {"age_75", "resident"}}, {"not_drawn", "refused"}, {"seed_hash", "ab12"}}},
        {"minimum_participants", 3}, {"registration_opens_at", "2026-10-01T10:00:00+09:00"},
        {"registration_closes_at", "2026-10-03T17:00:00+09:00"}, {"state", "arranging"}, {"programme", "p1"},
        {"resources",
            {{{"id", "r1"}, {"units", 1}}, {{"id", "r2"}, {"units", 1}}, {{"id", "r3"}, {"units", 5}},
                {{"id", "r4"}, {"units", 1}}}},
        {"waiting_for", "バス会社"}, {"private", false}};
}

} // namespace

// Break: offer a van for a class in a house, or a second day for a visit.
TEST_CASE("Each format asks for what it needs and for nothing else", "[desk][form]")
{
    auto [format, parts, level, admission, waits, kinds]
        = GENERATE(table<std::string, bool, bool, bool, bool, std::string>({
            {"home_visit", false, false, false, false, "visitor"},
            {"mobile_van", false, true, true, false, "van lecturer phones"},
            {"practical_outing", true, true, true, true, "van lecturer phones"},
            {"venue_class", true, true, true, false, "lecturer room phones"},
            {"shop_class", true, true, true, false, "lecturer room phones"},
            {"online_class", true, true, true, false, "lecturer phones"}, // nobody meets in a room
            {"consultation", false, false, true, false, "lecturer room phones"},
            {"event", false, false, true, false, "lecturer room phones"},
        }));
    auto const& needs = needs_of(format);
    INFO(format);
    CHECK(needs.has_parts == parts);
    CHECK(needs.has_level == level);
    CHECK(needs.has_admission == admission);
    CHECK(needs.waits_for_reply == waits);
    CHECK(kinds_of(format) == kinds);
}

// Break: end the session with its first part; leave the place of a part empty on the wire.
TEST_CASE("An outing of three days sends each with its place, and ends with the last", "[desk][form]")
{
    auto const form = outing();
    REQUIRE(fields_of(form.problems(now)).empty());
    auto const body = form.body(now);
    CHECK(body["starts_at"] == "2026-10-05T10:00:00+09:00");
    CHECK(body["ends_at"] == "2026-10-07T15:00:00+09:00");
    REQUIRE(body["parts"].size() == 3);
    CHECK(body["parts"][1]["venue"] == "v2");
    CHECK(body["parts"][2]["venue"] == "v1"); // where the first day is
    CHECK(body["resources"] == json::array({{{"id", "r1"}, {"units", 1}}}));
}

TEST_CASE("What is wrong with one day of several stands at that day", "[desk][form]")
{
    auto [day, starts, ends, expected] = GENERATE(table<std::string, std::string, std::string, std::string>({
        {"", "13:00", "15:00", "parts[1].starts_at"}, {"10/6", "朝", "15:00", "parts[1].starts_at"},
        {"10/6", "13:00", "", "parts[1].ends_at"}, {"10/6", "15:00", "13:00", "parts[1].ends_at"},
        {"10/5", "11:00", "13:00", "parts[1].starts_at"}, // before the first has ended
    }));
    auto form = outing();
    form.more_parts = {{day, starts, ends, ""}};
    auto const remarks = form.problems(now);
    INFO(fields_of(remarks));
    CHECK_FALSE(remark_on(remarks, expected).empty());
    CHECK(remark_on(remarks, "starts_at").empty());
}

// Break: send what stands in a field that the format hides.
TEST_CASE("What another format was asked for keeps its text and is not sent", "[desk][form]")
{
    auto form = outing();
    form.format = "consultation";
    form.admission = "drop_in";
    form.minimum = "abc";
    form.capacity = "";
    REQUIRE(fields_of(form.problems(now)).empty());
    auto const body = form.body(now);
    CHECK(body["resources"].empty());
    CHECK_FALSE(body.contains("parts"));
    CHECK(body["capacity"] == 0);
    CHECK(form.resource(ResourceKind::Van) == "r1");
    form.format = "home_visit";
    form.capacity = "1";
    CHECK(form.body(now)["admission"] == "first_come");
}

TEST_CASE(
    "A lottery is sent with its priorities in order, its day and what becomes of the rest", "[desk][form]")
{
    auto form = outing();
    form.admission = "lottery";
    form.closes = "10/3";
    form.priorities = {"resident", "", "age_75"};
    form.not_drawn = "refused";
    form.minimum = "3";
    REQUIRE(fields_of(form.problems(now)).empty());
    auto const body = form.body(now);
    CHECK(body["draw"] == json{{"priorities", {"resident", "age_75"}}, {"not_drawn", "refused"}});
    CHECK(body["registration_closes_at"] == "2026-10-03T17:00:00+09:00"); // when offices close
    CHECK(body["minimum_participants"] == 3);
    form.closes = "10/3 12:00";
    CHECK(form.body(now)["registration_closes_at"] == "2026-10-03T12:00:00+09:00");
    auto [field, text, remark] = GENERATE(table<std::string SessionForm::*, std::string, std::string>({
        {&SessionForm::closes, "そのうち", "registration_closes_at"},
        {&SessionForm::closes, "10/20", "registration_closes_at"}, // after it begins
        {&SessionForm::minimum, "少し", "minimum_participants"},
        {&SessionForm::minimum, "11", "minimum_participants"}, // more than seats
    }));
    form.*field = text;
    CHECK(fields_of(form.problems(now)) == remark);
    form = outing();
    form.admission = "lottery";
    form.priorities = {"age_75", "age_75", ""};
    CHECK(fields_of(form.problems(now)) == "draw.priorities");
}

// Break: forget a field that the form does not show; take a second lecturer away.
TEST_CASE("A session that is read into the form and sent back is the same session", "[desk][form]")
{
    auto const form = form_of(staff_session(), resources());
    CHECK(form.date == "2026-10-05");
    CHECK(form.ends == "12:00");
    REQUIRE(form.more_parts.size() == 1);
    CHECK(form.more_parts[0] == PartForm{"2026-10-06", "13:00", "15:00", "v2"});
    CHECK(form.resource(ResourceKind::Van) == "r1");
    CHECK(form.resource(ResourceKind::Lecturer) == "r2");
    CHECK(form.phones == "5");
    CHECK(form.waiting_for == "バス会社");
    REQUIRE(fields_of(form.problems(now)).empty());
    auto const body = form.body(now);
    auto const before = staff_session();
    for (auto const* same : {"title", "title_kana", "format", "delivery", "starts_at", "ends_at", "parts",
             "capacity", "admission", "minimum_participants", "registration_opens_at",
             "registration_closes_at", "programme", "course", "resources"}) {
        INFO(same);
        CHECK(body[same] == before[same]);
    }
    CHECK(body["draw"] == json{{"priorities", {"age_75", "resident"}}, {"not_drawn", "refused"}});
    CHECK(body["venue"] == "v1");
    CHECK(body["provider"] == "kddi");
    auto renamed = form;
    renamed.title = "電車に乗ってみよう";
    CHECK_FALSE(renamed.body(now).contains("title_kana")); // The reading is of the old name.
}

TEST_CASE("A template has everything but days, and a form can be begun from it", "[desk][form]")
{
    auto const kept = template_of(form_of(staff_session(), resources()), now);
    for (auto const* day : {"starts_at", "ends_at", "parts", "registration_closes_at"})
        CHECK_FALSE(kept.contains(day));
    auto const form = form_of(kept, resources());
    CHECK(form.title == "バスに乗ってみよう");
    CHECK(form.resource(ResourceKind::Van) == "r1");
    CHECK(form.date.empty());
    CHECK(form.more_parts.empty());
    CHECK(form_of(json::array(), {}).format == "venue_class"); // what is no session changes nothing
}

TEST_CASE("What the hub says about a resource stands at the field it was chosen in", "[desk][form]")
{
    auto form = outing();
    form.resource(ResourceKind::Lecturer) = "r2";
    auto [field, place] = GENERATE(table<std::string, std::string>({
        {"resources[0]", "resources.van"},
        {"resources[1].units", "resources.lecturer"},
        {"resources[7]", "resources"}, // none of this form's
        {"session.title", "title"}, // of a series
        {"parts[0].starts_at", "starts_at"},
        {"parts[1].starts_at", "parts[1].starts_at"},
        {"skip[0]", "count"},
        {"capacity", "capacity"},
    }));
    auto const remarks = placed_remarks(form, {{field, "だめ"}});
    REQUIRE(remarks.size() == 1);
    CHECK(remarks[0].field == place);
    CHECK(remarks[0].reason == "だめ");
}

// Break: count the days up to the last one by one too many.
TEST_CASE("A series ends after so many times or on a day", "[desk][form]")
{
    auto [every, until, count] = GENERATE(table<std::string, std::string, int>({
        {"week", "8", 8},
        {"week", "10/26", 4}, // 5, 12, 19 and 26 October
        {"week", "10/25", 3},
        {"two_weeks", "2026-11-02", 3},
        {"month_by_weekday", "12/31", 3}, // each first Monday
        {"week", "10/5", 1},
        {"week", "61", 0},
        {"week", "0", 0},
        {"week", "いつか", 0},
        {"sometimes", "8", 0},
    }));
    auto form = outing();
    form.more_parts.clear();
    form.repeat.every = every;
    form.repeat.until = until;
    auto const rule = repeat_rule(form, now);
    CHECK((rule ? rule->count : 0) == count);
    if (every == "week" && count == 0)
        CHECK(fields_of(form.problems(now)) == "count");
}

TEST_CASE("The preview of a series says of each day what becomes of it", "[desk][form]")
{
    auto form = outing();
    form.more_parts.clear();
    form.repeat.every = "week";
    form.repeat.until = "5";
    auto const day = [](unsigned month, unsigned number) {
        return domain::Date(std::chrono::year(2026), std::chrono::month(month), std::chrono::day(number));
    };
    form.repeat.skip = {day(10, 12)};
    form.repeat.move = {{day(10, 19), day(10, 20)}};
    auto const made = [](base::Time starts_at, std::vector<FieldReason> problems) {
        return MadeSession{"", "x", "v1", starts_at, std::move(problems)};
    };
    SeriesAnswer const answer{{made(at(2026, 10, 5, 10), {}),
        made(at(2026, 10, 20, 10), {{"resources", "サポート号は、使われています。"}}),
        made(at(2026, 10, 26, 10), {})}};
    SeriesPreview preview;
    preview.set_days(series_days(form, answer, now));
    REQUIRE(preview.row_count() == 5);
    CHECK(preview.cell(0, 1).text == "行う");
    CHECK(preview.cell(1, 1).text == "とばす");
    CHECK(preview.cell(2, 1).text == "10月20日(火)に動かす");
    CHECK(preview.cell(2, 2).text == "重なり: サポート号は、使われています。");
    CHECK(preview.cell(4, 1).text == "祝日なので とばす"); // the hub left 2 November out
    CHECK(preview.count() == 3);
    CHECK(preview.trouble_count() == 1);
}

TEST_CASE("The topics keep their others when the first is exchanged", "[desk][form]")
{
    auto [topics, chosen, result] = GENERATE(table<std::string, std::string, std::string>({
        {"map line", "map", "map line"},
        {"map line", "photo", "photo line"},
        {"map line", "line", "line"},
        {"", "photo", "photo"},
        {"map", "", ""},
    }));
    CHECK(with_first_topic(topics, chosen) == result);
}

// Break: mark by colour alone; leave an overridden clash out.
TEST_CASE("The list marks clashes and missing people in words", "[desk][table]")
{
    auto const session = protocol::session_from_json(staff_session()).value();
    auto other = session;
    other.id = "s2";
    SessionTable table;
    table.set_rows({session, other});
    CHECK(table.cell(0, 1).text == "バスに乗ってみよう");
    Conflict conflict;
    conflict.session = "s1";
    conflict.words = "サポート号は、使われています。";
    conflict.override_reason = "運転手が2人";
    conflict.override_by = "hagi";
    table.set_marks({{"s1", {{conflict}, ShortOne{"s1", 1, 3}}}});
    CHECK(table.cell(0, 1).text == "×重なり バスに乗ってみよう");
    CHECK(table.cell(0, 1).tone == Tone::Stop);
    CHECK(table.cell(0, 0).tone == Tone::Stop);
    CHECK(table.cell(0, 2).text == "▲人数不足 0/10");
    CHECK(table.cell(1, 1).tone == Tone::Plain);
    auto const warnings = session_warnings(table.mark_of("s1"));
    REQUIRE(warnings.size() == 2);
    CHECK(warnings[0].text
        == "重なり: サポート号は、使われています。 理由を書いて重ねました:「運転手が2人」 (hagi)");
    CHECK(warnings[1].text == "人数不足: 申込 1人、最少 3人。あと 2人 足りません。");
    CHECK(session_warnings(table.mark_of("s2")).empty());
}

TEST_CASE("The details name days, places, resources, the draw and its published hash", "[desk][session]")
{
    auto const details = session_details_from_json(staff_session()).value();
    std::vector<Venue> const venues{{"v2", "みほん駅", "352047", ""}};
    std::vector<Named> const programmes{{"p1", "市町提案型"}};
    auto const items = resources();
    auto const facts = session_facts(details.session, &details, {venues, items, programmes});
    auto const value = [&](std::string const& label) {
        for (auto const& [name, words] : facts)
            if (name == label)
                return words;
        return std::string("-");
    };
    CHECK(value("1日目") == "令和8年10月5日(月) 10:00〜12:00 みほん公民館");
    CHECK(value("2日目") == "令和8年10月6日(火) 13:00〜15:00 みほん駅");
    CHECK(value("車") == "サポート号");
    CHECK(value("貸出スマホ") == "貸出スマホ 5台");
    CHECK(value("返事を待つ相手") == "バス会社");
    CHECK(value("優先") == "75歳以上の方、次に この市町の方");
    CHECK(value("公表した印") == "ab12");
    CHECK(value("最少の人数") == "3人");
    CHECK(value("事業") == "市町提案型");
    auto const findings = findings_from_json(json::parse(
        R"([{"rule":"a","passed":true,"known":true,"why":"よい"},{"rule":"b","passed":false,"known":false,"why":"まだ"}])"));
    REQUIRE(findings.has_value());
    CHECK(finding_count(*findings) == "2つのうち 1つ よし");
    CHECK(finding_words(*findings)[1] == std::pair<std::string, std::string>("? まだ", "まだ"));
}

TEST_CASE("An answer without what a session needs is unreadable", "[desk][api]")
{
    auto const text = GENERATE(as<std::string>(), R"({"resources":[{"id":"r1","kind":"boat","name":"x"}]})",
        R"({"resources":[{"id":"r1","kind":"van"}]})", R"({"other":[]})", "[]", R"({"resources":[7]})");
    CHECK_FALSE(resources_from_json(json::parse(text)).has_value());
}
