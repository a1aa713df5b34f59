#include "admin/hub/facts/holidays_file.h"

namespace meguri::hub::facts {

base::Result<std::vector<domain::Holiday>, Problems> parse_holidays(std::string_view text)
{
    auto const root = protocol::parse_json(text);
    if (!root)
        return base::fail(Problems{{"file", root.error().message}});
    protocol::Reader reader(*root);
    std::vector<domain::Holiday> holidays;
    auto const* list = reader.array("holidays");
    for (std::size_t i = 0; list && i < list->size(); ++i) {
        protocol::Reader one((*list)[i], "holidays[" + std::to_string(i) + "]");
        auto const day = domain::date_from_iso(one.text("day", 20));
        if (!day)
            one.refuse("day", "must be a day like 2026-11-23");
        holidays.push_back({day.value_or(domain::Date()), one.text("name", 100)});
        reader.absorb(one);
    }
    if (!reader.is_good())
        return base::fail(reader.problems());
    return holidays;
}

} // namespace meguri::hub::facts
