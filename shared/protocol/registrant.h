// What a sealed box holds: one person's fields, tied to the command that carries them so that a box cannot be
// moved to another. The text exists in clear only where it is sealed and where the hub opens it.
#pragma once

#include "shared/base/result.h"
#include "shared/protocol/reader.h"

#include <cstdint>
#include <string>

namespace meguri::protocol {

struct Registrant {
    std::string kana; ///< Normalised hiragana.
    std::string phone; ///< Digits.
    int birth_year = 0;
    std::string municipality; ///< Code of residence, or empty.
    std::string address; ///< Home visits, or where post is asked for.
    std::string needs; ///< Wheelchair, hearing, sight, companion: free words.
    bool is_contact_phone = false; ///< The number belongs to a contact person.
    bool is_by_companion = false; ///< Somebody registered for this person.
    std::string second_phone; ///< Digits; tried where the first is engaged. Empty when none was given.
};

/// The command a box belongs to. For registrations entered through the routes kiosk is 0 and install empty.
struct Binding {
    std::uint32_t kiosk = 0;
    std::string install;
    std::uint64_t cmd_no = 0;
    std::string cmd_id;
    std::string session;
    bool operator==(Binding const&) const = default;
};

std::string sealed_text(Registrant const& person, Binding const& binding);

struct OpenedRegistrant {
    Registrant person;
    Binding binding;
};
/// Broken when it is not such a text.
base::Result<OpenedRegistrant> opened_registrant(std::string_view text);

/// What proves a cancellation at a kiosk that has no slip to scan: the phone number's last four digits,
/// sealed too.
std::string sealed_proof_text(std::string_view phone_last4, Binding const& binding);
struct OpenedProof {
    std::string phone_last4;
    Binding binding;
};
base::Result<OpenedProof> opened_proof(std::string_view text);

} // namespace meguri::protocol
