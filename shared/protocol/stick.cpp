// The two files of a stick as JSON text.
#include "shared/protocol/sync.h"

namespace meguri::protocol {

using base::fail;
using nlohmann::json;

namespace {

constexpr std::size_t longest_text = std::size_t(64) * 1024 * 1024;

base::Result<json> stick_object(std::string_view text, std::string_view kind)
{
    auto object = parse_json(text);
    if (!object)
        return object;
    if (!object->is_object() || object->value("meguri", "") != kind)
        return fail(base::ErrorKind::BadInput, "it does not say it is a " + std::string(kind));
    return object;
}

template <class T> base::Result<T> whole_file(Reader const& reader, T value)
{
    if (!reader.is_good())
        return fail(base::ErrorKind::BadInput,
            reader.problems().front().field + " " + reader.problems().front().reason);
    return value;
}

} // namespace

base::Bytes stick_message(std::string_view request)
{
    return base::bytes_of("MEGURI-STICK/1\n" + std::string(request));
}

std::string to_text(StickRequest const& file)
{
    return json{{"meguri", "sync-request"}, {"request", file.request}, {"signature", file.signature}}.dump();
}

base::Result<StickRequest> stick_request_from_text(std::string_view text)
{
    auto const object = stick_object(text, "sync-request");
    if (!object)
        return fail(object.error());
    Reader reader(*object);
    StickRequest file{reader.text("request", longest_text), reader.text("signature", 200)};
    return whole_file(reader, std::move(file));
}

std::string to_text(StickAnswer const& file)
{
    json object{
        {"meguri", "sync-answer"}, {"nonce", file.nonce}, {"body", file.body}, {"signature", file.signature}};
    if (!file.snapshot.empty())
        object["snapshot"] = base::to_base64(file.snapshot);
    return object.dump();
}

base::Result<StickAnswer> stick_answer_from_text(std::string_view text)
{
    auto const object = stick_object(text, "sync-answer");
    if (!object)
        return fail(object.error());
    Reader reader(*object);
    StickAnswer file{reader.text("nonce", 64), reader.text_or("body", "", longest_text),
        reader.text("signature", 200), {}};
    auto const snapshot = base::from_base64(reader.text_or("snapshot", "", longest_text));
    if (!snapshot)
        reader.refuse("snapshot", "must be base64");
    else
        file.snapshot = *snapshot;
    return whole_file(reader, std::move(file));
}

} // namespace meguri::protocol
