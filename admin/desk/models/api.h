// Every question the desk asks a hub, one function each, over the public routes only. Used by one thread at a
// time (the jobs' worker) and blocks it until the hub answered or the line gave up. Holds the log-in token
// and nothing else. A refusal, an unreadable answer and no answer at all are three different problems;
// nothing is retried by itself.
#pragma once

#include "admin/desk/models/account_answers.h"
#include "admin/desk/models/answers.h"
#include "admin/desk/models/call_answers.h"
#include "admin/desk/models/coverage_table.h"
#include "admin/desk/models/import_answers.h"
#include "admin/desk/models/people_answers.h"
#include "admin/desk/models/problem.h"
#include "admin/desk/models/session_answers.h"
#include "admin/desk/models/tours_answers.h"
#include "admin/desk/models/year_answers.h"
#include "shared/base/clock.h"
#include "shared/domain/session.h"
#include "shared/net/http_client.h"

#include <optional>
#include <string>
#include <vector>

namespace meguri::desk::models {

struct SessionQuery {
    std::string municipality; ///< Code; empty: all.
    std::string from; ///< ISO date, included; empty: no bound.
    std::string to; ///< ISO date, its beginning: the first day that is not wanted.
    std::string ends_after = {}; ///< ISO date: only what goes on after its beginning; empty: no bound.
};

/// What the audit is narrowed to; empty fields do not narrow.
struct AuditQuery {
    std::string from; ///< ISO date, included.
    std::string to; ///< ISO date, included.
    std::string login;
    std::string action;
    std::string purpose;
    std::string municipality;
    std::optional<std::int64_t> before; ///< Of the page before.
};

/// Whether what would be made is only shown.
enum class Writing { Preview, ForGood };

/// Why the names of those to be called are opened; each such look is on record.
enum class CallReading {
    NoNames,
    ToCall,
    ToWrite, ///< With the addresses, for postcards.
};
enum class CallEnd { Reached, Tried, Reopened };

/// What the hub makes of a session on paper.
enum class SessionPaper { SignInSheet, Roster };
enum class ReportFile { Pdf, Workbook };

/// Which figures of a year, and what the map is coloured by.
struct FiguresPaper {
    int fiscal_year = 0;
    domain::MapFigure figure = domain::MapFigure::SeatUse;
    int quarter = 1;
    std::string municipality; ///< Whose bars; empty: of all.
};

enum class KioskAction {
    Recall, ///< It is asked to give unused seats back.
    Reclaim, ///< They are taken back by force.
    Revoke, ///< It may not sync any more; its seats stay out.
};

class Api {
public:
    Api(net::HttpClient& http, base::Clock const& clock, std::string hub_url);

    std::string const& hub_url() const { return m_hub_url; }

    Outcome<Login> login(std::string const& name, std::string const& password);
    void log_out() { m_token.clear(); }
    /// Whether a hub is there at all; needs no token.
    Outcome<Done> health();

    /// All pages of the list, in the hub's order.
    Outcome<SessionList> session_list(SessionQuery const& query);
    Outcome<std::vector<Session>> sessions(SessionQuery const& query);
    Outcome<Session> create_session(nlohmann::json const& body);
    /// `reason` is sent with Cancel, and with Arrange as whom it waits for. Redraft has no route.
    Outcome<Done> act_on_session(
        std::string const& id, domain::SessionAction action, std::string const& reason);
    /// All of one, as its staff see it.
    Outcome<SessionDetails> session(std::string const& id);
    /// The whole of it, over the version that was seen; Stale when it is another one by now.
    Outcome<Session> change_session(std::string const& id, std::int64_t version, nlohmann::json const& body);
    Outcome<std::vector<ShortOne>> short_of_people(std::string const& municipality, int days);
    Outcome<std::vector<Finding>> eligibility(std::string const& session);
    /// `is_anyway`: without waiting for kiosks that were not heard since the close.
    Outcome<Done> draw(std::string const& session, bool is_anyway);
    /// All of its days or none; a preview writes nothing.
    Outcome<SeriesAnswer> make_series(nlohmann::json const& body, Writing writing);
    Outcome<SeriesAnswer> copy_programme(
        std::string const& programme, std::string const& municipality, Writing writing);
    Outcome<std::vector<SessionTemplate>> templates();
    Outcome<Done> save_template(std::string const& name, nlohmann::json const& session);
    Outcome<std::vector<Venue>> venues();
    Outcome<std::vector<Named>> providers();
    Outcome<std::vector<Named>> programmes(int fiscal_year);

