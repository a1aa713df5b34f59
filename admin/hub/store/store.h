// What the hub keeps, behind one interface so that a second engine can take SQLite's place. `Reader` answers
// questions; `Store` is the one writer's. Decisions are taken in C++ from the rows these return; SQL keeps
// CHECK and UNIQUE as a second net. Each object belongs to one thread at a time. Every failure is Storage or
// Busy.
#pragma once

#include "admin/hub/store/fact_rows.h"
#include "admin/hub/store/money_rows.h"
#include "admin/hub/store/resource_rows.h"
#include "admin/hub/store/rows.h"
#include "admin/hub/store/way_rows.h"
#include "shared/base/result.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace meguri::hub::store {

using base::Result;

class Reader {
public:
    virtual ~Reader() = default;

    virtual Result<std::int64_t> head_seq() = 0;
    virtual Result<Counters> counters() = 0;
    virtual Result<std::optional<std::string>> setting(std::string const& name) = 0;

    virtual Result<std::vector<domain::Municipality>> municipalities() = 0;
    virtual Result<std::vector<domain::Organisation>> organisations() = 0;
    /// All of them, or one municipality's.
    virtual Result<std::vector<domain::Venue>> venues(std::string const& municipality) = 0;
    virtual Result<std::optional<domain::Venue>> venue(domain::VenueId const& id) = 0;
    virtual Result<std::vector<domain::Programme>> programmes(std::optional<int> fiscal_year) = 0;

    virtual Result<std::optional<SessionView>> session(domain::SessionId const& id) = 0;
    /// Ordered by start, then id.
    virtual Result<std::vector<SessionView>> sessions(SessionFilter const& filter) = 0;
    virtual Result<domain::SeatAccount> seats(domain::SessionId const& id) = 0;
    virtual Result<std::optional<SeriesRow>> series(std::string const& id) = 0;

    virtual Result<std::optional<RegistrationRow>> registration(domain::RegistrationId const& id) = 0;
    virtual Result<std::optional<RegistrationRow>> registration_by_code(std::string const& code) = 0;
    /// Whose number it is, then those whose slip bears it although it is not theirs.
    virtual Result<std::vector<RegistrationRow>> registrations_with_code(std::string const& code) = 0;
    /// In order of arrival.
    virtual Result<std::vector<RegistrationRow>> registrations(domain::SessionId const& session) = 0;

    /// Marks of a registration's parts, by their numbers from 1.
    virtual Result<std::map<int, domain::AttendanceMark>> part_marks(domain::RegistrationId const& id) = 0;
    /// Only once it was drawn: a reader never sees a seed before.
    virtual Result<std::optional<DrawRow>> finished_draw(domain::SessionId const& session) = 0;
    /// In the drawn order; empty before.
    virtual Result<std::vector<DrawEntryRow>> draw_entries(domain::SessionId const& session) = 0;
    virtual Result<domain::RegistrationLimits> limits(domain::ProgrammeId const& programme) = 0;

    virtual Result<std::vector<SubsidyRow>> subsidies(
        std::optional<int> fiscal_year, std::string const& municipality)
        = 0;
    virtual Result<std::optional<SubsidyRow>> subsidy(domain::SubsidyId const& id) = 0;

    virtual Result<std::optional<UserRow>> user(std::string const& login) = 0;
    /// In order of role, organisation and login.
    virtual Result<std::vector<UserRow>> users() = 0;
    virtual Result<std::optional<TokenRow>> token(std::string const& token_hash) = 0;
    virtual Result<std::optional<ApiKeyRow>> api_key(std::string const& key_hash) = 0;
    /// Of all organisations, in order of organisation, name and making.
    virtual Result<std::vector<ApiKeyRow>> api_keys() = 0;
    /// Of sessions that this organisation holds, with after < changed_seq, in order of changed_seq.
    virtual Result<std::vector<RegistrationRow>> registrations_of_provider_after(
        domain::OrganisationId const& provider, std::int64_t after, int limit)
        = 0;
    /// What an organisation calls by an id of its own.
    virtual Result<std::optional<domain::SessionId>> session_of_carrier(
        domain::OrganisationId const& carrier, std::string const& external_id)
        = 0;
    virtual Result<std::optional<KioskRow>> kiosk_by_credential(std::string const& credential_hash) = 0;
    virtual Result<std::optional<KioskRow>> kiosk_by_install(std::string const& install) = 0;
    virtual Result<std::vector<KioskRow>> kiosks() = 0;

