#include "admin/hub/feeds/html_pages.h"

#include "admin/hub/feeds/documents.h"
#include "admin/hub/feeds/feed_pages.h"
#include "admin/hub/feeds/words.h"

#include <algorithm>

namespace meguri::hub::feeds {

namespace {

constexpr char style[]
    = "body{font:1.15rem/1.8 'BIZ UDGothic',sans-serif;max-width:42rem;margin:0 "
      "auto;padding:1.5rem;color:#1b2733;"
      "background:#fdfcf8}h1{font-size:1.6rem;line-height:1.4}h2{font-size:1.25rem}a{color:#173b66}"
      "dt{font-weight:bold;margin-top:.8rem}dd{margin:0}li{margin:.4rem 0}"
      ".state{display:inline-block;padding:.1rem .8rem;border:2px solid;border-radius:.4rem;font-weight:bold}"
      "footer{margin-top:2rem;font-size:1rem}";

/// `title` is text, `body` is HTML.
std::string document(std::string const& title, std::string const& body, std::string const& head = "")
{
    return "<!DOCTYPE html>\n<html lang=\"ja\"><head><meta charset=\"utf-8\">"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>"
        + escaped(title) + "</title><style>" + style + "</style>" + head + "</head>\n<body><main><h1>"
        + escaped(title) + "</h1>\n" + body + "</main></body></html>\n";
}

std::string link(std::string const& address, std::string const& text)
{
    return "<a href=\"" + escaped(address) + "\">" + escaped(text) + "</a>";
}

/// Nothing for an empty value. `value` is HTML.
std::string row(std::string const& name, std::string const& value)
{
    return value.empty() ? "" : "<dt>" + escaped(name) + "</dt><dd>" + value + "</dd>\n";
}

std::string state_words(store::SessionView const& view, base::Time now)
{
    auto const& session = view.row.session;
    if (session.state == domain::SessionState::Cancelled)
        return "中止";
    if (session.ends_at <= now || session.state == domain::SessionState::Held)
        return "終了しました";
    if (session.admission == domain::Admission::DropIn)
        return "申込不要";
    bool const is_over = session.state == domain::SessionState::Closed
        || session.registration_closes_at.value_or(session.starts_at) <= now;
    if (is_over)
        return "受付終了";
    if (session.registration_opens_at && *session.registration_opens_at > now)
        return "受付前";
    if (session.admission == domain::Admission::Lottery)
        return "抽選の受付中";
    return view.seats.free() > 0 ? "受付中" : "満席 (キャンセル待ち)";
}

std::string seat_words(store::SessionView const& view)
{
    auto const& session = view.row.session;
    if (session.capacity <= 0)
        return "";
    auto text = std::to_string(session.capacity) + "人";
    bool const counts_down = session.admission == domain::Admission::FirstCome
        && session.state == domain::SessionState::Published;
    if (counts_down)
        text += " (残り " + std::to_string(std::max(0, view.seats.free())) + "人)";
    return text;
}

std::string where_words(domain::Venue const& venue, std::string const& municipality)
{
    return is_private(venue) ? municipality : municipality + venue.address;
}

std::string parts_html(domain::Session const& session)
{
    if (session.parts.size() < 2)
        return span_words(session.starts_at, session.ends_at);
    std::string text = "全" + std::to_string(session.parts.size()) + "回<ul>";
    for (auto const& part : session.parts)
        text += "<li>" + span_words(part.starts_at, part.ends_at) + "</li>";
    return text + "</ul>";
}

std::string phone_html(domain::Venue const& venue)
{
    return is_private(venue) ? "" : escaped(venue.phone);
}

/// JSON inside HTML: no `<` may stand in it, whatever a name holds.
std::string for_script(nlohmann::json const& object)
{
    auto const text = object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    std::string safe;
    for (char const letter : text) {
        if (letter == '<')
            safe += "\\u003c";
        else
            safe += letter;
    }
    return safe;
}

} // namespace

std::string session_html(Addresses const& addresses, store::SessionView const& view, base::Time now)
{
    auto const& session = view.row.session;
    bool const is_online = session.delivery == domain::Delivery::Online;
    std::string const body = "<p><span class=\"state\">" + state_words(view, now) + "</span></p>\n<dl>"
        + row("日時", parts_html(session))
        + row("会場",
            is_online ? "オンライン"
                      : link(addresses.page(Noun::Place, view.venue.id.value), public_name(view.venue))
                    + "<br>" + escaped(where_words(view.venue, view.municipality_name)))
        + row(
            "内容", escaped(topic_words(session.topics)) + " (" + std::string(words_of(session.level)) + ")")
        + row("形", std::string(words_of(session.format))) + row("定員", seat_words(view))
        + row("参加費", "無料")
        + row("実施", link(addresses.page(Noun::Organisation, session.provider.value), view.provider_name))
        + row("会場の電話", is_online ? "" : phone_html(view.venue)) + "</dl>\n<footer>"
        + link(addresses.page(Noun::Series, view.row.series), "この教室のほかの日を見る") + "</footer>";
    return document(session.title, body);
}

std::string series_html(Addresses const& addresses, store::SeriesRow const& series,
    Surroundings const& surroundings, std::vector<store::SessionView> const& sessions, base::Time now)
{
    auto const* venue = surroundings.venue(series.venue);
    bool const is_online = series.delivery == domain::Delivery::Online;
    std::string place;
    if (is_online)
        place = "オンライン";
    else if (venue)
        place = link(addresses.page(Noun::Place, venue->id.value), public_name(*venue)) + "<br>"
            + escaped(where_words(*venue, surroundings.municipality_name(venue->municipality.text())));
    std::string body = "<dl>" + row("会場", place)
        + row("内容", escaped(topic_words(series.topics)) + " (" + std::string(words_of(series.level)) + ")")
        + row("参加費", "無料")
        + row("実施",
            link(addresses.page(Noun::Organisation, series.provider.value),
                surroundings.organisation_name(series.provider.value)))
        + "</dl>\n<h2>日程</h2>\n";
    std::string list;
    for (auto const& view : sessions) {
        auto const& session = view.row.session;
        if (session.ends_at > now)
            list += "<li>"
                + link(addresses.page(Noun::Session, session.id.value),
                    span_words(session.starts_at, session.ends_at))
                + " " + state_words(view, now) + "</li>\n";
    }
    body += list.empty() ? "<p>いま決まっている日はありません。</p>" : "<ul>" + list + "</ul>";
    return document(series.title, body);
}

std::string place_html(domain::Venue const& venue, Surroundings const& surroundings)
{
    auto const town = surroundings.municipality_name(venue.municipality.text());
    std::string equipment;
    if (venue.is_step_free)
        equipment += "段差なし ";
    if (venue.has_hearing_loop)
        equipment += "磁気ループ ";
    if (venue.has_parking)
        equipment += "駐車場 ";
    auto details = row("所在地", escaped(where_words(venue, town)));
    if (!is_private(venue))
        details = row("読み", escaped(venue.kana)) + details + row("電話", escaped(venue.phone))
            + row("開館時間", escaped(venue.opening_hours)) + row("設備", equipment);
    return document(public_name(venue), "<dl>" + details + "</dl>");
}

std::string organisation_html(std::string const& name)
{
    return document(name, "<p>シニア向けスマホ教室を実施しています。</p>");
}

std::string dataset_html(Addresses const& addresses, std::string const& prefecture)
{
    auto const description = dataset_description(addresses, prefecture);
    auto const series = addresses.at(path_of(Feed::SessionSeries));
    auto const sessions = addresses.at(path_of(Feed::ScheduledSessions));
    std::string const body = "<p><img src=\"" + escaped(addresses.at("/openactive/logo.svg"))
        + "\" alt=\"\" width=\"76\" height=\"76\"></p>\n<p>"
        + escaped(description["description"].get<std::string>())
        + "を、だれでも使えるデータとして公開しています。県と市町の教室、携帯電話会社などの教室が入っています"
          "。</p>\n"
          "<h2>データ</h2>\n<ul><li>"
        + link(series, "教室 (SessionSeries)") + "</li><li>" + link(sessions, "開催回 (ScheduledSession)")
        + "</li><li>" + link(addresses.topics(), "講座テーマの一覧") + "</li><li>"
        + link(addresses.context(), "独自の項目の定義") + "</li></ul>\n<p>形式は "
        + link("https://openactive.io/realtime-paged-data-exchange/", "RPDE 1.0") + " と "
        + link("https://openactive.io/modelling-opportunity-data/2.0/", "Modelling Opportunity Data 2.0")
        + " です。ページの <code>next</code> を順にたどり、<code>items</code> "
          "が空になったら8秒以上待って、同じアドレスを"
          "もう一度読んでください。</p>\n"
          "<ul><li>中止になった開催回は、その日が過ぎるまで中止として残ります。</li>"
          "<li>終わった開催回と取り下げた開催回は、削除の印に変わります。印は35日以上残ります。"
          "それより長く読まなかったときは、最初から読みなおしてください。</li></ul>\n"
          "<h2>利用の条件</h2>\n<p>"
        + link(
            "https://creativecommons.org/licenses/by/4.0/deed.ja", "クリエイティブ・コモンズ 表示 4.0 国際")
        + "。出典として「" + escaped(prefecture)
        + "」を示せば、だれでも自由に使えます。個人の情報は入っていません。</p>\n"
          "<h2 id=\"contact\">お問い合わせ</h2>\n<p>"
        + escaped(prefecture) + "のスマホ教室の担当までお願いします。</p>";
    return document(description["name"].get<std::string>(), body,
        "<script type=\"application/ld+json\">" + for_script(description) + "</script>");
}

std::string missing_html()
{
    return document(
        "見つかりません", "<p>このページはありません。教室が取り下げられたか、アドレスが違います。</p>");
}

std::string_view logo_svg()
{
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"76\" height=\"76\" viewBox=\"0 0 76 76\">"
           "<path d=\"M66 38 A28 28 0 1 1 52 13.8\" fill=\"none\" stroke=\"#173B66\" stroke-width=\"7\" "
           "stroke-linecap=\"round\"/><circle cx=\"63\" cy=\"22\" r=\"9\" fill=\"#E88A1A\"/>"
           "<circle cx=\"10\" cy=\"38\" r=\"6.5\" fill=\"#FAF6EC\" stroke=\"#173B66\" stroke-width=\"5\"/>"
           "<circle cx=\"38\" cy=\"66\" r=\"6.5\" fill=\"#FAF6EC\" stroke=\"#173B66\" "
           "stroke-width=\"5\"/></svg>";
}

} // namespace meguri::hub::feeds
