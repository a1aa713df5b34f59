#include "shared/storage/backup.h"

#include <fcntl.h>
#include <unistd.h>

namespace meguri::storage {

using base::ErrorKind;
using base::fail;

namespace {

Result<void> make_copy(std::filesystem::path const& from, std::filesystem::path const& part)
{
    {
        auto source = Database::open(from, Access::ReadOnly);
        if (!source)
            return fail(source.error());
        auto statement = source->prepare("VACUUM INTO ?");
        if (auto done = statement.bind(part.string()).run(); !done)
            return done;
    }
    // SQLite does not sync what it vacuums into.
    if (auto done = sync_path(part); !done)
        return done;
    return check_whole(part);
}

} // namespace

Result<void> sync_path(std::filesystem::path const& path)
{
    int const descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    bool const is_durable = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0)
        ::close(descriptor);
    if (!is_durable)
        return fail(ErrorKind::Storage, "cannot write " + path.string() + " to the disk");
    return {};
}

Result<void> check_whole(std::filesystem::path const& path)
{
    auto copy = Database::open(path, Access::ReadOnly);
    if (!copy)
        return fail(copy.error());
    auto statement = copy->prepare("PRAGMA integrity_check(1)");
    auto const has_row = statement.step();
    if (!has_row)
        return fail(has_row.error());
    if (!*has_row || statement.text(0) != "ok")
        return fail(ErrorKind::Storage,
            path.string()
                + " does not read back whole: " + (*has_row ? statement.text(0) : std::string("nothing")));
    return {};
}

Result<void> migrate_with_copy(
    std::filesystem::path const& path, Database& database, std::span<Migration const> migrations)
{
    std::int64_t version = 0;
    {
        auto statement = database.prepare("PRAGMA user_version");
        if (auto const row = statement.step(); !row)
            return fail(row.error());
        version = statement.integer(0);
    }
    auto const last = migrations.empty() ? 0 : migrations.back().number;
    if (version > 0 && version < last) {
        auto copy = path;
        copy += ".before-" + std::to_string(last);
        if (auto done = copy_database(path, copy); !done)
            return done;
    }
    return migrate(database, migrations);
}

Result<void> copy_database(std::filesystem::path const& from, std::filesystem::path const& to)
{
    auto part = to;
    part += ".part";
    std::error_code trouble;
    std::filesystem::remove(part, trouble);
    if (auto done = make_copy(from, part); !done) {
        std::filesystem::remove(part, trouble);
        return done;
    }
    std::filesystem::rename(part, to, trouble);
    if (trouble)
        return fail(ErrorKind::Storage, "cannot name " + to.string() + ": " + trouble.message());
    return sync_path(to.has_parent_path() ? to.parent_path() : ".");
}

} // namespace meguri::storage
