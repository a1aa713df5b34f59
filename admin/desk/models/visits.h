// 訪問の希望: the wishes for visits at home, when a visitor could come, and what makes a visit of one; and a
// visitor's day on paper for its own organisation. Names are asked for when the clerk looks, never by the
// timer. One thread.
#pragma once

#include "admin/desk/models/forms.h"
#include "admin/desk/models/jobs.h"
#include "admin/desk/models/resources.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/written_file.h"

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace meguri::desk::models {

class VisitTable final : public RowTable<VisitRequest> {
public:
    explicit VisitTable(Gazetteer const& places);
};
class SlotTable final : public RowTable<VisitSlot> {
public:
    SlotTable();
};

/// A visitor's day on paper: for whom and when.
struct SheetForm {
    std::string visitor; ///< Id.
    std::string date; ///< As typed.
};

using Sheet = WrittenFile;

class Visits {
public:
    enum class Panel { None, Cancel };
    static constexpr std::array states{"open", "scheduled", "cancelled"};
    static constexpr std::array lengths{45, 60, 90}; ///< Minutes.

    /// `places` and `resources` outlive this.
    Visits(
        Jobs& jobs, base::Clock const& clock, Gazetteer const& places, Resources const& resources, Told told);

    void show_scope(Scope const& scope);
    void refresh();
    void forget();

    VisitTable& table() { return m_table; }
    SlotTable& slots() { return m_slots; }
    int revision() const { return m_revision; }
    void sort_by(Table& table, std::size_t column, bool is_descending);

    std::string const& state() const { return m_state; }
    void show_state(std::string const& state);
    void choose(std::string const& id);
    std::string const& chosen_id() const { return m_chosen; }
    VisitRequest const* chosen() const { return m_table.find(m_chosen); }

    /// Visitors who may work in the town of the chosen wish, the own ones first.
    std::vector<Resource> visitors() const;
    std::string const& visitor() const { return m_visitor; }
    int minutes() const { return m_minutes; }
    void set_visitor(std::string const& id);
    void set_minutes(int minutes);
    std::string const& slot_id() const { return m_slot; }
    void choose_slot(std::string const& id);
    /// Why no slot stands there, or what to do next.
    std::string slots_words() const;

    bool can_schedule() const;
    void schedule();
    bool can_cancel() const;
    void open_cancel();
    void cancel(std::string const& reason);
    void close_panel();
    Panel panel() const { return m_panel; }
    Remarks const& remarks() const { return m_remarks; }

    /// Visitors whose day sheets this user may open.
    std::vector<Resource> sheet_visitors() const;
    /// Notes remarks; whether the sheet may be asked for.
    bool check_sheet(SheetForm const& form);
    std::string sheet_name(SheetForm const& form) const;
    void ask_sheet(SheetForm const& form, std::string const& path);
    /// Once, after it arrived.
    std::optional<Sheet> take_sheet() { return std::exchange(m_sheet, std::nullopt); }
    void say_sheet_saved(std::string const& path, bool is_written);
    Remarks const& sheet_remarks() const { return m_sheet_remarks; }

    bool is_sending() const { return m_is_sending; }
    bool has_loaded() const { return m_as_of.has_value(); }
    Notice const& notice() const { return m_notice; }
    std::optional<base::Time> as_of() const { return m_as_of; }

private:
    void settle_visitor();
    /// With `keeps_shown` those that stand there stay until the answer.
    void ask_slots(bool keeps_shown = false);
    void take_scheduled(Outcome<VisitDone> outcome, VisitSlot const& slot);
    void trouble(Problem const& problem, bool is_write);
    std::optional<domain::Date> sheet_date(SheetForm const& form) const;
    /// Who answers for the visit: the own organisation, or for a town the visitor's.
    std::string provider() const;

    Jobs& m_jobs;
    base::Clock const& m_clock;
    Resources const& m_resources;
    Told m_told;
    Scope m_scope;
    VisitTable m_table;
    SlotTable m_slots;
    int m_revision = 0;
    std::string m_state = "open";
    std::string m_chosen;
    std::string m_visitor;
    int m_minutes = 60;
    std::string m_slot;
    bool m_has_slots = false;
    int m_question = 0; ///< Answers to earlier questions for slots are let go.
    Panel m_panel = Panel::None;
    Remarks m_remarks;
    Remarks m_sheet_remarks;
    std::optional<Sheet> m_sheet;
    bool m_is_sending = false;
    Notice m_notice;
    std::optional<base::Time> m_as_of;
};

} // namespace meguri::desk::models
