// The hub's core: one single-threaded class that takes every decision and makes every change. The writer
// thread and the simulation both only call `apply`. Clock, randomness, cryptography and store are handed in;
// it owns none of them.
#pragma once

#include "admin/hub/core/command.h"
#include "admin/hub/store/store.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"

#include <span>
#include <vector>

namespace meguri::hub::core {

/// Numbers a region may want otherwise; the defaults are those of the design.
struct Limits {
    int idempotency_days = 35;
    int login_failures_before_lock = 5;
    int lock_seconds = 60; ///< Doubles with each further failure, up to an hour.
    int reply_days = 3; ///< How long somebody promoted from the waiting list may take to answer.
    int wrong_proofs_an_hour = 5; ///< Of one kiosk; more are refused unjudged.
    int lost_slips_an_hour = 10; ///< Asked for at one kiosk.
    int helps_an_hour = 20; ///< Of one kiosk.
    int help_hours = 24; ///< After which a call for staff closes by itself.
    int tombstone_hours = 45 * 24; ///< How long the feeds say that something is gone.
    int close_grace_hours = 24; ///< Commands taken offline before the close and arriving after it.
};

/// What a register command spent, if it named a right of its own install.
struct SpentRight {
    enum class Kind { None, Held, Reclaimed };
    Kind kind = Kind::None;
    std::int64_t lease = 0;
};

/// How a registration came: from a route, whose caller is told on the spot, or from a kiosk, whose receipt
/// exists.
struct Entry {
    bool is_from_kiosk = false;
    bool was_offline = false; ///< Its slip may have said: we will call you.
    std::int64_t version_seen = 0; ///< Of the session, when its slip was printed; 0: not said.
    SpentRight right;
};

class Hub {
public:
    Hub(store::Store& store, Vault const& vault, base::Clock const& clock, base::Random& random,
        crypto::Crypto const& crypto, Limits limits = {});

    /// One transaction for all, a savepoint for each; outcomes in the same order, valid only once this
    /// returns, which is after COMMIT. When the commit fails, every outcome is WorldFailed and nothing was
    /// changed.
    std::vector<Outcome> apply(std::span<Command const> commands);

    /// epoch of this database: number and random part, made when the database is, and when it was restored.
    base::Result<std::string> epoch();

private:
    Outcome run_in_savepoint(Command const& command);

    Outcome run(TakeRegistration const& command);
    Outcome run(CancelRegistration const& command);
    Outcome run(MarkAttendance const& command);
    Outcome run(SaveSession const& command);
    Outcome run(ActOnSession const& command);
    Outcome run(AddSubsidy const& command);
    Outcome run(AddSubsidyStep const& command);
    Outcome run(SaveCost const& command);
    Outcome run(ClaimSession const& command);
    Outcome run(SaveUser const& command);
    Outcome run(RecordLogin const& command);
    Outcome run(SaveApiKey const& command);
    Outcome run(SaveEnrolCode const& command);
    Outcome run(EnrolKiosk const& command);
    Outcome run(ReceiveCommands const& command);
    Outcome run(ActOnKiosk const& command);
    Outcome run(RecordReading const& command);
    Outcome run(PassTime const& command);
    Outcome run(MarkPending const& command);
    Outcome run(LoadFacts const& command);
    Outcome run(SaveCatalogue const& command);
    Outcome run(CountParticipants const& command);
    Outcome run(RecordBackup const& command);
    Outcome run(ResumeFromCopy const& command);
    Outcome run(SaveResource const& command);
    Outcome run(SaveVenueCalendar const& command);
    Outcome run(SaveTravel const& command);
    Outcome run(SaveHolidays const& command);
    Outcome run(PlanVanDay const& command);
    Outcome run(MoveVanStop const& command);
    Outcome run(BreakDownVan const& command);
    Outcome run(TakeVisit const& command);
    Outcome run(ScheduleVisit const& command);
    Outcome run(CancelVisit const& command);
    Outcome run(CreateSeries const& command);
    Outcome run(CopyProgramme const& command);
    Outcome run(SaveTemplate const& command);
    Outcome run(SaveRules const& command);
    Outcome run(AddDefaultRules const& command);
    Outcome run(SaveArea const& command);
    Outcome run(ImportSessions const& command);
    Outcome run(DrawLots const& command);
    Outcome run(PromoteWaiter const& command);
    Outcome run(ReorderWaiter const& command);
    Outcome run(ReleaseSeat const& command);
    Outcome run(SettleCall const& command);
    Outcome run(MoveRegistration const& command);
    Outcome run(SaveLimits const& command);
    Outcome run(SaveSurvey const& command);
    Outcome run(AskSlip const& command);
    Outcome run(FindLost const& command);
    Outcome run(AskHelp const& command);
    Outcome run(EndHelp const& command);
    Outcome run(SaveStaffPin const& command);
    Outcome run(UpsertSession const& command);
    Outcome run(EndApiKeys const& command);
    Outcome run(ImportRegistrations const& command);
    Outcome run(ImportMarks const& command);
    Outcome run(CorrectRegistration const& command);
    Outcome run(MergeRegistrations const& command);
    Outcome run(AddUser const& command);
    Outcome run(ChangeUser const& command);
    Outcome run(BeginYear const& command);

