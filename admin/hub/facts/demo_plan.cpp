#include "admin/hub/facts/demo_plan.h"

#include <algorithm>
#include <array>
#include <set>

namespace meguri::hub::facts {

using domain::SessionFormat;
using std::chrono::days;
using std::chrono::sys_days;

namespace {

constexpr int weeks_ahead = 6; ///< How far ahead classes are open for registration.

class Planner {
public:
    Planner(DemoData const& data, DemoPeople& people, domain::Date today)
        : m_data(data)
        , m_people(people)
        , m_today(today)
        , m_year(domain::fiscal_year_of(today))
        , m_first(sys_days(domain::first_day(m_year)) + days(10))
        , m_last(sys_days(today) + days(7 * weeks_ahead))
    {
        for (auto const& row : data.venues)
            m_municipalities.insert(row.venue.municipality.text());
    }

    std::vector<PlannedSession> plan()
    {
        plan_municipal_classes();
        plan_classes_soon();
        plan_van_days();
        plan_home_visits();
        plan_outings();
        plan_monthly(SessionFormat::Consultation, 13);
        plan_monthly(SessionFormat::OnlineClass, 10);
        plan_shops();
        plan_events();
        return std::move(m_sessions);
    }

private:
    DemoVenue const* venue(std::string const& municipality, domain::VenueKind kind, int nth = 0) const
    {
        for (auto const& row : m_data.venues)
            if (row.venue.municipality.text() == municipality && row.venue.kind == kind && nth-- == 0)
                return &row;
        return nullptr;
    }
    /// Where a class of the municipality is held: its community centres in turn.
    domain::VenueId hall(std::string const& municipality, int turn) const
    {
        auto const* found = venue(municipality, domain::VenueKind::CommunityCentre, turn % 2);
        found = found ? found : venue(municipality, domain::VenueKind::TownHall);
        return found ? found->venue.id : domain::VenueId("v-" + municipality + "-1");
    }
    std::vector<DemoCourse const*> courses(SessionFormat format) const
    {
        std::vector<DemoCourse const*> found;
        for (auto const& course : m_data.courses)
            if (course.format == format)
                found.push_back(&course);
        return found;
    }
    std::vector<DemoPlaces const*> places(SessionFormat format) const
    {
        std::vector<DemoPlaces const*> found;
        for (auto const& one : m_data.places)
            if (one.format == format)
                found.push_back(&one);
        return found;
    }

    static bool is_weekend(sys_days day)
    {
        auto const weekday = std::chrono::weekday(day);
        return weekday == std::chrono::Sunday || weekday == std::chrono::Saturday;
    }
    static sys_days working_day(sys_days day)
    {
        while (is_weekend(day))
            day += days(1);
        return day;
    }
    static base::Time at(sys_days day, int minutes)
    {
        return domain::from_tokyo({domain::Date(day), minutes / 60, minutes % 60, 0});
    }

    /// Everything but the place, with its own little life: applicants, a cancellation, a day on which it was
    /// written.
    PlannedSession planned(DemoCourse const& course, std::string const& municipality,
        std::string const& provider, domain::VenueId const& place, sys_days day, int minute)
    {
        PlannedSession plan;
        auto& session = plan.session;
        session.title = course.title;
        session.title_kana = course.title_kana;
        session.level = course.level;
        session.topics = course.topics;
        session.format = course.format;
        session.delivery = course.format == SessionFormat::OnlineClass ? domain::Delivery::Online
                                                                       : domain::Delivery::InPerson;
        session.provider = domain::OrganisationId(provider.empty() ? municipality : provider);
        session.municipality = domain::MunicipalityCode::parse(municipality);
        session.venue = place;
        session.starts_at = at(day, minute);
        session.ends_at = at(day, minute + course.minutes);
        session.capacity = course.capacity;
        plan.written = domain::Date(day - days(m_people.between(30, 45)));
        if (course.capacity == 0) {
            session.admission = domain::Admission::DropIn;
            plan.drop_in_participants = m_people.between(3, 14);
            return plan;
        }
        plan.applicants = m_people.chance(14)
            ? course.capacity + m_people.between(1, 3)
            : std::max(1, course.capacity * m_people.between(55, 100) / 100);
        bool const is_past = day < sys_days(m_today);
        if (m_people.chance(4)) {
            plan.cancelled = domain::Date(day - days(m_people.between(2, 6)));
            plan.cancel_reason = m_people.one_of(m_data.cancel_reasons);
            // Calls that nobody ticked off would stand for months.
            plan.applicants = is_past ? 0 : std::min(plan.applicants, 3);
        }
        return plan;
    }

