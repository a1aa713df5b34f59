#include "tests/sim/fake_crypto.h"

#include "tests/sim/chance.h"

#include <cstring>

namespace meguri::sim {

namespace {

using base::Bytes;
using crypto::View;

constexpr std::size_t hash_bytes = 32;
constexpr std::size_t overhead_bytes = 48; // As of a real sealed box: 16 for the nonce, 32 for the tag.

Bytes mixed_down(std::uint64_t start, View message)
{
    std::uint64_t one = start;
    std::uint64_t other = ~start;
    std::size_t at = 0;
    for (; at + 8 <= message.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, message.data() + at, 8);
        one = (one ^ word) * 0xBF58476D1CE4E5B9ULL;
        one ^= one >> 29U;
        other = (other + word) * 0x94D049BB133111EBULL;
        other ^= other >> 31U;
    }
    std::uint64_t rest = message.size();
    for (; at < message.size(); ++at)
        rest = rest << 8U | message[at];
    Bytes result(hash_bytes);
    for (std::size_t i = 0; i < 4; ++i) {
        auto const word = mixed(mixed(one, rest + i), other);
        std::memcpy(result.data() + 8 * i, &word, 8);
    }
    return result;
}

std::uint64_t number_of(View bytes)
{
    auto const hash = mixed_down(0x6d65677572690000ULL, bytes);
    std::uint64_t number = 0;
    std::memcpy(&number, hash.data(), 8);
    return number;
}

void cover(Bytes& bytes, std::size_t from, std::uint64_t key)
{
    Chance stream(key);
    for (auto i = from; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(bytes[i] ^ (stream.next() >> 40U));
}

} // namespace

Bytes FakeCrypto::hash(View message) const
{
    return mixed_down(1, message);
}

Bytes FakeCrypto::keyed_hash(View key, View message) const
{
    return mixed_down(mixed(2, number_of(key)), message);
}

crypto::KeyPair FakeCrypto::make_signing_pair(base::Random& random) const
{
    auto const seed = random.bytes(hash_bytes);
    crypto::KeyPair pair{hash(seed), seed};
    pair.secret_key.insert(pair.secret_key.end(), pair.public_key.begin(), pair.public_key.end());
    return pair;
}

Bytes FakeCrypto::sign(KeyPair const& pair, View message) const
{
    auto signature = mixed_down(mixed(3, number_of(pair.public_key)), message);
    auto const second = hash(signature);
    signature.insert(signature.end(), second.begin(), second.end());
    return signature;
}

bool FakeCrypto::is_signed_by(View public_key, View message, View signature) const
{
    auto const expected = sign({Bytes(public_key.begin(), public_key.end()), {}}, message);
    return signature.size() == expected.size()
        && std::memcmp(signature.data(), expected.data(), expected.size()) == 0;
}

crypto::KeyPair FakeCrypto::make_box_pair(base::Random& random) const
{
    auto const seed = random.bytes(hash_bytes);
    return {hash(seed), seed};
}

base::Result<Bytes> FakeCrypto::seal(View public_key, View message) const
{
    auto box = keyed_hash(public_key, message);
    box.resize(16);
    auto const nonce = number_of(box);
    auto const tag = mixed_down(mixed(4, nonce), message);
    box.insert(box.end(), tag.begin(), tag.end());
    box.insert(box.end(), message.begin(), message.end());
    cover(box, overhead_bytes, mixed(nonce, number_of(public_key)));
    return box;
}

base::Result<Bytes> FakeCrypto::open(KeyPair const& pair, View box) const
{
    if (box.size() < overhead_bytes || hash(pair.secret_key) != pair.public_key)
        return base::fail(base::ErrorKind::Crypto, "not a key pair, or not a box");
    Bytes open(box.begin(), box.end());
    auto const nonce = number_of(View(open).first(16));
    cover(open, overhead_bytes, mixed(nonce, number_of(pair.public_key)));
    auto const message = View(open).subspan(overhead_bytes);
    auto const tag = mixed_down(mixed(4, nonce), message);
    if (std::memcmp(tag.data(), open.data() + 16, tag.size()) != 0)
        return base::fail(base::ErrorKind::Crypto, "the box does not open with this key");
    return Bytes(message.begin(), message.end());
}

base::Result<std::string> FakeCrypto::hash_password(std::string_view password) const
{
    return hash_hex(password);
}

bool FakeCrypto::is_password(std::string_view hash, std::string_view password) const
{
    return hash == hash_hex(password);
}

void FakeCrypto::wipe(std::string& text) const
{
    text.assign(text.size(), '\0');
    text.clear();
}

} // namespace meguri::sim
