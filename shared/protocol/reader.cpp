#include "shared/protocol/reader.h"

#include "shared/domain/tokyo_time.h"

#include <cmath>

namespace meguri::protocol {

using nlohmann::json;

namespace {

/// Counts brackets outside strings before any tree is built, so that a deep body costs nothing.
bool is_too_deep(std::string_view text)
{
    int depth = 0;
    bool is_in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const letter = text[i];
        if (is_in_string) {
            if (letter == '\\')
                ++i;
            else if (letter == '"')
                is_in_string = false;
        } else if (letter == '"') {
            is_in_string = true;
        } else if (letter == '{' || letter == '[') {
            if (++depth > max_json_depth)
                return true;
        } else if (letter == '}' || letter == ']') {
            --depth;
        }
    }
    return false;
}

std::string place_of(std::string_view text, std::size_t byte)
{
    std::size_t line = 1;
    std::size_t column = 1;
    for (std::size_t i = 0; i + 1 < byte && i < text.size(); ++i) {
        if (text[i] == '\n') {
            ++line;
            column = 1;
        } else {
            ++column;
        }
    }
    return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

} // namespace

base::Result<json> parse_json(std::string_view text)
{
    if (is_too_deep(text))
        return base::fail(base::ErrorKind::BadInput, "nested deeper than " + std::to_string(max_json_depth));
    try {
        return json::parse(text);
    } catch (json::parse_error const& error) {
        return base::fail(base::ErrorKind::BadInput, "not JSON at " + place_of(text, error.byte));
    } catch (json::exception const&) {
        return base::fail(base::ErrorKind::BadInput, "a number or text that cannot be held");
    }
}

Reader::Reader(json const& object, std::string path)
    : m_object(object)
    , m_path(std::move(path))
{
    if (!m_object.is_object())
        m_problems.push_back({m_path, "must be a JSON object"});
}

std::string Reader::path_of(std::string_view name) const
{
    return m_path.empty() ? std::string(name) : m_path + "." + std::string(name);
}

void Reader::refuse(std::string_view name, std::string reason)
{
    m_problems.push_back({path_of(name), std::move(reason)});
}

void Reader::absorb(Reader const& nested)
{
    m_problems.insert(m_problems.end(), nested.m_problems.begin(), nested.m_problems.end());
}

json const* Reader::find(std::string_view name) const
{
    if (!m_object.is_object())
        return nullptr;
    auto const found = m_object.find(name);
    return found == m_object.end() || found->is_null() ? nullptr : &*found;
}

json const* Reader::need(std::string_view name)
{
    auto const* value = find(name);
    if (!value && m_object.is_object())
        refuse(name, "is missing");
    return value;
}

bool Reader::has(std::string_view name) const
{
    return find(name) != nullptr;
}

std::string Reader::text(std::string_view name, std::size_t max_bytes)
{
    auto const* value = need(name);
    if (!value)
        return "";
    auto result = text_or(name, "", max_bytes);
    if (value->is_string() && value->get_ref<std::string const&>().empty())
        refuse(name, "must not be empty");
    return result;
}

std::string Reader::text_or(std::string_view name, std::string fallback, std::size_t max_bytes)
{
    auto const* value = find(name);
    if (!value)
        return fallback;
    if (!value->is_string()) {
        refuse(name, "must be a text");
        return fallback;
    }
    auto const& found = value->get_ref<std::string const&>();
    if (found.size() > max_bytes) {
        refuse(name, "is longer than " + std::to_string(max_bytes) + " bytes");
        return fallback;
    }
    if (found.find('\0') != std::string::npos) {
        refuse(name, "must not contain a zero byte");
        return fallback;
    }
    return found;
}

std::int64_t Reader::integer(std::string_view name, std::int64_t least, std::int64_t most)
{
    return need(name) ? integer_or(name, least, least, most) : least;
}

std::int64_t Reader::integer_or(
    std::string_view name, std::int64_t fallback, std::int64_t least, std::int64_t most)
{
    auto const* value = find(name);
    if (!value)
        return fallback;
    if (!value->is_number_integer()) {
        refuse(name, "must be a whole number");
        return fallback;
    }
    bool const is_beyond = value->is_number_unsigned() && value->get<std::uint64_t>() > INT64_MAX;
    auto const number = is_beyond ? INT64_MAX : value->get<std::int64_t>();
    if (is_beyond || number < least || number > most) {
        refuse(name, "must be from " + std::to_string(least) + " to " + std::to_string(most));
        return fallback;
    }
    return number;
}

std::optional<double> Reader::number_if(std::string_view name)
{
    auto const* value = find(name);
    if (!value)
        return std::nullopt;
    if (!value->is_number() || !std::isfinite(value->get<double>())) {
        refuse(name, "must be a number");
        return std::nullopt;
    }
    return value->get<double>();
}

bool Reader::boolean_or(std::string_view name, bool fallback)
{
    auto const* value = find(name);
    if (!value)
        return fallback;
    if (!value->is_boolean()) {
        refuse(name, "must be true or false");
        return fallback;
    }
    return value->get<bool>();
}

base::Time Reader::time(std::string_view name)
{
    return need(name) ? time_if(name).value_or(base::Time()) : base::Time();
}

std::optional<base::Time> Reader::time_if(std::string_view name)
{
    auto const* value = find(name);
    if (!value)
        return std::nullopt;
    auto const time
        = value->is_string() ? domain::time_from_iso(value->get_ref<std::string const&>()) : std::nullopt;
    if (!time)
        refuse(name, "must be a time such as 2026-10-08T10:00:00+09:00");
    return time;
}

std::vector<std::string> Reader::texts_or_empty(std::string_view name, std::size_t most)
{
    std::vector<std::string> texts;
    auto const* list = array_if(name);
    if (!list)
        return texts;
    if (list->size() > most)
        refuse(name, "has more than " + std::to_string(most) + " entries");
    for (std::size_t i = 0; i < list->size() && i < most; ++i) {
        auto const& entry = (*list)[i];
        if (entry.is_string() && entry.get_ref<std::string const&>().size() <= 2000)
            texts.push_back(entry.get<std::string>());
        else
            refuse(std::string(name) + "[" + std::to_string(i) + "]", "must be a text");
    }
    return texts;
}

json const* Reader::object(std::string_view name)
{
    return need(name) ? object_if(name) : nullptr;
}

json const* Reader::object_if(std::string_view name)
{
    auto const* value = find(name);
    if (value && !value->is_object()) {
        refuse(name, "must be an object");
        return nullptr;
    }
    return value;
}

json const* Reader::array(std::string_view name)
{
    return need(name) ? array_if(name) : nullptr;
}

json const* Reader::array_if(std::string_view name)
{
    auto const* value = find(name);
    if (value && !value->is_array()) {
        refuse(name, "must be a list");
        return nullptr;
    }
    return value;
}

} // namespace meguri::protocol
