// One request on its way through the routes: who asks, what for, and the one answer it gets. Shared, since a
// write's answer comes after COMMIT on another thread.
#pragma once

#include "admin/hub/core/command.h"
#include "admin/hub/server/handler.h"
#include "shared/domain/access.h"
#include "shared/protocol/reader.h"

#include <nlohmann/json.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace meguri::hub::routes {

class Call {
public:
    Call(server::Request request, server::Reply reply);

    server::Request const& request() const { return m_request; }
    /// The nth {part} of the route's pattern.
    std::string const& part(std::size_t n) const { return m_parts.at(n); }
    std::optional<domain::Actor> const& actor() const { return m_actor; }
    void set_parts(std::vector<std::string> parts) { m_parts = std::move(parts); }
    void set_actor(std::optional<domain::Actor> actor) { m_actor = std::move(actor); }

    void answer(server::Response response);
    void answer(int status, nlohmann::json const& body);
    /// RFC 9457 application/problem+json; `reason` is added for programs when given.
    void problem(int status, std::string const& title, std::string const& detail,
        std::vector<protocol::FieldReason> const& fields = {},
        nlohmann::json extra = nlohmann::json::object());
    void refuse(core::Refusal const& refusal);
    void not_found(std::string const& what) { problem(404, "Not found", "There is no such " + what); }
    void world_failed(std::string const& message);
    /// 429 with Retry-After: the queue of writes is full.
    void too_busy();
    /// 429 with Retry-After: one of a few tries an hour.
    void too_often(core::Refusal const& refusal);
    void ask_later(std::string const& detail, std::chrono::seconds wait);

    /// The body as JSON; answers 400 and gives nothing when it is none.
    std::optional<nlohmann::json> json_body();
    /// Somebody with a token or key; answers 401 and gives nothing otherwise.
    std::optional<domain::Actor> need_actor();
    /// Answers 403 unless the actor may.
    bool need_right(domain::Actor const& actor, domain::Right right, domain::Ownership const& whose);
    /// A whole number from the query: `fallback` when absent; answers 400 and gives nothing when it is none.
    std::optional<std::int64_t> integer_parameter(
        std::string_view name, std::int64_t fallback, std::int64_t least, std::int64_t most);
    std::string text_parameter(std::string_view name) const;
    /// `from` and `to` of the query, both days included, as moments: `from` today when absent, `to` so many
    /// days later. Answers 400 and gives nothing when one is no day, or `to` comes first.
    std::optional<std::pair<base::Time, base::Time>> day_span(base::Time now, int days);

private:
    server::Request m_request;
    server::Reply m_reply;
    std::vector<std::string> m_parts;
    std::optional<domain::Actor> m_actor;
};

using CallPtr = std::shared_ptr<Call>;

/// Calls `good` with the answer of the expected kind; refusals and failures are answered here.
template <class Answer, class Good> std::function<void(core::Outcome)> on(CallPtr const& call, Good good)
{
    return [call, good](core::Outcome const& outcome) {
        if (auto const* refusal = std::get_if<core::Refusal>(&outcome))
            call->refuse(*refusal);
        else if (auto const* answer = std::get_if<Answer>(&outcome))
            good(*answer);
        else if (auto const* failed = std::get_if<core::WorldFailed>(&outcome))
            call->world_failed(failed->message);
        else
            call->problem(500, "Bug", "The hub answered with something unexpected");
    };
}

server::Response json_response(int status, nlohmann::json const& body);
/// Text for JSON output that never throws: bytes that are not UTF-8 are replaced.
std::string dump(nlohmann::json const& body);

} // namespace meguri::hub::routes
