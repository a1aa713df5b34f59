// The table of routes and the way in: finds who asks, finds the route, and has the one last catch. Implements
// the listener's Handler; thread-safe once the routes are added.
#pragma once

#include "admin/hub/routes/call.h"
#include "admin/hub/routes/metrics.h"
#include "admin/hub/routes/rate_limit.h"
#include "admin/hub/routes/services.h"

#include <functional>
#include <string>
#include <vector>

namespace meguri::hub::routes {

using Route = std::function<void(CallPtr)>;

class Router final : public server::Handler {
public:
    explicit Router(Services services);

    /// `pattern` like /v1/sessions/{}/publish: {} takes one path segment.
    void add(std::string method, std::string const& pattern, Route route);
    void handle(server::Request request, server::Reply reply) override;
    Services& services() { return m_services; }
    std::shared_ptr<Metrics> const& metrics() const { return m_metrics; }
    /// Method and pattern of every route, in the order in which they are tried.
    std::vector<std::pair<std::string, std::string>> table() const;

private:
    struct Entry {
        std::string method;
        std::string pattern;
        std::vector<std::string> segments;
        Route route;
    };
    std::optional<domain::Actor> actor_of(server::Request const& request);
    void find_and_run(CallPtr const& call, std::string& pattern);
    /// Answers 429 when a key asks too often.
    bool is_too_often(CallPtr const& call);

    Services m_services;
    std::vector<Entry> m_entries;
    std::shared_ptr<Metrics> m_metrics = std::make_shared<Metrics>();
    RateLimit m_rate_limit;
};

/// A secret as it is stored: BLAKE2b in hexadecimal.
std::string secret_hash(crypto::Crypto const& crypto, std::string_view secret);
/// 256 random bits in hexadecimal.
std::string new_secret(base::Random& random);
std::string_view bearer(server::Request const& request);

/// Every route the hub has.
void add_all_routes(Router& router);

} // namespace meguri::hub::routes
