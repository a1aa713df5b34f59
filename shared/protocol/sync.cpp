#include "shared/protocol/sync.h"

#include "shared/base/random.h"
#include "shared/domain/tokyo_time.h"

#include <algorithm>
#include <charconv>

namespace meguri::protocol {

using base::fail;
using nlohmann::json;

namespace {

bool is_install(std::string_view text)
{
    return text.size() == 32 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool has_fraction(json const& value)
{
    if (value.is_number_float())
        return true;
    if (value.is_structured())
        for (auto const& inner : value)
            if (has_fraction(inner))
                return true;
    return false;
}

base::Bytes base64_field(Reader& reader, std::string_view name)
{
    auto const text = reader.text(name, 4096);
    auto const bytes = base::from_base64(text);
    if (!bytes && !text.empty())
        reader.refuse(name, "must be base64");
    return bytes.value_or(base::Bytes());
}

std::string install_field(Reader& reader)
{
    auto install = reader.text("install", 64);
    if (!install.empty() && !is_install(install))
        reader.refuse("install", "must be 32 hexadecimal digits");
    return install;
}

constexpr char const* session_kind = "session";

/// The id that a change's data names itself; empty when it names none.
std::string own_id(json const& data)
{
    if (data.is_object())
        for (char const* name : {"id", "cmd_id"})
            if (auto const found = data.find(name); found != data.end() && found->is_string())
                return found->get<std::string>();
    return "";
}

/// Nothing says as much as an empty text or list does, in fewer bytes.
json without_empty(json object)
{
    for (auto member = object.begin(); member != object.end();)
        member = (member->is_string() && member->get_ref<std::string const&>().empty())
                || (member->is_array() && member->empty())
            ? object.erase(member)
            : std::next(member);
    return object;
}

void append(base::Bytes& bytes, std::string_view text)
{
    bytes.insert(bytes.end(), text.begin(), text.end());
}

/// Each part after its length, so that no two lists of parts give the same bytes.
base::Bytes sized_parts(std::initializer_list<std::string_view> parts)
{
    base::Bytes message;
    for (auto const part : parts) {
        append(message, std::to_string(part.size()) + ":");
        append(message, part);
    }
    return message;
}

template <class T> base::Result<T, std::vector<FieldReason>> finish(Reader const& reader, T value)
{
    if (!reader.is_good())
        return fail(reader.problems());
    return value;
}

} // namespace

std::string canonical(json const& value)
{
    return value.dump();
}

int major_of(std::string_view proto)
{
    int major = 0;
    auto const end = std::from_chars(proto.data(), proto.data() + proto.size(), major).ptr;
    bool const is_good = end != proto.data() + proto.size() && *end == '.' && major > 0;
    return is_good ? major : 0;
}

bool is_older(std::string_view proto, std::string_view wanted)
{
    auto const minor_of = [](std::string_view text) {
        int minor = 0;
        auto const* const from = text.data() + std::min(text.size(), text.find('.') + 1);
        std::from_chars(from, text.data() + text.size(), minor);
        return minor;
    };
    return !wanted.empty()
        && std::pair(major_of(proto), minor_of(proto)) < std::pair(major_of(wanted), minor_of(wanted));
}

base::Result<SignedCommand> command_from_json(json const& object)
{
    Reader reader(object);
    SignedCommand command;
    command.object = object;
    command.proto = reader.text("proto", 16);
    command.kiosk = static_cast<std::uint32_t>(reader.integer("kiosk", 1, UINT32_MAX));
    command.install = install_field(reader);
    command.cmd_no = static_cast<std::uint64_t>(reader.integer("cmd_no", 1, INT64_MAX));
    command.cmd_id = reader.text("cmd_id", 64);
    if (!command.cmd_id.empty() && !base::is_uuid(command.cmd_id))
        reader.refuse("cmd_id", "must be a UUID in lower case");
    command.type = reader.text("type", 40);
    if (auto const* body = reader.object("body"))
        command.body = *body;
    command.origin = {command.kiosk, command.install, command.cmd_no};
    if (auto const* origin = reader.object_if("origin")) {
        Reader inner(*origin, "origin");
        command.origin.kiosk = static_cast<std::uint32_t>(inner.integer("kiosk", 1, UINT32_MAX));
        command.origin.install = install_field(inner);
        command.origin.cmd_no = static_cast<std::uint64_t>(inner.integer("cmd_no", 1, INT64_MAX));
        reader.absorb(inner);
    }
    command.chain = base64_field(reader, "chain");
    command.signature = base64_field(reader, "signature");
    if (has_fraction(object))
        reader.refuse("body", "must hold no fractions, so that its bytes are canonical");
    if (!reader.is_good())
        return fail(base::ErrorKind::BadInput,
            reader.problems().front().field + " " + reader.problems().front().reason);
    return command;
}

base::Bytes command_message(
    std::span<std::uint8_t const> previous_chain, json const& object, std::span<std::uint8_t const> body_hash)
{
    json envelope = object;
    for (char const* name : {"body", "chain", "signature"})
        envelope.erase(name);
    base::Bytes message(previous_chain.begin(), previous_chain.end());
    append(message, canonical(envelope));
    message.insert(message.end(), body_hash.begin(), body_hash.end());
    return message;
}

std::string leases_message(std::vector<LeaseView> leases)
{
    std::sort(leases.begin(), leases.end(), [](auto const& a, auto const& b) { return a.lease < b.lease; });
    std::string text;
    for (auto const& lease : leases)
        text += std::to_string(lease.lease) + "." + std::to_string(lease.used) + (lease.is_open ? "o" : "c")
            + ";";
    return text;
}

json to_json(SyncRequest const& request)
{
    json closing = json::array();
    for (auto const& one : request.closing)
        closing.push_back({{"lease", one.lease}, {"used", one.used}});
    json position{{"epoch", request.position.epoch}, {"cursor", request.position.cursor},
        {"outbox_head", request.position.outbox_head}};
    if (request.position.own_cursor != request.position.cursor)
        position["own_cursor"] = request.position.own_cursor;
    return without_empty({{"proto", request.proto}, {"kiosk", request.kiosk}, {"install", request.install},
        {"nonce", request.nonce}, {"position", std::move(position)}, {"commands", request.commands},
        {"clock", {{"wall", request.wall_ms}, {"mono", request.mono_ms}, {"boot", request.boot}}},
        {"closing", std::move(closing)}, {"leases_digest", request.leases_digest},
        {"program", request.program}, {"sealing_key_id", request.sealing_key_id},
        {"hall", request.hall_digest}});
}

base::Result<SyncRequest, std::vector<FieldReason>> sync_request_from_json(json const& object)
{
    Reader reader(object);
    SyncRequest request;
    request.proto = reader.text("proto", 16);
    request.kiosk = static_cast<std::uint32_t>(reader.integer("kiosk", 1, UINT32_MAX));
    request.install = install_field(reader);
    request.nonce = reader.text("nonce", 64);
    if (auto const* position = reader.object("position")) {
        Reader inner(*position, "position");
        request.position.epoch = inner.text_or("epoch", "", 80);
        request.position.cursor = inner.integer("cursor", 0, INT64_MAX);
        request.position.own_cursor = inner.integer_or("own_cursor", request.position.cursor, 0, INT64_MAX);
        request.position.outbox_head
            = static_cast<std::uint64_t>(inner.integer_or("outbox_head", 0, 0, INT64_MAX));
        reader.absorb(inner);
    }
    if (auto const* commands = reader.array_if("commands")) {
        if (commands->size() > max_sync_commands)
            reader.refuse("commands", "has more than " + std::to_string(max_sync_commands) + " entries");
        else
            request.commands.assign(commands->begin(), commands->end());
    }
    if (auto const* clock = reader.object_if("clock")) {
        Reader inner(*clock, "clock");
        request.wall_ms = inner.integer_or("wall", 0, INT64_MIN, INT64_MAX);
        request.mono_ms = inner.integer_or("mono", 0, INT64_MIN, INT64_MAX);
        request.boot = inner.text_or("boot", "", 64);
        reader.absorb(inner);
    }
    request.leases_digest = reader.text_or("leases_digest", "", 128);
    request.program = reader.text_or("program", "", 40);
    request.sealing_key_id
        = static_cast<std::uint32_t>(reader.integer_or("sealing_key_id", 0, 0, UINT32_MAX));
    request.hall_digest = reader.text_or("hall", "", 64);
    if (auto const* closing = reader.array_if("closing"))
        for (auto const& entry : *closing) {
            Reader inner(entry, "closing");
            request.closing.push_back(
                {inner.integer("lease", 1, INT64_MAX), inner.integer("used", 0, INT64_MAX)});
            reader.absorb(inner);
        }
    return finish(reader, std::move(request));
}

json to_json(CommandResult const& result)
{
    json object{
        {"cmd_no", result.cmd_no}, {"cmd_id", result.cmd_id}, {"state", result.state}, {"seq", result.seq}};
    if (!result.reason.empty())
        object["reason"] = result.reason;
    if (!result.code.empty())
        object["code"] = result.code;
    if (!result.existing.empty())
        object["existing"] = result.existing;
    if (result.position)
        object["position"] = *result.position;
    return object;
}

base::Result<CommandResult, std::vector<FieldReason>> command_result_from_json(json const& object)
{
    Reader reader(object);
    CommandResult result;
    result.cmd_no = static_cast<std::uint64_t>(reader.integer_or("cmd_no", 0, 0, INT64_MAX));
    result.cmd_id = reader.text_or("cmd_id", "", 64);
    result.state = reader.text("state", 40);
    result.seq = reader.integer_or("seq", 0, 0, INT64_MAX);
    result.reason = reader.text_or("reason", "");
    result.code = reader.text_or("code", "", 16);
    result.existing = reader.text_or("existing", "", 64);
    if (reader.has("position"))
        result.position = static_cast<int>(reader.integer("position", 1, 1000000));
    return finish(reader, std::move(result));
}

/// Five hundred of them make an answer, so a row says nothing twice: most are sessions, and data knows its
/// own id.
json to_json(Change const& change)
{
    json row{{"seq", change.seq}};
    if (change.kind != session_kind)
        row["kind"] = change.kind;
    if (own_id(change.data) != change.id)
        row["id"] = change.id;
    if (change.data.is_null())
        row["deleted"] = true;
    else
        row["data"] = change.data;
    return row;
}

base::Result<Change, std::vector<FieldReason>> change_from_json(json const& row)
{
    Reader reader(row, "changes");
    Change change{reader.text_or("kind", session_kind, 40), reader.text_or("id", "", 80),
        reader.integer("seq", 0, INT64_MAX), {}};
    if (!reader.boolean_or("deleted", false))
        if (auto const* data = reader.object("data"))
            change.data = *data;
    if (change.id.empty())
        change.id = own_id(change.data);
    if (change.id.empty())
        reader.refuse("id", "is missing");
    return finish(reader, std::move(change));
}

json to_json(SyncAnswer const& answer)
{
    json object{{"epoch", answer.epoch}, {"results", json::array()},
        {"results_signature", answer.results_signature}, {"safe_seq", answer.safe_seq},
        {"changes", json::array()}, {"next_cursor", answer.next_cursor}, {"more", answer.has_more},
        {"min_proto", answer.min_proto}, {"poll_after", answer.poll_after_s},
        {"as_of", domain::to_iso(answer.as_of)}};
    if (answer.next_own_cursor != answer.next_cursor)
        object["next_own_cursor"] = answer.next_own_cursor;
    if (!answer.snapshot_url.empty())
        object["snapshot_url"] = answer.snapshot_url;
    if (answer.need)
        object["need"] = *answer.need;
    if (answer.sealing_key)
        object["sealing_key"]
            = {{"id", answer.sealing_key->id}, {"public_key", answer.sealing_key->public_key}};
    if (answer.hall)
        object["hall"] = to_json(*answer.hall);
    if (answer.leases) {
        auto& list = object["leases"] = json::array();
        for (auto const& lease : *answer.leases)
            list.push_back({{"lease", lease.lease}, {"session", lease.session}, {"rights", lease.rights},
                {"used", lease.used}, {"state", lease.is_open ? "open" : "recalled"},
                {"use_until", domain::to_iso(lease.use_until)}});
    }
    for (auto const& result : answer.results)
        object["results"].push_back(to_json(result));
    for (auto const& change : answer.changes) {
        object["changes"].push_back(to_json(change));
    }
    return object;
}

base::Result<SyncAnswer, std::vector<FieldReason>> sync_answer_from_json(json const& object)
{
    Reader reader(object);
    SyncAnswer answer;
    answer.epoch = reader.text("epoch", 80);
    answer.results_signature = reader.text_or("results_signature", "", 128);
    if (reader.has("need"))
        answer.need = static_cast<std::uint64_t>(reader.integer("need", 1, INT64_MAX));
    answer.safe_seq = reader.integer_or("safe_seq", 0, 0, INT64_MAX);
    answer.next_cursor = reader.integer("next_cursor", 0, INT64_MAX);
    answer.next_own_cursor = reader.integer_or("next_own_cursor", answer.next_cursor, 0, INT64_MAX);
    answer.snapshot_url = reader.text_or("snapshot_url", "", 200);
    answer.has_more = reader.boolean_or("more", false);
    answer.min_proto = reader.text_or("min_proto", "", 16);
    answer.poll_after_s = static_cast<int>(reader.integer_or("poll_after", 60, 0, 86400));
    answer.as_of = reader.time("as_of");
    if (auto const* results = reader.array("results"))
        for (auto const& entry : *results) {
            auto result = command_result_from_json(entry);
            if (!result)
                return fail(result.error());
            answer.results.push_back(std::move(*result));
        }
    if (auto const* key = reader.object_if("sealing_key")) {
        Reader inner(*key, "sealing_key");
        answer.sealing_key = SealingKey{
            static_cast<std::uint32_t>(inner.integer("id", 1, UINT32_MAX)), inner.text("public_key", 128)};
        reader.absorb(inner);
    }
    if (auto const* hall = reader.object_if("hall"))
        answer.hall = hall_facts_from_json(*hall);
    if (auto const* leases = reader.array_if("leases")) {
        auto& list = answer.leases.emplace();
        for (auto const& entry : *leases) {
            Reader inner(entry, "leases");
            list.push_back({inner.integer("lease", 1, INT64_MAX), inner.text("session", 80),
                static_cast<int>(inner.integer("rights", 1, 62)), inner.integer("used", 0, INT64_MAX),
                inner.text("state", 20) == "open", inner.time("use_until")});
            reader.absorb(inner);
        }
    }
    if (auto const* changes = reader.array("changes"))
        for (auto const& entry : *changes) {
            auto change = change_from_json(entry);
            if (!change)
                return fail(change.error());
            answer.changes.push_back(std::move(*change));
        }
    return finish(reader, std::move(answer));
}

base::Bytes answer_message(std::string_view install, std::string_view nonce, std::string_view body)
{
    return sized_parts({"MEGURI-ANSWER/1", install, nonce, body});
}

base::Bytes results_message(
    std::string_view epoch, std::string_view install, std::span<CommandResult const> results)
{
    json object{{"epoch", epoch}, {"install", install}, {"results", json::array()}};
    for (auto const& result : results)
        object["results"].push_back(to_json(result));
    return base::bytes_of(canonical(object));
}

base::Bytes enrol_message(EnrolRequest const& request)
{
    return sized_parts(
        {"MEGURI-ENROL/1", request.code, request.install, request.public_key, request.previous_install});
}

json to_json(EnrolRequest const& request)
{
    json object{{"code", request.code}, {"install", request.install}, {"public_key", request.public_key}};
    if (!request.previous_install.empty())
        object["previous"]
            = {{"install", request.previous_install}, {"signature", request.previous_signature}};
    return object;
}

base::Result<EnrolRequest, std::vector<FieldReason>> enrol_request_from_json(json const& object)
{
    Reader reader(object);
    EnrolRequest request;
    request.code = reader.text("code", 64);
    request.install = install_field(reader);
    request.public_key = reader.text("public_key", 128);
    auto const key = base::from_base64(request.public_key);
    if (!request.public_key.empty() && (!key || key->size() != 32))
        reader.refuse("public_key", "must be 32 bytes in base64");
    if (auto const* previous = reader.object_if("previous")) {
        Reader inner(*previous, "previous");
        request.previous_install = install_field(inner);
        request.previous_signature = inner.text("signature", 128);
        reader.absorb(inner);
    }
    return finish(reader, std::move(request));
}

json to_json(EnrolAnswer const& answer)
{
    json object{{"kiosk", answer.kiosk}, {"credential", answer.credential}, {"epoch", answer.epoch},
        {"hub_signing_key", answer.hub_signing_key},
        {"sealing_keys", json::array({{{"id", answer.sealing_key_id}, {"public_key", answer.sealing_key}}})},
        {"venue", {{"id", answer.venue_id}, {"name", answer.venue_name}, {"phone", answer.venue_phone}}},
        {"municipality", {{"code", answer.municipality_code}, {"name", answer.municipality_name}}},
        {"municipalities", json::array()}};
    if (answer.latitude && answer.longitude) {
        object["venue"]["latitude"] = *answer.latitude;
        object["venue"]["longitude"] = *answer.longitude;
    }
    for (auto const& entry : answer.municipalities)
        object["municipalities"].push_back(
            {{"code", entry.code}, {"name", entry.name}, {"kana", entry.kana}});
    return object;
}

base::Result<EnrolAnswer, std::vector<FieldReason>> enrol_answer_from_json(json const& object)
{
    static json const nothing = json::object();
    Reader reader(object);
    EnrolAnswer answer;
    answer.kiosk = static_cast<std::uint32_t>(reader.integer("kiosk", 1, UINT32_MAX));
    answer.credential = reader.text("credential", 128);
    answer.epoch = reader.text("epoch", 80);
    answer.hub_signing_key = reader.text("hub_signing_key", 128);
    if (auto const* keys = reader.array("sealing_keys"); keys && !keys->empty()) {
        Reader key(keys->front(), "sealing_keys[0]");
        answer.sealing_key_id = static_cast<std::uint32_t>(key.integer("id", 1, UINT32_MAX));
        answer.sealing_key = key.text("public_key", 128);
        reader.absorb(key);
    }
    auto const* venue_object = reader.object("venue");
    Reader venue(venue_object ? *venue_object : nothing, "venue");
    answer.venue_id = venue.text("id");
    answer.venue_name = venue.text_or("name", "");
    answer.venue_phone = venue.text_or("phone", "");
    answer.latitude = venue.number_if("latitude");
    answer.longitude = venue.number_if("longitude");
    reader.absorb(venue);
    auto const* town_object = reader.object("municipality");
    Reader town(town_object ? *town_object : nothing, "municipality");
    answer.municipality_code = town.text("code", 6);
    answer.municipality_name = town.text_or("name", "");
    reader.absorb(town);
    if (auto const* list = reader.array_if("municipalities"))
        for (auto const& entry : *list) {
            Reader inner(entry, "municipalities");
            answer.municipalities.push_back(
                {inner.text("code", 6), inner.text("name", 100), inner.text_or("kana", "", 200)});
            reader.absorb(inner);
        }
    return finish(reader, std::move(answer));
}

} // namespace meguri::protocol
