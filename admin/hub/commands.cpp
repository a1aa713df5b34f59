#include "admin/hub/commands.h"

#include "admin/hub/app.h"
#include "admin/hub/backup.h"
#include "admin/hub/core/need.h"
#include "admin/hub/exchange.h"
#include "admin/hub/facts/demo.h"
#include "admin/hub/facts/facts_file.h"
#include "admin/hub/facts/holidays_file.h"
#include "admin/hub/key_commands.h"
#include "admin/hub/routes/enrol_code.h"
#include "admin/hub/routes/router.h"
#include "admin/hub/routes/staff_pin.h"
#include "shared/base/assets.h"
#include "shared/base/files.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace meguri::hub {

using net::ControlAnswer;

namespace {

constexpr int exit_refused = 1;
constexpr int exit_usage = 2;
constexpr int exit_world = 3;

std::string refusal_json(std::string const& reason, std::string const& detail)
{
    return routes::dump({{"reason", reason}, {"detail", detail}}) + "\n";
}

ControlAnswer from_outcome(core::Outcome const& outcome, std::string good)
{
    if (auto const* refusal = std::get_if<core::Refusal>(&outcome))
        return {exit_refused, refusal_json(refusal->reason, refusal->detail), refusal->detail + "\n"};
    if (auto const* failed = std::get_if<core::WorldFailed>(&outcome))
        return {exit_world, "", failed->message + "\n"};
    return {0, std::move(good), ""};
}

/// Whether the organisation exists for that role: a municipality's code, a provider's slug, `prefecture`, a
/// venue.
bool is_organisation(store::Store& store, domain::Role role, std::string const& organisation)
{
    if (role == domain::Role::Operator)
        return true;
    if (role == domain::Role::Prefecture)
        return organisation == "prefecture";
    if (role == domain::Role::Venue) {
        auto const venue = store.venue(domain::VenueId(organisation));
        return venue && venue->has_value();
    }
    auto const all = store.organisations();
    auto const kind = role == domain::Role::Provider ? domain::OrganisationKind::Provider
                                                     : domain::OrganisationKind::Municipality;
    return all && std::any_of(all->begin(), all->end(), [&](auto const& one) {
        return one.id.value == organisation && one.kind == kind;
    });
}

bool has_organisation(HubProgram& hub, domain::Role role, std::string const& organisation)
{
    auto const answer = hub.with_store([&](store::Store& store) {
        return ControlAnswer{is_organisation(store, role, organisation) ? 0 : exit_refused, "", ""};
    });
    return answer.exit_code == 0;
}

ControlAnswer add_user(HubProgram& hub, std::string const& login, std::string const& role_name,
    std::string organisation, std::string password)
{
    auto const role = domain::from_name<domain::Role>(role_name);
    while (!password.empty() && (password.back() == '\n' || password.back() == '\r'))
        password.pop_back();
    if (!role)
        return {exit_usage, "", "--role must be one of " + domain::all_names<domain::Role>() + "\n"};
    if (password.size() < 10)
        return {exit_refused, refusal_json("password_too_short", "A password has at least 10 characters"),
            "A password has at least 10 characters\n"};
    if (organisation.empty() && *role == domain::Role::Prefecture)
        organisation = "prefecture";
    if (!has_organisation(hub, *role, organisation))
        return {exit_refused,
            refusal_json("unknown_organisation", "--org names nothing of this hub for this role"),
            "--org '" + organisation + "' names nothing of this hub for role " + role_name + "\n"};
    auto const hash = hub.crypto().hash_password(password);
    if (!hash)
        return {exit_world, "", hash.error().message + "\n"};
    return from_outcome(
        hub.apply(core::SaveUser{{login, *role, organisation, *hash, 0, {}}, "command line"}), "");
}

ControlAnswer make_enrol_code(HubProgram& hub, std::string const& venue)
{
    auto code = routes::new_enrol_code(
        hub.clock(), hub.random(), hub.crypto(), domain::VenueId(venue), "command line");
    return from_outcome(hub.apply(std::move(code.command)), code.words + "\n");
}

/// A fresh PIN for the staff of a hall, which opens the staff corner of its kiosks from their next sync on.
ControlAnswer make_pin(HubProgram& hub, std::string const& venue)
{
    auto made = routes::new_staff_pin(hub.random(), hub.crypto(), domain::VenueId(venue), "command line");
    if (!made)
        return {exit_world, "", made.error().message + "\n"};
    return from_outcome(hub.apply(std::move(made->command)), made->digits + "\n");
}

/// The programmes of national schemes start with the rules that come with the program. What was done before
/// stands without them: then the answer says that they are missing.
ControlAnswer add_default_rules(HubProgram& hub, ControlAnswer done)
{
    auto const text = base::SystemFiles().read(base::find_assets() / "data" / "programme-rules.json");
    auto rules = text ? core::parse_default_rules(*text) : base::fail(core::RuleProblems());
    if (!rules) {
        done.trouble += "the rules of programmes are not installed beside the program\n"
            + facts::problem_words(rules.error());
        return done;
    }
    auto const added = from_outcome(hub.apply(core::AddDefaultRules{std::move(*rules), "command line"}), "");
    return added.exit_code == 0 ? done : added;
}

/// The holidays that come with the program; without its file a hub knows none.
ControlAnswer add_holidays(HubProgram& hub, ControlAnswer done)
{
    auto const text = base::SystemFiles().read(base::find_assets() / "data" / "holidays.json");
    auto holidays = text ? facts::parse_holidays(*text) : base::fail(facts::Problems());
    if (!holidays) {
        done.trouble
            += "the holidays are not installed beside the program\n" + facts::problem_words(holidays.error());
        return done;
    }
    auto const added = from_outcome(hub.apply(core::SaveHolidays{std::move(*holidays), "command line"}), "");
    return added.exit_code == 0 ? done : added;
}

ControlAnswer load_facts(HubProgram& hub, std::string const& content)
{
    auto facts = facts::parse_facts(content);
    if (!facts) {
        auto const words = facts::problem_words(facts.error());
        return {exit_refused, refusal_json(words, "Nothing was loaded"), words};
    }
    auto loaded = from_outcome(hub.apply(core::LoadFacts{std::move(*facts), "command line"}), "");
    if (loaded.exit_code == 0)
        loaded = add_holidays(hub, std::move(loaded));
    return loaded.exit_code == 0 ? add_default_rules(hub, std::move(loaded)) : loaded;
}

ControlAnswer exchange_files(HubProgram& hub, std::string const& request, std::string const& answer_file)
{
    auto answer = exchange(hub, request);
    if (answer.exit_code != 0)
        return answer;
    if (auto done = base::SystemFiles().write(answer_file, answer.output); !done)
        return {exit_world, "", done.error().message + "\n"};
    return {0, routes::dump({{"answer", answer_file}}) + "\n", ""};
}

/// The facts of the programme that come with the program, then a year around today on top of them.
ControlAnswer make_demo(HubProgram& hub, std::string const& today_text)
{
    auto const today = today_text.empty() ? std::optional(domain::tokyo_date(hub.clock().now()))
                                          : domain::date_from_iso(today_text);
    if (!today)
        return {exit_usage, "", "--today must be a day like 2026-11-21\n"};
    auto const folder = base::find_assets() / "data";
    auto const facts = base::SystemFiles().read(folder / "yamaguchi-r6.json");
    auto const text = base::SystemFiles().read(folder / "demo-yamaguchi.json");
    if (!facts || !text)
        return {exit_world, "", "the demonstration's data are not installed beside the program\n"};
    if (auto loaded = load_facts(hub, *facts); loaded.exit_code != 0)
        return loaded;
    auto const data = facts::parse_demo(*text);
    if (!data)
        return {exit_world, "", facts::problem_words(data.error())};
    std::vector<std::string> halls;
    auto made = hub.with_store([&](store::Store& store) -> ControlAnswer {
        auto const report
            = facts::make_demo(store, hub.vault(), hub.crypto(), hub.random(), hub.clock(), *today, *data);
        if (!report)
            return {exit_world, "", report.error().message + "\n"};
        std::string lines;
        for (auto const& user : report->users) {
            if (user.role == domain::Role::Venue)
                halls.push_back(user.organisation);
            lines += std::string(domain::name_of(user.role)) + " " + user.login + " " + user.password + "\n";
        }
        return {0, lines,
            report->was_there ? "the demonstration was there already; the passwords are new\n"
                              : std::to_string(report->sessions) + " sessions, "
                    + std::to_string(report->registrations) + " registrations\n"};
    });
    // The halls where a demonstration's kiosk stands open their staff corner as well.
    for (auto const& hall : halls) {
        auto const pin = made.exit_code == 0 ? make_pin(hub, hall) : ControlAnswer{exit_world, "", ""};
        if (pin.exit_code != 0)
            return pin;
        made.output += "staff-pin " + hall + " " + pin.output;
    }
    return made.exit_code == 0 ? add_default_rules(hub, std::move(made)) : made;
}

ControlAnswer verify_audit(HubProgram& hub)
{
    return hub.with_store([&](store::Store& store) -> ControlAnswer {
        base::Bytes previous(32);
        std::int64_t last = 0;
        while (true) {
            auto const rows = store.audit_after(last, 1000);
            if (!rows)
                return {exit_world, "", rows.error().message + "\n"};
            for (auto const& row : *rows) {
                bool const is_whole
                    = row.row == last + 1 && core::audit_chain(hub.crypto(), previous, row) == row.chain;
                if (!is_whole)
                    return {exit_refused, routes::dump({{"ok", false}, {"row", last + 1}}) + "\n", ""};
                previous = row.chain;
                last = row.row;
            }
            if (rows->empty())
                return {0, routes::dump({{"ok", true}, {"rows", last}}) + "\n", ""};
        }
    });
}

} // namespace

