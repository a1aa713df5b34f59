#include "admin/hub/core/keys.h"

#include "shared/protocol/reader.h"

namespace meguri::hub::core {

using base::ErrorKind;
using base::fail;
using nlohmann::json;

namespace {

std::string grouped(std::string const& text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i > 0 && i % 4 == 0)
            result += i % 32 == 0 ? '\n' : ' ';
        result += text[i];
    }
    return result;
}

base::Result<json> read_key_file(std::filesystem::path const& path, base::Files const& files)
{
    auto const text = files.read(path);
    if (!text)
        return fail(text.error());
    auto object = protocol::parse_json(*text);
    if (!object)
        return fail(ErrorKind::Broken, path.filename().string() + ": " + object.error().message);
    return std::move(*object);
}

crypto::Bytes key_bytes(protocol::Reader& reader, std::string_view name, std::size_t size)
{
    auto const bytes = base::from_hex(reader.text(name, 200));
    if (!bytes || bytes->size() != size)
        reader.refuse(name, "must be " + std::to_string(size) + " bytes in hexadecimal");
    return bytes.value_or(crypto::Bytes());
}

} // namespace

base::Result<void> make_keys(
    KeyPlaces const& places, base::Files& files, crypto::Crypto const& crypto, base::Random& random)
{
    auto const sealing = crypto.make_box_pair(random);
    json const people{{"id", 1}, {"public_key", base::to_hex(sealing.public_key)},
        {"secret_key", base::to_hex(sealing.secret_key)}, {"mark_key", base::to_hex(random.bytes(32))}};
    // The people's key first: a signing key that names a sealing key nobody has would lose names.
    if (auto done = files.write(places.people, people.dump(1)); !done)
        return done;
    auto const signing = crypto.make_signing_pair(random);
    json const hub{{"public_key", base::to_hex(signing.public_key)},
        {"secret_key", base::to_hex(signing.secret_key)}, {"sealing_key_id", 1},
        {"sealing_key", base::to_hex(sealing.public_key)}};
    return files.write(places.signing, hub.dump(1));
}

base::Result<HubKeys> load_keys(KeyPlaces const& places, base::Files const& files)
{
    auto const hub = read_key_file(places.signing, files);
    if (!hub)
        return fail(hub.error());
    protocol::Reader reader(*hub);
    HubKeys keys;
    keys.signing = {key_bytes(reader, "public_key", 32), key_bytes(reader, "secret_key", 64)};
    keys.sealing_key_id = static_cast<std::uint32_t>(reader.integer("sealing_key_id", 1, UINT32_MAX));
    keys.sealing_public_key = key_bytes(reader, "sealing_key", 32);
    if (!reader.is_good())
        return fail(
            ErrorKind::Broken, places.signing.filename().string() + ": " + reader.problems().front().field);
    auto const people = read_key_file(places.people, files);
    if (!people) {
        if (people.error().kind == ErrorKind::NotFound)
            return keys;
        return fail(people.error());
    }
    protocol::Reader inner(*people);
    PeopleKey key;
    key.id = static_cast<std::uint32_t>(inner.integer("id", 1, UINT32_MAX));
    key.sealing = {key_bytes(inner, "public_key", 32), key_bytes(inner, "secret_key", 32)};
    key.mark_key = key_bytes(inner, "mark_key", 32);
    key.mark_key_id = static_cast<std::uint32_t>(inner.integer_or("mark_key_id", 1, 1, UINT32_MAX));
    if (auto const* older = inner.array_if("older"))
        for (auto const& one : *older) {
            protocol::Reader pair(one, "older");
            key.older.push_back({static_cast<std::uint32_t>(pair.integer("id", 1, UINT32_MAX)),
                {key_bytes(pair, "public_key", 32), key_bytes(pair, "secret_key", 32)}});
            inner.absorb(pair);
        }
    if (!inner.is_good())
        return fail(
            ErrorKind::Broken, places.people.filename().string() + ": " + inner.problems().front().field);
    keys.people = std::move(key);
    return keys;
}

base::Result<void> rotate_sealing_key(
    KeyPlaces const& places, base::Files& files, crypto::Crypto const& crypto, base::Random& random)
{
    auto people = read_key_file(places.people, files);
    if (!people)
        return fail(people.error());
    auto hub = read_key_file(places.signing, files);
    if (!hub)
        return fail(hub.error());
    // Read as the hub will read them: nothing is written beside what is not whole.
    auto const keys = load_keys(places, files);
    if (!keys)
        return fail(keys.error());
    auto const pair = crypto.make_box_pair(random);
    auto const id = keys->people->id + 1;
    json newer = *people;
    newer["older"].push_back({{"id", (*people)["id"]}, {"public_key", (*people)["public_key"]},
        {"secret_key", (*people)["secret_key"]}});
    newer["id"] = id;
    newer["public_key"] = base::to_hex(pair.public_key);
    newer["secret_key"] = base::to_hex(pair.secret_key);
    newer["mark_key_id"] = keys->people->mark_key_id;
    // The people's key first, as in make_keys: between the two the hub still seals to a key that is here.
    if (auto done = files.write(places.people, newer.dump(1)); !done)
        return done;
    (*hub)["sealing_key_id"] = id;
    (*hub)["sealing_key"] = base::to_hex(pair.public_key);
    return files.write(places.signing, hub->dump(1));
}

std::string recovery_sheet(PeopleKey const& key)
{
    auto const pair = [](std::uint32_t id, crypto::KeyPair const& one) {
        return "MEGURI people's key " + std::to_string(id) + "\nsecret\n"
            + grouped(base::to_hex(one.secret_key)) + "\npublic\n" + grouped(base::to_hex(one.public_key))
            + "\n";
    };
    auto sheet = pair(key.id, key.sealing) + "mark\n" + grouped(base::to_hex(key.mark_key)) + "\n";
    for (auto const& older : key.older)
        sheet += "\n" + pair(older.id, older.pair);
    return sheet;
}

} // namespace meguri::hub::core
