#include "admin/hub/facts/demo.h"

#include "admin/hub/core/need.h"
#include "admin/hub/core/new_password.h"
#include "admin/hub/facts/demo_plan.h"
#include "admin/hub/facts/demo_subsidies.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>

namespace meguri::hub::facts {

using base::ErrorKind;
using core::need;
using domain::SessionAction;
using domain::SessionFormat;
using std::chrono::days;
using std::chrono::sys_days;

namespace {

constexpr std::size_t batch_size = 200;
constexpr char by[] = "demo";

/// The time the demonstration has reached.
class SetClock final : public base::Clock {
public:
    explicit SetClock(base::Clock const& real)
        : m_real(real)
    {
    }
    void set(base::Time now) { m_now = now; }
    std::chrono::sys_time<std::chrono::milliseconds> wall() const override { return m_now; }
    std::chrono::milliseconds monotonic() const override { return m_real.monotonic(); }

private:
    base::Clock const& m_real;
    base::Time m_now;
};

/// A rule or the disk said no where the demonstration needed a yes.
struct DemoTrouble {
    std::string message;
};

/// Everything of a day is written in its evening, in one go: a year is then some three hundred commits.
constexpr int evening = 17 * 60 + 30;

base::Time at(domain::Date day, int minute)
{
    return domain::from_tokyo({day, minute / 60, minute % 60, 0});
}
domain::Date day_before(domain::Date day, int count)
{
    return domain::Date(sys_days(day) - days(count));
}
domain::Date day_of(base::Time time)
{
    return domain::tokyo_date(time);
}

class Living {
public:
    Living(store::Store& store, core::Vault const& vault, crypto::Crypto const& crypto, base::Random& random,
        base::Clock const& real, domain::Date today, DemoData const& data)
        : m_store(store)
        , m_vault(vault)
        , m_random(random)
        , m_today(today)
        , m_data(data)
        , m_people(data, random)
        , m_clock(real)
        , m_hub(store, vault, m_clock, random, crypto)
        // With another day as today it is ten o'clock; with the real one it is now.
        , m_end(domain::tokyo_date(real.now()) == today ? real.now() : at(today, 10 * 60))
        , m_year(domain::fiscal_year_of(today))
    {
    }

    void live()
    {
        // Before the first class of the year was announced.
        m_clock.set(at(day_before(domain::first_day(m_year), 60), evening));
        make_ground();
        m_plan = plan_year(m_data, m_people, m_today);
        m_ids.resize(m_plan.size());
        for (std::size_t i = 0; i < m_plan.size(); ++i)
            schedule(i);
        for (auto& step : subsidy_year(m_municipalities, m_year))
            m_days[step.on].push_back([this, step] { take_step(step); });
        for (auto& [day, actions] : m_days) {
            if (at(day, evening) > m_end)
                break;
            m_clock.set(at(day, evening));
            for (auto const& action : actions)
                action();
            flush();
        }
        m_clock.set(m_end);
        add_resources();
        apply(core::PassTime{});
        flush();
    }

    int sessions() const { return m_sessions; }
    int registrations() const { return m_registrations; }

private:
    using Then = std::function<void(core::Outcome const&)>;

    bool is_ours(domain::MunicipalityCode const& code) const
    {
        return std::find(m_municipalities.begin(), m_municipalities.end(), code.text())
            != m_municipalities.end();
    }

