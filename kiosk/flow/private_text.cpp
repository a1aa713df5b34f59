#include "kiosk/flow/private_text.h"

#include "shared/base/verify.h"

#include <algorithm>

namespace meguri::kiosk::flow {

namespace {

// A compiler may drop writes to memory that is about to die; it may not drop volatile ones.
void overwrite(char* bytes, std::size_t count)
{
    auto volatile* position = static_cast<char volatile*>(bytes);
    for (std::size_t i = 0; i < count; ++i)
        position[i] = 0;
}

} // namespace

PrivateText::PrivateText(std::string_view text)
{
    append(text);
}

void PrivateText::append(std::string_view text)
{
    base::verify(m_size + text.size() <= max_bytes, "private text longer than its place");
    std::copy(text.begin(), text.end(), m_bytes.begin() + static_cast<std::ptrdiff_t>(m_size));
    m_size += text.size();
}

void PrivateText::drop(std::size_t count)
{
    auto const dropped = std::min(count, m_size);
    m_size -= dropped;
    overwrite(m_bytes.data() + m_size, dropped);
}

void PrivateText::wipe()
{
    overwrite(m_bytes.data(), m_bytes.size());
    m_size = 0;
}

} // namespace meguri::kiosk::flow
