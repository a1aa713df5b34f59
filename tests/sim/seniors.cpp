// The people at the kiosks: they register, tap twice, come with a spouse, try elsewhere, and cancel anywhere.
#include "tests/sim/people.h"
#include "tests/sim/town.h"

#include <algorithm>

namespace meguri::sim {

namespace {

using kiosk::local::Kiosk;
using kiosk::local::Line;

struct Wish {
    int person = 0;
    std::string session;
};

void cancel(Town& town, int where, std::string const& id, std::uint64_t number);
void visit_again(Town& town, int where, Wish wish, std::uint64_t number);

void plan_what_follows(Town& town, Site& site, Wish const& wish, std::string const& id, Chance& chance)
{
    auto const name = mixed(town.queue().moment().event, static_cast<std::uint64_t>(wish.person));
    if (chance.percent(8)) {
        auto const where = another_kiosk(town, site.number(), chance);
        town.after(chance.seconds_between(std::chrono::minutes(5), std::chrono::hours(36)), "elsewhere", name,
            0, [&town, where, wish, name] { visit_again(town, where, wish, name); });
    }
    if (!id.empty() && chance.percent(22)) {
        auto const where = static_cast<int>(chance.below(town.sites().size()));
        auto const gap = chance.percent(50)
            ? chance.seconds_between(std::chrono::minutes(1), std::chrono::hours(2))
            : chance.seconds_between(std::chrono::hours(2), std::chrono::hours(60));
        town.after(gap, "cancel", name, 0, [&town, where, id] { cancel(town, where, id, 0); });
    }
}

void keep_receipt(Town& town, Site& site, Wish const& wish, kiosk::local::RegisterOutcome const& outcome)
{
    if (outcome.id.empty() || town.receipt_by_id.contains(outcome.id))
        return;
    if (outcome.was_offline)
        town.findings().reached("register offline");
    town.keep(
        {outcome.id, outcome.code, wish.session, outcome.state, wish.person, site.number(), site.install()});
    plan_ways(town, site, outcome.id);
}

void register_at(Town& town, Site& site, Wish const& wish, Chance& chance)
{
    kiosk::local::Form form;
    form.session = wish.session;
    form.person = typed(wish.person, chance);
    auto const line = chance.percent(10) ? Line::Forbid : Line::Use;
    std::optional<kiosk::local::RegisterOutcome> seen;
    bool has_failed = false;
    bool const is_whole = site.at_kiosk([&](Kiosk& kiosk) {
        auto outcome = kiosk.register_person(form, line);
        has_failed = !outcome;
        if (outcome)
            seen = std::move(*outcome);
    });
    auto const person = std::to_string(wish.person);
    if (is_whole && seen) {
        town.commands_made += seen->id.empty() ? 0 : 1;
        town.findings().trace("person " + person + " at " + std::to_string(site.number()) + " for "
            + wish.session + ": " + seen->state + " " + seen->reason + " " + seen->id);
        if (seen->state != "refused" || !seen->id.empty())
            keep_receipt(town, site, wish, *seen);
    }
    if (is_whole && has_failed)
        town.disk_refused(site);
    if (!is_whole || has_failed) {
        town.findings().trace("person " + person + " saw nothing");
        if (chance.percent(60)) {
            auto const where = another_kiosk(town, site.number(), chance);
            auto const name = mixed(town.queue().moment().event, 99);
            town.after(chance.seconds_between(std::chrono::minutes(10), std::chrono::hours(8)), "elsewhere",
                name, 0, [&town, where, wish, name] { visit_again(town, where, wish, name); });
        }
        return;
    }
    // What a duplicate's slip names is the registration that stands; its holder cancels that one.
    bool const is_own = seen->state != "duplicate" && seen->state != "refused";
    plan_what_follows(town, site, wish, is_own ? seen->id : "", chance);
}

void visit_again(Town& town, int where, Wish wish, std::uint64_t number)
{
    if (!town.is_chaos())
        return;
    auto& site = *town.sites()[static_cast<std::size_t>(where)];
    Chance chance(town.plan().seed, "again", number);
    if (site.is_up())
        register_at(town, site, wish, chance);
}

void cancel(Town& town, int where, std::string const& id, std::uint64_t number)
{
    auto& site = *town.sites()[static_cast<std::size_t>(where)];
    if (!town.is_chaos() || !site.is_up())
        return;
    auto chance = town.chance("cancel");
    auto const& receipt = town.receipts[town.receipt_by_id.at(id)];
    bool const is_right = chance.percent(88);
    auto const last4 = last_digits(receipt.person, is_right);
    if (is_right)
        town.cancel_tried.insert(id);
    auto const line = chance.percent(10) ? Line::Forbid : Line::Use;
    std::optional<kiosk::local::CancelOutcome> seen;
    bool has_failed = false;
    bool const is_whole = site.at_kiosk([&](Kiosk& kiosk) {
        auto outcome = kiosk.cancel(receipt.code, last4, line);
        has_failed = !outcome;
        if (outcome)
            seen = std::move(*outcome);
    });
    if (has_failed && is_whole)
        town.disk_refused(site);
    if (!is_whole || !seen)
        return;
    ++town.commands_made;
    town.findings().trace("cancel " + id + " at " + std::to_string(where) + (is_right ? "" : " wrongly")
        + ": " + seen->state + " " + seen->reason);
    if (is_right && seen->state != "refused")
        town.cancel_asked[id].insert(where);
    if (seen->reason == "before_register")
        town.findings().reached("cancel before register");
    if (number == 0 && chance.percent(is_right ? 15 : 60)) {
        auto const other = static_cast<int>(chance.below(town.sites().size()));
        town.after(chance.seconds_between(std::chrono::minutes(2), std::chrono::hours(20)), "cancel",
            hash_of(id), 1, [&town, other, id] { cancel(town, other, id, 1); });
    }
}

/// Between two visits at one kiosk, so that about as many commands come together as the plan says, whatever
/// was down meanwhile.
std::int64_t mean_gap(Town& town)
{
    auto const end = std::chrono::hours(24 * town.plan().days);
    auto const left = std::chrono::duration_cast<std::chrono::seconds>(end - town.queue().now()).count();
    auto const wanted = std::max(4, town.plan().commands - town.commands_made);
    auto const kiosks = static_cast<std::int64_t>(town.sites().size());
    return std::clamp<std::int64_t>(left * kiosks / wanted, 300, 4 * 3600);
}

/// What a visitor sees on offer. The list is read anew at every fourth visit: reading it is what costs.
std::vector<std::string> const& on_offer(Town& town, Site& site, std::uint64_t number)
{
    auto& seen = town.on_offer[site.number()];
    if (number % 4 != 0 && !seen.empty())
        return seen;
    seen.clear();
    site.at_kiosk([&](Kiosk& kiosk) {
        if (auto const sessions = kiosk.sessions())
            for (auto const& session : *sessions)
                if (session.state == "published")
                    seen.push_back(session.id);
    });
    return seen;
}

void visit(Town& town, Site& site, std::uint64_t number)
{
    if (!town.is_chaos())
        return;
    auto chance = town.chance("visit");
    auto const mean = std::chrono::seconds(mean_gap(town));
    town.after(chance.seconds_between(std::chrono::seconds(30), 2 * mean), "visit",
        static_cast<std::uint64_t>(site.number()), number + 1,
        [&town, &site, number] { visit(town, site, number + 1); });
    if (!site.is_up())
        return;
    auto const& open = on_offer(town, site, number);
    if (open.empty() || !site.is_up())
        return;
    // Two draws: the first ones of the list are wanted more, so that they fill up.
    auto const index = std::min(chance.below(open.size()), chance.below(open.size()));
    int const person = chance.between(0, town.plan().people - 1);
    Wish const wish{person, open[index]};
    register_at(town, site, wish, chance);
    if (chance.percent(6) && site.is_up())
        register_at(town, site, wish, chance);
    if (has_spouse(person) && chance.percent(15) && site.is_up())
        register_at(town, site, {spouse_of(person), wish.session}, chance);
}

} // namespace

void start_seniors(Town& town)
{
    for (auto& site : town.sites()) {
        auto const who = static_cast<std::uint64_t>(site->number());
        town.after(std::chrono::minutes(40), "visit", who, 0, [&town, &one = *site] { visit(town, one, 0); });
    }
}

} // namespace meguri::sim
