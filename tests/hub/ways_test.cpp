// What people do at a kiosk after they registered, with real cores of hub and kiosk: they come, take another
// day, say how it was; with the line up, with it down, and at another kiosk than the one that printed the
// slip.
#include "shared/domain/receipt_code.h"
#include "tests/hub/town.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace {

using namespace meguri;
using domain::RegistrationState;
using kiosk::local::Line;
using nlohmann::json;
using tests::Box;
using tests::Town;

protocol::SurveyAnswers const happy{"good", "yes", "yes"};

std::optional<domain::AttendanceMark> mark_of(Town& town, kiosk::local::RegisterOutcome const& slip)
{
    return town.hub.store().registration(domain::RegistrationId(slip.id)).value().value().attendance;
}

/// A class at v-hagi tomorrow at ten, and a kiosk there that took somebody for it.
struct Visitor {
    Town town;
    std::string session = town.hub.published(3);
    Box one{town.hub, "one"};
    Box two{town.hub, "two"};
    kiosk::local::RegisterOutcome slip = one.take(session, "みほん はな", "09012345678", Line::Use);

    void pass(std::chrono::minutes time) { town.pass(time, one, two); }
};

// Break: mark whoever comes, whenever; take staff's mark back; forget the hour before the start.
TEST_CASE(
    "Whoever says 'here I am' is marked present around the class and at no other time", "[ways][attend]")
{
    using Row = std::tuple<int, std::string, std::string>;
    auto const [minutes, state, reason] = GENERATE(table<int, std::string, std::string>({
        Row{0, "refused", "not_today"},
        Row{24 * 60 - 1, "refused", "not_today"},
        Row{24 * 60, "attended", ""},
        Row{25 * 60 + 30, "attended", ""},
        Row{26 * 60, "attended", ""},
        Row{26 * 60 + 1, "refused", "not_today"},
    }));
    auto const line = GENERATE(Line::Use, Line::Forbid);
    INFO(minutes << (line == Line::Use ? " online" : " offline"));
    Visitor visitor;
    visitor.pass(std::chrono::minutes(minutes));
    auto const said = visitor.one.kiosk->attend(visitor.slip.code, line);
    REQUIRE(said);
    CHECK(said->state == state);
    CHECK(said->reason == reason);
    REQUIRE(said->session);
    CHECK(said->session->id == visitor.session);
    visitor.pass(std::chrono::hours(5));
    visitor.one.sync();
    bool const is_present = mark_of(visitor.town, visitor.slip) == domain::AttendanceMark::Present;
    CHECK(is_present == (state == "attended"));
}

TEST_CASE("What a number says when it is shown at the class", "[ways][attend]")
{
    Visitor visitor;
    auto& town = visitor.town;
    auto const full = town.hub.published(1);
    visitor.one.sync();
    auto const first = visitor.one.take(full, "やまだ いち", "09011112222", Line::Use);
    auto const waiter = visitor.one.take(full, "たなか に", "09033334444", Line::Use);
    REQUIRE(waiter.state == "waiting");
    visitor.pass(std::chrono::hours(25));
    auto const say = [&](Box& box, std::string const& code) {
        auto const said = box.kiosk->attend(code, Line::Use);
        REQUIRE(said);
        return said->state + " " + said->reason;
    };
    CHECK(say(visitor.one, "123") == "refused code_wrong");
    CHECK(say(visitor.one, domain::receipt_code(domain::RegistrationId("nobody"))) == "refused unknown_code");
    CHECK(say(visitor.one, waiter.code) == "refused not_confirmed");
    // At another kiosk of the same hall, twice, with one effect.
    CHECK(say(visitor.two, visitor.slip.code) == "attended ");
    CHECK(say(visitor.one, visitor.slip.code) == "attended ");
    // What staff correct stands.
    auto const mark = [&](std::string const& id, std::string const& how) {
        auto const token = town.hub
                               .ask("POST", "/v1/login",
                                   {{"login", "municipality-352047"}, {"password", "a long password"}})
                               .body["token"]
                               .get<std::string>();
        return town.hub.ask("POST", "/v1/registrations/" + id + "/attendance", {{"mark", how}}, token).status;
    };
    REQUIRE(mark(visitor.slip.id, "no_show") == 200);
    CHECK(say(visitor.two, visitor.slip.code) == "refused marked_by_staff");
    CHECK(mark_of(town, visitor.slip) == domain::AttendanceMark::NoShow);
    CHECK(say(visitor.two, first.code) == "attended ");
}

