// The section 報告: the meeting page of a fiscal year as a PDF and as a workbook. Every number is the hub's;
// the desk only asks and writes the file. One thread.
#pragma once

#include "admin/desk/models/jobs.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/written_file.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace meguri::desk::models {

class Reports {
public:
    Reports(Jobs& jobs, base::Clock const& clock, Told told);

    void show_scope(Scope const& scope);
    void refresh();
    void forget();

    int fiscal_year() const { return m_scope.fiscal_year; }
    std::optional<Status> const& status() const { return m_status; }
    /// The counts above the buttons, as text.
    std::vector<TextRow> text_rows() const;
    std::string file_name(ReportFile file) const;
    void ask_file(ReportFile file, std::string const& path);
    /// What arrived, once.
    std::optional<WrittenFile> take_file() { return std::exchange(m_file, std::nullopt); }
    void say_file_saved(std::string const& path, bool is_written);

    bool is_sending() const { return m_is_sending; }
    Notice const& notice() const { return m_notice; }
    std::optional<base::Time> as_of() const { return m_as_of; }

private:
    Jobs& m_jobs;
    base::Clock const& m_clock;
    Told m_told;
    Scope m_scope;
    std::optional<Status> m_status;
    std::optional<WrittenFile> m_file;
    bool m_is_sending = false;
    Notice m_notice;
    std::optional<base::Time> m_as_of;
};

} // namespace meguri::desk::models
