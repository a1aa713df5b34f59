// The section 市町 without a window: what the bars show and the tables behind them, the map by each figure,
// which places had no class; and the section against a hub.
#include "tests/desk/canned_hub.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>

using namespace meguri;
using namespace meguri::desk::models;
using tests::Office;

namespace {

std::string first_cells(Table const& table, std::size_t column, std::size_t count)
{
    std::string all;
    for (std::size_t row = 0; row < std::min(count, table.row_count()); ++row)
        all += (row == 0 ? "" : "|") + table.cell(row, column).text;
    return all;
}

/// A year of one municipality: two classes in April, one of them by a van, and one cancelled in March.
Summary year_of_classes()
{
    Summary summary;
    summary.by_month["2026-04"] = {{1, 1, 0, 20, 12, 9, 1}, {{"venue_class", 1}, {"mobile_van", 1}}};
    summary.by_month["2027-03"] = {{0, 0, 1, 0, 0, 0, 0}, {}};
    summary.by_month["2027-04"] = {{7, 7, 7, 7, 7, 7, 7}, {{"event", 14}}};
    summary.by_format["mobile_van"] = {0, 1, 1, 8, 5, 4, 0};
    summary.by_format["venue_class"] = {1, 0, 0, 12, 7, 5, 1};
    summary.age_bands = {{"75_79", 6}, {"unknown", 3}};
    return summary;
}

// Break: count cancelled classes; let a month of next year fall into April; leave a format out.
TEST_CASE("The bars show each class once, in its month, format and age, and say so in words", "[desk][bars]")
{
    auto const [kind, bars, words] = GENERATE(table<BarsKind, std::size_t, std::string>({
        {BarsKind::MonthClasses, 12, "4月 2回(教室・講座1 車1)"},
        {BarsKind::MonthPeople, 12, "4月 9人"},
        {BarsKind::FormatClasses, 8, "車(サポート号) 1回(実施済1)、教室・講座 1回(予定1)"},
        {BarsKind::FormatPeople, 8, "車(サポート号) 4人、教室・講座 5人"},
        {BarsKind::AgePeople, 7, "75〜79 6人、不明 3人"},
    }));
    auto const shown = bars_of(year_of_classes(), kind, 2026);
    CHECK(shown.bars.size() == bars);
    CHECK(shown.words() == words);
    CHECK(shown.scale_top >= shown.bars.front().total());
    CHECK(bars_of(Summary(), kind, 2026).is_empty());
    // The table behind the bars says the same numbers.
    auto const rows = bars_rows(year_of_classes(), kind, 2026);
    REQUIRE(rows.size() == shown.bars.size());
    bool const is_people = shown.unit == "人";
    for (std::size_t i = 0; i < rows.size(); ++i)
        CHECK(
            shown.bars[i].total() == (is_people ? rows[i].figures.participants : rows[i].figures.classes()));
}

TEST_CASE("The table behind the bars keeps its numbers apart from those there are none of", "[desk][bars]")
{
    BarsTable table;
    table.set_rows(bars_rows(year_of_classes(), BarsKind::MonthClasses, 2026));
    CHECK(table.row_count() == 12);
    CHECK(table.text_rows()[1] == TextRow{"4月", "1", "1", "0", "20", "12", "9", "1", "1", "1", "0", "0"});
    CHECK(table.text_rows()[12][3] == "1");
    table.set_rows(bars_rows(year_of_classes(), BarsKind::AgePeople, 2026));
    table.sort_by(6, true);
    CHECK(table.text_rows()[1] == TextRow{"75〜79", "—", "—", "—", "—", "—", "6", "—", "—", "—", "—", "—"});
}

TEST_CASE("Shares are of what is known and none is made up from nothing", "[desk][municipality]")
{
    Summary summary;
    CHECK_FALSE(use_percent(summary).has_value());
    summary.seats = 300;
    summary.participants = 248;
    CHECK(use_percent(summary) == 83);
    summary.age_bands = {{"under_65", 1}, {"65_69", 1}, {"85_plus", 1}, {"unknown", 97}};
    CHECK(percent_from_65(summary) == 67);
}

TEST_CASE(
    "A municipality whose figures are hidden keeps its row and stays out of the sum", "[desk][municipality]")
{
    MunicipalityRow seen{{"352047", "萩市", "はぎし", false}, Summary{}};
    seen.summary->held = 3;
    MunicipalityRow const hidden{{"352012", "下関市", "しものせきし", false}, std::nullopt};
    MunicipalityTable table;
    table.set_rows({seen, hidden});
    CHECK(first_cells(table, 2, 2) == "3|—");
    CHECK(sum_of(table.rows()).held == 3);
    auto const map = tile_map_of(table.rows(), domain::MapFigure::Held, 1);
    REQUIRE(map.tiles.size() == 2);
    CHECK(tile_words(map, map.tiles[0]) == "萩市 実施した回 3回");
    CHECK(tile_words(map, map.tiles[1]) == "下関市 実施した回 —");
    CHECK(map.tiles[1].level == level_not_known); // no number is not a low one
    CHECK(tile_map_of(table.rows(), domain::MapFigure::SubsidyStep, 1).tiles[0].level == 0);
}

// Break: colour a subsidy that ended; forget the quarter of the coverage; leave a figure out of value_of.
TEST_CASE("The map is coloured by any figure, each said in words", "[desk][map]")
{
    auto const [figure, value, level, meaning]
        = GENERATE(table<domain::MapFigure, std::string, int, std::string>({
            {domain::MapFigure::SeatUse, "83%", 4, "席の利用率"},
            {domain::MapFigure::Participants, "248人", 4, "参加した人"},
            {domain::MapFigure::SeniorShare, "67%", 1, "65歳以上の割合"},
            {domain::MapFigure::NoShows, "4人", 4, "無断欠席"},
            {domain::MapFigure::Held, "3回", 3, "実施した回"},
            {domain::MapFigure::Planned, "5回", 4, "予定の回"},
            {domain::MapFigure::Cancelled, "0回", 0, "中止した回"},
            {domain::MapFigure::Seats, "300席", 3, "席の数"},
            {domain::MapFigure::Coverage, "33%", 1, "教室のある会場の割合(7〜9月)"},
            {domain::MapFigure::SubsidyStep, "差戻し", 2, "補助金の段階"},
        }));
    Summary summary;
    static_cast<domain::Figures&>(summary) = {5, 3, 0, 300, 260, 248, 4};
    summary.age_bands = {{"under_65", 1}, {"65_69", 1}, {"85_plus", 1}, {"unknown", 97}};
    summary.subsidy_step = "sent_back";
    MunicipalityRow const row{{"352047", "萩市", "はぎし", false}, summary, CoveredVenues{1, 3}};
    auto const map = tile_map_of({row}, figure, 2);
    REQUIRE(map.tiles.size() == 1);
    CHECK(map.tiles[0].value == value);
    CHECK(map.tiles[0].level == level);
    CHECK(map.meaning == meaning);
    CHECK(tile_words(map, map.tiles[0]) == "萩市 " + meaning + " " + value);
}

/// The nineteen as the hub places them.
std::vector<MunicipalityRow> nineteen()
{
    std::vector<MunicipalityRow> rows;
    std::ifstream in(MEGURI_SOURCE_FOLDER "/assets/data/tile-map.json");
    auto const tiles = nlohmann::json::parse(in)["tiles"];
    for (auto const& tile : tiles) {
        auto const code = tile["municipality"].get<std::string>();
        rows.push_back({{code, code, "", false, domain::TilePlace{code, tile["column"], tile["row"]}}, {}});
    }
    return rows;
}

// Break: swap columns of the tile table; measure only along the arrow.
TEST_CASE("An arrow key on the map leads to the tile that is seen there", "[desk][map]")
{
    auto [from, direction, to] = GENERATE(table<std::string, Direction, std::string>({
        {"352047", Direction::Left, "352110"}, // 萩 → 長門
        {"352047", Direction::Down, "352039"}, // 萩 → 山口
        {"355020", Direction::Right, "353213"}, // 阿武 → 和木 over the gap
        {"353418", Direction::Down, "353418"}, // 上関 is the last row
        {"353418", Direction::Up, "353442"},
        {"352012", Direction::Left, "352012"},
    }));
    CHECK(neighbour(tile_map_of(nineteen(), domain::MapFigure::Held, 1), from, direction) == to);
}

// Break: put the legend over a tile; give a hub that names no places one tile for all.
TEST_CASE("The legend stands where no tile does, and a hub without places gets some", "[desk][map]")
{
    auto const map = tile_map_of(nineteen(), domain::MapFigure::Held, 1);
    CHECK(map.columns == 7);
    CHECK(map.rows == 5);
    CHECK(map.legend_row == 3);
    for (auto const& tile : map.tiles)
        CHECK((tile.row < map.legend_row || tile.column >= map.legend_columns));
    auto rows = nineteen();
    for (auto& row : rows)
        row.municipality.tile.reset();
    auto const plain = tile_map_of(rows, domain::MapFigure::Held, 1);
    CHECK(plain.columns == 7);
    CHECK(plain.legend_row == 3);
    CHECK(plain.rows == 4);
    CHECK(plain.tiles.size() == 19);
}

// Break: count a municipality as one of its venues; show what is covered among what is not.
TEST_CASE("What had no class in a quarter is listed, and how much that is", "[desk][coverage]")
{
    auto const coverage = coverage_from_json(nlohmann::json::parse(R"({"quarter":3,"municipalities":[
        {"municipality":{"code":"352047","name":"萩市"},"coverage":"held","is_covered":true,"held":2,"planned":1,
         "venues":[{"id":"v1","name":"公民館","kind":"community_centre","coverage":"held","is_covered":true,
                    "held":2,"planned":1},
                   {"id":"v2","name":"みほん店","kind":"shop","coverage":"arranging","is_covered":false}]},
        {"municipality":{"code":"352110","name":"長門市"},"coverage":"none","is_covered":false,"venues":[]}]})"));
    REQUIRE(coverage);
    CHECK(coverage_words(*coverage) == "10〜12月に 教室がない: 市町 1 / 2、会場 1 / 2");
    CHECK(covered_venues(*coverage, "352047").covered == 1);
    CHECK(covered_venues(*coverage, "352047").all == 2);
    CoverageTable table;
    table.set_rows(places_shown(*coverage, true));
    CHECK(table.text_rows()
        == std::vector<TextRow>{{"市町", "会場", "種類", "ようす", "実施済", "予定"},
            {"萩市", "みほん店", "店", "調整中だけ", "0", "0"},
            {"長門市", "市町ぜんたい", "", "なし", "0", "0"}});
    CHECK(table.id(0) == "352047/v2");
    table.set_rows(places_shown(*coverage, false));
    CHECK(table.row_count() == 4);
    CHECK_FALSE(coverage_from_json(nlohmann::json::parse(R"({"quarter":9,"municipalities":[]})")));
}

