// Owners of SQLite handles. One Database per thread; it and its statements die together, statements first.
// Opens in WAL with synchronous=FULL; never checkpoints from a read-only connection. No exception leaves; SQL
// only with bound values.
#pragma once

#include "shared/base/bytes.h"
#include "shared/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace meguri::storage {

using base::Bytes;
using base::Result;

enum class Access { ReadWrite, ReadOnly };

class Database;

/// A prepared statement in use: bind left to right, step through rows, read columns left to right or by
/// number. A failure is kept and answered by `step`; later calls do nothing.
class Statement {
public:
    Statement& bind(std::int64_t value);
    Statement& bind(int value) { return bind(static_cast<std::int64_t>(value)); }
    Statement& bind(double value);
    Statement& bind(std::string_view text);
    Statement& bind(std::string const& text) { return bind(std::string_view(text)); }
    Statement& bind(char const* text) { return bind(std::string_view(text)); }
    Statement& bind(bool value) { return bind(static_cast<std::int64_t>(value ? 1 : 0)); }
    Statement& bind(Bytes const& blob);
    Statement& bind_null();
    template <class T> Statement& bind(std::optional<T> const& value)
    {
        return value ? bind(*value) : bind_null();
    }
    template <class... Values> Statement& bind_all(Values const&... values)
    {
        (bind(values), ...);
        return *this;
    }

    /// True while there is a row.
    Result<bool> step();
    /// For statements that give no row.
    Result<void> run();

    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string text(int column) const;
    Bytes blob(int column) const;
    bool is_null(int column) const;
    bool boolean(int column) const { return integer(column) != 0; }
    std::optional<std::int64_t> integer_if(int column) const;
    std::optional<std::string> text_if(int column) const;
    std::optional<double> real_if(int column) const;

    ~Statement();
    Statement(Statement&& other) noexcept;
    Statement(Statement const&) = delete;
    Statement& operator=(Statement const&) = delete;
    Statement& operator=(Statement&&) = delete;

private:
    friend class Database;
    Statement(sqlite3* database, sqlite3_stmt* handle, std::string trouble);
    void note(int code);

    sqlite3* m_database;
    sqlite3_stmt* m_handle; ///< Owned by the database's cache; reset here.
    int m_next_parameter = 1;
    std::string m_trouble;
};

class Database {
public:
    /// `vfs`: the name of a registered SQLite VFS, empty for the system's. Creates the file unless read-only.
    static Result<Database> open(
        std::filesystem::path const& path, Access access, std::string const& vfs = "");
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    /// Text without values: pragmas, schema, BEGIN.
    Result<void> execute(std::string const& sql);
    /// Prepared once and kept; the same text must not be in use twice at the same time.
    Statement prepare(std::string_view sql);
    std::int64_t changed_rows() const;

private:
    Database() = default;
    struct Handles;
    std::unique_ptr<Handles> m_handles;
};

/// One numbered step of a schema: `number` rises by one, the text is never edited once released.
struct Migration {
    int number;
    std::string_view name;
    std::string_view sql;
};

/// Brings the schema from its `user_version` to the last migration in one transaction. Refuses (Storage) a
/// database that is newer than this program.
Result<void> migrate(Database& database, std::span<Migration const> migrations);

} // namespace meguri::storage
