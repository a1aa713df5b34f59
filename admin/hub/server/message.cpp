#include "admin/hub/server/message.h"

#include "shared/base/log.h"
#include "shared/net/gzip.h"
#include "shared/net/zstd.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>

namespace meguri::hub::server {

namespace {

constexpr std::size_t smallest_worth_packing = 1024;
constexpr std::size_t packed_bodies_max = 64;

struct Reason {
    int status;
    std::string_view words;
};

constexpr std::array reasons{Reason{200, "OK"}, Reason{201, "Created"}, Reason{202, "Accepted"},
    Reason{204, "No Content"}, Reason{301, "Moved Permanently"}, Reason{302, "Found"},
    Reason{303, "See Other"}, Reason{304, "Not Modified"}, Reason{307, "Temporary Redirect"},
    Reason{308, "Permanent Redirect"}, Reason{400, "Bad Request"}, Reason{401, "Unauthorized"},
    Reason{403, "Forbidden"}, Reason{404, "Not Found"}, Reason{405, "Method Not Allowed"},
    Reason{406, "Not Acceptable"}, Reason{408, "Request Timeout"}, Reason{409, "Conflict"},
    Reason{410, "Gone"}, Reason{412, "Precondition Failed"}, Reason{413, "Content Too Large"},
    Reason{415, "Unsupported Media Type"}, Reason{422, "Unprocessable Content"},
    Reason{428, "Precondition Required"}, Reason{429, "Too Many Requests"},
    Reason{431, "Request Header Fields Too Large"}, Reason{500, "Internal Server Error"},
    Reason{501, "Not Implemented"}, Reason{503, "Service Unavailable"}};

std::string_view reason_of(int status)
{
    auto const found = std::find_if(
        reasons.begin(), reasons.end(), [&](Reason const& one) { return one.status == status; });
    return found == reasons.end() ? std::string_view("Unknown") : found->words;
}

int digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

enum class Plus { IsPlus, IsSpace };

std::optional<std::string> decode(std::string_view text, Plus plus)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus == Plus::IsSpace) {
            decoded += ' ';
        } else if (text[i] == '%') {
            int const high = i + 2 < text.size() ? digit_of(text[i + 1]) : -1;
            int const low = i + 2 < text.size() ? digit_of(text[i + 2]) : -1;
            if (high < 0 || low < 0 || (high == 0 && low == 0))
                return std::nullopt;
            decoded += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            decoded += text[i];
        }
    }
    return decoded;
}

char lower(char c)
{
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

std::string lower(std::string_view text)
{
    std::string lowered(text);
    std::transform(lowered.begin(), lowered.end(), lowered.begin(), [](char c) { return lower(c); });
    return lowered;
}

std::string_view trim(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

/// Takes the piece before `mark` away from `rest`.
std::string_view take(std::string_view& rest, char mark)
{
    auto const end = rest.find(mark);
    auto const piece = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return piece;
}

bool is_header(std::string_view name, std::string_view lower_case_name)
{
    return std::equal(name.begin(), name.end(), lower_case_name.begin(), lower_case_name.end(),
        [](char a, char b) { return lower(a) == b; });
}

bool is_worth_packing(Response const& response, std::size_t size)
{
    if (size <= smallest_worth_packing)
        return false;
    auto const& headers = response.headers;
    if (std::any_of(headers.begin(), headers.end(),
            [](auto const& one) { return is_header(one.first, "content-encoding"); }))
        return false;
    auto const type = lower(response.content_type);
    auto const names = [&](std::string_view part) { return type.find(part) != std::string::npos; };
    return type.starts_with("text/") || names("/json") || names("+json") || names("/xml") || names("+xml")
        || names("/javascript");
}

void append_header(std::string& head, std::string_view name, std::string_view value)
{
    // A line break in a value would let data write headers of its own.
    auto const breaks = std::string_view("\r\n\0", 3);
    if (name.find_first_of(breaks) != std::string_view::npos
        || value.find_first_of(breaks) != std::string_view::npos) {
        base::log::error("a reply header with a line break in it was left out");
        return;
    }
    head.append(name).append(": ").append(value).append("\r\n");
}

std::string_view name_of(Packing packing)
{
    return packing == Packing::Zstd ? "zstd" : "gzip";
}

std::string with_mark(std::string tag, Packing packing)
{
    if (packing != Packing::None && tag.size() >= 2 && tag.back() == '"')
        tag.insert(tag.size() - 1, "-" + std::string(name_of(packing)));
    return tag;
}

std::string packed_by(std::string_view text, Packing packing)
{
    return packing == Packing::Zstd ? net::zstd(text) : net::gzip(text);
}

std::string head_of(Response const& response, ReplyForm const& form, std::size_t body_size, Packing packing)
{
    std::string head;
    head.reserve(384);
    head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    head.append(reason_of(response.status)).append("\r\n");
    if (!form.date.empty())
        append_header(head, "Date", form.date);
    if (!response.content_type.empty())
        append_header(head, "Content-Type", response.content_type);
    for (auto const& [name, value] : response.headers) {
        auto const mark = response.status == 304 ? form.tag_packing : packing;
        append_header(head, name, is_header(name, "etag") ? with_mark(value, mark) : value);
    }
    if (packing != Packing::None)
        head.append("Content-Encoding: ").append(name_of(packing)).append("\r\n");
    if (form.is_read && (response.status == 200 || response.status == 304))
        head.append("Vary: Accept-Encoding\r\n");
    if (response.status != 204 && response.status != 304)
        head.append("Content-Length: ").append(std::to_string(body_size)).append("\r\n");
    if (form.is_last)
        head.append("Connection: close\r\n");
    else if (form.is_http_1_0)
        head.append("Connection: keep-alive\r\n");
    head.append("\r\n");
    return head;
}

} // namespace

std::optional<Target> decode_target(std::string_view target)
{
    for (auto const scheme : {std::string_view("http://"), std::string_view("https://")}) {
        if (!target.starts_with(scheme))
            continue;
        target.remove_prefix(scheme.size());
        auto const slash = target.find('/');
        target = slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
        break;
    }
    if (!target.starts_with('/'))
        return std::nullopt;
    auto rest = target.substr(0, target.find('#'));
    auto path = decode(take(rest, '?'), Plus::IsPlus);
    if (!path)
        return std::nullopt;
    Target decoded{std::move(*path), {}};
    while (!rest.empty()) {
        auto value_part = take(rest, '&');
        if (value_part.empty())
            continue;
        auto name = decode(take(value_part, '='), Plus::IsSpace);
        auto value = decode(value_part, Plus::IsSpace);
        if (!name || !value)
            return std::nullopt;
        decoded.query.emplace_back(std::move(*name), std::move(*value));
    }
    return decoded;
}

Response problem(int status, std::string_view detail)
{
    // Details are our own sentences, without anything JSON would have to escape.
    Response response;
    response.status = status;
    response.content_type = "application/problem+json";
    response.body.append(R"({"type":"about:blank","title":")").append(reason_of(status));
    response.body.append(R"(","status":)").append(std::to_string(status));
    response.body.append(R"(,"detail":")").append(detail).append("\"}");
    return response;
}

