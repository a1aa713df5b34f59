// Reading JSON that somebody else wrote: every wrong type, missing field or impossible value becomes a named
// field and a reason; nothing throws. Unknown fields are tolerated. Limits of depth and size are checked
// before the tree is built.
#pragma once

#include "shared/base/clock.h"
#include "shared/base/result.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meguri::protocol {

struct FieldReason {
    std::string field; ///< JSON name, with a path where nested: parts[0].starts_at
    std::string reason;
};

inline constexpr std::size_t max_json_bytes = 256 * 1024;
inline constexpr int max_json_depth = 32;

/// BadInput with line and column when it is not JSON, deeper than max_json_depth, or not UTF-8.
base::Result<nlohmann::json> parse_json(std::string_view text);

/// Collects what is wrong with one object while its fields are taken out.
class Reader {
public:
    explicit Reader(nlohmann::json const& object, std::string path = "");

    std::string text(std::string_view name, std::size_t max_bytes = 2000);
    std::string text_or(std::string_view name, std::string fallback, std::size_t max_bytes = 2000);
    std::int64_t integer(std::string_view name, std::int64_t least, std::int64_t most);
    std::int64_t integer_or(
        std::string_view name, std::int64_t fallback, std::int64_t least, std::int64_t most);
    std::optional<double> number_if(std::string_view name);
    bool boolean_or(std::string_view name, bool fallback);
    base::Time time(std::string_view name);
    std::optional<base::Time> time_if(std::string_view name);
    std::vector<std::string> texts_or_empty(std::string_view name, std::size_t most = 50);
    /// Null when missing or of another kind (which is noted).
    nlohmann::json const* object(std::string_view name);
    nlohmann::json const* object_if(std::string_view name);
    nlohmann::json const* array(std::string_view name);
    nlohmann::json const* array_if(std::string_view name);
    bool has(std::string_view name) const;

    void refuse(std::string_view name, std::string reason);
    /// Takes over what a nested reader found.
    void absorb(Reader const& nested);
    std::string path_of(std::string_view name) const;

    bool is_good() const { return m_problems.empty(); }
    std::vector<FieldReason> const& problems() const { return m_problems; }

private:
    nlohmann::json const* find(std::string_view name) const;
    nlohmann::json const* need(std::string_view name);

    nlohmann::json const& m_object;
    std::string m_path;
    std::vector<FieldReason> m_problems;
};

} // namespace meguri::protocol
