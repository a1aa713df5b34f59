// 次の年度の準備: what would be copied into the next fiscal year and what is there already, the subsidies
// that are ticked to be applied for, and the copying; and whether a year that should have programmes has
// none. One thread.
#pragma once

#include "admin/desk/models/jobs.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/year_answers.h"

#include <memory>
#include <optional>
#include <set>
#include <string>

namespace meguri::desk::models {

class YearTable final : public RowTable<CarriedThing> {
public:
    YearTable();
    void set_picked(std::set<std::string> const& ids);

private:
    explicit YearTable(std::shared_ptr<std::set<std::string>> picked);
    std::shared_ptr<std::set<std::string>> m_picked;
};

class YearChange {
public:
    YearChange(Jobs& jobs, base::Clock const& clock, Told told);

    void show_scope(Scope const& scope);
    void forget();
    /// The prefecture and who runs the hub.
    bool is_offered() const;

    int from() const { return m_scope.fiscal_year; }
    /// 令和8年度 → 令和9年度
    std::string title() const;
    /// Asks what would be copied; the answer stands in the table.
    void preview();
    bool has_preview() const { return m_plan.has_value(); }
    /// What the preview showed, with the ticked subsidies. A second time does no harm.
    void write();
    bool can_write() const;
    /// Ticks a subsidy that does not stand there yet, or takes the tick back; all of them for true.
    void pick(std::string const& id);
    void pick_all(bool is_picked);
    bool has_all_picked() const;
    bool has_subsidies() const;

    YearTable& table() { return m_table; }
    int revision() const { return m_revision; }
    std::string const& chosen() const { return m_chosen; }
    void choose(std::string const& id);
    void sort_by(std::size_t column, bool is_descending);
    Notice const& notice() const { return m_notice; }
    bool is_sending() const { return m_is_sending; }

    /// Looks whether the year that should have programmes by today has some; asks only in the weeks in which
    /// that is so.
    void look_ahead();
    /// The year that has none although it should.
    std::optional<int> missing_year() const { return m_missing_year; }
    /// Grows when that changed.
    int missing_revision() const { return m_missing_revision; }

private:
    void take_preview(Outcome<YearPlan> outcome);
    void take_written(Outcome<YearPlan> outcome);
    void take_plan(YearPlan plan);
    void set_missing(std::optional<int> year);
    std::set<std::string> pickable() const;

    Jobs& m_jobs;
    base::Clock const& m_clock;
    Told m_told;
    Scope m_scope;
    YearTable m_table;
    std::optional<YearPlan> m_plan;
    std::set<std::string> m_picked;
    std::string m_chosen;
    int m_revision = 0;
    bool m_is_sending = false;
    Notice m_notice;
    std::optional<int> m_missing_year;
    int m_missing_revision = 0;
};

} // namespace meguri::desk::models
