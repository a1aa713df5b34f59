// GET /v1/sessions/{id}/sign-in-sheet.pdf and roster.pdf: who comes, on paper. Names open only after their
// reading stands in the audit table.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/paper_answer.h"
#include "admin/hub/routes/report_words.h"
#include "admin/hub/routes/wire.h"
#include "shared/domain/era_date.h"
#include "shared/domain/phone.h"
#include "shared/domain/receipt_code.h"
#include "shared/paper/list_sheet.h"

#include <algorithm>

namespace meguri::hub::routes {

namespace {

enum class SessionPaper { SignInSheet, Roster };

/// Walk-ins write themselves in.
constexpr std::size_t empty_rows = 2;
constexpr double sign_row_mm = 14;
constexpr double roster_row_mm = 9;

constexpr char const* paper_note
    = "お名前が のっています。使い終わったら、鍵のかかる所に しまうか、細かく切って 捨ててください。";

bool is_waiting(store::RegistrationRow const& row)
{
    return row.state == domain::RegistrationState::Waiting || row.state == domain::RegistrationState::Entered;
}

/// An unknown one is left to be written in.
std::string age_on_paper(domain::AgeBand band)
{
    return band == domain::AgeBand::Unknown ? std::string() : age_words(band);
}

protocol::Registrant const* person_of(People const& people, store::RegistrationRow const& row)
{
    auto const found = people.find(row.id.value);
    return found == people.end() ? nullptr : &found->second;
}

/// A page for each part of the class: what is signed on the second day is not signed on the first.
std::vector<paper::ListPart> parts_on_paper(
    store::Reader& reader, store::SessionView const& view, SessionPaper kind)
{
    auto const& session = view.row.session;
    std::vector<paper::ListPart> parts;
    auto const add = [&](base::Time begin, base::Time end, std::string const& venue, std::size_t number) {
        paper::ListPart part;
        part.title = (kind == SessionPaper::SignInSheet ? "出席簿 " : "名簿 ") + session.title;
        if (session.parts.size() > 1)
            part.title += " (" + std::to_string(number) + "日目)";
        part.lines.push_back(domain::era_date_words(domain::tokyo_date(begin)) + " "
            + domain::time_words(begin) + "から " + domain::time_words(end) + "まで");
        part.lines.push_back(view.municipality_name + " " + venue + " ・ 定員 "
            + std::to_string(session.capacity) + "人 ・ " + view.provider_name);
        parts.push_back(std::move(part));
    };
    if (session.parts.size() < 2 || kind == SessionPaper::Roster) {
        add(session.starts_at, session.ends_at, view.venue.name, 1);
        return parts;
    }
    for (std::size_t i = 0; i < session.parts.size(); ++i) {
        auto const& part = session.parts[i];
        auto const venue = core::need(reader.venue(part.venue));
        add(part.starts_at, part.ends_at, venue ? venue->name : view.venue.name, i + 1);
    }
    return parts;
}

std::vector<std::string> sign_row(
    std::string const& number, store::RegistrationRow const& row, protocol::Registrant const* person)
{
    return {number, person ? person->kana : "", domain::receipt_code_words(row.code),
        person ? person->needs : "", ""};
}

std::vector<std::string> roster_row(
    std::string const& number, store::RegistrationRow const& row, protocol::Registrant const* person)
{
    if (!person)
        return {number, "", "", age_on_paper(row.age_band), "", domain::receipt_code_words(row.code)};
    return {number, person->kana,
        domain::whom_to_ring(person->phone, person->second_phone, person->is_contact_phone),
        age_on_paper(row.age_band), person->needs, domain::receipt_code_words(row.code)};
}

std::vector<std::vector<std::string>> rows_on_paper(
    std::vector<store::RegistrationRow> const& rows, People const& people, SessionPaper kind)
{
    std::vector<std::vector<std::string>> lines;
    int seated = 0;
    int waiting = 0;
    for (auto const& row : rows) {
        bool const waits = is_waiting(row);
        if (waits && kind == SessionPaper::SignInSheet)
            continue;
        auto const number = waits ? "待" + std::to_string(++waiting) : std::to_string(++seated);
        auto const* person = person_of(people, row);
        lines.push_back(kind == SessionPaper::SignInSheet ? sign_row(number, row, person)
                                                          : roster_row(number, row, person));
    }
    if (kind == SessionPaper::SignInSheet)
        lines.resize(lines.size() + empty_rows, std::vector<std::string>(5));
    return lines;
}

paper::ListSheet sheet_of(
    std::vector<paper::ListPart> parts, std::vector<std::vector<std::string>> const& rows, SessionPaper kind)
{
    paper::ListSheet sheet;
    sheet.title = parts.front().title;
    sheet.note = paper_note;
    if (kind == SessionPaper::SignInSheet) {
        sheet.row_mm = sign_row_mm;
        sheet.columns = {{"番", 6}, {"お名前", 30, true}, {"受付番号", 17}, {"配慮", 13}, {"ご署名", 34}};
    } else {
        sheet.row_mm = roster_row_mm;
        sheet.columns
            = {{"番", 6}, {"お名前", 28, true}, {"電話", 24}, {"年齢", 12}, {"配慮", 13}, {"受付番号", 17}};
    }
    for (auto& part : parts)
        part.rows = rows;
    sheet.parts = std::move(parts);
    return sheet;
}

void session_paper(CallPtr const& call, Services& services, SessionPaper kind)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto reader = services.readers.lend();
    auto const view = core::need(reader->session(domain::SessionId(call->part(0))));
    if (!view)
        return call->not_found("session");
    if (!call->need_right(*actor, domain::Right::SeeNames, ownership_of(*view)))
        return;
    std::vector<store::RegistrationRow> rows;
    for (auto& row : core::need(reader->registrations(view->row.session.id)))
        if (domain::is_active(row.state))
            rows.push_back(std::move(row));
    // Those with a seat first, then the line as it stands.
    std::stable_sort(rows.begin(), rows.end(), [](auto const& one, auto const& other) {
        if (is_waiting(one) != is_waiting(other))
            return is_waiting(other);
        return is_waiting(one) && one.priority > other.priority;
    });
    auto parts = parts_on_paper(*reader, *view, kind);
    if (rows.empty() || !services.vault.has_people_key())
        return answer_paper(
            call, paper::list_sheet_pdf(sheet_of(std::move(parts), rows_on_paper(rows, {}, kind), kind)));
    core::RecordReading command{{},
        kind == SessionPaper::SignInSheet ? core::Purpose::SignInSheet : core::Purpose::Desk, actor->login};
    for (auto const& row : rows)
        command.registrations.push_back(row.id);
    auto const good = [call, &services, rows, parts = std::move(parts), kind](
                          core::AuditedReading const& reading) {
        auto const people = services.vault.open(reading, rows);
        if (!people)
            return call->world_failed(people.error().message);
        answer_paper(call, paper::list_sheet_pdf(sheet_of(parts, rows_on_paper(rows, *people, kind), kind)));
    };
    if (!services.submit(std::move(command), on<core::AuditedReading>(call, good)))
        call->too_busy();
}

} // namespace

void add_session_paper_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/sessions/{}/sign-in-sheet.pdf",
        [&services](CallPtr const& call) { session_paper(call, services, SessionPaper::SignInSheet); });
    router.add("GET", "/v1/sessions/{}/roster.pdf",
        [&services](CallPtr const& call) { session_paper(call, services, SessionPaper::Roster); });
}

} // namespace meguri::hub::routes
