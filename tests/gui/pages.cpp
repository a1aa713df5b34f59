#include "tests/gui/pages.h"

#include "shared/base/verify.h"

#include <iostream>
#include <memory>
#include <utility>

namespace meguri::tests {

using namespace kiosk;

namespace {

std::string after_check(std::string_view rest)
{
    return std::string(to_check) + " > " + std::string(rest);
}

std::string after_visit_check(std::string_view rest)
{
    return std::string(to_visit_check) + " > " + std::string(rest);
}

/// The beginning of to_visit_check, up to these words of it.
std::string visit_until(std::string_view words)
{
    auto const end = to_visit_check.find(words);
    base::verify(end != std::string_view::npos, "no such words on the way of a visit");
    return std::string(to_visit_check.substr(0, end + words.size()));
}

/// 受付票を見る with a right number, up to what is kept under it.
std::string slip_until(std::string_view kind)
{
    return std::string(to_slip) + " > slip " + std::string(kind);
}

/// 受付票をなくした, up to the staff's number and on.
std::string lost_until(std::string_view rest)
{
    return "受付票を見る > 受付票をなくした > kana みほん_はな > つぎへ > phone 09000001234 > つぎへ > "
        + std::string(rest);
}

Page with_areas(Page page, int areas)
{
    page.areas = areas;
    return page;
}

Page with_postal_codes(Page page)
{
    page.has_postal_codes = true;
    return page;
}

Page with_parts(Page page, int parts)
{
    page.parts = parts;
    return page;
}

} // namespace

std::vector<Page> const& pages()
{
    static std::vector<Page> const all{
        {"01-start", ""},
        {"02-place", "教室をさがす"},
        {"03-topic", "教室をさがす > この会場"},
        {"04-cards", "教室をさがす > 萩市ぜんぶ > 決めていない(ぜんぶ見る)"},
        {"04-cards-2", "教室をさがす > 萩市ぜんぶ > 決めていない(ぜんぶ見る) > 次の3つ"},
        {"05-details", "教室をさがす > この会場 > LINEで話す > LINEで写真をおくる"},
        {"05-details-full",
            "教室をさがす > 萩市ぜんぶ > 決めていない(ぜんぶ見る) > 次の3つ > 家族とビデオ通話"},
        {"06-kana-empty", "教室をさがす > この会場 > LINEで話す > LINEで写真をおくる > 申し込む"},
        {"06-kana", "教室をさがす > この会場 > LINEで話す > LINEで写真をおくる > 申し込む > kana みほん_は"},
        {"07-phone",
            "教室をさがす > この会場 > LINEで話す > LINEで写真をおくる > 申し込む > kana みほん_はな > "
            "つぎへ > "
            "phone 090000012"},
        {"07-phone-whole",
            "教室をさがす > この会場 > LINEで話す > LINEで写真をおくる > 申し込む > kana みほん_はな > "
            "つぎへ > "
            "phone 09000001234"},
        {"07-second-phone",
            "教室をさがす > この会場 > LINEで話す > LINEで写真をおくる > 申し込む > kana みほん_はな > "
            "つぎへ > "
            "phone 09000001234 > 2つ目の番号も伝える > phone 08382"},
        {"08-check-two-phones",
            "教室をさがす > この会場 > LINEで話す > LINEで写真をおくる > 申し込む > kana みほん_はな > "
            "つぎへ > 自分の電話がない > "
            "phone 09000001234 > 2つ目の番号も伝える > phone 0838221234 > つぎへ > 昭和20年代 > 昭和23年 > "
            "萩市"},
        {"07b-decade",
            "教室をさがす > この会場 > LINEで話す > LINEで写真をおくる > 申し込む > kana みほん_はな > "
            "つぎへ > "
            "phone 09000001234 > つぎへ"},
        {"07b-year",
            "教室をさがす > この会場 > LINEで話す > LINEで写真をおくる > 申し込む > kana みほん_はな > "
            "つぎへ > "
            "phone 09000001234 > つぎへ > 昭和20年代"},
        {"07c-residence",
            "教室をさがす > この会場 > LINEで話す > LINEで写真をおくる > 申し込む > kana みほん_はな > "
            "つぎへ > "
            "phone 09000001234 > つぎへ > 昭和20年代 > 昭和23年"},
        {"07d-towns",
            "教室をさがす > この会場 > LINEで話す > LINEで写真をおくる > 申し込む > kana みほん_はな > "
            "つぎへ > "
            "phone 09000001234 > つぎへ > 昭和20年代 > 昭和23年 > ほかの市や町"},
        {"08-check", std::string(to_check)},
        {"08-sending", after_check("申し込む")},
        {"09-done", after_check("申し込む > answer confirmed")},
        {"09-done-out-of-paper", after_check("申し込む > answer confirmed > paper out")},
        {"10-done-offline", after_check("申し込む > answer offline")},
        {"11-done-provisional", after_check("申し込む > answer provisional")},
        {"11-done-waiting", after_check("申し込む > answer waiting")},
        {"11-done-entered", after_check("申し込む > answer entered")},
        {"11-done-duplicate", after_check("申し込む > answer duplicate")},
        {"11-done-refused", after_check("申し込む > answer refused")},
        {"11-found", "found confirmed"},
        {"11-found-provisional", "found provisional"},
        {"12-idle",
            "教室をさがす > この会場 > LINEで話す > LINEで写真をおくる > 申し込む > kana みほん_は > wait "
            "65"},
        {"14-start-bare", "", true},
        {"14-place-bare", "教室をさがす", true},
        {"14-cards-bare", "教室をさがす > 萩市ぜんぶ > 決めていない(ぜんぶ見る) > 次の3つ", true},
        {"14-details-bare", "教室をさがす > この会場 > LINEで話す > LINEで写真をおくる", true},
        {"14-kana-bare",
            "教室をさがす > この会場 > LINEで話す > LINEで写真をおくる > 申し込む > kana みほん_は > "
            "かわりに申し込む",
            true},
        {"14-check-bare",
            std::string(
                "教室をさがす > この会場 > LINEで話す > LINEで写真をおくる > 申し込む > kana みほん_はな > "
                "かわりに申し込む > つぎへ > 自分の電話がない > phone 0838000000 > つぎへ > "
                "昭和20年代 > 昭和23年 > 萩市"),
            true},
        {"14-start-outdated", "", false, true},
        {"14-start-takes-nobody", "", false, false, true},
        with_parts({"40-details-parts", "教室をさがす > この会場 > LINEで話す > LINEで写真をおくる"}, 3),
        with_parts({"40-details-many-parts", "教室をさがす > この会場 > LINEで話す > LINEで写真をおくる"}, 7),
        with_parts({"41-done-parts", after_check("申し込む > answer confirmed")}, 3),
        with_parts({"41-done-many-parts", after_check("申し込む > answer confirmed")}, 7),
        {"30-area", visit_until("自宅に来てもらう")},
        with_areas({"30-area-none", visit_until("自宅に来てもらう")}, 0),
        with_areas({"30-area-many", visit_until("自宅に来てもらう")}, 12),
        {"30-area-towns", visit_until("自宅に来てもらう") + " > ほかの市や町"},
        {"31-days", visit_until("みほん東地区")},
        {"31-days-chosen", visit_until("10月9日(金) 午後")},
        {"31-days-full", visit_until("10月9日(金) 午後") + " > 次の日 > 10月20日(火) 午後"},
        {"31-days-last", visit_until("みほん東地区") + " > 次の日 > 次の日 > 次の日"},
        with_postal_codes({"32-postal-code", visit_until("10月9日(金) 午後") + " > つぎへ > phone 75800"}),
        with_postal_codes({"32-postal-code-unknown",
            visit_until("10月9日(金) 午後") + " > つぎへ > phone 7580041 > postal unknown"}),
        {"32-address", visit_until("kana みほんひか゛し")},
        {"33-house-empty", visit_until("kana みほんひか゛し > つぎへ")},
        {"33-house", visit_until("house 12の3")},
        {"34-kana", visit_until("kana みほん_はな")},
        {"34-phone", visit_until("phone 09000001234")},
        {"35-check", std::string(to_visit_check)},
        {"35-check-three", after_visit_check("よい日を直す > 次の日 > 10月20日(火) 午後 > つぎへ")},
        {"35-sending", after_visit_check("申し込む")},
        {"36-done", after_visit_check("申し込む > answer provisional")},
        {"36-done-three",
            after_visit_check(
                "よい日を直す > 次の日 > 10月20日(火) 午後 > つぎへ > 申し込む > answer provisional")},
        {"36-done-out-of-paper", after_visit_check("申し込む > answer provisional > paper out")},
        {"36-done-duplicate", after_visit_check("申し込む > answer duplicate")},
        {"36-done-refused", after_visit_check("申し込む > answer refused")},
        {"36-trouble", "自宅に来てもらう", false, false, true},
        {"37-idle", visit_until("house 12の3") + " > wait 65"},
        {"50-slip-number-empty", "受付票を見る"},
        {"50-slip-number", "受付票を見る > phone 48261"},
        {"50-slip-number-wrong", "受付票を見る > phone 123456789"},
        {"51-slip", slip_until("confirmed")},
        {"51-slip-provisional", slip_until("provisional")},
        {"51-slip-waiting", slip_until("waiting")},
        {"51-slip-entered", slip_until("entered")},
        {"51-slip-wished", slip_until("wished")},
        {"51-slip-planned", slip_until("planned")},
        {"51-slip-cancelled", slip_until("cancelled")},
        {"51-slip-refused", slip_until("refused")},
        {"51-slip-elsewhere", slip_until("elsewhere")},
        {"51-slip-elsewhere-bare", slip_until("elsewhere"), true},
        {"51-slip-out-of-paper", slip_until("confirmed") + " > もう1枚 印刷 > paper out"},
        {"52-proof", slip_until("confirmed") + " > 取り消す > phone 12"},
        {"52-proof-refused",
            slip_until("confirmed") + " > 取り消す > phone 1234 > 取り消す > cancelled refused"},
        {"52-cancelled", slip_until("confirmed") + " > 取り消す > phone 1234 > 取り消す > cancelled done"},
        {"52-cancel-asked",
            slip_until("confirmed") + " > 取り消す > phone 1234 > 取り消す > cancelled asked"},
        {"51-slip-today", slip_until("today")},
        {"51-slip-called", slip_until("called")},
        {"51-slip-attended", slip_until("attended")},
        {"51-slip-unknown", "scan slip > slip elsewhere > asked unknown"},
        {"52-cancel-held", "scan slip > slip confirmed > 取り消す"},
        {"53-slip-proof", slip_until("elsewhere")},
        {"53-slip-proof-wrong", slip_until("elsewhere") + " > phone 1234 > asked unknown"},
        {"54-new-days", slip_until("confirmed") + " > 別の日にする"},
        {"54-new-days-any", slip_until("elsewhere") + " > 別の日にする", true},
        {"54-move-proof", slip_until("confirmed") + " > 別の日にする > はじめてのLINE > phone 12"},
        {"54-move-held", "scan slip > slip confirmed > 別の日にする > はじめてのLINE"},
        {"54-move-full",
            slip_until("confirmed")
                + " > 別の日にする > はじめてのLINE > phone 1234 > この日に変える > moved full"},
        {"54-move-asked",
            slip_until("confirmed")
                + " > 別の日にする > はじめてのLINE > phone 1234 > この日に変える > moved asked"},
        {"13-here-empty", "教室に来ました"},
        {"13-here", "教室に来ました > phone 13746"},
        {"13-here-done", "教室に来ました > phone 482619571 > here recorded"},
        {"13-here-not-today", "教室に来ました > phone 482619571 > here not-today"},
        {"13-here-another-hall", "教室に来ました > phone 482619571 > here another-hall"},
        {"13-here-unknown", "教室に来ました > phone 482619571 > here unknown"},
        {"60-survey-number", "感想をつたえる"},
        {"60-survey-face", "感想をつたえる > phone 482619571"},
        {"60-survey-understood", "感想をつたえる > phone 482619571 > よかった"},
        {"60-survey-again", "感想をつたえる > phone 482619571 > よかった > よくわかった"},
        {"60-survey-thanks",
            "感想をつたえる > phone 482619571 > よかった > よくわかった > はい > survey kept"},
        {"61-lost-kana", "受付票を見る > 受付票をなくした > kana みほん"},
        {"61-lost-pin", lost_until("phone 1234")},
        {"61-lost-pin-wrong", lost_until("phone 123456 > lost wrong-pin")},
        {"61-lost-found", lost_until("phone 123456 > lost 2")},
        {"61-lost-none", lost_until("phone 123456 > lost 0")},
        {"61-lost-no-line", "受付票を見る > 受付票をなくした", true},
        {"70-pin-wait", "held > phone 123456 > pin wait"},
        {"70-pin-unset", "held > phone 123456 > pin unset"},
        {"71-corner", "held > phone 123456 > pin right > corner"},
        {"71-corner-answer", "held > phone 123456 > pin right > corner > いま通信する > task failed"},
        {"72-enrol", "held > phone 123456 > pin right > corner > 登録する > phone 1234567"},
        {"20-help", "使い方を見る"},
        {"21-staff-coming", "係の人をよぶ > help coming"},
        {"21-staff-bare", "係の人をよぶ", true},
        {"21-staff", "係の人をよぶ"},
        {"22-languages", "やさしい English"},
    };
    return all;
}

std::vector<PanelKind> const& panel_kinds()
{
    static std::vector<PanelKind> const all{
        {"portrait", 1080, 1920, 0.277},
        {"landscape", 1920, 1080, 0.277},
        {"small", 1366, 768, 0.253},
    };
    return all;
}

std::vector<NamedLook> const& looks()
{
    using flow::Language;
    static std::vector<NamedLook> const all = [] {
        std::vector<NamedLook> made;
        for (auto const& [language, folder] : {std::pair(Language::Japanese, "ja"),
                 std::pair(Language::EasyJapanese, "ja-easy"), std::pair(Language::English, "en")}) {
            made.push_back({std::string("normal-") + folder, {false, false, language}});
            made.push_back({std::string("contrast-") + folder, {true, false, language}});
            made.push_back({std::string("larger-") + folder, {false, true, language}});
        }
        return made;
    }();
    return all;
}

std::unique_ptr<screens::Window> open_on(PanelKind const& kind)
{
    screens::WindowSettings settings;
    settings.width_px = kind.width_px;
    settings.height_px = kind.height_px;
    settings.mm_per_px = kind.mm_per_px;
    settings.hides_pointer = true;
    auto opened = screens::Window::open(settings, [](flow::Event const&) {});
    base::verify(opened.has_value(), "the window has no assets");
    return std::move(*opened);
}

flow::View view_of(Page const& page, flow::Look const& look, screens::Panel const& panel)
{
    auto start = ready_state();
    start.settings.has_voice = !page.is_bare;
    start.settings.has_postal_codes = page.has_postal_codes;
    if (page.is_bare) {
        auto catalogue = *start.catalogue;
        catalogue.line_is_up = false;
        start.catalogue = std::make_shared<flow::Catalogue const>(std::move(catalogue));
    }
    if (page.is_outdated) {
        auto catalogue = *start.catalogue;
        catalogue.is_update_pending = true;
        start.catalogue = std::make_shared<flow::Catalogue const>(std::move(catalogue));
    }
    start.can_register = !page.takes_nobody;
    if (page.parts > 1) {
        auto catalogue = *start.catalogue;
        give_parts(catalogue.offers.front(), page.parts);
        start.catalogue = std::make_shared<flow::Catalogue const>(std::move(catalogue));
    }
    if (page.areas != 2) {
        auto hall = *start.hall;
        hall.areas.clear();
        for (int i = 1; i <= page.areas; ++i)
            hall.areas.push_back({"a-" + std::to_string(i), "みほん第" + std::to_string(i) + "地区"});
        start.hall = std::make_shared<flow::HallFacts const>(std::move(hall));
    }
    Visitor visitor(start);
    if (!page.script.empty()) {
        auto const end = visitor.does(page.script);
        if (end.starts_with("no ")) {
            std::cerr << page.name << ": " << end << "\n";
            base::verify(false, "a page's script does not lead through");
        }
    }
    // Only now: the scripts press 次の3つ.
    visitor.state.settings = screens::with_pages_for(panel, visitor.state.settings);
    visitor.state.look = look;
    return flow::view(visitor.state, visitor.now);
}

} // namespace meguri::tests