namespace {

/// Whether the header allows that coding; a star speaks for codings that are not named.
bool accepts(std::string_view accept_encoding, std::string_view name, bool is_star_enough)
{
    bool is_accepted = false;
    while (!accept_encoding.empty()) {
        auto rest = take(accept_encoding, ',');
        auto const coding = lower(trim(take(rest, ';')));
        auto const weight = lower(trim(rest));
        bool const is_zero
            = weight.starts_with("q=0") && weight.find_first_not_of("0.", 2) == std::string::npos;
        if (coding == name || coding == "x-" + std::string(name))
            return !is_zero;
        if (coding == "*" && is_star_enough)
            is_accepted = !is_zero;
    }
    return is_accepted;
}

} // namespace

bool accepts_gzip(std::string_view accept_encoding)
{
    return accepts(accept_encoding, "gzip", true);
}

Packing packing_for(std::string_view accept_encoding)
{
    if (accepts(accept_encoding, "zstd", false))
        return Packing::Zstd;
    return accepts_gzip(accept_encoding) ? Packing::Gzip : Packing::None;
}

std::string tags_without_marks(std::string tags)
{
    for (auto const packing : {Packing::Gzip, Packing::Zstd}) {
        auto const mark = "-" + std::string(name_of(packing)) + "\"";
        for (auto at = tags.find(mark); at != std::string::npos; at = tags.find(mark, at))
            tags.erase(at, mark.size() - 1);
    }
    return tags;
}

Packing packing_named_by(std::string_view tags)
{
    for (auto const packing : {Packing::Gzip, Packing::Zstd})
        if (tags.find("-" + std::string(name_of(packing)) + "\"") != std::string_view::npos)
            return packing;
    return Packing::None;
}

std::shared_ptr<std::string const> PackedBodies::packed(
    std::shared_ptr<std::string const> const& body, Packing packing)
{
    for (auto const& entry : m_entries) {
        if (entry.packing == packing && entry.body.lock() == body)
            return entry.packed;
    }
    std::erase_if(m_entries, [](Entry const& entry) { return entry.body.expired(); });
    if (m_entries.size() >= packed_bodies_max)
        m_entries.erase(m_entries.begin());
    m_entries.push_back({body, packing, std::make_shared<std::string const>(packed_by(*body, packing))});
    return m_entries.back().packed;
}

std::string http_date(base::Time time)
{
    namespace chrono = std::chrono;
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    auto const day = chrono::floor<chrono::days>(time);
    chrono::year_month_day const date(day);
    chrono::hh_mm_ss const clock(time - day);
    auto const two = [](auto number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return std::string(days.at(chrono::weekday(day).c_encoding())) + ", "
        + two(static_cast<unsigned>(date.day())) + " " + months.at(static_cast<unsigned>(date.month()) - 1)
        + " " + std::to_string(static_cast<int>(date.year())) + " " + two(clock.hours().count()) + ":"
        + two(clock.minutes().count()) + ":" + two(clock.seconds().count()) + " GMT";
}

std::string_view DateText::of(base::Time time)
{
    if (m_text.empty() || time != m_second)
        m_text = http_date(m_second = time);
    return m_text;
}

Wire wire_of(Response response, ReplyForm const& form, PackedBodies& packed_bodies)
{
    Wire wire;
    bool const has_body = response.status != 204 && response.status != 304;
    if (has_body) {
        wire.own_body = std::move(response.body);
        wire.shared_body = std::move(response.shared_body);
    }
    auto const packing
        = has_body && is_worth_packing(response, wire.body().size()) ? form.packing : Packing::None;
    if (packing != Packing::None && wire.shared_body)
        wire.shared_body = packed_bodies.packed(wire.shared_body, packing);
    else if (packing != Packing::None)
        wire.own_body = packed_by(wire.own_body, packing);
    wire.head = head_of(response, form, wire.body().size(), packing);
    if (form.is_head) {
        wire.own_body.clear();
        wire.shared_body.reset();
    }
    return wire;
}

} // namespace meguri::hub::server
