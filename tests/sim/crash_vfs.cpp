#include "tests/sim/crash_vfs.h"

#include "tests/sim/crash_disk.h"

#include <algorithm>
#include <new>
#include <string>

namespace meguri::sim {

namespace {

/// What SQLite holds of an open file. A handle of an earlier generation (before a crash) reaches nothing.
struct Handle {
    CrashDisk* disk = nullptr;
    std::shared_ptr<Inode> inode;
    std::string name;
    std::uint64_t generation = 0;
    int lock = SQLITE_LOCK_NONE;
    unsigned shm_shared = 0;
    unsigned shm_exclusive = 0;
    bool is_in_shm = false;
    bool is_deleted_on_close = false;
    bool needs_folder_sync = false;
    bool is_log = false;
    bool is_stale() const { return generation != disk->generation(); }
    bool is_lost() const { return is_stale() || disk->is_dead(); }
};

struct File {
    sqlite3_file base;
    Handle* handle;
};

Handle& handle_of(sqlite3_file* file)
{
    return *reinterpret_cast<File*>(file)->handle;
}

int code_of(CrashDisk::Step step, int failure)
{
    if (step == CrashDisk::Step::Done)
        return SQLITE_OK;
    return step == CrashDisk::Step::Full ? SQLITE_FULL : failure;
}

int unlock(sqlite3_file* file, int level)
{
    auto& handle = handle_of(file);
    if (handle.is_stale())
        return SQLITE_OK;
    auto& inode = *handle.inode;
    if (handle.lock <= level)
        return SQLITE_OK;
    if (inode.exclusive == &handle)
        inode.exclusive = nullptr;
    if (inode.reserved == &handle)
        inode.reserved = nullptr;
    if (handle.lock >= SQLITE_LOCK_PENDING)
        inode.is_pending = false;
    if (level == SQLITE_LOCK_NONE)
        --inode.shared_locks;
    handle.lock = level;
    return SQLITE_OK;
}

int shm_unmap(sqlite3_file* file, int)
{
    auto& handle = handle_of(file);
    if (handle.is_stale() || !handle.is_in_shm)
        return SQLITE_OK;
    auto& inode = *handle.inode;
    for (std::size_t slot = 0; slot < Inode::shm_slots; ++slot) {
        if ((handle.shm_shared >> slot & 1U) != 0)
            --inode.shm_shared[slot];
        if (inode.shm_exclusive[slot] == &handle)
            inode.shm_exclusive[slot] = nullptr;
    }
    handle.shm_shared = 0;
    handle.shm_exclusive = 0;
    handle.is_in_shm = false;
    if (--inode.shm_users == 0)
        inode.shm.clear();
    return SQLITE_OK;
}

int close(sqlite3_file* file)
{
    auto* handle = reinterpret_cast<File*>(file)->handle;
    shm_unmap(file, 0);
    unlock(file, SQLITE_LOCK_NONE);
    if (!handle->is_stale() && handle->is_deleted_on_close && !handle->name.empty())
        handle->disk->remove(handle->name);
    delete handle;
    return SQLITE_OK;
}

int read(sqlite3_file* file, void* into, int size, sqlite3_int64 offset)
{
    auto& handle = handle_of(file);
    if (handle.is_lost())
        return SQLITE_IOERR_READ;
    auto const& live = handle.inode->live;
    auto const wanted = static_cast<std::size_t>(size);
    auto const begin = std::min(static_cast<std::size_t>(offset), live.size());
    auto const got = std::min(wanted, live.size() - begin);
    auto* bytes
        = std::copy_n(live.begin() + static_cast<std::ptrdiff_t>(begin), got, static_cast<char*>(into));
    if (got == wanted)
        return SQLITE_OK;
    std::fill_n(bytes, wanted - got, '\0'); // As SQLite wants it of a short read.
    return SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* file, void const* from, int size, sqlite3_int64 offset)
{
    auto& handle = handle_of(file);
    if (handle.is_stale())
        return SQLITE_IOERR_WRITE;
    return code_of(handle.disk->write(
                       *handle.inode, static_cast<std::size_t>(offset), from, static_cast<std::size_t>(size)),
        SQLITE_IOERR_WRITE);
}

int truncate(sqlite3_file* file, sqlite3_int64 size)
{
    auto& handle = handle_of(file);
    if (handle.is_stale())
        return SQLITE_IOERR_TRUNCATE;
    return code_of(
        handle.disk->truncate(*handle.inode, static_cast<std::size_t>(size)), SQLITE_IOERR_TRUNCATE);
}

int sync(sqlite3_file* file, int)
{
    auto& handle = handle_of(file);
    if (handle.is_stale())
        return SQLITE_IOERR_FSYNC;
    auto const done = handle.disk->sync(*handle.inode);
    // As the system's own VFS does: the first sync of a new journal syncs its folder too.
    if (done == CrashDisk::Step::Done && handle.needs_folder_sync) {
        handle.needs_folder_sync = false;
        handle.disk->sync_folder();
    }
    if (done == CrashDisk::Step::Done && handle.is_log)
        handle.disk->count_commit();
    return code_of(done, SQLITE_IOERR_FSYNC);
}

int file_size(sqlite3_file* file, sqlite3_int64* size)
{
    auto& handle = handle_of(file);
    if (handle.is_lost())
        return SQLITE_IOERR_FSTAT;
    *size = static_cast<sqlite3_int64>(handle.inode->live.size());
    return SQLITE_OK;
}

int lock(sqlite3_file* file, int level)
{
    auto& handle = handle_of(file);
    if (handle.is_stale())
        return SQLITE_IOERR_LOCK;
    auto& inode = *handle.inode;
    if (handle.lock >= level)
        return SQLITE_OK;
    if (inode.exclusive && inode.exclusive != &handle)
        return SQLITE_BUSY;
    if (level == SQLITE_LOCK_SHARED) {
        if (inode.is_pending)
            return SQLITE_BUSY;
        ++inode.shared_locks;
        handle.lock = level;
        return SQLITE_OK;
    }
    if (inode.reserved && inode.reserved != &handle)
        return SQLITE_BUSY;
    if (level == SQLITE_LOCK_RESERVED) {
        inode.reserved = &handle;
        handle.lock = level;
        return SQLITE_OK;
    }
    inode.is_pending = true;
    handle.lock = SQLITE_LOCK_PENDING;
    if (inode.shared_locks > 1)
        return SQLITE_BUSY;
    inode.exclusive = &handle;
    handle.lock = SQLITE_LOCK_EXCLUSIVE;
    return SQLITE_OK;
}

int check_reserved(sqlite3_file* file, int* is_reserved)
{
    auto& handle = handle_of(file);
    *is_reserved = !handle.is_stale() && handle.inode->reserved ? 1 : 0;
    return SQLITE_OK;
}

int file_control(sqlite3_file*, int, void*)
{
    return SQLITE_NOTFOUND;
}

int sector_size(sqlite3_file*)
{
    return 4096;
}

int device_characteristics(sqlite3_file*)
{
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int shm_map(sqlite3_file* file, int region, int size, int is_extending, void volatile** into)
{
    auto& handle = handle_of(file);
    if (handle.is_lost())
        return SQLITE_IOERR_SHMMAP;
    auto& inode = *handle.inode;
    if (!handle.is_in_shm) {
        handle.is_in_shm = true;
        ++inode.shm_users;
    }
    auto const wanted = static_cast<std::size_t>(region);
    *into = nullptr;
    if (wanted >= inode.shm.size() && is_extending == 0)
        return SQLITE_OK;
    while (inode.shm.size() <= wanted)
        inode.shm.push_back(std::make_unique<std::vector<char>>(static_cast<std::size_t>(size)));
    *into = inode.shm[wanted]->data();
    return SQLITE_OK;
}

int shm_unlock(Handle& handle, std::size_t first, std::size_t end)
{
    auto& inode = *handle.inode;
    for (auto slot = first; slot < end; ++slot) {
        auto const bit = 1U << slot;
        if ((handle.shm_shared & bit) != 0)
            --inode.shm_shared[slot];
        if ((handle.shm_exclusive & bit) != 0)
            inode.shm_exclusive[slot] = nullptr;
        handle.shm_shared &= ~bit;
        handle.shm_exclusive &= ~bit;
    }
    return SQLITE_OK;
}

int shm_lock(sqlite3_file* file, int offset, int count, int flags)
{
    auto& handle = handle_of(file);
    if (handle.is_stale())
        return SQLITE_IOERR_SHMLOCK;
    auto& inode = *handle.inode;
    auto const first = static_cast<std::size_t>(offset);
    auto const end = first + static_cast<std::size_t>(count);
    if ((flags & SQLITE_SHM_UNLOCK) != 0)
        return shm_unlock(handle, first, end);
    bool const is_shared = (flags & SQLITE_SHM_SHARED) != 0;
    for (auto slot = first; slot < end; ++slot) {
        bool const is_mine = (handle.shm_shared >> slot & 1U) != 0;
        bool const is_taken = inode.shm_exclusive[slot] && inode.shm_exclusive[slot] != &handle;
        if (is_taken || (!is_shared && inode.shm_shared[slot] > (is_mine ? 1 : 0)))
            return SQLITE_BUSY;
    }
    for (auto slot = first; slot < end; ++slot) {
        auto const bit = 1U << slot;
        if (is_shared && (handle.shm_shared & bit) == 0) {
            handle.shm_shared |= bit;
            ++inode.shm_shared[slot];
        }
        if (!is_shared) {
            handle.shm_exclusive |= bit;
            inode.shm_exclusive[slot] = &handle;
        }
    }
    return SQLITE_OK;
}

void shm_barrier(sqlite3_file*) { }

sqlite3_io_methods const methods{2, close, read, write, truncate, sync, file_size, lock, unlock,
    check_reserved, file_control, sector_size, device_characteristics, shm_map, shm_lock, shm_barrier,
    shm_unmap, nullptr, nullptr};

CrashDisk& disk_of(sqlite3_vfs* vfs)
{
    return *static_cast<CrashDisk*>(vfs->pAppData);
}

int open(sqlite3_vfs* vfs, char const* name, sqlite3_file* file, int flags, int* flags_out)
{
    auto& disk = disk_of(vfs);
    auto* opened = reinterpret_cast<File*>(file);
    opened->base.pMethods = nullptr;
    std::string const path = name ? name : "";
    auto inode = path.empty() ? nullptr : disk.find(path);
    bool const is_created = !inode;
    if (disk.is_dead() || (is_created && (flags & SQLITE_OPEN_CREATE) == 0 && !path.empty()))
        return SQLITE_CANTOPEN;
    if (is_created) {
        if (!disk.step())
            return SQLITE_CANTOPEN;
        inode = disk.create(path);
    }
    auto* handle = new Handle;
    handle->disk = &disk;
    handle->inode = std::move(inode);
    handle->name = path;
    handle->generation = disk.generation();
    handle->is_deleted_on_close = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
    int const journals = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL | SQLITE_OPEN_SUPER_JOURNAL;
    handle->is_log = (flags & SQLITE_OPEN_WAL) != 0;
    // Whether it was new or not: a killed program may have made it and never synced it.
    handle->needs_folder_sync = (flags & SQLITE_OPEN_CREATE) != 0 && (flags & journals) != 0;
    opened->handle = handle;
    opened->base.pMethods = &methods;
    if (flags_out)
        *flags_out = flags;
    return SQLITE_OK;
}

int remove(sqlite3_vfs* vfs, char const* name, int is_folder_synced)
{
    auto& disk = disk_of(vfs);
    if (!disk.step())
        return SQLITE_IOERR_DELETE;
    if (!disk.find(name))
        return SQLITE_IOERR_DELETE_NOENT;
    disk.remove(name);
    if (is_folder_synced != 0)
        disk.sync_folder();
    return SQLITE_OK;
}

int access(sqlite3_vfs* vfs, char const* name, int, int* is_there)
{
    // As the system's own VFS: an empty journal counts as none.
    auto const inode = disk_of(vfs).find(name);
    *is_there = inode && !inode->live.empty() ? 1 : 0;
    return SQLITE_OK;
}

int full_path(sqlite3_vfs*, char const* name, int size, char* into)
{
    sqlite3_snprintf(size, into, "%s", name);
    return SQLITE_OK;
}

int randomness(sqlite3_vfs* vfs, int size, char* into)
{
    for (int i = 0; i < size; ++i)
        into[i] = static_cast<char>(disk_of(vfs).dice());
    return size;
}

int sleep(sqlite3_vfs*, int microseconds)
{
    return microseconds;
}

int current_time(sqlite3_vfs*, double* days)
{
    *days = 2461365.5;
    return SQLITE_OK;
}

} // namespace

RegisteredVfs::RegisteredVfs(CrashDisk& disk)
{
    m_vfs.iVersion = 1;
    m_vfs.szOsFile = static_cast<int>(sizeof(File));
    m_vfs.mxPathname = 512;
    m_vfs.zName = disk.vfs_name().c_str();
    m_vfs.pAppData = &disk;
    m_vfs.xOpen = open;
    m_vfs.xDelete = remove;
    m_vfs.xAccess = access;
    m_vfs.xFullPathname = full_path;
    m_vfs.xRandomness = randomness;
    m_vfs.xSleep = sleep;
    m_vfs.xCurrentTime = current_time;
    sqlite3_vfs_register(&m_vfs, 0);
}

RegisteredVfs::~RegisteredVfs()
{
    sqlite3_vfs_unregister(&m_vfs);
}

} // namespace meguri::sim