    Outcome<Roster> roster(std::string const& session);
    /// The same key with the same body is one registration, however often it is sent.
    Outcome<Registered> register_person(nlohmann::json const& body, std::string const& idempotency_key);
    Outcome<Done> cancel_registration(std::string const& id, std::string const& reason);
    /// In the waiting list; `before` empty: to the front.
    Outcome<Done> change_place(std::string const& id, std::string const& before, std::string const& reason);
    /// Of somebody who came up and did not answer in time.
    Outcome<Done> release_seat(std::string const& id);

    /// `body`: a reason and what of the person is right; seat and number stay.
    Outcome<Done> correct_registration(std::string const& id, nlohmann::json const& body);
    /// Two of one person become one; the hub says which stays.
    Outcome<Done> merge_registrations(std::string const& id, std::string const& other);

    Outcome<std::vector<Account>> accounts();
    Outcome<Secret> add_account(nlohmann::json const& body);
    Outcome<Done> change_office(
        std::string const& login, std::string const& role, std::string const& organisation);
    Outcome<Secret> reset_password(std::string const& login);
    Outcome<Done> switch_account(std::string const& login, bool is_active);
    Outcome<KeyList> keys();
    Outcome<Secret> add_key(std::string const& organisation, std::string const& name, bool is_sandbox);
    Outcome<Secret> rotate_key(std::string const& organisation, std::string const& name, int grace_hours);
    Outcome<Done> revoke_key(std::string const& organisation, std::string const& name);
    Outcome<AuditPage> audit(AuditQuery const& query);

    /// An empty mark takes back the one that stands; `day` of a class of several, from 1, else 0.
    Outcome<Done> mark_attendance(std::string const& id, std::string const& mark, int day);
    /// The bytes of a PDF; its reading is on record.
    Outcome<std::string> session_paper(std::string const& session, SessionPaper paper);

    Outcome<std::vector<CallTask>> calls(std::string const& municipality, CallReading reading);
    Outcome<Done> end_call(std::string const& id, CallEnd end, std::string const& note);
    /// The list of calls as a PDF, on record.
    Outcome<std::string> call_list(std::string const& municipality);
    /// Who called for help at a kiosk; a hub that cannot tell has none. `is_opened`: with what was filled in,
    /// on record.
    Outcome<std::vector<HelpCall>> help(bool is_opened);
    Outcome<Done> end_help(std::string const& id);
    /// The meeting page of a year as a file.
    Outcome<std::string> report(int fiscal_year, ReportFile file);
    /// The numbers of the report on a subsidy, and the report as a file.
    Outcome<SubsidyReport> subsidy_report(std::string const& subsidy);
    Outcome<std::string> subsidy_report_file(std::string const& subsidy, ReportFile file);
    /// The form that a municipality's reports are made by, to copy and change.
    Outcome<std::string> report_template(std::string const& municipality);
    Outcome<std::string> meeting_template();

    /// Wishes for visits at home in one state; names come with the open ones for those who may see them, and
    /// each such look is on record.
    Outcome<std::vector<VisitRequest>> visit_requests(
        std::string const& municipality, std::string const& state);
    Outcome<std::vector<VisitSlot>> visit_slots(
        std::string const& id, std::string const& visitor, int minutes);
    Outcome<VisitDone> schedule_visit(std::string const& id, nlohmann::json const& body);
    Outcome<VisitDone> cancel_visit(std::string const& id, std::string const& reason);
    /// The bytes of a PDF.
    Outcome<std::string> day_sheet(std::string const& visitor, std::string const& iso_date);

