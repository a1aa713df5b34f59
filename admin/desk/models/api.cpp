#include "admin/desk/models/api.h"

#include "shared/domain/names.h"

#include <algorithm>
#include <cctype>

namespace meguri::desk::models {

using nlohmann::json;

namespace {

/// A list this long is a hub that never ends its paging, not a prefecture.
constexpr int session_pages_max = 2000;

std::string without_trailing_slash(std::string url)
{
    while (!url.empty() && url.back() == '/')
        url.pop_back();
    return url;
}

void add_parameter(std::string& path, std::string_view name, std::string const& value)
{
    if (value.empty())
        return;
    path += path.find('?') == std::string::npos ? '?' : '&';
    path += std::string(name) + "=" + url_encoded(value);
}

} // namespace

std::string body_text(json const& body)
{
    return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string url_encoded(std::string_view text)
{
    constexpr char digits[] = "0123456789ABCDEF";
    std::string encoded;
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || c == '-' || c == '.' || c == '_' || c == '~') {
            encoded += c;
        } else {
            encoded += '%';
            encoded += digits[byte / 16];
            encoded += digits[byte % 16];
        }
    }
    return encoded;
}

Api::Api(net::HttpClient& http, base::Clock const& clock, std::string hub_url)
    : m_http(http)
    , m_clock(clock)
    , m_hub_url(without_trailing_slash(std::move(hub_url)))
{
}

base::Result<std::string, Problem> Api::body_of(Call call)
{
    net::HttpRequest request;
    request.method = std::move(call.method);
    request.url = m_hub_url + call.path;
    request.headers = std::move(call.headers);
    request.headers.emplace_back("Accept", "application/json");
    bool const is_typed = std::ranges::any_of(
        request.headers, [](auto const& header) { return header.first == "Content-Type"; });
    if (!call.body.empty() && !is_typed)
        request.headers.emplace_back("Content-Type", "application/json");
    if (!m_token.empty())
        request.headers.emplace_back("Authorization", "Bearer " + m_token);
    request.body = std::move(call.body);
    request.timeout = call.timeout;

    auto answer = m_http.send(request);
    if (!answer)
        return base::fail(answer.error().kind == base::ErrorKind::Unreachable
                ? unreachable_problem(answer.error().message)
                : unreadable_problem(answer.error().message));
    if (answer->status < 200 || answer->status > 299)
        return base::fail(problem_from_response(answer->status, answer->body));
    return std::move(answer->body);
}

base::Result<Api::Document, Problem> Api::send(Call call)
{
    auto const body = body_of(std::move(call));
    if (!body)
        return base::fail(body.error());
    Document document{json::object(), m_clock.now()};
    if (body->empty())
        return document;
    auto parsed = protocol::parse_json(*body);
    if (!parsed)
        return base::fail(unreadable_problem(parsed.error().message));
    document.json = std::move(*parsed);
    document.as_of = as_of_in(document.json).value_or(document.as_of);
    return document;
}

Outcome<Done> Api::do_post(std::string path, json const& body)
{
    Call call{"POST", std::move(path), body_text(body)};
    return ask<Done>(std::move(call), [](json const&) { return base::Result<Done>(Done()); });
}

Outcome<Login> Api::login(std::string const& name, std::string const& password)
{
    m_token.clear();
    Call call{"POST", "/v1/login", body_text({{"login", name}, {"password", password}})};
    auto answer = ask<Login>(std::move(call), login_from_json);
    if (answer)
        m_token = answer->value.token;
    return answer;
}

Outcome<Done> Api::health()
{
    return ask<Done>({"GET", "/healthz"}, [](json const&) { return base::Result<Done>(Done()); });
}

Outcome<std::vector<Session>> Api::sessions(SessionQuery const& query)
{
    auto list = session_list(query);
    if (!list)
        return base::fail(list.error());
    return Answer<std::vector<Session>>{std::move(list->value.sessions), list->as_of};
}

Outcome<SessionList> Api::session_list(SessionQuery const& query)
{
    Answer<SessionList> all;
    std::string after;
    for (int page_number = 0; page_number < session_pages_max; ++page_number) {
        std::string path = "/v1/sessions";
        add_parameter(path, "municipality", query.municipality);
        add_parameter(path, "from", query.from);
        add_parameter(path, "to", query.to);
        add_parameter(path, "ends_after", query.ends_after);
        add_parameter(path, "after", after);
        auto page = ask<SessionPage>({"GET", path}, session_page_from_json);
        if (!page)
            return base::fail(page.error());
        // The list as a whole is only as fresh as its oldest page.
        all.as_of = page_number == 0 ? page->as_of : std::min(all.as_of, page->as_of);
        std::ranges::move(page->value.sessions, std::back_inserter(all.value.sessions));
        all.value.uses.merge(page->value.uses);
        if (page->value.next.empty())
            return all;
        after = page->value.next;
    }
    return base::fail(unreadable_problem("the list of sessions never ends"));
}

