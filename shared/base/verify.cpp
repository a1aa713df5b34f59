#include "shared/base/verify.h"

#include <cstdio>
#include <cstdlib>

namespace meguri::base {

void stop_for_bug(char const* what, char const* file, int line)
{
    std::fprintf(stderr, "meguri: bug at %s:%d: %s\n", file, line, what);
    std::abort();
}

} // namespace meguri::base
