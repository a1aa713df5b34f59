#include "kiosk/offers.h"

#include "shared/domain/venue.h"

namespace meguri::kiosk {

std::optional<domain::Position> hall_position(protocol::EnrolAnswer const& enrolled)
{
    if (!enrolled.latitude || !enrolled.longitude)
        return std::nullopt;
    return domain::Position{*enrolled.latitude, *enrolled.longitude};
}

std::optional<flow::Offer> offer_of(
    protocol::Session const& session, std::optional<domain::Position> const& hall)
{
    auto const level = domain::from_name<domain::CourseLevel>(session.level);
    auto const format = domain::from_name<domain::SessionFormat>(session.format);
    auto const delivery = domain::from_name<domain::Delivery>(session.delivery);
    auto const admission = domain::from_name<domain::Admission>(session.admission);
    auto const state = domain::from_name<domain::SessionState>(session.state);
    if (!level || !format || !delivery || !admission || !state)
        return std::nullopt;
    flow::Offer offer;
    offer.session = domain::SessionId(session.id);
    offer.title = session.title;
    offer.title_kana = session.title_kana;
    offer.level = *level;
    offer.topics = session.topics;
    offer.format = *format;
    offer.delivery = *delivery;
    offer.provider_name = session.provider.name;
    offer.venue = domain::VenueId(session.venue.id);
    offer.venue_name = session.venue.name;
    offer.venue_address = session.venue.address;
    offer.venue_phone = session.venue.phone;
    offer.is_step_free = session.venue.is_step_free;
    offer.has_hearing_loop = session.venue.has_hearing_loop;
    offer.has_parking = session.venue.has_parking;
    offer.municipality_code = session.municipality_code;
    offer.municipality_name = session.municipality_name;
    if (hall && session.venue.latitude && session.venue.longitude)
        offer.distance_km = domain::distance_km(*hall, {*session.venue.latitude, *session.venue.longitude});
    offer.starts_at = session.starts_at;
    offer.ends_at = session.ends_at;
    for (auto const& part : session.parts)
        offer.parts.push_back({part.starts_at, part.ends_at, domain::VenueId(part.venue)});
    offer.capacity = session.capacity;
    offer.seats_left = session.seats_left.value_or(0);
    offer.waiting = session.waiting;
    offer.admission = *admission;
    offer.state = *state;
    offer.registration_opens_at = session.registration_opens_at;
    offer.registration_closes_at = session.registration_closes_at;
    return offer;
}

namespace {

flow::OutcomeState state_of(std::string const& state)
{
    if (state == "confirmed")
        return flow::OutcomeState::Confirmed;
    if (state == "entered")
        return flow::OutcomeState::Entered;
    if (state == "waiting")
        return flow::OutcomeState::Waiting;
    if (state == "duplicate")
        return flow::OutcomeState::Duplicate;
    return state == "refused" ? flow::OutcomeState::Refused : flow::OutcomeState::Provisional;
}

} // namespace

flow::Catalogue catalogue_of(std::vector<protocol::Session> const& sessions, local::Position const& position,
    std::map<std::string, int> const& rights, protocol::EnrolAnswer const& enrolled, bool line_is_up)
{
    auto const hall = hall_position(enrolled);
    flow::Catalogue catalogue;
    for (auto const& session : sessions) {
        // Who is visited when is nobody else's business; a wish for a visit has its own way.
        if (session.format == "home_visit")
            continue;
        if (auto offer = offer_of(session, hall)) {
            auto const found = rights.find(session.id);
            offer->holds_right = found != rights.end() && found->second > 0;
            catalogue.offers.push_back(std::move(*offer));
        }
    }
    catalogue.as_of = position.as_of;
    catalogue.line_is_up = line_is_up;
    return catalogue;
}

local::VisitForm visit_form_of(flow::RequestVisit const& wish)
{
    local::VisitForm form;
    form.municipality = wish.municipality;
    form.area = wish.area;
    for (auto const& one : wish.wishes)
        form.wishes.push_back(domain::text_of(one));
    auto& person = form.person;
    person.kana = std::string(wish.kana.view());
    person.phone = std::string(wish.phone.view());
    person.second_phone = std::string(wish.second_phone.view());
    person.birth_year = wish.birth_year;
    person.address = std::string(wish.neighbourhood.view());
    if (!wish.house_number.is_empty())
        person.address += " " + std::string(wish.house_number.view());
    person.is_contact_phone = wish.is_contact_phone;
    person.is_by_companion = wish.is_by_companion;
    return form;
}

flow::HallFacts hall_of(local::Identity const& identity)
{
    auto const& enrolled = identity.answer;
    flow::HallFacts hall;
    hall.venue = domain::VenueId(enrolled.venue_id);
    hall.name = enrolled.venue_name;
    hall.phone = enrolled.venue_phone;
    hall.municipality_code = enrolled.municipality_code;
    hall.municipality_name = enrolled.municipality_name;
    for (auto const& one : enrolled.municipalities) {
        hall.municipalities.push_back({one.code, one.name, one.kana});
        if (one.code == enrolled.municipality_code)
            hall.municipality_kana = one.kana;
    }
    for (auto const& one : identity.areas)
        hall.areas.push_back({one.id, one.name});
    return hall;
}

flow::Outcome outcome_of(local::RegisterOutcome const& outcome)
{
    flow::Outcome shown;
    shown.state = state_of(outcome.state);
    shown.code = flow::PrivateText(outcome.code);
    shown.position = outcome.position;
    shown.reason = domain::from_name<domain::RegistrationRefusal>(outcome.reason);
    shown.was_offline = outcome.was_offline;
    if (shown.state == flow::OutcomeState::Provisional || shown.state == flow::OutcomeState::Entered)
        shown.call_by = outcome.call_by;
    return shown;
}

flow::KeptSlip kept_slip_of(
    local::KeptRegistration const& kept, std::optional<protocol::Session> const& visit)
{
    flow::KeptSlip slip;
    slip.session = domain::SessionId(kept.session);
    slip.position = kept.position;
    if (visit)
        slip.visit_at = visit->starts_at;
    bool const is_visit = kept.session.empty() || visit;
    if (kept.state == "cancelled")
        slip.standing = flow::Standing::Cancelled;
    else if (kept.state == "refused" || kept.state == "duplicate")
        slip.standing = flow::Standing::Refused;
    else if (is_visit)
        slip.standing = visit ? flow::Standing::VisitPlanned : flow::Standing::VisitWished;
    else if (kept.state == "waiting")
        slip.standing = flow::Standing::Waiting;
    else if (kept.state == "entered")
        slip.standing = flow::Standing::Entered;
    else if (kept.state == "attended" || kept.state == "no_show")
        slip.standing = flow::Standing::Attended;
    else if (kept.state == "confirmed")
        slip.standing = flow::Standing::Confirmed;
    else
        slip.standing = flow::Standing::Provisional;
    if (slip.standing == flow::Standing::Provisional)
        slip.call_by = kept.call_by;
    return slip;
}

flow::Moving moving_of(local::WayOutcome const& outcome)
{
    if (outcome.state == "confirmed")
        return flow::Moving::Confirmed;
    if (outcome.state == "waiting")
        return flow::Moving::Waiting;
    if (outcome.state == "requested")
        return flow::Moving::Asked;
    // Who proves nothing is asked again; every other rule means that this day cannot be had.
    bool const is_proof = outcome.reason == "wrong_proof" || outcome.reason == "phone_last4_wrong"
        || outcome.reason == "code_wrong" || outcome.reason == "too_many_tries";
    return is_proof ? flow::Moving::Refused : flow::Moving::Full;
}

flow::Arrival::Answer arrival_of(local::WayOutcome const& outcome)
{
    using Answer = flow::Arrival::Answer;
    if (outcome.state == "attended")
        return Answer::Recorded;
    if (outcome.state == "requested")
        return Answer::Kept;
    if (outcome.reason == "marked_by_staff")
        return Answer::Failed; // They said that this person is not here: they are asked.
    if (outcome.reason == "not_today")
        return Answer::NotToday;
    if (outcome.reason == "another_hall")
        return Answer::AnotherHall;
    return outcome.reason == "unknown_code" || outcome.reason == "code_wrong" ? Answer::Unknown
                                                                              : Answer::NotConfirmed;
}

flow::Finding finding_of(base::Result<std::vector<local::AskedSlip>> const& found)
{
    if (found)
        return flow::Finding::Found;
    if (found.error().kind == base::ErrorKind::Refused)
        return flow::Finding::WrongPin;
    if (found.error().kind == base::ErrorKind::Busy)
        return flow::Finding::TooOften;
    return found.error().kind == base::ErrorKind::Unreachable ? flow::Finding::NoLine : flow::Finding::Failed;
}

flow::PinAnswer pin_answer_of(local::PinAnswer answer)
{
    switch (answer) {
    case local::PinAnswer::Right:
        return flow::PinAnswer::Right;
    case local::PinAnswer::Wrong:
        return flow::PinAnswer::Wrong;
    case local::PinAnswer::Wait:
        return flow::PinAnswer::Wait;
    case local::PinAnswer::NotSet:
        return flow::PinAnswer::NotSet;
    }
    return flow::PinAnswer::Wrong;
}

flow::Cancelling cancelling_of(local::CancelOutcome const& outcome)
{
    if (outcome.state == "cancelled")
        return flow::Cancelling::Done;
    return outcome.state == "requested" ? flow::Cancelling::Asked : flow::Cancelling::Refused;
}

} // namespace meguri::kiosk
