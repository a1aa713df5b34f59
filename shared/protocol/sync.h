// LEASE-SYNC/1 as text: signed, numbered, chained commands from a kiosk and the hub's answer (3-sync). A
// command's JSON is canonical: keys sorted, no spaces, whole numbers only, so that a re-dump of what was
// parsed is what was signed.
//   message   = previous chain (32 bytes) ‖ envelope without body, chain and signature ‖ BLAKE2b(body)
//   chain     = BLAKE2b(message)          signature = Ed25519(message)
// Unknown fields of a newer kiosk stay in the command and are signed with it.
#pragma once

#include "shared/base/bytes.h"
#include "shared/base/result.h"
#include "shared/protocol/hall_area.h"
#include "shared/protocol/reader.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace meguri::protocol {

inline constexpr std::string_view proto_version = "1.0";
inline constexpr int proto_major = 1;
inline constexpr std::size_t max_sync_commands = 100;
inline constexpr std::size_t max_sync_bytes = 512 * 1024;

/// Where a command was first made: its box is sealed to this. Enrolled again, a kiosk signs what it still
/// holds anew under its new number, and names the old one here.
struct Origin {
    std::uint32_t kiosk = 0;
    std::string install;
    std::uint64_t cmd_no = 0;
};

/// One command as the outbox keeps it and the wire carries it. `object` is the whole JSON; the rest is read
/// from it.
struct SignedCommand {
    nlohmann::json object;
    std::string proto;
    std::uint32_t kiosk = 0;
    std::string install; ///< 32 hexadecimal digits.
    std::uint64_t cmd_no = 0;
    std::string cmd_id;
    std::string type;
    nlohmann::json body;
    Origin origin; ///< Itself, unless a kiosk that was enrolled again sends what its old install had kept.
    base::Bytes chain;
    base::Bytes signature;
};

/// The major number of "major.minor"; 0 when it is none.
int major_of(std::string_view proto);
/// Whether `proto` is a lower version than `wanted`; an empty `wanted` asks for nothing.
bool is_older(std::string_view proto, std::string_view wanted);

/// Reads one; BadInput names the field.
base::Result<SignedCommand> command_from_json(nlohmann::json const& object);
/// The bytes that chain and signature cover.
base::Bytes command_message(std::span<std::uint8_t const> previous_chain, nlohmann::json const& object,
    std::span<std::uint8_t const> body_hash);
std::string canonical(nlohmann::json const& json);

struct SyncPosition {
    std::string epoch;
    std::int64_t cursor = 0; ///< Of the classes; 0: this kiosk has none of them yet.
    /// Up to where it knows how its own registrations stand. Its own, since a snapshot of the classes sets
    /// the other one; on the wire it is left out while both are the same.
    std::int64_t own_cursor = 0;
    std::uint64_t outbox_head = 0;
};

/// A lease as one side sees it. `used`: bit i is set when right i was spent.
struct LeaseView {
    std::int64_t lease = 0;
    std::string session;
    int rights = 1;
    std::int64_t used = 0;
    bool is_open = true; ///< Not recalled, not being given back.
    base::Time use_until;
};
/// The text whose BLAKE2b in hexadecimal is `leases_digest`: lease, used, open or not, in order of lease.
std::string leases_message(std::vector<LeaseView> leases);

/// A kiosk spends no more of this lease, and spent exactly these rights of it.
struct LeaseClose {
    std::int64_t lease = 0;
    std::int64_t used = 0;
};

struct SealingKey {
    std::uint32_t id = 0;
    std::string public_key; ///< Base64.
};

struct SyncRequest {
    std::string proto;
    std::uint32_t kiosk = 0;
    std::string install;
    std::string nonce; ///< 16 random bytes in hexadecimal; the hub's signature repeats it.
    SyncPosition position;
    std::vector<nlohmann::json> commands;
    std::vector<LeaseClose> closing; ///< Leases it gives back; named again until the hub lists them no more.
    std::int64_t wall_ms = 0;
    std::int64_t mono_ms = 0;
    std::string boot;
    std::string leases_digest; ///< Empty when it holds none.
    std::string program; ///< The kiosk's version, for people.
    std::uint32_t sealing_key_id = 0; ///< The newest it knows; 0: not said.
    std::string
        hall_digest; ///< Of what it knows of its hall; empty from an older kiosk, which is told nothing.
};
nlohmann::json to_json(SyncRequest const& request);
base::Result<SyncRequest, std::vector<FieldReason>> sync_request_from_json(nlohmann::json const& json);