// Break: judge another kiosk's number by this kiosk's own list alone; drop what overtakes its registration.
TEST_CASE("A slip of a kiosk without its line is attended elsewhere before the hub has heard of it",
    "[ways][attend]")
{
    Visitor visitor;
    auto const early = visitor.one.take(visitor.session, "やまだ たろう", "09011112222");
    visitor.pass(std::chrono::hours(25));
    auto const offline = visitor.two.kiosk->attend(early.code, Line::Forbid);
    REQUIRE(offline);
    CHECK(offline->state == "requested");
    auto const online = visitor.two.kiosk->attend(early.code, Line::Use);
    REQUIRE(online);
    CHECK(online->reason == "unknown_code");
    CHECK(visitor.two.kiosk->survey(early.code, happy, Line::Use)->reason == "unknown_code");
    visitor.one.sync();
    CHECK(visitor.town.state(early) == RegistrationState::Attended);
    CHECK(visitor.town.hub.store().surveys(domain::SessionId(visitor.session)).value().size() == 1);
}

// Break: leave out kept_one_of() in mark_arrived, or in keep_survey.
TEST_CASE(
    "A slip that staff made one with another opens the door at the kiosk that printed it", "[ways][attend]")
{
    Visitor visitor;
    auto& town = visitor.town;
    auto const again = visitor.one.take(visitor.session, "みほん はなこ", "09012345679", Line::Use);
    REQUIRE(again.state == "confirmed");
    auto const merged = town.hub.ask(
        "POST", "/v1/registrations/" + visitor.slip.id + "/merge", {{"other", again.id}}, town.clerk);
    REQUIRE(merged.status == 200);
    visitor.one.sync();
    CHECK(visitor.one.state_of(again) == "cancelled");
    CHECK(visitor.one.state_of(visitor.slip) == "confirmed");
    visitor.pass(std::chrono::hours(24));
    auto const said = visitor.one.kiosk->attend(again.code, Line::Use);
    REQUIRE(said);
    CHECK(said->state == "attended");
    CHECK(town.state(visitor.slip) == RegistrationState::Attended);
    CHECK(town.state(again) == RegistrationState::Cancelled);
    CHECK(visitor.one.kiosk->survey(again.code, happy, Line::Use)->reason.empty());
    CHECK(town.hub.store().surveys(domain::SessionId(visitor.session)).value().size() == 1);
}

// Break: free the old seat before the new one stands.
TEST_CASE("Another day is taken whole or not at all", "[ways][move]")
{
    Visitor visitor;
    auto& town = visitor.town;
    auto const other = town.hub.published(10);
    auto const full = town.hub.published(1);
    REQUIRE(town.hub.register_by_phone(full, "やまだ たろう", "09011112222").status == 201);
    visitor.two.sync();
    auto const go = [&](std::string const& session, std::string const& proof) {
        auto const said = visitor.two.kiosk->move(visitor.slip.code, session, proof, Line::Use);
        REQUIRE(said);
        return said->state + " " + said->reason;
    };
    auto const stands_in = [&] {
        return town.hub.store().registration(domain::RegistrationId(visitor.slip.id)).value()->session.value;
    };
    CHECK(go(other, "0000") == "refused wrong_proof");
    CHECK(go(other, "12") == "refused phone_last4_wrong");
    CHECK(go("s999", "5678") == "refused unknown_session");
    CHECK(go(full, "5678") == "refused no_free_seat");
    CHECK(stands_in() == visitor.session);
    CHECK(town.seats(visitor.session).confirmed == 1);
    CHECK(go(other, "5678") == "confirmed ");
    CHECK(stands_in() == other);
    CHECK(town.seats(visitor.session).confirmed == 0);
    CHECK(town.seats(other).confirmed == 1);
    CHECK(go(other, "5678") == "confirmed "); // Again: nothing changes.
    // Back, by the token of the slip itself.
    auto const token = visitor.one.kiosk->registration_by_code(visitor.slip.code).value()->token;
    CHECK(go(visitor.session, token) == "confirmed ");
    CHECK(town.calls().empty()); // Whoever stood there was told.
    auto const cancelled = visitor.two.kiosk->cancel(visitor.slip.code, token, Line::Use);
    REQUIRE(cancelled);
    CHECK(cancelled->state == "cancelled");
    CHECK(go(other, "5678") == "refused not_from_this_state");
}

