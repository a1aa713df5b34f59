#include "kiosk/local/room.h"

#include "shared/base/log.h"

namespace meguri::kiosk::local {

Room::Room(base::Files& files, std::filesystem::path folder, RoomLimits limits)
    : m_files(files)
    , m_folder(std::move(folder))
    , m_limits(limits)
{
}

bool Room::is_enough() const
{
    auto const free = m_files.free_bytes(m_folder);
    if (!free)
        base::log::warning(free.error().message);
    return free && *free >= m_limits.least_free_bytes;
}

void Room::take_ballast()
{
    if (m_files.exists(ballast()))
        return;
    auto const free = m_files.free_bytes(m_folder);
    if (!free || *free < m_limits.least_free_bytes + m_limits.ballast_bytes)
        return;
    if (auto const done = m_files.reserve(ballast(), m_limits.ballast_bytes); !done)
        base::log::warning(done.error().message);
}

void Room::drop_ballast()
{
    if (auto const done = m_files.remove(ballast()); !done)
        base::log::warning(done.error().message);
}

} // namespace meguri::kiosk::local
