// POST /v1/sessions/import: a file of sessions, taken whole or not at all.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/session_lines.h"

#include <algorithm>

namespace meguri::hub::routes {

using core::need;
using nlohmann::json;

namespace {

char const* word_of(core::ImportedSession::Fate fate)
{
    switch (fate) {
    case core::ImportedSession::Fate::Created:
        return "created";
    case core::ImportedSession::Fate::Changed:
        return "changed";
    case core::ImportedSession::Fate::Unchanged:
        return "unchanged";
    }
    return "";
}

json wire_import(core::ImportedAnswer const& answer, bool is_dry_run)
{
    json body{{"dry_run", is_dry_run}, {"created", 0}, {"changed", 0}, {"unchanged", 0},
        {"sessions", json::array()}};
    for (auto const& one : answer.sessions) {
        auto const* word = word_of(one.fate);
        body[word] = body[word].get<int>() + 1;
        json line{{"line", one.line}, {"result", word}};
        if (!one.id.is_empty())
            line["id"] = one.id.value;
        body["sessions"].push_back(std::move(line));
    }
    return body;
}

/// `?dry_run`, `?dry_run=1` and `=true` say yes.
bool is_asked(Call const& call, std::string_view name)
{
    auto const text = call.request().parameter(name);
    return text && (text->empty() || *text == "1" || *text == "true");
}

/// Lines that the caller may not write, named; empty when he may write them all.
std::vector<protocol::FieldReason> foreign_lines(domain::Actor const& actor,
    std::vector<core::SessionLine> const& lines, std::vector<domain::Venue> const& venues)
{
    std::map<domain::VenueId, std::string> towns;
    for (auto const& venue : venues)
        towns.emplace(venue.id, venue.municipality.text());
    std::vector<protocol::FieldReason> found;
    for (auto const& [line, session] : lines)
        if (!domain::may(actor, domain::Right::WriteSession,
                {towns[session.venue], session.provider.value, session.venue.value, false}))
            found.push_back({"line " + std::to_string(line) + ", provider",
                "is not yours, and neither is the municipality of the venue"});
    return found;
}

void import_sessions(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto reader = services.readers.lend();
    LineDefaults defaults;
    bool const is_holder = actor->role == domain::Role::Provider || actor->role == domain::Role::Municipality;
    if (!is_holder)
        return call->problem(403, "Not yours", "Sessions are brought in by those who hold them");
    defaults.provider = actor->organisation;
    if (auto const programme = call->text_parameter("programme"); !programme.empty()) {
        auto const all = need(reader->programmes(std::nullopt));
        if (std::none_of(all.begin(), all.end(), [&](auto const& one) { return one.id.value == programme; }))
            return call->problem(422, "Cannot be stored", "There is no such programme",
                {{"programme", "is not a programme of this hub"}});
        defaults.programme = domain::ProgrammeId(programme);
    }
    auto const venues = need(reader->venues(""));
    auto lines = session_lines_from(call->request().body, venues, defaults);
    if (!lines)
        return call->problem(
            422, "Cannot be stored", "Nothing was imported: some lines are wrong", lines.error());
    if (auto const foreign = foreign_lines(*actor, *lines, venues); !foreign.empty())
        return call->problem(403, "Not yours", "Nothing was imported: some lines are another's", foreign);
    bool const is_dry_run = is_asked(*call, "dry_run");
    core::ImportSessions command{std::move(*lines), is_dry_run, is_asked(*call, "publish"), actor->login,
        actor->role == domain::Role::Provider};
    auto const good = [call, is_dry_run](core::ImportedAnswer const& answer) {
        call->answer(200, wire_import(answer, is_dry_run));
    };
    if (!services.submit(std::move(command), on<core::ImportedAnswer>(call, good)))
        call->too_busy();
}

} // namespace

void add_session_import_routes(Router& router)
{
    auto& services = router.services();
    router.add(
        "POST", "/v1/sessions/import", [&services](CallPtr const& call) { import_sessions(call, services); });
}

} // namespace meguri::hub::routes