Outcome<Done> Api::act_on_session(
    std::string const& id, domain::SessionAction action, std::string const& reason)
{
    json body = json::object();
    if (action == domain::SessionAction::Cancel)
        body["reason"] = reason;
    if (action == domain::SessionAction::Arrange)
        body["waiting_for"] = reason;
    return do_post("/v1/sessions/" + url_encoded(id) + "/" + std::string(domain::name_of(action)), body);
}

Outcome<std::vector<Venue>> Api::venues()
{
    return ask<std::vector<Venue>>({"GET", "/v1/venues"}, venues_from_json);
}

Outcome<std::vector<Named>> Api::providers()
{
    return ask<std::vector<Named>>({"GET", "/v1/providers"},
        [](json const& document) { return named_from_json(document, "providers"); });
}

Outcome<std::vector<Named>> Api::programmes(int fiscal_year)
{
    return ask<std::vector<Named>>({"GET", "/v1/programmes?fiscal_year=" + std::to_string(fiscal_year)},
        [](json const& document) { return named_from_json(document, "programmes"); });
}

Outcome<Roster> Api::roster(std::string const& session)
{
    return ask<Roster>(
        {"GET", "/v1/sessions/" + url_encoded(session) + "/roster?purpose=desk"}, roster_from_json);
}

Outcome<Registered> Api::register_person(json const& body, std::string const& idempotency_key)
{
    Call call{"POST", "/v1/registrations", body_text(body), {{"Idempotency-Key", idempotency_key}}};
    return ask<Registered>(std::move(call), registered_from_json);
}

Outcome<Done> Api::cancel_registration(std::string const& id, std::string const& reason)
{
    return do_post("/v1/registrations/" + url_encoded(id) + "/cancel", {{"reason", reason}});
}

Outcome<Done> Api::change_place(std::string const& id, std::string const& before, std::string const& reason)
{
    auto const path = "/v1/registrations/" + url_encoded(id);
    if (before.empty())
        return do_post(path + "/promote", {{"reason", reason}});
    return do_post(path + "/reorder", {{"before", before}, {"reason", reason}});
}

Outcome<Done> Api::release_seat(std::string const& id)
{
    return do_post("/v1/registrations/" + url_encoded(id) + "/release", json::object());
}

Outcome<std::vector<VisitRequest>> Api::visit_requests(
    std::string const& municipality, std::string const& state)
{
    std::string path = "/v1/visit-requests";
    add_parameter(path, "municipality", municipality);
    add_parameter(path, "state", state);
    return ask<std::vector<VisitRequest>>({"GET", path}, visit_requests_from_json);
}

Outcome<std::vector<VisitSlot>> Api::visit_slots(
    std::string const& id, std::string const& visitor, int minutes)
{
    std::string path = "/v1/visit-requests/" + url_encoded(id) + "/slots";
    add_parameter(path, "visitor", visitor);
    add_parameter(path, "minutes", std::to_string(minutes));
    return ask<std::vector<VisitSlot>>({"GET", path}, visit_slots_from_json);
}

Outcome<VisitDone> Api::schedule_visit(std::string const& id, json const& body)
{
    Call call{"POST", "/v1/visit-requests/" + url_encoded(id) + "/schedule", body_text(body)};
    return ask<VisitDone>(std::move(call), visit_done_from_json);
}

Outcome<VisitDone> Api::cancel_visit(std::string const& id, std::string const& reason)
{
    Call call{"POST", "/v1/visit-requests/" + url_encoded(id) + "/cancel", body_text({{"reason", reason}})};
    return ask<VisitDone>(std::move(call), visit_done_from_json);
}

Outcome<std::string> Api::day_sheet(std::string const& visitor, std::string const& iso_date)
{
    std::string path = "/v1/resources/" + url_encoded(visitor) + "/day-sheet.pdf";
    add_parameter(path, "date", iso_date);
    return file(std::move(path), "%PDF");
}

Outcome<std::vector<VanDay>> Api::van_days(std::string const& from, std::string const& to)
{
    std::string path = "/v1/van-days";
    add_parameter(path, "from", from);
    add_parameter(path, "to", to);
    return ask<std::vector<VanDay>>({"GET", path}, van_days_from_json);
}

