#include "tests/bench/decade_plan.h"

#include <algorithm>
#include <array>
#include <set>

namespace meguri::bench {

using domain::SessionFormat;
using std::chrono::days;
using std::chrono::sys_days;

namespace {

/// One format in a hundred classes so and so often; what takes a few people only gets as many applicants.
struct Share {
    SessionFormat format;
    int of_a_hundred;
    int seats; ///< 0: as many as its applicants need.
    domain::VenueKind place;
};
constexpr std::array shares{Share{SessionFormat::VenueClass, 50, 0, domain::VenueKind::CommunityCentre},
    Share{SessionFormat::MobileVan, 12, 0, domain::VenueKind::VanStop},
    Share{SessionFormat::ShopClass, 14, 0, domain::VenueKind::Shop},
    Share{SessionFormat::Consultation, 8, 4, domain::VenueKind::TownHall},
    Share{SessionFormat::HomeVisit, 6, 1, domain::VenueKind::Home},
    Share{SessionFormat::OnlineClass, 5, 0, domain::VenueKind::Online},
    Share{SessionFormat::PracticalOuting, 3, 0, domain::VenueKind::CommunityCentre},
    Share{SessionFormat::Event, 2, -1, domain::VenueKind::CommunityCentre}}; ///< -1: nobody registers.

/// A step through the hundred that meets each format soon.
Share const& share_of(int number)
{
    int place = number * 37 % 100;
    for (auto const& share : shares)
        if ((place -= share.of_a_hundred) < 0)
            return share;
    return shares.front();
}

bool is_working_day(sys_days day)
{
    auto const weekday = std::chrono::weekday(day);
    return weekday != std::chrono::Sunday && weekday != std::chrono::Saturday;
}

class Planner {
public:
    Planner(hub::facts::DemoData const& data, std::vector<std::string> const& providers, domain::Date today)
        : m_data(data)
        , m_providers(providers)
        , m_towns(towns_of(data))
        , m_venues(venues_of(data))
        , m_today(today)
    {
    }

    std::vector<PlannedClass> plan(DecadeSize size)
    {
        auto const first_year = domain::fiscal_year_of(m_today).year - years_before;
        std::vector<sys_days> calendar;
        for (auto day = sys_days(domain::first_day({first_year}));
             day < sys_days(domain::first_day({first_year + years_in_all})); day += days(1))
            if (is_working_day(day))
                calendar.push_back(day);
        std::vector<PlannedClass> classes;
        classes.reserve(static_cast<std::size_t>(size.sessions));
        std::size_t day_before = calendar.size();
        int of_the_day = 0;
        for (int i = 0; i < size.sessions; ++i) {
            auto const day
                = static_cast<std::size_t>(i) * calendar.size() / static_cast<std::size_t>(size.sessions);
            of_the_day = day == day_before ? of_the_day + 1 : 0;
            day_before = day;
            classes.push_back(one(i, calendar[day], of_the_day));
        }
        give_applicants(classes, size.registrations);
        return classes;
    }

private:
    PlannedClass one(int number, sys_days day, int of_the_day) const
    {
        auto const& share = share_of(number);
        PlannedClass made;
        auto const towns = static_cast<int>(m_towns.size());
        made.town = number % towns;
        made.crew = of_the_day / towns % crews_of_a_town;
        auto& session = made.session;
        auto const& course = course_of(share.format, number);
        session.title = course.title;
        session.title_kana = course.title_kana;
        session.level = course.level;
        session.topics = course.topics;
        session.format = share.format;
        session.delivery = share.format == SessionFormat::OnlineClass ? domain::Delivery::Online
                                                                      : domain::Delivery::InPerson;
        bool const is_towns_own = share.format == SessionFormat::VenueClass || m_providers.empty();
        session.provider = domain::OrganisationId(is_towns_own
                ? m_towns[static_cast<std::size_t>(made.town)]
                : m_providers[static_cast<std::size_t>(number / 3) % m_providers.size()]);
        session.venue = venue_of(share.place, made.town, number);
        constexpr std::array hours{10, 13, 14, 11};
        session.starts_at = domain::from_tokyo(
            {domain::Date(day), hours[static_cast<std::size_t>(number / towns) % hours.size()], 0, 0});
        session.ends_at = session.starts_at + std::chrono::minutes(course.minutes);
        session.parts.push_back({session.starts_at, session.ends_at, session.venue});
        if (share.seats < 0)
            session.admission = domain::Admission::DropIn;
        else if (share.seats == 0 && number % 50 == 7)
            session.admission = domain::Admission::Lottery;
        session.capacity = std::max(share.seats, 0);
        give_life(made, number, day);
        return made;
    }

