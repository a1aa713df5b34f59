#include "admin/hub/routes/router.h"

#include "admin/hub/core/need.h"
#include "shared/base/log.h"

#include <algorithm>
#include <array>

namespace meguri::hub::routes {

namespace {

std::vector<std::string> segments_of(std::string_view path)
{
    std::vector<std::string> segments;
    while (!path.empty()) {
        path.remove_prefix(1);
        auto const end = path.find('/');
        segments.emplace_back(path.substr(0, end));
        path = end == std::string_view::npos ? std::string_view() : path.substr(end);
    }
    return segments;
}

std::optional<std::vector<std::string>> match(
    std::vector<std::string> const& pattern, std::vector<std::string> const& path)
{
    if (pattern.size() != path.size())
        return std::nullopt;
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (pattern[i] == "{}" && !path[i].empty())
            parts.push_back(path[i]);
        else if (pattern[i] != path[i])
            return std::nullopt;
    }
    return parts;
}

} // namespace

Readers::Lent::~Lent()
{
    std::lock_guard const lock(m_home.m_mutex);
    m_home.m_idle.push_back(std::move(m_reader));
}

Readers::Lent Readers::lend()
{
    {
        std::lock_guard const lock(m_mutex);
        if (!m_idle.empty()) {
            auto reader = std::move(m_idle.back());
            m_idle.pop_back();
            return {*this, std::move(reader)};
        }
    }
    return {*this, core::need(m_open())};
}

std::string secret_hash(crypto::Crypto const& crypto, std::string_view secret)
{
    return base::to_hex(crypto.hash(base::bytes_of(secret)));
}

std::string new_secret(base::Random& random)
{
    return base::to_hex(random.bytes(32));
}

std::string_view bearer(server::Request const& request)
{
    auto const header = request.header("authorization");
    constexpr std::string_view scheme = "Bearer ";
    return header.starts_with(scheme) ? header.substr(scheme.size()) : std::string_view();
}

Router::Router(Services services)
    : m_services(std::move(services))
    , m_rate_limit(m_services.settings.key_requests_a_minute)
{
}

void Router::add(std::string method, std::string const& pattern, Route route)
{
    m_entries.push_back({std::move(method), pattern, segments_of(pattern), std::move(route)});
}

std::optional<domain::Actor> Router::actor_of(server::Request const& request)
{
    auto const secret = bearer(request);
    if (secret.empty())
        return std::nullopt;
    auto const hash = secret_hash(m_services.crypto, secret);
    auto reader = m_services.readers.lend();
    if (auto const token = core::need(reader->token(hash))) {
        if (token->expires_at < m_services.clock.now())
            return std::nullopt;
        auto const user = core::need(reader->user(token->login));
        return user && !user->off_since
            ? std::optional(domain::Actor{user->login, user->role, user->organisation})
            : std::nullopt;
    }
    auto const key = core::need(reader->api_key(hash));
    if (!key || (key->revoked_at && *key->revoked_at <= m_services.clock.now()))
        return std::nullopt;
    // What somebody tries things out with opens nothing where real people are.
    if (key->is_sandbox && !core::need(reader->setting("demo")))
        return std::nullopt;
    return domain::Actor{"key:" + key->name, domain::Role::Provider, key->organisation};
}

std::vector<std::pair<std::string, std::string>> Router::table() const
{
    std::vector<std::pair<std::string, std::string>> table;
    for (auto const& entry : m_entries)
        table.emplace_back(entry.method, entry.pattern);
    return table;
}

bool Router::is_too_often(CallPtr const& call)
{
    auto const& actor = call->actor();
    if (!actor || !actor->login.starts_with("key:"))
        return false;
    auto const wait = m_rate_limit.wait(actor->organisation + " " + actor->login, m_services.clock.now());
    if (!wait)
        return false;
    m_metrics->count("meguri_key_limited_total", {{"organisation", actor->organisation}});
    call->ask_later("This key has asked too often; try again after the time of Retry-After", *wait);
    return true;
}

void Router::find_and_run(CallPtr const& call, std::string& pattern)
{
    auto const path = segments_of(call->request().path);
    bool const is_head = call->request().method == "HEAD";
    std::string allowed;
    for (auto const& entry : m_entries) {
        auto parts = match(entry.segments, path);
        if (!parts)
            continue;
        pattern = entry.pattern;
        if (entry.method != (is_head ? "GET" : call->request().method)) {
            allowed += (allowed.empty() ? "" : ", ") + entry.method;
            continue;
        }
        call->set_parts(std::move(*parts));
        call->set_actor(actor_of(call->request()));
        if (!is_too_often(call))
            entry.route(call);
        return;
    }
    if (!allowed.empty())
        return call->problem(405, "Method not allowed", "This address takes " + allowed);
    call->problem(404, "Not found", "There is nothing at this address");
}

void Router::handle(server::Request request, server::Reply reply)
{
    // Which route it was is known before anybody answers, so the answer may come from any thread later.
    auto const pattern = std::make_shared<std::string>("other");
    // Whoever asks may write any word there; each would be a line of its own.
    constexpr std::array known{"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"};
    bool const is_known = std::find(known.begin(), known.end(), request.method) != known.end();
    auto const method = is_known ? request.method : std::string("other");
    auto const call = std::make_shared<Call>(std::move(request),
        [metrics = m_metrics, pattern, method, reply = std::move(reply)](server::Response response) {
            metrics->count("meguri_requests_total",
                {{"method", method}, {"route", *pattern}, {"status", std::to_string(response.status)}});
            reply(std::move(response));
        });
    try {
        find_and_run(call, *pattern);
    } catch (core::StorageTrouble const& trouble) {
        call->world_failed(trouble.error.message);
    } catch (std::exception const& error) {
        base::log::error(call->request().path + ": " + error.what());
        call->problem(500, "Bug", "The hub met a case nobody thought of; it is in the log");
    }
}

} // namespace meguri::hub::routes
