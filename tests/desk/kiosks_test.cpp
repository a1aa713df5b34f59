// The desk's kiosks: the rule that says which one is stuck, the order of the list, and taking seats back or
// letting a kiosk in, against a canned hub over a real socket.
#include "admin/desk/models/kiosks.h"
#include "admin/desk/models/words.h"
#include "tests/desk/canned_hub.h"

#include <catch2/catch.hpp>

using namespace meguri;
using namespace meguri::desk::models;
using meguri::tests::Office;
using nlohmann::json;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

base::Time at(int hour, int minute = 0)
{
    return domain::from_tokyo(
        {domain::Date(std::chrono::year(2026), std::chrono::October, std::chrono::day(1)), hour, minute, 0});
}

base::Time const now = at(9);

Kiosk heard_from(std::optional<seconds> ago)
{
    Kiosk kiosk;
    kiosk.id = "1";
    kiosk.number = 1;
    kiosk.state = "active";
    kiosk.venue_name = "みほん公民館";
    kiosk.enrolled_at = now - std::chrono::hours(240);
    if (ago)
        kiosk.last_sync_at = now - *ago;
    return kiosk;
}

json lease_json(int id, std::string const& state, int used = 0)
{
    return {{"lease", id}, {"session", "s1"}, {"title", "はじめてのLINE"},
        {"starts_at", "2026-10-05T10:00:00+09:00"}, {"rights", 1}, {"used", used}, {"state", state},
        {"use_until", "2026-10-04T10:00:00+09:00"}, {"granted_at", "2026-10-01T08:00:00+09:00"}};
}

json kiosk_json(int id, std::string const& venue, json const& last_sync, std::string const& state = "active",
    std::string const& municipality = "352047")
{
    return {{"id", id}, {"state", state}, {"venue", {{"id", "v" + std::to_string(id)}, {"name", venue}}},
        {"municipality", municipality}, {"enrolled_at", "2026-09-01T09:00:00+09:00"},
        {"last_sync_at", last_sync}, {"queue", 0}, {"program", "0.3.0"}, {"proto", "1.0"}, {"clock_off_s", 2},
        {"leases", {lease_json(id * 10, "open"), lease_json(id * 10 + 1, "open", 1)}}};
}

/// Kiosk 1 is fine, 2 is silent since eight, 3 is of another town and is a copy, as of nine.
json kiosks_json()
{
    return {{"as_of", "2026-10-01T09:00:00+09:00"},
        {"kiosks",
            {kiosk_json(1, "あさひ公民館", "2026-10-01T08:59:30+09:00"),
                kiosk_json(2, "みほん公民館", "2026-10-01T08:00:00+09:00"),
                kiosk_json(3, "となり公民館", "2026-10-01T08:59:00+09:00", "forked", "352110")}}};
}

/// A desk with the section of the kiosks open.
struct KioskOffice : Office {
    explicit KioskOffice(std::string const& role = "municipality", std::string const& of = "352047")
        : Office(now)
    {
        hub.answer("GET /v1/sessions", 200, {{"sessions", json::array()}, {"next", nullptr}});
        hub.answer("GET /v1/municipalities", 200,
            {{"municipalities", {{{"code", "352047"}, {"name", "萩市"}, {"kind", "city"}}}}});
        hub.answer("GET /v1/venues", 200, {{"venues", {{{"id", "v1"}, {"name", "あさひ公民館"}}}}});
        hub.answer("GET /v1/providers", 200, {{"providers", json::array()}});
        hub.answer("GET /v1/kiosks", 200, kiosks_json());
        hub.answer("POST /v1/login", 200, {{"token", "t"}, {"role", role}, {"org", of}});
        desk.log_in("hagi", "himitsu");
        settle();
        desk.open(Section::Kiosks);
        settle();
    }
    Kiosks& kiosks() { return desk.kiosks(); }
};

} // namespace

