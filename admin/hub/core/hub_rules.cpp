// The hub on what eligibility is judged from: rules of programmes, and areas with the venues in them.
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"
#include "admin/hub/core/refusals.h"

#include <algorithm>

namespace meguri::hub::core {

Outcome Hub::run(SaveRules const& command)
{
    auto const programmes = need(m_store.programmes(std::nullopt));
    bool const is_known = std::any_of(
        programmes.begin(), programmes.end(), [&](auto const& one) { return one.id == command.programme; });
    if (!is_known)
        return not_found("programme");
    if (need(m_store.programme_rules(command.programme)) == command.text)
        return Done();
    need(m_store.put_programme_rules(command.programme, command.text, command.by, m_clock.now()));
    audit(command.by, "programme.rules", command.programme.value, m_crypto.hash_hex(command.text));
    return Done();
}

/// What a programme has already stays: somebody may have changed it.
Outcome Hub::run(AddDefaultRules const& command)
{
    for (auto const& programme : need(m_store.programmes(std::nullopt))) {
        auto const rules = command.rules.find(programme.scheme);
        if (rules == command.rules.end() || need(m_store.programme_rules(programme.id)))
            continue;
        need(m_store.put_programme_rules(programme.id, rules->second, command.by, m_clock.now()));
        audit(command.by, "programme.rules", programme.id.value, m_crypto.hash_hex(rules->second));
    }
    return Done();
}

Outcome Hub::run(SaveArea const& command)
{
    Refusal refusal{RefusalKind::Invalid, "invalid", "Some fields cannot be stored", {}, {}};
    auto const municipality = command.area.municipality;
    auto const municipalities = need(m_store.municipalities());
    bool const is_known = std::any_of(municipalities.begin(), municipalities.end(),
        [&](auto const& one) { return one.code == municipality; });
    if (!is_known)
        refusal.fields.push_back({"municipality", "is not a municipality of this hub"});
    for (auto const& area : need(m_store.areas("")))
        if (area.id == command.area.id && area.municipality != municipality)
            refusal.fields.push_back({"municipality", "has no such area: that id is another one's"});
    std::vector<domain::Venue> venues;
    for (std::size_t i = 0; i < command.venues.size(); ++i) {
        auto const venue = need(m_store.venue(command.venues[i]));
        if (!venue || venue->municipality != municipality)
            refusal.fields.push_back(
                {"venues[" + std::to_string(i) + "]", "is not a venue of that municipality"});
        else
            venues.push_back(*venue);
    }
    if (!refusal.fields.empty())
        return refusal;
    need(m_store.put(command.area));
    for (auto& venue : venues) {
        venue.area = command.area.id;
        need(m_store.put(venue));
    }
    audit(command.by, "area.saved", command.area.id.value);
    return Done();
}

} // namespace meguri::hub::core
