// The section 市町: figures of every municipality for the year, the chosen one, and what the map is coloured
// by. A municipality whose figures this user may not see stays in the list without them. One thread.
#pragma once

#include "admin/desk/models/jobs.h"
#include "admin/desk/models/municipality_table.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/tile_map.h"

#include <optional>
#include <string>

namespace meguri::desk::models {

class Municipalities {
public:
    Municipalities(Jobs& jobs, Told told);

    void show_scope(Scope const& scope);
    void refresh();
    void forget();

    MunicipalityTable& table() { return m_table; }
    int revision() const { return m_revision; }
    std::vector<Municipality> list() const;
    TileMap map() const { return tile_map_of(m_table.rows(), m_meaning); }
    MapMeaning meaning() const { return m_meaning; }
    void set_meaning(MapMeaning meaning);
    void sort_by(std::size_t column, bool is_descending);

    void choose(std::string const& code);
    std::string const& chosen() const { return m_chosen; }

    bool has_loaded() const { return m_as_of.has_value(); }
    Notice const& notice() const { return m_notice; }
    std::optional<base::Time> as_of() const { return m_as_of; }

private:
    void take(Outcome<std::vector<MunicipalityRow>> outcome);

    Jobs& m_jobs;
    Told m_told;
    Scope m_scope;
    MunicipalityTable m_table;
    int m_revision = 0;
    MapMeaning m_meaning = MapMeaning::UsePercent;
    std::string m_chosen;
    Notice m_notice;
    std::optional<base::Time> m_as_of;
};

} // namespace meguri::desk::models
