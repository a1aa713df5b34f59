// The screens after the last question, and the pages and panels that can lie over any screen.
#include "kiosk/flow/spoken_time.h"
#include "kiosk/flow/view_parts.h"
#include "shared/domain/receipt_code.h"

#include <algorithm>

namespace meguri::kiosk::flow {

namespace {

Words sentence_for(std::optional<domain::RegistrationRefusal> refusal)
{
    using domain::RegistrationRefusal;
    switch (refusal.value_or(RegistrationRefusal::NotOpen)) {
    case RegistrationRefusal::UnknownSession:
        return say("この教室は いまは ありません。");
    case RegistrationRefusal::NotOpen:
        return say("この教室は いま 受け付けていません。");
    case RegistrationRefusal::NotYetOpen:
        return say("この教室の受付は まだ はじまっていません。");
    case RegistrationRefusal::Closed:
        return say("この教室の受付は おわりました。");
    case RegistrationRefusal::Cancelled:
        return say("この教室は 中止に なりました。");
    case RegistrationRefusal::DropIn:
        return say("この教室は 申し込みが いりません。そのまま お越しください。");
    case RegistrationRefusal::NotDrawn:
        return say("この教室の抽選は おわりました。");
    case RegistrationRefusal::LimitPerCourse:
        return say("この講座は もう 申し込まれています。おひとりの回数が きまっています。");
    case RegistrationRefusal::LimitPerYear:
        return say("ことしは もう おひとりの回数まで 申し込まれています。");
    }
    return {};
}

void set_answer(DoneContent& content, Tone tone, std::string_view icon, Words title, Words sentence)
{
    content.tone = tone;
    content.icon = icon;
    content.title = std::move(title);
    content.sentence = std::move(sentence);
}

void fill_answer(Outcome const& outcome, DoneContent& content)
{
    switch (outcome.state) {
    case OutcomeState::Confirmed:
        set_answer(content, Tone::Good, "check", say("席が とれました"), say("お席は 確定 しています。"));
        if (outcome.was_offline)
            content.reason
                = say("いま通信が切れていますが、この機械が\nお席を 1つ 預かっていました。ご安心ください。");
        return;
    case OutcomeState::Provisional:
        set_answer(content, Tone::Few, "wait", say("仮に 受け付けました"), say("まだ 確定ではありません。"));
        content.call = outcome.call_by ? say("{0} {1}までに、\n席がとれたかどうか お電話します。",
                           {day(domain::tokyo_date(*outcome.call_by)), clock_time(*outcome.call_by)})
                                       : say("席がとれたかどうか、あとで お電話します。");
        return;
    case OutcomeState::Waiting:
        set_answer(content, Tone::Full, "wait", say("お待ちの列に 入りました"),
            outcome.position
                ? say("いま {0}番目です。席が空いたら お電話します。", {number(*outcome.position)})
                : say("席が空いたら お電話します。"));
        return;
    case OutcomeState::Entered:
        set_answer(content, Tone::Calm, "wait", say("抽選に 申し込みました"),
            outcome.call_by
                ? say("{0}までに 結果を お電話します。", {day(domain::tokyo_date(*outcome.call_by))})
                : say("結果は お電話で お知らせします。"));
        return;
    case OutcomeState::Duplicate:
        set_answer(content, Tone::Calm, "check", say("もう 申し込まれています"),
            say("この教室には もう 申し込まれています。"));
        return;
    case OutcomeState::Refused:
    case OutcomeState::Failed:
        set_answer(content, Tone::Few, "cross", say("今回は お受けできません"), sentence_for(outcome.reason));
        content.other = button(say("ほかの教室を さがす"), "search", press_of(Control::OtherDays));
        return;
    }
}

bool gives_slip(OutcomeState state)
{
    return state == OutcomeState::Confirmed || state == OutcomeState::Provisional
        || state == OutcomeState::Waiting || state == OutcomeState::Entered;
}

void fill_slip(State const& state, Outcome const& outcome, DoneContent& content)
{
    if (state.visit.printing == Printing::OutOfPaper) {
        content.is_out_of_paper = true;
        content.slip_title = say("紙が なくなりました。");
        content.slip_note = say("受付は すんでいます。番号を 書きとめるか、係の人を お呼びください。");
    } else if (state.visit.is_found && state.visit.printing == Printing::No) {
        content.slip_title = say("受付票は まだ 出ていません");
        content.slip_note = say("この番号の方は「受付票を 印刷」を 押すか、係の人を お呼びください。");
    } else if (outcome.state == OutcomeState::Confirmed) {
        content.slip_title = say("受付票が 下から出ます");
        content.slip_note = say("お取りください。当日 お持ちください。");
    } else {
        content.slip_title = say("仮の受付票が 下から出ます");
        content.slip_note = say("お電話があるまで 持っていてください。");
    }
}

/// The first day stands beside the number; these are the others.
void fill_later_parts(State const& state, Offer const& offer, DoneContent& content)
{
    constexpr std::size_t most_rows = 3;
    content.on_the_day_title
        = say("ぜんぶで {0}回の 教室です。", {number(static_cast<long long>(offer.parts.size()))});
    auto const later = offer.parts.size() - 1;
    auto const shown = later > most_rows ? most_rows - 1 : later;
    for (std::size_t i = 1; i <= shown; ++i) {
        auto const& part = offer.parts[i];
        auto words = say("{0}回目 {1} {2}",
            {number(static_cast<long long>(i) + 1), day(domain::tokyo_date(part.starts_at)),
                clock_time(part.starts_at)});
        auto const place = part.venue == offer.venue ? Words{} : place_of_part(state, offer, part);
        content.on_the_day.push_back(
            {"cal", {}, place.is_empty() ? std::move(words) : say("{0} {1}", {words, place}), {}});
    }
    if (shown < later)
        content.on_the_day.push_back({"slip", {}, say("受付票に ぜんぶの日が 出ます。"), {}});
}

void fill_class(State const& state, Outcome const& outcome, DoneContent& content)
{
    if (!state.visit.chosen)
        return;
    auto const& offer = *state.visit.chosen;
    content.when = when_of(offer);
    content.what_and_where = say("{0} ・ {1}", {title_of(state, offer), venue_of(state, offer)});
    if (offer.parts.size() > 1)
        return fill_later_parts(state, offer, content);
    if (outcome.state != OutcomeState::Confirmed)
        return;
    content.on_the_day_title = say("当日のこと");
    content.on_the_day.push_back({"bag", {}, say("スマホを お持ちください"), {}});
    content.on_the_day.push_back({"here", {}, say("着いたら 係の人に 受付票を お見せください"), {}});
}

void fill_phone(State const& state, Outcome const& outcome, DoneContent& content)
{
    bool const is_visit = is_home_visit(state);
    if (!gives_slip(outcome.state) || (!is_visit && !state.visit.chosen))
        return;
    auto const hall = state.hall ? phone_of(state.hall->phone) : Words{};
    auto const phone = is_visit ? hall : phone_about(state, *state.visit.chosen);
    if (phone.is_empty())
        return;
    content.phone_line = outcome.state == OutcomeState::Provisional ? say("お急ぎのときは {0} へ", {phone})
                                                                    : say("行けなくなったら {0} へ", {phone});
}

} // namespace

NoticeContent::Line hall_phone_line(State const& state)
{
    auto const phone = state.hall ? phone_of(state.hall->phone) : Words{};
    if (phone.is_empty())
        return {"staff", say("近くに いなければ、受付の窓口へ お越しください。")};
    return {"tel", say("近くに いなければ、この会場の電話 {0} へ", {phone})};
}

void show_sending(State const& state, View& view)
{
    bool const is_slip = state.visit.way == Way::MySlip;
    if (!is_slip)
        set_route(state, view, Stop::Check);
    view.question = say("おまちください");
    SendingContent content;
    content.sentence = is_slip ? say("いま 調べています。すぐに おわります。")
                               : say("いま 受け付けています。すぐに おわります。");
    view.under_question = content.sentence;
    view.content = std::move(content);
    view.foot.left.reset();
    view.foot.hint = say("そのまま おまちください。");
}

void show_done(State const& state, View& view)
{
    auto const outcome = state.visit.outcome.value_or(Outcome{});
    DoneContent content;
    if (is_home_visit(state))
        fill_visit_answer(state, outcome, content);
    else
        fill_answer(outcome, content);
    if (state.visit.is_found) {
        content.title = say("受付は 完了しています");
        if (content.call.is_empty()) // Else what matters more needs the place.
            content.reason = say("さきほど 機械の電気が 切れました。\n申し込みは 受け付けてあります。");
    }
    if (!outcome.code.is_empty()) {
        content.number_label = say("あなたの受付番号");
        content.number = just(is_masked(state) ? dots(static_cast<int>(outcome.code.size()))
                                               : domain::receipt_code_words(outcome.code.view()));
    }
    fill_class(state, outcome, content);
    fill_phone(state, outcome, content);
    view.foot.left.reset();
    if (gives_slip(outcome.state) && !outcome.code.is_empty()) {
        fill_slip(state, outcome, content);
        bool const is_first = state.visit.is_found && state.visit.printing == Printing::No;
        view.foot.left = button(
            is_first ? say("受付票を 印刷") : say("もう1枚 印刷"), "printer", press_of(Control::PrintAgain));
        view.foot.left->is_enabled = state.visit.printing != Printing::Running;
        view.foot.left->missing = say("いま 印刷しています。");
    }
    view.foot.main = button(say("おわる"), "", press_of(Control::Main));
    view.spoken = say("{0} {1}", {content.title, content.sentence});
    view.content = std::move(content);
}

void show_trouble(State const& state, View& view)
{
    NoticeContent content;
    switch (state.visit.way) {
    case Way::SlipLost:
        view.question = say("いまは 受付票を さがせません");
        if (line_is_up(state)) {
            view.under_question = say("係の人を お呼びください。");
            break;
        }
        view.under_question = say("さがすには 通信が いります。");
        content.lines.push_back({"wait", say("通信が もどってから もう1度 お試しください。")});
        break;
    case Way::MySlip:
    case Way::Here:
    case Way::Survey:
        view.question = say("いまは 受け付けられません");
        view.under_question = say("係の人を お呼びください。");
        break;
    case Way::FindClass:
    case Way::HomeVisit:
    case Way::StaffCorner:
        view.question = say("いまは 申し込みを 受けられません");
        view.under_question = say("係の人を お呼びください。");
        break;
    }
    content.lines.push_back({"staff", say("この近くの 係の人に お話しください。")});
    content.lines.push_back(hall_phone_line(state));
    content.lines.push_back({"back", say("「もどる」を押すと 前の画面に もどります。")});
    view.content = std::move(content);
    view.foot.main = button(say("おわる"), "", press_of(Control::Main));
}

void show_staff(State const& state, View& view)
{
    NoticeContent content;
    switch (state.visit.help) {
    case Visit::Help::Asking:
        view.question = say("係の人を お呼びしています。");
        view.under_question = say("少し お待ちください。");
        break;
    case Visit::Help::Coming:
        view.question = say("係の人を お呼びしました。");
        view.under_question = say("このまま お待ちください。");
        content.lines.push_back({"shield", say("入れたものは かぎをかけて 係の人へ 送りました。")});
        break;
    case Visit::Help::No:
    case Visit::Help::NoLine:
        view.question = say("係の人に 声を かけてください。");
        view.under_question = line_is_up(state) && state.hall
            ? say("いまは この機械から お呼びできません。")
            : say("いま通信が切れているので、この機械からは お呼びできません。");
        content.lines.push_back({"staff", say("この近くの 係の人に お話しください。")});
        break;
    }
    content.lines.push_back(hall_phone_line(state));
    content.lines.push_back({"check", say("入れたものは そのままです。あとで つづけられます。")});
    view.content = std::move(content);
    view.foot.left = button(say("もどる"), "back", press_of(Control::Close));
    view.foot.staff.reset();
    view.foot.hint = say("「もどる」を押すと 前の画面に もどります。");
}

void show_help(View& view)
{
    view.question = say("使い方");
    view.under_question = say("3つの じゅんばんで 申し込めます。");
    NoticeContent content;
    content.lines.push_back({"search", say("1. 場所と 習いたいことを 押して、教室を えらびます。")});
    content.lines.push_back({"pencil", say("2. お名前と 電話番号と 生まれた年を 押します。")});
    content.lines.push_back({"slip", say("3. 「申し込む」を押すと、番号が出て 受付票が 下から出ます。")});
    content.lines.push_back({"bell", say("わからないときは、いつでも 係の人を お呼びください。")});
    view.content = std::move(content);
    view.foot.left = button(say("もどる"), "back", press_of(Control::Close));
    view.foot.hint = say("「もどる」を押すと 前の画面に もどります。");
}

IdleQuestion idle_question(State const& state)
{
    IdleQuestion question;
    question.title = say("まだ お使いですか");
    question.sentence = say("しばらく 画面に さわっていないようです。");
    question.seconds_all = std::max(1, state.settings.idle_countdown_seconds);
    auto const end = state.settings.idle_seconds + state.settings.idle_countdown_seconds;
    question.seconds_left = std::clamp(end - state.quiet_seconds, 0, question.seconds_all);
    question.countdown = say("あと {0}秒 で、はじめの画面に もどります。\n入れた お名前などは 消えます。",
        {number(question.seconds_left)});
    question.yes = button(say("はい、つづけます"), "", press_of(Control::StayYes));
    question.no = button(say("いいえ、おわります"), "", press_of(Control::StayNo));
    return question;
}

LanguageQuestion language_question(State const& state)
{
    LanguageQuestion question;
    constexpr std::array names{"日本語", "やさしい にほんご", "English"};
    for (int i = 0; i < static_cast<int>(names.size()); ++i) {
        question.keys.push_back(
            button(just(names.at(static_cast<std::size_t>(i))), "", press_of(Control::Language, i)));
        question.keys.back().is_on = static_cast<int>(state.look.language) == i;
    }
    question.close = button(say("もどる"), "back", press_of(Control::Close));
    return question;
}

} // namespace meguri::kiosk::flow