    /// Places and programmes of the year: those of the last year that a document describes, taken over
    /// (横展開).
    void make_ground()
    {
        core::SaveCatalogue catalogue;
        catalogue.by = by;
        for (auto const& municipality : need(m_store.municipalities()))
            m_municipalities.push_back(municipality.code.text());
        for (auto const& area : m_data.areas)
            if (is_ours(area.municipality))
                catalogue.areas.push_back(area);
        for (auto const& row : m_data.venues) {
            auto venue = row.venue;
            if (auto const known = need(m_store.venue(venue.id)); known && venue.name.empty()) {
                venue.name = known->name;
                venue.kana = known->kana;
            }
            if (is_ours(venue.municipality) && !venue.name.empty())
                catalogue.venues.push_back(std::move(venue));
        }
        auto const all = need(m_store.programmes(std::nullopt));
        int latest = 0;
        for (auto const& programme : all)
            if (programme.fiscal_year.year <= m_year.year)
                latest = std::max(latest, programme.fiscal_year.year);
        if (latest == 0)
            throw DemoTrouble{"no facts of this year or an earlier one are loaded"};
        for (auto programme : all) {
            if (programme.fiscal_year.year != latest)
                continue;
            auto const prefix = "p" + std::to_string(latest);
            if (programme.id.value.starts_with(prefix))
                programme.id.value
                    = "p" + std::to_string(m_year.year) + programme.id.value.substr(prefix.size());
            programme.fiscal_year = m_year;
            m_programmes.push_back(programme);
            catalogue.programmes.push_back(programme);
        }
        add_municipal_programmes(catalogue);
        apply(std::move(catalogue));
        flush();
        for (auto& command : rules_of_demo(m_data.money, m_year, m_today, by))
            apply(std::move(command));
    }

    /// In the demonstration every municipality holds classes of its own.
    void add_municipal_programmes(core::SaveCatalogue& catalogue)
    {
        for (auto const& municipality : need(m_store.municipalities())) {
            domain::ProgrammeId const id(
                "p" + std::to_string(m_year.year) + "-municipal-" + municipality.code.text());
            bool const is_known = std::any_of(
                m_programmes.begin(), m_programmes.end(), [&](auto const& one) { return one.id == id; });
            if (is_known)
                continue;
            domain::Programme const programme{id, m_year, domain::Scheme::MunicipalProposed,
                municipality.name + " 市町提案型", domain::OrganisationId(municipality.code.text())};
            m_programmes.push_back(programme);
            catalogue.programmes.push_back(programme);
        }
    }

    std::optional<domain::ProgrammeId> programme_of(domain::Session const& session) const
    {
        if (domain::fiscal_year_of(day_of(session.starts_at)) != m_year)
            return std::nullopt;
        bool const is_shop = session.format == SessionFormat::ShopClass;
        auto const found = std::find_if(m_programmes.begin(), m_programmes.end(), [&](auto const& one) {
            if (is_shop)
                return one.scheme == domain::Scheme::NationalA;
            if (session.format == SessionFormat::OnlineClass)
                return one.scheme == domain::Scheme::NationalB;
            return one.organisation == session.provider
                && (one.scheme == domain::Scheme::CarrierProposed
                    || one.scheme == domain::Scheme::MunicipalProposed);
        });
        return found == m_programmes.end() ? std::nullopt : std::optional(found->id);
    }

    void schedule(std::size_t i)
    {
        auto const& plan = m_plan[i];
        auto const& session = plan.session;
        auto const starts_on = day_of(session.starts_at);
        auto const announced = domain::Date(sys_days(plan.written) + days(1));
        m_days[plan.written].push_back([this, i] { write(i); });
        if (plan.is_arranging) {
            m_days[announced].push_back([this, i] { act(i, SessionAction::Arrange, ""); });
            return;
        }
        m_days[announced].push_back([this, i] { act(i, SessionAction::Publish, ""); });
        auto const last_day = std::min(plan.cancelled.value_or(starts_on), m_today);
        int const open_days = static_cast<int>((sys_days(last_day) - sys_days(plan.written)).count()) - 1;
        for (int k = 0; k < plan.applicants && open_days > 0; ++k) {
            auto const on = domain::Date(sys_days(plan.written) + days(m_people.between(1, open_days)));
            m_days[on].push_back([this, i] { register_somebody(i); });
        }
        if (plan.cancelled) {
            m_days[*plan.cancelled].push_back(
                [this, i] { act(i, SessionAction::Cancel, m_plan[i].cancel_reason); });
            return;
        }
        if (plan.applicants > 2 && m_people.chance(25))
            m_days[day_before(starts_on, 2)].push_back([this, i] { cancel_somebody(i); });
        if (plan.moved) {
            m_days[*plan.moved].push_back([this, i] { put_off(i); });
            return;
        }
        m_days[day_before(starts_on, 1)].push_back([this, i] { act(i, SessionAction::Close, ""); });
        m_days[day_of(session.ends_at)].push_back([this, i] { hold(i); });
    }

