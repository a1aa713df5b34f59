// The section 報告: the meeting page of a fiscal year, and the report on each subsidy of that year
// (実績報告), as a PDF and as a workbook, with the numbers of the chosen one, where each comes from and its
// rows. Every number is the hub's; the desk only asks, shows and writes the file. One thread.
#pragma once

#include "admin/desk/models/jobs.h"
#include "admin/desk/models/report_figures.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/words.h"
#include "admin/desk/models/written_file.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace meguri::desk::models {

/// Empty: the meeting page; else a subsidy's id.
using ReportChoice = std::string;

class Reports {
public:
    Reports(Jobs& jobs, base::Clock const& clock, Told told);

    void show_scope(Scope const& scope);
    void refresh();
    void forget();

    int fiscal_year() const { return m_scope.fiscal_year; }
    std::optional<Status> const& status() const { return m_status; }
    /// What there is to report on: the meeting page, then the subsidies of the year that the scope shows.
    std::vector<Choice> choices() const;
    void choose(ReportChoice const& id);
    ReportChoice const& chosen() const { return m_chosen; }
    std::string title() const;
    /// How the chosen one stands, in a sentence; what is missing is said.
    Notice state() const;
    std::vector<std::pair<std::string, std::string>> facts() const;
    FigureTable& table() { return m_table; }
    int revision() const { return m_revision; }
    void sort_by(std::size_t column, bool is_descending);

    /// The numbers of the chosen one, as text.
    std::vector<TextRow> text_rows() const { return m_table.text_rows(); }
    std::string file_name(ReportFile file) const;
    void ask_file(ReportFile file, std::string const& path);
    /// What a copy of the chosen one's form is called where the hub looks for it.
    std::string template_name() const;
    void ask_template(std::string const& path);
    /// What arrived, once.
    std::optional<WrittenFile> take_file() { return std::exchange(m_file, std::nullopt); }
    void say_file_saved(std::string const& path, bool is_written);

    bool is_sending() const { return m_is_sending; }
    Notice const& notice() const { return m_notice; }
    std::optional<base::Time> as_of() const { return m_as_of; }

private:
    struct Loaded {
        Status status;
        std::vector<Subsidy> subsidies;
    };
    static Outcome<Loaded> load(Api& api, int fiscal_year);
    void take(Outcome<Loaded> outcome);
    void ask_chosen();
    void ask_bytes(std::function<Outcome<std::string>(Api&)> question, std::string const& path);
    void show_figures();
    bool is_shown(Subsidy const& subsidy) const;
    Subsidy const* chosen_subsidy() const;

    Jobs& m_jobs;
    base::Clock const& m_clock;
    Told m_told;
    Scope m_scope;
    std::optional<Status> m_status;
    std::vector<Subsidy> m_subsidies;
    ReportChoice m_chosen;
    std::optional<SubsidyReport> m_report; ///< Of the chosen subsidy.
    FigureTable m_table;
    int m_revision = 0;
    std::optional<WrittenFile> m_file;
    bool m_is_sending = false;
    Notice m_notice;
    std::optional<base::Time> m_as_of;
};

} // namespace meguri::desk::models
