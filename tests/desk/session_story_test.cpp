// The section of sessions against a canned hub: clashes and their override, a change over a version, series,
// templates, the draw, a programme copied; and that nothing typed is lost on the way.
#include "admin/desk/models/words.h"
#include "tests/desk/canned_hub.h"

#include <catch2/catch.hpp>

using namespace meguri;
using namespace meguri::desk::models;
using domain::ResourceKind;
using meguri::tests::Office;
using nlohmann::json;

namespace {

base::Time at(int year, unsigned month, unsigned day, int hour)
{
    return domain::from_tokyo(
        {domain::Date(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)), hour, 0,
            0});
}

constexpr char clash_words[] = "サポート号は、「買い物教室」で使われています。";

json session_json(std::string const& id, std::string const& state = "draft", int version = 1)
{
    return {{"id", id}, {"version", version}, {"title", "バスに乗ってみよう"}, {"title_kana", ""},
        {"course", {{"level", "basic"}, {"topics", json::array()}}}, {"format", "practical_outing"},
        {"delivery", "in_person"}, {"provider", {{"id", "352047"}, {"name", "萩市"}}},
        {"municipality", {{"code", "352047"}, {"name", "萩市"}}},
        {"venue", {{"id", "v1"}, {"name", "みほん公民館"}, {"address", ""}}},
        {"starts_at", "2026-10-05T10:00:00+09:00"}, {"ends_at", "2026-10-05T12:00:00+09:00"},
        {"parts", json::array()}, {"capacity", 10}, {"seats_left", 10}, {"waiting", 0},
        {"admission", "first_come"}, {"state", state}, {"programme", "p1"},
        {"resources", json::array({{{"id", "r1"}, {"units", 1}}})}, {"waiting_for", ""}, {"private", false}};
}

json clash_problem()
{
    return {{"title", "Refused by a rule"}, {"status", 409}, {"detail", clash_words},
        {"reason", "resource_clash"},
        {"errors", json::array({{{"field", "resources"}, {"reason", clash_words}}})},
        {"clashes", json::array({{{"kind", "double_booked"}, {"words", clash_words}}})}};
}

struct TownOffice : Office {
    TownOffice()
        : Office(at(2026, 10, 1, 9))
    {
        hub.answer("GET /v1/sessions", 200,
            {{"sessions", json::array({session_json("s1")})}, {"next", nullptr},
                {"as_of", "2026-10-01T08:30:00+09:00"}});
        hub.answer("GET /v1/municipalities", 200,
            {{"municipalities", json::array({{{"code", "352047"}, {"name", "萩市"}, {"kind", "city"}}})}});
        hub.answer("GET /v1/venues", 200,
            {{"venues",
                json::array({{{"id", "v1"}, {"name", "みほん公民館"}, {"municipality", "352047"}}})}});
        hub.answer("GET /v1/providers", 200, {{"providers", json::array()}});
        hub.answer("GET /v1/kiosks", 403, {{"title", "not yours"}});
        hub.answer("GET /v1/resources", 200,
            {{"resources",
                json::array({{{"id", "r1"}, {"kind", "van"}, {"name", "サポート号"}, {"owner", "352047"},
                                 {"units", 1}, {"hours", json::array()}, {"absences", json::array()}},
                    {{"id", "r2"}, {"kind", "van"}, {"name", "よその車"}, {"owner", "kddi"}, {"units", 1},
                        {"hours", json::array()}, {"absences", json::array()}}})}});
        hub.answer("GET /v1/programmes", 200,
            {{"programmes", json::array({{{"id", "p1"}, {"name", "市町提案型"}}})}});
        hub.answer("GET /v1/session-templates", 200, {{"templates", json::array()}});
        hub.answer("GET /v1/sessions/s1", 200, session_json("s1"));
        hub.answer("GET /v1/sessions/s1/eligibility", 200,
            json::array({{{"rule", "place"}, {"passed", true}, {"known", true}, {"why", "対象です。"}}}));
        hub.answer("GET /v1/conflicts", 200,
            {{"conflicts",
                json::array({{{"words", clash_words},
                    {"session",
                        {{"id", "s1"}, {"title", "バスに乗ってみよう"},
                            {"starts_at", "2026-12-12T10:00:00+09:00"}}},
                    {"override", {{"reason", "運転手が2人"}, {"by", "hagi"}}}}})}});
        hub.answer("GET /v1/sessions/short-of-people", 200, {{"sessions", json::array()}});
        hub.answer("POST /v1/login", 200, {{"token", "t"}, {"role", "municipality"}, {"org", "352047"}});
        desk.log_in("hagi", "himitsu");
        settle();
    }
    Sessions& sessions() { return desk.sessions(); }
    json sent(std::string const& what)
    {
        auto const all = hub.asked(what);
        return all.empty() ? json() : json::parse(all.back().body);
    }
};