    void write(std::size_t i)
    {
        auto session = m_plan[i].session;
        session.programme = programme_of(session);
        ++m_sessions;
        apply(
            core::SaveSession{std::move(session), std::nullopt, by}, [this, i](core::Outcome const& outcome) {
                if (auto const* answer = std::get_if<core::SessionAnswer>(&outcome))
                    m_ids[i] = answer->id;
            });
    }

    /// Municipalities write what their own classes cost.
    void write_cost(std::size_t i, bool is_held)
    {
        if (m_plan[i].session.provider.value != m_plan[i].session.municipality->text())
            return;
        auto cost = cost_of_demo(m_data.money, i, id_of(i), is_held, by);
        if (cost)
            apply(std::move(*cost));
    }

    domain::SessionId const& id_of(std::size_t i)
    {
        if (m_ids[i].is_empty())
            flush();
        return m_ids[i];
    }

    void act(std::size_t i, SessionAction action, std::string const& reason)
    {
        auto const id = id_of(i);
        apply(core::ActOnSession{id, action, reason, by});
        if (action == SessionAction::Arrange || action == SessionAction::Publish)
            write_cost(i, false);
    }

    void register_somebody(std::size_t i)
    {
        auto const& session = m_plan[i].session;
        auto const id = id_of(i);
        auto person = m_people.somebody(session.municipality->text(), m_year.year);
        if (session.format == SessionFormat::HomeVisit)
            person.address = m_people.address();
        core::TakeRegistration command;
        command.id = domain::RegistrationId(base::make_uuid7(m_clock, m_random));
        command.session = id;
        command.sealed = need(m_vault.seal(person, {0, "", 0, command.id.value, id.value}));
        command.key_id = m_vault.keys().sealing_key_id;
        command.facts.age_band
            = domain::age_band(person.birth_year, domain::fiscal_year_of(day_of(session.starts_at)));
        command.facts.municipality = person.municipality;
        if (m_vault.has_people_key())
            command.facts.marks = m_vault.marks_of(person);
        command.token = base::to_hex(m_random.bytes(8));
        command.taken_by = by;
        command.idempotency = {by, command.id.value, by};
        apply(std::move(command), [this](core::Outcome const& outcome) {
            auto const* answer = std::get_if<core::RegistrationAnswer>(&outcome);
            // The same person drawn twice for one class is a duplicate, as in life.
            if (answer && domain::is_active(answer->state))
                ++m_registrations;
        });
    }

    /// What is ahead: who is sent out, a van's day, and people who wish for a visit.
    void add_resources()
    {
        auto const& data = m_data.resources;
        auto vans = data.resources;
        for (auto& resource : vans)
            apply(core::SaveResource{resource, by}, [&resource](core::Outcome const& outcome) {
                if (auto const* answer = std::get_if<core::ResourceAnswer>(&outcome))
                    resource.id = answer->id;
            });
        flush();
        for (auto const& resource : vans)
            if (resource.name == data.van_day.van)
                plan_van_day(resource);
        for (auto const& venue : data.houses_closed_on_holidays)
            apply(core::SaveVenueCalendar{domain::VenueId(venue), {{}, true, {}}, by});
        int which = 0;
        for (auto const& wish : data.wishes)
            wish_for_visit(wish, which++);
    }

    void plan_van_day(domain::Resource const& van)
    {
        auto const& plan = m_data.resources.van_day;
        apply(van_day_command(plan, van, free_day(), by));
        for (auto const& stop : plan.stops)
            m_sessions += stop.classes;
    }

    /// A working day that is no holiday.
    domain::Date free_day()
    {
        auto const holidays = need(m_store.holidays());
        auto day = working_day_after(m_today, 9);
        while (std::any_of(holidays.begin(), holidays.end(), [&](auto const& one) { return one.day == day; }))
            day = working_day_after(day, 1);
        return day;
    }

