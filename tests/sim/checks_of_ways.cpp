// What must hold of those who came, took another day or said how it was, once all is quiet: the hub's own
// list of commands and of decisions beside what people were told.
#include "tests/sim/checks.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace meguri::sim {

using nlohmann::json;

namespace {

/// A command of one of the ways as the hub stored it, and the registration that it means.
struct WayRow {
    std::string id;
    std::string registration; ///< Empty: the hub knows none of that id or number.
    json body;
    std::string state;
    std::string reason;
};

/// How often the hub decided so on each registration at a kiosk's word.
std::map<std::string, int> decided_at_kiosks(Town& town, std::string const& action)
{
    std::map<std::string, int> times;
    for (auto const& row : town.hub().rows().all("SELECT target, count(*) FROM audit WHERE action='" + action
             + "' AND who LIKE 'kiosk:%' GROUP BY target"))
        times[row[0]] = std::stoi(row[1]);
    return times;
}

bool has_moved(std::string const& state)
{
    return state == "confirmed" || state == "waiting" || state == "entered";
}

struct WayKind {
    std::string type;
    std::string action; ///< What the audit says when the hub did so.
    bool (*is_done)(std::string const& state);
};
WayKind const moving{"move", "registration.moved", has_moved};
WayKind const coming{
    "attend", "registration.marked", [](std::string const& state) { return state == "attended"; }};
WayKind const telling{
    "survey", "registration.surveyed", [](std::string const& state) { return state == "done"; }};

/// All that a slip's number can mean: two slips may bear one, and the proof told the hub which was meant.
std::vector<std::string> meant_by(Town& town, std::string const& target)
{
    std::vector<std::string> ids;
    for (auto const& row :
        town.hub().rows().all("SELECT id FROM registration WHERE id='" + target + "' OR code='" + target
            + "' OR id IN (SELECT registration FROM printed_code WHERE code='" + target + "') ORDER BY seq"))
        ids.push_back(row[0]);
    return ids;
}

std::vector<WayRow> ways_of(Town& town, WayKind const& kind)
{
    auto const decided = decided_at_kiosks(town, kind.action);
    auto left = decided;
    std::vector<WayRow> ways;
    for (auto const& row : town.hub().rows().all("SELECT cmd_id, text, result FROM command WHERE type='"
             + kind.type + "' ORDER BY seq, cmd_id")) {
        auto const text = json::parse(row[1], nullptr, false);
        auto const result = json::parse(row[2], nullptr, false);
        WayRow way{row[0], "", text["body"], result.value("state", ""), result.value("reason", "")};
        auto const ids = meant_by(town, way.body.value("target", ""));
        // The one on which the hub decided so, first one whose decision no other command accounts for.
        auto found = std::find_if(ids.begin(), ids.end(), [&](auto const& id) { return left[id] > 0; });
        if (found == ids.end() || !kind.is_done(way.state))
            found
                = std::find_if(ids.begin(), ids.end(), [&](auto const& id) { return decided.contains(id); });
        if (found == ids.end())
            found = ids.begin();
        if (found != ids.end()) {
            way.registration = *found;
            left[*found] -= kind.is_done(way.state) ? 1 : 0;
        }
        ways.push_back(std::move(way));
    }
    return ways;
}

std::map<std::string, std::string> told_states(Town& town, WayKind const& kind)
{
    std::map<std::string, std::string> states;
    for (auto const& way : ways_of(town, kind))
        states[way.id] = way.state + (way.reason.empty() ? "" : " " + way.reason);
    return states;
}

} // namespace

/// Nobody is moved who did not ask for just that with the right proof, and no move takes effect twice.
void i18_moves_are_those_that_were_asked_for(Town& town)
{
    std::map<std::string, int> done;
    for (auto const& way : ways_of(town, moving))
        if (has_moved(way.state))
            ++done[way.registration];
    for (auto const& [id, times] : decided_at_kiosks(town, "registration.moved"))
        if (times > done[id])
            town.findings().violate("I18",
                id + " was moved " + std::to_string(times) + " times by " + std::to_string(done[id])
                    + " commands");
    for (auto const& receipt : town.receipts) {
        auto const row = town.model().registrations().find(receipt.id);
        if (row == town.model().registrations().end() || row->second.session == receipt.session)
            continue;
        if (!town.moves_tried.contains({receipt.id, row->second.session}))
            town.findings().violate(
                "I18", receipt.id + " is in " + row->second.session + ", where its holder never asked to be");
    }
}

