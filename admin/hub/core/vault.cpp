#include "admin/hub/core/vault.h"

#include "shared/words/kana.h"

#include <algorithm>

namespace meguri::hub::core {

using base::ErrorKind;
using base::fail;

Vault::Vault(HubKeys keys, crypto::Crypto const& crypto)
    : m_keys(std::move(keys))
    , m_crypto(crypto)
{
}

base::Result<crypto::Bytes> Vault::seal(
    protocol::Registrant const& person, protocol::Binding const& binding) const
{
    auto text = protocol::sealed_text(person, binding);
    auto box = m_crypto.seal(m_keys.sealing_public_key, base::bytes_of(text));
    m_crypto.wipe(text);
    if (!box)
        return fail(box.error());
    return crypto::pack({m_keys.sealing_key_id, std::move(*box)});
}

store::PersonMarks Vault::marks_of(protocol::Registrant const& person) const
{
    base::verify(m_keys.people.has_value(), "marks are made only with the people's key");
    auto const phone = words::fold_phone(person.phone);
    auto identity = words::fold_kana(person.kana) + "\n" + phone + "\n" + std::to_string(person.birth_year);
    auto const& key = m_keys.people->mark_key;
    return {m_crypto.keyed_hash(key, base::bytes_of("person\n" + identity)), phone_mark(person.phone),
        m_keys.people->mark_key_id};
}

base::Bytes Vault::phone_mark(std::string const& phone) const
{
    base::verify(m_keys.people.has_value(), "marks are made only with the people's key");
    return m_crypto.keyed_hash(m_keys.people->mark_key, base::bytes_of("phone\n" + words::fold_phone(phone)));
}

base::Result<std::string> Vault::open_text(crypto::Bytes const& packed) const
{
    if (!m_keys.people)
        return fail(ErrorKind::NotFound, "the people's key file is away");
    auto const envelope = crypto::unpack(packed);
    if (!envelope)
        return fail(envelope.error());
    auto const* pair = envelope->key_id == m_keys.people->id ? &m_keys.people->sealing : nullptr;
    for (auto const& older : m_keys.people->older)
        if (older.id == envelope->key_id)
            pair = &older.pair;
    if (!pair)
        return fail(
            ErrorKind::Crypto, "sealed with key " + std::to_string(envelope->key_id) + ", which is not here");
    auto const text = m_crypto.open(*pair, envelope->box);
    if (!text)
        return fail(text.error());
    return base::text_of(*text);
}

base::Result<PersonFacts> Vault::facts_of(
    crypto::Bytes const& packed, protocol::Binding const& binding, domain::FiscalYear year) const
{
    auto text = open_text(packed);
    if (!text)
        return fail(text.error());
    auto opened = protocol::opened_registrant(*text);
    m_crypto.wipe(*text);
    if (!opened)
        return fail(opened.error());
    if (opened->binding != binding)
        return fail(ErrorKind::Broken, "the box belongs to another command");
    auto const& person = opened->person;
    return PersonFacts{marks_of(person), domain::age_band(person.birth_year, year), person.municipality};
}

base::Result<bool> Vault::is_phone_ending(store::RegistrationRow const& row, std::string_view last4) const
{
    auto text = open_text(row.sealed);
    if (!text)
        return fail(text.error());
    auto const opened = protocol::opened_registrant(*text);
    m_crypto.wipe(*text);
    if (!opened)
        return fail(opened.error());
    return last4.size() == 4 && opened->person.phone.ends_with(last4);
}

base::Result<protocol::OpenedProof> Vault::open_proof(crypto::Bytes const& packed) const
{
    auto const text = open_text(packed);
    if (!text)
        return fail(text.error());
    return protocol::opened_proof(*text);
}

base::Result<protocol::OpenedLost> Vault::open_lost(crypto::Bytes const& packed) const
{
    auto text = open_text(packed);
    if (!text)
        return fail(text.error());
    auto opened = protocol::opened_lost(*text);
    m_crypto.wipe(*text);
    return opened;
}

base::Result<std::map<std::string, protocol::HelpText>> Vault::open_help(
    AuditedReading const& reading, std::span<store::HelpRow const> rows) const
{
    std::map<std::string, protocol::HelpText> forms;
    auto const& audited = reading.registrations();
    for (auto const& row : rows) {
        bool const is_audited
            = std::find(audited.begin(), audited.end(), domain::RegistrationId(row.id)) != audited.end();
        if (!is_audited || row.sealed.empty())
            continue;
        auto text = open_text(row.sealed);
        if (!text)
            return fail(text.error());
        auto opened = protocol::opened_help(*text);
        m_crypto.wipe(*text);
        // One that cannot be read must not hide the others: whoever called is still to be helped.
        if (opened && opened->binding.cmd_id == row.id && opened->binding.kiosk == row.kiosk)
            forms.emplace(row.id, std::move(opened->help));
    }
    return forms;
}

base::Result<std::map<std::string, protocol::Registrant>> Vault::open(
    AuditedReading const& reading, std::span<store::RegistrationRow const> rows) const
{
    std::map<std::string, protocol::Registrant> people;
    for (auto const& row : rows) {
        auto const& audited = reading.registrations();
        if (std::find(audited.begin(), audited.end(), row.id) == audited.end())
            continue;
        auto text = open_text(row.sealed);
        if (!text)
            return fail(text.error());
        auto opened = protocol::opened_registrant(*text);
        m_crypto.wipe(*text);
        if (!opened)
            return fail(opened.error());
        if (opened->binding.cmd_id != row.id.value)
            return fail(ErrorKind::Broken, "the box of " + row.id.value + " belongs to another registration");
        people.emplace(row.id.value, std::move(opened->person));
    }
    return people;
}

} // namespace meguri::hub::core
