#include "admin/desk/models/today.h"

#include "admin/desk/models/words.h"

#include <algorithm>

namespace meguri::desk::models {

Today::Today(Jobs& jobs, base::Clock const& clock, Told told)
    : m_jobs(jobs)
    , m_clock(clock)
    , m_told(std::move(told))
{
}

void Today::refresh()
{
    ask(Names::Open);
}

void Today::refresh_quietly()
{
    ask(Names::Closed);
}

void Today::ask(Names names)
{
    m_jobs.ask<std::vector<HelpCall>>([names](Api& api) { return api.help(names == Names::Open); },
        [this, names](auto outcome) { take_help(std::move(outcome), names); });
}

void Today::take_help(Outcome<std::vector<HelpCall>> outcome, Names names)
{
    if (!outcome) {
        m_notice = {Tone::Stop, problem_words(outcome.error())};
        return m_told();
    }
    auto help = std::move(outcome->value);
    if (names == Names::Closed)
        for (auto& one : help)
            if (auto const known = std::ranges::find(m_help, one.id, &HelpCall::id); known != m_help.end()) {
                one.kana = known->kana;
                one.phone = known->phone;
            }
    m_help = std::move(help);
    m_as_of = outcome->as_of;
    if (m_notice.tone == Tone::Stop)
        m_notice = {};
    ++m_help_revision;
    m_told();
}

void Today::forget()
{
    m_help.clear();
    m_groups.clear();
    m_broken = 0;
    m_notice = {};
    m_as_of.reset();
    ++m_help_revision;
    ++m_revision;
}

void Today::take(std::vector<TodayGroup> groups, int broken_promises)
{
    m_groups = std::move(groups);
    m_broken = broken_promises;
    ++m_revision;
}

std::vector<TextRow> Today::text_rows() const
{
    std::vector<TextRow> rows{{"すること", "名前", "いつ", "しるし", "わけ"}};
    for (auto const& group : m_groups)
        for (auto const& line : group.lines)
            rows.push_back({today_group_words(group.kind), line.title, line.under, line.chip, line.why});
    return rows;
}

void Today::end_help(std::string const& id)
{
    m_notice = {};
    m_jobs.ask<Done>([id](Api& api) { return api.end_help(id); },
        [this, id](auto outcome) {
            if (!outcome) {
                m_notice = {Tone::Stop, problem_words(outcome.error())};
                return m_told();
            }
            m_notice = {Tone::Ok, "対応したことを 記録しました。"};
            std::erase_if(m_help, [&](HelpCall const& one) { return one.id == id; });
            ++m_help_revision;
            m_told();
        });
    m_told();
}

} // namespace meguri::desk::models
