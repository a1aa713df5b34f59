// What the listener needs to know of HTTP beyond parsing: targets, refusals, and the bytes of a reply. Pure,
// no sockets.
#pragma once

#include "admin/hub/server/handler.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace meguri::hub::server {

struct Target {
    std::string path;
    std::vector<std::pair<std::string, std::string>> query;
};

/// Nothing when a percent escape is broken, a NUL is hidden in it, or it does not begin with '/' (an absolute
/// "http://host/…" does too, after its host).
std::optional<Target> decode_target(std::string_view target);

/// A refusal as RFC 9457 has it.
Response problem(int status, std::string_view detail);

/// Whether an Accept-Encoding header allows gzip.
bool accepts_gzip(std::string_view accept_encoding);

/// Entity tags as a handler knows them: the listener marks those of compressed replies, and here takes the
/// mark away.
std::string tags_without_gzip_mark(std::string tags);

/// Compressed forms of shared bodies, kept while somebody keeps the body. Used by one thread.
class PackedBodies {
public:
    std::shared_ptr<std::string const> packed(std::shared_ptr<std::string const> const& body);

private:
    struct Entry {
        std::weak_ptr<std::string const> body;
        std::shared_ptr<std::string const> packed;
    };
    std::vector<Entry> m_entries;
};

/// What the request allows its reply to be.
struct ReplyForm {
    bool is_head = false;
    bool is_read = false; ///< GET or HEAD.
    bool accepts_gzip = false;
    bool has_gzip_tag = false; ///< The client's condition named the tag of a compressed reply.
    bool is_http_1_0 = false;
    bool is_last = false; ///< The connection closes after it.
};

/// A reply as it goes over the wire.
struct Wire {
    std::string head;
    std::string own_body;
    std::shared_ptr<std::string const> shared_body;

    std::string_view body() const
    {
        return shared_body ? std::string_view(*shared_body) : std::string_view(own_body);
    }
};

Wire wire_of(Response response, ReplyForm const& form, PackedBodies& packed_bodies);

} // namespace meguri::hub::server
