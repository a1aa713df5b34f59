// Rows S1 to S8 at the desk: what its form sends for each of the eight formats, against a whole hub in
// memory.
#include "admin/desk/models/session_form.h"
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

using namespace meguri;
using namespace meguri::desk::models;
using nlohmann::json;

namespace {

std::map<domain::ResourceKind, std::string> resources_of(tests::HubInMemory& hub, std::string const& clerk)
{
    std::map<domain::ResourceKind, std::string> ids;
    for (auto const& [kind, name] : domain::Names<domain::ResourceKind>::entries) {
        json body{{"kind", name}, {"name", "ためしの" + std::string(name)}};
        if (kind == domain::ResourceKind::Phones)
            body["units"] = 20;
        if (kind == domain::ResourceKind::Room || kind == domain::ResourceKind::Van)
            body["home_base"] = "v-hagi";
        auto const made = hub.ask("POST", "/v1/resources", body, clerk);
        INFO(made.text);
        REQUIRE(made.status == 201);
        ids[kind] = made.body["id"];
    }
    return ids;
}

/// A form with everything filled in that its format asks for; each on a day of its own.
SessionForm form_for(std::string const& format, int days_ahead, base::Time now,
    std::map<domain::ResourceKind, std::string> const& resources)
{
    auto const day = [&](int more) {
        return domain::to_iso(domain::tokyo_date(now + std::chrono::hours(24 * (days_ahead + more))));
    };
    SessionForm form;
    form.title = "ためし " + format;
    form.format = format;
    form.venue = "v-hagi";
    form.date = day(0);
    form.starts = "10:00";
    form.ends = "11:00";
    form.capacity = format == "home_visit" ? "1" : "8";
    form.minimum = format == "home_visit" ? "" : "3";
    form.topics = "line";
    auto const& needs = needs_of(format);
    // A room goes nowhere; every other part of a class may be elsewhere.
    bool const has_room = std::ranges::count(needs.resources, domain::ResourceKind::Room) > 0;
    if (needs.has_parts)
        form.more_parts = {{day(1), "13:00", "15:00", has_room ? "" : "v-nagato"}};
    for (auto const kind : needs.resources)
        form.resource(kind) = resources.at(kind);
    form.phones = "8";
    return form;
}

// Break: leave out a field a format asks for, or send one that the hub does not know.
TEST_CASE(
    "Rows S1 to S8: what the form sends for each of the eight formats becomes a class", "[desk][format]")
{
    tests::HubInMemory hub;
    auto const clerk = hub.token_of(domain::Role::Municipality, "352047");
    auto const resources = resources_of(hub, clerk);
    int days_ahead = 10;
    for (auto const& [value, name] : domain::Names<domain::SessionFormat>::entries) {
        auto const format = std::string(name);
        INFO(format);
        auto const form = form_for(format, days_ahead += 3, hub.clock.now(), resources);
        auto const remarks = form.problems(hub.clock.now());
        INFO((remarks.empty() ? std::string() : remarks.front().field + ": " + remarks.front().reason));
        REQUIRE(remarks.empty());
        auto const made = hub.ask("POST", "/v1/sessions", form.body(hub.clock.now()), clerk);
        INFO(made.text);
        REQUIRE(made.status == 201);
        CHECK(made.body["format"] == format);
        CHECK(made.body["parts"].size() == 1 + form.more_parts.size());
        CHECK(made.body["resources"].size() == form.sent_resources().size());
        auto const path = "/v1/sessions/" + made.body["id"].get<std::string>();
        REQUIRE(hub.ask("POST", path + "/publish", nullptr, clerk).status == 200);
        CHECK(hub.ask("GET", path, nullptr, "").body["title"] == form.title);
    }
}

} // namespace
