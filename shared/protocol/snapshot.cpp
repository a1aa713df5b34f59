#include "shared/protocol/snapshot.h"

namespace meguri::protocol {

using base::fail;
using nlohmann::json;

std::string to_text(Snapshot const& snapshot)
{
    json object{{"epoch", snapshot.epoch}, {"scope", snapshot.scope}, {"seq", snapshot.seq},
        {"changes", json::array()}};
    for (auto const& change : snapshot.changes)
        object["changes"].push_back(to_json(change));
    return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

base::Result<Snapshot> snapshot_from_text(std::string_view text)
{
    auto const object = parse_json(text);
    if (!object)
        return fail(object.error());
    Reader reader(*object);
    Snapshot snapshot{
        reader.text("epoch", 80), reader.text("scope", 16), reader.integer("seq", 0, INT64_MAX), {}};
    if (auto const* changes = reader.array("changes"))
        for (auto const& entry : *changes) {
            auto change = change_from_json(entry);
            if (!change)
                return fail(base::ErrorKind::BadInput,
                    change.error().front().field + " " + change.error().front().reason);
            snapshot.changes.push_back(std::move(*change));
        }
    if (!reader.is_good())
        return fail(base::ErrorKind::BadInput,
            reader.problems().front().field + " " + reader.problems().front().reason);
    return snapshot;
}

} // namespace meguri::protocol
