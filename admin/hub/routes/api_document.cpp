// What a program needs to know of the hub: GET /openapi.json and its page for people at /docs, both made from
// assets/api/openapi.yaml when the program is built; and GET /metrics for an operator.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "shared/base/assets.h"
#include "shared/base/files.h"

namespace meguri::hub::routes {

namespace {

using Body = std::shared_ptr<std::string const>;

/// Read once; empty when the files are not installed.
Body body_of(std::string const& name)
{
    auto text = base::SystemFiles().read(base::find_assets() / "api" / name);
    return text ? std::make_shared<std::string const>(std::move(*text)) : nullptr;
}

void answer_file(CallPtr const& call, Body const& body, std::string const& type)
{
    if (!body)
        return call->problem(503, "Not installed", "The API document is not installed beside the program");
    server::Response response;
    response.content_type = type;
    response.headers = {{"Cache-Control", "public, max-age=3600"}, {"X-Content-Type-Options", "nosniff"}};
    if (type.starts_with("text/html"))
        response.headers.emplace_back("Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
            "frame-ancestors 'none'");
    response.shared_body = body;
    call->answer(std::move(response));
}

} // namespace

void add_api_document_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/openapi.json", [document = body_of("openapi.json")](CallPtr const& call) {
        answer_file(call, document, "application/json");
    });
    router.add("GET", "/docs", [page = body_of("index.html")](CallPtr const& call) {
        answer_file(call, page, "text/html; charset=utf-8");
    });
    router.add("GET", "/metrics", [&services, metrics = router.metrics()](CallPtr const& call) {
        auto reader = services.readers.lend();
        metrics->set("meguri_hub_seq", {}, core::need(reader->head_seq()));
        server::Response response;
        response.content_type = "text/plain; version=0.0.4; charset=utf-8";
        response.headers = {{"Cache-Control", "no-store"}};
        response.body = metrics->text();
        call->answer(std::move(response));
    });
}

} // namespace meguri::hub::routes