// Break: >= for > at a threshold; judge a stopped kiosk; look at a clock that runs behind without its sign.
TEST_CASE("A kiosk is stuck when it is silent, cannot send, has a wrong clock or is a copy", "[desk][kiosks]")
{
    struct Row {
        char const* what;
        std::optional<seconds> ago;
        std::int64_t queue;
        std::optional<seconds> clock_off;
        char const* state;
        KioskHealth health;
        bool is_stuck;
    };
    std::vector<Row> const rows{
        {"heard a moment ago", seconds(20), 0, seconds(1), "active", KioskHealth::Fine, false},
        {"exactly half an hour is not yet too long", minutes(30), 0, {}, "active", KioskHealth::Fine, false},
        {"longer than half an hour", minutes(30) + seconds(1), 0, {}, "active", KioskHealth::Silent, true},
        {"with a queue, ten minutes are not yet too long", minutes(10), 4, {}, "active", KioskHealth::Fine,
            false},
        {"with a queue, longer than ten minutes", minutes(10) + seconds(1), 4, {}, "active",
            KioskHealth::NotSending, true},
        {"a queue just told is on its way", seconds(30), 4, {}, "active", KioskHealth::Fine, false},
        {"silence says more than a queue", minutes(31), 4, {}, "active", KioskHealth::Silent, true},
        {"a clock ten minutes off is borne", seconds(5), 0, minutes(10), "active", KioskHealth::Fine, false},
        {"a clock that runs ahead", seconds(5), 0, minutes(10) + seconds(1), "active", KioskHealth::ClockOff,
            true},
        {"a clock that runs behind", seconds(5), 0, -minutes(11), "active", KioskHealth::ClockOff, true},
        {"a copy, however well it syncs", seconds(5), 0, {}, "forked", KioskHealth::Copied, true},
        {"one a person stopped may be silent", minutes(600), 9, minutes(60), "revoked", KioskHealth::Stopped,
            false},
        {"enrolled long ago and never heard of", {}, 0, {}, "active", KioskHealth::Silent, true},
        {"the hub's clock was set back", seconds(-90), 0, {}, "active", KioskHealth::Fine, false},
    };
    for (auto const& row : rows) {
        INFO(row.what);
        auto kiosk = heard_from(row.ago);
        kiosk.queue = row.queue;
        kiosk.clock_off = row.clock_off;
        kiosk.state = row.state;
        CHECK(health_of(kiosk, now) == row.health);
        CHECK(is_stuck(health_of(kiosk, now)) == row.is_stuck);
        // Whoever is called to a stuck one is told what to do.
        if (row.is_stuck)
            CHECK_FALSE(health_advice(kiosk, now).empty());
    }
    auto fresh = heard_from({});
    fresh.enrolled_at = now - minutes(5);
    CHECK(health_of(fresh, now) == KioskHealth::NotYetHeard);
    CHECK_FALSE(is_stuck(health_of(fresh, now)));
}

TEST_CASE("How long ago is said in the largest whole unit", "[desk][kiosks]")
{
    auto [ago, words] = GENERATE(table<seconds, std::string>({
        {seconds(-5), "たった今"},
        {seconds(59), "たった今"},
        {seconds(60), "1分前"},
        {minutes(59), "59分前"},
        {minutes(60), "1時間前"},
        {minutes(60 * 47), "47時間前"}, // Yesterday evening is nearer in hours.
        {minutes(60 * 48), "2日前"},
    }));
    CHECK(ago_words(now - ago, now) == words);
}

