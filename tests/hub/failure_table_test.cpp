// The failure table of LEASE-SYNC/1: kiosks and a hub that lose each other, each case named by its row.
#include "admin/hub/routes/sync_answer.h"
#include "kiosk/local/kiosk.h"
#include "kiosk/local/pace.h"
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

#include <set>

namespace {

using namespace meguri;
using domain::RegistrationState;
using kiosk::local::Kiosk;
using kiosk::local::Line;
using nlohmann::json;
using tests::HubInMemory;
using tests::LineInMemory;
using Fate = LineInMemory::Fate;
using std::chrono::hours;
using std::chrono::minutes;

/// One kiosk of the hall v-hagi, with a line and a clock of its own.
struct Box {
    Box(HubInMemory& the_hub, std::string const& name)
        : hub(the_hub)
        , path(the_hub.folder.path() / (name + ".db"))
    {
        open();
        enrol();
    }
    void open()
    {
        kiosk.reset();
        auto opened = Kiosk::open(path, {clock, hub.random, hub.crypto, line});
        REQUIRE(opened);
        kiosk = std::move(*opened);
    }
    void enrol()
    {
        REQUIRE(kiosk->enrol("http://hub.test", hub.enrol_code("v-hagi")));
        sync();
    }
    void sync() { REQUIRE(kiosk->sync()); }
    /// Takes somebody without the line; gives what the slip said.
    kiosk::local::RegisterOutcome take(std::string const& session, std::string const& kana,
        std::string const& phone = "09012345678", Line how = Line::Forbid)
    {
        kiosk::local::Form form;
        form.session = session;
        form.person.kana = kana;
        form.person.phone = phone;
        form.person.birth_year = 1948;
        auto outcome = kiosk->register_person(form, how);
        REQUIRE(outcome);
        return *outcome;
    }
    std::string state_of(kiosk::local::RegisterOutcome const& slip)
    {
        return kiosk->registration_by_code(slip.code).value()->state;
    }

    HubInMemory& hub;
    tests::FakeClock clock{hub.clock};
    LineInMemory line{hub};
    std::filesystem::path path;
    std::unique_ptr<Kiosk> kiosk;
};

struct Town {
    HubInMemory hub;
    std::string clerk = hub.token_of(domain::Role::Municipality, "352047");

