#include "tests/support/api_document.h"

#include "shared/base/assets.h"
#include "shared/base/files.h"

#include <algorithm>
#include <array>
#include <regex>
#include <set>

namespace meguri::tests {

using nlohmann::json;

namespace {

constexpr std::array<std::string_view, 4> methods{"get", "post", "put", "delete"};

std::vector<std::string> segments(std::string const& path)
{
    std::vector<std::string> found;
    std::size_t begin = 1;
    while (begin <= path.size()) {
        auto const end = std::min(path.find('/', begin), path.size());
        found.push_back(path.substr(begin, end - begin));
        begin = end + 1;
    }
    return found;
}

/// How many segments are plain words that agree; nothing when the path is another one.
std::optional<int> agreement(std::vector<std::string> const& wanted, std::vector<std::string> const& given)
{
    if (wanted.size() != given.size())
        return std::nullopt;
    int plain = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i].starts_with('{') && !given[i].empty())
            continue;
        if (wanted[i] != given[i])
            return std::nullopt;
        ++plain;
    }
    return plain;
}

std::string upper(std::string_view text)
{
    std::string upper_case;
    for (char const letter : text)
        upper_case += static_cast<char>(letter >= 'a' && letter <= 'z' ? letter - 'a' + 'A' : letter);
    return upper_case;
}

bool is_of_type(json const& value, std::string const& type)
{
    if (type == "object")
        return value.is_object();
    if (type == "array")
        return value.is_array();
    if (type == "string")
        return value.is_string();
    if (type == "integer")
        return value.is_number_integer();
    if (type == "number")
        return value.is_number();
    if (type == "boolean")
        return value.is_boolean();
    return type == "null" && value.is_null();
}

bool is_of_one_type(json const& value, json const& types)
{
    if (types.is_string())
        return is_of_type(value, types.get<std::string>());
    return std::any_of(types.begin(), types.end(),
        [&](json const& type) { return is_of_type(value, type.get<std::string>()); });
}

/// A zero of the shape stands for any digit; a regular expression takes too long for every answer of a test.
bool is_like(std::string const& text, std::string_view shape)
{
    return text.size() == shape.size()
        && std::equal(text.begin(), text.end(), shape.begin(), [](char letter, char wanted) {
               return wanted == '0' ? letter >= '0' && letter <= '9' : letter == wanted;
           });
}

bool is_formatted(std::string const& text, std::string const& format)
{
    if (format == "date")
        return is_like(text, "0000-00-00");
    if (format == "date-time")
        return is_like(text, "0000-00-00T00:00:00+00:00") || is_like(text, "0000-00-00T00:00:00Z");
    return format == "uri" && text.starts_with("http");
}

std::set<std::string> const& known_keywords()
{
    static std::set<std::string> const known{"$ref", "type", "properties", "required", "additionalProperties",
        "items", "minItems", "maxItems", "enum", "const", "format", "pattern", "minimum", "maximum", "oneOf",
        "description", "example", "title", "examples"};
    return known;
}

void check_object(ApiDocument const& document, json const& schema, json const& value,
    std::string const& place, std::vector<std::string>& found)
{
    for (auto const& name : schema.value("required", json::array()))
        if (!value.contains(name.get<std::string>()))
            found.push_back(place + " lacks " + name.get<std::string>());
    auto const properties = schema.value("properties", json::object());
    auto const others = schema.value("additionalProperties", json(false));
    for (auto const& [name, field] : value.items()) {
        auto const known = properties.find(name);
        json const* wanted = known != properties.end() ? &*known : others.is_object() ? &others : nullptr;
        if (!wanted && others == false)
            found.push_back(place + " has " + name + ", which the document does not name");
        if (!wanted)
            continue;
        auto const more = document.problems(*wanted, field, place + "." + name);
        found.insert(found.end(), more.begin(), more.end());
    }
}

void check_value(
    json const& schema, json const& value, std::string const& place, std::vector<std::string>& found)
{
    if (auto const type = schema.find("type"); type != schema.end() && !is_of_one_type(value, *type))
        found.push_back(place + " is " + value.dump().substr(0, 60) + ", not of type " + type->dump());
    if (auto const choices = schema.find("enum");
        choices != schema.end() && std::find(choices->begin(), choices->end(), value) == choices->end())
        found.push_back(place + " is " + value.dump().substr(0, 60) + ", none of " + choices->dump());
    if (auto const only = schema.find("const"); only != schema.end() && *only != value)
        found.push_back(place + " is not " + only->dump());
    if (value.is_string() && schema.contains("format")
        && !is_formatted(value.get<std::string>(), schema["format"].get<std::string>()))
        found.push_back(place + " is no " + schema["format"].get<std::string>() + ": " + value.dump());
    if (value.is_string() && schema.contains("pattern")
        && !std::regex_search(value.get<std::string>(), std::regex(schema["pattern"].get<std::string>())))
        found.push_back(place + " is not like " + schema["pattern"].dump());
    if (value.is_array() && value.size() < schema.value("minItems", std::size_t{0}))
        found.push_back(place + " has too few entries");
    if (value.is_array() && schema.contains("maxItems")
        && value.size() > schema["maxItems"].get<std::size_t>())
        found.push_back(place + " has too many entries");
    if (value.is_number() && schema.contains("minimum") && value < schema["minimum"])
        found.push_back(place + " is below " + schema["minimum"].dump());
    if (value.is_number() && schema.contains("maximum") && value > schema["maximum"])
        found.push_back(place + " is above " + schema["maximum"].dump());
}

} // namespace