    /// When it was written and how far it has come until today.
    void give_life(PlannedClass& made, int number, sys_days day) const
    {
        auto const today = sys_days(m_today);
        made.written = domain::Date(std::min(day - days(40 + number % 10), today - days(10 + number % 10)));
        made.closed = domain::Date(day - days(2));
        if (day > today + days(7 * weeks_open))
            made.fate = number % 3 == 0 ? Fate::Arranging : Fate::Draft;
        else if (number % 25 == 4) {
            made.fate = Fate::Cancelled;
            made.closed = domain::Date(std::min(day - days(3), today - days(1 + number / 25 % 5)));
        } else if (day >= today)
            made.fate = Fate::Open;
        else if (number % 60 == 11)
            made.fate = Fate::Moved;
    }

    /// All that were asked for, among those classes that somebody could register for; sizes go up and down.
    void give_applicants(std::vector<PlannedClass>& classes, int registrations) const
    {
        std::vector<PlannedClass*> wide;
        int left = registrations;
        for (auto& each : classes) {
            if (each.fate == Fate::Draft || each.fate == Fate::Arranging
                || each.session.admission == domain::Admission::DropIn)
                continue;
            if (each.session.capacity == 0) {
                wide.push_back(&each);
                continue;
            }
            each.applicants = std::min(each.session.capacity, left);
            left -= each.applicants;
        }
        for (std::size_t i = 0; i < wide.size(); ++i) {
            auto const rest = static_cast<int>(wide.size() - i);
            int const even = left / rest;
            int const here = rest == 1 ? left : std::clamp(even + static_cast<int>(i * 5 % 7) - 3, 0, left);
            wide[i]->applicants = here;
            left -= here;
            // One in eleven has more applicants than seats, the others a few seats to spare.
            bool const is_full = i % 11 == 5;
            wide[i]->session.capacity = std::max(1, here + (is_full ? -2 : static_cast<int>(i % 4)));
        }
        for (auto& each : classes)
            if (each.session.capacity == 0 && each.session.admission != domain::Admission::DropIn)
                each.session.capacity = 12;
    }

    hub::facts::DemoCourse const& course_of(SessionFormat format, int number) const
    {
        std::vector<hub::facts::DemoCourse const*> found;
        for (auto const& course : m_data.courses)
            if (course.format == format)
                found.push_back(&course);
        return found.empty() ? m_data.courses.front()
                             : *found[static_cast<std::size_t>(number) % found.size()];
    }

    domain::VenueId venue_of(domain::VenueKind kind, int town, int number) const
    {
        auto const& code = m_towns[static_cast<std::size_t>(town)];
        std::vector<domain::VenueId> found;
        for (auto const& venue : m_venues)
            if (venue.kind == kind && venue.municipality.text() == code)
                found.push_back(venue.id);
        return found[static_cast<std::size_t>(number / 19) % found.size()];
    }

    hub::facts::DemoData const& m_data;
    std::vector<std::string> const& m_providers;
    std::vector<std::string> m_towns;
    std::vector<domain::Venue> m_venues;
    domain::Date m_today;
};

} // namespace

std::vector<std::string> towns_of(hub::facts::DemoData const& data)
{
    std::set<std::string> towns;
    for (auto const& row : data.venues)
        towns.insert(row.venue.municipality.text());
    return {towns.begin(), towns.end()};
}

std::vector<domain::Venue> venues_of(hub::facts::DemoData const& data)
{
    std::vector<domain::Venue> venues;
    for (auto const& row : data.venues) {
        venues.push_back(row.venue);
        if (venues.back().name.empty())
            venues.back().name = "みほん役場";
    }
    for (auto const& town : towns_of(data)) {
        auto const add = [&](domain::VenueKind kind, std::string const& what, int number) {
            domain::Venue venue{domain::VenueId("v-" + town + "-d" + std::to_string(venues.size())),
                *domain::MunicipalityCode::parse(town), "みほん第" + std::to_string(number) + what, "", kind,
                "", "", std::nullopt, "", "", std::nullopt, true, false, true};
            venues.push_back(std::move(venue));
        };
        for (int i = 1; i <= halls_of_a_town; ++i)
            add(domain::VenueKind::CommunityCentre, "公民館", i);
        add(domain::VenueKind::Shop, "ショップ", 1);
        add(domain::VenueKind::Home, "地区の自宅", 1);
        add(domain::VenueKind::Online, "オンライン教室", 1);
    }
    return venues;
}

std::vector<PlannedClass> plan_decade(hub::facts::DemoData const& data,
    std::vector<std::string> const& providers, domain::Date today, DecadeSize size)
{
    return Planner(data, providers, today).plan(size);
}

} // namespace meguri::bench
