// The section 今日: the lines that need a person, kept from the other sections' data and from those who
// called for help at a kiosk. What a button leads to is the desk's to do, except that help was given. One
// thread.
#pragma once

#include "admin/desk/models/jobs.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/today_lines.h"

#include <optional>
#include <string>
#include <vector>

namespace meguri::desk::models {

class Today {
public:
    Today(Jobs& jobs, base::Clock const& clock, Told told);

    /// Asks who called for help, with what they had filled in, on the record.
    void refresh();
    /// The same without names.
    void refresh_quietly();
    void forget();
    /// Works the lines out anew; `help` of the facts is this section's own. `promises` whose seat was lost.
    void take(std::vector<TodayGroup> groups, int broken_promises);

    std::vector<HelpCall> const& help() const { return m_help; }
    std::vector<TodayGroup> const& groups() const { return m_groups; }
    int broken() const { return m_broken; }
    int count() const { return today_count(m_groups); }
    std::string headline() const { return today_headline(m_clock.now(), count()); }
    /// All lines as text, for the clipboard and CSV.
    std::vector<TextRow> text_rows() const;
    int revision() const { return m_revision; }
    /// Grows with those who called for help alone.
    int help_revision() const { return m_help_revision; }

    void end_help(std::string const& id);
    Notice const& notice() const { return m_notice; }
    std::optional<base::Time> as_of() const { return m_as_of; }

private:
    enum class Names { Open, Closed };
    void ask(Names names);
    void take_help(Outcome<std::vector<HelpCall>> outcome, Names names);

    Jobs& m_jobs;
    base::Clock const& m_clock;
    Told m_told;
    std::vector<HelpCall> m_help;
    std::vector<TodayGroup> m_groups;
    int m_broken = 0;
    int m_revision = 0;
    int m_help_revision = 0;
    Notice m_notice;
    std::optional<base::Time> m_as_of;
};

} // namespace meguri::desk::models
