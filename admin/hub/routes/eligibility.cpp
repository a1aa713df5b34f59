// Whether a session counts for a programme, rule by rule; and the rules of a programme, read and written.
#include "admin/hub/core/need.h"
#include "admin/hub/core/programme_rules.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/eligibility_words.h"
#include "admin/hub/routes/stored_rules.h"
#include "admin/hub/routes/wire.h"

#include <algorithm>

namespace meguri::hub::routes {

using core::need;
using domain::RegistrationState;
using nlohmann::json;

namespace {

/// People of the session's own municipality are its residents. A drop-in's people are only counted: of what
/// age and from where they were, nobody knows.
std::optional<domain::AttendanceFacts> attendance_of(store::Reader& reader, store::SessionView const& view)
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
    for (auto const& count : need(reader.head_counts(session.id))) {
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
bool runs_own_programme(store::Reader& reader, domain::Session const& session)
{
    if (!session.municipality)
        return false;
    auto const& code = session.municipality->text();
    auto const year = domain::fiscal_year_of(domain::tokyo_date(session.starts_at)).year;
    if (auto const facts = need(reader.year_facts(year)))
        for (auto const& stated : facts->municipal_programmes)
            if (stated.municipality == code)
                return true;
    return need(reader.has_own_sessions(code, year, session.id));
}

std::vector<domain::PlaceFacts> places_of(store::Reader& reader, domain::Session const& session)
{
    auto const areas = need(reader.areas(""));
    std::vector<domain::PlaceFacts> places;
    for (auto const& part : session.parts) {
        auto const venue = need(reader.venue(part.venue));
        if (!venue)
            continue;
        domain::PlaceFacts place{venue->name, venue->kind, std::nullopt,
            static_cast<int>(
                std::chrono::duration_cast<std::chrono::minutes>(part.ends_at - part.starts_at).count())};
        for (auto const& area : areas)
            if (venue->area == area.id)
                place.area = area;
        places.push_back(std::move(place));
    }
    return places;
}

domain::EligibilityCase case_of(store::Reader& reader, store::SessionView const& view)
{
    auto const& session = view.row.session;
    domain::EligibilityCase facts{session.format, session.level, session.delivery, places_of(reader, session),
        domain::OrganisationKind::Provider, runs_own_programme(reader, session), attendance_of(reader, view)};
    for (auto const& organisation : need(reader.organisations()))
        if (organisation.id == session.provider)
            facts.holder = organisation.kind;
    return facts;
}

std::optional<domain::Programme> programme_with(store::Reader& reader, std::string const& id)
{
    for (auto& programme : need(reader.programmes(std::nullopt)))
        if (programme.id.value == id)
            return programme;
    return std::nullopt;
}

void answer_eligibility(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto reader = services.readers.lend();
    auto const view = need(reader->session(domain::SessionId(call->part(0))));
    if (!view)
        return call->not_found("session");
    // Whose draft it is stays private, as everywhere.
    if (!domain::may(*actor, domain::Right::SeeFigures, ownership_of(*view)) && !store::is_public(view->row))
        return call->not_found("session");
    if (!call->need_right(*actor, domain::Right::SeeFigures, ownership_of(*view)))
        return;
    auto wanted = call->text_parameter("programme");
    if (wanted.empty() && view->row.session.programme)
        wanted = view->row.session.programme->value;
    if (wanted.empty())
        return call->problem(422, "Cannot be judged",
            "The session belongs to no programme: name one with ?programme=",
            {{"programme", "is missing, and the session names none"}});
    auto const programme = programme_with(*reader, wanted);
    if (!programme)
        return call->problem(422, "Cannot be judged", "There is no such programme",
            {{"programme", "is not a programme of this hub"}});
    auto const facts = case_of(*reader, *view);
    auto list = json::array();
    for (auto const& finding : domain::judge(rules_of(*reader, programme->id).rules, facts))
        list.push_back({{"rule", finding.rule}, {"passed", finding.verdict == domain::Verdict::Passed},
            {"known", finding.verdict != domain::Verdict::NotYetKnown}, {"why", words_of(finding, facts)}});
    call->answer(200, list);
}

/// The prefecture's programmes are the prefecture's; a municipality writes the rules of its own.
domain::Ownership ownership_of_programme(domain::Programme const& programme)
{
    domain::Ownership whose;
    whose.municipality = programme.organisation.value;
    return whose;
}

void answer_rules(CallPtr const& call, Services& services)
{
    if (!call->need_actor())
        return;
    auto reader = services.readers.lend();
    auto const programme = programme_with(*reader, call->part(0));
    if (!programme)
        return call->not_found("programme");
    auto const text = need(reader->programme_rules(programme->id));
    auto const object = text ? protocol::parse_json(*text) : json{{"rules", json::array()}};
    if (!object)
        return call->world_failed(object.error().message);
    call->answer(200, *object);
}

void save_rules(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto reader = services.readers.lend();
    auto const programme = programme_with(*reader, call->part(0));
    if (!programme)
        return call->not_found("programme");
    if (!call->need_right(*actor, domain::Right::WriteSubsidy, ownership_of_programme(*programme)))
        return;
    auto const body = call->json_body();
    if (!body)
        return;
    if (auto const rules = core::rules_from(*body); !rules)
        return call->problem(422, "Cannot be stored", "Some rules are missing or wrong", rules.error());
    core::SaveRules command{programme->id, body->dump(), actor->login};
    auto const good = [call, body = *body](core::Done const&) { call->answer(200, body); };
    if (!services.submit(std::move(command), on<core::Done>(call, good)))
        call->too_busy();
}

} // namespace

void add_eligibility_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/sessions/{}/eligibility",
        [&services](CallPtr const& call) { answer_eligibility(call, services); });
    router.add(
        "GET", "/v1/programmes/{}/rules", [&services](CallPtr const& call) { answer_rules(call, services); });
    router.add(
        "PUT", "/v1/programmes/{}/rules", [&services](CallPtr const& call) { save_rules(call, services); });
}

} // namespace meguri::hub::routes
