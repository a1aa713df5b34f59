#include "admin/hub/routes/subsidy_papers.h"

#include "admin/hub/routes/report_words.h"
#include "shared/domain/era_date.h"
#include "shared/paper/report_paper.h"

#include <algorithm>

namespace meguri::hub::routes {

using domain::Figure;
using domain::FigureRow;
using domain::FigureRowKind;

namespace {

/// Of one line of the certificate: a row of a table must fit on a page.
constexpr std::size_t terms_per_line = 16;

std::string signature_of(SubsidyReport const& report, std::string const& check)
{
    return "作成 " + domain::era_moment_words(report.as_of) + "　変更番号 " + std::to_string(report.seq)
        + "　照合番号 " + check;
}

/// 12人, 1,200,000円, 86%
std::string number_words(Figure const& figure)
{
    return grouped(value_of(figure)) + figure.unit;
}

class PaperMaking {
public:
    PaperMaking(FilledReport const& filled, SubsidyReport const& report, std::string const& check)
        : m_filled(filled)
        , m_report(report)
        , m_check(check)
    {
        for (auto const& session : report.sessions)
            m_numbers.emplace(session.id.value, session.number);
    }

    paper::ReportPaper make() const
    {
        paper::ReportPaper page{m_filled.title, m_filled.form,
            domain::era_date_words(domain::tokyo_date(m_report.as_of)), m_filled.addressee, m_filled.sender,
            m_filled.preface, {}, m_filled.foot};
        for (auto const& section : m_filled.sections) {
            paper::ReportSection one{section.name, section.text, {}, false};
            for (auto const& table : section.tables)
                one.tables.push_back(on_paper(table));
            page.sections.push_back(std::move(one));
        }
        page.sections.push_back(certificate());
        if (!m_report.sessions.empty())
            page.sections.push_back(sessions_of_certificate());
        return page;
    }

private:
    static paper::ReportTable on_paper(FilledTable const& table)
    {
        paper::ReportTable made;
        made.has_sum = table.has_sum;
        // A column's heading says what is counted; a lone value says it itself.
        bool has_head = false;
        for (auto const& column : table.columns) {
            made.columns.push_back({column.title, column.share, column.is_number});
            has_head = has_head || !column.title.empty();
        }
        for (auto const& row : table.rows) {
            std::vector<std::string> cells;
            for (auto const& cell : row)
                cells.push_back(!cell.figure ? cell.words
                        : has_head           ? grouped(value_of(*cell.figure))
                                             : number_words(*cell.figure));
            made.rows.push_back(std::move(cells));
        }
        return made;
    }

    /// 番3:8, or what the row is where it is no session. Without a space, where a line would break.
    std::string term(FigureRow const& row) const
    {
        auto const found = m_numbers.find(row.id);
        return found == m_numbers.end() ? row.what + ": " + grouped(row.value)
                                        : "番" + std::to_string(found->second) + ":" + grouped(row.value);
    }

    /// 番1〜16、番18 (各1): sessions that count one each.
    std::string each_once(Figure const& figure) const
    {
        std::string words;
        for (std::size_t i = 0; i < figure.rows.size();) {
            auto const first = m_numbers.at(figure.rows[i].id);
            auto last = first;
            for (++i; i < figure.rows.size() && m_numbers.at(figure.rows[i].id) == last + 1; ++i)
                ++last;
            words += (words.empty() ? "番" : "、番") + std::to_string(first)
                + (last == first ? std::string() : "〜" + std::to_string(last));
        }
        return words + " (各1)";
    }

    std::vector<std::string> lines_of(Figure const& figure) const
    {
        if (std::all_of(figure.rows.begin(), figure.rows.end(), [this](FigureRow const& row) {
                return row.kind == FigureRowKind::Session && row.value == 1 && m_numbers.contains(row.id);
            }))
            return {each_once(figure)};
        std::vector<std::string> lines;
        auto const sign = figure.rule == domain::FigureRule::Share ? "÷ " : "+ ";
        for (std::size_t i = 0; i < figure.rows.size(); ++i) {
            if (i % terms_per_line == 0)
                lines.emplace_back();
            lines.back() += (i == 0 ? "" : sign) + term(figure.rows[i]) + " ";
        }
        for (auto& line : lines)
            line.pop_back();
        return lines;
    }

