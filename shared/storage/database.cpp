#include "shared/storage/database.h"

#include "shared/base/mutant.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <vector>

namespace meguri::storage {

using base::ErrorKind;
using base::fail;

struct Database::Handles {
    sqlite3* database = nullptr;
    std::map<std::string, sqlite3_stmt*, std::less<>> statements;

    Handles() = default;
    Handles(Handles const&) = delete;
    Handles& operator=(Handles const&) = delete;
    ~Handles()
    {
        for (auto& [sql, statement] : statements)
            sqlite3_finalize(statement);
        sqlite3_close(database);
    }
};

Statement::Statement(sqlite3* database, sqlite3_stmt* handle, std::string trouble)
    : m_database(database)
    , m_handle(handle)
    , m_trouble(std::move(trouble))
{
}

Statement::Statement(Statement&& other) noexcept
    : m_database(other.m_database)
    , m_handle(std::exchange(other.m_handle, nullptr))
    , m_next_parameter(other.m_next_parameter)
    , m_trouble(std::move(other.m_trouble))
{
}

Statement::~Statement()
{
    if (m_handle) {
        sqlite3_reset(m_handle);
        sqlite3_clear_bindings(m_handle);
    }
}

void Statement::note(int code)
{
    ++m_next_parameter;
    if (code != SQLITE_OK && m_trouble.empty())
        m_trouble = std::string("bind: ") + sqlite3_errmsg(m_database);
}

Statement& Statement::bind(std::int64_t value)
{
    note(m_handle ? sqlite3_bind_int64(m_handle, m_next_parameter, value) : SQLITE_OK);
    return *this;
}

Statement& Statement::bind(double value)
{
    note(m_handle ? sqlite3_bind_double(m_handle, m_next_parameter, value) : SQLITE_OK);
    return *this;
}

Statement& Statement::bind(std::string_view text)
{
    auto const* data = text.data() ? text.data() : "";
    note(m_handle ? sqlite3_bind_text64(
             m_handle, m_next_parameter, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8)
                  : SQLITE_OK);
    return *this;
}

Statement& Statement::bind(Bytes const& blob)
{
    static std::uint8_t const nothing = 0;
    auto const* data = blob.empty() ? &nothing : blob.data();
    note(m_handle ? sqlite3_bind_blob64(m_handle, m_next_parameter, data, blob.size(), SQLITE_TRANSIENT)
                  : SQLITE_OK);
    return *this;
}

Statement& Statement::bind_null()
{
    note(m_handle ? sqlite3_bind_null(m_handle, m_next_parameter) : SQLITE_OK);
    return *this;
}

Result<bool> Statement::step()
{
    if (!m_trouble.empty())
        return fail(ErrorKind::Storage, m_trouble);
    int const code = sqlite3_step(m_handle);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    m_trouble = "sqlite " + std::to_string(sqlite3_extended_errcode(m_database)) + ": "
        + sqlite3_errmsg(m_database) + " in " + sqlite3_sql(m_handle);
    return fail(code == SQLITE_BUSY ? ErrorKind::Busy : ErrorKind::Storage, m_trouble);
}

Result<void> Statement::run()
{
    auto const row = step();
    if (!row)
        return fail(row.error());
    return {};
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_handle, column);
}
double Statement::real(int column) const
{
    return sqlite3_column_double(m_handle, column);
}
bool Statement::is_null(int column) const
{
    return sqlite3_column_type(m_handle, column) == SQLITE_NULL;
}

std::string Statement::text(int column) const
{
    auto const* bytes = static_cast<char const*>(sqlite3_column_blob(m_handle, column));
    auto const size = static_cast<std::size_t>(sqlite3_column_bytes(m_handle, column));
    return bytes ? std::string(bytes, size) : std::string();
}

Bytes Statement::blob(int column) const
{
    auto const* bytes = static_cast<std::uint8_t const*>(sqlite3_column_blob(m_handle, column));
    auto const size = static_cast<std::size_t>(sqlite3_column_bytes(m_handle, column));
    return bytes ? Bytes(bytes, bytes + size) : Bytes();
}

std::optional<std::int64_t> Statement::integer_if(int column) const
{
    return is_null(column) ? std::nullopt : std::optional(integer(column));
}

std::optional<std::string> Statement::text_if(int column) const
{
    return is_null(column) ? std::nullopt : std::optional(text(column));
}

std::optional<double> Statement::real_if(int column) const
{
    return is_null(column) ? std::nullopt : std::optional(real(column));
}

Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

