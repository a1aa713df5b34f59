// The hub's keys and where they lie. The signing key is needed always; the people's key (sealing pair and
// mark key) lies in a file of its own, so that the hub can run, and a backup can be kept, without it. Losing
// it loses every name.
#pragma once

#include "shared/base/files.h"
#include "shared/crypto/crypto.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace meguri::hub::core {

struct SealingKey {
    std::uint32_t id = 1;
    crypto::KeyPair pair;
};

struct PeopleKey {
    std::uint32_t id = 1; ///< Of the newest sealing pair.
    crypto::KeyPair sealing;
    crypto::Bytes mark_key;
    std::uint32_t mark_key_id = 1; ///< Marks stay comparable when the sealing pair is changed.
    std::vector<SealingKey> older; ///< Kept as long as a box sealed to them may still come or lie here.
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
/// A new sealing pair for what is sealed from now on; the older ones still open what was sealed to them.
/// Kiosks hear of it at their next sync. NotFound when either file is away. Nobody else may be using the hub.
base::Result<void> rotate_sealing_key(
    KeyPlaces const& places, base::Files& files, crypto::Crypto const& crypto, base::Random& random);
/// What `init` prints to be locked away twice: the people's key in groups of four.
std::string recovery_sheet(PeopleKey const& key);

} // namespace meguri::hub::core
