// The hub's keys and where they lie. The signing key is needed always; the people's key (sealing pair and
// mark key) lies in a file of its own, so that the hub can run, and a backup can be kept, without it. Losing
// it loses every name.
#pragma once

#include "shared/base/files.h"
#include "shared/crypto/crypto.h"

#include <cstdint>
#include <filesystem>
#include <optional>

namespace meguri::hub::core {

struct PeopleKey {
    std::uint32_t id = 1;
    crypto::KeyPair sealing;
    crypto::Bytes mark_key;
};

struct HubKeys {
    crypto::KeyPair signing;
    std::uint32_t sealing_key_id = 1;
    crypto::Bytes sealing_public_key; ///< Known even without the people's key.
    std::optional<PeopleKey> people; ///< None while its file is away.
};

struct KeyPlaces {
    std::filesystem::path signing; ///< DIR/hub-key.json: signing pair and public sealing key.
    std::filesystem::path people; ///< DIR/people-key.json by default; may lie on another disk.
};

base::Result<void> make_keys(
    KeyPlaces const& places, base::Files& files, crypto::Crypto const& crypto, base::Random& random);
/// NotFound when the signing key has not been made yet; a missing people's key is no failure.
base::Result<HubKeys> load_keys(KeyPlaces const& places, base::Files const& files);
/// What `init` prints to be locked away twice: the people's key in groups of four.
std::string recovery_sheet(PeopleKey const& key);

} // namespace meguri::hub::core
