// A disk that refuses to make anything durable while the file named by MEGURI_FAILING_DISK exists: preloaded
// into the real program, whose every sync then fails as on a dying drive. Each start of a program leaves its
// name in the file of that name and ".starts": what else it is, nobody else can read of a program that holds
// people's names.
#include <dlfcn.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

bool is_failing()
{
    auto const* file = std::getenv("MEGURI_FAILING_DISK");
    return file != nullptr && access(file, F_OK) == 0;
}

__attribute__((constructor)) void note_start()
{
    auto const* file = std::getenv("MEGURI_FAILING_DISK");
    auto* const starts = file != nullptr ? std::fopen((std::string(file) + ".starts").c_str(), "a") : nullptr;
    if (starts == nullptr)
        return;
    std::fprintf(starts, "%s\n", program_invocation_short_name);
    std::fclose(starts);
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
