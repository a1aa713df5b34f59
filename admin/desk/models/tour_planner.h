// 巡回の案: what several towns wish of a van, the tour that the hub proposes for it with what cannot be met
// and why, and its days written one after the other. Each day says for itself what became of it. One thread.
#pragma once

#include "admin/desk/models/forms.h"
#include "admin/desk/models/jobs.h"
#include "admin/desk/models/resources.h"
#include "admin/desk/models/scope.h"

#include <optional>
#include <string>
#include <vector>

namespace meguri::desk::models {

/// One town's wish as typed.
struct WishForm {
    std::string municipality; ///< Code.
    std::string days;
    std::string classes; ///< A day; may stay empty: as many as the day takes.
    std::string dates; ///< May stay empty: any; else days separated by commas or spaces.
    std::vector<std::string> venues; ///< Ids, best first; none: any stop of the town.
};

struct WishRow {
    std::string municipality;
    int days = 1;
    std::optional<int> classes;
    std::vector<std::string> dates; ///< ISO.
    std::vector<std::string> venues;
};

struct TourForm {
    std::string van; ///< Id.
    std::string from;
    std::string to;
};

class WishTable final : public RowTable<WishRow> {
public:
    explicit WishTable(Gazetteer const& places);
};

enum class DayState {
    Proposed,
    Written, ///< The hub answered that it stands.
    Refused,
    Unknown, ///< Sent, and no answer came.
};

struct TourDayRow {
    TourDay day;
    DayState state = DayState::Proposed;
    std::string why; ///< Why it was refused.
};

class TourDayTable final : public RowTable<TourDayRow> {
public:
    explicit TourDayTable(Gazetteer const& places);
};

class TourPlanner {
public:
    /// `places` and `resources` outlive this.
    TourPlanner(
        Jobs& jobs, base::Clock const& clock, Gazetteer const& places, Resources const& resources, Told told);

    void show_scope(Scope const& scope);
    void forget();

    /// Vans that this user may plan for.
    std::vector<Resource> vans() const;
    /// Towns that van may visit.
    std::vector<Municipality> towns_of(std::string const& van) const;

    WishTable& wishes() { return m_wishes; }
    TourDayTable& days() { return m_days; }
    int revision() const { return m_revision; }
    void sort_by(Table& table, std::size_t column, bool is_descending);

    /// A town's second wish takes the place of its first. True when it was taken.
    bool add_wish(WishForm const& form);
    std::string const& chosen_wish() const { return m_chosen_wish; }
    void choose_wish(std::string const& town);
    void remove_wish();
    std::string const& chosen_day() const { return m_chosen_day; }
    void choose_day(std::string const& day);

    void plan(TourForm const& form);
    std::optional<TourPlan> const& proposal() const { return m_proposal; }
    /// 8日 ・ 346km, and whether a shorter one is ruled out.
    std::string summary() const;

    /// Whether any day of the proposal is not written yet.
    bool can_write() const;
    /// Sends each day that does not stand yet, in order; one that is refused does not stop the others, one
    /// that nobody answered does.
    void write(std::string const& title, bool is_published);
    bool is_writing() const { return m_is_writing; }

    Remarks const& remarks() const { return m_remarks; }
    Remarks const& wish_remarks() const { return m_wish_remarks; }
    Remarks const& write_remarks() const { return m_write_remarks; }
    bool is_planning() const { return m_is_planning; }
    Notice const& notice() const { return m_notice; }

private:
    nlohmann::json body_of(TourForm const& form) const;
    void take_plan(Outcome<TourPlan> outcome, std::vector<WishRow> const& asked);
    /// Finds out which of the days that nobody answered for stand after all, then goes on.
    void look_again();
    void write_next();
    void end_writing();
    void set_state(std::string const& day, DayState state, std::string const& why = "");

    Jobs& m_jobs;
    base::Clock const& m_clock;
    Gazetteer const& m_places;
    Resources const& m_resources;
    Told m_told;
    Scope m_scope;
    WishTable m_wishes;
    TourDayTable m_days;
    int m_revision = 0;
    std::string m_chosen_wish;
    std::string m_chosen_day;
    std::optional<TourPlan> m_proposal;
    std::string m_title;
    bool m_is_published = false;
    std::vector<std::string> m_to_write; ///< Days of the proposal, the next one last.
    Remarks m_remarks;
    Remarks m_wish_remarks;
    Remarks m_write_remarks;
    bool m_is_planning = false;
    bool m_is_writing = false;
    int m_life = 0; ///< Answers to what was asked before everything was forgotten are let go.
    Notice m_notice;
};

} // namespace meguri::desk::models
