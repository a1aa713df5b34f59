#include "shared/crypto/sha256.h"

#include "shared/base/bytes.h"

#include <sodium.h>

namespace meguri::crypto {

std::string sha256_hex(std::string_view text)
{
    auto const message = base::bytes_of(text);
    base::Bytes result(crypto_hash_sha256_BYTES);
    crypto_hash_sha256(result.data(), message.data(), message.size());
    return base::to_hex(result);
}

} // namespace meguri::crypto