    void wish_for_visit(DemoWish const& wish, int which)
    {
        auto person = m_people.somebody(wish.municipality, m_year.year);
        person.address = m_people.address();
        core::TakeVisit command;
        auto& visit = command.visit;
        visit.id = domain::RegistrationId(base::make_uuid7(m_clock, m_random));
        visit.municipality = wish.municipality;
        visit.area = wish.area;
        visit.wishes = wishes_after(m_today, which);
        visit.sealed = need(m_vault.seal(person, {0, "", 0, visit.id.value, ""}));
        visit.key_id = m_vault.keys().sealing_key_id;
        visit.age_band = domain::age_band(person.birth_year, m_year);
        if (m_vault.has_people_key())
            visit.marks = m_vault.marks_of(person);
        visit.token = base::to_hex(m_random.bytes(8));
        visit.taken_by = by;
        command.idempotency_scope = by;
        command.idempotency_key = visit.id.value;
        command.body_hash = by;
        apply(std::move(command));
    }

    // What is read here was committed on an earlier day; whoever registers today comes too late to be drawn.
    void cancel_somebody(std::size_t i)
    {
        for (auto const& row : need(m_store.registrations(id_of(i))))
            if (row.state == domain::RegistrationState::Confirmed)
                return apply(core::CancelRegistration{row.id, m_people.one_of(m_data.drop_outs), by});
    }

    /// Moved by a week: whoever is registered must be called.
    void put_off(std::size_t i)
    {
        auto const found = need(m_store.session(id_of(i)));
        if (!found)
            throw DemoTrouble{"a planned session is not there"};
        auto session = found->row.session;
        for (auto& part : session.parts) {
            part.starts_at += days(7);
            part.ends_at += days(7);
        }
        session.starts_at += days(7);
        session.ends_at += days(7);
        apply(core::SaveSession{std::move(session), found->row.session.version, by});
    }

    /// The evening after: the class was held, and everybody on the sheet gets a mark.
    void hold(std::size_t i)
    {
        auto const id = id_of(i);
        apply(core::ActOnSession{id, SessionAction::Hold, "", by});
        write_cost(i, true);
        if (m_plan[i].session.admission == domain::Admission::DropIn)
            return apply(core::CountParticipants{id, m_plan[i].drop_in_participants, by});
        for (auto const& row : need(m_store.registrations(id)))
            if (row.state == domain::RegistrationState::Confirmed)
                apply(core::MarkAttendance{row.id, mark(), by});
    }

    domain::AttendanceMark mark()
    {
        auto const drawn = m_people.between(1, 100);
        if (drawn <= 86)
            return domain::AttendanceMark::Present;
        if (drawn <= 90)
            return domain::AttendanceMark::Late;
        if (drawn <= 91)
            return domain::AttendanceMark::Partial;
        return drawn <= 96 ? domain::AttendanceMark::AbsentWithNotice : domain::AttendanceMark::NoShow;
    }

    void take_step(PlannedStep const& step)
    {
        domain::ProgrammeId const programme("p" + std::to_string(m_year.year) + "-municipal");
        auto id = m_subsidies.find(step.municipality);
        if (id == m_subsidies.end()) {
            auto const known = need(m_store.subsidies(m_year.year, step.municipality));
            // What a document says about this year's subsidy stays as it is.
            bool const is_stated = std::any_of(
                known.begin(), known.end(), [&](auto const& one) { return one.programme == programme; });
            domain::SubsidyId made;
            if (!is_stated)
                apply(core::AddSubsidy{{{}, step.municipality, programme, m_year.year, "full", {}}, by},
                    [&made](core::Outcome const& outcome) {
                        if (auto const* answer = std::get_if<core::SubsidyAnswer>(&outcome))
                            made = answer->id;
                    });
            flush();
            id = m_subsidies.emplace(step.municipality, made).first;
        }
        if (id->second.is_empty())
            return;
        domain::SubsidyEntry entry;
        entry.step = step.step;
        entry.date = step.on;
        entry.amount_yen = step.amount_yen;
        entry.note = step.note;
        apply(core::AddSubsidyStep{id->second, entry, by});
    }

    void apply(core::Command command, Then then = {})
    {
        m_batch.push_back(std::move(command));
        m_then.push_back(std::move(then));
        if (m_batch.size() >= batch_size)
            flush();
    }

