// Carriers write: PUT /v1/providers/{org}/sessions/{external_id}, many of them as lines of JSON by POST
// /v1/sessions/bulk, and what became of their people since they asked last.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/session_body.h"
#include "admin/hub/routes/wire.h"

#include <atomic>

namespace meguri::hub::routes {

using core::need;
using nlohmann::json;

namespace {

constexpr std::size_t lines_max = 20'000;
/// So many lines of a file are with the writer at a time: one transaction of them, and whoever came
/// meanwhile, a kiosk's sync before all, is next.
constexpr std::size_t lines_at_once = 50;
/// A client waits half a minute for its answer; by then it has one, also where the hub has much else to do.
constexpr std::chrono::seconds longest_work{20};
constexpr int changes_max = 200;

char const* upsert_word(core::UpsertedAnswer::Fate fate)
{
    switch (fate) {
    case core::UpsertedAnswer::Fate::Created:
        return "created";
    case core::UpsertedAnswer::Fate::Changed:
        return "changed";
    case core::UpsertedAnswer::Fate::Unchanged:
        return "unchanged";
    }
    return "";
}

json report_of(core::UpsertedAnswer const& answer)
{
    json report{{"result", upsert_word(answer.fate)}, {"id", answer.id.value}};
    if (answer.waits_for_approval)
        report["waits_for"] = "municipality";
    return report;
}

json wire_problems(std::vector<protocol::FieldReason> const& problems)
{
    auto list = json::array();
    for (auto const& [field, reason] : problems)
        list.push_back({{"field", field}, {"reason", reason}});
    return list;
}

/// Whether the caller may write this session: a carrier its own, wherever it is held.
bool may_write(
    domain::Actor const& actor, std::vector<domain::Venue> const& venues, domain::Session const& session)
{
    for (auto const& venue : venues)
        if (venue.id == session.venue)
            return domain::may(actor, domain::Right::WriteSession,
                {venue.municipality.text(), session.provider.value, venue.id.value, false});
    return actor.organisation == session.provider.value;
}

void put_session(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto const& organisation = call->part(0);
    if (actor->role != domain::Role::Provider || actor->organisation != organisation)
        return call->problem(403, "Not yours", "Only that organisation writes its sessions here");
    auto const body = call->json_body();
    if (!body)
        return;
    auto upsert = upsert_from_body(*body, organisation, call->part(1));
    if (!upsert)
        return call->problem(422, "Cannot be stored", "Some fields are missing or wrong", upsert.error());
    upsert->by = actor->login;
    auto const good = [call, &services](core::UpsertedAnswer const& answer) {
        try {
            auto report = report_of(answer);
            auto reader = services.readers.lend();
            if (auto const view = need(reader->session(answer.id)))
                report["session"] = wire_for_staff(*view);
            call->answer(answer.fate == core::UpsertedAnswer::Fate::Created ? 201 : 200, report);
        } catch (core::StorageTrouble const& trouble) {
            call->world_failed(trouble.error.message);
        }
    };
    if (!services.submit(std::move(*upsert), on<core::UpsertedAnswer>(call, good)))
        call->too_busy();
}

/// A file on its way to the writer, some lines at a time. Shared by the callbacks, of which each has a line
/// of its own; the last of those awaited goes on with the file.
struct Bulk {
    CallPtr call;
    Services& services;
    std::vector<std::pair<std::size_t, core::UpsertSession>> good; ///< Place in the report, and what to do.
    std::chrono::milliseconds give_up_at; ///< By the monotonic clock.
    json lines = json::array();
    std::size_t next = 0;
    std::atomic<std::size_t> awaited = 0;

    Bulk(CallPtr the_call, Services& all)
        : call(std::move(the_call))
        , services(all)
        , give_up_at(all.clock.monotonic() + longest_work)
    {
    }

