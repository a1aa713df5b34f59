// What the town hall does with its kiosks and the rights they hold: it asks rights back, takes them by force,
// revokes a kiosk and enrols it again; and one kiosk dies for good, so that its rights must be taken.
#include "admin/hub/routes/router.h"
#include "tests/sim/town.h"

#include <nlohmann/json.hpp>

namespace meguri::sim {

namespace {

using nlohmann::json;

bool act(Town& town, std::string const& kiosk, std::string const& action)
{
    json const body{{"name", "山口"}, {"reason", "simulated"}};
    auto const answer = town.hub().ask({"POST", "/v1/kiosks/" + kiosk + "/" + action, body.dump(),
        {{"authorization", "Bearer " + town.operator_token}}});
    town.findings().trace(action + " of kiosk " + kiosk + ": " + std::to_string(answer ? answer->status : 0));
    return answer && answer->status == 200;
}

std::string kiosk_of(Town& town, std::string const& install)
{
    auto const ids = town.hub().rows().column("SELECT id FROM kiosk WHERE install='" + install + "'");
    return ids.empty() ? std::string() : ids.front();
}

void enrol_again(Town& town, Site& site, std::uint64_t number)
{
    auto const again = [&] {
        town.after(std::chrono::hours(1), "enrol again", static_cast<std::uint64_t>(site.number()),
            number + 1, [&town, &site, number] { enrol_again(town, site, number + 1); });
    };
    if (!town.hub().is_up() || !site.is_up())
        return again();
    auto const code = std::to_string(200000000000ULL + town.queue().moment().event % 100000000000ULL);
    hub::core::SaveEnrolCode save{
        {hub::routes::secret_hash(town.hub().crypto(), code), domain::VenueId(site.venue()),
            town.hub().clock().now() + std::chrono::minutes(10), {}},
        "operator"};
    (void)town.hub().apply(save);
    bool is_enrolled = false;
    site.at_kiosk(
        [&](kiosk::local::Kiosk& kiosk) { is_enrolled = kiosk.enrol("http://hub.test", code).has_value(); });
    if (!is_enrolled || !site.is_up())
        return again();
    town.findings().reached("enrolled again");
    town.findings().trace("enrolled again: " + site.name());
    site.is_revoked = false;
}

/// Until it is done, whatever the hub's state; the force comes later, when somebody has looked into it.
void revoke_and_take(Town& town, std::string const& install, std::uint64_t who, std::uint64_t number)
{
    auto const kiosk = town.hub().is_up() ? kiosk_of(town, install) : std::string();
    bool const is_done = !kiosk.empty() && act(town, kiosk, number == 0 ? "revoke" : "reclaim");
    auto const next = is_done ? number + 1 : number;
    if (next < 2)
        town.after(is_done ? std::chrono::hours(9) : std::chrono::hours(1), "revoke and take", who,
            number * 100 + mixed(town.queue().moment().event, 1) % 100,
            [&town, install, who, next] { revoke_and_take(town, install, who, next); });
}

void trouble(Town& town, Chance& chance)
{
    auto& site = *town.sites()[chance.below(town.sites().size())];
    if (!site.is_up() || !town.hub().is_up() || site.is_revoked)
        return;
    auto const install = site.install();
    auto const who = hash_of(install);
    auto const kind = chance.below(10);
    if (kind < 5) {
        (void)act(town, kiosk_of(town, install), "recall");
    } else if (kind < 7) {
        town.findings().reached("rights taken from a kiosk that lives");
        (void)act(town, kiosk_of(town, install), "reclaim");
    } else if (kind < 9 || town.has_died) {
        site.is_revoked = true;
        revoke_and_take(town, install, who, 0);
        auto const number = static_cast<std::uint64_t>(site.number());
        town.after(chance.seconds_between(std::chrono::hours(1), std::chrono::hours(20)), "enrol again",
            number, town.queue().moment().event, [&town, &site] { enrol_again(town, site, 0); });
    } else {
        town.has_died = true;
        town.findings().fault("kiosk_death", site.name());
        site.is_retired = true;
        site.power_cut();
        revoke_and_take(town, install, who, 0);
    }
}

void work(Town& town, std::uint64_t number)
{
    if (!town.is_chaos())
        return;
    auto chance = town.chance("custody");
    auto const hours = town.plan().custody_hours;
    town.after(chance.seconds_between(std::chrono::minutes(30), std::chrono::hours(2 * hours)), "custody", 0,
        number + 1, [&town, number] { work(town, number + 1); });
    if (number > 0)
        trouble(town, chance);
}

} // namespace

void start_custody(Town& town)
{
    if (town.plan().custody_hours > 0)
        town.after(std::chrono::hours(2), "custody", 0, 0, [&town] { work(town, 0); });
}

void settle_custody(Town& town)
{
    for (auto& site : town.sites())
        if (site->is_revoked && !site->is_retired)
            enrol_again(town, *site, 1000);
    // Rights of installs that are gone: a named person takes them, as the rule asks.
    for (auto const& kiosk : town.hub().rows().column(
             "SELECT DISTINCT k.id FROM kiosk k JOIN lease l ON l.kiosk=k.id WHERE k.state<>'active' AND "
             "l.state IN ('open','recalled','frozen') ORDER BY k.id"))
        (void)act(town, kiosk, "reclaim");
    for (auto& site : town.sites())
        if (site->is_retired)
            for (auto const& kiosk :
                town.hub().rows().column("SELECT DISTINCT l.kiosk FROM lease l WHERE l.install='"
                    + site->last_install + "' AND l.state IN ('open','recalled','frozen')"))
                (void)act(town, kiosk, "reclaim");
}

} // namespace meguri::sim
