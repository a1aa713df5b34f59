#include "admin/desk/models/tours.h"

namespace meguri::desk::models {

Tours::Tours(Jobs& jobs, base::Clock const& clock, Told told)
    : m_told(std::move(told))
    , m_resources(jobs, clock, m_places, [this] { m_told(); })
    , m_visits(jobs, clock, m_places, m_resources, [this] { m_told(); })
    , m_days(jobs, clock, m_places, m_resources, [this] { m_told(); })
    , m_planner(jobs, clock, m_places, m_resources, [this] { m_told(); })
{
}

void Tours::show_scope(Scope const& scope)
{
    m_scope = scope;
    m_resources.show_scope(scope);
    m_visits.show_scope(scope);
    m_days.show_scope(scope);
    m_planner.show_scope(scope);
    load();
}

/// What the open face needs and was never asked for.
void Tours::load()
{
    if (m_face == Face::Resources ? !m_resources.has_conflicts() : !m_resources.has_loaded())
        m_face == Face::Resources ? m_resources.refresh() : m_resources.refresh_list();
    if (m_face == Face::Visits && !m_visits.has_loaded())
        m_visits.refresh();
    if (m_face == Face::Days && !m_days.has_loaded())
        m_days.refresh();
}

void Tours::turn_to(Face face)
{
    m_face = face;
    load();
    m_told();
}

void Tours::show_written_day(std::string const& iso_day)
{
    m_days.show_day(iso_day);
    turn_to(Face::Days);
}

void Tours::refresh_names()
{
    if (m_face == Face::Visits && is_named())
        m_visits.refresh();
}

/// A clerk's look at the wishes opens names and stands on record; only the town's own see them.
bool Tours::is_named() const
{
    return m_scope.actor.role == domain::Role::Municipality;
}

void Tours::refresh_quietly()
{
    switch (m_face) {
    case Face::Visits:
        if (!is_named())
            m_visits.refresh();
        m_resources.refresh_list();
        break;
    case Face::Days:
        m_days.refresh();
        m_resources.refresh_list();
        break;
    case Face::Planner:
        m_resources.refresh_list();
        break;
    case Face::Resources:
        m_resources.refresh();
        break;
    }
}

void Tours::forget()
{
    m_scope = {};
    m_face = Face::Visits;
    m_visits.forget();
    m_days.forget();
    m_planner.forget();
    m_resources.forget();
}

std::string Tours::csv()
{
    switch (m_face) {
    case Face::Visits:
        return m_visits.table().csv();
    case Face::Days:
        return m_days.table().csv();
    case Face::Planner:
        return m_planner.days().csv();
    case Face::Resources:
        return m_resources.table().csv();
    }
    return "";
}

std::string Tours::csv_title() const
{
    switch (m_face) {
    case Face::Visits:
        return "訪問の希望";
    case Face::Days:
        return "車の一日";
    case Face::Planner:
        return "巡回の案";
    case Face::Resources:
        return "車・人・部屋";
    }
    return "";
}

std::optional<base::Time> Tours::as_of() const
{
    switch (m_face) {
    case Face::Visits:
        return m_visits.as_of();
    case Face::Days:
        return m_days.as_of();
    case Face::Planner:
    case Face::Resources:
        return m_resources.as_of();
    }
    return std::nullopt;
}

} // namespace meguri::desk::models