// Break: judge by the desk's own clock; sort by number only; count those of the searched town only.
TEST_CASE("Stuck kiosks stand first, judged by the hub's clock, and the rail counts them", "[desk][kiosks]")
{
    KioskOffice office("prefecture", "prefecture");
    office.clock.set(at(20)); // The desk's clock is wrong; nothing is stuck by that.
    office.desk.refresh();
    office.settle();
    auto& table = office.kiosks().table();
    REQUIRE(table.row_count() == 3);
    CHECK(table.id(0) == "3");
    CHECK(table.id(1) == "2");
    CHECK(table.id(2) == "1");
    CHECK(table.cell(0, 2).text == "コピーの疑い");
    CHECK(table.cell(1, 2).text == "止まっている");
    CHECK(table.cell(1, 2).tone == Tone::Stop);
    CHECK(table.cell(1, 3).text == "1時間前");
    CHECK(table.cell(2, 2).text == "通じている");
    CHECK(table.cell(2, 2).tone == Tone::Ok);
    CHECK(table.cell(2, 5).text == "未使用 1 / 2");
    CHECK(office.desk.urgent_count(Section::Kiosks) == 2);
    CHECK(office.desk.kiosk_count() == 3);
    CHECK(office.kiosks().alarm().starts_with("手当てのいる端末が 2台"));

    auto scope = office.desk.scope();
    scope.municipality = "352047";
    office.desk.set_scope(scope);
    office.settle();
    CHECK(table.row_count() == 2);
    CHECK(office.kiosks().alarm().starts_with("手当てのいる端末が 1台"));
    CHECK(office.desk.urgent_count(Section::Kiosks) == 2);
}

// Break: count seats of kiosks that settle by themselves; or those whose class has begun; or those already
// used.
TEST_CASE(
    "Two days before a class somebody is asked for the seats that a stuck kiosk holds", "[desk][kiosks]")
{
    auto const [starts_at, used, last_sync, is_asked] = GENERATE(table<std::string, int, std::string, bool>({
        {"2026-10-03T08:59:00+09:00", 0, "2026-10-01T08:00:00+09:00", true},
        {"2026-10-03T09:01:00+09:00", 0, "2026-10-01T08:00:00+09:00", false},
        {"2026-10-01T08:59:00+09:00", 0, "2026-10-01T08:00:00+09:00", false},
        {"2026-10-03T08:59:00+09:00", 1, "2026-10-01T08:00:00+09:00", false},
        {"2026-10-03T08:59:00+09:00", 0, "2026-10-01T08:59:00+09:00", false},
    }));
    CAPTURE(starts_at, used, last_sync);
    KioskOffice office;
    auto kiosk = kiosk_json(1, "あさひ公民館", last_sync);
    auto lease = lease_json(10, "open", used);
    lease["starts_at"] = starts_at;
    kiosk["leases"] = json::array({lease});
    office.hub.answer(
        "GET /v1/kiosks", 200, {{"as_of", "2026-10-01T09:00:00+09:00"}, {"kiosks", json::array({kiosk})}});
    office.desk.refresh();
    office.settle();
    CHECK((office.kiosks().alarm().find("2日以内に始まる教室") != std::string::npos) == is_asked);
}

// Break: be quiet as long as no kiosk is stuck; or keep the alarm after a copy was made.
TEST_CASE("A hub without a copy for a week is an alarm of its own", "[desk][kiosks]")
{
    KioskOffice office;
    auto document = kiosks_json();
    document["kiosks"] = json::array();
    for (bool const is_too_old : {true, false}) {
        document["backup"] = {{"at", nullptr}, {"is_too_old", is_too_old}};
        office.hub.answer("GET /v1/kiosks", 200, document);
        office.desk.refresh();
        office.settle();
        CHECK(office.kiosks().alarm().empty() == !is_too_old);
    }
}

// Break: ask for the kiosks only while their section is open.
TEST_CASE("A kiosk that gets stuck is counted whatever section is open", "[desk][kiosks]")
{
    KioskOffice office;
    office.desk.open(Section::Sessions);
    office.settle();
    CHECK(office.desk.urgent_count(Section::Kiosks) == 2);
    auto all = kiosks_json();
    all["as_of"] = "2026-10-01T10:00:00+09:00";
    office.hub.answer("GET /v1/kiosks", 200, all);
    office.desk.refresh_quietly();
    office.settle();
    CHECK(office.desk.urgent_count(Section::Kiosks) == 3);
    CHECK(office.desk.urgent_count(Section::Sessions) == 0);
}