SessionForm good_form()
{
    SessionForm form;
    form.title = "バスに乗ってみよう";
    form.format = "practical_outing";
    form.venue = "v1";
    form.date = "10/5";
    form.starts = "10:00";
    form.ends = "12:00";
    form.capacity = "10";
    form.resource(ResourceKind::Van) = "r1";
    return form;
}

} // namespace

// Break: say only that it was refused; empty the form; send the override without being asked to.
TEST_CASE("A clash is told in the hub's words, keeps the form, and is written over with a reason only",
    "[desk][session]")
{
    TownOffice office;
    auto& sessions = office.sessions();
    sessions.open_form();
    office.settle();
    office.hub.answer("POST /v1/sessions", 409, clash_problem());
    sessions.submit(good_form());
    office.settle();
    auto& editor = sessions.editor();
    CHECK(sessions.panel() == Sessions::Panel::Form);
    CHECK(sessions.form().title == "バスに乗ってみよう");
    CHECK(editor.clashes() == std::vector<std::string>{clash_words});
    CHECK(sessions.notice().tone == Tone::Stop);
    CHECK(editor.can_override());

    editor.submit(good_form(), SessionEditor::Clashes::WrittenOver);
    office.settle();
    CHECK(remark_on(sessions.remarks(), "override.reason") == "reason_missing");
    CHECK(office.hub.asked("POST /v1/sessions").size() == 1);

    auto form = good_form();
    form.override_reason = " 運転手が2人いる ";
    office.hub.answer("POST /v1/sessions", 201, session_json("s1"));
    editor.submit(form, SessionEditor::Clashes::WrittenOver);
    office.settle();
    CHECK(office.sent("POST /v1/sessions")["override"]["reason"] == "運転手が2人いる");
    CHECK(sessions.chosen_id() == "s1");
    CHECK(sessions.panel() == Sessions::Panel::Details);
    CHECK(sessions.form().title.empty());
    auto const* mark = sessions.table().mark_of("s1");
    REQUIRE(mark != nullptr);
    CHECK(mark->conflicts.at(0).override_reason == "運転手が2人");
}

TEST_CASE("Nobody is offered to write over a clash at another town's house", "[desk][session]")
{
    TownOffice office;
    office.hub.answer("GET /v1/venues", 200,
        {{"venues", json::array({{{"id", "v1"}, {"name", "よその館"}, {"municipality", "352110"}}})}});
    office.desk.log_out();
    office.desk.log_in("hagi", "himitsu");
    office.settle();
    office.sessions().open_form();
    office.hub.answer("POST /v1/sessions", 409, clash_problem());
    office.sessions().submit(good_form());
    office.settle();
    CHECK_FALSE(office.sessions().editor().clashes().empty());
    CHECK_FALSE(office.sessions().editor().can_override());
}

TEST_CASE("Only what may be used at the house by the provider is offered", "[desk][session]")
{
    TownOffice office;
    office.sessions().open_form();
    office.settle();
    auto& editor = office.sessions().editor();
    editor.keep(good_form());
    auto const vans = editor.resource_choices(ResourceKind::Van);
    REQUIRE(vans.size() == 2);
    CHECK(vans[1] == Choice{"r1", "サポート号"});
    auto form = good_form();
    form.provider = "kddi";
    editor.keep(form);
    CHECK(editor.resource_choices(ResourceKind::Van).size() == 3);
}

