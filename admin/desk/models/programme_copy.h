// 横展開: a programme's classes taken over by another municipality as drafts: first a preview of what can and
// what cannot be copied, then for good. One thread.
#pragma once

#include "admin/desk/models/forms.h"
#include "admin/desk/models/jobs.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/session_answers.h"

#include <functional>
#include <string>
#include <vector>

namespace meguri::desk::models {

class CopyTable final : public RowTable<MadeSession> {
public:
    CopyTable();
    int good_count() const;
    void take_venues(std::vector<Venue> const& venues);

private:
    explicit CopyTable(std::shared_ptr<std::vector<Venue>> venues);
    std::shared_ptr<std::vector<Venue>> m_venues;
};

class ProgrammeCopy {
public:
    ProgrammeCopy(Jobs& jobs, Told told, std::function<void(std::string const& words)> copied);

    void forget();
    void take_venues(std::vector<Venue> const& venues) { m_table.take_venues(venues); }
    /// Asks what would be copied; the answer stands in the table.
    void preview(std::string const& programme, std::string const& municipality);
    /// What the preview showed; nothing without one.
    void write();
    bool has_preview() const { return m_has_preview; }

    CopyTable& table() { return m_table; }
    int revision() const { return m_revision; }
    std::string const& chosen() const { return m_row; }
    void choose(std::string const& row);
    Remarks const& remarks() const { return m_remarks; }
    Notice const& notice() const { return m_notice; }
    bool is_sending() const { return m_is_sending; }

private:
    void take_preview(Outcome<SeriesAnswer> outcome);
    void take_written(Outcome<SeriesAnswer> outcome);
    void trouble(Problem const& problem);

    Jobs& m_jobs;
    Told m_told;
    std::function<void(std::string const&)> m_copied;
    CopyTable m_table;
    int m_revision = 0;
    std::string m_row;
    std::string m_programme;
    std::string m_municipality;
    bool m_has_preview = false;
    Remarks m_remarks;
    Notice m_notice;
    bool m_is_sending = false;
};

} // namespace meguri::desk::models
