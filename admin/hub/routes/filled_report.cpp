#include "admin/hub/routes/filled_report.h"

#include "admin/hub/feeds/words.h"
#include "admin/hub/routes/report_words.h"
#include "admin/hub/routes/template_reading.h"
#include "shared/domain/era_date.h"

#include <algorithm>
#include <array>
#include <set>

namespace meguri::hub::routes {

using domain::Figure;

namespace {

/// How wide a column of the list stands against the others, and whether it holds numbers.
struct ColumnLook {
    std::string_view value;
    double share;
    bool is_number;
    std::string_view total; ///< The figure in its sum; empty: none.
};
constexpr std::array session_columns{
    ColumnLook{"number", 4, true, ""},
    ColumnLook{"date", 13, false, ""},
    ColumnLook{"title", 21, false, ""},
    ColumnLook{"venue", 15, false, ""},
    ColumnLook{"format", 12, false, ""},
    ColumnLook{"level", 6, false, ""},
    ColumnLook{"state", 8, false, ""},
    ColumnLook{"capacity", 7, true, "seats"},
    ColumnLook{"registrations", 7, true, "registrations"},
    ColumnLook{"participants", 8, true, "participants"},
    ColumnLook{"from_65", 9, true, "from_65"},
    ColumnLook{"no_shows", 7, true, "no_shows"},
    ColumnLook{"cost", 10, true, "amount.cost"},
    ColumnLook{"forecast", 10, true, "amount.forecast_by_sessions"},
    ColumnLook{"final", 10, true, "amount.final_by_sessions"},
};
constexpr std::array step_columns{
    ColumnLook{"step", 16, false, ""},
    ColumnLook{"date", 34, false, ""},
    ColumnLook{"amount", 18, true, ""},
    ColumnLook{"basis", 12, false, ""},
};

/// 令和6年 10月8日(火): a narrow column breaks it at the space.
std::string date_in_two_lines(domain::Date date)
{
    auto words = domain::era_date_words(date);
    auto const year = words.find("年");
    if (year != std::string::npos)
        words.insert(year + std::string_view("年").size(), " ");
    return words;
}

template <class Looks> ColumnLook look_of(Looks const& looks, std::string const& value)
{
    auto const found
        = std::find_if(looks.begin(), looks.end(), [&](ColumnLook const& one) { return one.value == value; });
    return found == looks.end() ? ColumnLook{"", 10, false, ""} : *found;
}

class Filling {
public:
    Filling(ReportTemplate const& form, SubsidyReport const& report)
        : m_form(form)
        , m_report(report)
        , m_blanks{{"prefecture", report.prefecture}, {"municipality", report.municipality},
              {"programme", report.programme},
              {"fiscal_year", domain::fiscal_year_words({report.subsidy.fiscal_year})},
              {"as_of", domain::era_moment_words(report.as_of)}, {"seq", std::to_string(report.seq)}}
    {
    }

    FilledReport fill() const
    {
        FilledReport filled_in{words(m_form.form), words(m_form.title), words(m_form.addressee),
            words(m_form.sender), words(m_form.preface), words(m_form.foot), {}, m_form.certificate_name,
            words(m_form.certificate_text)};
        for (auto const& section : m_form.sections)
            filled_in.sections.push_back(fill(section));
        return filled_in;
    }

private:
    std::string words(std::string const& sentence) const { return filled(sentence, m_blanks); }

    FilledCell figure(std::string const& name) const
    {
        auto const* found = find_figure(m_report.figures, name);
        return {found ? std::string() : "—", found};
    }

    FilledSection fill(TemplateSection const& section) const
    {
        FilledSection one{section.name, words(section.text), {}};
        if (section.section == "summary" && !m_report.sessions.empty())
            one.tables.push_back(named_values(section, ""));
        else if (section.section == "amounts" && has_amounts(section))
            one.tables.push_back(named_values(section, "amount."));
        else if (section.section == "sessions" && !m_report.sessions.empty())
            one.tables.push_back(session_list(section));
        else if (section.section == "ages" && has("participants"))
            one.tables.push_back(ages(section.by));
        else if (section.section == "survey" && has("survey.answers"))
            one.tables = answers();
        else if (section.section == "steps" && !m_report.steps.empty())
            one.tables.push_back(steps(section));
        else
            one.text = section.none.empty() ? "ありません。" : words(section.none);
        return one;
    }

    bool has(std::string const& name) const
    {
        auto const* found = find_figure(m_report.figures, name);
        return found && value_of(*found) != 0;
    }
    bool has_amounts(TemplateSection const& section) const
    {
        return std::any_of(section.entries.begin(), section.entries.end(),
            [&](TemplateEntry const& one) { return has("amount." + one.value); });
    }

    FilledTable named_values(TemplateSection const& section, std::string const& front) const
    {
        FilledTable table{{{"", 60, false}, {"", 40, true}}, {}, false};
        for (auto const& entry : section.entries)
            table.rows.push_back({{entry.name, nullptr}, figure(front + entry.value)});
        return table;
    }

