// The checks that run after the last fault: two virtual hours later nothing is left undone, and a while after
// that all agree.
#include "tests/sim/checks.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace meguri::sim {

using nlohmann::json;

namespace {

bool is_active(std::string const& state)
{
    return state == "confirmed" || state == "waiting" || state == "entered" || state == "attended"
        || state == "no_show";
}

bool is_here(Site const& site)
{
    return !site.is_retired && site.is_up();
}

/// A kiosk that was enrolled again signs anew what it still has; what is asked stays the same.
std::string body_of(std::string const& command)
{
    return json::parse(command, nullptr, false)["body"].dump();
}

/// What died with its kiosk before it was sent is lost with it; its slips bring it back, which is not played.
bool has_died(Town& town, Receipt const& receipt)
{
    return receipt.site >= 0 && town.sites()[static_cast<std::size_t>(receipt.site)]->is_retired;
}

std::string at(Site const& site)
{
    return "kiosk " + std::to_string(site.number());
}

} // namespace

void i2_confirmed_stays_confirmed(Town& town)
{
    auto const& rows = town.model().registrations();
    for (auto const& receipt : town.receipts) {
        if (receipt.shown != "confirmed")
            continue;
        auto const row = rows.find(receipt.id);
        auto const state = row == rows.end() ? std::string("unknown") : row->second.state;
        bool const is_kept = state == "confirmed" || state == "attended" || state == "no_show";
        auto const session
            = town.model().sessions().find(row == rows.end() ? receipt.session : row->second.session);
        bool const is_called_off
            = session != town.model().sessions().end() && session->second.state == "cancelled";
        bool const is_cancelled = state == "cancelled"
            && (town.cancel_tried.contains(receipt.id) || town.staff_cancelled.contains(receipt.id)
                || is_called_off);
        // The same person came twice, perhaps without ever seeing one of the slips: one seat is theirs.
        bool const is_twice = state == "duplicate"
            && town.hub().rows().number("SELECT count(*) FROM registration a JOIN registration b ON "
                                        "b.session=a.session AND b.person_mark=a.person_mark AND b.id<>a.id "
                                        "WHERE a.id='"
                   + receipt.id + "'")
                > 0;
        bool const is_on_record = town.model().broken_promises().contains(receipt.id);
        if (!is_kept && !is_cancelled && !is_twice && !is_on_record
            && !(state == "unknown" && has_died(town, receipt)))
            town.findings().violate(
                "I2", "the slip of " + receipt.id + " says confirmed, the hub says " + state);
    }
    if (!town.model().has_reclaimed() && !town.model().broken_promises().empty())
        town.findings().violate("I2", "a promise was broken although nobody took a right back by force");
}

/// Every right is named by one command only, in all outboxes together.
void i5_each_right_spent_once(Town& town)
{
    std::map<std::pair<std::string, std::string>, std::string> spent;
    auto const name = [&](std::string const& lease, std::string const& index, std::string const& command) {
        auto const [other, is_new] = spent.emplace(std::pair(lease, index), command);
        if (!is_new && other->second != command)
            town.findings().violate("I5",
                "right " + index + " of lease " + lease + " was spent by " + other->second + " and by "
                    + command);
    };
    for (auto const& row : town.hub().rows().all("SELECT lease, idx, cmd_id FROM lease_spend"))
        name(row[0], row[1], row[2]);
    for (auto& site : town.sites()) {
        if (!is_here(*site))
            continue;
        Rows rows(site->disk(), site->path());
        for (auto const& row :
            rows.all("SELECT text, cmd_id FROM outbox WHERE type IN ('register','move')")) {
            auto const body = json::parse(row[0], nullptr, false)["body"];
            if (body.contains("lease"))
                name(body["lease"].dump(), body["idx"].dump(), row[1]);
        }
    }
}

void i3_every_command_arrived_once(Town& town)
{
    std::map<std::string, std::string> arrived;
    for (auto& row : town.hub().rows().all("SELECT cmd_id, text FROM command"))
        arrived[row[0]] = row[1];
    std::size_t sent = 0;
    for (auto& site : town.sites()) {
        if (!is_here(*site))
            continue;
        Rows rows(site->disk(), site->path());
        for (auto const& row : rows.all("SELECT cmd_id, text, state FROM outbox ORDER BY cmd_no")) {
            ++sent;
            auto const found = arrived.find(row[0]);
            if (found == arrived.end())
                town.findings().violate(
                    "I3", at(*site) + " keeps " + row[0] + " as " + row[2] + ", the hub has never stored it");
            else if (body_of(found->second) != body_of(row[1]))
                town.findings().violate("I3", row[0] + " is another command at the hub");
        }
    }
    for (auto const& receipt : town.receipts)
        if (receipt.site >= 0 && !has_died(town, receipt) && !arrived.contains(receipt.id))
            town.findings().violate(
                "I3", "the slip of " + receipt.id + " names a command the hub never stored");
    bool const is_all_here = std::all_of(
        town.sites().begin(), town.sites().end(), [](auto const& site) { return is_here(*site); });
    if (is_all_here && sent != arrived.size())
        town.findings().violate("I3",
            "kiosks made " + std::to_string(sent) + " commands, the hub has "
                + std::to_string(arrived.size()));
}