    domain::SeatAccount seats(std::string const& session)
    {
        return hub.store().seats(domain::SessionId(session)).value();
    }
    RegistrationState state(kiosk::local::RegisterOutcome const& slip)
    {
        return hub.store().registration(domain::RegistrationId(slip.id)).value().value().state;
    }
    std::vector<std::string> calls()
    {
        std::vector<std::string> reasons;
        for (auto const& call : hub.store().open_calls("").value())
            reasons.push_back(call.reason);
        return reasons;
    }
    void set_capacity(std::string const& session, int capacity)
    {
        auto body = hub.ask("GET", "/v1/sessions/" + session, nullptr, clerk).body;
        auto const version = body["version"].dump();
        json const put{{"title", body["title"]}, {"format", body["format"]}, {"venue", body["venue"]["id"]},
            {"starts_at", body["starts_at"]}, {"ends_at", body["ends_at"]}, {"capacity", capacity},
            {"course", body["course"]}};
        auto const done = hub.ask("PUT", "/v1/sessions/" + session, put, clerk, {{"if-match", version}});
        INFO(done.text);
        REQUIRE(done.status == 200);
    }
    void act(int kiosk, std::string const& action)
    {
        auto const done = hub.ask("POST", "/v1/kiosks/" + std::to_string(kiosk) + "/" + action,
            {{"name", "みほん 職員"}, {"reason", "盗難"}}, clerk);
        INFO(done.text);
        REQUIRE(done.status == 200);
    }
    /// Time passes for the hub and for every kiosk.
    template <class... Boxes> void pass(std::chrono::seconds time, Boxes&... boxes)
    {
        hub.clock.pass(time);
        (boxes.clock.pass(time), ...);
    }
};

// Break: apply a batch outside one savepoint.
TEST_CASE("Row 2: a batch that fails half-way leaves nothing, and the kiosk repeats it", "[sync][row2]")
{
    Town town;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a");
    (void)box.take(session, "みほん はな", "09000000001");
    (void)box.take(session, "やまだ たろう", "09000000002");
    auto database = storage::Database::open(town.hub.database(), storage::Access::ReadWrite);
    REQUIRE(database);
    REQUIRE(database->execute("CREATE TRIGGER broken BEFORE INSERT ON command WHEN NEW.cmd_no=2"
                              " BEGIN SELECT RAISE(ABORT, 'the disk failed'); END"));
    CHECK_FALSE(box.kiosk->sync());
    CHECK(town.seats(session).confirmed == 0);
    REQUIRE(database->execute("DROP TRIGGER broken"));
    box.sync();
    CHECK(town.seats(session).confirmed == 2);
}

// Break: return an outcome before the commit of the kiosk's own store.
TEST_CASE("Row 4: what was not committed shows no slip and costs nothing", "[sync][row4]")
{
    Town town;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a");
    auto database = storage::Database::open(box.path, storage::Access::ReadWrite);
    REQUIRE(database);
    REQUIRE(database->execute("CREATE TRIGGER broken BEFORE INSERT ON registration"
                              " BEGIN SELECT RAISE(ABORT, 'power cut'); END"));
    kiosk::local::Form form;
    form.session = session;
    form.person = {"みほん はな", "09000000001", 1948, "", "", "", false, false};
    CHECK_FALSE(box.kiosk->register_person(form, Line::Forbid));
    REQUIRE(database->execute("DROP TRIGGER broken"));
    box.open();
    CHECK(box.kiosk->outbox().value().empty());
    CHECK(box.kiosk->rights().value()[session] == 1);
}

TEST_CASE("Row 5: after a power cut behind the commit the registration stands, once", "[sync][row5]")
{
    Town town;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a");
    auto const slip = box.take(session, "みほん はな");
    CHECK(slip.state == "confirmed");
    box.open();
    CHECK(box.state_of(slip) == "confirmed");
    CHECK(box.kiosk->rights().value()[session] == 0);
    box.sync();
    CHECK(town.state(slip) == RegistrationState::Confirmed);
    CHECK(town.seats(session).confirmed == 1);
}

// Break: list only new grants; or leave the digest out of the idle answer.
TEST_CASE(
    "Row 9: a grant whose reply was lost is listed again, also to a kiosk that only idles", "[sync][row9]")
{
    Town town;
    Box box(town.hub, "a");
    auto const session = town.hub.published(10);
    town.pass(minutes(2), box);
    box.line.fate = [] { return Fate::ReplyLost; };
    CHECK_FALSE(box.kiosk->sync());
    CHECK(town.seats(session).leased == 1);
    CHECK(box.kiosk->leases().value().empty());
    box.line.fate = [] { return Fate::Arrives; };
    box.sync();
    CHECK(box.kiosk->rights().value()[session] == 1);
    CHECK(town.seats(session).leased == 1);
}

// Break: close a lease without comparing the bitmaps.
TEST_CASE("Row 10: a lease that is given back before its spends have come stays out", "[sync][row10]")
{
    Town town;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a");
    auto const lease = box.kiosk->leases().value().front().view.lease;
    auto const slip = box.take(session, "みほん はな");
    auto const& identity = *box.kiosk->identity();
    hub::core::ReceiveCommands overtaking;
    overtaking.kiosk = identity.answer.kiosk;
    overtaking.proto = "1.0";
    overtaking.closing = {{lease, 1}};
    town.hub.apply(overtaking);
    CHECK(town.seats(session).leased == 1);
    CHECK(town.seats(session).free() == 9);
    box.sync();
    CHECK(town.state(slip) == RegistrationState::Confirmed);
    CHECK(town.seats(session).confirmed + town.seats(session).leased + town.seats(session).free() == 10);
}

// Break: forget the end of use; or let the hub take an expired lease back by itself.
TEST_CASE(
    "Row 11: past its time a right promises nothing, and stays out until the kiosk settles", "[sync][row11]")
{
    Town town;
    auto const start = town.hub.clock.now() + hours(24 * 20);
    auto const session = town.hub.published(
        10, {{"starts_at", domain::to_iso(start)}, {"ends_at", domain::to_iso(start + hours(1))}});
    Box box(town.hub, "a");
    town.pass(hours(24 * 8), box);
    CHECK(box.take(session, "みほん はな").state == "provisional");
    CHECK(town.seats(session).leased == 1);
    box.sync();
    CHECK(box.kiosk->rights().value()[session] == 1); // The old one was settled, a new one lent.
    CHECK(town.seats(session).leased == 1);
}

// Break: use a lease whatever the clock says.
TEST_CASE("Row 12: a kiosk whose clock is years off promises nothing until the hub told it the time",
    "[sync][row12]")
{
    auto const jump = GENERATE(hours(24 * 365 * 3), -hours(24 * 365 * 3));
    Town town;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a");
    CHECK(box.take(session, "みほん はな", "09000000001").state == "confirmed");
    box.sync();
    box.clock.jump(jump);
    if (jump < hours(0)) {
        CHECK(box.take(session, "やまだ たろう", "09000000002").state == "provisional");
        CHECK_FALSE(box.kiosk->is_clock_sane().value());
    }
    (void)box.kiosk->sync();
    CHECK_FALSE(box.kiosk->is_clock_sane().value());
    CHECK(box.kiosk->rights().value()[session] == 0);
    box.clock.jump(-jump);
    box.sync();
    CHECK(box.kiosk->is_clock_sane().value());
    CHECK(town.seats(session).confirmed + town.seats(session).leased <= 10);
}

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

// Break: refuse the push of another major version, or send it changes it cannot read.
TEST_CASE("Row 30: an older kiosk's push is taken, and it is told which version it needs", "[sync][row30]")
{
    Town town;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a");
    auto const slip = box.take(session, "みほん はな");
    auto const& identity = *box.kiosk->identity();
    auto const command = json::parse(box.kiosk->outbox().value().front().text);
    json const request{{"proto", "0.9"}, {"kiosk", identity.answer.kiosk}, {"install", identity.install},
        {"nonce", std::string(32, '0')},
        {"position", {{"epoch", identity.answer.epoch}, {"cursor", 0}, {"outbox_head", 1}}},
        {"commands", json::array({command})}};
    auto const answer = town.hub.ask("POST", "/v1/sync", request, identity.answer.credential);
    REQUIRE(answer.status == 200);
    CHECK(answer.body["results"][0]["state"] == "confirmed");
    CHECK(answer.body["changes"].empty());
    CHECK(answer.body["min_proto"] == "1.0");
    CHECK(town.seats(session).leased == 0); // Nothing is lent to it.
    CHECK(town.state(slip) == RegistrationState::Confirmed);
}

// Break: judge, or lose, what a revoked kiosk sends.
TEST_CASE(
    "Row 35: a kiosk that is enrolled again sends what it still owed under its new number", "[sync][row35]")
{
    Town town;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a");
    auto const slip = box.take(session, "みほん はな", "09000000001");
    auto const later = box.take(session, "やまだ たろう", "09000000002");
    CHECK(slip.state == "confirmed");
    CHECK(later.state == "provisional");
    town.act(1, "revoke");
    auto const refused = box.kiosk->sync();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == base::ErrorKind::Refused);
    CHECK(town.seats(session).confirmed == 0);
    CHECK(town.seats(session).leased == 1); // Still promised: only a person takes it back.
    CHECK(box.kiosk->outbox().value().front().state == "pending");
    box.enrol();
    CHECK(town.state(slip) == RegistrationState::Confirmed);
    CHECK(town.state(later) == RegistrationState::Confirmed);
    CHECK(box.state_of(later) == "confirmed");
    for (auto const& row : box.kiosk->outbox().value())
        CHECK(row.state == "acked");
}

