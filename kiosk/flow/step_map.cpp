// The map of the path: where the dark button, a choice, もどる, 直す and the page keys lead from each screen.
#include "kiosk/flow/classes.h"
#include "kiosk/flow/kana_pad.h"
#include "kiosk/flow/step_parts.h"
#include "kiosk/flow/visit_choices.h"
#include "shared/base/verify.h"

#include <algorithm>
#include <array>

namespace meguri::kiosk::flow {

namespace {

void send(Step& step)
{
    auto& state = step.state;
    auto const& form = state.visit.form;
    if (!state.can_register) {
        state.visit.trouble_from = Screen::Check;
        return go(state, Screen::Trouble);
    }
    if (state.visit.way == Way::HomeVisit)
        return send_visit_wish(step);
    base::verify(state.visit.chosen.has_value() && form.birth_year.has_value(), "sending an unfinished form");
    Register effect;
    effect.attempt = ++state.attempt;
    effect.session = state.visit.chosen->session;
    effect.kana = PrivateText(trimmed(form.kana.view()));
    effect.phone = form.phone;
    effect.second_phone = form.second_phone;
    effect.birth_year = *form.birth_year;
    if (form.municipality && !form.municipality->empty())
        effect.municipality = form.municipality;
    effect.is_contact_phone = form.is_contact_phone;
    effect.is_by_companion = form.is_by_companion;
    go(state, Screen::Sending);
    step.effects.emplace_back(std::move(effect));
}

void accept_class(State& state)
{
    if (!state.can_register) {
        state.visit.trouble_from = Screen::Details;
        return go(state, Screen::Trouble);
    }
    state.visit.chosen = state.visit.looking_at;
    go_on(state, Screen::Kana);
}

} // namespace

void on_main(Step& step)
{
    auto& state = step.state;
    switch (state.visit.screen) {
    case Screen::Details:
        return accept_class(state);
    case Screen::VisitDays:
        return ask_for_address(state);
    case Screen::PostalCode:
        return find_neighbourhood(step);
    case Screen::Address:
        return go(state, Screen::HouseNumber);
    case Screen::HouseNumber:
        return go_on(state, Screen::Kana);
    case Screen::Kana:
        return go_on(state, Screen::Phone);
    case Screen::Phone:
        return go_on(state, state.visit.way == Way::SlipLost ? Screen::Pin : Screen::BirthDecade);
    case Screen::SecondPhone:
        return go_on(state, Screen::BirthDecade);
    case Screen::Check:
        return send(step);
    case Screen::SlipNumber:
        return slip_number_given(step);
    case Screen::SlipProof:
        return ask_slip(step);
    case Screen::CancelProof:
        return cancel_slip(step);
    case Screen::MoveProof:
        return move_slip(step);
    case Screen::Pin:
        return pin_given(step);
    case Screen::EnrolCode:
        return enrol_here(step);
    case Screen::Done:
    case Screen::Trouble:
    case Screen::Slip:
    case Screen::HereDone:
    case Screen::Thanks:
    case Screen::FoundSlips:
    case Screen::Corner:
        return forget(step);
    case Screen::Start:
    case Screen::Place:
    case Screen::Topic:
    case Screen::Cards:
    case Screen::Area:
    case Screen::BirthDecade:
    case Screen::BirthYear:
    case Screen::Residence:
    case Screen::Towns:
    case Screen::Sending:
    case Screen::MoveDays:
    case Screen::Face:
    case Screen::Understood:
    case Screen::Again:
        return;
    }
}

namespace {

void choose_residence(State& state, Press const& press)
{
    if (state.visit.way == Way::HomeVisit)
        return choose_visit_town(state, press.id);
    bool const is_other = state.visit.screen == Screen::Residence && press.id.empty();
    if (is_other) {
        state.visit.towns_page = 0;
        return go(state, Screen::Towns);
    }
    state.visit.form.municipality = press.id;
    go_on(state, Screen::Check);
}

} // namespace

void on_choice(Step& step, Press const& press)
{
    auto& state = step.state;
    auto& visit = state.visit;
    switch (visit.screen) {
    case Screen::Place:
        visit.near = static_cast<Near>(press.index);
        visit.topics_page = 0;
        return go(state, Screen::Topic);
    case Screen::Topic:
        visit.topic = press.id;
        visit.cards_page = 0;
        visit.like.reset();
        return go(state, Screen::Cards);
    case Screen::Cards:
        if (auto const* offer = offer_with_id(state, press.id)) {
            visit.looking_at = *offer;
            go(state, Screen::Details);
        }
        return;
    case Screen::Area:
        return choose_area(state, press);
    case Screen::VisitDays:
        if (auto const wish = domain::wish_from(press.id))
            toggle_wish(visit.home, *wish);
        return;
    case Screen::BirthDecade:
        visit.decade = press.index;
        return go(state, Screen::BirthYear);
    case Screen::BirthYear:
        visit.form.birth_year = press.index;
        // Where a visit goes to was the first question.
        return go_on(state, visit.way == Way::HomeVisit ? Screen::Check : Screen::Residence);
    case Screen::Residence:
    case Screen::Towns:
        return choose_residence(state, press);
    case Screen::MoveDays:
        return choose_new_day(state, press.id);
    case Screen::Face:
    case Screen::Understood:
    case Screen::Again:
        return answer_survey(step, press.id);
    case Screen::FoundSlips:
        return choose_found_slip(step, press.index);
    case Screen::Start:
    case Screen::Details:
    case Screen::PostalCode:
    case Screen::Address:
    case Screen::HouseNumber:
    case Screen::Kana:
    case Screen::Phone:
    case Screen::SecondPhone:
    case Screen::Check:
    case Screen::Sending:
    case Screen::Done:
    case Screen::Trouble:
    case Screen::SlipNumber:
    case Screen::SlipProof:
    case Screen::Slip:
    case Screen::CancelProof:
    case Screen::MoveProof:
    case Screen::HereDone:
    case Screen::Thanks:
    case Screen::Pin:
    case Screen::Corner:
    case Screen::EnrolCode:
        return;
    }
}

namespace {

/// Where もどる leads on the ways that have no question of the form, and from the form's first question.
Screen before(Visit const& visit)
{
    bool const is_visit = visit.way == Way::HomeVisit;
    switch (visit.screen) {
    case Screen::Slip:
    case Screen::SlipProof:
        return Screen::SlipNumber;
    case Screen::CancelProof:
    case Screen::MoveDays:
        return Screen::Slip;
    case Screen::MoveProof:
        return Screen::MoveDays;
    case Screen::Face:
        return Screen::SlipNumber;
    case Screen::Understood:
        return Screen::Face;
    case Screen::Again:
        return Screen::Understood;
    case Screen::Pin:
        return visit.way == Way::SlipLost ? Screen::Phone : Screen::Start;
    case Screen::EnrolCode:
        return Screen::Corner;
    case Screen::VisitDays:
        return Screen::Area;
    case Screen::Address:
        return visit.form.postal_code.is_empty() ? Screen::VisitDays : Screen::PostalCode;
    case Screen::PostalCode:
        return Screen::VisitDays;
    case Screen::HouseNumber:
        return Screen::Address;
    case Screen::Topic:
        return Screen::Place;
    case Screen::Cards:
        return visit.like ? Screen::Details : Screen::Topic;
    case Screen::Details:
        return Screen::Cards;
    case Screen::Kana:
        return visit.way == Way::SlipLost ? Screen::SlipNumber
            : is_visit                    ? Screen::HouseNumber
                                          : Screen::Details;
    case Screen::Phone:
        return Screen::Kana;
    case Screen::BirthDecade:
    case Screen::SecondPhone:
        return Screen::Phone;
    case Screen::BirthYear:
    case Screen::Residence:
        return Screen::BirthDecade;
    case Screen::Towns:
        return is_visit ? Screen::Area : Screen::Residence;
    case Screen::Check:
        return is_visit ? Screen::BirthDecade : Screen::Residence;
    case Screen::Trouble:
        return visit.trouble_from;
    case Screen::Place:
    case Screen::Area:
    case Screen::SlipNumber:
        return Screen::Start;
    case Screen::Start:
    case Screen::Sending:
    case Screen::Done:
    case Screen::HereDone:
    case Screen::Thanks:
    case Screen::FoundSlips:
    case Screen::Corner:
        return visit.screen;
    }
    return visit.screen;
}

} // namespace

void on_back(Step& step)
{
    auto& state = step.state;
    if (state.visit.correcting == state.visit.screen)
        return go_on(state, Screen::Check);
    auto const screen = before(state.visit);
    // The class whose other days were shown is looked at again.
    if (state.visit.screen == Screen::Cards && state.visit.like) {
        state.visit.looking_at = state.visit.like;
        state.visit.like.reset();
    }
    if (screen == Screen::SlipNumber)
        forget_proof(state.visit);
    else if (!state.visit.is_proved)
        state.visit.proof.wipe();
    state.visit.pin = PinState{};
    if (screen == Screen::Start && state.visit.screen != Screen::Start)
        return begin_again(step);
    go(state, screen);
}

void on_change(State& state, std::string const& what)
{
    constexpr std::array screens{std::pair{std::string_view("kana"), Screen::Kana},
        std::pair{std::string_view("phone"), Screen::Phone},
        std::pair{std::string_view("birth"), Screen::BirthDecade},
        std::pair{std::string_view("residence"), Screen::Residence},
        std::pair{std::string_view("area"), Screen::Area},
        std::pair{std::string_view("days"), Screen::VisitDays},
        std::pair{std::string_view("address"), Screen::Address}};
    Screen screen = Screen::Cards;
    for (auto const& [name, one] : screens)
        if (name == what)
            screen = one;
    state.visit.correcting = screen;
    go(state, screen);
}

void turn_page(State& state, int by)
{
    auto& visit = state.visit;
    if (visit.screen == Screen::Topic)
        visit.topics_page += by;
    else if (visit.screen == Screen::Cards || visit.screen == Screen::MoveDays)
        visit.cards_page += by;
    else if (visit.screen == Screen::Towns || visit.screen == Screen::Area)
        visit.towns_page += by;
    else if (visit.screen == Screen::VisitDays)
        visit.home.days_page += by;
}

// From a full class its course on other days; from an empty page, or from a class that could not be had, the
// same topic in the whole town.
void show_other_days(State& state)
{
    auto& visit = state.visit;
    if (visit.way == Way::HomeVisit)
        return choose_days_again(state);
    visit.near = Near::Town;
    visit.cards_page = 0;
    visit.like.reset();
    if (visit.screen == Screen::Details)
        visit.like = visit.looking_at;
    if (visit.screen == Screen::Done) {
        // What was typed is kept: another class needs the same answers.
        visit.outcome.reset();
        visit.like = visit.chosen;
        visit.correcting = Screen::Cards;
    }
    go(state, Screen::Cards);
}

void show_every_topic(State& state)
{
    auto& visit = state.visit;
    visit.topic.clear();
    visit.like.reset();
    visit.cards_page = 0;
    if (visit.screen == Screen::Cards)
        visit.near = Near::Town;
    go(state, Screen::Cards);
}

// The card that was first on the page stays on the page.
void change_text_size(State& state)
{
    auto& visit = state.visit;
    int const first_card = visit.cards_page * cards_a_page(state);
    int const first_topic = visit.topics_page * topics_a_page(state);
    int const first_day = visit.home.days_page * visit_days_a_page(state);
    state.look.is_larger = !state.look.is_larger;
    visit.cards_page = first_card / cards_a_page(state);
    visit.topics_page = first_topic / topics_a_page(state);
    visit.home.days_page = first_day / visit_days_a_page(state);
}

} // namespace meguri::kiosk::flow
