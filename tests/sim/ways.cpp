// The people with a slip: they come to the class, take another day, and say how it was, at whichever kiosk.
#include "tests/sim/people.h"
#include "tests/sim/town.h"

#include <nlohmann/json.hpp>

#include <array>

namespace meguri::sim {

namespace {

using kiosk::local::Kiosk;
using kiosk::local::Line;
using kiosk::local::WayOutcome;
using nlohmann::json;

Site* kiosk_at(Town& town, int where)
{
    auto& site = *town.sites()[static_cast<std::size_t>(where)];
    return town.is_chaos() && site.is_up() ? &site : nullptr;
}

/// Does one way at the kiosk; what its holder saw is kept with the command that stands for it.
void go(Town& town, Site& site, Asked asked, std::function<base::Result<WayOutcome>(Kiosk&)> const& way)
{
    std::optional<WayOutcome> seen;
    bool has_failed = false;
    bool const is_whole = site.at_kiosk([&](Kiosk& kiosk) {
        auto outcome = way(kiosk);
        has_failed = !outcome;
        if (outcome)
            seen = std::move(*outcome);
    });
    if (is_whole && has_failed)
        town.disk_refused(site);
    if (!is_whole || !seen)
        return town.findings().trace(asked.type + " of " + asked.id + " saw nothing");
    town.findings().trace(asked.type + " of " + asked.id + " at " + std::to_string(site.number()) + ": "
        + seen->state + " " + seen->reason);
    town.findings().reached(asked.type + " " + seen->state);
    ++town.commands_made;
    Rows rows(site.disk(), site.path());
    auto const last = rows.all("SELECT type, cmd_id, text FROM outbox WHERE install='" + site.install()
        + "' AND type<>'note' ORDER BY cmd_no DESC LIMIT 1");
    if (last.empty() || last.front()[0] != asked.type)
        return; // Refused by the kiosk itself.
    asked.command = last.front()[1];
    asked.told = seen->state;
    asked.reason = seen->reason;
    asked.site = site.number();
    town.asked.push_back(std::move(asked));
}

Line line_of(Chance& chance)
{
    return chance.percent(20) ? Line::Forbid : Line::Use;
}

void say_how_it_was(Town& town, int where, std::string const& id)
{
    auto* const site = kiosk_at(town, where);
    if (!site)
        return;
    static constexpr std::array faces{"good", "middle", "bad"};
    static constexpr std::array understood{"yes", "partly", "no"};
    auto chance = town.chance("survey");
    protocol::SurveyAnswers const answers{
        faces[chance.below(3)], understood[chance.below(3)], chance.percent(70) ? "yes" : "no"};
    auto const line = line_of(chance);
    auto const code = town.receipts[town.receipt_by_id.at(id)].code;
    go(town, *site, {"", "survey", id, "", "", "", 0, true},
        [&](Kiosk& kiosk) { return kiosk.survey(code, answers, line); });
}

void plan_survey(Town& town, int where, std::string const& id, std::chrono::seconds from)
{
    auto chance = Chance(town.plan().seed, "survey plan", hash_of(id));
    for (std::uint64_t round = 0; round < 2; ++round) {
        if (!chance.percent(round == 0 ? 60 : 25))
            return;
        auto const place = chance.percent(80) ? where : any_kiosk(town, chance);
        auto const gap = from + chance.seconds_between(std::chrono::minutes(1), std::chrono::hours(3));
        town.after(
            gap, "survey", hash_of(id), round, [&town, place, id] { say_how_it_was(town, place, id); });
    }
}

void come(Town& town, int where, std::string const& id, std::uint64_t number)
{
    auto* const site = kiosk_at(town, where);
    if (!site)
        return;
    auto chance = town.chance("come");
    auto const line = line_of(chance);
    auto const code = town.receipts[town.receipt_by_id.at(id)].code;
    go(town, *site, {"", "attend", id, "", "", "", 0, true},
        [&](Kiosk& kiosk) { return kiosk.attend(code, line); });
    if (number == 0)
        plan_survey(town, where, id, std::chrono::minutes(20));
    // Whoever is not sure that it worked says it once more, at the next kiosk perhaps.
    if (number < 2 && chance.percent(25)) {
        auto const place = chance.percent(50) ? where : another_kiosk(town, where, chance);
        town.after(chance.seconds_between(std::chrono::seconds(20), std::chrono::minutes(15)), "come",
            hash_of(id), number + 1, [&town, place, id, number] { come(town, place, id, number + 1); });
    }
}

void take_another_day(Town& town, int where, std::string const& id, std::uint64_t number)
{
    auto* const site = kiosk_at(town, where);
    if (!site)
        return;
    auto chance = town.chance("move");
    auto const& open = town.on_offer[where];
    if (open.empty())
        return;
    // The first ones of the list are wanted more, so that some are full.
    auto const session = open[std::min(chance.below(open.size()), chance.below(open.size()))];
    auto const& receipt = town.receipts[town.receipt_by_id.at(id)];
    auto const code = receipt.code;
    bool const is_right = chance.percent(90);
    auto const digits = last_digits(receipt.person, is_right);
    auto const line = line_of(chance);
    if (is_right)
        town.moves_tried.emplace(id, session);
    go(town, *site, {"", "move", id, session, "", "", 0, is_right},
        [&](Kiosk& kiosk) { return kiosk.move(code, session, digits, line); });
    if (number < 3 && chance.percent(30)) {
        auto const place = chance.percent(50) ? where : another_kiosk(town, where, chance);
        town.after(chance.seconds_between(std::chrono::minutes(1), std::chrono::hours(20)), "move",
            hash_of(id), number + 1,
            [&town, place, id, number] { take_another_day(town, place, id, number + 1); });
    }
}

/// When the class begins, as the kiosk shows it; nothing when it does not show it any more.
std::optional<std::chrono::seconds> time_until(Town& town, Site& site, std::string const& session)
{
    Rows rows(site.disk(), site.path());
    auto const found = rows.column("SELECT data FROM session WHERE id='" + session + "'");
    if (found.empty())
        return std::nullopt;
    auto const read = protocol::session_from_json(json::parse(found.front(), nullptr, false));
    if (!read)
        return std::nullopt;
    return read->starts_at - town.hub().clock().now();
}

} // namespace

std::string last_digits(int person, bool is_right)
{
    auto const phone = phone_of(person);
    auto digits = phone.substr(phone.size() - 4);
    if (!is_right)
        digits.back() = digits.back() == '9' ? '0' : static_cast<char>(digits.back() + 1);
    return digits;
}

int any_kiosk(Town& town, Chance& chance)
{
    return static_cast<int>(chance.below(town.sites().size()));
}

/// Kiosks of the same town, so that they know the same sessions.
int another_kiosk(Town& town, int site, Chance& chance)
{
    auto const& venue = town.sites()[static_cast<std::size_t>(site)]->venue();
    std::vector<int> others;
    for (auto const& one : town.sites())
        if (one->venue() == venue && one->number() != site)
            others.push_back(one->number());
    return others.empty() ? site : chance.pick(others);
}

void plan_ways(Town& town, Site& site, std::string const& id)
{
    auto chance = Chance(town.plan().seed, "ways", hash_of(id));
    auto const here = site.number();
    auto const& receipt = town.receipts[town.receipt_by_id.at(id)];
    // What a duplicate's slip names is the registration that stands; its holder moves that one.
    if (receipt.shown != "duplicate" && chance.percent(18)) {
        auto const where = chance.percent(60) ? here : any_kiosk(town, chance);
        auto const gap = chance.percent(50)
            ? chance.seconds_between(std::chrono::minutes(1), std::chrono::hours(1))
            : chance.seconds_between(std::chrono::hours(1), std::chrono::hours(40));
        town.after(gap, "move", hash_of(id), 0, [&town, where, id] { take_another_day(town, where, id, 0); });
    }
    auto const until = time_until(town, site, receipt.session);
    if (!until || !chance.percent(75))
        return;
    // Most come in the hour before; some mistake the time or the hall.
    auto const early = chance.percent(90)
        ? chance.seconds_between(std::chrono::minutes(-40), std::chrono::minutes(59))
        : chance.seconds_between(std::chrono::minutes(-200), std::chrono::hours(20));
    auto const where = chance.percent(70) ? here
        : chance.percent(80)              ? another_kiosk(town, here, chance)
                                          : any_kiosk(town, chance);
    auto const gap = std::max(std::chrono::seconds(60), *until - early);
    town.after(gap, "come", hash_of(id), 0, [&town, where, id] { come(town, where, id, 0); });
}

} // namespace meguri::sim