    // hub_registrations.cpp
    std::string free_code(domain::RegistrationId const& id);
    RegistrationAnswer enter(store::RegistrationRow row, store::SessionView const& session, Entry const& how);
    void decide(store::RegistrationRow const& row, store::SessionView const& session, Entry const& how,
        RegistrationAnswer& answer);
    base::Time judged_at(domain::Session const& session, Entry const& how);
    void call_if_promised(store::RegistrationRow const& row, Entry const& how);
    RegistrationAnswer answer_of(store::RegistrationRow const& row);
    void cancel(store::RegistrationRow row, std::string const& reason, std::string const& by);
    void promote(domain::SessionId const& session);
    void tell_those_behind(store::RegistrationRow const& one);
    void call(store::RegistrationRow const& row, std::string const& reason,
        std::optional<base::Time> reply_by = {});

    // hub_sessions.cpp
    Outcome change_session(SaveSession const& command);
    Outcome create_session(SaveSession const& command);
    std::optional<Refusal> complete(domain::Session& session);
    std::string series_of(domain::Session const& session);
    void tell_everybody(domain::SessionId const& session, std::string const& reason);

    Outcome write_change(store::SessionView const& found, domain::Session session, std::string const& by);

    // hub_series.cpp
    MadeSession make_one(domain::Session const& session, std::string const& by);
    MadeSession taken_over(store::SessionView const& view, domain::Session session,
        domain::MunicipalityCode const& town, std::string const& by);
    domain::ProgrammeId programme_for(
        domain::Programme const& programme, domain::MunicipalityCode const& town);

    // hub_resources.cpp
    void check_resources(domain::Session const& session, Refusal& refusal);
    std::optional<Refusal> refusal_of_clashes(
        domain::Session const& session, std::string const& override_reason, std::string const& by);

    // hub_van_days.cpp
    std::optional<Refusal> add_classes(
        PlanVanDay const& command, domain::VanDayPlan const& plan, store::VanDayRow& day);
    std::optional<Refusal> move_classes(
        domain::VanDayPlan const& plan, store::VanDayRow& day, std::string const& by);
    std::optional<store::VanDayRow> van_day_of(domain::Session const& session);

    // hub_visits.cpp
    protocol::CommandResult judge_visit(store::KioskRow const& kiosk, protocol::SignedCommand const& command,
        std::optional<PersonFacts> const& facts);
    std::string free_visit_code(domain::RegistrationId const& id);
    store::RegistrationRow registration_of(store::VisitRow const& visit);
    domain::VenueId home_venue(std::string const& municipality);
    std::optional<store::VisitRow> visit_meant_by(std::string const& target);
    VisitAnswer take_visit(store::VisitRow visit);
    void cancel_visit(store::VisitRow visit, std::string const& reason, std::string const& by);
    // hub_import_people.cpp
    ImportedLine import(RegistrationLine const& line, std::vector<domain::FieldProblem>& problems);
    ImportedLine import(
        MarkLine const& line, std::string const& by, std::vector<domain::FieldProblem>& problems);

    // hub_import.cpp
    std::optional<store::SessionView> standing(domain::Session const& session);
    ImportedSession plan_import(SessionLine const& line, std::vector<domain::FieldProblem>& problems);
    std::optional<Refusal> import(
        ImportSessions const& command, domain::Session const& session, ImportedSession& imported);