    void flush()
    {
        auto const commands = std::exchange(m_batch, {});
        auto const then = std::exchange(m_then, {});
        if (commands.empty())
            return;
        auto const outcomes = m_hub.apply(commands);
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            if (auto const* failed = std::get_if<core::WorldFailed>(&outcomes[i]))
                throw core::StorageTrouble{{ErrorKind::Storage, failed->message}};
            if (auto const* refusal = std::get_if<core::Refusal>(&outcomes[i])) {
                std::string where;
                for (auto const& field : refusal->fields)
                    where += " " + field.field + ": " + field.reason;
                throw DemoTrouble{refusal->reason + ": " + refusal->detail + where};
            }
            if (then[i])
                then[i](outcomes[i]);
        }
    }

    store::Store& m_store;
    core::Vault const& m_vault;
    base::Random& m_random;
    domain::Date m_today;
    DemoData const& m_data;
    DemoPeople m_people;
    SetClock m_clock;
    core::Hub m_hub;
    base::Time m_end;
    domain::FiscalYear m_year;
    std::vector<std::string> m_municipalities;
    std::vector<domain::Programme> m_programmes; ///< Of this year.
    std::vector<PlannedSession> m_plan;
    std::vector<domain::SessionId> m_ids; ///< Of each planned session; empty until it is written.
    std::map<std::string, domain::SubsidyId> m_subsidies; ///< By municipality; empty id: not ours to change.
    std::map<domain::Date, std::vector<std::function<void()>>> m_days;
    std::vector<core::Command> m_batch;
    std::vector<Then> m_then;
    int m_sessions = 0;
    int m_registrations = 0;
};

std::vector<DemoUser> save_users(
    core::Hub& hub, crypto::Crypto const& crypto, base::Random& random, DemoData const& data)
{
    std::vector<DemoUser> users;
    std::vector<core::Command> commands;
    for (auto const& account : data.accounts) {
        DemoUser user{account.login, account.role, account.organisation, core::new_password(random)};
        auto const hash = need(crypto.hash_password(user.password));
        commands.emplace_back(core::SaveUser{{user.login, user.role, user.organisation, hash, 0, {}}, by});
        users.push_back(std::move(user));
    }
    for (auto const& outcome : hub.apply(commands))
        if (auto const* failed = std::get_if<core::WorldFailed>(&outcome))
            throw core::StorageTrouble{{ErrorKind::Storage, failed->message}};
    return users;
}

} // namespace

base::Result<DemoReport> make_demo(store::Store& store, core::Vault const& vault,
    crypto::Crypto const& crypto, base::Random& random, base::Clock const& real, domain::Date today,
    DemoData const& data)
{
    constexpr char setting[] = "demo";
    constexpr std::string_view begun = "begun";
    try {
        DemoReport report;
        auto const state = need(store.setting(setting));
        if (state == begun)
            return base::fail(ErrorKind::BadInput,
                "an earlier demonstration was interrupted: begin with an empty data folder");
        if (state) {
            report.was_there = true;
            auto const space = state->find(' ');
            report.sessions = std::atoi(state->c_str());
            report.registrations = space == std::string::npos ? 0 : std::atoi(state->c_str() + space);
        } else {
            Living living(store, vault, crypto, random, real, today, data);
            if (need(store.programmes(std::nullopt)).empty())
                return base::fail(ErrorKind::NotFound, "load the facts of a year first");
            need(store.set_setting(setting, std::string(begun)));
            living.live();
            report.sessions = living.sessions();
            report.registrations = living.registrations();
            need(store.set_setting(
                setting, std::to_string(report.sessions) + " " + std::to_string(report.registrations)));
        }
        core::Hub hub(store, vault, real, random, crypto);
        report.users = save_users(hub, crypto, random, data);
        return report;
    } catch (core::StorageTrouble const& trouble) {
        return base::fail(trouble.error);
    } catch (DemoTrouble const& trouble) {
        return base::fail(ErrorKind::BadInput, trouble.message);
    }
}

} // namespace meguri::hub::facts
