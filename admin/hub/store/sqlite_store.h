// The Store on SQLite: one file, WAL, synchronous=FULL. The writer holds one; each reading thread its own
// read-only one.
#pragma once

#include "admin/hub/store/store.h"
#include "shared/storage/database.h"

#include <span>

namespace meguri::hub::store {

class SqliteStore final : public Store {
public:
    /// Opens for writing and brings the schema up to date. `vfs` as in Database::open.
    static Result<std::unique_ptr<SqliteStore>> open(
        std::filesystem::path const& path, std::string const& vfs = "");
    /// Opens an existing file for reading only; reads never block the writer.
    static Result<std::unique_ptr<Reader>> open_reader(
        std::filesystem::path const& path, std::string const& vfs = "");

    Result<std::int64_t> head_seq() override;
    Result<Counters> counters() override;
    Result<std::optional<std::string>> setting(std::string const& name) override;
    Result<std::vector<domain::Municipality>> municipalities() override;
    Result<std::vector<domain::Organisation>> organisations() override;
    Result<std::vector<domain::Venue>> venues(std::string const& municipality) override;
    Result<std::optional<domain::Venue>> venue(domain::VenueId const& id) override;
    Result<std::vector<domain::Programme>> programmes(std::optional<int> fiscal_year) override;
    Result<std::optional<SessionView>> session(domain::SessionId const& id) override;
    Result<std::vector<SessionView>> sessions(SessionFilter const& filter) override;
    Result<domain::SeatAccount> seats(domain::SessionId const& id) override;
    Result<std::optional<RegistrationRow>> registration(domain::RegistrationId const& id) override;
    Result<std::optional<RegistrationRow>> registration_by_code(std::string const& code) override;
    Result<std::vector<RegistrationRow>> registrations_with_code(std::string const& code) override;
    Result<std::vector<RegistrationRow>> registrations(domain::SessionId const& session) override;
    Result<std::map<int, domain::AttendanceMark>> part_marks(domain::RegistrationId const& id) override;
    Result<std::optional<DrawRow>> finished_draw(domain::SessionId const& session) override;
    Result<std::vector<DrawEntryRow>> draw_entries(domain::SessionId const& session) override;
    Result<domain::RegistrationLimits> limits(domain::ProgrammeId const& programme) override;
    Result<std::vector<SubsidyRow>> subsidies(
        std::optional<int> fiscal_year, std::string const& municipality) override;
    Result<std::optional<SubsidyRow>> subsidy(domain::SubsidyId const& id) override;
    Result<std::optional<UserRow>> user(std::string const& login) override;
    Result<std::vector<UserRow>> users() override;
    Result<std::optional<TokenRow>> token(std::string const& token_hash) override;
    Result<std::optional<ApiKeyRow>> api_key(std::string const& key_hash) override;
    Result<std::vector<ApiKeyRow>> api_keys() override;
    Result<std::vector<RegistrationRow>> registrations_of_provider_after(
        domain::OrganisationId const& provider, std::int64_t after, int limit) override;
    Result<std::optional<domain::SessionId>> session_of_carrier(
        domain::OrganisationId const& carrier, std::string const& external_id) override;
    Result<void> put_session_of_carrier(domain::OrganisationId const& carrier, std::string const& external_id,
        domain::SessionId const& session) override;
    Result<std::optional<KioskRow>> kiosk_by_credential(std::string const& credential_hash) override;
    Result<std::optional<KioskRow>> kiosk_by_install(std::string const& install) override;
    Result<std::vector<KioskRow>> kiosks() override;
    Result<std::vector<SessionView>> sessions_modified_after(
        std::int64_t after, std::string const& municipality, int limit) override;
    Result<std::vector<SeriesRow>> series_modified_after(std::int64_t after, int limit) override;
    Result<std::vector<LostItemRow>> lost_items_after(
        PublicFeed feed, std::int64_t after, int limit) override;
    Result<std::vector<LeftScopeRow>> left_scope_after(
        std::int64_t after, std::string const& municipality, int limit) override;
    Result<std::vector<RegistrationRow>> registrations_of_kiosk_after(
        std::uint32_t kiosk, std::int64_t after, int limit) override;
    Result<std::vector<LeaseRow>> leases_of_install(std::string const& install) override;
    Result<std::vector<LeaseRow>> leases_of_session(domain::SessionId const& session) override;
    Result<std::vector<LeaseRow>> unsettled_leases() override;
    Result<std::vector<PromiseBrokenRow>> promises_broken() override;
    Result<std::vector<CallTaskRow>> open_calls(std::string const& municipality) override;
    Result<std::optional<CallTaskRow>> call_task(std::int64_t id) override;
    Result<std::vector<CallTaskRow>> open_calls_of(domain::RegistrationId const& registration) override;
    Result<std::vector<AuditRow>> audit_after(std::int64_t row, int limit) override;
    Result<std::vector<AuditEntryView>> audit_entries(AuditFilter const& filter) override;
    Result<std::vector<SurveyRow>> surveys(domain::SessionId const& session) override;
    Result<std::optional<HelpRow>> help(std::string const& id) override;
    Result<std::vector<HelpRow>> helps_since(Time time) override;
    Result<std::optional<std::string>> staff_pin(domain::VenueId const& venue) override;
    Result<std::vector<Time>> tries_since(std::uint32_t kiosk, TryKind kind, Time time) override;
    Result<std::vector<domain::Resource>> resources() override;
    Result<std::optional<domain::Resource>> resource(domain::ResourceId const& id) override;
    Result<std::vector<domain::Use>> uses_of(
        domain::ResourceId const& id, Time from, Time to, domain::SessionId const& but_for) override;
    Result<std::vector<domain::Holiday>> holidays() override;
    Result<domain::VenueCalendar> calendar_of(domain::VenueId const& venue) override;
    Result<std::map<std::pair<std::string, std::string>, int>> travel_table() override;
    Result<std::vector<TemplateRow>> templates(std::string const& owner) override;
    Result<std::vector<OverrideRow>> overrides_of(domain::SessionId const& session) override;
    Result<std::optional<VanDayRow>> van_day(domain::VanDayId const& id) override;
    Result<std::vector<VanDayRow>> van_days(domain::Date from, domain::Date to) override;
    Result<std::optional<VisitRow>> visit(domain::RegistrationId const& id) override;
    Result<std::optional<VisitRow>> visit_by_code(std::string const& code) override;
    Result<std::vector<VisitRow>> visits_of_kiosk_after(
        std::uint32_t kiosk, std::int64_t after, int limit) override;
    Result<std::vector<VisitRow>> visits(
        std::string const& municipality, std::optional<domain::VisitState> state) override;
    Result<std::optional<std::string>> programme_rules(domain::ProgrammeId const& programme) override;
    Result<std::vector<domain::Area>> areas(std::string const& municipality) override;
    Result<std::vector<HeadCount>> head_counts(domain::SessionId const& session) override;
    Result<std::vector<domain::SessionId>> own_sessions(
        std::string const& municipality, int fiscal_year) override;
    Result<std::vector<SessionHeadCount>> head_counts_of_town(
        std::string const& municipality, Time from, Time to) override;
    Result<std::optional<SessionCostRow>> session_cost(domain::SessionId const& session) override;
    Result<std::vector<SessionCostRow>> session_costs(
        std::string const& municipality, Time from, Time to) override;
    Result<std::optional<SessionClaimRow>> session_claim(domain::SessionId const& session) override;
    Result<std::vector<SessionClaimRow>> session_claims(
        std::string const& municipality, Time from, Time to) override;
    Result<std::vector<SchemeEnd>> scheme_ends(int fiscal_year) override;
    Result<std::optional<YearFacts>> year_facts(int fiscal_year) override;
    Result<std::vector<AttendanceCount>> attendance_counts(
        std::string const& municipality, Time from, Time to) override;
    Result<std::vector<SessionFigure>> session_figures(
        std::string const& municipality, Time from, Time to) override;
    Result<std::vector<PlaceUse>> place_uses(std::string const& municipality, Time from, Time to) override;

