#include "admin/hub/routes/report_words.h"

#include "shared/domain/era_date.h"

namespace meguri::hub::routes {

std::string age_words(domain::AgeBand band)
{
    switch (band) {
    case domain::AgeBand::Under65:
        return "65歳未満";
    case domain::AgeBand::From65:
        return "65〜69";
    case domain::AgeBand::From70:
        return "70〜74";
    case domain::AgeBand::From75:
        return "75〜79";
    case domain::AgeBand::From80:
        return "80〜84";
    case domain::AgeBand::From85:
        return "85以上";
    case domain::AgeBand::Unknown:
        return "不明";
    }
    return "";
}

std::string state_words(domain::SessionState state)
{
    switch (state) {
    case domain::SessionState::Draft:
        return "下書き";
    case domain::SessionState::Arranging:
        return "調整中";
    case domain::SessionState::Published:
        return "受付中";
    case domain::SessionState::Closed:
        return "締切";
    case domain::SessionState::Held:
        return "実施済";
    case domain::SessionState::Cancelled:
        return "中止";
    }
    return "";
}

std::string step_words(domain::SubsidyStep step)
{
    switch (step) {
    case domain::SubsidyStep::ToBeApplied:
        return "申請予定";
    case domain::SubsidyStep::Applied:
        return "交付申請";
    case domain::SubsidyStep::SentBack:
        return "差戻し";
    case domain::SubsidyStep::Decided:
        return "交付決定";
    case domain::SubsidyStep::Refused:
        return "不交付";
    case domain::SubsidyStep::ChangeApplied:
        return "変更申請";
    case domain::SubsidyStep::ChangeDecided:
        return "変更決定";
    case domain::SubsidyStep::AdvancePaid:
        return "概算払";
    case domain::SubsidyStep::Reported:
        return "実績報告";
    case domain::SubsidyStep::Finalised:
        return "額の確定";
    case domain::SubsidyStep::Paid:
        return "交付済";
    case domain::SubsidyStep::Withdrawn:
        return "取下げ";
    case domain::SubsidyStep::Revoked:
        return "取消";
    case domain::SubsidyStep::Repayment:
        return "返還";
    }
    return "";
}

std::string basis_words(domain::Basis basis)
{
    switch (basis) {
    case domain::Basis::Stated:
        return "記録";
    case domain::Basis::Derived:
        return "集計";
    case domain::Basis::Inferred:
        return "推定";
    }
    return "";
}

std::string row_kind_words(domain::FigureRowKind kind)
{
    switch (kind) {
    case domain::FigureRowKind::Session:
        return "開催回";
    case domain::FigureRowKind::Attendance:
        return "出欠";
    case domain::FigureRowKind::Survey:
        return "感想";
    case domain::FigureRowKind::SubsidyStep:
        return "補助金の段階";
    case domain::FigureRowKind::Document:
        return "資料";
    case domain::FigureRowKind::Organisation:
        return "団体";
    case domain::FigureRowKind::Municipality:
        return "市町";
    case domain::FigureRowKind::Venue:
        return "会場";
    case domain::FigureRowKind::Rule:
        return "事業のきまり";
    case domain::FigureRowKind::Figure:
        return "ほかの数字";
    }
    return "";
}

std::string step_day_words(domain::SubsidyEntry const& entry)
{
    if (entry.date)
        return domain::era_date_words(*entry.date);
    return entry.known_by ? "遅くとも " + domain::era_date_words(*entry.known_by) : std::string();
}

std::string grouped(std::int64_t number)
{
    auto text = std::to_string(number < 0 ? -number : number);
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
        text.insert(static_cast<std::size_t>(at), ",");
    return (number < 0 ? "-" : "") + text;
}

} // namespace meguri::hub::routes