    paper::ReportSection certificate() const
    {
        paper::ReportSection section{m_filled.certificate_name,
            m_filled.certificate_text + (m_filled.certificate_text.empty() ? "" : "\n")
                + signature_of(m_report, m_check),
            {}, true};
        paper::ReportTable table{
            {{"数字", 28, false}, {"値", 14, true}, {"出どころ", 11, false}, {"根拠になる行", 60, false}}, {},
            false};
        for (auto const* figure : shown_figures(m_filled)) {
            if (figure->rows.empty())
                continue;
            auto const lines = lines_of(*figure);
            for (std::size_t i = 0; i < lines.size(); ++i)
                table.rows.push_back(i == 0 ? std::vector<std::string>{figure->label, number_words(*figure),
                                         basis_words(figure->basis), lines[i]}
                                            : std::vector<std::string>{"(つづき)", "", "", lines[i]});
        }
        if (!table.rows.empty())
            section.tables.push_back(std::move(table));
        return section;
    }

    /// 65〜69: 2 + 70〜74: 6
    std::string people_of(ReportedSession const& session) const
    {
        auto const* figure = find_figure(m_report.figures, "session." + session.id.value + ".participants");
        std::string words;
        for (std::size_t i = 0; figure && i < figure->rows.size(); ++i)
            words += (i == 0 ? "" : " + ") + figure->rows[i].what + ":" + grouped(figure->rows[i].value);
        return words;
    }

    paper::ReportSection sessions_of_certificate() const
    {
        paper::ReportSection section{m_filled.certificate_name + "(開催回ごと)",
            "記録の番号から、その回の出欠を たどれます。", {}, false};
        paper::ReportTable table{{{"番", 5, true}, {"記録の番号", 14, false}, {"開催回", 42, false},
                                     {"参加", 7, true}, {"参加者の内訳(年齢: 人数)", 38, false}},
            {}, false};
        for (auto const& one : m_report.sessions)
            table.rows.push_back({std::to_string(one.number), one.id.value,
                domain::era_date_words(domain::tokyo_date(one.starts_at)) + " " + one.title,
                grouped(one.participants()), people_of(one)});
        section.tables.push_back(std::move(table));
        return section;
    }

