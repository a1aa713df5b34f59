#include "admin/desk/models/session_form.h"

#include "admin/desk/models/answer_reading.h"
#include "admin/desk/models/typed.h"
#include "shared/domain/names.h"

#include <algorithm>
#include <sstream>

namespace meguri::desk::models {

using domain::ResourceKind;
using nlohmann::json;

namespace {

// When a day of closing stands without a time, offices close then.
constexpr int closing_hour = 17;

std::vector<std::string> words_in(std::string const& text)
{
    std::istringstream stream(text);
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
        words.push_back(word);
    return words;
}

base::Time moment(domain::Date date, ClockTime clock)
{
    return domain::from_tokyo({date, clock.hour, clock.minute, 0});
}

/// 10/1, or 10/1 12:00
std::optional<base::Time> typed_moment(std::string const& text, domain::Date today)
{
    auto const words = words_in(text);
    if (words.empty() || words.size() > 2)
        return std::nullopt;
    auto const date = typed_date(words.front(), today, DayWithoutYear::NextOne);
    auto const time
        = words.size() == 2 ? typed_time(words.back()) : std::optional(ClockTime{closing_hour, 0});
    if (!date || !time)
        return std::nullopt;
    return moment(*date, *time);
}

std::string admission_of(SessionForm const& form)
{
    return needs_of(form.format).has_admission ? form.admission : "first_come";
}

bool has_parts(SessionForm const& form)
{
    return needs_of(form.format).has_parts && !form.more_parts.empty();
}

/// A part as typed; what cannot be read is remarked on under `path` and leaves its time at zero.
domain::SessionPart part_of(PartForm const& typed, std::string const& path, base::Time now, Remarks& remarks)
{
    domain::SessionPart part;
    part.venue = domain::VenueId(typed.venue);
    auto const date = typed_date(typed.date, domain::tokyo_date(now), DayWithoutYear::NextOne);
    auto const starts = typed_time(typed.starts);
    auto const ends = typed_time(typed.ends);
    if (!date)
        remarks.push_back({path + "starts_at", trimmed(typed.date).empty() ? "no_day" : "not_a_date"});
    else if (!starts)
        remarks.push_back({path + "starts_at", trimmed(typed.starts).empty() ? "empty" : "not_a_time"});
    if (!ends)
        remarks.push_back({path + "ends_at", trimmed(typed.ends).empty() ? "empty" : "not_a_time"});
    if (date && starts)
        part.starts_at = moment(*date, *starts);
    if (date && ends)
        part.ends_at = moment(*date, *ends);
    return part;
}

/// A number that may stay empty.
std::optional<int> count_if(std::string const& text, char const* field, Remarks& remarks)
{
    auto const count = typed_count(text);
    if (!count && !trimmed(text).empty())
        remarks.push_back({field, "not_a_number"});
    return count;
}

domain::LotteryRules lottery_of(SessionForm const& form)
{
    domain::LotteryRules rules;
    for (auto const& name : form.priorities)
        if (auto const priority = domain::from_name<domain::DrawPriority>(name))
            rules.priorities.push_back(*priority);
    rules.not_drawn = domain::from_name<domain::NotDrawn>(form.not_drawn).value_or(rules.not_drawn);
    return rules;
}

/// What of the form can be read already; `remarks` says what cannot.
domain::Session session_from_form(SessionForm const& form, base::Time now, Remarks& remarks)
{
    domain::Session session;
    session.title = trimmed(form.title);
    session.format = domain::from_name<domain::SessionFormat>(form.format).value_or(session.format);
    session.admission = domain::from_name<domain::Admission>(admission_of(form)).value_or(session.admission);
    session.venue = domain::VenueId(form.venue);
    session.parts.push_back(part_of({form.date, form.starts, form.ends, form.venue}, "", now, remarks));
    if (has_parts(form))
        for (std::size_t i = 0; i < form.more_parts.size(); ++i) {
            auto typed = form.more_parts[i];
            if (typed.venue.empty())
                typed.venue = form.venue;
            session.parts.push_back(part_of(typed, "parts[" + std::to_string(i + 1) + "].", now, remarks));
        }
    session.starts_at = session.parts.front().starts_at;
    session.ends_at = session.parts.back().ends_at;
    auto const capacity = typed_count(form.capacity);
    if (!capacity && session.admission != domain::Admission::DropIn)
        remarks.push_back({"capacity", trimmed(form.capacity).empty() ? "empty" : "not_a_number"});
    session.capacity = capacity.value_or(0);
    if (session.admission != domain::Admission::DropIn) {
        if (needs_of(form.format).has_admission)
            session.minimum_participants = count_if(form.minimum, "minimum_participants", remarks);
        if (!trimmed(form.closes).empty()) {
            session.registration_closes_at = typed_moment(form.closes, domain::tokyo_date(now));
            if (!session.registration_closes_at)
                remarks.push_back({"registration_closes_at", "not_a_moment"});
        }
    }
    if (session.admission == domain::Admission::Lottery)
        session.lottery = lottery_of(form);
    return session;
}

/// What the domain says about the first part stands at the fields of the session.
std::string form_field(std::string const& field)
{
    constexpr std::string_view first = "parts[0].";
    return field.starts_with(first) ? field.substr(first.size()) : field;
}

void check_repeat(SessionForm const& form, base::Time now, Remarks& remarks)
{
    if (form.repeat.every.empty() || !remarks.empty())
        return;
    if (trimmed(form.repeat.until).empty())
        remarks.push_back({"count", "empty"});
    else if (!repeat_rule(form, now))
        remarks.push_back({"count", "not_an_end"});
}

json parts_json(domain::Session const& session)
{
    auto parts = json::array();
    for (auto const& part : session.parts)
        parts.push_back({{"starts_at", domain::to_iso(part.starts_at)},
            {"ends_at", domain::to_iso(part.ends_at)}, {"venue", part.venue.value}});
    return parts;
}

json draw_json(domain::LotteryRules const& rules)
{
    json object{{"priorities", json::array()}, {"not_drawn", domain::name_of(rules.not_drawn)}};
    for (auto const priority : rules.priorities)
        object["priorities"].push_back(domain::name_of(priority));
    return object;
}

json resources_json(SessionForm const& form)
{
    auto list = form.kept.resources;
    auto sent = json::array();
    for (auto const kind : form.sent_resources())
        sent.push_back({{"id", form.resource(kind)},
            {"units", kind == ResourceKind::Phones ? typed_count(form.phones).value_or(1) : 1}});
    for (auto const& one : list)
        sent.push_back(one);
    return sent;
}

/// A house or provider: an id, or an object with one.
std::string id_at(json const& object, char const* name)
{
    auto const found = object.is_object() ? object.find(name) : object.end();
    if (!object.is_object() || found == object.end())
        return "";
    return found->is_object() ? text_at(*found, "id") : text_at(object, name);
}

std::string number_at(json const& object, char const* name)
{
    auto const found = object.find(name);
    return found != object.end() && found->is_number_integer() ? std::to_string(found->get<int>()) : "";
}

std::string clock_text(base::Time time)
{
    auto const local = domain::to_tokyo(time);
    auto const two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return two(local.hour) + ":" + two(local.minute);
}

PartForm part_form(json const& part)
{
    PartForm form;
    auto const starts = domain::time_from_iso(text_at(part, "starts_at"));
    auto const ends = domain::time_from_iso(text_at(part, "ends_at"));
    if (starts) {
        form.date = domain::to_iso(domain::tokyo_date(*starts));
        form.starts = clock_text(*starts);
    }
    if (ends)
        form.ends = clock_text(*ends);
    form.venue = id_at(part, "venue");
    return form;
}

void read_times(json const& session, SessionForm& form)
{
    auto first = part_form(session);
    auto const parts = session.find("parts");
    bool const has_parts = parts != session.end() && parts->is_array() && !parts->empty();
    if (has_parts)
        first = part_form(parts->front());
    form.date = first.date;
    form.starts = first.starts;
    form.ends = first.ends;
    if (has_parts)
        for (std::size_t i = 1; i < parts->size(); ++i)
            form.more_parts.push_back(part_form((*parts)[i]));
    if (auto const closes = domain::time_from_iso(text_at(session, "registration_closes_at")))
        form.closes = domain::to_iso(domain::tokyo_date(*closes)) + " " + clock_text(*closes);
}

void read_draw(json const& session, SessionForm& form)
{
    auto const draw = session.find("draw");
    if (draw == session.end() || !draw->is_object())
        return;
    if (auto const not_drawn = text_at(*draw, "not_drawn"); !not_drawn.empty())
        form.not_drawn = not_drawn;
    auto const list = draw->find("priorities");
    for (std::size_t i = 0; list != draw->end() && list->is_array() && i < list->size(); ++i)
        if (i < priorities_max && (*list)[i].is_string())
            form.priorities.at(i) = (*list)[i].get<std::string>();
}

void read_resources(json const& session, std::vector<Resource> const& resources, SessionForm& form)
{
    auto const list = session.find("resources");
    if (list == session.end() || !list->is_array())
        return;
    auto const& wanted = needs_of(form.format).resources;
    for (auto const& use : *list) {
        auto const id = use.is_string() ? use.get<std::string>() : text_at(use, "id");
        auto const known = std::ranges::find(resources, id, &Resource::id);
        auto const kind
            = known != resources.end() ? domain::from_name<ResourceKind>(known->kind) : std::nullopt;
        bool const has_slot
            = kind && std::ranges::find(wanted, *kind) != wanted.end() && form.resource(*kind).empty();
        if (!has_slot) {
            form.kept.resources.push_back(use);
            continue;
        }
        form.resource(*kind) = id;
        if (kind == ResourceKind::Phones)
            form.phones = use.is_object() ? number_at(use, "units") : "1";
    }
}

FormatNeeds const& class_needs()
{
    static FormatNeeds const needs{
        true, true, true, false, {ResourceKind::Lecturer, ResourceKind::Room, ResourceKind::Phones}};
    return needs;
}

} // namespace

FormatNeeds const& needs_of(std::string_view format)
{
    using Kinds = std::vector<ResourceKind>;
    static FormatNeeds const visit{false, false, false, false, Kinds{ResourceKind::Visitor}};
    static FormatNeeds const van{
        true, false, true, false, Kinds{ResourceKind::Van, ResourceKind::Lecturer, ResourceKind::Phones}};
    static FormatNeeds const outing{
        true, true, true, true, Kinds{ResourceKind::Van, ResourceKind::Lecturer, ResourceKind::Phones}};
    static FormatNeeds const online{
        true, true, true, false, Kinds{ResourceKind::Lecturer, ResourceKind::Phones}};
    static FormatNeeds const open{
        false, false, true, false, Kinds{ResourceKind::Lecturer, ResourceKind::Room, ResourceKind::Phones}};
    switch (domain::from_name<domain::SessionFormat>(format).value_or(domain::SessionFormat::VenueClass)) {
    case domain::SessionFormat::HomeVisit:
        return visit;
    case domain::SessionFormat::MobileVan:
        return van;
    case domain::SessionFormat::PracticalOuting:
        return outing;
    case domain::SessionFormat::OnlineClass:
        return online;
    case domain::SessionFormat::Consultation:
    case domain::SessionFormat::Event:
        return open;
    case domain::SessionFormat::VenueClass:
    case domain::SessionFormat::ShopClass:
        break;
    }
    return class_needs();
}

std::vector<ResourceKind> SessionForm::sent_resources() const
{
    std::vector<ResourceKind> sent;
    for (auto const kind : needs_of(format).resources)
        if (!resource(kind).empty())
            sent.push_back(kind);
    return sent;
}

Remarks SessionForm::problems(base::Time now) const
{
    Remarks remarks;
    need(remarks, "title", title);
    need(remarks, "venue", venue);
    auto const session = session_from_form(*this, now, remarks);
    bool const is_unread = std::ranges::any_of(remarks, [](auto const& remark) {
        return remark.field.ends_with("starts_at") || remark.field.ends_with("ends_at");
    });
    // The domain speaks about every field; where this form already said that it cannot be read, that is
    // enough.
    for (auto const& problem : domain::problems_of(session, now)) {
        auto const field = form_field(problem.field);
        bool const is_same_twice = session.parts.size() > 1 && problem.field == "ends_at";
        bool const is_unread_span = (is_unread && problem.field.starts_with("parts"))
            || !remark_on(remarks, field).empty()
            || (problem.field == "ends_at" && !remark_on(remarks, "starts_at").empty()) || is_same_twice;
        bool const is_unread_window
            = is_unread && (field == "registration_closes_at" || field == "registration_opens_at");
        if (!is_unread_span && !is_unread_window)
            remarks.push_back({field, problem.reason});
    }
    auto const sent = sent_resources();
    if (std::ranges::find(sent, ResourceKind::Phones) != sent.end())
        count_if(phones, "phones", remarks);
    check_repeat(*this, now, remarks);
    return remarks;
}

json SessionForm::body(base::Time now) const
{
    Remarks unread;
    auto const session = session_from_form(*this, now, unread);
    json body{{"title", session.title}, {"format", format}, {"venue", venue},
        {"starts_at", domain::to_iso(session.starts_at)}, {"ends_at", domain::to_iso(session.ends_at)},
        {"capacity", session.capacity}, {"admission", admission_of(*this)},
        {"course", {{"level", level}, {"topics", words_in(topics)}}}, {"resources", resources_json(*this)},
        {"minimum_participants", nullptr}};
    if (!provider.empty())
        body["provider"] = provider;
    if (!programme.empty())
        body["programme"] = programme;
    if (session.parts.size() > 1)
        body["parts"] = parts_json(session);
    if (session.minimum_participants)
        body["minimum_participants"] = *session.minimum_participants;
    if (session.registration_closes_at)
        body["registration_closes_at"] = domain::to_iso(*session.registration_closes_at);
    if (session.admission == domain::Admission::Lottery)
        body["draw"] = draw_json(session.lottery);
    if (!kept.opens_at.empty())
        body["registration_opens_at"] = kept.opens_at;
    if (!kept.title_kana.empty() && kept.title == session.title)
        body["title_kana"] = kept.title_kana;
    if (!kept.delivery.empty() && kept.format == format)
        body["delivery"] = kept.delivery;
    return body;
}

std::optional<domain::SeriesRule> repeat_rule(SessionForm const& form, base::Time now)
{
    auto const today = domain::tokyo_date(now);
    auto const first = typed_date(form.date, today, DayWithoutYear::NextOne);
    auto const every = domain::from_name<domain::Every>(form.repeat.every);
    if (!first || !every)
        return std::nullopt;
    domain::SeriesRule rule;
    rule.first = *first;
    rule.every = *every;
    // A plain number is a count; anything else is read as the last day.
    if (auto const count = typed_count(form.repeat.until)) {
        rule.count = *count;
        return domain::days_of(rule, {}) ? std::optional(rule) : std::nullopt;
    }
    auto const last = typed_date(form.repeat.until, *first, DayWithoutYear::NextOne);
    if (!last || *last < *first)
        return std::nullopt;
    for (int count = 1;; ++count) {
        auto next = rule;
        next.count = count;
        auto const days = domain::days_of(next, {});
        if (!days)
            return std::nullopt; // More than there may be.
        if (days->back() > *last)
            return rule;
        rule = next;
        // A month without a fifth such weekday adds none, and must not be asked for ever.
        bool const is_month_behind = rule.every == domain::Every::MonthByWeekday
            && std::chrono::sys_days(rule.first) + std::chrono::days(31 * count)
                > std::chrono::sys_days(*last) + std::chrono::days(62);
        if (is_month_behind)
            return rule;
    }
}

json SessionForm::series_body(base::Time now) const
{
    auto const rule = repeat_rule(*this, now);
    json body{{"session", this->body(now)}, {"every", repeat.every}, {"count", rule ? rule->count : 1},
        {"skip", json::array()}, {"move", json::array()}, {"skip_holidays", repeat.holidays == "skip"},
        {"publish", false}};
    for (auto const& day : repeat.skip)
        body["skip"].push_back(domain::to_iso(day));
    for (auto const& [from, to] : repeat.move)
        body["move"].push_back({{"from", domain::to_iso(from)}, {"to", domain::to_iso(to)}});
    return body;
}

SessionForm form_of(json const& session, std::vector<Resource> const& resources)
{
    SessionForm form;
    if (!session.is_object())
        return form;
    auto const take = [&](std::string& into, char const* name) {
        if (auto text = text_at(session, name); !text.empty())
            into = std::move(text);
    };
    take(form.title, "title");
    take(form.format, "format");
    take(form.admission, "admission");
    take(form.programme, "programme");
    take(form.waiting_for, "waiting_for");
    form.venue = id_at(session, "venue");
    form.provider = id_at(session, "provider");
    form.capacity = number_at(session, "capacity");
    form.minimum = number_at(session, "minimum_participants");
    if (auto const course = session.find("course"); course != session.end() && course->is_object()) {
        if (auto level = text_at(*course, "level"); !level.empty())
            form.level = std::move(level);
        auto const topics = course->find("topics");
        if (topics != course->end() && topics->is_array())
            for (auto const& topic : *topics)
                if (topic.is_string())
                    form.topics += (form.topics.empty() ? "" : " ") + topic.get<std::string>();
    }
    read_times(session, form);
    read_draw(session, form);
    read_resources(session, resources, form);
    form.kept.title = form.title;
    form.kept.format = form.format;
    form.kept.title_kana = text_at(session, "title_kana");
    form.kept.delivery = text_at(session, "delivery");
    form.kept.opens_at = text_at(session, "registration_opens_at");
    return form;
}

json template_of(SessionForm const& form, base::Time now)
{
    auto body = form.body(now);
    for (auto const* day :
        {"starts_at", "ends_at", "parts", "registration_opens_at", "registration_closes_at"})
        body.erase(day);
    if (trimmed(form.capacity).empty())
        body.erase("capacity");
    return body;
}

Remarks placed_remarks(SessionForm const& form, Remarks remarks)
{
    constexpr std::string_view in_series = "session.";
    constexpr std::string_view in_resources = "resources[";
    auto const sent = form.sent_resources();
    for (auto& remark : remarks) {
        if (remark.field.starts_with(in_series))
            remark.field.erase(0, in_series.size());
        remark.field = form_field(remark.field);
        if (remark.field.starts_with("skip[") || remark.field.starts_with("move["))
            remark.field = "count";
        if (!remark.field.starts_with(in_resources))
            continue;
        auto const place = typed_count(
            remark.field.substr(in_resources.size(), remark.field.find(']') - in_resources.size()));
        bool const has_slot = place && static_cast<std::size_t>(*place) < sent.size();
        remark.field = has_slot
            ? "resources." + std::string(domain::name_of(sent[static_cast<std::size_t>(*place)]))
            : "resources";
    }
    return remarks;
}

std::string first_topic(std::string const& topics)
{
    auto const words = words_in(topics);
    return words.empty() ? std::string() : words.front();
}

std::string with_first_topic(std::string const& topics, std::string const& chosen)
{
    auto words = words_in(topics);
    if (!words.empty() && words.front() == chosen)
        return topics;
    if (!words.empty())
        words.erase(words.begin());
    std::erase(words, chosen);
    std::string all = chosen;
    for (auto const& word : words)
        all += (all.empty() ? "" : " ") + word;
    return all;
}

} // namespace meguri::desk::models