/// A hub that knows two municipalities, of which the figures of one may be seen.
void know_two_towns(tests::CannedHub& hub)
{
    using nlohmann::json;
    hub.answer("GET /v1/municipalities", 200,
        {{"municipalities",
            {{{"code", "352047"}, {"name", "萩市"}, {"kind", "city"}, {"tile", {{"column", 2}, {"row", 0}}}},
                {{"code", "352110"}, {"name", "長門市"}, {"kind", "city"},
                    {"tile", {{"column", 1}, {"row", 0}}}}}}});
    hub.answer("GET /v1/municipalities/summaries", 200,
        {{"as_of", "2026-10-05T09:00:00+09:00"},
            {"summaries",
                {{{"code", "352047"}, {"planned", 3}, {"held", 2}, {"seats", 40}, {"participants", 30}}}}});
    hub.answer("GET /v1/municipalities/coverage", 200,
        {{"quarter", 3},
            {"municipalities",
                {{{"municipality", {{"code", "352047"}, {"name", "萩市"}}}, {"coverage", "held"},
                    {"is_covered", true}, {"held", 2}, {"planned", 3},
                    {"venues",
                        {{{"id", "v1"}, {"name", "公民館"}, {"kind", "community_centre"},
                            {"coverage", "none"}, {"is_covered", false}}}}}}}});
}

