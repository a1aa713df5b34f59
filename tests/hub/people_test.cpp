// People put right without losing the seat, two registrations of one person made one, accounts, keys and the
// audit as staff look through it; through the routes.
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace {

using namespace meguri;
using domain::RegistrationState;
using domain::Role;
using nlohmann::json;
using tests::HubInMemory;

struct Office {
    HubInMemory hub;
    std::string clerk = hub.token_of(Role::Municipality, "352047");
    std::string boss = hub.token_of(Role::Operator, "");
    std::string prefecture = hub.token_of(Role::Prefecture, "prefecture");

    tests::Answer act(std::string const& id, std::string const& action, json const& body)
    {
        return hub.ask("POST", "/v1/registrations/" + id + "/" + action, body, clerk);
    }
    std::string come(std::string const& session, std::string const& kana, std::string const& phone)
    {
        auto const answer = hub.register_by_phone(session, kana, phone);
        INFO(answer.text);
        REQUIRE(answer.status == 201);
        return answer.body["id"];
    }
    hub::store::RegistrationRow row(std::string const& id)
    {
        return hub.store().registration(domain::RegistrationId(id)).value().value();
    }
    json roster(std::string const& session)
    {
        return hub.ask("GET", "/v1/sessions/" + session + "/roster", nullptr, clerk).body;
    }
    std::vector<hub::store::AuditRow> audit(std::string const& action)
    {
        auto rows = hub.store().audit_after(0, 10'000).value();
        std::erase_if(rows, [&](auto const& one) { return one.action != action; });
        return rows;
    }
    tests::Answer log_in(std::string const& login, std::string const& password)
    {
        return hub.ask("POST", "/v1/login", {{"login", login}, {"password", password}});
    }
};

} // namespace

// Break: give the corrected one a new number or the end of the line; keep the old box, the old marks or the
// old age.
TEST_CASE("Somebody put right keeps number, seat and place, and is known by the new name and number",
    "[hub][people]")
{
    Office office;
    auto const session = office.hub.published(1);
    auto const seated = office.come(session, "みほん はな", "09012345678");
    auto const first = office.come(session, "やまだ たろう", "09012345679");
    auto const second = office.come(session, "さとう じろう", "09012345670");
    auto const before = office.row(first);
    auto const done = office.act(
        first, "correct", {{"reason", "misheard"}, {"kana", "やまだ たつお"}, {"birth_year", 1940}});
    INFO(done.text);
    REQUIRE(done.status == 200);
    CHECK(done.body["code"] == before.code);
    CHECK(done.body["state"] == "waiting");
    CHECK(done.body["position"] == 1);
    auto const after = office.row(first);
    CHECK(after.seq == before.seq);
    CHECK(after.sealed != before.sealed);
    CHECK(after.age_band == domain::AgeBand::From85);
    auto const roster = office.roster(session);
    CHECK(roster["confirmed"][0]["id"] == seated);
    CHECK(roster["waiting"][0]["kana"] == "やまだ たつお");
    CHECK(roster["waiting"][0]["phone"] == "09012345679"); // Not sent: stays.
    CHECK(roster["waiting"][1]["id"] == second);
    // The duplicate check knows the new person, and no longer the old one.
    CHECK(office.hub.register_by_phone(session, "やまだ たつお", "09012345679", 1940).body["reason"]
        == "duplicate");
    CHECK(office.hub.register_by_phone(session, "やまだ たろう", "09012345679").status == 201);
}

// Break: leave a field of the person out of the new box.
TEST_CASE("A correction leaves the rest of the person as it was", "[hub][people]")
{
    Office office;
    auto const session = office.hub.published(1);
    json const body{{"session", session}, {"kana", "みほん はな"}, {"phone", "09012345678"},
        {"second_phone", "0838000013"}, {"birth_year", 1948}, {"municipality", "352047"}, {"needs", "車いす"},
        {"is_contact_phone", true}};
    auto const taken = office.hub.ask(
        "POST", "/v1/registrations", body, office.clerk, {{"idempotency-key", "a-whole-person"}});
    INFO(taken.text);
    REQUIRE(taken.status == 201);
    REQUIRE(office.act(taken.body["id"], "correct", {{"reason", "misread"}, {"kana", "みほん はなえ"}}).status
        == 200);
    auto const roster = office.roster(session);
    auto const& entry = roster["confirmed"][0];
    CHECK(entry["kana"] == "みほん はなえ");
    for (auto const* field :
        {"phone", "second_phone", "birth_year", "municipality", "needs", "is_contact_phone"}) {
        INFO(field);
        CHECK(entry[field] == body[field]);
    }
}

// Break: put the names into the record, forget to write it, or let a reason of one's own words in.
TEST_CASE("A correction stands on record with its reason and its fields, and without a name", "[hub][people]")
{
    Office office;
    auto const session = office.hub.published(2);
    auto const one = office.come(session, "みほん はな", "09012345678");
    CHECK(office.act(one, "correct", {{"reason", "山田さんでした"}, {"kana", "やまだ はな"}}).status == 422);
    CHECK(office.act(one, "correct", {{"reason", "misread"}}).status == 422);
    CHECK(office.act(one, "correct", {{"reason", "misread"}, {"kana", "みほん はな"}}).body["reason"]
        == "nothing_changes");
    CHECK(office.act(one, "correct", {{"reason", "misread"}, {"phone", "12"}}).body["errors"][0]["field"]
        == "phone");
    REQUIRE(
        office
            .act(one, "correct", {{"reason", "changed"}, {"kana", "やまだ はな"}, {"phone", "0838-00-0012"}})
            .status
        == 200);
    auto const written = office.audit("registration.corrected");
    REQUIRE(written.size() == 1);
    CHECK(written[0].target == one);
    CHECK(written[0].detail == "changed: kana phone");
    CHECK(written[0].who == "municipality-352047");
    auto const read = office.audit("person.read");
    REQUIRE_FALSE(read.empty());
    CHECK(read.back().detail == "correction");
}

// Break: skip the duplicate check, or refuse one's own old registration as another's.
TEST_CASE(
    "A correction into somebody who has a place already is refused and says who that is", "[hub][people]")
{
    Office office;
    auto const session = office.hub.published(3);
    auto const one = office.come(session, "みほん はな", "09012345678");
    auto const other = office.come(session, "みほん はな", "09012345679");
    auto const refused = office.act(other, "correct", {{"reason", "mistyped"}, {"phone", "090-1234-5678"}});
    CHECK(refused.status == 409);
    CHECK(refused.body["reason"] == "duplicate");
    CHECK(refused.body["id"] == one);
    CHECK(office.roster(session)["confirmed"][1]["phone"] == "09012345679");
    // The same person written otherwise is the same mark.
    CHECK(office.act(one, "correct", {{"reason", "mistyped"}, {"kana", "みほんはな"}}).status == 200);
    REQUIRE(office.act(other, "cancel", {{"reason", "都合"}}).status == 200);
    CHECK(office.act(other, "correct", {{"reason", "mistyped"}, {"kana", "べつの ひと"}}).body["reason"]
        == "not_from_this_state");
}

// Break: write over what somebody else put right meanwhile; correct without the key file.
TEST_CASE("A correction of a box that another clerk sealed anew is refused", "[hub][people]")
{
    Office office;
    auto const session = office.hub.published(3);
    auto const one = office.come(session, "みほん はな", "09012345678");
    auto const seen = office.row(one);
    REQUIRE(office.act(one, "correct", {{"reason", "misread"}, {"kana", "みほん はなえ"}}).status == 200);
    hub::core::CorrectRegistration late;
    late.id = seen.id;
    late.seen = seen.sealed;
    late.sealed = seen.sealed;
    auto const outcome = office.hub.apply(late);
    REQUIRE(std::holds_alternative<hub::core::Refusal>(outcome));
    CHECK(std::get<hub::core::Refusal>(outcome).reason == "changed_meanwhile");
    CHECK(office.roster(session)["confirmed"][0]["kana"] == "みほん はなえ");
}

// Break: keep the later one, the waiting one, or both; call the person; leave the seat empty.
TEST_CASE("Two registrations of one person become one, and the freed seat goes to who waits", "[hub][people]")
{
    Office office;
    auto const session = office.hub.published(2);
    auto const one = office.come(session, "みほん はな", "09012345678");
    auto const twin = office.come(session, "みほん はなこ", "09012345678");
    auto const waiter = office.come(session, "やまだ たろう", "09012345679");
    auto const code = office.row(twin).code;
    CHECK(office.act(one, "merge", {{"other", one}}).status == 422);
    CHECK(office.act(one, "merge", {{"other", "none"}}).body["errors"][0]["field"] == "other");
    auto const elsewhere = office.come(office.hub.published(2), "みほん はな", "09012345678");
    CHECK(office.act(one, "merge", {{"other", elsewhere}}).status == 422);
    auto const done = office.act(twin, "merge", {{"other", one}});
    INFO(done.text);
    REQUIRE(done.status == 200);
    CHECK(done.body["kept"]["id"] == one);
    CHECK(done.body["ended"]["id"] == twin);
    CHECK(done.body["ended"]["state"] == "cancelled");
    CHECK(done.body["ended"]["reason"] == "duplicate");
    CHECK(office.row(waiter).state == RegistrationState::Confirmed);
    auto const calls = office.hub.store().open_calls("").value();
    REQUIRE(calls.size() == 1);
    CHECK(calls[0].registration.value == waiter);
    // The other slip finds the one that stays.
    auto const bearers = office.hub.store().registrations_with_code(code).value();
    CHECK(std::any_of(bearers.begin(), bearers.end(), [&](auto const& row) { return row.id.value == one; }));
    CHECK(office.audit("registration.merged").at(0).detail == twin);
    CHECK(office.act(one, "merge", {{"other", twin}}).body["reason"] == "not_from_this_state");
}

// Break: let arrival decide before the seat; keep the calls of the one that ends open.
TEST_CASE(
    "Of two the one with a seat stays although it came later, and the other's calls end", "[hub][people]")
{
    Office office;
    auto const session = office.hub.published(1);
    auto const leaves = office.come(session, "やまだ たろう", "09012345679");
    auto const early = office.come(session, "みほん はな", "09012345678");
    auto const late = office.come(session, "みほん はなこ", "09012345678");
    REQUIRE(office.act(late, "promote", {{"reason", "手違い"}}).status == 200);
    REQUIRE(office.act(leaves, "cancel", {{"reason", "都合"}}).status == 200);
    REQUIRE(office.row(late).state == RegistrationState::Confirmed);
    REQUIRE(office.hub.store().open_calls("").value().size() == 1);
    auto const done = office.act(early, "merge", {{"other", late}});
    CHECK(done.body["kept"]["id"] == late);
    CHECK(office.hub.store().open_calls("").value().size() == 1); // Who came up is still to be told.

    auto const full = office.hub.published(1);
    auto const seated = office.come(full, "みほん はな", "09012345678");
    auto const moved = office.come(full, "みほん はなえ", "09012345678");
    hub::store::CallTaskRow task;
    task.registration = domain::RegistrationId(moved);
    task.session = domain::SessionId(full);
    task.reason = "session_moved";
    REQUIRE(office.hub.store().add(task));
    REQUIRE(office.act(seated, "merge", {{"other", moved}}).status == 200);
    for (auto const& call : office.hub.store().open_calls("").value())
        CHECK(call.registration.value != moved);
}

// Break: store the password, show it in the list, or take a login twice.
TEST_CASE("A new account works with the password that is shown once", "[hub][people]")
{
    Office office;
    json const body{{"login", "hagi-02"}, {"role", "municipality"}, {"organisation", "352047"}};
    auto const made = office.hub.ask("POST", "/v1/users", body, office.clerk);
    INFO(made.text);
    REQUIRE(made.status == 201);
    auto const password = made.body["password"].get<std::string>();
    CHECK(password.size() >= 16);
    CHECK(office.log_in("hagi-02", password).status == 200);
    CHECK(office.hub.ask("POST", "/v1/users", body, office.clerk).body["reason"] == "login_taken");
    auto const list = office.hub.ask("GET", "/v1/users", nullptr, office.clerk);
    CHECK(list.text.find(password) == std::string::npos);
    CHECK(list.text.find("argon2") == std::string::npos);
    auto const& users = list.body["users"];
    auto const mine
        = std::find_if(users.begin(), users.end(), [](auto const& one) { return one["login"] == "hagi-02"; });
    REQUIRE(mine != users.end());
    CHECK((*mine)["last_login_at"] == domain::to_iso(office.hub.clock.now()));
    CHECK((*mine)["organisation_name"] == "萩市");
    using Row = std::tuple<json, std::string>;
    for (auto const& [wrong, field] : std::vector<Row>{
             {{{"login", "Hagi 02"}, {"role", "municipality"}, {"organisation", "352047"}}, "login"},
             {{{"login", "hagi-03"}, {"role", "king"}}, "role"},
             {{{"login", "hagi-03"}, {"role", "municipality"}, {"organisation", "999999"}}, "organisation"},
             {{{"login", "hagi-03"}, {"role", "venue"}, {"organisation", "352047"}}, "organisation"},
         }) {
        auto const refused = office.hub.ask("POST", "/v1/users", wrong, office.boss);
        INFO(refused.text);
        CHECK(refused.status == 422);
        CHECK(refused.body["errors"][0]["field"] == field);
    }
}

// Break: let a clerk see or change accounts of another town, give a role above his own, or the
// prefecture a clerk's.
TEST_CASE("A municipality has its own accounts, the prefecture only those without names", "[hub][people]")
{
    Office office;
    (void)office.hub.token_of(Role::Municipality, "352110");
    (void)office.hub.token_of(Role::Provider, "kddi");
    (void)office.hub.token_of(Role::Venue, "v-hagi");
    auto const seen = [&](std::string const& token) {
        std::string logins;
        auto const list = office.hub.ask("GET", "/v1/users", nullptr, token).body;
        for (auto const& user : list["users"])
            logins += user["login"].get<std::string>() + (user["may_change"] == true ? "+ " : "- ");
        return logins;
    };
    CHECK(seen(office.clerk) == "municipality-352047+ venue-v-hagi+ ");
    CHECK(seen(office.prefecture).find("operator-- ") != std::string::npos);
    CHECK(seen(office.prefecture).find("municipality-352110- ") != std::string::npos);
    CHECK(seen(office.boss).find("operator-+ ") != std::string::npos);
    auto const ask = [&](std::string const& what, json const& body, std::string const& token) {
        return office.hub.ask("POST", "/v1/users/" + what, body, token).status;
    };
    CHECK(ask("municipality-352110/off", nullptr, office.clerk) == 404);
    CHECK(ask("nobody/off", nullptr, office.clerk) == 404);
    CHECK(ask("venue-v-hagi/password", nullptr, office.clerk) == 200);
    CHECK(ask("operator-/password", nullptr, office.prefecture) == 403);
    CHECK(ask("operator-/off", nullptr, office.prefecture) == 403);
    CHECK(ask("municipality-352110/password", nullptr, office.prefecture) == 403);
    CHECK(ask("municipality-352110/role", {{"role", "operator"}}, office.prefecture) == 403);
    CHECK(ask("municipality-352047/role", {{"role", "prefecture"}}, office.clerk) == 403);
    CHECK(ask("venue-v-hagi/role", {{"role", "municipality"}, {"organisation", "352110"}}, office.clerk)
        == 403);
    CHECK(office.hub.ask("GET", "/v1/users", nullptr, office.hub.token_of(Role::Venue, "v-hagi")).status
        == 401); // Its password is new.
    CHECK(office.hub.ask("GET", "/v1/users", nullptr, office.hub.key_of("kddi")).status == 403);
}

// Break: leave the tokens; let the switched-off one log in; count operators that are switched off.
TEST_CASE("Whoever is switched off is out at once, and the last administrator cannot be", "[hub][people]")
{
    Office office;
    auto const other = office.hub.token_of(Role::Municipality, "352110");
    REQUIRE(office.hub.ask("GET", "/v1/users", nullptr, other).status == 200);
    REQUIRE(office.hub.ask("POST", "/v1/users/municipality-352110/off", nullptr, office.boss).status == 200);
    CHECK(office.hub.ask("GET", "/v1/users", nullptr, other).status == 401);
    CHECK(office.log_in("municipality-352110", "a long password").status == 401);
    REQUIRE(office.hub.ask("POST", "/v1/users/municipality-352110/on", nullptr, office.boss).status == 200);
    CHECK(
        office.hub.ask("GET", "/v1/users", nullptr, other).status == 401); // The old token is gone for good.
    CHECK(office.log_in("municipality-352110", "a long password").status == 200);

    auto const off = office.hub.ask("POST", "/v1/users/operator-/off", nullptr, office.boss);
    CHECK(off.status == 409);
    CHECK(off.body["reason"] == "last_administrator");
    CHECK(office.hub.ask("POST", "/v1/users/operator-/role", {{"role", "prefecture"}}, office.boss)
              .body["reason"]
        == "last_administrator");
    auto const second
        = office.hub.ask("POST", "/v1/users", {{"login", "second"}, {"role", "operator"}}, office.boss);
    REQUIRE(second.status == 201);
    REQUIRE(office.hub.ask("POST", "/v1/users/second/off", nullptr, office.boss).status == 200);
    CHECK(office.hub.ask("POST", "/v1/users/operator-/off", nullptr, office.boss).status == 409);
    REQUIRE(office.hub.ask("POST", "/v1/users/second/on", nullptr, office.boss).status == 200);
    CHECK(office.hub.ask("POST", "/v1/users/operator-/off", nullptr, office.boss).status == 200);
}

// Break: leave the old password or a log-in of before good; change the role without ending what was logged
// in.
TEST_CASE("A new password and another role end every log-in of before", "[hub][people]")
{
    Office office;
    auto const other = office.hub.token_of(Role::Municipality, "352110");
    auto const reset = office.hub.ask("POST", "/v1/users/municipality-352110/password", nullptr, office.boss);
    REQUIRE(reset.status == 200);
    CHECK(office.hub.ask("GET", "/v1/users", nullptr, other).status == 401);
    CHECK(office.log_in("municipality-352110", "a long password").status == 401);
    auto const again = office.log_in("municipality-352110", reset.body["password"]);
    REQUIRE(again.status == 200);
    auto const token = again.body["token"].get<std::string>();
    REQUIRE(office.hub
                .ask("POST", "/v1/users/municipality-352110/role",
                    {{"role", "venue"}, {"organisation", "v-hagi"}}, office.boss)
                .status
        == 200);
    CHECK(office.hub.ask("GET", "/v1/users", nullptr, token).status == 401);
    CHECK(office.log_in("municipality-352110", reset.body["password"]).body["role"] == "venue");
    CHECK(office.audit("user.changed").size() == 2);
}

// Break: show a key again; leave the old one good for ever after rotating; let a clerk make one.
TEST_CASE("A key is made, shown once, rotated with a grace and revoked", "[hub][people]")
{
    Office office;
    json const body{{"organisation", "softbank"}, {"name", "予約"}};
    CHECK(office.hub.ask("POST", "/v1/keys", body, office.clerk).status == 403);
    CHECK(office.hub.ask("GET", "/v1/keys", nullptr, office.clerk).status == 403);
    auto const made = office.hub.ask("POST", "/v1/keys", body, office.prefecture);
    INFO(made.text);
    REQUIRE(made.status == 201);
    auto const key = made.body["key"].get<std::string>();
    auto const works = [&](std::string const& secret) {
        return office.hub.ask("GET", "/v1/providers/softbank/registrations", nullptr, secret).status == 200;
    };
    CHECK(works(key));
    CHECK(office.hub.ask("POST", "/v1/keys", body, office.prefecture).body["reason"] == "key_exists");
    CHECK(office.hub.ask("GET", "/v1/keys", nullptr, office.boss).text.find(key) == std::string::npos);
    auto rotating = body;
    rotating["grace_hours"] = 2;
    auto const rotated = office.hub.ask("POST", "/v1/keys/rotate", rotating, office.boss);
    REQUIRE(rotated.status == 200);
    auto const fresh = rotated.body["key"].get<std::string>();
    CHECK(works(key));
    CHECK(works(fresh));
    office.hub.clock.pass(std::chrono::hours(3));
    CHECK_FALSE(works(key));
    CHECK(works(fresh));
    REQUIRE(office.hub.ask("POST", "/v1/keys/revoke", body, office.boss).status == 200);
    CHECK_FALSE(works(fresh));
    CHECK(office.hub.ask("POST", "/v1/keys/rotate", body, office.boss).status == 404);
    CHECK(office.hub.ask("POST", "/v1/keys", {{"organisation", "352047"}, {"name", "x"}}, office.boss)
              .body["errors"][0]["field"]
        == "organisation");
    auto sandbox = body;
    sandbox["is_sandbox"] = true;
    CHECK(
        office.hub.ask("POST", "/v1/keys", sandbox, office.boss).body["errors"][0]["field"] == "is_sandbox");
}

// Break: drop a filter, give a page twice, show a town another's entries, or write a name into one.
TEST_CASE("The audit is narrowed, paged and scoped, and no name stands in it", "[hub][people]")
{
    Office office;
    auto const session = office.hub.published(2);
    auto const one = office.come(session, "みほん はな", "09012345678");
    (void)office.roster(session);
    (void)office.hub.ask(
        "GET", "/v1/sessions/" + session + "/roster?purpose=call_list", nullptr, office.clerk);
    auto const nagato = office.hub.token_of(Role::Municipality, "352110");
    auto const look = [&](std::string const& query, std::string const& token) {
        return office.hub.ask("GET", "/v1/audit" + query, nullptr, token);
    };
    auto const lists = look("?purpose=call_list", office.clerk).body["entries"];
    REQUIRE(lists.size() == 1);
    CHECK(lists[0]["target"] == one);
    CHECK(lists[0]["purpose"] == "call_list");
    CHECK(lists[0]["municipality"] == "352047");
    CHECK(look("?action=registration.", office.clerk).body["entries"].size() == 1);
    CHECK(look("?action=registration", office.clerk).body["entries"].empty());
    CHECK(
        look("?login=municipality-352047&action=person.read", office.prefecture).body["entries"].size() == 2);
    CHECK(look("?to=2020-01-01", office.prefecture).body["entries"].empty());
    CHECK(look("?from=2020-01-01&action=person.read", office.prefecture).body["entries"].size() == 2);
    // Nagato sees that its own clerk logged in, and nothing of Hagi.
    auto const theirs = look("", nagato).body["entries"];
    REQUIRE_FALSE(theirs.empty());
    for (auto const& entry : theirs)
        CHECK(entry["municipality"] == "352110");
    CHECK(look("?municipality=352047", nagato).status == 403);
    CHECK(look("", office.hub.key_of("softbank")).status == 403);
    CHECK(look("", "").status == 401);
    CHECK(look("?purpose=curiosity", office.clerk).body["errors"][0]["field"] == "purpose");
    CHECK(look("?from=yesterday", office.clerk).body["errors"][0]["field"] == "from");
    std::vector<std::int64_t> rows;
    std::string query = "?limit=3";
    for (auto page = look(query, office.boss).body;; page = look(query, office.boss).body) {
        for (auto const& entry : page["entries"])
            rows.push_back(entry["row"].get<std::int64_t>());
        if (page["next"].is_null())
            break;
        query = "?limit=3&before=" + page["next"].dump();
    }
    CHECK(std::is_sorted(rows.rbegin(), rows.rend()));
    CHECK(rows.size() == office.hub.store().audit_after(0, 10'000).value().size());
    auto const everything = look("?limit=500", office.boss).text;
    CHECK(everything.find("みほん") == std::string::npos);
    CHECK(everything.find("09012345678") == std::string::npos);
}