    /// Both days included.
    Outcome<std::vector<VanDay>> van_days(std::string const& from, std::string const& to);
    Outcome<VanDay> plan_van_day(nlohmann::json const& body);
    Outcome<VanDay> move_van_stop(std::string const& day, nlohmann::json const& body);
    Outcome<VanDay> break_down(std::string const& day, std::string const& reason);
    /// Stores nothing; the hub may think for some seconds.
    Outcome<TourPlan> plan_tour(nlohmann::json const& body);

    Outcome<std::vector<Resource>> resources();
    Outcome<Resource> resource(std::string const& id);
    /// The whole of it.
    Outcome<Resource> save_resource(std::string const& id, nlohmann::json const& body);
    Outcome<std::vector<ResourceUse>> resource_uses(
        std::string const& id, std::string const& from, std::string const& to);
    /// What stands in the way of sessions of these days, both included; of the next three months without
    /// them.
    Outcome<std::vector<Conflict>> conflicts(
        std::string const& municipality, std::string const& from = "", std::string const& to = "");
    /// Whether a carrier's sessions of this programme are published by the municipality alone.
    Outcome<bool> needs_approval(std::string const& programme);

    Outcome<std::vector<Municipality>> municipalities();
    /// Of all municipalities that this user may see.
    Outcome<std::vector<Summary>> summaries(int fiscal_year);
    Outcome<QuarterCoverage> coverage(int fiscal_year, int quarter);
    /// Programmes of a year into the next one, with these subsidies; a preview writes nothing.
    Outcome<YearPlan> begin_year(int fiscal_year, std::vector<std::string> const& subsidies, Writing writing);
    /// A PDF.
    Outcome<std::string> figures_paper(FiguresPaper const& paper);

    Outcome<std::vector<Subsidy>> subsidies(int fiscal_year);
    Outcome<SubsidyAccount> subsidy_account(std::string const& subsidy);
    Outcome<Done> claim_session(std::string const& subsidy, nlohmann::json const& body);
    Outcome<Done> save_cost(std::string const& session, nlohmann::json const& body);
    Outcome<Done> add_step(std::string const& subsidy, nlohmann::json const& body);
    Outcome<Status> status(int fiscal_year);

    /// The kiosks that the hub shows this user.
    Outcome<KioskList> kiosks();
    Outcome<KioskActed> act_on_kiosk(
        std::string const& id, KioskAction action, nlohmann::json const& name_and_reason);
    Outcome<EnrolCode> make_enrol_code(std::string const& venue);
    /// What opens the staff corner of the kiosks of that venue.
    Outcome<Done> save_staff_pin(std::string const& venue, std::string const& pin);

    /// All rows or none, as POST /v1/imports takes them.
    Outcome<ImportedRows> import_rows(nlohmann::json const& body);
    /// All lines or none, as POST /v1/sessions/import takes them.
    Outcome<ImportedRows> import_sessions(std::string csv, Writing writing);

private:
    struct Call {
        std::string method = "GET";
        std::string path;
        std::string body = {};
        std::vector<std::pair<std::string, std::string>> headers = {};
        std::chrono::seconds timeout{15};
    };
    struct Document {
        nlohmann::json json;
        base::Time as_of;
    };
    /// The body of a good answer as it came.
    base::Result<std::string, Problem> body_of(Call call);
    base::Result<Document, Problem> send(Call call);
    /// The bytes of a file that begins with `begins`.
    Outcome<std::string> file(std::string path, std::string_view begins);
    Outcome<Done> do_post(std::string path, nlohmann::json const& body);
    template <class T, class Read> Outcome<T> ask(Call call, Read read);

    net::HttpClient& m_http;
    base::Clock const& m_clock;
    std::string m_hub_url;
    std::string m_token;
};

template <class T, class Read> Outcome<T> Api::ask(Call call, Read read)
{
    auto document = send(std::move(call));
    if (!document)
        return base::fail(document.error());
    base::Result<T> value = read(document->json);
    if (!value)
        return base::fail(unreadable_problem(value.error().message));
    return Answer<T>{std::move(*value), document->as_of};
}

/// Bytes that are no UTF-8 are replaced, so that it never throws.
std::string body_text(nlohmann::json const& body);
/// Percent-encodes everything but unreserved characters (RFC 3986).
std::string url_encoded(std::string_view text);

} // namespace meguri::desk::models
