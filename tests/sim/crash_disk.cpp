#include "tests/sim/crash_disk.h"

#include "tests/sim/chance.h"
#include "tests/sim/crash_vfs.h"

#include <algorithm>
#include <cstring>

namespace meguri::sim {

namespace {

constexpr std::size_t largest_file = std::size_t(1) << 28U;

void put_into(std::vector<char>& content, Inode::Write const& write)
{
    if (write.is_truncation) {
        content.resize(write.offset);
        return;
    }
    if (write.offset + write.bytes.size() > content.size())
        content.resize(write.offset + write.bytes.size());
    std::copy(
        write.bytes.begin(), write.bytes.end(), content.begin() + static_cast<std::ptrdiff_t>(write.offset));
}

/// The sectors of one write that reached the platter.
void put_torn_into(std::vector<char>& content, Inode::Write const& write, std::size_t sector, Chance& chance)
{
    if (write.is_truncation) {
        put_into(content, write);
        return;
    }
    for (std::size_t at = 0; at < write.bytes.size();) {
        auto const end
            = std::min(write.bytes.size(), ((write.offset + at) / sector + 1) * sector - write.offset);
        if (chance.percent(50))
            put_into(content,
                {write.offset + at,
                    std::vector<char>(write.bytes.begin() + static_cast<std::ptrdiff_t>(at),
                        write.bytes.begin() + static_cast<std::ptrdiff_t>(end)),
                    false});
        at = end;
    }
}

} // namespace

void Inode::forget_locks()
{
    shared_locks = 0;
    reserved = nullptr;
    exclusive = nullptr;
    is_pending = false;
    shm.clear();
    shm_users = 0;
    shm_shared.fill(0);
    shm_exclusive.fill(nullptr);
}

struct CrashDisk::Vfs {
    explicit Vfs(CrashDisk& disk)
        : registered(disk)
    {
    }
    RegisteredVfs registered;
};

CrashDisk::CrashDisk(
    std::string const& name, std::function<std::uint64_t()> dice, std::function<void(char const*)> count)
    : m_name("sim-" + name)
    , m_dice(std::move(dice))
    , m_count(std::move(count))
    , m_vfs(std::make_unique<Vfs>(*this))
{
}

CrashDisk::~CrashDisk() = default;

std::shared_ptr<Inode> CrashDisk::find(std::string const& name) const
{
    auto const found = m_names.find(name);
    return found == m_names.end() ? nullptr : found->second;
}

std::shared_ptr<Inode> CrashDisk::create(std::string const& name)
{
    auto inode = std::make_shared<Inode>();
    if (!name.empty())
        m_names[name] = inode;
    return inode;
}

void CrashDisk::remove(std::string const& name)
{
    m_names.erase(name);
}

bool CrashDisk::step()
{
    if (m_is_dead)
        return false;
    if (m_is_quiet)
        return true;
    if (m_steps_left > 0 && --m_steps_left == 0) {
        m_is_dead = true;
        return false;
    }
    return true;
}

CrashDisk::Step CrashDisk::write(Inode& inode, std::size_t offset, void const* bytes, std::size_t size)
{
    if (!step())
        return Step::Failed;
    // Only a database that is broken already writes so far out.
    if (offset + size > largest_file)
        return Step::Full;
    if (!m_is_quiet && m_faults.is_full && offset + size > inode.live.size()) {
        m_count("disk_full");
        return Step::Full;
    }
    if (!m_is_quiet && m_faults.write_fails > 0
        && static_cast<int>(m_dice() % 10000) < m_faults.write_fails) {
        m_count("disk_write_error");
        return Step::Failed;
    }
    auto const* begin = static_cast<char const*>(bytes);
    inode.unsynced.push_back({offset, std::vector<char>(begin, begin + size), false});
    put_into(inode.live, inode.unsynced.back());
    return Step::Done;
}

CrashDisk::Step CrashDisk::truncate(Inode& inode, std::size_t size)
{
    if (!step())
        return Step::Failed;
    if (size > largest_file)
        return Step::Full;
    if (size == inode.live.size())
        return Step::Done;
    inode.unsynced.push_back({size, {}, true});
    inode.live.resize(size);
    return Step::Done;
}

/// After a sync that failed the system takes the pages for clean: whatever of them did not reach the platter
/// by luck is never written again, though it can still be read.
CrashDisk::Step CrashDisk::sync(Inode& inode)
{
    if (!step())
        return Step::Failed;
    if (!m_is_quiet && m_faults.sync_fails > 0 && static_cast<int>(m_dice() % 10000) < m_faults.sync_fails) {
        m_count("disk_sync_error");
        lose_unsynced(inode);
        return Step::Failed;
    }
    for (auto const& write : inode.unsynced)
        put_into(inode.durable, write);
    inode.unsynced.clear();
    return Step::Done;
}

void CrashDisk::lose_unsynced(Inode& inode)
{
    Chance chance(m_dice());
    auto const sector = chance.percent(50) ? std::size_t(512) : std::size_t(4096);
    auto const mode = chance.below(4);
    if (mode > 0) {
        // The drive orders its writes as it likes.
        auto& writes = inode.unsynced;
        for (std::size_t i = writes.size(); i > 1 && mode > 1; --i)
            std::swap(writes[i - 1], writes[chance.below(i)]);
        for (auto const& write : writes)
            if (mode == 1)
                put_into(inode.durable, write);
            else if (chance.percent(mode == 2 ? 50 : 85))
                put_torn_into(inode.durable, write, sector, chance);
    }
    inode.unsynced.clear();
}

void CrashDisk::power_cut()
{
    Chance chance(m_dice());
    auto names = m_durable_names;
    for (auto const& [name, inode] : m_names) {
        auto const before = m_durable_names.find(name);
        bool const is_settled = before != m_durable_names.end() && before->second == inode;
        if (!is_settled && chance.percent(50))
            names[name] = inode;
    }
    for (auto const& [name, inode] : m_durable_names)
        if (!m_names.contains(name) && chance.percent(50))
            names.erase(name);
    for (auto const& [name, inode] : names) {
        lose_unsynced(*inode);
        inode->live = inode->durable;
    }
    m_names = names;
    m_durable_names = names;
    kill();
}

void CrashDisk::kill()
{
    ++m_generation;
    m_is_dead = false;
    m_steps_left = 0;
    for (auto const& [name, inode] : m_names)
        inode->forget_locks();
    for (auto const& [name, inode] : m_durable_names)
        inode->forget_locks();
}

} // namespace meguri::sim
