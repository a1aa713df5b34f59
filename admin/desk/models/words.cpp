#include "admin/desk/models/words.h"

#include "admin/desk/models/word_table.h"
#include "shared/domain/era_date.h"
#include "shared/domain/receipt_code.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace meguri::desk::models {

namespace {

constexpr std::array session_states{
    Word{"draft", "下書き"},
    Word{"arranging", "調整中"},
    Word{"published", "受付中"},
    Word{"closed", "締切"},
    Word{"held", "実施済"},
    Word{"cancelled", "中止"},
};
constexpr std::array formats{
    Word{"venue_class", "教室・講座"},
    Word{"mobile_van", "車(サポート号)"},
    Word{"home_visit", "訪問"},
    Word{"practical_outing", "実践型"},
    Word{"shop_class", "店での教室"},
    Word{"online_class", "オンライン"},
    Word{"consultation", "相談"},
    Word{"event", "イベント"},
};
constexpr std::array admissions{
    Word{"first_come", "先着"},
    Word{"lottery", "抽選"},
    Word{"drop_in", "申込不要"},
};
constexpr std::array levels{Word{"basic", "基本"}, Word{"advanced", "応用"}};
constexpr std::array registration_states{
    Word{"received", "受付"},
    Word{"entered", "抽選待ち"},
    Word{"confirmed", "確定"},
    Word{"waiting", "キャンセル待ち"},
    Word{"refused", "お断り"},
    Word{"duplicate", "重複"},
    Word{"cancelled", "取消"},
    Word{"lapsed", "期限切れ"},
    Word{"attended", "出席"},
    Word{"no_show", "欠席"},
};
constexpr std::array age_bands{
    Word{"under_65", "65歳未満"},
    Word{"65_69", "65〜69"},
    Word{"70_74", "70〜74"},
    Word{"75_79", "75〜79"},
    Word{"80_84", "80〜84"},
    Word{"85_plus", "85以上"},
    Word{"unknown", "不明"},
};
constexpr std::array subsidy_steps{
    Word{"to_be_applied", "申請予定"},
    Word{"applied", "交付申請"},
    Word{"sent_back", "差戻し"},
    Word{"decided", "交付決定"},
    Word{"refused", "不交付"},
    Word{"change_applied", "変更申請"},
    Word{"change_decided", "変更決定"},
    Word{"advance_paid", "概算払"},
    Word{"reported", "実績報告"},
    Word{"finalised", "額の確定"},
    Word{"paid", "交付済"},
    Word{"withdrawn", "取下げ"},
    Word{"revoked", "取消"},
    Word{"repayment", "返還"},
};
constexpr std::array special_needs{
    Word{"wheelchair", "車いす"},
    Word{"hearing", "補聴器"},
    Word{"sight", "見えにくい"},
    Word{"companion", "付き添い"},
};
constexpr std::array attendance_marks{
    Word{"present", "出席"},
    Word{"late", "遅刻"},
    Word{"partial", "途中まで"},
    Word{"absent_with_notice", "欠席(連絡)"},
    Word{"no_show", "連絡なし"},
};
constexpr std::array kiosk_states{
    Word{"active", "使用中"},
    Word{"revoked", "使用停止"},
    Word{"forked", "コピーの疑い"},
};
constexpr std::array lease_states{
    Word{"open", "預け中"},
    Word{"recalled", "返却待ち"},
    Word{"frozen", "止めてある"},
    Word{"closed", "返却済"},
    Word{"revoked", "引きあげ済"},
};
constexpr std::array roles{
    Word{"operator", "運用"},
    Word{"prefecture", "県"},
    Word{"municipality", "市町"},
    Word{"provider", "事業者"},
    Word{"venue", "会場"},
};
constexpr std::array correction_reasons{
    Word{"misheard", "聞きまちがい"},
    Word{"misread", "読みまちがい"},
    Word{"mistyped", "入力のまちがい"},
    Word{"changed", "変わった(電話・姓など)"},
};
constexpr std::array field_names{
    Word{"title", "名前"},
    Word{"title_kana", "よみがな"},
    Word{"format", "実施形態"},
    Word{"venue", "会場"},
    Word{"provider", "講師・団体"},
    Word{"starts_at", "開始"},
    Word{"ends_at", "終了"},
    Word{"capacity", "定員"},
    Word{"admission", "申込の方法"},
    Word{"course.level", "内容"},
    Word{"programme", "事業"},
    Word{"kana", "よみがな"},
    Word{"phone", "電話"},
    Word{"birth_year", "生まれた年"},
    Word{"municipality", "お住まいの市町"},
    Word{"address", "住所"},
    Word{"needs", "配慮"},
    Word{"step", "段階"},
    Word{"date", "日付"},
    Word{"known_by", "遅くとも"},
    Word{"amount", "金額"},
    Word{"note", "メモ"},
    Word{"reason", "理由"},
    Word{"papers", "書類"},
    Word{"planned", "予定の経費"},
    Word{"real", "実際の経費"},
    Word{"login", "利用者名"},
    Word{"password", "パスワード"},
};
// Reasons the hub names, and those this program finds by itself before sending.
constexpr std::array reason_sentences{
    Word{"duplicate", "同じ方の申込が もうあります。"},
    Word{"unknown_session", "この開催回は もうありません。一覧を新しくしてください。"},
    Word{"not_open", "この開催回は 受付をしていません。"},
    Word{"not_yet_open", "受付は まだ始まっていません。"},
    Word{"closed", "受付は 締め切られました。"},
    Word{"session_cancelled", "この開催回は 中止になりました。"},
    Word{"drop_in", "この開催回は 申込不要です。"},
    Word{"not_drawn", "抽選は 終わりました。"},
    Word{"limit_per_course", "この方は 同じ講座の回数の上限に達しています。"},
    Word{"limit_per_year", "この方は 今年度の回数の上限に達しています。"},
    Word{"no_free_seat", "移る先に 空席がありません。元の席は そのままです。"},
    Word{"same_session", "もう その開催回に入っています。"},
    Word{"nothing_changes", "直した所が ありません。"},
    Word{"year_out_of_reach", "写せるのは 今年度と 前の年度だけです。年度を えらびなおしてください。"},
    Word{"year_without_programmes", "この年度には 事業がありません。写すものが ありません。"},
    Word{"unknown_subsidy", "補助金が 変わっています。もう1度 下見してください。"},
    Word{"changed_meanwhile", "ほかの人が 先に直しました。名簿を新しくして 確かめてください。"},
    Word{"key_file_away", "お名前の鍵が ハブにないので 直せません。システムの担当者に 知らせてください。"},
    Word{"login_taken", "この利用者名は もう使われています。ほかの名前にしてください。"},
    Word{"is taken: choose another", "もう使われています。"},
    Word{"must be 2 to 60 of a-z, 0-9, full stop, hyphen and underscore",
        "英小文字・数字・「. - _」で 2〜60字にしてください。"},
    Word{"last_administrator", "最後の管理者なので できません。先に もう1人 管理者を作ってください。"},
    Word{"key_exists", "同じ名前の鍵が もうあります。新しくするか、ほかの名前にしてください。"},
    Word{"is taken by a key that is still good", "もう使われています。"},
    Word{"unknown_key", "この鍵は もう終わっています。一覧を新しくしてください。"},
    Word{"not_waiting", "この方は キャンセル待ちでは ありません。"},
    Word{"not_promoted", "キャンセル待ちから確定した席では ありません。取消を使ってください。"},
    Word{"has_replied", "この方とは 連絡がついています。取消を使ってください。"},
    Word{"reply_by_not_passed", "返事の期限が まだ来ていません。"},
    Word{"registration_open", "まだ受付中です。先に締め切ってください。"},
    Word{"seed_mismatch", "公表した種と違います。"},
    Word{"kiosks_not_heard", "締切のあと まだ通信していない端末があります。"},
    Word{"marks_pending", "はじめての方かどうかを 知るために、先に お名前の鍵を ハブに入れてください。"},
    Word{"not_a_lottery", "この開催回は 抽選では ありません。"},
    Word{"not_from_this_state", "いまの状態からは できません。"},
    Word{"resource_clash", "車・講師・会場が 重なっています。日時か 使うものを 変えてください。"},
    Word{"some_cannot_be", "できない日があるので、1回も作っていません。"},
    Word{"in_van_day", "巡回の予定に入っています。停車場所のほうを 動かしてください。"},
    Word{"nothing_to_copy", "ほかの市町に、この事業の開催がありません。"},
    Word{"has_people", "申込の方がいるので できません。先に申込を取り消すか、中止にしてください。"},
    Word{"reason_missing", "理由を書いてください。"},
    Word{"empty", "書いてください"},
    Word{"not_six_digits", "6つの数字で"},
    Word{"not_chosen", "えらんでください"},
    Word{"before_first", "始まりより 前の日です。"},
    Word{"is missing", "書いてください"},
    Word{"must not be empty", "書いてください"},
    Word{"not_kana", "ひらがなか カタカナで書いてください。"},
    Word{"too_long", "長すぎます。"},
    Word{"not_digits", "数字だけで書いてください。"},
    Word{"no_leading_zero", "0から始まる番号を書いてください。"},
    Word{"too_short", "数字が足りません。"},
    Word{"impossible", "この番号は 使われない番号です。"},
    Word{"no_day", "日にちを 書いてください。"},
    Word{"not_a_date", "日付は 2026-10-05 や 10/5 のように書いてください。"},
    Word{"not_a_time", "時刻は 10:00 のように書いてください。"},
    Word{"not_a_moment", "締切は 10/1 や 10/1 12:00 のように書いてください。"},
    Word{"not_an_end", "回数(60まで)か、初回より後の日付を 書いてください。"},
    Word{"not_a_number", "数字で書いてください。"},
    Word{"not_a_year", "生まれた年は 1948 や 昭和23 のように書いてください。"},
    Word{"date_and_known_by", "日付と「遅くとも」は どちらか1つだけ書いてください。"},
    Word{"idempotency_key_reused", "前に送った内容で もう届いています。名簿を新しくして 確かめてください。"},
    Word{"is in the future", "まだ来ていない日です。"},
    Word{"is not a programme of this hub", "この事業は もうありません。"},
    Word{"is not a resource of this hub", "これは もうありません。"},
    Word{"is not a municipality of this hub", "この市町は 選べません。"},
    Word{"cannot change any more; cancel this session and publish another one",
        "申込の方がいるので もう変えられません。"},
    Word{"is not a venue of this hub", "この会場は もうありません。"},
    Word{"not_begun", "まだ始まっていません。"},
    Word{"exists", "もうあります。"},
    Word{"say who answers for it", "書いてください"},
    Word{"say why", "書いてください"},
    Word{"is missing: say why it is sent back", "理由を書いてください。"},
    Word{"is missing: say why it is corrected", "理由を書いてください。"},
    Word{"later_steps_stand", "あとの段階が この記録をもとにしています。新しいほうから 取り消してください。"},
    Word{"counted_elsewhere", "ほかの補助金で もう数えています。そちらで 外してから 入れてください。"},
    Word{"not_counted", "この補助金では 数えていません。一覧を新しくして 確かめてください。"},
    Word{"is known only once the class began: write what is planned into planned",
        "まだ始まっていません。「予定の経費」に 書いてください。"},
    Word{"is not of the municipality and fiscal year of this subsidy", "市町か 年度が ちがいます。"},
    Word{"is a draft or cancelled: it counts for nothing", "下書きと 中止の回は 数えられません。"},
    Word{"step_not_allowed", "いまは この段階へ進めません。進める段階から選んでください。"},
};

/// Amounts above a limit, with the limit the hub named; empty for any other reason.
std::string limit_words(std::string_view reason)
{
    auto const yen_after = [&](std::string_view before) -> std::string {
        auto const at = reason.find(before);
        if (at == std::string_view::npos)
            return "";
        std::int64_t yen = 0;
        auto const* from = reason.data() + at + before.size();
        if (std::from_chars(from, reason.data() + reason.size(), yen).ptr == from)
            return "";
        return grouped(yen) + "円を こえています。";
    };
    if (auto const yen = yen_after("final amount of "); !yen.empty())
        return "確定した額 " + yen;
    auto const yen = yen_after("is more than the ");
    if (yen.empty())
        return "";
    return (reason.ends_with("were decided") ? "交付決定額 " : "年度の上限 ") + yen;
}

std::vector<Choice> choices_of(std::span<Word const> table)
{
    std::vector<Choice> choices;
    for (auto const& [name, word] : table)
        choices.emplace_back(name, word);
    return choices;
}

std::string known_reason(Problem const& problem)
{
    auto words = word_in(reason_sentences, problem.reason);
    return is_japanese(words) ? words : std::string();
}

std::string conflict_words(Problem const& problem)
{
    if (!problem.allowed.empty()) {
        std::string words = "いまは この段階へ進めません。進める段階: ";
        for (std::size_t i = 0; i < problem.allowed.size(); ++i)
            words += (i == 0 ? "" : "、") + subsidy_step_words(problem.allowed[i]);
        return words;
    }
    if (auto words = known_reason(problem); !words.empty())
        return words;
    return "きまりに合わないので できませんでした。一覧を新しくして 確かめてください。";
}

std::string two_digits(int number)
{
    return (number < 10 ? "0" : "") + std::to_string(number);
}

} // namespace

