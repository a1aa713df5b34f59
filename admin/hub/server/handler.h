// What the listener asks of the program behind it: one request in, one reply out, later and from any thread.
// The routes implement it; tests call it in memory without a socket.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace meguri::hub::server {

struct Request {
    std::string method; ///< GET, POST, PUT …
    std::string path; ///< Percent-decoded, without the query; always begins with '/'.
    std::vector<std::pair<std::string, std::string>> query; ///< Decoded, in order.
    std::string target; ///< As it came: path and query, undecoded.
    std::vector<std::pair<std::string, std::string>> headers; ///< Names in lower case.
    std::string body; ///< Already decompressed and within its limit.
    std::string remote_address; ///< Of the peer, without port.

    /// The first of that name, or empty.
    std::string_view header(std::string_view lower_case_name) const;
    std::optional<std::string_view> parameter(std::string_view name) const;
};

struct Response {
    int status = 200;
    std::string content_type = "application/json"; ///< Empty: none is sent (204, 304).
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    /// When set it is sent instead of `body`, without a copy: pages made once and shared by all who ask.
    std::shared_ptr<std::string const> shared_body;
};

/// Called exactly once, on any thread.
using Reply = std::function<void(Response)>;

class Handler {
public:
    virtual ~Handler() = default;
    /// Must not block for long and must not throw; the listener answers 500 if it does throw.
    virtual void handle(Request request, Reply reply) = 0;
};

} // namespace meguri::hub::server
