// A hub that went on from a copy of its database: consumers of the feeds who were ahead of the copy end with
// what the hub has, and kiosks bring again what it has lost.
#include "tests/harvest/harvester.h"
#include "tests/hub/town.h"

#include <algorithm>
#include <set>

namespace {

using namespace meguri;
using namespace std::chrono;
using namespace std::chrono_literals;
using nlohmann::json;
using tests::Box;
using tests::Harvester;
using tests::Town;

constexpr char sessions_feed[] = "http://hub.test/feeds/scheduled-sessions";
constexpr char series_feed[] = "http://hub.test/feeds/session-series";

/// A town whose hub is copied in the middle of its life, and a consumer of each feed.
struct Life {
    Town town;
    Harvester sessions{sessions_feed, getter()};
    Harvester series{series_feed, getter()};

    Harvester::Get getter()
    {
        return [this](std::string const& url) -> std::optional<std::string> {
            auto const answer = town.hub.ask("GET", url.substr(std::string("http://hub.test").size()));
            return answer.status == 200 ? std::optional(answer.text) : std::nullopt;
        };
    }
    void act(std::string const& id, std::string const& action)
    {
        auto const body = action == "cancel" ? json{{"reason", "台風"}} : json();
        auto const done = town.hub.ask("POST", "/v1/sessions/" + id + "/" + action, body, town.clerk);
        INFO(done.text);
        REQUIRE(done.status == 200);
    }
    std::string draft(std::string const& title, json fields = json::object())
    {
        fields["title"] = title;
        auto const id = town.hub.published(3, fields);
        auto row = town.hub.store().session(domain::SessionId(id)).value()->row;
        row.session.state = domain::SessionState::Draft;
        REQUIRE(town.hub.store().put(row));
        REQUIRE(town.hub.store().put_feed_mark(row.session.id, {}));
        REQUIRE(town.hub.store().put_feed_mark(row.series, {}));
        return id;
    }
    static void read(Harvester& harvester)
    {
        for (int page = 0; page < 1000; ++page)
            if (harvester.read_one() == Harvester::Page::Last)
                return;
        FAIL("the feed has no end");
    }
    void read()
    {
        read(sessions);
        read(series);
    }
    std::map<std::string, int> harvested() const
    {
        std::map<std::string, int> found;
        for (auto const& [id, item] : sessions.items())
            found[id] = item["data"]["maximumAttendeeCapacity"];
        return found;
    }
    std::map<std::string, int> listed()
    {
        std::map<std::string, int> found;
        auto const list = town.hub.ask("GET", "/v1/sessions").body;
        for (auto const& session : list["sessions"])
            found[session["id"]] = session["capacity"];
        return found;
    }
    /// What a consumer who begins now gets; each id may stand once only.
    json items(std::string const& feed)
    {
        json all = json::object();
        for (auto next = feed;;) {
            auto const page = json::parse(*getter()(next));
            for (auto const& item : page["items"]) {
                CHECK_FALSE(all.contains(item["id"]));
                all[item["id"].get<std::string>()] = item;
            }
            if (page["next"] == next)
                return all;
            next = page["next"];
        }
    }
};

} // namespace

// Break: go on from the copy's own number; leave rows, series, tombstones that had gone, drafts, or what the
// copy never had untold.
TEST_CASE("Whoever was ahead of a copy ends with what the restored hub has", "[sync][restore]")
{
    bool const is_before_lost = GENERATE(false, true);
    bool const has_read_all = GENERATE(false, true);
    CAPTURE(is_before_lost, has_read_all);
    Life life;
    auto& hub = life.town.hub;
    auto const changed = hub.published(3);
    auto const taken_back = hub.published(3);
    auto const once_gone = hub.published(3, {{"title", "もどる教室"}});
    life.act(once_gone, "unpublish");
    auto const drafted = life.draft("したがき");
    for (int number = 0; number < 12; ++number)
        hub.published(4, {{"title", "教室 " + std::to_string(number)}});
    life.read();
    auto const copy = hub.copy("copy.db");

    life.town.set_capacity(changed, 7);
    life.act(taken_back, "unpublish");
    life.act(once_gone, "publish");
    life.act(drafted, "publish");
    auto const made_since = hub.published(5, {{"title", "あとの教室"}});
    if (has_read_all)
        life.read();
    else
        life.sessions.read_one();
    hub.restore(copy, is_before_lost);

    life.read();
    CHECK(life.harvested() == life.listed());
    CHECK(life.listed().at(changed) == 3);
    CHECK(life.listed().contains(taken_back));
    CHECK_FALSE(life.listed().contains(drafted));
    std::set<std::string> wanted;
    for (auto const& [id, item] : life.sessions.items())
        wanted.insert(item["data"]["superEvent"]);
    std::set<std::string> known;
    for (auto const& [id, item] : life.series.items())
        known.insert(item["data"]["@id"]);
    // Of a series that only the lost database knew nobody can say that it is gone; no session names it.
    CHECK(known.size() == wanted.size() + (is_before_lost && has_read_all ? 1 : 0));
    CHECK(std::includes(known.begin(), known.end(), wanted.begin(), wanted.end()));

    // And life goes on: what had been lost comes back under its own id, once.
    life.act(drafted, "publish");
    life.town.set_capacity(changed, 9);
    life.read();
    CHECK(life.harvested() == life.listed());
    CHECK(life.listed().at(changed) == 9);
    CHECK(life.items(sessions_feed)[drafted]["state"] == "updated");
    CHECK(life.items(series_feed).size() >= life.series.items().size());
    for (auto const& complaint : life.sessions.complaints())
        FAIL_CHECK(complaint);
    for (auto const& complaint : life.series.complaints())
        FAIL_CHECK(complaint);
    CHECK(life.items(sessions_feed)[made_since]["state"] == "deleted");
}

