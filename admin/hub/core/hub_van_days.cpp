// The hub on a van's days: planned whole, moved stop by stop, given up in one step.
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"
#include "admin/hub/core/refusals.h"

#include <algorithm>

namespace meguri::hub::core {

using domain::SessionState;

namespace {

Refusal no_such_day()
{
    return {RefusalKind::NotFound, "not_found", "There is no such van day", {}, {}};
}

Refusal refusal_of(domain::VanDayProblem const& problem, std::vector<domain::StopWish> const& stops)
{
    auto const words = domain::words_of(problem, stops);
    return {RefusalKind::Conflict, std::string(domain::name_of(problem.trouble)), words,
        {{"stops[" + std::to_string(problem.stop) + "]", words}}, {}};
}

std::optional<domain::Place> base_of(store::Store& store, domain::Resource const& van)
{
    if (!van.home_base)
        return std::nullopt;
    return domain::place_of(need(store.venue(*van.home_base)).value());
}

domain::StopWish wish_for(domain::Venue const& venue, int classes)
{
    domain::StopWish wish;
    wish.place = domain::place_of(venue);
    wish.name = venue.name;
    wish.classes = classes;
    return wish;
}

bool is_over(SessionState state)
{
    return state == SessionState::Held || state == SessionState::Cancelled;
}

/// Each day begins and ends at the van's base, so two of one date must not touch.
std::optional<Refusal> refusal_of_overlap(store::Store& store, store::VanDayRow const& day)
{
    for (auto const& other : need(store.van_days(day.day, day.day))) {
        bool const is_in_the_way = other.id != day.id && other.van == day.van && other.broken_down.empty()
            && other.leaves_base_at < day.back_at && day.leaves_base_at < other.back_at;
        if (!is_in_the_way)
            continue;
        auto refusal = conflict("van_is_away", "The van is on another tour of that day until it is back");
        refusal.fields.push_back({"day",
            "この車は" + domain::to_iso(other.leaves_base_at).substr(11, 5) + "から"
                + domain::to_iso(other.back_at).substr(11, 5) + "まで別の巡回に出ています。"});
        return refusal;
    }
    return std::nullopt;
}

void take_times(domain::VanDayPlan const& plan, store::VanDayRow& day)
{
    day.leaves_base_at = plan.leaves_base_at;
    day.back_at = plan.back_at;
    for (std::size_t i = 0; i < day.stops.size(); ++i) {
        day.stops[i].arrives_at = plan.stops[i].arrives_at;
        day.stops[i].leaves_at = plan.stops[i].leaves_at;
        day.stops[i].travel_minutes = plan.stops[i].travel_minutes;
    }
}

} // namespace

Outcome Hub::run(PlanVanDay const& command)
{
    Refusal refusal{RefusalKind::Invalid, "invalid", "Some fields cannot be stored", {}, {}};
    auto const van = need(m_store.resource(command.van));
    if (!van || van->kind != domain::ResourceKind::Van)
        refusal.fields.push_back({"van", "is not a van of this hub"});
    std::vector<domain::StopWish> wishes;
    for (std::size_t i = 0; i < command.stops.size(); ++i) {
        auto const venue = need(m_store.venue(command.stops[i].first));
        if (!venue) {
            refusal.fields.push_back(
                {"stops[" + std::to_string(i) + "].venue", "is not a venue of this hub"});
            continue;
        }
        wishes.push_back(wish_for(*venue, command.stops[i].second));
        wishes.back().starts_at = command.starts[i];
        wishes.back().is_fixed = command.starts[i].has_value();
    }
    if (!refusal.fields.empty())
        return refusal;
    auto const plan = domain::plan_day(
        command.day, base_of(m_store, *van), *van, wishes, command.rule, {need(m_store.travel_table()), {}});
    if (!plan)
        return refusal_of(plan.error(), wishes);
    store::VanDayRow day;
    day.id = domain::VanDayId("d" + std::to_string(need(m_store.next_seq())));
    day.van = command.van;
    day.day = command.day;
    day.rule = command.rule;
    for (auto const& stop : command.stops)
        day.stops.push_back({stop.first, {}, {}, 0, {}});
    take_times(*plan, day);
    // A clash of classes names the class in the way, so it is told first.
    if (auto refused = add_classes(command, *plan, day))
        return *refused;
    if (auto refused = refusal_of_overlap(m_store, day))
        return *refused;
    need(m_store.put(day));
    audit(command.by, "van_day.planned", day.id.value, domain::to_iso(day.day));
    return VanDayAnswer{day.id};
}

std::optional<Refusal> Hub::add_classes(
    PlanVanDay const& command, domain::VanDayPlan const& plan, store::VanDayRow& day)
{
    for (std::size_t i = 0; i < day.stops.size(); ++i)
        for (auto const& starts_at : plan.stops[i].classes) {
            SaveSession save{command.course, std::nullopt, command.by};
            auto& session = save.session;
            session.id = {};
            session.format = domain::SessionFormat::MobileVan;
            session.venue = day.stops[i].venue;
            session.starts_at = starts_at;
            session.ends_at = starts_at + std::chrono::minutes(command.rule.class_minutes);
            session.parts.clear();
            session.capacity = command.rule.seats;
            session.resources.push_back({command.van, 1});
            auto const made = create_session(save);
            if (auto const* refusal = std::get_if<Refusal>(&made))
                return *refusal;
            auto const id = std::get<SessionAnswer>(made).id;
            day.stops[i].sessions.push_back(id);
            if (command.is_published)
                (void)run(ActOnSession{id, domain::SessionAction::Publish, "", command.by});
        }
    return std::nullopt;
}

std::optional<store::VanDayRow> Hub::van_day_of(domain::Session const& session)
{
    if (session.format != domain::SessionFormat::MobileVan)
        return std::nullopt;
    auto const day = domain::tokyo_date(session.starts_at);
    for (auto& row : need(m_store.van_days(day, day)))
        for (auto const& stop : row.stops)
            if (std::find(stop.sessions.begin(), stop.sessions.end(), session.id) != stop.sessions.end())
                return row;
    return std::nullopt;
}

Outcome Hub::run(MoveVanStop const& command)
{
    auto found = need(m_store.van_day(command.day));
    if (!found)
        return no_such_day();
    auto& day = *found;
    auto const to = command.position.value_or(command.stop);
    if (command.stop >= day.stops.size() || to >= day.stops.size())
        return Refusal{RefusalKind::Invalid, "no_such_stop", "The day has no such stop",
            {{command.stop >= day.stops.size() ? "stop" : "position",
                "must be 1 to " + std::to_string(day.stops.size())}},
            {}};
    auto const first_of_all = need(m_store.session(day.stops.front().sessions.front()));
    auto const moved = day.stops[command.stop];
    day.stops.erase(day.stops.begin() + static_cast<std::ptrdiff_t>(command.stop));
    day.stops.insert(day.stops.begin() + static_cast<std::ptrdiff_t>(to), moved);
    std::vector<domain::StopWish> wishes;
    for (auto const& stop : day.stops) {
        auto wish = wish_for(need(m_store.venue(stop.venue)).value(), static_cast<int>(stop.sessions.size()));
        // In another order each begins as soon as it can; in the same one nobody is moved without need.
        if (to == command.stop)
            wish.starts_at = need(m_store.session(stop.sessions.front())).value().row.session.starts_at;
        wishes.push_back(std::move(wish));
    }
    if (to != command.stop && first_of_all)
        wishes.front().starts_at = first_of_all->row.session.starts_at;
    if (command.starts_at) {
        wishes[to].starts_at = command.starts_at;
        wishes[to].is_fixed = true;
    }
    auto const van = need(m_store.resource(day.van)).value();
    auto const plan = domain::plan_day(
        day.day, base_of(m_store, van), van, wishes, day.rule, {need(m_store.travel_table()), {}});
    if (!plan)
        return refusal_of(plan.error(), wishes);
    if (auto refusal = move_classes(*plan, day, command.by))
        return *refusal;
    take_times(*plan, day);
    if (auto refusal = refusal_of_overlap(m_store, day))
        return *refusal;
    need(m_store.put(day));
    audit(command.by, "van_day.moved", day.id.value,
        std::to_string(command.stop + 1) + " to " + std::to_string(to + 1));
    return VanDayAnswer{day.id};
}

/// All are written first and looked at after: on its way to its new time a class may cross another's old one.
std::optional<Refusal> Hub::move_classes(
    domain::VanDayPlan const& plan, store::VanDayRow& day, std::string const& by)
{
    std::vector<domain::SessionId> changed;
    for (std::size_t i = 0; i < day.stops.size(); ++i)
        for (std::size_t k = 0; k < day.stops[i].sessions.size(); ++k) {
            auto const view = need(m_store.session(day.stops[i].sessions[k])).value();
            auto session = view.row.session;
            if (session.starts_at == plan.stops[i].classes[k] || session.state == SessionState::Cancelled)
                continue;
            if (session.state == SessionState::Held)
                return Refusal{RefusalKind::Conflict, "not_from_this_state",
                    "A class that was held is not moved any more",
                    {{"stop", "もう終わった教室は動かせません。"}}, {}};
            session.starts_at = plan.stops[i].classes[k];
            session.ends_at = session.starts_at + std::chrono::minutes(day.rule.class_minutes);
            session.parts.clear();
            if (session.registration_closes_at && *session.registration_closes_at > session.starts_at)
                session.registration_closes_at = session.starts_at;
            auto const done = write_change(view, std::move(session), by);
            if (auto const* refusal = std::get_if<Refusal>(&done))
                return *refusal;
            changed.push_back(view.row.session.id);
        }
    for (auto const& id : changed)
        if (auto refusal = refusal_of_clashes(need(m_store.session(id)).value().row.session, "", by))
            return refusal;
    return std::nullopt;
}

Outcome Hub::run(BreakDownVan const& command)
{
    auto day = need(m_store.van_day(command.day));
    if (!day)
        return no_such_day();
    if (command.reason.empty())
        return Refusal{RefusalKind::Invalid, "reason_missing", "A cancellation needs a reason",
            {{"reason", "is missing"}}, {}};
    for (auto const& stop : day->stops)
        for (auto const& id : stop.sessions) {
            if (is_over(need(m_store.session(id)).value().row.session.state))
                continue;
            auto const done
                = run(ActOnSession{id, domain::SessionAction::Cancel, command.reason, command.by});
            if (auto const* refusal = std::get_if<Refusal>(&done))
                return *refusal;
        }
    day->broken_down = command.reason;
    need(m_store.put(*day));
    audit(command.by, "van_day.broken_down", day->id.value, command.reason);
    return VanDayAnswer{day->id};
}

} // namespace meguri::hub::core
