// The screens of a slip in the visitor's hand: its number, what is known of it, and whether it is to be
// cancelled or changed to another day.
#include "kiosk/flow/slip_pad.h"
#include "kiosk/flow/spoken_time.h"
#include "kiosk/flow/view_parts.h"
#include "shared/domain/receipt_code.h"

#include <algorithm>

namespace meguri::kiosk::flow {

namespace {

void set_words(DoneContent& content, Tone tone, std::string_view icon, Words title, Words sentence)
{
    content.tone = tone;
    content.icon = icon;
    content.title = std::move(title);
    content.sentence = std::move(sentence);
}

void fill_elsewhere(State const& state, DoneContent& content)
{
    if (line_is_up(state)) {
        set_words(content, Tone::Calm, "kiosk", say("この受付票は 見つかりません"),
            say("どうなっているかは 係の人に おたずねください。"));
        return;
    }
    set_words(content, Tone::Calm, "kiosk", say("ほかの機械の 受付票です"),
        say("いま通信が切れていて、どうなっているか わかりません。"));
    content.reason = say("取り消しと 日の変更は 受け付けて、\n通信が もどりしだい 届けます。");
}

void fill_standing(State const& state, KeptSlip const& slip, DoneContent& content)
{
    switch (slip.standing) {
    case Standing::Confirmed:
        return set_words(
            content, Tone::Good, "check", say("席が とれています"), say("お席は 確定 しています。"));
    case Standing::Provisional:
        set_words(content, Tone::Few, "wait", say("仮に 受け付けています"), say("まだ 確定ではありません。"));
        if (slip.call_by)
            content.call = say("{0} {1}までに、\n席がとれたかどうか お電話します。",
                {day(domain::tokyo_date(*slip.call_by)), clock_time(*slip.call_by)});
        return;
    case Standing::Waiting:
        return set_words(content, Tone::Full, "wait", say("お待ちの列に います"),
            slip.position ? say("いま {0}番目です。席が空いたら お電話します。", {number(*slip.position)})
                          : say("席が空いたら お電話します。"));
    case Standing::Entered:
        return set_words(content, Tone::Calm, "wait", say("抽選に 申し込んであります"),
            say("結果は お電話で お知らせします。"));
    case Standing::VisitWished:
        return set_words(content, Tone::Few, "wait", say("訪問の希望を うかがっています"),
            say("来る日は まだ 決まっていません。"));
    case Standing::VisitPlanned:
        return set_words(content, Tone::Good, "check", say("訪問の日が 決まりました"),
            say("係の人が お宅へ うかがいます。"));
    case Standing::Cancelled:
        return set_words(content, Tone::Calm, "check", say("取り消してあります"),
            say("もう1度 申し込むことも できます。"));
    case Standing::CancelAsked:
        return set_words(content, Tone::Few, "wait", say("取り消しを 受け付けました"),
            say("いま通信が切れています。もどりしだい 取り消します。"));
    case Standing::MoveAsked:
        return set_words(content, Tone::Few, "wait", say("日の変更を 受け付けました"),
            say("いま通信が切れています。変わるまでは いまの席の ままです。"));
    case Standing::Attended:
        return set_words(content, Tone::Good, "check", say("出席されました"),
            say("教室のあとで 感想を お聞かせください。"));
    case Standing::Refused:
        return set_words(content, Tone::Few, "cross", say("席は とれませんでした"),
            say("くわしいことは 係の人に おたずねください。"));
    case Standing::Elsewhere:
        return fill_elsewhere(state, content);
    }
}

bool stands(Standing standing)
{
    return standing == Standing::Confirmed || standing == Standing::Provisional
        || standing == Standing::Waiting || standing == Standing::Entered || standing == Standing::VisitWished
        || standing == Standing::VisitPlanned;
}

bool is_visit_slip(KeptSlip const& slip)
{
    return slip.standing == Standing::VisitWished || slip.standing == Standing::VisitPlanned;
}

bool is_today(State const& state, domain::Time now)
{
    auto const& offer = state.visit.chosen;
    if (!offer)
        return false;
    auto const day = domain::tokyo_date(now);
    if (offer->parts.empty())
        return domain::tokyo_date(offer->starts_at) == day && offer->ends_at > now;
    return std::any_of(offer->parts.begin(), offer->parts.end(), [&](domain::SessionPart const& part) {
        return domain::tokyo_date(part.starts_at) == day && part.ends_at > now;
    });
}

// What can be done with it, the nearest to the visitor's mind first.
void add_slip_keys(State const& state, KeptSlip const& slip, domain::Time now, DoneContent& content)
{
    bool const is_elsewhere = slip.standing == Standing::Elsewhere && !line_is_up(state);
    if (slip.standing == Standing::Confirmed && is_today(state, now))
        content.others.push_back(button(say("教室に 来ました"), "here", press_of(Control::Here)));
    bool const has_other_day = state.visit.chosen && !is_visit_slip(slip)
        && !days_to_move_to(state, *state.visit.chosen, now).empty();
    bool const has_any_day = is_elsewhere && !days_for_unknown_slip(state, now).empty();
    if ((stands(slip.standing) && has_other_day) || has_any_day)
        content.others.push_back(button(say("別の日に する"), "cal", press_of(Control::MoveSlip)));
    if (stands(slip.standing) || is_elsewhere)
        content.others.push_back(button(say("取り消す"), "cross", press_of(Control::CancelSlip)));
}

bool has_proof(State const& state)
{
    return state.visit.is_proved || !state.visit.token.is_empty();
}

/// The pad for the last four digits of the phone.
PhoneContent proof_pad(State const& state, Words usually)
{
    auto const digits = state.visit.proof.view();
    auto content = covered_pad(state, digits, proof_digits, proof_digits);
    content.what_next = state.visit.is_proof_refused && digits.empty()
        ? say("番号が ちがうようです。もう1度 ゆっくり どうぞ。わからないときは 係の人を お呼びください。")
        : std::move(usually);
    return content;
}

void add_class_lines(State const& state, Offer const& offer, NoticeContent& content)
{
    content.lines.push_back({"cal", when_of(offer)});
    content.lines.push_back({"pin", say("{0} ・ {1}", {title_of(state, offer), venue_of(state, offer)})});
}

void fill_what(State const& state, KeptSlip const& slip, DoneContent& content)
{
    bool const is_visit = is_visit_slip(slip);
    if (is_visit)
        content.what_and_where = say("ご自宅への 訪問");
    if (slip.visit_at)
        content.when
            = say("{0} {1}から", {day(domain::tokyo_date(*slip.visit_at)), clock_time(*slip.visit_at)});
    if (is_visit && !slip.visit_at)
        content.when = say("来る日は お電話で お知らせします。");
    if (state.visit.chosen) {
        auto const& offer = *state.visit.chosen;
        content.when = when_of(offer);
        content.what_and_where = say("{0} ・ {1}", {title_of(state, offer), venue_of(state, offer)});
    }
    auto const phone = state.visit.chosen ? phone_about(state, *state.visit.chosen)
        : state.hall                      ? phone_of(state.hall->phone)
                                          : Words{};
    if (!phone.is_empty())
        content.phone_line = say("お急ぎのときは {0} へ", {phone});
}

} // namespace

void show_slip_number(State const& state, View& view)
{
    auto const digits = state.visit.slip_number.view();
    auto content = number_pad(state);
    content.groups = digit_groups(digits, slip_digits, 3, content.is_masked);
    content.what_next = state.visit.is_scan_unread && digits.empty()
        ? say("うまく 読めませんでした。もう1度 ゆっくり かざすか、番号を 押してください。")
        : next_for_slip(digits);
    switch (state.visit.way) {
    case Way::Here:
        view.question = say("ようこそ、お待ちしていました");
        break;
    case Way::Survey:
        view.question = say("感想を お聞かせください");
        break;
    case Way::MySlip:
    case Way::FindClass:
    case Way::HomeVisit:
    case Way::SlipLost:
    case Way::StaffCorner:
        view.question = say("受付票を 見ます");
        content.no_phone = button(say("受付票を なくした"), "search", press_of(Control::SlipLost));
        break;
    }
    if (state.settings.has_scanner)
        content.hold = {"scan", say("受付票を かざしてください"),
            say("四角い模様を、画面の下の 光る所に 近づけます。"),
            say("受付票がないときは 受付番号を 押してください"),
            digits.empty() && !state.visit.is_scan_unread};
    else
        view.under_question = say("受付番号を 押してください。9つの数字です。");
    set_next(view, is_slip_number(digits), content.what_next);
    view.content = std::move(content);
}

void show_slip_proof(State const& state, View& view)
{
    view.question = say("ほかの機械の 受付票です");
    view.under_question = say("お電話番号の 終わりの 4つの数字を 押してください。");
    auto content = proof_pad(state, say("申し込んだときの 電話番号です。"));
    set_next(view, state.visit.proof.size() == proof_digits, content.what_next);
    view.content = std::move(content);
}

void show_slip(State const& state, domain::Time now, View& view)
{
    auto const slip = state.visit.slip.value_or(KeptSlip{});
    DoneContent content;
    fill_standing(state, slip, content);
    auto const code = state.visit.slip_number.view();
    content.number_label = say("受付番号");
    content.number
        = just(is_masked(state) ? dots(static_cast<int>(code.size())) : domain::receipt_code_words(code));
    fill_what(state, slip, content);
    add_slip_keys(state, slip, now, content);
    if (stands(slip.standing)) {
        view.foot.left = button(say("もう1枚 印刷"), "printer", press_of(Control::PrintAgain));
        view.foot.left->is_enabled = state.visit.printing != Printing::Running;
        view.foot.left->missing = say("いま 印刷しています。");
    } else if (slip.standing != Standing::Elsewhere) {
        view.foot.left.reset();
    }
    if (slip.has_call && content.call.is_empty())
        content.call = say("係の人が お電話しましたが、つながりませんでした。\n係の人を お呼びください。");
    if (state.visit.printing == Printing::OutOfPaper)
        content.reason = say("紙が なくなりました。係の人を お呼びください。");
    view.foot.main = button(say("おわる"), "", press_of(Control::Main));
    view.spoken = say("{0} {1}", {content.title, content.sentence});
    view.content = std::move(content);
}

void show_cancel_proof(State const& state, View& view)
{
    view.question = say("本当に 取り消しますか");
    auto const cancel = [&](bool is_enabled, Words missing) {
        view.foot.main = button(say("取り消す"), "", press_of(Control::Main));
        view.foot.main->is_enabled = is_enabled;
        view.foot.main->missing = std::move(missing);
    };
    if (has_proof(state)) {
        NoticeContent content;
        if (state.visit.chosen)
            add_class_lines(state, *state.visit.chosen, content);
        content.lines.push_back({"seat", say("お席は つぎの方へ まわります。")});
        view.content = std::move(content);
        return cancel(true, {});
    }
    view.under_question = say("お電話番号の 終わりの 4つの数字を 押してください。");
    bool const is_whole = state.visit.proof.size() == proof_digits;
    auto content = proof_pad(state,
        is_whole ? say("よろしければ「取り消す」を 押してください。")
                 : say("申し込んだときの 電話番号です。"));
    cancel(is_whole, content.what_next);
    view.content = std::move(content);
}

void show_new_days(State const& state, domain::Time now, View& view)
{
    view.question = state.visit.was_full ? say("その日は いっぱいに なりました") : say("どの日に しますか");
    view.under_question = state.visit.was_full ? say("いまの席は そのままです。")
        : state.visit.like                     ? say("同じ教室の ほかの日です。")
                           : say("受付票と 同じ教室の 日を おえらびください。");
    auto const found = cards_shown(state, now);
    auto content = cards_page(state, found);
    if (found.empty())
        content.empty = say("ほかの日は いま ありません。");
    view.spoken = say("{0} {1}", {view.question, found.empty() ? content.empty : content.count});
    view.content = std::move(content);
    view.foot.hint = say("教室を 押すと つぎへ すすみます。");
}

void show_move_proof(State const& state, View& view)
{
    view.question = say("この日に 変えますか");
    if (!state.visit.moving_to) {
        view.content = NoticeContent{};
        return;
    }
    auto const& offer = *state.visit.moving_to;
    auto const change = [&](bool is_enabled, Words missing) {
        view.foot.main = button(say("この日に 変える"), "", press_of(Control::Main));
        view.foot.main->is_enabled = is_enabled;
        view.foot.main->missing = std::move(missing);
    };
    bool const is_full = chance_of(offer, line_is_up(state)) == Chance::Line;
    auto const what_of_seat = is_full ? say("満席です。変えると お待ちの列に 入り、いまの席は 空きます。")
                                      : say("新しい席が とれてから、いまの席を 空けます。");
    if (has_proof(state)) {
        NoticeContent content;
        add_class_lines(state, offer, content);
        content.lines.push_back({"seat", what_of_seat});
        view.content = std::move(content);
        return change(true, {});
    }
    view.under_question = say("{0} お電話番号の 終わりの 4つの数字を 押してください。", {when_of(offer)});
    auto content = proof_pad(state, what_of_seat);
    change(state.visit.proof.size() == proof_digits, say("申し込んだときの 電話番号です。"));
    view.content = std::move(content);
}

} // namespace meguri::kiosk::flow
