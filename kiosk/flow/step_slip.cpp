// The steps of the ways that begin with a slip in the visitor's hand: held to the machine or its number
// typed, it is looked up, printed, cancelled, changed to another day; its holder is here, or says how the
// class was.
#include "kiosk/flow/classes.h"
#include "kiosk/flow/slip_pad.h"
#include "kiosk/flow/step_parts.h"

namespace meguri::kiosk::flow {

namespace {

/// What proves whose slip it is: the slip itself, or the digits that were typed.
PrivateText const& proof_of(Visit const& visit)
{
    return visit.token.is_empty() ? visit.proof : visit.token;
}

void find_slip(Step& step)
{
    FindSlip effect;
    effect.attempt = ++step.state.attempt;
    effect.code = step.state.visit.slip_number;
    go(step.state, Screen::Sending);
    step.effects.emplace_back(std::move(effect));
}

void attend(Step& step)
{
    Attend effect;
    effect.attempt = ++step.state.attempt;
    effect.code = step.state.visit.slip_number;
    go(step.state, Screen::Sending);
    step.effects.emplace_back(std::move(effect));
}

void take_proof_back(Visit& visit)
{
    if (!visit.is_proved)
        visit.proof.wipe();
}

void show_slip_taken(State& state, KeptSlip const& slip)
{
    auto& visit = state.visit;
    visit.slip = slip;
    visit.chosen = slip.offer;
    visit.printing = Printing::No;
    if (auto const* offer = offer_with_id(state, slip.session.value))
        visit.chosen = *offer;
    go(state, Screen::Slip);
}

} // namespace

void begin_with_slip(State& state, Way way)
{
    // A machine that was never enrolled keeps nothing that could be looked up.
    if (!state.hall) {
        state.visit.trouble_from = Screen::Start;
        return go(state, Screen::Trouble);
    }
    state.visit.way = way;
    go(state, Screen::SlipNumber);
}

void come_in(Step& step)
{
    if (step.state.visit.screen == Screen::Slip)
        return attend(step);
    begin_with_slip(step.state, Way::Here);
}

void slip_number_given(Step& step)
{
    switch (step.state.visit.way) {
    case Way::Here:
        return attend(step);
    case Way::Survey:
        return go(step.state, Screen::Face);
    case Way::MySlip:
    case Way::FindClass:
    case Way::HomeVisit:
    case Way::SlipLost:
    case Way::StaffCorner:
        step.state.visit.way = Way::MySlip;
        return find_slip(step);
    }
}

void forget_proof(Visit& visit)
{
    visit.proof.wipe();
    visit.token.wipe();
    visit.is_proved = false;
    visit.is_proof_refused = false;
}

void ask_slip(Step& step)
{
    auto& visit = step.state.visit;
    AskSlip effect;
    effect.attempt = ++step.state.attempt;
    effect.code = visit.slip_number;
    effect.proof = proof_of(visit);
    go(step.state, Screen::Sending);
    step.effects.emplace_back(std::move(effect));
}

void print(Step& step)
{
    auto& visit = step.state.visit;
    visit.printing = Printing::Running;
    bool const is_slip = visit.screen == Screen::Slip;
    step.effects.emplace_back(PrintSlip{is_slip ? visit.slip_number : visit.outcome->code});
}

void ask_for_proof(State& state)
{
    take_proof_back(state.visit);
    state.visit.is_proof_refused = false;
    go(state, Screen::CancelProof);
}

void cancel_slip(Step& step)
{
    auto& state = step.state;
    CancelSlip effect;
    effect.attempt = ++state.attempt;
    effect.code = state.visit.slip_number;
    effect.proof = proof_of(state.visit);
    take_proof_back(state.visit);
    go(state, Screen::Sending);
    step.effects.emplace_back(std::move(effect));
}

void show_new_days(State& state)
{
    auto& visit = state.visit;
    visit.like = visit.chosen;
    visit.cards_page = 0;
    visit.was_full = false;
    visit.is_proof_refused = false;
    go(state, Screen::MoveDays);
}

void choose_new_day(State& state, std::string const& session)
{
    auto const* const offer = offer_with_id(state, session);
    if (!offer)
        return;
    state.visit.moving_to = *offer;
    take_proof_back(state.visit);
    go(state, Screen::MoveProof);
}

void move_slip(Step& step)
{
    auto& visit = step.state.visit;
    MoveSlip effect;
    effect.attempt = ++step.state.attempt;
    effect.code = visit.slip_number;
    effect.session = visit.moving_to->session;
    effect.proof = proof_of(visit);
    take_proof_back(visit);
    go(step.state, Screen::Sending);
    step.effects.emplace_back(std::move(effect));
}

void take_slip(Step& step, SlipFound const& found)
{
    auto& state = step.state;
    auto& visit = state.visit;
    bool const is_unknown = found.slip.standing == Standing::Elsewhere;
    if (!is_unknown) {
        visit.is_proved = found.was_asked;
        return show_slip_taken(state, found.slip);
    }
    if (found.was_asked && found.is_refused) {
        // The slip itself was held to the machine, and the hub does not know it: there is nothing to type.
        if (!visit.token.is_empty())
            return show_slip_taken(state, found.slip);
        visit.proof.wipe();
        visit.is_proof_refused = true;
        return go(state, Screen::SlipProof);
    }
    if (found.was_asked || !line_is_up(state))
        return show_slip_taken(state, found.slip);
    if (!visit.token.is_empty())
        return ask_slip(step);
    visit.proof.wipe();
    visit.is_proof_refused = false;
    go(state, Screen::SlipProof);
}

void take_cancelling(State& state, SlipCancelled const& cancelled)
{
    auto& visit = state.visit;
    switch (cancelled.result) {
    case Cancelling::Done:
    case Cancelling::Asked:
        visit.slip->standing
            = cancelled.result == Cancelling::Done ? Standing::Cancelled : Standing::CancelAsked;
        return go(state, Screen::Slip);
    case Cancelling::Refused:
        forget_proof(visit);
        visit.is_proof_refused = true;
        return go(state, Screen::CancelProof);
    case Cancelling::Failed:
        visit.trouble_from = Screen::Slip;
        return go(state, Screen::Trouble);
    }
}

void take_move(Step& step, SlipMoved const& moved)
{
    auto& state = step.state;
    auto& visit = state.visit;
    switch (moved.result) {
    case Moving::Confirmed:
    case Moving::Waiting:
        visit.chosen = visit.moving_to;
        visit.slip->session = visit.moving_to->session;
        visit.slip->position.reset();
        visit.slip->standing = moved.result == Moving::Confirmed ? Standing::Confirmed : Standing::Waiting;
        go(state, Screen::Slip);
        // The slip at home names the old day.
        return print(step);
    case Moving::Asked:
        visit.slip->standing = Standing::MoveAsked;
        return go(state, Screen::Slip);
    case Moving::Full:
        visit.was_full = true;
        return go(state, Screen::MoveDays);
    case Moving::Refused:
        forget_proof(visit);
        visit.is_proof_refused = true;
        return go(state, Screen::MoveProof);
    case Moving::Failed:
        visit.trouble_from = Screen::Slip;
        return go(state, Screen::Trouble);
    }
}

void answer_survey(Step& step, std::string const& answer)
{
    auto& state = step.state;
    auto& visit = state.visit;
    if (visit.screen == Screen::Face) {
        visit.survey.face = answer;
        return go(state, Screen::Understood);
    }
    if (visit.screen == Screen::Understood) {
        visit.survey.understood = answer;
        return go(state, Screen::Again);
    }
    visit.survey.again = answer;
    SendSurvey effect;
    effect.attempt = ++state.attempt;
    effect.code = visit.slip_number;
    effect.answers = visit.survey;
    go(state, Screen::Sending);
    step.effects.emplace_back(std::move(effect));
}

} // namespace meguri::kiosk::flow
