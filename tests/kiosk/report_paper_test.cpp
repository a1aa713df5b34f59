// A report on paper as a reader meets it: tables over many pages, headings, numbers of pages.
#include "shared/paper/report_paper.h"
#include "tests/kiosk/slip_reader.h"
#include "tests/support/process.h"

#include <catch2/catch.hpp>

#include <fstream>

using namespace meguri;
using namespace meguri::paper;

namespace {

/// Sixty rows of which each third is so long that it takes several lines.
ReportPaper long_report()
{
    ReportPaper paper{"実績報告書", "様式(例)", "令和8年11月23日(月)", "県知事 様", "萩市",
        "次のとおり報告します。", {}, "萩市 実績報告書"};
    ReportTable table{{{"番", 6, true}, {"内容", 60, false}, {"人数", 14, true}}, {}, true};
    for (int i = 1; i <= 60; ++i) {
        auto const number = std::to_string(i);
        std::string words = "はじめ" + number + "。";
        for (int line = 0; i % 3 == 0 && line < 12; ++line)
            words += "地図とバスの時刻を 見てみよう。";
        table.rows.push_back({number, words + "おわり" + number + "。", std::to_string(1000 * i)});
    }
    table.rows.push_back({"", "計", "1,830,000"});
    paper.sections.push_back({"1 開催の一覧", "すべての回です。", {table}, false});
    for (int i = 2; i <= 9; ++i)
        paper.sections.push_back(
            {std::to_string(i) + " 見出し", "", {{{{"", 1, false}}, {{"ひとつだけの行"}}, false}}, false});
    return paper;
}

struct ReportReading {
    tests::TemporaryFolder folder;
    std::string path;
    int pages = 0;

    explicit ReportReading(ReportPaper const& paper)
    {
        auto const pdf = report_paper_pdf(paper);
        REQUIRE(pdf);
        path = (folder.path() / "report.pdf").string();
        std::ofstream(path, std::ios::binary) << *pdf;
        auto const facts = tests::run({"/usr/bin/pdfinfo", path}).output;
        auto const at = facts.find("Pages:");
        REQUIRE(at != std::string::npos);
        pages = std::stoi(facts.substr(at + 6));
        CHECK(facts.find("A4") != std::string::npos);
    }
    std::string page(int number)
    {
        auto const text = std::to_string(number);
        return tests::without_space(
            tests::run({"/usr/bin/pdftotext", "-layout", "-f", text, "-l", text, path, "-"}).output);
    }
};

std::size_t times(std::string const& text, std::string const& part)
{
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++count;
    return count;
}

} // namespace

// Break: place a row before its height is known, forget the head of a page, or let a heading end one.
TEST_CASE(
    "No row of a report is torn over two pages, and every page of a table has its head", "[paper][report]")
{
    ReportReading report(long_report());
    REQUIRE(report.pages >= 4);
    int rows = 0;
    for (int number = 1; number <= report.pages; ++number) {
        auto const text = report.page(number);
        INFO(text);
        CHECK(times(text, std::to_string(number) + "/" + std::to_string(report.pages)) == 1);
        for (int i = 1; i <= 60; ++i) {
            auto const begins = times(text, "はじめ" + std::to_string(i) + "。");
            CHECK(begins == times(text, "おわり" + std::to_string(i) + "。"));
            rows += static_cast<int>(begins);
        }
        if (times(text, "はじめ") > 0)
            CHECK(times(text, "内容") == 1);
        // A heading stands on the page of what it heads.
        CHECK(times(text, "見出し") == times(text, "ひとつだけの行"));
        CHECK((times(text, "1,830,000") == 0 || times(text, "おわり60。") == 1));
    }
    CHECK(rows == 60);
}

// Break: draw without a title or columns.
TEST_CASE("A report without a title, or with a table of no columns, is refused", "[paper][report]")
{
    auto paper = long_report();
    paper.title.clear();
    CHECK_FALSE(report_paper_pdf(paper));
    paper = long_report();
    paper.sections[0].tables[0].columns.clear();
    CHECK_FALSE(report_paper_pdf(paper));
    CHECK(report_paper_pdf({"報告", "", "", "", "", "", {}, ""}));
}