    /// Feeds: rows with after < modified, in order of modified.
    virtual Result<std::vector<SessionView>> sessions_modified_after(
        std::int64_t after, std::string const& municipality, int limit)
        = 0;
    virtual Result<std::vector<SeriesRow>> series_modified_after(std::int64_t after, int limit) = 0;
    /// Tombstones of what a restored hub does not know, with after < modified, in order of modified.
    virtual Result<std::vector<LostItemRow>> lost_items_after(PublicFeed feed, std::int64_t after, int limit)
        = 0;
    /// Sessions that moved from that municipality to another, with after < seq, in order of seq.
    virtual Result<std::vector<LeftScopeRow>> left_scope_after(
        std::int64_t after, std::string const& municipality, int limit)
        = 0;
    /// Also those that the same machine brought under its other numbers.
    virtual Result<std::vector<RegistrationRow>> registrations_of_kiosk_after(
        std::uint32_t kiosk, std::int64_t after, int limit)
        = 0;

    /// Unsettled ones, in order of their grant: of one install, of one session, or of all kiosks.
    virtual Result<std::vector<LeaseRow>> leases_of_install(std::string const& install) = 0;
    virtual Result<std::vector<LeaseRow>> leases_of_session(domain::SessionId const& session) = 0;
    virtual Result<std::vector<LeaseRow>> unsettled_leases() = 0;
    virtual Result<std::vector<PromiseBrokenRow>> promises_broken() = 0;

    /// Not yet done, in order of their making; of one municipality's sessions, or of all.
    virtual Result<std::vector<CallTaskRow>> open_calls(std::string const& municipality) = 0;
    virtual Result<std::optional<CallTaskRow>> call_task(std::int64_t id) = 0;
    /// The newest call about a place given from the waiting list of that session.
    virtual Result<std::optional<CallTaskRow>> promotion_call(
        domain::RegistrationId const& registration, domain::SessionId const& session)
        = 0;
    /// Not yet done, about one registration.
    virtual Result<std::vector<CallTaskRow>> open_calls_of(domain::RegistrationId const& registration) = 0;
    virtual Result<std::vector<AuditRow>> audit_after(std::int64_t row, int limit) = 0;
    /// The newest first.
    virtual Result<std::vector<AuditEntryView>> audit_entries(AuditFilter const& filter) = 0;

    virtual Result<std::vector<SurveyRow>> surveys(domain::SessionId const& session) = 0;
    virtual Result<std::optional<HelpRow>> help(std::string const& id) = 0;
    /// Asked for since then, in order; open and done.
    virtual Result<std::vector<HelpRow>> helps_since(Time time) = 0;
    virtual Result<std::optional<std::string>> staff_pin(domain::VenueId const& venue) = 0;
    /// When this kiosk tried since then, in order.
    virtual Result<std::vector<Time>> tries_since(std::uint32_t kiosk, TryKind kind, Time time) = 0;