// Break: count from the copy alone; let the clock lower a number; keep the epoch.
TEST_CASE("One copy restored again and again never gives a number out twice", "[sync][restore]")
{
    bool const is_before_lost = GENERATE(false, true);
    CAPTURE(is_before_lost);
    Life life;
    auto& hub = life.town.hub;
    hub.published(3);
    auto const copy = hub.copy("copy.db");
    std::set<std::string> epochs{hub.hub().epoch().value()};
    auto const of_copy = hub.store().head_seq().value();
    std::set<std::string> gone;
    for (int round = 0; round < 3; ++round) {
        gone.insert(hub.published(4, {{"title", "教室 " + std::to_string(round)}}));
        life.read();
        auto const told = hub.store().head_seq().value();
        hub.clock.pass(1min);
        auto const answer = hub.restore(copy, is_before_lost);
        CHECK(answer.restored_to == of_copy);
        CHECK(answer.seq > told + 100'000);
        CHECK(answer.seq < (std::int64_t(1) << 53));
        CHECK(epochs.insert(answer.epoch).second);
        auto const items = life.items(sessions_feed);
        for (auto const& item : items)
            CHECK(item["modified"] > told);
    }
    if (!is_before_lost) {
        CHECK(hub.hub().epoch().value().starts_with("4-"));
        life.read();
        CHECK(life.harvested() == life.listed());
        auto const all = life.items(sessions_feed);
        for (auto const& id : gone)
            CHECK(all[id]["state"] == "deleted");
    }
}

// Break: keep the day on which a tombstone was first made; purge what was lost too early, or never.
TEST_CASE("After a restore every tombstone stands for another 35 days, then goes", "[sync][restore]")
{
    Life life;
    auto& hub = life.town.hub;
    auto const start = hub.clock.now() + hours(24 * 200);
    json const far{{"starts_at", domain::to_iso(start)}, {"ends_at", domain::to_iso(start + 1h)}};
    auto const old = hub.published(3, far);
    life.act(old, "unpublish");
    auto const lost = life.draft("なくした", far);
    hub.clock.pass(hours(24 * 44));
    auto const copy = hub.copy("copy.db");
    hub.apply(hub::core::ActOnSession{domain::SessionId(lost), domain::SessionAction::Publish, "", "x"});
    CHECK(life.items(sessions_feed)[lost]["state"] == "updated");
    hub.restore(copy);
    hub.clock.pass(hours(24 * 36));
    hub.apply(hub::core::PassTime());
    auto const still = life.items(sessions_feed);
    REQUIRE(still.contains(old));
    REQUIRE(still.contains(lost));
    CHECK(still[old]["state"] == "deleted");
    CHECK(still[lost]["state"] == "deleted");
    CHECK(life.items(series_feed).size() == 2);
    hub.clock.pass(hours(24 * 10));
    hub.apply(hub::core::PassTime());
    CHECK(life.items(sessions_feed).empty());
    CHECK(life.items(series_feed).empty());
}

// Break: make the draft's own row a tombstone, so that its pages open; tell of a visit at home.
TEST_CASE("What was never public shows no more than an id after a restore", "[sync][restore]")
{
    Life life;
    auto& hub = life.town.hub;
    auto const drafted = life.draft("ひみつの教室");
    auto const home = life.draft("お宅の教室");
    auto row = hub.store().session(domain::SessionId(home)).value()->row;
    row.session.is_private = true;
    REQUIRE(hub.store().put(row));
    auto const series = hub.store().session(domain::SessionId(drafted)).value()->row.series;
    hub.restore(hub.copy("copy.db"), true);
    CHECK(life.items(sessions_feed)[drafted].size() == 4);
    CHECK_FALSE(life.items(sessions_feed).contains(home));
    CHECK(life.items(series_feed).size() == 1);
    for (auto const& path : {"/sessions/" + drafted, "/v1/sessions/" + drafted, "/classes/" + series})
        CHECK(hub.ask("GET", path).status == 404);
}

// Break: do not say what is needed; answer the kiosk 204; forget what an earlier copy had made safe.
TEST_CASE(
    "A kiosk brings again what a restored hub has lost, also when it has nothing new", "[sync][restore]")
{
    bool const has_something_new = GENERATE(false, true);
    CAPTURE(has_something_new);
    Town town;
    auto const session = town.hub.published(9);
    Box box(town.hub, "a");
    auto const first = box.take(session, "みほん はな");
    box.sync();
    auto const copy = town.hub.copy("copy.db");
    auto const second = box.take(session, "やまだ たろう");
    auto const third = box.take(session, "さとう うめ");
    box.sync();
    town.hub.apply(
        hub::core::RecordBackup{town.hub.store().head_seq().value(), "a copy that is lost, too", "test"});
    box.sync();
    CHECK(town.state(third) == domain::RegistrationState::Confirmed);
    auto const epoch = town.hub.restore(copy).epoch;
    CHECK_FALSE(town.hub.store().registration(domain::RegistrationId(third.id)).value());

    if (has_something_new)
        (void)box.take(session, "たなか いちろう");
    else
        town.pass(61s, box); // An idle kiosk is looked at once a minute.
    box.sync();
    CHECK(box.kiosk->position().value().epoch == epoch);
    for (auto const& slip : {first, second, third}) {
        CHECK(town.state(slip) == domain::RegistrationState::Confirmed);
        CHECK(box.state_of(slip) == "confirmed");
    }
    CHECK(town.seats(session).confirmed == (has_something_new ? 4 : 3));
    auto const again = box.kiosk->sync();
    REQUIRE(again);
    CHECK(again->requests == 1);
    CHECK(again->pushed == 0);
}