    template <class Looks> static FilledTable with_columns(TemplateSection const& section, Looks const& looks)
    {
        FilledTable table;
        for (auto const& entry : section.entries) {
            auto const look = look_of(looks, entry.value);
            table.columns.push_back({entry.name, look.share, look.is_number});
        }
        return table;
    }

    FilledCell cell_of(ReportedSession const& session, std::string const& value) const
    {
        if (value == "number")
            return {std::to_string(session.number), nullptr};
        if (value == "date")
            return {date_in_two_lines(domain::tokyo_date(session.starts_at)), nullptr};
        if (value == "title")
            return {session.title, nullptr};
        if (value == "venue")
            return {session.venue, nullptr};
        if (value == "format")
            return {std::string(feeds::words_of(session.format)), nullptr};
        if (value == "level")
            return {std::string(feeds::words_of(session.level)), nullptr};
        if (value == "state")
            return {state_words(session.state), nullptr};
        return figure("session." + session.id.value + "." + value);
    }

    FilledTable session_list(TemplateSection const& section) const
    {
        auto table = with_columns(section, session_columns);
        for (auto const& session : m_report.sessions) {
            table.rows.emplace_back();
            for (auto const& entry : section.entries)
                table.rows.back().push_back(cell_of(session, entry.value));
        }
        std::vector<FilledCell> sum;
        bool has_word = false;
        for (auto const& entry : section.entries) {
            auto const look = look_of(session_columns, entry.value);
            sum.push_back(look.total.empty() ? FilledCell{} : figure(std::string(look.total)));
            table.has_sum = table.has_sum || !look.total.empty();
            if (look.total.empty() && !look.is_number && !std::exchange(has_word, true))
                sum.back().words = "計";
        }
        if (table.has_sum)
            table.rows.push_back(std::move(sum));
        return table;
    }

    std::vector<std::pair<std::string, std::string>> groups(std::string const& by) const
    {
        std::vector<std::pair<std::string, std::string>> found;
        for (auto const& [key, label] : session_groups(m_report))
            if (key.starts_with(by + "."))
                found.emplace_back(key, label);
        return found;
    }

    FilledTable ages(std::string const& by) const
    {
        auto const columns = groups(by);
        FilledTable table{{{"年齢", 16, false}}, {}, true};
        for (auto const& [key, label] : columns)
            table.columns.push_back({label, 10, true});
        table.columns.push_back({"計", 10, true});
        for (auto const& [band, name] : domain::Names<domain::AgeBand>::entries) {
            auto const age = "age." + std::string(name);
            std::vector<FilledCell> row{{age_words(band), nullptr}};
            for (auto const& [key, label] : columns)
                row.push_back(figure(age + "." + key));
            row.push_back(figure(age));
            table.rows.push_back(std::move(row));
        }
        std::vector<FilledCell> sum{{"計", nullptr}};
        for (auto const& [key, label] : columns)
            sum.push_back(figure(key));
        sum.push_back(figure("participants"));
        table.rows.push_back(std::move(sum));
        return table;
    }

    std::vector<FilledTable> answers() const
    {
        FilledTable count{{{"", 60, false}, {"", 40, true}}, {}, false};
        count.rows.push_back({{"感想の数", nullptr}, figure("survey.answers")});
        std::vector<FilledTable> tables{std::move(count)};
        for (auto const& question : survey_questions()) {
            FilledTable table{{{question.words, 60, false}, {"人数", 40, true}}, {}, false};
            for (auto const& [name, label] : question.answers)
                table.rows.push_back({{label, nullptr}, figure("survey." + question.name + "." + name)});
            tables.push_back(std::move(table));
        }
        return tables;
    }

    FilledTable steps(TemplateSection const& section) const
    {
        auto table = with_columns(section, step_columns);
        for (auto const& [number, entry] : m_report.steps) {
            table.rows.emplace_back();
            for (auto const& column : section.entries) {
                FilledCell cell;
                if (column.value == "step")
                    cell.words = step_words(entry.step);
                else if (column.value == "date")
                    cell.words = step_day_words(entry);
                else if (column.value == "basis")
                    cell.words
                        = basis_words(entry.is_inferred ? domain::Basis::Inferred : domain::Basis::Stated);
                else
                    cell = figure("step." + std::to_string(number) + ".amount");
                table.rows.back().push_back(std::move(cell));
            }
        }
        return table;
    }

    ReportTemplate const& m_form;
    SubsidyReport const& m_report;
    Blanks m_blanks;
};

} // namespace

FilledReport filled_report(ReportTemplate const& form, SubsidyReport const& report)
{
    return Filling(form, report).fill();
}

std::vector<Figure const*> shown_figures(FilledReport const& filled)
{
    std::vector<Figure const*> shown;
    std::set<Figure const*> known;
    for (auto const& section : filled.sections)
        for (auto const& table : section.tables)
            for (auto const& row : table.rows)
                for (auto const& cell : row)
                    if (cell.figure && !cell.figure->name.starts_with("session.")
                        && known.insert(cell.figure).second)
                        shown.push_back(cell.figure);
    return shown;
}

} // namespace meguri::hub::routes