    /// In order of their names.
    virtual Result<std::vector<domain::Resource>> resources() = 0;
    virtual Result<std::optional<domain::Resource>> resource(domain::ResourceId const& id) = 0;
    /// Parts of sessions that are not cancelled and touch [from, to], in order of their start, but for those
    /// of one session.
    virtual Result<std::vector<domain::Use>> uses_of(
        domain::ResourceId const& id, Time from, Time to, domain::SessionId const& but_for)
        = 0;
    virtual Result<std::vector<domain::Holiday>> holidays() = 0;
    virtual Result<domain::VenueCalendar> calendar_of(domain::VenueId const& venue) = 0;
    virtual Result<std::map<std::pair<std::string, std::string>, int>> travel_table() = 0;
    virtual Result<std::vector<TemplateRow>> templates(std::string const& owner) = 0;
    virtual Result<std::vector<OverrideRow>> overrides_of(domain::SessionId const& session) = 0;
    virtual Result<std::optional<VanDayRow>> van_day(domain::VanDayId const& id) = 0;
    /// In order of day and departure.
    virtual Result<std::vector<VanDayRow>> van_days(domain::Date from, domain::Date to) = 0;
    virtual Result<std::optional<VisitRow>> visit(domain::RegistrationId const& id) = 0;
    virtual Result<std::optional<VisitRow>> visit_by_code(std::string const& code) = 0;
    /// Those that are no session yet, also what the same machine brought under its other numbers.
    virtual Result<std::vector<VisitRow>> visits_of_kiosk_after(
        std::uint32_t kiosk, std::int64_t after, int limit)
        = 0;
    /// All, or one municipality's, in order of arrival.
    virtual Result<std::vector<VisitRow>> visits(
        std::string const& municipality, std::optional<domain::VisitState> state)
        = 0;
    /// JSON text; none where the programme has no rules.
    virtual Result<std::optional<std::string>> programme_rules(domain::ProgrammeId const& programme) = 0;
    /// All of them, or one municipality's.
    virtual Result<std::vector<domain::Area>> areas(std::string const& municipality) = 0;
    virtual Result<std::vector<HeadCount>> head_counts(domain::SessionId const& session) = 0;
    /// Of the sessions of municipal programmes of that year that are or were open to the public there, the
    /// first two: whether there is another one beside a session.
    virtual Result<std::vector<domain::SessionId>> own_sessions(
        std::string const& municipality, int fiscal_year)
        = 0;
    /// The same for every session of the municipality that starts within [from, to).
    virtual Result<std::vector<SessionHeadCount>> head_counts_of_town(
        std::string const& municipality, Time from, Time to)
        = 0;

    /// What somebody wrote about one session, or about those of a municipality that start within [from, to).
    virtual Result<std::optional<SessionCostRow>> session_cost(domain::SessionId const& session) = 0;
    virtual Result<std::vector<SessionCostRow>> session_costs(
        std::string const& municipality, Time from, Time to)
        = 0;
    virtual Result<std::optional<SessionClaimRow>> session_claim(domain::SessionId const& session) = 0;
    virtual Result<std::vector<SessionClaimRow>> session_claims(
        std::string const& municipality, Time from, Time to)
        = 0;

    /// By municipality and scheme, the end of the last class of that fiscal year's programmes that was not
    /// cancelled.
    virtual Result<std::vector<SchemeEnd>> scheme_ends(int fiscal_year) = 0;

    /// What the documents of that year state; none before they were loaded.
    virtual Result<std::optional<YearFacts>> year_facts(int fiscal_year) = 0;
    /// Of sessions that start within [from, to): of one municipality, or of all. So are the next two.
    virtual Result<std::vector<AttendanceCount>> attendance_counts(
        std::string const& municipality, Time from, Time to)
        = 0;
    virtual Result<std::vector<SessionFigure>> session_figures(
        std::string const& municipality, Time from, Time to)
        = 0;
    /// Each place of each session of which a part begins within [from, to) there.
    virtual Result<std::vector<PlaceUse>> place_uses(std::string const& municipality, Time from, Time to) = 0;
};

class Store : public Reader {
public:
    /// One transaction around a group of commands, one savepoint around each.
    virtual Result<void> begin() = 0;
    virtual Result<void> commit() = 0;
    virtual void rollback() = 0;
    virtual Result<void> savepoint() = 0;
    virtual Result<void> release() = 0;
    virtual void rollback_to_savepoint() = 0;

    virtual Result<std::int64_t> next_seq() = 0;
    virtual Result<void> set_setting(std::string const& name, std::string const& value) = 0;

    virtual Result<void> put(domain::Municipality const& municipality) = 0;
    virtual Result<void> put(domain::Organisation const& organisation) = 0;
    virtual Result<void> put(domain::Area const& area) = 0;
    virtual Result<void> put(domain::Venue const& venue) = 0;
    virtual Result<void> put(domain::Programme const& programme) = 0;
    virtual Result<void> put_programme_rules(
        domain::ProgrammeId const& programme, std::string const& text, std::string const& written_by, Time at)
        = 0;