    // hub_carriers.cpp
    std::optional<Refusal> bring_to(UpsertSession const& command, UpsertedAnswer& answer);

    // hub_draw.cpp
    void prepare_draw(domain::Session const& session);
    std::optional<Refusal> refusal_of_rules(store::SessionRow const& before, domain::Session const& after);
    std::optional<Refusal> refusal_of_draw(
        store::SessionView const& view, store::DrawRow const& draw, DrawLots const& command);
    std::vector<domain::LotteryEntry> entries_of(
        store::SessionView const& view, std::vector<store::RegistrationRow> const& entered);
    void give_out(store::DrawRow const& draw, std::vector<store::DrawEntryRow> const& entries);
    std::string kiosks_not_heard(domain::Session const& session);
    std::optional<domain::RegistrationState> late_for_draw(
        store::SessionView const& view, Entry const& how, domain::RegistrationRefusal refusal);

    // hub_limits.cpp
    std::optional<domain::RegistrationRefusal> limit_broken_by(
        store::RegistrationRow const& row, domain::Session const& session);

    // hub_waiting.cpp
    std::optional<Outcome> put_before(
        store::RegistrationRow const& row, domain::RegistrationId const& before);
    std::optional<Refusal> refusal_of_move(
        store::RegistrationRow const& row, RegistrationAnswer const& answer);
    Outcome move_to(store::RegistrationRow row, store::SessionView const& target, std::string const& by,
        Entry const& how);

    // hub_calls.cpp
    void tell_its_kiosk(domain::RegistrationId const& id);

    // hub_ways.cpp
    protocol::CommandResult judge_attend(
        store::KioskRow const& kiosk, protocol::SignedCommand const& command);
    protocol::CommandResult judge_move(store::KioskRow const& kiosk, protocol::SignedCommand const& command);
    protocol::CommandResult judge_survey(
        store::KioskRow const& kiosk, protocol::SignedCommand const& command);
    std::vector<store::RegistrationRow> all_meant_by(std::string const& target);
    store::RegistrationRow kept_one_of(store::RegistrationRow row);
    std::string mark_arrived(
        store::RegistrationRow row, base::Time at, domain::VenueId const& hall, std::string const& by);
    bool is_elsewhere(domain::VenueId const& hall, domain::VenueId const& venue);
    std::string keep_survey(
        store::RegistrationRow const& row, protocol::SurveyAnswers const& answers, std::string const& by);
    protocol::CommandResult moved(store::RegistrationRow const& row, protocol::SignedCommand const& command,
        std::string const& by, Entry const& how);
    void give_back(Entry const& how, domain::SessionId const& session);
    base::Time said_at(protocol::SignedCommand const& command);
    void keep_for_later(std::string const& target, store::KioskRow const& kiosk,
        protocol::SignedCommand const& command, base::Time at);
    bool catch_up(store::RegistrationRow const& row);
    void catch_up_with(domain::RegistrationId const& id, nlohmann::json const& waiting);
    std::string refusal_of_proof(store::KioskRow const& kiosk, protocol::SignedCommand const& command,
        store::RegistrationRow const& row, nlohmann::json const& proof);
    std::optional<Refusal> too_many(std::uint32_t kiosk, store::TryKind kind, int most);
    void end_old_helps();

    // hub_people.cpp
    void end_calls_about(domain::RegistrationId const& id, std::string const& by);
    bool is_last_operator(std::string const& login);

    // hub_years.cpp
    YearAnswer carry_year(BeginYear const& command, std::vector<domain::Programme> const& programmes);
    CarriedProgramme carry(domain::Programme const& programme, std::string const& by);
    std::vector<std::string> carry_templates(
        domain::Programme const& programme, domain::Programme const& made);
    void carry_subsidy(store::SubsidyRow const& subsidy, CarriedSubsidy& one, std::string const& by);

    // hub_feed.cpp
    void touch(domain::SessionId const& session);
    void touch_series(std::string const& series);
    void leave_scope(store::SessionRow const& before, domain::Session const& after);
    void touch_all(store::SessionFilter filter);

