#include "admin/hub/routes/eligibility_facts.h"

#include "admin/hub/core/need.h"
#include "shared/domain/fiscal_year.h"

#include <algorithm>
#include <chrono>

namespace meguri::hub::routes {

using core::need;
using domain::RegistrationState;

EligibilityFacts::EligibilityFacts(store::Reader& reader)
    : m_reader(reader)
{
    for (auto& area : need(reader.areas("")))
        m_areas.emplace(area.id.value, std::move(area));
    for (auto const& organisation : need(reader.organisations()))
        m_organisations.emplace(organisation.id.value, organisation.kind);
}

void EligibilityFacts::read_people(std::string const& municipality, base::Time from, base::Time to)
{
    m_people = People{municipality, from, to, {}};
    for (auto& row : need(m_reader.head_counts_of_town(municipality, from, to)))
        m_people->by_session[row.session.value].push_back(std::move(row.count));
}

std::vector<store::HeadCount> EligibilityFacts::heads_of(store::SessionView const& view)
{
    auto const& session = view.row.session;
    bool const is_read = m_people && session.municipality
        && session.municipality->text() == m_people->municipality && session.starts_at >= m_people->from
        && session.starts_at < m_people->to;
    if (!is_read)
        return need(m_reader.head_counts(session.id));
    auto const found = m_people->by_session.find(session.id.value);
    return found == m_people->by_session.end() ? std::vector<store::HeadCount>() : found->second;
}

/// People of the session's own municipality are its residents. A drop-in's people are only counted: of what
/// age and from where they were, nobody knows.
std::optional<domain::AttendanceFacts> EligibilityFacts::attendance_of(store::SessionView const& view)
{
    auto const& session = view.row.session;
    domain::AttendanceFacts facts;
    if (session.state != domain::SessionState::Held)
        return std::nullopt;
    if (session.admission == domain::Admission::DropIn) {
        if (!view.row.drop_in_participants)
            return std::nullopt;
        facts.participants = facts.age_unknown = facts.home_unknown = *view.row.drop_in_participants;
        return facts;
    }
    for (auto const& count : heads_of(view)) {
        if (count.state == RegistrationState::Confirmed)
            facts.unmarked += count.count;
        if (count.state != RegistrationState::Attended)
            continue;
        facts.participants += count.count;
        if (count.age_band == domain::AgeBand::Unknown)
            facts.age_unknown += count.count;
        else if (count.age_band != domain::AgeBand::Under65)
            facts.from_65 += count.count;
        if (count.municipality.empty())
            facts.home_unknown += count.count;
        else if (session.municipality && count.municipality == session.municipality->text())
            facts.residents += count.count;
    }
    return facts;
}

/// A municipality runs its own classes in a fiscal year (自治体独自の取組) when a document of that year says
/// so, or when another session of a 市町提案型 programme of that year is or was open to the public there. The
/// document speaks for what nobody entered session by session; the sessions speak for a year that no document
/// describes. A programme alone, with nothing held under it, is a plan and takes nothing from anybody.
bool EligibilityFacts::runs_own_programme(domain::Session const& session)
{
    if (!session.municipality)
        return false;
    auto const& code = session.municipality->text();
    auto const year = domain::fiscal_year_of(domain::tokyo_date(session.starts_at)).year;
    auto found = m_own.find({code, year});
    if (found == m_own.end()) {
        OwnClasses own;
        if (auto const facts = need(m_reader.year_facts(year)))
            own.is_stated = std::any_of(facts->municipal_programmes.begin(),
                facts->municipal_programmes.end(), [&](auto const& one) { return one.municipality == code; });
        if (!own.is_stated)
            own.sessions = need(m_reader.own_sessions(code, year));
        found = m_own.emplace(std::pair(code, year), std::move(own)).first;
    }
    auto const& own = found->second;
    return own.is_stated || std::any_of(own.sessions.begin(), own.sessions.end(), [&](auto const& id) {
        return id != session.id;
    });
}

/// A municipality's halls are read together; a part elsewhere is looked up by itself.
domain::Venue const* EligibilityFacts::venue_with(domain::VenueId const& id)
{
    auto found = m_venues.find(id.value);
    if (found != m_venues.end())
        return &found->second;
    auto venue = need(m_reader.venue(id));
    return venue ? &m_venues.emplace(id.value, std::move(*venue)).first->second : nullptr;
}

std::vector<domain::PlaceFacts> EligibilityFacts::places_of(domain::Session const& session)
{
    if (session.municipality && m_known_towns.insert(session.municipality->text()).second)
        for (auto& venue : need(m_reader.venues(session.municipality->text())))
            m_venues.emplace(venue.id.value, std::move(venue));
    std::vector<domain::PlaceFacts> places;
    for (auto const& part : session.parts) {
        auto const* venue = venue_with(part.venue);
        if (!venue)
            continue;
        domain::PlaceFacts place{venue->name, venue->kind, std::nullopt,
            static_cast<int>(
                std::chrono::duration_cast<std::chrono::minutes>(part.ends_at - part.starts_at).count())};
        if (venue->area)
            if (auto const area = m_areas.find(venue->area->value); area != m_areas.end())
                place.area = area->second;
        places.push_back(std::move(place));
    }
    return places;
}

domain::EligibilityCase EligibilityFacts::case_of(store::SessionView const& view)
{
    auto const& session = view.row.session;
    domain::EligibilityCase facts{session.format, session.level, session.delivery, places_of(session),
        domain::OrganisationKind::Provider, runs_own_programme(session), attendance_of(view)};
    if (auto const holder = m_organisations.find(session.provider.value); holder != m_organisations.end())
        facts.holder = holder->second;
    return facts;
}

} // namespace meguri::hub::routes
