// A kiosk whose cursor says nothing to its hub any more: it takes a snapshot, goes on from there, and is told
// how its own registrations stand all the same.
#include "admin/hub/routes/sync_answer.h"
#include "shared/net/gzip.h"
#include "tests/hub/town.h"

#include <set>

namespace {

using namespace meguri;
using nlohmann::json;
using std::chrono::hours;
using std::chrono::minutes;
using tests::Box;
using tests::Town;
using Fate = tests::LineInMemory::Fate;

std::set<std::string> shown(Box& box)
{
    std::set<std::string> ids;
    for (auto const& session : box.kiosk->sessions().value())
        ids.insert(session.id);
    return ids;
}

/// A class so far ahead that it is still to come when tombstones are old.
std::string far_ahead(Town& town, int capacity = 10)
{
    auto const start = town.hub.clock.now() + hours(24 * 200);
    return town.hub.published(
        capacity, {{"starts_at", domain::to_iso(start)}, {"ends_at", domain::to_iso(start + hours(1))}});
}

/// Two classes, of which one is taken back and its tombstone purged while the kiosk heard nothing.
struct Away {
    Town town;
    std::string kept = far_ahead(town);
    std::string gone = far_ahead(town);
    Box box{town.hub, "a"};
    kiosk::local::RegisterOutcome slip;

