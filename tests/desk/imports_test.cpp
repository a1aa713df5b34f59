// The section 取込: files as tables (what is read, what is wrong where), and the section against a canned hub
// over a real socket.
#include "admin/desk/models/import_rows.h"
#include "admin/desk/models/import_sheet.h"
#include "shared/domain/receipt_code.h"
#include "tests/desk/canned_hub.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace meguri;
using namespace meguri::desk::models;
using meguri::tests::Office;
using nlohmann::json;

namespace {

base::Time const import_now = domain::time_from_iso("2026-10-05T09:00:00+09:00").value();
std::string const good_code = domain::receipt_code_words(domain::receipt_code(domain::RegistrationId("r1")));

ImportContext around()
{
    return {import_now, {{"352047", "萩市", "", false}, {"352110", "長門市", "", false}},
        {{"v1", "みほん公民館", "352047", ""}, {"v2", "みほん会館", "352047", ""},
            {"v3", "みほん会館", "352110", ""}},
        "35"};
}

ImportSheet read(std::string const& bytes, std::optional<ImportKind> kind = std::nullopt)
{
    ImportProgress progress;
    auto const file = read_import_file("a.csv", bytes, progress);
    return import_sheet(file, kind.value_or(file.likely), around(), progress);
}

/// `4 電話` for each fault.
std::vector<std::string> places(ImportSheet const& sheet)
{
    std::vector<std::string> found;
    for (auto const& fault : sheet.faults)
        found.push_back(std::to_string(fault.line) + " " + fault.column);
    return found;
}

std::string const paper_head = "会場,開催日,開始,よみがな,電話,生まれた年,同意\n";
std::string const one_paper = "みほん公民館,2026-10-08,10:00,みほん はな,090-1234-5678,1948,○\n";

} // namespace

// Break: take the heading as it stands; lose the hall's id; keep a birthday whole; lose a half-width kana.
TEST_CASE("A paper is read however a clerk or a machine wrote it", "[desk][import]")
{
    auto const [text, expected] = GENERATE(table<std::string, json>({
        {paper_head + one_paper, json::object()},
        {"\xEF\xBB\xBF" + paper_head + one_paper, json::object()},
        {"会場名,日付,開始時刻,フリガナ,ＴＥＬ,生年月日,署名\r\n"
         "\"みほん公民館\",令和8年10月8日(木),午前10時,\"ﾐﾎﾝ "
         "ﾊﾅ\",０９０－１２３４－５６７８,昭和23年4月1日,はい\r\n",
            json::object()},
        {"開 催日,会場,\"開始\n時刻\",お名前(かな),電話番号,生年,同意\nR8.10.8,v1,1000,ミホン　ハナ,+81 90 "
         "1234 5678,S23,同意する\n",
            json::object()},
        {"市町,会場,開催日,開始,よみがな,電話,年代,同意\n長門市,みほん会館,10/8,10:00,みほん "
         "はな,09012345678,75〜79歳,1\n",
            {{"venue", "v3"}, {"birth_year", nullptr}, {"age_band", "75_79"}}},
        {"開催回番号,よみがな,電話,生まれた年,同意,お住まいの市町,住所,配慮\ns12,みほん "
         "はな,09012345678,昭和23,レ,萩市,\"江向510,2階\",車いす\n",
            {{"session", "s12"}, {"venue", nullptr}, {"starts_at", nullptr}, {"municipality", "352047"},
                {"address", "江向510,2階"}, {"needs", "車いす"}}},
    }));
    auto const sheet = read(text);
    INFO(text);
    for (auto const& fault : sheet.faults)
        INFO(fault.line << fault.column << fault.words);
    REQUIRE(sheet.is_good());
    CHECK(sheet.kind == ImportKind::Papers);
    json row{{"line", sheet.rows[0].line}, {"venue", "v1"}, {"starts_at", "2026-10-08T10:00:00+09:00"},
        {"kana", "みほん はな"}, {"phone", "09012345678"}, {"birth_year", 1948}, {"consent", true}};
    row.merge_patch(expected);
    CHECK(sheet.rows[0].wire == row);
}

