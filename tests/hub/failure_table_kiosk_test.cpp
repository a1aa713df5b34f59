// The failure table of LEASE-SYNC/1, rows 30 to 38, sticks, and staff on a kiosk's rights.
#include "admin/hub/routes/sync_answer.h"
#include "kiosk/local/pace.h"
#include "tests/hub/town.h"

#include <set>

namespace {

using namespace meguri;
using domain::RegistrationState;
using kiosk::local::Line;
using nlohmann::json;
using std::chrono::hours;
using std::chrono::minutes;
using tests::Box;
using tests::Town;

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

// Break: use a right whatever the hub asks for; or forget it at a restart; or tell only who has something
// new.
TEST_CASE("Row 30: a kiosk that is too old for its hub takes registrations, and promises nothing by itself",
    "[sync][row30]")
{
    Town town;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a");
    CHECK(box.kiosk->rights().value()[session] == 1);
    CHECK_FALSE(box.kiosk->is_update_pending().value());
    town.hub.min_proto = "1.1";
    town.hub.restart();
    box.sync();
    box.open();
    CHECK(box.kiosk->is_update_pending().value());
    CHECK(box.kiosk->rights().value().empty());
    auto const slip = box.take(session, "みほん はな");
    CHECK(slip.state == "provisional");
    box.sync();
    CHECK(town.state(slip) == RegistrationState::Confirmed);
}

// Break: compare as text, or the major number alone.
TEST_CASE("A version is older by its numbers", "[sync]")
{
    auto const [proto, wanted, is_older] = GENERATE(table<std::string, std::string, bool>({
        {"1.0", "1.0", false},
        {"1.0", "1.1", true},
        {"1.9", "1.10", true},
        {"2.0", "1.1", false},
        {"1.5", "2.0", true},
        {"1.0", "", false},
        {"", "1.0", true},
    }));
    CAPTURE(proto, wanted);
    CHECK(protocol::is_older(proto, wanted) == is_older);
}

// Break: keep the newest key alone; number the marks by it; or never tell the kiosk.
TEST_CASE(
    "Row 34: what was sealed to an older key still opens, and the kiosk gets the new one", "[sync][row34]")
{
    Town town;
    auto const start = town.hub.clock.now() + hours(24 * 90);
    auto const session = town.hub.published(
        10, {{"starts_at", domain::to_iso(start)}, {"ends_at", domain::to_iso(start + hours(1))}});
    Box box(town.hub, "a");
    Box other(town.hub, "b");
    auto const sealed_before = box.take(session, "みほん はな", "09000000001");
    town.hub.rotate_sealing_key();
    town.hub.rotate_sealing_key();
    town.pass(hours(24 * 60), box, other);
    box.sync();
    CHECK(town.state(sealed_before) == RegistrationState::Confirmed);
    CHECK(box.kiosk->identity()->answer.sealing_key_id == 3);
    auto const sealed_after = box.take(session, "やまだ たろう", "09000000002");
    auto const again = other.take(session, "みほん はな", "09000000001"); // Still sealed to the first key.
    box.sync();
    other.sync();
    CHECK(town.state(again) == RegistrationState::Duplicate);
    auto const log_in = town.hub.ask(
        "POST", "/v1/login", {{"login", "municipality-352047"}, {"password", "a long password"}});
    auto const clerk = log_in.body.at("token").get<std::string>(); // The first one is too old by now.
    auto const roster = town.hub.ask("GET", "/v1/sessions/" + session + "/roster", nullptr, clerk).body;
    INFO(roster);
    std::set<std::string> names;
    REQUIRE(roster.contains("confirmed"));
    for (auto const& person : roster.at("confirmed"))
        names.insert(person["kana"].get<std::string>());
    CHECK(names == std::set<std::string>{"みほん はな", "やまだ たろう"});
    CHECK(town.state(sealed_after) == RegistrationState::Confirmed);
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

// Break: answer what the old install had brought without counting its new number.
TEST_CASE("Row 35: what the hub had already heard before does not stop what follows it", "[sync][row35]")
{
    Town town;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a");
    auto const heard = box.take(session, "みほん はな", "09000000001");
    box.line.fate = [] { return tests::LineInMemory::Fate::ReplyLost; };
    CHECK_FALSE(box.kiosk->sync());
    auto const later = box.take(session, "やまだ たろう", "09000000002");
    box.line.fate = [] { return tests::LineInMemory::Fate::Arrives; };
    town.act(1, "revoke");
    CHECK_FALSE(box.kiosk->sync());
    box.enrol();
    CHECK(town.state(heard) == RegistrationState::Confirmed);
    CHECK(town.state(later) == RegistrationState::Confirmed);
    for (auto const& row : box.kiosk->outbox().value())
        CHECK(row.state == "acked");
}

// Break: look for what a kiosk brought under its newest number alone; or believe anyone who names an install.
TEST_CASE("Row 35: a kiosk that is enrolled again hears how its old slips stand", "[sync][row35]")
{
    Town town;
    auto const session = town.hub.published(10);
    Box box(town.hub, "a");
    auto const slip = box.take(session, "みほん はな", "09000000001");
    box.sync();
    REQUIRE(box.state_of(slip) == "confirmed");
    town.act(1, "revoke");
    bool const lies = GENERATE(false, true);
    CAPTURE(lies);
    if (lies)
        box.line.change = [](std::string& text) {
            auto body = nlohmann::json::parse(text);
            if (!body.contains("previous"))
                return;
            body["previous"]["signature"] = base::to_base64(base::Bytes(64, 7));
            text = body.dump();
        };
    box.enrol();
    town.cancel(slip);
    box.sync();
    CHECK(box.state_of(slip) == (lies ? "confirmed" : "cancelled"));
}

// Break: retire the old number at the enrolment, whose answer may be lost; or never, so that it looks stuck;
// or retire another machine's.
TEST_CASE("Row 35: a machine's old number ends when it first speaks under the new one", "[sync][row35]")
{
    Town town;
    Box box(town.hub, "a");
    Box other(town.hub, "b");
    auto const is_active = [&](std::size_t i) {
        return town.hub.store().kiosks().value().at(i).state == hub::store::KioskState::Active;
    };
    REQUIRE(box.kiosk->enrol("http://hub.test", town.hub.enrol_code("v-hagi")));
    CHECK(is_active(0));
    box.sync();
    CHECK_FALSE(is_active(0));
    CHECK(is_active(1));
    CHECK(is_active(2));
}

// Break: leave the rows behind as they were when somebody ahead of them goes.
TEST_CASE("Whoever waits behind somebody who leaves moves up, also on the kiosk", "[sync]")
{
    Town town;
    auto const session = town.hub.published(1);
    Box box(town.hub, "a");
    std::vector<kiosk::local::RegisterOutcome> slips;
    for (auto const* phone : {"09000000001", "09000000002", "09000000003", "09000000004"}) {
        slips.push_back(box.take(session, "みほん はな", phone));
        box.sync();
    }
    auto const place = [&](int i) {
        return box.kiosk->registration_by_code(slips[static_cast<std::size_t>(i)].code).value()->position;
    };
    CHECK(place(3) == 3);
    town.cancel(slips[1]);
    box.sync();
    CHECK(place(3) == 2);
    town.cancel(slips[0]);
    box.sync();
    CHECK(box.state_of(slips[2]) == "confirmed");
    CHECK(place(3) == 1);
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
    CHECK(list.body["kiosks"][0]["leases"][0]["title"] == "LINEで写真をおくる");
    CHECK(list.body["kiosks"][0]["leases"][0]["starts_at"] == "2026-11-22T10:00:00+09:00");
    CHECK(town.hub.ask("GET", "/v1/kiosks", nullptr, elsewhere).body["kiosks"].empty());
    town.act(1, "recall");
    box.sync();
    town.pass(minutes(2), box);
    box.sync();
    CHECK(town.hub.ask("GET", "/v1/kiosks/9/recall", nullptr, town.clerk).status != 200);
}

// Break: refuse the number, so that everything behind it is held for ever; or forget the command.
TEST_CASE("Row 31: a command the hub does not know yet stays in the outbox, and those behind it go on",
    "[sync][row31]")
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
        auto const epoch = town.hub.hub().epoch().value();
        hub::routes::Snapshots snapshots(town.hub.crypto, town.hub.clock, epoch);
        hub::routes::LeaseDigests digests;
        hub::routes::SyncWorld const world{
            town.hub.vault(), town.hub.clock, town.hub.crypto, epoch, snapshots, digests};
        auto const kiosk = town.hub.store().kiosk_by_install(request->install).value().value();
        auto const outcome = town.hub.apply(hub::routes::prepared(world, town.hub.store(), kiosk, *request));
        auto const body = hub::routes::sync_body(
            world, town.hub.store(), kiosk, *request, std::get<hub::core::ReceivedAnswer>(outcome));
        return protocol::to_text(hub::routes::stick_answer(world, *request, body));
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
