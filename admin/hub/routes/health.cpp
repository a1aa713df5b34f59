// GET /healthz: alive, and how far the hub has counted.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"

namespace meguri::hub::routes {

void add_health_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/healthz", [&services](CallPtr const& call) {
        auto reader = services.readers.lend();
        call->answer(200, {{"status", "ok"}, {"seq", core::need(reader->head_seq())}});
    });
}

} // namespace meguri::hub::routes
