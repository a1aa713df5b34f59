// What the hub's answers say, as plain structs, and how they are read out of JSON. A session is
// protocol::Session; the rest stands here because only the desk reads it. A reader answers Broken when
// something it cannot do without is missing; unknown fields are tolerated.
#pragma once

#include "admin/desk/models/report_answers.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/domain/figures.h"
#include "shared/domain/tile_places.h"
#include "shared/domain/tokyo_time.h"
#include "shared/protocol/session.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace meguri::desk::models {

using protocol::Session;

struct Login {
    std::string token;
    std::string role; ///< A name of domain::Role.
    std::string organisation;
};

struct Venue {
    std::string id;
    std::string name;
    std::string municipality; ///< Code.
    std::string address;
};

/// A provider or a programme: what a choice in a form needs.
struct Named {
    std::string id;
    std::string name;
    bool operator==(Named const&) const = default;
};

struct RosterEntry {
    std::string id;
    std::string code; ///< Receipt code, nine digits.
    std::string state;
    std::string kana; ///< Empty for those who may not see names.
    std::string phone;
    std::optional<int> birth_year;
    std::string age_band;
    std::string municipality;
    std::string needs; ///< Wheelchair, hearing …: free words.
    std::string attendance; ///< A name of domain::AttendanceMark, or empty.
    std::map<int, std::string> attendance_parts; ///< Of a class of several days, by their numbers from 1.
    std::string address; ///< Of a home visit, for its provider only.
    bool is_contact_phone = false; ///< The number belongs to a contact person.
    std::string second_phone; ///< For when the first is engaged, or empty.
    std::optional<base::Time> reply_by; ///< Came up from the waiting list and has not answered yet.
};

struct Roster {
    int capacity = 0;
    int leased = 0;
    int free = 0;
    std::vector<RosterEntry> confirmed;
    std::vector<RosterEntry> waiting; ///< In line order; before the draw of a lottery those who entered it.
};

struct Registered {
    std::string id;
    std::string code;
    std::string state;
    std::optional<int> position; ///< In the waiting list.
};

struct Municipality {
    std::string code;
    std::string name;
    std::string kana;
    bool is_town = false;
    std::optional<domain::TilePlace> tile = {}; ///< On the map.
};

struct MonthFigures {
    domain::Figures figures;
    std::map<std::string, int> formats; ///< Classes that were not cancelled, by names of SessionFormat.
};

/// What classes came to in a fiscal year: of one municipality, or of several together.
struct Summary : domain::Figures {
    std::string code;
    std::map<std::string, int> age_bands; ///< Names of domain::AgeBand.
    std::map<std::string, MonthFigures> by_month; ///< 2026-04
    std::map<std::string, domain::Figures> by_format;
    std::string subsidy_step; ///< Empty: none.
};

/// A document that belongs to an entry.
struct SubsidyPaperLine {
    std::string title;
    std::string number;
    std::string date; ///< ISO; empty when unknown.
};

struct SubsidyHistoryEntry {
    std::string step;
    std::string date; ///< ISO; empty when unknown.
    std::string known_by; ///< ISO: at the latest this day.
    std::optional<std::int64_t> amount;
    std::string note;
    bool is_inferred = false;
    std::vector<SubsidyPaperLine> papers = {};
    int corrects = 0; ///< Number, from 1, of the entry that this one corrects; 0: none.
    bool takes_back = false;
    bool stands = true; ///< It is still the last word.
};

struct Subsidy {
    std::string id;
    std::string municipality; ///< Code.
    std::string municipality_name;
    std::string programme_name;
    int fiscal_year = 0;
    std::string step; ///< The last one.
    std::vector<SubsidyHistoryEntry> history;
    std::optional<domain::Date> report_due; ///< While the report is what comes next.
    std::optional<domain::Date> apply_by; ///< While it is still to be applied for.
    std::optional<std::vector<std::string>> allowed; ///< Next steps of this user, where the hub says them.
};

/// The lines of the status report that the desk shows above the board.
struct Status {
    int granted_cities = 0;
    int granted_towns = 0;
    int to_be_applied_cities = 0;
    int to_be_applied_towns = 0;
    std::vector<ReportFigure> figures; ///< Every number of the meeting page.
    std::vector<TemplateFault> faults; ///< Forms of the page that the hub could not use.
};

/// Seat rights of one session, lent to a kiosk.
struct KioskLease {
    std::string id;
    std::string session; ///< Id.
    std::string title; ///< Of the session.
    std::optional<base::Time> starts_at; ///< Of the session.
    int rights = 0;
    int used = 0;
    std::string state; ///< A name of domain::LeaseState.
    base::Time use_until;
};

struct Kiosk {
    std::string id; ///< Its number as text.
    std::int64_t number = 0;
    std::string state; ///< active, revoked, forked
    std::string venue; ///< Id.
    std::string venue_name;
    std::string municipality; ///< Code.
    base::Time enrolled_at;
    std::optional<base::Time> last_sync_at;
    std::int64_t queue = 0; ///< What it said to hold at its last contact.
    std::string program; ///< Version.
    std::optional<std::chrono::seconds> clock_off;
    std::vector<KioskLease> leases;
};

struct KioskList {
    std::vector<Kiosk> kiosks;
    bool is_backup_too_old = false; ///< The hub's database was not copied for a week.
};

struct KioskActed {
    int leases = 0; ///< How many the action moved.
};

struct EnrolCode {
    std::string code; ///< 1234-5678-9012
    base::Time expires_at;
    std::string venue_name;
};

/// Which resources each session uses, by ids.
using SessionUses = std::map<std::string, std::vector<std::string>>;

struct SessionList {
    std::vector<Session> sessions;
    SessionUses uses; ///< Of those whose plans this user may see.
};

struct SessionPage {
    std::vector<Session> sessions;
    SessionUses uses;
    std::string next; ///< Empty: the last page.
};

base::Result<Login> login_from_json(nlohmann::json const& json);
base::Result<SessionPage> session_page_from_json(nlohmann::json const& json);
base::Result<std::vector<Venue>> venues_from_json(nlohmann::json const& json);
/// `list` names the array: providers, programmes.
base::Result<std::vector<Named>> named_from_json(nlohmann::json const& json, std::string_view list);
base::Result<Roster> roster_from_json(nlohmann::json const& json);
base::Result<Registered> registered_from_json(nlohmann::json const& json);
base::Result<std::vector<Municipality>> municipalities_from_json(nlohmann::json const& json);
base::Result<Summary> summary_from_json(nlohmann::json const& json);
base::Result<std::vector<Summary>> summaries_from_json(nlohmann::json const& json);
base::Result<std::vector<Subsidy>> subsidies_from_json(nlohmann::json const& json);
base::Result<Subsidy> subsidy_from_json(nlohmann::json const& json);
base::Result<KioskList> kiosks_from_json(nlohmann::json const& json);
base::Result<KioskActed> kiosk_acted_from_json(nlohmann::json const& json);
base::Result<EnrolCode> enrol_code_from_json(nlohmann::json const& json);
base::Result<Status> status_from_json(nlohmann::json const& json);

/// `as_of` of an answer, where it is a moment or a day.
std::optional<base::Time> as_of_in(nlohmann::json const& json);

} // namespace meguri::desk::models
