// 車の一日: the van's days of one month, the stops of the chosen one with their times, and what may be done
// with it: another order or time, a new day, a breakdown. What the hub moved is said stop by stop. One
// thread.
#pragma once

#include "admin/desk/models/forms.h"
#include "admin/desk/models/jobs.h"
#include "admin/desk/models/resources.h"
#include "admin/desk/models/scope.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace meguri::desk::models {

class VanDayTable final : public RowTable<VanDay> {
public:
    VanDayTable();
};

struct StopRow {
    std::size_t place = 0; ///< In the day's order, from 0.
    VanStop stop;
};
class StopTable final : public RowTable<StopRow> {
public:
    explicit StopTable(Gazetteer const& places);
};

/// A new day as typed; stops without a house are left out.
struct VanDayForm {
    struct Stop {
        std::string venue; ///< Id.
        std::string classes;
        std::string starts; ///< May stay empty: as early as the van can be ready.
    };
    std::string van; ///< Id.
    std::string date;
    std::string title;
    std::array<Stop, 4> stops;
    bool is_published = false;

    Remarks problems(base::Time now) const;
    nlohmann::json body(base::Time now) const;
    /// A remark of the hub about the stops that were sent, at the lines they were written on.
    Remarks placed(Remarks const& remarks) const;
};

/// How many people stand on the lists of a day's classes that are still to come.
int people_of(VanDay const& day);
/// What changed between a day and the same day after a move, a line for each stop: place and time.
std::vector<std::string> shift_words(VanDay const& before, VanDay const& after);

class VanDays {
public:
    enum class Panel { None, Move, BreakDown, Form };

    /// `places` and `resources` outlive this.
    VanDays(
        Jobs& jobs, base::Clock const& clock, Gazetteer const& places, Resources const& resources, Told told);

    void show_scope(Scope const& scope);
    void refresh();
    void forget();

    VanDayTable& table() { return m_table; }
    StopTable& stops() { return m_stops; }
    int revision() const { return m_revision; }
    void sort_by(Table& table, std::size_t column, bool is_descending);

    /// 令和8年11月
    std::string month_words() const;
    void turn_month(int months);
    /// Opens the month of that day and chooses it.
    void show_day(std::string const& iso_day);

    void choose(std::string const& id);
    std::string const& chosen_id() const { return m_chosen; }
    VanDay const* chosen() const { return m_table.find(m_chosen); }
    void choose_stop(std::string const& id);
    std::string const& stop_id() const { return m_stop; }
    StopRow const* stop() const { return m_stops.find(m_stop); }

    /// Whether this user may change the chosen day now.
    bool can_change() const;
    /// At once when nobody has registered for it; else the panel says first how many must be called.
    void move_up();
    void move_down();
    void open_move();
    /// `position` from 1, as typed; an empty time leaves it as early as it can be.
    void move(std::string const& position, std::string const& starts);
    std::size_t wanted_position() const { return m_wanted_position; }
    void open_break_down();
    void break_down(std::string const& reason);
    /// Vans that this user may plan for.
    std::vector<Resource> own_vans() const;
    bool can_plan() const { return !own_vans().empty(); }
    void open_form();
    void submit(VanDayForm form);
    void close_panel();
    Panel panel() const { return m_panel; }
    Remarks const& remarks() const { return m_remarks; }
    /// How many people would have to be called.
    int people() const { return chosen() ? people_of(*chosen()) : 0; }

    bool is_sending() const { return m_is_sending; }
    bool has_loaded() const { return m_as_of.has_value(); }
    Notice const& notice() const { return m_notice; }
    std::optional<base::Time> as_of() const { return m_as_of; }

private:
    void show_stops();
    void move_by(int places);
    void send_move(nlohmann::json const& body);
    void take_moved(Outcome<VanDay> outcome, VanDay const& before);
    void put(VanDay day);
    void write_trouble(Problem const& problem);

    Jobs& m_jobs;
    base::Clock const& m_clock;
    Resources const& m_resources;
    Told m_told;
    Scope m_scope;
    std::chrono::year_month m_month;
    VanDayTable m_table;
    StopTable m_stops;
    int m_revision = 0;
    std::string m_chosen;
    std::string m_stop;
    std::string m_wanted_day; ///< ISO: to be chosen once its month is there.
    std::size_t m_wanted_position = 1;
    Panel m_panel = Panel::None;
    Remarks m_remarks;
    bool m_is_sending = false;
    Notice m_notice;
    std::optional<base::Time> m_as_of;
};

} // namespace meguri::desk::models
