// POST /v1/imports: a file about people that a clerk read at the desk, taken whole or not at all:
// applications on paper, or attendance. People are sealed on this thread, before the queue, and the file
// itself never comes here: what is known again is a person's keyed mark and the session.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/registration_body.h"
#include "admin/hub/routes/registration_found.h"
#include "admin/hub/routes/wire.h"
#include "shared/domain/receipt_code.h"

#include <algorithm>

namespace meguri::hub::routes {

using core::need;
using nlohmann::json;
using protocol::FieldReason;

namespace {

constexpr std::size_t most_import_rows = 2000;
/// Whoever brings a file: the same line is the same whoever sends it.
constexpr char import_scope[] = "import";

/// What is wrong in a file, and whose it is.
struct Findings {
    std::vector<FieldReason> wrong;
    std::vector<FieldReason> foreign;

    void take(int line, std::vector<FieldReason> const& problems)
    {
        for (auto const& one : problems)
            add(line, one.field, one.reason);
    }
    void add(int line, std::string const& field, std::string reason)
    {
        wrong.push_back({"line " + std::to_string(line) + ", " + field, std::move(reason)});
    }
};

/// Finds the session a row means, by its id or by its place and start; many rows mean the same one.
class NamedSessions {
public:
    explicit NamedSessions(store::Reader& reader)
        : m_reader(reader)
        , m_venues(need(reader.venues("")))
    {
    }

    store::SessionView const* named_by(protocol::Reader& row)
    {
        if (row.has("session")) {
            auto const id = row.text("session", 100);
            auto const* view
                = known("id " + id, [&] { return need(m_reader.session(domain::SessionId(id))); });
            if (view == nullptr && row.is_good())
                row.refuse("session", "unknown_session");
            return view;
        }
        auto const* venue = venue_of(row);
        auto const start = row.time("starts_at");
        if (venue == nullptr || !row.is_good())
            return nullptr;
        return at(row, *venue, start);
    }

private:
    template <class Find> store::SessionView const* known(std::string const& key, Find find)
    {
        auto const [place, is_new] = m_found.try_emplace(key);
        if (is_new)
            place->second = find();
        return place->second ? &*place->second : nullptr;
    }
    domain::Venue const* venue_of(protocol::Reader& row)
    {
        auto const text = row.text("venue", 300);
        auto const town = row.text_or("municipality_of_venue", "", 6);
        std::vector<domain::Venue const*> named;
        for (auto const& venue : m_venues)
            if ((venue.id.value == text || venue.name == text)
                && (town.empty() || venue.municipality.text() == town))
                named.push_back(&venue);
        if (named.size() == 1)
            return named.front();
        if (!text.empty())
            row.refuse("venue", named.empty() ? "unknown_venue" : "several_venues");
        return nullptr;
    }
    store::SessionView const* at(protocol::Reader& row, domain::Venue const& venue, base::Time start)
    {
        bool is_one_of_many = false;
        auto const* view = known(
            "at " + venue.id.value + " " + domain::to_iso(start), [&]() -> std::optional<store::SessionView> {
                store::SessionFilter filter;
                filter.venue = venue.id.value;
                filter.from = start;
                filter.to = start + std::chrono::seconds(1);
                filter.is_public_only = false;
                auto found = need(m_reader.sessions(filter));
                std::erase_if(found, [&](auto const& one) {
                    auto const state = one.row.session.state;
                    return one.row.session.starts_at != start || state == domain::SessionState::Cancelled;
                });
                is_one_of_many = found.size() > 1;
                return found.size() == 1 ? std::optional(found.front()) : std::nullopt;
            });
        if (view == nullptr)
            row.refuse("starts_at", is_one_of_many ? "several_sessions" : "no_session_then");
        return view;
    }