TEST_CASE("Another day without the line is a request, which staff tell the end of", "[ways][move]")
{
    Visitor visitor;
    auto& town = visitor.town;
    auto const other = town.hub.published(10);
    visitor.two.sync();
    auto const early = visitor.one.take(visitor.session, "やまだ たろう", "09011112222");
    for (auto const& [code, last4] : {std::pair(visitor.slip.code, "5678"), std::pair(early.code, "2222")}) {
        auto const said = visitor.two.kiosk->move(code, other, last4, Line::Forbid);
        REQUIRE(said);
        CHECK(said->state == "requested");
    }
    visitor.pass(std::chrono::minutes(10));
    visitor.two.sync();
    CHECK(town.seats(other).confirmed == 1);
    visitor.one.sync(); // Brings the other registration, for which the request has waited.
    CHECK(town.seats(other).confirmed == 2);
    auto const calls = town.calls();
    CHECK(std::count(calls.begin(), calls.end(), "moved") == 2);
    visitor.one.sync();
    auto const kept = visitor.one.kiosk->registration_by_code(visitor.slip.code).value().value();
    CHECK(kept.session == other);
    CHECK(kept.has_call);
}

// Break: keep the first answer; take words nobody offered.
TEST_CASE("What people say after the class is counted, the last word of each", "[ways][survey]")
{
    Visitor visitor;
    auto& kiosk = *visitor.two.kiosk;
    CHECK(kiosk.survey(visitor.slip.code, {"great", "yes", "yes"}, Line::Use)->reason == "answers_face");
    CHECK(kiosk.survey(visitor.slip.code, {"bad", "no", "no"}, Line::Use)->state == "done");
    CHECK(kiosk.survey(visitor.slip.code, happy, Line::Forbid)->state == "requested");
    visitor.two.sync();
    auto const target = "/v1/sessions/" + visitor.session + "/survey";
    auto const counts = visitor.town.hub.ask("GET", target, nullptr, visitor.town.clerk);
    INFO(counts.text);
    CHECK(counts.body["answers"] == 1);
    CHECK(counts.body["face"] == json{{"good", 1}, {"middle", 0}, {"bad", 0}});
    CHECK(counts.body["understood"]["yes"] == 1);
    auto const by_staff = [&](json const& body) {
        return visitor.town.hub.ask(
            "POST", "/v1/registrations/" + visitor.slip.id + "/survey", body, visitor.town.clerk);
    };
    CHECK(by_staff({{"answers", {{"face", "middle"}, {"understood", "partly"}, {"again", "no"}}}}).status
        == 200);
    auto const wrong = by_staff({{"answers", {{"face", "fine"}, {"understood", "partly"}, {"again", "no"}}}});
    CHECK(wrong.status == 422);
    CHECK(wrong.body["errors"][0]["field"] == "answers.face");
    CHECK(by_staff(json::object()).body["errors"][0]["field"] == "answers");
    visitor.town.cancel(visitor.slip);
    CHECK(kiosk.survey(visitor.slip.code, happy, Line::Use)->reason == "not_confirmed");
}

// Break: answer a wrong proof otherwise than an unknown number; count right ones.
TEST_CASE("A slip of another kiosk is shown to whoever proves to hold it, and five wrong proofs are enough",
    "[ways][ask]")
{
    Visitor visitor;
    auto& kiosk = *visitor.two.kiosk;
    auto const token = visitor.one.kiosk->registration_by_code(visitor.slip.code).value()->token;
    for (int i = 0; i < 7; ++i)
        for (auto const& proof : {token, std::string("5678")}) {
            auto const asked = kiosk.ask_slip(visitor.slip.code, proof);
            REQUIRE(asked);
            REQUIRE(*asked);
            CHECK((*asked)->kept.id == visitor.slip.id);
            CHECK((*asked)->kept.token == token);
            CHECK((*asked)->kept.state == "confirmed");
            CHECK((*asked)->session->id == visitor.session);
            CHECK_FALSE((*asked)->has_call);
        }
    for (int i = 0; i < 5; ++i) {
        auto const wrong = kiosk.ask_slip(visitor.slip.code, "0000");
        REQUIRE(wrong);
        CHECK_FALSE(*wrong);
    }
    CHECK(kiosk.ask_slip(visitor.slip.code, "5678").error().kind == base::ErrorKind::Busy);
    CHECK(visitor.one.kiosk->ask_slip(visitor.slip.code, "5678").value());
    visitor.pass(std::chrono::minutes(61));
    CHECK(kiosk.ask_slip(visitor.slip.code, "5678").value());
    visitor.two.line.fate = [] { return tests::LineInMemory::Fate::CaptivePortal; };
    CHECK(kiosk.ask_slip(visitor.slip.code, "5678").error().kind == base::ErrorKind::Unreachable);
}

