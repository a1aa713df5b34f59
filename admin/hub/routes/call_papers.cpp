// GET /v1/calls/list.pdf: whom to call and what to say, on paper for where the telephone stands. Names open
// only after their reading stands in the audit table.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/call_views.h"
#include "admin/hub/routes/paper_answer.h"
#include "shared/domain/call_words.h"
#include "shared/domain/era_date.h"
#include "shared/domain/phone.h"
#include "shared/domain/receipt_code.h"
#include "shared/paper/list_sheet.h"

namespace meguri::hub::routes {

namespace {

constexpr double call_row_mm = 16;

std::string due_on_paper(CallView const& view)
{
    auto const& session = view.session.row.session;
    auto const due = view.task.reply_by.value_or(session.starts_at);
    return domain::day_words(domain::tokyo_date(due)) + " " + domain::time_words(due);
}

std::vector<std::string> call_row(CallView const& view, protocol::Registrant const* person)
{
    auto const& session = view.session.row.session;
    domain::CallFacts facts;
    facts.reason = view.task.reason;
    facts.town = view.session.municipality_name;
    facts.code = domain::receipt_code_words(view.registration.code);
    facts.title = session.title;
    facts.venue = view.session.venue.name;
    facts.starts_at = session.starts_at;
    facts.state = domain::name_of(view.registration.state);
    facts.reply_by = view.task.reply_by;
    std::string who = facts.code;
    if (person) {
        facts.kana = person->kana;
        who = person->kana + "\n"
            + domain::whom_to_ring(person->phone, person->second_phone, person->is_contact_phone, "\n");
    }
    auto const tried = view.task.tried > 0
        ? "不在 " + std::to_string(view.task.tried) + "回\n" + view.task.note
        : std::string();
    return {due_on_paper(view), who, domain::call_reason_words(view.task.reason), domain::call_script(facts),
        tried, ""};
}

paper::ListSheet list_of(std::vector<CallView> const& views,
    std::map<std::string, protocol::Registrant> const& people, domain::Date today)
{
    paper::ListSheet sheet;
    sheet.title = "電話連絡 " + domain::era_date_words(today);
    sheet.orientation = paper::Orientation::Landscape;
    sheet.row_mm = call_row_mm;
    sheet.columns = {{"いつまでに", 11}, {"お名前・電話", 16, true}, {"用件", 12},
        {"このように 話します", 42}, {"これまで", 11}, {"伝えた", 8}};
    sheet.note = "お名前と電話番号が のっています。かけ終わったら、細かく切って 捨ててください。";
    paper::ListPart part{sheet.title, {std::to_string(views.size()) + "件"}, {}};
    for (auto const& view : views) {
        auto const found = people.find(view.registration.id.value);
        part.rows.push_back(
            call_row(view, view.shows_names && found != people.end() ? &found->second : nullptr));
    }
    sheet.parts.push_back(std::move(part));
    return sheet;
}

void call_list(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto reader = services.readers.lend();
    auto const views
        = calls_for(*reader, *actor, call->text_parameter("municipality"), core::Purpose::CallList);
    auto const today = domain::tokyo_date(services.clock.now());
    core::RecordReading command{{}, core::Purpose::CallList, actor->login};
    std::vector<store::RegistrationRow> rows;
    for (auto const& view : views)
        if (view.shows_names) {
            command.registrations.push_back(view.registration.id);
            rows.push_back(view.registration);
        }
    if (rows.empty() || !services.vault.has_people_key())
        return answer_paper(call, paper::list_sheet_pdf(list_of(views, {}, today)));
    auto const good = [call, &services, views, rows, today](core::AuditedReading const& reading) {
        auto const people = services.vault.open(reading, rows);
        if (!people)
            return call->world_failed(people.error().message);
        answer_paper(call, paper::list_sheet_pdf(list_of(views, *people, today)));
    };
    if (!services.submit(std::move(command), on<core::AuditedReading>(call, good)))
        call->too_busy();
}

} // namespace

void add_call_paper_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/calls/list.pdf", [&services](CallPtr const& call) { call_list(call, services); });
}

} // namespace meguri::hub::routes