    store::Reader& m_reader;
    std::vector<domain::Venue> m_venues;
    std::map<std::string, std::optional<store::SessionView>> m_found;
};

int line_of(json const& row)
{
    auto const found = row.is_object() ? row.find("line") : row.end();
    bool const is_number = row.is_object() && found != row.end() && found->is_number_unsigned();
    return is_number ? static_cast<int>(std::min<std::uint64_t>(found->get<std::uint64_t>(), 10'000'000)) : 0;
}

/// One row as a registration; nothing when something about it was noted.
class PaperReading {
public:
    PaperReading(Services& services, domain::Actor const& actor, store::Reader& reader)
        : m_services(services)
        , m_actor(actor)
        , m_sessions(reader)
    {
    }

    void take(json const& object, std::vector<core::RegistrationLine>& lines, Findings& findings)
    {
        int const line = line_of(object);
        protocol::Reader row(object);
        auto const* view = m_sessions.named_by(row);
        if (view != nullptr && !may_register(*view)) {
            findings.foreign.push_back({"line " + std::to_string(line) + ", session", "not_yours"});
            return;
        }
        auto const now = m_services.clock.now();
        auto const person = person_from(row, object, now, AskedAge::BirthYearOrBand);
        auto const band = domain::from_name<domain::AgeBand>(row.text_or("age_band", "unknown", 40));
        if (!band)
            row.refuse("age_band", "must be one of " + domain::all_names<domain::AgeBand>());
        if (!row.boolean_or("consent", false))
            row.refuse("consent", "no_consent");
        bool const is_visit = view != nullptr && view->row.session.format == domain::SessionFormat::HomeVisit;
        if (is_visit && person.address.empty())
            row.refuse("address", "is missing: a home visit needs it");
        findings.take(line, row.problems());
        if (row.is_good() && view != nullptr)
            lines.push_back({line, command_for(person, *band, *view)});
    }

private:
    bool may_register(store::SessionView const& view) const
    {
        return domain::may(m_actor, domain::Right::Register, ownership_of(view));
    }
    core::TakeRegistration command_for(
        protocol::Registrant const& person, domain::AgeBand band, store::SessionView const& view) const
    {
        core::TakeRegistration command;
        command.id = domain::RegistrationId(base::make_uuid7(m_services.clock, m_services.random));
        command.session = view.row.session.id;
        command.sealed
            = need(m_services.vault.seal(person, {0, "", 0, command.id.value, command.session.value}));
        command.key_id = m_services.vault.keys().sealing_key_id;
        auto const year = domain::fiscal_year_of(domain::tokyo_date(view.row.session.starts_at));
        command.facts.age_band = person.birth_year == 0 ? band : domain::age_band(person.birth_year, year);
        command.facts.municipality = person.municipality;
        command.facts.marks = m_services.vault.marks_of(person);
        command.token = base::to_hex(m_services.random.bytes(8));
        command.taken_by = m_actor.login;
        auto const mark = base::to_hex(command.facts.marks->person);
        command.idempotency = {import_scope, command.session.value + " " + mark, "import"};
        return command;
    }