    virtual Result<void> put(SessionRow const& session) = 0;
    virtual Result<void> put_feed_mark(domain::SessionId const& session, FeedMark const& mark) = 0;
    /// A series' own fields, not its feed mark; adds it when new.
    virtual Result<void> put(SeriesRow const& series) = 0;
    virtual Result<void> put_feed_mark(std::string const& series, FeedMark const& mark) = 0;
    /// How many of a series' sessions are in the feed.
    virtual Result<int> updated_sessions(std::string const& series) = 0;
    /// Sessions still in the feed although they ended before `time`.
    virtual Result<std::vector<domain::SessionId>> feed_sessions_ended_before(Time time) = 0;
    virtual Result<void> put(LeftScopeRow const& row) = 0;
    /// It is back.
    virtual Result<void> forget_left_scope(std::string const& municipality, domain::SessionId const& id) = 0;
    /// Takes tombstones made before `time` out of the feeds and raises the floor over them; false: none was.
    virtual Result<bool> purge_tombstones_before(Time time) = 0;
    virtual Result<void> set_safe_seq(std::int64_t seq) = 0;
    /// The next number is above `seq`; never lower than it would have been.
    virtual Result<void> raise_seq(std::int64_t seq) = 0;
    virtual Result<void> put(LostItemRow const& row) = 0;
    /// The item is in the feed by itself again.
    virtual Result<void> forget_lost_item(PublicFeed feed, std::string const& id) = 0;

    virtual Result<void> put(RegistrationRow const& registration) = 0;
    virtual Result<void> put_part_mark(
        domain::RegistrationId const& id, int part, domain::AttendanceMark mark)
        = 0;
    /// The mark of one part, or of all of them.
    virtual Result<void> forget_part_marks(domain::RegistrationId const& id, std::optional<int> part) = 0;
    virtual Result<void> put_printed_code(std::string const& code, domain::RegistrationId const& id) = 0;
    virtual Result<std::optional<RegistrationRow>> active_registration(
        domain::SessionId const& session, Bytes const& person_mark)
        = 0;
    virtual Result<std::vector<RegistrationRow>> registrations_without_marks() = 0;

    /// All that this person registered for, in order of arrival.
    virtual Result<std::vector<domain::TakenClass>> taken_by_person(Bytes const& person_mark) = 0;
    /// With its seed, drawn or not.
    virtual Result<std::optional<DrawRow>> draw_of(domain::SessionId const& session) = 0;
    virtual Result<void> put(DrawRow const& draw) = 0;
    virtual Result<void> put_draw_entries(
        domain::SessionId const& session, std::vector<DrawEntryRow> const& entries)
        = 0;
    virtual Result<void> put_limits(
        domain::ProgrammeId const& programme, domain::RegistrationLimits const& limits)
        = 0;

    virtual Result<std::optional<IdempotencyRow>> idempotency(
        std::string const& scope, std::string const& key)
        = 0;
    virtual Result<void> put(IdempotencyRow const& row) = 0;
    virtual Result<void> forget_idempotency_before(Time time) = 0;

    virtual Result<void> put(SubsidyRow const& subsidy) = 0; ///< Without its history.
    virtual Result<void> add_step(domain::SubsidyId const& subsidy, int number,
        domain::SubsidyEntry const& entry, std::string const& written_by, Time at)
        = 0;

    virtual Result<void> put(SessionCostRow const& row) = 0;
    virtual Result<void> put(SessionClaimRow const& row) = 0;

    /// How many steps of this history that writer wrote.
    virtual Result<int> steps_written_by(domain::SubsidyId const& subsidy, std::string const& writer) = 0;
    /// Puts `entries` where the first `count` steps stand; the later ones follow as they are.
    virtual Result<void> replace_first_steps(domain::SubsidyId const& subsidy, int count,
        std::vector<domain::SubsidyEntry> const& entries, std::string const& written_by, Time at)
        = 0;
    /// Replaces all that was stated about that year.
    virtual Result<void> put(YearFacts const& facts) = 0;
    /// A programme that no session and no subsidy names.
    virtual Result<void> remove_if_unused(domain::ProgrammeId const& programme) = 0;

