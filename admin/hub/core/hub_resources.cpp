// The hub on resources: what they are, when houses are closed, and that no session is written into their way.
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"
#include "admin/hub/core/refusals.h"

#include <algorithm>

namespace meguri::hub::core {

namespace {

/// Who may send it out: its owner's sessions, sessions in its owner's town, and all where the prefecture owns
/// it.
bool may_use(domain::Session const& session, domain::Resource const& resource)
{
    auto const& owner = resource.owner.value;
    return owner == "prefecture" || resource.owner == session.provider
        || (session.municipality && owner == session.municipality->text());
}

} // namespace

Outcome Hub::run(SaveResource const& command)
{
    auto resource = command.resource;
    Refusal refusal{RefusalKind::Invalid, "invalid", "Some fields cannot be stored", {}, {}};
    refusal.fields = domain::problems_of(resource);
    auto const organisations = need(m_store.organisations());
    bool const has_owner = std::any_of(organisations.begin(), organisations.end(),
        [&](auto const& one) { return one.id == resource.owner; });
    if (!has_owner)
        refusal.fields.push_back({"owner", "is not an organisation of this hub"});
    if (resource.home_base && !need(m_store.venue(*resource.home_base)))
        refusal.fields.push_back({"home_base", "is not a venue of this hub"});
    if (!refusal.fields.empty())
        return refusal;
    bool const is_new = resource.id.is_empty();
    if (is_new)
        resource.id = domain::ResourceId("r" + std::to_string(need(m_store.next_seq())));
    else if (!need(m_store.resource(resource.id)))
        return not_found("resource");
    need(m_store.put(resource));
    audit(command.by, is_new ? "resource.created" : "resource.changed", resource.id.value, resource.name);
    return ResourceAnswer{resource.id};
}

Outcome Hub::run(SaveVenueCalendar const& command)
{
    if (!need(m_store.venue(command.venue)))
        return not_found("venue");
    for (auto const& closure : command.calendar.closures)
        if (closure.last_day < closure.first_day)
            return Refusal{RefusalKind::Invalid, "invalid", "A closure ends before it begins",
                {{"closures", "終わりの日は始まりの日より後にしてください。"}}, {}};
    need(m_store.put(command.venue, command.calendar));
    audit(command.by, "venue.calendar_changed", command.venue.value);
    return Done();
}

Outcome Hub::run(SaveTravel const& command)
{
    for (auto const& [field, venue] : {std::pair("from", command.from), std::pair("to", command.to)})
        if (!need(m_store.venue(venue)))
            return Refusal{RefusalKind::Invalid, "unknown_venue", "There is no such venue",
                {{field, "is not a venue of this hub"}}, {}};
    if (command.from == command.to)
        return Refusal{RefusalKind::Invalid, "same_venue", "A way leads from one venue to another",
            {{"to", "出発と到着が同じ会場です。"}}, {}};
    need(m_store.put_travel(domain::way_between(command.from, command.to), command.minutes));
    audit(command.by, "travel.changed", command.from.value + " " + command.to.value,
        std::to_string(command.minutes));
    return Done();
}

Outcome Hub::run(SaveHolidays const& command)
{
    auto const known = need(m_store.holidays());
    bool const is_same = std::equal(known.begin(), known.end(), command.holidays.begin(),
        command.holidays.end(),
        [](auto const& one, auto const& other) { return one.day == other.day && one.name == other.name; });
    if (is_same)
        return Done();
    need(m_store.put(command.holidays));
    audit(command.by, "holidays.changed", std::to_string(command.holidays.size()));
    return Done();
}

void Hub::check_resources(domain::Session const& session, Refusal& refusal)
{
    for (std::size_t i = 0; i < session.resources.size(); ++i) {
        auto const& used = session.resources[i];
        auto const field = "resources[" + std::to_string(i) + "]";
        auto const resource = need(m_store.resource(used.id));
        bool const is_twice = std::count_if(session.resources.begin(), session.resources.end(),
                                  [&](auto const& one) { return one.id == used.id; })
            > 1;
        if (!resource)
            refusal.fields.push_back({field, "is not a resource of this hub"});
        else if (is_twice)
            refusal.fields.push_back({field, "同じものが2回入っています。"});
        else if (!may_use(session, *resource))
            refusal.fields.push_back({field, resource->name + "は、この団体・市町のものではありません。"});
        else if (used.units < 1 || (used.units > 1 && resource->kind != domain::ResourceKind::Phones))
            refusal.fields.push_back({field + ".units", "2台以上にできるのは、貸出スマホだけです。"});
    }
}

std::vector<domain::Clash> clashes_in(store::Reader& reader, domain::Session const& session)
{
    std::vector<domain::Clash> found;
    domain::Circumstances around{need(reader.holidays()), {}};
    for (auto const& part : session.parts) {
        auto const venue = need(reader.venue(part.venue)).value();
        auto closed
            = domain::closed_at(venue, need(reader.calendar_of(part.venue)), part.starts_at, around.holidays);
        bool const is_known = closed && std::any_of(found.begin(), found.end(), [&](auto const& one) {
            return domain::key_of(one) == domain::key_of(*closed);
        });
        if (closed && !is_known)
            found.push_back(std::move(*closed));
    }
    if (session.resources.empty())
        return found;
    around.travel.minutes = need(reader.travel_table());
    for (auto const& used : session.resources) {
        auto const resource = need(reader.resource(used.id)).value();
        std::vector<domain::Use> wanted;
        for (auto const& part : session.parts)
            wanted.push_back(
                {session.id, session.title, domain::place_of(need(reader.venue(part.venue)).value()),
                    part.starts_at, part.ends_at, used.units});
        auto const others = need(reader.uses_of(used.id, session.starts_at - std::chrono::hours(24),
            session.ends_at + std::chrono::hours(24), session.id));
        auto clashes = domain::clashes_of(resource, wanted, others, around);
        std::move(clashes.begin(), clashes.end(), std::back_inserter(found));
    }
    return found;
}

/// Refused when written: the writer is the only one, so two clerks at once cannot get past it. What somebody
/// overrode before stays overridden while it is the same clash.
std::optional<Refusal> Hub::refusal_of_clashes(
    domain::Session const& session, std::string const& override_reason, std::string const& by)
{
    auto const clashes = clashes_in(m_store, session);
    auto const known = need(m_store.overrides_of(session.id));
    std::vector<store::OverrideRow> kept;
    Refusal refusal{RefusalKind::Conflict, "resource_clash", "", {}, {}};
    for (auto const& clash : clashes) {
        auto const key = domain::key_of(clash);
        auto const before
            = std::find_if(known.begin(), known.end(), [&](auto const& one) { return one.clash == key; });
        if (before != known.end()) {
            kept.push_back(*before);
        } else if (!override_reason.empty()) {
            kept.push_back({session.id, key, domain::words_of(clash), override_reason, by, m_clock.now()});
            audit(by, "session.overridden", session.id.value,
                std::string(key).append(": ").append(override_reason));
        } else {
            auto const words = domain::words_of(clash);
            refusal.detail += (refusal.detail.empty() ? "" : " ") + words;
            bool const is_venue
                = clash.kind == domain::ClashKind::VenueClosed || clash.resource == session.venue.value;
            refusal.fields.push_back({is_venue ? "starts_at" : "resources", words});
            refusal.clashes.push_back(clash);
        }
    }
    if (!refusal.clashes.empty())
        return refusal;
    need(m_store.put_overrides(session.id, kept));
    return std::nullopt;
}

} // namespace meguri::hub::core
