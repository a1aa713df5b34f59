// A CrashDisk as an SQLite VFS: files, locks between connections, and the shared memory of WAL, all in the
// process's memory. Registered while it lives.
#pragma once

#include <sqlite3.h>

namespace meguri::sim {

class CrashDisk;

class RegisteredVfs {
public:
    explicit RegisteredVfs(CrashDisk& disk);
    ~RegisteredVfs();
    RegisteredVfs(RegisteredVfs const&) = delete;
    RegisteredVfs& operator=(RegisteredVfs const&) = delete;

private:
    sqlite3_vfs m_vfs{};
};

} // namespace meguri::sim
