// The section 市町: figures of every municipality for the year, the chosen one, what the map is coloured by,
// which bars are shown, and which places had no class in a quarter; three tables with the numbers behind the
// pictures, of which one is shown. A municipality whose figures this user may not see stays in the list
// without them. One thread.
#pragma once

#include "admin/desk/models/bars.h"
#include "admin/desk/models/coverage_table.h"
#include "admin/desk/models/jobs.h"
#include "admin/desk/models/municipality_table.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/tile_map.h"
#include "admin/desk/models/written_file.h"

#include <optional>
#include <string>
#include <utility>

namespace meguri::desk::models {

class Municipalities {
public:
    /// Which table stands below the pictures.
    enum class Face { Towns, Bars, Coverage };

    Municipalities(Jobs& jobs, base::Clock const& clock, Told told);

    void show_scope(Scope const& scope);
    void refresh();
    void forget();

    MunicipalityTable& table() { return m_table; }
    BarsTable& bars_table() { return m_bars_table; }
    CoverageTable& coverage_table() { return m_coverage_table; }
    Face face() const { return m_face; }
    void turn_to(Face face);
    int revision() const { return m_revision; }
    std::vector<Municipality> list() const;

    TileMap map() const { return tile_map_of(m_table.rows(), m_figure, m_quarter); }
    domain::MapFigure figure() const { return m_figure; }
    void set_figure(domain::MapFigure figure);
    Bars bars() const { return bars_of(barred(), m_bars_kind, m_scope.fiscal_year); }
    BarsKind bars_kind() const { return m_bars_kind; }
    void set_bars(BarsKind kind);
    /// From 1, April to June.
    int quarter() const { return m_quarter; }
    void set_quarter(int quarter);
    bool shows_left_out_only() const { return m_is_left_out_only; }
    void show_left_out_only(bool is_left_out_only);

    void sort_by(std::size_t column, bool is_descending);
    /// A municipality: on the map or in the table.
    void choose(std::string const& code);
    std::string const& chosen() const { return m_chosen; }
    /// A row of the open table.
    void choose_row(std::string const& id);
    std::string chosen_row() const;
    /// The line over the open table.
    std::string headline() const;

    /// Whose the pictures are and of when: under which name they are written, and their title.
    std::string picture_title(std::string const& what) const;
    std::string picture_name(std::string const& what, std::string const& kind) const;
    /// The year's figures as the hub sets them on paper, with what is looked at here.
    void ask_paper(std::string const& path);
    std::optional<WrittenFile> take_file() { return std::exchange(m_file, std::nullopt); }
    void say_file_saved(std::string const& path, bool is_written);
    bool is_sending() const { return m_is_sending; }

    std::string csv();
    std::string csv_title() const;

    bool has_loaded() const { return m_as_of.has_value(); }
    Notice const& notice() const { return m_notice; }
    std::optional<base::Time> as_of() const { return m_as_of; }

private:
    struct Loaded {
        std::vector<MunicipalityRow> rows;
        std::optional<QuarterCoverage> coverage;
    };
    static Outcome<Loaded> load(Api& api, int fiscal_year, int quarter);
    void take(Outcome<Loaded> outcome);
    void take_coverage(std::optional<QuarterCoverage> coverage);
    Summary barred() const;
    void fill_tables();
    Table& open_table();

    Jobs& m_jobs;
    base::Clock const& m_clock;
    Told m_told;
    Scope m_scope;
    MunicipalityTable m_table;
    BarsTable m_bars_table;
    CoverageTable m_coverage_table;
    std::optional<QuarterCoverage> m_coverage;
    int m_revision = 0;
    Face m_face = Face::Towns;
    domain::MapFigure m_figure = domain::MapFigure::SeatUse;
    BarsKind m_bars_kind = BarsKind::MonthClasses;
    int m_quarter = 1;
    bool m_is_left_out_only = true;
    std::string m_chosen;
    std::string m_chosen_bar;
    std::string m_chosen_place;
    std::optional<WrittenFile> m_file;
    bool m_is_sending = false;
    Notice m_notice;
    std::optional<base::Time> m_as_of;
};

} // namespace meguri::desk::models