// Break: send without a name; keep the form open after it was done; forget to ask for the list again.
TEST_CASE("Seats are recalled with a name and a reason, and only then", "[desk][kiosks]")
{
    KioskOffice office;
    auto& kiosks = office.kiosks();
    CHECK_FALSE(kiosks.can(KioskAction::Recall)); // Nobody is chosen.
    kiosks.choose("2");
    CHECK(kiosks.leases().row_count() == 2);
    REQUIRE(kiosks.can(KioskAction::Recall));
    kiosks.open_action(KioskAction::Recall);
    kiosks.submit({" ", ""});
    CHECK(remark_on(kiosks.remarks(), "name") == "empty");
    CHECK(remark_on(kiosks.remarks(), "reason") == "empty");
    CHECK(office.hub.asked("POST /v1/kiosks/2/recall").empty());
    CHECK(kiosks.panel() == Kiosks::Panel::Act);

    office.hub.answer("POST /v1/kiosks/2/recall", 200, {{"kiosk", 2}, {"leases", 2}});
    auto const lists = office.hub.asked("GET /v1/kiosks").size();
    kiosks.submit({"みほん 太郎 ", "会場の停電"});
    CHECK(kiosks.is_sending());
    office.settle();
    auto const sent = office.hub.asked("POST /v1/kiosks/2/recall");
    REQUIRE(sent.size() == 1);
    CHECK(json::parse(sent[0].body) == json{{"name", "みほん 太郎"}, {"reason", "会場の停電"}});
    CHECK(kiosks.panel() == Kiosks::Panel::None);
    CHECK(kiosks.notice().tone == Tone::Ok);
    CHECK(kiosks.notice().text == "席を返すように 頼みました: 端末 2 ・ 2件。つぎの通信で 戻ります。");
    CHECK(office.hub.asked("GET /v1/kiosks").size() > lists);
}

// Break: leave the form open when another row is chosen.
TEST_CASE("A form meant for one kiosk is never sent about another", "[desk][kiosks]")
{
    KioskOffice office;
    auto& kiosks = office.kiosks();
    kiosks.choose("2");
    kiosks.open_action(KioskAction::Reclaim);
    kiosks.choose("1");
    CHECK(kiosks.panel() == Kiosks::Panel::None);
    kiosks.submit({"みほん 太郎", "盗難"});
    office.settle();
    CHECK(office.hub.asked("POST /v1/kiosks/1/reclaim").empty());
    CHECK(office.hub.asked("POST /v1/kiosks/2/reclaim").empty());
}

// Break: offer by role alone; offer a recall where nothing can be recalled.
TEST_CASE("Only what this user may do and what would change something is offered", "[desk][kiosks]")
{
    auto [role, of, chosen, recall, reclaim, revoke, enrol]
        = GENERATE(table<std::string, std::string, std::string, bool, bool, bool, bool>({
            {"municipality", "352047", "1", true, true, true, true},
            {"municipality", "352047", "9", false, false, false, true}, // There is none.
            {"operator", "", "1", true, true, true, true},
            {"operator", "", "3", true, true, false, true}, // A copy is put aside already.
            {"prefecture", "prefecture", "1", false, false, false, false},
            {"provider", "kddi", "1", false, false, false, false},
            {"venue", "v1", "1", false, false, false, false},
        }));
    INFO(role << " " << chosen);
    KioskOffice office(role, of);
    auto& kiosks = office.kiosks();
    kiosks.choose(chosen);
    CHECK(kiosks.can(KioskAction::Recall) == recall);
    CHECK(kiosks.can(KioskAction::Reclaim) == reclaim);
    CHECK(kiosks.can(KioskAction::Revoke) == revoke);
    CHECK(kiosks.can_enrol() == enrol);
}

