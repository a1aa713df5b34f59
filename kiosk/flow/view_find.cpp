// The screens on which a class is found: start, place, topic, cards, details.
#include "kiosk/flow/spoken_time.h"
#include "kiosk/flow/view_parts.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace meguri::kiosk::flow {

namespace {

Words classes_counted(int count)
{
    return count_words(count, msgid("1教室"), msgid("{0}教室"));
}

RowsContent::Row place_row(Near near, int count, Words name, std::string_view icon, Words note)
{
    RowsContent::Row row;
    row.button = button(std::move(name), icon, press_of(Control::Choice, static_cast<int>(near)));
    row.button.is_enabled = count > 0;
    row.button.missing = say("ここには いま 申し込める教室が ありません。");
    row.note = count > 0 ? std::move(note) : row.button.missing;
    row.count = number(count);
    row.unit = say("教室あり");
    return row;
}

// The names of the halls nearby, two at most, then how many more.
Words halls_named(State const& state, std::vector<Offer const*> const& offers)
{
    std::vector<Words> names;
    std::set<domain::VenueId> seen;
    for (auto const* offer : offers)
        if (seen.insert(offer->venue).second)
            names.push_back(venue_of(state, *offer));
    if (names.size() == 1)
        return say("{0} (10キロまで)", {names[0]});
    if (names.size() == 2)
        return say("{0}・{1} (10キロまで)", {names[0], names[1]});
    if (names.empty())
        return say("10キロまでの 会場");
    return say("{0}・{1} ほか {2}か所 (10キロまで)",
        {names[0], names[1], number(static_cast<long long>(names.size()) - 2)});
}

Words place_on_card(State const& state, Offer const& offer)
{
    auto name = venue_of(state, offer);
    if (state.hall && offer.venue == state.hall->venue)
        return say("{0} (この会場)", {name});
    if (!offer.distance_km)
        return name;
    return say("{0} ({1}キロ)", {name, number(std::max(1L, std::lround(*offer.distance_km)))});
}

Card card_of(State const& state, Offer const& offer)
{
    auto const date = domain::tokyo_date(offer.starts_at);
    Card card;
    card.press = press_of(Control::Choice, 0, offer.session.value);
    card.title = title_of(state, offer);
    card.name = say("{0} {1}", {card.title, when_of(offer)});
    card.month = month(date);
    card.day = number(static_cast<unsigned>(date.day()));
    card.weekday = weekday(date);
    auto const length = std::chrono::floor<std::chrono::minutes>(offer.ends_at - offer.starts_at);
    card.time = offer.parts.size() > 1 ? say("{0}から ぜんぶで {1}回",
                    {clock_time(offer.starts_at), number(static_cast<long long>(offer.parts.size()))})
                                       : say("{0}から {1}", {clock_time(offer.starts_at), duration(length)});
    card.place = place_on_card(state, offer);
    card.chip = chip_of(state, offer);
    bool const is_full = chance_of(offer, line_is_up(state)) == Chance::Line;
    card.beside = !is_full   ? say("無料")
        : offer.waiting == 0 ? Words{}
                             : count_words(offer.waiting, msgid("1人 お待ち"), msgid("{0}人 お待ち"));
    card.action = is_full ? say("待つ・別の日") : say("見る");
    return card;
}

void fill_empty_cards(State const& state, domain::Time now, CardsContent& content)
{
    content.empty = say("いま 申し込める教室が ありません。");
    auto const& visit = state.visit;
    if (visit.near != Near::Town && !classes_found(state, Near::Town, visit.topic, now).empty())
        content.wider
            = button(say("{0} ぜんぶで さがす", {town_name(state)}), "city", press_of(Control::OtherDays));
    else if (!visit.topic.empty() && !classes_found(state, Near::Town, "", now).empty())
        content.wider = button(say("ほかの教室も 見る"), "search", press_of(Control::EveryTopic));
}

using Row = DetailsContent::Row;

/// More days than this are counted; the slip names them all.
constexpr std::size_t most_part_rows = 4;

Row place_row_of(State const& state, Offer const& offer)
{
    Row row{"pin", say("場所"), venue_of(state, offer), {}};
    if (state.hall && offer.venue == state.hall->venue)
        row.note = say("この会場です。");
    else if (offer.distance_km)
        row.note = say("ここから およそ {0}キロ {1}",
            {number(std::max(1L, std::lround(*offer.distance_km))), just(offer.venue_address)});
    else
        row.note = just(offer.venue_address);
    return row;
}

Row learning_row_of(State const& state, Offer const& offer)
{
    Row row{"chat", say("習うこと"), {}, {}};
    for (auto const& id : offer.topics) {
        auto const* const topic = topic_of(id);
        if (!topic)
            continue;
        row.value = row.value.is_empty() ? say(topic->name) : say("{0}、{1}", {row.value, say(topic->name)});
    }
    if (row.value.is_empty())
        row.value = title_of(state, offer);
    if (offer.parts.size() <= 1 && offer.delivery == domain::Delivery::Online)
        row.note = say("先生とは 画面ごしに 話します。");
    return row;
}

/// Each day of a class that goes on over several; where it is, when not all are in one place.
std::vector<Row> part_rows_of(State const& state, Offer const& offer)
{
    std::vector<Row> rows;
    if (offer.parts.size() <= 1)
        return rows;
    bool const is_one_place = std::all_of(offer.parts.begin(), offer.parts.end(),
        [&](domain::SessionPart const& part) { return part.venue == offer.venue; });
    auto const shown = offer.parts.size() > most_part_rows ? most_part_rows - 1 : offer.parts.size();
    for (std::size_t i = 0; i < shown; ++i) {
        auto const& part = offer.parts[i];
        rows.push_back({"cal", say("{0}回目", {number(static_cast<long long>(i) + 1)}),
            say("{0} {1}",
                {day(domain::tokyo_date(part.starts_at)), time_range(part.starts_at, part.ends_at)}),
            is_one_place ? Words{} : place_of_part(state, offer, part)});
    }
    if (shown < offer.parts.size())
        rows.push_back({"cal", say("そのあと"),
            say("ほか {0}回", {number(static_cast<long long>(offer.parts.size() - shown))}),
            say("受付票に ぜんぶの日が 出ます。")});
    return rows;
}

Words equipment_of(Offer const& offer)
{
    Words all;
    auto const add = [&](Words one) { all = all.is_empty() ? std::move(one) : say("{0}・{1}", {all, one}); };
    if (offer.is_step_free)
        add(say("段差なし"));
    if (offer.has_hearing_loop)
        add(say("補聴器用の放送"));
    if (offer.has_parking)
        add(say("駐車場"));
    return all;
}

std::vector<Row> rows_of(State const& state, Offer const& offer)
{
    auto rows = part_rows_of(state, offer);
    rows.push_back(place_row_of(state, offer));
    rows.push_back(learning_row_of(state, offer));
    rows.push_back({"bag", say("持ち物"), say("ふだん お使いのスマホ"), {}});
    if (offer.capacity > 0)
        rows.push_back({"people", say("人数"), say("{0}人まで", {number(offer.capacity)}), {}});
    if (auto equipment = equipment_of(offer); !equipment.is_empty())
        rows.push_back({"ear", say("設備"), std::move(equipment), {}});
    if (auto phone = phone_about(state, offer); !phone.is_empty())
        rows.push_back({"tel", say("問合せ"), std::move(phone), just(offer.provider_name)});
    return rows;
}

Words notice_of(State const& state, Offer const& offer)
{
    switch (chance_of(offer, line_is_up(state))) {
    case Chance::JustCome:
        return say("申し込みは いりません。そのまま お越しください。");
    case Chance::Draw:
        return say("抽選です。結果は お電話で お知らせします。");
    case Chance::Line:
        return say("いまは 満席です。お待ちの列に 入ると、席が空いたとき お電話します。");
    case Chance::HeldSeat:
        return say("通信が切れていますが、この機械が お席を 預かっています。");
    case Chance::Seat:
    case Chance::FewSeats:
        break;
    }
    if (line_is_up(state))
        return {};
    return say("いま通信が切れています。仮に 受け付けて、あとで お電話します。");
}

bool has_other_days(State const& state, Offer const& offer, domain::Time now)
{
    auto const others = other_days_of(state, offer, now);
    return std::any_of(others.begin(), others.end(),
        [&](Offer const* other) { return chance_of(*other, line_is_up(state)) != Chance::Line; });
}

void set_days_until(Offer const& offer, domain::Time now, DetailsContent& content)
{
    auto const days = (std::chrono::sys_days(domain::tokyo_date(offer.starts_at))
        - std::chrono::sys_days(domain::tokyo_date(now)))
                          .count();
    if (days <= 0) {
        content.until = say("今日");
    } else if (days == 1) {
        content.until = say("あした");
    } else {
        content.until_label = say("今日から");
        content.until = say("{0}日あと", {number(days)});
    }
}

} // namespace

