#include "admin/hub/store/sqlite_rows.h"

namespace meguri::hub::store {

domain::Date date_at(storage::Statement const& row, int column)
{
    auto const date = domain::date_from_iso(row.text(column));
    base::verify(date.has_value(), "a stored date cannot be");
    return *date;
}

std::string joined(std::vector<std::string> const& words)
{
    std::string text;
    for (auto const& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

std::vector<std::string> split(std::string const& text)
{
    std::vector<std::string> words;
    std::string word;
    for (char const letter : text + " ") {
        if (letter != ' ')
            word += letter;
        else if (!word.empty())
            words.push_back(std::exchange(word, ""));
    }
    return words;
}

std::string_view feed_state_name(FeedState state)
{
    switch (state) {
    case FeedState::None:
        return "none";
    case FeedState::Updated:
        return "updated";
    case FeedState::Deleted:
        return "deleted";
    }
    return "none";
}

FeedState feed_state_from(std::string const& text)
{
    return text == "updated" ? FeedState::Updated : text == "deleted" ? FeedState::Deleted : FeedState::None;
}

RegistrationRow registration_row(storage::Statement const& row)
{
    RegistrationRow registration;
    registration.id = domain::RegistrationId(row.text(0));
    registration.code = row.text(1);
    registration.session = domain::SessionId(row.text(2));
    registration.state = name_at<domain::RegistrationState>(row, 3);
    registration.reason = row.text(4);
    registration.seq = row.integer(5);
    registration.changed_seq = row.integer(6);
    registration.priority = static_cast<int>(row.integer(7));
    registration.sealed = row.blob(8);
    registration.key_id = static_cast<std::uint32_t>(row.integer(9));
    if (!row.is_null(10))
        registration.marks
            = PersonMarks{row.blob(10), row.blob(11), static_cast<std::uint32_t>(row.integer(12))};
    registration.age_band = name_at<domain::AgeBand>(row, 13);
    registration.municipality = row.text(14);
    registration.token = row.text(15);
    if (!row.is_null(16))
        registration.kiosk = static_cast<std::uint32_t>(row.integer(16));
    registration.cmd_no = static_cast<std::uint64_t>(row.integer(17));
    registration.taken_by = row.text(18);
    registration.created_at = time_at(row, 19);
    if (!row.is_null(20))
        registration.attendance = domain::from_name<domain::AttendanceMark>(row.text(20));
    return registration;
}

domain::Venue venue_row(storage::Statement const& row, int column)
{
    auto const code = domain::MunicipalityCode::parse(row.text(column + 1));
    base::verify(code.has_value(), "a stored venue has a municipality code that cannot be");
    domain::Venue venue{domain::VenueId(row.text(column)), *code, row.text(column + 2), row.text(column + 3),
        name_at<domain::VenueKind>(row, column + 4), row.text(column + 5), row.text(column + 6), std::nullopt,
        row.text(column + 9), row.text(column + 10), std::nullopt, row.boolean(column + 12),
        row.boolean(column + 13), row.boolean(column + 14)};
    if (!row.is_null(column + 7) && !row.is_null(column + 8))
        venue.position = domain::Position{row.real(column + 7), row.real(column + 8)};
    if (!row.is_null(column + 11))
        venue.area = domain::AreaId(row.text(column + 11));
    return venue;
}

std::string_view kiosk_state_name(KioskState state)
{
    switch (state) {
    case KioskState::Active:
        return "active";
    case KioskState::Revoked:
        return "revoked";
    case KioskState::Forked:
        return "forked";
    }
    return "active";
}

KioskRow kiosk_row(storage::Statement const& row)
{
    KioskRow kiosk;
    kiosk.id = static_cast<std::uint32_t>(row.integer(0));
    kiosk.install = row.text(1);
    kiosk.venue = domain::VenueId(row.text(2));
    kiosk.public_key = row.blob(3);
    kiosk.credential_hash = row.text(4);
    kiosk.last_cmd_no = static_cast<std::uint64_t>(row.integer(5));
    kiosk.last_chain = row.blob(6);
    auto const state = row.text(7);
    kiosk.state = state == "revoked" ? KioskState::Revoked
        : state == "forked"          ? KioskState::Forked
                                     : KioskState::Active;
    kiosk.enrolled_at = time_at(row, 8);
    kiosk.last_sync_at = time_if_at(row, 9);
    kiosk.clock_off_ms = row.integer_if(10);
    kiosk.outbox_head = static_cast<std::uint64_t>(row.integer(11));
    kiosk.proto = row.text(12);
    kiosk.program = row.text(13);
    kiosk.machine = static_cast<std::uint32_t>(row.integer(14));
    kiosk.leases_version = row.integer(15);
    return kiosk;
}

SeriesRow series_row(storage::Statement const& row)
{
    return {row.text(0), row.text(1), row.text(2), name_at<domain::CourseLevel>(row, 3), split(row.text(4)),
        name_at<domain::Delivery>(row, 5), domain::OrganisationId(row.text(6)), domain::VenueId(row.text(7)),
        {feed_state_from(row.text(8)), row.integer(9), time_at(row, 10)}};
}

} // namespace meguri::hub::store
