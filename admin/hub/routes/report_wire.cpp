#include "admin/hub/routes/report_wire.h"

namespace meguri::hub::routes {

using nlohmann::json;

json wire_figures(std::vector<domain::Figure> const& figures)
{
    auto list = json::array();
    for (auto const& figure : figures) {
        auto rows = json::array();
        for (auto const& row : figure.rows)
            rows.push_back({{"kind", domain::name_of(row.kind)}, {"id", row.id}, {"what", row.what},
                {"value", row.value}});
        list.push_back({{"name", figure.name}, {"label", figure.label}, {"value", value_of(figure)},
            {"unit", figure.unit}, {"basis", domain::name_of(figure.basis)},
            {"rule", domain::name_of(figure.rule)}, {"rows", std::move(rows)}});
    }
    return list;
}

} // namespace meguri::hub::routes
