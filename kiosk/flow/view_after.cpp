// What a visitor sees on the day of the class: that one was taken in, the three faces and two questions
// afterwards, thanks.
#include "kiosk/flow/spoken_time.h"
#include "kiosk/flow/view_parts.h"

namespace meguri::kiosk::flow {

namespace {

void say_arrival(Arrival::Answer answer, ArrivalContent& content)
{
    auto const set = [&](Tone tone, std::string_view icon, Words title, Words sentence) {
        content.tone = tone;
        content.icon = icon;
        content.title = std::move(title);
        content.sentence = std::move(sentence);
    };
    switch (answer) {
    case Arrival::Answer::Recorded:
    case Arrival::Answer::Kept:
        return set(Tone::Good, "check", say("受付が すみました"), say("どうぞ お入りください。"));
    case Arrival::Answer::NotToday:
        return set(
            Tone::Few, "cal", say("今日の教室では ありません"), say("受付票の 日にちを お確かめください。"));
    case Arrival::Answer::AnotherHall:
        return set(
            Tone::Few, "pin", say("ほかの会場の 教室です"), say("係の人が ご案内します。お呼びください。"));
    case Arrival::Answer::NotConfirmed:
        return set(
            Tone::Few, "wait", say("お席が まだ ありません"), say("係の人が ご案内します。お呼びください。"));
    case Arrival::Answer::Unknown:
        return set(Tone::Calm, "search", say("その番号は 見つかりません"),
            say("番号を お確かめになるか、係の人を お呼びください。"));
    case Arrival::Answer::Failed:
        return set(Tone::Few, "staff", say("いまは 受け付けられません"),
            say("そのまま お入りになり、係の人に お話しください。"));
    }
}

RowsContent::Row answer_row(Words text, std::string_view icon, std::string_view id)
{
    RowsContent::Row row;
    row.button = button(std::move(text), icon, press_of(Control::Choice, 0, std::string(id)));
    return row;
}

void show_question(View& view, Words question, Words count, std::vector<RowsContent::Row> rows)
{
    view.question = std::move(question);
    view.under_question = std::move(count);
    RowsContent content;
    content.rows = std::move(rows);
    view.content = std::move(content);
    view.foot.hint = say("上から 1つ 押してください。");
}

} // namespace

void show_arrival(State const& state, View& view)
{
    auto const arrival = state.visit.arrival.value_or(Arrival{});
    ArrivalContent content;
    say_arrival(arrival.answer, content);
    bool const is_in = arrival.answer == Arrival::Answer::Recorded || arrival.answer == Arrival::Answer::Kept;
    if (arrival.offer) {
        auto const& offer = *arrival.offer;
        content.label = is_in ? say("今日の教室") : say("あなたの教室");
        content.course = title_of(state, offer);
        content.time = is_in ? time_range(offer.starts_at, offer.ends_at) : when_of(offer);
        content.place_icon = "pin";
        content.place = venue_of(state, offer);
        bool const is_here = state.hall && offer.venue == state.hall->venue;
        content.place_note = is_here ? say("この会場です。") : just(offer.venue_address);
    }
    if (is_in)
        content.after = say("教室のあとで 感想を お聞かせください。");
    view.foot.left.reset();
    view.foot.main = button(say("おわる"), "", press_of(Control::Main));
    view.spoken = say("{0} {1}", {content.title, content.sentence});
    view.content = std::move(content);
}

void show_faces(View& view)
{
    show_question(view, say("教室は いかがでしたか"), say("顔を 1つ 押してください。"),
        {answer_row(say("よかった"), "face-good", "good"), answer_row(say("ふつう"), "face-middle", "middle"),
            answer_row(say("よくなかった"), "face-bad", "bad")});
}

void show_understood(View& view)
{
    show_question(view, say("習ったことは わかりましたか"), say("1つめの 質問です。"),
        {answer_row(say("よく わかった"), "circle", "yes"),
            answer_row(say("すこし わかった"), "tri", "partly"),
            answer_row(say("むずかしかった"), "cross", "no")});
}

void show_again(View& view)
{
    show_question(view, say("また 教室に 来たいですか"), say("これで さいごの 質問です。"),
        {answer_row(say("はい"), "check", "yes"), answer_row(say("いいえ"), "cross", "no")});
}

void show_thanks(View& view)
{
    ArrivalContent content;
    content.icon = "heart";
    content.title = say("ありがとうございました");
    content.sentence = say("これからの 教室に 生かします。");
    content.after = say("どなたの答えか わからないように まとめます。");
    view.foot.left.reset();
    view.foot.main = button(say("おわる"), "", press_of(Control::Main));
    view.spoken = say("{0} {1}", {content.title, content.sentence});
    view.content = std::move(content);
}

} // namespace meguri::kiosk::flow