// Break: send no If-Match; forget what was typed when somebody else was quicker.
TEST_CASE(
    "A change goes over the version that was seen, and again over the one that was not", "[desk][session]")
{
    TownOffice office;
    auto& sessions = office.sessions();
    sessions.choose("s1");
    office.settle();
    REQUIRE(sessions.details() != nullptr);
    CHECK(sessions.findings().size() == 1);
    sessions.open_change();
    office.settle();
    CHECK(sessions.form().resource(ResourceKind::Van) == "r1");
    auto form = sessions.form();
    form.capacity = "12";
    office.hub.answer("PUT /v1/sessions/s1", 412, {{"title", "Changed by somebody else"}});
    office.hub.answer("GET /v1/sessions/s1", 200, session_json("s1", "draft", 7));
    sessions.submit(form);
    office.settle();
    CHECK(office.hub.asked("PUT /v1/sessions/s1").at(0).header("if-match") == "\"1\"");
    CHECK(sessions.form().capacity == "12");
    CHECK(sessions.notice().text.starts_with("ほかの人が 先に変えました。"));
    CHECK(sessions.editor().others().empty()); // What another wrote is nothing that stands in the form.
    CHECK(sessions.notice().text.find("変わっていません") != std::string::npos);
    office.hub.answer("PUT /v1/sessions/s1", 200, session_json("s1", "draft", 8));
    sessions.submit(form);
    office.settle();
    auto const sent = office.hub.asked("PUT /v1/sessions/s1");
    CHECK(sent.back().header("if-match") == "\"7\"");
    CHECK(json::parse(sent.back().body)["capacity"] == 12);
    CHECK(json::parse(sent.back().body)["programme"] == "p1");
    CHECK(sessions.notice().tone == Tone::Ok);
}

// Break: do at the first press what nobody can take back; do something else at the second.
TEST_CASE("What cannot be taken back is asked once more", "[desk][session]")
{
    TownOffice office;
    auto& sessions = office.sessions();
    sessions.choose("s1");
    office.settle();
    for (auto const& [deed, path, key] : std::vector<std::tuple<Sessions::Final, std::string, std::string>>{
             {Sessions::Final::Close, "POST /v1/sessions/s1/close", "締め切る"},
             {Sessions::Final::Hold, "POST /v1/sessions/s1/hold", "実施済にする"}}) {
        INFO(path);
        office.hub.answer(path, 200, session_json("s1", "closed", 2));
        sessions.do_it(); // Nobody asked.
        sessions.open_sure(deed);
        CHECK(sessions.panel() == Sessions::Panel::Sure);
        CHECK(sessions.sure_key() == key);
        CHECK_FALSE(sessions.sure_words().empty());
        office.settle();
        CHECK(office.hub.asked(path).empty());
        sessions.close_panel();
        sessions.do_it();
        office.settle();
        CHECK(office.hub.asked(path).empty());
        sessions.open_sure(deed);
        sessions.do_it();
        office.settle();
        CHECK(office.hub.asked(path).size() == 1);
        CHECK(sessions.panel() == Sessions::Panel::Details);
    }
}

// Break: say only that somebody was quicker; lose what was typed before the clerk chose; send over a version
// that was not seen.
TEST_CASE(
    "The second clerk is told what the first one did, and keeps her own or takes his", "[desk][session]")
{
    TownOffice office;
    auto& sessions = office.sessions();
    sessions.choose("s1");
    office.settle();
    sessions.open_change();
    office.settle();
    auto form = sessions.form();
    form.capacity = "12";
    auto theirs = session_json("s1", "draft", 7);
    theirs["title"] = "地図をひらこう";
    theirs["capacity"] = 15;
    theirs["minimum_participants"] = 4;
    office.hub.answer("PUT /v1/sessions/s1", 412, {{"title", "Changed by somebody else"}});
    office.hub.answer("GET /v1/sessions/s1", 200, theirs);
    sessions.submit(form);
    office.settle();
    auto& editor = sessions.editor();
    auto const was = session_json("s1", "draft", 1);
    LabelledWords const expected{{"名前", was["title"].get<std::string>() + " → 地図をひらこう"},
        {"定員", std::to_string(was["capacity"].get<int>()) + "人 → 15人"}, {"最少の人数", "なし → 4人"}};
    CHECK(editor.others() == expected);
    CHECK(sessions.form().capacity == "12");
    SECTION("her own goes over what she has seen now")
    {
        office.hub.answer("PUT /v1/sessions/s1", 200, session_json("s1", "draft", 8));
        sessions.submit(form);
        office.settle();
        CHECK(office.hub.asked("PUT /v1/sessions/s1").back().header("if-match") == "\"7\"");
        CHECK(editor.others().empty());
    }
    SECTION("his is taken, and changed on")
    {
        auto const fillings = editor.fillings();
        editor.take_others();
        CHECK(editor.fillings() > fillings);
        CHECK(sessions.form().title == "地図をひらこう");
        CHECK(sessions.form().capacity == "15");
        CHECK(editor.others().empty());
        CHECK(editor.is_change());
        CHECK(office.hub.asked("PUT /v1/sessions/s1").size() == 1);
        auto mine = sessions.form();
        mine.capacity = "16";
        sessions.submit(mine);
        office.settle();
        CHECK(office.hub.asked("PUT /v1/sessions/s1").back().header("if-match") == "\"7\"");
    }
    SECTION("when the third reading fails nothing is written over")
    {
        office.hub.answer("GET /v1/sessions/s1", 503, {{"title", "busy"}});
        sessions.submit(form);
        office.settle();
        CHECK(sessions.notice().text.find("いまの内容を 読めませんでした。") != std::string::npos);
        CHECK(sessions.form().capacity == "12");
    }
}

