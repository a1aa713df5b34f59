#include "admin/hub/routes/call.h"

#include "admin/hub/routes/wire.h"
#include "shared/base/log.h"

#include <charconv>

namespace meguri::hub::routes {

using nlohmann::json;

std::string dump(json const& body)
{
    return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

server::Response json_response(int status, json const& body)
{
    server::Response response;
    response.status = status;
    response.body = dump(body);
    return response;
}

Call::Call(server::Request request, server::Reply reply)
    : m_request(std::move(request))
    , m_reply(std::move(reply))
{
}

void Call::answer(server::Response response)
{
    m_reply(std::move(response));
}
void Call::answer(int status, json const& body)
{
    m_reply(json_response(status, body));
}

void Call::problem(int status, std::string const& title, std::string const& detail,
    std::vector<protocol::FieldReason> const& fields, json extra)
{
    json body = std::move(extra);
    body["type"] = "about:blank";
    body["title"] = title;
    body["status"] = status;
    body["detail"] = detail;
    body["errors"] = json::array();
    for (auto const& field : fields)
        body["errors"].push_back({{"field", field.field}, {"reason", field.reason}});
    auto response = json_response(status, body);
    response.content_type = "application/problem+json";
    if (status == 401)
        response.headers.emplace_back("WWW-Authenticate", "Bearer");
    if (status == 503)
        response.headers.emplace_back("Retry-After", "2");
    m_reply(std::move(response));
}

void Call::refuse(core::Refusal const& refusal)
{
    std::vector<protocol::FieldReason> fields;
    for (auto const& field : refusal.fields)
        fields.push_back({field.field, field.reason});
    json extra{{"reason", refusal.reason}};
    if (!refusal.allowed.empty())
        extra["allowed"] = refusal.allowed;
    for (auto const& clash : refusal.clashes)
        extra["clashes"].push_back(wire_clash(clash));
    switch (refusal.kind) {
    case core::RefusalKind::Invalid:
        return problem(422, "Cannot be stored", refusal.detail, fields, extra);
    case core::RefusalKind::NotFound:
        return problem(404, "Not found", refusal.detail, fields, extra);
    case core::RefusalKind::Conflict:
        return problem(409, "Refused by a rule", refusal.detail, fields, extra);
    case core::RefusalKind::Stale:
        return problem(412, "Changed by somebody else", refusal.detail, fields, extra);
    case core::RefusalKind::KeyReused:
        return problem(422, "Idempotency-Key reused", refusal.detail, fields, extra);
    case core::RefusalKind::WrongCode:
        return problem(403, "Wrong code", refusal.detail, fields, extra);
    case core::RefusalKind::TooMany:
        return too_often(refusal);
    }
}

void Call::world_failed(std::string const& message)
{
    base::log::error(m_request.method + " " + m_request.path + ": " + message);
    problem(503, "Try again", "The hub could not read or write its disk just now; nothing was changed");
}

void Call::too_often(core::Refusal const& refusal)
{
    json const body{{"type", "about:blank"}, {"title", "Too many tries"}, {"status", 429},
        {"detail", refusal.detail}, {"reason", refusal.reason}, {"retry_after", refusal.retry_after_s},
        {"errors", json::array()}};
    auto response = json_response(429, body);
    response.content_type = "application/problem+json";
    response.headers.emplace_back("Retry-After", std::to_string(refusal.retry_after_s));
    answer(std::move(response));
}

void Call::too_busy()
{
    ask_later("The hub has more to write than it can queue; try again after the time of Retry-After",
        std::chrono::seconds(5));
}

void Call::ask_later(std::string const& detail, std::chrono::seconds wait)
{
    json const body{{"type", "about:blank"}, {"title", "Too many at once"}, {"status", 429},
        {"detail", detail}, {"errors", json::array()}};
    auto response = json_response(429, body);
    response.content_type = "application/problem+json";
    response.headers.emplace_back("Retry-After", std::to_string(wait.count()));
    answer(std::move(response));
}

std::optional<json> Call::json_body()
{
    auto body = protocol::parse_json(m_request.body);
    if (!body) {
        problem(400, "Not JSON", body.error().message, {{"body", body.error().message}});
        return std::nullopt;
    }
    if (!body->is_object()) {
        problem(400, "Not an object", "The body must be a JSON object", {{"body", "must be a JSON object"}});
        return std::nullopt;
    }
    return std::move(*body);
}

std::optional<std::pair<base::Time, base::Time>> Call::day_span(base::Time now, int days)
{
    std::optional<domain::Date> span[2];
    char const* const names[]{"from", "to"};
    for (int i = 0; i < 2; ++i) {
        auto const text = text_parameter(names[i]);
        span[i] = domain::date_from_iso(text);
        if (text.empty() || span[i])
            continue;
        problem(400, "Bad parameter", std::string(names[i]) + " must be a day",
            {{names[i], "must be a day like 2026-10-08"}});
        return std::nullopt;
    }
    auto const first = span[0].value_or(domain::tokyo_date(now));
    auto const last = span[1].value_or(domain::Date(std::chrono::sys_days(first) + std::chrono::days(days)));
    if (last < first) {
        problem(400, "Bad parameter", "to must not be before from", {{"to", "must not be before from"}});
        return std::nullopt;
    }
    auto const begin = [](domain::Date day) { return domain::from_tokyo({day, 0, 0, 0}); };
    return std::pair(begin(first), begin(last) + std::chrono::days(1));
}

std::optional<domain::Actor> Call::need_actor()
{
    if (!m_actor)
        problem(401, "Log in first",
            "This needs a token from /v1/login or an API key, and none that is valid was sent");
    return m_actor;
}

bool Call::need_right(domain::Actor const& actor, domain::Right right, domain::Ownership const& whose)
{
    if (domain::may(actor, right, whose))
        return true;
    problem(403, "Not yours", "Your role and organisation do not allow this here");
    return false;
}

std::optional<std::int64_t> Call::integer_parameter(
    std::string_view name, std::int64_t fallback, std::int64_t least, std::int64_t most)
{
    auto const text = m_request.parameter(name);
    if (!text)
        return fallback;
    std::int64_t value = 0;
    auto const [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    bool const is_number = error == std::errc() && end == text->data() + text->size();
    if (!is_number || value < least || value > most) {
        auto const reason
            = "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most);
        problem(400, "Bad parameter", std::string(name) + " " + reason, {{std::string(name), reason}});
        return std::nullopt;
    }
    return value;
}

std::string Call::text_parameter(std::string_view name) const
{
    return std::string(m_request.parameter(name).value_or(std::string_view()));
}

} // namespace meguri::hub::routes
