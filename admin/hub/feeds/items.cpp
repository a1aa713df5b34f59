#include "admin/hub/feeds/items.h"

#include "admin/hub/feeds/words.h"
#include "shared/domain/topics.h"

#include <algorithm>
#include <cmath>

namespace meguri::hub::feeds {

using base::fail;
using nlohmann::json;

namespace {

/// The model forbids null, "" and []: what is not known is left out.
void put(json& object, char const* name, std::string const& value)
{
    if (auto const text = open_text(value); !text.empty())
        object[name] = text;
}

json contexts(Addresses const& addresses)
{
    return json::array({"https://openactive.io/", "https://openactive.io/ns-beta", addresses.context()});
}

json free_offer(std::string const& item_identity, std::string const& page)
{
    return {{"@type", "Offer"}, {"@id", item_identity + "#/offers/free"}, {"name", "無料"}, {"price", 0},
        {"priceCurrency", "JPY"}, {"url", page}};
}

/// No name: it is known shortly before the day, and would need the person's consent.
json leader()
{
    return json::array({json{{"@type", "Person"}, {"name", "講師"}}});
}

double six_decimals(double degrees)
{
    return std::round(degrees * 1e6) / 1e6;
}

std::string without_last_comma(std::string text)
{
    while (!text.empty() && (text.back() == ',' || text.back() == ' '))
        text.pop_back();
    return text;
}

/// An address object needs all its parts. A venue that has neither them nor a position says its town in one
/// line.
void put_whereabouts(json& place, domain::Venue const& venue, Surroundings const& surroundings)
{
    auto const& region = surroundings.prefecture_name();
    auto const town = surroundings.municipality_name(venue.municipality.text());
    auto const street = without_last_comma(open_text(venue.address));
    if (is_private(venue)) {
        put(place, "address", region + town);
        return;
    }
    if (!street.empty() && !venue.postal_code.empty() && !region.empty() && !town.empty())
        place["address"] = {{"@type", "PostalAddress"}, {"streetAddress", street}, {"addressLocality", town},
            {"addressRegion", region}, {"postalCode", venue.postal_code}, {"addressCountry", "JP"}};
    if (venue.position)
        place["geo"] = {{"@type", "GeoCoordinates"}, {"latitude", six_decimals(venue.position->latitude)},
            {"longitude", six_decimals(venue.position->longitude)}};
    if (!place.contains("address") && !venue.position)
        put(place, "address", region + town + street);
}

json place_of(Addresses const& addresses, domain::Venue const& venue, Surroundings const& surroundings)
{
    auto const& code = venue.municipality.text();
    json place{{"@type", "Place"}, {"@id", addresses.identity(Noun::Place, venue.id.value)},
        {"url", addresses.page(Noun::Place, venue.id.value)},
        {"identifier",
            json::array({json{{"@type", "PropertyValue"}, {"name", "全国地方公共団体コード"},
                {"propertyID", "localGovernmentCode"}, {"value", code}}})}};
    put(place, "name", public_name(venue));
    put_whereabouts(place, venue, surroundings);
    if (is_private(venue))
        return place;
    put(place, "telephone", venue.phone);
    if (!venue.opening_hours.empty())
        put(place, "description", "開館時間: " + venue.opening_hours);
    if (venue.has_parking)
        place["amenityFeature"]
            = json::array({json{{"@type", "Parking"}, {"name", "駐車場"}, {"value", true}}});
    return place;
}

void put_location(
    json& item, Addresses const& addresses, store::SeriesRow const& series, Surroundings const& surroundings)
{
    auto const* venue = surroundings.venue(series.venue);
    if (series.delivery == domain::Delivery::InPerson) {
        item["eventAttendanceMode"] = "https://schema.org/OfflineEventAttendanceMode";
        if (venue)
            item["location"] = place_of(addresses, *venue, surroundings);
        return;
    }
    item["eventAttendanceMode"] = "https://schema.org/OnlineEventAttendanceMode";
    // The address to join at is for those who registered, and never stands here.
    item["beta:virtualLocation"] = {{"@type", "VirtualLocation"}, {"name", "オンライン"},
        {"description", "参加の方法は、申し込んだ方にお知らせします。"}};
    if (venue && venue->kind != domain::VenueKind::Online && !is_private(*venue))
        item["beta:affiliatedLocation"] = place_of(addresses, *venue, surroundings);
}

json activities(Addresses const& addresses, std::vector<std::string> const& topics)
{
    auto list = json::array();
    for (auto const& id : topics_or_general(topics))
        list.push_back({{"@type", "Concept"}, {"@id", addresses.topic(id)},
            {"prefLabel", domain::topic_with_id(id)->label}, {"inScheme", addresses.topics()}});
    return list;
}

void put_accessibility(json& item, domain::Venue const* venue)
{
    if (!venue || is_private(*venue))
        return;
    std::string text;
    if (venue->is_step_free) {
        item["beta:isWheelchairAccessible"] = true;
        text += "段差がなく、車いすで入れます。";
    }
    if (venue->has_hearing_loop)
        text += "磁気ループ(補聴器の設備)があります。";
    put(item, "accessibilityInformation", text);
}

void put_capacity(json& item, store::SessionView const& view)
{
    auto const& session = view.row.session;
    if (session.capacity <= 0)
        return;
    item["maximumAttendeeCapacity"] = session.capacity;
    if (session.state == domain::SessionState::Cancelled)
        item["remainingAttendeeCapacity"] = 0;
    else if (session.admission == domain::Admission::DropIn)
        item["remainingAttendeeCapacity"] = session.capacity;
    else
        item["remainingAttendeeCapacity"] = std::max(0, view.seats.free());
}

/// How and from when until when a seat is to be had; the model tells both times by their distance from the
/// start.
json session_offer(domain::Session const& session, std::string const& identity, std::string const& page)
{
    auto offer = free_offer(identity, page);
    bool const is_drop_in = session.admission == domain::Admission::DropIn;
    offer["openBookingInAdvance"]
        = is_drop_in ? "https://openactive.io/Unavailable" : "https://openactive.io/Required";
    offer["description"] = words_of(session.admission);
    if (is_drop_in)
        return offer;
    auto const& opens = session.registration_opens_at;
    auto const& closes = session.registration_closes_at;
    if (opens && *opens < session.starts_at)
        offer["validFromBeforeStartDate"] = iso_duration(*opens, session.starts_at);
    if (closes && *closes < session.starts_at)
        offer["validThroughBeforeStartDate"] = iso_duration(*closes, session.starts_at);
    return offer;
}

std::string part_words(domain::Session const& session)
{
    if (session.parts.size() < 2)
        return "";
    std::string text = "全" + std::to_string(session.parts.size()) + "回: ";
    for (std::size_t i = 0; i < session.parts.size(); ++i)
        text += (i == 0 ? "" : "、") + span_words(session.parts[i].starts_at, session.parts[i].ends_at);
    return text;
}

} // namespace

bool is_private(domain::Venue const& venue)
{
    return venue.kind == domain::VenueKind::Home;
}

std::string public_name(domain::Venue const& venue)
{
    return is_private(venue) ? "ご自宅への訪問" : venue.name;
}

base::Result<Surroundings> Surroundings::read(store::Reader& reader)
{
    auto const venues = reader.venues("");
    if (!venues)
        return fail(venues.error());
    auto const organisations = reader.organisations();
    if (!organisations)
        return fail(organisations.error());
    auto const municipalities = reader.municipalities();
    if (!municipalities)
        return fail(municipalities.error());
    Surroundings surroundings;
    for (auto const& venue : *venues)
        surroundings.m_venues.emplace(venue.id.value, venue);
    for (auto const& one : *organisations) {
        surroundings.m_organisations.emplace(one.id.value, one.name);
        if (one.kind == domain::OrganisationKind::Prefecture)
            surroundings.m_prefecture_name = one.name;
    }
    for (auto const& one : *municipalities)
        surroundings.m_municipalities.emplace(one.code.text(), one.name);
    return surroundings;
}

domain::Venue const* Surroundings::venue(domain::VenueId const& id) const
{
    auto const found = m_venues.find(id.value);
    return found == m_venues.end() ? nullptr : &found->second;
}

std::string Surroundings::organisation_name(std::string const& id) const
{
    auto const found = m_organisations.find(id);
    return found == m_organisations.end() ? id : found->second;
}

std::string Surroundings::municipality_name(std::string const& code) const
{
    auto const found = m_municipalities.find(code);
    return found == m_municipalities.end() ? std::string() : found->second;
}

std::string iso_duration(base::Time from, base::Time to)
{
    auto const minutes = std::chrono::duration_cast<std::chrono::minutes>(to - from).count();
    auto const days = minutes / (24 * 60);
    auto const hours = minutes / 60 % 24;
    auto const rest = minutes % 60;
    auto const seconds = (to - from).count() % 60;
    std::string text = "P";
    if (days > 0)
        text += std::to_string(days) + "D";
    if (hours > 0 || rest > 0 || seconds > 0)
        text += "T";
    if (hours > 0)
        text += std::to_string(hours) + "H";
    if (rest > 0)
        text += std::to_string(rest) + "M";
    if (seconds > 0)
        text += std::to_string(seconds) + "S";
    return text;
}

json session_item(Addresses const& addresses, store::SessionView const& view)
{
    auto const& session = view.row.session;
    auto const& id = session.id.value;
    auto const identity = addresses.identity(Noun::Session, id);
    auto const page = addresses.page(Noun::Session, id);
    bool const is_cancelled = session.state == domain::SessionState::Cancelled;
    // No terms of our own here: looking one up takes the model's validator a hundred times as long as the
    // whole item.
    json item{{"@context", json::array({"https://openactive.io/", "https://openactive.io/ns-beta"})},
        {"@type", "ScheduledSession"}, {"@id", identity}, {"identifier", id}, {"url", page},
        {"superEvent", addresses.identity(Noun::Series, view.row.series)},
        {"startDate", domain::to_iso(session.starts_at)}, {"endDate", domain::to_iso(session.ends_at)},
        {"duration", iso_duration(session.starts_at, session.ends_at)},
        {"eventStatus",
            is_cancelled ? "https://schema.org/EventCancelled" : "https://schema.org/EventScheduled"},
        {"isAccessibleForFree", true}, {"leader", leader()},
        {"offers", json::array({session_offer(session, identity, page)})},
        {"category", json::array({std::string(words_of(session.format))})}};
    put(item, "name", session.title);
    put(item, "schedulingNote", part_words(session));
    put_capacity(item, view);
    return item;
}

json series_item(Addresses const& addresses, store::SeriesRow const& series, Surroundings const& surroundings)
{
    auto const identity = addresses.identity(Noun::Series, series.id);
    auto const page = addresses.page(Noun::Series, series.id);
    auto const& provider = series.provider.value;
    json organizer{{"@type", "Organization"}, {"@id", addresses.identity(Noun::Organisation, provider)},
        {"url", addresses.page(Noun::Organisation, provider)}};
    put(organizer, "name", surroundings.organisation_name(provider));
    json item{{"@context", contexts(addresses)}, {"@type", "SessionSeries"}, {"@id", identity},
        {"identifier", series.id}, {"url", page}, {"activity", activities(addresses, series.topics)},
        {"organizer", std::move(organizer)}, {"isAccessibleForFree", true},
        {"genderRestriction", "https://openactive.io/NoRestriction"}, {"leader", leader()},
        {"level", json::array({series.level == domain::CourseLevel::Basic ? "Beginner" : "Advanced"})},
        {"offers", json::array({free_offer(identity, page)})},
        {"description", "シニア向けの無料のスマホ教室です。内容: " + topic_words(series.topics)},
        // Dates follow no rule that a Schedule could state; each stands in the feed of scheduled sessions.
        // The embedded form (subEvent) would number the series anew with every seat taken.
        {"eventSchedule",
            json::array({json{{"@type", "PartialSchedule"}, {"scheduleTimezone", "Asia/Tokyo"}}})},
        {"schedulingNote", "日時は回ごとに異なります。"}};
    put(item, "name", series.title);
    put(item, "hub:nameKana", series.title_kana);
    if (auto const* venue = surroundings.venue(series.venue))
        item["hub:municipalityCode"] = venue->municipality.text();
    put_location(item, addresses, series, surroundings);
    if (series.delivery == domain::Delivery::InPerson)
        put_accessibility(item, surroundings.venue(series.venue));
    return item;
}

} // namespace meguri::hub::feeds
