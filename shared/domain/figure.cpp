#include "shared/domain/figure.h"

#include <algorithm>
#include <numeric>

namespace meguri::domain {

std::int64_t value_of(Figure const& figure)
{
    if (figure.rule == FigureRule::Share) {
        if (figure.rows.size() != 2 || figure.rows[1].value <= 0)
            return 0;
        auto const whole = figure.rows[1].value;
        return (200 * figure.rows[0].value + whole) / (2 * whole);
    }
    return std::accumulate(figure.rows.begin(), figure.rows.end(), std::int64_t{0},
        [](std::int64_t sum, FigureRow const& row) { return sum + row.value; });
}

Figure const* find_figure(std::vector<Figure> const& figures, std::string_view name)
{
    auto const found
        = std::find_if(figures.begin(), figures.end(), [&](Figure const& one) { return one.name == name; });
    return found == figures.end() ? nullptr : &*found;
}

std::string text_of(std::vector<Figure> const& figures)
{
    std::string text;
    for (auto const& figure : figures) {
        text += figure.name + "=" + std::to_string(value_of(figure)) + " ";
        text += std::string(name_of(figure.basis)) + "\n";
        for (auto const& row : figure.rows)
            text += std::string(name_of(row.kind)) + " " + row.id + " " + row.what + " "
                + std::to_string(row.value) + "\n";
    }
    return text;
}

} // namespace meguri::domain
