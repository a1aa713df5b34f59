#include "kiosk/commands.h"

#include "kiosk/slip.h"
#include "shared/base/files.h"
#include "shared/domain/receipt_code.h"
#include "shared/domain/tokyo_time.h"

#include <CLI/CLI.hpp>

#include <bit>

namespace meguri::kiosk {

using net::ControlAnswer;
using nlohmann::json;

namespace {

constexpr int exit_refused = 1;
constexpr int exit_usage = 2;
constexpr int exit_world = 3;

ControlAnswer printed(int exit_code, json const& document)
{
    return {exit_code, document.dump(-1, ' ', false, json::error_handler_t::replace) + "\n", ""};
}

ControlAnswer failed(base::Error const& error)
{
    bool const is_refused = error.kind == base::ErrorKind::Refused;
    return {is_refused ? exit_refused : exit_world,
        json{{"reason", is_refused ? "refused" : "world_failed"}, {"detail", error.message}}.dump() + "\n",
        error.message + "\n"};
}

ControlAnswer enrol(local::Kiosk& kiosk, std::string const& hub, std::string const& code)
{
    if (auto done = kiosk.enrol(hub, code); !done)
        return failed(done.error());
    auto const first = kiosk.sync();
    auto const& answer = kiosk.identity()->answer;
    return printed(
        0, {{"kiosk", answer.kiosk}, {"venue", answer.venue_id}, {"pulled", first ? first->pulled : 0}});
}

ControlAnswer sessions(local::Kiosk& kiosk)
{
    auto const all = kiosk.sessions();
    auto const position = kiosk.position();
    if (!all)
        return failed(all.error());
    if (!position)
        return failed(position.error());
    auto list = json::array();
    for (auto const& session : *all)
        list.push_back(protocol::to_json(session));
    return printed(0,
        {{"sessions", std::move(list)},
            {"as_of", position->as_of ? json(domain::to_iso(*position->as_of)) : json()}});
}

/// What somebody was told, who gave a name at the command line.
ControlAnswer told(local::Kiosk& kiosk, base::Result<local::RegisterOutcome> const& outcome)
{
    if (!outcome)
        return failed(outcome.error());
    json document{{"id", outcome->id}, {"code", outcome->code}, {"state", outcome->state}};
    if (outcome->position)
        document["position"] = *outcome->position;
    if (!outcome->reason.empty())
        document["reason"] = outcome->reason;
    (void)kiosk.seen(outcome->code);
    bool const is_no = outcome->state == "refused" || outcome->state == "duplicate";
    return printed(is_no ? exit_refused : 0, document);
}

ControlAnswer take(local::Kiosk& kiosk, local::Form form, local::Line line)
{
    return told(kiosk, kiosk.register_person(std::move(form), line));
}

ControlAnswer visit(local::Kiosk& kiosk, local::VisitForm form, local::Line line)
{
    return told(kiosk, kiosk.request_visit(std::move(form), line));
}

ControlAnswer cancel(local::Kiosk& kiosk, std::string const& code, std::string const& last4, local::Line line)
{
    auto const outcome = kiosk.cancel(code, last4, line);
    if (!outcome)
        return failed(outcome.error());
    json document{{"state", outcome->state}};
    if (!outcome->reason.empty())
        document["reason"] = outcome->reason;
    return printed(outcome->state == "refused" ? exit_refused : 0, document);
}

/// What came of a way that asks for no name.
ControlAnswer way(std::string const& code, base::Result<local::WayOutcome> const& outcome)
{
    if (!outcome)
        return failed(outcome.error());
    json document{{"code", domain::parse_receipt_code(code).value_or(code)}, {"state", outcome->state}};
    if (!outcome->reason.empty())
        document["reason"] = outcome->reason;
    return printed(outcome->state == "refused" ? exit_refused : 0, document);
}

/// The ways as they stand on the line.
struct WayWords {
    CLI::App* cancel = nullptr;
    CLI::App* attend = nullptr;
    CLI::App* move = nullptr;
    CLI::App* survey = nullptr;
    std::string code;
    std::string session;
    std::string last4;
    protocol::SurveyAnswers answers;
    bool is_offline = false;
};

void add_ways(CLI::App& app, WayWords& words)
{
    words.cancel = app.add_subcommand("cancel");
    words.attend = app.add_subcommand("attend");
    words.move = app.add_subcommand("move");
    words.survey = app.add_subcommand("survey");
    for (auto* one : {words.cancel, words.attend, words.move, words.survey}) {
        one->add_option("--code", words.code)->required();
        one->add_flag("--offline", words.is_offline);
    }
    words.move->add_option("--session", words.session)->required();
    for (auto* one : {words.cancel, words.move})
        one->add_option("--phone-last4", words.last4)->required();
    words.survey->add_option("--face", words.answers.face)->required();
    words.survey->add_option("--understood", words.answers.understood)->required();
    words.survey->add_option("--again", words.answers.again)->required();
}

std::optional<ControlAnswer> run_way(local::Kiosk& kiosk, WayWords const& words)
{
    auto const line = words.is_offline ? local::Line::Forbid : local::Line::Use;
    if (*words.cancel)
        return cancel(kiosk, words.code, words.last4, line);
    if (*words.attend)
        return way(words.code, kiosk.attend(words.code, line));
    if (*words.move)
        return way(words.code, kiosk.move(words.code, words.session, words.last4, line));
    if (*words.survey)
        return way(words.code, kiosk.survey(words.code, words.answers, line));
    return std::nullopt;
}

ControlAnswer sync(local::Kiosk& kiosk)
{
    auto const report = kiosk.sync();
    if (!report)
        return failed({base::ErrorKind::Unreachable, report.error().message});
    auto results = json::array();
    for (auto const& result : report->results)
        results.push_back({{"id", result.cmd_id}, {"state", result.state}});
    return printed(0,
        {{"pushed", report->pushed}, {"pulled", report->pulled}, {"requests", report->requests},
            {"bytes_up", report->bytes_up}, {"bytes_down", report->bytes_down},
            {"raw_bytes", report->raw_bytes}, {"results", std::move(results)}});
}

ControlAnswer outbox(local::Kiosk& kiosk)
{
    auto const rows = kiosk.outbox();
    if (!rows)
        return failed(rows.error());
    auto list = json::array();
    for (auto const& row : *rows) {
        json entry{{"cmd_no", row.cmd_no}, {"id", row.cmd_id}, {"type", row.type}, {"state", row.state}};
        if (!row.result.empty())
            entry["result"] = json::parse(row.result, nullptr, false);
        list.push_back(std::move(entry));
    }
    auto const held = kiosk.leases();
    auto const is_sane = kiosk.is_clock_sane();
    if (!held)
        return failed(held.error());
    if (!is_sane)
        return failed(is_sane.error());
    auto leases = json::array();
    for (auto const& lease : *held)
        leases.push_back(
            {{"lease", lease.view.lease}, {"session", lease.view.session}, {"rights", lease.view.rights},
                {"used", std::popcount(static_cast<std::uint64_t>(lease.view.used))},
                {"state",
                    !lease.view.is_open ? "closing"
                        : *is_sane      ? "open"
                                        : "frozen"},
                {"use_until", domain::to_iso(lease.view.use_until)}});
    return printed(0, {{"commands", std::move(list)}, {"leases", std::move(leases)}});
}

ControlAnswer export_to(local::Kiosk& kiosk, std::string const& path)
{
    auto const made = kiosk.export_request();
    if (!made)
        return failed(made.error());
    if (auto done = base::SystemFiles().write(path, made->first); !done)
        return failed(done.error());
    return printed(
        0, {{"pushed", made->second.pushed}, {"raw_bytes", made->second.raw_bytes}, {"file", path}});
}

ControlAnswer import_from(local::Kiosk& kiosk, std::string const& path)
{
    auto const text = base::SystemFiles().read(path);
    if (!text)
        return failed({base::ErrorKind::Storage, text.error().message});
    auto const report = kiosk.import_answer(*text);
    if (!report)
        return failed(report.error());
    auto results = json::array();
    for (auto const& result : report->results)
        results.push_back({{"id", result.cmd_id}, {"state", result.state}});
    return printed(0, {{"pulled", report->pulled}, {"results", std::move(results)}});
}

ControlAnswer slip(
    local::Kiosk& kiosk, base::Clock const& clock, std::string const& code, std::string const& out)
{
    auto const digits = domain::parse_receipt_code(code);
    if (!digits)
        return printed(exit_refused, {{"reason", "code_wrong"}});
    auto const kept = kiosk.registration_by_code(*digits);
    if (!kept)
        return failed(kept.error());
    if (!*kept)
        return printed(exit_refused, {{"reason", "unknown_code"}});
    auto const all = kiosk.sessions();
    std::optional<protocol::Session> session;
    if (all)
        for (auto const& one : *all)
            if (one.id == (*kept)->session)
                session = one;
    if (!session)
        if (auto const visit = kiosk.visit((*kept)->id))
            session = *visit;
    auto const& enrolled = kiosk.identity()->answer;
    auto const pdf
        = paper::slip_pdf(slip_of(**kept, session,
                              {enrolled.venue_name, enrolled.municipality_name, enrolled.venue_phone,
                                  all ? places_of(*all) : std::map<std::string, std::string>()},
                              clock.now()),
            paper::japanese_slip_words());
    if (!pdf)
        return failed({base::ErrorKind::Storage, pdf.error().message});
    if (auto done = base::SystemFiles().write(out, *pdf); !done)
        return failed(done.error());
    return printed(0, {{"code", *digits}, {"state", (*kept)->state}});
}

} // namespace

ControlAnswer run_command(
    local::Kiosk& kiosk, base::Clock const& clock, std::vector<std::string> const& arguments)
{
    CLI::App app("meguri-kiosk");
    app.require_subcommand(1);
    std::string hub, code, out;
    local::Form form;
    bool is_offline = false;
    auto* enrol_command = app.add_subcommand("enrol");
    enrol_command->add_option("--hub", hub)->required();
    enrol_command->add_option("--code", code)->required();
    auto* sessions_command = app.add_subcommand("sessions");
    auto* register_command = app.add_subcommand("register");
    register_command->add_option("--session", form.session)->required();
    register_command->add_option("--kana", form.person.kana)->required();
    register_command->add_option("--phone", form.person.phone)->required();
    register_command->add_option("--birth-year", form.person.birth_year)->required();
    register_command->add_option("--municipality", form.person.municipality);
    register_command->add_option("--address", form.person.address);
    register_command->add_flag("--offline", is_offline);
    local::VisitForm wish;
    auto* visit_command = app.add_subcommand("visit");
    visit_command->add_option("--municipality", wish.municipality)->required();
    visit_command->add_option("--area", wish.area)->required();
    visit_command->add_option("--address", wish.person.address)->required();
    visit_command->add_option("--kana", wish.person.kana)->required();
    visit_command->add_option("--phone", wish.person.phone)->required();
    visit_command->add_option("--birth-year", wish.person.birth_year)->required();
    visit_command->add_option("--wish", wish.wishes)->required()->expected(1, 20);
    visit_command->add_flag("--offline", is_offline);
    WayWords way_words;
    add_ways(app, way_words);
    auto* slip_command = app.add_subcommand("slip");
    slip_command->add_option("--code", code)->required();
    slip_command->add_option("--out", out)->required();
    auto* sync_command = app.add_subcommand("sync");
    auto* outbox_command = app.add_subcommand("outbox");
    auto* export_command = app.add_subcommand("export");
    export_command->add_option("file", out)->required();
    auto* import_command = app.add_subcommand("import");
    import_command->add_option("file", out)->required();
    try {
        app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (CLI::Error const& error) {
        return {exit_usage, "", std::string(error.what()) + "\n"};
    }
    auto const line = is_offline ? local::Line::Forbid : local::Line::Use;
    if (*enrol_command)
        return enrol(kiosk, hub, code);
    if (*sessions_command)
        return sessions(kiosk);
    if (*register_command)
        return take(kiosk, std::move(form), line);
    if (*visit_command)
        return visit(kiosk, std::move(wish), line);
    if (auto const said = run_way(kiosk, way_words))
        return *said;
    if (*sync_command)
        return sync(kiosk);
    if (*outbox_command)
        return outbox(kiosk);
    if (*export_command)
        return export_to(kiosk, out);
    if (*import_command)
        return import_from(kiosk, out);
    if (*slip_command)
        return slip(kiosk, clock, code, out);
    return {exit_usage, "", "unknown command\n"};
}

} // namespace meguri::kiosk