// Break: stop at the first fault; name the wrong column; take a hall of two towns; leave consent unread.
TEST_CASE("Each wrong cell of a paper is named by line and column", "[desk][import]")
{
    auto const [row, place] = GENERATE(table<std::string, std::string>({
        {"みほん公民館,2026-10-08,10:00,,09012345678,1948,○", "3 よみがな"},
        {"みほん公民館,2026-10-08,10:00,見本 花,09012345678,1948,○", "3 よみがな"},
        {"みほん公民館,2026-10-08,10:00,みほん,0901234567,1948,○", "3 電話"},
        {"みほん公民館,2026-10-08,10:00,みほん,110,1948,○", "3 電話"},
        {"みほん公民館,2026-10-08,10:00,みほん,09012345678,23,○", "3 生まれた年"},
        {"みほん公民館,2026-10-08,10:00,みほん,09012345678,1848,○", "3 生まれた年"},
        {"みほん公民館,2026-10-08,10:00,みほん,09012345678,,○", "3 生まれた年"},
        {"みほん公民館,2026-10-08,10:00,みほん,09012345678,1948,", "3 同意"},
        {"みほん公民館,2026-10-08,10:00,みほん,09012345678,1948,×", "3 同意"},
        {"どこか,2026-10-08,10:00,みほん,09012345678,1948,○", "3 会場"},
        {"みほん会館,2026-10-08,10:00,みほん,09012345678,1948,○", "3 会場"}, // In two towns.
        {"みほん公民館,2026-02-30,10:00,みほん,09012345678,1948,○", "3 開催日"},
        {"みほん公民館,2026-10-08,25:00,みほん,09012345678,1948,○", "3 開始"},
        {"みほん公民館,2026-10-08,10:00,みほん,09012345678,1948", "3 "}, // Ragged.
        {"みほん公民館,2026-10-08,10:00,みほん,09012345678,1948,○,", "3 "},
        {"みほん公民館,2026/10/8,10時,ミホンハナ,０９０１２３４５６７８,昭和23,はい", "3 "}, // As line 2.
    }));
    INFO(row);
    auto const sheet = read(paper_head + one_paper + row + "\n");
    CHECK(places(sheet) == std::vector<std::string>{place});
    CHECK_FALSE(sheet.is_good());
    CHECK(sheet.rows[0].wire.is_object());
    CHECK(sheet.rows[1].wire.is_null());
    auto const both = read(paper_head + ",,,,,,\n" + row + "\n\"a\n\",2026-10-08,10:00,b,c,d,e\n");
    CHECK(both.fault_count >= 5); // All of them, past a cell of two lines.
    CHECK(both.faults.back().line == 4);
}

// Break: take an unknown column for a fault; let a file without a needed column begin; name no line.
TEST_CASE("What is wrong with a whole file is said before any row", "[desk][import]")
{
    auto const [text, place] = GENERATE(table<std::string, std::string>({
        {"", "0 "},
        {"\n,,\n", "0 "},
        {"\xEF\xBB\xBF", "0 "},
        {paper_head, "0 "},
        {"会場,開催日,開始,よみがな,生まれた年,同意\nx\n", "1 電話"},
        {"よみがな,電話,生まれた年,同意\nx\n", "1 開催回番号 か 会場"},
        {"会場,よみがな,電話,生まれた年,同意\nx\n", "1 開催日"},
        {"会場,開催日,開始,よみがな,電話,TEL,生まれた年,同意\nx\n", "1 電話"},
        {std::string("a\nb\0", 4), "2 "},
        {paper_head + "\xFF\xFF\n", "2 "},
        {paper_head + "\"みほん", "2 "},
        {paper_head + "み\"ほん\n", "2 "},
        {paper_head + "\"み\"ほん\n", "2 "},
    }));
    INFO(text);
    auto const sheet = read(text);
    REQUIRE_FALSE(sheet.is_good());
    CHECK(places(sheet).front() == place);
    CHECK_FALSE(sheet.faults.front().words.empty());
    CHECK(sheet.rows.empty());
}

