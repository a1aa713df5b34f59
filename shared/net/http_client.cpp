#include "shared/net/http_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <cctype>
#include <new>

namespace meguri::net {

namespace {

/// A connection kept longer than the hub keeps it (120 s) would be found dead just when a command is to be
/// sent.
constexpr long kept_connection_seconds_max = 50;
constexpr std::size_t header_bytes_max = 64 * 1024;

struct ListDeleter {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, ListDeleter>;

/// What libcurl's callbacks fill; they are C, so nothing may be thrown through them.
struct Incoming {
    HttpAnswer answer;
    std::size_t body_bytes_max = 0;
    std::size_t header_bytes = 0;
    bool is_too_large = false;
};

std::string lower(std::string_view text)
{
    std::string lowered(text);
    for (auto& c : lowered)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return lowered;
}

std::string_view trim(std::string_view text)
{
    constexpr std::string_view blank = " \t\r\n";
    auto const first = text.find_first_not_of(blank);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

std::size_t take_body(char* bytes, std::size_t, std::size_t size, void* to) noexcept
{
    auto& incoming = *static_cast<Incoming*>(to);
    if (size > incoming.body_bytes_max - incoming.answer.body.size()) {
        incoming.is_too_large = true;
        return 0;
    }
    try {
        incoming.answer.body.append(bytes, size);
    } catch (std::bad_alloc const&) {
        return 0;
    }
    return size;
}

std::size_t take_header(char* bytes, std::size_t, std::size_t size, void* to) noexcept
{
    auto& incoming = *static_cast<Incoming*>(to);
    incoming.header_bytes += size;
    if (incoming.header_bytes > header_bytes_max) {
        incoming.is_too_large = true;
        return 0;
    }
    try {
        auto const line = std::string_view(bytes, size);
        auto const colon = line.find(':');
        if (line.starts_with("HTTP/"))
            incoming.answer.headers.clear(); // Those of a "100 Continue" or of a proxy before it.
        else if (colon != std::string_view::npos)
            incoming.answer.headers.emplace_back(
                lower(line.substr(0, colon)), std::string(trim(line.substr(colon + 1))));
    } catch (std::bad_alloc const&) {
        return 0;
    }
    return size;
}

/// libcurl's own sums count a body that left together with its headers twice; what it reports as sent is
/// exact.
int count_sent(CURL*, curl_infotype type, char*, std::size_t size, void* to) noexcept
{
    if (type == CURLINFO_HEADER_OUT || type == CURLINFO_DATA_OUT)
        static_cast<Incoming*>(to)->answer.bytes_up += size;
    return 0;
}

base::ErrorKind kind_of(CURLcode code)
{
    switch (static_cast<int>(code)) {
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
        return base::ErrorKind::BadInput;
    case CURLE_WRITE_ERROR:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_WEIRD_SERVER_REPLY:
        return base::ErrorKind::Broken;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_CACERT_BADFILE:
        return base::ErrorKind::Crypto;
    default:
        return base::ErrorKind::Unreachable;
    }
}

bool has_line_break(std::string_view text)
{
    return text.find_first_of(std::string_view("\r\n\0", 3)) != text.npos;
}

/// Nothing when a header could not be one.
base::Result<HeaderList> headers_of(HttpRequest const& request)
{
    HeaderList list;
    auto const add = [&list](std::string const& line) {
        auto* const longer = curl_slist_append(list.get(), line.c_str());
        base::verify(longer != nullptr, "memory for a header");
        static_cast<void>(list.release());
        list.reset(longer);
    };
    add("Expect:"); // Would cost a round trip before each larger body.
    add("Accept:"); // Without it as with libcurl's */*, everything is accepted.
    bool has_type = false;
    for (auto const& [name, value] : request.headers) {
        if (name.empty() || has_line_break(name) || has_line_break(value))
            return base::fail(base::ErrorKind::BadInput, "a header that cannot be sent: " + name);
        has_type = has_type || lower(name) == "content-type";
        std::string line = name;
        line.append(value.empty() ? ";" : ": ").append(value);
        add(line);
    }
    if (!has_type)
        add("Content-Type:"); // Otherwise libcurl calls every body a form.
    return list;
}

std::uint64_t long_of(CURL* curl, CURLINFO what)
{
    long value = 0;
    curl_easy_getinfo(curl, what, &value);
    return static_cast<std::uint64_t>(std::max(0L, value));
}

std::uint64_t offset_of(CURL* curl, CURLINFO what)
{
    curl_off_t value = 0;
    curl_easy_getinfo(curl, what, &value);
    return static_cast<std::uint64_t>(std::max<curl_off_t>(0, value));
}

void set_lines(CURL* curl, CurlSettings const& settings)
{
    curl_easy_setopt(
        curl, CURLOPT_NOSIGNAL, 1L); // Its time-outs must not raise signals in a program with threads.
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect_timeout.count()));
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, settings.low_speed_bytes_per_second);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(settings.low_speed_time.count()));
    curl_easy_setopt(curl, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(curl, CURLOPT_MAXAGE_CONN, kept_connection_seconds_max);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    // What the hub speaks. All that libcurl can unpack would be named in each request, and never used.
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "gzip");
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    if (!settings.trusted_certificates.empty())
        curl_easy_setopt(curl, CURLOPT_CAINFO, settings.trusted_certificates.c_str());
    if (!settings.pinned_public_key.empty()) {
        curl_easy_setopt(curl, CURLOPT_PINNEDPUBLICKEY, settings.pinned_public_key.c_str());
        curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
        curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L);
    }
}

