// The hub on subsidies: their histories, which are only ever added to, what sessions cost, and that no
// session counts for two.
#include "admin/hub/core/counted_sessions.h"
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"
#include "admin/hub/core/refusals.h"
#include "admin/hub/core/stored_rules.h"
#include "shared/domain/fiscal_year.h"
#include "shared/domain/subsidy_entry.h"

#include <algorithm>

namespace meguri::hub::core {

namespace {

Refusal wrong_fields(std::vector<domain::FieldProblem> fields)
{
    return {RefusalKind::Invalid, "invalid", "Some fields cannot be stored", std::move(fields), {}};
}

std::string yen_text(std::optional<std::int64_t> yen)
{
    return yen ? std::to_string(*yen) : "-";
}

Refusal step_refused(domain::SubsidyEntry const& entry, std::vector<domain::SubsidyStep> const& allowed)
{
    Refusal refusal{RefusalKind::Conflict, "step_not_allowed",
        "The scheme's path does not allow " + std::string(domain::name_of(entry.step)) + " here", {}, {}};
    for (auto const step : allowed)
        refusal.allowed.emplace_back(domain::name_of(step));
    return refusal;
}

/// By the path: the step itself, or for a correction what was written after it.
std::optional<Refusal> refused_by(domain::SubsidyPath const& path,
    std::vector<domain::SubsidyEntry> const& history, domain::SubsidyEntry const& entry)
{
    if (!entry.corrects) {
        auto const allowed = domain::check_next(path, history, entry.step);
        return allowed ? std::nullopt : std::optional(step_refused(entry, allowed.error()));
    }
    auto after = history;
    after.push_back(entry);
    bool const was_whole = domain::is_along(path, history);
    if (was_whole ? !domain::is_along(path, after) : !domain::is_continued(path, after))
        return conflict("later_steps_stand", "What was written later could not stand without that entry");
    return std::nullopt;
}

} // namespace

Outcome Hub::run(AddSubsidy const& command)
{
    auto row = command.subsidy;
    auto const programmes = need(m_store.programmes(std::nullopt));
    bool const is_known = std::any_of(
        programmes.begin(), programmes.end(), [&](auto const& one) { return one.id == row.programme; });
    if (!is_known)
        return Refusal{RefusalKind::Invalid, "unknown_programme", "There is no such programme",
            {{"programme", "is not a programme of this hub"}}, {}};
    bool const has_own_path = rules_of(m_store, row.programme).path.has_value();
    if (row.path == programmes_own_path && !has_own_path)
        return wrong_fields({{"path", "is not in the rules of the programme"}});
    if (row.path.empty())
        row.path = has_own_path ? programmes_own_path : "full";
    for (auto const& other : need(m_store.subsidies(row.fiscal_year, row.municipality)))
        if (other.programme == row.programme)
            return Refusal{RefusalKind::Conflict, "exists",
                "This municipality has subsidy " + other.id.value + " for this programme and year", {}, {}};
    row.id = domain::SubsidyId("g" + std::to_string(need(m_store.next_seq())));
    need(m_store.put(row));
    audit(command.by, "subsidy.created", row.id.value, row.municipality);
    return SubsidyAnswer{row.id};
}

Outcome Hub::run(AddSubsidyStep const& command)
{
    auto const found = need(m_store.subsidy(command.subsidy));
    if (!found)
        return not_found("subsidy");
    auto const rules = rules_of(m_store, found->programme);
    auto entry = command.entry;
    auto const today = domain::tokyo_date(m_clock.now());
    // Whoever writes it knows of it today; when it was stays open.
    if (!entry.date && !entry.known_by)
        entry.known_by = today;
    if (!entry.corrects)
        if (auto refusal = refused_by(path_of(*found, rules), found->history, entry))
            return *refusal;
    auto problems
        = domain::problems_of(found->history, entry, {{found->fiscal_year}, today, rules.year_cap_yen});
    if (!problems.empty())
        return wrong_fields(std::move(problems));
    if (entry.corrects)
        if (auto refusal = refused_by(path_of(*found, rules), found->history, entry))
            return *refusal;
    auto const number = static_cast<int>(found->history.size()) + 1;
    need(m_store.add_step(command.subsidy, number, entry, command.by, m_clock.now()));
    need(m_store.next_seq());
    auto const what = entry.corrects ? "corrected" : std::string(domain::name_of(entry.step));
    auto const which = entry.corrects ? "entry " + std::to_string(*entry.corrects) : std::string();
    audit(command.by, "subsidy." + what, command.subsidy.value, which);
    return SubsidyAnswer{command.subsidy};
}

Outcome Hub::run(SaveCost const& command)
{
    auto const view = need(m_store.session(command.session));
    if (!view)
        return not_found("session");
    if (command.real_yen && view->row.session.starts_at > m_clock.now())
        return wrong_fields(
            {{"real", "is known only once the class began: write what is planned into planned"}});
    auto const before = need(m_store.session_cost(command.session));
    if (before && before->planned_yen == command.planned_yen && before->real_yen == command.real_yen)
        return Done();
    need(m_store.put(store::SessionCostRow{
        command.session, command.planned_yen, command.real_yen, command.by, m_clock.now()}));
    audit(command.by, "session.cost", command.session.value,
        "planned " + yen_text(command.planned_yen) + ", real " + yen_text(command.real_yen));
    return Done();
}

Outcome Hub::run(ClaimSession const& command)
{
    auto const subsidy = need(m_store.subsidy(command.subsidy));
    if (!subsidy)
        return not_found("subsidy");
    auto const view = need(m_store.session(command.session));
    if (!view)
        return wrong_fields({{"session", "is not a session of this hub"}});
    auto const& session = view->row.session;
    CountedSessions const counted(m_store, subsidy->municipality, subsidy->fiscal_year);
    auto const* scope = counted.scope_of(subsidy->id);
    if (!scope || !domain::may_count(*scope, counted.funded(session)))
        return wrong_fields({{"session", "is not of the municipality and fiscal year of this subsidy"}});
    if (session.state == domain::SessionState::Draft || session.state == domain::SessionState::Cancelled)
        return wrong_fields({{"session", "is a draft or cancelled: it counts for nothing"}});
    auto const claim = need(m_store.session_claim(command.session));
    auto const now = counted.subsidy_of(session, claim ? std::optional(claim->claim) : std::nullopt);
    if (command.counts && now == command.subsidy)
        return Done();
    if (command.counts && now)
        return conflict("counted_elsewhere",
            "This session counts for subsidy " + now->value
                + "; it cannot be paid for twice. Take it out there first");
    if (!command.counts && now != command.subsidy)
        return conflict("not_counted",
            now ? "This session counts for subsidy " + now->value + ", not for this one"
                : "This session counts for no subsidy");
    store::SessionClaimRow row{command.session, {}, command.reason, command.by, m_clock.now()};
    if (command.counts)
        row.claim.subsidy = command.subsidy;
    need(m_store.put(row));
    audit(command.by, command.counts ? "session.counted" : "session.not_counted", command.session.value,
        command.subsidy.value);
    return Done();
}

} // namespace meguri::hub::core
