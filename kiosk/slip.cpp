#include "kiosk/slip.h"

#include "shared/domain/era_date.h"
#include "shared/domain/phone.h"
#include "shared/domain/receipt_code.h"
#include "shared/domain/slip_token.h"

namespace meguri::kiosk {

namespace {

paper::SlipState state_of(std::string const& state)
{
    if (state == "confirmed" || state == "attended")
        return paper::SlipState::Confirmed;
    if (state == "waiting")
        return paper::SlipState::Waiting;
    if (state == "entered")
        return paper::SlipState::Entered;
    if (state == "cancelled")
        return paper::SlipState::Cancelled;
    if (state == "provisional" || state == "received")
        return paper::SlipState::Provisional;
    return paper::SlipState::Refused;
}

std::string reason_words(std::string const& reason)
{
    if (reason == "session_cancelled")
        return "教室が 中止になりました。";
    if (reason == "duplicate")
        return "同じ方の 申込が すでにあります。";
    if (reason == "closed" || reason == "not_open")
        return "受付が 終わっていました。";
    if (reason == "not_drawn")
        return "抽選に はずれました。";
    if (reason == "limit_per_course" || reason == "limit_per_year")
        return "おひとりの 回数を こえていました。";
    if (reason == "cancelled_by_person")
        return "取り消しました。";
    return reason.empty() ? "" : "係の人に おたずねください。";
}

/// （2回目 10月15日(木) 午前10時 みほん浜集会所、…）: whoever registered once comes to all of them. Where,
/// when that is elsewhere than the first and its name is known.
std::string later_parts(protocol::Session const& session, std::map<std::string, std::string> const& places)
{
    std::string text;
    for (std::size_t i = 1; i < session.parts.size(); ++i) {
        auto const& part = session.parts[i];
        text += (i == 1 ? "（" : "、") + std::to_string(i + 1) + "回目 "
            + domain::day_words(domain::tokyo_date(part.starts_at)) + " "
            + domain::time_words(part.starts_at);
        auto const place = places.find(part.venue);
        if (part.venue != session.venue.id && place != places.end())
            text += " " + place->second;
    }
    return text.empty() ? text : text + "）";
}

std::string phone_words(std::string const& phone)
{
    return phone.empty() ? "" : domain::phone_words(phone);
}

} // namespace

std::map<std::string, std::string> places_of(std::vector<protocol::Session> const& sessions)
{
    std::map<std::string, std::string> places;
    for (auto const& session : sessions)
        places[session.venue.id] = session.venue.name;
    return places;
}

paper::Slip slip_of(local::KeptRegistration const& kept, std::optional<protocol::Session> const& session,
    SlipHall const& hall, base::Time now)
{
    paper::Slip slip;
    slip.state = state_of(kept.state);
    slip.number = domain::receipt_code_words(kept.code);
    slip.place_in_line = kept.position.value_or(0);
    auto const by = domain::to_tokyo(kept.call_by);
    slip.call_by = domain::day_words(by.date) + " " + domain::time_words(kept.call_by);
    slip.reason = reason_words(kept.reason);
    slip.code_text = domain::slip_token_text({kept.code, kept.token});
    slip.staff_phone = phone_words(hall.phone);
    slip.staff = hall.municipality + "の係";
    slip.municipality = hall.municipality;
    slip.issued = domain::era_moment_words(now);
    slip.issued_by = hall.name + "の機械";
    slip.is_at_home = kept.session.empty() || (session && session->format == "home_visit");
    if (kept.session.empty()) {
        slip.title = "ご自宅への 訪問の 希望";
        slip.place = "ご自宅";
        slip.fee = "料金 無料";
    }
    if (!session)
        return slip;
    auto const start = domain::to_tokyo(session->starts_at);
    auto const minutes
        = std::chrono::duration_cast<std::chrono::minutes>(session->ends_at - session->starts_at);
    slip.date = domain::day_words(start.date);
    slip.time = domain::time_words(session->starts_at) + "から";
    if (session->parts.size() <= 1)
        slip.time += " " + domain::duration_words(minutes);
    else
        slip.time += " ぜんぶで" + std::to_string(session->parts.size()) + "回"
            + later_parts(*session, hall.places);
    slip.title = session->title;
    slip.place = session->format == "home_visit" ? "ご自宅" : session->venue.name;
    slip.address = session->format == "home_visit" ? "" : session->venue.address;
    slip.place_phone = phone_words(session->venue.phone);
    slip.bring = "お使いのスマホ";
    slip.fee = "料金 無料";
    return slip;
}

} // namespace meguri::kiosk
