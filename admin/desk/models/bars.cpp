#include "admin/desk/models/bars.h"

#include "shared/domain/fiscal_year.h"
#include "shared/domain/tokyo_time.h"

#include <algorithm>
#include <numeric>

namespace meguri::desk::models {

namespace {

std::size_t series_of(std::string const& format)
{
    if (format == "mobile_van")
        return 1;
    if (format == "home_visit")
        return 2;
    if (format == "consultation" || format == "event")
        return 3;
    return 0;
}

/// April is 0, March is 11.
std::size_t place_of(domain::Date date)
{
    return (static_cast<unsigned>(date.month()) + 8) % 12;
}

} // namespace

int Bar::total() const
{
    return std::accumulate(parts.begin(), parts.end(), 0);
}

bool Bars::is_empty() const
{
    return std::ranges::all_of(bars, [](Bar const& bar) { return bar.total() == 0; });
}

std::vector<TextRow> Bars::rows() const
{
    std::vector<TextRow> result{{"月"}};
    result[0].insert(result[0].end(), series.begin(), series.end());
    result[0].push_back("計");
    for (auto const& bar : bars) {
        TextRow row{bar.label};
        for (int const part : bar.parts)
            row.push_back(std::to_string(part));
        row.push_back(std::to_string(bar.total()));
        result.push_back(std::move(row));
    }
    return result;
}

std::string Bars::words() const
{
    std::string words;
    for (auto const& bar : bars)
        if (bar.total() > 0)
            words += (words.empty() ? "" : "、") + bar.label + " " + std::to_string(bar.total()) + "回";
    return words.empty() ? "まだ開催回がありません" : words;
}

Bars bars_by_month(std::span<Session const> sessions, int fiscal_year, std::string const& municipality)
{
    Bars bars;
    bars.series = {"教室・講座", "車", "訪問", "相談"};
    for (int i = 0; i < 12; ++i)
        bars.bars.push_back({std::to_string((i + 3) % 12 + 1) + "月", {}});
    for (auto const& session : sessions) {
        bool const is_counted
            = session.state == "published" || session.state == "closed" || session.state == "held";
        auto const date = domain::tokyo_date(session.starts_at);
        bool const is_in_year = domain::fiscal_year_of(date) == domain::FiscalYear{fiscal_year};
        bool const is_here = municipality.empty() || session.municipality_code == municipality;
        if (is_counted && is_in_year && is_here)
            ++bars.bars[place_of(date)].parts[series_of(session.format)];
    }
    int most = 1;
    for (auto const& bar : bars.bars)
        most = std::max(most, bar.total());
    bars.scale_step = round_step(most);
    bars.scale_top = (most + bars.scale_step - 1) / bars.scale_step * bars.scale_step;
    return bars;
}

int round_step(int most)
{
    for (int power = 1;; power *= 10)
        for (int const factor : {1, 2, 5})
            if (power * factor * 5 >= most)
                return power * factor;
}

} // namespace meguri::desk::models
