// The open data: both RPDE feeds, the dataset page with its documents, and the pages for people behind every
// address that stands in them. Nobody needs a token here, and no cookie is ever set.
#include "admin/hub/core/need.h"
#include "admin/hub/feeds/documents.h"
#include "admin/hub/feeds/feed_pages.h"
#include "admin/hub/feeds/html_pages.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/etag.h"

namespace meguri::hub::routes {

using feeds::Addresses;
using feeds::Noun;

namespace {

struct OpenData {
    OpenData(Services& all, std::shared_ptr<Metrics> the_metrics)
        : services(all)
        , metrics(std::move(the_metrics))
        , addresses(all.settings.public_url)
        , pages(addresses, all.settings.feed_page_size)
    {
    }
    Services& services;
    std::shared_ptr<Metrics> metrics;
    Addresses addresses;
    feeds::FeedPages pages;
};

/// The cursor of the request; answers 400 and gives nothing when it is malformed, never falling back to the
/// beginning.
std::optional<std::optional<std::int64_t>> cursor_of(CallPtr const& call)
{
    std::optional<std::int64_t> after;
    int count = 0;
    bool is_good = true;
    for (auto const& [name, value] : call->request().query)
        if (name == "afterChangeNumber") {
            after = feeds::cursor_from(value);
            is_good = after.has_value() && ++count == 1;
            if (!is_good)
                break;
        }
    if (is_good)
        return after;
    call->problem(400, "Bad parameter", "afterChangeNumber is the number from `next` of an earlier page",
        {{"afterChangeNumber", "must be one whole number from 0 to 9223372036854775807"}});
    return std::nullopt;
}

/// What shows an operator that a consumer is stuck: it asks for one middle page again and again.
void count_page(Call const& call, OpenData& data, feeds::Feed feed, feeds::Page const& page)
{
    auto const name = std::string(feeds::path_of(feed).substr(7));
    data.metrics->count(
        "meguri_feed_pages_total", {{"feed", name}, {"page", page.is_last ? "last" : "middle"}});
    data.metrics->set("meguri_feed_cursor", {{"feed", name}}, page.after);
    data.metrics->set("meguri_feed_head", {{"feed", name}}, data.pages.head(feed));
    data.metrics->set("meguri_feed_pages_built_total", {{"feed", name}}, data.pages.built(feed));
    auto const& request = call.request();
    auto const consumer
        = request.remote_address + " " + std::string(request.header("user-agent")) + " " + name;
    if (data.metrics->is_asked_again(consumer, request.target) && !page.is_last)
        data.metrics->count("meguri_feed_repeats_total", {{"feed", name}});
}

void answer_feed(CallPtr const& call, OpenData& data, feeds::Feed feed)
{
    auto const after = cursor_of(call);
    if (!after)
        return;
    auto reader = data.services.readers.lend();
    auto const page = core::need(data.pages.page(feed, *after, *reader));
    count_page(*call, data, feed, page);
    server::Response response;
    response.headers = {
        {"ETag", page.etag}, {"Cache-Control", page.is_last ? "public, max-age=8" : "public, max-age=3600"}};
    if (names_tag(call->request().header("if-none-match"), page.etag)) {
        response.status = 304;
        response.content_type.clear();
    } else {
        response.shared_body = page.body;
    }
    call->answer(std::move(response));
}

void answer_document(CallPtr const& call, nlohmann::json const& document)
{
    auto response = json_response(200, document);
    response.content_type = "application/ld+json";
    response.headers = {{"Cache-Control", "public, max-age=3600"}};
    call->answer(std::move(response));
}

void answer_html(CallPtr const& call, int status, std::string html, std::string const& cache_control)
{
    server::Response response;
    response.status = status;
    response.content_type = "text/html; charset=utf-8";
    // No script runs here, so that even a text that slipped through unescaped could do nothing.
    response.headers = {{"Content-Security-Policy",
                            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; "
                            "form-action 'none'; frame-ancestors 'none'"},
        {"X-Content-Type-Options", "nosniff"}, {"Cache-Control", cache_control}};
    response.body = std::move(html);
    call->answer(std::move(response));
}

constexpr char soon[] = "public, max-age=60";

void answer_missing(CallPtr const& call)
{
    answer_html(call, 404, feeds::missing_html(), "no-store");
}

void show_session(CallPtr const& call, OpenData& data)
{
    auto reader = data.services.readers.lend();
    auto const view = core::need(reader->session(domain::SessionId(call->part(0))));
    if (!view || !store::is_public(view->row))
        return answer_missing(call);
    answer_html(call, 200, feeds::session_html(data.addresses, *view, data.services.clock.now()), soon);
}

void show_series(CallPtr const& call, OpenData& data)
{
    auto reader = data.services.readers.lend();
    auto const series = core::need(reader->series(call->part(0)));
    if (!series || series->feed.state == store::FeedState::None)
        return answer_missing(call);
    auto const now = data.services.clock.now();
    store::SessionFilter filter;
    filter.series = series->id;
    filter.from = now - std::chrono::days(1);
    auto const sessions = core::need(reader->sessions(filter));
    auto const surroundings = core::need(feeds::Surroundings::read(*reader));
    answer_html(call, 200, feeds::series_html(data.addresses, *series, surroundings, sessions, now), soon);
}

void show_place(CallPtr const& call, OpenData& data)
{
    auto reader = data.services.readers.lend();
    auto const surroundings = core::need(feeds::Surroundings::read(*reader));
    auto const* venue = surroundings.venue(domain::VenueId(call->part(0)));
    if (!venue)
        return answer_missing(call);
    answer_html(call, 200, feeds::place_html(*venue, surroundings), soon);
}

void show_organisation(CallPtr const& call, OpenData& data)
{
    auto reader = data.services.readers.lend();
    for (auto const& one : core::need(reader->organisations()))
        if (one.id.value == call->part(0))
            return answer_html(call, 200, feeds::organisation_html(one.name), soon);
    answer_missing(call);
}

void show_dataset(CallPtr const& call, OpenData& data)
{
    auto reader = data.services.readers.lend();
    auto const name = core::need(feeds::Surroundings::read(*reader)).prefecture_name();
    answer_html(
        call, 200, feeds::dataset_html(data.addresses, name.empty() ? "県" : name), "public, max-age=3600");
}

/// What JSON-LD calls by its @id is described on the page for people.
void lead_to_page(CallPtr const& call, OpenData const& data, Noun noun)
{
    server::Response response;
    response.status = 303;
    response.content_type.clear();
    response.headers = {{"Location", data.addresses.page(noun, call->part(0))}};
    call->answer(std::move(response));
}

} // namespace

void add_feed_routes(Router& router)
{
    auto const data = std::make_shared<OpenData>(router.services(), router.metrics());
    for (auto const feed : {feeds::Feed::SessionSeries, feeds::Feed::ScheduledSessions})
        router.add("GET", std::string(feeds::path_of(feed)),
            [data, feed](CallPtr const& call) { answer_feed(call, *data, feed); });
    router.add("GET", "/ns/context.jsonld",
        [data](CallPtr const& call) { answer_document(call, feeds::own_terms(data->addresses)); });
    router.add("GET", "/vocab/class-topics",
        [data](CallPtr const& call) { answer_document(call, feeds::topic_scheme(data->addresses)); });
    router.add("GET", "/openactive", [data](CallPtr const& call) { show_dataset(call, *data); });
    router.add("GET", "/openactive/logo.svg", [](CallPtr const& call) {
        server::Response response;
        response.content_type = "image/svg+xml";
        response.headers = {{"Cache-Control", "public, max-age=86400"}};
        response.body = feeds::logo_svg();
        call->answer(std::move(response));
    });
    router.add("GET", "/sessions/{}", [data](CallPtr const& call) { show_session(call, *data); });
    router.add("GET", "/classes/{}", [data](CallPtr const& call) { show_series(call, *data); });
    router.add("GET", "/places/{}", [data](CallPtr const& call) { show_place(call, *data); });
    router.add("GET", "/organizations/{}", [data](CallPtr const& call) { show_organisation(call, *data); });
    struct Led {
        char const* pattern;
        Noun noun;
    };
    for (auto const [pattern, noun] :
        {Led{"/id/scheduled-sessions/{}", Noun::Session}, Led{"/id/session-series/{}", Noun::Series},
            Led{"/id/places/{}", Noun::Place}, Led{"/id/organizations/{}", Noun::Organisation}})
        router.add(
            "GET", pattern, [data, noun = noun](CallPtr const& call) { lead_to_page(call, *data, noun); });
}

} // namespace meguri::hub::routes
