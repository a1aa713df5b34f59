#include "shared/domain/year_change.h"

namespace meguri::domain {

std::optional<FiscalYear> year_to_prepare(Date today)
{
    auto const now = fiscal_year_of(today);
    if (today.month() == std::chrono::March)
        return FiscalYear{now.year + 1};
    if (today.month() == std::chrono::April)
        return now;
    return std::nullopt;
}

bool can_be_followed(FiscalYear from, Date today)
{
    auto const now = fiscal_year_of(today);
    return from.year == now.year || from.year + 1 == now.year;
}

std::string id_a_year_later(std::string const& id, FiscalYear from)
{
    auto const year = std::to_string(from.year);
    auto const next = std::to_string(from.year + 1);
    auto const at = id.find(year);
    if (at == std::string::npos)
        return id + "-" + next;
    return id.substr(0, at) + next + id.substr(at + year.size());
}

std::string name_a_year_later(std::string name, FiscalYear from)
{
    auto const words = fiscal_year_words(from);
    auto const next = fiscal_year_words({from.year + 1});
    for (auto at = name.find(words); at != std::string::npos; at = name.find(words, at + next.size()))
        name.replace(at, words.size(), next);
    return name;
}

Date a_year_later(Date date)
{
    auto const later = date + std::chrono::years(1);
    return later.ok() ? later : Date(later.year() / later.month() / std::chrono::last);
}

} // namespace meguri::domain