void i4_one_active_registration_a_person(Town& town)
{
    std::map<std::pair<std::string, int>, std::string> active;
    for (auto const& receipt : town.receipts) {
        auto const row = town.model().registrations().find(receipt.id);
        if (row == town.model().registrations().end() || !is_active(row->second.state))
            continue;
        auto const& session = row->second.session;
        auto const [other, is_new] = active.emplace(std::pair(session, receipt.person), receipt.id);
        if (!is_new && other->second != receipt.id)
            town.findings().violate("I4",
                "person " + std::to_string(receipt.person) + " has two places in " + session + ": "
                    + other->second + " and " + receipt.id);
    }
}

void i8_kiosk_shows_what_the_hub_says(Town& town, Site& site)
{
    auto& hub = town.hub().rows();
    std::string const scope = site.venue() == "v-hagi" ? "352047" : "352110";
    std::map<std::string, Rows::Row> wanted;
    for (auto& row : hub.all("SELECT id, feed_modified, version, state, capacity FROM session WHERE "
                             "feed_state='updated' AND municipality='"
             + scope + "'"))
        wanted[row[0]] = row;
    Rows rows(site.disk(), site.path());
    std::size_t shown = 0;
    for (auto const& row : rows.all("SELECT id, seq, data FROM session")) {
        ++shown;
        auto const found = wanted.find(row[0]);
        if (found == wanted.end()) {
            town.findings().violate("I8", at(site) + " shows " + row[0] + ", the hub does not");
            continue;
        }
        auto const data = json::parse(row[2], nullptr, false);
        auto const& session = town.model().sessions().at(row[0]);
        int const free = std::max(0, session.capacity - session.confirmed - session.leased);
        auto const& hub_row = found->second;
        bool const is_same = row[1] == hub_row[1] && data["version"].dump() == hub_row[2]
            && data["state"] == hub_row[3] && data["capacity"].dump() == hub_row[4]
            && data["seats_left"] == free && data["waiting"] == session.waiting + session.entered;
        if (!is_same)
            town.findings().violate("I8",
                at(site) + " shows " + row[0] + " at " + row[1] + " as " + data["state"].dump() + " version "
                    + data["version"].dump() + " with " + data["seats_left"].dump() + " of "
                    + data["capacity"].dump() + " seats and " + data["waiting"].dump()
                    + " waiting; the hub has it at " + hub_row[1] + " as " + hub_row[3] + " version "
                    + hub_row[2] + " with " + std::to_string(free) + " of " + hub_row[4] + " and "
                    + std::to_string(session.waiting));
    }
    if (shown < wanted.size())
        town.findings().violate("I8",
            at(site) + " shows " + std::to_string(shown) + " sessions of " + std::to_string(wanted.size()));
    std::map<std::string, std::string> places;
    for (auto const& row :
        hub.all("SELECT id, row_number() OVER (PARTITION BY session ORDER BY priority DESC, "
                "seq) FROM registration WHERE state='waiting'"))
        places[row[0]] = row[1];
    for (auto const& row : rows.all("SELECT id, state, position, session FROM registration")) {
        auto const known = town.model().registrations().find(row[0]);
        if (known == town.model().registrations().end())
            continue;
        if (known->second.state != row[1])
            town.findings().violate("I8",
                at(site) + " says " + row[0] + " is " + row[1] + ", the hub says " + known->second.state);
        else if (known->second.session != row[3])
            town.findings().violate("I8",
                at(site) + " says " + row[0] + " is for " + row[3] + ", the hub says "
                    + known->second.session);
        else if (row[1] == "waiting" && places[row[0]] != row[2])
            town.findings().violate("I8",
                at(site) + " says " + row[0] + " has place " + row[2] + ", the hub says " + places[row[0]]);
    }
}

/// Whoever cancelled with the right proof is out, whether the cancellation came before or after the
/// registration, once or twice, and from wherever.
/// To each cancellation of that registration.
std::string what_hub_answered(Town& town, std::string const& id)
{
    auto const& code = town.receipts[town.receipt_by_id.at(id)].code;
    std::string words;
    for (auto const& result :
        town.hub().rows().column("SELECT result FROM command WHERE type='cancel' AND (text LIKE '%" + id
            + "%' OR text LIKE '%" + code + "%')"))
        words += "; " + result;
    return words;
}

void i11_cancellation_holds_whenever_it_came(Town& town)
{
    for (auto const& [id, places] : town.cancel_asked) {
        bool const has_arrived = std::any_of(places.begin(), places.end(),
            [&](int place) { return !town.sites()[static_cast<std::size_t>(place)]->is_retired; });
        auto const row = town.model().registrations().find(id);
        if (!has_arrived || row == town.model().registrations().end())
            continue;
        auto const& state = row->second.state;
        if (state == "confirmed" || state == "waiting" || state == "entered")
            town.findings().violate("I11",
                id + " was cancelled with the right proof and is " + state + what_hub_answered(town, id));
    }
}