// Break: refuse a right's spend by the close; or forget the grace, or its end.
TEST_CASE("Row 38: what was taken before the close counts when it comes after it", "[sync][row38]")
{
    using Case = std::tuple<std::string, int, std::string>;
    auto const [how, hours_late, state] = GENERATE(table<std::string, int, std::string>({
        Case{"with a right", 40, "confirmed"},
        Case{"without one", 2, "confirmed"},
        Case{"without one", 40, "refused"},
    }));
    INFO(how << " " << hours_late);
    Town town;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a");
    if (how == "without one")
        (void)box.take(session, "みほん はな", "09000000001");
    auto const slip = box.take(session, "やまだ たろう", "09000000002");
    CHECK(slip.state == (how == "without one" ? "provisional" : "confirmed"));
    town.pass(hours(25 + hours_late), box);
    box.sync();
    CHECK(domain::name_of(town.state(slip)) == state);
    auto const calls = town.calls();
    bool const is_called = std::count(calls.begin(), calls.end(), "provisional_" + state) == 1;
    CHECK(is_called == (how == "without one"));
}

// Break: count a try that was queued; or judge the sixth.
TEST_CASE("Five wrong proofs in an hour, and a kiosk's cancellations are judged no more", "[sync]")
{
    Town town;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a");
    auto const slip = box.take(session, "みほん はな", "09012345678", Line::Use);
    for (int i = 0; i < 5; ++i)
        CHECK(box.kiosk->cancel(slip.code, "0000", Line::Use)->reason == "wrong_proof");
    CHECK(box.kiosk->cancel(slip.code, "5678", Line::Use)->reason == "too_many_tries");
    town.pass(minutes(61), box);
    CHECK(box.kiosk->cancel(slip.code, "5678", Line::Use)->state == "cancelled");
}

