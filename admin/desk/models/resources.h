// 車・人・部屋: every resource with its home, areas and uses of the month to come, and what clashes now.
// Others of the section choose their vans and visitors from here. One thread.
#pragma once

#include "admin/desk/models/forms.h"
#include "admin/desk/models/jobs.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/tours_words.h"

#include <optional>
#include <string>
#include <vector>

namespace meguri::desk::models {

class ResourceTable final : public RowTable<Resource> {
public:
    explicit ResourceTable(Gazetteer const& places);
};
class UseTable final : public RowTable<ResourceUse> {
public:
    explicit UseTable(Gazetteer const& places);
};
class ConflictTable final : public RowTable<Conflict> {
public:
    ConflictTable();
};

/// Days on which one is away, as typed.
struct AwayForm {
    std::string first;
    std::string last; ///< May stay empty: the first day alone.
    std::string reason;
};

class Resources {
public:
    enum class Panel { None, Away };

    /// `places` outlives this.
    Resources(Jobs& jobs, base::Clock const& clock, Gazetteer const& places, Told told);

    void show_scope(Scope const& scope);
    /// Lists, conflicts, and the uses of the chosen one.
    void refresh();
    void refresh_list();
    void forget();

    ResourceTable& table() { return m_table; }
    UseTable& uses() { return m_uses; }
    ConflictTable& conflicts() { return m_conflicts; }
    int revision() const { return m_revision; }
    void sort_by(Table& table, std::size_t column, bool is_descending);

    void choose(std::string const& id);
    std::string const& chosen_id() const { return m_chosen; }
    Resource const* chosen() const { return m_table.find(m_chosen); }
    /// When it works and when it is away.
    std::string hours_words(Resource const& resource) const;
    std::string areas_words(Resource const& resource) const;

    /// Whether the chosen one belongs to this user's organisation.
    bool can_change() const;
    void open_away();
    void close_panel();
    Panel panel() const { return m_panel; }
    Remarks const& remarks() const { return m_remarks; }
    /// What it does meanwhile stays; what clashes then stands in red.
    void add_away(AwayForm const& form);
    /// Its absences as choices, by their beginnings.
    std::vector<std::pair<std::string, std::string>> absence_choices() const;
    void remove_away(std::string const& begins);
    bool is_sending() const { return m_is_sending; }

    /// Of that kind, in the hub's order.
    std::vector<Resource> of_kind(std::string const& kind) const;
    Resource const* find(std::string const& id) const { return m_table.find(id); }

    bool has_loaded() const { return m_as_of.has_value(); }
    bool has_uses() const { return m_has_uses; }
    bool has_conflicts() const { return m_has_conflicts; }
    Notice const& notice() const { return m_notice; }
    std::optional<base::Time> as_of() const { return m_as_of; }

private:
    void ask_uses();
    void ask_conflicts();
    void trouble(Problem const& problem);
    /// Reads the chosen one anew, changes its absences, and stores it: what others wrote meanwhile stays.
    void change_absences(std::function<void(nlohmann::json& absences)> change, std::string const& words);

    Jobs& m_jobs;
    base::Clock const& m_clock;
    Gazetteer const& m_places;
    Told m_told;
    Scope m_scope;
    ResourceTable m_table;
    UseTable m_uses;
    ConflictTable m_conflicts;
    int m_revision = 0;
    std::string m_chosen;
    Panel m_panel = Panel::None;
    Remarks m_remarks;
    bool m_is_sending = false;
    bool m_has_uses = false;
    bool m_has_conflicts = false;
    Notice m_notice;
    std::optional<base::Time> m_as_of;
};

} // namespace meguri::desk::models
