// The frame that is the same on every screen, the choice of the screen, and the list of all that can be
// pressed.
#include "kiosk/flow/view.h"

#include "kiosk/flow/spoken_time.h"
#include "kiosk/flow/view_parts.h"
#include "shared/domain/phone.h"

#include <array>

namespace meguri::kiosk::flow {

Press press_of(Control control, int index, std::string id)
{
    Press press;
    press.control = control;
    press.index = index;
    press.id = std::move(id);
    return press;
}

Button button(Words text, std::string_view icon, Press press)
{
    Button made;
    made.text = std::move(text);
    made.icon = icon;
    made.press = std::move(press);
    return made;
}

std::string dots(int count)
{
    std::string text;
    for (int i = 0; i < count; ++i)
        text += "●";
    return text;
}

bool is_masked(State const& state)
{
    return state.visit.overlay == Overlay::Idle;
}

Words name_for(State const& state, std::string_view name, std::string_view kana)
{
    return just(state.look.language == Language::EasyJapanese && !kana.empty() ? kana : name);
}

Words title_of(State const& state, Offer const& offer)
{
    return name_for(state, offer.title, offer.title_kana);
}

Words venue_of(State const& state, Offer const& offer)
{
    return name_for(state, offer.venue_name, offer.venue_kana);
}

Words town_name(State const& state)
{
    return state.hall ? name_for(state, state.hall->municipality_name, state.hall->municipality_kana)
                      : Words{};
}

Words when_of(Offer const& offer)
{
    return say("{0} {1}から", {day(domain::tokyo_date(offer.starts_at)), clock_time(offer.starts_at)});
}

Words place_of_part(State const& state, Offer const& offer, domain::SessionPart const& part)
{
    if (part.venue == offer.venue)
        return venue_of(state, offer);
    if (state.catalogue)
        for (auto const& other : state.catalogue->offers)
            if (other.venue == part.venue)
                return venue_of(state, other);
    return {};
}

Words phone_of(std::string_view digits)
{
    return digits.empty() ? Words{} : just(domain::phone_words(digits));
}

Words phone_about(State const& state, Offer const& offer)
{
    if (!offer.venue_phone.empty())
        return phone_of(offer.venue_phone);
    return state.hall ? phone_of(state.hall->phone) : Words{};
}

Words count_words(int count, std::string_view one, std::string_view many)
{
    return count == 1 ? say(one) : say(many, {number(count)});
}

Chip chip_of(State const& state, Offer const& offer)
{
    Chip chip;
    auto const seats = count_words(seats_to_name(offer), msgid("あと1席"), msgid("あと{0}席"));
    // Without a line the number is an old one, so the day it was true is said with it.
    auto const dated = [&](Words words) {
        if (line_is_up(state) || !state.catalogue || !state.catalogue->as_of)
            return words;
        return say(
            "{0}には {1}", {month_and_day(domain::tokyo_date(*state.catalogue->as_of)), std::move(words)});
    };
    switch (chance_of(offer, line_is_up(state))) {
    case Chance::Seat:
        chip = {Tone::Good, "circle", dated(seats)};
        break;
    case Chance::FewSeats:
        chip = {Tone::Few, "tri", dated(seats)};
        break;
    case Chance::HeldSeat:
        chip = {Tone::Good, "circle", say("1席 お取りできます")};
        break;
    case Chance::Line:
        chip = {Tone::Full, "cross", dated(say("満席"))};
        break;
    case Chance::Draw:
        chip = {Tone::Calm, "", say("抽選")};
        break;
    case Chance::JustCome:
        chip = {Tone::Calm, "", say("申込不要")};
        break;
    }
    return chip;
}

PageKeys page_keys(int page, int pages, Words previous, Words next)
{
    PageKeys keys;
    keys.previous = button(std::move(previous), "back", press_of(Control::PreviousPage));
    keys.previous.is_enabled = page > 0;
    keys.previous.missing = say("これが はじめの ページです。");
    keys.next = button(std::move(next), "next", press_of(Control::NextPage));
    keys.next.is_enabled = page + 1 < pages;
    keys.next.missing = say("これが さいごの ページです。");
    keys.page = just(std::to_string(page + 1) + " / " + std::to_string(pages));
    keys.unit = say("ページ");
    return keys;
}

void set_route(State const& state, View& view, Stop here)
{
    Route route;
    if (is_home_visit(state)) {
        route.stops = {say("日にち"), say("ご住所"), say("お名前と電話"), say("生まれた年"), say("かくにん")};
        route.here = here == Stop::Choose ? 0
            : here == Stop::Address       ? 1
            : here == Stop::About         ? 3
            : here == Stop::Check         ? 4
                                          : 2;
    } else {
        route.stops = {say("教室"), say("お名前"), say("電話"), say("あなたのこと"), say("かくにん")};
        route.here = here == Stop::Choose ? 0
            : here == Stop::Name          ? 1
            : here == Stop::Phone         ? 2
            : here == Stop::About         ? 3
                                          : 4;
    }
    view.route = std::move(route);
}

namespace {

Head head_of(State const& state, domain::Time now)
{
    Head head;
    head.product = say("スマホ教室の受付");
    if (state.hall)
        head.town_and_hall
            = say("{0} {1}", {town_name(state), name_for(state, state.hall->name, state.hall->kana)});
    head.date = day(domain::tokyo_date(now));
    head.clock = clock_time(now);
    return head;
}

Status status_of(State const& state)
{
    Status status;
    status.line_is_up = line_is_up(state);
    status.icon = status.line_is_up ? "line-up" : "line-down";
    status.line = status.line_is_up ? say("通信できています") : say("いま通信が切れています");
    if (state.catalogue && state.catalogue->is_update_pending)
        status.line = say("機械の更新を 待っています");
    if (state.catalogue && state.catalogue->as_of) {
        auto const as_of = *state.catalogue->as_of;
        status.age = say("{0} {1}の情報です", {month_and_day(domain::tokyo_date(as_of)), clock_time(as_of)});
    }
    return status;
}

std::vector<Button> tools_of(State const& state)
{
    std::vector<Button> tools;
    // The voice speaks Japanese only.
    if (state.settings.has_voice && state.look.language != Language::English)
        tools.push_back(button(say("声で 聞く"), "voice", press_of(Control::Listen)));
    tools.push_back(button(state.look.is_larger ? say("文字を もどす") : say("文字を 大きく"), "bigger",
        press_of(Control::LargerText)));
    tools.back().is_on = state.look.is_larger;
    tools.push_back(button(state.look.is_contrast ? say("色を もどす") : say("白黒に する"), "contrast",
        press_of(Control::Contrast)));
    tools.back().is_on = state.look.is_contrast;
    tools.push_back(button(say("やさしい English"), "globe", press_of(Control::Languages)));
    return tools;
}

/// The screens of the ways that begin with a slip, and the staff's.
struct LaterScreen {
    Screen screen;
    void (*show)(State const& state, domain::Time now, View& view);
};

using S = State const&;
using T = domain::Time;
constexpr std::array later_screens{
    LaterScreen{Screen::PostalCode, [](S state, T, View& view) { show_postal_code(state, view); }},
    LaterScreen{Screen::SlipNumber, [](S state, T, View& view) { show_slip_number(state, view); }},
    LaterScreen{Screen::SlipProof, [](S state, T, View& view) { show_slip_proof(state, view); }},
    LaterScreen{Screen::Slip, [](S state, T now, View& view) { show_slip(state, now, view); }},
    LaterScreen{Screen::CancelProof, [](S state, T, View& view) { show_cancel_proof(state, view); }},
    LaterScreen{Screen::MoveDays, [](S state, T now, View& view) { show_new_days(state, now, view); }},
    LaterScreen{Screen::MoveProof, [](S state, T, View& view) { show_move_proof(state, view); }},
    LaterScreen{Screen::HereDone, [](S state, T, View& view) { show_arrival(state, view); }},
    LaterScreen{Screen::Face, [](S, T, View& view) { show_faces(view); }},
    LaterScreen{Screen::Understood, [](S, T, View& view) { show_understood(view); }},
    LaterScreen{Screen::Again, [](S, T, View& view) { show_again(view); }},
    LaterScreen{Screen::Thanks, [](S, T, View& view) { show_thanks(view); }},
    LaterScreen{Screen::Pin, [](S state, T, View& view) { show_pin(state, view); }},
    LaterScreen{Screen::FoundSlips, [](S state, T, View& view) { show_found_slips(state, view); }},
    LaterScreen{Screen::Corner, [](S state, T, View& view) { show_corner(state, view); }},
    LaterScreen{Screen::EnrolCode, [](S state, T, View& view) { show_enrol_code(state, view); }},
};

void show_later_screen(State const& state, domain::Time now, View& view)
{
    for (auto const& later : later_screens)
        if (later.screen == state.visit.screen)
            return later.show(state, now, view);
}

void show_screen(State const& state, domain::Time now, View& view)
{
    switch (state.visit.screen) {
    case Screen::Start:
        return show_start(state, now, view);
    case Screen::Place:
        return show_place(state, now, view);
    case Screen::Topic:
        return show_topics(state, now, view);
    case Screen::Cards:
        return show_cards(state, now, view);
    case Screen::Details:
        return show_details(state, now, view);
    case Screen::Area:
        return show_area(state, view);
    case Screen::VisitDays:
        return show_visit_days(state, now, view);
    case Screen::Address:
        return show_address(state, view);
    case Screen::HouseNumber:
        return show_house_number(state, view);
    case Screen::Kana:
        return show_kana(state, view);
    case Screen::Phone:
        return show_phone(state, view);
    case Screen::SecondPhone:
        return show_second_phone(state, view);
    case Screen::BirthDecade:
        return show_decades(state, now, view);
    case Screen::BirthYear:
        return show_years(state, now, view);
    case Screen::Residence:
        return show_residence(state, view);
    case Screen::Towns:
        return show_towns(state, view);
    case Screen::Check:
        return show_check(state, view);
    case Screen::Sending:
        return show_sending(state, view);
    case Screen::Done:
        return show_done(state, view);
    case Screen::Trouble:
        return show_trouble(state, view);
    case Screen::PostalCode:
    case Screen::SlipNumber:
    case Screen::SlipProof:
    case Screen::Slip:
    case Screen::CancelProof:
    case Screen::MoveDays:
    case Screen::MoveProof:
    case Screen::HereDone:
    case Screen::Face:
    case Screen::Understood:
    case Screen::Again:
    case Screen::Thanks:
    case Screen::Pin:
    case Screen::FoundSlips:
    case Screen::Corner:
    case Screen::EnrolCode:
        return show_later_screen(state, now, view);
    }
}

using Buttons = std::vector<Button>;

void add(Buttons& all, std::optional<Button> const& one)
{
    if (one)
        all.push_back(*one);
}

void add(Buttons& all, std::optional<PageKeys> const& keys)
{
    if (!keys)
        return;
    all.push_back(keys->previous);
    all.push_back(keys->next);
}

void add(Buttons& all, Buttons const& some)
{
    all.insert(all.end(), some.begin(), some.end());
}

// What each content offers to press; one overload a kind, so that a new kind cannot be forgotten.
struct ButtonsInside {
    Buttons& all;