// Break: close the form on any answer.
TEST_CASE(
    "What the hub says about a name stays at its field, and no answer is not called done", "[desk][kiosks]")
{
    KioskOffice office;
    auto& kiosks = office.kiosks();
    kiosks.choose("1");
    kiosks.open_action(KioskAction::Revoke);
    office.hub.answer("POST /v1/kiosks/1/revoke", 422,
        {{"title", "Cannot"}, {"errors", {{{"field", "name"}, {"reason", "say who answers for it"}}}}});
    kiosks.submit({"み", "盗難"});
    office.settle();
    CHECK(reason_words(remark_on(kiosks.remarks(), "name")) == "書いてください");
    CHECK(kiosks.panel() == Kiosks::Panel::Act);
    office.hub.stop();
    kiosks.submit({"みほん 太郎", "盗難"});
    office.settle();
    CHECK(kiosks.panel() == Kiosks::Panel::Act);
    CHECK(kiosks.notice().tone == Tone::Stop);
    CHECK(kiosks.notice().text.find("できたかどうか 分かりません") != std::string::npos);
}

// Break: send a number of five digits; show it again.
TEST_CASE("The staff's number of a hall is six digits, sent once and never shown", "[desk][kiosks]")
{
    KioskOffice office;
    auto& kiosks = office.kiosks();
    kiosks.open_enrol();
    kiosks.save_pin("", "12345");
    CHECK(remark_on(kiosks.remarks(), "venue") == "empty");
    CHECK(remark_on(kiosks.remarks(), "pin") == "not_six_digits");
    CHECK(office.hub.asked("PUT /v1/venues/v1/staff-pin").empty());
    office.hub.answer("PUT /v1/venues/v1/staff-pin", 200, {{"venue", "v1"}});
    kiosks.save_pin("v1", "481516");
    office.settle();
    auto const sent = office.hub.asked("PUT /v1/venues/v1/staff-pin");
    REQUIRE(sent.size() == 1);
    CHECK(json::parse(sent[0].body) == json{{"pin", "481516"}});
    CHECK(kiosks.panel() == Kiosks::Panel::None);
    CHECK(kiosks.notice().tone == Tone::Ok);
}

// Break: show the code for ever; end it by the wall clock, which may be wrong; keep it after the panel
// closed.
TEST_CASE("The one-time code stands there for its ten minutes and no longer", "[desk][kiosks]")
{
    KioskOffice office;
    auto& kiosks = office.kiosks();
    kiosks.open_enrol();
    kiosks.make_code("");
    CHECK(remark_on(kiosks.remarks(), "venue") == "empty");
    // The hub's clock is an hour ahead of the desk's.
    office.hub.answer("POST /v1/kiosks/codes", 201,
        {{"code", "1234-5678-9012"}, {"expires_at", "2026-10-01T10:10:00+09:00"},
            {"as_of", "2026-10-01T10:00:00+09:00"}, {"venue", {{"id", "v1"}, {"name", "あさひ公民館"}}}});
    kiosks.make_code("v1");
    office.settle();
    auto const sent = office.hub.asked("POST /v1/kiosks/codes");
    REQUIRE(sent.size() == 1);
    CHECK(json::parse(sent[0].body) == json{{"venue", "v1"}});
    CHECK(kiosks.panel() == Kiosks::Panel::Code);
    REQUIRE(kiosks.code());
    CHECK(kiosks.code()->code == "1234-5678-9012");
    CHECK(kiosks.code()->venue_name == "あさひ公民館");
    office.clock.set(now + minutes(9));
    CHECK(kiosks.code());
    office.clock.set(now + minutes(10));
    CHECK_FALSE(kiosks.code());
    office.clock.set(now);
    auto const lists = office.hub.asked("GET /v1/kiosks").size();
    kiosks.close_panel();
    CHECK_FALSE(kiosks.code());
    office.settle();
    CHECK(office.hub.asked("GET /v1/kiosks").size() == lists + 1); // Perhaps the new one is there already.
}

// Break: send what was found for one person to the next.
TEST_CASE("Whoever logs in next finds neither the kiosks nor the code of the one before", "[desk][kiosks]")
{
    KioskOffice office;
    office.kiosks().choose("1");
    office.desk.log_out();
    CHECK(office.kiosks().table().row_count() == 0);
    CHECK(office.kiosks().chosen() == nullptr);
    CHECK(office.desk.urgent_count(Section::Kiosks) == 0);
    CHECK_FALSE(office.desk.kiosk_count());
}
