// The whole of what the staff's window knows: who is logged in, what is looked at, and the sections.
// Views show it and tell it what the clerk did; it never knows them. One thread, the one its jobs post back
// to.
#pragma once

#include "admin/desk/models/applications.h"
#include "admin/desk/models/calls.h"
#include "admin/desk/models/imports.h"
#include "admin/desk/models/jobs.h"
#include "admin/desk/models/kiosks.h"
#include "admin/desk/models/municipalities.h"
#include "admin/desk/models/people.h"
#include "admin/desk/models/reports.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/sessions.h"
#include "admin/desk/models/subsidies.h"
#include "admin/desk/models/today.h"
#include "admin/desk/models/tours.h"
#include "admin/desk/models/year_change.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace meguri::desk::models {

enum class Section {
    Today,
    Sessions,
    Applications,
    Calls,
    Tours,
    Municipalities,
    Subsidies,
    Reports,
    Import,
    Kiosks,
    People,
};

class Desk {
public:
    Desk(Api& api, base::Clock const& clock, base::Random& random, base::Post post_back);
    /// Called after every change.
    void on_change(Told told) { m_told = std::move(told); }

    void log_in(std::string const& name, std::string const& password);
    void log_out();
    bool is_logged_in() const { return m_login.has_value(); }
    bool is_logging_in() const { return m_is_logging_in; }
    std::string const& login_name() const { return m_login_name; }
    std::string role_line() const;
    Notice const& login_notice() const { return m_login_notice; }

    Section section() const { return m_section; }
    void open(Section section);
    Scope const& scope() const { return m_scope; }
    void set_scope(Scope scope);
    /// F5: asks the hub again for what is shown.
    void refresh();
    /// The timer's: as refresh, but never for names, and not while something is under way.
    void refresh_quietly();

    Line const& line() const { return m_jobs.line(); }
    bool is_busy() const { return m_jobs.is_busy(); }
    /// How old what the open section shows is.
    std::optional<base::Time> as_of() const;
    std::optional<int> kiosk_count() const { return m_kiosks.count(); }
    /// How many things in a section want a person before anybody opens it.
    int urgent_count(Section section) const;

    /// Everywhere.
    std::vector<Venue> const& all_venues() const { return m_venues; }
    /// Where this user may hold a session.
    std::vector<Venue> venues() const;
    std::vector<Named> const& providers() const { return m_providers; }
    std::vector<Municipality> const& municipality_list() const { return m_municipality_list; }
    /// Grows when one of the three lists above changed.
    int choices_revision() const { return m_choices_revision; }

    /// The open section as CSV, with the file name it should have.
    std::string csv();
    std::string csv_name() const;
    /// After the window wrote the file, or could not.
    void say_saved(std::string const& path, bool is_written);
    Notice const& saved_notice() const { return m_saved_notice; }

    /// What the button beside a line of today does.
    void act_on(TodayLine const& line);

    Today& today() { return m_today; }
    Calls& calls() { return m_calls; }
    Reports& reports() { return m_reports; }
    Imports& imports() { return m_imports; }
    Sessions& sessions() { return m_sessions; }
    Applications& applications() { return m_applications; }
    Tours& tours() { return m_tours; }
    Municipalities& municipalities() { return m_municipalities; }
    Subsidies& subsidies() { return m_subsidies; }
    Kiosks& kiosks() { return m_kiosks; }
    People& people() { return m_people; }
    YearChange& year_change() { return m_year_change; }

private:
    void take_login(Outcome<Login> outcome, std::string const& name);
    void lose_login();
    void load_choices();
    void forget_all();
    void section_changed();
    void open_quietly(Section section);
    void work_out_today();
    void changed();

    base::Clock const& m_clock;
    Jobs m_jobs;
    Told m_told;
    Scope m_scope;
    Section m_section = Section::Today;
    std::optional<Login> m_login;
    std::string m_login_name;
    bool m_is_logging_in = false;
    Notice m_login_notice;
    std::vector<Venue> m_venues;
    std::vector<Named> m_providers;
    std::vector<Municipality> m_municipality_list;
    int m_choices_revision = 0;
    Notice m_saved_notice;
    int m_sessions_seen = -1;
    /// Of what today's lines are made of: they are worked out anew when one of these grew.
    std::array<int, 6> m_today_made_of{-1, -1, -1, -1, -1, -1};
    Today m_today;
    Calls m_calls;
    Reports m_reports;
    Imports m_imports;
    Sessions m_sessions;
    Applications m_applications;
    Tours m_tours;
    Municipalities m_municipalities;
    Subsidies m_subsidies;
    Kiosks m_kiosks;
    People m_people;
    YearChange m_year_change;
};

} // namespace meguri::desk::models
