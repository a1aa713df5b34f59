#include "admin/hub/restore.h"

#include "admin/hub/core/need.h"
#include "admin/hub/routes/call.h"
#include "shared/storage/backup.h"

namespace meguri::hub {

using base::ErrorKind;
using base::fail;
using net::ControlAnswer;
using std::filesystem::path;

namespace {

constexpr int exit_no_copy = 1;
constexpr int exit_no_restore = 3;

ControlAnswer not_restored(std::string const& why)
{
    return {exit_no_restore, "", "meguri-hub: " + why + "\n"};
}

path beside(path file, std::string const& ending)
{
    file += ending;
    return file;
}

/// What the database had told before it is replaced; none when it is away or cannot be read to its end.
std::optional<core::ToldBefore> told_before(path const& database)
{
    if (!std::filesystem::exists(database) || !storage::check_whole(database))
        return std::nullopt;
    auto const old = store::SqliteStore::open_reader(database);
    if (!old)
        return std::nullopt;
    try {
        return core::told_by(**old);
    } catch (core::StorageTrouble const&) {
        return std::nullopt; // Of an earlier schema, perhaps; the answer says that it was not read.
    }
}

/// Makes the copy in `part` a hub's database that goes on.
base::Result<core::ResumedAnswer> resume(
    HubPlaces const& places, path const& part, std::optional<core::ToldBefore> before, path const& file)
{
    base::SystemFiles const files;
    base::SystemClock const clock;
    base::SystemRandom random;
    crypto::SodiumCrypto const crypto;
    auto keys = core::load_keys(key_places(places), files);
    if (!keys)
        return fail(keys.error());
    core::Vault const vault(std::move(*keys), crypto);
    auto const store = store::SqliteStore::open(part);
    if (!store)
        return fail(store.error());
    core::Hub hub(**store, vault, clock, random, crypto);
    core::Command const command = core::ResumeFromCopy{std::move(before), file.string(), "command line"};
    auto const outcome = hub.apply({&command, 1}).front();
    if (auto const* done = std::get_if<core::ResumedAnswer>(&outcome))
        return *done;
    auto const* failed = std::get_if<core::WorldFailed>(&outcome);
    return fail(ErrorKind::Storage, failed ? failed->message : "the copy was refused");
}

/// A name beside the database that is still free.
path free_name(path const& database)
{
    for (int number = 1;; ++number) {
        auto name = beside(database, ".before-restore-" + std::to_string(number));
        if (!std::filesystem::exists(name))
            return name;
    }
}

/// At every moment there is one whole database under the hub's name: first the old one is named a second
/// time, then its log leaves (which must never meet another database), then the new one takes the name.
base::Result<path> swap_in(path const& part, path const& database)
{
    std::error_code trouble;
    path before;
    if (std::filesystem::exists(database)) {
        before = free_name(database);
        std::filesystem::create_hard_link(database, before, trouble);
        if (trouble) {
            trouble.clear();
            std::filesystem::copy_file(database, before, trouble);
        }
        if (!trouble && std::filesystem::exists(beside(database, "-wal")))
            std::filesystem::rename(beside(database, "-wal"), beside(before, "-wal"), trouble);
    }
    if (!trouble)
        std::filesystem::remove(beside(database, "-wal"), trouble);
    if (!trouble)
        std::filesystem::remove(beside(database, "-shm"), trouble);
    if (!trouble)
        std::filesystem::rename(part, database, trouble);
    if (trouble)
        return fail(ErrorKind::Storage, "cannot exchange " + database.string() + ": " + trouble.message());
    if (auto done = storage::sync_path(database.parent_path()); !done)
        return fail(done.error());
    return before;
}

base::Result<void> make_part(path const& file, path const& part)
{
    for (auto const* ending : {"", "-wal", "-shm"})
        if (auto done = base::SystemFiles().remove(beside(part, ending)); !done)
            return done;
    return storage::copy_database(file, part);
}

ControlAnswer told(path const& file, path const& before, bool was_read, core::ResumedAnswer const& answer)
{
    auto const now = std::chrono::floor<std::chrono::seconds>(base::SystemClock().now());
    nlohmann::json const words{{"file", file.string()}, {"restored_to", answer.restored_to},
        {"missing_from",
            answer.known_until ? nlohmann::json(domain::to_iso(*answer.known_until)) : nlohmann::json()},
        {"missing_to", domain::to_iso(now)}, {"epoch", answer.epoch}, {"seq", answer.seq},
        {"told_again", answer.items_told_again}, {"taken_back", answer.items_taken_back},
        {"before", before.empty() ? nlohmann::json() : nlohmann::json(before.string())},
        {"before_was_read", was_read}};
    return {0, routes::dump(words) + "\n", ""};
}

/// Whether it is a hub's database at all: any other would only be filled with empty tables.
bool is_copy_of_hub(path const& file)
{
    auto const copy = store::SqliteStore::open_reader(file);
    if (!copy)
        return false;
    auto const epoch = (*copy)->setting("epoch");
    return epoch && *epoch && (*copy)->head_seq();
}

} // namespace

ControlAnswer restore(HubPlaces const& places, path const& file)
{
    base::SystemFiles const files;
    if (!files.exists(key_places(places).signing))
        return not_restored(places.data.string()
            + " holds no key of a hub: put hub-key.json and people-key.json there first");
    auto const lock = base::FolderLock::take(places.data);
    if (!lock)
        return not_restored(lock.error().message + "; stop it first");
    if (!files.exists(file))
        return not_restored("there is no " + file.string());
    if (!is_copy_of_hub(file))
        return {exit_no_copy,
            routes::dump({{"reason", "no_copy_of_a_hub"}, {"file", file.string()},
                {"detail", "name a file that `meguri-hub backup` made"}})
                + "\n",
            ""};
    auto const database = database_path(places);
    auto const part = beside(database, ".restoring");
    if (auto done = make_part(file, part); !done)
        return not_restored(done.error().message);
    auto before = told_before(database);
    bool const was_read = before.has_value();
    auto const resumed = resume(places, part, std::move(before), file);
    if (!resumed)
        return not_restored(resumed.error().message);
    if (auto done = storage::sync_path(part); !done)
        return not_restored(done.error().message);
    auto const kept = swap_in(part, database);
    if (!kept)
        return not_restored(kept.error().message);
    return told(file, *kept, was_read, *resumed);
}

} // namespace meguri::hub
