// The hub on many sessions out of one: series, programmes taken over by another town, templates.
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"
#include "admin/hub/core/refusals.h"

#include <algorithm>
#include <limits>

namespace meguri::hub::core {

using domain::SessionState;

namespace {

/// At the first venue of that kind; for a home the one that stands for homes.
domain::Venue const* venue_like(std::vector<domain::Venue> const& venues, domain::VenueKind kind)
{
    auto const found
        = std::find_if(venues.begin(), venues.end(), [&](auto const& venue) { return venue.kind == kind; });
    return found == venues.end() ? nullptr : &*found;
}

} // namespace

/// In a savepoint of its own, so that one that is refused leaves the others alone.
MadeSession Hub::make_one(domain::Session const& session, std::string const& by)
{
    MadeSession made{{}, session, {}};
    need(m_store.savepoint());
    auto const outcome = create_session({session, std::nullopt, by});
    if (auto const* refusal = std::get_if<Refusal>(&outcome)) {
        m_store.rollback_to_savepoint();
        made.problems = refusal->fields;
        if (made.problems.empty())
            made.problems.push_back({"session", refusal->detail});
        return made;
    }
    need(m_store.release());
    made.session = need(m_store.session(std::get<SessionAnswer>(outcome).id)).value().row.session;
    return made;
}

Outcome Hub::run(CreateSeries const& command)
{
    auto const days = domain::days_of(command.rule, need(m_store.holidays()));
    if (!days)
        return Refusal{RefusalKind::Invalid, "invalid", "The series cannot be", {days.error()}, {}};
    auto const first = domain::tokyo_date(command.first.starts_at);
    SeriesAnswer answer;
    Refusal refusal{
        RefusalKind::Conflict, "some_cannot_be", "Nothing was written: some days cannot be", {}, {}};
    need(m_store.savepoint());
    for (std::size_t i = 0; i < days->size(); ++i) {
        auto const distance = std::chrono::sys_days((*days)[i]) - std::chrono::sys_days(first);
        auto made = make_one(domain::moved_by(command.first, distance), command.by);
        for (auto const& problem : made.problems)
            refusal.fields.push_back({domain::to_iso((*days)[i]) + " " + problem.field, problem.reason});
        if (command.is_published && made.problems.empty())
            (void)run(ActOnSession{made.session.id, domain::SessionAction::Publish, "", command.by});
        answer.sessions.push_back(std::move(made));
    }
    if (command.is_dry_run) {
        m_store.rollback_to_savepoint();
        for (auto& made : answer.sessions)
            made.session.id = {};
        return answer;
    }
    need(m_store.release());
    if (!refusal.fields.empty())
        return refusal;
    return answer;
}

/// A carrier's programme is the same one everywhere; a town's own becomes the other town's own.
domain::ProgrammeId Hub::programme_for(
    domain::Programme const& programme, domain::MunicipalityCode const& town)
{
    if (programme.scheme != domain::Scheme::MunicipalProposed)
        return programme.id;
    for (auto const& other : need(m_store.programmes(programme.fiscal_year.year)))
        if (other.scheme == domain::Scheme::MunicipalProposed && other.organisation.value == town.text())
            return other.id;
    auto made = programme;
    made.id
        = domain::ProgrammeId("p" + std::to_string(programme.fiscal_year.year) + "-municipal-" + town.text());
    made.organisation = domain::OrganisationId(town.text());
    need(m_store.put(made));
    return made.id;
}

/// The class as the other town would hold it; a problem where there is no house for it.
MadeSession Hub::taken_over(store::SessionView const& view, domain::Session session,
    domain::MunicipalityCode const& town, std::string const& by)
{
    auto const& before = view.row.session;
    MadeSession made{before.id, session, {}};
    auto const venues = need(m_store.venues(town.text()));
    auto const* venue = venue_like(venues, view.venue.kind);
    if (!venue && view.venue.kind != domain::VenueKind::Home) {
        made.problems.push_back(
            {"venue", "この市町に、" + view.venue.name + "と同じ種類の会場がありません。"});
        return made;
    }
    session.venue = venue ? venue->id : home_venue(town.text());
    for (auto& part : session.parts)
        part.venue = session.venue;
    bool const is_towns_own = before.municipality && session.provider.value == before.municipality->text();
    if (is_towns_own)
        session.provider = domain::OrganisationId(town.text());
    // What belongs to the first town does not travel.
    std::erase_if(session.resources, [&](auto const& used) {
        auto const resource = need(m_store.resource(used.id));
        return !resource || (before.municipality && resource->owner.value == before.municipality->text())
            || resource->kind == domain::ResourceKind::Room;
    });
    session.id = {};
    session.cancel_reason.clear();
    made = make_one(session, by);
    made.from = before.id;
    return made;
}

Outcome Hub::run(CopyProgramme const& command)
{
    auto const programmes = need(m_store.programmes(std::nullopt));
    auto const programme = std::find_if(
        programmes.begin(), programmes.end(), [&](auto const& one) { return one.id == command.programme; });
    if (programme == programmes.end())
        return not_found("programme");
    store::SessionFilter filter;
    filter.is_public_only = false;
    filter.limit = std::numeric_limits<int>::max();
    std::vector<store::SessionView> originals;
    for (auto& view : need(m_store.sessions(filter))) {
        auto const& session = view.row.session;
        if (session.programme == command.programme && session.state != SessionState::Cancelled
            && !session.is_private && session.municipality != command.to)
            originals.push_back(std::move(view));
    }
    if (originals.empty())
        return Refusal{RefusalKind::Invalid, "nothing_to_copy", "The programme has no class elsewhere",
            {{"programme", "ほかの市町に、この事業の開催がありません。"}}, {}};
    need(m_store.savepoint());
    SeriesAnswer answer{{}, programme_for(*programme, command.to)};
    auto const distance = domain::put_off_for(originals.front().row.session.starts_at, m_clock.now());
    for (auto const& view : originals) {
        auto session = domain::moved_by(view.row.session, distance);
        session.programme = answer.programme;
        answer.sessions.push_back(taken_over(view, std::move(session), command.to, command.by));
    }
    if (!command.is_dry_run) {
        need(m_store.release());
        audit(command.by, "programme.copied", command.programme.value, command.to.text());
        return answer;
    }
    m_store.rollback_to_savepoint();
    for (auto& made : answer.sessions)
        made.session.id = {};
    return answer;
}

Outcome Hub::run(SaveTemplate const& command)
{
    auto const& row = command.row;
    if (row.body.empty())
        need(m_store.remove_template(row.owner, row.name));
    else
        need(m_store.put(row));
    audit(command.by, row.body.empty() ? "template.removed" : "template.saved", row.owner, row.name);
    return Done();
}

} // namespace meguri::hub::core
