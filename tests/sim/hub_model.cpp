#include "tests/sim/hub_model.h"

#include <algorithm>
#include <set>
#include <sstream>

namespace meguri::sim {

namespace {

bool holds_seat(std::string const& state)
{
    return state == "confirmed" || state == "attended" || state == "no_show";
}

/// The table of states, written down a second time.
bool is_allowed(std::string const& from, std::string const& to)
{
    static std::set<std::pair<std::string, std::string>> const arrows{{"received", "entered"},
        {"received", "confirmed"}, {"received", "waiting"}, {"received", "refused"},
        {"received", "duplicate"}, {"received", "cancelled"}, {"entered", "confirmed"},
        {"entered", "waiting"}, {"entered", "refused"}, {"entered", "cancelled"}, {"entered", "duplicate"},
        {"waiting", "confirmed"}, {"waiting", "lapsed"}, {"waiting", "cancelled"}, {"waiting", "duplicate"},
        {"confirmed", "cancelled"}, {"confirmed", "duplicate"}, {"confirmed", "attended"},
        {"confirmed", "no_show"}, {"attended", "no_show"}, {"attended", "confirmed"}, {"no_show", "attended"},
        {"no_show", "confirmed"}};
    return arrows.contains({from, to});
}

} // namespace

void HubModel::after_commit(Rows& rows)
{
    auto const last = rows.number("SELECT max(row) FROM audit");
    auto const seq = rows.number("SELECT value FROM counter WHERE name='seq'");
    // A lease of a session that nobody is shown any more is settled without a number and without a line.
    auto const out = rows.number("SELECT count(*) FROM lease WHERE state IN ('open','recalled','frozen')");
    if (last == m_last_audit && seq == m_last_seq && out == m_last_out)
        return;
    m_last_out = out;
    m_last_seq = seq;
    read_sessions(rows);
    auto const audits = rows.all("SELECT action, target, detail FROM audit WHERE row > "
        + std::to_string(m_last_audit) + " ORDER BY row");
    m_last_audit = last;
    std::string ids;
    for (auto const& audit : audits)
        if (audit[0].starts_with("registration."))
            ids += (ids.empty() ? "'" : ",'") + audit[1] + "'";
    read_registrations(rows, ids.empty() ? "0" : "id IN (" + ids + ")");
    read_leases(rows, ids);
    read_moves(rows);
    for (auto const& audit : audits)
        replay(audit);
    spend_what_seated_nobody();
    settle_leases();
    i6_rows_are_what_was_decided();
    i6_leases_add_up();
    i1_seats_never_oversold();
    if (++m_commits % 64 == 0)
        compare_all(rows);
    if (!rows.trouble().empty())
        m_findings.violate("I6", "the hub's rows cannot be read: " + rows.trouble());
}

void HubModel::compare_all(Rows& rows)
{
    read_registrations(rows, "1");
    i6_rows_are_what_was_decided();
    i6_no_row_vanished();
}

void HubModel::read_registrations(Rows& rows, std::string const& condition)
{
    m_rows.clear();
    for (auto& row :
        rows.all("SELECT id, session, state, priority, code FROM registration WHERE " + condition)) {
        m_rows[row[0]] = {row[1], row[2], 0, std::stoi(row[3])};
        m_codes[row[0]] = row[4];
    }
}

void HubModel::after_start(Rows& rows)
{
    auto const last = rows.number("SELECT max(row) FROM audit");
    if (last < m_last_audit) {
        m_findings.violate(
            "I7", "the hub forgot its last " + std::to_string(m_last_audit - last) + " decisions");
        m_last_audit = 0;
        m_registrations.clear();
        m_leases.clear();
        m_last_lease = 0;
        m_sessions.clear();
    }
    after_commit(rows);
}

void HubModel::read_sessions(Rows& rows)
{
    for (auto& row : rows.all("SELECT id, capacity, state, admission FROM session")) {
        auto& session = m_sessions[row[0]];
        session.capacity = std::stoi(row[1]);
        session.state = row[2];
        session.admission = row[3];
    }
}

void HubModel::replay(Rows::Row const& audit)
{
    static constexpr std::string_view prefix = "registration.";
    auto const& action = audit[0];
    auto const& id = audit[1];
    if (action == "lease.granted")
        return grant(id);
    if (action == "kiosk.reclaimed")
        m_has_reclaimed = true;
    if (action == "promise.broken")
        m_broken_promises.insert(id);
    if (!action.starts_with(prefix))
        return;
    auto const what = action.substr(prefix.size());
    m_findings.trace("hub " + what + " " + id);
    if (what == "surveyed")
        return;
    if (what == "promoted")
        promote(id);
    else if (what == "moved")
        move(id, audit[2]);
    else if (what == "cancelled" && m_registrations.contains(id))
        change(id, "cancelled");
    else if (what == "marked")
        change(id,
            audit[2] == "present" || audit[2] == "late" || audit[2] == "partial" ? "attended" : "no_show");
    else if (what == "duplicate" && m_registrations.contains(id))
        change(id, "duplicate");
    else
        enter(id, what, audit[2]);
}

void HubModel::count(Registration const& registration, int by)
{
    auto& session = m_sessions[registration.session];
    if (holds_seat(registration.state))
        session.confirmed += by;
    if (registration.state == "waiting")
        session.waiting += by;
    if (registration.state == "entered")
        session.entered += by;
}

/// `session` as it was then: the row may have moved on in the same commit.
void HubModel::enter(std::string const& id, std::string const& state, std::string const& session)
{
    if (m_registrations.contains(id))
        return i4_takes_effect_once(id);
    auto const row = m_rows.find(id);
    if (row == m_rows.end())
        return m_findings.violate("I6", "decided on " + id + " but stored no row");
    bool const has_right = m_spends.contains(id) && m_leases[m_spends.at(id)].is_unsettled();
    if (has_right)
        spend(id);
    if (!has_right || state != "confirmed")
        i12_line_is_kept(id, state, session);
    auto registration = row->second;
    registration.session = session;
    registration.state = state;
    registration.seq = ++m_arrivals;
    count(registration, 1);
    m_registrations[id] = registration;
    // A right that was spent for a session called off meanwhile.
    if (state == "cancelled" && m_sessions[registration.session].state != "cancelled")
        i10_only_allowed_changes(id, "nothing", state);
}

/// Those that are out, or were at the commit before; and what the commands of this commit spent.
void HubModel::read_leases(Rows& rows, std::string const& ids)
{
    std::string known = "0";
    for (auto const& [id, lease] : m_leases)
        if (lease.is_unsettled())
            known += "," + id;
    m_lease_rows.clear();
    for (auto& row : rows.all("SELECT l.id, l.session, l.install, l.state, l.rights, (SELECT count(*) FROM "
                              "lease_spend s WHERE s.lease=l.id) FROM lease l WHERE l.id IN ("
             + known + ") OR l.id > " + std::to_string(m_last_lease))) {
        m_last_lease = std::max(m_last_lease, std::int64_t(std::stoll(row[0])));
        m_lease_rows[row[0]] = {row[1], row[2], row[3], std::stoi(row[4]), std::stoi(row[5])};
    }
    if (ids.empty())
        return;
    for (auto& row : rows.all("SELECT cmd_id, lease FROM lease_spend WHERE cmd_id IN (" + ids + ")"))
        m_spends[row[0]] = row[1];
}

/// The rights that moves of this commit named. A move has no line of its own among the spends: its audit
/// names the registration.
void HubModel::read_moves(Rows& rows)
{
    m_moves.clear();
    std::string unsettled = "0";
    for (auto const& [id, lease] : m_leases)
        if (lease.is_unsettled())
            unsettled += "," + id;
    for (auto& row : rows.all("SELECT s.cmd_id, s.lease, json_extract(c.text, '$.body.target'), "
                              "json_extract(c.text, '$.body.session') FROM lease_spend s JOIN command c ON "
                              "c.cmd_id=s.cmd_id WHERE c.type='move' AND s.lease IN ("
             + unsettled + ") ORDER BY c.install, c.cmd_no"))
        if (m_spends.emplace(row[0], row[1]).second)
            m_moves.push_back({row[0], row[2], row[3]});
}

/// With the right that its command named, if it named one.
void HubModel::spend_for_move(std::string const& id, std::string const& session)
{
    auto const found = std::find_if(m_moves.begin(), m_moves.end(), [&](MoveSpend const& one) {
        return one.session == session && (one.target == id || one.target == m_codes[id]);
    });
    if (found == m_moves.end())
        return;
    if (m_leases[m_spends.at(found->command)].is_unsettled())
        spend(found->command);
    m_moves.erase(found);
}

/// Rights of moves that were refused, or that asked for what was so already.
void HubModel::spend_what_seated_nobody()
{
    for (auto const& one : m_moves)
        if (m_leases[m_spends.at(one.command)].is_unsettled())
            spend(one.command);
    m_moves.clear();
}

/// The right was counted before, the registration counts now: K + L stays what it was.
void HubModel::spend(std::string const& command)
{
    auto& lease = m_leases[m_spends.at(command)];
    ++lease.used;
    --m_sessions[lease.session].leased;
    m_findings.reached("right spent");
}

void HubModel::grant(std::string const& id)
{
    settle_leases();
    auto lease = m_lease_rows[id];
    lease.used = 0;
    lease.state = "open";
    auto& session = m_sessions[lease.session];
    if (session.waiting > 0)
        m_findings.violate("I12",
            "a right was lent for " + lease.session + " while " + std::to_string(session.waiting)
                + " waited");
    session.leased += lease.rights;
    m_leases[id] = lease;
}

/// What the hub settled in this commit: after the commands of a sync, before its grants.
void HubModel::settle_leases()
{
    for (auto& [id, lease] : m_leases) {
        auto const row = m_lease_rows.find(id);
        if (row == m_lease_rows.end() || row->second.state == lease.state)
            continue;
        auto const before = lease.outstanding();
        lease.state = row->second.state;
        m_sessions[lease.session].leased += lease.outstanding() - before;
    }
}

/// Granted = used + returned + outstanding, and L is what the leases say.
void HubModel::i6_leases_add_up()
{
    std::map<std::string, int> outstanding;
    for (auto const& [id, row] : m_lease_rows) {
        outstanding[row.session] += row.outstanding();
        auto const known = m_leases.find(id);
        if (known == m_leases.end())
            m_findings.violate("I6", "lease " + id + " was never granted");
        else if (row.is_unsettled() && known->second.used != row.used)
            m_findings.violate("I6",
                "lease " + id + " has " + std::to_string(row.used) + " spends, "
                    + std::to_string(known->second.used) + " were decided");
    }
    for (auto const& [id, session] : m_sessions)
        if (session.leased != outstanding[id])
            m_findings.violate("I6",
                "session " + id + " has " + std::to_string(outstanding[id]) + " rights out, decided were "
                    + std::to_string(session.leased));
}

void HubModel::i4_takes_effect_once(std::string const& id)
{
    m_findings.violate("I4", "the command " + id + " took effect a second time");
}

/// No direct sale while somebody waits, and nobody waits while a seat is free for him.
void HubModel::i12_line_is_kept(
    std::string const& id, std::string const& state, std::string const& session_id)
{
    auto const& session = m_sessions[session_id];
    if (session.admission != "first_come")
        return;
    int const free = session.capacity - session.confirmed - session.leased;
    if (state == "confirmed" && session.waiting > 0)
        m_findings.violate("I12", id + " was confirmed while " + std::to_string(session.waiting) + " waited");
    if (state == "waiting" && session.waiting == 0 && free > 0)
        m_findings.violate("I12", id + " had to wait while a seat was free and nobody waited");
}

bool HubModel::is_first_in_line(std::string const& id) const
{
    auto const& mine = m_registrations.at(id);
    return std::none_of(m_registrations.begin(), m_registrations.end(), [&](auto const& entry) {
        auto const& other = entry.second;
        return other.session == mine.session && other.state == "waiting"
            && (other.priority > mine.priority || (other.priority == mine.priority && other.seq < mine.seq));
    });
}

void HubModel::promote(std::string const& id)
{
    auto const found = m_registrations.find(id);
    if (found == m_registrations.end() || found->second.state != "waiting")
        return m_findings.violate("I10", id + " was promoted but does not wait");
    m_findings.reached("promoted");
    if (!is_first_in_line(id))
        m_findings.violate("I12", id + " was promoted before somebody who came earlier");
    change(id, "confirmed");
}

/// It leaves one session and comes last in the other; a seat is never given for a place in a line.
void HubModel::move(std::string const& id, std::string const& detail)
{
    std::istringstream words(detail);
    std::string from, from_state, to, to_state;
    words >> from >> from_state >> to >> to >> to_state;
    auto const found = m_registrations.find(id);
    if (found == m_registrations.end())
        return m_findings.violate("I10", id + " moved without ever having been decided");
    auto& registration = found->second;
    m_findings.reached("moved");
    if (registration.session != from || registration.state != from_state)
        m_findings.violate("I18",
            id + " moved from " + from + " as " + from_state + ", it was in " + registration.session + " as "
                + registration.state);
    if (from_state != to_state)
        i10_only_allowed_changes(id, from_state, to_state);
    count(registration, -1);
    auto const sold_before = m_sessions[to].leased;
    spend_for_move(id, to);
    if (m_sessions[to].leased == sold_before || to_state != "confirmed")
        i12_line_is_kept(id, to_state, to);
    registration = {to, to_state, ++m_arrivals, 0};
    count(registration, 1);
}

void HubModel::change(std::string const& id, std::string const& state)
{
    auto const found = m_registrations.find(id);
    if (found == m_registrations.end())
        return m_findings.violate("I10", id + " became " + state + " without ever having been decided");
    if (found->second.state == state)
        return;
    i10_only_allowed_changes(id, found->second.state, state);
    count(found->second, -1);
    found->second.state = state;
    count(found->second, 1);
}

void HubModel::i10_only_allowed_changes(std::string const& id, std::string const& from, std::string const& to)
{
    if (!is_allowed(from, to))
        m_findings.violate("I10", id + " went from " + from + " to " + to);
}

void HubModel::i6_rows_are_what_was_decided()
{
    for (auto const& [id, row] : m_rows) {
        auto const found = m_registrations.find(id);
        if (found == m_registrations.end()) {
            m_findings.violate("I6", "a row nobody decided: " + id + " " + row.state);
            m_registrations[id] = row;
            count(row, 1);
        } else if (found->second.session != row.session) {
            m_findings.violate("I6", id + " is in " + row.session + ", decided was " + found->second.session);
            count(found->second, -1);
            found->second.session = row.session;
            count(found->second, 1);
        } else if (found->second.state != row.state) {
            i10_only_allowed_changes(id, found->second.state, row.state);
            m_findings.violate("I6", id + " is " + row.state + ", decided was " + found->second.state);
            change(id, row.state);
        }
    }
}

void HubModel::i6_no_row_vanished()
{
    for (auto const& [id, registration] : m_registrations)
        if (!m_rows.contains(id))
            m_findings.violate("I6", "the row of " + id + " vanished");
}

void HubModel::i1_seats_never_oversold()
{
    for (auto& [id, session] : m_sessions) {
        int const taken = session.confirmed + session.leased;
        if (taken > session.capacity && taken > session.taken_before)
            m_findings.violate("I1",
                "session " + id + " has " + std::to_string(session.capacity) + " seats, "
                    + std::to_string(taken) + " are taken, before " + std::to_string(session.taken_before));
        if (taken > session.capacity)
            m_findings.reached("over target after staff lowered it");
        session.taken_before = taken;
    }
}

} // namespace meguri::sim