Outcome<VanDay> Api::plan_van_day(json const& body)
{
    return ask<VanDay>({"POST", "/v1/van-days", body_text(body)}, van_day_from_json);
}

Outcome<VanDay> Api::move_van_stop(std::string const& day, json const& body)
{
    Call call{"POST", "/v1/van-days/" + url_encoded(day) + "/move", body_text(body)};
    return ask<VanDay>(std::move(call), van_day_from_json);
}

Outcome<VanDay> Api::break_down(std::string const& day, std::string const& reason)
{
    Call call{"POST", "/v1/van-days/" + url_encoded(day) + "/breakdown", body_text({{"reason", reason}})};
    return ask<VanDay>(std::move(call), van_day_from_json);
}

Outcome<TourPlan> Api::plan_tour(json const& body)
{
    Call call{"POST", "/v1/van-tours", body_text(body)};
    call.timeout = std::chrono::seconds(120);
    return ask<TourPlan>(std::move(call), tour_plan_from_json);
}

Outcome<std::vector<Resource>> Api::resources()
{
    return ask<std::vector<Resource>>({"GET", "/v1/resources"}, resources_from_json);
}

Outcome<Resource> Api::resource(std::string const& id)
{
    return ask<Resource>({"GET", "/v1/resources/" + url_encoded(id)}, resource_from_json);
}

Outcome<Resource> Api::save_resource(std::string const& id, json const& body)
{
    return ask<Resource>({"PUT", "/v1/resources/" + url_encoded(id), body_text(body)}, resource_from_json);
}

Outcome<std::vector<ResourceUse>> Api::resource_uses(
    std::string const& id, std::string const& from, std::string const& to)
{
    std::string path = "/v1/resources/" + url_encoded(id) + "/uses";
    add_parameter(path, "from", from);
    add_parameter(path, "to", to);
    return ask<std::vector<ResourceUse>>({"GET", path}, resource_uses_from_json);
}

Outcome<std::vector<Conflict>> Api::conflicts(
    std::string const& municipality, std::string const& from, std::string const& to)
{
    std::string path = "/v1/conflicts";
    add_parameter(path, "municipality", municipality);
    add_parameter(path, "from", from);
    add_parameter(path, "to", to);
    return ask<std::vector<Conflict>>({"GET", path}, conflicts_from_json);
}

Outcome<std::vector<Municipality>> Api::municipalities()
{
    return ask<std::vector<Municipality>>({"GET", "/v1/municipalities"}, municipalities_from_json);
}

Outcome<std::vector<Subsidy>> Api::subsidies(int fiscal_year)
{
    return ask<std::vector<Subsidy>>(
        {"GET", "/v1/subsidies?fiscal_year=" + std::to_string(fiscal_year)}, subsidies_from_json);
}

Outcome<Done> Api::add_step(std::string const& subsidy, json const& body)
{
    return do_post("/v1/subsidies/" + url_encoded(subsidy) + "/steps", body);
}

Outcome<Status> Api::status(int fiscal_year)
{
    return ask<Status>(
        {"GET", "/v1/reports/status?fiscal_year=" + std::to_string(fiscal_year)}, status_from_json);
}

Outcome<KioskList> Api::kiosks()
{
    return ask<KioskList>({"GET", "/v1/kiosks"}, kiosks_from_json);
}

Outcome<KioskActed> Api::act_on_kiosk(std::string const& id, KioskAction action, json const& name_and_reason)
{
    static constexpr char const* names[]{"recall", "reclaim", "revoke"};
    Call call{"POST", "/v1/kiosks/" + url_encoded(id) + "/" + names[static_cast<int>(action)],
        body_text(name_and_reason)};
    return ask<KioskActed>(std::move(call), kiosk_acted_from_json);
}

Outcome<EnrolCode> Api::make_enrol_code(std::string const& venue)
{
    Call call{"POST", "/v1/kiosks/codes", body_text({{"venue", venue}})};
    return ask<EnrolCode>(std::move(call), enrol_code_from_json);
}

Outcome<Done> Api::save_staff_pin(std::string const& venue, std::string const& pin)
{
    Call call{"PUT", "/v1/venues/" + url_encoded(venue) + "/staff-pin", body_text({{"pin", pin}})};
    return ask<Done>(std::move(call), [](json const&) { return base::Result<Done>(Done()); });
}

} // namespace meguri::desk::models
