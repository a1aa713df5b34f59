// Registrations through the routes, on a real store with real sealed boxes.
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

namespace {

using namespace meguri;
using nlohmann::json;
using tests::HubInMemory;

std::string file_bytes(std::filesystem::path const& folder)
{
    std::ostringstream all;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            all << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    return all.str();
}

// Break: decide() confirming without a free seat; promote() not called by cancel().
TEST_CASE("Three seats take three people, the fourth waits, and a freed seat goes to the first who waits",
    "[hub][registration]")
{
    HubInMemory hub;
    auto const session = hub.published(3);
    std::vector<std::string> ids;
    for (auto const* name :
        {"みほん はな", "やまだ たろう", "さとう じろう", "すずき さぶろう", "たなか しろう"}) {
        auto const answer = hub.register_by_phone(session, name, "09012345678");
        REQUIRE(answer.status == 201);
        ids.push_back(answer.body["id"]);
        CHECK(answer.body["state"] == (ids.size() <= 3 ? "confirmed" : "waiting"));
        if (ids.size() > 3)
            CHECK(answer.body["position"] == static_cast<int>(ids.size()) - 3);
    }
    auto const clerk = hub.token_of(domain::Role::Municipality, "352047");
    auto const cancelled
        = hub.ask("POST", "/v1/registrations/" + ids[0] + "/cancel", {{"reason", "電話で取消"}}, clerk);
    CHECK(cancelled.body["state"] == "cancelled");
    auto const roster = hub.ask("GET", "/v1/sessions/" + session + "/roster", nullptr, clerk);
    CHECK(roster.body["confirmed"].size() == 3);
    CHECK(roster.body["confirmed"][2]["id"] == ids[3]);
    CHECK(roster.body["waiting"].size() == 1);
    CHECK(hub.store().open_calls("352047").value().size() == 1);
}

// Break: compare marks without folding, or merge by phone alone.
TEST_CASE(
    "One person has one registration a session, and a couple with one phone has two", "[hub][registration]")
{
    using Row = std::tuple<std::string, std::string, int, int, std::string>;
    auto const [kana, phone, year, status, why]
        = GENERATE(table<std::string, std::string, int, int, std::string>({
            Row{"みほん はな", "09012345678", 1948, 409, "the same"},
            Row{"ミホンハナ", "090-1234-5678", 1948, 409, "katakana, no space, hyphens"},
            Row{"みほん はな", "+819012345678", 1948, 409, "international form"},
            Row{"みほん たろう", "09012345678", 1948, 201, "the husband"},
            Row{"みほん はな", "09012345678", 1950, 201, "another year of birth"},
            Row{"みほん はな", "09012345679", 1948, 201, "another phone"},
        }));
    INFO(why);
    HubInMemory hub;
    auto const session = hub.published(5);
    auto const first = hub.register_by_phone(session, "みほん はな", "09012345678", 1948);
    REQUIRE(first.status == 201);
    auto const second = hub.register_by_phone(session, kana, phone, year);
    CHECK(second.status == status);
    if (status == 409) {
        CHECK(second.body["reason"] == "duplicate");
        CHECK(second.body["id"] == first.body["id"]);
    }
}

// Break: skip the idempotency table, or compare no body hash.
TEST_CASE("An Idempotency-Key answers the same again, after a restart too, and refuses another body",
    "[hub][registration]")
{
    HubInMemory hub;
    auto const session = hub.published(3);
    auto const first = hub.register_by_phone(session, "みほん はな", "09012345678", 1948, "one-key");
    hub.restart();
    auto const again = hub.register_by_phone(session, "みほん はな", "09012345678", 1948, "one-key");
    CHECK(again.status == 201);
    CHECK(again.body == first.body);
    auto const other = hub.register_by_phone(session, "やまだ たろう", "09012345678", 1948, "one-key");
    CHECK(other.status == 422);
    CHECK(hub.store().registrations(domain::SessionId(session)).value().size() == 1);
    auto const clerk = hub.token_of(domain::Role::Municipality, "352047");
    json const body{{"session", session}, {"kana", "さとう"}, {"phone", "09012345670"}, {"birth_year", 1950}};
    CHECK(hub.ask("POST", "/v1/registrations", body, clerk).status == 400);
    CHECK(
        hub.ask("POST", "/v1/registrations", body, clerk, {{"idempotency-key", std::string(129, 'k')}}).status
        == 400);
}

// Break: take a check out of registration_from_body.
TEST_CASE("A form that cannot be names its field, and nothing is stored", "[hub][registration]")
{
    HubInMemory hub;
    auto const session = hub.published(3);
    json good{{"session", session}, {"kana", "みほん はな"}, {"phone", "09012345678"}, {"birth_year", 1948}};
    using Row = std::tuple<std::string, json, std::string>;
    auto const [field, value, why] = GENERATE(table<std::string, json, std::string>({
        Row{"kana", "見本 花", "kanji"},
        Row{"kana", "Hana", "latin"},
        Row{"kana", "", "empty"},
        Row{"kana", 7, "a number"},
        Row{"kana", nullptr, "missing"},
        Row{"phone", "12345", "too short"},
        Row{"phone", "110", "the police"},
        Row{"phone", "090-12ab-5678", "letters"},
        Row{"phone", 9012345678, "a number"},
        Row{"birth_year", 1850, "too long ago"},
        Row{"birth_year", 2030, "not born yet"},
        Row{"birth_year", "1948", "a text"},
        Row{"municipality", "352048", "wrong check digit"},
        Row{"session", "s999", "no such session"},
        Row{"address", 5, "a number"},
    }));
    INFO(field << ": " << why);
    auto body = good;
    body[field] = value;
    auto const before = hub.store().head_seq().value();
    auto const answer = hub.ask("POST", "/v1/registrations", body,
        hub.token_of(domain::Role::Municipality, "352047"), {{"idempotency-key", "k"}});
    CHECK(answer.status == 422);
    REQUIRE(answer.body["errors"].size() >= 1);
    CHECK(answer.body["errors"][0]["field"] == field);
    CHECK_FALSE(answer.body["errors"][0]["reason"].get<std::string>().empty());
    CHECK(hub.store().registrations(domain::SessionId(session)).value().empty());
    CHECK(hub.store().head_seq().value() == before);
}

// Break: put kana or phone into any column or audit detail.
TEST_CASE("No byte the hub writes holds a name, a phone number or an address", "[hub][registration][privacy]")
{
    HubInMemory hub;
    auto const visit = hub.published(1, {{"format", "home_visit"}});
    auto const clerk = hub.token_of(domain::Role::Municipality, "352047");
    auto const answer = hub.ask("POST", "/v1/registrations",
        {{"session", visit}, {"kana", "かなりや かなえ"}, {"phone", "08098765432"}, {"birth_year", 1941},
            {"address", "萩市かなりや町一丁目"}, {"needs", "車椅子かなりや"}},
        clerk, {{"idempotency-key", "k"}});
    REQUIRE(answer.status == 201);
    REQUIRE(hub.ask("GET", "/v1/sessions/" + visit + "/roster", nullptr, clerk).body["confirmed"][0]["kana"]
        == "かなりや かなえ");
    auto const bytes = file_bytes(hub.folder.path());
    for (auto const* canary : {"かなりや", "08098765432", "カナリヤ", "車椅子"})
        CHECK(bytes.find(canary) == std::string::npos);
}

TEST_CASE("Without the key file the hub decides seats, gives no name, and marks people when the key is back",
    "[hub][registration]")
{
    HubInMemory hub(1, false);
    auto const session = hub.published(3);
    REQUIRE(hub.register_by_phone(session, "みほん はな", "09012345678").status == 201);
    auto const clerk = hub.token_of(domain::Role::Municipality, "352047");
    auto const roster = hub.ask("GET", "/v1/sessions/" + session + "/roster", nullptr, clerk);
    CHECK(roster.status == 200);
    CHECK_FALSE(roster.body["confirmed"][0].contains("kana"));
    CHECK(roster.body["names"] == "key_file_away");
    CHECK(hub.store().registrations_without_marks().value().size() == 1);
}

// Break: open before the audit is committed, or audit once for a whole roster.
TEST_CASE("Every name that is read stands in the audit, one row a person, with its purpose",
    "[hub][registration][audit]")
{
    HubInMemory hub;
    auto const session = hub.published(3);
    REQUIRE(hub.register_by_phone(session, "みほん はな", "09012345678").status == 201);
    REQUIRE(hub.register_by_phone(session, "みほん たろう", "09012345678").status == 201);
    auto const clerk = hub.token_of(domain::Role::Municipality, "352047");
    auto const before = hub.store().last_audit().value()->row;
    REQUIRE(hub.ask("GET", "/v1/sessions/" + session + "/roster?purpose=sign_in_sheet", nullptr, clerk).status
        == 200);
    auto const rows = hub.store().audit_after(before, 10).value();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].action == "person.read");
    CHECK(rows[0].detail == "sign_in_sheet");
    CHECK(rows[0].who == "municipality-352047");
    CHECK(hub.ask("GET", "/v1/sessions/" + session + "/roster?purpose=curiosity", nullptr, clerk).status
        == 400);
}

