// What the listener needs to know of HTTP beyond parsing: targets, refusals, and the bytes of a reply. Pure,
// no sockets.
#pragma once

#include "admin/hub/server/handler.h"
#include "shared/base/clock.h"

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

/// How a body is packed for the wire.
enum class Packing { None, Gzip, Zstd };

/// Whether an Accept-Encoding header allows gzip.
bool accepts_gzip(std::string_view accept_encoding);
/// The best that the header allows: zstd only where it is named.
Packing packing_for(std::string_view accept_encoding);

/// Entity tags as a handler knows them: the listener marks those of compressed replies, and here takes the
/// mark away.
std::string tags_without_marks(std::string tags);
/// Whose mark a condition's tags bear.
Packing packing_named_by(std::string_view tags);

/// Compressed forms of shared bodies, kept while somebody keeps the body. Used by one thread.
class PackedBodies {
public:
    std::shared_ptr<std::string const> packed(
        std::shared_ptr<std::string const> const& body, Packing packing);

private:
    struct Entry {
        std::weak_ptr<std::string const> body;
        Packing packing = Packing::None;
        std::shared_ptr<std::string const> packed;
    };
    std::vector<Entry> m_entries;
};

/// What the request allows its reply to be.
struct ReplyForm {
    bool is_head = false;
    bool is_read = false; ///< GET or HEAD.
    Packing packing = Packing::None; ///< How the body may be packed.
    Packing tag_packing = Packing::None; ///< The client's condition named the tag of a reply so packed.
    bool is_http_1_0 = false;
    bool is_last = false; ///< The connection closes after it.
    std::string_view date; ///< As http_date() gives it; empty: the reply bears none.
};

/// Sun, 06 Nov 1994 08:49:37 GMT (RFC 9110, 5.6.7): what caches reckon the age of a reply from.
std::string http_date(base::Time time);

/// The text of the second it was last asked for; of one thread.
class DateText {
public:
    std::string_view of(base::Time time);

private:
    base::Time m_second;
    std::string m_text;
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
