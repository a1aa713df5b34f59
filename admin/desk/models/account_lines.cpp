#include "admin/desk/models/account_lines.h"

#include "admin/desk/models/word_table.h"
#include "admin/desk/models/words.h"

#include <algorithm>
#include <array>

namespace meguri::desk::models {

namespace {

constexpr std::array condition_titles{
    Word{"no_shop_in_area", "携帯ショップがない地域"},
    Word{"advanced_only_where_own_programme", "独自の取組がある市町は応用講座"},
    Word{"minimum_participants", "参加した人の数"},
    Word{"share_65_plus", "65歳以上の割合"},
    Word{"resident_majority", "市町に住む人が過半数"},
    Word{"minimum_koma", "コマの数"},
    Word{"format", "実施形態の条件"},
    Word{"delivery", "対面かオンラインか"},
    Word{"venue", "会場の種類"},
    Word{"online_at_public_place", "オンラインは公の会場で"},
    Word{"holder", "実施する団体"},
};

std::string times(int count)
{
    return std::to_string(count) + "回";
}

/// One rule over all sessions of the account.
struct Tally {
    std::string rule;
    int passed = 0;
    int failed = 0;
    int open = 0;
    AccountLine const* first_failed = nullptr;
    std::string why;
};

std::vector<Tally> tallies_of(SubsidyAccount const& account)
{
    std::vector<Tally> tallies;
    for (auto const& line : account.lines)
        for (auto const& finding : line.findings) {
            auto tally = std::ranges::find(tallies, finding.rule, &Tally::rule);
            if (tally == tallies.end()) {
                tallies.emplace_back();
                tally = tallies.end() - 1;
                tally->rule = finding.rule;
            }
            ++(finding.is_passed ? tally->passed : finding.is_known ? tally->failed : tally->open);
            bool const is_first_failed = finding.is_known && !finding.is_passed && !tally->first_failed;
            if (is_first_failed) {
                tally->first_failed = &line;
                tally->why = finding.why;
            }
        }
    return tallies;
}

ConditionLine condition_of(Tally const& tally)
{
    ConditionLine line{word_in(condition_titles, tally.rule), Tone::Quiet, ""};
    if (tally.first_failed) {
        line.tone = Tone::Stop;
        line.detail = times(tally.failed) + "が対象外です。"
            + short_moment_words(tally.first_failed->session.starts_at) + ": " + tally.why;
        return line;
    }
    auto const rest = tally.open > 0 ? "、まだ分からない " + times(tally.open) : std::string();
    if (tally.passed == 0) {
        line.detail = "実施して 出欠をつけると 分かります(" + times(tally.open) + ")";
        return line;
    }
    line.tone = Tone::Ok;
    line.detail = times(tally.passed) + " よし" + rest;
    return line;
}

std::string limited_words(std::string const& by)
{
    if (by == "decided")
        return "(交付決定額まで)";
    return by == "year_cap" ? "(年度の上限まで)" : "";
}

} // namespace

std::vector<ConditionLine> condition_lines(SubsidyAccount const& account)
{
    std::vector<ConditionLine> lines;
    for (auto const& tally : tallies_of(account))
        lines.push_back(condition_of(tally));
    ConditionLine guard{"ほかの補助金と重ならない", Tone::Ok, "重なりは ありません"};
    if (!account.warnings.empty()) {
        guard.tone = Tone::Stop;
        guard.detail = times(static_cast<int>(account.warnings.size())) + "あります。"
            + account.warnings.front().words;
    }
    lines.push_back(std::move(guard));
    return lines;
}

std::string condition_head(std::vector<ConditionLine> const& lines)
{
    auto const good = std::ranges::count(lines, Tone::Ok, &ConditionLine::tone);
    return "条件の確認 " + std::to_string(lines.size()) + "つのうち " + std::to_string(good) + "つ よし";
}

std::vector<SumLine> sum_lines(SubsidyAccount const& account)
{
    auto const& totals = account.totals;
    auto const yen = [](std::int64_t amount) { return grouped(amount) + "円"; };
    std::vector<SumLine> lines{{"実施した回の経費", yen(totals.held_cost)},
        {"実施した回の補助額", yen(totals.held)}, {"これからの見込み", yen(totals.to_come)}};
    if (totals.decided)
        lines.push_back({"交付決定額", yen(*totals.decided)});
    if (totals.year_cap)
        lines.push_back({"年度の上限", yen(*totals.year_cap)});
    lines.push_back({"見込み" + limited_words(totals.forecast_limited_by), yen(totals.forecast), true});
    lines.push_back({"確定" + limited_words(totals.final_limited_by), yen(totals.final_amount), true});
    return lines;
}

} // namespace meguri::desk::models