namespace {

/// Reads a file and writes the same bytes again in place, then syncs: afterwards what can be read is on disk.
int write_anew(sqlite3_file& file)
{
    sqlite3_int64 size = 0;
    int code = file.pMethods->xFileSize(&file, &size);
    std::vector<char> chunk(std::size_t(64) * 1024);
    for (sqlite3_int64 at = 0; at < size && code == SQLITE_OK; at += static_cast<int>(chunk.size())) {
        auto const count
            = static_cast<int>(std::min<sqlite3_int64>(size - at, static_cast<int>(chunk.size())));
        code = file.pMethods->xRead(&file, chunk.data(), count, at);
        if (code == SQLITE_OK)
            code = file.pMethods->xWrite(&file, chunk.data(), count, at);
    }
    return code == SQLITE_OK && size > 0 ? file.pMethods->xSync(&file, SQLITE_SYNC_FULL) : code;
}

/// A log left by a program that ended after a failed sync can be read back from memory though parts of it
/// never reached the disk; commits appended behind such a hole would be lost with the next power cut. So the
/// log is made durable before anything is appended. Whoever opens for writing is alone with the file.
Result<void> settle_log(std::filesystem::path const& path, std::string const& vfs_name)
{
    auto* vfs = sqlite3_vfs_find(vfs_name.empty() ? nullptr : vfs_name.c_str());
    auto const log = path.string() + "-wal";
    int is_there = 0;
    if (!vfs || vfs->xAccess(vfs, log.c_str(), SQLITE_ACCESS_EXISTS, &is_there) != SQLITE_OK || is_there == 0)
        return {};
    std::vector<std::max_align_t> memory(
        static_cast<std::size_t>(vfs->szOsFile) / sizeof(std::max_align_t) + 1);
    auto* file = reinterpret_cast<sqlite3_file*>(memory.data());
    // A VFS wants the name as SQLite itself hands it over: full, and followed by empty parameters.
    std::unique_ptr<char const, void (*)(char const*)> const name(
        sqlite3_create_filename(
            std::filesystem::absolute(path).c_str(), "", std::filesystem::absolute(log).c_str(), 0, nullptr),
        [](char const* made) { sqlite3_free_filename(const_cast<char*>(made)); });
    if (!name)
        return fail(ErrorKind::Storage, "no memory");
    int code = vfs->xOpen(
        vfs, sqlite3_filename_wal(name.get()), file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_WAL, nullptr);
    if (code == SQLITE_OK)
        code = write_anew(*file);
    if (file->pMethods)
        file->pMethods->xClose(file);
    if (code != SQLITE_OK)
        return fail(ErrorKind::Storage, "cannot settle " + log + ": sqlite " + std::to_string(code));
    return {};
}

} // namespace

Result<Database> Database::open(std::filesystem::path const& path, Access access, std::string const& vfs)
{
    Database database;
    database.m_handles = std::make_unique<Handles>();
    int const flags = SQLITE_OPEN_NOMUTEX
        | (access == Access::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (access == Access::ReadWrite)
        if (auto done = settle_log(path, vfs); !done)
            return fail(done.error());
    auto*& handle = database.m_handles->database;
    if (sqlite3_open_v2(path.c_str(), &handle, flags, vfs.empty() ? nullptr : vfs.c_str()) != SQLITE_OK) {
        std::string const why = handle ? sqlite3_errmsg(handle) : "no memory";
        return fail(ErrorKind::Storage, "cannot open " + path.string() + ": " + why);
    }
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, 5000);
    std::string pragmas = "PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000;";
    if (access == Access::ReadWrite)
        pragmas += std::string("PRAGMA journal_mode=WAL; PRAGMA secure_delete=ON;")
            + "PRAGMA synchronous=" + (base::is_mutant("I7_receipt_before_sync") ? "OFF" : "FULL")
            + "; PRAGMA wal_autocheckpoint=" + (base::in_simulation ? "200" : "4000") + ";";
    if (auto done = database.execute(pragmas); !done)
        return fail(done.error());
    return database;
}

Result<void> Database::execute(std::string const& sql)
{
    char* message = nullptr;
    int const code = sqlite3_exec(m_handles->database, sql.c_str(), nullptr, nullptr, &message);
    if (code == SQLITE_OK)
        return {};
    std::string const why = message ? message : "unknown";
    sqlite3_free(message);
    return fail(code == SQLITE_BUSY ? ErrorKind::Busy : ErrorKind::Storage, "sqlite: " + why);
}

Statement Database::prepare(std::string_view sql)
{
    auto& statements = m_handles->statements;
    if (auto const found = statements.find(sql); found != statements.end())
        return {m_handles->database, found->second, ""};
    sqlite3_stmt* handle = nullptr;
    int const code = sqlite3_prepare_v3(m_handles->database, sql.data(), static_cast<int>(sql.size()),
        SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
    if (code != SQLITE_OK)
        return {m_handles->database, nullptr,
            std::string("prepare: ") + sqlite3_errmsg(m_handles->database) + " in " + std::string(sql)};
    statements.emplace(std::string(sql), handle);
    return {m_handles->database, handle, ""};
}

std::int64_t Database::changed_rows() const
{
    return sqlite3_changes64(m_handles->database);
}

namespace {

Result<int> schema_version(Database& database)
{
    auto statement = database.prepare("PRAGMA user_version");
    auto const row = statement.step();
    if (!row)
        return fail(row.error());
    return static_cast<int>(statement.integer(0));
}

} // namespace

Result<void> migrate(Database& database, std::span<Migration const> migrations)
{
    auto const version = schema_version(database);
    if (!version)
        return fail(version.error());
    int const last = migrations.empty() ? 0 : migrations.back().number;
    if (*version > last)
        return fail(ErrorKind::Storage,
            "the database has schema " + std::to_string(*version) + ", this program knows only "
                + std::to_string(last));
    if (*version == last)
        return {};
    if (auto begun = database.execute("BEGIN IMMEDIATE"); !begun)
        return begun;
    for (auto const& migration : migrations) {
        if (migration.number <= *version)
            continue;
        auto const number = std::to_string(migration.number);
        auto done = database.execute(std::string(migration.sql) + ";PRAGMA user_version=" + number);
        if (!done) {
            (void)database.execute("ROLLBACK");
            return fail(ErrorKind::Storage, "migration " + number + " failed: " + done.error().message);
        }
    }
    return database.execute("COMMIT");
}

} // namespace meguri::storage