/// How the hub stands to one command: a registration state, or for other types `done`, `refused`, `held`
/// (waiting for an earlier number), `quarantined`, `unsupported`, `rejected` (cannot be read; will never be).
struct CommandResult {
    std::uint64_t cmd_no = 0;
    std::string cmd_id;
    std::string state;
    std::int64_t seq = 0;
    std::string reason;
    std::string code;
    std::string existing; ///< For a duplicate: the registration that stands.
    std::optional<int> position;
};
nlohmann::json to_json(CommandResult const& result);
base::Result<CommandResult, std::vector<FieldReason>> command_result_from_json(nlohmann::json const& json);

/// One changed row of the kiosk's scope; `data` is null for a tombstone. On the wire the kind is left out for
/// a session, and the id where the data names it itself.
struct Change {
    std::string kind; ///< session | registration
    std::string id;
    std::int64_t seq = 0;
    nlohmann::json data;
};

nlohmann::json to_json(Change const& change);
base::Result<Change, std::vector<FieldReason>> change_from_json(nlohmann::json const& json);

struct SyncAnswer {
    std::string epoch;
    std::vector<CommandResult> results;
    std::string results_signature; ///< Base64, over {epoch, install, results}: evidence the kiosk keeps.
    std::optional<std::uint64_t> need; ///< The number the hub waits for when some are held.
    std::int64_t safe_seq = 0;
    /// Every unsettled lease of this install: what is not here is no more. Nothing where the request's digest
    /// has said all of them already.
    std::optional<std::vector<LeaseView>> leases;
    std::optional<SealingKey> sealing_key; ///< When the kiosk's is not the newest.
    std::optional<HallFacts> hall; ///< When it is no more what the kiosk knows.
    std::vector<Change> changes;
    std::int64_t next_cursor = 0;
    std::int64_t next_own_cursor = 0;
    /// Path of the snapshot to take instead of changes, when the cursor says nothing to this hub: of another
    /// epoch, beyond its head, or so old that tombstones behind it are gone. Its last part is its hash.
    std::string snapshot_url;
    bool has_more = false;
    std::string min_proto;
    int poll_after_s = 60;
    base::Time as_of;
};
nlohmann::json to_json(SyncAnswer const& answer);
base::Result<SyncAnswer, std::vector<FieldReason>> sync_answer_from_json(nlohmann::json const& json);

/// The bytes under the answer's `meguri-signature` header (Ed25519, base64): without it an answer counts as
/// lost.
base::Bytes answer_message(std::string_view install, std::string_view nonce, std::string_view body);
/// The bytes under `results_signature`.
base::Bytes results_message(
    std::string_view epoch, std::string_view install, std::span<CommandResult const> results);

/// The same sync as files on a stick. `request` is the body that HTTP would have carried, as it was signed.
struct StickRequest {
    std::string request;
    std::string signature; ///< Base64 Ed25519 of the kiosk over stick_message(request).
};
std::string to_text(StickRequest const& file);
base::Result<StickRequest> stick_request_from_text(std::string_view text);
base::Bytes stick_message(std::string_view request);

/// The hub's answer: the body and signature that HTTP would have carried; an empty body says nothing is new.
struct StickAnswer {
    std::string nonce;
    std::string body;
    std::string signature;
    base::Bytes snapshot; ///< The snapshot file that the body names, if it names one.
};
std::string to_text(StickAnswer const& file);
base::Result<StickAnswer> stick_answer_from_text(std::string_view text);

struct EnrolRequest {
    std::string code;
    std::string install;
    std::string public_key; ///< Base64 Ed25519.
    /// Who this kiosk was before, and base64 Ed25519 by that install's key over enrol_message(): then it goes
    /// on hearing of what it brought under its old number. Both empty at a first enrolment.
    std::string previous_install;
    std::string previous_signature;
};
base::Bytes enrol_message(EnrolRequest const& request);
nlohmann::json to_json(EnrolRequest const& request);
base::Result<EnrolRequest, std::vector<FieldReason>> enrol_request_from_json(nlohmann::json const& json);

struct HallMunicipality {
    std::string code;
    std::string name;
    std::string kana;
};

struct EnrolAnswer {
    std::uint32_t kiosk = 0;
    std::string credential; ///< Bearer secret, shown once.
    std::string epoch;
    std::string hub_signing_key; ///< Base64.
    std::uint32_t sealing_key_id = 0;
    std::string sealing_key; ///< Base64.
    std::string venue_id;
    std::string venue_name;
    std::string venue_phone;
    std::optional<double> latitude;
    std::optional<double> longitude;
    std::string municipality_code;
    std::string municipality_name;
    std::vector<HallMunicipality> municipalities;
};
nlohmann::json to_json(EnrolAnswer const& answer);
base::Result<EnrolAnswer, std::vector<FieldReason>> enrol_answer_from_json(nlohmann::json const& json);

} // namespace meguri::protocol
