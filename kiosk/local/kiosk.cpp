#include "kiosk/local/kiosk.h"

#include "shared/domain/age_band.h"
#include "shared/domain/phone.h"
#include "shared/domain/receipt_code.h"
#include "shared/domain/registration.h"
#include "shared/domain/tokyo_time.h"
#include "shared/words/kana.h"

#include <bit>

namespace meguri::kiosk::local {

using base::ErrorKind;
using base::fail;
using nlohmann::json;

namespace {

base::Error not_enrolled()
{
    return {ErrorKind::NotFound, "this kiosk is not enrolled: run `enrol` with a code first"};
}

std::string digits_of(std::string_view text)
{
    std::string digits;
    for (char const letter : text)
        if (letter >= '0' && letter <= '9')
            digits += letter;
    return digits;
}

constexpr std::chrono::seconds sane_clock_off{600};

std::string trimmed_slash(std::string url)
{
    while (url.ends_with('/'))
        url.pop_back();
    return url;
}

} // namespace

Result<std::unique_ptr<Kiosk>> Kiosk::open(
    std::filesystem::path const& database, World world, std::string const& vfs)
{
    auto store = LocalStore::open(database, vfs);
    if (!store)
        return fail(store.error());
    std::unique_ptr<Kiosk> kiosk(new Kiosk(std::move(*store), world, database.parent_path()));
    auto identity = kiosk->m_store->identity();
    if (!identity)
        return fail(identity.error());
    kiosk->m_identity = std::move(*identity);
    if (kiosk->m_identity)
        kiosk->m_room.take_ballast();
    kiosk->m_boot_key = world.random.bytes(32);
    kiosk->m_boot = base::to_hex(world.random.bytes(8));
    return kiosk;
}

Result<void> Kiosk::enrol(std::string const& hub_url, std::string const& code)
{
    Identity identity;
    identity.hub_url = trimmed_slash(hub_url);
    identity.install = base::to_hex(m_world.random.bytes(16));
    auto const pair = m_world.crypto.make_signing_pair(m_world.random);
    identity.signing_public = pair.public_key;
    identity.signing_secret = pair.secret_key;
    protocol::EnrolRequest request{
        digits_of(code), identity.install, base::to_base64(pair.public_key), "", ""};
    if (m_identity) {
        request.previous_install = m_identity->install;
        request.previous_signature = base::to_base64(m_world.crypto.sign(
            {m_identity->signing_public, m_identity->signing_secret}, protocol::enrol_message(request)));
    }
    net::HttpRequest http;
    http.method = "POST";
    http.url = identity.hub_url + "/v1/enrol";
    http.headers = {{"Content-Type", "application/json"}};
    http.body = protocol::to_json(request).dump();
    auto const answer = m_world.line.send(http);
    if (!answer)
        return fail(answer.error());
    if (answer->status == 403 || answer->status == 422)
        return fail(ErrorKind::Refused, "the code is wrong, used, or older than ten minutes");
    auto const body = protocol::parse_json(answer->body);
    if (answer->status != 201 || !body)
        return fail(ErrorKind::Unreachable, "no hub answers at " + identity.hub_url);
    auto enrolled = protocol::enrol_answer_from_json(*body);
    if (!enrolled)
        return fail(ErrorKind::Unreachable, "what answers at " + identity.hub_url + " is no hub");
    identity.answer = std::move(*enrolled);
    auto hall = protocol::hall_facts_from_json(*body);
    identity.areas = std::move(hall.areas);
    identity.staff_pin = std::move(hall.staff_pin);
    auto const again = signed_anew(identity);
    if (!again)
        return fail(again.error());
    if (auto done = m_store->set_identity(identity, *again, m_world.clock.now()); !done)
        return done;
    m_identity = std::move(identity);
    m_room.take_ballast();
    return {};
}

/// What the old install still owed the hub, under the new one's number and key. The boxes stay as they were
/// sealed, so each command says where it was first made.
Result<std::vector<OutboxRow>> Kiosk::signed_anew(Identity const& identity)
{
    std::vector<OutboxRow> rows;
    if (!m_identity)
        return rows;
    auto const waiting = m_store->pending(m_identity->install, SIZE_MAX >> 1U);
    if (!waiting)
        return fail(waiting.error());
    base::Bytes chain(32);
    for (auto const& old : *waiting) {
        auto object = json::parse(old.text, nullptr, false);
        if (object.is_discarded())
            return fail(ErrorKind::Broken, "a kept command cannot be read: " + old.cmd_id);
        if (!object.contains("origin"))
            object["origin"]
                = {{"kiosk", object["kiosk"]}, {"install", object["install"]}, {"cmd_no", object["cmd_no"]}};
        object["kiosk"] = identity.answer.kiosk;
        object["install"] = identity.install;
        object["cmd_no"] = rows.size() + 1;
        rows.push_back(signed_row(identity, std::move(object), chain));
        chain = rows.back().chain;
    }
    return rows;
}

/// Chains and signs a whole command, and makes its outbox row.
OutboxRow Kiosk::signed_row(Identity const& identity, json object, base::Bytes const& previous_chain) const
{
    auto const body_hash = m_world.crypto.hash(base::bytes_of(protocol::canonical(object["body"])));
    auto const message = protocol::command_message(previous_chain, object, body_hash);
    auto const chain = m_world.crypto.hash(message);
    object["chain"] = base::to_base64(chain);
    object["signature"]
        = base::to_base64(m_world.crypto.sign({identity.signing_public, identity.signing_secret}, message));
    return {identity.install, object["cmd_no"].get<std::uint64_t>(), object["cmd_id"].get<std::string>(),
        object["type"].get<std::string>(), protocol::canonical(object), chain, "pending", 0, ""};
}

/// Whether leases may be used by this clock: near the hub's when it last answered, and never set back since.
Result<bool> Kiosk::is_clock_sane()
{
    auto const off = m_store->clock_off_s();
    auto const latest = m_store->latest_time();
    if (!off)
        return fail(off.error());
    if (!latest)
        return fail(latest.error());
    bool const is_near = *off <= sane_clock_off.count() && *off >= -sane_clock_off.count();
    return is_near && m_world.clock.now() + sane_clock_off >= *latest;
}

/// Past by the wall clock or by the time that went by since the grant, whichever says so first.
bool Kiosk::is_past(KeptLease const& lease) const
{
    if (m_world.clock.now() >= lease.view.use_until)
        return true;
    if (lease.granted_boot != m_boot)
        return false;
    auto const gone = m_world.clock.monotonic() - std::chrono::milliseconds(lease.granted_mono_ms);
    return lease.granted_at + std::chrono::floor<std::chrono::seconds>(gone) >= lease.view.use_until;
}

Result<bool> Kiosk::is_update_pending()
{
    auto const wanted = m_store->setting("min_proto");
    if (!wanted)
        return fail(wanted.error());
    return protocol::is_older(protocol::proto_version, wanted->value_or(""));
}

Result<bool> Kiosk::may_promise()
{
    auto const is_sane = is_clock_sane();
    auto const is_pending = is_update_pending();
    if (!is_sane)
        return fail(is_sane.error());
    if (!is_pending)
        return fail(is_pending.error());
    return *is_sane && !*is_pending;
}

Result<std::optional<RightSpent>> Kiosk::usable_right(std::string const& session)
{
    auto const may_use = may_promise();
    auto const leases = m_store->leases();
    if (!may_use)
        return fail(may_use.error());
    if (!leases)
        return fail(leases.error());
    for (auto const& lease : *leases) {
        if (!*may_use || lease.view.session != session || !lease.view.is_open || is_past(lease))
            continue;
        for (int index = 0; index < lease.view.rights; ++index)
            if ((lease.view.used >> index & 1) == 0)
                return std::optional(RightSpent{lease.view.lease, index});
    }
    return std::optional<RightSpent>();
}

Result<std::map<std::string, int>> Kiosk::rights()
{
    std::map<std::string, int> rights;
    auto const may_use = may_promise();
    auto const leases = m_store->leases();
    if (!may_use)
        return fail(may_use.error());
    if (!leases)
        return fail(leases.error());
    for (auto const& lease : *leases)
        if (*may_use && lease.view.is_open && !is_past(lease))
            rights[lease.view.session]
                += lease.view.rights - std::popcount(static_cast<std::uint64_t>(lease.view.used));
    return rights;
}

Result<void> Kiosk::keep(NewCommand command, std::uint64_t cmd_no, base::Bytes const& previous_chain,
    std::optional<KeptRegistration> const& registration, std::optional<RightSpent> const& spent)
{
    auto const position = m_store->position();
    if (!position)
        return fail(position.error());
    json object{{"proto", protocol::proto_version}, {"kiosk", m_identity->answer.kiosk},
        {"install", m_identity->install}, {"cmd_no", cmd_no}, {"cmd_id", command.id}, {"type", command.type},
        {"epoch_seen", position->epoch}, {"session_ver_seen", command.session_version},
        {"wall", m_world.clock.wall().time_since_epoch().count()},
        {"mono", m_world.clock.monotonic().count()}, {"boot", m_boot},
        {"key_id", m_identity->answer.sealing_key_id}, {"body", std::move(command.body)}};
    auto const row = signed_row(*m_identity, std::move(object), previous_chain);
    return m_store->keep(row, registration, spent, m_world.clock.now());
}

/// Something could not be kept. Full: the ballast goes, so that there is room to say so and to send what was
/// promised. Anything else: nothing is kept any more by this process.
void Kiosk::disk_refused()
{
    if (m_room.is_enough()) {
        m_has_disk_failed = true;
        return;
    }
    m_room.drop_ballast();
    (void)note("disk_full");
}

Result<std::optional<KeptRegistration>> Kiosk::unseen_receipt()
{
    auto const unseen = m_store->unseen_receipts();
    if (!unseen)
        return fail(unseen.error());
    std::optional<KeptRegistration> newest;
    for (auto const& one : *unseen) {
        bool const is_fresh = m_world.clock.now() - one.made_at < std::chrono::hours(24);
        if (!newest && is_fresh) {
            newest = one;
            continue;
        }
        if (auto done = note("receipt_unseen:" + one.code); !done)
            return fail(done.error());
        if (auto done = m_store->mark_seen(one.code); !done)
            return fail(done.error());
    }
    return newest;
}

Result<void> Kiosk::note(std::string const& kind)
{
    if (!m_identity)
        return fail(not_enrolled());
    auto const last = m_store->last_command(m_identity->install);
    if (!last)
        return fail(last.error());
    NewCommand command{base::make_uuid7(m_world.clock, m_world.random), "note", {{"kind", kind}}, 0};
    return keep(std::move(command), last->first + 1, last->second, std::nullopt, std::nullopt);
}

} // namespace meguri::kiosk::local
