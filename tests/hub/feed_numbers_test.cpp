// What the validators do not see: that an item's number rises with any change of what the feed says of it,
// and that nothing else moves it where a consumer would notice the difference.
#include "tests/hub/town.h"

#include <map>

namespace {

using namespace meguri;
using namespace std::chrono_literals;
using nlohmann::json;
using tests::Box;
using tests::Town;

/// Both feeds as they stand, by id.
std::map<std::string, json> all_items(Town& town)
{
    std::map<std::string, json> items;
    for (std::string const feed : {"/feeds/scheduled-sessions", "/feeds/session-series"})
        for (auto next = feed;;) {
            auto const page = town.hub.ask("GET", next).body;
            for (auto const& item : page["items"])
                items[item["id"]] = item;
            auto const after = page["next"].get<std::string>().substr(std::string("http://hub.test").size());
            if (after == next)
                break;
            next = after;
        }
    return items;
}

domain::Venue venue_of(Town& town, std::string const& id)
{
    return town.hub.store().venue(domain::VenueId(id)).value().value();
}

void load_names(Town& town, std::string const& provider, std::string const& municipality)
{
    auto const facts = std::make_shared<hub::core::Facts>();
    facts->content = provider + municipality;
    facts->year.fiscal_year = 2026;
    facts->year.prefecture = "350001";
    facts->year.as_of = domain::tokyo_date(town.hub.clock.now());
    domain::Programme programme;
    programme.id = domain::ProgrammeId("p-any");
    programme.name = "事業";
    programme.fiscal_year = domain::FiscalYear{2026};
    facts->programmes = {programme};
    facts->year.subsidised = programme.id;
    facts->organisations
        = {{domain::OrganisationId("softbank"), provider, domain::OrganisationKind::Provider}};
    facts->municipalities = {{domain::MunicipalityCode::parse("352047").value(), municipality, "はぎし",
        domain::MunicipalityKind::City}};
    auto const done = town.hub.apply(hub::core::LoadFacts{facts, "test"});
    REQUIRE(std::holds_alternative<hub::core::LoadedAnswer>(done));
}

/// Does `work`; wants every item that reads otherwise behind a higher number, and at least one of them.
void must_rise(Town& town, std::string const& what, std::function<void()> const& work)
{
    INFO(what);
    auto const before = all_items(town);
    work();
    int changed = 0;
    for (auto const& [id, item] : all_items(town)) {
        auto const old = before.find(id);
        auto const said = [](json const& one) { return one.value("data", json()); };
        if (old == before.end() || said(old->second) == said(item))
            continue;
        ++changed;
        INFO(id);
        CHECK(item["modified"] > old->second["modified"]);
    }
    CHECK(changed > 0);
}

} // namespace

// Break: take any touch out of the core: of a seat, a right, a field, a place, a name.
TEST_CASE("Whatever is said of an item otherwise raises its number", "[sync][feed]")
{
    Town town;
    auto new_house = venue_of(town, "v-hagi");
    new_house.id = domain::VenueId("v-new");
    new_house.position.reset();
    REQUIRE(town.hub.store().put(new_house));
    auto const id = town.hub.published(4, {{"title", "教室"}});
    auto const there
        = town.hub.published(4, {{"title", "教室"}, {"venue", "v-new"}, {"provider", "softbank"}});
    auto const start = town.hub.clock.now() + 30h;
    auto const iso = [&](std::chrono::hours later) { return domain::to_iso(start + later); };
    json const two_parts = json::array({{{"starts_at", iso(0h)}, {"ends_at", iso(1h)}, {"venue", "v-hagi"}},
        {{"starts_at", iso(24h)}, {"ends_at", iso(25h)}, {"venue", "v-hagi"}}});
    for (auto const& fields : {json{{"capacity", 6}}, json{{"title", "別の教室"}},
             json{{"course", {{"level", "advanced"}, {"topics", {"line"}}}}},
             json{{"course", {{"level", "advanced"}, {"topics", {"map"}}}}}, json{{"format", "shop_class"}},
             json{{"venue", "v-new"}}, json{{"starts_at", iso(0h)}, {"ends_at", iso(1h)}},
             json{{"starts_at", iso(0h)}, {"ends_at", iso(25h)}, {"parts", two_parts}},
             json{{"registration_closes_at", iso(-3h)}}, json{{"delivery", "online"}}})
        must_rise(town, fields.dump(), [&] { town.change(id, fields); });
    std::string registration;
    must_rise(town, "a seat is taken",
        [&] { registration = town.hub.register_by_phone(there, "やまだ はなこ", "0838221111").body["id"]; });
    must_rise(town, "a seat is given back", [&] {
        town.hub.ask(
            "POST", "/v1/registrations/" + registration + "/cancel", {{"reason", "都合"}}, town.clerk);
    });
    must_rise(town, "the house is placed", [&] {
        new_house.position = domain::Position{34.4, 131.4};
        new_house.name = "新しい会館";
        town.hub.apply(hub::core::SaveCatalogue{{}, {new_house}, {}, "test"});
    });
    must_rise(town, "the provider is called otherwise", [&] { load_names(town, "新しい名前", "萩市"); });
    must_rise(town, "the town is called otherwise", [&] { load_names(town, "新しい名前", "新萩市"); });
    must_rise(town, "called off", [&] {
        town.hub.ask("POST", "/v1/sessions/" + id + "/cancel", {{"reason", "台風"}}, town.clerk);
    });
    must_rise(town, "taken back",
        [&] { town.hub.ask("POST", "/v1/sessions/" + there + "/unpublish", nullptr, town.clerk); });
}

// Break: lend a right without a touch; settle one without.
TEST_CASE("A right that is lent, spent or given back raises the number of its session", "[sync][feed]")
{
    Town town;
    auto const id = town.hub.published(6);
    std::unique_ptr<Box> box;
    must_rise(town, "lent", [&] { box = std::make_unique<Box>(town.hub, "a"); });
    (void)box->take(id, "みほん はな");
    must_rise(town, "spent, and the next one lent", [&] { box->sync(); });
    must_rise(town, "given back", [&] {
        town.act(1, "revoke");
        town.act(1, "reclaim");
    });
}
