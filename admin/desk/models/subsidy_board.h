// The subsidies as a board: one column per step with what stands there, counted in cities and towns, and the
// history of the chosen one. Something sent back stands in the column it has to be sent in again from. Pure.
#pragma once

#include "admin/desk/models/answers.h"
#include "admin/desk/models/table.h"

#include <optional>
#include <string>
#include <vector>

namespace meguri::desk::models {

struct BoardCard {
    std::string id;
    std::string title; ///< 萩市
    std::string programme;
    std::string amount; ///< 64万円; empty when unknown.
    std::string remark; ///< 差戻し 10月2日, 遅くとも 9月6日 …; empty: none.
    Tone remark_tone = Tone::Quiet;
};

struct BoardColumn {
    std::string step;
    std::string title;
    int cities = 0;
    int towns = 0;
    std::vector<BoardCard> cards;
    /// 3市1町, 2市, なし
    std::string counts() const;
};

struct HistoryLine {
    std::string title; ///< 交付決定, 訂正 2番 交付決定
    std::string when; ///< 5月15日, 遅くとも 2024年9月6日, 日付は分かりません
    std::string amount;
    std::string note; ///< With the papers.
    bool is_over = false; ///< Corrected or taken back by a later one.
    bool is_ahead = false; ///< Still to come, by that day.
};

/// By when what comes next must be sent in.
struct Deadline {
    std::string what; ///< 申請, 報告
    std::string step; ///< 交付申請, 実績報告
    domain::Date on;
};
std::optional<Deadline> deadline_of(Subsidy const& subsidy);

/// What stands of the history, in its order: an entry that was corrected as it was corrected last.
std::vector<SubsidyHistoryEntry> standing_entries(Subsidy const& subsidy);
/// 交付申請書 見本第12号 令和8年5月30日、収支予算書: also as a form takes it.
std::string paper_words(std::vector<SubsidyPaperLine> const& papers);

class SubsidyBoard {
public:
    /// `today` tells how near a day is on which something is due.
    void set_subsidies(
        std::vector<Subsidy> subsidies, std::vector<Municipality> const& municipalities, domain::Date today);
    /// Every word of `query` must stand in the card. A municipality's code shows only its own; empty shows
    /// all.
    void set_filter(std::string const& query, std::string const& municipality);

    std::vector<BoardColumn> const& columns() const { return m_columns; }
    std::vector<Subsidy> const& subsidies() const { return m_subsidies; }
    Subsidy const* find(std::string const& id) const;
    std::vector<TextRow> text_rows() const;

private:
    void rebuild();

    std::vector<Subsidy> m_subsidies;
    std::vector<Municipality> m_municipalities;
    domain::Date m_today;
    std::string m_query;
    std::string m_municipality;
    std::vector<BoardColumn> m_columns;
};

/// The step a subsidy stands at on the board: for a sent-back one the step before that, else the last.
std::string board_step(Subsidy const& subsidy);
std::vector<HistoryLine> history_lines(Subsidy const& subsidy);
/// 報告 4月10日まで(あと9日), 申請の期限 4月10日を 3日すぎました; empty while nothing is due.
std::string deadline_words(Subsidy const& subsidy, domain::Date today);
/// Red when the day has come or is over, yellow within two weeks.
Tone deadline_tone(Subsidy const& subsidy, domain::Date today);
/// 64万円, 61万2千円, 1,200円
std::string yen_words(std::int64_t yen);

} // namespace meguri::desk::models