    Services& m_services;
    domain::Actor const& m_actor;
    NamedSessions m_sessions;
};

core::MarkLine mark_from(
    json const& object, domain::Actor const& actor, store::Reader& reader, Findings& findings)
{
    core::MarkLine read;
    read.line = line_of(object);
    protocol::Reader row(object);
    auto const code = domain::parse_receipt_code(row.text("code", 60));
    auto const mark = domain::from_name<domain::AttendanceMark>(row.text("mark", 40));
    if (row.is_good() && !mark)
        row.refuse("mark", "must be one of " + domain::all_names<domain::AttendanceMark>());
    if (!code && row.is_good())
        row.refuse("code", "wrong_code");
    auto const registration = code ? need(reader.registration_by_code(*code)) : std::nullopt;
    auto const view = registration ? need(reader.session(registration->session)) : std::nullopt;
    // That somebody else has such a number is nobody's business.
    bool const is_own = view && domain::may(actor, domain::Right::Register, ownership_of(*view));
    if (code && !is_own)
        row.refuse("code", "unknown_code");
    findings.take(read.line, row.problems());
    if (is_own)
        read.id = registration->id;
    read.mark = mark.value_or(read.mark);
    return read;
}

json wire_lines(core::ImportedLines const& answer)
{
    json body{{"dry_run", answer.is_dry_run}, {"changed", 0}, {"unchanged", 0}, {"rows", json::array()}};
    for (auto const& one : answer.lines) {
        auto const* word = one.is_changed ? "changed" : "unchanged";
        body[word] = body[word].get<int>() + 1;
        auto row = wire_answer(one.registration);
        // What a dry run would have made has no number yet.
        if (answer.is_dry_run && one.is_changed
            && one.registration.state != domain::RegistrationState::Attended
            && one.registration.state != domain::RegistrationState::NoShow)
            for (auto const* name : {"id", "code"})
                row.erase(name);
        row["line"] = one.line;
        row["result"] = word;
        body["rows"].push_back(std::move(row));
    }
    return body;
}

/// What is wrong, answered; whether there was something.
bool is_refused(CallPtr const& call, Findings const& findings)
{
    if (!findings.foreign.empty())
        call->problem(403, "Not yours", "Nothing was imported: some lines are another's", findings.foreign);
    else if (!findings.wrong.empty())
        call->problem(422, "Cannot be stored", "Nothing was imported: some lines are wrong", findings.wrong);
    return !findings.foreign.empty() || !findings.wrong.empty();
}

template <class Command> void submit_lines(CallPtr const& call, Services& services, Command command)
{
    auto const good = [call](core::ImportedLines const& answer) { call->answer(200, wire_lines(answer)); };
    if (!services.submit(std::move(command), on<core::ImportedLines>(call, good)))
        call->too_busy();
}

void import_papers(
    CallPtr const& call, Services& services, domain::Actor const& actor, json const& rows, bool is_dry_run)
{
    // Without the marks nobody could say who is in the file twice.
    if (!services.vault.has_people_key())
        return call->world_failed("the key file is away: papers are not imported without it");
    auto reader = services.readers.lend();
    PaperReading reading(services, actor, *reader);
    core::ImportRegistrations command{{}, is_dry_run};
    Findings findings;
    for (auto const& row : rows)
        reading.take(row, command.lines, findings);
    if (!is_refused(call, findings))
        submit_lines(call, services, std::move(command));
}

void import_marks(
    CallPtr const& call, Services& services, domain::Actor const& actor, json const& rows, bool is_dry_run)
{
    auto reader = services.readers.lend();
    core::ImportMarks command{{}, is_dry_run, actor.login};
    Findings findings;
    for (auto const& row : rows)
        command.lines.push_back(mark_from(row, actor, *reader, findings));
    if (!is_refused(call, findings))
        submit_lines(call, services, std::move(command));
}

void import_rows(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    bool const has_people = actor->role == domain::Role::Municipality || actor->role == domain::Role::Provider
        || actor->role == domain::Role::Venue;
    if (!has_people)
        return call->problem(403, "Not yours", "People are brought in by those who may register them");
    auto const body = call->json_body();
    if (!body)
        return;
    protocol::Reader reader(*body);
    auto const kind = reader.text("kind", 40);
    auto const* rows = reader.array("rows");
    bool const is_dry_run = reader.boolean_or("dry_run", false);
    bool const is_papers = kind == "registrations";
    if (reader.has("kind") && !is_papers && kind != "attendance")
        reader.refuse("kind", "must be registrations or attendance");
    if (rows != nullptr && (rows->empty() || rows->size() > most_import_rows))
        reader.refuse("rows", "must be 1 to " + std::to_string(most_import_rows) + ": split the file");
    if (!reader.is_good())
        return call->problem(422, "Cannot be stored", "Nothing was imported", reader.problems());
    if (is_papers)
        import_papers(call, services, *actor, *rows, is_dry_run);
    else
        import_marks(call, services, *actor, *rows, is_dry_run);
}

} // namespace

void add_import_routes(Router& router)
{
    auto& services = router.services();
    router.add("POST", "/v1/imports", [&services](CallPtr const& call) { import_rows(call, services); });
}

} // namespace meguri::hub::routes