/// The PIN of v-hagi, set by its clerk.
void set_pin(Town& town, std::string const& pin)
{
    auto const done = town.hub.ask("PUT", "/v1/venues/v-hagi/staff-pin", {{"pin", pin}}, town.clerk);
    INFO(done.text);
    REQUIRE(done.status == 200);
}

// Break: find by the number alone; leave the reading off the record.
TEST_CASE("A lost slip is found by kana and telephone with the staff's PIN", "[ways][lost]")
{
    Visitor visitor;
    auto& kiosk = *visitor.two.kiosk;
    CHECK(kiosk.find_lost("みほん はな", "09012345678", "471100").error().kind == base::ErrorKind::Refused);
    set_pin(visitor.town, "471100");
    CHECK(kiosk.find_lost("みほん はな", "09012345678", "471200").error().kind == base::ErrorKind::Refused);
    auto const found = kiosk.find_lost("ミホンハナ", "090-1234-5678", "471100");
    REQUIRE(found);
    REQUIRE(found->size() == 1);
    CHECK(found->front().kept.code == visitor.slip.code);
    CHECK(found->front().session->id == visitor.session);
    CHECK(kiosk.find_lost("みほん たろう", "09012345678", "471100")->empty());
    CHECK(kiosk.find_lost("みほん はな", "09012345679", "471100")->empty());
    auto const rows = visitor.town.hub.store().audit_after(0, 10'000).value();
    CHECK(std::count_if(rows.begin(), rows.end(), [&](auto const& row) {
        return row.action == "person.read" && row.target == visitor.slip.id && row.detail == "slip_lost";
    }) == 2);
    for (int i = 0; i < 6; ++i)
        CHECK(kiosk.find_lost("みほん はな", "09012345678", "471100"));
    CHECK(kiosk.find_lost("みほん はな", "09012345678", "471100").error().kind == base::ErrorKind::Busy);
}

// Break: count in memory; look at a PIN while the wait runs.
TEST_CASE("The staff corner opens without the line, and wrong PINs slow down over a restart", "[ways][pin]")
{
    using kiosk::local::PinAnswer;
    Town town;
    Box box(town.hub, "one");
    CHECK(box.kiosk->check_pin("471100")->answer == PinAnswer::NotSet);
    set_pin(town, "471100");
    box.sync();
    CHECK(box.kiosk->check_pin("471100")->answer == PinAnswer::Right);
    for (auto const& [wrong, wait] : {std::pair("471200", 0), std::pair("", 0), std::pair("47110815x", 5)}) {
        auto const said = box.kiosk->check_pin(wrong);
        REQUIRE(said);
        CHECK(said->answer == PinAnswer::Wrong);
        CHECK(said->wait_seconds == wait);
    }
    box.open();
    CHECK(box.kiosk->check_pin("471100")->answer == PinAnswer::Wait);
    for (int wait = 10; wait <= 2000; wait *= 2) {
        box.clock.pass(std::chrono::seconds(1000));
        auto const said = box.kiosk->check_pin("0000");
        REQUIRE(said);
        CHECK(said->answer == PinAnswer::Wrong);
        CHECK(said->wait_seconds == std::min(wait, 900));
    }
    box.clock.pass(std::chrono::seconds(899));
    CHECK(box.kiosk->check_pin("471100")->answer == PinAnswer::Wait);
    box.clock.pass(std::chrono::seconds(2));
    CHECK(box.kiosk->check_pin("471100")->answer == PinAnswer::Right);
    CHECK(box.kiosk->check_pin("0000")->wait_seconds == 0);
}

TEST_CASE("An area that is added reaches an enrolled kiosk", "[ways][pin]")
{
    Town town;
    Box box(town.hub, "one");
    CHECK(box.kiosk->identity()->areas.empty());
    REQUIRE(town.hub
                .ask("PUT", "/v1/areas/a-hagi",
                    {{"municipality", "352047"}, {"name", "江向"}, {"has_shop", false}}, town.clerk)
                .status
        == 200);
    box.sync();
    REQUIRE(box.kiosk->identity()->areas.size() == 1);
    box.open();
    CHECK(box.kiosk->identity()->areas.front().name == "江向");
    auto const idle = box.kiosk->sync();
    REQUIRE(idle);
    CHECK(idle->requests == 1);
}

kiosk::local::HelpForm half_filled()
{
    kiosk::local::HelpForm form;
    form.screen = "phone";
    form.way = "find";
    form.person.kana = "みほん はな";
    form.person.phone = "0901234";
    return form;
}

// Break: open the form without its purpose, for the prefecture, or after somebody came.
TEST_CASE("Who calls staff is seen at the desk, the form only for the purpose and until somebody came",
    "[ways][help]")
{
    Town town;
    Box box(town.hub, "one");
    REQUIRE(box.kiosk->call_for_help(half_filled()));
    struct Row {
        std::string who;
        std::string query;
        std::size_t calls;
        bool sees_the_form;
    };
    auto const prefecture = town.hub.token_of(domain::Role::Prefecture, "prefecture");
    auto const neighbour = town.hub.token_of(domain::Role::Municipality, "352110");
    auto const desk = town.hub.token_of(domain::Role::Venue, "v-hagi");
    for (auto const& row :
        std::vector<Row>{{town.clerk, "?purpose=help", 1, true}, {town.clerk, "", 1, false},
            {desk, "?purpose=help", 1, true}, {prefecture, "?purpose=help", 1, false},
            {neighbour, "?purpose=help", 0, false}, {town.hub.key_of("kddi"), "?purpose=help", 0, false}}) {
        auto const list = town.hub.ask("GET", "/v1/help" + row.query, nullptr, row.who);
        INFO(list.text);
        REQUIRE(list.body["help"].size() == row.calls);
        if (row.calls == 0)
            continue;
        CHECK(list.body["help"][0]["state"] == "open");
        CHECK(list.body["help"][0]["venue"]["name"] == "みほん公民館");
        CHECK(list.body["help"][0]["form"].is_null() != row.sees_the_form);
        if (row.sees_the_form)
            CHECK(list.body["help"][0]["form"]["phone"] == "0901234");
    }
    auto const list = town.hub.ask("GET", "/v1/help", nullptr, town.clerk);
    auto const id = list.body["help"][0]["id"].get<std::string>();
    CHECK(town.hub.ask("POST", "/v1/help/" + id + "/done", nullptr, neighbour).status == 404);
    REQUIRE(town.hub.ask("POST", "/v1/help/" + id + "/done", nullptr, desk).status == 200);
    auto const done = town.hub.ask("GET", "/v1/help?purpose=help", nullptr, town.clerk);
    CHECK(done.body["help"][0]["state"] == "done");
    CHECK(done.body["help"][0]["form"].is_null());
    CHECK(town.hub.store().help(id).value()->sealed.empty());
    REQUIRE(box.kiosk->call_for_help(half_filled()));
    town.hub.clock.pass(std::chrono::hours(25));
    town.hub.apply(hub::core::PassTime());
    CHECK(town.hub.store().open_helps_before(town.hub.clock.now()).value().empty());
    box.line.fate = [] { return tests::LineInMemory::Fate::RequestLost; };
    CHECK(box.kiosk->call_for_help(half_filled()).error().kind == base::ErrorKind::Unreachable);
}

std::string bytes_below(std::filesystem::path const& folder, std::string const& name)
{
    std::string all;
    for (auto const& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().filename().string().starts_with(name)) {
            std::ifstream file(entry.path(), std::ios::binary);
            all.append(std::istreambuf_iterator<char>(file), {});
        }
    return all;
}

// Break: write the form, the proof or the PIN down anywhere.
TEST_CASE("Nothing that was typed stands on the kiosk's disk, nor in clear on the line", "[ways][canary]")
{
    Visitor visitor;
    set_pin(visitor.town, "471108");
    std::string sent;
    visitor.two.line.change = [&](std::string& body) { sent += body; };
    auto& kiosk = *visitor.two.kiosk;
    visitor.two.sync();
    auto form = half_filled();
    form.person.kana = "かなりあ すずこ";
    form.person.phone = "08077001234";
    CHECK(kiosk.call_for_help(form));
    CHECK(kiosk.find_lost("かなりあ すずこ", "08077001234", "471108"));
    CHECK(kiosk.ask_slip(visitor.slip.code, "5678"));
    CHECK(kiosk.check_pin("998877"));
    CHECK(kiosk.check_pin("471108"));
    CHECK(kiosk.attend(visitor.slip.code, Line::Use));
    CHECK(kiosk.survey(visitor.slip.code, happy, Line::Use));
    CHECK(kiosk.move(visitor.slip.code, visitor.session, "5678", Line::Forbid));
    visitor.two.line.fate = [] { return tests::LineInMemory::Fate::RequestLost; };
    CHECK_FALSE(kiosk.call_for_help(form));
    for (auto const& bytes : {bytes_below(visitor.town.hub.folder.path(), "two"), sent}) {
        REQUIRE(bytes.size() > 1000);
        for (auto const* canary : {"かなりあ", "すずこ", "08077001234", "471108", "998877", "\"5678\""})
            CHECK(bytes.find(canary) == std::string::npos);
    }
}

} // namespace
