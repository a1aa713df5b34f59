#include "admin/desk/models/municipality_table.h"

#include "admin/desk/models/words.h"

namespace meguri::desk::models {

namespace {

constexpr char const* nothing = "—";

Cell number_cell(MunicipalityRow const& row, int Summary::*figure)
{
    return row.summary ? Cell{grouped((*row.summary).*figure)} : Cell{nothing, Tone::Quiet};
}

ColumnOf<MunicipalityRow> number_column(char const* title, int width, int Summary::*figure)
{
    return {{title, width, Align::Right},
        [figure](MunicipalityRow const& row) { return number_cell(row, figure); },
        [figure](MunicipalityRow const& row) -> SortKey {
            return std::int64_t(row.summary ? (*row.summary).*figure : -1);
        }};
}

ColumnOf<MunicipalityRow> percent_column(
    char const* title, int width, std::optional<int> (*percent)(Summary const&))
{
    auto const of = [percent](MunicipalityRow const& row) {
        return row.summary ? percent(*row.summary) : std::nullopt;
    };
    return {{title, width, Align::Right},
        [of](MunicipalityRow const& row) {
            auto const value = of(row);
            return value ? Cell{std::to_string(*value) + "%"} : Cell{nothing, Tone::Quiet};
        },
        [of](MunicipalityRow const& row) -> SortKey { return std::int64_t(of(row).value_or(-1)); }};
}

Tone tone_of_step(std::string const& step)
{
    if (step == "decided" || step == "change_decided" || step == "paid" || step == "finalised")
        return Tone::Ok;
    if (step == "sent_back" || step == "refused" || step == "revoked" || step == "repayment")
        return Tone::Stop;
    return step.empty() ? Tone::Quiet : Tone::Few;
}

std::vector<ColumnOf<MunicipalityRow>> municipality_columns()
{
    return {
        {{"市町", 130},
            [](MunicipalityRow const& r) {
                return Cell{r.municipality.name, Tone::Strong};
            },
            [](MunicipalityRow const& r) -> SortKey { return r.municipality.code; }},
        number_column("予定", 90, &Summary::planned),
        number_column("実施済", 90, &Summary::held),
        number_column("中止", 80, &Summary::cancelled),
        number_column("席", 100, &Summary::seats),
        number_column("参加", 100, &Summary::participants),
        percent_column("利用率", 90, use_percent),
        percent_column("65歳以上", 100, percent_from_65),
        number_column("無断欠席", 100, &Summary::no_shows),
        {{"補助金", 130},
            [](MunicipalityRow const& r) {
                auto const step = r.summary ? r.summary->subsidy_step : std::string();
                return step.empty() ? Cell{nothing, Tone::Quiet}
                                    : Cell{subsidy_step_words(step), tone_of_step(step)};
            }},
    };
}

std::optional<int> percent(int part, int whole)
{
    if (whole <= 0)
        return std::nullopt;
    return static_cast<int>((static_cast<std::int64_t>(part) * 200 + whole) / (2LL * whole));
}

} // namespace

MunicipalityTable::MunicipalityTable()
    : RowTable(municipality_columns(), [](MunicipalityRow const& row) { return row.municipality.code; })
{
}

std::optional<int> use_percent(Summary const& summary)
{
    return percent(summary.participants, summary.seats);
}

std::optional<int> percent_from_65(Summary const& summary)
{
    int known = 0;
    int from_65 = 0;
    for (auto const& [band, count] : summary.age_bands) {
        if (band == "unknown")
            continue;
        known += count;
        if (band != "under_65")
            from_65 += count;
    }
    return percent(from_65, known);
}

Summary sum_of(std::vector<MunicipalityRow> const& rows)
{
    Summary sum;
    for (auto const& row : rows) {
        if (!row.summary)
            continue;
        sum.planned += row.summary->planned;
        sum.held += row.summary->held;
        sum.cancelled += row.summary->cancelled;
        sum.seats += row.summary->seats;
        sum.participants += row.summary->participants;
        sum.no_shows += row.summary->no_shows;
        for (auto const& [band, count] : row.summary->age_bands)
            sum.age_bands[band] += count;
    }
    return sum;
}

std::string words_of(MapMeaning meaning)
{
    switch (meaning) {
    case MapMeaning::UsePercent:
        return "席の利用率";
    case MapMeaning::Participants:
        return "参加した人";
    case MapMeaning::Held:
        return "実施した回";
    case MapMeaning::PercentFrom65:
        return "65歳以上の割合";
    }
    return "";
}

std::optional<int> value_of(MunicipalityRow const& row, MapMeaning meaning)
{
    if (!row.summary)
        return std::nullopt;
    switch (meaning) {
    case MapMeaning::UsePercent:
        return use_percent(*row.summary);
    case MapMeaning::Participants:
        return row.summary->participants;
    case MapMeaning::Held:
        return row.summary->held;
    case MapMeaning::PercentFrom65:
        return percent_from_65(*row.summary);
    }
    return std::nullopt;
}

std::string unit_of(MapMeaning meaning)
{
    switch (meaning) {
    case MapMeaning::UsePercent:
    case MapMeaning::PercentFrom65:
        return "%";
    case MapMeaning::Participants:
        return "人";
    case MapMeaning::Held:
        return "回";
    }
    return "";
}

} // namespace meguri::desk::models