    Result<void> begin() override;
    Result<void> commit() override;
    void rollback() override;
    Result<void> savepoint() override;
    Result<void> release() override;
    void rollback_to_savepoint() override;
    Result<std::int64_t> next_seq() override;
    Result<void> set_setting(std::string const& name, std::string const& value) override;
    Result<void> put(domain::Municipality const& municipality) override;
    Result<void> put(domain::Organisation const& organisation) override;
    Result<void> put(domain::Area const& area) override;
    Result<void> put(domain::Venue const& venue) override;
    Result<void> put(domain::Programme const& programme) override;
    Result<void> put_programme_rules(domain::ProgrammeId const& programme, std::string const& text,
        std::string const& written_by, Time at) override;
    Result<void> put(SessionRow const& session) override;
    Result<void> put_feed_mark(domain::SessionId const& session, FeedMark const& mark) override;
    Result<void> put(SeriesRow const& series) override;
    Result<std::optional<SeriesRow>> series(std::string const& id) override;
    Result<void> put_feed_mark(std::string const& series, FeedMark const& mark) override;
    Result<int> updated_sessions(std::string const& series) override;
    Result<std::vector<domain::SessionId>> feed_sessions_ended_before(Time time) override;
    Result<void> put(LeftScopeRow const& row) override;
    Result<void> forget_left_scope(std::string const& municipality, domain::SessionId const& id) override;
    Result<bool> purge_tombstones_before(Time time) override;
    Result<void> set_safe_seq(std::int64_t seq) override;
    Result<void> raise_seq(std::int64_t seq) override;
    Result<void> put(LostItemRow const& row) override;
    Result<void> forget_lost_item(PublicFeed feed, std::string const& id) override;
    Result<void> put(RegistrationRow const& registration) override;
    Result<void> put_part_mark(
        domain::RegistrationId const& id, int part, domain::AttendanceMark mark) override;
    Result<void> forget_part_marks(domain::RegistrationId const& id, std::optional<int> part) override;
    Result<void> put_printed_code(std::string const& code, domain::RegistrationId const& id) override;
    Result<std::optional<RegistrationRow>> active_registration(
        domain::SessionId const& session, Bytes const& person_mark) override;
    Result<std::vector<RegistrationRow>> registrations_without_marks() override;
    Result<std::vector<domain::TakenClass>> taken_by_person(Bytes const& person_mark) override;
    Result<std::optional<CallTaskRow>> promotion_call(
        domain::RegistrationId const& registration, domain::SessionId const& session) override;
    Result<std::optional<DrawRow>> draw_of(domain::SessionId const& session) override;
    Result<void> put(DrawRow const& draw) override;
    Result<void> put_draw_entries(
        domain::SessionId const& session, std::vector<DrawEntryRow> const& entries) override;
    Result<void> put_limits(
        domain::ProgrammeId const& programme, domain::RegistrationLimits const& limits) override;
    Result<std::optional<IdempotencyRow>> idempotency(
        std::string const& scope, std::string const& key) override;
    Result<void> put(IdempotencyRow const& row) override;
    Result<void> forget_idempotency_before(Time time) override;
    Result<void> put(SubsidyRow const& subsidy) override;
    Result<void> add_step(domain::SubsidyId const& subsidy, int number, domain::SubsidyEntry const& entry,
        std::string const& written_by, Time at) override;
    Result<void> put(SessionCostRow const& row) override;
    Result<void> put(SessionClaimRow const& row) override;
    Result<int> steps_written_by(domain::SubsidyId const& subsidy, std::string const& writer) override;
    Result<void> replace_first_steps(domain::SubsidyId const& subsidy, int count,
        std::vector<domain::SubsidyEntry> const& entries, std::string const& written_by, Time at) override;
    Result<void> put(YearFacts const& facts) override;
    Result<void> remove_if_unused(domain::ProgrammeId const& programme) override;
    Result<void> put(UserRow const& user) override;
    Result<void> put(TokenRow const& token) override;
    Result<void> forget_tokens_before(Time time) override;
    Result<void> forget_tokens_of(std::string const& login) override;
    Result<void> put(ApiKeyRow const& key) override;
    Result<std::optional<EnrolCodeRow>> enrol_code(std::string const& code_hash) override;
    Result<void> put(EnrolCodeRow const& code) override;
    Result<std::uint32_t> put(KioskRow const& kiosk) override;
    Result<void> join_machine(std::uint32_t kiosk, std::uint32_t previous) override;
    Result<std::optional<CommandRow>> command(std::string const& cmd_id) override;
    Result<void> put(CommandRow const& command) override;
    Result<std::vector<std::string>> take_backlog(std::string const& install, std::uint64_t cmd_no) override;
    Result<void> hold(
        std::string const& install, std::uint64_t cmd_no, std::string const& text, Time at) override;
    Result<std::optional<std::uint64_t>> first_held(std::string const& install) override;
    Result<void> quarantine(std::string const& install, std::string const& cmd_id, std::string const& reason,
        std::string const& text, Time at) override;
    Result<void> put_tombstone(
        std::string const& target, std::int64_t seq, std::string const& reason) override;
    Result<std::optional<std::string>> tombstone(std::string const& target) override;
    Result<std::optional<LeaseRow>> lease(std::int64_t id) override;
    Result<void> put(LeaseRow const& lease) override;
    Result<bool> spend(std::int64_t lease, int index, std::string const& cmd_id) override;
    Result<void> add(PromiseBrokenRow const& row) override;
    Result<void> add_try(std::uint32_t kiosk, TryKind kind, std::string const& id, Time at) override;
    Result<void> put(SurveyRow const& survey) override;
    Result<void> put(HelpRow const& help) override;
    Result<std::vector<HelpRow>> open_helps_before(Time time) override;
    Result<void> forget_helps_before(Time time) override;
    Result<void> put_staff_pin(domain::VenueId const& venue, std::string const& hash, Time at) override;
    Result<std::vector<RegistrationRow>> registrations_with_phone(Bytes const& phone_mark) override;
    Result<void> add(CallTaskRow const& task) override;
    Result<void> put(CallTaskRow const& task) override;
    Result<void> put(domain::Resource const& resource) override;
    Result<void> put(std::vector<domain::Holiday> const& holidays) override;
    Result<void> put(domain::VenueId const& venue, domain::VenueCalendar const& calendar) override;
    Result<void> put_travel(std::pair<std::string, std::string> const& way, int minutes) override;
    Result<void> put_overrides(
        domain::SessionId const& session, std::vector<OverrideRow> const& overrides) override;
    Result<void> put(VanDayRow const& day) override;
    Result<void> put(VisitRow const& visit) override;
    Result<void> put(TemplateRow const& row) override;
    Result<void> remove_template(std::string const& owner, std::string const& name) override;
    Result<std::optional<AuditRow>> last_audit() override;
    Result<void> add(AuditRow const& row) override;

private:
    explicit SqliteStore(storage::Database database)
        : m_database(std::move(database))
    {
    }
    Result<std::vector<SessionView>> session_views(storage::Statement& statement);
    Result<void> add_parts(std::span<SessionView> views);
    Result<void> read_calendar(domain::Resource& resource);
    Result<void> read_stops(VanDayRow& day);
    Result<void> read_papers(SubsidyRow& subsidy);

    storage::Database m_database;
};

} // namespace meguri::hub::store
