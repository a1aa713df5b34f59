// The town hall: sessions of few seats are made, changed, closed and cancelled; people call; marks are set.
// All through the routes, as the desk does it.
#include "shared/domain/tokyo_time.h"
#include "tests/sim/checks.h"
#include "tests/sim/people.h"
#include "tests/sim/town.h"

#include <nlohmann/json.hpp>

#include <array>

namespace meguri::sim {

namespace {

using nlohmann::json;

std::optional<HubAnswer> ask(Town& town, std::string const& method, std::string const& target,
    json const& body, std::vector<std::pair<std::string, std::string>> headers = {})
{
    headers.emplace_back("authorization", "Bearer " + town.staff_token);
    return town.hub().ask({method, target, body.is_null() ? std::string() : body.dump(), std::move(headers)});
}

void make_session(Town& town, Chance& chance)
{
    static constexpr std::array titles{"LINEで写真をおくる", "地図を見る", "電話をかける", "写真をとる"};
    auto const start
        = town.hub().clock().now() + std::chrono::hours(chance.between(20, town.plan().days * 24 + 40));
    bool const is_nagato = chance.percent(33);
    json body{{"title", titles[chance.below(titles.size())]}, {"format", "venue_class"},
        {"venue", is_nagato ? "v-nagato" : "v-hagi"}, {"starts_at", domain::to_iso(start)},
        {"ends_at", domain::to_iso(start + std::chrono::hours(1))}, {"capacity", chance.between(1, 7)},
        {"course", {{"level", "basic"}, {"topics", {"line"}}}}};
    if (chance.percent(10))
        body["admission"] = "lottery";
    auto const made = ask(town, "POST", "/v1/sessions", body);
    if (!made || made->status != 201)
        return town.findings().trace("session not made: " + (made ? made->body : std::string("no answer")));
    auto const id = json::parse(made->body)["id"].get<std::string>();
    auto const done = ask(town, "POST", "/v1/sessions/" + id + "/publish", nullptr);
    town.findings().trace("session " + id + " published: " + std::to_string(done ? done->status : 0));
}

std::vector<std::string> sessions_where(Town& town, std::string const& condition)
{
    if (!town.hub().is_up())
        return {};
    return town.hub().rows().column("SELECT id FROM session WHERE " + condition + " ORDER BY starts_at, id");
}

void change_session(Town& town, Chance& chance)
{
    auto const open = sessions_where(town, "state IN ('published','closed')");
    if (open.empty())
        return;
    auto const id = chance.pick(open);
    auto const seen = ask(town, "GET", "/v1/sessions/" + id, nullptr);
    if (!seen || seen->status != 200)
        return;
    auto body = json::parse(seen->body);
    int const before = body["capacity"].get<int>();
    body.erase("parts");
    auto const kind = chance.below(10);
    if (kind < 4)
        body["capacity"] = before + chance.between(1, 3);
    else if (kind < 8)
        body["capacity"] = std::max(1, before - chance.between(1, 4));
    else {
        if (kind == 9)
            body["venue"] = body["venue"]["id"] == "v-hagi" ? "v-nagato" : "v-hagi";
        auto const start
            = town.hub().clock().now() + std::chrono::hours(chance.between(20, town.plan().days * 24));
        body["starts_at"] = domain::to_iso(start);
        body["ends_at"] = domain::to_iso(start + std::chrono::hours(1));
    }
    auto const version = "\"" + std::to_string(body["version"].get<std::int64_t>()) + "\"";
    auto const done = ask(town, "PUT", "/v1/sessions/" + id, body, {{"if-match", version}});
    town.findings().trace("session " + id + " from " + std::to_string(before) + " to "
        + body["capacity"].dump() + ": " + std::to_string(done ? done->status : 0));
}

void act_on_session(Town& town, Chance& chance)
{
    auto const open = sessions_where(town, "state='published'");
    if (open.size() < 6)
        return make_session(town, chance);
    auto const id = chance.pick(open);
    bool const is_close = chance.percent(50);
    auto const done = is_close
        ? ask(town, "POST", "/v1/sessions/" + id + "/close", nullptr)
        : ask(town, "POST", "/v1/sessions/" + id + "/cancel", {{"reason", "the lecturer is ill"}});
    town.findings().trace("session " + id + (is_close ? " closed: " : " cancelled: ")
        + std::to_string(done ? done->status : 0));
}

/// A call at the town hall; the clerk's program repeats with the same key when no answer came.
void take_call(Town& town, Chance& chance)
{
    auto const open = sessions_where(town, "state='published' AND admission='first_come'");
    if (open.empty())
        return;
    auto const index = std::min(chance.below(open.size()), chance.below(open.size()));
    int const person = chance.between(0, town.plan().people - 1);
    auto const who = typed(person, chance);
    json const body{
        {"session", open[index]}, {"kana", who.kana}, {"phone", who.phone}, {"birth_year", who.birth_year}};
    auto const key = "call-" + std::to_string(town.queue().moment().event);
    std::string first;
    for (int round = 0; round < (chance.percent(25) ? 2 : 1); ++round) {
        auto const answer = ask(town, "POST", "/v1/registrations", body, {{"idempotency-key", key}});
        if (!answer || answer->status != 201)
            continue;
        auto const taken = json::parse(answer->body);
        auto const id = taken["id"].get<std::string>();
        if (!first.empty() && first != id)
            town.findings().violate("I4", "one Idempotency-Key made two registrations");
        if (first.empty())
            town.keep({id, taken["code"].get<std::string>(), open[index], taken["state"].get<std::string>(),
                person, -1, ""});
        first = id;
        town.findings().trace(
            "call for " + open[index] + ": " + taken["state"].get<std::string>() + " " + id);
    }
}

void cancel_by_staff(Town& town, Chance& chance)
{
    auto const rows = town.hub().is_up()
        ? town.hub().rows().column("SELECT id FROM registration WHERE state IN "
                                   "('confirmed','waiting','entered') ORDER BY seq DESC LIMIT 30")
        : std::vector<std::string>();
    if (rows.empty())
        return;
    auto const id = chance.pick(rows);
    // Known before it is asked: the answer may be lost although it was done.
    town.staff_cancelled.insert(id);
    auto const done = ask(town, "POST", "/v1/registrations/" + id + "/cancel", {{"reason", "called off"}});
    town.findings().trace("staff cancel " + id + ": " + std::to_string(done ? done->status : 0));
}

void mark(Town& town, Chance& chance)
{
    auto const rows = town.hub().is_up()
        ? town.hub().rows().column("SELECT id FROM registration WHERE state IN "
                                   "('confirmed','attended','no_show') ORDER BY seq LIMIT 30")
        : std::vector<std::string>();
    if (rows.empty())
        return;
    auto const id = chance.pick(rows);
    auto const* name = chance.percent(60) ? "present" : "no_show";
    (void)ask(town, "POST", "/v1/registrations/" + id + "/attendance", {{"mark", name}});
}

void work(Town& town, std::uint64_t number)
{
    if (!town.is_chaos())
        return;
    auto chance = town.chance("staff");
    town.after(chance.seconds_between(std::chrono::minutes(5), std::chrono::minutes(230)), "staff", 0,
        number + 1, [&town, number] { work(town, number + 1); });
    auto const kind = chance.below(100);
    if (kind < 20)
        make_session(town, chance);
    else if (kind < 45)
        change_session(town, chance);
    else if (kind < 53)
        act_on_session(town, chance);
    else if (kind < 80)
        take_call(town, chance);
    else if (kind < 90)
        cancel_by_staff(town, chance);
    else
        mark(town, chance);
    if (number % 4 == 0)
        i6_hub_account_is_that_of_the_rows(town);
}

void pass_time(Town& town, std::uint64_t number)
{
    town.after(std::chrono::hours(3), "time passes", 0, number + 1,
        [&town, number] { pass_time(town, number + 1); });
    // Not at the very end: what it changes must still reach the kiosks.
    if (town.is_chaos())
        (void)town.hub().apply(hub::core::PassTime{});
}

} // namespace

void start_staff(Town& town)
{
    for (std::uint64_t i = 0; i < 9; ++i)
        town.after(std::chrono::minutes(1 + i), "first sessions", 0, i, [&town] {
            auto chance = town.chance("first sessions");
            make_session(town, chance);
        });
    town.after(std::chrono::hours(1), "staff", 0, 0, [&town] { work(town, 0); });
    town.after(std::chrono::hours(1), "time passes", 0, 0, [&town] { pass_time(town, 0); });
}

} // namespace meguri::sim
