// The checks that run while things go wrong.
#include "tests/sim/checks.h"

#include <nlohmann/json.hpp>

namespace meguri::sim {

using nlohmann::json;

/// C = F + K + L as the hub tells it to everybody, against its own rows.
void i6_hub_account_is_that_of_the_rows(Town& town)
{
    if (!town.hub().is_up())
        return;
    auto const answer
        = town.hub().ask({"GET", "/v1/sessions", "", {{"authorization", "Bearer " + town.staff_token}}});
    if (!answer || answer->status != 200)
        return;
    town.findings().reached("account compared");
    auto const told = json::parse(answer->body);
    for (auto const& session : told["sessions"]) {
        auto const id = session["id"].get<std::string>();
        auto const known = town.model().sessions().find(id);
        if (known == town.model().sessions().end() || known->second.admission == "drop_in")
            continue;
        auto const& mine = known->second;
        int const free = std::max(0, mine.capacity - mine.confirmed - mine.leased);
        if (session["seats_left"] != free || session["waiting"] != mine.waiting + mine.entered)
            town.findings().violate("I6",
                "the hub says " + session["seats_left"].dump() + " seats are left in " + id + " and "
                    + session["waiting"].dump() + " wait; the rows say " + std::to_string(free) + " and "
                    + std::to_string(mine.waiting + mine.entered));
    }
}

/// After whatever befell it, a kiosk's file holds every command it gave a slip for.
void i7_kiosk_kept_what_it_said(Town& town, Site& site)
{
    Rows rows(site.disk(), site.path());
    std::set<std::string> kept;
    for (auto& id : rows.column("SELECT cmd_id FROM outbox"))
        kept.insert(std::move(id));
    if (!rows.trouble().empty())
        town.findings().violate(
            "I7", "kiosk " + std::to_string(site.number()) + " cannot be read: " + rows.trouble());
    for (auto const& receipt : town.receipts)
        if (receipt.site == site.number() && !kept.contains(receipt.id))
            town.findings().violate("I7",
                "kiosk " + std::to_string(site.number()) + " gave a slip for " + receipt.id + " and lost it");
    for (auto const& one : town.asked)
        if (one.site == site.number() && !kept.contains(one.command))
            town.findings().violate("I7",
                "kiosk " + std::to_string(site.number()) + " took the " + one.type + " " + one.command
                    + " and lost it");
}

/// After whatever befell the hub, it holds every command it acknowledged and every call it answered.
void i7_hub_kept_what_it_answered(Town& town)
{
    auto& hub = town.hub();
    std::set<std::string> kept;
    for (auto& id :
        hub.rows().column("SELECT cmd_id FROM command UNION SELECT cmd_id FROM command_quarantine "
                          "UNION SELECT id FROM registration"))
        kept.insert(std::move(id));
    if (!hub.rows().trouble().empty())
        town.findings().violate("I7", "the hub's file cannot be read: " + hub.rows().trouble());
    for (auto& site : town.sites()) {
        if (!site->is_up())
            continue;
        Rows rows(site->disk(), site->path());
        for (auto const& id : rows.column("SELECT cmd_id FROM outbox WHERE state <> 'pending'"))
            if (!kept.contains(id))
                town.findings().violate("I7", "the hub acknowledged " + id + " and lost it");
    }
    for (auto const& receipt : town.receipts)
        if (receipt.site < 0 && !kept.contains(receipt.id))
            town.findings().violate("I7", "the hub took a call as " + receipt.id + " and lost it");
    town.model().after_start(hub.rows());
}

void i9_cursor_never_goes_back(Town& town, Site& site)
{
    auto const position = site.kiosk().position();
    if (!position)
        return;
    auto& last = town.last_cursor[site.install() + position->epoch];
    if (position->cursor < last)
        town.findings().violate("I9",
            "the cursor of kiosk " + std::to_string(site.number()) + " went back from " + std::to_string(last)
                + " to " + std::to_string(position->cursor));
    last = position->cursor;
}

void i16_idle_sync_is_one_request(Town& town, Site& site, kiosk::local::SyncReport const& report)
{
    bool const is_idle = report.pushed == 0 && report.pulled == 0 && report.snapshots == 0;
    if (is_idle && report.requests > 1)
        town.findings().violate("I16",
            "an idle sync of kiosk " + std::to_string(site.number()) + " took "
                + std::to_string(report.requests) + " requests");
}

} // namespace meguri::sim
