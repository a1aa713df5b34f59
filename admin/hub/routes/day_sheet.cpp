// GET /v1/resources/{id}/day-sheet.pdf?date: a visitor's day on paper, for its own organisation alone. Names
// and addresses open only after their reading stands in the audit table.
#include "shared/paper/day_sheet.h"

#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/wire.h"
#include "shared/domain/era_date.h"
#include "shared/domain/phone.h"

#include <cmath>
#include <numbers>

namespace meguri::hub::routes {

namespace {

/// One visit with what is known in clear.
struct Visit {
    store::SessionView session;
    std::vector<store::RegistrationRow> people;
    std::string area;
    std::string way;
};

/// 北, 北東, …: where `to` lies as seen from `from`.
std::string direction_words(domain::Position const& from, domain::Position const& to)
{
    static constexpr char const* const words[]{"北", "北東", "東", "南東", "南", "南西", "西", "北西"};
    double const east = (to.longitude - from.longitude) * std::cos(from.latitude * std::numbers::pi / 180);
    double const angle = std::atan2(east, to.latitude - from.latitude);
    auto const eighth = static_cast<int>(std::lround(angle / (std::numbers::pi / 4)));
    return words[(eighth + 8) % 8];
}

/// Without a map: from where, in which direction, how far, how long.
std::string way_words(domain::Place const& from, std::string const& from_name, domain::Place const& to,
    domain::TravelTable const& travel)
{
    auto const minutes = std::to_string(domain::travel_minutes(from, to, travel));
    auto const km = domain::travel_km(from, to, travel.rule);
    if (from.venue == to.venue || !km || *km < 0.5)
        return from_name + "から 同じ地域の中を 移動します。";
    return from_name + "から " + direction_words(*from.position, *to.position) + "へ 約"
        + std::to_string(std::lround(*km)) + "km、車で 約" + minutes + "分。";
}

std::vector<Visit> visits_of(store::Reader& reader, domain::Resource const& visitor, domain::Date day)
{
    auto const begin = domain::from_tokyo({day, 0, 0, 0});
    auto const end = begin + std::chrono::hours(24);
    domain::TravelTable const travel{core::need(reader.travel_table()), {}};
    std::optional<domain::Place> here;
    std::string here_name = "拠点";
    if (visitor.home_base) {
        auto const base = core::need(reader.venue(*visitor.home_base)).value();
        here = domain::place_of(base);
        here_name = "拠点(" + base.name + ")";
    }
    std::vector<Visit> visits;
    for (auto const& use : core::need(reader.uses_of(visitor.id, begin, end, {}))) {
        Visit visit{core::need(reader.session(use.session)).value(), {}, "", ""};
        for (auto& row : core::need(reader.registrations(use.session)))
            if (domain::is_active(row.state)) {
                if (auto const wish = core::need(reader.visit(row.id)))
                    visit.area = wish->area;
                visit.people.push_back(std::move(row));
            }
        if (here)
            visit.way = way_words(*here, here_name, use.place, travel);
        here = use.place;
        here_name = "前の訪問先";
        visits.push_back(std::move(visit));
    }
    return visits;
}

paper::DaySheet sheet_of(
    domain::Resource const& visitor, domain::Date day, std::vector<Visit> const& visits, People const& people)
{
    paper::DaySheet sheet{"訪問日程 " + domain::era_date_words(day), visitor.name, {},
        "お名前と住所が のっています。その日の訪問が終わったら、細かく切って 捨ててください。"};
    for (auto const& visit : visits) {
        auto const& session = visit.session.row.session;
        auto const length
            = std::chrono::duration_cast<std::chrono::minutes>(session.ends_at - session.starts_at);
        paper::DaySheetBlock block{
            domain::time_words(session.starts_at) + "から " + domain::duration_words(length), {}};
        block.lines.push_back(session.title);
        if (!visit.way.empty())
            block.lines.push_back("道順: " + visit.way);
        for (auto const& row : visit.people) {
            auto const found = people.find(row.id.value);
            if (found == people.end())
                continue;
            auto const& person = found->second;
            block.lines.push_back("住所: " + visit.session.municipality_name
                + (visit.area.empty() ? "" : " " + visit.area) + " " + person.address);
            block.lines.push_back("お名前: " + person.kana + " さん");
            block.lines.push_back(
                "電話: " + domain::whom_to_ring(person.phone, person.second_phone, person.is_contact_phone));
            if (!person.needs.empty())
                block.lines.push_back("配慮: " + person.needs);
        }
        if (session.format != domain::SessionFormat::HomeVisit)
            block.lines.push_back(
                "会場: " + visit.session.municipality_name + " " + visit.session.venue.name);
        sheet.blocks.push_back(std::move(block));
    }
    if (visits.empty())
        sheet.blocks.push_back({"この日の訪問は ありません。", {}});
    return sheet;
}

void answer_sheet(CallPtr const& call, paper::DaySheet const& sheet)
{
    auto pdf = paper::day_sheet_pdf(sheet);
    if (!pdf)
        return call->world_failed(pdf.error().message);
    server::Response response;
    response.content_type = "application/pdf";
    response.body = std::move(*pdf);
    response.headers.emplace_back("Cache-Control", "no-store");
    call->answer(std::move(response));
}

void day_sheet(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto reader = services.readers.lend();
    auto const visitor = core::need(reader->resource(domain::ResourceId(call->part(0))));
    if (!visitor)
        return call->not_found("resource");
    auto const& owner = visitor->owner.value;
    if (!call->need_right(*actor, domain::Right::SeeAddress, {owner, owner, "", true}))
        return;
    auto const date = domain::date_from_iso(call->text_parameter("date"));
    if (!date)
        return call->problem(
            400, "Bad parameter", "date must be a day", {{"date", "must be a day like 2026-10-08"}});
    auto const visits = visits_of(*reader, *visitor, *date);
    core::RecordReading reading{{}, core::Purpose::DaySheet, actor->login};
    std::vector<store::RegistrationRow> boxes;
    for (auto const& visit : visits)
        for (auto const& row : visit.people)
            // A class of another organisation that borrowed the visitor stays that organisation's.
            if (domain::may(*actor, domain::Right::SeeAddress, ownership_of(visit.session))) {
                reading.registrations.push_back(row.id);
                boxes.push_back(row);
            }
    if (boxes.empty() || !services.vault.has_people_key())
        return answer_sheet(call, sheet_of(*visitor, *date, visits, {}));
    auto const good = [call, &services, visitor = *visitor, date = *date, visits, boxes](
                          core::AuditedReading const& audited) {
        auto const people = services.vault.open(audited, boxes);
        if (!people)
            return call->world_failed(people.error().message);
        answer_sheet(call, sheet_of(visitor, date, visits, *people));
    };
    if (!services.submit(std::move(reading), on<core::AuditedReading>(call, good)))
        call->too_busy();
}

} // namespace

void add_day_sheet_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/resources/{}/day-sheet.pdf",
        [&services](CallPtr const& call) { day_sheet(call, services); });
}

} // namespace meguri::hub::routes
