#include "admin/desk/models/municipality_table.h"

#include "admin/desk/models/words.h"

namespace meguri::desk::models {

namespace {

constexpr char const* nothing = "—";

Cell number_cell(MunicipalityRow const& row, int domain::Figures::*figure)
{
    return row.summary ? Cell{grouped((*row.summary).*figure)} : Cell{nothing, Tone::Quiet};
}

ColumnOf<MunicipalityRow> number_column(char const* title, int width, int domain::Figures::*figure)
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

ColumnOf<MunicipalityRow> venues_column()
{
    return {{"教室のある会場", 130, Align::Right},
        [](MunicipalityRow const& row) {
            return row.venues
                ? Cell{std::to_string(row.venues->covered) + " / " + std::to_string(row.venues->all)}
                : Cell{nothing, Tone::Quiet};
        },
        [](MunicipalityRow const& row) -> SortKey {
            return std::int64_t(value_of(row, domain::MapFigure::Coverage).value_or(-1));
        }};
}

std::vector<ColumnOf<MunicipalityRow>> municipality_columns()
{
    return {
        {{"市町", 130},
            [](MunicipalityRow const& r) {
                return Cell{r.municipality.name, Tone::Strong};
            },
            [](MunicipalityRow const& r) -> SortKey { return r.municipality.code; }},
        number_column("予定", 76, &Summary::planned),
        number_column("実施済", 80, &Summary::held),
        number_column("中止", 70, &Summary::cancelled),
        number_column("席", 80, &Summary::seats),
        number_column("申込", 80, &Summary::registrations),
        number_column("参加", 80, &Summary::participants),
        percent_column("利用率", 80, use_percent),
        percent_column("65歳以上", 96, percent_from_65),
        number_column("無断欠席", 96, &Summary::no_shows),
        venues_column(),
        {{"補助金", 130},
            [](MunicipalityRow const& r) {
                auto const step = r.summary ? r.summary->subsidy_step : std::string();
                return step.empty() ? Cell{nothing, Tone::Quiet}
                                    : Cell{subsidy_step_words(step), tone_of_step(step)};
            }},
    };
}

} // namespace

MunicipalityTable::MunicipalityTable()
    : RowTable(municipality_columns(), [](MunicipalityRow const& row) { return row.municipality.code; })
{
}

std::optional<int> use_percent(Summary const& summary)
{
    return domain::share_percent(summary.participants, summary.seats);
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
    return domain::share_percent(from_65, known);
}

Summary sum_of(std::vector<MunicipalityRow> const& rows)
{
    Summary sum;
    for (auto const& row : rows) {
        if (!row.summary)
            continue;
        sum += *row.summary;
        for (auto const& [band, count] : row.summary->age_bands)
            sum.age_bands[band] += count;
        for (auto const& [format, figures] : row.summary->by_format)
            sum.by_format[format] += figures;
        for (auto const& [month, one] : row.summary->by_month) {
            sum.by_month[month].figures += one.figures;
            for (auto const& [format, count] : one.formats)
                sum.by_month[month].formats[format] += count;
        }
    }
    return sum;
}

std::optional<int> value_of(MunicipalityRow const& row, domain::MapFigure figure)
{
    using domain::MapFigure;
    if (figure == MapFigure::Coverage)
        return row.venues ? domain::share_percent(row.venues->covered, row.venues->all) : std::nullopt;
    if (!row.summary)
        return std::nullopt;
    switch (figure) {
    case MapFigure::SeatUse:
        return use_percent(*row.summary);
    case MapFigure::Participants:
        return row.summary->participants;
    case MapFigure::SeniorShare:
        return percent_from_65(*row.summary);
    case MapFigure::NoShows:
        return row.summary->no_shows;
    case MapFigure::Held:
        return row.summary->held;
    case MapFigure::Planned:
        return row.summary->planned;
    case MapFigure::Cancelled:
        return row.summary->cancelled;
    case MapFigure::Seats:
        return row.summary->seats;
    case MapFigure::Coverage:
    case MapFigure::SubsidyStep:
        return std::nullopt;
    }
    return std::nullopt;
}

std::string value_words(MunicipalityRow const& row, domain::MapFigure figure)
{
    if (figure == domain::MapFigure::SubsidyStep)
        return row.summary && !row.summary->subsidy_step.empty()
            ? subsidy_step_words(row.summary->subsidy_step)
            : nothing;
    auto const value = value_of(row, figure);
    return value ? grouped(*value) + domain::map_figure_unit(figure) : nothing;
}

} // namespace meguri::desk::models
