#include "admin/desk/models/reports.h"

#include "shared/domain/fiscal_year.h"

#include <algorithm>

namespace meguri::desk::models {

namespace {

std::string value_or_none(std::vector<ReportFigure> const& figures, std::string const& name)
{
    auto const* figure = find_figure(figures, name);
    return figure ? figure_value_words(*figure) : "—";
}

Notice fault_words(TemplateFault const& fault)
{
    return {Tone::Few,
        "書式のファイル " + fault.file + " は まちがいがあるので 使いません。直すところ: " + fault.field
            + " (" + fault.reason + ")"};
}

} // namespace

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
    m_table.set_filter(scope.query);
    ++m_revision;
    if (auto const* subsidy = chosen_subsidy(); subsidy && !is_shown(*subsidy))
        choose("");
    if (!is_other_year && m_as_of)
        return m_told();
    m_status.reset();
    m_subsidies.clear();
    m_report.reset();
    m_chosen.clear();
    show_figures();
    refresh();
}

/// Whose subsidies are not this user's to see has the meeting page alone.
Outcome<Reports::Loaded> Reports::load(Api& api, int fiscal_year)
{
    auto status = api.status(fiscal_year);
    if (!status)
        return base::fail(status.error());
    Answer<Loaded> loaded{{std::move(status->value), {}}, status->as_of};
    auto subsidies = api.subsidies(fiscal_year);
    if (!subsidies && subsidies.error().kind != ProblemKind::NotAllowed)
        return base::fail(subsidies.error());
    if (subsidies)
        loaded.value.subsidies = std::move(subsidies->value);
    return loaded;
}

void Reports::refresh()
{
    m_jobs.ask<Loaded>([year = m_scope.fiscal_year](Api& api) { return load(api, year); },
        [this, year = m_scope.fiscal_year](auto outcome) {
            if (year == m_scope.fiscal_year)
                take(std::move(outcome));
        });
}

void Reports::take(Outcome<Loaded> outcome)
{
    if (!outcome) {
        m_notice = {Tone::Stop, problem_words(outcome.error())};
        return m_told();
    }
    if (m_notice.tone == Tone::Stop)
        m_notice = {};
    m_status = std::move(outcome->value.status);
    m_subsidies = std::move(outcome->value.subsidies);
    m_as_of = outcome->as_of;
    if (!m_chosen.empty() && chosen_subsidy() == nullptr)
        m_chosen.clear();
    show_figures();
    m_told();
    ask_chosen();
}

void Reports::ask_chosen()
{
    if (m_chosen.empty())
        return;
    m_jobs.ask<SubsidyReport>([id = m_chosen](Api& api) { return api.subsidy_report(id); },
        [this, id = m_chosen](auto outcome) {
            if (id != m_chosen)
                return;
            if (outcome)
                m_report = std::move(outcome->value);
            else
                m_notice = {Tone::Stop, problem_words(outcome.error())};
            show_figures();
            m_told();
        });
}

void Reports::show_figures()
{
    if (m_chosen.empty())
        m_table.set_rows(m_status ? shown_figures(m_status->figures) : std::vector<ReportFigure>());
    else
        m_table.set_rows(m_report ? shown_figures(m_report->figures) : std::vector<ReportFigure>());
    ++m_revision;
}

void Reports::forget()
{
    m_scope = {};
    m_status.reset();
    m_subsidies.clear();
    m_chosen.clear();
    m_report.reset();
    m_table.set_rows({});
    ++m_revision;
    m_file.reset();
    m_notice = {};
    m_as_of.reset();
}

bool Reports::is_shown(Subsidy const& subsidy) const
{
    return m_scope.municipality.empty() || subsidy.municipality == m_scope.municipality;
}

Subsidy const* Reports::chosen_subsidy() const
{
    auto const found = std::find_if(
        m_subsidies.begin(), m_subsidies.end(), [&](Subsidy const& one) { return one.id == m_chosen; });
    return found == m_subsidies.end() ? nullptr : &*found;
}

std::vector<Choice> Reports::choices() const
{
    std::vector<Choice> choices{{"", "取組状況(資料14)"}};
    for (auto const& subsidy : m_subsidies)
        if (is_shown(subsidy))
            choices.emplace_back(
                subsidy.id, "実績報告 " + subsidy.municipality_name + " " + subsidy.programme_name);
    return choices;
}

void Reports::choose(ReportChoice const& id)
{
    if (id == m_chosen)
        return;
    m_chosen = id;
    m_report.reset();
    m_notice = {};
    show_figures();
    m_told();
    ask_chosen();
}

