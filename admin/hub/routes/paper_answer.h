// How a route answers a file that was made for one person: it is kept by nobody on the way. Pure.
#pragma once

#include "admin/hub/routes/call.h"

namespace meguri::hub::routes {

inline void answer_file(CallPtr const& call, base::Result<std::string> bytes, char const* content_type)
{
    if (!bytes)
        return call->world_failed(bytes.error().message);
    server::Response response;
    response.content_type = content_type;
    response.body = std::move(*bytes);
    response.headers.emplace_back("Cache-Control", "no-store");
    call->answer(std::move(response));
}

inline void answer_paper(CallPtr const& call, base::Result<std::string> pdf)
{
    answer_file(call, std::move(pdf), "application/pdf");
}

} // namespace meguri::hub::routes