void show_start(State const& state, domain::Time now, View& view)
{
    view.question = say("どうなさいますか");
    view.under_question = state.can_register
        ? say("したいことを 1つ 押してください。")
        : say("いまは 申し込みを 受けられません。教室を 見ることは できます。");
    StartContent content;
    content.find.button = button(say("教室を さがす"), "classroom", press_of(Control::FindClass));
    content.find.note = say("日にちや 習いたいことから さがして 申し込みます");
    auto const tile = [&](Words name, std::string_view icon, Control control, Words note) {
        content.tiles.push_back({button(std::move(name), icon, press_of(control)), std::move(note)});
    };
    tile(say("教室に 来ました"), "here", Control::Here, say("今日の教室に 出席される方"));
    tile(say("受付票を 見る"), "slip", Control::MySlip, say("確かめる・取り消す もう1度 印刷する"));
    tile(say("自宅に 来てもらう"), "home", Control::HomeVisit, say("係の人が お宅で 教えます"));
    tile(say("感想を つたえる"), "face", Control::Survey, say("教室が 終わった方 (2問だけ)"));
    for (auto const& [offer, starts_at] : classes_today(state, now)) {
        if (static_cast<int>(content.today.size()) >= state.settings.today_lines)
            break;
        content.today.push_back(say("{0}から {1}", {clock_time(starts_at), title_of(state, *offer)}));
    }
    if (!content.today.empty())
        content.today_title = say("今日の教室");
    view.content = std::move(content);
    view.foot.left = button(say("使い方を 見る"), "kiosk", press_of(Control::Help));
    view.foot.hint = say("わからないときは、いつでも 係の人を お呼びください。");
}

