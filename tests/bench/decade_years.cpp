#include "tests/bench/decade_years.h"

#include "admin/hub/core/need.h"
#include "admin/hub/facts/demo_subsidies.h"

#include <algorithm>
#include <array>
#include <set>

namespace meguri::bench {

namespace core = hub::core;
using core::need;
using domain::SessionAction;
using domain::SessionFormat;
using std::chrono::days;
using std::chrono::sys_days;

namespace {

constexpr std::size_t batch_size = 500;
constexpr char by[] = "decade";
constexpr int days_between_calls = 7;
constexpr int days_until_told = 5;

base::Time evening_of(domain::Date day)
{
    return domain::from_tokyo({day, 17, 30, 0});
}
domain::Date later(domain::Date day, int count)
{
    return domain::Date(sys_days(day) + days(count));
}
domain::Date day_of(base::Time time)
{
    return domain::tokyo_date(time);
}

std::optional<domain::ResourceKind> needed_by(SessionFormat format)
{
    if (format == SessionFormat::VenueClass)
        return domain::ResourceKind::Lecturer;
    if (format == SessionFormat::MobileVan)
        return domain::ResourceKind::Van;
    if (format == SessionFormat::HomeVisit)
        return domain::ResourceKind::Visitor;
    return std::nullopt;
}

domain::ResourceId resource_id(domain::ResourceKind kind, std::string const& town, int crew)
{
    return domain::ResourceId(std::string(domain::name_of(kind)) + "-" + town + "-" + std::to_string(crew));
}

/// In a hundred: 78 come, 5 come late, 2 leave early, 6 say that they cannot, 9 stay away.
domain::AttendanceMark mark_for(std::uint64_t drawn)
{
    if (drawn < 78)
        return domain::AttendanceMark::Present;
    if (drawn < 83)
        return domain::AttendanceMark::Late;
    if (drawn < 85)
        return domain::AttendanceMark::Partial;
    return drawn < 91 ? domain::AttendanceMark::AbsentWithNotice : domain::AttendanceMark::NoShow;
}

} // namespace

std::string Decade::install_of(int number)
{
    auto const digits = std::to_string(number);
    return std::string(32 - digits.size(), '0') + digits;
}

Decade::Decade(hub::store::Store& store, core::Vault const& vault, crypto::Crypto const& crypto,
    hub::facts::DemoData const& data, base::Time now)
    : m_store(store)
    , m_vault(vault)
    , m_crypto(crypto)
    , m_data(data)
    , m_end(now)
    , m_today(day_of(now))
    , m_hub(store, vault, m_clock, m_secrets, crypto)
    , m_towns(towns_of(data))
{
}

void Decade::live(DecadeSize size, std::function<void(int year)> const& say)
{
    m_clock.set(m_end);
    make_ground();
    std::vector<std::string> providers;
    for (auto const& one : need(m_store.organisations()))
        if (one.kind == domain::OrganisationKind::Provider)
            providers.push_back(one.id.value);
    m_plan = plan_decade(m_data, providers, m_today, size);
    m_ids.resize(m_plan.size());
    m_people_of_a_town = std::max(50, size.registrations / 60 / static_cast<int>(m_towns.size()));
    for (std::size_t i = 0; i < m_plan.size(); ++i)
        schedule(i);
    schedule_subsidies();
    int year = 0;
    for (auto day = m_days.begin()->first; day < m_today; day = later(day, 1)) {
        if (domain::fiscal_year_of(day).year != year)
            say(year = domain::fiscal_year_of(day).year);
        m_clock.set(evening_of(day));
        if (auto const found = m_days.find(day); found != m_days.end())
            for (auto const& event : found->second)
                happen(event);
        if (auto const found = m_steps.find(day); found != m_steps.end())
            for (auto const& step : found->second)
                step();
        if (sys_days(day).time_since_epoch().count() % days_between_calls == 0)
            settle_calls();
        flush();
    }
    m_clock.set(m_end);
    apply(core::PassTime{});
    flush();
}

/// Places, programmes of ten years, and who is sent out.
void Decade::make_ground()
{
    core::SaveCatalogue catalogue;
    catalogue.by = by;
    catalogue.areas = m_data.areas;
    catalogue.venues = venues_of(m_data);
    auto const known = need(m_store.programmes(std::nullopt));
    auto const described = known.empty() ? 0 : known.back().fiscal_year.year;
    auto const first = domain::fiscal_year_of(m_today).year - years_before;
    for (int year = first; year < first + years_in_all; ++year) {
        for (auto programme : known) {
            auto const prefix = "p" + std::to_string(described);
            if (programme.fiscal_year.year != described || !programme.id.value.starts_with(prefix))
                continue;
            programme.id.value = "p" + std::to_string(year) + programme.id.value.substr(prefix.size());
            programme.fiscal_year = {year};
            m_programmes.push_back(programme);
        }
        for (auto const& town : m_towns) {
            domain::ProgrammeId const id("p" + std::to_string(year) + "-municipal-" + town);
            if (std::none_of(
                    m_programmes.begin(), m_programmes.end(), [&](auto const& one) { return one.id == id; }))
                m_programmes.push_back({id, {year}, domain::Scheme::MunicipalProposed, "市町提案型 " + town,
                    domain::OrganisationId(town)});
        }
    }
    catalogue.programmes = m_programmes;
    apply(std::move(catalogue));
    flush();
    add_resources();
}

void Decade::add_resources()
{
    for (auto const& town : m_towns)
        for (auto const kind :
            {domain::ResourceKind::Lecturer, domain::ResourceKind::Van, domain::ResourceKind::Visitor})
            for (int crew = 0; crew < crews_of_a_town; ++crew) {
                // The command gives a new resource an id of its own; these are found again by their names.
                domain::Resource resource;
                resource.id = resource_id(kind, town, crew);
                resource.kind = kind;
                resource.name = "みほん" + town + "-" + std::to_string(crew);
                resource.owner = domain::OrganisationId(town);
                resource.setup_minutes = 10;
                need(m_store.put(resource));
            }
}

void Decade::schedule(std::size_t i)
{
    auto const& plan = m_plan[i];
    at(plan.written, Kind::Write, i);
    auto const announced = later(plan.written, 1);
    at(announced, Kind::Announce, i);
    if (plan.fate == Fate::Draft || plan.fate == Fate::Arranging)
        return;
    auto const closes = std::min(plan.closed, m_today);
    auto const open_days = static_cast<int>((sys_days(closes) - sys_days(announced)).count());
    for (int k = 0; k < plan.applicants; ++k)
        at(later(announced, (k * 5 + static_cast<int>(i)) % std::max(1, open_days)), Kind::Register, i, k);
    if (plan.fate == Fate::Cancelled)
        return at(plan.closed, Kind::CallOff, i);
    if (plan.applicants > 2 && i % 4 == 0)
        at(closes, Kind::DropOut, i);
    auto held = day_of(plan.session.starts_at);
    if (plan.fate == Fate::Moved) {
        at(later(plan.closed, -1), Kind::PutOff, i);
        held = later(held, 7);
    }
    at(later(held, -2), Kind::Close, i);
    if (plan.session.admission == domain::Admission::Lottery)
        at(later(held, -1), Kind::Draw, i);
    at(held, Kind::Hold, i);
}

void Decade::schedule_subsidies()
{
    auto const first = domain::fiscal_year_of(m_today).year - years_before;
    for (int year = first; year < first + years_in_all; ++year)
        for (auto const& step : hub::facts::subsidy_year(m_towns, {year})) {
            domain::SubsidyEntry entry;
            entry.step = step.step;
            entry.date = step.on;
            entry.amount_yen = step.amount_yen;
            entry.note = step.note;
            m_steps[step.on].push_back(
                [this, town = step.municipality, year, entry] { take_step(town, year, entry); });
        }
}

void Decade::happen(Event const& event)
{
    auto const i = event.which;
    switch (event.kind) {
    case Kind::Write:
        return write(i);
    case Kind::Announce:
        if (m_plan[i].fate == Fate::Arranging)
            return act(i, SessionAction::Arrange, "");
        return m_plan[i].fate == Fate::Draft ? void() : act(i, SessionAction::Publish);
    case Kind::Register:
        return register_somebody(i, event.turn);
    case Kind::DropOut:
        return drop_out(i);
    case Kind::PutOff:
        return put_off(i);
    case Kind::Close:
        return act(i, SessionAction::Close);
    case Kind::Draw:
        return apply(core::DrawLots{m_ids[i], std::nullopt, true, by});
    case Kind::Hold:
        return hold(i);
    case Kind::CallOff:
        return act(i, SessionAction::Cancel, "講師の体調不良のため");
    }
}

void Decade::write(std::size_t i)
{
    auto session = m_plan[i].session;
    auto const year = domain::fiscal_year_of(day_of(session.starts_at));
    for (auto const& programme : m_programmes)
        if (programme.fiscal_year.year == year.year && programme.organisation == session.provider)
            session.programme = programme.id;
    auto const kind = needed_by(session.format);
    if (kind && m_plan[i].fate != Fate::Moved)
        session.resources.push_back(
            {resource_id(*kind, m_towns[static_cast<std::size_t>(m_plan[i].town)], m_plan[i].crew), 1});
    if (session.capacity > 4)
        session.minimum_participants = 3;
    apply(core::SaveSession{std::move(session), std::nullopt, by}, [this, i](core::Outcome const& outcome) {
        if (auto const* answer = std::get_if<core::SessionAnswer>(&outcome))
            m_ids[i] = answer->id;
    });
}

protocol::Registrant Decade::somebody(std::size_t i, int turn) const
{
    auto const town = static_cast<std::size_t>(m_plan[i].town);
    auto const people = static_cast<std::size_t>(m_people_of_a_town);
    auto const person = (i / m_towns.size() * 7 + static_cast<std::size_t>(turn)) % people;
    auto const number = town * people + person;
    protocol::Registrant one;
    one.kana = m_data.family_names[number % m_data.family_names.size()] + " "
        + m_data.given_names[number / m_data.family_names.size() % m_data.given_names.size()];
    // No number after 090 begins with 0: nobody can ever be called by these.
    auto const digits = std::to_string(1 + number);
    one.phone = "0900" + std::string(7 - std::min<std::size_t>(7, digits.size()), '0') + digits;
    one.birth_year = domain::fiscal_year_of(m_today).year - 60 - static_cast<int>(number * 13 % 32);
    one.municipality = m_towns[town];
    if (number % 16 == 3)
        one.needs = m_data.needs[number % m_data.needs.size()];
    if (m_plan[i].session.format == SessionFormat::HomeVisit)
        one.address = m_data.streets[number % m_data.streets.size()] + "1丁目";
    return one;
}

void Decade::register_somebody(std::size_t i, int turn)
{
    auto const& session = m_plan[i].session;
    auto const person = somebody(i, turn);
    core::TakeRegistration command;
    command.id = domain::RegistrationId(base::make_uuid7(m_clock, m_secrets));
    command.session = m_ids[i];
    command.sealed = need(m_vault.seal(person, {0, "", 0, command.id.value, command.session.value}));
    command.key_id = m_vault.keys().sealing_key_id;
    command.facts.age_band
        = domain::age_band(person.birth_year, domain::fiscal_year_of(day_of(session.starts_at)));
    command.facts.municipality = person.municipality;
    command.facts.marks = m_vault.marks_of(person);
    command.token = base::to_hex(m_secrets.bytes(8));
    command.taken_by = by;
    command.idempotency = {by, command.id.value, by};
    apply(std::move(command));
}

void Decade::drop_out(std::size_t i)
{
    for (auto const& row : need(m_store.registrations(m_ids[i])))
        if (row.state == domain::RegistrationState::Confirmed)
            return apply(core::CancelRegistration{row.id, "急用", by});
}

/// By a week: whoever is registered must be called.
void Decade::put_off(std::size_t i)
{
    auto session = need(m_store.session(m_ids[i])).value().row.session;
    for (auto& part : session.parts) {
        part.starts_at += days(7);
        part.ends_at += days(7);
    }
    session.starts_at += days(7);
    session.ends_at += days(7);
    auto const version = session.version;
    apply(core::SaveSession{std::move(session), version, by});
}

/// The evening after: everybody on the sheet gets a mark, and one in ten says how it was.
void Decade::hold(std::size_t i)
{
    act(i, SessionAction::Hold);
    if (m_plan[i].session.admission == domain::Admission::DropIn)
        return apply(core::CountParticipants{m_ids[i], 5 + static_cast<int>(i % 20), by});
    constexpr std::array faces{"good", "good", "middle", "bad"};
    for (auto const& row : need(m_store.registrations(m_ids[i]))) {
        if (row.state != domain::RegistrationState::Confirmed)
            continue;
        auto const mark = mark_for(m_random.next() % 100);
        apply(core::MarkAttendance{row.id, mark, by});
        if (mark == domain::AttendanceMark::Present && m_random.next() % 10 == 0)
            apply(core::SaveSurvey{row.id, {faces[m_random.next() % faces.size()], "yes", "yes"}, by});
    }
}

void Decade::take_step(std::string const& municipality, int year, domain::SubsidyEntry entry)
{
    domain::ProgrammeId const programme("p" + std::to_string(year) + "-municipal");
    auto const key = std::pair(municipality, year);
    if (!m_subsidies.contains(key)) {
        auto const known = need(m_store.subsidies(year, municipality));
        // What a document says about its year stays as it is.
        bool const is_stated = std::any_of(
            known.begin(), known.end(), [&](auto const& one) { return one.programme == programme; });
        m_subsidies[key] = {};
        if (!is_stated)
            apply(core::AddSubsidy{{{}, municipality, programme, year, "full", {}}, by},
                [this, key](core::Outcome const& outcome) {
                    if (auto const* answer = std::get_if<core::SubsidyAnswer>(&outcome))
                        m_subsidies[key] = answer->id;
                });
        flush();
    }
    if (!m_subsidies[key].is_empty())
        apply(core::AddSubsidyStep{m_subsidies[key], std::move(entry), by});
}

/// Whoever must be told is told within the week; some need a second try.
void Decade::settle_calls()
{
    for (auto const& call : need(m_store.open_calls(""))) {
        if (m_clock.now() - call.made_at < days(days_until_told))
            continue;
        bool const is_in_vain = call.tried == 0 && call.id % 9 == 0;
        apply(core::SettleCall{call.id, is_in_vain ? core::CallEnd::Tried : core::CallEnd::Done, "", by});
    }
    apply(core::PassTime{});
}

void Decade::add_kiosks(int count)
{
    m_clock.set(m_end);
    std::vector<domain::VenueId> halls;
    for (auto const& venue : need(m_store.venues("")))
        if (venue.kind == domain::VenueKind::CommunityCentre || venue.kind == domain::VenueKind::TownHall)
            halls.push_back(venue.id);
    for (int i = 0; i < count; ++i) {
        auto const code = m_crypto.hash(base::bytes_of("code" + std::to_string(i)));
        auto const& hall = halls[static_cast<std::size_t>(i) % halls.size()];
        apply(core::SaveEnrolCode{
            {base::to_hex(code), hall, m_clock.now() + std::chrono::minutes(10), {}}, by});
        auto const credential = base::to_hex(m_crypto.hash(base::bytes_of(credential_of(i))));
        std::uint32_t kiosk = 0;
        apply(core::EnrolKiosk{base::to_hex(code), install_of(i),
                  m_crypto.make_signing_pair(m_secrets).public_key, credential, "", {}, {}},
            [&kiosk](core::Outcome const& outcome) {
                if (auto const* answer = std::get_if<core::EnrolledAnswer>(&outcome))
                    kiosk = answer->kiosk;
            });
        flush();
        core::ReceiveCommands sync;
        sync.kiosk = kiosk;
        sync.clock_off_ms = 0;
        sync.proto = std::string(protocol::proto_version);
        sync.program = "1.0";
        if (i % 10 != 9)
            apply(std::move(sync));
    }
    flush();
}

void Decade::act(std::size_t i, SessionAction action, std::string const& reason)
{
    apply(core::ActOnSession{m_ids[i], action, reason, by});
}

void Decade::apply(core::Command command, std::function<void(core::Outcome const&)> then)
{
    m_batch.push_back(std::move(command));
    m_then.push_back(std::move(then));
    if (m_batch.size() >= batch_size)
        flush();
}

void Decade::flush()
{
    auto const commands = std::exchange(m_batch, {});
    auto const then = std::exchange(m_then, {});
    if (commands.empty())
        return;
    auto const outcomes = m_hub.apply(commands);
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        if (auto const* failed = std::get_if<core::WorldFailed>(&outcomes[i]))
            throw DecadeTrouble{failed->message};
        if (auto const* refusal = std::get_if<core::Refusal>(&outcomes[i])) {
            std::string where;
            for (auto const& field : refusal->fields)
                where += " " + field.field + ": " + field.reason;
            throw DecadeTrouble{refusal->reason + ": " + refusal->detail + where};
        }
        if (then[i])
            then[i](outcomes[i]);
    }
}

} // namespace meguri::bench
