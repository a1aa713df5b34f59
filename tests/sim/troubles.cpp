// The world at its worst: power cuts, killed programs, partitions, disks that refuse or are full, clocks that
// jump. Which of them exist, and how often, the plan says.
#include "tests/sim/town.h"

namespace meguri::sim {

namespace {

using Trouble = std::function<void(Chance&)>;

void again(Town& town, std::string const& name, std::uint64_t who, std::uint64_t number, int hours,
    Trouble const& trouble)
{
    if (hours == 0 || !town.is_chaos())
        return;
    auto const gap = Chance(town.plan().seed, name, mixed(who, number))
                         .seconds_between(std::chrono::minutes(10), std::chrono::hours(2 * hours));
    town.after(gap, name, who, number, [&town, name, who, number, hours, trouble] {
        if (!town.is_chaos())
            return;
        auto chance = town.chance(name);
        trouble(chance);
        again(town, name, who, number + 1, hours, trouble);
    });
}

/// For a while some writes and syncs of a disk fail, at most so many in 10,000. Each choice has a line of its
/// own: the order in which a call's arguments are worked out is the compiler's.
void trouble_disk(
    Town& town, CrashDisk& disk, int most_writes, int most_syncs, std::chrono::hours longest, Chance& chance)
{
    CrashDisk::Faults faults;
    faults.write_fails = chance.between(0, most_writes);
    faults.sync_fails = chance.between(100, most_syncs);
    auto const time = chance.seconds_between(std::chrono::minutes(10), longest);
    auto const& event = town.queue().moment().event;
    disk.set_faults(faults);
    town.after(time, "disk recovers", event, 0, [&disk] { disk.set_faults({}); });
}

void fill_disk(Town& town, CrashDisk& disk, std::chrono::hours longest, Chance& chance)
{
    auto const& event = town.queue().moment().event;
    disk.set_faults({0, 0, true});
    town.after(chance.seconds_between(std::chrono::minutes(10), longest), "disk recovers", event, 0,
        [&disk] { disk.set_faults({}); });
}

void start_kiosk_troubles(Town& town, Site& site)
{
    auto const& plan = town.plan();
    auto const who = static_cast<std::uint64_t>(site.number());
    auto& findings = town.findings();
    again(town, "partition", who, 0, plan.partition_hours, [&](Chance& chance) {
        findings.fault("partition", site.name());
        site.line().cut_until = town.queue().now()
            + chance.seconds_between(std::chrono::minutes(20), std::chrono::hours(chance.between(1, 50)));
    });
    again(town, "kiosk power", who, 0, plan.kiosk_power_hours, [&](Chance&) {
        if (!site.is_up())
            return;
        findings.fault("kiosk_power", site.name());
        site.power_cut();
    });
    again(town, "kiosk kill", who, 0, plan.kiosk_kill_hours, [&](Chance&) {
        if (!site.is_up())
            return;
        findings.fault("kiosk_kill", site.name());
        site.kill();
    });
    again(town, "kiosk disk", who, 0, plan.disk_trouble_hours,
        [&](Chance& chance) { trouble_disk(town, site.disk(), 600, 3000, std::chrono::hours(6), chance); });
    again(town, "kiosk disk full", who, 0, plan.disk_full_hours,
        [&](Chance& chance) { fill_disk(town, site.disk(), std::chrono::hours(8), chance); });
    again(town, "kiosk clock", who, 0, plan.clock_hours, [&](Chance& chance) {
        findings.fault("clock", site.name());
        auto const most = chance.percent(30) ? std::chrono::hours(24 * 3650) : std::chrono::hours(3);
        auto const off = chance.seconds_between(std::chrono::seconds(0), most);
        site.clock().set_off(chance.percent(40) ? std::chrono::seconds(0) : chance.percent(50) ? off : -off);
    });
}

} // namespace

void start_troubles(Town& town)
{
    auto const& plan = town.plan();
    auto& findings = town.findings();
    for (auto& site : town.sites())
        start_kiosk_troubles(town, *site);
    again(town, "hub power", 0, 0, plan.hub_power_hours, [&](Chance&) {
        if (!town.hub().is_up())
            return;
        findings.fault("hub_power", "the hub");
        town.hub().power_cut();
    });
    again(town, "hub kill", 0, 0, plan.hub_kill_hours, [&](Chance&) {
        if (!town.hub().is_up())
            return;
        findings.fault("hub_kill", "the hub");
        town.hub().kill();
    });
    again(town, "hub disk", 0, 0, plan.disk_trouble_hours * 2, [&](Chance& chance) {
        trouble_disk(town, town.hub().disk(), 300, 2000, std::chrono::hours(3), chance);
    });
    again(town, "hub disk full", 0, 0, plan.disk_full_hours * 2,
        [&](Chance& chance) { fill_disk(town, town.hub().disk(), std::chrono::hours(3), chance); });
}

} // namespace meguri::sim
