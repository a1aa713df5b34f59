// 車・人・部屋: every resource with its home, areas and uses of the month to come, and what clashes now.
// Others of the section choose their vans and visitors from here. One thread.
#pragma once

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

class Resources {
public:
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
    bool m_has_uses = false;
    bool m_has_conflicts = false;
    Notice m_notice;
    std::optional<base::Time> m_as_of;
};

} // namespace meguri::desk::models