void show_place(State const& state, domain::Time now, View& view)
{
    set_route(state, view, Stop::Choose);
    view.question = say("どこの 教室が よいですか");
    auto const here = classes_found(state, Near::Hall, "", now);
    auto const nearby = classes_found(state, Near::Nearby, "", now);
    auto const town = classes_found(state, Near::Town, "", now);
    bool const is_any = !here.empty() || !nearby.empty() || !town.empty();
    view.under_question = is_any                    ? say("行きやすい場所を 押してください。")
        : state.catalogue && state.catalogue->as_of ? say("いま 申し込める教室が ありません。")
                                                    : say("教室の お知らせが まだ 届いていません。");
    auto const hall = state.hall ? name_for(state, state.hall->name, state.hall->kana) : Words{};
    auto const size = [](auto const& found) { return static_cast<int>(found.size()); };
    RowsContent content;
    content.rows.push_back(
        place_row(Near::Hall, size(here), say("この会場"), "pin", say("{0} (いまいる所)", {hall})));
    content.rows.push_back(
        place_row(Near::Nearby, size(nearby), say("この近く"), "near", halls_named(state, nearby)));
    content.rows.push_back(place_row(
        Near::Town, size(town), say("{0} ぜんぶ", {town_name(state)}), "city", say("町の中の どこでも")));
    view.content = std::move(content);
    view.foot.hint = is_any ? say("上の 3つから 1つ 押してください。")
                            : say("わからないときは、いつでも 係の人を お呼びください。");
}

