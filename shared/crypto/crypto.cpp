#include "shared/crypto/crypto.h"

#include "shared/base/verify.h"

#include <sodium.h>

namespace meguri::crypto {

using base::ErrorKind;
using base::fail;

SodiumCrypto::SodiumCrypto()
{
    base::verify(sodium_init() >= 0, "libsodium cannot start");
}

Bytes SodiumCrypto::hash(View message) const
{
    Bytes result(crypto_generichash_BYTES);
    crypto_generichash(result.data(), result.size(), message.data(), message.size(), nullptr, 0);
    return result;
}

Bytes SodiumCrypto::keyed_hash(View key, View message) const
{
    base::verify(key.size() == crypto_generichash_KEYBYTES, "a hash key has 32 bytes");
    Bytes result(crypto_generichash_BYTES);
    crypto_generichash(result.data(), result.size(), message.data(), message.size(), key.data(), key.size());
    return result;
}

KeyPair SodiumCrypto::make_signing_pair(base::Random& random) const
{
    auto const seed = random.bytes(crypto_sign_SEEDBYTES);
    KeyPair pair{Bytes(crypto_sign_PUBLICKEYBYTES), Bytes(crypto_sign_SECRETKEYBYTES)};
    crypto_sign_seed_keypair(pair.public_key.data(), pair.secret_key.data(), seed.data());
    return pair;
}

Bytes SodiumCrypto::sign(KeyPair const& pair, View message) const
{
    base::verify(pair.secret_key.size() == crypto_sign_SECRETKEYBYTES, "not a signing key");
    Bytes signature(crypto_sign_BYTES);
    crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), pair.secret_key.data());
    return signature;
}

bool SodiumCrypto::is_signed_by(View public_key, View message, View signature) const
{
    if (public_key.size() != crypto_sign_PUBLICKEYBYTES || signature.size() != crypto_sign_BYTES)
        return false;
    return crypto_sign_verify_detached(signature.data(), message.data(), message.size(), public_key.data())
        == 0;
}

KeyPair SodiumCrypto::make_box_pair(base::Random& random) const
{
    auto const seed = random.bytes(crypto_box_SEEDBYTES);
    KeyPair pair{Bytes(crypto_box_PUBLICKEYBYTES), Bytes(crypto_box_SECRETKEYBYTES)};
    crypto_box_seed_keypair(pair.public_key.data(), pair.secret_key.data(), seed.data());
    return pair;
}

base::Result<Bytes> SodiumCrypto::seal(View public_key, View message) const
{
    if (public_key.size() != crypto_box_PUBLICKEYBYTES)
        return fail(ErrorKind::Crypto, "not a sealing key");
    Bytes box(message.size() + crypto_box_SEALBYTES);
    if (crypto_box_seal(box.data(), message.data(), message.size(), public_key.data()) != 0)
        return fail(ErrorKind::Crypto, "the box cannot be sealed");
    return box;
}

base::Result<Bytes> SodiumCrypto::open(KeyPair const& pair, View box) const
{
    bool const has_keys = pair.public_key.size() == crypto_box_PUBLICKEYBYTES
        && pair.secret_key.size() == crypto_box_SECRETKEYBYTES;
    if (!has_keys || box.size() < crypto_box_SEALBYTES)
        return fail(ErrorKind::Crypto, "not a key pair, or not a box");
    Bytes message(box.size() - crypto_box_SEALBYTES);
    auto const* public_key = pair.public_key.data();
    if (crypto_box_seal_open(message.data(), box.data(), box.size(), public_key, pair.secret_key.data()) != 0)
        return fail(ErrorKind::Crypto, "the box does not open with this key");
    return message;
}

base::Result<std::string> SodiumCrypto::hash_password(std::string_view password) const
{
    std::string hash(crypto_pwhash_STRBYTES, '\0');
    int const answer = crypto_pwhash_str(hash.data(), password.data(), password.size(),
        crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE);
    if (answer != 0)
        return fail(ErrorKind::Crypto, "no memory to hash a password");
    hash.resize(hash.find('\0'));
    return hash;
}

bool SodiumCrypto::is_password(std::string_view hash, std::string_view password) const
{
    std::string const text(hash);
    return crypto_pwhash_str_verify(text.c_str(), password.data(), password.size()) == 0;
}

void SodiumCrypto::wipe(std::string& text) const
{
    sodium_memzero(text.data(), text.size());
    text.clear();
}

namespace {
constexpr std::uint8_t suite_sealed_box = 1;
constexpr std::size_t prefix_bytes = 5;
} // namespace

Bytes pack(SealedEnvelope const& envelope)
{
    Bytes bytes{suite_sealed_box};
    for (int shift : {24, 16, 8, 0})
        bytes.push_back(static_cast<std::uint8_t>(envelope.key_id >> static_cast<unsigned>(shift)));
    bytes.insert(bytes.end(), envelope.box.begin(), envelope.box.end());
    return bytes;
}

base::Result<SealedEnvelope> unpack(View bytes)
{
    if (bytes.size() <= prefix_bytes)
        return fail(ErrorKind::Broken, "too short to be a sealed envelope");
    if (bytes[0] != suite_sealed_box)
        return fail(ErrorKind::Broken, "sealed with an unknown suite " + std::to_string(bytes[0]));
    SealedEnvelope envelope;
    for (std::size_t i = 1; i < prefix_bytes; ++i)
        envelope.key_id = envelope.key_id << 8U | bytes[i];
    envelope.box.assign(bytes.begin() + prefix_bytes, bytes.end());
    return envelope;
}

} // namespace meguri::crypto
