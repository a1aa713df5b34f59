// The plan of ten years of one prefecture: which class is held where, when and by whom, and how many want to
// come. So many classes and so many registrations as were asked for, to the last one. Pure.
#pragma once

#include "admin/hub/facts/demo_file.h"
#include "shared/domain/fiscal_year.h"

#include <string>
#include <vector>

namespace meguri::bench {

constexpr int years_before = 8; ///< The ninth of the ten is this year, so there is past and future.
constexpr int years_in_all = 10;
constexpr int weeks_open = 8; ///< How far ahead classes are open for registration.
constexpr int halls_of_a_town = 12; ///< Beside those of the demonstration.
constexpr int crews_of_a_town = 4; ///< Lecturers, visitors and vans of each; each is out once a day.

struct DecadeSize {
    int sessions = 50'000;
    int registrations = 400'000;
};

enum class Fate { Held, Cancelled, Moved, Open, Arranging, Draft };

struct PlannedClass {
    domain::Session session; ///< Without id and programme.
    int town = 0; ///< Its place among the demonstration's municipalities.
    int crew = 0; ///< Which of the town's lecturers, visitors or vans comes.
    Fate fate = Fate::Held;
    int applicants = 0;
    domain::Date written;
    domain::Date closed; ///< The last day on which somebody applies lies before it.
};

/// In order of town: those that the demonstration has places in.
std::vector<std::string> towns_of(hub::facts::DemoData const& data);
/// The demonstration's places, and in each town halls, a shop, a home and an online room of its own.
std::vector<domain::Venue> venues_of(hub::facts::DemoData const& data);
/// Programmes of ten years by providers of all kinds; `providers` are those the facts name.
std::vector<PlannedClass> plan_decade(hub::facts::DemoData const& data,
    std::vector<std::string> const& providers, domain::Date today, DecadeSize size);

} // namespace meguri::bench