    // hub_restore.cpp
    int tell_items_again();
    int take_items_back(std::vector<FeedItem> const& items);
    std::vector<FeedItem> items_perhaps_told(std::int64_t restored_to, int numbers);

    // hub_sync.cpp
    protocol::CommandResult receive(store::KioskRow& kiosk, ReceivedCommand const& received, bool& is_forked);
    protocol::CommandResult judge(store::KioskRow const& kiosk, protocol::SignedCommand const& command,
        std::optional<PersonFacts> const& facts);
    protocol::CommandResult judge_register(store::KioskRow const& kiosk,
        protocol::SignedCommand const& command, std::optional<PersonFacts> const& facts);
    protocol::CommandResult judge_cancel(
        store::KioskRow const& kiosk, protocol::SignedCommand const& command);
    std::string take_facts(store::RegistrationRow& row, protocol::SignedCommand const& command,
        store::SessionView const& session, std::optional<PersonFacts> const& prepared);
    bool was_offline(protocol::SignedCommand const& command);
    void freeze(store::KioskRow& kiosk);
    void retire_earlier_numbers(store::KioskRow const& kiosk);
    void put_all_aside(store::KioskRow const& kiosk, std::vector<ReceivedCommand> const& commands);
    bool is_proved(
        store::RegistrationRow const& row, nlohmann::json const& proof, std::string const& cancel_id);
    std::optional<store::RegistrationRow> meant_by(
        std::string const& target, nlohmann::json const& proof, std::string const& cancel_id);
    bool is_cancelled_already(store::RegistrationRow const& row);
    protocol::CommandResult current_result(store::CommandRow const& row);
    bool drain_backlog(
        store::KioskRow& kiosk, std::vector<protocol::CommandResult>& results, bool& is_forked);

    // hub_leases.cpp
    SpentRight spend_right(store::KioskRow const& kiosk, protocol::SignedCommand const& command);
    void close_leases(store::KioskRow const& kiosk, std::vector<protocol::LeaseClose> const& closing);
    void lend_rights(store::KioskRow const& kiosk);
    void recall_rights(domain::SessionId const& session);
    void break_promise(store::RegistrationRow const& row, std::int64_t lease);
    void settle(store::LeaseRow lease, domain::LeaseState state);

    // hub_facts.cpp
    void put_places(Facts const& facts);
    void touch_renamed(std::vector<domain::Municipality> const& municipalities,
        std::vector<domain::Organisation> const& organisations, Facts const& facts);
    void forget_programmes(store::YearFacts const& before, Facts const& facts);
    bool add_areas(SaveCatalogue const& command);
    bool give_area(domain::Venue venue, domain::Venue const& given);
    bool take_subsidy(StatedSubsidy const* stated, std::string const& municipality, Facts const& facts);

    void audit(std::string const& who, std::string const& action, std::string const& target,
        std::string const& detail = "");

    store::Store& m_store;
    Vault const& m_vault;
    base::Clock const& m_clock;
    base::Random& m_random;
    crypto::Crypto const& m_crypto;
    Limits m_limits;
};

/// When the newest copy of this database was made that was read back; before the first, when the hub began.
/// Too old after a week: kiosks keep what it does not cover, and people must look.
struct BackupAge {
    std::optional<base::Time> at;
    bool is_too_old = false;
};
BackupAge backup_age(store::Reader& reader, base::Time now);

/// Of the session that was made at that number.
domain::SessionId session_id_of(std::int64_t seq);

/// What this database has told the world until now. Throws StorageTrouble.
ToldBefore told_by(store::Reader& reader);

/// What stands in a session's way as it is stored or about to be. Throws StorageTrouble.
std::vector<domain::Clash> clashes_in(store::Reader& reader, domain::Session const& session);

/// Whether the programme's rules ask that a municipality publishes what a carrier holds. Throws
/// StorageTrouble.
bool needs_approval(store::Reader& reader, domain::Session const& session);

/// Who waits for a session, in order of arrival. Throws StorageTrouble.
std::vector<domain::Waiter> waiters_of(store::Reader& reader, domain::SessionId const& session);

/// The chain of an audit row from the one before it; also what a verifier computes.
base::Bytes audit_chain(
    crypto::Crypto const& crypto, base::Bytes const& previous, store::AuditRow const& row);

} // namespace meguri::hub::core
