#include "admin/hub/draw_check.h"

#include "admin/hub/routes/call.h"
#include "admin/hub/routes/draw_wire.h"
#include "shared/crypto/sha256.h"

namespace meguri::hub {

namespace {

net::ControlAnswer wrong(std::string const& why)
{
    return {1, routes::dump({{"ok", false}, {"why", why}}) + "\n", ""};
}

} // namespace

net::ControlAnswer check_draw(std::string const& content, std::string const& noted_hash)
{
    // Not parse_json, whose limit is a request's: the list of a large draw is longer.
    auto const object = nlohmann::json::parse(content, nullptr, false);
    if (object.is_discarded() || !object.is_object())
        return wrong("the file is not the JSON of a draw");
    auto const draw = routes::draw_from_json(object);
    if (!draw)
        return wrong(draw.error());
    if (!noted_hash.empty() && noted_hash != draw->seed_hash)
        return wrong("the hash in the file is not the one that was noted before the draw");
    if (auto const trouble = domain::trouble_with(*draw, crypto::sha256_hex); !trouble.empty())
        return wrong(trouble);
    return {0,
        routes::dump({{"ok", true}, {"seed_hash", draw->seed_hash}, {"seats", draw->seats},
            {"entries", draw->list.size()}})
            + "\n",
        ""};
}

} // namespace meguri::hub