void show_topics(State const& state, domain::Time now, View& view)
{
    set_route(state, view, Stop::Choose);
    view.question = say("何を 習いたいですか");
    view.under_question = say("絵を 1つ 押してください。");
    int const a_page = topics_a_page(state);
    int const pages = page_count(topics.size(), a_page);
    int const page = std::clamp(state.visit.topics_page, 0, pages - 1);
    TopicsContent content;
    for (int i = page * a_page; i < static_cast<int>(topics.size()) && i < (page + 1) * a_page; ++i) {
        auto const& topic = topics.at(static_cast<std::size_t>(i));
        auto const count = static_cast<int>(classes_found(state, state.visit.near, topic.id, now).size());
        Tile tile;
        tile.button
            = button(say(topic.name), topic.icon, press_of(Control::Choice, i, std::string(topic.id)));
        tile.button.is_enabled = count > 0;
        tile.button.missing = say("いまは ありません");
        tile.note = count > 0 ? classes_counted(count) : tile.button.missing;
        content.tiles.push_back(std::move(tile));
    }
    content.every = button(say("決めていない (ぜんぶ見る)"), "", press_of(Control::EveryTopic));
    if (pages > 1)
        content.pages = page_keys(page, pages, say("前の絵"), say("次の絵"));
    view.content = std::move(content);
    view.foot.hint = say("上の絵から 1つ 押してください。");
}

CardsContent cards_page(State const& state, std::vector<Offer const*> const& found)
{
    int const all = static_cast<int>(found.size());
    int const a_page = cards_a_page(state);
    int const pages = page_count(found.size(), a_page);
    int const page = std::clamp(state.visit.cards_page, 0, pages - 1);
    int const first = page * a_page;
    int const last = std::min(first + a_page, all);
    CardsContent content;
    for (int i = first; i < last; ++i)
        content.cards.push_back(card_of(state, *found.at(static_cast<std::size_t>(i))));
    if (last - first > 1)
        content.count = say("{0}つのうち {1}〜{2} 番目", {number(all), number(first + 1), number(last)});
    else if (last - first == 1)
        content.count = say("{0}つのうち {1}番目", {number(all), number(last)});
    if (pages > 1)
        content.pages
            = page_keys(page, pages, say("前の{0}つ", {number(a_page)}), say("次の{0}つ", {number(a_page)}));
    return content;
}

void show_cards(State const& state, domain::Time now, View& view)
{
    auto const* const topic = topic_of(state.visit.topic);
    view.question = state.visit.like ? say("ほかの日の 教室")
        : topic                      ? say(topic->heading)
                                     : say("教室の 一覧");
    auto const found = cards_shown(state, now);
    auto content = cards_page(state, found);
    if (found.empty())
        fill_empty_cards(state, now, content);
    view.spoken = say("{0} {1}", {view.question, found.empty() ? content.empty : content.count});
    view.content = std::move(content);
    view.foot.hint = found.empty() ? say("まちがえたら「もどる」で 直せます。")
                                   : say("教室を 押すと くわしく 見られます。");
}

void show_details(State const& state, domain::Time now, View& view)
{
    set_route(state, view, Stop::Choose);
    if (!state.visit.looking_at) {
        view.content = NoticeContent{};
        return;
    }
    auto const& offer = *state.visit.looking_at;
    auto const chance = chance_of(offer, line_is_up(state));
    DetailsContent content;
    content.chip = chip_of(state, offer);
    content.beside = say("{0} ・ {1}",
        {offer.level == domain::CourseLevel::Basic ? say("やさしい講座") : say("くわしい講座"), say("無料")});
    content.title = title_of(state, offer);
    content.day = day(domain::tokyo_date(offer.starts_at));
    auto const& end = offer.parts.empty() ? offer.ends_at : offer.parts.front().ends_at;
    content.time = time_range(offer.starts_at, end);
    set_days_until(offer, now, content);
    content.rows = rows_of(state, offer);
    content.notice = notice_of(state, offer);
    if (chance == Chance::Line && has_other_days(state, offer, now))
        content.other_days = button(say("別の日を 見る"), "cal", press_of(Control::OtherDays));
    if (chance == Chance::JustCome)
        view.foot.hint = content.notice;
    else
        view.foot.main = button(chance == Chance::Line ? say("お待ちの列に 入る") : say("申し込む"), "next",
            press_of(Control::Main));
    view.spoken = say("{0} {1} {2}", {content.title, when_of(offer), content.notice});
    view.content = std::move(content);
}

} // namespace meguri::kiosk::flow