    FilledReport const& m_filled;
    SubsidyReport const& m_report;
    std::string const& m_check;
    std::map<std::string, int> m_numbers;
};

std::string cell_name(std::size_t column, std::size_t row)
{
    std::string letters;
    for (auto rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return letters + std::to_string(row);
}

/// A sheet's name: without what a workbook forbids, at most 31 letters, once.
std::string sheet_name(std::string const& wanted, std::size_t number)
{
    std::string name;
    std::size_t letters = 0;
    for (std::size_t at = 0; at < wanted.size();) {
        auto length = std::size_t{1};
        while (
            at + length < wanted.size() && (static_cast<unsigned char>(wanted[at + length]) & 0xC0) == 0x80)
            ++length;
        bool const is_forbidden
            = length == 1 && std::string_view("[]:*?/\\'").find(wanted[at]) != std::string_view::npos;
        if (!is_forbidden && letters++ < 24)
            name += wanted.substr(at, length);
        at += length;
    }
    return name.empty() || name == certificate_sheet_name ? name + " " + std::to_string(number) : name;
}

class BookMaking {
public:
    BookMaking(FilledReport const& filled, SubsidyReport const& report, std::string const& check)
        : m_filled(filled)
        , m_certificate(certificate_sheet(report.figures, m_row_of))
    {
        paper::WorkSheet front{sheet_name(filled.title, 0), {24, 90}, {{filled.title, std::string()}}};
        for (auto const& [name, text] : {std::pair("様式", &filled.form),
                 std::pair("宛名", &filled.addressee), std::pair("提出者", &filled.sender),
                 std::pair("前文", &filled.preface), std::pair("根拠", &filled.certificate_text)})
            if (!text->empty())
                front.rows.push_back({std::string(name), *text});
        front.rows.push_back({std::string("作成"), signature_of(report, check)});
        m_sheets.push_back(std::move(front));
    }

    std::vector<paper::WorkSheet> make()
    {
        for (auto const& section : m_filled.sections)
            add(section);
        m_sheets.push_back(std::move(m_certificate));
        return std::move(m_sheets);
    }

private:
    void add(FilledSection const& section)
    {
        auto name = sheet_name(section.name, m_sheets.size());
        for (auto const& other : m_sheets)
            if (other.name == name)
                name += " " + std::to_string(m_sheets.size());
        paper::WorkSheet sheet{name, {}, {{section.name, section.text}}};
        for (auto const& table : section.tables) {
            for (std::size_t i = 0; i < table.columns.size(); ++i)
                if (i >= sheet.widths.size())
                    sheet.widths.push_back(std::max(8.0, table.columns[i].share * 1.1));
            std::vector<paper::WorkCell> titles;
            for (auto const& column : table.columns)
                titles.emplace_back(column.title);
            sheet.rows.push_back(std::move(titles));
            auto const first = sheet.rows.size() + 1;
            for (std::size_t i = 0; i < table.rows.size(); ++i)
                sheet.rows.push_back(
                    cells_of(table.rows[i], table.has_sum && i + 1 == table.rows.size(), first, i));
        }
        m_sheets.push_back(std::move(sheet));
    }

    /// A sum is taken on its own sheet, every other number from the certificate.
    std::vector<paper::WorkCell> cells_of(
        std::vector<FilledCell> const& row, bool is_sum, std::size_t first, std::size_t count) const
    {
        std::vector<paper::WorkCell> cells;
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (!row[i].figure) {
                cells.emplace_back(row[i].words);
                continue;
            }
            paper::Formula formula;
            formula.value = static_cast<double>(value_of(*row[i].figure));
            if (is_sum && count > 0) {
                formula.text.append("=SUM(").append(cell_name(i, first)).append(":");
                formula.text.append(cell_name(i, first + count - 1)).append(")");
            } else {
                formula.text.append("='").append(certificate_sheet_name).append("'!C");
                formula.text.append(std::to_string(m_row_of.at(row[i].figure->name)));
            }
            cells.emplace_back(std::move(formula));
        }
        return cells;
    }

    FilledReport const& m_filled;
    std::map<std::string, std::size_t> m_row_of;
    paper::WorkSheet m_certificate;
    std::vector<paper::WorkSheet> m_sheets;
};

} // namespace

paper::WorkSheet certificate_sheet(
    std::vector<Figure> const& figures, std::map<std::string, std::size_t>& row_of)
{
    paper::WorkSheet sheet{certificate_sheet_name, {34, 34, 12, 6, 9, 13, 26, 44, 12},
        {{std::string("数字"), std::string("名"), std::string("値"), std::string("単位"),
            std::string("出どころ"), std::string("根拠の種類"), std::string("記録の番号"),
            std::string("根拠になる行"), std::string("数")}}};
    for (auto const& figure : figures) {
        auto const head = sheet.rows.size() + 1;
        auto const first = std::to_string(head + 1);
        auto const last = std::to_string(head + std::max<std::size_t>(figure.rows.size(), 1));
        // Where there is no row its own, empty cell is summed.
        auto const from = figure.rows.empty() ? std::to_string(head) : first;
        auto const to = figure.rows.empty() ? std::to_string(head) : last;
        auto const formula = figure.rule == domain::FigureRule::Share
            ? "=IF(I" + last + "=0,0,ROUND(100*I" + first + "/I" + last + ",0))"
            : "=SUM(I" + from + ":I" + to + ")";
        row_of[figure.name] = head;
        sheet.rows.push_back(
            {figure.label, figure.name, paper::Formula{formula, static_cast<double>(value_of(figure))},
                figure.unit, basis_words(figure.basis)});
        for (auto const& row : figure.rows)
            sheet.rows.push_back({std::string(), figure.name, std::string(), std::string(), std::string(),
                row_kind_words(row.kind), row.id, row.what, row.value});
    }
    return sheet;
}

base::Result<std::string> subsidy_report_pdf(
    FilledReport const& filled, SubsidyReport const& report, std::string const& check)
{
    return paper::report_paper_pdf(PaperMaking(filled, report, check).make());
}

base::Result<std::string> subsidy_report_workbook(
    FilledReport const& filled, SubsidyReport const& report, std::string const& check)
{
    return paper::workbook_bytes(BookMaking(filled, report, check).make());
}

} // namespace meguri::hub::routes
