// The steps of the way 自宅に来てもらう that no other way has: area, days, and the wish that is sent.
#include "kiosk/flow/house_pad.h"
#include "kiosk/flow/kana_pad.h"
#include "kiosk/flow/step_parts.h"
#include "kiosk/flow/visit_choices.h"
#include "shared/base/verify.h"

namespace meguri::kiosk::flow {

void begin_home_visit(State& state)
{
    // There is nothing to look at on this way, so a machine that may not take a wish says so at once.
    if (!state.can_register || !state.hall) {
        state.visit.trouble_from = Screen::Start;
        return go(state, Screen::Trouble);
    }
    state.visit.way = Way::HomeVisit;
    state.visit.towns_page = 0;
    go(state, Screen::Area);
}

void choose_area(State& state, Press const& press)
{
    auto& visit = state.visit;
    if (press.index == other_town_choice) {
        visit.towns_page = 0;
        return go(state, Screen::Towns);
    }
    visit.form.municipality = state.hall->municipality_code;
    auto const& areas = state.hall->areas;
    bool const is_area = press.index >= 0 && press.index < static_cast<int>(areas.size());
    visit.home.area
        = is_area ? areas[static_cast<std::size_t>(press.index)].name : state.hall->municipality_name;
    go_on(state, Screen::VisitDays);
}

void ask_for_address(State& state)
{
    auto& visit = state.visit;
    visit.is_postal_code_unknown = false;
    go_on(state,
        state.settings.has_postal_codes && visit.form.neighbourhood.is_empty() ? Screen::PostalCode
                                                                               : Screen::Address);
}

void find_neighbourhood(Step& step)
{
    FindNeighbourhood effect;
    effect.attempt = ++step.state.attempt;
    effect.postal_code = step.state.visit.form.postal_code;
    go(step.state, Screen::Sending);
    step.effects.emplace_back(std::move(effect));
}

void take_neighbourhood(State& state, NeighbourhoodFound const& found)
{
    auto& visit = state.visit;
    visit.is_postal_code_unknown = !found.is_known;
    if (!found.is_known)
        return go(state, Screen::PostalCode);
    visit.form.neighbourhood.wipe();
    type_kana(visit.form.neighbourhood, found.kana.view());
    go(state, Screen::Address);
}

void choose_visit_town(State& state, std::string const& code)
{
    state.visit.form.municipality = code;
    state.visit.home.area = municipality_named(state, code);
    go_on(state, Screen::VisitDays);
}

void send_visit_wish(Step& step)
{
    auto& state = step.state;
    auto const& visit = state.visit;
    auto const& form = visit.form;
    base::verify(form.municipality.has_value() && form.birth_year.has_value() && !visit.home.wishes.empty(),
        "sending an unfinished wish");
    RequestVisit effect;
    effect.attempt = ++state.attempt;
    effect.municipality = *form.municipality;
    effect.area = visit.home.area;
    effect.wishes = visit.home.wishes;
    effect.neighbourhood = PrivateText(trimmed(form.neighbourhood.view()));
    effect.house_number = PrivateText(house_without_end(form.house_number.view()));
    effect.kana = PrivateText(trimmed(form.kana.view()));
    effect.phone = form.phone;
    effect.second_phone = form.second_phone;
    effect.birth_year = *form.birth_year;
    effect.is_contact_phone = form.is_contact_phone;
    effect.is_by_companion = form.is_by_companion;
    go(state, Screen::Sending);
    step.effects.emplace_back(std::move(effect));
}

void choose_days_again(State& state)
{
    state.visit.outcome.reset();
    state.visit.correcting = Screen::VisitDays;
    state.visit.home.days_page = 0;
    go(state, Screen::VisitDays);
}

} // namespace meguri::kiosk::flow
