// The screens of the way 自宅に来てもらう that no other way has: area, days and half-days, address, and what
// became of the wish.
#include "kiosk/flow/house_pad.h"
#include "kiosk/flow/kana_pad.h"
#include "kiosk/flow/slip_pad.h"
#include "kiosk/flow/spoken_time.h"
#include "kiosk/flow/view_parts.h"
#include "kiosk/flow/visit_choices.h"

#include <algorithm>

namespace meguri::kiosk::flow {

namespace {

/// With more choices than this, icons in rows give way to a grid of names.
constexpr std::size_t most_rows = 4;
constexpr int areas_a_page = 8;

std::vector<Button> area_choices(State const& state)
{
    std::vector<Button> choices;
    auto const& areas = state.hall->areas;
    for (std::size_t i = 0; i < areas.size(); ++i)
        choices.push_back(
            button(just(areas[i].name), "near", press_of(Control::Choice, static_cast<int>(i), areas[i].id)));
    auto const town = town_name(state);
    choices.push_back(button(areas.empty() ? town : say("{0}の ほかの 所", {town}), "home",
        press_of(Control::Choice, whole_town_choice)));
    return choices;
}

TownsContent areas_in_a_grid(State const& state, std::vector<Button> const& choices, Button elsewhere)
{
    int const pages = page_count(choices.size(), areas_a_page);
    int const page = std::clamp(state.visit.towns_page, 0, pages - 1);
    TownsContent content;
    int const count = static_cast<int>(choices.size());
    for (int i = page * areas_a_page; i < std::min(count, (page + 1) * areas_a_page); ++i) {
        content.towns.push_back(choices[static_cast<std::size_t>(i)]);
        content.towns.back().icon.clear();
    }
    if (pages > 1)
        content.pages = page_keys(
            page, pages, say("前の{0}つ", {number(areas_a_page)}), say("次の{0}つ", {number(areas_a_page)}));
    content.elsewhere = std::move(elsewhere);
    content.elsewhere->icon.clear();
    return content;
}

Button half_day_key(State const& state, domain::VisitWish const& wish)
{
    auto const& home = state.visit.home;
    auto key = button(wish.half == domain::HalfDay::Morning ? say("午前") : say("午後"), "",
        press_of(Control::Choice, 0, domain::text_of(wish)));
    key.name = wish_in_words(wish);
    key.is_on = is_wished(home, wish);
    key.is_enabled = key.is_on || home.wishes.size() < most_wishes;
    key.missing = say("3つ えらんであります。かえるときは、えらんだ所を もう1度 押してください。");
    return key;
}

Words hours_of(domain::HalfDay half, domain::Date day)
{
    auto const span = domain::spans_of({day, half}).front();
    auto const from = domain::to_tokyo(span.from).hour;
    auto const to = domain::to_tokyo(span.to).hour;
    return half == domain::HalfDay::Morning ? say("午前 {0}時〜{1}時", {number(from), number(to)})
                                            : say("午後 {0}時〜{1}時", {number(from - 12), number(to - 12)});
}

Words address_of(State const& state)
{
    auto const& form = state.visit.form;
    auto const town = just(trimmed(form.neighbourhood.view()));
    auto const house = house_without_end(form.house_number.view());
    return house.empty() ? town : say("{0} {1}", {town, just(house)});
}

} // namespace

bool is_home_visit(State const& state)
{
    return state.visit.way == Way::HomeVisit;
}

Words wish_in_words(domain::VisitWish const& wish)
{
    switch (wish.half) {
    case domain::HalfDay::Morning:
        return say("{0} 午前", {day(wish.day)});
    case domain::HalfDay::Afternoon:
        return say("{0} 午後", {day(wish.day)});
    case domain::HalfDay::AllDay:
        return day(wish.day);
    }
    return {};
}

Words wishes_in_words(std::vector<domain::VisitWish> const& wishes)
{
    Words all;
    for (auto const& wish : wishes)
        all = all.is_empty() ? wish_in_words(wish) : say("{0}、{1}", {all, wish_in_words(wish)});
    return all;
}

void show_area(State const& state, View& view)
{
    set_route(state, view, Stop::Choose);
    view.question = say("どちらへ うかがいますか");
    view.under_question = say("お宅の ある所を 押してください。");
    view.foot.hint = say("まちがえたら「もどる」で 直せます。");
    if (!state.hall) {
        view.content = NoticeContent{};
        return;
    }
    auto choices = area_choices(state);
    auto elsewhere = button(say("ほかの 市や町"), "city", press_of(Control::Choice, other_town_choice));
    if (choices.size() + 1 > most_rows) {
        view.content = areas_in_a_grid(state, choices, std::move(elsewhere));
        return;
    }
    choices.push_back(std::move(elsewhere));
    RowsContent content;
    for (auto& choice : choices)
        content.rows.push_back({std::move(choice), {}, {}, {}});
    view.content = std::move(content);
}

void show_visit_days(State const& state, domain::Time now, View& view)
{
    set_route(state, view, Stop::Choose);
    auto const& home = state.visit.home;
    view.question = say("いつが よいですか");
    view.under_question = home.wishes.size() < most_wishes
        ? say("よい日を 3つまで 押してください。")
        : say("3つ えらびました。「つぎへ」を 押してください。");
    auto const days = visit_days(domain::tokyo_date(now));
    int const a_page = visit_days_a_page(state);
    int const pages = page_count(days.size(), a_page);
    int const page = std::clamp(home.days_page, 0, pages - 1);
    int const count = static_cast<int>(days.size());
    DaysContent content;
    for (int i = page * a_page; i < std::min(count, (page + 1) * a_page); ++i) {
        auto const& date = days[static_cast<std::size_t>(i)];
        content.days.push_back({day(date), half_day_key(state, {date, domain::HalfDay::Morning}),
            half_day_key(state, {date, domain::HalfDay::Afternoon})});
    }
    content.morning = hours_of(domain::HalfDay::Morning, days.front());
    content.afternoon = hours_of(domain::HalfDay::Afternoon, days.front());
    content.chosen = home.wishes.empty() ? say("まだ えらんでいません。")
                                         : say("えらんだ日: {0}", {wishes_in_words(home.wishes)});
    content.pages = page_keys(page, pages, say("前の日"), say("次の日"));
    view.content = std::move(content);
    set_next(view, !home.wishes.empty(), say("よい日を 1つ 押してください。"));
}

void show_postal_code(State const& state, View& view)
{
    set_route(state, view, Stop::Address);
    view.question = say("郵便番号を 教えてください");
    view.under_question = say("訪問する お宅の 7つの数字です。");
    auto const digits = state.visit.form.postal_code.view();
    auto content = number_pad(state);
    // 758-0041, as it is written.
    constexpr std::size_t first = 3;
    constexpr std::size_t rest = postal_code_digits - first;
    content.groups = digit_groups(digits.substr(0, first), first, first, content.is_masked);
    auto const last = digit_groups(
        digits.size() > first ? digits.substr(first) : std::string_view(), rest, rest, content.is_masked);
    content.groups.insert(content.groups.end(), last.begin(), last.end());
    content.what_next = state.visit.is_postal_code_unknown
        ? say("その番号は 見つかりません。もう1度 ゆっくり どうぞ。")
        : say("7つ目を押すと つぎへ すすみます。");
    content.no_phone = button(say("郵便番号が わからない"), "pencil", press_of(Control::NoPostalCode));
    set_next(view, digits.size() == postal_code_digits, content.what_next);
    view.content = std::move(content);
}

void show_address(State const& state, View& view)
{
    set_route(state, view, Stop::Address);
    auto const& town = state.visit.form.neighbourhood;
    view.question = say("町の名前を 教えてください");
    view.under_question = say("ひらがなで 押してください。(れい: みほんひがし)");
    view.content = kana_pad(state, town, say("間を あける"));
    set_next(view, is_name(town.view()), say("町の名前を 1字ずつ 押してください。"));
}

void show_house_number(State const& state, View& view)
{
    set_route(state, view, Stop::Address);
    auto const house = state.visit.form.house_number.view();
    view.question = say("番地を 教えてください");
    view.under_question = say("数字と「の」を 押してください。(れい: 12の3)");
    auto content = number_pad(state);
    content.echo.emplace();
    content.echo->is_masked = is_masked(state);
    content.echo->letters = is_masked(state) ? dots(letter_count(house)) : std::string(house);
    content.is_masked = is_masked(state);
    for (auto const mark : house_marks) {
        content.marks.push_back(button(just(mark), "", press_of(Control::HouseMark, 0, std::string(mark))));
        if (mark == "-")
            content.marks.back().name = say("よこぼう -");
    }
    content.what_next = house.empty() ? say("番地が ないときは、そのまま「つぎへ」を 押してください。")
                                      : say("よろしければ「つぎへ」を 押してください。");
    view.content = std::move(content);
    set_next(view, true, {});
}

void add_visit_rows(State const& state, CheckContent& content)
{
    auto const& visit = state.visit;
    auto const town = residence_of(state);
    bool const is_whole_town
        = visit.home.area == municipality_named(state, visit.form.municipality.value_or(""));
    content.rows.push_back(
        check_row(say("地域"), is_whole_town ? town : say("{0} {1}", {town, just(visit.home.area)}), "area"));
    content.rows.push_back(check_row(say("よい日"), wishes_in_words(visit.home.wishes), "days"));
    content.rows.back().is_long = visit.home.wishes.size() > 2;
    auto const address = address_of(state);
    content.rows.push_back(check_row(
        say("ご住所"), covered(state, address, letter_count(visit.form.neighbourhood.view())), "address"));
}

void fill_visit_answer(State const& state, Outcome const& outcome, DoneContent& content)
{
    content.when = wishes_in_words(state.visit.home.wishes);
    content.what_and_where = say("ご自宅への 訪問");
    if (outcome.state == OutcomeState::Duplicate) {
        content.tone = Tone::Calm;
        content.icon = "check";
        content.title = say("もう 申し込まれています");
        content.sentence = say("訪問の希望を もう うかがっています。");
        return;
    }
    if (outcome.state == OutcomeState::Refused || outcome.state == OutcomeState::Failed) {
        content.tone = Tone::Few;
        content.icon = "cross";
        content.title = say("今回は お受けできません");
        content.sentence = say("その日にちでは 受け付けられませんでした。");
        content.other = button(say("日にちを えらびなおす"), "cal", press_of(Control::OtherDays));
        return;
    }
    content.tone = Tone::Few;
    content.icon = "wait";
    content.title = say("ご希望を 受け付けました");
    content.sentence = say("来る日は まだ 決まっていません。");
    content.call = outcome.call_by ? say("{0} {1}までに、\n来る日の ことで お電話します。",
                       {day(domain::tokyo_date(*outcome.call_by)), clock_time(*outcome.call_by)})
                                   : say("来る日の ことで、あとで お電話します。");
}

} // namespace meguri::kiosk::flow
