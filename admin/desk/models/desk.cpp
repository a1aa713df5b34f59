#include "admin/desk/models/desk.h"

#include "admin/desk/models/words.h"
#include "shared/domain/fiscal_year.h"

#include <algorithm>

namespace meguri::desk::models {

Desk::Desk(Api& api, base::Clock const& clock, base::Random& random, base::Post post_back)
    : m_clock(clock)
    , m_jobs(api, clock, std::move(post_back))
    , m_today(m_jobs, clock, [this] { changed(); })
    , m_calls(m_jobs, clock, [this] { changed(); })
    , m_reports(m_jobs, clock, [this] { changed(); })
    , m_imports(m_jobs, clock, [this] { changed(); })
    , m_sessions(m_jobs, clock, [this] { section_changed(); })
    , m_applications(m_jobs, clock, random, [this] { changed(); })
    , m_tours(m_jobs, clock, [this] { changed(); })
    , m_municipalities(m_jobs, clock, [this] { changed(); })
    , m_subsidies(m_jobs, clock, [this] { changed(); })
    , m_kiosks(m_jobs, clock, [this] { changed(); })
    , m_people(m_jobs, clock, [this] { changed(); })
    , m_year_change(m_jobs, clock, [this] { changed(); })
{
    m_scope.fiscal_year = domain::fiscal_year_of(domain::tokyo_date(clock.now())).year;
    m_jobs.on_change([this] { changed(); });
    m_jobs.on_logged_out([this] { lose_login(); });
}

void Desk::changed()
{
    work_out_today();
    if (m_told)
        m_told();
}

void Desk::section_changed()
{
    // The applications pick from the same sessions; copying them only when they are new keeps typing quick.
    if (m_sessions_seen != m_sessions.revision()) {
        m_sessions_seen = m_sessions.revision();
        m_applications.take_sessions(m_sessions.table().rows());
    }
    changed();
}

void Desk::log_in(std::string const& name, std::string const& password)
{
    if (m_is_logging_in)
        return;
    if (name.empty() || password.empty()) {
        m_login_notice = {Tone::Stop, "利用者名とパスワードを 書いてください。"};
        return changed();
    }
    m_is_logging_in = true;
    m_login_notice = {};
    m_jobs.ask<Login>([name, password](Api& api) { return api.login(name, password); },
        [this, name](auto outcome) { take_login(std::move(outcome), name); });
    changed();
}

void Desk::take_login(Outcome<Login> outcome, std::string const& name)
{
    m_is_logging_in = false;
    if (!outcome) {
        auto const& problem = outcome.error();
        m_login_notice = {Tone::Stop, problem_words(problem)};
        if (problem.kind == ProblemKind::LoggedOut || problem.kind == ProblemKind::NotAllowed)
            m_login_notice.text = "利用者名か パスワードが ちがいます。";
        if (problem.kind == ProblemKind::Unreachable)
            m_login_notice.text = "ハブにつながりません。ハブが動いているか、回線を 確かめてください。";
        return changed();
    }
    // Somebody else must not find what the one before had open.
    bool const is_same_person = name == m_login_name;
    if (!is_same_person)
        forget_all();
    m_login_name = name;
    m_login = std::move(outcome->value);
    m_login_notice = {};
    auto const role = domain::from_name<domain::Role>(m_login->role);
    m_scope.actor = {name, role.value_or(domain::Role::Operator), m_login->organisation};
    if (role == domain::Role::Municipality && m_scope.municipality.empty())
        m_scope.municipality = m_login->organisation;
    load_choices();
    // Whoever logs in has not asked for names yet.
    open_quietly(m_section);
    if (is_same_person)
        refresh_quietly();
}

void Desk::lose_login()
{
    if (!m_login)
        return;
    m_login.reset();
    m_login_notice = {
        Tone::Few, "ログインの期限が切れました。もう1度 ログインしてください。書いたものは 残っています。"};
    changed();
}

void Desk::log_out()
{
    m_login.reset();
    m_login_name.clear();
    m_scope = {m_scope.fiscal_year, "", ""};
    m_login_notice = {};
    forget_all();
    changed();
}

void Desk::forget_all()
{
    m_today.forget();
    m_calls.forget();
    m_reports.forget();
    m_imports.forget();
    m_sessions.forget();
    m_applications.forget();
    m_tours.forget();
    m_municipalities.forget();
    m_subsidies.forget();
    m_kiosks.forget();
    m_people.forget();
    m_year_change.forget();
}

void Desk::load_choices()
{
    m_jobs.ask<std::vector<Municipality>>([](Api& api) { return api.municipalities(); },
        [this](auto outcome) {
            if (outcome)
                m_municipality_list = std::move(outcome->value);
            m_tours.take_towns(m_municipality_list);
            m_imports.take_towns(m_municipality_list);
            ++m_choices_revision;
        });
    m_jobs.ask<std::vector<Venue>>([](Api& api) { return api.venues(); },
        [this](auto outcome) {
            if (outcome)
                m_venues = std::move(outcome->value);
            m_tours.take_venues(m_venues);
            m_sessions.take_venues(m_venues);
            m_imports.take_venues(m_venues);
            ++m_choices_revision;
        });
    m_jobs.ask<std::vector<Named>>([](Api& api) { return api.providers(); },
        [this](auto outcome) {
            if (outcome)
                m_providers = std::move(outcome->value);
            ++m_choices_revision;
        });
    m_kiosks.refresh();
    m_sessions.editor().load_choices();
}

void Desk::open(Section section)
{
    open_quietly(section);
    if (section == Section::Today)
        m_today.refresh();
}

void Desk::open_quietly(Section section)
{
    m_section = section;
    m_saved_notice = {};
    m_sessions.show_scope(m_scope);
    m_applications.show_scope(m_scope);
    m_year_change.show_scope(m_scope);
    if (section == Section::Today) {
        m_today.refresh_quietly();
        m_year_change.look_ahead();
        if (m_scope.actor.role == domain::Role::Prefecture
            || m_scope.actor.role == domain::Role::Municipality)
            m_subsidies.show_scope(m_scope);
    }
    if (section == Section::Calls)
        m_calls.show_scope(m_scope);
    else
        m_calls.look_at(m_scope);
    if (section == Section::Tours)
        m_tours.show_scope(m_scope);
    if (section == Section::Reports)
        m_reports.show_scope(m_scope);
    if (section == Section::Import)
        m_imports.show_scope(m_scope);
    else
        m_imports.leave(); // Nobody who comes later finds the people of a file.
    if (section == Section::Municipalities)
        m_municipalities.show_scope(m_scope);
    if (section == Section::Subsidies)
        m_subsidies.show_scope(m_scope);
    if (section == Section::Kiosks)
        m_kiosks.show_scope(m_scope);
    if (section == Section::People)
        m_people.show_scope(m_scope);
    changed();
}

void Desk::set_scope(Scope scope)
{
    bool const is_same = scope.fiscal_year == m_scope.fiscal_year
        && scope.municipality == m_scope.municipality && scope.query == m_scope.query;
    if (is_same)
        return;
    m_scope = std::move(scope);
    open(m_section);
}

void Desk::refresh()
{
    if (m_municipality_list.empty() || m_venues.empty())
        load_choices();
    if (m_section == Section::Applications)
        m_applications.refresh_roster();
    if (m_section == Section::Calls)
        m_calls.refresh();
    if (m_section == Section::Today)
        m_today.refresh();
    if (m_section == Section::Tours)
        m_tours.refresh_names();
    if (m_section == Section::People)
        m_people.refresh();
    refresh_quietly();
}

void Desk::refresh_quietly()
{
    if (!m_login)
        return;
    switch (m_section) {
    case Section::Today:
        m_sessions.refresh();
        m_today.refresh_quietly();
        break;
    case Section::Sessions:
    case Section::Applications:
        m_sessions.refresh();
        break;
    case Section::Calls:
        break;
    case Section::Reports:
        m_reports.refresh();
        break;
    case Section::Tours:
        m_tours.refresh_quietly();
        break;
    case Section::Municipalities:
        m_municipalities.refresh();
        break;
    case Section::Subsidies:
        m_subsidies.refresh();
        break;
    case Section::Import:
    case Section::Kiosks:
    case Section::People: // Whoever reads the audit must not lose the line he is at.
        break;
    }
    // Whatever is open: the rail says when a kiosk is stuck and how many must be called.
    m_kiosks.refresh();
    m_calls.refresh_quietly();
}

std::optional<base::Time> Desk::as_of() const
{
    switch (m_section) {
    case Section::Today:
        return m_sessions.as_of();
    case Section::Calls:
        return m_calls.as_of();
    case Section::Reports:
        return m_reports.as_of();
    case Section::Sessions:
        return m_sessions.as_of();
    case Section::Applications:
        return m_applications.has_roster() ? m_applications.as_of() : m_sessions.as_of();
    case Section::Tours:
        return m_tours.as_of();
    case Section::Municipalities:
        return m_municipalities.as_of();
    case Section::Subsidies:
        return m_subsidies.as_of();
    case Section::Import:
        return std::nullopt;
    case Section::Kiosks:
        return m_kiosks.as_of();
    case Section::People:
        return m_people.as_of();
    }
    return std::nullopt;
}

int Desk::urgent_count(Section section) const
{
    if (section == Section::Today)
        return m_today.count();
    if (section == Section::Calls)
        return m_calls.count().value_or(0);
    return section == Section::Kiosks ? m_kiosks.stuck_count() : 0;
}

void Desk::work_out_today()
{
    std::array const made_of{m_sessions.revision(), m_calls.revision(), m_kiosks.revision(),
        m_today.help_revision(), m_subsidies.revision(), m_year_change.missing_revision()};
    if (!m_login || made_of == m_today_made_of)
        return;
    m_today_made_of = made_of;
    TodayFacts const facts{m_clock.now(), m_sessions.table().rows(), m_sessions.uses(),
        m_sessions.table().marks(), m_sessions.editor().resources(), m_kiosks.table().rows(),
        m_calls.table().rows(), m_today.help(), m_subsidies.board().subsidies(),
        m_year_change.missing_year()};
    m_today.take(today_groups(facts), broken_promises(m_calls.table().rows()));
}

void Desk::act_on(TodayLine const& line)
{
    auto const target = line.target;
    switch (line.deed) {
    case TodayDeed::EndHelp:
        return m_today.end_help(target);
    case TodayDeed::TellByPhone:
        open(Section::Calls);
        return m_calls.choose(target);
    case TodayDeed::TakeSeatsBack:
        open(Section::Kiosks);
        m_kiosks.choose(target);
        return m_kiosks.open_action(KioskAction::Reclaim);
    case TodayDeed::OpenKiosk:
        open(Section::Kiosks);
        return m_kiosks.choose(target);
    case TodayDeed::OpenSubsidy:
        open(Section::Subsidies);
        return m_subsidies.choose(target);
    case TodayDeed::PrepareYear: {
        auto scope = m_scope;
        scope.fiscal_year = m_year_change.missing_year().value_or(scope.fiscal_year + 1) - 1;
        set_scope(std::move(scope));
        open(Section::Reports);
        return m_year_change.preview();
    }
    case TodayDeed::OpenRoster:
        open(Section::Applications);
        return m_applications.choose_session(target);
    case TodayDeed::ChangeSession:
    case TodayDeed::OpenSession:
        open(Section::Sessions);
        return m_sessions.choose(target);
    }
}

std::vector<Venue> Desk::venues() const
{
    std::vector<Venue> own;
    std::ranges::copy_if(m_venues, std::back_inserter(own), [this](Venue const& venue) {
        bool const is_elsewhere = m_scope.actor.role == domain::Role::Municipality
            && venue.municipality != m_scope.actor.organisation;
        return !is_elsewhere;
    });
    return own;
}

std::string Desk::role_line() const
{
    if (!m_login)
        return "";
    auto const town = std::ranges::find(m_municipality_list, m_login->organisation, &Municipality::code);
    auto const provider = std::ranges::find(m_providers, m_login->organisation, &Named::id);
    auto const name = town != m_municipality_list.end() ? town->name
        : provider != m_providers.end()                 ? provider->name
                                                        : role_words(m_login->role);
    return name + " " + m_login_name;
}

std::string Desk::csv()
{
    switch (m_section) {
    case Section::Today:
        return to_csv(m_today.text_rows());
    case Section::Reports:
        return to_csv(m_reports.text_rows());
    case Section::Calls:
        return m_calls.table().csv();
    case Section::Sessions:
        return m_sessions.table().csv();
    case Section::Applications:
        return m_applications.table().csv();
    case Section::Tours:
        return m_tours.csv();
    case Section::Municipalities:
        return m_municipalities.csv();
    case Section::Subsidies:
        return m_subsidies.csv();
    case Section::Import:
        return to_csv(m_imports.text_rows());
    case Section::Kiosks:
        return m_kiosks.table().csv();
    case Section::People:
        return m_people.csv();
    }
    return "";
}

void Desk::say_saved(std::string const& path, bool is_written)
{
    m_saved_notice = is_written
        ? Notice{Tone::Ok, "CSVに書き出しました: " + path}
        : Notice{Tone::Stop, "CSVに書き出せません。ほかの場所を選んでください: " + path};
    changed();
}

std::string Desk::csv_name() const
{
    auto const today = domain::to_iso(domain::tokyo_date(m_clock.now()));
    switch (m_section) {
    case Section::Today:
        return "今日-" + today + ".csv";
    case Section::Reports:
        return "取組状況-" + today + ".csv";
    case Section::Calls:
        return "電話連絡-" + today + ".csv";
    case Section::Sessions:
        return "開催回-" + today + ".csv";
    case Section::Applications:
        return "申込-" + today + ".csv";
    case Section::Tours:
        return m_tours.csv_title() + "-" + today + ".csv";
    case Section::Municipalities:
        return m_municipalities.csv_title() + "-" + today + ".csv";
    case Section::Subsidies:
        return m_subsidies.csv_title() + "-" + today + ".csv";
    case Section::Import:
        return "取込-" + today + ".csv";
    case Section::Kiosks:
        return "端末-" + today + ".csv";
    case Section::People:
        return m_people.csv_title() + "-" + today + ".csv";
    }
    return "";
}

} // namespace meguri::desk::models
