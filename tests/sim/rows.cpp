#include "tests/sim/rows.h"

#include "tests/sim/crash_disk.h"

#include <sqlite3.h>

namespace meguri::sim {

Rows::Rows(CrashDisk& disk, std::string const& path)
    : m_disk(disk)
{
    CrashDisk::Quiet const quiet(disk);
    if (sqlite3_open_v2(
            path.c_str(), &m_database, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, disk.vfs_name().c_str())
        != SQLITE_OK)
        m_trouble = sqlite3_errmsg(m_database);
}

Rows::~Rows()
{
    CrashDisk::Quiet const quiet(m_disk);
    for (auto& [sql, statement] : m_kept)
        sqlite3_finalize(statement);
    sqlite3_close(m_database);
}

std::vector<Rows::Row> Rows::all(std::string const& sql)
{
    CrashDisk::Quiet const quiet(m_disk);
    std::vector<Row> rows;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(m_database, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
        m_trouble = sqlite3_errmsg(m_database);
        return rows;
    }
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        Row row;
        for (int i = 0; i < sqlite3_column_count(statement); ++i) {
            auto const* bytes = static_cast<char const*>(sqlite3_column_blob(statement, i));
            auto const size = static_cast<std::size_t>(sqlite3_column_bytes(statement, i));
            row.emplace_back(bytes ? bytes : "", bytes ? size : 0);
        }
        rows.push_back(std::move(row));
    }
    if (code != SQLITE_DONE)
        m_trouble = sqlite3_errmsg(m_database);
    sqlite3_finalize(statement);
    return rows;
}

std::vector<std::string> Rows::column(std::string const& sql)
{
    std::vector<std::string> values;
    for (auto& row : all(sql))
        values.push_back(std::move(row.front()));
    return values;
}

std::int64_t Rows::number(std::string const& sql)
{
    CrashDisk::Quiet const quiet(m_disk);
    auto& statement = m_kept[sql];
    if (!statement && sqlite3_prepare_v2(m_database, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
        m_trouble = sqlite3_errmsg(m_database);
        return 0;
    }
    int const code = sqlite3_step(statement);
    auto const value = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        m_trouble = sqlite3_errmsg(m_database);
    sqlite3_reset(statement);
    return value;
}

} // namespace meguri::sim
