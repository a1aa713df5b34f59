// Cryptography as a parameter, all of it libsodium's: sealed boxes for people, Ed25519 for commands and hub
// answers, BLAKE2b for chains and marks, Argon2id for passwords. Stateless and thread-safe; keys are owned by
// the caller.
#pragma once

#include "shared/base/bytes.h"
#include "shared/base/random.h"
#include "shared/base/result.h"

#include <span>
#include <string>
#include <string_view>

namespace meguri::crypto {

using base::Bytes;
using View = std::span<std::uint8_t const>;

struct KeyPair {
    Bytes public_key;
    Bytes secret_key;
};

class Crypto {
public:
    virtual ~Crypto() = default;

    /// BLAKE2b, 32 bytes.
    virtual Bytes hash(View message) const = 0;
    /// BLAKE2b keyed with 32 bytes, 32 bytes out.
    virtual Bytes keyed_hash(View key, View message) const = 0;

    /// Ed25519, made from 32 bytes of `random`.
    virtual KeyPair make_signing_pair(base::Random& random) const = 0;
    virtual Bytes sign(KeyPair const& pair, View message) const = 0;
    virtual bool is_signed_by(View public_key, View message, View signature) const = 0;

    /// X25519, made from 32 bytes of `random`.
    virtual KeyPair make_box_pair(base::Random& random) const = 0;
    /// crypto_box_seal: anyone may close it, only the owner of the pair can open it; it proves no sender.
    virtual base::Result<Bytes> seal(View public_key, View message) const = 0;
    virtual base::Result<Bytes> open(KeyPair const& pair, View box) const = 0;

    /// Argon2id, interactive limits: 64 MiB and tens of milliseconds each. Not on a thread that others wait
    /// for.
    virtual base::Result<std::string> hash_password(std::string_view password) const = 0;
    virtual bool is_password(std::string_view hash, std::string_view password) const = 0;

    /// Overwrites the text's bytes, then empties it.
    virtual void wipe(std::string& text) const = 0;

    std::string hash_hex(std::string_view text) const { return base::to_hex(hash(base::bytes_of(text))); }
};

class SodiumCrypto final : public Crypto {
public:
    /// Stops the program when libsodium cannot start.
    SodiumCrypto();

    Bytes hash(View message) const override;
    Bytes keyed_hash(View key, View message) const override;
    KeyPair make_signing_pair(base::Random& random) const override;
    Bytes sign(KeyPair const& pair, View message) const override;
    bool is_signed_by(View public_key, View message, View signature) const override;
    KeyPair make_box_pair(base::Random& random) const override;
    base::Result<Bytes> seal(View public_key, View message) const override;
    base::Result<Bytes> open(KeyPair const& pair, View box) const override;
    base::Result<std::string> hash_password(std::string_view password) const override;
    bool is_password(std::string_view hash, std::string_view password) const override;
    void wipe(std::string& text) const override;
};

/// A closed envelope with its suite and key written in front, so that either can be replaced: suite byte 1,
/// key id as four bytes big-endian, then the box.
struct SealedEnvelope {
    std::uint32_t key_id = 0;
    Bytes box;
};
Bytes pack(SealedEnvelope const& envelope);
/// Broken when the suite is unknown or the bytes are too short.
base::Result<SealedEnvelope> unpack(View bytes);

} // namespace meguri::crypto