    void add(PlannedSession plan)
    {
        auto& session = plan.session;
        if (session.parts.empty())
            session.parts.push_back({session.starts_at, session.ends_at, session.venue});
        m_sessions.push_back(std::move(plan));
    }

    /// Every third week in every municipality, until a few days before today.
    void plan_municipal_classes()
    {
        auto const all = courses(SessionFormat::VenueClass);
        int turn = 0;
        for (auto const& municipality : m_municipalities) {
            auto const stop = sys_days(m_today) - days(3);
            for (auto day = m_first + days(turn % 19); day < stop; day += days(m_people.between(18, 25))) {
                add(planned(*all[static_cast<std::size_t>(turn) % all.size()], municipality, "",
                    hall(municipality, turn), working_day(day),
                    m_people.chance(50) ? 10 * 60 : 13 * 60 + 30));
                ++turn;
            }
            turn += 5;
        }
    }

    /// What a visitor of any kiosk finds: four topics in every municipality within the coming weeks.
    void plan_classes_soon()
    {
        auto const all = courses(SessionFormat::VenueClass);
        int turn = 0;
        for (auto const& municipality : m_municipalities) {
            int week = 0;
            for (auto const* topic : {"line", "basic", "mynumber", "bousai"}) {
                auto const found = std::find_if(all.begin(), all.end(), [&](auto const* course) {
                    return std::find(course->topics.begin(), course->topics.end(), topic)
                        != course->topics.end();
                });
                if (found == all.end())
                    continue;
                auto const day = working_day(sys_days(m_today) + days(3 + 8 * week++ + turn % 5));
                auto plan = planned(**found, municipality, "", hall(municipality, week), day,
                    turn % 2 == 0 ? 10 * 60 : 13 * 60 + 30);
                // Somebody at the panel must find a seat: only some of these are full.
                plan.cancelled.reset();
                plan.applicants
                    = turn % 7 == 3 ? plan.session.capacity + 2 : plan.session.capacity * (3 + turn % 4) / 10;
                plan.written
                    = std::min(plan.written, domain::Date(sys_days(m_today) - days(m_people.between(4, 12))));
                if (turn % 23 == 11)
                    plan.moved = domain::Date(sys_days(m_today) - days(1));
                ++turn;
                add(std::move(plan));
            }
        }
    }

    /// A van: one day in one place, three or four classes one after the other.
    void plan_van_days()
    {
        auto const all = courses(SessionFormat::MobileVan);
        for (auto const* place : places(SessionFormat::MobileVan)) {
            std::size_t turn = 0;
            for (auto day = m_first + days(20); day < m_last; day += days(16)) {
                auto const& municipality = place->municipalities[turn++ % place->municipalities.size()];
                auto const* stop = venue(municipality, domain::VenueKind::VanStop);
                int const count = m_people.between(3, 4);
                constexpr std::array minutes{9 * 60 + 30, 10 * 60 + 45, 13 * 60, 14 * 60 + 15};
                for (int i = 0; i < count; ++i) {
                    auto const slot = static_cast<std::size_t>(i);
                    auto plan = planned(*all[slot % all.size()], municipality, place->provider,
                        stop ? stop->venue.id : hall(municipality, 0), working_day(day), minutes[slot]);
                    add(std::move(plan));
                }
            }
        }
    }

    void plan_home_visits()
    {
        auto const all = courses(SessionFormat::HomeVisit);
        for (auto const* place : places(SessionFormat::HomeVisit))
            for (auto const& municipality : place->municipalities) {
                auto const* home = venue(municipality, domain::VenueKind::Home);
                std::size_t turn = 0;
                for (auto day = m_first + days(12); day < m_last; day += days(m_people.between(14, 20)))
                    for (int const minute : {10 * 60, 14 * 60}) {
                        auto plan = planned(*all[turn++ % all.size()], municipality, place->provider,
                            home ? home->venue.id : hall(municipality, 0), working_day(day), minute);
                        bool const is_soon = working_day(day) > sys_days(m_today);
                        plan.applicants = is_soon && turn % 3 == 0 ? 0 : 1;
                        add(std::move(plan));
                    }
            }
    }