    void operator()(StartContent const& content) const
    {
        all.push_back(content.find.button);
        for (auto const& tile : content.tiles)
            all.push_back(tile.button);
    }
    void operator()(RowsContent const& content) const
    {
        for (auto const& row : content.rows)
            all.push_back(row.button);
    }
    void operator()(TopicsContent const& content) const
    {
        for (auto const& tile : content.tiles)
            all.push_back(tile.button);
        all.push_back(content.every);
        add(all, content.pages);
    }
    void operator()(CardsContent const& content) const
    {
        for (auto const& card : content.cards) {
            all.push_back(button(card.title, "", card.press));
            all.back().name = card.name;
        }
        add(all, content.pages);
        add(all, content.wider);
    }
    void operator()(DetailsContent const& content) const { add(all, content.other_days); }
    void operator()(KanaContent const& content) const
    {
        for (auto const& column : content.columns)
            for (auto const& key : column)
                add(all, key);
        add(all, content.functions);
        add(all, content.erase);
        add(all, content.companion);
    }
    void operator()(PhoneContent const& content) const
    {
        add(all, content.digits);
        all.push_back(content.erase_all);
        all.push_back(content.erase_one);
        add(all, content.marks);
        add(all, content.no_phone);
    }
    void operator()(YearsContent const& content) const
    {
        for (auto const& year : content.years)
            all.push_back(year.button);
    }
    void operator()(TownsContent const& content) const
    {
        add(all, content.towns);
        add(all, content.pages);
        add(all, content.elsewhere);
    }
    void operator()(DaysContent const& content) const
    {
        for (auto const& day : content.days) {
            all.push_back(day.morning);
            all.push_back(day.afternoon);
        }
        add(all, std::optional(content.pages));
    }
    void operator()(CheckContent const& content) const
    {
        for (auto const& row : content.rows)
            all.push_back(row.change);
    }
    void operator()(SendingContent const&) const { }
    void operator()(DoneContent const& content) const
    {
        add(all, content.other);
        add(all, content.others);
    }
    void operator()(ArrivalContent const&) const { }
    void operator()(CornerContent const& content) const { add(all, content.keys); }
    void operator()(NoticeContent const&) const { }
};

} // namespace

View view(State const& state, domain::Time now)
{
    View made;
    made.screen = state.visit.screen;
    made.overlay = state.visit.overlay;
    made.look = state.look;
    made.head = head_of(state, now);
    made.foot.left = button(say("もどる"), "back", press_of(Control::Back));
    made.foot.staff = button(say("係の人を よぶ"), "bell", press_of(Control::Staff));
    made.foot.tools = tools_of(state);
    made.foot.status = status_of(state);
    if (state.visit.overlay == Overlay::Staff)
        show_staff(state, made);
    else if (state.visit.overlay == Overlay::Help)
        show_help(made);
    else
        show_screen(state, now, made);
    if (state.visit.overlay == Overlay::Idle)
        made.idle = idle_question(state);
    if (state.visit.overlay == Overlay::Languages)
        made.languages = language_question(state);
    if (made.spoken.is_empty())
        made.spoken = made.under_question.is_empty() ? made.question
                                                     : say("{0} {1}", {made.question, made.under_question});
    return made;
}

std::vector<Button> buttons_of(View const& view)
{
    Buttons all;
    if (view.idle)
        return {view.idle->yes, view.idle->no};
    if (view.languages) {
        add(all, view.languages->keys);
        all.push_back(view.languages->close);
        return all;
    }
    std::visit(ButtonsInside{all}, view.content);
    add(all, view.foot.left);
    add(all, view.foot.staff);
    add(all, view.foot.main);
    add(all, view.foot.tools);
    return all;
}

std::vector<Press> presses_of(View const& view)
{
    std::vector<Press> presses;
    for (auto const& one : buttons_of(view))
        if (one.is_enabled)
            presses.push_back(one.press);
    return presses;
}

} // namespace meguri::kiosk::flow
