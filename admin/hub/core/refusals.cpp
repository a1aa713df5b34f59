#include "admin/hub/core/refusals.h"

#include <utility>

namespace meguri::hub::core {

Refusal not_found(std::string_view what)
{
    return {RefusalKind::NotFound, "not_found", "There is no such " + std::string(what), {}, {}};
}

Refusal conflict(std::string reason, std::string detail)
{
    return {RefusalKind::Conflict, std::move(reason), std::move(detail), {}, {}};
}

} // namespace meguri::hub::core
