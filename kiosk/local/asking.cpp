// What a kiosk asks the hub by the line alone: how a slip of another kiosk stands, a slip that was lost, and
// staff to come. Nothing of it is kept; what was typed leaves only sealed to the hub's key.
#include "kiosk/local/kiosk.h"
#include "shared/domain/receipt_code.h"
#include "shared/words/kana.h"

#include <algorithm>

namespace meguri::kiosk::local {

using base::ErrorKind;
using base::fail;
using nlohmann::json;

namespace {

/// Somebody stands before the screen.
constexpr std::chrono::seconds asking_timeout{10};

base::Error no_hub_answer(int status)
{
    return {ErrorKind::Unreachable,
        "what answered is not the hub, or it is in trouble: " + std::to_string(status)};
}

std::optional<AskedSlip> asked_slip_from(json const& object)
{
    protocol::Reader reader(object);
    AskedSlip slip;
    auto& kept = slip.kept;
    kept.id = reader.text("id", 64);
    kept.code = reader.text("code", 16);
    kept.state = reader.text("state", 40);
    kept.reason = reader.text_or("reason", "");
    kept.token = reader.text("token", 16);
    kept.made_at = reader.time("made_at");
    kept.call_by = call_by_after(kept.made_at);
    if (reader.has("position"))
        kept.position = static_cast<int>(reader.integer("position", 1, 1'000'000));
    kept.has_call = reader.boolean_or("has_call", false);
    slip.has_call = kept.has_call;
    if (auto const* session = reader.object_if("session")) {
        auto read = protocol::session_from_json(*session);
        if (!read)
            return std::nullopt;
        kept.session = read->id;
        slip.session = std::move(*read);
    }
    return reader.is_good() ? std::optional(std::move(slip)) : std::nullopt;
}

} // namespace

/// Refused: this kiosk is not known any more. Busy: it has tried too often.
Result<net::HttpAnswer> Kiosk::ask_hub(
    std::string const& method, std::string const& path, std::string const& body)
{
    if (!m_identity)
        return fail(ErrorKind::NotFound, "this kiosk is not enrolled: run `enrol` with a code first");
    net::HttpRequest http;
    http.method = method;
    http.url = m_identity->hub_url + path;
    http.headers = {{"Authorization", "Bearer " + m_identity->answer.credential}};
    http.timeout = asking_timeout;
    if (!body.empty())
        http.headers.emplace_back("Content-Type", "application/json");
    http.body = body;
    auto answer = m_world.line.send(http);
    if (!answer)
        return answer;
    if (answer->status == 401)
        return fail(ErrorKind::Refused, "the hub does not know this kiosk any more: enrol again");
    if (answer->status == 429)
        return fail(ErrorKind::Busy,
            "too many tries: again after " + std::string(answer->header("retry-after")) + " seconds");
    return answer;
}

Result<std::optional<AskedSlip>> Kiosk::ask_slip(std::string const& code, std::string const& proof)
{
    if (!m_identity)
        return fail(ErrorKind::NotFound, "this kiosk is not enrolled: run `enrol` with a code first");
    auto const digits = domain::parse_receipt_code(code);
    if (!digits)
        return std::optional<AskedSlip>();
    auto const made = proof_of(proof, 0, "ask:" + *digits);
    if (!made)
        return fail(made.error());
    if (!*made)
        return std::optional<AskedSlip>();
    // In an address only hexadecimal digits need no escape.
    auto const token = (*made)->value("token", std::string());
    auto const box = base::from_base64((*made)->value("sealed", std::string())).value_or(base::Bytes());
    auto const query = token.empty() ? "?sealed=" + base::to_hex(box) : "?token=" + token;
    auto const answer = ask_hub("GET", "/v1/registrations/by-code/" + *digits + query, "");
    if (!answer)
        return fail(answer.error());
    auto const object = protocol::parse_json(answer->body);
    // A page of somebody else's is no answer about a slip.
    if (answer->status == 404 && object && object->is_object() && object->value("status", 0) == 404)
        return std::optional<AskedSlip>();
    auto slip = answer->status == 200 && object ? asked_slip_from(*object) : std::nullopt;
    if (!slip)
        return fail(no_hub_answer(answer->status));
    return slip;
}

Result<void> Kiosk::call_for_help(HelpForm form)
{
    if (!m_identity)
        return fail(ErrorKind::NotFound, "this kiosk is not enrolled: run `enrol` with a code first");
    auto const id = base::make_uuid7(m_world.clock, m_world.random);
    protocol::HelpText help{form.screen, form.way, form.session, form.area, form.wishes, form.person};
    auto text = protocol::sealed_help_text(
        help, {m_identity->answer.kiosk, m_identity->install, 0, id, form.session});
    for (auto* person : {&help.person, &form.person})
        for (auto* typed : {&person->kana, &person->phone, &person->address})
            m_world.crypto.wipe(*typed);
    auto const box = sealed(std::move(text));
    if (!box)
        return fail(box.error());
    auto const answer = ask_hub("POST", "/v1/help", json{{"id", id}, {"sealed", *box}}.dump());
    if (!answer)
        return fail(answer.error());
    auto const object = protocol::parse_json(answer->body);
    bool const is_taken
        = answer->status == 201 && object && object->is_object() && object->value("id", "") == id;
    return is_taken ? Result<void>() : fail(no_hub_answer(answer->status));
}

Result<std::vector<AskedSlip>> Kiosk::find_lost(
    std::string const& kana, std::string const& phone, std::string const& pin)
{
    if (!m_identity)
        return fail(ErrorKind::NotFound, "this kiosk is not enrolled: run `enrol` with a code first");
    auto const id = base::make_uuid7(m_world.clock, m_world.random);
    auto const box = sealed(protocol::sealed_lost_text(
        {kana, phone, pin}, {m_identity->answer.kiosk, m_identity->install, 0, id, ""}));
    if (!box)
        return fail(box.error());
    auto const answer = ask_hub("POST", "/v1/registrations/find", json{{"id", id}, {"sealed", *box}}.dump());
    if (!answer)
        return fail(answer.error());
    if (answer->status == 403)
        return fail(ErrorKind::Refused, "the hub does not take this PIN");
    auto const object = protocol::parse_json(answer->body);
    bool const is_list = answer->status == 200 && object && object->is_object() && object->contains("found")
        && (*object)["found"].is_array();
    if (!is_list)
        return fail(no_hub_answer(answer->status));
    std::vector<AskedSlip> slips;
    for (auto const& one : (*object)["found"])
        if (auto slip = asked_slip_from(one))
            slips.push_back(std::move(*slip));
    return slips;
}

} // namespace meguri::kiosk::local
