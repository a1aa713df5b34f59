// The only door to people's data. Sealing needs the public key; opening needs the key file. A name comes out
// only through `open`, which asks for the proof that this very reading, with its purpose, already stands in
// the audit table. Stateless after construction; thread-safe.
#pragma once

#include "admin/hub/core/keys.h"
#include "admin/hub/store/rows.h"
#include "admin/hub/store/way_rows.h"
#include "shared/protocol/registrant.h"
#include "shared/protocol/ways.h"

#include <map>
#include <optional>
#include <span>
#include <string>

namespace meguri::hub::core {

enum class Purpose { Desk, SignInSheet, CallList, Postcards, DaySheet, SlipLost, Help, Correction };

} // namespace meguri::hub::core

template <> struct meguri::domain::Names<meguri::hub::core::Purpose> {
    using P = meguri::hub::core::Purpose;
    static constexpr std::array entries{std::pair{P::Desk, "desk"},
        std::pair{P::SignInSheet, "sign_in_sheet"}, std::pair{P::CallList, "call_list"},
        std::pair{P::Postcards, "postcards"}, std::pair{P::DaySheet, "day_sheet"},
        std::pair{P::SlipLost, "slip_lost"}, std::pair{P::Help, "help"},
        std::pair{P::Correction, "correction"}};
};

namespace meguri::hub::core {

/// Made only by Hub::apply, after the reading of these registrations stands in the audit table and is
/// committed.
class AuditedReading {
public:
    std::vector<domain::RegistrationId> const& registrations() const { return m_registrations; }

private:
    friend class Hub;
    AuditedReading(std::vector<domain::RegistrationId> registrations)
        : m_registrations(std::move(registrations))
    {
    }
    std::vector<domain::RegistrationId> m_registrations;
};

/// What the hub keeps in clear beside a box.
struct PersonFacts {
    std::optional<store::PersonMarks> marks; ///< None without the key file.
    domain::AgeBand age_band = domain::AgeBand::Unknown;
    std::string municipality;
};

class Vault {
public:
    Vault(HubKeys keys, crypto::Crypto const& crypto);

    bool has_people_key() const { return m_keys.people.has_value(); }
    HubKeys const& keys() const { return m_keys; }

    base::Result<crypto::Bytes> seal(
        protocol::Registrant const& person, protocol::Binding const& binding) const;
    store::PersonMarks marks_of(protocol::Registrant const& person) const;

    /// Opens a box that came with a command, in memory, for its marks and clear facts; Broken when it is not
    /// this command's box. NotFound without the key file.
    base::Result<PersonFacts> facts_of(
        crypto::Bytes const& packed, protocol::Binding const& binding, domain::FiscalYear year) const;

    /// Whether the person of this registration has that phone: proves a cancellation, reveals nothing.
    base::Result<bool> is_phone_ending(store::RegistrationRow const& row, std::string_view last4) const;
    /// What a kiosk sealed as the proof of a cancellation.
    base::Result<protocol::OpenedProof> open_proof(crypto::Bytes const& packed) const;

    /// The one way to names: registrations outside `reading` are left out.
    base::Result<std::map<std::string, protocol::Registrant>> open(
        AuditedReading const& reading, std::span<store::RegistrationRow const> rows) const;

    /// What a kiosk asks for a lost slip: it is compared and forgotten.
    base::Result<protocol::OpenedLost> open_lost(crypto::Bytes const& packed) const;
    base::Bytes phone_mark(std::string const& phone) const;
    /// The forms of those who called staff, by their ids; outside `reading`, or erased, they are left out.
    base::Result<std::map<std::string, protocol::HelpText>> open_help(
        AuditedReading const& reading, std::span<store::HelpRow const> rows) const;

private:
    base::Result<std::string> open_text(crypto::Bytes const& packed) const;

    HubKeys m_keys;
    crypto::Crypto const& m_crypto;
};

} // namespace meguri::hub::core
