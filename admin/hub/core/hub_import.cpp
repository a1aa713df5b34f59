// The hub on many sessions at once, as a carrier hands them in: all of them, or none.
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace meguri::hub::core {

using domain::SessionState;

namespace {

bool is_same(domain::Session const& one, domain::Session const& other)
{
    return one.ends_at == other.ends_at && one.capacity == other.capacity && one.level == other.level
        && one.topics == other.topics && one.format == other.format && one.programme == other.programme;
}

/// The one that stands, with what a file says of it.
domain::Session merged(domain::Session before, domain::Session const& wanted)
{
    before.ends_at = wanted.ends_at;
    if (before.parts.size() == 1)
        before.parts.front().ends_at = wanted.ends_at;
    before.capacity = wanted.capacity;
    before.level = wanted.level;
    before.topics = wanted.topics;
    before.format = wanted.format;
    before.programme = wanted.programme;
    return before;
}

std::string place(int line, std::string const& field = "")
{
    return "line " + std::to_string(line) + (field.empty() ? "" : ", " + field);
}

} // namespace

/// A class is the same one when provider, venue, start and title are: carriers have no ids of ours.
std::optional<store::SessionView> Hub::standing(domain::Session const& session)
{
    store::SessionFilter filter;
    filter.venue = session.venue.value;
    filter.provider = session.provider.value;
    filter.from = session.starts_at;
    filter.to = session.starts_at + std::chrono::seconds(1);
    filter.is_public_only = false;
    for (auto& view : need(m_store.sessions(filter)))
        if (view.row.session.title == session.title && view.row.session.starts_at == session.starts_at)
            return view;
    return std::nullopt;
}

/// One line of the file: what is to be done with it, or what is wrong with it.
ImportedSession Hub::plan_import(SessionLine const& line, std::vector<domain::FieldProblem>& problems)
{
    ImportedSession planned{line.line, {}, ImportedSession::Fate::Created};
    auto session = line.session;
    if (auto const known = standing(session)) {
        planned.id = known->row.session.id;
        if (is_same(known->row.session, session)) {
            planned.fate = ImportedSession::Fate::Unchanged;
            return planned;
        }
        auto const state = known->row.session.state;
        if (state == SessionState::Held || state == SessionState::Cancelled)
            problems.push_back({place(line.line),
                "this class is " + std::string(domain::name_of(state)) + " and is not changed any more"});
        planned.fate = ImportedSession::Fate::Changed;
        session = merged(known->row.session, session);
    }
    if (auto const refusal = complete(session))
        for (auto const& field : refusal->fields)
            problems.push_back({place(line.line, field.field), field.reason});
    return planned;
}

Outcome Hub::run(ImportSessions const& command)
{
    Refusal refusal{RefusalKind::Invalid, "invalid", "Nothing was imported: some lines are wrong", {}, {}};
    ImportedAnswer answer;
    std::map<std::tuple<std::string, std::string, base::Time, std::string>, int> seen;
    for (auto const& line : command.lines) {
        auto const& session = line.session;
        auto const [first, is_new] = seen.emplace(
            std::tuple(session.provider.value, session.venue.value, session.starts_at, session.title),
            line.line);
        if (!is_new)
            refusal.fields.push_back({place(line.line), "is the same class as " + place(first->second)});
        answer.sessions.push_back(plan_import(line, refusal.fields));
    }
    if (!refusal.fields.empty())
        return refusal;
    if (command.is_dry_run)
        return answer;
    for (std::size_t i = 0; i < command.lines.size(); ++i)
        if (auto refused = import(command, command.lines[i].session, answer.sessions[i])) {
            for (auto& field : refused->fields)
                field.field = place(command.lines[i].line, field.field);
            if (refused->fields.empty())
                refused->fields.push_back({place(command.lines[i].line), refused->detail});
            return *refused;
        }
    return answer;
}

std::optional<Refusal> Hub::import(
    ImportSessions const& command, domain::Session const& session, ImportedSession& imported)
{
    Outcome outcome = SessionAnswer{imported.id, 0};
    if (imported.fate == ImportedSession::Fate::Created)
        outcome = create_session({session, std::nullopt, command.by});
    if (imported.fate == ImportedSession::Fate::Changed) {
        auto const before = need(m_store.session(imported.id));
        if (before)
            outcome = change_session(
                {merged(before->row.session, session), before->row.session.version, command.by});
    }
    if (auto const* refused = std::get_if<Refusal>(&outcome))
        return *refused;
    if (auto const* answer = std::get_if<SessionAnswer>(&outcome))
        imported.id = answer->id;
    if (command.is_published && imported.fate == ImportedSession::Fate::Created) {
        outcome = run(
            ActOnSession{imported.id, domain::SessionAction::Publish, "", command.by, command.is_carrier});
        if (auto const* refused = std::get_if<Refusal>(&outcome))
            return *refused;
    }
    return std::nullopt;
}

} // namespace meguri::hub::core
