#include "admin/hub/routes/eligibility_words.h"

#include "admin/hub/feeds/words.h"

namespace meguri::hub::routes {

using domain::EligibilityReason;
using domain::Verdict;

namespace {

std::string_view venue_kind_words(domain::VenueKind kind)
{
    switch (kind) {
    case domain::VenueKind::CommunityCentre:
        return "公民館など";
    case domain::VenueKind::TownHall:
        return "役所・役場";
    case domain::VenueKind::Shop:
        return "携帯ショップ";
    case domain::VenueKind::VanStop:
        return "巡回車の停車場所";
    case domain::VenueKind::Home:
        return "自宅";
    case domain::VenueKind::Online:
        return "オンライン";
    }
    return "";
}

std::string_view organisation_kind_words(domain::OrganisationKind kind)
{
    switch (kind) {
    case domain::OrganisationKind::Prefecture:
        return "県";
    case domain::OrganisationKind::Municipality:
        return "市町";
    case domain::OrganisationKind::Provider:
        return "事業者";
    }
    return "";
}

std::string people(std::int64_t count)
{
    return std::to_string(count) + "人";
}

/// What ends a sentence about something that is allowed or is not.
std::string counts(Verdict verdict)
{
    return verdict == Verdict::Passed ? "であり、対象です。" : "であり、対象ではありません。";
}

std::string enough(Verdict verdict)
{
    return verdict == Verdict::Passed ? "条件を満たします。" : "条件を満たしません。";
}

std::string shop_words(domain::Finding const& finding)
{
    return "会場の地域「" + finding.text
        + "」には携帯ショップがあります。携帯ショップがない地域での実施が対象です。";
}

std::string area_missing_words(domain::Finding const& finding)
{
    if (finding.text.empty())
        return "会場が決まっていないため、判定できません。";
    return "会場「" + finding.text
        + "」の地域が登録されていないため、判定できません。地域を登録してください。";
}

/// 参加者10人のうち65歳以上は5人です（5人以上が必要）。条件を満たします。
std::string share_words(domain::Finding const& finding, std::string const& who, std::string const& rule)
{
    return "参加者" + people(finding.all) + "のうち" + who + "は" + people(finding.have) + "です（" + rule
        + people(finding.need) + "以上が必要）。" + enough(finding.verdict);
}

std::string unknown_words(domain::Finding const& finding, std::string const& what, std::string const& who)
{
    return what + "が分からない参加者が" + people(finding.have) + "いるため、判定できません（"
        + people(finding.all) + "のうち" + who + "が" + people(finding.need) + "以上必要）。";
}

std::string koma_words(domain::Finding const& finding)
{
    return "実施は" + std::to_string(finding.have) + "コマです（1コマ" + std::to_string(finding.all) + "分、"
        + std::to_string(finding.need) + "コマ以上が必要）。" + enough(finding.verdict);
}

std::string venue_words(domain::Finding const& finding, domain::EligibilityCase const& facts)
{
    for (auto const& place : facts.places)
        if (place.venue == finding.text)
            return "会場「" + finding.text + "」は" + std::string(venue_kind_words(place.kind))
                + counts(finding.verdict);
    return "会場が決まっていないため、対象ではありません。";
}

} // namespace

std::string words_of(domain::Finding const& finding, domain::EligibilityCase const& facts)
{
    switch (finding.reason) {
    case EligibilityReason::NoShopThere:
        return "会場の地域「" + finding.text + "」には携帯ショップがありません。";
    case EligibilityReason::ShopThere:
        return shop_words(finding);
    case EligibilityReason::AreaMissing:
        return area_missing_words(finding);
    case EligibilityReason::NoOwnProgramme:
        return "この市町の独自の取組はないため、基本講座も対象です。";
    case EligibilityReason::IsAdvanced:
        return facts.runs_own_programme ? "この市町は独自の取組を実施していますが、応用講座のため対象です。"
                                        : "応用講座のため対象です。";
    case EligibilityReason::BasicBesideOwnProgramme:
        return "この市町は独自の取組を実施しているため、対象は応用講座だけです。この講座は基本講座です。";
    case EligibilityReason::NotHeldYet:
        return "まだ実施されていないため、判定できません。実施後の出欠で判定します。";
    case EligibilityReason::NotAllMarked:
        return "出欠がまだ記録されていない人が" + people(finding.have) + "いるため、判定できません。";
    case EligibilityReason::NobodyCame:
        return "参加者がいなかったため、条件を満たしません。";
    case EligibilityReason::Participants:
        return "参加者は" + people(finding.have) + "です（" + people(finding.need) + "以上が必要）。"
            + enough(finding.verdict);
    case EligibilityReason::Share65:
        return share_words(finding, "65歳以上", "");
    case EligibilityReason::AgesUnknown:
        return unknown_words(finding, "年齢", "65歳以上");
    case EligibilityReason::Residents:
        return share_words(finding, "市町内に住む人", "過半数の");
    case EligibilityReason::HomesUnknown:
        return unknown_words(finding, "お住まいの市町", "市町内に住む人");
    case EligibilityReason::Koma:
        return koma_words(finding);
    case EligibilityReason::FormatIs:
        return "実施形態は「" + std::string(feeds::words_of(facts.format)) + "」" + counts(finding.verdict);
    case EligibilityReason::DeliveryIs:
        return std::string("実施方法は")
            + (facts.delivery == domain::Delivery::Online ? "オンライン" : "対面") + counts(finding.verdict);
    case EligibilityReason::VenueIs:
        return venue_words(finding, facts);
    case EligibilityReason::NotOnline:
        return "対面で実施するため、オンラインの会場の条件はかかりません。";
    case EligibilityReason::HolderIs:
        return "実施団体は" + std::string(organisation_kind_words(facts.holder)) + counts(finding.verdict);
    }
    return "";
}

} // namespace meguri::hub::routes
