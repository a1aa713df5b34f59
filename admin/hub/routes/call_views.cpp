#include "admin/hub/routes/call_views.h"

#include "admin/hub/core/need.h"
#include "admin/hub/routes/wire.h"

#include <algorithm>

namespace meguri::hub::routes {

std::vector<CallView> calls_for(store::Reader& reader, domain::Actor const& actor,
    std::string const& municipality, std::optional<core::Purpose> purpose)
{
    std::vector<CallView> views;
    for (auto& task : core::need(reader.open_calls(municipality))) {
        auto registration = core::need(reader.registration(task.registration));
        auto session = core::need(reader.session(task.session));
        if (!registration || !session)
            continue;
        auto const whose = ownership_of(*session);
        if (!domain::may(actor, domain::Right::SeeRoster, whose))
            continue;
        bool const shows_names = purpose && domain::may(actor, domain::Right::SeeNames, whose);
        bool const shows_address = domain::may(actor, domain::Right::SeeAddress, whose)
            || (!whose.is_home_visit && purpose == core::Purpose::Postcards);
        views.push_back(
            {std::move(task), std::move(*registration), std::move(*session), shows_names, shows_address});
    }
    std::stable_sort(views.begin(), views.end(), [](auto const& a, auto const& b) {
        return a.session.row.session.starts_at < b.session.row.session.starts_at;
    });
    return views;
}

} // namespace meguri::hub::routes
