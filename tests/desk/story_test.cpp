// The desk against a canned hub over a real socket: what it asks, what it shows, and what it does when nobody
// answers.
#include "admin/desk/models/words.h"
#include "tests/desk/canned_hub.h"

#include <catch2/catch.hpp>

using namespace meguri;
using namespace meguri::desk::models;
using meguri::tests::Office;
using nlohmann::json;

namespace {

base::Time at(int year, unsigned month, unsigned day, int hour)
{
    return domain::from_tokyo(
        {domain::Date(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)), hour, 0,
            0});
}

json session_json(std::string const& id, std::string const& state = "published")
{
    return {{"id", id}, {"version", 1}, {"title", "はじめてのLINE"}, {"title_kana", ""},
        {"course", {{"level", "basic"}, {"topics", {"line"}}}}, {"format", "venue_class"},
        {"delivery", "in_person"}, {"provider", {{"id", "kddi"}, {"name", "KDDI"}}},
        {"municipality", {{"code", "352047"}, {"name", "萩市"}}},
        {"venue", {{"id", "v1"}, {"name", "みほん公民館"}, {"address", ""}}},
        {"starts_at", "2026-10-05T10:00:00+09:00"}, {"ends_at", "2026-10-05T11:00:00+09:00"},
        {"parts", json::array()}, {"capacity", 3}, {"seats_left", 3}, {"waiting", 0},
        {"admission", "first_come"}, {"state", state}};
}

json page(std::vector<json> const& sessions, json const& next = nullptr)
{
    return {{"sessions", sessions}, {"next", next}, {"as_of", "2026-10-01T08:30:00+09:00"}};
}

void can_lists(tests::CannedHub& hub)
{
    hub.answer("GET /v1/sessions", 200, page({session_json("s1"), session_json("s2", "draft")}));
    hub.answer("GET /v1/municipalities", 200,
        {{"municipalities", {{{"code", "352047"}, {"name", "萩市"}, {"kind", "city"}}}}});
    hub.answer("GET /v1/venues", 200, {{"venues", {{{"id", "v1"}, {"name", "みほん公民館"}}}}});
    hub.answer("GET /v1/providers", 200, {{"providers", {{{"id", "kddi"}, {"name", "KDDI"}}}}});
    hub.answer("GET /v1/kiosks", 403, {{"title", "not yours"}});
    hub.answer("GET /v1/sessions/s1/roster", 200,
        {{"capacity", 3}, {"leased", 0}, {"free", 3}, {"confirmed", json::array()},
            {"waiting", json::array()}});
}

PhoneRegistrationForm good_person()
{
    PhoneRegistrationForm form;
    form.kana = "みほん はな";
    form.phone = "0838-00-0012";
    form.birth_year = "昭和23";
    return form;
}

} // namespace

// Break: send no Authorization; drop the fiscal year from the question; take the moment of arrival for as_of.
TEST_CASE(
    "After the log-in the sessions of the fiscal year stand there with the hub's own age", "[desk][story]")
{
    Office office(at(2026, 10, 1, 9));
    can_lists(office.hub);
    office.log_in();
    REQUIRE(office.desk.is_logged_in());
    CHECK(office.desk.sessions().table().row_count() == 2);
    CHECK(office.desk.as_of() == domain::time_from_iso("2026-10-01T08:30:00+09:00"));
    auto const asked = office.hub.asked("GET /v1/sessions");
    REQUIRE_FALSE(asked.empty());
    CHECK(asked[0].header("authorization") == "Bearer t");
    CHECK(asked[0].parameter("from") == "2026-04-01");
    CHECK(asked[0].parameter("to") == "2027-04-01");
    CHECK_FALSE(office.desk.kiosk_count().has_value());
}

TEST_CASE("A wrong password says so and opens nothing", "[desk][story]")
{
    Office office(at(2026, 10, 1, 9));
    office.hub.answer("POST /v1/login", 401, {{"title", "wrong"}});
    office.desk.log_in("ken", "x");
    office.settle();
    CHECK_FALSE(office.desk.is_logged_in());
    CHECK(office.desk.login_notice().text == "利用者名か パスワードが ちがいます。");
    CHECK(office.hub.asked("GET /v1/sessions").empty());
}

// Break: stop after the first page; take the first page's cursor for ever.
TEST_CASE("All pages of a list are asked for", "[desk][api]")
{
    Office office(at(2026, 10, 1, 9));
    office.hub.answer("GET /v1/sessions", 200, page({session_json("s1")}, "c1"));
    // The canned hub gives every page the same cursor, so the desk must stop by itself and say why.
    auto const outcome = office.api.sessions({});
    REQUIRE_FALSE(outcome.has_value());
    CHECK(outcome.error().kind == ProblemKind::Unreadable);
    CHECK(office.hub.asked("GET /v1/sessions")[1].parameter("after") == "c1");
}

