#include "admin/hub/core/hub.h"

#include "admin/hub/core/need.h"

#include <nlohmann/json.hpp>

namespace meguri::hub::core {

Hub::Hub(store::Store& store, Vault const& vault, base::Clock const& clock, base::Random& random,
    crypto::Crypto const& crypto, Limits limits)
    : m_store(store)
    , m_vault(vault)
    , m_clock(clock)
    , m_random(random)
    , m_crypto(crypto)
    , m_limits(limits)
{
}

std::vector<Outcome> Hub::apply(std::span<Command const> commands)
{
    auto const all_failed = [&](std::string const& why) {
        return std::vector<Outcome>(commands.size(), Outcome(WorldFailed{why}));
    };
    if (auto begun = m_store.begin(); !begun)
        return all_failed(begun.error().message);
    std::vector<Outcome> outcomes;
    outcomes.reserve(commands.size());
    try {
        for (auto const& command : commands)
            outcomes.push_back(run_in_savepoint(command));
    } catch (StorageTrouble const& trouble) {
        m_store.rollback();
        return all_failed(trouble.error.message);
    }
    if (auto done = m_store.commit(); !done) {
        m_store.rollback();
        return all_failed(done.error().message);
    }
    return outcomes;
}

Outcome Hub::run_in_savepoint(Command const& command)
{
    need(m_store.savepoint());
    try {
        auto outcome = std::visit([this](auto const& one) { return run(one); }, command);
        auto const* lines = std::get_if<ImportedLines>(&outcome);
        bool const is_dry_run = lines != nullptr && lines->is_dry_run;
        if (std::holds_alternative<Refusal>(outcome) || is_dry_run) {
            m_store.rollback_to_savepoint();
            return outcome;
        }
        need(m_store.release());
        return outcome;
    } catch (StorageTrouble const& trouble) {
        m_store.rollback_to_savepoint();
        return WorldFailed{trouble.error.message};
    }
}

base::Result<std::string> Hub::epoch()
{
    auto const known = m_store.setting("epoch");
    if (!known)
        return base::fail(known.error());
    if (*known)
        return **known;
    auto const made = "1-" + base::to_hex(m_random.bytes(16));
    if (auto done = m_store.set_setting("epoch", made); !done)
        return base::fail(done.error());
    return made;
}

base::Bytes audit_chain(crypto::Crypto const& crypto, base::Bytes const& previous, store::AuditRow const& row)
{
    nlohmann::json const object{{"row", row.row}, {"at", base::seconds_of(row.at)}, {"who", row.who},
        {"action", row.action}, {"target", row.target}, {"detail", row.detail}};
    auto message = previous;
    auto const text = object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    message.insert(message.end(), text.begin(), text.end());
    return crypto.hash(message);
}

void Hub::audit(
    std::string const& who, std::string const& action, std::string const& target, std::string const& detail)
{
    auto const last = need(m_store.last_audit());
    store::AuditRow row{last ? last->row + 1 : 1, m_clock.now(), who, action, target, detail, {}};
    row.chain = audit_chain(m_crypto, last ? last->chain : base::Bytes(32), row);
    need(m_store.add(row));
}

Outcome Hub::run(RecordReading const& command)
{
    for (auto const& id : command.registrations)
        audit(command.by, "person.read", id.value, std::string(domain::name_of(command.purpose)));
    return AuditedReading(command.registrations);
}

Outcome Hub::run(PassTime const&)
{
    auto const now = m_clock.now();
    for (auto const& session : need(m_store.feed_sessions_ended_before(now)))
        touch(session);
    // A number of its own: pages made before are made anew.
    if (need(m_store.purge_tombstones_before(now - std::chrono::hours(m_limits.tombstone_hours))))
        need(m_store.next_seq());
    need(m_store.forget_idempotency_before(now - std::chrono::days(m_limits.idempotency_days)));
    need(m_store.forget_tokens_before(now));
    end_old_helps();
    return Done();
}

} // namespace meguri::hub::core