ControlAnswer run_command(
    HubProgram& hub, std::vector<std::string> const& arguments, std::string const& input)
{
    CLI::App app("meguri-hub");
    app.require_subcommand(1);
    std::string login, role, organisation, venue, file, today;
    bool has_password_on_stdin = false;
    auto* user = app.add_subcommand("user")->require_subcommand(1)->add_subcommand("add");
    user->add_option("--login", login)->required();
    user->add_option("--role", role)->required();
    user->add_option("--org", organisation);
    user->add_flag("--password-stdin", has_password_on_stdin)->required();
    KeyCommands const keys(app);
    auto* enrol = app.add_subcommand("enrol");
    enrol->add_option("--venue", venue)->required();
    auto* pin = app.add_subcommand("pin");
    pin->add_option("--venue", venue)->required();
    auto* verify = app.add_subcommand("audit")->require_subcommand(1)->add_subcommand("verify");
    auto* load = app.add_subcommand("load");
    load->add_option("file", file)->required();
    auto* demo = app.add_subcommand("demo");
    demo->add_option("--today", today);
    auto* stick = app.add_subcommand("exchange");
    stick->add_option("answer", file)->required();
    auto* backup = app.add_subcommand("backup");
    backup->add_option("file", file)->required();
    auto* doctor = app.add_subcommand("doctor");
    try {
        std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
        app.parse(reversed);
    } catch (CLI::Error const& error) {
        return {exit_usage, "", std::string(error.what()) + "\n"};
    }
    if (*user)
        return add_user(hub, login, role, organisation, input);
    if (auto answer = keys.run(hub))
        return std::move(*answer);
    if (*enrol)
        return make_enrol_code(hub, venue);
    if (*pin)
        return make_pin(hub, venue);
    if (*verify)
        return verify_audit(hub);
    if (*load)
        return load_facts(hub, input);
    if (*demo)
        return make_demo(hub, today);
    if (*stick)
        return exchange_files(hub, input, file);
    if (*backup)
        return make_backup(hub, file);
    if (*doctor)
        return examine(hub);
    return {exit_usage, "", "unknown command\n"};
}

} // namespace meguri::hub
