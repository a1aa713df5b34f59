#include "admin/desk/models/reports.h"

#include "admin/desk/models/words.h"
#include "shared/domain/fiscal_year.h"

namespace meguri::desk::models {

Reports::Reports(Jobs& jobs, base::Clock const& clock, Told told)
    : m_jobs(jobs)
    , m_clock(clock)
    , m_told(std::move(told))
{
}

void Reports::show_scope(Scope const& scope)
{
    bool const is_other_year = scope.fiscal_year != m_scope.fiscal_year;
    m_scope = scope;
    if (!is_other_year && m_as_of)
        return m_told();
    m_status.reset();
    refresh();
}

void Reports::refresh()
{
    m_jobs.ask<Status>([year = m_scope.fiscal_year](Api& api) { return api.status(year); },
        [this, year = m_scope.fiscal_year](auto outcome) {
            if (year != m_scope.fiscal_year)
                return;
            if (!outcome) {
                m_notice = {Tone::Stop, problem_words(outcome.error())};
                return m_told();
            }
            if (m_notice.tone == Tone::Stop)
                m_notice = {};
            m_status = outcome->value;
            m_as_of = outcome->as_of;
            m_told();
        });
}

void Reports::forget()
{
    m_scope = {};
    m_status.reset();
    m_file.reset();
    m_notice = {};
    m_as_of.reset();
}

std::vector<TextRow> Reports::text_rows() const
{
    std::vector<TextRow> rows{{"補助金", "市", "町"}};
    if (!m_status)
        return rows;
    rows.push_back(
        {"交付決定", std::to_string(m_status->granted_cities), std::to_string(m_status->granted_towns)});
    rows.push_back({"申請予定", std::to_string(m_status->to_be_applied_cities),
        std::to_string(m_status->to_be_applied_towns)});
    return rows;
}

std::string Reports::file_name(ReportFile file) const
{
    return "取組状況-" + domain::fiscal_year_words({m_scope.fiscal_year})
        + (file == ReportFile::Pdf ? ".pdf" : ".xlsx");
}

void Reports::ask_file(ReportFile file, std::string const& path)
{
    if (m_is_sending)
        return;
    m_is_sending = true;
    m_notice = {};
    m_jobs.ask<std::string>([year = m_scope.fiscal_year, file](Api& api) { return api.report(year, file); },
        [this, path](auto outcome) {
            m_is_sending = false;
            if (outcome)
                m_file = WrittenFile{path, std::move(outcome->value)};
            else
                m_notice = {Tone::Stop, problem_words(outcome.error())};
            m_told();
        });
    m_told();
}

void Reports::say_file_saved(std::string const& path, bool is_written)
{
    m_notice = is_written ? Notice{Tone::Ok, "書き出しました: " + path}
                          : Notice{Tone::Stop, "書き出せません。ほかの場所を えらんでください: " + path};
    m_told();
}

} // namespace meguri::desk::models