TEST_CASE("Rights are taken back by name and with a reason only", "[sync]")
{
    Town town;
    (void)town.hub.published(10);
    Box box(town.hub, "a");
    auto const bare = town.hub.ask("POST", "/v1/kiosks/1/reclaim", json::object(), town.clerk);
    CHECK(bare.status == 422);
    CHECK(bare.body["errors"].size() == 2);
    auto const elsewhere = town.hub.token_of(domain::Role::Municipality, "352110");
    CHECK(town.hub.ask("POST", "/v1/kiosks/1/recall", {{"name", "a"}, {"reason", "b"}}, elsewhere).status
        == 403);
    auto const list = town.hub.ask("GET", "/v1/kiosks", nullptr, town.clerk);
    REQUIRE(list.body["kiosks"].size() == 1);
    CHECK(list.body["kiosks"][0]["leases"][0]["state"] == "open");
    CHECK(town.hub.ask("GET", "/v1/kiosks", nullptr, elsewhere).body["kiosks"].empty());
    town.act(1, "recall");
    box.sync();
    town.pass(minutes(2), box);
    box.sync();
    CHECK(town.hub.ask("GET", "/v1/kiosks/9/recall", nullptr, town.clerk).status != 200);
}

// Break: forget the note; or let it wait behind nothing.
TEST_CASE("Row 6: a kiosk without paper tells staff at the next sync, and the registration stands", "[sync][row6]")
{
    Town town;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a");
    auto const slip = box.take(session, "みほん はな");
    REQUIRE(box.kiosk->note("printer_failed"));
    box.sync();
    CHECK(town.state(slip) == RegistrationState::Confirmed);
    auto const audit = town.hub.store().audit_after(0, 1000).value();
    CHECK(std::any_of(audit.begin(), audit.end(),
        [](auto const& row) { return row.action == "kiosk.note" && row.detail == "printer_failed"; }));
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
    REQUIRE(town.hub.ask("PUT", "/v1/sessions/" + session, put, town.clerk, {{"if-match", body["version"].dump()}})
                .status
        == 200);
    box.sync();
    CHECK(town.state(slip) == RegistrationState::Confirmed);
    CHECK(town.calls() == (is_moved ? std::vector<std::string>{"session_moved"} : std::vector<std::string>()));
}