// Break: ask for each municipality by itself; forget whose bars are shown; write another table into the CSV.
TEST_CASE(
    "The section asks the hub three things, however many municipalities there are", "[desk][municipality]")
{
    Office office(domain::time_from_iso("2026-10-05T09:10:00+09:00").value());
    know_two_towns(office.hub);
    office.log_in();
    office.desk.open(Section::Municipalities);
    office.settle();
    auto& towns = office.desk.municipalities();
    CHECK(office.hub.asked("GET /v1/municipalities/summaries").size() == 1);
    CHECK(office.hub.asked("GET /v1/municipalities/352047/summary").empty());
    auto const asked = office.hub.asked("GET /v1/municipalities/coverage");
    REQUIRE(asked.size() == 1);
    CHECK(asked[0].target == "/v1/municipalities/coverage?fiscal_year=2026&quarter=3");
    CHECK(towns.headline() == "1市町の計: 予定 3、実施済 2、中止 0、席 40、参加 30、利用率 75%");
    CHECK(towns.table().text_rows()[1][10] == "0 / 1");
    CHECK(towns.table().text_rows()[2][10] == "—");
    towns.turn_to(Municipalities::Face::Coverage);
    CHECK(towns.headline() == "10〜12月に 教室がない: 市町 0 / 1、会場 1 / 1");
    CHECK(office.desk.csv().find("公民館") != std::string::npos);
    CHECK(office.desk.csv_name().starts_with("会場のカバー-"));
    towns.choose_row("352047/v1");
    CHECK(towns.chosen() == "352047");
    CHECK(towns.chosen_row() == "352047/v1");
    towns.turn_to(Municipalities::Face::Bars);
    CHECK(towns.headline() == "月ごとの開催回 ・ 萩市");
    CHECK(office.desk.csv_name().starts_with("月ごとの開催回-"));
}