// Break: treat a connection refused like a 500; clear the rows on trouble.
TEST_CASE("When the hub goes away the list stays and the line says since when", "[desk][story]")
{
    Office office(at(2026, 10, 1, 9));
    can_lists(office.hub);
    office.log_in();
    office.hub.stop();
    office.clock.set(at(2026, 10, 1, 10));
    office.desk.refresh();
    office.settle();
    CHECK(office.desk.sessions().table().row_count() == 2);
    CHECK_FALSE(office.desk.line().is_up);
    CHECK(office.desk.line().lost_since == at(2026, 10, 1, 10));
    office.clock.set(at(2026, 10, 1, 11));
    office.desk.refresh();
    office.settle();
    CHECK(office.desk.line().lost_since == at(2026, 10, 1, 10));
    office.hub.start_again();
    office.desk.refresh();
    office.settle();
    CHECK(office.desk.line().is_up);
    CHECK_FALSE(office.desk.line().lost_since.has_value());
    CHECK(office.desk.sessions().notice().text.empty());
}

TEST_CASE("An answer that is no answer of a hub is another trouble than no answer", "[desk][api]")
{
    Office office(at(2026, 10, 1, 9));
    auto [status, body, kind] = GENERATE(table<int, std::string, ProblemKind>({
        {200, "<html>", ProblemKind::Unreadable},
        {200, R"({"sessions":[{"id":7}],"next":null})", ProblemKind::Unreadable},
        {200, R"({"other":[]})", ProblemKind::Unreadable},
        {500, "{}", ProblemKind::HubTrouble},
        {401, "{}", ProblemKind::LoggedOut},
    }));
    office.hub.answer_text("GET /v1/sessions", status, body);
    auto const outcome = office.api.sessions({});
    REQUIRE_FALSE(outcome.has_value());
    CHECK(outcome.error().kind == kind);
}

// Break: make the key at each submit; settle it when nobody answered; keep it after an answer.
TEST_CASE("A person added while the line is down is sent again under the same key and counted once",
    "[desk][story]")
{
    Office office(at(2026, 10, 1, 9));
    can_lists(office.hub);
    office.log_in();
    auto& people = office.desk.applications();
    people.choose_session("s1");
    people.open_form();
    office.settle();
    office.hub.answer("POST /v1/registrations", 503, {{"title", "busy"}});
    office.hub.stop();
    people.submit(good_person());
    office.settle();
    CHECK(people.form().kana == "みほん はな");
    CHECK(people.panel() == Applications::Panel::Form);
    CHECK(people.notice().tone == Tone::Stop);

    office.hub.start_again();
    office.hub.answer(
        "POST /v1/registrations", 201, {{"id", "r1"}, {"code", "137460923"}, {"state", "confirmed"}});
    people.submit(good_person());
    office.settle();
    CHECK(people.notice().text == "確定しました。 受付番号 137-460-923");
    CHECK(people.panel() == Applications::Panel::None);
    CHECK(people.form().kana.empty());

    people.open_form();
    people.submit(good_person());
    office.settle();
    auto const sent = office.hub.asked("POST /v1/registrations");
    REQUIRE(sent.size() == 2);
    CHECK_FALSE(sent[0].header("idempotency-key").empty());
    CHECK(sent[0].header("idempotency-key") != sent[1].header("idempotency-key"));
}

TEST_CASE("The same key goes with every repeat until the hub has answered for good", "[desk][form]")
{
    tests::StillClock const clock(at(2026, 10, 1, 9));
    base::SystemRandom random;
    SubmissionKey key(clock, random);
    auto const first = key.value();
    CHECK(key.value() == first);
    key.settle();
    CHECK(key.value() != first);
}

// Break: close the form on a refusal; forget the fields the hub named.
TEST_CASE("What the hub says about a field stands at that field and what was typed stays", "[desk][story]")
{
    Office office(at(2026, 10, 1, 9));
    can_lists(office.hub);
    office.log_in();
    auto& people = office.desk.applications();
    people.choose_session("s1");
    people.open_form();
    office.hub.answer(
        "POST /v1/registrations", 422, {{"errors", {{{"field", "phone"}, {"reason", "impossible"}}}}});
    people.submit(good_person());
    office.settle();
    CHECK(remark_on(people.remarks(), "phone") == "impossible");
    CHECK(people.form().phone == "0838-00-0012");
    CHECK(people.panel() == Applications::Panel::Form);

    office.hub.answer("POST /v1/registrations", 409, {{"reason", "duplicate"}, {"id", "r0"}});
    people.submit(good_person());
    office.settle();
    CHECK(people.notice().text == "同じ方の申込が もうあります。");
}