// Break: drop what was typed about whom it waits for when arranging is refused.
TEST_CASE("Whom an outing waits for is said after it is written, and never lost", "[desk][session]")
{
    TownOffice office;
    auto& sessions = office.sessions();
    sessions.open_form();
    office.hub.answer("POST /v1/sessions", 201, session_json("s1"));
    office.hub.answer("POST /v1/sessions/s1/arrange", 503, {{"title", "busy"}});
    auto form = good_form();
    form.waiting_for = "バス会社";
    sessions.submit(form);
    office.settle();
    CHECK(sessions.panel() == Sessions::Panel::Arrange);
    CHECK(sessions.waiting_for() == "バス会社");
    office.hub.answer("POST /v1/sessions/s1/arrange", 200, session_json("s1", "arranging"));
    sessions.act(domain::SessionAction::Arrange, " ");
    CHECK(remark_on(sessions.remarks(), "waiting_for") == "empty");
    sessions.act(domain::SessionAction::Arrange, "バス会社");
    office.settle();
    CHECK(office.sent("POST /v1/sessions/s1/arrange")["waiting_for"] == "バス会社");
    CHECK(sessions.panel() == Sessions::Panel::Details);
}

// Break: write a series without showing its days; forget the exceptions on the way.
TEST_CASE("A series shows its days first, takes exceptions, and is written whole", "[desk][session]")
{
    TownOffice office;
    auto& sessions = office.sessions();
    auto& editor = sessions.editor();
    sessions.open_form();
    auto const made = [](std::string const& day, json problems) {
        return json{{"id", nullptr}, {"title", "バスに乗ってみよう"}, {"starts_at", day + "T10:00:00+09:00"},
            {"venue", "v1"}, {"problems", std::move(problems)}};
    };
    office.hub.answer("POST /v1/session-series", 200,
        {{"sessions", json::array({made("2026-10-05", json::array())})},
            {"not_copied",
                json::array({made(
                    "2026-10-12", json::array({{{"field", "resources"}, {"reason", clash_words}}}))})}});
    auto form = good_form();
    form.repeat.every = "week";
    form.repeat.until = "2";
    sessions.submit(form);
    office.settle();
    CHECK(editor.step() == SessionEditor::Step::Preview);
    CHECK(editor.preview().trouble_count() == 1);
    auto const asked = office.hub.asked("POST /v1/session-series");
    CHECK(asked.at(0).parameter("dry_run") == "1");
    editor.make_series();
    office.settle();
    CHECK(office.hub.asked("POST /v1/session-series").size() == 1);

    editor.choose_day("2026-10-12");
    office.hub.answer("POST /v1/session-series", 200,
        {{"sessions", json::array({made("2026-10-05", json::array())})}, {"not_copied", json::array()}});
    editor.skip_or_keep();
    office.settle();
    CHECK(office.sent("POST /v1/session-series")["skip"] == json::array({"2026-10-12"}));
    CHECK(editor.preview().trouble_count() == 0);
    editor.move_to("あした");
    CHECK(remark_on(sessions.remarks(), "to") == "not_a_date");
    editor.move_to("10/13");
    office.settle();
    CHECK(office.sent("POST /v1/session-series")["skip"].empty());
    CHECK(office.sent("POST /v1/session-series")["move"][0]["to"] == "2026-10-13");
    editor.back_to_form();
    CHECK(sessions.form().title == "バスに乗ってみよう");
    sessions.submit(form);
    office.settle();
    CHECK(office.sent("POST /v1/session-series")["move"].size() == 1);
    editor.make_series();
    office.settle();
    CHECK_FALSE(office.hub.asked("POST /v1/session-series").back().parameter("dry_run").has_value());
    CHECK(sessions.notice().text.starts_with("1回分の下書きを作りました"));
    CHECK(sessions.form().title.empty());
}

