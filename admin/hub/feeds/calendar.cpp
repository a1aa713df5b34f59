#include "admin/hub/feeds/calendar.h"

#include "admin/hub/feeds/items.h"
#include "admin/hub/feeds/words.h"
#include "shared/domain/tokyo_time.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace meguri::hub::feeds {

namespace {

constexpr std::size_t octets_max = 75;

/// Japan has had no summer time since 1951, so one rule is all of it.
constexpr char zone[] = "BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\nBEGIN:STANDARD\r\n"
                        "DTSTART:19700101T000000\r\nTZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\nTZNAME:JST\r\n"
                        "END:STANDARD\r\nEND:VTIMEZONE\r\n";

bool is_inside_character(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// A line is at most 75 octets; what follows stands on lines that begin with a space.
std::string folded(std::string_view line)
{
    std::string text;
    std::size_t room = octets_max;
    while (line.size() > room) {
        auto end = room;
        while (end > 1 && is_inside_character(line[end]))
            --end;
        text.append(line.substr(0, end)).append("\r\n ");
        line.remove_prefix(end);
        room = octets_max - 1;
    }
    return text.append(line).append("\r\n");
}

std::string as_text(std::string_view value)
{
    std::string text;
    for (char const letter : value) {
        if (letter == '\\' || letter == ';' || letter == ',')
            text += '\\';
        if (letter == '\n')
            text += "\\n";
        else if (static_cast<unsigned char>(letter) >= ' ' || letter == '\t')
            text += letter;
    }
    return text;
}

std::string local_stamp(domain::Time time)
{
    auto const local = domain::to_tokyo(time);
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%04d%02u%02uT%02d%02d%02d", static_cast<int>(local.date.year()),
        static_cast<unsigned>(local.date.month()), static_cast<unsigned>(local.date.day()), local.hour,
        local.minute, local.second);
    return text.data();
}

std::string utc_stamp(domain::Time time)
{
    return local_stamp(time - std::chrono::hours(9)) + "Z";
}

std::string host_of(std::string const& root)
{
    auto const begin = root.find("://");
    auto const host = begin == std::string::npos ? root : root.substr(begin + 3);
    return host.substr(0, host.find_first_of(":/"));
}

std::string place_words(store::SessionView const& view)
{
    if (is_private(view.venue))
        return view.municipality_name;
    auto const name = public_name(view.venue);
    auto const where = view.municipality_name + view.venue.address;
    return name.empty() ? where : name + " (" + where + ")";
}

std::string description(store::SessionView const& view)
{
    auto const& session = view.row.session;
    auto text = std::string(words_of(session.format)) + "、" + std::string(words_of(session.level)) + "\n"
        + topic_words(session.topics) + "\n" + std::string(words_of(session.admission));
    if (session.capacity > 0)
        text += "、定員" + std::to_string(session.capacity) + "人";
    if (!is_private(view.venue) && !view.venue.phone.empty())
        text += "\n会場の電話: " + view.venue.phone;
    text += "\n主催: " + view.provider_name;
    if (session.state == domain::SessionState::Cancelled)
        text += "\n中止になりました。" + session.cancel_reason;
    return text;
}

std::string event(Addresses const& addresses, store::SessionView const& view, std::size_t number)
{
    auto const& session = view.row.session;
    auto const& part = session.parts[number];
    bool const is_cancelled = session.state == domain::SessionState::Cancelled;
    auto title = session.title;
    if (session.parts.size() > 1)
        title += " (" + std::to_string(number + 1) + "/" + std::to_string(session.parts.size()) + ")";
    // The first part keeps the plain id, so that a class which grows a second one stays the same event.
    auto const uid = session.id.value + (number == 0 ? "" : "-" + std::to_string(number + 1)) + "@"
        + host_of(addresses.at("/"));
    std::string text = "BEGIN:VEVENT\r\n";
    text += calendar_line("UID", uid);
    text += "DTSTAMP:" + utc_stamp(view.row.feed.changed_at) + "\r\n";
    text += "SEQUENCE:" + std::to_string(session.version) + "\r\n";
    text += "DTSTART;TZID=Asia/Tokyo:" + local_stamp(part.starts_at) + "\r\n";
    text += "DTEND;TZID=Asia/Tokyo:" + local_stamp(part.ends_at) + "\r\n";
    text += is_cancelled ? "STATUS:CANCELLED\r\n" : "STATUS:CONFIRMED\r\n";
    text += calendar_line("SUMMARY", (is_cancelled ? "【中止】" : "") + title);
    text += calendar_line("LOCATION", place_words(view));
    if (view.venue.position && !is_private(view.venue)) {
        std::array<char, 48> geo{};
        std::snprintf(geo.data(), geo.size(), "GEO:%.6f;%.6f\r\n", view.venue.position->latitude,
            view.venue.position->longitude);
        text += geo.data();
    }
    text += calendar_line("DESCRIPTION", description(view));
    text += folded("URL:" + addresses.page(Noun::Session, session.id.value));
    return text + "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n";
}

} // namespace

std::string calendar_line(std::string_view name, std::string_view text)
{
    return folded(std::string(name) + ":" + as_text(text));
}

std::string calendar_text(
    Addresses const& addresses, std::string const& name, std::vector<store::SessionView> const& sessions)
{
    std::string text
        = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Meguri//Hub//JA\r\nCALSCALE:GREGORIAN\r\n";
    text += calendar_line("X-WR-CALNAME", name);
    text += "X-WR-TIMEZONE:Asia/Tokyo\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n";
    text += zone;
    for (auto const& view : sessions)
        for (std::size_t number = 0; number < view.row.session.parts.size(); ++number)
            text += event(addresses, view, number);
    return text + "END:VCALENDAR\r\n";
}

} // namespace meguri::hub::feeds
