#include "kiosk/core_side.h"

#include "kiosk/offers.h"
#include "kiosk/slip.h"
#include "shared/base/log.h"
#include "shared/domain/era_date.h"

#include <algorithm>
#include <utility>

namespace meguri::kiosk {

namespace {

std::string text_of(flow::PrivateText const& text)
{
    return std::string(text.view());
}

char const* way_name(flow::Way way)
{
    switch (way) {
    case flow::Way::FindClass:
        return "find_class";
    case flow::Way::HomeVisit:
        return "home_visit";
    case flow::Way::MySlip:
        return "my_slip";
    case flow::Way::Here:
        return "here";
    case flow::Way::Survey:
        return "survey";
    case flow::Way::SlipLost:
        return "slip_lost";
    case flow::Way::StaffCorner:
        return "staff_corner";
    }
    return "";
}

/// Which question somebody stood at who called staff; the desk has words for these.
char const* screen_name(flow::Screen screen)
{
    switch (screen) {
    case flow::Screen::Kana:
        return "kana";
    case flow::Screen::Phone:
    case flow::Screen::SecondPhone:
        return "phone";
    case flow::Screen::BirthDecade:
    case flow::Screen::BirthYear:
        return "birth";
    case flow::Screen::Residence:
    case flow::Screen::Towns:
        return "residence";
    case flow::Screen::Area:
    case flow::Screen::VisitDays:
    case flow::Screen::PostalCode:
    case flow::Screen::Address:
    case flow::Screen::HouseNumber:
        return "visit";
    case flow::Screen::Check:
    case flow::Screen::Sending:
        return "check";
    case flow::Screen::Done:
    case flow::Screen::HereDone:
    case flow::Screen::Thanks:
        return "done";
    case flow::Screen::SlipNumber:
    case flow::Screen::SlipProof:
    case flow::Screen::Slip:
    case flow::Screen::CancelProof:
    case flow::Screen::MoveDays:
    case flow::Screen::MoveProof:
    case flow::Screen::FoundSlips:
        return "slip";
    case flow::Screen::Start:
    case flow::Screen::Place:
    case flow::Screen::Topic:
    case flow::Screen::Cards:
    case flow::Screen::Details:
    case flow::Screen::Trouble:
    case flow::Screen::Face:
    case flow::Screen::Understood:
    case flow::Screen::Again:
    case flow::Screen::Pin:
    case flow::Screen::Corner:
    case flow::Screen::EnrolCode:
        return "start";
    }
    return "start";
}

local::HelpForm help_form_of(flow::CallStaff const& call)
{
    local::HelpForm form;
    form.screen = screen_name(call.screen);
    form.way = way_name(call.way);
    form.session = call.session.value;
    auto& person = form.person;
    person.kana = text_of(call.form.kana);
    person.phone = text_of(call.form.phone);
    person.second_phone = text_of(call.form.second_phone);
    person.birth_year = call.form.birth_year.value_or(0);
    person.municipality = call.form.municipality.value_or("");
    person.address = text_of(call.form.neighbourhood);
    if (!call.form.house_number.is_empty())
        person.address += " " + text_of(call.form.house_number);
    person.is_contact_phone = call.form.is_contact_phone;
    person.is_by_companion = call.form.is_by_companion;
    return form;
}

} // namespace

CoreSide::CoreSide(
    local::Kiosk& core, base::Clock const& clock, base::Files& files, CoreSettings settings, CoreLinks links)
    : m_core(core)
    , m_clock(clock)
    , m_files(files)
    , m_settings(std::move(settings))
    , m_links(std::move(links))
{
}

void CoreSide::tell_catalogue()
{
    auto const& identity = m_core.identity();
    if (!identity)
        return;
    auto const sessions = m_core.sessions();
    auto const position = m_core.position();
    auto const rights = m_core.rights();
    auto const is_update_pending = m_core.is_update_pending();
    if (!sessions || !position || !rights || !is_update_pending) {
        m_links.tell(flow::ReadinessChanged{false});
        return;
    }
    m_links.tell(flow::HallArrived{std::make_shared<flow::HallFacts const>(hall_of(*identity))});
    auto catalogue = catalogue_of(*sessions, *position, *rights, identity->answer, m_line_is_up);
    catalogue.is_update_pending = *is_update_pending;
    m_links.tell(flow::CatalogueArrived{std::make_shared<flow::Catalogue const>(std::move(catalogue))});
    m_links.tell(flow::ReadinessChanged{m_core.can_register()});
}

void CoreSide::tell_unseen_receipt()
{
    auto const unseen = m_core.unseen_receipt();
    if (!unseen)
        return base::log::error("what was kept cannot be read: " + unseen.error().message);
    if (!*unseen)
        return;
    auto const& kept = **unseen;
    m_links.tell(flow::ReceiptFound{outcome_of({kept.id, kept.code, kept.state, kept.position, kept.reason,
                                        kept.state == "provisional", kept.call_by}),
        domain::SessionId(kept.session)});
    note("receipt_unseen:" + kept.code);
    seen(kept.code);
}

bool CoreSide::sync()
{
    if (!m_core.identity())
        return true;
    m_line_is_up = m_core.sync().has_value();
    tell_catalogue();
    return m_line_is_up;
}

void CoreSide::note(std::string const& kind)
{
    if (auto noted = m_core.note(kind); !noted)
        base::log::warning("a note was not kept: " + noted.error().message);
}

void CoreSide::seen(std::string const& code)
{
    if (auto marked = m_core.seen(code); !marked)
        base::log::warning("a receipt was not marked as seen: " + marked.error().message);
}

void CoreSide::carry_out(flow::Register const& wish)
{
    local::Form form;
    form.session = wish.session.value;
    form.person.kana = text_of(wish.kana);
    form.person.phone = text_of(wish.phone);
    form.person.second_phone = text_of(wish.second_phone);
    form.person.birth_year = wish.birth_year;
    form.person.municipality = wish.municipality.value_or("");
    form.person.is_contact_phone = wish.is_contact_phone;
    form.person.is_by_companion = wish.is_by_companion;
    took(wish.attempt, m_core.register_person(std::move(form), local::Line::Use));
}

void CoreSide::carry_out(flow::RequestVisit const& wish)
{
    took(wish.attempt, m_core.request_visit(visit_form_of(wish), local::Line::Use));
}

void CoreSide::took(int attempt, base::Result<local::RegisterOutcome> const& outcome)
{
    if (!outcome) {
        base::log::error("a registration was not kept: " + outcome.error().message);
        m_links.tell_restart(m_core.must_restart());
    } else {
        m_line_is_up = !outcome->was_offline;
    }
    m_links.tell(flow::Registered{attempt, outcome ? outcome_of(*outcome) : flow::Outcome()});
    tell_catalogue();
}

std::optional<flow::Offer> CoreSide::offer_for(std::optional<protocol::Session> const& session) const
{
    if (!session || session->format == "home_visit")
        return std::nullopt;
    return offer_of(*session, hall_position(m_core.identity()->answer));
}

flow::KeptSlip CoreSide::shown_slip(local::AskedSlip const& asked) const
{
    bool const is_visit = asked.session && asked.session->format == "home_visit";
    auto slip = kept_slip_of(asked.kept, is_visit ? asked.session : std::nullopt);
    slip.offer = offer_for(asked.session);
    slip.has_call = asked.has_call;
    slip.code = flow::PrivateText(asked.kept.code);
    slip.token = flow::PrivateText(asked.kept.token);
    return slip;
}

void CoreSide::read_postal_codes()
{
    auto const text = m_files.read(m_settings.postal_codes);
    auto read
        = text ? local::PostalCodes::from(*text) : base::Result<local::PostalCodes>(base::fail(text.error()));
    if (read)
        m_postal_codes = std::move(*read);
    else
        base::log::error("the list of postal codes is not used: " + read.error().message);
}

void CoreSide::carry_out(flow::FindNeighbourhood const& wish)
{
    // Without a list that can be read the neighbourhood is typed, as where there is none.
    auto const kana
        = m_postal_codes ? m_postal_codes->neighbourhood(text_of(wish.postal_code)) : std::string();
    flow::NeighbourhoodFound found{wish.attempt, kana.has_value(), {}};
    if (kana && kana->size() <= flow::PrivateText::max_bytes)
        found.kana = flow::PrivateText(*kana);
    m_links.tell(std::move(found));
}

void CoreSide::carry_out(flow::FindSlip const& wish)
{
    auto const kept = m_core.registration_by_code(text_of(wish.code));
    if (!kept)
        base::log::error("a slip cannot be read: " + kept.error().message);
    flow::KeptSlip slip;
    if (kept && *kept) {
        auto const visit = m_core.visit((*kept)->id);
        slip = kept_slip_of(**kept, visit ? *visit : std::nullopt);
        slip.has_call = (*kept)->has_call;
    }
    m_links.tell(flow::SlipFound{wish.attempt, slip});
}

void CoreSide::carry_out(flow::AskSlip const& wish)
{
    auto const asked = m_core.ask_slip(text_of(wish.code), text_of(wish.proof));
    flow::SlipFound found{wish.attempt, {}, true, asked.has_value() && !*asked};
    if (!asked) {
        base::log::warning("the hub was not asked for a slip: " + asked.error().message);
        m_line_is_up = asked.error().kind != base::ErrorKind::Unreachable;
        tell_catalogue();
    } else if (*asked) {
        found.slip = shown_slip(**asked);
        m_asked[text_of(wish.code)] = **asked;
    }
    m_links.tell(found);
}

void CoreSide::carry_out(flow::CancelSlip const& wish)
{
    auto const outcome = m_core.cancel(text_of(wish.code), text_of(wish.proof), local::Line::Use);
    if (!outcome)
        base::log::error("a cancellation was not kept: " + outcome.error().message);
    else
        m_line_is_up = outcome->state != "requested";
    m_links.tell(
        flow::SlipCancelled{wish.attempt, outcome ? cancelling_of(*outcome) : flow::Cancelling::Failed});
    tell_catalogue();
}

void CoreSide::carry_out(flow::MoveSlip const& wish)
{
    auto const code = text_of(wish.code);
    auto const outcome = m_core.move(code, wish.session.value, text_of(wish.proof), local::Line::Use);
    if (!outcome)
        base::log::error("a change of day was not kept: " + outcome.error().message);
    auto const result = outcome ? moving_of(*outcome) : flow::Moving::Failed;
    // What another machine's slip says when it is printed again follows the new day.
    auto const asked = m_asked.find(code);
    bool const is_moved = result == flow::Moving::Confirmed || result == flow::Moving::Waiting;
    if (is_moved && asked != m_asked.end()) {
        asked->second.kept.session = wish.session.value;
        asked->second.kept.state = outcome->state;
        asked->second.session = outcome->session;
    }
    m_links.tell(flow::SlipMoved{wish.attempt, result});
    tell_catalogue();
}

void CoreSide::carry_out(flow::Attend const& wish)
{
    auto const outcome = m_core.attend(text_of(wish.code), local::Line::Use);
    flow::Arrival arrival;
    if (!outcome) {
        base::log::error("an attendance was not kept: " + outcome.error().message);
    } else {
        arrival.answer = arrival_of(*outcome);
        arrival.offer = offer_for(outcome->session);
    }
    m_links.tell(flow::Attended{wish.attempt, arrival});
}

void CoreSide::carry_out(flow::SendSurvey const& wish)
{
    auto const outcome = m_core.survey(text_of(wish.code),
        {wish.answers.face, wish.answers.understood, wish.answers.again}, local::Line::Use);
    if (!outcome)
        base::log::error("answers after a class were not kept: " + outcome.error().message);
    m_links.tell(flow::SurveyKept{wish.attempt, outcome && outcome->state != "refused"});
}

void CoreSide::carry_out(flow::FindLost const& wish)
{
    auto const found = m_core.find_lost(text_of(wish.kana), text_of(wish.phone), text_of(wish.pin));
    flow::LostFound answer{wish.attempt, finding_of(found), {}};
    if (found) {
        for (auto const& one : *found) {
            m_asked[one.kept.code] = one;
            answer.slips.push_back(shown_slip(one));
        }
    } else {
        base::log::warning("the hub was not asked for a lost slip: " + found.error().message);
        m_line_is_up = found.error().kind != base::ErrorKind::Unreachable;
        tell_catalogue();
    }
    m_links.tell(std::move(answer));
}

void CoreSide::carry_out(flow::CheckPin const& wish)
{
    auto const checked = m_core.check_pin(text_of(wish.pin));
    if (!checked)
        base::log::error("the staff's number cannot be checked: " + checked.error().message);
    auto const answer = checked ? *checked : local::PinResult{local::PinAnswer::Wrong};
    m_links.tell(flow::PinChecked{wish.attempt, pin_answer_of(answer.answer), answer.wait_seconds});
}

void CoreSide::carry_out(flow::CallStaff const& wish)
{
    auto const called = m_core.call_for_help(help_form_of(wish));
    if (!called)
        base::log::warning("staff were not called: " + called.error().message);
    m_links.tell(flow::HelpAnswered{wish.attempt, called.has_value()});
}

void CoreSide::carry_out(flow::PrintSlip const& wish)
{
    auto const code = text_of(wish.code);
    auto const kept = m_core.registration_by_code(code);
    auto const sessions = m_core.sessions();
    auto const asked = m_asked.find(code);
    bool const is_known = (kept && *kept) || asked != m_asked.end();
    if (!is_known || !m_core.identity())
        return m_links.tell(flow::SlipPrinted{true});
    auto const& registration = kept && *kept ? **kept : asked->second.kept;
    std::optional<protocol::Session> session;
    if (asked != m_asked.end())
        session = asked->second.session;
    if (sessions)
        for (auto const& one : *sessions)
            if (one.id == registration.session)
                session = one;
    if (!session)
        if (auto const visit = m_core.visit(registration.id))
            session = *visit;
    auto const& enrolled = m_core.identity()->answer;
    m_links.print(code,
        slip_of(registration, session,
            {enrolled.venue_name, enrolled.municipality_name, enrolled.venue_phone,
                sessions ? places_of(*sessions) : std::map<std::string, std::string>()},
            m_clock.now()));
}

void CoreSide::carry_out(flow::Wipe const&)
{
    m_asked.clear();
}

void CoreSide::carry_out(flow::ReportCorner const&)
{
    flow::CornerFacts facts;
    facts.line_is_up = m_line_is_up;
    facts.hub = m_settings.hub;
    facts.printer = m_settings.printer;
    facts.version = local::program_version;
    if (auto const& identity = m_core.identity()) {
        facts.is_enrolled = true;
        facts.hub = identity->hub_url;
        facts.kiosk = static_cast<int>(identity->answer.kiosk);
    }
    if (auto const outbox = m_core.outbox())
        facts.pending = static_cast<int>(std::count_if(outbox->begin(), outbox->end(),
            [](local::OutboxRow const& row) { return row.state == "pending"; }));
    if (auto const position = m_core.position())
        facts.last_sync = position->as_of;
    if (auto const rights = m_core.rights())
        for (auto const& [session, count] : *rights)
            facts.rights += count;
    m_links.tell(flow::CornerArrived{std::make_shared<flow::CornerFacts const>(std::move(facts))});
}

void CoreSide::carry_out(flow::DoCornerTask const& wish)
{
    base::Result<void> done;
    switch (wish.task) {
    case flow::CornerTask::Sync:
        if (!sync())
            done = base::fail(base::ErrorKind::Unreachable, "the hub was not heard");
        break;
    case flow::CornerTask::PrintTest:
        // The printer answers when it is done.
        return m_links.print(test_slip_code, test_slip());
    case flow::CornerTask::ExportStick:
        done = export_to_stick();
        break;
    case flow::CornerTask::ImportStick:
        done = import_from_stick();
        break;
    case flow::CornerTask::Enrol:
        done = enrol(text_of(wish.code));
        break;
    }
    if (!done)
        base::log::warning("staff corner: " + done.error().message);
    m_links.tell(flow::CornerDone{wish.task, done.has_value()});
    tell_catalogue();
    carry_out(flow::ReportCorner{});
}

base::Result<void> CoreSide::enrol(std::string const& code)
{
    auto const& identity = m_core.identity();
    auto const hub = identity ? identity->hub_url : m_settings.hub;
    if (hub.empty())
        return base::fail(base::ErrorKind::BadInput, "no hub is known: start the kiosk with --hub URL");
    if (auto enrolled = m_core.enrol(hub, code); !enrolled)
        return enrolled;
    sync();
    return {};
}

base::Result<void> CoreSide::export_to_stick()
{
    auto const request = m_core.export_request();
    if (!request)
        return base::fail(request.error());
    return m_files.write(m_settings.stick / "meguri-request.json", request->first);
}

base::Result<void> CoreSide::import_from_stick()
{
    auto const answer = m_files.read(m_settings.stick / "meguri-answer.json");
    if (!answer)
        return base::fail(answer.error());
    auto const report = m_core.import_answer(*answer);
    return report ? base::Result<void>() : base::Result<void>(base::fail(report.error()));
}

paper::Slip CoreSide::test_slip() const
{
    paper::Slip slip;
    slip.state = paper::SlipState::Cancelled;
    slip.number = "000-000-000";
    slip.title = "印刷の 試し";
    slip.reason = "これは 印刷機の 試しの紙です。";
    slip.issued = domain::era_moment_words(m_clock.now());
    if (auto const& identity = m_core.identity())
        slip.issued_by = identity->answer.venue_name + "の機械";
    return slip;
}

void CoreSide::carry_out(flow::KeepLook const& wish)
{
    for (auto const& [name, is_on] :
        {std::pair{"look.larger", wish.is_larger}, std::pair{"look.contrast", wish.is_contrast}})
        if (auto kept = m_core.keep_setting(name, is_on ? "on" : ""); !kept)
            base::log::warning("how the pages look was not kept: " + kept.error().message);
}

flow::Look CoreSide::kept_look() const
{
    auto const is_on = [&](char const* name) {
        auto const kept = m_core.setting(name);
        return kept && *kept && **kept == "on";
    };
    flow::Look look;
    look.is_larger = is_on("look.larger");
    look.is_contrast = is_on("look.contrast");
    return look;
}

} // namespace meguri::kiosk
