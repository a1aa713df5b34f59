#include "admin/desk/models/subsidy_table.h"

#include "admin/desk/models/subsidy_board.h"
#include "admin/desk/models/words.h"
#include "shared/domain/era_date.h"

#include <algorithm>

namespace meguri::desk::models {

namespace {

SortKey last_day_key(SubsidyRowOfTable const& row)
{
    auto const standing = standing_entries(row.subsidy);
    if (standing.empty())
        return std::string();
    return standing.back().date.empty() ? standing.back().known_by : standing.back().date;
}

std::vector<ColumnOf<SubsidyRowOfTable>> subsidy_columns()
{
    using R = SubsidyRowOfTable;
    return {
        {{"市町", 110},
            [](R const& row) {
                return Cell{row.subsidy.municipality_name, Tone::Strong};
            },
            [](R const& row) { return SortKey(row.subsidy.municipality); }},
        {{"事業", 300}, [](R const& row) { return Cell{row.subsidy.programme_name}; }},
        {{"段階", 110}, [](R const& row) { return Cell{subsidy_step_words(row.subsidy.step)}; }},
        {{"金額", 110, Align::Right}, [](R const& row) { return Cell{row.amount}; },
            [](R const& row) {
                auto const standing = standing_entries(row.subsidy);
                std::int64_t yen = -1;
                for (auto const& entry : standing)
                    yen = entry.amount.value_or(yen);
                return SortKey(yen);
            }},
        {{"日付", 170},
            [](R const& row) {
                return Cell{row.last_day, Tone::Quiet};
            },
            last_day_key},
        {{"期限", 240},
            [](R const& row) {
                return Cell{row.deadline, row.deadline_tone};
            },
            [](R const& row) {
                auto const deadline = deadline_of(row.subsidy);
                return SortKey(deadline ? domain::to_iso(deadline->on) : std::string("9999"));
            }},
    };
}

} // namespace

SubsidyTable::SubsidyTable()
    : RowTable(subsidy_columns(), [](SubsidyRowOfTable const& row) { return row.subsidy.id; })
{
}

void SubsidyTable::set_subsidies(
    std::vector<Subsidy> const& subsidies, std::string const& municipality, domain::Date today)
{
    std::vector<SubsidyRowOfTable> rows;
    for (auto const& subsidy : subsidies) {
        if (!municipality.empty() && subsidy.municipality != municipality)
            continue;
        SubsidyRowOfTable row{subsidy, "", "", deadline_words(subsidy, today), deadline_tone(subsidy, today)};
        for (auto const& entry : standing_entries(subsidy)) {
            if (entry.amount)
                row.amount = yen_words(*entry.amount);
            auto const day = domain::date_from_iso(entry.date.empty() ? entry.known_by : entry.date);
            row.last_day = day ? domain::era_date_words(*day) : "";
        }
        rows.push_back(std::move(row));
    }
    set_rows(std::move(rows));
}

} // namespace meguri::desk::models
