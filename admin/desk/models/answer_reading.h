// How the hub's answers are taken apart: an answer that lacks what it must have is Broken, with the field's
// name; nothing throws. Pure.
#pragma once

#include "admin/desk/models/answers.h"

#include <string_view>

namespace meguri::desk::models {

inline base::Failure<base::Error> broken(protocol::Reader const& reader)
{
    auto const& first = reader.problems().front();
    return base::fail(base::ErrorKind::Broken, first.field + ": " + first.reason);
}

inline int count_in(protocol::Reader& reader, std::string_view name)
{
    return static_cast<int>(reader.integer_or(name, 0, 0, 1'000'000'000));
}

/// Some answers name a thing by its id alone, others as {code, name} or {id, name}.
inline Named id_and_name(nlohmann::json const& object, std::string_view name)
{
    auto const found = object.find(name);
    if (found == object.end())
        return {};
    if (found->is_string())
        return {found->get<std::string>(), ""};
    Named named;
    for (auto const* key : {"code", "id", "slug"})
        if (auto const id = found->find(key); id != found->end() && id->is_string() && named.id.empty())
            named.id = id->get<std::string>();
    if (auto const text = found->find("name"); text != found->end() && text->is_string())
        named.name = text->get<std::string>();
    return named;
}

/// Reads each object of `list`, which the messages call `name`; the first that is wrong makes the whole
/// answer unreadable.
template <class T, class Read>
base::Result<std::vector<T>> each_of(nlohmann::json const& list, std::string_view name, Read read)
{
    if (!list.is_array())
        return base::fail(base::ErrorKind::Broken, std::string(name) + ": missing");
    std::vector<T> result;
    for (auto const& item : list) {
        if (!item.is_object())
            return base::fail(base::ErrorKind::Broken, std::string(name) + ": an entry is no object");
        base::Result<T> one = read(item);
        if (!one)
            return base::fail(one.error());
        result.push_back(std::move(*one));
    }
    return result;
}

/// The same for the array that the answer has under this name.
template <class T, class Read>
base::Result<std::vector<T>> each(nlohmann::json const& document, std::string_view list, Read read)
{
    if (!document.is_object())
        return base::fail(base::ErrorKind::Broken, "the answer is no object");
    auto const found = document.find(list);
    if (found == document.end())
        return base::fail(base::ErrorKind::Broken, std::string(list) + ": missing");
    return each_of<T>(*found, list, std::move(read));
}

/// Empty when there is none, or something else than a text.
inline std::string text_at(nlohmann::json const& object, char const* name)
{
    auto const found = object.is_object() ? object.find(name) : object.end();
    bool const is_text = object.is_object() && found != object.end() && found->is_string();
    return is_text ? found->get<std::string>() : std::string();
}

template <class T> base::Result<T> checked(protocol::Reader const& reader, T value)
{
    if (!reader.is_good())
        return broken(reader);
    return value;
}

} // namespace meguri::desk::models
