// One machine's disk under real SQLite: what was written lives at once, but survives the power only once it
// was synced. A power cut keeps any subset of the rest, in any order, torn at 512 bytes or 4 KiB; created and
// deleted names survive only after their folder was synced. Owned by its machine; one thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace meguri::sim {

struct Inode;

class CrashDisk {
public:
    /// `dice` gives the machine's chance of the event that runs; `count` is told of each fault by its name.
    CrashDisk(
        std::string const& name, std::function<std::uint64_t()> dice, std::function<void(char const*)> count);
    ~CrashDisk();
    CrashDisk(CrashDisk const&) = delete;
    CrashDisk& operator=(CrashDisk const&) = delete;
    std::string const& vfs_name() const { return m_name; }

    /// In how many of ten thousand writes or syncs the disk says no.
    struct Faults {
        int write_fails = 0;
        int sync_fails = 0;
        bool is_full = false;
    };
    void set_faults(Faults faults) { m_faults = faults; }
    /// The power goes at the nth write, sync, creation or deletion from now; 0: not.
    void cut_power_at(int step) { m_steps_left = step; }
    /// The power is gone: nothing is written any more until `power_cut` settles what survived.
    bool is_dead() const { return m_is_dead; }

    /// Every handle becomes stale; of what was not synced a drawn subset survives.
    void power_cut();
    /// Only the process ends: every handle becomes stale, but the system keeps what was written.
    void kill();
    /// Syncs of a write-ahead log that succeeded: one a commit.
    std::uint64_t commits() const { return m_commits; }
    void count_commit() { m_commits += m_is_quiet ? 0 : 1; }

    /// Within its life no fault strikes and nothing is counted: for whoever only looks.
    class Quiet {
    public:
        explicit Quiet(CrashDisk& disk)
            : m_disk(disk)
            , m_was_quiet(disk.m_is_quiet)
        {
            disk.m_is_quiet = true;
        }
        ~Quiet() { m_disk.m_is_quiet = m_was_quiet; }
        Quiet(Quiet const&) = delete;
        Quiet& operator=(Quiet const&) = delete;

    private:
        CrashDisk& m_disk;
        bool m_was_quiet;
    };

    // For the VFS only.
    enum class Step { Done, Failed, Full };
    std::uint64_t generation() const { return m_generation; }
    std::shared_ptr<Inode> find(std::string const& name) const;
    std::shared_ptr<Inode> create(std::string const& name);
    void remove(std::string const& name);
    void sync_folder() { m_durable_names = m_names; }
    Step write(Inode& inode, std::size_t offset, void const* bytes, std::size_t size);
    Step truncate(Inode& inode, std::size_t size);
    Step sync(Inode& inode);
    /// One more step of the machine; false once the power is gone.
    bool step();
    std::uint64_t dice() { return m_dice(); }

private:
    using Names = std::map<std::string, std::shared_ptr<Inode>>;
    struct Vfs;
    void lose_unsynced(Inode& inode);

    std::string m_name;
    std::function<std::uint64_t()> m_dice;
    std::function<void(char const*)> m_count;
    std::unique_ptr<Vfs> m_vfs;
    Names m_names;
    Names m_durable_names;
    Faults m_faults;
    std::uint64_t m_generation = 1;
    std::uint64_t m_commits = 0;
    int m_steps_left = 0;
    bool m_is_dead = false;
    bool m_is_quiet = false;
};

/// One file's bytes, and the locks and shared memory its connections hold; the latter two die with a crash.
struct Inode {
    struct Write {
        std::size_t offset = 0;
        std::vector<char> bytes;
        bool is_truncation = false; ///< To `offset` bytes.
    };
    std::vector<char> live;
    std::vector<char> durable;
    std::vector<Write> unsynced;

    static constexpr std::size_t shm_slots = 8;
    int shared_locks = 0;
    void const* reserved = nullptr;
    void const* exclusive = nullptr;
    bool is_pending = false;
    std::vector<std::unique_ptr<std::vector<char>>> shm;
    int shm_users = 0;
    std::array<int, shm_slots> shm_shared{};
    std::array<void const*, shm_slots> shm_exclusive{};
    void forget_locks();
};

} // namespace meguri::sim