TEST_CASE("A session is created as a draft, chosen, published and cancelled with a reason", "[desk][story]")
{
    Office office(at(2026, 10, 1, 9));
    can_lists(office.hub);
    office.log_in();
    auto& sessions = office.desk.sessions();
    sessions.open_form();
    SessionForm form;
    form.title = "はじめてのLINE";
    form.venue = "v1";
    form.date = "10/5";
    form.starts = "10:00";
    form.ends = "11:00";
    form.capacity = "3";
    office.hub.answer("POST /v1/sessions", 201, session_json("s2", "draft"));
    sessions.submit(form);
    office.settle();
    CHECK(sessions.chosen_id() == "s2");
    CHECK(sessions.notice().tone == Tone::Ok);
    auto const sent = json::parse(office.hub.asked("POST /v1/sessions").at(0).body);
    CHECK(sent["starts_at"] == "2026-10-05T10:00:00+09:00");

    office.hub.answer("POST /v1/sessions/s2/publish", 200, session_json("s2"));
    sessions.act(domain::SessionAction::Publish);
    office.settle();
    CHECK(office.hub.asked("POST /v1/sessions/s2/publish").size() == 1);

    office.hub.answer("POST /v1/sessions/s2/cancel", 200, session_json("s2", "cancelled"));
    sessions.open_cancel();
    sessions.act(domain::SessionAction::Cancel, " ");
    office.settle();
    CHECK(office.hub.asked("POST /v1/sessions/s2/cancel").empty());
    CHECK(sessions.notice().text == "理由を書いてください。");
    sessions.act(domain::SessionAction::Cancel, "講師の都合");
    office.settle();
    CHECK(json::parse(office.hub.asked("POST /v1/sessions/s2/cancel").at(0).body)["reason"] == "講師の都合");
}

// Break: say できました before the answer came.
TEST_CASE("A write that nobody answered is not said to be done", "[desk][story]")
{
    Office office(at(2026, 10, 1, 9));
    can_lists(office.hub);
    office.log_in();
    auto& sessions = office.desk.sessions();
    sessions.choose("s2");
    office.hub.stop();
    sessions.act(domain::SessionAction::Publish);
    CHECK(sessions.notice().text.empty());
    office.settle();
    CHECK(sessions.notice().tone == Tone::Stop);
    CHECK(sessions.chosen()->state == "draft");
}

TEST_CASE("A step the hub does not allow leaves the form with the steps it would take", "[desk][story]")
{
    Office office(at(2026, 10, 1, 9));
    can_lists(office.hub);
    office.hub.answer("GET /v1/subsidies", 200,
        {{"subsidies",
            {{{"id", "b1"}, {"municipality", {{"code", "352047"}, {"name", "萩市"}}},
                {"programme", {{"id", "p"}, {"name", "市町提案型"}}}, {"fiscal_year", 2026},
                {"history", {{{"step", "applied"}, {"date", "2026-04-24"}, {"amount", 640000}}}}}}}});
    office.log_in();
    office.desk.open(Section::Subsidies);
    office.settle();
    auto& subsidies = office.desk.subsidies();
    subsidies.choose("b1");
    subsidies.open_form();
    CHECK(subsidies.offered_steps().size() == 13); // 差し戻す has a form of its own.
    office.hub.answer(
        "POST /v1/subsidies/b1/steps", 409, {{"title", "no"}, {"allowed", {"decided", "sent_back"}}});
    StepForm form;
    form.step = "paid";
    form.note = "メモ";
    subsidies.submit(form);
    office.settle();
    CHECK(subsidies.is_form_open());
    CHECK(subsidies.form().note == "メモ");
    CHECK(subsidies.offered_steps() == std::vector<std::string>{"decided"});
    CHECK_FALSE(remark_on(subsidies.remarks(), "step").empty());
}

TEST_CASE("A roster is read when it is opened and never on the timer", "[desk][story]")
{
    Office office(at(2026, 10, 1, 9));
    can_lists(office.hub);
    office.log_in();
    office.desk.open(Section::Applications);
    office.desk.applications().choose_session("s1");
    office.settle();
    CHECK(office.hub.asked("GET /v1/sessions/s1/roster").size() == 1);
    office.desk.refresh_quietly();
    office.settle();
    CHECK(office.hub.asked("GET /v1/sessions/s1/roster").size() == 1);
}

TEST_CASE("A token that ran out leads back to the log-in and keeps what was typed", "[desk][story]")
{
    Office office(at(2026, 10, 1, 9));
    can_lists(office.hub);
    office.log_in();
    auto& people = office.desk.applications();
    people.choose_session("s1");
    people.open_form();
    office.settle();
    office.hub.answer("POST /v1/registrations", 401, {{"title", "over"}});
    people.submit(good_person());
    office.settle();
    CHECK_FALSE(office.desk.is_logged_in());
    CHECK(people.form().kana == "みほん はな");

    office.log_in();
    CHECK(people.form().kana == "みほん はな");
    office.hub.answer("POST /v1/login", 200, {{"token", "u"}, {"role", "municipality"}, {"org", "352047"}});
    office.desk.log_out();
    CHECK(people.form().kana.empty());
}
