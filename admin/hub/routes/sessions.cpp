// The sessions: list, one, create, change whole, and the actions that move their state.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/etag.h"
#include "admin/hub/routes/session_body.h"
#include "admin/hub/routes/session_pages.h"
#include "admin/hub/routes/wire.h"
#include "shared/domain/tokyo_time.h"

#include <algorithm>
#include <charconv>

namespace meguri::hub::routes {

using nlohmann::json;

namespace {

domain::SessionId id_of(Call const& call)
{
    return domain::SessionId(call.part(0));
}

/// A day (its beginning in Japan) or a moment.
std::optional<base::Time> time_parameter(Call& call, std::string_view name, bool& is_good)
{
    auto const text = call.request().parameter(name);
    if (!text || text->empty())
        return std::nullopt;
    if (auto const time = domain::time_from_iso(*text))
        return time;
    if (auto const date = domain::date_from_iso(*text))
        return domain::from_tokyo({*date, 0, 0, 0});
    is_good = false;
    call.problem(400, "Bad parameter", std::string(name) + " must be a day or a time",
        {{std::string(name), "must be like 2026-10-08 or 2026-10-08T10:00:00+09:00"}});
    return std::nullopt;
}

/// The cursor is start and id of the last one seen: `1790000000-s12`.
std::optional<std::pair<base::Time, std::string>> cursor_from(std::string const& text)
{
    auto const dash = text.find('-');
    long long seconds = 0;
    auto const [end, error]
        = std::from_chars(text.data(), text.data() + std::min(dash, text.size()), seconds);
    if (dash == std::string::npos || error != std::errc() || end != text.data() + dash
        || dash + 1 == text.size())
        return std::nullopt;
    return std::pair(base::time_of(seconds), text.substr(dash + 1));
}

/// Drafts are seen by whoever may write the session; everybody sees the public states.
bool may_see(Call const& call, store::SessionView const& view)
{
    if (store::is_public(view.row))
        return true;
    return call.actor() && domain::may(*call.actor(), domain::Right::SeeDraft, ownership_of(view));
}

json session_json(Call const& call, store::SessionView const& view)
{
    bool const is_staff
        = call.actor() && domain::may(*call.actor(), domain::Right::SeeDraft, ownership_of(view));
    return is_staff ? wire_for_staff(view) : protocol::to_json(wire_session(view));
}

/// Whether each of the list's own parameters stands there once at most; answers 400 otherwise, as nobody
/// could know which one was meant. Others may be there, and mean nothing.
bool are_parameters_single(Call& call)
{
    for (auto const* name :
        {"municipality", "provider", "venue", "format", "from", "to", "ends_after", "after"}) {
        auto const& query = call.request().query;
        auto const count
            = std::count_if(query.begin(), query.end(), [&](auto const& one) { return one.first == name; });
        if (count <= 1)
            continue;
        call.problem(400, "Bad parameter", std::string(name) + " stands there more than once",
            {{name, "may stand there once; ask once for each"}});
        return false;
    }
    return true;
}

std::optional<store::SessionFilter> filter_from(Call& call, int limit)
{
    bool is_good = are_parameters_single(call);
    store::SessionFilter filter;
    filter.municipality = call.text_parameter("municipality");
    filter.provider = call.text_parameter("provider");
    filter.venue = call.text_parameter("venue");
    if (is_good)
        filter.from = time_parameter(call, "from", is_good);
    if (is_good)
        filter.to = time_parameter(call, "to", is_good);
    if (is_good)
        filter.ends_after = time_parameter(call, "ends_after", is_good);
    if (!is_good)
        return std::nullopt;
    filter.is_public_only = !call.actor();
    filter.limit = limit;
    if (auto const format = call.text_parameter("format"); !format.empty()) {
        filter.format = domain::from_name<domain::SessionFormat>(format);
        if (!filter.format) {
            auto const reason = "must be one of " + domain::all_names<domain::SessionFormat>();
            call.problem(400, "Bad parameter", "format " + reason, {{"format", reason}});
            return std::nullopt;
        }
    }
    if (auto const after = call.text_parameter("after"); !after.empty()) {
        filter.after = cursor_from(after);
        if (!filter.after) {
            call.problem(400, "Bad parameter", "after is not a cursor of this list",
                {{"after", "must be the `next` of an earlier answer"}});
            return std::nullopt;
        }
    }
    return filter;
}

/// `filter` asks for one more than a page holds.
json session_list(Call const& call, store::SessionFilter const& filter, store::Reader& reader, base::Time now)
{
    auto views = core::need(reader.sessions(filter));
    json next = nullptr;
    if (static_cast<int>(views.size()) == filter.limit) {
        views.pop_back();
        auto const& last = views.back().row.session;
        next = std::to_string(base::seconds_of(last.starts_at)) + "-" + last.id.value;
    }
    auto list = json::array();
    for (auto const& view : views)
        if (may_see(call, view))
            list.push_back(session_json(call, view));
    return {{"sessions", std::move(list)}, {"next", next}, {"as_of", domain::to_iso(now)}};
}

void list_sessions(CallPtr const& call, Services& services, SessionPages& pages, Metrics& metrics)
{
    auto const filter = filter_from(*call, services.settings.max_results + 1);
    if (!filter)
        return;
    auto reader = services.readers.lend();
    auto const now = services.clock.now();
    // What somebody with a token may see is his own affair, and made for him.
    if (call->actor())
        return call->answer(200, session_list(*call, *filter, *reader, now));
    auto const head = core::need(reader->head_seq());
    server::Response response;
    response.headers = {{"ETag", SessionPages::tag(head)}};
    if (names_tag(call->request().header("if-none-match"), SessionPages::tag(head))) {
        response.status = 304;
        response.content_type.clear();
        return call->answer(std::move(response));
    }
    response.shared_body = pages.page(*filter, head, services.clock.monotonic(),
        [&] { return dump(session_list(*call, *filter, *reader, now)); });
    metrics.set("meguri_list_pages_built_total", {}, pages.built());
    metrics.set("meguri_list_pages_kept", {}, static_cast<std::int64_t>(pages.kept()));
    metrics.set("meguri_list_pages_kept_bytes", {}, static_cast<std::int64_t>(pages.bytes()));
    call->answer(std::move(response));
}

std::optional<store::SessionView> find_session(CallPtr const& call, Services& services)
{
    auto reader = services.readers.lend();
    auto view = core::need(reader->session(id_of(*call)));
    if (!view || !may_see(*call, *view)) {
        call->not_found("session");
        return std::nullopt;
    }
    return view;
}

void answer_with(CallPtr const& call, Services& services, int status, core::SessionAnswer const& answer)
{
    try {
        auto reader = services.readers.lend();
        auto const view = core::need(reader->session(answer.id));
        auto response = json_response(status, session_json(*call, view.value()));
        response.headers.emplace_back("ETag", "\"" + std::to_string(answer.version) + "\"");
        if (status == 201)
            response.headers.emplace_back("Location", "/v1/sessions/" + answer.id.value);
        call->answer(std::move(response));
    } catch (core::StorageTrouble const& trouble) {
        call->world_failed(trouble.error.message);
    }
}

void save_session(CallPtr const& call, Services& services, std::optional<store::SessionView> const& before)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto const body = call->json_body();
    if (!body)
        return;
    auto session = session_from_body(*body,
        actor->role == domain::Role::Provider || actor->role == domain::Role::Municipality
            ? actor->organisation
            : "prefecture");
    if (!session)
        return call->problem(422, "Cannot be stored", "Some fields are missing or wrong", session.error());
    auto reader = services.readers.lend();
    auto const venue = core::need(reader->venue(session->venue));
    if (!venue)
        return call->problem(
            422, "Cannot be stored", "There is no such venue", {{"venue", "is not a venue of this hub"}});
    if (!call->need_right(*actor, domain::Right::WriteSession,
            {venue->municipality.text(), session->provider.value, venue->id.value, false}))
        return;
    // Nobody takes over another's session by writing himself into it.
    if (before && !call->need_right(*actor, domain::Right::WriteSession, ownership_of(*before)))
        return;
    // What a program that does not know it yet leaves out stays as it is.
    if (before && !body->contains("draw"))
        session->lottery = before->row.session.lottery;
    if (before && !body->contains("minimum_participants"))
        session->minimum_participants = before->row.session.minimum_participants;
    auto const reason = override_reason(
        *call, *actor, *body, {venue->municipality.text(), session->provider.value, venue->id.value, false});
    if (!reason)
        return;
    core::SaveSession command{std::move(*session), std::nullopt, actor->login, *reason};
    if (before) {
        auto version = call->request().header("if-match");
        if (version.size() >= 2 && version.front() == '"' && version.back() == '"')
            version = version.substr(1, version.size() - 2);
        std::int64_t number = 0;
        auto const [end, error] = std::from_chars(version.data(), version.data() + version.size(), number);
        if (version.empty())
            return call->problem(428, "If-Match needed", "Send the version you saw, as If-Match: \"7\"");
        if (error != std::errc() || end != version.data() + version.size())
            return call->problem(
                412, "Changed by somebody else", "If-Match is not a version of this session");
        command.session.id = before->row.session.id;
        command.expected_version = number;
    }
    int const status = before ? 200 : 201;
    auto const good = [call, &services, status](
                          core::SessionAnswer const& answer) { answer_with(call, services, status, answer); };
    if (!services.submit(std::move(command), on<core::SessionAnswer>(call, good)))
        call->too_busy();
}

void act_on_session(CallPtr const& call, Services& services, domain::SessionAction action)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto const view = find_session(call, services);
    if (!view || !call->need_right(*actor, domain::Right::WriteSession, ownership_of(*view)))
        return;
    std::string reason;
    if (!call->request().body.empty()) {
        auto const body = call->json_body();
        if (!body)
            return;
        protocol::Reader reader(*body);
        reason = reader.text_or(action == domain::SessionAction::Arrange ? "waiting_for" : "reason", "", 500);
        if (!reader.is_good())
            return call->problem(422, "Cannot be stored", "The reason must be a text", reader.problems());
    }
    core::ActOnSession command{
        view->row.session.id, action, reason, actor->login, actor->role == domain::Role::Provider};
    auto const good
        = [call, &services](core::SessionAnswer const& answer) { answer_with(call, services, 200, answer); };
    if (!services.submit(std::move(command), on<core::SessionAnswer>(call, good)))
        call->too_busy();
}

} // namespace

void add_session_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/sessions",
        [&services, metrics = router.metrics(), pages = std::make_shared<SessionPages>()](
            CallPtr const& call) { list_sessions(call, services, *pages, *metrics); });
    router.add("POST", "/v1/sessions",
        [&services](CallPtr const& call) { save_session(call, services, std::nullopt); });
    router.add("GET", "/v1/sessions/{}", [&services](CallPtr const& call) {
        if (auto const view = find_session(call, services)) {
            auto response = json_response(200, session_json(*call, *view));
            response.headers.emplace_back("ETag", "\"" + std::to_string(view->row.session.version) + "\"");
            call->answer(std::move(response));
        }
    });
    router.add("PUT", "/v1/sessions/{}", [&services](CallPtr const& call) {
        if (!call->need_actor())
            return;
        if (auto const view = find_session(call, services))
            save_session(call, services, view);
    });
    for (auto const& [action, name] : domain::Names<domain::SessionAction>::entries)
        router.add("POST", "/v1/sessions/{}/" + std::string(name),
            [&services, action = action](CallPtr const& call) { act_on_session(call, services, action); });
}

} // namespace meguri::hub::routes
