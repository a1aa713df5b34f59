// The schedule for calendar programs and spreadsheets: GET /v1/calendar.ics and /v1/open-data/events.csv.
// Nobody needs a token here.
#include "admin/hub/core/need.h"
#include "admin/hub/feeds/calendar.h"
#include "admin/hub/feeds/event_list.h"
#include "admin/hub/feeds/items.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/etag.h"
#include "admin/hub/routes/own_files.h"

namespace meguri::hub::routes {

using core::need;

namespace {

/// How far back the past goes: a subscriber sees what was, an application of last month can be proved.
constexpr auto shown_days = std::chrono::days(60);
constexpr int events_max = 20'000;

/// 304 when nothing in the hub has changed since; the day is in the tag because the past falls away.
bool answered_unchanged(CallPtr const& call, std::string const& etag)
{
    if (!names_tag(call->request().header("if-none-match"), etag))
        return false;
    server::Response same;
    same.status = 304;
    same.content_type.clear();
    same.headers = {{"ETag", etag}, {"Cache-Control", "public, max-age=300"}};
    call->answer(std::move(same));
    return true;
}

std::string tag_of(store::Reader& reader, Services& services, char const* shape)
{
    return std::string("\"") + shape + std::to_string(need(reader.head_seq())) + "-"
        + domain::to_iso(domain::tokyo_date(services.clock.now())) + "\"";
}

std::vector<store::SessionView> shown_sessions(store::Reader& reader, Call const& call, base::Time now)
{
    store::SessionFilter filter;
    filter.municipality = call.text_parameter("municipality");
    filter.provider = call.text_parameter("provider");
    filter.venue = call.text_parameter("venue");
    auto const today = domain::from_tokyo({domain::tokyo_date(now), 0, 0, 0});
    filter.from = today - shown_days;
    filter.limit = events_max;
    return need(reader.sessions(filter));
}

void answer_with(
    CallPtr const& call, std::string type, std::string const& etag, std::string text, std::string const& file)
{
    server::Response response;
    response.content_type = std::move(type);
    response.headers = {{"ETag", etag}, {"Cache-Control", "public, max-age=300"},
        {"Content-Disposition", "inline; filename=\"" + file + "\""}};
    response.body = std::move(text);
    call->answer(std::move(response));
}

std::string calendar_name(store::Reader& reader, Call const& call)
{
    auto const surroundings = need(feeds::Surroundings::read(reader));
    if (auto const venue = call.text_parameter("venue"); !venue.empty())
        if (auto const* found = surroundings.venue(domain::VenueId(venue)))
            return "スマホ教室 " + feeds::public_name(*found);
    if (auto const town = surroundings.municipality_name(call.text_parameter("municipality")); !town.empty())
        return "スマホ教室 " + town;
    if (auto const name = surroundings.organisation_name(call.text_parameter("provider")); !name.empty())
        return "スマホ教室 " + name;
    return "スマホ教室 " + surroundings.prefecture_name();
}

void answer_calendar(CallPtr const& call, Services& services)
{
    auto reader = services.readers.lend();
    auto const etag = tag_of(*reader, services, "c1-");
    if (answered_unchanged(call, etag))
        return;
    auto const sessions = shown_sessions(*reader, *call, services.clock.now());
    answer_with(call, "text/calendar; charset=utf-8", etag,
        feeds::calendar_text(
            feeds::Addresses(services.settings.public_url), calendar_name(*reader, *call), sessions),
        "calendar.ics");
}

std::vector<feeds::EventColumn> columns_for(Services const& services, std::string const& municipality)
{
    auto const found
        = find_template(services.settings, "event-list", municipality, [](std::string const& text) {
              auto const columns = feeds::parse_event_columns(text);
              return columns ? TemplateProblems() : columns.error();
          });
    auto columns = feeds::parse_event_columns(found.text);
    return columns ? std::move(*columns) : std::vector<feeds::EventColumn>();
}

void answer_event_list(CallPtr const& call, Services& services)
{
    auto reader = services.readers.lend();
    auto const columns = columns_for(services, call->text_parameter("municipality"));
    if (columns.empty())
        return call->problem(503, "No columns", "The list of columns is not installed beside the program");
    std::string shape;
    for (auto const& column : columns)
        shape += column.name + "\n" + column.value + "\n";
    auto const etag
        = tag_of(*reader, services, ("e" + services.crypto.hash_hex(shape).substr(0, 8) + "-").c_str());
    if (answered_unchanged(call, etag))
        return;
    auto const sessions = shown_sessions(*reader, *call, services.clock.now());
    auto const prefecture = need(feeds::Surroundings::read(*reader)).prefecture_name();
    answer_with(call, "text/csv; charset=utf-8", etag,
        feeds::event_list(feeds::Addresses(services.settings.public_url), prefecture, columns, sessions),
        "events.csv");
}

} // namespace

void add_open_data_routes(Router& router)
{
    auto& services = router.services();
    router.add(
        "GET", "/v1/calendar.ics", [&services](CallPtr const& call) { answer_calendar(call, services); });
    router.add("GET", "/v1/open-data/events.csv",
        [&services](CallPtr const& call) { answer_event_list(call, services); });
}

} // namespace meguri::hub::routes
