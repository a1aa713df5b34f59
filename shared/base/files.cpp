#include "shared/base/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

namespace meguri::base {

namespace {

Error trouble(std::string const& what, std::filesystem::path const& path)
{
    return {ErrorKind::Storage, what + " " + path.string() + ": " + std::strerror(errno)};
}

bool write_all(int descriptor, std::string_view content)
{
    while (!content.empty()) {
        auto const written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

} // namespace

bool SystemFiles::exists(std::filesystem::path const& path) const
{
    std::error_code ignored;
    return std::filesystem::exists(path, ignored);
}

Result<std::string> SystemFiles::read(std::filesystem::path const& path) const
{
    std::ifstream stream(path, std::ios::binary);
    std::error_code ignored;
    if (!stream || std::filesystem::is_directory(path, ignored))
        return fail(exists(path) ? ErrorKind::Storage : ErrorKind::NotFound, "cannot read " + path.string());
    std::ostringstream content;
    content << stream.rdbuf();
    if (stream.bad())
        return fail(ErrorKind::Storage, "cannot read " + path.string());
    return content.str();
}

Result<void> SystemFiles::write(std::filesystem::path const& path, std::string_view content)
{
    auto const beside = path.string() + ".new";
    int const file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0)
        return fail(trouble("cannot write", beside));
    bool const is_written = write_all(file, content) && ::fsync(file) == 0;
    if (::close(file) != 0 || !is_written)
        return fail(trouble("cannot write", beside));
    if (::rename(beside.c_str(), path.c_str()) != 0)
        return fail(trouble("cannot rename to", path));
    auto const parent = path.parent_path().empty() ? std::filesystem::path(".") : path.parent_path();
    int const folder = ::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return fail(trouble("cannot open", parent));
    bool const is_synced = ::fsync(folder) == 0;
    ::close(folder);
    if (!is_synced)
        return fail(trouble("cannot sync", parent));
    return {};
}

Result<void> SystemFiles::make_folder(std::filesystem::path const& path)
{
    std::error_code error;
    bool const is_new = std::filesystem::create_directories(path, error);
    if (error)
        return fail(ErrorKind::Storage, "cannot make folder " + path.string() + ": " + error.message());
    if (is_new)
        std::filesystem::permissions(path, std::filesystem::perms::owner_all, error);
    return {};
}

Result<std::uint64_t> SystemFiles::free_bytes(std::filesystem::path const& folder) const
{
    std::error_code error;
    auto const space = std::filesystem::space(folder, error);
    if (error)
        return fail(
            ErrorKind::Storage, "cannot ask for the room in " + folder.string() + ": " + error.message());
    return static_cast<std::uint64_t>(space.available);
}

Result<void> SystemFiles::reserve(std::filesystem::path const& path, std::uint64_t bytes)
{
    int const file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return fail(trouble("cannot write", path));
    int const code = ::posix_fallocate(file, 0, static_cast<off_t>(bytes));
    ::close(file);
    if (code == 0)
        return {};
    errno = code;
    auto error = trouble("cannot reserve", path);
    (void)remove(path);
    return fail(std::move(error));
}

Result<void> SystemFiles::remove(std::filesystem::path const& path)
{
    std::error_code error;
    std::filesystem::remove(path, error);
    if (error)
        return fail(ErrorKind::Storage, "cannot remove " + path.string() + ": " + error.message());
    return {};
}

namespace {

/// What a lock file says of its owner: "NAME (process ID)"; empty when it says nothing.
std::string owner_in(int descriptor)
{
    char text[96];
    auto const count = ::pread(descriptor, text, sizeof text, 0);
    return count > 0 ? std::string(text, static_cast<std::size_t>(count)) : std::string();
}

/// For people only: the lock itself is the system's, so whatever goes wrong here changes nothing.
void name_owner(int descriptor)
{
    std::string name("a program");
    int const own = ::open("/proc/self/comm", O_RDONLY | O_CLOEXEC);
    if (own >= 0) {
        name = owner_in(own);
        ::close(own);
        name = name.substr(0, name.find('\n'));
    }
    name += " (process " + std::to_string(::getpid()) + ")";
    if (::ftruncate(descriptor, 0) == 0)
        (void)(::pwrite(descriptor, name.data(), name.size(), 0) == 0);
}

} // namespace

Result<FolderLock> FolderLock::take(std::filesystem::path const& folder)
{
    auto const path = folder / "lock";
    int const descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return fail(trouble("cannot open", path));
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        bool const is_held = errno == EWOULDBLOCK;
        auto error = trouble("cannot lock", path);
        auto const owner = owner_in(descriptor);
        ::close(descriptor);
        if (is_held)
            return fail(ErrorKind::Busy,
                (owner.empty() ? std::string("another program") : owner) + " owns " + folder.string());
        return fail(std::move(error));
    }
    name_owner(descriptor);
    return FolderLock(descriptor);
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

FolderLock::~FolderLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

} // namespace meguri::base
