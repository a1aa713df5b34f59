#include "admin/hub/backup.h"

#include "admin/hub/app.h"
#include "admin/hub/core/need.h"
#include "admin/hub/routes/call.h"
#include "shared/storage/backup.h"

namespace meguri::hub {

using net::ControlAnswer;

namespace {

constexpr int exit_found = 1;
constexpr int exit_world = 3;

ControlAnswer trouble(std::string const& message)
{
    return {exit_world, "", message + "\n"};
}

} // namespace

ControlAnswer make_backup(HubProgram& hub, std::string const& file)
{
    if (auto done = storage::copy_database(hub.database(), file); !done)
        return trouble(done.error().message);
    auto const copy = store::SqliteStore::open_reader(file);
    if (!copy)
        return trouble(copy.error().message);
    auto const seq = (*copy)->head_seq();
    if (!seq)
        return trouble(seq.error().message);
    std::error_code no_size;
    auto const bytes = std::filesystem::file_size(file, no_size);
    auto const outcome = hub.apply(core::RecordBackup{*seq, file, "command line"});
    if (!std::holds_alternative<core::Done>(outcome))
        return trouble("the copy was made, but the hub could not note it; make it again");
    return {0, routes::dump({{"file", file}, {"seq", *seq}, {"bytes", no_size ? 0 : bytes}}) + "\n", ""};
}

ControlAnswer examine(HubProgram& hub)
{
    return hub.with_store([&](store::Store& store) -> ControlAnswer {
        try {
            auto problems = nlohmann::json::array();
            auto const backup = core::backup_age(store, hub.clock().now());
            if (backup.is_too_old)
                problems.push_back({{"what", "backup"},
                    {"detail", "no copy of the database for a week: run `meguri-hub backup`"},
                    {"last", backup.at ? nlohmann::json(domain::to_iso(*backup.at)) : nlohmann::json()}});
            if (!hub.vault().has_people_key())
                problems.push_back({{"what", "people_key"},
                    {"detail",
                        "the people's key file is away: no name can be read, duplicates are not seen"}});
            bool const is_ok = problems.empty();
            return {is_ok ? 0 : exit_found,
                routes::dump({{"ok", is_ok}, {"problems", std::move(problems)}}) + "\n", ""};
        } catch (core::StorageTrouble const& failed) {
            return trouble(failed.error.message);
        }
    });
}

} // namespace meguri::hub