// Break: refuse the number, so that everything behind it is held for ever; or forget the command.
TEST_CASE("Row 31: a command the hub does not know yet stays in the outbox, and those behind it go on", "[sync][row31]")
{
    Town town;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a");
    auto const slip = box.take(session, "みほん はな");
    auto const& identity = *box.kiosk->identity();
    auto const first = json::parse(box.kiosk->outbox().value().front().text);
    auto const sign = [&](json object, base::Bytes const& before) {
        auto const hash = town.hub.crypto.hash(base::bytes_of(protocol::canonical(object["body"])));
        auto const message = protocol::command_message(before, object, hash);
        object["chain"] = base::to_base64(town.hub.crypto.hash(message));
        object["signature"] = base::to_base64(
            town.hub.crypto.sign({identity.signing_public, identity.signing_secret}, message));
        return object;
    };
    auto newer = first;
    newer["type"] = "greet";
    newer["cmd_id"] = "01900000-0000-7000-8000-000000000001";
    newer = sign(newer, base::Bytes(32));
    auto behind = first;
    behind["cmd_no"] = 2;
    behind["origin"] = {{"kiosk", 1}, {"install", identity.install}, {"cmd_no", 1}};
    behind = sign(behind, base::from_base64(newer["chain"].get<std::string>()).value());
    json const request{{"proto", "1.7"}, {"kiosk", identity.answer.kiosk}, {"install", identity.install},
        {"nonce", std::string(32, '0')},
        {"position", {{"epoch", identity.answer.epoch}, {"cursor", 0}, {"outbox_head", 2}}},
        {"commands", json::array({newer, behind})}};
    auto const answer = town.hub.ask("POST", "/v1/sync", request, identity.answer.credential);
    REQUIRE(answer.status == 200);
    CHECK(answer.body["results"][0]["state"] == "unsupported");
    CHECK(answer.body["results"][1]["state"] == "confirmed");
    CHECK(town.state(slip) == RegistrationState::Confirmed);
}

// Break: wait the same time everywhere; or without an upper bound.
TEST_CASE("Row 33: kiosks that come back together do not come at once", "[sync][row33]")
{
    tests::SeededRandom dice(7);
    using kiosk::local::next_sync_after;
    std::set<long long> waits;
    for (int kiosk = 0; kiosk < 400; ++kiosk) {
        auto const wait = next_sync_after(12, std::chrono::seconds(60), dice);
        CHECK(wait >= std::chrono::seconds(1));
        CHECK(wait <= std::chrono::seconds(300));
        waits.insert(wait.count());
    }
    CHECK(waits.size() > 150);
    CHECK(next_sync_after(1, std::chrono::seconds(60), dice) <= std::chrono::seconds(2));
    auto const steady = next_sync_after(0, std::chrono::seconds(60), dice);
    CHECK(steady >= std::chrono::seconds(60));
    CHECK(steady <= std::chrono::seconds(70));
}

// Break: take an answer twice, or one to an export that a sync by the line has overtaken.
TEST_CASE("A stick that is lost, copied or used twice changes nothing", "[sync][stick]")
{
    Town town;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a");
    auto const slip = box.take(session, "みほん はな");
    auto const lost = box.kiosk->export_request();
    auto const carried = box.kiosk->export_request();
    REQUIRE(carried);
    CHECK(carried->second.pushed == 1);
    auto const answer_to = [&](std::string const& text) {
        auto const file = protocol::stick_request_from_text(text);
        REQUIRE(file);
        auto const request = protocol::sync_request_from_json(json::parse(file->request));
        REQUIRE(request);
        hub::routes::SyncWorld const world{town.hub.vault(), town.hub.clock, town.hub.crypto,
            town.hub.hub().epoch().value()};
        auto const kiosk = town.hub.store().kiosk_by_install(request->install).value().value();
        auto const outcome
            = town.hub.apply(hub::routes::prepared(world, town.hub.store(), kiosk, *request));
        auto const body = hub::routes::sync_body(
            world, town.hub.store(), kiosk, *request, std::get<hub::core::ReceivedAnswer>(outcome));
        return protocol::to_text(protocol::StickAnswer{
            request->nonce, body, hub::routes::sync_signature(world, *request, body)});
    };
    auto const old_answer = answer_to(lost->first);
    auto const answer = answer_to(carried->first);
    CHECK(answer_to(carried->first) != ""); // A copy used at the hub again: one effect.
    CHECK(town.seats(session).confirmed == 1);
    CHECK_FALSE(box.kiosk->import_answer(old_answer));
    auto altered = answer;
    altered.replace(altered.find("confirmed"), 9, "cancelled");
    CHECK_FALSE(box.kiosk->import_answer(altered));
    REQUIRE(box.kiosk->import_answer(answer));
    CHECK(box.state_of(slip) == "confirmed");
    CHECK(box.kiosk->outbox().value().front().state == "acked");
    CHECK(box.kiosk->import_answer(answer).error().kind == base::ErrorKind::Refused);
    auto const overtaken = box.kiosk->export_request();
    auto const late = answer_to(overtaken->first);
    (void)box.take(session, "やまだ たろう", "09000000002");
    box.sync();
    CHECK_FALSE(box.kiosk->import_answer(late));
}

} // namespace