std::string Reports::title() const
{
    auto const year = domain::fiscal_year_words({m_scope.fiscal_year});
    auto const* subsidy = chosen_subsidy();
    if (!subsidy)
        return year + " デジタルデバイド対策事業の取組状況(資料14)";
    return year + " 実績報告 " + subsidy->municipality_name + " " + subsidy->programme_name;
}

Notice Reports::state() const
{
    if (m_chosen.empty()) {
        if (!m_status)
            return {};
        if (!m_status->faults.empty())
            return fault_words(m_status->faults.front());
        bool const has_data = std::any_of(m_status->figures.begin(), m_status->figures.end(),
            [](ReportFigure const& one) { return one.value != 0; });
        if (!has_data)
            return {Tone::Few, "この年度の記録は ありません。書き出すと 空の資料になります。"};
        if (m_subsidies.empty())
            return {Tone::Plain, "この年度の補助金は 登録されていないので、実績報告は ありません。"};
        return {Tone::Plain,
            "会議に出す1枚です。数字ごとに、もとになった記録が 下の表と 表計算の「数字の根拠」にあります。"};
    }
    if (!m_report)
        return {Tone::Quiet, "読んでいます。"};
    if (!m_report->faults.empty())
        return fault_words(m_report->faults.front());
    if (!m_report->has_data)
        return {Tone::Few, "この年度の開催回は 登録されていません。書き出すと、そう書いた報告書になります。"};
    return {Tone::Plain,
        "数字ごとに、もとになった記録が 下の表と 報告書の「数字の根拠」にあります。お名前は のりません。"};
}

std::vector<std::pair<std::string, std::string>> Reports::facts() const
{
    if (m_chosen.empty()) {
        if (!m_status)
            return {};
        auto const counted = [](int cities, int towns) {
            return std::to_string(cities) + "市 " + std::to_string(towns) + "町";
        };
        return {{"交付決定", counted(m_status->granted_cities, m_status->granted_towns)},
            {"申請予定", counted(m_status->to_be_applied_cities, m_status->to_be_applied_towns)}};
    }
    if (!m_report)
        return {};
    auto const& figures = m_report->figures;
    return {{"実施した回", value_or_none(figures, "held")},
        {"参加者", value_or_none(figures, "participants")},
        {"交付決定の額", value_or_none(figures, "amount.decided")},
        {"補助金の額(実績から)", value_or_none(figures, "amount.final")}, {"照合番号", m_report->check}};
}

void Reports::sort_by(std::size_t column, bool is_descending)
{
    m_table.sort_by(column, is_descending);
    ++m_revision;
    m_told();
}

std::string Reports::file_name(ReportFile file) const
{
    auto const year = domain::fiscal_year_words({m_scope.fiscal_year});
    auto const* subsidy = chosen_subsidy();
    return (subsidy ? "実績報告-" + subsidy->municipality_name + "-" + year : "取組状況-" + year)
        + (file == ReportFile::Pdf ? ".pdf" : ".xlsx");
}

std::string Reports::template_name() const
{
    auto const* subsidy = chosen_subsidy();
    if (m_chosen.empty())
        return "meeting-page.json";
    return "subsidy-report" + (subsidy ? "-" + subsidy->municipality : std::string()) + ".json";
}

void Reports::ask_bytes(std::function<Outcome<std::string>(Api&)> question, std::string const& path)
{
    if (m_is_sending)
        return;
    m_is_sending = true;
    m_notice = {};
    m_jobs.ask<std::string>(std::move(question), [this, path](auto outcome) {
        m_is_sending = false;
        if (outcome)
            m_file = WrittenFile{path, std::move(outcome->value)};
        else
            m_notice = {Tone::Stop, problem_words(outcome.error())};
        m_told();
    });
    m_told();
}

void Reports::ask_file(ReportFile file, std::string const& path)
{
    ask_bytes(
        [year = m_scope.fiscal_year, id = m_chosen, file](
            Api& api) { return id.empty() ? api.report(year, file) : api.subsidy_report_file(id, file); },
        path);
}

void Reports::ask_template(std::string const& path)
{
    auto const* subsidy = chosen_subsidy();
    ask_bytes([is_page = m_chosen.empty(), code = subsidy ? subsidy->municipality : std::string()](
                  Api& api) { return is_page ? api.meeting_template() : api.report_template(code); },
        path);
}

void Reports::say_file_saved(std::string const& path, bool is_written)
{
    m_notice = is_written ? Notice{Tone::Ok, "書き出しました: " + path}
                          : Notice{Tone::Stop, "書き出せません。ほかの場所を えらんでください: " + path};
    m_told();
}

} // namespace meguri::desk::models
