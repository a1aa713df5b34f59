// The screens on which a visitor answers: name, phone, year of birth, town, and the check of it all.
#include "kiosk/flow/birth.h"
#include "kiosk/flow/kana_pad.h"
#include "kiosk/flow/phone_pad.h"
#include "kiosk/flow/spoken_time.h"
#include "kiosk/flow/view_parts.h"
#include "shared/domain/phone.h"

#include <algorithm>

namespace meguri::kiosk::flow {

Words covered(State const& state, Words words, int letters)
{
    return is_masked(state) ? just(dots(letters)) : std::move(words);
}

CheckContent::Row check_row(Words label, Words value, std::string_view id)
{
    CheckContent::Row row;
    row.change = button(say("直す"), "pencil", press_of(Control::Change, 0, std::string(id)));
    // Seven keys read 直す; a screen reader needs to know which is which.
    row.change.name = say("{0}を 直す", {label});
    row.label = std::move(label);
    row.value = std::move(value);
    return row;
}

Words residence_of(State const& state)
{
    auto const& code = state.visit.form.municipality;
    if (!code)
        return {};
    if (state.hall)
        for (auto const& town : state.hall->municipalities)
            if (town.code == *code)
                return name_for(state, town.name, town.kana);
    if (state.hall && *code == state.hall->municipality_code)
        return town_name(state);
    return say("そのほかの 市や町");
}

void set_next(View& view, bool is_enabled, Words missing)
{
    view.foot.main = button(say("つぎへ"), "next", press_of(Control::Main));
    view.foot.main->is_enabled = is_enabled;
    view.foot.main->missing = std::move(missing);
}

namespace {

std::vector<Button> kana_functions(Words space)
{
    return {button(say("てんてん\nが ざ"), "", press_of(Control::Voiced)),
        button(say("まる\nぱ ぴ"), "", press_of(Control::HalfVoiced)),
        button(say("小さい字\nゃ っ"), "", press_of(Control::Small)),
        button(say("のばす\nー"), "", press_of(Control::LongMark)),
        button(std::move(space), "", press_of(Control::Space))};
}

} // namespace

KanaContent kana_pad(State const& state, PrivateText const& typed, Words space)
{
    KanaContent content;
    content.echo.is_masked = is_masked(state);
    content.echo.letters
        = content.echo.is_masked ? dots(letter_count(typed.view())) : std::string(typed.view());
    for (auto const& letters : kana_columns) {
        auto& column = content.columns.emplace_back();
        for (auto const letter : letters) {
            if (letter.empty())
                column.emplace_back();
            else
                column.emplace_back(
                    button(just(letter), "", press_of(Control::Kana, 0, std::string(letter))));
        }
    }
    content.functions = kana_functions(std::move(space));
    content.erase = {button(say("1字 消す"), "erase", press_of(Control::EraseOne)),
        button(say("ぜんぶ消して はじめから"), "", press_of(Control::EraseAll))};
    return content;
}

PhoneContent number_pad(State const& state)
{
    PhoneContent content;
    content.is_masked = is_masked(state);
    for (int place = 1; place <= 10; ++place)
        content.digits.push_back(button(number(place % 10), "", press_of(Control::Digit, place % 10)));
    content.erase_all = button(say("ぜんぶ 消す"), "", press_of(Control::EraseAll));
    content.erase_one = button(say("1字 消す"), "erase", press_of(Control::EraseOne));
    return content;
}

void show_kana(State const& state, View& view)
{
    set_route(state, view, Stop::Name);
    auto const& form = state.visit.form;
    view.question = !form.is_by_companion ? say("お名前を 教えてください")
        : is_home_visit(state) ? say("訪問を 受ける方の お名前を 教えてください")
                               : say("教室に 行く方の お名前を 教えてください");
    view.under_question = say("ひらがなで 押してください。(れい: みほん はな)");
    auto content = kana_pad(state, form.kana, say("姓と名の 間を あける"));
    content.companion = button(say("かわりに 申し込む"), "people", press_of(Control::Companion));
    content.companion->is_on = form.is_by_companion;
    view.content = std::move(content);
    set_next(view, is_name(form.kana.view()), say("お名前を 1字ずつ 押してください。"));
}

void show_phone(State const& state, View& view)
{
    set_route(state, view, Stop::Phone);
    auto const& form = state.visit.form;
    auto const digits = form.phone.view();
    bool const is_visit = is_home_visit(state);
    view.question = form.is_contact_phone ? say("連絡できる方の 電話番号を 教えてください")
                                          : say("電話番号を 教えてください");
    if (form.is_contact_phone)
        view.under_question = is_visit ? say("ご家族や お知り合いの 番号です。訪問のご連絡に 使います。")
                                       : say("ご家族や お知り合いの 番号です。教室のご連絡に 使います。");
    else
        view.under_question = is_visit ? say("訪問のご連絡に 使います。家の電話でも よいです。")
                                       : say("教室のご連絡に 使います。家の電話でも よいです。");
    auto content = number_pad(state);
    content.groups = phone_groups(digits, content.is_masked);
    content.what_next = next_for_phone(digits);
    // Whoever has pressed a number has one; the key's place then offers another.
    bool const may_add = is_phone(digits) && !content.is_masked && state.visit.way != Way::SlipLost;
    content.no_phone = may_add
        ? button(say("2つ目の 番号も 伝える"), "phone", press_of(Control::SecondPhone))
        : button(form.is_contact_phone ? say("自分の電話が ある") : say("自分の電話が ない"), "phone",
            press_of(Control::NoPhone));
    content.no_phone->is_on = may_add ? !form.second_phone.is_empty() : form.is_contact_phone;
    set_next(view, is_phone(digits), content.what_next);
    view.content = std::move(content);
}

void show_second_phone(State const& state, View& view)
{
    set_route(state, view, Stop::Phone);
    auto const& form = state.visit.form;
    auto const digits = form.second_phone.view();
    bool const is_same = !digits.empty() && digits == form.phone.view();
    view.question = say("2つ目の 番号を どうぞ");
    view.under_question = say("はじめの番号に つながらない時に かけます。なくても よいです。");
    auto content = number_pad(state);
    content.groups = phone_groups(digits, content.is_masked);
    content.what_next
        = is_same ? say("はじめの番号と 同じです。別の番号を 押してください。") : next_for_phone(digits);
    content.no_phone = button(say("2つ目は いらない"), "phone", press_of(Control::NoSecondPhone));
    set_next(view, is_phone(digits) && !is_same, content.what_next);
    view.content = std::move(content);
}

void show_decades(State const& state, domain::Time now, View& view)
{
    set_route(state, view, Stop::About);
    view.question = say("いつごろの お生まれですか");
    view.under_question = say("生まれた年が 入っているところを 押してください。");
    int const this_year = static_cast<int>(domain::tokyo_date(now).year());
    YearsContent content;
    for (int i = 0; i < static_cast<int>(decades.size()); ++i) {
        auto const& decade = decades.at(static_cast<std::size_t>(i));
        if (years_of(decade, this_year).empty())
            continue;
        YearsContent::Year year;
        year.button = button(say(decade.name), "", press_of(Control::Choice, i));
        year.western = say("{0}年から", {number(decade.first_year)});
        content.years.push_back(std::move(year));
    }
    view.content = std::move(content);
    view.foot.hint = say("まちがえたら「もどる」で 直せます。");
}

void show_years(State const& state, domain::Time now, View& view)
{
    set_route(state, view, Stop::About);
    auto const index = std::clamp(state.visit.decade, 0, static_cast<int>(decades.size()) - 1);
    auto const& decade = decades.at(static_cast<std::size_t>(index));
    view.question = say(decade.question);
    view.under_question = say("生まれた年を 押してください。");
    int const this_year = static_cast<int>(domain::tokyo_date(now).year());
    YearsContent content;
    for (int const each : years_of(decade, this_year)) {
        YearsContent::Year year;
        year.button = button(era_years(each), "", press_of(Control::Choice, each));
        year.button.is_on = state.visit.form.birth_year == each && !is_masked(state);
        year.western = say("{0}年", {number(each)});
        year.age = say("{0}歳", {number(this_year - each)});
        content.years.push_back(std::move(year));
    }
    content.note = say("年齢は、ことしの誕生日に なる年です。");
    view.content = std::move(content);
    view.foot.hint = say("まちがえたら「もどる」で 直せます。");
}

void show_residence(State const& state, View& view)
{
    set_route(state, view, Stop::About);
    view.question = say("どちらに お住まいですか");
    view.under_question = say("どちらかを 押してください。");
    RowsContent content;
    if (state.hall && !state.hall->municipality_code.empty()) {
        RowsContent::Row here;
        here.button
            = button(town_name(state), "home", press_of(Control::Choice, 0, state.hall->municipality_code));
        content.rows.push_back(std::move(here));
    }
    RowsContent::Row other;
    other.button = button(say("ほかの 市や町"), "city", press_of(Control::Choice, 1));
    content.rows.push_back(std::move(other));
    view.content = std::move(content);
    view.foot.hint = say("まちがえたら「もどる」で 直せます。");
}

void show_towns(State const& state, View& view)
{
    bool const is_visit = is_home_visit(state);
    set_route(state, view, is_visit ? Stop::Choose : Stop::About);
    view.question = is_visit ? say("どちらへ うかがいますか") : say("どちらに お住まいですか");
    view.under_question = say("市や町の名前を 押してください。");
    std::vector<MunicipalityName> const none;
    auto const& all = state.hall ? state.hall->municipalities : none;
    int const a_page = std::max(1, state.settings.towns_a_page);
    int const pages = page_count(all.size(), a_page);
    int const page = std::clamp(state.visit.towns_page, 0, pages - 1);
    TownsContent content;
    for (int i = page * a_page; i < static_cast<int>(all.size()) && i < (page + 1) * a_page; ++i) {
        auto const& town = all.at(static_cast<std::size_t>(i));
        content.towns.push_back(
            button(name_for(state, town.name, town.kana), "", press_of(Control::Choice, i, town.code)));
    }
    if (pages > 1)
        content.pages
            = page_keys(page, pages, say("前の{0}つ", {number(a_page)}), say("次の{0}つ", {number(a_page)}));
    // A visit goes to a town of the prefecture.
    if (!is_visit)
        content.elsewhere = button(say("この中に ない"), "", press_of(Control::Choice, -1));
    view.content = std::move(content);
    view.foot.hint = say("まちがえたら「もどる」で 直せます。");
}

void show_check(State const& state, View& view)
{
    set_route(state, view, Stop::Check);
    auto const& form = state.visit.form;
    view.question = say("これで よろしいですか");
    view.under_question = say("ちがうところは「直す」を 押してください。");
    CheckContent content;
    if (is_home_visit(state)) {
        add_visit_rows(state, content);
    } else if (state.visit.chosen) {
        auto const& offer = *state.visit.chosen;
        content.rows.push_back(check_row(say("教室"), title_of(state, offer), "class"));
        content.rows.push_back(check_row(say("日にち"), when_of(offer), "day"));
        content.rows.push_back(check_row(say("場所"), venue_of(state, offer), "place"));
    }
    auto const name = trimmed(form.kana.view());
    content.rows.push_back(
        check_row(say("お名前"), covered(state, say("{0} さま", {just(name)}), letter_count(name)), "kana"));
    auto const digits = form.phone.view();
    auto phone = just(domain::phone_words(digits));
    if (form.is_contact_phone)
        phone = say("{0} (連絡する方)", {phone});
    if (!form.second_phone.is_empty())
        phone = say("{0} ほか1つ", {phone});
    content.rows.push_back(check_row(
        say("電話番号"), covered(state, std::move(phone), static_cast<int>(digits.size())), "phone"));
    int const year = form.birth_year.value_or(0);
    content.rows.push_back(check_row(say("生まれた年"),
        form.birth_year ? covered(state, say("{0} ({1}年)", {era_years(year), number(year)}), 4) : Words{},
        "birth"));
    if (!is_home_visit(state))
        content.rows.push_back(
            check_row(say("お住まい"), covered(state, residence_of(state), 3), "residence"));
    if (form.is_by_companion)
        content.companion = say("かわりの方が 申し込まれます。");
    content.promise = is_home_visit(state)
        ? say("お名前・電話番号・ご住所は かぎをかけて 送ります。\n読めるのは 訪問の係だけです。")
        : say("お名前と電話番号は かぎをかけて 送ります。\n読めるのは 教室の係だけです。");
    view.content = std::move(content);
    bool const is_line
        = state.visit.chosen && chance_of(*state.visit.chosen, line_is_up(state)) == Chance::Line;
    view.foot.main
        = button(is_line ? say("お待ちの列に 入る") : say("申し込む"), "next", press_of(Control::Main));
}

} // namespace meguri::kiosk::flow
