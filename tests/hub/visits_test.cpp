// Visits at home: a wish taken by phone or at a kiosk, a visitor's free hours, a session of one seat whose
// address only its provider sees (row S1).
#include "shared/base/files.h"
#include "tests/hub/town.h"
#include "tests/support/process.h"

namespace {

using namespace meguri;
using nlohmann::json;

struct Village : tests::Town {
    std::string carrier = hub.token_of(domain::Role::Provider, "kddi");
    domain::Date day = domain::tokyo_date(hub.clock.now() + std::chrono::hours(24 * 10));
    std::string visitor = hub.ask("POST", "/v1/resources",
                                 {{"kind", "visitor"}, {"name", "訪問員1"}, {"areas", {"352047"}}}, carrier)
                              .body.value("id", "");

    json wish(std::string const& half = "am") const
    {
        return {{"municipality", "352047"}, {"area", "椿東"}, {"address", "椿東みほん1番2号"},
            {"kana", "みほん はな"}, {"phone", "09012345678"}, {"birth_year", 1948},
            {"wishes", {domain::to_iso(day) + ":" + half}}};
    }
    tests::Answer ask_for(json const& body, std::string const& key = "")
    {
        std::map<std::string, std::string> headers;
        if (!key.empty())
            headers["idempotency-key"] = key;
        return hub.ask("POST", "/v1/visit-requests", body, clerk, headers);
    }
    std::string moment(int hour, int minute = 0) const
    {
        return domain::to_iso(domain::from_tokyo({day, hour, minute, 0}));
    }
    tests::Answer schedule(std::string const& id, json const& how)
    {
        return hub.ask("POST", "/v1/visit-requests/" + id + "/schedule", how, carrier);
    }
};

// Break: publish the session, show the address to the town, or forget the registration.
TEST_CASE("S1: A wish becomes a visit of one seat that only its provider can find", "[hub][visit]")
{
    Village village;
    auto& hub = village.hub;
    auto const taken = village.ask_for(village.wish(), "k1");
    INFO(taken.text);
    REQUIRE(taken.status == 201);
    auto const id = taken.body["id"].get<std::string>();
    CHECK(village.ask_for(village.wish(), "k1").body["id"] == id);
    auto const again = village.ask_for(village.wish("pm"), "k2");
    CHECK(again.status == 409);
    CHECK(again.body["id"] == id);
    // The town sees who to call; the provider where and when; others nothing.
    auto const seen = hub.ask("GET", "/v1/visit-requests?state=open", nullptr, village.clerk);
    REQUIRE(seen.body["visit_requests"].size() == 1);
    CHECK(seen.body["visit_requests"][0]["kana"] == "みほん はな");
    CHECK(seen.text.find("みほん1番") == std::string::npos);
    auto const offered = hub.ask("GET", "/v1/visit-requests", nullptr, village.carrier);
    CHECK(offered.body["visit_requests"][0]["area"] == "椿東");
    CHECK_FALSE(offered.body["visit_requests"][0].contains("kana"));
    CHECK(hub.ask("GET", "/v1/visit-requests", nullptr, hub.token_of(domain::Role::Municipality, "352110"))
              .body["visit_requests"]
              .empty());
    auto const slots = hub.ask(
        "GET", "/v1/visit-requests/" + id + "/slots?visitor=" + village.visitor, nullptr, village.carrier);
    INFO(slots.text);
    REQUIRE(slots.body["slots"].size() == 5);
    CHECK(slots.body["slots"][0]["starts_at"] == village.moment(9));

    auto const late = village.schedule(id, {{"starts_at", village.moment(14)}, {"visitor", village.visitor}});
    CHECK(late.status == 409);
    CHECK(late.body["reason"] == "not_wished");
    auto const done = village.schedule(id, {{"starts_at", village.moment(10)}, {"visitor", village.visitor}});
    INFO(done.text);
    REQUIRE(done.status == 200);
    CHECK(done.body["state"] == "scheduled");
    auto const session = done.body["session"].get<std::string>();
    auto const target = "/v1/sessions/" + session;
    CHECK(hub.ask("GET", target).status == 404);
    auto const own = hub.ask("GET", target, nullptr, village.carrier);
    CHECK(own.body["capacity"] == 1);
    CHECK(own.body["format"] == "home_visit");
    CHECK(own.body["private"] == true);
    CHECK(hub.ask("GET", "/v1/sessions").body["sessions"].empty());
    CHECK(hub.ask("GET", "/feeds/scheduled-sessions").body["items"].empty());
    auto const roster = hub.ask("GET", target + "/roster", nullptr, village.carrier);
    CHECK(roster.body["confirmed"][0]["address"] == "椿東みほん1番2号");
    CHECK(roster.body["confirmed"][0]["code"] == taken.body["code"]);
    CHECK_FALSE(
        hub.ask("GET", target + "/roster", nullptr, village.clerk).body["confirmed"][0].contains("address"));
    CHECK(village.calls() == std::vector<std::string>{"visit_scheduled"});
    CHECK(village.schedule(id, {{"starts_at", village.moment(11)}}).status == 409);
    // The visitor is taken: a second visit needs the way and another hour.
    auto other = village.wish();
    other["kana"] = "やまだ";
    auto const second = village.ask_for(other).body["id"].get<std::string>();
    auto const clash
        = village.schedule(second, {{"starts_at", village.moment(10, 30)}, {"visitor", village.visitor}});
    CHECK(clash.body["reason"] == "resource_clash");
    CHECK(hub.ask("POST", "/v1/sessions/" + session + "/hold", nullptr, village.carrier).status == 200);
    auto const year = std::to_string(domain::fiscal_year_of(village.day).year);
    auto const summary
        = hub.ask("GET", "/v1/municipalities/352047/summary?fiscal_year=" + year, nullptr, village.clerk);
    CHECK(summary.body["held"] == 1);
}

std::string text_of_pdf(base::Files& files, std::filesystem::path const& path, std::string const& bytes)
{
    REQUIRE(files.write(path, bytes));
    return tests::run({"/usr/bin/pdftotext", "-layout", path.string(), "-"}).output;
}

// Break: open the boxes before their reading is on record, or for anybody but the visitor's own organisation.
TEST_CASE("S1: A visitor's day on paper names whom and where, for its own organisation alone", "[hub][visit]")
{
    Village village;
    auto& hub = village.hub;
    for (auto const& [hour, kana] : {std::pair(9, "みほん はな"), std::pair(11, "やまだ たろう")}) {
        auto wish = village.wish();
        wish["kana"] = kana;
        auto const id = village.ask_for(wish).body["id"].get<std::string>();
        json const how{{"starts_at", village.moment(hour)}, {"visitor", village.visitor}};
        REQUIRE(village.schedule(id, how).status == 200);
    }
    auto const target
        = "/v1/resources/" + village.visitor + "/day-sheet.pdf?date=" + domain::to_iso(village.day);
    CHECK(hub.ask("GET", target).status == 401);
    CHECK(hub.ask("GET", target, nullptr, village.clerk).status == 403);
    CHECK(hub.ask("GET", target, nullptr, hub.key_of("softbank")).status == 403);
    CHECK(
        hub.ask("GET", "/v1/resources/" + village.visitor + "/day-sheet.pdf", nullptr, village.carrier).status
        == 400);
    auto const sheet = hub.ask("GET", target, nullptr, village.carrier);
    REQUIRE(sheet.status == 200);
    CHECK(sheet.headers.at("cache-control") == "no-store");
    base::SystemFiles files;
    auto const text = text_of_pdf(files, hub.folder.path() / "sheet.pdf", sheet.text);
    INFO(text);
    for (auto const* wanted :
        {"訪問日程", "午前9時から", "午前11時から", "椿東みほん1番2号", "やまだ", "090-1234-5678", "道順"})
        CHECK(text.find(wanted) != std::string::npos);
    int readings = 0;
    for (auto const& row : hub.store().audit_after(0, 10'000).value())
        readings += row.action == "person.read" && row.detail == "day_sheet" ? 1 : 0;
    CHECK(readings == 2);
    auto const other = "/v1/resources/" + village.visitor + "/day-sheet.pdf?date=2027-03-01";
    auto const empty = hub.ask("GET", other, nullptr, village.carrier);
    CHECK(text_of_pdf(files, hub.folder.path() / "empty.pdf", empty.text).find("この日の訪問は")
        != std::string::npos);
}

// Break: leave visit_request out of judge, or the visit out of registration_change.
TEST_CASE(
    "S1: A wish taken at a kiosk without the line is heard, made a visit, and known there", "[hub][visit]")
{
    Village village;
    tests::Box kiosk(village.hub, "a");
    kiosk::local::VisitForm form;
    form.municipality = "352047";
    form.area = "椿東";
    form.wishes = {domain::to_iso(village.day) + ":am"};
    form.person = {"みほん はな", "09012345678", 1948, "", "椿東みほん1番2号", "", false, false, ""};
    auto const slip = kiosk.kiosk->request_visit(form, kiosk::local::Line::Forbid);
    REQUIRE(slip);
    CHECK(slip->state == "provisional");
    // Nothing of the person is on the kiosk's disk.
    auto const bytes = base::SystemFiles().read(kiosk.path).value();
    CHECK(bytes.find("みほん1番") == std::string::npos);
    CHECK(bytes.find("09012345678") == std::string::npos);
    // The second tap is the same wish.
    CHECK(kiosk.kiosk->request_visit(form, kiosk::local::Line::Forbid)->state == "duplicate");
    kiosk.sync();
    CHECK(kiosk.state_of(*slip) == "received");
    auto const visit = village.hub.store().visit(domain::RegistrationId(slip->id)).value().value();
    CHECK(visit.code == slip->code);
    CHECK(visit.marks.has_value());
    REQUIRE(
        village.schedule(slip->id, {{"starts_at", village.moment(10)}, {"visitor", village.visitor}}).status
        == 200);
    kiosk.sync();
    CHECK(kiosk.state_of(*slip) == "confirmed");
    auto const known = kiosk.kiosk->visit(slip->id).value();
    REQUIRE(known);
    CHECK(domain::to_iso(known->starts_at) == village.moment(10));
    for (auto const& session : kiosk.kiosk->sessions().value())
        CHECK(session.id != known->id);
    REQUIRE(kiosk.kiosk->cancel(slip->code, "5678", kiosk::local::Line::Use)->state == "cancelled");
    CHECK(kiosk.state_of(*slip) == "cancelled");
}

TEST_CASE("S1: A wish can be taken back at the kiosk before anybody planned it", "[hub][visit]")
{
    Village village;
    tests::Box kiosk(village.hub, "a");
    kiosk::local::VisitForm form;
    form.municipality = "352047";
    form.wishes = {domain::to_iso(village.day) + ":pm"};
    form.person = {"みほん はな", "09012345678", 1948, "", "椿東みほん1番2号", "", false, false, ""};
    auto const slip = kiosk.kiosk->request_visit(form, kiosk::local::Line::Use);
    REQUIRE(slip);
    CHECK(slip->state == "received");
    CHECK(kiosk.kiosk->cancel(slip->code, "0000", kiosk::local::Line::Use)->reason == "wrong_proof");
    REQUIRE(kiosk.kiosk->cancel(slip->code, "5678", kiosk::local::Line::Use)->state == "cancelled");
    kiosk.sync();
    CHECK(kiosk.state_of(*slip) == "cancelled");
    using Row = std::tuple<std::string, std::string>;
    auto const [reason, why] = GENERATE(table<std::string, std::string>({
        Row{"kana_not_kana", "kanji"},
        Row{"phone_too_short", "a short number"},
        Row{"address_missing", "no address"},
        Row{"wish_impossible", "a day gone by"},
        Row{"municipality_unknown", "a wrong digit"},
    }));
    INFO(why);
    auto wrong = form;
    if (reason == "kana_not_kana")
        wrong.person.kana = "田中";
    else if (reason == "phone_too_short")
        wrong.person.phone = "0901";
    else if (reason == "address_missing")
        wrong.person.address = "";
    else if (reason == "wish_impossible")
        wrong.wishes = {"2020-01-01:am"};
    else
        wrong.municipality = "352048";
    auto const refused = kiosk.kiosk->request_visit(wrong, kiosk::local::Line::Use);
    REQUIRE(refused);
    CHECK(refused->state == "refused");
    CHECK(refused->reason == reason);
}

TEST_CASE("S1: A visit that is called off sets its visitor free", "[hub][visit]")
{
    Village village;
    auto const id = village.ask_for(village.wish()).body["id"].get<std::string>();
    json const how{{"starts_at", village.moment(10)}, {"visitor", village.visitor}};
    auto const session = village.schedule(id, how).body["session"].get<std::string>();
    json const reason{{"reason", "体調がすぐれない"}};
    REQUIRE(village.hub.ask("POST", "/v1/registrations/" + id + "/cancel", reason, village.carrier).status
        == 200);
    CHECK(village.hub.ask("GET", "/v1/sessions/" + session, nullptr, village.carrier).body["state"]
        == "cancelled");
    auto other = village.wish();
    other["kana"] = "やまだ";
    CHECK(village.schedule(village.ask_for(other).body["id"], how).status == 200);
    // A wish that is no visit yet is cancelled itself.
    auto third = village.wish();
    third["kana"] = "さとう";
    auto const open = village.ask_for(third).body["id"].get<std::string>();
    auto const target = "/v1/visit-requests/" + open + "/cancel";
    CHECK(village.hub.ask("POST", target, json::object(), village.clerk).status == 422);
    CHECK(village.hub.ask("POST", target, reason, village.clerk).body["state"] == "cancelled");
}

TEST_CASE("S1: A wish that cannot be names its field", "[hub][visit]")
{
    Village village;
    using Row = std::tuple<std::string, json, std::string, std::string>;
    auto const [field, value, named, why] = GENERATE(table<std::string, json, std::string, std::string>({
        Row{"address", nullptr, "address", "nobody finds the house"},
        Row{"municipality", "352012", "municipality", "not of this hub"},
        Row{"municipality", "352048", "municipality", "a wrong check digit"},
        Row{"kana", "田中", "kana", "kanji"},
        Row{"phone", "12", "phone", "too short"},
        Row{"birth_year", 1800, "birth_year", "impossible"},
        Row{"wishes", json::array(), "wishes", "none"},
        Row{"wishes", {"2020-01-01:am"}, "wishes[0]", "in the past"},
        Row{"wishes", {"2027-01-10:noon"}, "wishes[0]", "no half-day"},
        Row{"wishes", nullptr, "wishes", "missing"},
    }));
    INFO(field << ": " << why);
    auto body = village.wish();
    body[field] = value;
    auto const refused = village.ask_for(body);
    INFO(refused.text);
    CHECK(refused.status == 422);
    bool is_named = false;
    for (auto const& one : refused.body["errors"])
        is_named = is_named || one["field"] == named;
    CHECK(is_named);
}

} // namespace