/// Whoever was told of a new place has it, and whoever was refused one keeps the old.
void i18_told_moves_stand(Town& town)
{
    std::map<std::string, std::vector<Asked const*>> by_holder;
    for (auto const& one : town.asked)
        if (one.type == "move" && one.is_proved)
            by_holder[one.id].push_back(&one);
    for (auto const& [id, moves] : by_holder) {
        auto const row = town.model().registrations().find(id);
        if (row == town.model().registrations().end())
            continue;
        auto const tried = std::count_if(town.moves_tried.begin(), town.moves_tried.end(),
            [&](auto const& pair) { return pair.first == id; });
        auto const& last = *moves.back();
        bool const is_alone = tried == 1 && moves.size() == 1;
        if (is_alone && has_moved(last.told) && row->second.session != last.session)
            town.findings().violate("I18",
                id + " was told of its place in " + last.session + " and is in " + row->second.session);
        auto const& receipt = town.receipts[town.receipt_by_id.at(id)];
        bool const has_come_late = row->second.session != receipt.session;
        // One that overtook its registration waits for it, and its holder is told by phone.
        if (is_alone && last.told == "refused" && last.reason != "unknown_code" && has_come_late)
            town.findings().violate("I18", id + " was refused another day and has moved all the same");
        if (is_alone && last.reason == "unknown_code" && has_come_late
            && town.hub().rows().number(
                   "SELECT count(*) FROM call_task WHERE reason='moved' AND registration='" + id + "'")
                == 0)
            town.findings().violate("I18", id + " has moved and nobody calls");
        auto const session = town.model().sessions().find(row->second.session);
        bool const is_called_off
            = session != town.model().sessions().end() && session->second.state == "cancelled";
        if (row->second.state == "cancelled" && !town.cancel_tried.contains(id)
            && !town.staff_cancelled.contains(id) && !is_called_off)
            town.findings().violate("I18", id + " asked for another day and lost its place");
    }
}

/// Each 来ました that the hub took is a mark on its list, made once; and what the kiosk said, the hub took,
/// or had a reason not to.
void i19_whoever_came_is_marked_once(Town& town)
{
    auto& rows = town.hub().rows();
    for (auto const& way : ways_of(town, coming)) {
        if (way.state != "attended")
            continue;
        town.findings().reached("came");
        // Of two slips of one person the seat is the other one's.
        auto const marked
            = rows.number("SELECT count(*) FROM registration a JOIN registration b ON b.id=a.id "
                          "OR (a.state='duplicate' AND b.session=a.session AND "
                          "b.person_mark=a.person_mark) WHERE a.id='"
                + way.registration + "' AND b.attendance IS NOT NULL");
        if (marked == 0)
            town.findings().violate(
                "I19", way.registration + " was told that it is marked present, and is not");
    }
    for (auto const& [id, times] : decided_at_kiosks(town, "registration.marked"))
        if (times > 1)
            town.findings().violate("I19", id + " was marked present " + std::to_string(times) + " times");
    auto const states = told_states(town, coming);
    for (auto const& one : town.asked) {
        auto const found = states.find(one.command);
        if (one.type != "attend" || one.told != "attended" || found == states.end())
            continue;
        bool const is_known = found->second == "attended" || found->second == "refused not_confirmed"
            || found->second == "refused not_today" || found->second == "refused another_hall"
            || found->second == "refused marked_by_staff";
        if (!is_known)
            town.findings().violate(
                "I19", one.id + " was told 受付がすみました, the hub says " + found->second);
    }
}

/// What was said about a class is kept for whom it was taken, each word once, and nobody else's.
void i20_each_word_about_a_class_is_kept_once(Town& town)
{
    std::map<std::string, int> taken;
    std::map<std::string, std::vector<json>> words;
    for (auto const& way : ways_of(town, telling))
        if (way.state == "done") {
            ++taken[way.registration];
            words[way.registration].push_back(way.body["answers"]);
        }
    auto const kept = decided_at_kiosks(town, "registration.surveyed");
    for (auto const& [id, times] : taken) {
        auto const found = kept.find(id);
        int const written = found == kept.end() ? 0 : found->second;
        if (written != times)
            town.findings().violate("I20",
                id + " said " + std::to_string(times) + " times how it was, " + std::to_string(written)
                    + " were written down");
    }
    for (auto const& row :
        town.hub().rows().all("SELECT registration, face, understood, again FROM survey")) {
        town.findings().reached("said how it was");
        json const answers{{"face", row[1]}, {"understood", row[2]}, {"again", row[3]}};
        auto const& said = words[row[0]];
        if (std::find(said.begin(), said.end(), answers) == said.end())
            town.findings().violate("I20", row[0] + " never said " + answers.dump());
        taken.erase(row[0]);
    }
    for (auto const& [id, times] : taken)
        town.findings().violate("I20", "what " + id + " said is not kept");
}

} // namespace meguri::sim
