#include "kiosk/flow/classes.h"

#include <algorithm>

namespace meguri::kiosk::flow {

std::array<Topic, 8> const topics{{
    {"basic", msgid("はじめての スマホ"), msgid("はじめての スマホの教室"), "power"},
    {"photo", msgid("電話と写真"), msgid("電話と写真の教室"), "camera"},
    {"line", msgid("LINEで 話す"), msgid("LINEの教室"), "chat"},
    {"map", msgid("地図・バスの 時刻"), msgid("地図・バスの教室"), "bus"},
    {"health", msgid("健康・ お医者さん"), msgid("健康・お医者さんの教室"), "heart"},
    {"mynumber", msgid("役所の 手続き"), msgid("役所の 手続きの教室"), "card"},
    {"bousai", msgid("災害に そなえる"), msgid("災害に そなえる教室"), "rain"},
    {"safety", msgid("だまされない 使い方"), msgid("だまされない 使い方の教室"), "shield"},
}};

namespace {

bool is_in(Offer const& offer, Near near, HallFacts const& hall)
{
    switch (near) {
    case Near::Hall:
        return offer.venue == hall.venue;
    case Near::Nearby:
        return offer.venue == hall.venue || (offer.distance_km && *offer.distance_km <= nearby_km);
    case Near::Town:
        return offer.municipality_code == hall.municipality_code;
    }
    return false;
}

void sort_by_time(std::vector<Offer const*>& offers)
{
    std::sort(offers.begin(), offers.end(), [](Offer const* a, Offer const* b) {
        return a->starts_at != b->starts_at ? a->starts_at < b->starts_at : a->session < b->session;
    });
}

} // namespace

Topic const* topic_of(std::string_view id)
{
    auto const* const found
        = std::find_if(topics.begin(), topics.end(), [&](Topic const& topic) { return topic.id == id; });
    return found == topics.end() ? nullptr : found;
}

bool is_on_offer(Offer const& offer, domain::Time now)
{
    if (offer.state != domain::SessionState::Published || offer.starts_at <= now)
        return false;
    if (offer.admission == domain::Admission::DropIn)
        return true;
    bool const has_opened = !offer.registration_opens_at || *offer.registration_opens_at <= now;
    return has_opened && now < offer.registration_closes_at.value_or(offer.starts_at);
}

std::vector<Offer const*> classes_found(
    State const& state, Near near, std::string_view topic, domain::Time now)
{
    std::vector<Offer const*> found;
    if (!state.catalogue || !state.hall)
        return found;
    for (auto const& offer : state.catalogue->offers) {
        bool const is_about = topic.empty()
            || std::find(offer.topics.begin(), offer.topics.end(), topic) != offer.topics.end();
        if (is_about && is_in(offer, near, *state.hall) && is_on_offer(offer, now))
            found.push_back(&offer);
    }
    sort_by_time(found);
    return found;
}

std::vector<ClassDay> classes_today(State const& state, domain::Time now)
{
    std::vector<ClassDay> found;
    if (!state.catalogue || !state.hall)
        return found;
    auto const today = domain::tokyo_date(now);
    for (auto const& offer : state.catalogue->offers) {
        bool const takes_place
            = offer.state == domain::SessionState::Published || offer.state == domain::SessionState::Closed;
        if (!takes_place)
            continue;
        auto days = offer.parts;
        if (days.empty())
            days.push_back({offer.starts_at, offer.ends_at, offer.venue});
        for (auto const& day : days) {
            auto const& venue = day.venue.is_empty() ? offer.venue : day.venue;
            if (venue == state.hall->venue && day.ends_at > now && domain::tokyo_date(day.starts_at) == today)
                found.push_back({&offer, day.starts_at});
        }
    }
    std::ranges::sort(found, [](ClassDay const& a, ClassDay const& b) {
        return a.starts_at != b.starts_at ? a.starts_at < b.starts_at : a.offer->session < b.offer->session;
    });
    return found;
}

std::vector<Offer const*> other_days_of(State const& state, Offer const& offer, domain::Time now)
{
    std::vector<Offer const*> found;
    if (!state.catalogue || !state.hall)
        return found;
    for (auto const& other : state.catalogue->offers) {
        bool const is_course
            = other.title == offer.title || (other.level == offer.level && other.topics == offer.topics);
        bool const is_within_reach
            = is_in(other, Near::Nearby, *state.hall) || is_in(other, Near::Town, *state.hall);
        bool const is_filled_by_all = other.admission == domain::Admission::DropIn;
        if (is_course && is_within_reach && !is_filled_by_all && other.session != offer.session
            && is_on_offer(other, now))
            found.push_back(&other);
    }
    auto const distance = [&](Offer const& other) {
        if (other.venue == state.hall->venue)
            return 0.0;
        return other.distance_km.value_or(nearby_km);
    };
    std::sort(found.begin(), found.end(), [&](Offer const* a, Offer const* b) {
        if (distance(*a) != distance(*b))
            return distance(*a) < distance(*b);
        return a->starts_at != b->starts_at ? a->starts_at < b->starts_at : a->session < b->session;
    });
    return found;
}

namespace {

// Nobody gives a seat for a place in a line or in a draw: the hub would refuse it.
void leave_out_lines_and_draws(State const& state, std::vector<Offer const*>& days)
{
    std::erase_if(days, [&](Offer const* other) {
        auto const chance = chance_of(*other, line_is_up(state));
        return chance == Chance::Line || chance == Chance::Draw;
    });
}

} // namespace

std::vector<Offer const*> days_to_move_to(State const& state, Offer const& offer, domain::Time now)
{
    auto days = other_days_of(state, offer, now);
    if (state.visit.slip && state.visit.slip->standing == Standing::Confirmed)
        leave_out_lines_and_draws(state, days);
    return days;
}

std::vector<Offer const*> days_for_unknown_slip(State const& state, domain::Time now)
{
    auto days = classes_found(state, Near::Town, {}, now);
    std::erase_if(days, [](Offer const* offer) { return offer->admission == domain::Admission::DropIn; });
    leave_out_lines_and_draws(state, days);
    return days;
}

std::vector<Offer const*> cards_shown(State const& state, domain::Time now)
{
    if (state.visit.like)
        return state.visit.slip ? days_to_move_to(state, *state.visit.like, now)
                                : other_days_of(state, *state.visit.like, now);
    if (state.visit.screen == Screen::MoveDays)
        return days_for_unknown_slip(state, now);
    return classes_found(state, state.visit.near, state.visit.topic, now);
}

Offer const* offer_with_id(State const& state, std::string_view session)
{
    if (!state.catalogue)
        return nullptr;
    for (auto const& offer : state.catalogue->offers)
        if (offer.session.value == session)
            return &offer;
    return nullptr;
}

Chance chance_of(Offer const& offer, bool line_is_up)
{
    if (offer.admission == domain::Admission::DropIn)
        return Chance::JustCome;
    if (offer.admission == domain::Admission::Lottery)
        return Chance::Draw;
    if (offer.holds_right && !line_is_up)
        return Chance::HeldSeat;
    // Whoever comes while others wait joins the line, even if a seat has just become free.
    bool const is_full = offer.seats_left <= 0 || offer.waiting > 0;
    if (is_full && !offer.holds_right)
        return Chance::Line;
    return seats_to_name(offer) <= few_seats ? Chance::FewSeats : Chance::Seat;
}

int seats_to_name(Offer const& offer)
{
    return std::max(offer.seats_left, offer.holds_right ? 1 : 0);
}

bool line_is_up(State const& state)
{
    return state.catalogue && state.catalogue->line_is_up;
}

int cards_a_page(State const& state)
{
    return std::max(
        1, state.look.is_larger ? state.settings.cards_a_page_larger : state.settings.cards_a_page);
}

int topics_a_page(State const& state)
{
    return std::max(
        1, state.look.is_larger ? state.settings.topics_a_page_larger : state.settings.topics_a_page);
}

int page_count(std::size_t items, int a_page)
{
    auto const size = static_cast<std::size_t>(std::max(1, a_page));
    return std::max(1, static_cast<int>((items + size - 1) / size));
}

} // namespace meguri::kiosk::flow
