// The desk's questions about one session, and about many at once.
#include "admin/desk/models/api.h"

namespace meguri::desk::models {

using nlohmann::json;

namespace {

std::string preview_parameter(Writing writing)
{
    return writing == Writing::Preview ? "?dry_run=1" : "";
}

base::Result<Session> session_from(json const& document)
{
    auto session = protocol::session_from_json(document);
    if (!session)
        return base::fail(base::ErrorKind::Broken, "the answer is no session");
    return std::move(*session);
}

} // namespace

Outcome<Session> Api::create_session(json const& body)
{
    Call call{"POST", "/v1/sessions", body_text(body)};
    return ask<Session>(std::move(call), session_from);
}

Outcome<SessionDetails> Api::session(std::string const& id)
{
    return ask<SessionDetails>({"GET", "/v1/sessions/" + url_encoded(id)}, session_details_from_json);
}

Outcome<Session> Api::change_session(std::string const& id, std::int64_t version, json const& body)
{
    Call call{"PUT", "/v1/sessions/" + url_encoded(id), body_text(body),
        {{"If-Match", "\"" + std::to_string(version) + "\""}}};
    return ask<Session>(std::move(call), session_from);
}

Outcome<std::vector<ShortOne>> Api::short_of_people(std::string const& municipality, int days)
{
    auto path = "/v1/sessions/short-of-people?days=" + std::to_string(days);
    if (!municipality.empty())
        path += "&municipality=" + url_encoded(municipality);
    return ask<std::vector<ShortOne>>({"GET", path}, short_ones_from_json);
}

Outcome<std::vector<Finding>> Api::eligibility(std::string const& session)
{
    return ask<std::vector<Finding>>(
        {"GET", "/v1/sessions/" + url_encoded(session) + "/eligibility"}, findings_from_json);
}

Outcome<bool> Api::needs_approval(std::string const& programme)
{
    return ask<bool>(
        {"GET", "/v1/programmes/" + url_encoded(programme) + "/rules"}, [](json const& document) {
            return base::Result<bool>(
                document.is_object() && document.value("approval", json()) == "municipality");
        });
}

Outcome<Done> Api::draw(std::string const& session, bool is_anyway)
{
    return do_post("/v1/sessions/" + url_encoded(session) + "/draw", {{"anyway", is_anyway}});
}

Outcome<SeriesAnswer> Api::make_series(json const& body, Writing writing)
{
    Call call{"POST", "/v1/session-series" + preview_parameter(writing), body_text(body)};
    return ask<SeriesAnswer>(std::move(call), series_from_json);
}

Outcome<SeriesAnswer> Api::copy_programme(
    std::string const& programme, std::string const& municipality, Writing writing)
{
    Call call{"POST", "/v1/programmes/" + url_encoded(programme) + "/copy" + preview_parameter(writing),
        body_text({{"municipality", municipality}})};
    return ask<SeriesAnswer>(std::move(call), series_from_json);
}

Outcome<std::vector<SessionTemplate>> Api::templates()
{
    return ask<std::vector<SessionTemplate>>({"GET", "/v1/session-templates"}, templates_from_json);
}

Outcome<Done> Api::save_template(std::string const& name, json const& session)
{
    Call call{"PUT", "/v1/session-templates", body_text({{"name", name}, {"session", session}})};
    return ask<Done>(std::move(call), [](json const&) { return base::Result<Done>(Done()); });
}

} // namespace meguri::desk::models
