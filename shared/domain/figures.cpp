#include "shared/domain/figures.h"

#include <algorithm>

namespace meguri::domain {

namespace {

bool is_share(MapFigure figure)
{
    return figure == MapFigure::SeatUse || figure == MapFigure::SeniorShare || figure == MapFigure::Coverage;
}

} // namespace

Figures& Figures::operator+=(Figures const& other)
{
    planned += other.planned;
    held += other.held;
    cancelled += other.cancelled;
    seats += other.seats;
    registrations += other.registrations;
    participants += other.participants;
    no_shows += other.no_shows;
    return *this;
}

std::string map_figure_words(MapFigure figure)
{
    switch (figure) {
    case MapFigure::SeatUse:
        return "席の利用率";
    case MapFigure::Participants:
        return "参加した人";
    case MapFigure::SeniorShare:
        return "65歳以上の割合";
    case MapFigure::NoShows:
        return "無断欠席";
    case MapFigure::Held:
        return "実施した回";
    case MapFigure::Planned:
        return "予定の回";
    case MapFigure::Cancelled:
        return "中止した回";
    case MapFigure::Seats:
        return "席の数";
    case MapFigure::Coverage:
        return "教室のある会場の割合";
    case MapFigure::SubsidyStep:
        return "補助金の段階";
    }
    return "";
}

std::string map_figure_unit(MapFigure figure)
{
    switch (figure) {
    case MapFigure::SeatUse:
    case MapFigure::SeniorShare:
    case MapFigure::Coverage:
        return "%";
    case MapFigure::Participants:
    case MapFigure::NoShows:
        return "人";
    case MapFigure::Held:
    case MapFigure::Planned:
    case MapFigure::Cancelled:
        return "回";
    case MapFigure::Seats:
        return "席";
    case MapFigure::SubsidyStep:
        return "";
    }
    return "";
}

std::size_t format_kind_of(SessionFormat format)
{
    switch (format) {
    case SessionFormat::MobileVan:
        return 1;
    case SessionFormat::HomeVisit:
        return 2;
    case SessionFormat::Consultation:
    case SessionFormat::Event:
        return 3;
    case SessionFormat::PracticalOuting:
    case SessionFormat::VenueClass:
    case SessionFormat::ShopClass:
    case SessionFormat::OnlineClass:
        return 0;
    }
    return 0;
}

int round_step(int most)
{
    for (int power = 1;; power *= 10)
        for (int const factor : {1, 2, 5})
            if (power * factor * 5 >= most)
                return power * factor;
}

std::optional<int> share_percent(int part, int whole)
{
    if (whole <= 0)
        return std::nullopt;
    return static_cast<int>((static_cast<std::int64_t>(part) * 200 + whole) / (2LL * whole));
}

RampBounds ramp_bounds(MapFigure figure, int most)
{
    if (figure == MapFigure::SeatUse)
        return {60, 65, 70, 80};
    if (figure == MapFigure::SeniorShare)
        return {50, 70, 80, 90};
    if (figure == MapFigure::Coverage)
        return {25, 50, 75, 100};
    int const step = round_step(std::max(most, 1));
    return {step, step * 2, step * 3, step * 4};
}

int ramp_level(int value, RampBounds const& bounds)
{
    return static_cast<int>(
        std::count_if(bounds.begin(), bounds.end(), [&](int bound) { return value >= bound; }));
}

int ramp_level(std::optional<SubsidyStep> step)
{
    if (!step)
        return 0;
    switch (*step) {
    case SubsidyStep::ToBeApplied:
        return 1;
    case SubsidyStep::Applied:
    case SubsidyStep::SentBack:
        return 2;
    case SubsidyStep::Decided:
    case SubsidyStep::ChangeApplied:
    case SubsidyStep::ChangeDecided:
    case SubsidyStep::AdvancePaid:
        return 3;
    case SubsidyStep::Reported:
    case SubsidyStep::Finalised:
    case SubsidyStep::Paid:
        return 4;
    case SubsidyStep::Refused:
    case SubsidyStep::Withdrawn:
    case SubsidyStep::Revoked:
    case SubsidyStep::Repayment:
        return 0;
    }
    return 0;
}

std::array<std::string, 5> ramp_legend(MapFigure figure, RampBounds const& bounds)
{
    if (figure == MapFigure::SubsidyStep)
        return {"なし・終わり", "申請予定", "申請中", "交付決定", "報告・交付済"};
    auto const unit = map_figure_unit(figure);
    std::array<std::string, 5> words;
    words[0] = bounds[0] == 1 ? "0" + unit : std::to_string(bounds[0]) + unit + "未満";
    for (std::size_t i = 1; i < bounds.size(); ++i) {
        auto const from = std::to_string(bounds[i - 1]);
        auto const to = std::to_string(bounds[i] - 1);
        words[i] = from;
        if (from != to)
            words[i].append("〜").append(to);
    }
    // Of a share that cannot be more, the last step is the whole.
    words[4] = std::to_string(bounds[3]) + (is_share(figure) && bounds[3] == 100 ? "" : "以上");
    return words;
}

} // namespace meguri::domain