std::string session_state_words(std::string_view name)
{
    return word_in(session_states, name);
}
std::string format_words(std::string_view name)
{
    return word_in(formats, name);
}
std::string admission_words(std::string_view name)
{
    return word_in(admissions, name);
}
std::string level_words(std::string_view name)
{
    return word_in(levels, name);
}
std::string registration_state_words(std::string_view name)
{
    return word_in(registration_states, name);
}
std::string age_band_words(std::string_view name)
{
    return word_in(age_bands, name);
}
std::string subsidy_step_words(std::string_view name)
{
    return word_in(subsidy_steps, name);
}
std::string need_words(std::string_view name)
{
    return word_in(special_needs, name);
}
std::string attendance_words(std::string_view name)
{
    return word_in(attendance_marks, name);
}
std::string kiosk_state_words(std::string_view name)
{
    return word_in(kiosk_states, name);
}
std::string lease_state_words(std::string_view name)
{
    return word_in(lease_states, name);
}
std::string role_words(std::string_view name)
{
    return word_in(roles, name);
}
std::string field_words(std::string_view field)
{
    return word_in(field_names, field);
}

std::string reason_words(std::string_view reason)
{
    auto words = word_in(reason_sentences, reason);
    if (auto limit = limit_words(reason); !limit.empty())
        return limit;
    return is_japanese(words) ? words : "この欄を 確かめてください。";
}

