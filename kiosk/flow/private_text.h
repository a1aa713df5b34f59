// What a visitor typed about themselves. Lives in place (no heap, no copies left behind by growing), and
// every copy overwrites its bytes when it is destroyed, assigned to or wiped, so that forgetting a visitor is
// real.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace meguri::kiosk::flow {

class PrivateText {
public:
    /// 30 kana of three bytes, and room for spaces.
    static constexpr std::size_t max_bytes = 124;

    PrivateText() = default;
    /// Text longer than max_bytes is a bug of ours.
    explicit PrivateText(std::string_view text);
    PrivateText(PrivateText const& other) = default;
    PrivateText& operator=(PrivateText const& other) = default;
    ~PrivateText() { wipe(); }

    /// Valid until this text changes.
    std::string_view view() const { return {m_bytes.data(), m_size}; }
    bool is_empty() const { return m_size == 0; }
    std::size_t size() const { return m_size; }

    void append(std::string_view text);
    /// Drops the last `count` bytes, overwriting them.
    void drop(std::size_t count);
    void wipe();

    bool operator==(PrivateText const& other) const { return view() == other.view(); }

private:
    std::array<char, max_bytes> m_bytes{};
    std::size_t m_size = 0;
};

} // namespace meguri::kiosk::flow