// Break: show the answer for the quarter before.
TEST_CASE("Another quarter is asked for when it is chosen, and an answer for an older choice is passed over",
    "[desk][coverage]")
{
    Office office(domain::time_from_iso("2026-10-05T09:10:00+09:00").value());
    know_two_towns(office.hub);
    office.log_in();
    office.desk.open(Section::Municipalities);
    office.settle();
    auto& towns = office.desk.municipalities();
    towns.set_quarter(4);
    office.settle();
    CHECK(office.hub.asked("GET /v1/municipalities/coverage").back().target.ends_with("quarter=4"));
    // The canned hub still speaks of the third.
    CHECK(towns.quarter() == 4);
    towns.turn_to(Municipalities::Face::Coverage);
    CHECK(towns.headline().starts_with("10〜12月"));
}

// Break: colour the paper by another figure than the window; keep quiet about a file that cannot be written.
TEST_CASE(
    "The paper is asked for with what is looked at, and where it was written is said", "[desk][municipality]")
{
    Office office(domain::time_from_iso("2026-10-05T09:10:00+09:00").value());
    know_two_towns(office.hub);
    office.log_in();
    office.desk.open(Section::Municipalities);
    office.settle();
    auto& towns = office.desk.municipalities();
    towns.set_figure(domain::MapFigure::Coverage);
    towns.choose("352047");
    CHECK(towns.picture_name("市町の数", "pdf") == "市町の数-令和8年度.pdf");
    office.hub.answer_text("GET /v1/municipalities/figures.pdf", 200, "%PDF-1.5 …");
    towns.ask_paper("/tmp/x.pdf");
    office.settle();
    CHECK(office.hub.asked("GET /v1/municipalities/figures.pdf").back().target
        == "/v1/municipalities/figures.pdf?fiscal_year=2026&figure=coverage&quarter=3&municipality=352047");
    auto const file = towns.take_file();
    REQUIRE(file);
    CHECK(file->path == "/tmp/x.pdf");
    towns.say_file_saved(file->path, false);
    CHECK(towns.notice().tone == Tone::Stop);
    office.hub.answer("GET /v1/municipalities/figures.pdf", 403, {{"title", "Not yours"}});
    towns.ask_paper("/tmp/x.pdf");
    office.settle();
    CHECK_FALSE(towns.take_file());
    CHECK(towns.notice().tone == Tone::Stop);
}

} // namespace