void i15_nothing_is_left_undone(Town& town)
{
    for (auto& site : town.sites()) {
        if (!is_here(*site))
            continue;
        Rows rows(site->disk(), site->path());
        auto const pending = rows.number("SELECT count(*) FROM outbox WHERE state='pending'");
        auto const provisional = rows.number("SELECT count(*) FROM registration WHERE state='provisional'");
        if (pending + provisional > 0)
            town.findings().violate("I15",
                at(*site) + " still has " + std::to_string(pending) + " commands to send and "
                    + std::to_string(provisional) + " provisional");
    }
    if (auto const held = town.hub().rows().number("SELECT count(*) FROM command_backlog"))
        town.findings().violate("I15", "the hub still holds back " + std::to_string(held) + " commands");
}

/// Nobody waits beside a free seat, nor beside a right that could have come back.
void i15_no_seat_is_idle_while_somebody_waits(Town& town)
{
    for (auto const& [id, session] : town.model().sessions()) {
        bool const is_selling = session.state == "published" || session.state == "closed";
        int const free = session.capacity - session.confirmed - session.leased;
        if (is_selling && session.leased > 0 && session.waiting > 0)
            town.findings().violate("I15",
                "session " + id + " has " + std::to_string(session.leased) + " rights out while "
                    + std::to_string(session.waiting) + " wait");
        if (is_selling && session.admission == "first_come" && free > 0 && session.waiting > 0)
            town.findings().violate("I15",
                "session " + id + " has " + std::to_string(free) + " seats idle while "
                    + std::to_string(session.waiting) + " wait");
    }
}

/// Whose time to be used was over long before the end is settled: by its kiosk, or by force where that is
/// gone.
void i15_expired_leases_are_settled(Town& town)
{
    auto const now = base::seconds_of(town.hub().clock().now());
    for (auto const& row : town.hub().rows().all(
             "SELECT id, state FROM lease WHERE state IN ('open','recalled','frozen') AND use_until < "
             + std::to_string(now - 2 * 3600)))
        town.findings().violate("I15", "lease " + row[0] + " is over and still " + row[1]);
}

namespace {

std::pair<std::int64_t, std::int64_t> written(Town& town)
{
    auto& rows = town.hub().rows();
    return {rows.number("SELECT value FROM counter"), rows.number("SELECT max(row) FROM audit")};
}

/// One sync of everybody; each is one request.
void sync_all(Town& town)
{
    for (auto& site : town.sites()) {
        if (!is_here(*site))
            continue;
        auto const requests = site->line().requests;
        auto const report = site->kiosk().sync();
        bool const is_idle = report && report->pushed == 0 && report->pulled == 0;
        if (!report || (is_idle && site->line().requests != requests + 1))
            town.findings().violate("I16",
                "an idle sync of " + at(*site) + " took " + std::to_string(site->line().requests - requests)
                    + " requests");
    }
}

} // namespace

/// Once all agree, further syncs leave no trace; what time alone still changes (a right whose days are over)
/// comes to rest within a few rounds.
void i16_idle_syncs_write_nothing(Town& town)
{
    for (int round = 0; round < 6; ++round) {
        auto const before = written(town);
        sync_all(town);
        if (written(town) == before)
            return;
    }
    town.findings().violate("I16", "idle syncs make the hub write again and again");
}

/// No table grows faster than what people did.
void i16_sizes_stay_bounded(Town& town)
{
    auto& rows = town.hub().rows();
    auto const [numbered, audited] = written(town);
    auto const registrations = rows.number("SELECT count(*) FROM registration");
    auto const commands = rows.number("SELECT count(*) FROM command");
    auto const sessions = rows.number("SELECT sum(version) FROM session");
    auto const leases = rows.number("SELECT count(*) FROM lease");
    auto const bound = 12 * (registrations + commands + sessions + leases) + 200;
    if (numbered > bound || audited > bound)
        town.findings().violate("I16",
            "the hub numbered " + std::to_string(numbered) + " changes and wrote " + std::to_string(audited)
                + " audit rows, more than " + std::to_string(bound));
}

void checks_after_two_hours(Town& town)
{
    town.model().after_commit(town.hub().rows());
    town.model().compare_all(town.hub().rows());
    i2_confirmed_stays_confirmed(town);
    i3_every_command_arrived_once(town);
    i4_one_active_registration_a_person(town);
    i5_each_right_spent_once(town);
    i11_cancellation_holds_whenever_it_came(town);
    i18_moves_are_those_that_were_asked_for(town);
    i18_told_moves_stand(town);
    i19_whoever_came_is_marked_once(town);
    i20_each_word_about_a_class_is_kept_once(town);
    i15_nothing_is_left_undone(town);
    i15_expired_leases_are_settled(town);
}

void checks_at_rest(Town& town)
{
    i16_idle_syncs_write_nothing(town);
    sync_all(town);
    i15_no_seat_is_idle_while_somebody_waits(town);
    for (auto& site : town.sites())
        if (is_here(*site))
            i8_kiosk_shows_what_the_hub_says(town, *site);
    i16_sizes_stay_bounded(town);
}

} // namespace meguri::sim
