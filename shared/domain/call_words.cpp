#include "shared/domain/call_words.h"

#include "shared/domain/era_date.h"

#include <algorithm>
#include <array>

namespace meguri::domain {

namespace {

/// What became of the registration, after the class was named: "10月8日(木) 午前10時の「…」(…公民館)".
struct CallKind {
    std::string_view reason;
    std::string_view words;
    std::string_view news;
};

constexpr std::array call_kinds{
    CallKind{"promoted", "席が空いた",
        "に 席が空きました。お待ちいただいていた方の順番で、席をお取りしています。"},
    CallKind{"session_moved", "日時・会場が変わった",
        "は、日時か会場が 変わりました。いま お伝えした日時と会場が 新しいものです。ご都合は "
        "よろしいでしょうか。"},
    CallKind{"session_cancelled", "中止のお知らせ",
        "は、中止になりました。申し訳ございません。ほかの日の教室を お探ししましょうか。"},
    CallKind{"moved", "別の回に移った",
        "に、お申込を お移ししました。受付番号は 前と同じで、受付票は そのまま お使いになれます。"},
    CallKind{"released", "席を次の方へ回した",
        "は、お返事の期限が過ぎましたので、席を 次の方に お回ししました。ご希望でしたら、もう1度 "
        "お申込になれます。"},
    CallKind{"provisional_confirmed", "仮受付の結果",
        "は、仮受付でしたが、席がとれました。お渡しした受付票の番号で おいでください。"},
    CallKind{"provisional_waiting", "仮受付の結果",
        "は、満席でしたので、お待ちの列に お入りいただいています。席が空きましたら また お電話します。"},
    CallKind{"provisional_refused", "仮受付の結果",
        "は、仮受付でしたが、お受けできませんでした。申し訳ございません。ほかの日の教室を "
        "お探ししましょうか。"},
    CallKind{"promise_broken", "約束した席がない",
        "は、「確定」の受付票を お渡ししましたが、こちらの手違いで 席がなくなりました。"
        "まことに申し訳ございません。お待ちの列の 先頭にお入れしています。ほかの日も お探しします。"},
    CallKind{"code_changed", "受付番号が変わった",
        "の 受付番号が 変わりました。新しい番号を お伝えしますので、受付票に 書いてください。"},
    CallKind{"drawn", "抽選の結果", "は、抽選の結果、当選されました。席を お取りしています。"},
    CallKind{"not_drawn", "抽選の結果", "は、抽選の結果、席を お取りできませんでした。申し訳ございません。"},
    CallKind{"visit_scheduled", "訪問の日が決まった",
        "で、係の者が ご自宅に うかがいます。ご都合は よろしいでしょうか。"},
};

CallKind const* call_kind_of(std::string_view reason)
{
    auto const found = std::find_if(
        call_kinds.begin(), call_kinds.end(), [&](CallKind const& kind) { return kind.reason == reason; });
    return found == call_kinds.end() ? nullptr : &*found;
}

std::string greeting_of(CallFacts const& facts)
{
    auto const caller = (facts.town.empty() ? std::string() : facts.town + "の ") + "スマホ教室の係です。";
    return caller + (facts.kana.empty() ? "" : facts.kana + "さんでしょうか。");
}

/// What the reason alone does not say.
std::string closing_of(CallFacts const& facts)
{
    if (facts.reply_by)
        return "おいでになれるかどうか、" + day_words(tokyo_date(*facts.reply_by)) + " "
            + time_words(*facts.reply_by) + "までに お返事をください。";
    if (facts.reason == "not_drawn" && facts.state == "waiting")
        return "お待ちの列に お入りいただいています。席が空きましたら また お電話します。";
    if (facts.reason == "code_changed" || facts.reason == "drawn" || facts.reason == "promoted")
        return facts.code.empty() ? "" : "受付番号は " + facts.code + " です。";
    return "";
}

} // namespace

std::string call_reason_words(std::string_view reason)
{
    auto const* kind = call_kind_of(reason);
    return std::string(kind ? kind->words : reason);
}

std::string call_script(CallFacts const& facts)
{
    auto const* kind = call_kind_of(facts.reason);
    auto const what = day_words(tokyo_date(facts.starts_at)) + " " + time_words(facts.starts_at) + "の「"
        + facts.title + "」(" + facts.venue + ")";
    std::string const news(kind ? kind->news : "のことで お知らせがあります。");
    auto const closing = closing_of(facts);
    return greeting_of(facts) + what + news + closing;
}

} // namespace meguri::domain
