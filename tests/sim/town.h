// One run: a hub, kiosks, people and staff in one thread under one virtual clock. Owns all of them; the
// actors and the checks are free functions over it. Chaos first, then everything is healed, then quiet, then
// the last checks.
#pragma once

#include "tests/sim/findings.h"
#include "tests/sim/hub_model.h"
#include "tests/sim/plan.h"
#include "tests/sim/sim_hub.h"
#include "tests/sim/site.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace meguri::sim {

/// What a person holds: the slip, or what the clerk said on the phone.
struct Receipt {
    std::string id;
    std::string code;
    std::string session;
    std::string shown; ///< The state that was said.
    int person = 0;
    int site = -1; ///< -1: by phone.
    std::string install;
};

/// What somebody with a slip asked for at a kiosk, and what they were told.
struct Asked {
    std::string command;
    std::string type; ///< attend, move or survey.
    std::string id; ///< Of the registration.
    std::string session; ///< Where a move leads.
    std::string told;
    std::string reason;
    int site = 0;
    bool is_proved = true; ///< A move: with the right digits.
};

class Town {
public:
    Town(Plan plan, bool is_verbose);
    void run();

    Findings& findings() { return m_findings; }
    Plan const& plan() const { return m_plan; }
    EventQueue& queue() { return m_queue; }
    SimHub& hub() { return m_hub; }
    std::vector<std::unique_ptr<Site>>& sites() { return m_sites; }
    HubModel& model() { return m_model; }
    bool is_chaos() const { return m_is_chaos; }

    Chance chance(std::string_view stream) const { return {m_plan.seed, stream, m_queue.moment().event}; }
    /// One more event in a chain; the number makes its name.
    void after(std::chrono::seconds gap, std::string_view stream, std::uint64_t who, std::uint64_t number,
        std::function<void()> action);

    void keep(Receipt receipt);
    std::vector<Receipt> receipts;
    std::map<std::string, std::size_t> receipt_by_id;
    std::map<std::string, std::set<int>> cancel_asked; ///< Registration -> where its holder asked, with the
                                                       ///< right proof.
    std::set<std::string> cancel_tried; ///< Whatever its holder saw of it.
    std::vector<Asked> asked; ///< What a kiosk said that it keeps, and nothing that it refused by itself.
    std::set<std::pair<std::string, std::string>>
        moves_tried; ///< Registration and session, with the right proof, whatever its holder saw of it.
    int commands_made = 0; ///< That anybody saw.
    std::map<int, std::vector<std::string>> on_offer; ///< Sessions a visitor of the kiosk saw last.
    bool has_died = false; ///< One kiosk, for good.
    std::set<std::string> staff_cancelled;
    std::map<std::string, std::int64_t> last_cursor; ///< By install and epoch.
    std::string staff_token; ///< Of somebody who makes sessions in every town.
    std::string operator_token; ///< Of whoever manages kiosks.

    /// What is due when something went wrong with a machine.
    void restart_later(Site& site, std::chrono::seconds after);
    void restart_hub_later(std::chrono::seconds after);
    void disk_refused(Site& site);
    /// One sync, with what must hold of every one.
    void sync(Site& site);

private:
    void open();
    void poll(Site& site, std::uint64_t number);
    void heal();
    void sum_up();

    Plan m_plan;
    EventQueue m_queue;
    Findings m_findings;
    std::unique_ptr<crypto::Crypto> m_crypto;
    HubModel m_model;
    SimHub m_hub;
    std::vector<std::unique_ptr<Site>> m_sites;
    bool m_is_chaos = false;
    std::uint64_t m_restarts = 0;
};

void start_seniors(Town& town);
/// What the holder of this slip does later: comes, takes another day, says how it was.
void plan_ways(Town& town, Site& site, std::string const& id);
std::string last_digits(int person, bool is_right);
/// Any kiosk of the town, or another one of the same town.
int any_kiosk(Town& town, Chance& chance);
int another_kiosk(Town& town, int site, Chance& chance);
void start_staff(Town& town);
void start_troubles(Town& town);
void start_custody(Town& town);
/// When all is healed: whoever was revoked is enrolled again, and what the gone held is taken.
void settle_custody(Town& town);

} // namespace meguri::sim
