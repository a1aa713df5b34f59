// The kiosks as staff work with them over the routes: the one-time code that lets another kiosk in, and what
// the list says about the rights a kiosk holds.
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace {

using namespace meguri;
using nlohmann::json;
using tests::HubInMemory;

std::string clerk_of(HubInMemory& hub)
{
    return hub.token_of(domain::Role::Municipality, "352047");
}

std::string digits_of(json const& code)
{
    auto digits = code.get<std::string>();
    std::erase(digits, '-');
    return digits;
}

/// What a kiosk sends with a code that somebody typed; each with an install of its own.
tests::Answer enrol(HubInMemory& hub, std::string const& digits, char install)
{
    return hub.ask("POST", "/v1/enrol",
        {{"code", digits}, {"install", std::string(32, install)},
            {"public_key", base::to_base64(base::Bytes(32, 7))}});
}

// Break: leave `used_at` unset; answer before the code is stored; take another venue than was asked for.
TEST_CASE("A code made at the desk enrols one kiosk at its venue, once", "[hub][kiosks]")
{
    HubInMemory hub;
    auto const made = hub.ask("POST", "/v1/kiosks/codes", {{"venue", "v-hagi"}}, clerk_of(hub));
    INFO(made.text);
    REQUIRE(made.status == 201);
    auto const words = made.body["code"].get<std::string>();
    REQUIRE(words.size() == 14);
    CHECK(words[4] == '-');
    CHECK(words[9] == '-');
    CHECK(made.body["venue"]["id"] == "v-hagi");
    CHECK(domain::time_from_iso(made.body["expires_at"].get<std::string>())
        == hub.clock.now() + std::chrono::minutes(10));
    auto const first = enrol(hub, digits_of(words), 'a');
    INFO(first.text);
    REQUIRE(first.status == 201);
    CHECK(first.body["venue"]["id"] == "v-hagi");
    CHECK(enrol(hub, digits_of(words), 'b').status >= 400);
    auto const list = hub.ask("GET", "/v1/kiosks", nullptr, clerk_of(hub));
    REQUIRE(list.body["kiosks"].size() == 1);
    CHECK(list.body["kiosks"][0]["state"] == "active");
    CHECK(list.body["kiosks"][0]["last_sync_at"].is_null());
}

// Break: give the code an hour.
TEST_CASE("A code made at the desk is worth nothing after its ten minutes", "[hub][kiosks]")
{
    HubInMemory hub;
    auto const made = hub.ask("POST", "/v1/kiosks/codes", {{"venue", "v-hagi"}}, clerk_of(hub));
    REQUIRE(made.status == 201);
    hub.clock.pass(std::chrono::minutes(10) + std::chrono::seconds(1));
    CHECK(enrol(hub, digits_of(made.body["code"]), 'a').status >= 400);
    CHECK(hub.ask("GET", "/v1/kiosks", nullptr, clerk_of(hub)).body["kiosks"].empty());
}

// Break: hand an unknown venue on to the writer; audit with the code instead of the venue.
TEST_CASE("Making a code names the wrong field, and is on the record without the code", "[hub][kiosks]")
{
    HubInMemory hub;
    auto const clerk = clerk_of(hub);
    for (auto const& body : {json::object(), json{{"venue", ""}}, json{{"venue", "v-nowhere"}}}) {
        INFO(body.dump());
        auto const refused = hub.ask("POST", "/v1/kiosks/codes", body, clerk);
        CHECK(refused.status == 422);
        REQUIRE(refused.body["errors"].size() == 1);
        CHECK(refused.body["errors"][0]["field"] == "venue");
    }
    auto const made = hub.ask("POST", "/v1/kiosks/codes", {{"venue", "v-hagi"}}, clerk);
    REQUIRE(made.status == 201);
    auto const rows = hub.store().audit_after(0, 1000).value();
    auto const is_code_made = [](auto const& row) { return row.action == "kiosk.code_made"; };
    REQUIRE(std::ranges::count_if(rows, is_code_made) == 1);
    auto const found = std::ranges::find_if(rows, is_code_made);
    CHECK(found->who == "municipality-352047");
    CHECK(found->target == "v-hagi");
    for (auto const& row : rows)
        CHECK((row.target + row.detail).find(digits_of(made.body["code"])) == std::string::npos);
}

} // namespace
