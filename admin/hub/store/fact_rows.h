// What the documents of one fiscal year state, as plain data: programmes with their places and months, rules
// of the national types, and counts that have nothing behind them yet. No person is in here.
#pragma once

#include "shared/domain/age_band.h"
#include "shared/domain/programme.h"
#include "shared/domain/registration.h"
#include "shared/domain/session.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace meguri::hub::store {

/// How a document says a programme stands in one municipality.
enum class StatedStatus { Held, Planned, Arranging };

} // namespace meguri::hub::store

template <> struct meguri::domain::Names<meguri::hub::store::StatedStatus> {
    using S = meguri::hub::store::StatedStatus;
    static constexpr std::array entries{
        std::pair{S::Held, "held"}, std::pair{S::Planned, "planned"}, std::pair{S::Arranging, "arranging"}};
};

namespace meguri::hub::store {

struct SourceDocument {
    std::string id;
    std::string title;
    domain::Date date;
    std::string part;
};

struct StatedTown {
    std::string municipality; ///< Code.
    StatedStatus status = StatedStatus::Planned;
    std::vector<std::string> months; ///< 2024-07
};

struct CarrierFacts {
    domain::ProgrammeId programme;
    domain::SessionFormat format = domain::SessionFormat::VenueClass;
    std::string format_name;
    std::string description;
    std::string from_month; ///< Empty: not stated.
    std::optional<int> sessions_per_day_min;
    std::optional<int> sessions_per_day_max;
    std::vector<StatedTown> towns;
};

struct MunicipalFacts {
    domain::ProgrammeId programme;
    std::string municipality;
    std::vector<std::string> activities; ///< 1..n
};

struct NationalDelivery {
    domain::Delivery delivery = domain::Delivery::InPerson;
    std::string name;
    std::string note;
    std::string how;
};

struct NationalFacts {
    domain::ProgrammeId programme;
    std::string type; ///< A, B or C.
    std::string name;
    std::string place;
    std::string rule;
    std::vector<NationalDelivery> delivery;
};

struct NationalProvider {
    domain::OrganisationId provider;
    std::string type; ///< B or C; empty: the document does not say.
    std::vector<std::string> municipalities;
};

struct NationalCourse {
    domain::CourseLevel level = domain::CourseLevel::Basic;
    std::string title;
};

/// A count a document only states.
struct ReportedFigure {
    std::string name; ///< national_a.shops, national_a.cities
    std::string organisation; ///< Empty: of all together.
    std::int64_t value = 0;
    std::string unit;
    std::string source; ///< A SourceDocument's id.
    domain::Date as_of;
    bool is_inferred = false;
};

struct YearFacts {
    int fiscal_year = 0;
    std::string prefecture; ///< Code.
    std::string name; ///< Of the programme as a whole.
    domain::Date as_of;
    std::string content_hash; ///< Of the file it came from.
    domain::ProgrammeId subsidised; ///< The programme whose subsidies the documents speak of.
    std::vector<std::string> inferred; ///< JSON paths of what was concluded, not stated.
    std::vector<SourceDocument> documents;
    std::vector<CarrierFacts> carrier_programmes;
    std::vector<MunicipalFacts> municipal_programmes;
    std::vector<NationalFacts> national_types;
    std::vector<NationalProvider> national_providers;
    std::vector<NationalCourse> national_courses;
    std::vector<ReportedFigure> figures;
};

/// How many registrations of one session stand alike: what figures are counted from.
struct AttendanceCount {
    std::string session;
    domain::RegistrationState state = domain::RegistrationState::Received;
    domain::AgeBand age_band = domain::AgeBand::Unknown;
    int count = 0;
};

/// What of a session is counted in figures.
struct SessionFigure {
    std::string session;
    std::string municipality;
    base::Time starts_at;
    domain::SessionFormat format = domain::SessionFormat::VenueClass;
    domain::SessionState state = domain::SessionState::Draft;
    domain::Admission admission = domain::Admission::FirstCome;
    int capacity = 0;
    int drop_in_participants = 0;
};

/// A session at one place within some days.
struct PlaceUse {
    std::string session;
    std::string municipality;
    std::string venue;
    domain::SessionState state = domain::SessionState::Draft;
    base::Time ends_at; ///< Of its last part there.
};

/// How many registrations of one session stand alike, with where the people live.
struct HeadCount {
    domain::RegistrationState state = domain::RegistrationState::Received;
    domain::AgeBand age_band = domain::AgeBand::Unknown;
    std::string municipality; ///< Code; empty: not said.
    int count = 0;
};

} // namespace meguri::hub::store
