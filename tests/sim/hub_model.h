// The reference model: what the hub ought to have decided, in maps and plain words, fed with the hub's own
// order of decisions (its audit) after every commit and compared with its rows. Shares no code with the hub.
#pragma once

#include "tests/sim/findings.h"
#include "tests/sim/rows.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace meguri::sim {

class HubModel {
public:
    explicit HubModel(Findings& findings)
        : m_findings(findings)
    {
    }
    void after_commit(Rows& rows);
    /// Every row, also of what nobody said was decided.
    void compare_all(Rows& rows);
    /// After a start: what was decided before must still be there.
    void after_start(Rows& rows);

    struct Session {
        int capacity = 0;
        std::string state;
        std::string admission;
        int confirmed = 0; ///< K: whoever holds a seat.
        int waiting = 0;
        int entered = 0; ///< Applied to a lottery.
        int leased = 0; ///< L.
        int taken_before = 0; ///< K + L at the commit before.
    };
    struct Registration {
        std::string session;
        std::string state;
        std::int64_t seq = 0;
        int priority = 0;
    };
    struct Lease {
        std::string session;
        std::string install;
        std::string state;
        int rights = 0;
        int used = 0; ///< How many, by the hub's list of spends.
        bool is_unsettled() const { return state == "open" || state == "recalled" || state == "frozen"; }
        int outstanding() const { return is_unsettled() ? rights - used : 0; }
    };
    std::map<std::string, Lease> const& leases() const { return m_leases; }
    std::set<std::string> const& broken_promises() const { return m_broken_promises; }
    bool has_reclaimed() const { return m_has_reclaimed; }
    std::map<std::string, Session> const& sessions() const { return m_sessions; }
    std::map<std::string, Registration> const& registrations() const { return m_registrations; }

private:
    void read_sessions(Rows& rows);
    void read_registrations(Rows& rows, std::string const& condition);
    void replay(Rows::Row const& audit);
    void read_leases(Rows& rows, std::string const& ids);
    void read_moves(Rows& rows);
    void spend(std::string const& command);
    void spend_for_move(std::string const& id, std::string const& session);
    void spend_what_seated_nobody();
    void grant(std::string const& lease);
    void settle_leases();
    void enter(std::string const& id, std::string const& state, std::string const& session);
    void move(std::string const& id, std::string const& detail);
    void promote(std::string const& id);
    void change(std::string const& id, std::string const& state);
    void count(Registration const& registration, int by);
    bool is_first_in_line(std::string const& id) const;

    void i1_seats_never_oversold();
    void i6_leases_add_up();
    void i4_takes_effect_once(std::string const& id);
    void i6_rows_are_what_was_decided();
    void i6_no_row_vanished();
    void i10_only_allowed_changes(std::string const& id, std::string const& from, std::string const& to);
    void i12_line_is_kept(std::string const& id, std::string const& state, std::string const& session);

    Findings& m_findings;
    std::int64_t m_last_audit = 0;
    std::map<std::string, Session> m_sessions;
    std::map<std::string, Registration> m_registrations;
    std::int64_t m_last_seq = 0;
    std::int64_t m_last_lease = 0;
    std::int64_t m_last_out = 0;
    bool m_has_reclaimed = false;
    std::map<std::string, Lease> m_leases;
    std::map<std::string, Lease> m_lease_rows; ///< As the hub's rows say now.
    std::map<std::string, std::string> m_spends; ///< Command -> lease.
    struct MoveSpend {
        std::string command;
        std::string target; ///< The registration's id or number, as the kiosk named it.
        std::string session;
    };
    std::vector<MoveSpend> m_moves; ///< Of this commit, with a right, and not yet come upon.
    std::map<std::string, std::string> m_codes; ///< Registration -> its number.
    std::int64_t m_arrivals = 0; ///< Orders the lines: who entered or moved later stands behind.
    std::set<std::string> m_broken_promises;
    std::map<std::string, Registration> m_rows; ///< As the hub's rows say now, as far as they were read.
    std::uint64_t m_commits = 0;
};

} // namespace meguri::sim
