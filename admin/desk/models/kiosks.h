// The section 端末: every kiosk with its line, queue and lent seats; taking seats back or ending a kiosk's
// use with a name and a reason; and the one-time code that lets another one in. One thread.
#pragma once

#include "admin/desk/models/forms.h"
#include "admin/desk/models/jobs.h"
#include "admin/desk/models/kiosk_table.h"
#include "admin/desk/models/scope.h"

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace meguri::desk::models {

inline constexpr std::array kiosk_actions{KioskAction::Recall, KioskAction::Reclaim, KioskAction::Revoke};
/// 席を返してもらう …: the button that opens the form.
std::string kiosk_action_words(KioskAction action);
/// What it does, and what it can break.
std::string kiosk_action_meaning(KioskAction action);
/// 引きあげる …: the button that sends it.
std::string kiosk_action_verb(KioskAction action);

class Kiosks {
public:
    enum class Panel { None, Act, Enrol, Code };

    Kiosks(Jobs& jobs, base::Clock const& clock, Told told);

    void show_scope(Scope const& scope);
    void refresh();
    void forget();

    KioskTable& table() { return m_table; }
    LeaseTable& leases() { return m_leases; }
    int revision() const { return m_revision; }
    void sort_by(std::size_t column, bool is_descending);
    void sort_leases(std::size_t column, bool is_descending);

    /// Of all this user may see, whatever is searched for; nothing until the hub told.
    std::optional<int> count() const;
    int stuck_count() const;
    /// Of those shown: holding an unused seat of a class that begins within two days, and not able to settle
    /// it.
    int holding_soon_count() const;
    /// In red: when any that is shown is stuck, and when the hub has no copy that the kiosks could rely on.
    std::string alarm() const;
    /// Why the list is empty, when it is.
    std::string empty_words() const;

    void choose(std::string const& id);
    std::string const& chosen_id() const { return m_chosen; }
    KioskRow const* chosen() const { return m_table.find(m_chosen); }

    /// Whether this user may do it to the chosen one now, and whether it would change anything.
    bool can(KioskAction action) const;
    bool can_enrol() const;
    /// Whether he may let a kiosk in at that venue.
    bool can_enrol_at(Venue const& venue) const;

    Panel panel() const { return m_panel; }
    KioskAction action() const { return m_action; }
    void open_action(KioskAction action);
    void open_enrol();
    void close_panel();

    void submit(KioskForm form);
    void make_code(std::string const& venue);
    /// The number by which the staff of a venue open the corner of its kiosks: six digits, never shown again.
    void save_pin(std::string const& venue, std::string const& pin);
    Remarks const& remarks() const { return m_remarks; }
    /// Nothing once its time is over.
    std::optional<EnrolCode> code() const;

    bool is_sending() const { return m_is_sending; }
    bool has_loaded() const { return m_as_of.has_value(); }
    Notice const& notice() const { return m_notice; }
    std::optional<base::Time> as_of() const { return m_as_of; }

private:
    void rebuild();
    void show_leases();
    void take_list(Outcome<KioskList> outcome);
    void take_acted(Outcome<KioskActed> outcome, KioskAction action, std::string const& id);
    void take_code(Outcome<EnrolCode> outcome);

    Jobs& m_jobs;
    base::Clock const& m_clock;
    Told m_told;
    Scope m_scope;
    std::vector<Kiosk> m_all;
    bool m_is_backup_too_old = false;
    KioskTable m_table;
    LeaseTable m_leases;
    int m_revision = 0;
    std::string m_chosen;
    Panel m_panel = Panel::None;
    KioskAction m_action = KioskAction::Recall;
    Remarks m_remarks;
    std::optional<EnrolCode> m_code;
    std::chrono::milliseconds m_code_ends{
        0}; ///< By this machine's steady clock; its wall clock may be wrong.
    bool m_is_sending = false;
    Notice m_notice;
    std::optional<base::Time> m_as_of;
};

} // namespace meguri::desk::models
