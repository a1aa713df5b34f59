// What may be written into a subsidy's history, and what stands after corrections.
//
// Break: subsidy.cpp: let a correction change the step; keep what was taken back; let the first correction
// win. subsidy_entry.cpp: forget the cap, the decision or the neighbours of a corrected day.
#include "shared/domain/subsidy_account.h"
#include "shared/domain/subsidy_entry.h"

#include <catch2/catch.hpp>

#include <string>
#include <tuple>

using namespace meguri::domain;

namespace {

using enum SubsidyStep;
using Yen = std::optional<std::int64_t>;

Date day(std::string const& iso)
{
    return date_from_iso(iso).value();
}

SubsidyEntry entry(SubsidyStep step, std::string const& on = "", Yen yen = {}, std::string note = "")
{
    SubsidyEntry one;
    one.step = step;
    if (!on.empty())
        one.date = day(on);
    one.amount_yen = yen;
    one.note = std::move(note);
    return one;
}

SubsidyEntry correction(int number, SubsidyEntry one)
{
    one.corrects = number;
    return one;
}

SubsidyEntry taken_back(int number, SubsidyStep step, std::string note = "誤って入力")
{
    auto one = correction(number, entry(step, "", {}, std::move(note)));
    one.takes_back = true;
    return one;
}

std::vector<SubsidyEntry> const decided{
    entry(Applied, "2026-06-01", 90'000), entry(Decided, "2026-07-01", 80'000)};
std::vector<SubsidyEntry> const reported{
    decided[0], decided[1], entry(Reported, "2026-09-01", 70'000), entry(Finalised, "2026-10-01", 70'000)};

TEST_CASE("What stands is each entry as it was corrected last", "[domain][subsidy]")
{
    auto history = decided;
    history.push_back(correction(2, entry(Decided, "2026-07-02", 81'000, "金額の誤り")));
    history.push_back(entry(Reported));
    auto standing = in_effect(history);
    REQUIRE(standing.size() == 3);
    CHECK(standing[1].step == Decided);
    CHECK(standing[1].date == day("2026-07-02"));
    CHECK(standing[1].note.empty()); // The reason belongs to the correction.
    CHECK(decided_yen(history) == 81'000);
    CHECK(current_step(history) == Reported);
    CHECK(standing_numbers(history) == std::vector<int>{1, 2, 4});

    history.push_back(correction(2, entry(Decided, "2026-07-03", 82'000, "もう1度")));
    CHECK(decided_yen(history) == 82'000);
    history.push_back(taken_back(4, Reported));
    CHECK(current_step(history) == Decided);
    CHECK(in_effect(history).size() == 2);
    auto const path = full_subsidy_path();
    CHECK(check_next(path, history, Reported));
    CHECK(is_along(path, history));
    history.push_back(taken_back(1, Applied));
    CHECK_FALSE(is_along(path, history)); // The decision would stand alone.
    CHECK(is_continued(path, history)); // As a document may say it.
    CHECK_FALSE(is_granted(std::vector{decided[0], decided[1], taken_back(2, Decided)}));
}

TEST_CASE("A correction of a correction's number changes nothing", "[domain][subsidy]")
{
    auto history = decided;
    history.push_back(correction(9, entry(Decided, "", 1, "x")));
    CHECK(in_effect(history).size() == 2);
    CHECK(decided_yen(history) == 80'000);
}

TEST_CASE("An entry that cannot be names its field and the reason", "[domain][subsidy]")
{
    using History = std::vector<SubsidyEntry>;
    auto const [history, one, field, reason]
        = GENERATE(table<History, SubsidyEntry, std::string, std::string>({
            {decided, entry(Reported, "2026-11-21"), "", ""},
            {decided, entry(Reported, "2026-11-22"), "date", "future"},
            {decided, entry(Reported, "2026-06-30"), "date", "before an earlier step, of 2026-07-01"},
            {decided, entry(Reported, "2020-01-01"), "date", "too far from fiscal year 2026"},
            {decided, entry(SentBack, "2026-08-01"), "note", "why it is sent back"},
            {decided, entry(SentBack, "2026-08-01", {}, "内訳がありません"), "", ""},
            {decided, entry(ChangeApplied, "", 100'001), "amount", "100000 yen that the programme pays"},
            {decided, entry(ChangeApplied, "", 100'000), "", ""},
            {decided, entry(AdvancePaid, "", 80'001), "amount", "80000 yen that were decided"},
            {decided, entry(Finalised, "", 80'001), "amount", "80000 yen that were decided"},
            {decided, entry(Finalised, "", 80'000), "", ""},
            {reported, entry(Paid, "", 70'001), "amount", "final amount of 70000 yen"},
            {reported, entry(Paid, "", 70'000), "", ""},
            {{entry(Applied)}, entry(Finalised, "", 99'000), "", ""}, // Nothing was decided.
            {reported, correction(2, entry(Decided, "2026-07-05", 75'000, "誤り")), "", ""},
            {reported, correction(2, entry(Decided, "2026-07-05", 75'000)), "note", "why it is corrected"},
            {reported, correction(2, entry(Decided, "2026-07-05", 69'000, "誤り")), "amount",
                "later step (finalised)"},
            {reported, correction(2, entry(Decided, "2026-05-05", {}, "誤り")), "date",
                "before an earlier step, of 2026-06-01"},
            {reported, correction(2, entry(Decided, "2026-09-02", {}, "誤り")), "date",
                "after a later step, of 2026-09-01"},
            {reported, correction(2, entry(Refused, "2026-07-05", {}, "誤り")), "step", "take that entry"},
            {reported, correction(5, entry(Decided, "", {}, "誤り")), "corrects", "not the number"},
            {reported, correction(0, entry(Decided, "", {}, "誤り")), "corrects", "not the number"},
            {{decided[0], correction(1, entry(Applied, "", {}, "誤り"))},
                correction(2, entry(Applied, "", {}, "誤り")), "corrects", "correction itself"},
            {reported, taken_back(4, Finalised), "", ""},
            {reported, taken_back(4, Finalised, ""), "note", "why"},
        }));
    INFO(name_of(one.step) << " " << field << " " << reason);
    auto const problems = problems_of(history, one, {{2026}, day("2026-11-21"), 100'000});
    if (field.empty()) {
        CHECK(problems.empty());
        return;
    }
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].field == field);
    CHECK(problems[0].reason.find(reason) != std::string::npos);
}

TEST_CASE("A raised decision cannot be taken back under what was finalised", "[domain][subsidy]")
{
    std::vector<SubsidyEntry> const history{entry(Applied), entry(Decided, "", 60'000), entry(ChangeApplied),
        entry(ChangeDecided, "", 80'000), entry(Reported), entry(Finalised, "", 70'000)};
    auto const problems = problems_of(history, taken_back(4, ChangeDecided), {{2026}, day("2026-11-21"), {}});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].field == "corrects");
}

TEST_CASE("An application is due only while it is still to be sent in", "[domain][subsidy]")
{
    auto const by = std::optional(day("2026-06-30"));
    auto const due = [&](std::vector<SubsidyEntry> const& history, SubsidyPath const& path) {
        return application_due(path, history, by);
    };
    auto const full = full_subsidy_path();
    CHECK(due({}, full) == by);
    CHECK(due({entry(ToBeApplied)}, full) == by);
    CHECK(due({entry(ToBeApplied), entry(Applied)}, full) == std::nullopt);
    CHECK(due({entry(ToBeApplied), entry(Applied), taken_back(2, Applied)}, full) == by);
    CHECK(due({entry(Applied), entry(SentBack)}, full) == std::nullopt);
    CHECK(due({entry(ToBeApplied)}, combined_subsidy_path()) == std::nullopt);
    CHECK(application_due(full, {}, std::nullopt) == std::nullopt);
}

} // namespace