    void answer()
    {
        json body{{"created", 0}, {"changed", 0}, {"unchanged", 0}, {"refused", 0}};
        for (auto const& line : lines) {
            auto& count = body[line["result"].get<std::string>()];
            count = count.get<int>() + 1;
        }
        body["lines"] = std::move(lines);
        call->answer(200, body);
    }
};

void refuse_line(json& line, std::string const& detail, json errors)
{
    line["result"] = "refused";
    line["detail"] = detail;
    line["errors"] = std::move(errors);
}

void report_outcome(json& line, core::Outcome const& outcome)
{
    if (auto const* answer = std::get_if<core::UpsertedAnswer>(&outcome)) {
        line.update(report_of(*answer));
    } else if (auto const* refusal = std::get_if<core::Refusal>(&outcome)) {
        std::vector<protocol::FieldReason> fields;
        for (auto const& field : refusal->fields)
            fields.push_back({field.field, field.reason});
        refuse_line(line, refusal->detail, wire_problems(fields));
        line["reason"] = refusal->reason;
    } else {
        refuse_line(line, "The hub could not write its disk just now; send this line again", json::array());
        line["reason"] = "try_again";
    }
}

/// What was not sent to the writer any more; the carrier sends it again, and what is known changes nothing.
void leave_rest(Bulk& bulk)
{
    for (; bulk.next < bulk.good.size(); ++bulk.next) {
        auto& line = bulk.lines[bulk.good[bulk.next].first];
        refuse_line(
            line, "The hub has much to do and did not come to this line; send it again", json::array());
        line["reason"] = "try_again";
    }
}

void send_next(std::shared_ptr<Bulk> const& bulk)
{
    if (bulk->services.clock.monotonic() >= bulk->give_up_at)
        leave_rest(*bulk);
    if (bulk->next == bulk->good.size())
        return bulk->answer();
    auto const begin = bulk->next;
    auto const end = std::min(bulk->good.size(), begin + lines_at_once);
    bulk->next = end;
    bulk->awaited = end - begin;
    for (auto i = begin; i < end; ++i) {
        auto const place = bulk->good[i].first;
        auto const done = [bulk, place](core::Outcome const& outcome) {
            report_outcome(bulk->lines[place], outcome);
            if (bulk->awaited.fetch_sub(1) == 1)
                send_next(bulk);
        };
        if (!bulk->services.submit(std::move(bulk->good[i].second), done))
            done(core::WorldFailed{"the queue is full"});
    }
}

void read_line(Bulk& bulk, std::string_view text, int number, domain::Actor const& actor,
    std::vector<domain::Venue> const& venues)
{
    json line{{"line", number}, {"result", "refused"}};
    auto const body = protocol::parse_json(text);
    if (!body || !body->is_object()) {
        refuse_line(line, body ? "The line must be a JSON object" : body.error().message, json::array());
        bulk.lines.push_back(std::move(line));
        return;
    }
    protocol::Reader reader(*body);
    auto const external_id = reader.text("external_id", 128);
    line["external_id"] = external_id;
    auto upsert = upsert_from_body(*body, actor.organisation, external_id);
    if (!upsert)
        refuse_line(line, "Some fields are missing or wrong", wire_problems(upsert.error()));
    else if (!may_write(actor, venues, upsert->session))
        refuse_line(line, "Your role and organisation do not allow this here", json::array());
    else {
        upsert->by = actor.login;
        bulk.good.emplace_back(bulk.lines.size(), std::move(*upsert));
    }
    bulk.lines.push_back(std::move(line));
}

/// Answers 413 and gives false when they are too many.
bool read_lines(Bulk& bulk, domain::Actor const& actor, std::vector<domain::Venue> const& venues)
{
    std::string_view rest = bulk.call->request().body;
    for (int number = 1; !rest.empty(); ++number) {
        auto text = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), text.size() + 1));
        if (text.ends_with('\r'))
            text.remove_suffix(1);
        if (text.find_first_not_of(" \t") == std::string_view::npos)
            continue;
        if (bulk.lines.size() == lines_max) {
            bulk.call->problem(413, "Too many lines",
                "Send at most " + std::to_string(lines_max) + " lines at a time; nothing was written");
            return false;
        }
        read_line(bulk, text, number, actor, venues);
    }
    return true;
}

void take_bulk(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    if (actor->role != domain::Role::Provider)
        return call->problem(403, "Not yours", "Sessions are sent here by those who hold them");
    std::vector<domain::Venue> venues;
    {
        auto reader = services.readers.lend();
        venues = need(reader->venues(""));
    }
    // Reading thousands of lines takes its time, and the listener's threads are for everybody.
    auto const bulk = std::make_shared<Bulk>(call, services);
    services.slow([bulk, actor = *actor, venues = std::move(venues)] {
        if (read_lines(*bulk, actor, venues))
            send_next(bulk);
    });
}

void answer_changes(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto const& organisation = call->part(0);
    if (actor->role != domain::Role::Provider || actor->organisation != organisation)
        return call->problem(403, "Not yours", "Only that organisation sees who comes to its sessions");
    auto const after = call->integer_parameter("after", 0, 0, INT64_MAX);
    if (!after)
        return;
    auto reader = services.readers.lend();
    auto const rows = need(
        reader->registrations_of_provider_after(domain::OrganisationId(organisation), *after, changes_max));
    auto const next = rows.empty() ? *after : rows.back().changed_seq;
    auto const answer = [call, rows, next](std::map<std::string, protocol::Registrant> const& people) {
        auto list = json::array();
        for (auto const& row : rows) {
            auto const found = people.find(row.id.value);
            auto entry = wire_entry(row, found == people.end() ? nullptr : &found->second, false);
            entry["session"] = row.session.value;
            entry["changed"] = row.changed_seq;
            list.push_back(std::move(entry));
        }
        call->answer(200, {{"registrations", std::move(list)}, {"next", next}});
    };
    core::RecordReading command{{}, core::Purpose::Desk, actor->login};
    for (auto const& row : rows)
        if (domain::is_active(row.state))
            command.registrations.push_back(row.id);
    if (command.registrations.empty() || !services.vault.has_people_key())
        return answer({});
    auto const good = [call, &services, rows, answer](core::AuditedReading const& reading) {
        auto const people = services.vault.open(reading, rows);
        if (!people)
            return call->world_failed(people.error().message);
        answer(*people);
    };
    if (!services.submit(std::move(command), on<core::AuditedReading>(call, good)))
        call->too_busy();
}

} // namespace

void add_carrier_routes(Router& router)
{
    auto& services = router.services();
    router.add("PUT", "/v1/providers/{}/sessions/{}",
        [&services](CallPtr const& call) { put_session(call, services); });
    router.add("POST", "/v1/sessions/bulk", [&services](CallPtr const& call) { take_bulk(call, services); });
    router.add("GET", "/v1/providers/{}/registrations",
        [&services](CallPtr const& call) { answer_changes(call, services); });
}

} // namespace meguri::hub::routes