ApiDocument::ApiDocument(json document)
    : m_document(std::move(document))
{
    for (auto const& operation : operations())
        m_known.push_back({operation.method, segments(operation.path), operation.definition});
}

ApiDocument const& ApiDocument::installed()
{
    static ApiDocument const document([]() -> json {
        auto const text = base::SystemFiles().read(base::find_assets() / "api" / "openapi.json");
        auto parsed = text ? json::parse(*text, nullptr, false) : json();
        return parsed.is_object() ? parsed : json::object();
    }());
    return document;
}

json const& ApiDocument::resolved(json const& node) const
{
    auto const reference = node.is_object() ? node.find("$ref") : node.end();
    if (!node.is_object() || reference == node.end())
        return node;
    return m_document.at(json::json_pointer(reference->get<std::string>().substr(1)));
}

std::vector<ApiDocument::Operation> ApiDocument::operations() const
{
    std::vector<Operation> all;
    if (!m_document.contains("paths"))
        return all;
    for (auto const& [path, item] : m_document["paths"].items())
        for (auto const method : methods)
            if (auto const found = item.find(method); found != item.end())
                all.push_back({upper(method), path, &*found});
    return all;
}

json const* ApiDocument::operation_for(std::string const& method, std::string const& path) const
{
    json const* best = nullptr;
    int most = -1;
    auto const given = segments(path);
    for (auto const& known : m_known) {
        auto const plain = known.method == method ? agreement(known.segments, given) : std::nullopt;
        if (!plain || *plain <= most)
            continue;
        most = *plain;
        best = known.definition;
    }
    return best;
}

std::vector<std::string> ApiDocument::problems(
    json const& schema_or_reference, json const& value, std::string const& place) const
{
    auto const& schema = resolved(schema_or_reference);
    std::vector<std::string> found;
    for (auto const& [keyword, unused] : schema.items())
        if (!known_keywords().contains(keyword))
            found.push_back(place + ": the checker does not know the keyword " + keyword);
    check_value(schema, value, place, found);
    if (auto const kinds = schema.find("oneOf"); kinds != schema.end()) {
        auto const fitting = std::count_if(kinds->begin(), kinds->end(),
            [&](json const& kind) { return problems(kind, value, place).empty(); });
        if (fitting != 1)
            found.push_back(place + " fits " + std::to_string(fitting) + " of oneOf");
    }
    bool const says_fields = schema.contains("properties") || schema.contains("additionalProperties");
    if (value.is_object() && says_fields)
        check_object(*this, schema, value, place, found);
    if (value.is_array() && schema.contains("items"))
        for (std::size_t i = 0; i < value.size(); ++i) {
            auto const more = problems(schema["items"], value[i], place + "[" + std::to_string(i) + "]");
            found.insert(found.end(), more.begin(), more.end());
        }
    return found;
}

std::vector<std::string> ApiDocument::untruths(std::string const& method, std::string const& path, int status,
    std::string const& content_type, std::string const& body) const
{
    auto const* operation = operation_for(method == "HEAD" ? "GET" : method, path);
    auto const request = method + " " + path + " (" + std::to_string(status) + ")";
    if (!operation) {
        bool const is_nothing = status == 404 || status == 405;
        return is_nothing ? std::vector<std::string>() : std::vector{request + " is not documented"};
    }
    auto const& responses = operation->at("responses");
    auto found = responses.find(std::to_string(status));
    if (found == responses.end() && status >= 400 && status != 500)
        found = responses.find("default");
    if (found == responses.end())
        return {request + ": this answer is not documented"};
    auto const& response = resolved(*found);
    auto const content = response.find("content");
    if (content == response.end())
        return body.empty() ? std::vector<std::string>()
                            : std::vector{request + " has a body, which is not documented"};
    auto const media = content->find(content_type);
    if (media == content->end())
        return {request + " is of type " + content_type + ", which is not documented"};
    if (content_type.find("json") == std::string::npos)
        return {};
    auto const value = json::parse(body, nullptr, false);
    if (value.is_discarded())
        return {request + " is no JSON"};
    auto all = problems(media->at("schema"), value, "body");
    for (auto& one : all)
        one = request + ": " + one;
    return all;
}

} // namespace meguri::tests