TEST_CASE("A template is kept under the session's name and a form begins from it", "[desk][session]")
{
    TownOffice office;
    auto& sessions = office.sessions();
    auto& editor = sessions.editor();
    sessions.open_form();
    office.settle();
    auto form = good_form();
    form.title = "";
    editor.save_template(form);
    CHECK(remark_on(sessions.remarks(), "title") == "empty");
    office.hub.answer("PUT /v1/session-templates", 200, json::object());
    editor.save_template(good_form());
    office.settle();
    auto const sent = office.sent("PUT /v1/session-templates");
    CHECK(sent["name"] == "バスに乗ってみよう");
    CHECK_FALSE(sent["session"].contains("starts_at"));
    office.hub.answer("GET /v1/session-templates", 200, {{"templates", json::array({sent})}});
    sessions.close_panel();
    sessions.open_form();
    office.settle();
    SessionForm typed;
    typed.date = "10/9";
    editor.keep(typed);
    editor.begin_from("バスに乗ってみよう");
    CHECK(sessions.form().resource(ResourceKind::Van) == "r1");
    CHECK(sessions.form().date == "10/9");
}

// Break: offer the draw while people may still enter; draw anyway without being asked.
TEST_CASE("The lots are drawn when the day has come, and anyway only on a second word", "[desk][session]")
{
    TownOffice office;
    auto& sessions = office.sessions();
    auto lottery = session_json("s1", "published");
    lottery["admission"] = "lottery";
    lottery["draw"] = {{"priorities", json::array()}, {"not_drawn", "waiting"}, {"seed_hash", "ab"}};
    lottery["registration_closes_at"] = "2026-10-03T17:00:00+09:00";
    office.hub.answer("GET /v1/sessions", 200,
        {{"sessions", json::array({lottery})}, {"next", nullptr}, {"as_of", "2026-10-01T08:30:00+09:00"}});
    office.desk.refresh();
    sessions.choose("s1");
    office.settle();
    CHECK_FALSE(sessions.can_draw());
    office.clock.set(at(2026, 10, 3, 18));
    REQUIRE(sessions.can_draw());
    office.hub.answer("POST /v1/sessions/s1/draw", 409, {{"reason", "kiosks_not_heard"}});
    sessions.draw_lots();
    office.settle();
    CHECK(office.sent("POST /v1/sessions/s1/draw")["anyway"] == false);
    CHECK(sessions.must_draw_anyway());
    CHECK(sessions.notice().text == "締切のあと まだ通信していない端末があります。");
    office.hub.answer("POST /v1/sessions/s1/draw", 200, {{"seed", "cd"}});
    sessions.draw_lots();
    office.settle();
    CHECK(office.sent("POST /v1/sessions/s1/draw")["anyway"] == true);
    CHECK(sessions.notice().tone == Tone::Ok);
    CHECK_FALSE(sessions.must_draw_anyway());
}

TEST_CASE("A programme is copied only after a look at what cannot be", "[desk][session]")
{
    TownOffice office;
    auto& copy = office.sessions().copy();
    office.sessions().open_copy();
    office.settle();
    copy.write();
    CHECK(copy.notice().tone == Tone::Stop);
    copy.preview("p1", "");
    CHECK(remark_on(copy.remarks(), "municipality") == "empty");
    auto const made = [](std::string const& title, json problems) {
        return json{{"id", nullptr}, {"title", title}, {"starts_at", "2026-11-05T10:00:00+09:00"},
            {"venue", "v1"}, {"problems", std::move(problems)}};
    };
    office.hub.answer("POST /v1/programmes/p1/copy", 200,
        {{"sessions", json::array({made("はじめて", json::array())})},
            {"not_copied",
                json::array(
                    {made("車", json::array({{{"field", "venue"}, {"reason", "会場がありません。"}}}))})}});
    copy.preview("p1", "352047");
    office.settle();
    CHECK(office.hub.asked("POST /v1/programmes/p1/copy").at(0).parameter("dry_run") == "1");
    REQUIRE(copy.table().row_count() == 2);
    CHECK(copy.table().cell(0, 3).text == "みほん公民館");
    CHECK(copy.table().cell(1, 4).text == "会場がありません。");
    CHECK(copy.notice().text == "1件 写せます。1件は 写せません。理由は 表にあります。");
    copy.write();
    office.settle();
    CHECK(office.sessions().notice().text == "1件の下書きを 写しました。");
    CHECK(office.sessions().panel() == Sessions::Panel::None);
}

// Break: ask about each row that the arrow keys passed.
TEST_CASE("Walking through the list asks about the row it ends on", "[desk][session]")
{
    TownOffice office;
    auto& sessions = office.sessions();
    for (auto const* id : {"s1", "s2", "s3", "s4", "s5", "s1"})
        sessions.choose(id);
    office.settle();
    CHECK(sessions.details() != nullptr);
    CHECK(office.hub.asked("GET /v1/sessions/s3").empty());
}
