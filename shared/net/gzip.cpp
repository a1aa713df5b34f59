#include "shared/net/gzip.h"

#include <zlib.h>

#include <algorithm>

namespace meguri::net {

namespace {

// zlib's way of saying "with a gzip header": 16 on top of the largest window.
constexpr int gzip_window = 15 + 16;
// A page of the schedule becomes 8 % smaller than with level 6, for a third more time; lines in the hills are
// slow.
constexpr int level = Z_BEST_COMPRESSION;

/// zlib asks for writable input but only reads it.
Bytef* input_of(std::string_view text)
{
    return reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
}

base::Result<std::string> inflate_all(z_stream& stream, std::size_t bytes_max)
{
    std::string text;
    while (true) {
        // One byte more than allowed, so that too much is seen without unpacking it.
        auto const room
            = std::min(bytes_max + 1 - text.size(), std::max<std::size_t>(text.size(), 16 * 1024));
        auto const old_size = text.size();
        text.resize(old_size + room);
        stream.next_out = reinterpret_cast<Bytef*>(text.data() + old_size);
        stream.avail_out = static_cast<uInt>(room);
        int const outcome = inflate(&stream, Z_NO_FLUSH);
        text.resize(text.size() - stream.avail_out);
        if (text.size() > bytes_max)
            return base::fail(
                base::ErrorKind::BadInput, "unpacks to more than " + std::to_string(bytes_max) + " bytes");
        if (outcome == Z_STREAM_END)
            break;
        if (outcome != Z_OK || (stream.avail_in == 0 && stream.avail_out > 0))
            return base::fail(base::ErrorKind::Broken, "no whole gzip member");
    }
    if (stream.avail_in != 0)
        return base::fail(base::ErrorKind::Broken, "something follows the gzip member");
    return text;
}

} // namespace

std::string gzip(std::string_view text)
{
    z_stream stream{};
    int const is_ready = deflateInit2(&stream, level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY);
    base::verify(is_ready == Z_OK, "deflateInit2");
    std::string packed(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
    stream.next_in = input_of(text);
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    int const outcome = deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    base::verify(outcome == Z_STREAM_END, "deflate within its own bound");
    return packed;
}

base::Result<std::string> gunzip(std::string_view packed, std::size_t bytes_max)
{
    z_stream stream{};
    int const is_ready = inflateInit2(&stream, gzip_window);
    base::verify(is_ready == Z_OK, "inflateInit2");
    stream.next_in = input_of(packed);
    stream.avail_in = static_cast<uInt>(packed.size());
    auto text = inflate_all(stream, bytes_max);
    inflateEnd(&stream);
    return text;
}

} // namespace meguri::net
