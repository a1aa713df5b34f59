// The screens of the way 受付票を見る: the number, what is kept under it, and whether it is to be cancelled.
#include "kiosk/flow/slip_pad.h"
#include "kiosk/flow/spoken_time.h"
#include "kiosk/flow/view_parts.h"
#include "shared/domain/receipt_code.h"

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
    set_words(content, Tone::Calm, "kiosk", say("ほかの機械の 受付票です"),
        line_is_up(state) ? say("どうなっているかは 係の人に おたずねください。取り消しは ここで できます。")
                          : say("どうなっているかは 係の人に おたずねください。"));
    if (!line_is_up(state))
        content.reason
            = say("いま通信が切れています。取り消しは 受け付けて、\n通信が もどりしだい 届けます。");
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
    case Standing::Refused:
        return set_words(content, Tone::Few, "cross", say("席は とれませんでした"),
            say("くわしいことは 係の人に おたずねください。"));
    case Standing::Elsewhere:
        return fill_elsewhere(state, content);
    }
}

bool stands(Standing standing)
{
    return standing != Standing::Cancelled && standing != Standing::CancelAsked
        && standing != Standing::Refused && standing != Standing::Elsewhere;
}

void fill_what(State const& state, KeptSlip const& slip, DoneContent& content)
{
    bool const is_visit = slip.standing == Standing::VisitWished || slip.standing == Standing::VisitPlanned;
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
    view.question = say("受付番号を 押してください");
    view.under_question = say("受付票に 書いてある 9つの数字です。");
    auto content = number_pad(state);
    content.groups = digit_groups(digits, slip_digits, 3, content.is_masked);
    content.what_next = next_for_slip(digits);
    set_next(view, is_slip_number(digits), content.what_next);
    view.content = std::move(content);
}

void show_slip(State const& state, View& view)
{
    auto const slip = state.visit.slip.value_or(KeptSlip{});
    DoneContent content;
    fill_standing(state, slip, content);
    auto const code = state.visit.slip_number.view();
    content.number_label = say("受付番号");
    content.number
        = just(is_masked(state) ? dots(static_cast<int>(code.size())) : domain::receipt_code_words(code));
    fill_what(state, slip, content);
    if (stands(slip.standing) || slip.standing == Standing::Elsewhere)
        content.other = button(say("取り消す"), "cross", press_of(Control::CancelSlip));
    if (stands(slip.standing)) {
        view.foot.left = button(say("もう1枚 印刷"), "printer", press_of(Control::PrintAgain));
        view.foot.left->is_enabled = state.visit.printing != Printing::Running;
        view.foot.left->missing = say("いま 印刷しています。");
    } else if (slip.standing != Standing::Elsewhere) {
        view.foot.left.reset();
    }
    if (state.visit.printing == Printing::OutOfPaper)
        content.reason = say("紙が なくなりました。係の人を お呼びください。");
    view.foot.main = button(say("おわる"), "", press_of(Control::Main));
    view.spoken = say("{0} {1}", {content.title, content.sentence});
    view.content = std::move(content);
}

void show_cancel_proof(State const& state, View& view)
{
    auto const digits = state.visit.proof.view();
    view.question = say("本当に 取り消しますか");
    view.under_question = say("お電話番号の 終わりの 4つの数字を 押してください。");
    auto content = number_pad(state);
    content.groups = digit_groups(digits, proof_digits, proof_digits, content.is_masked);
    bool const is_whole = digits.size() == proof_digits;
    content.what_next = state.visit.is_proof_refused && digits.empty()
        ? say("取り消せませんでした。もう1度 ゆっくり どうぞ。わからないときは 係の人を お呼びください。")
        : is_whole ? say("よろしければ「取り消す」を 押してください。")
                   : say("申し込んだときの 電話番号です。");
    view.foot.main = button(say("取り消す"), "", press_of(Control::Main));
    view.foot.main->is_enabled = is_whole;
    view.foot.main->missing = content.what_next;
    view.content = std::move(content);
}

} // namespace meguri::kiosk::flow
