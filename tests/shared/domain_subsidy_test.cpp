// Subsidies: which step may follow a history, for both schemes, and how the status page counts it.
//
// Break: subsidy.cpp: let `decided` follow `to_be_applied`; send back to the other origin; drop AdvancePaid
// from ChangeDecided; leave Revoked out of Paid; keep is_granted true after `revoked`; let the combined path
// apply first.
#include "shared/domain/report_due.h"
#include "shared/domain/subsidy.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

using namespace meguri::domain;

namespace {

/// "applied decided" as a history of two steps.
std::vector<SubsidyEntry> history(std::string const& words)
{
    std::vector<SubsidyEntry> entries;
    std::istringstream stream(words);
    for (std::string word; stream >> word;) {
        auto const step = from_name<SubsidyStep>(word);
        REQUIRE(step);
        SubsidyEntry entry;
        entry.step = *step;
        entries.push_back(entry);
    }
    return entries;
}

std::string sorted_words(std::vector<SubsidyStep> const& steps)
{
    std::vector<std::string> words;
    for (auto const step : steps)
        words.emplace_back(name_of(step));
    std::sort(words.begin(), words.end());
    std::string text;
    for (auto const& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

/// Checks allowed_next, and that check_next agrees with it for each of the 14 steps.
void expect_next(SubsidyPath const& path, std::string const& past, std::string const& next)
{
    auto const entries = history(past);
    auto const allowed = allowed_next(path, entries);
    CHECK(sorted_words(allowed) == next);
    for (auto const& [step, word] : Names<SubsidyStep>::entries) {
        INFO(word);
        auto const answer = check_next(path, entries, step);
        CHECK(answer.has_value() == (std::count(allowed.begin(), allowed.end(), step) == 1));
        if (!answer)
            CHECK(answer.error() == allowed);
    }
}

/// The first step of `words` that the path does not allow, or "" when all of them may be taken one after
/// another.
std::string first_refused(SubsidyPath const& path, std::string const& words)
{
    auto const entries = history(words);
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (!check_next(path, std::span(entries).first(i), entries[i].step))
            return std::to_string(i) + " " + std::string(name_of(entries[i].step));
    return "";
}

} // namespace

TEST_CASE("On the full path each history is followed by its own steps and no others", "[domain][subsidy]")
{
    auto const [past, next, why] = GENERATE(table<std::string, std::string, std::string>({
        {"", "applied to_be_applied", "the beginning; an application may be the first thing heard of"},
        {"to_be_applied", "applied withdrawn", ""},
        {"applied", "decided refused sent_back withdrawn", ""},
        {"applied sent_back", "applied withdrawn", "back to where it came from"},
        {"applied decided reported sent_back", "reported withdrawn", "the same word, another origin"},
        {"applied sent_back applied", "decided refused sent_back withdrawn",
            "sent back as often as it takes"},
        {"applied decided", "advance_paid change_applied reported revoked withdrawn", ""},
        {"applied refused", "", "the end"},
        {"applied decided change_applied", "change_decided revoked withdrawn", ""},
        {"applied decided change_applied change_decided",
            "advance_paid change_applied reported revoked withdrawn", "a change may be changed again"},
        {"applied decided advance_paid", "reported revoked", "money is out: no withdrawal"},
        {"applied decided reported", "finalised revoked sent_back", ""},
        {"applied decided reported finalised", "paid repayment revoked", "an advance may have been too much"},
        {"applied decided reported finalised paid", "repayment revoked", ""},
        {"applied decided reported finalised paid revoked", "repayment", ""},
        {"applied decided reported finalised paid revoked repayment", "", "the end"},
        {"applied withdrawn", "", "the end"},
        {"sent_back", "withdrawn", "a history that begins broken goes back to nowhere"},
    }));
    INFO(past << ": " << why);
    expect_next(full_subsidy_path(), past, next);
}

TEST_CASE("On the combined path report and application are one", "[domain][subsidy]")
{
    auto const [past, next, why] = GENERATE(table<std::string, std::string, std::string>({
        {"", "reported to_be_applied", ""},
        {"to_be_applied", "reported withdrawn", ""},
        {"reported", "finalised refused sent_back withdrawn", "it is the application, so it may be refused"},
        {"reported sent_back", "reported withdrawn", ""},
        {"reported finalised", "paid repayment revoked", ""},
        {"reported finalised paid", "repayment revoked", ""},
        {"reported finalised paid revoked", "repayment", ""},
        {"reported refused", "", "the end"},
        {"applied", "", "a step this scheme does not have leads nowhere"},
    }));
    INFO(past << ": " << why);
    expect_next(combined_subsidy_path(), past, next);
}

TEST_CASE("Whole stories can be told, and a step out of turn is the one that is refused", "[domain][subsidy]")
{
    auto const [path, story, refused] = GENERATE(table<std::string, std::string, std::string>({
        {"full", "to_be_applied applied decided reported finalised paid", ""},
        {"full", "applied sent_back applied decided advance_paid reported finalised paid", ""},
        {"full",
            "to_be_applied applied decided change_applied change_decided advance_paid reported sent_back "
            "reported "
            "finalised paid revoked repayment",
            ""},
        {"full", "applied decided reported finalised repayment", ""},
        {"full", "to_be_applied decided", "1 decided"},
        {"full", "decided", "0 decided"},
        {"full", "applied decided decided", "2 decided"},
        {"full", "applied reported", "1 reported"},
        {"full", "applied decided change_decided", "2 change_decided"},
        {"full", "applied decided change_applied reported", "3 reported"},
        {"full", "applied decided finalised", "2 finalised"},
        {"full", "applied decided reported paid", "3 paid"},
        {"full", "applied sent_back reported", "2 reported"},
        {"full", "applied decided reported sent_back applied", "4 applied"},
        {"full", "applied withdrawn applied", "2 applied"},
        {"full", "applied repayment", "1 repayment"},
        {"combined", "to_be_applied reported finalised paid", ""},
        {"combined", "reported sent_back reported finalised paid revoked repayment", ""},
        {"combined", "to_be_applied applied", "1 applied"},
        {"combined", "reported paid", "1 paid"},
    }));
    CAPTURE(story);
    CHECK(first_refused(path == "full" ? full_subsidy_path() : combined_subsidy_path(), story) == refused);
}

TEST_CASE("A scheme's path is data: another path allows other steps", "[domain][subsidy]")
{
    SubsidyPath const path{{SubsidyStep::Decided}, {{SubsidyStep::Decided, {SubsidyStep::Paid}}}};
    CHECK(sorted_words(allowed_next(path, {})) == "decided");
    expect_next(path, "decided", "paid");
    expect_next(path, "decided paid", "");
}

TEST_CASE("The status page counts a subsidy as decided or as yet to be applied for", "[domain][subsidy]")
{
    auto const [past, granted, to_be_applied, why] = GENERATE(table<std::string, bool, bool, std::string>({
        {"", false, false, "nothing is known"},
        {"to_be_applied", false, true, ""},
        {"to_be_applied to_be_applied", false, true, "said twice"},
        {"to_be_applied applied", false, false, "neither any more"},
        {"applied", false, false, ""},
        {"applied sent_back", false, false, ""},
        {"applied refused", false, false, ""},
        {"applied decided", true, false, ""},
        {"decided", true, false, "a document that only says so"},
        {"applied decided change_applied", true, false, "a change does not undo the decision"},
        {"applied decided reported sent_back", true, false, ""},
        {"applied decided reported finalised paid", true, false, ""},
        {"applied decided reported finalised repayment", true, false,
            "what was too much went back; the grant stands"},
        {"applied decided withdrawn", false, false, ""},
        {"applied decided revoked", false, false, ""},
        {"applied decided revoked repayment", false, false, ""},
        {"to_be_applied withdrawn", false, false, ""},
        {"reported", false, false, "combined: not yet"},
        {"reported finalised", true, false, "combined: decision and amount are one step"},
    }));
    INFO(past << ": " << why);
    CHECK(is_granted(history(past)) == granted);
    CHECK(is_to_be_applied(history(past)) == to_be_applied);
}

// Break: take the later of both days; count from the end of the calendar year; ask who was refused for a
// report.
TEST_CASE("A report is due at the earlier of the work's end and the year's, each with its days",
    "[domain][subsidy]")
{
    auto const [completed, rule, due] = GENERATE(table<std::string, ReportRule, std::string>({
        {"2026-10-05", {}, "2026-11-04"},
        {"2027-03-10", {}, "2027-04-09"},
        {"2027-03-11", {}, "2027-04-10"},
        {"2027-03-31", {}, "2027-04-10"},
        {"", {}, "2027-04-10"},
        {"2027-03-31", {20, 5}, "2027-04-05"},
    }));
    CAPTURE(completed);
    auto const day = completed.empty() ? std::nullopt : date_from_iso(completed);
    CHECK(to_iso(report_due_on(rule, {2026}, day)) == due);
}

TEST_CASE("A report is awaited only where it is what comes next", "[domain][subsidy]")
{
    auto const [steps, full, combined] = GENERATE(table<std::string, bool, bool>({
        {"", false, true},
        {"to_be_applied", false, true},
        {"applied", false, false},
        {"applied decided", true, false},
        {"applied decided advance_paid", true, false},
        {"applied sent_back", false, false},
        {"applied decided reported sent_back", true, true},
        {"applied decided reported", false, false},
        {"applied refused", false, false},
        {"applied decided withdrawn", false, false},
    }));
    CAPTURE(steps);
    CHECK(awaits_report(full_subsidy_path(), history(steps)) == full);
    CHECK(awaits_report(combined_subsidy_path(), history(steps)) == combined);
}