TEST_CASE("Columns that nobody knows are shown and left alone", "[desk][import]")
{
    auto const sheet = read("確信度,会場,開催日,開始,よみがな,電話,生まれた年,同意\n0.9," + one_paper);
    REQUIRE(sheet.is_good());
    CHECK(sheet.heading.unused == std::vector<std::string>{"確信度"});
    CHECK(sheet.heading.used.size() == 7);
}

// Break: take the second of two equal numbers; take a number without its check digit; read 欠席 as one mark.
TEST_CASE("Attendance is read by number and sign", "[desk][import]")
{
    auto const sheet = read("受付番号,出欠\n" + good_code + ",○\n");
    REQUIRE(sheet.is_good());
    CHECK(sheet.kind == ImportKind::Attendance);
    CHECK(sheet.rows[0].wire["mark"] == "present");
    auto const mark_of = [](std::string const& sign) {
        auto const one = read("受付番号,出欠\n" + good_code + "," + sign + "\n", ImportKind::Attendance);
        return one.is_good() ? one.rows[0].wire["mark"].get<std::string>() : places(one).front();
    };
    CHECK(mark_of("出席") == "present");
    CHECK(mark_of("遅刻") == "late");
    CHECK(mark_of("途中まで") == "partial");
    CHECK(mark_of("欠席（連絡）") == "absent_with_notice");
    CHECK(mark_of("×") == "no_show");
    CHECK(mark_of("no_show") == "no_show");
    CHECK(mark_of("欠席") == "2 出欠"); // With notice or without?
    CHECK(mark_of("") == "2 出欠");
    CHECK(places(read("受付番号,出欠\n137-460-920,○\n")) == std::vector<std::string>{"2 受付番号"});
    CHECK(places(read("受付番号,出欠\n" + good_code + ",○\n" + good_code + ",×\n"))
        == std::vector<std::string>{"3 "});
}

TEST_CASE("A shop's classes are read with day and hour apart or together", "[desk][import]")
{
    std::string const row = "[\"LINEのきほん\",\"v1\",\"2026-12-01T10:00:00+09:00\",\"2026-12-01T11:30:00+09:"
                            "00\",\"5\",\"basic\","
                            "\"line basic\",\"softbank\"]";
    auto const one
        = read("講座名,店舗,開催日,開始,終了,定員,内容,テーマ,事業者\n"
               "LINEのきほん,みほん公民館,2026/12/1,10:00,11時半,５,基本,\"LINEの使い方,basic\",softbank\n");
    REQUIRE(one.is_good());
    CHECK(one.kind == ImportKind::ShopSessions);
    CHECK(one.rows[0].wire == json::parse(row));
    auto const other
        = read("title,venue,starts_at,ends_at,capacity,level,topics,provider\n"
               "LINEのきほん,v1,2026-12-01 10:00,2026-12-01T11:30:00+09:00,5,basic,line basic,softbank\n");
    REQUIRE(other.is_good());
    CHECK(other.rows[0].wire == json::parse(row));
    auto const bad = read("title,venue,starts_at,ends_at,capacity,topics\n"
                          "A,v1,2026-12-01 10:00,2026-12-01 09:00,0,chess\n,v1,10:00,11:00,5,\n");
    CHECK(places(bad)
        == std::vector<std::string>{"2 終了", "2 定員", "2 テーマ", "3 名前", "3 開始", "3 終了"});
}