TEST_CASE("A registration outside its window is refused with the reason", "[hub][registration]")
{
    HubInMemory hub;
    auto const clerk = hub.token_of(domain::Role::Municipality, "352047");
    auto const session = hub.published(3);
    SECTION("after the start")
    {
        hub.clock.pass(std::chrono::hours(30));
        // The token has run out by then as well: a fresh log-in is the clerk's way.
        auto const again = hub.ask(
            "POST", "/v1/login", {{"login", "municipality-352047"}, {"password", "a long password"}});
        auto const answer = hub.ask("POST", "/v1/registrations",
            {{"session", session}, {"kana", "みほん"}, {"phone", "09012345678"}, {"birth_year", 1948}},
            again.body["token"], {{"idempotency-key", "k"}});
        CHECK(answer.status == 409);
        CHECK(answer.body["reason"] == "closed");
    }
    SECTION("of a draft")
    {
        REQUIRE(hub.ask("POST", "/v1/sessions/" + session + "/unpublish", nullptr, clerk).status == 200);
        CHECK(hub.register_by_phone(session, "みほん はな", "09012345678").body["reason"] == "not_open");
    }
    SECTION("of a cancelled one")
    {
        REQUIRE(hub.ask("POST", "/v1/sessions/" + session + "/cancel", {{"reason", "台風"}}, clerk).status
            == 200);
        CHECK(hub.register_by_phone(session, "みほん はな", "09012345678").body["reason"]
            == "session_cancelled");
    }
}

TEST_CASE("A cancelled session cancels everybody and makes one call for each", "[hub][registration][session]")
{
    HubInMemory hub;
    auto const session = hub.published(1);
    REQUIRE(hub.register_by_phone(session, "みほん はな", "09012345678").status == 201);
    REQUIRE(hub.register_by_phone(session, "やまだ たろう", "09012345679").body["state"] == "waiting");
    auto const clerk = hub.token_of(domain::Role::Municipality, "352047");
    REQUIRE(
        hub.ask("POST", "/v1/sessions/" + session + "/cancel", {{"reason", "台風"}}, clerk).status == 200);
    for (auto const& row : hub.store().registrations(domain::SessionId(session)).value())
        CHECK(row.state == domain::RegistrationState::Cancelled);
    CHECK(hub.store().open_calls("").value().size() == 2);
}

} // namespace
