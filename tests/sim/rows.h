// Looking into a database as a checker does: plain SQL on a read-only connection of its own, sharing no code
// with the product. Gives empty results when the file cannot be read, and says so in `trouble`.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace meguri::sim {

class CrashDisk;

class Rows {
public:
    Rows(CrashDisk& disk, std::string const& path);
    ~Rows();
    Rows(Rows const&) = delete;
    Rows& operator=(Rows const&) = delete;

    using Row = std::vector<std::string>; ///< Blobs in hexadecimal are the query's business; null is empty.
    std::vector<Row> all(std::string const& sql);
    std::vector<std::string> column(std::string const& sql);
    std::int64_t number(std::string const& sql);
    std::string const& trouble() const { return m_trouble; }

private:
    CrashDisk& m_disk;
    sqlite3* m_database = nullptr;
    std::map<std::string, sqlite3_stmt*> m_kept; ///< For `number`, which asks the same again and again.
    std::string m_trouble;
};

} // namespace meguri::sim
