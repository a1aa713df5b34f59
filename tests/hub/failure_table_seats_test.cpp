// The failure table of LEASE-SYNC/1, rows 20 to 29: what staff and other people do meanwhile.
#include "tests/hub/town.h"

namespace {

using namespace meguri;
using domain::RegistrationState;
using kiosk::local::Line;
using nlohmann::json;
using std::chrono::hours;
using std::chrono::minutes;
using tests::Box;
using tests::Town;

// Break: drop people above the new capacity; or lend on.
TEST_CASE("Row 20: a lowered capacity is a target: rights are asked back, nobody is dropped", "[sync][row20]")
{
    bool const are_spent = GENERATE(false, true);
    Town town;
    auto const session = town.hub.published(10);
    std::vector<std::unique_ptr<Box>> boxes;
    for (int i = 0; i < 4; ++i)
        boxes.push_back(std::make_unique<Box>(town.hub, "k" + std::to_string(i)));
    for (int i = 0; i < 5; ++i)
        REQUIRE(
            town.hub.register_by_phone(session, "みほん", "0901111000" + std::to_string(i)).status == 201);
    REQUIRE(town.seats(session).leased == 4);
    std::vector<kiosk::local::RegisterOutcome> slips;
    if (are_spent)
        for (std::size_t i = 0; i < 3; ++i)
            slips.push_back(boxes[i]->take(session, "やまだ たろう", "0902222000" + std::to_string(i)));
    town.set_capacity(session, 6);
    for (int round = 0; round < 2; ++round)
        for (auto& box : boxes) {
            town.pass(minutes(2), *box);
            box->sync();
        }
    for (auto const& slip : slips)
        CHECK(town.state(slip) == RegistrationState::Confirmed);
    CHECK(town.seats(session).confirmed == (are_spent ? 8 : 5));
    CHECK(town.seats(session).leased == 0);
    CHECK(town.seats(session).free() == (are_spent ? -2 : 1));
}

TEST_CASE("Row 21: seats that are added go to those who wait first", "[sync][row21]")
{
    Town town;
    auto const session = town.hub.published(1);
    for (int i = 0; i < 3; ++i)
        (void)town.hub.register_by_phone(session, "みほん", "0901111000" + std::to_string(i));
    Box box(town.hub, "a");
    CHECK(town.seats(session).waiting == 2);
    town.set_capacity(session, 2);
    CHECK(town.seats(session).confirmed == 2);
    CHECK(town.seats(session).waiting == 1);
    box.sync();
    CHECK(box.kiosk->rights().value()[session] == 0);
}

// Break: confirm a spend of a cancelled session; or refuse it without a call.
TEST_CASE("Row 22: a seat promised without the line in a session cancelled meanwhile becomes a call",
    "[sync][row22]")
{
    Town town;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a");
    auto const slip = box.take(session, "みほん はな");
    CHECK(slip.state == "confirmed");
    REQUIRE(
        town.hub.ask("POST", "/v1/sessions/" + session + "/cancel", {{"reason", "台風"}}, town.clerk).status
        == 200);
    box.sync();
    CHECK(town.state(slip) == RegistrationState::Cancelled);
    CHECK(box.state_of(slip) == "cancelled");
    CHECK(town.calls() == std::vector<std::string>{"session_cancelled"});
}

TEST_CASE("Row 25: a cancellation repeated at another kiosk changes nothing more", "[sync][row25]")
{
    Town town;
    auto const session = town.hub.published(10);
    Box one(town.hub, "a");
    Box other(town.hub, "b");
    auto const slip = one.take(session, "みほん はな");
    one.sync();
    CHECK(one.kiosk->cancel(slip.code, "5678", Line::Use)->state == "cancelled");
    auto const seq = town.hub.store().head_seq().value();
    CHECK(other.kiosk->cancel(slip.code, "5678", Line::Use)->state == "cancelled");
    CHECK(town.hub.store().head_seq().value() == seq + 1); // The command itself.
}

// Break: count a lent right as free.
TEST_CASE("Row 26: a late register with a right is confirmed beside the promoted waiter", "[sync][row26]")
{
    Town town;
    auto const session = town.hub.published(3);
    Box box(town.hub, "a");
    auto const first = town.hub.register_by_phone(session, "みほん", "09011110001");
    (void)town.hub.register_by_phone(session, "みほん", "09011110002");
    auto const slip = box.take(session, "やまだ たろう");
    auto const waiter = town.hub.register_by_phone(session, "みほん", "09011110003");
    CHECK(waiter.body["state"] == "waiting");
    (void)town.hub.ask("POST", "/v1/registrations/" + first.body["id"].get<std::string>() + "/cancel",
        {{"reason", "電話"}}, town.clerk);
    CHECK(town.seats(session).waiting == 0);
    box.sync();
    CHECK(town.state(slip) == RegistrationState::Confirmed);
    CHECK(town.seats(session).confirmed == 3);
    CHECK(town.seats(session).free() == 0);
}

// Break: keep the right of a duplicate; or make two seats of one person.
TEST_CASE("Row 27: the same person confirmed at two kiosks takes one seat", "[sync][row27]")
{
    Town town;
    auto const session = town.hub.published(10);
    Box one(town.hub, "a");
    Box other(town.hub, "b");
    auto const slip = one.take(session, "みほん はな");
    auto const twin = other.take(session, "ミホン ハナ");
    CHECK(slip.state == "confirmed");
    CHECK(twin.state == "confirmed");
    one.sync();
    other.sync();
    CHECK(town.state(slip) == RegistrationState::Confirmed);
    CHECK(town.state(twin) == RegistrationState::Duplicate);
    CHECK(other.state_of(twin) == "duplicate");
    CHECK(town.seats(session).confirmed == 1);
    CHECK(town.seats(session).confirmed + town.seats(session).leased + town.seats(session).free() == 10);
}

TEST_CASE("Row 28: a couple with one phone are two people", "[sync][row28]")
{
    Town town;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a");
    (void)box.take(session, "みほん はな");
    (void)box.take(session, "みほん いちろう");
    box.sync();
    CHECK(town.seats(session).confirmed == 2);
}

// Break: give the late spend a seat that is not there; or put it behind the others who wait.
TEST_CASE("Row 29: late spends of rights taken back by force go to the head of the line, with a call",
    "[sync][row29]")
{
    Town town;
    auto const session = town.hub.published(4);
    auto const second = town.hub.published(4);
    Box box(town.hub, "a");
    auto const slip = box.take(session, "みほん はな", "09033330001");
    auto const slip2 = box.take(second, "みほん はな", "09033330001");
    town.act(1, "reclaim");
    CHECK(town.seats(session).leased == 0);
    for (auto const& full : {session, second})
        for (int i = 0; i < 5; ++i)
            (void)town.hub.register_by_phone(full, "みほん", "0901111000" + std::to_string(i));
    CHECK(town.seats(session).waiting == 1);
    box.sync();
    CHECK(town.state(slip) == RegistrationState::Waiting);
    CHECK(box.kiosk->registration_by_code(slip.code).value()->position == 1);
    CHECK(town.hub.store().promises_broken().value().size() == 2);
    auto const calls = town.calls();
    CHECK(std::count(calls.begin(), calls.end(), "promise_broken") == 2);
    CHECK(town.seats(session).confirmed == 4);
    CHECK(town.state(slip2) == RegistrationState::Waiting);
}

TEST_CASE("Row 29: a late spend takes a free seat when there is one", "[sync][row29]")
{
    Town town;
    auto const session = town.hub.published(4);
    Box box(town.hub, "a");
    auto const slip = box.take(session, "みほん はな");
    town.act(1, "reclaim");
    box.sync();
    CHECK(town.state(slip) == RegistrationState::Confirmed);
    CHECK(town.hub.store().promises_broken().value().empty());
}

// Break: call nobody; or everybody whose session changed its title.
TEST_CASE("Row 23: a slip printed before the class was moved needs a call", "[sync][row23]")
{
    bool const is_moved = GENERATE(true, false);
    Town town;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a");
    auto const slip = box.take(session, "みほん はな");
    auto body = town.hub.ask("GET", "/v1/sessions/" + session, nullptr, town.clerk).body;
    auto const start = town.hub.clock.now() + hours(is_moved ? 49 : 25);
    json const put{{"title", "もう一度 LINE"}, {"format", body["format"]}, {"venue", body["venue"]["id"]},
        {"starts_at", domain::to_iso(start)}, {"ends_at", domain::to_iso(start + hours(1))}, {"capacity", 10},
        {"course", body["course"]}};
    REQUIRE(
        town.hub
            .ask("PUT", "/v1/sessions/" + session, put, town.clerk, {{"if-match", body["version"].dump()}})
            .status
        == 200);
    box.sync();
    CHECK(town.state(slip) == RegistrationState::Confirmed);
    CHECK(
        town.calls() == (is_moved ? std::vector<std::string>{"session_moved"} : std::vector<std::string>()));
}

} // namespace
