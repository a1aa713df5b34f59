#include "admin/desk/models/subsidy_board.h"

#include "admin/desk/models/search_text.h"
#include "admin/desk/models/words.h"
#include "shared/domain/era_date.h"

#include <algorithm>
#include <array>

namespace meguri::desk::models {

namespace {

/// The columns that always stand there; a column for how things ended comes only when something did.
constexpr std::array steps{
    "to_be_applied", "applied", "decided", "change_applied", "advance_paid", "reported", "finalised", "paid"};

BoardColumn empty_column(std::string const& step)
{
    BoardColumn column;
    column.step = step;
    column.title = subsidy_step_words(step);
    return column;
}

/// A change that was decided is a decided grant again.
std::string column_of(std::string const& step)
{
    return step == "change_decided" ? "decided" : step;
}

std::string date_words(std::string const& iso)
{
    auto const date = domain::date_from_iso(iso);
    return date ? domain::era_date_words(*date) : iso;
}

std::string short_date_words(std::string const& iso)
{
    auto const date = domain::date_from_iso(iso);
    if (!date)
        return iso;
    return std::to_string(static_cast<unsigned>(date->month())) + "月"
        + std::to_string(static_cast<unsigned>(date->day())) + "日";
}

constexpr int warned_days = 14;

int days_left(domain::Date on, domain::Date today)
{
    using std::chrono::sys_days;
    return static_cast<int>((sys_days(on) - sys_days(today)).count());
}

/// 申請 あと9日: as much as a card has room for.
std::string days_left_words(Deadline const& deadline, domain::Date today)
{
    auto const left = days_left(deadline.on, today);
    if (left < 0)
        return deadline.what + " 期限すぎ";
    return deadline.what + (left == 0 ? " 今日まで" : " あと" + std::to_string(left) + "日");
}

BoardCard card_of(Subsidy const& subsidy, domain::Date today)
{
    BoardCard card;
    card.id = subsidy.id;
    card.title = subsidy.municipality_name;
    card.programme = subsidy.programme_name;
    auto const standing = standing_entries(subsidy);
    for (auto const& entry : standing)
        if (entry.amount)
            card.amount = yen_words(*entry.amount);
    auto const last = standing.empty() ? SubsidyHistoryEntry() : standing.back();
    if (last.step == "sent_back") {
        card.remark
            = subsidy_step_words("sent_back") + (last.date.empty() ? "" : " " + short_date_words(last.date));
        card.remark_tone = Tone::Stop;
    } else if (deadline_tone(subsidy, today) != Tone::Quiet) {
        card.remark = days_left_words(*deadline_of(subsidy), today);
        card.remark_tone = deadline_tone(subsidy, today);
    } else if (!last.date.empty()) {
        card.remark = short_date_words(last.date);
    } else if (!last.known_by.empty()) {
        card.remark = short_date_words(last.known_by) + "まで";
    }
    return card;
}

} // namespace

std::string board_step(Subsidy const& subsidy)
{
    if (subsidy.step != "sent_back")
        return column_of(subsidy.step);
    auto const history = standing_entries(subsidy);
    auto const before = std::find_if(
        history.rbegin(), history.rend(), [](auto const& entry) { return entry.step != "sent_back"; });
    return column_of(before == history.rend() ? subsidy.step : before->step);
}

std::string BoardColumn::counts() const
{
    if (cities == 0 && towns == 0)
        return "なし";
    return (cities > 0 ? std::to_string(cities) + "市" : "")
        + (towns > 0 ? std::to_string(towns) + "町" : "");
}

void SubsidyBoard::set_subsidies(
    std::vector<Subsidy> subsidies, std::vector<Municipality> const& municipalities, domain::Date today)
{
    m_today = today;
    m_subsidies = std::move(subsidies);
    m_municipalities = municipalities;
    for (auto& subsidy : m_subsidies) {
        auto const found = std::ranges::find(m_municipalities, subsidy.municipality, &Municipality::code);
        if (subsidy.municipality_name.empty() && found != m_municipalities.end())
            subsidy.municipality_name = found->name;
    }
    rebuild();
}

void SubsidyBoard::set_filter(std::string const& query, std::string const& municipality)
{
    m_query = query;
    m_municipality = municipality;
    rebuild();
}

void SubsidyBoard::rebuild()
{
    m_columns.clear();
    for (auto const* step : steps)
        m_columns.push_back(empty_column(step));
    auto const words = search_words(m_query);
    for (auto const& subsidy : m_subsidies) {
        auto card = card_of(subsidy, m_today);
        bool const is_here = m_municipality.empty() || subsidy.municipality == m_municipality;
        if (!is_here || !has_every_word(fold_for_search(card.title + " " + card.programme), words))
            continue;
        auto const step = board_step(subsidy);
        auto column = std::ranges::find(m_columns, step, &BoardColumn::step);
        if (column == m_columns.end())
            column = m_columns.insert(m_columns.end(), empty_column(step));
        auto const town = std::ranges::find(m_municipalities, subsidy.municipality, &Municipality::code);
        ++(town != m_municipalities.end() && town->is_town ? column->towns : column->cities);
        column->cards.push_back(std::move(card));
    }
}

Subsidy const* SubsidyBoard::find(std::string const& id) const
{
    auto const found = std::ranges::find(m_subsidies, id, &Subsidy::id);
    return found == m_subsidies.end() ? nullptr : &*found;
}

std::vector<TextRow> SubsidyBoard::text_rows() const
{
    std::vector<TextRow> rows{{"市町", "事業", "段階", "金額", "日付"}};
    for (auto const& column : m_columns)
        for (auto const& card : column.cards)
            rows.push_back({card.title, card.programme, column.title, card.amount, card.remark});
    return rows;
}

std::vector<SubsidyHistoryEntry> standing_entries(Subsidy const& subsidy)
{
    std::vector<SubsidyHistoryEntry> standing;
    for (std::size_t i = 0; i < subsidy.history.size(); ++i) {
        auto const& written = subsidy.history[i];
        auto const is_word_on_it = [&](SubsidyHistoryEntry const& other) {
            return other.stands && other.corrects == static_cast<int>(i) + 1;
        };
        auto const word = std::ranges::find_if(subsidy.history, is_word_on_it);
        if (written.corrects == 0 && written.stands)
            standing.push_back(written);
        else if (written.corrects == 0 && word != subsidy.history.end())
            standing.push_back(*word);
    }
    return standing;
}

std::string paper_words(std::vector<SubsidyPaperLine> const& papers)
{
    std::string words;
    for (auto const& paper : papers) {
        words += (words.empty() ? "" : "、") + paper.title;
        words += paper.number.empty() ? "" : " " + paper.number;
        if (auto const date = domain::date_from_iso(paper.date))
            words += " " + domain::to_iso(*date);
    }
    return words;
}

namespace {

std::string when_words(SubsidyHistoryEntry const& entry)
{
    if (!entry.date.empty())
        return date_words(entry.date);
    return entry.known_by.empty() ? "日付は分かりません" : "遅くとも " + date_words(entry.known_by);
}

std::string history_title(SubsidyHistoryEntry const& entry)
{
    auto const step = subsidy_step_words(entry.step);
    if (entry.corrects == 0)
        return step;
    return (entry.takes_back ? "取り消し " : "訂正 ") + std::to_string(entry.corrects) + "番 " + step;
}

} // namespace

std::vector<HistoryLine> history_lines(Subsidy const& subsidy)
{
    std::vector<HistoryLine> lines;
    for (auto const& entry : subsidy.history) {
        HistoryLine line;
        line.title = history_title(entry);
        line.when = entry.takes_back ? "" : when_words(entry);
        line.amount = entry.amount ? yen_words(*entry.amount) : "";
        line.note = entry.note + (entry.is_inferred ? " (推定)" : "");
        if (!entry.papers.empty())
            line.note += (line.note.empty() ? "" : " ・ ") + paper_words(entry.papers);
        line.is_over = !entry.stands && !entry.takes_back;
        lines.push_back(std::move(line));
    }
    if (auto const deadline = deadline_of(subsidy))
        lines.push_back({deadline->step, domain::era_date_words(deadline->on) + "まで", "", "", false, true});
    return lines;
}

std::optional<Deadline> deadline_of(Subsidy const& subsidy)
{
    if (subsidy.report_due)
        return Deadline{"報告", subsidy_step_words("reported"), *subsidy.report_due};
    if (subsidy.apply_by)
        return Deadline{"申請", subsidy_step_words("applied"), *subsidy.apply_by};
    return std::nullopt;
}

std::string deadline_words(Subsidy const& subsidy, domain::Date today)
{
    auto const deadline = deadline_of(subsidy);
    if (!deadline)
        return "";
    auto const day = short_date_words(domain::to_iso(deadline->on));
    auto const left = days_left(deadline->on, today);
    if (left < 0)
        return deadline->what + "の期限 " + day + "を " + std::to_string(-left) + "日すぎました";
    return deadline->what + " " + day + "まで(" + (left == 0 ? "今日" : "あと" + std::to_string(left) + "日")
        + ")";
}

Tone deadline_tone(Subsidy const& subsidy, domain::Date today)
{
    auto const deadline = deadline_of(subsidy);
    if (!deadline || days_left(deadline->on, today) > warned_days)
        return Tone::Quiet;
    return days_left(deadline->on, today) <= 0 ? Tone::Stop : Tone::Few;
}

std::string yen_words(std::int64_t yen)
{
    if (yen < 10'000 || yen % 1'000 != 0)
        return grouped(yen) + "円";
    auto const thousands = yen % 10'000 / 1'000;
    return grouped(yen / 10'000) + "万" + (thousands > 0 ? std::to_string(thousands) + "千" : "") + "円";
}

} // namespace meguri::desk::models
