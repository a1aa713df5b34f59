// GET /v1/municipalities/figures.pdf: the figures of a year on paper: the tile map coloured by one of them,
// bars, and the tables behind both. What the caller may not see stands there as a dash.
#include "admin/hub/core/need.h"
#include "admin/hub/feeds/words.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/municipal_figures.h"
#include "admin/hub/routes/paper_answer.h"
#include "admin/hub/routes/report_words.h"
#include "admin/hub/routes/tile_map.h"
#include "shared/domain/era_date.h"
#include "shared/paper/figures_page.h"

#include <algorithm>

namespace meguri::hub::routes {

using core::need;
using domain::MapFigure;
using domain::SubsidyStep;

namespace {

constexpr char const* not_known = "—";

/// What stands behind one tile and one line of the table.
struct TownOnPaper {
    std::string code;
    std::string name;
    bool is_seen = false;
    YearFigures figures;
    std::optional<SubsidyStep> step;
    std::optional<int> covered_percent;
};

struct FiguresWanted {
    domain::FiscalYear year;
    MapFigure figure = MapFigure::SeatUse;
    domain::Quarter quarter;
    std::string town; ///< Whose bars; empty: all that are seen.
};

std::optional<int> value_on_paper(TownOnPaper const& town, MapFigure figure)
{
    auto const& all = town.figures.all;
    if (!town.is_seen)
        return std::nullopt;
    switch (figure) {
    case MapFigure::SeatUse:
        return domain::share_percent(all.participants, all.seats);
    case MapFigure::Participants:
        return all.participants;
    case MapFigure::SeniorShare:
        return town.figures.senior_percent();
    case MapFigure::NoShows:
        return all.no_shows;
    case MapFigure::Held:
        return all.held;
    case MapFigure::Planned:
        return all.planned;
    case MapFigure::Cancelled:
        return all.cancelled;
    case MapFigure::Seats:
        return all.seats;
    case MapFigure::Coverage:
        return town.covered_percent;
    case MapFigure::SubsidyStep:
        return std::nullopt;
    }
    return std::nullopt;
}

paper::FiguresTile tile_on_paper(
    TownOnPaper const& town, domain::TilePlace const& place, MapFigure figure, domain::RampBounds const& ramp)
{
    paper::FiguresTile tile{town.name, not_known, place.column, place.row, -1};
    if (figure == MapFigure::SubsidyStep && town.is_seen) {
        tile.value = town.step ? step_words(*town.step) : not_known;
        tile.level = domain::ramp_level(town.step);
    } else if (auto const value = value_on_paper(town, figure)) {
        tile.value = grouped(*value) + domain::map_figure_unit(figure);
        tile.level = domain::ramp_level(*value, ramp);
    }
    return tile;
}

void put_map(paper::FiguresPage& page, std::vector<TownOnPaper> const& towns,
    std::vector<domain::TilePlace> const& places, FiguresWanted const& wanted)
{
    int most = 0;
    for (auto const& town : towns)
        most = std::max(most, value_on_paper(town, wanted.figure).value_or(0));
    auto const ramp = domain::ramp_bounds(wanted.figure, most);
    page.meaning = domain::map_figure_words(wanted.figure);
    if (wanted.figure == MapFigure::Coverage)
        page.meaning += "(" + domain::quarter_words(wanted.quarter.number) + ")";
    page.legend = domain::ramp_legend(wanted.figure, ramp);
    for (auto const& place : places) {
        auto const town = std::find_if(
            towns.begin(), towns.end(), [&](TownOnPaper const& one) { return one.code == place.code; });
        if (town != towns.end())
            page.tiles.push_back(tile_on_paper(*town, place, wanted.figure, ramp));
    }
}

std::vector<std::string> cells_of(domain::Figures const& figures)
{
    std::vector<std::string> cells;
    for (int const number : {figures.planned, figures.held, figures.cancelled, figures.seats,
             figures.registrations, figures.participants, figures.no_shows})
        cells.push_back(grouped(number));
    return cells;
}

std::string percent_on_paper(std::optional<int> percent)
{
    return percent ? std::to_string(*percent) + "%" : not_known;
}

std::vector<std::string> town_line(TownOnPaper const& town)
{
    std::vector<std::string> line{town.name};
    if (!town.is_seen) {
        line.resize(12, not_known);
        return line;
    }
    auto const& all = town.figures.all;
    std::ranges::move(cells_of(all), std::back_inserter(line));
    line.push_back(percent_on_paper(domain::share_percent(all.participants, all.seats)));
    line.push_back(percent_on_paper(town.figures.senior_percent()));
    line.push_back(percent_on_paper(town.covered_percent));
    line.emplace_back(town.step ? step_words(*town.step) : not_known);
    return line;
}

paper::FiguresTable towns_table(
    std::vector<TownOnPaper> const& towns, YearFigures const& all, FiguresWanted const& wanted)
{
    paper::FiguresTable table{"",
        {"市町", "予定", "実施済", "中止", "席", "申込", "参加", "無断欠席", "利用率", "65歳以上",
            "会場 " + domain::quarter_words(wanted.quarter.number), "補助金"},
        {1.6, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.3, 1.3}, {}, true};
    for (auto const& town : towns)
        table.rows.push_back(town_line(town));
    TownOnPaper sum{"", "計", true, all, std::nullopt, std::nullopt};
    table.rows.push_back(town_line(sum));
    table.rows.back()[10] = "";
    table.rows.back()[11] = "";
    return table;
}

/// Twelve months of the year, also those without a class.
paper::FiguresPair year_on_paper(YearFigures const& figures, domain::FiscalYear year)
{
    paper::FiguresPair pair;
    pair.chart.title = "月ごとの開催回";
    pair.chart.series.assign(domain::format_kinds.begin(), domain::format_kinds.end());
    pair.table = {"月ごとの数",
        {"月", "予定", "実施済", "中止", "席", "申込", "参加", "欠席", "教室・講座", "車", "訪問", "相談"},
        {1, 1, 1.1, 1, 1, 1, 1, 1, 1.6, 0.8, 1, 1}, {}, false};
    int most = 0;
    for (int i = 0; i < 12; ++i) {
        auto const day = domain::first_day(year) + std::chrono::months(i);
        auto const month = domain::to_iso(day).substr(0, 7);
        auto const found = figures.by_month.find(month);
        paper::FiguresBar bar{std::to_string(static_cast<unsigned>(day.month())) + "月", {0, 0, 0, 0}};
        if (auto const formats = figures.formats_by_month.find(month);
            formats != figures.formats_by_month.end())
            for (auto const& [format, count] : formats->second)
                bar.parts[domain::format_kind_of(format)] += count;
        std::vector<std::string> line{bar.label};
        auto const one = found == figures.by_month.end() ? domain::Figures() : found->second;
        most = std::max(most, one.classes());
        std::ranges::move(cells_of(one), std::back_inserter(line));
        for (int const part : bar.parts)
            line.push_back(grouped(part));
        pair.table.rows.push_back(std::move(line));
        pair.chart.bars.push_back(std::move(bar));
    }
    pair.chart.scale_step = domain::round_step(std::max(most, 1));
    return pair;
}

paper::FiguresPair formats_on_paper(YearFigures const& figures)
{
    paper::FiguresPair pair;
    pair.chart.title = "実施形態ごとの開催回";
    pair.chart.series = {"実施済", "予定"};
    pair.table
        = {"実施形態ごとの数", {"実施形態", "予定", "実施済", "中止", "席", "申込", "参加", "無断欠席"},
            {2.4, 1, 1, 1, 1, 1, 1, 1.2}, {}, false};
    int most = 0;
    for (auto const& [format, name] : domain::Names<domain::SessionFormat>::entries) {
        auto const found = figures.by_format.find(format);
        auto const one = found == figures.by_format.end() ? domain::Figures() : found->second;
        std::string const words(feeds::words_of(format));
        most = std::max(most, one.classes());
        pair.chart.bars.push_back({words, {one.held, one.planned}});
        std::vector<std::string> line{words};
        std::ranges::move(cells_of(one), std::back_inserter(line));
        pair.table.rows.push_back(std::move(line));
    }
    pair.chart.scale_step = domain::round_step(std::max(most, 1));
    return pair;
}

paper::FiguresPair ages_on_paper(YearFigures const& figures)
{
    paper::FiguresPair pair;
    pair.chart.title = "年齢ごとの参加した人";
    pair.chart.series = {"参加した人"};
    pair.table = {"年齢ごとの数", {"年齢", "参加", "割合"}, {2, 1, 1}, {}, false};
    int most = 0;
    int all = 0;
    for (auto const& [band, count] : figures.age_bands)
        all += count;
    for (auto const& [band, name] : domain::Names<domain::AgeBand>::entries) {
        auto const found = figures.age_bands.find(band);
        int const count = found == figures.age_bands.end() ? 0 : found->second;
        most = std::max(most, count);
        pair.chart.bars.push_back({age_words(band), {count}});
        pair.table.rows.push_back(
            {age_words(band), grouped(count), percent_on_paper(domain::share_percent(count, all))});
    }
    pair.chart.scale_step = domain::round_step(std::max(most, 1));
    return pair;
}

std::vector<TownOnPaper> towns_on_paper(
    store::Reader& reader, domain::Actor const& actor, FiguresWanted const& wanted, base::Time now)
{
    std::string const whose = actor.role == domain::Role::Municipality ? actor.organisation : "";
    auto figures = figures_of_year(reader, whose, wanted.year);
    std::map<std::string, std::vector<store::SubsidyRow>> subsidies;
    for (auto& subsidy : need(reader.subsidies(wanted.year.year, whose)))
        subsidies[subsidy.municipality].push_back(std::move(subsidy));
    std::map<std::string, std::optional<int>> covered;
    for (auto const& cover : covers_of(reader, whose, wanted.quarter, now))
        covered[cover.town.code.text()] = cover.covered_percent();
    std::vector<TownOnPaper> towns;
    for (auto const& town : need(reader.municipalities())) {
        auto const& code = town.code.text();
        bool const is_seen = domain::may(actor, domain::Right::SeeFigures, {code, "", "", false});
        towns.push_back(
            {code, town.name, is_seen, figures[code], last_step_of(subsidies[code]), covered[code]});
    }
    return towns;
}

paper::FiguresPage figures_page(std::vector<TownOnPaper> const& towns,
    std::vector<domain::TilePlace> const& places, FiguresWanted const& wanted, base::Time now)
{
    paper::FiguresPage page;
    page.title = "市町の数";
    page.over = domain::fiscal_year_words(wanted.year);
    page.as_of = domain::era_date_words(domain::tokyo_date(now)) + " 現在";
    put_map(page, towns, places, wanted);
    YearFigures all;
    YearFigures barred;
    for (auto const& town : towns) {
        all += town.figures;
        if (wanted.town.empty() || wanted.town == town.code)
            barred += town.figures;
        if (wanted.town == town.code)
            page.over += " ・ 棒グラフは " + town.name;
    }
    page.towns = towns_table(towns, all, wanted);
    page.pairs = {year_on_paper(barred, wanted.year), formats_on_paper(barred), ages_on_paper(barred)};
    page.foot = "予定には 調整中の回も 入ります。会場は、この四半期に 教室があった、または "
                "予定されている会場の割合です。"
                "参加した人の年齢は、申込のあった教室だけです。";
    return page;
}

std::optional<FiguresWanted> figures_wanted(Services const& services, CallPtr const& call)
{
    auto const today = domain::tokyo_date(services.clock.now());
    auto const year = call->integer_parameter("fiscal_year", domain::fiscal_year_of(today).year, 1989, 2199);
    if (!year)
        return std::nullopt;
    FiguresWanted wanted;
    wanted.year = {static_cast<int>(*year)};
    wanted.town = call->text_parameter("municipality");
    auto const quarter = call->integer_parameter("quarter", domain::usual_quarter(wanted.year, today), 1, 4);
    if (!quarter)
        return std::nullopt;
    wanted.quarter = {wanted.year, static_cast<int>(*quarter)};
    if (auto const word = call->text_parameter("figure"); !word.empty()) {
        auto const figure = domain::from_name<MapFigure>(word);
        if (!figure) {
            call->problem(400, "Bad parameter", "figure is none of those there are",
                {{"figure", "must be one of " + domain::all_names<MapFigure>()}});
            return std::nullopt;
        }
        wanted.figure = *figure;
    }
    return wanted;
}

void answer_figures_paper(Services& services, CallPtr const& call)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    // Its own at least; the prefecture all.
    std::string const own = actor->role == domain::Role::Municipality ? actor->organisation : "";
    if (!call->need_right(*actor, domain::Right::SeeFigures, {own, "", "", false}))
        return;
    auto const wanted = figures_wanted(services, call);
    if (!wanted)
        return;
    if (!wanted->town.empty()
        && !call->need_right(*actor, domain::Right::SeeFigures, {wanted->town, "", "", false}))
        return;
    auto reader = services.readers.lend();
    auto const municipalities = need(reader->municipalities());
    bool const is_known = wanted->town.empty()
        || std::any_of(municipalities.begin(), municipalities.end(),
            [&](auto const& one) { return one.code.text() == wanted->town; });
    if (!is_known)
        return call->not_found("municipality");
    auto const now = services.clock.now();
    auto const towns = towns_on_paper(*reader, *actor, *wanted, now);
    answer_paper(call,
        paper::figures_page_pdf(figures_page(towns, tile_places_of(services, municipalities), *wanted, now)));
}

} // namespace

void add_municipality_paper_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/municipalities/figures.pdf",
        [&services](CallPtr const& call) { answer_figures_paper(services, call); });
}

} // namespace meguri::hub::routes
