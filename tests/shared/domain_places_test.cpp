// Municipality codes and distances.
//
// Break: municipality.cpp: weights 5 4 3 2 1, drop `% 10`, skip the comparison with the sixth digit.
// venue.cpp: leave out the cosines, a radius of 6378 km, degrees without π/180.
#include "shared/domain/municipality.h"
#include "shared/domain/venue.h"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <tuple>

using namespace meguri::domain;

namespace {

constexpr std::array yamaguchi{"352012", "352021", "352039", "352047", "352063", "352071", "352080", "352101",
    "352110", "352128", "352136", "352152", "352161", "353051", "353213", "353418", "353434", "353442",
    "355020"};

} // namespace

TEST_CASE("Each of Yamaguchi's 19 codes is taken, and none of them with another last digit",
    "[domain][municipality]")
{
    REQUIRE(yamaguchi.size() == 19);
    for (std::string const code : yamaguchi) {
        CAPTURE(code);
        auto const parsed = MunicipalityCode::parse(code);
        REQUIRE(parsed);
        CHECK(parsed->text() == code);
        CHECK(parsed->prefecture_code() == "350001");
        for (char last = '0'; last <= '9'; ++last) {
            auto const other = code.substr(0, 5) + last;
            INFO(other);
            CHECK(MunicipalityCode::parse(other).has_value() == (other == code));
        }
    }
}

TEST_CASE("A municipality code is six digits whose last one checks the others", "[domain][municipality]")
{
    auto const [text, is_code, why] = GENERATE(table<std::string, bool, std::string>({
        {"131016", true, "Chiyoda"},
        {"011002", true, "Sapporo, with a leading zero"},
        {"473821", true, "Yonaguni"},
        {"350001", true, "a prefecture's own code"},
        {"352102", false, "two digits swapped in 352012"},
        {"35201", false, "without its check digit"},
        {"3520120", false, "one digit too many"},
        {"", false, "nothing"},
        {"35201２", false, "a wide digit"},
        {"35201x", false, "a letter at the end"},
        {"3520 2", false, "a space"},
        {" 352012", false, "a space in front"},
    }));
    INFO(text << ": " << why);
    CHECK(MunicipalityCode::parse(text).has_value() == is_code);
}

TEST_CASE("The check digit covers both ends of the remainder", "[domain][municipality]")
{
    auto const [five, digit, why] = GENERATE(table<std::string, char, std::string>({
        {"35201", '2', "remainder 9"},
        {"35208", '0', "remainder 1: 10 becomes 0"},
        {"35216", '1', "remainder 0: 11 becomes 1"},
        {"35000", '1', "remainder 10"},
    }));
    INFO(five << ": " << why);
    CHECK(municipality_check_digit(five) == digit);
}

TEST_CASE("No check digit belongs to what is not five digits", "[domain][municipality]")
{
    auto const text = GENERATE(values<std::string>({"", "3520", "352012", "3520a", "3520-"}));
    CAPTURE(text);
    CHECK_FALSE(municipality_check_digit(text));
}

TEST_CASE("A code's prefecture has its own check digit", "[domain][municipality]")
{
    auto const [code, prefecture] = GENERATE(table<std::string, std::string>(
        {{"352012", "350001"}, {"131016", "130001"}, {"011002", "010006"}, {"473821", "470007"}}));
    CHECK(MunicipalityCode::parse(code)->prefecture_code() == prefecture);
}

TEST_CASE("Distances follow the globe", "[domain][venue]")
{
    auto const [from, to, km, why] = GENERATE(table<Position, Position, double, std::string>({
        {{34.185956, 131.470649}, {34.185956, 131.470649}, 0.0, "the same place"},
        {{0, 0}, {1, 0}, 111.1949, "one degree north: 6371.0 km × π / 180"},
        {{0, 0}, {0, 1}, 111.1949, "one degree east at the equator"},
        {{60, 0}, {60, 1}, 55.5969,
            "one degree east at 60 degrees is half as far, and a little less by the great circle"},
        {{0, 0}, {0, 180}, 20015.0868, "the other side of the world"},
        {{0, 179.5}, {0, -179.5}, 111.1949, "across the date line"},
    }));
    INFO(why);
    CHECK(distance_km(from, to) == Approx(km).epsilon(0.00002).margin(0.0001));
    CHECK(distance_km(to, from) == Approx(km).epsilon(0.00002).margin(0.0001));
}