std::string action_words(domain::SessionAction action)
{
    switch (action) {
    case domain::SessionAction::Arrange:
        return "調整中にする";
    case domain::SessionAction::Redraft:
        return "下書きにもどす";
    case domain::SessionAction::Publish:
        return "公開";
    case domain::SessionAction::Unpublish:
        return "公開をやめる";
    case domain::SessionAction::Close:
        return "締め切る";
    case domain::SessionAction::Hold:
        return "実施済にする";
    case domain::SessionAction::Cancel:
        return "中止";
    }
    return "";
}

std::vector<Choice> format_choices()
{
    return choices_of(formats);
}
std::vector<Choice> admission_choices()
{
    return choices_of(admissions);
}
std::vector<Choice> level_choices()
{
    return choices_of(levels);
}
std::vector<Choice> subsidy_step_choices()
{
    return choices_of(subsidy_steps);
}

std::vector<Choice> correction_reason_choices()
{
    return choices_of(correction_reasons);
}

std::string problem_words(Problem const& problem)
{
    switch (problem.kind) {
    case ProblemKind::Unreachable:
        return "ハブにつながりません。前に受け取った内容を表示しています。書いたものは "
               "そのまま残っています。";
    case ProblemKind::LoggedOut:
        return "ログインの期限が切れました。もう1度 ログインしてください。";
    case ProblemKind::NotAllowed:
        return "この利用者には その権限がありません。担当の団体の方に頼んでください。";
    case ProblemKind::NotFound:
        return "見つかりません。ほかの人が変えたかもしれません。一覧を新しくしてください。";
    case ProblemKind::Conflict:
        return conflict_words(problem);
    case ProblemKind::BadFields:
        if (problem.fields.empty() && !known_reason(problem).empty())
            return known_reason(problem);
        return problem.fields.empty() ? "書いた内容を 確かめてください。" : "印のついた所を 直してください。";
    case ProblemKind::Stale:
        return "ほかの人が先に変えました。一覧を新しくしてから もう1度 行ってください。";
    case ProblemKind::TooMany:
        return "回数が多すぎます。少し待ってから もう1度 行ってください。";
    case ProblemKind::HubTrouble:
        return "ハブが いま答えられません。少し待ってから もう1度 行ってください。";
    case ProblemKind::Unreadable:
        return "ハブの答えが読めません。プログラムの版を 確かめてください。";
    }
    return problem.detail;
}

std::string clock_words(base::Time time)
{
    auto const local = domain::to_tokyo(time);
    return two_digits(local.hour) + ":" + two_digits(local.minute);
}

std::string short_moment_words(base::Time time)
{
    auto const date = domain::tokyo_date(time);
    return std::to_string(static_cast<unsigned>(date.month())) + "月"
        + std::to_string(static_cast<unsigned>(date.day())) + "日 " + clock_words(time);
}

std::string moment_words(base::Time time)
{
    return domain::day_words(domain::tokyo_date(time)) + " " + clock_words(time);
}

std::string code_words(std::string const& code)
{
    auto const digits = domain::parse_receipt_code(code);
    return digits ? domain::receipt_code_words(*digits) : code;
}

std::string grouped(std::int64_t number)
{
    auto digits = std::to_string(number < 0 ? -number : number);
    for (auto i = static_cast<std::ptrdiff_t>(digits.size()) - 3; i > 0; i -= 3)
        digits.insert(static_cast<std::size_t>(i), ",");
    return (number < 0 ? "-" : "") + digits;
}

} // namespace meguri::desk::models