void set_request(CURL* curl, HttpRequest const& request)
{
    curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(
        curl, CURLOPT_TIMEOUT_MS, static_cast<long>(std::max<long long>(1, request.timeout.count())));
    bool const may_have_body = request.method != "GET" && request.method != "HEAD";
    if (request.method == "HEAD") {
        curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    } else if (may_have_body || !request.body.empty()) {
        curl_easy_setopt(curl, CURLOPT_POST, 1L);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    }
}

} // namespace

std::string_view HttpAnswer::header(std::string_view lower_case_name) const
{
    auto const found = std::find_if(
        headers.begin(), headers.end(), [&](auto const& one) { return one.first == lower_case_name; });
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

struct CurlClient::Handle {
    CURL* curl;

    explicit Handle(CURL* made)
        : curl(made)
    {
    }
    ~Handle() { curl_easy_cleanup(curl); }
    Handle(Handle const&) = delete;
    Handle& operator=(Handle const&) = delete;
};

CurlClient::CurlClient(CurlSettings settings, std::unique_ptr<Handle> handle)
    : m_settings(std::move(settings))
    , m_handle(std::move(handle))
{
}

CurlClient::~CurlClient() = default;

base::Result<std::unique_ptr<CurlClient>> CurlClient::open(CurlSettings settings)
{
    // The first handle of a process also sets libcurl up; since 7.84 that is safe from any thread.
    auto* const curl = curl_easy_init();
    if (curl == nullptr)
        return base::fail(base::ErrorKind::Unreachable, "libcurl cannot be set up");
    return std::unique_ptr<CurlClient>(new CurlClient(std::move(settings), std::make_unique<Handle>(curl)));
}

base::Result<HttpAnswer> CurlClient::send(HttpRequest const& request)
{
    auto* const curl = m_handle->curl;
    auto const headers = headers_of(request);
    if (!headers)
        return base::fail(headers.error());
    if (request.method.empty() || has_line_break(request.method) || has_line_break(request.url))
        return base::fail(base::ErrorKind::BadInput, "no request that can be sent");
    Incoming incoming;
    incoming.body_bytes_max = m_settings.body_bytes_max;
    char words[CURL_ERROR_SIZE] = {};
    set_lines(curl, m_settings);
    set_request(curl, request);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers->get());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &incoming);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &incoming);
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L); // Only so that the next is called.
    curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, &count_sent);
    curl_easy_setopt(curl, CURLOPT_DEBUGDATA, &incoming);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, words);
    auto const code = curl_easy_perform(curl);
    incoming.answer.status = static_cast<int>(long_of(curl, CURLINFO_RESPONSE_CODE));
    incoming.answer.bytes_down
        = long_of(curl, CURLINFO_HEADER_SIZE) + offset_of(curl, CURLINFO_SIZE_DOWNLOAD_T);
    curl_easy_reset(curl); // Options only, the connection stays. Closing a kept connection later must not
                           // find what lives on this stack.
    if (code != CURLE_OK) {
        std::string const why = words[0] != '\0' ? words : curl_easy_strerror(code);
        if (incoming.is_too_large)
            return base::fail(base::ErrorKind::Broken, "the answer is larger than expected");
        return base::fail(kind_of(code), why);
    }
    return std::move(incoming.answer);
}

} // namespace meguri::net