// Break: keep the other prefectures; leave half-width kana; cut a neighbourhood at the end of its line.
TEST_CASE("The official list of postal codes becomes what a kiosk reads", "[desk][import]")
{
    auto const line = [](std::string const& area, std::string const& code, std::string const& reading,
                          std::string const& name) {
        return area + ",\"75800\",\"" + code + "\",\"ﾔﾏｸﾞﾁｹﾝ\",\"ﾊｷﾞｼ\",\"" + reading
            + "\",\"山口県\",\"萩市\",\"" + name + "\",0,0,0,0,0,0\r\n";
    };
    auto const sheet
        = read(line("01101", "0600000", "ｱｻﾋｶﾞｵｶ", "旭ケ丘") + line("35204", "7580041", "ｴﾑｶｲ", "江向")
            + line("35204", "7580000", "ﾂﾊﾞｷ(ﾋｶﾞｼ､", "椿（東、") + line("35204", "7580000", "ﾆｼ)", "西）"));
    REQUIRE(sheet.is_good());
    CHECK(sheet.kind == ImportKind::PostalCodes);
    CHECK(sheet.row_count == 2);
    CHECK(sheet.rows[0].cells == std::vector<std::string>{"7580041", "萩市", "江向", "エムカイ"});
    CHECK(sheet.converted
        == "35204,75800,7580041,ヤマグチケン,ハギシ,エムカイ,山口県,萩市,江向,0,0,0,0,0,0\r\n"
           "35204,75800,7580000,ヤマグチケン,ハギシ,ツバキ(ヒガシ、ニシ),山口県,萩市,椿（東、西）,0,0,0,0,0,"
           "0\r\n");
    CHECK(places(read(line("35204", "7580041", "ｴﾑｶｲ", "江向") + "35204,x\n"))
        == std::vector<std::string>{"2 郵便番号"});
    CHECK(places(read(line("01101", "0600000", "ｱ", "あ"))) == std::vector<std::string>{"0 市町"});
}