    Away()
    {
        slip = box.take(kept, "みほん はな");
        box.sync();
        REQUIRE(shown(box) == std::set{kept, gone});
        REQUIRE(
            town.hub.ask("POST", "/v1/sessions/" + gone + "/unpublish", nullptr, town.clerk).status == 200);
        town.cancel(slip);
        town.pass(hours(24 * 46), box);
        town.hub.apply(hub::core::PassTime());
    }
    std::int64_t floor() { return town.hub.store().counters().value().feed_floor; }
};

std::string snapshot_url(Town& town, Box& box, std::string const& epoch, std::int64_t cursor)
{
    auto const& identity = *box.kiosk->identity();
    json const request{{"proto", "1.0"}, {"kiosk", identity.answer.kiosk}, {"install", identity.install},
        {"nonce", std::string(32, '0')},
        {"position", {{"epoch", epoch}, {"cursor", cursor}, {"outbox_head", 1}}}};
    auto const answer = town.hub.ask("POST", "/v1/sync", request, identity.answer.credential);
    CAPTURE(answer.text);
    REQUIRE((answer.status == 200 || answer.status == 204));
    return answer.body.is_object() ? answer.body.value("snapshot_url", "") : "";
}

// Break: never purge; or send the changes since the old cursor although a tombstone among them is gone; or
// count the snapshot's number as what the kiosk knows of its own registrations.
TEST_CASE("A kiosk that was away for longer than tombstones live takes a snapshot", "[sync][snapshot]")
{
    Away away;
    CHECK(away.floor() > 0);
    auto const report = away.box.kiosk->sync();
    REQUIRE(report);
    CHECK(report->snapshots == 1);
    CHECK(shown(away.box) == std::set{away.kept});
    CHECK(away.box.state_of(away.slip) == "cancelled");
    CHECK(away.box.kiosk->position().value().cursor == away.town.hub.store().head_seq().value());
    auto const next = away.box.kiosk->sync();
    REQUIRE(next);
    CHECK(next->snapshots == 0);
    CHECK(next->requests == 1);
    CHECK(next->pulled == 0);
}

// Break: purge the tombstones of the public feed too early, or never.
TEST_CASE("A tombstone lives 45 days, and no cancelled class loses its place in the list", "[sync][snapshot]")
{
    Town town;
    auto const off = town.hub.published(5);
    auto const done
        = town.hub.ask("POST", "/v1/sessions/" + off + "/cancel", {{"reason", "台風"}}, town.clerk);
    REQUIRE(done.status == 200);
    auto const one = far_ahead(town);
    REQUIRE(town.hub.ask("POST", "/v1/sessions/" + one + "/unpublish", nullptr, town.clerk).status == 200);
    auto const is_listed = [&] {
        auto const page = town.hub.ask("GET", "/feeds/scheduled-sessions");
        return page.text.find("\"" + one + "\"") != std::string::npos;
    };
    town.hub.clock.pass(hours(24 * 3));
    town.hub.apply(hub::core::PassTime()); // The cancelled one's day has passed.
    town.hub.clock.pass(hours(24 * 41));
    town.hub.apply(hub::core::PassTime());
    CHECK(is_listed());
    CHECK(town.hub.store().counters().value().feed_floor == 0);
    town.hub.clock.pass(hours(24 * 2));
    town.hub.apply(hub::core::PassTime());
    CHECK_FALSE(is_listed());
    town.hub.clock.pass(hours(24 * 3));
    town.hub.apply(hub::core::PassTime());
    auto const feed = town.hub.ask("GET", "/feeds/scheduled-sessions").text;
    CHECK(feed.find("\"" + off + "\"") == std::string::npos);
    auto const list = town.hub.ask("GET", "/v1/sessions").text;
    CHECK(list.find("\"" + off + "\"") != std::string::npos);
    town.hub.apply(hub::core::ActOnSession{domain::SessionId(one), domain::SessionAction::Publish, "", "x"});
    CHECK(is_listed());
}

// Break: answer a bad cursor with an error, or with the changes since it.
TEST_CASE("A cursor that says nothing names a snapshot, and is no error", "[sync][snapshot]")
{
    Away away;
    auto const& position = away.box.kiosk->position().value();
    auto const epoch = position.epoch;
    auto const head = away.town.hub.store().head_seq().value();
    CHECK(snapshot_url(away.town, away.box, epoch, 0).empty()); // It has nothing yet: the changes are all.
    CHECK(snapshot_url(away.town, away.box, epoch, head).empty());
    CHECK(snapshot_url(away.town, away.box, epoch, away.floor()).empty());
    auto const url = snapshot_url(away.town, away.box, epoch, away.floor() - 1);
    CHECK(url.starts_with("/v1/snapshots/"));
    CHECK(snapshot_url(away.town, away.box, epoch, head + 1) == url);
    CHECK(snapshot_url(away.town, away.box, "9-" + std::string(32, 'a'), head) == url);
    away.town.hub.clock.pass(minutes(59));
    CHECK(snapshot_url(away.town, away.box, epoch, head + 1) == url);
    away.town.hub.clock.pass(minutes(2));
    away.town.hub.apply(
        hub::core::ActOnSession{domain::SessionId(away.gone), domain::SessionAction::Publish, "", "x"});
    CHECK(snapshot_url(away.town, away.box, epoch, head + 1000) != url);
    CHECK(away.town.hub.ask("GET", url).status == 200); // For whoever is still taking it.
}

// Break: keep the old epoch's rows; forget what is pending.
TEST_CASE("A hub of another epoch is followed by its snapshot, and what waits is pushed", "[sync][snapshot]")
{
    Town town;
    auto const session = far_ahead(town);
    Box box(town.hub, "a");
    REQUIRE(town.hub.store().set_setting("epoch", "2-" + std::string(32, 'b')));
    town.hub.restart();
    auto const slip = box.take(session, "みほん はな");
    auto const report = box.kiosk->sync();
    REQUIRE(report);
    CHECK(report->snapshots == 1);
    CHECK(box.kiosk->position().value().epoch == "2-" + std::string(32, 'b'));
    CHECK(box.state_of(slip) == "confirmed");
    CHECK(shown(box) == std::set{session});
}

// Break: begin anew whenever a piece is lost; or believe what does not fit the hash.
TEST_CASE("A snapshot comes in pieces and goes on where the line broke", "[sync][snapshot]")
{
    Away away;
    away.box.snapshot_piece = 100;
    away.box.open();
    int pieces = 0;
    int lost = 0;
    away.box.line.fate = [&] { return ++pieces % 3 == 0 ? (++lost, Fate::RequestLost) : Fate::Arrives; };
    int rounds = 0;
    while (rounds < 50 && shown(away.box).contains(away.gone)) {
        (void)away.box.kiosk->sync();
        ++rounds;
    }
    auto const size = away.town.hub.ask("GET", snapshot_url(away.town, away.box, "other", 0)).text.size();
    CAPTURE(pieces, lost, rounds, size);
    CHECK(shown(away.box) == std::set{away.kept});
    CHECK(lost > 1);
    // A request for each piece, one to begin each round, one for the changes after it, and the lost ones.
    CHECK(pieces <= static_cast<int>(size / 100) + 1 + rounds + 1 + lost);
}

// Break: apply what a portal or a cache made of it.
TEST_CASE("A snapshot that is not the one the hub named changes nothing", "[sync][snapshot]")
{
    Away away;
    int requests = 0;
    away.box.line.fate = [&] { return ++requests == 2 ? Fate::CaptivePortal : Fate::Arrives; };
    auto const report = away.box.kiosk->sync();
    REQUIRE_FALSE(report);
    CHECK(report.error().kind == base::ErrorKind::Unreachable);
    CHECK(shown(away.box) == std::set{away.kept, away.gone}); // As old as it was, better than none.
    REQUIRE(away.box.kiosk->sync());
    CHECK(shown(away.box) == std::set{away.kept});
}

// Break: answer ranges as a whole without saying so; or reach beyond the end.
TEST_CASE("A snapshot is served whole or in ranges, and any cache may keep it", "[sync][snapshot]")
{
    Away away;
    auto const url = snapshot_url(away.town, away.box, "other", 1);
    auto const whole = away.town.hub.ask("GET", url);
    REQUIRE(whole.status == 200);
    CHECK(whole.headers.at("cache-control") == "public, max-age=86400, immutable");
    CHECK(url == "/v1/snapshots/" + away.town.hub.crypto.hash_hex(whole.text));
    auto const size = std::to_string(whole.text.size());
    auto const [range, status, content_range] = GENERATE_COPY(table<std::string, int, std::string>({
        {"bytes=0-9", 206, "bytes 0-9/" + size},
        {"bytes=10-", 206, "bytes 10-" + std::to_string(whole.text.size() - 1) + "/" + size},
        {"bytes=5-99999999", 206, "bytes 5-" + std::to_string(whole.text.size() - 1) + "/" + size},
        {"bytes=" + size + "-", 416, "bytes */" + size},
        {"bytes=9-5", 200, ""},
        {"bytes=-5", 200, ""},
        {"bytes=1-2,4-5", 200, ""},
        {"bytes=99999999999999999999999-", 200, ""},
        {"lines=1-2", 200, ""},
    }));
    CAPTURE(range);
    auto const part = away.town.hub.ask_raw("GET", url, "", "", {{"range", range}});
    CHECK(part.status == status);
    CHECK((part.headers.contains("content-range") ? part.headers.at("content-range") : "") == content_range);
    if (status == 200)
        CHECK(part.text == whole.text);
    CHECK(away.town.hub.ask("GET", "/v1/snapshots/none").status == 404);
    auto const unpacked = net::gunzip(whole.text, 1 << 20);
    REQUIRE(unpacked);
    CHECK(json::parse(*unpacked)["changes"].size() == 1);
}

// Break: number it anew in its new town only.
TEST_CASE(
    "A class that moves to another town leaves the kiosks of the first, and comes back", "[sync][snapshot]")
{
    Town town;
    auto const carrier = town.hub.token_of(domain::Role::Provider, "kddi");
    auto const start = town.hub.clock.now() + hours(48);
    auto const made = town.hub.ask("POST", "/v1/sessions",
        {{"title", "電話をかける"}, {"format", "mobile_van"}, {"venue", "v-hagi"},
            {"starts_at", domain::to_iso(start)}, {"ends_at", domain::to_iso(start + hours(1))},
            {"capacity", 3}, {"course", {{"level", "basic"}, {"topics", {"line"}}}}},
        carrier);
    REQUIRE(made.status == 201);
    auto const id = made.body["id"].get<std::string>();
    REQUIRE(town.hub.ask("POST", "/v1/sessions/" + id + "/publish", nullptr, carrier).status == 200);
    Box box(town.hub, "a");
    REQUIRE(shown(box) == std::set{id});
    town.change(id, {{"venue", "v-nagato"}}, carrier);
    town.pass(minutes(2), box);
    box.sync();
    CHECK(shown(box).empty());
    Box newcomer(town.hub, "b");
    CHECK(shown(newcomer).empty());
    town.change(id, {{"venue", "v-hagi"}}, carrier);
    town.pass(minutes(2), box, newcomer);
    box.sync();
    newcomer.sync();
    CHECK(shown(box) == std::set{id});
    CHECK(shown(newcomer) == std::set{id});
}

// Break: leave the snapshot out of the file.
TEST_CASE("A stick carries the snapshot that its answer names", "[sync][snapshot][stick]")
{
    Away away;
    auto const exported = away.box.kiosk->export_request();
    REQUIRE(exported);
    auto const file = protocol::stick_request_from_text(exported->first).value();
    auto const request = protocol::sync_request_from_json(json::parse(file.request)).value();
    auto& hub = away.town.hub;
    auto const epoch = hub.hub().epoch().value();
    hub::routes::Snapshots snapshots(hub.crypto, hub.clock, epoch);
    hub::routes::LeaseDigests digests;
    hub::routes::SyncWorld const world{hub.vault(), hub.clock, hub.crypto, epoch, snapshots, digests};
    auto const kiosk = hub.store().kiosk_by_install(request.install).value().value();
    auto const outcome = hub.apply(hub::routes::prepared(world, hub.store(), kiosk, request));
    auto const body = hub::routes::sync_body(
        world, hub.store(), kiosk, request, std::get<hub::core::ReceivedAnswer>(outcome));
    auto answer = hub::routes::stick_answer(world, request, body);
    REQUIRE_FALSE(answer.snapshot.empty());
    auto altered = answer;
    altered.snapshot.back() ^= 1U;
    SECTION("whole")
    {
        REQUIRE(away.box.kiosk->import_answer(protocol::to_text(answer)));
        CHECK(shown(away.box) == std::set{away.kept});
        CHECK(away.box.state_of(away.slip) == "cancelled");
    }
    SECTION("altered on the way")
    {
        CHECK(away.box.kiosk->import_answer(protocol::to_text(altered)).error().kind
            == base::ErrorKind::Refused);
        CHECK(shown(away.box) == std::set{away.kept, away.gone});
    }
}

} // namespace
