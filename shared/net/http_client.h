// One HTTP request to a hub and its answer. Owned and used by one thread at a time; every trouble of the line
// is an Error (Unreachable: no answer; Broken: an answer that cannot be used; BadInput: the request itself),
// while any status that came back, 500 as well, is an answer.
#pragma once

#include "shared/base/result.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace meguri::net {

struct HttpRequest {
    std::string method = "GET";
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    /// For the whole exchange, connecting included.
    std::chrono::milliseconds timeout = std::chrono::seconds(30);
};

struct HttpAnswer {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers; ///< Names in lower case.
    std::string body; ///< Already decompressed.
    std::uint64_t bytes_up = 0; ///< Request line, headers and body as sent, without TLS and TCP.
    std::uint64_t bytes_down = 0; ///< Status line, headers and body as received, compressed where it was.

    /// The first of that name, or empty.
    std::string_view header(std::string_view lower_case_name) const;
};

class HttpClient {
public:
    virtual ~HttpClient() = default;
    virtual base::Result<HttpAnswer> send(HttpRequest const& request) = 0;
};

struct CurlSettings {
    std::chrono::milliseconds connect_timeout = std::chrono::seconds(5);
    /// An answer larger than this, after decompression, is Broken.
    std::size_t body_bytes_max = 32u << 20;
    /// A line slower than this for that long counts as dead. Must be longer than a long poll waits.
    long low_speed_bytes_per_second = 1;
    std::chrono::seconds low_speed_time = std::chrono::seconds(35);
    /// PEM file of the only certificates trusted; empty: those of the system.
    std::string trusted_certificates;
    /// As curl takes it, "sha256//…"; empty: any key of a trusted certificate. With a pin given the
    /// certificate may be the hub's own, known from enrolment: the key is checked instead of its issuer and
    /// name.
    std::string pinned_public_key;
};

/// The one real client. Keeps its connection open between requests; follows no redirect and speaks http and
/// https only. libcurl may send one POST twice by itself when a kept connection dies: callers need an
/// idempotency key.
class CurlClient final : public HttpClient {
public:
    static base::Result<std::unique_ptr<CurlClient>> open(CurlSettings settings = {});
    ~CurlClient() override;
    CurlClient(CurlClient const&) = delete;
    CurlClient& operator=(CurlClient const&) = delete;

    base::Result<HttpAnswer> send(HttpRequest const& request) override;

private:
    struct Handle;
    CurlClient(CurlSettings settings, std::unique_ptr<Handle> handle);

    CurlSettings m_settings;
    std::unique_ptr<Handle> m_handle;
};

} // namespace meguri::net