// Break: read on after the stop; list faults without end; take more rows than the hub.
TEST_CASE("A large file is read whole, or stopped, or refused with its size", "[desk][import]")
{
    std::string large;
    for (int i = 0; large.size() < 20'000'000; ++i)
        large += "35204,75800," + std::to_string(7'000'000 + i % 900'000)
            + ",ヤマグチケン,ハギシ,エムカイ,山口県,萩市,江向,0,0,0,0,0,0\n";
    CHECK(read(large).row_count > 150'000);
    ImportProgress stopped;
    stopped.is_stopped = true;
    CHECK(read_import_file("a.csv", large, stopped).rows.empty());
    std::string many = "受付番号,出欠\n";
    for (int i = 0; i < 2001; ++i)
        many += "1,x\n";
    CHECK(places(read(many)) == std::vector<std::string>{"0 "});
    many = "受付番号,出欠\n";
    for (int i = 0; i < 1500; ++i)
        many += "1,x\n";
    auto const wrong = read(many);
    CHECK(wrong.faults.size() == import_faults_max);
    CHECK(wrong.fault_count == 3000);
}

namespace {

json answer_json(bool is_dry, std::string const& result, std::string const& state = "confirmed")
{
    json row{{"line", 2}, {"result", result}, {"state", state}};
    if (!is_dry)
        row["code"] = "137460923";
    return {{"dry_run", is_dry}, {"changed", result == "changed" ? 1 : 0},
        {"unchanged", result == "changed" ? 0 : 1}, {"rows", {row}}};
}

struct ImportOffice : Office {
    explicit ImportOffice(std::string const& role = "municipality")
        : Office(import_now)
    {
        hub.answer("GET /v1/sessions", 200, {{"sessions", json::array()}, {"next", nullptr}});
        hub.answer("GET /v1/municipalities", 200,
            {{"municipalities",
                {{{"code", "352047"}, {"name", "萩市"}, {"kana", "はぎし"}, {"kind", "city"}}}}});
        hub.answer("POST /v1/login", 200, {{"token", "t"}, {"role", role}, {"org", "352047"}});
        hub.answer("POST /v1/imports", 200, answer_json(true, "changed"));
        desk.log_in("hagi", "himitsu");
        settle();
        desk.open(Section::Import);
        settle();
    }
    Imports& imports() { return desk.imports(); }
    void choose(std::string const& bytes)
    {
        imports().choose("紙.csv", [bytes] { return base::Result<std::string>(bytes); });
        settle();
    }
    json sent(std::size_t i) { return json::parse(hub.asked("POST /v1/imports").at(i).body); }
};

bool has(std::string const& text, std::string const& part)
{
    return text.find(part) != std::string::npos;
}

std::string const paper_by_id
    = "開催回番号,よみがな,電話,生まれた年,同意\ns1,みほん はな,09012345678,1948,○\n";

} // namespace

// Break: write without asking first; allow the button before the answer; forget what the hub said of a row.
TEST_CASE("A good file is judged by the hub first, then taken in once", "[desk][import]")
{
    ImportOffice office;
    auto& imports = office.imports();
    office.choose(paper_by_id);
    REQUIRE(office.hub.asked("POST /v1/imports").size() == 1);
    CHECK(office.sent(0)["dry_run"] == true);
    CHECK(office.sent(0)["rows"][0]["kana"] == "みほん はな");
    CHECK(imports.can_send());
    CHECK(has(imports.notice().text, "確定 1件"));
    CHECK(has(imports.file_words(), "UTF-8"));
    CHECK(has(imports.column_words(), "開催回番号、よみがな"));
    CHECK(imports.preview(ImportKind::Papers).row_count() == 1);

    office.hub.answer("POST /v1/imports", 200, answer_json(false, "changed"));
    imports.send();
    office.settle();
    CHECK(office.sent(1)["dry_run"] == false);
    CHECK(imports.step() == ImportStep::Done);
    CHECK_FALSE(imports.can_send());
    CHECK(has(imports.notice().text, "取り込みました: 確定 1件"));
    CHECK(has(imports.preview(ImportKind::Papers).cell(0, 1).text, "137-460-923"));
    CHECK(has(office.desk.csv(), "137-460-923"));
    CHECK(office.desk.csv_name() == "取込-2026-10-05.csv");

    office.hub.answer("POST /v1/imports", 200, answer_json(true, "unchanged"));
    office.choose(paper_by_id);
    CHECK(imports.notice().text == "もう すべて入っています。何も変わりません。");
    CHECK_FALSE(imports.can_send());
}

// Break: ask the hub in spite of faults; keep the people of a file when the section is left.
TEST_CASE("A wrong file asks nobody, and leaving the section forgets who was in it", "[desk][import]")
{
    ImportOffice office;
    auto& imports = office.imports();
    office.choose("開催回番号,よみがな,電話,生まれた年,同意\ns1,みほん はな,110,1948,○\n");
    CHECK(office.hub.asked("POST /v1/imports").empty());
    CHECK(imports.step() == ImportStep::Wrong);
    CHECK(imports.has_faults());
    CHECK(imports.faults().cell(0, 1).text == "電話");
    CHECK(has(office.desk.csv(), "2,電話,110,"));
    CHECK(imports.preview(ImportKind::Papers).row_count() == 1);
    office.desk.open(Section::Sessions);
    office.settle();
    office.desk.open(Section::Import);
    office.settle();
    CHECK_FALSE(imports.has_file());
    CHECK_FALSE(imports.has_faults());
    CHECK(imports.preview(ImportKind::Papers).row_count() == 0);
    CHECK_FALSE(has(office.desk.csv(), "みほん"));
}

// Break: lose the line of the hub's word; call a session's fault by its hour, or an hour's by its number.
TEST_CASE("What the hub refuses stands in the table by line and column", "[desk][import]")
{
    ImportOffice office;
    office.hub.answer("POST /v1/imports", 422,
        {{"title", "Cannot be stored"}, {"status", 422}, {"detail", ""},
            {"errors",
                {{{"field", "line 2, session"}, {"reason", "closed"}},
                    {{"field", "line 2, kana"}, {"reason", "limit_per_year"}}}}});
    office.choose(paper_by_id);
    auto& imports = office.imports();
    REQUIRE(imports.faults().row_count() == 2);
    CHECK(imports.faults().cell(0, 0).text == "2");
    CHECK(imports.faults().cell(0, 1).text == "開催回番号");
    CHECK(imports.faults().cell(0, 2).text == "s1");
    CHECK(imports.faults().cell(0, 3).text == "受付は 締め切られました。");
    CHECK(imports.faults().cell(1, 1).text == "よみがな");
    CHECK_FALSE(imports.can_send());
}

// Break: offer a list to a role that may not send it; send the same rows with other words after an outage.
TEST_CASE("A lost answer may be asked for again, and who may not import is told before", "[desk][import]")
{
    ImportOffice office;
    auto& imports = office.imports();
    office.choose(paper_by_id);
    office.hub.stop();
    imports.send();
    office.settle();
    CHECK(has(imports.notice().text, "2度は 入りません"));
    CHECK(imports.can_send());
    office.hub.start_again();
    office.hub.answer("POST /v1/imports", 200, answer_json(false, "unchanged"));
    imports.send();
    office.settle();
    CHECK(imports.step() == ImportStep::Done);
    CHECK(has(imports.notice().text, "前からある 1件"));

    ImportOffice prefecture("prefecture");
    prefecture.choose(paper_by_id);
    CHECK(prefecture.hub.asked("POST /v1/imports").empty());
    CHECK(has(prefecture.imports().notice().text, "権限が ありません"));
}

// Break: send a shop's file as people; keep the number of the sent line; write the list where nobody asked.
TEST_CASE("Classes go their own way, and postal codes into a file", "[desk][import]")
{
    ImportOffice office;
    auto& imports = office.imports();
    office.hub.answer("POST /v1/sessions/import", 200,
        {{"dry_run", true}, {"created", 1}, {"changed", 0}, {"unchanged", 0},
            {"sessions", {{{"line", 2}, {"result", "created"}}}}});
    std::string const classes
        = "title,venue,starts_at,ends_at,capacity\n\"A\nB\",v1,2026-12-01 10:00,2026-12-01 "
          "11:00,5\nC,v1,2026-12-02 10:00,2026-12-02 11:00,5\n";
    office.choose(classes);
    CHECK(has(imports.notice().text, "新しい 1件"));
    auto const sent = office.hub.asked("POST /v1/sessions/import").at(0);
    CHECK(has(sent.body, "\"A B\",\"v1\",\"2026-12-01T10:00:00+09:00\""));
    office.hub.answer("POST /v1/sessions/import", 422,
        {{"title", "Cannot be stored"}, {"status", 422}, {"detail", ""},
            {"errors", {{{"field", "line 3, venue"}, {"reason", "is not a venue of this hub"}}}}});
    office.choose(classes);
    CHECK(imports.faults().cell(0, 0).text == "4"); // The line of the clerk's file.
    CHECK(imports.faults().cell(0, 1).text == "会場");

    office.choose("35204,75800,7580041,ﾔﾏｸﾞﾁｹﾝ,ﾊｷﾞｼ,ｴﾑｶｲ,山口県,萩市,江向,0,0,0,0,0,0\n");
    CHECK(imports.can_send());
    CHECK_FALSE(imports.take_file());
    imports.save_converted("/anywhere/postal-codes.csv");
    CHECK(has(imports.take_file().value().bytes, "エムカイ"));
}

TEST_CASE("The kind may be changed, and reading may be stopped", "[desk][import]")
{
    ImportOffice office;
    auto& imports = office.imports();
    office.choose("受付番号,出欠\n" + good_code + ",○\n");
    CHECK(imports.kind() == ImportKind::Attendance);
    CHECK(office.sent(0)["kind"] == "attendance");
    imports.choose_kind(ImportKind::Papers);
    office.settle();
    CHECK(imports.has_faults());
    imports.choose("b.csv", [] { return base::Result<std::string>(paper_by_id); });
    CHECK(imports.can_stop());
    imports.stop();
    office.settle();
    CHECK(imports.step() == ImportStep::Empty);
    CHECK(imports.notice().text == "読むのを 止めました。");
    imports.choose(
        "c.csv", []() -> base::Result<std::string> { return base::fail(base::ErrorKind::NotFound, "none"); });
    office.settle();
    CHECK(imports.step() == ImportStep::Wrong);
}
