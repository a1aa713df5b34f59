// 取組状況: the page that a prefecture shows its municipalities, on A4 landscape, in two columns of sections:
// its own schemes, the subsidy, the national programme. Every text and number is the caller's, and so is
// which section stands where; longer years are set smaller, and go on on a second page before they become too
// small to read. meeting_page_pdf is pure but for the fonts it loads, and may be called on any thread.
#pragma once

#include "shared/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace meguri::paper {

/// When and where a carrier goes, and how it stands.
struct MeetingPlace {
    std::string months; ///< 7月・8月
    std::string towns;
    std::string state; ///< 実施済, 実施予定 …
};

struct MeetingCarrier {
    std::string provider;
    std::string name; ///< 訪問型スマートフォン教室
    std::string description;
    std::vector<MeetingPlace> places;
};

struct MeetingMunicipal {
    std::string name;
    std::string activities;
};

enum class TileState { Plain, Decided, ToBeApplied };

struct MeetingTile {
    std::string name; ///< Without 市 and 町.
    int column = 0;
    int row = 0;
    TileState state = TileState::Plain;
};

struct MeetingShops {
    std::string provider;
    std::string cities; ///< 8市
    std::string words; ///< 31店舗
    std::int64_t shops = 0; ///< The bar's length.
};

struct MeetingType {
    std::string type; ///< 類型B
    std::string name;
    std::vector<std::string> lines;
};

enum class MeetingPart { Carriers, Municipal, Courses, Subsidy, National };

/// Where a part of the page stands and under what.
struct MeetingSection {
    MeetingPart part = MeetingPart::Carriers;
    std::string band; ///< A dark line over it; empty: none.
    std::string badge; ///< Before the name.
    std::string name; ///< Empty: no heading of its own.
    std::string note; ///< At the right of the heading; of the national programme beside its first type.
};

struct MeetingPage {
    std::string title; ///< Needed.
    std::string over; ///< Above the title: of which meeting it is.
    std::string mark; ///< 資料14
    std::string as_of; ///< 令和6年9月6日 現在
    std::string none; ///< Said on top when the year has no record; else empty.
    std::vector<MeetingSection> left;
    std::vector<MeetingSection> right;
    std::vector<MeetingCarrier> carriers;
    std::vector<MeetingMunicipal> municipal;
    std::vector<std::string> courses;
    std::string decided_word; ///< 交付決定
    std::string decided; ///< 10市6町
    std::string to_be_applied_word; ///< 申請予定
    std::string to_be_applied; ///< 3市
    std::vector<MeetingTile> tiles;
    std::vector<MeetingShops> shops;
    std::vector<MeetingType> types;
    std::string foot;
};

/// The PDF's bytes. NotFound when BIZ UDGothic is not installed; BadInput without a title.
base::Result<std::string> meeting_page_pdf(MeetingPage const& page);

} // namespace meguri::paper
