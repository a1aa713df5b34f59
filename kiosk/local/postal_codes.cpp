#include "kiosk/local/postal_codes.h"

#include "shared/protocol/csv.h"

#include <algorithm>

namespace meguri::kiosk::local {

namespace {

constexpr std::size_t code_column = 2;
constexpr std::size_t town_column = 5;
constexpr std::size_t fewest_columns = 9;
/// 以下に掲載がない場合: the rest of a town.
constexpr std::string_view rest_of_town = "イカニケイサイガナイバアイ";

bool is_postal_code(std::string_view text)
{
    return text.size() == 7
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string town_in(std::string const& cell)
{
    if (cell == rest_of_town)
        return {};
    // Both kinds of bracket are found in the list's history.
    return cell.substr(0, std::min(cell.find("（"), cell.find('(')));
}

} // namespace

base::Result<PostalCodes> PostalCodes::from(std::string_view text)
{
    auto const rows = protocol::parse_csv(text);
    if (!rows)
        return base::fail(rows.error());
    PostalCodes codes;
    for (auto const& row : *rows) {
        if (row.cells.size() < fewest_columns || !is_postal_code(row.cells[code_column]))
            return base::fail(base::ErrorKind::BadInput,
                "line " + std::to_string(row.line) + ": not a line of the official list of postal codes");
        auto const town = town_in(row.cells[town_column]);
        auto const [known, is_new] = codes.m_towns.try_emplace(row.cells[code_column], town);
        // One code for several neighbourhoods names none of them.
        if (!is_new && known->second != town)
            known->second.clear();
    }
    return codes;
}

std::optional<std::string> PostalCodes::neighbourhood(std::string const& code) const
{
    auto const found = m_towns.find(code);
    return found == m_towns.end() ? std::nullopt : std::optional(found->second);
}

} // namespace meguri::kiosk::local