    virtual Result<void> put(UserRow const& user) = 0;
    virtual Result<void> put(TokenRow const& token) = 0;
    virtual Result<void> forget_tokens_before(Time time) = 0;
    virtual Result<void> forget_tokens_of(std::string const& login) = 0;
    virtual Result<void> put(ApiKeyRow const& key) = 0;
    virtual Result<void> put_session_of_carrier(domain::OrganisationId const& carrier,
        std::string const& external_id, domain::SessionId const& session)
        = 0;
    virtual Result<std::optional<EnrolCodeRow>> enrol_code(std::string const& code_hash) = 0;
    virtual Result<void> put(EnrolCodeRow const& code) = 0;
    /// With id 0: a new kiosk, whose number is returned.
    virtual Result<std::uint32_t> put(KioskRow const& kiosk) = 0;
    /// `kiosk` is the machine that was `previous` before.
    virtual Result<void> join_machine(std::uint32_t kiosk, std::uint32_t previous) = 0;

    virtual Result<std::optional<CommandRow>> command(std::string const& cmd_id) = 0;
    virtual Result<void> put(CommandRow const& command) = 0;
    virtual Result<std::vector<std::string>> take_backlog(std::string const& install, std::uint64_t cmd_no)
        = 0;
    virtual Result<void> hold(
        std::string const& install, std::uint64_t cmd_no, std::string const& text, Time at)
        = 0;
    virtual Result<std::optional<std::uint64_t>> first_held(std::string const& install) = 0;
    virtual Result<void> quarantine(std::string const& install, std::string const& cmd_id,
        std::string const& reason, std::string const& text, Time at)
        = 0;
    virtual Result<void> put_tombstone(std::string const& target, std::int64_t seq, std::string const& reason)
        = 0;
    virtual Result<std::optional<std::string>> tombstone(std::string const& target) = 0;

    virtual Result<std::optional<LeaseRow>> lease(std::int64_t id) = 0;
    /// The lease itself; `used` follows from its spends.
    virtual Result<void> put(LeaseRow const& lease) = 0;
    /// False when that right was spent before.
    virtual Result<bool> spend(std::int64_t lease, int index, std::string const& cmd_id) = 0;
    virtual Result<void> add(PromiseBrokenRow const& row) = 0;
    /// Once per `id`.
    virtual Result<void> add_try(std::uint32_t kiosk, TryKind kind, std::string const& id, Time at) = 0;

    virtual Result<void> put(SurveyRow const& survey) = 0;
    virtual Result<void> put(HelpRow const& help) = 0;
    /// Still open although they were asked for before then.
    virtual Result<std::vector<HelpRow>> open_helps_before(Time time) = 0;
    virtual Result<void> forget_helps_before(Time time) = 0;
    virtual Result<void> put_staff_pin(domain::VenueId const& venue, std::string const& hash, Time at) = 0;
    /// Active ones of whoever has that telephone number, in order of arrival.
    virtual Result<std::vector<RegistrationRow>> registrations_with_phone(Bytes const& phone_mark) = 0;

    virtual Result<void> add(CallTaskRow const& task) = 0;
    /// What became of a known one: done, tried, note and who; the rest stays as it was made.
    virtual Result<void> put(CallTaskRow const& task) = 0;
    virtual Result<void> put(domain::Resource const& resource) = 0;
    /// In place of those that stood.
    virtual Result<void> put(std::vector<domain::Holiday> const& holidays) = 0;
    virtual Result<void> put(domain::VenueId const& venue, domain::VenueCalendar const& calendar) = 0;
    virtual Result<void> put_travel(std::pair<std::string, std::string> const& way, int minutes) = 0;
    virtual Result<void> put_overrides(
        domain::SessionId const& session, std::vector<OverrideRow> const& overrides)
        = 0;
    virtual Result<void> put(VanDayRow const& day) = 0;
    virtual Result<void> put(VisitRow const& visit) = 0;
    virtual Result<void> put(TemplateRow const& row) = 0;
    virtual Result<void> remove_template(std::string const& owner, std::string const& name) = 0;
    virtual Result<std::optional<AuditRow>> last_audit() = 0;
    virtual Result<void> add(AuditRow const& row) = 0;
};

} // namespace meguri::hub::store
