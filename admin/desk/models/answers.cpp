#include "admin/desk/models/answers.h"

#include "admin/desk/models/answer_reading.h"
#include "admin/desk/models/call_answers.h"
#include "shared/domain/tokyo_time.h"

namespace meguri::desk::models {

using nlohmann::json;
using protocol::Reader;

namespace {

constexpr int tiles_most = 1000;

base::Result<Session> session_of(json const& item)
{
    auto session = protocol::session_from_json(item);
    if (session)
        return std::move(*session);
    auto const& problems = session.error();
    return base::fail(base::ErrorKind::Broken,
        problems.empty() ? "session" : problems.front().field + ": " + problems.front().reason);
}

base::Result<SubsidyHistoryEntry> history_entry_of(json const& item)
{
    Reader reader(item);
    SubsidyHistoryEntry entry;
    entry.step = reader.text("step");
    entry.date = reader.text_or("date", "");
    entry.known_by = reader.text_or("known_by", "");
    if (auto const amount = reader.number_if("amount"))
        entry.amount = static_cast<std::int64_t>(*amount);
    entry.note = reader.text_or("note", "");
    entry.is_inferred = reader.boolean_or("inferred", false);
    entry.takes_back = reader.boolean_or("takes_back", false);
    entry.stands = reader.boolean_or("stands", true);
    if (reader.has("corrects"))
        entry.corrects = count_in(reader, "corrects");
    if (auto const papers = item.find("papers"); papers != item.end() && papers->is_array())
        for (auto const& paper : *papers)
            entry.papers.push_back(
                {text_at(paper, "title"), text_at(paper, "number"), text_at(paper, "date")});
    return checked(reader, std::move(entry));
}

domain::Figures figures_in(Reader& reader)
{
    domain::Figures figures;
    figures.planned = count_in(reader, "planned");
    figures.held = count_in(reader, "held");
    figures.cancelled = count_in(reader, "cancelled");
    figures.seats = count_in(reader, "seats");
    figures.registrations = count_in(reader, "registrations");
    figures.participants = count_in(reader, "participants");
    figures.no_shows = count_in(reader, "no_shows");
    return figures;
}

std::map<std::string, int> counts_in(Reader& reader, std::string_view name)
{
    std::map<std::string, int> counts;
    if (auto const* object = reader.object_if(name))
        for (auto const& [key, count] : object->items())
            if (count.is_number_integer())
                counts[key] = count.get<int>();
    return counts;
}

base::Result<KioskLease> kiosk_lease_of(json const& item)
{
    Reader reader(item);
    KioskLease lease;
    lease.id = std::to_string(reader.integer("lease", 0, INT64_MAX));
    lease.session = reader.text_or("session", "");
    lease.title = reader.text_or("title", "");
    lease.starts_at = reader.time_if("starts_at");
    lease.rights = count_in(reader, "rights");
    lease.used = count_in(reader, "used");
    lease.state = reader.text("state");
    lease.use_until = reader.time("use_until");
    return checked(reader, std::move(lease));
}

base::Result<Kiosk> kiosk_of(json const& item)
{
    Reader reader(item);
    Kiosk kiosk;
    kiosk.number = reader.integer("id", 0, INT64_MAX);
    kiosk.id = std::to_string(kiosk.number);
    kiosk.state = reader.text("state");
    auto const venue = id_and_name(item, "venue");
    kiosk.venue = venue.id;
    kiosk.venue_name = venue.name;
    kiosk.municipality = id_and_name(item, "municipality").id;
    kiosk.enrolled_at = reader.time("enrolled_at");
    kiosk.last_sync_at = reader.time_if("last_sync_at");
    kiosk.queue = reader.integer_or("queue", 0, 0, INT64_MAX);
    kiosk.program = reader.text_or("program", "");
    if (auto const seconds = reader.number_if("clock_off_s"))
        kiosk.clock_off = std::chrono::seconds(static_cast<std::int64_t>(*seconds));
    auto leases = each<KioskLease>(item, "leases", kiosk_lease_of);
    if (!leases)
        return base::fail(leases.error());
    kiosk.leases = std::move(*leases);
    return checked(reader, std::move(kiosk));
}

void read_counts(json const& subsidy, char const* name, int& cities, int& towns)
{
    auto const found = subsidy.find(name);
    if (found == subsidy.end() || !found->is_object())
        return;
    Reader reader(*found);
    cities = count_in(reader, "cities");
    towns = count_in(reader, "towns");
}

} // namespace

base::Result<Login> login_from_json(json const& document)
{
    if (!document.is_object())
        return base::fail(base::ErrorKind::Broken, "the answer is no object");
    Reader reader(document);
    Login login{reader.text("token"), reader.text("role"), reader.text_or("org", "")};
    return checked(reader, std::move(login));
}

base::Result<SessionPage> session_page_from_json(json const& document)
{
    auto sessions = each<Session>(document, "sessions", session_of);
    if (!sessions)
        return base::fail(sessions.error());
    SessionPage page{std::move(*sessions), {}, text_at(document, "next")};
    for (auto const& item : document.at("sessions"))
        if (auto const used = item.find("resources"); used != item.end() && used->is_array()) {
            auto& ids = page.uses[text_at(item, "id")];
            for (auto const& one : *used)
                ids.push_back(text_at(one, "id"));
        }
    return page;
}

base::Result<std::vector<Venue>> venues_from_json(json const& document)
{
    return each<Venue>(document, "venues", [](json const& item) -> base::Result<Venue> {
        Reader reader(item);
        Venue venue{reader.text("id"), reader.text("name"), id_and_name(item, "municipality").id,
            reader.text_or("address", "")};
        return checked(reader, std::move(venue));
    });
}

base::Result<std::vector<Named>> named_from_json(json const& document, std::string_view list)
{
    return each<Named>(document, list, [](json const& item) -> base::Result<Named> {
        Reader reader(item);
        Named named{reader.text("id"), reader.text("name")};
        return checked(reader, std::move(named));
    });
}

base::Result<RosterEntry> roster_entry_from_json(json const& item)
{
    Reader reader(item);
    RosterEntry entry;
    entry.id = reader.text("id");
    entry.code = reader.text_or("code", "");
    entry.state = reader.text_or("state", "");
    entry.kana = reader.text_or("kana", "");
    entry.phone = reader.text_or("phone", "");
    if (reader.has("birth_year"))
        entry.birth_year = static_cast<int>(reader.integer_or("birth_year", 0, 0, 9999));
    entry.age_band = reader.text_or("age_band", "");
    entry.municipality = id_and_name(item, "municipality").id;
    entry.needs = reader.text_or("needs", "");
    entry.attendance = reader.text_or("attendance", "");
    if (auto const parts = item.find("attendance_parts"); parts != item.end() && parts->is_object())
        for (auto const& [day, mark] : parts->items())
            if (mark.is_string() && !day.empty() && day.size() < 4
                && day.find_first_not_of("0123456789") == std::string::npos)
                entry.attendance_parts[std::stoi(day)] = mark.get<std::string>();
    entry.address = reader.text_or("address", "");
    entry.second_phone = reader.text_or("second_phone", "");
    entry.is_contact_phone = reader.boolean_or("is_contact_phone", false);
    entry.reply_by = reader.time_if("reply_by");
    return checked(reader, std::move(entry));
}

base::Result<Roster> roster_from_json(json const& document)
{
    auto confirmed = each<RosterEntry>(document, "confirmed", roster_entry_from_json);
    if (!confirmed)
        return base::fail(confirmed.error());
    auto waiting = each<RosterEntry>(document, "waiting", roster_entry_from_json);
    if (!waiting)
        return base::fail(waiting.error());
    Reader reader(document);
    Roster roster;
    roster.capacity = count_in(reader, "capacity");
    roster.leased = count_in(reader, "leased");
    roster.free = count_in(reader, "free");
    roster.confirmed = std::move(*confirmed);
    roster.waiting = std::move(*waiting);
    return checked(reader, std::move(roster));
}

base::Result<Registered> registered_from_json(json const& document)
{
    if (!document.is_object())
        return base::fail(base::ErrorKind::Broken, "the answer is no object");
    Reader reader(document);
    Registered registered{reader.text("id"), reader.text_or("code", ""), reader.text("state"), std::nullopt};
    if (reader.has("position"))
        registered.position = count_in(reader, "position");
    return checked(reader, std::move(registered));
}

base::Result<std::vector<Municipality>> municipalities_from_json(json const& document)
{
    return each<Municipality>(document, "municipalities", [](json const& item) -> base::Result<Municipality> {
        Reader reader(item);
        Municipality municipality{reader.text("code"), reader.text("name"), reader.text_or("kana", ""),
            reader.text_or("kind", "city") == "town"};
        if (auto const* tile = reader.object_if("tile")) {
            Reader place(*tile, "tile");
            municipality.tile = domain::TilePlace{municipality.code,
                static_cast<int>(place.integer("column", 0, tiles_most)),
                static_cast<int>(place.integer("row", 0, tiles_most))};
            reader.absorb(place);
        }
        return checked(reader, std::move(municipality));
    });
}

base::Result<Summary> summary_from_json(json const& document)
{
    if (!document.is_object())
        return base::fail(base::ErrorKind::Broken, "the answer is no object");
    Reader reader(document);
    Summary summary;
    static_cast<domain::Figures&>(summary) = figures_in(reader);
    auto const municipality = id_and_name(document, "municipality");
    summary.code = municipality.id.empty() ? reader.text_or("code", "") : municipality.id;
    summary.subsidy_step = reader.text_or("subsidy_step", "");
    summary.age_bands = counts_in(reader, "age_bands");
    auto const* months = reader.array_if("by_month");
    for (std::size_t i = 0; months && i < months->size(); ++i) {
        Reader one((*months)[i], "by_month[" + std::to_string(i) + "]");
        auto& month = summary.by_month[one.text("month")];
        month = {figures_in(one), counts_in(one, "formats")};
        reader.absorb(one);
    }
    auto const* formats = reader.array_if("by_format");
    for (std::size_t i = 0; formats && i < formats->size(); ++i) {
        Reader one((*formats)[i], "by_format[" + std::to_string(i) + "]");
        auto const format = one.text("format");
        summary.by_format[format] = figures_in(one);
        reader.absorb(one);
    }
    return checked(reader, std::move(summary));
}

base::Result<std::vector<Summary>> summaries_from_json(json const& document)
{
    return each<Summary>(document, "summaries", summary_from_json);
}

base::Result<Subsidy> subsidy_from_json(json const& document)
{
    if (!document.is_object())
        return base::fail(base::ErrorKind::Broken, "the answer is no object");
    Reader reader(document);
    Subsidy subsidy;
    subsidy.id = reader.text("id");
    auto const municipality = id_and_name(document, "municipality");
    subsidy.municipality = municipality.id;
    subsidy.municipality_name
        = municipality.name.empty() ? reader.text_or("municipality_name", "") : municipality.name;
    auto const programme = id_and_name(document, "programme");
    subsidy.programme_name = programme.name.empty() ? reader.text_or("programme_name", "") : programme.name;
    subsidy.fiscal_year = static_cast<int>(reader.integer_or("fiscal_year", 0, 0, 9999));
    subsidy.report_due = domain::date_from_iso(reader.text_or("report_due", ""));
    subsidy.apply_by = domain::date_from_iso(reader.text_or("apply_by", ""));
    if (reader.has("allowed"))
        subsidy.allowed = reader.texts_or_empty("allowed");
    if (reader.has("history")) {
        auto history = each<SubsidyHistoryEntry>(document, "history", history_entry_of);
        if (!history)
            return base::fail(history.error());
        subsidy.history = std::move(*history);
    }
    subsidy.step = reader.text_or("step", subsidy.history.empty() ? "" : subsidy.history.back().step);
    return checked(reader, std::move(subsidy));
}

base::Result<std::vector<Subsidy>> subsidies_from_json(json const& document)
{
    return each<Subsidy>(document, "subsidies", subsidy_from_json);
}

base::Result<KioskList> kiosks_from_json(json const& document)
{
    auto kiosks = each<Kiosk>(document, "kiosks", kiosk_of);
    if (!kiosks)
        return base::fail(kiosks.error());
    KioskList list{std::move(*kiosks), false};
    Reader reader(document);
    if (auto const* backup = reader.object_if("backup")) {
        Reader inner(*backup, "backup");
        list.is_backup_too_old = inner.boolean_or("is_too_old", false);
        reader.absorb(inner);
    }
    return checked(reader, std::move(list));
}

base::Result<KioskActed> kiosk_acted_from_json(json const& document)
{
    if (!document.is_object())
        return base::fail(base::ErrorKind::Broken, "the answer is no object");
    Reader reader(document);
    KioskActed acted{count_in(reader, "leases")};
    return checked(reader, acted);
}

base::Result<EnrolCode> enrol_code_from_json(json const& document)
{
    if (!document.is_object())
        return base::fail(base::ErrorKind::Broken, "the answer is no object");
    Reader reader(document);
    EnrolCode code{reader.text("code"), reader.time("expires_at"), id_and_name(document, "venue").name};
    return checked(reader, std::move(code));
}

base::Result<Status> status_from_json(json const& document)
{
    if (!document.is_object())
        return base::fail(base::ErrorKind::Broken, "the answer is no object");
    Status status;
    auto const subsidy = document.find("subsidy");
    if (subsidy == document.end() || !subsidy->is_object())
        return base::fail(base::ErrorKind::Broken, "subsidy: missing");
    read_counts(*subsidy, "grant_decided", status.granted_cities, status.granted_towns);
    read_counts(*subsidy, "to_be_applied", status.to_be_applied_cities, status.to_be_applied_towns);
    status.figures = figures_in(document);
    status.faults = faults_in(document);
    return status;
}

std::optional<base::Time> as_of_in(json const& document)
{
    if (!document.is_object())
        return std::nullopt;
    auto const found = document.find("as_of");
    if (found == document.end() || !found->is_string())
        return std::nullopt;
    return domain::time_from_iso(found->get<std::string>());
}

} // namespace meguri::desk::models
