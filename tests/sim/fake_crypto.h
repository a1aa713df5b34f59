// Cryptography for most seeds: quick and safe against nobody, but not transparent: a box does not show what
// it holds, opens only with its pair, and a signature over other bytes does not verify. Stateless.
#pragma once

#include "shared/crypto/crypto.h"

namespace meguri::sim {

class FakeCrypto final : public crypto::Crypto {
public:
    using Bytes = base::Bytes;
    using View = crypto::View;
    using KeyPair = crypto::KeyPair;
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

} // namespace meguri::sim
