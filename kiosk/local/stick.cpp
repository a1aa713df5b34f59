// The sync of a hall without any line: the same request and answer as files on a stick. The request file is
// signed by the kiosk, since no credential travels with it; the answer file is the hub's signed answer. One
// export is open at a time, and any later sync ends it: a stick lost, copied or used twice changes nothing.
#include "kiosk/local/kiosk.h"

namespace meguri::kiosk::local {

using base::ErrorKind;
using base::fail;
using nlohmann::json;

Result<std::pair<std::string, SyncReport>> Kiosk::export_request()
{
    if (!m_identity)
        return fail(ErrorKind::NotFound, "this kiosk is not enrolled: run `enrol` with a code first");
    auto const rows = m_store->pending(m_identity->install, protocol::max_sync_commands);
    auto const position = m_store->position();
    if (!rows)
        return fail(rows.error());
    if (!position)
        return fail(position.error());
    auto const request = make_request(*rows, *position);
    if (!request)
        return fail(request.error());
    auto const text = protocol::to_json(*request).dump();
    auto const signature = m_world.crypto.sign(
        {m_identity->signing_public, m_identity->signing_secret}, protocol::stick_message(text));
    if (auto done = m_store->set_setting("exported", request->nonce); !done)
        return fail(done.error());
    SyncReport report;
    report.pushed = static_cast<int>(rows->size());
    for (auto const& row : *rows)
        report.raw_bytes += row.text.size();
    return std::pair(protocol::to_text(protocol::StickRequest{text, base::to_base64(signature)}), report);
}

Result<SyncReport> Kiosk::import_answer(std::string const& text)
{
    if (!m_identity)
        return fail(ErrorKind::NotFound, "this kiosk is not enrolled: run `enrol` with a code first");
    auto const file = protocol::stick_answer_from_text(text);
    if (!file)
        return fail(ErrorKind::Refused, "this file is no answer of a hub: " + file.error().message);
    auto const exported = m_store->setting("exported");
    if (!exported)
        return fail(exported.error());
    if (!*exported || **exported != file->nonce)
        return fail(ErrorKind::Refused,
            "this answer is not to the last export, or was imported already: export once more");
    auto const heard = heard_answer(file->nonce, file->body.empty() ? 204 : 200, file->body, file->signature);
    if (!heard)
        return fail(ErrorKind::Refused, heard.error().message);
    if (auto done = take_answer(*heard); !done)
        return fail(done.error());
    if (*heard && !(*heard)->snapshot_url.empty()) {
        std::string_view const bytes(
            reinterpret_cast<char const*>(file->snapshot.data()), file->snapshot.size());
        if (auto done = apply_snapshot((*heard)->snapshot_url, bytes); !done)
            return fail(ErrorKind::Refused, done.error().message);
    }
    if (auto done = m_store->set_setting("exported", ""); !done)
        return fail(done.error());
    SyncReport report;
    if (*heard) {
        report.pulled = static_cast<int>((*heard)->changes.size());
        report.results = (*heard)->results;
    }
    return report;
}

} // namespace meguri::kiosk::local
