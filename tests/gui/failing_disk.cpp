// A disk that refuses to make anything durable while the file named by MEGURI_FAILING_DISK exists: preloaded
// into the real program, whose every sync then fails as on a dying drive.
#include <dlfcn.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

namespace {

bool is_failing()
{
    auto const* file = std::getenv("MEGURI_FAILING_DISK");
    return file != nullptr && access(file, F_OK) == 0;
}

int answer(char const* name, int descriptor)
{
    if (is_failing()) {
        errno = EIO;
        return -1;
    }
    using Sync = int (*)(int);
    auto const real = reinterpret_cast<Sync>(dlsym(RTLD_NEXT, name));
    return real(descriptor);
}

} // namespace

extern "C" int fsync(int descriptor)
{
    return answer("fsync", descriptor);
}

extern "C" int fdatasync(int descriptor)
{
    return answer("fdatasync", descriptor);
}