    /// Two or three days: first indoors, then out in the town; later ones are still being arranged.
    void plan_outings()
    {
        auto const all = courses(SessionFormat::PracticalOuting);
        for (auto const* place : places(SessionFormat::PracticalOuting))
            for (auto const& municipality : place->municipalities) {
                std::size_t turn = 0;
                for (auto day = m_first + days(40); day < m_last + days(60); day += days(45)) {
                    auto const& course = *all[turn++ % all.size()];
                    bool const is_arranging = day > sys_days(m_today) + days(21);
                    auto plan = planned(course, municipality, place->provider, hall(municipality, 0),
                        working_day(day), 10 * 60);
                    int const parts = m_people.between(2, 3);
                    auto const out = venue(municipality, domain::VenueKind::VanStop);
                    for (int i = 0; i < parts; ++i) {
                        auto const on = working_day(day + days(7 * i));
                        auto const where = i == 0 || !out ? plan.session.venue : out->venue.id;
                        plan.session.parts.push_back(
                            {at(on, 10 * 60), at(on, 10 * 60 + course.minutes), where});
                    }
                    plan.session.ends_at = plan.session.parts.back().ends_at;
                    if (is_arranging) {
                        plan.is_arranging = true;
                        plan.cancelled.reset();
                        plan.written = domain::Date(sys_days(m_today) - days(m_people.between(3, 20)));
                    }
                    add(std::move(plan));
                }
            }
    }

    void plan_monthly(SessionFormat format, int minute_of_ten)
    {
        auto const all = courses(format);
        std::size_t turn = 0;
        for (auto const* place : places(format))
            for (auto const& municipality : place->municipalities) {
                bool const is_online = format == SessionFormat::OnlineClass;
                auto const* online = is_online ? venue(municipality, domain::VenueKind::Online) : nullptr;
                for (auto day = m_first + days(m_people.between(3, 20)); day < m_last; day += days(28))
                    add(planned(*all[turn++ % all.size()], municipality, place->provider,
                        online ? online->venue.id : hall(municipality, 0), working_day(day),
                        minute_of_ten * 60));
            }
    }

    void plan_shops()
    {
        auto const all = courses(SessionFormat::ShopClass);
        std::size_t turn = 0;
        for (auto const& row : m_data.venues) {
            if (row.venue.kind != domain::VenueKind::Shop || row.provider.empty())
                continue;
            for (auto day = m_first + days(m_people.between(1, 30)); day < m_last; day += days(35))
                add(planned(*all[turn++ % all.size()], row.venue.municipality.text(), row.provider,
                    row.venue.id, working_day(day), 11 * 60));
        }
    }

    void plan_events()
    {
        auto const all = courses(SessionFormat::Event);
        std::size_t turn = 0;
        for (auto const* place : places(SessionFormat::Event))
            for (auto const& municipality : place->municipalities) {
                auto const soon = sys_days(m_today) + days(12 + 7 * static_cast<int>(turn));
                for (auto const day : {m_first + days(90 + 25 * static_cast<int>(turn)), soon})
                    if (day < sys_days(m_today) - days(7) || day == soon) {
                        auto plan = planned(*all.front(), municipality, place->provider,
                            hall(municipality, 0), working_day(day), 13 * 60);
                        plan.cancelled.reset();
                        add(std::move(plan));
                    }
                ++turn;
            }
    }

    DemoData const& m_data;
    DemoPeople& m_people;
    domain::Date m_today;
    domain::FiscalYear m_year;
    sys_days m_first;
    sys_days m_last;
    std::set<std::string> m_municipalities;
    std::vector<PlannedSession> m_sessions;
};

} // namespace

std::vector<PlannedSession> plan_year(DemoData const& data, DemoPeople& people, domain::Date today)
{
    return Planner(data, people, today).plan();
}

} // namespace meguri::hub::facts
