#include "tests/support/programme_facts.h"

#include "admin/hub/facts/facts_file.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace meguri::tests {

using nlohmann::json;

std::string file_text()
{
    std::ifstream stream(MEGURI_SOURCE_FOLDER "/assets/data/yamaguchi-r6.json", std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

json file()
{
    return json::parse(file_text());
}

hub::core::LoadedAnswer load(HubInMemory& hub, std::string const& text)
{
    auto const facts = hub::facts::parse_facts(text);
    if (!facts)
        throw std::runtime_error(hub::facts::problem_words(facts.error()));
    auto const outcome = hub.apply(hub::core::LoadFacts{*facts, "test"});
    return std::get<hub::core::LoadedAnswer>(outcome);
}

json status(HubInMemory& hub, int year)
{
    auto const answer = hub.ask("GET", "/v1/reports/status?fiscal_year=" + std::to_string(year));
    REQUIRE(answer.status == 200);
    return answer.body;
}

/// A fourth city yet to apply, a shop of one carrier gone to another, a class more, another month.
json changed_copy()
{
    auto facts = file();
    auto& decided = facts["subsidy_status"]["grant_decided"];
    auto& later = facts["subsidy_status"]["to_be_applied"];
    decided["municipalities"].erase(0);
    decided["cities"] = 9;
    later["municipalities"].push_back("352012");
    later["cities"] = 4;
    auto& providers = facts["national_programme"]["types"][0]["providers"];
    providers[0]["shops"] = 30;
    providers[1]["shops"] = 29;
    facts["municipal_programmes"][2]["activities_ja"].push_back("スマホ教室");
    facts["municipal_programmes"].push_back({{"scheme", "municipal_proposed"}, {"code", "352071"},
        {"name", "下松市"}, {"activities_ja", {"スマホ教室"}}});
    facts["carrier_programmes"][0]["municipalities"][1]["months"].push_back("2024-11");
    return facts;
}

} // namespace meguri::tests
