// 取組状況: the page that a prefecture shows its municipalities, on A4 landscape: its own schemes left, the
// subsidy and the national programme right. Every text and number is the caller's; longer years are set
// smaller, and go on on a second page before they become too small to read. meeting_page_pdf is pure but for
// the fonts it loads, and may be called on any thread.
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
    std::int64_t cities = 0;
    std::int64_t shops = 0;
};

struct MeetingType {
    std::string type; ///< 類型B
    std::string name;
    std::vector<std::string> lines;
};

struct MeetingPage {
    std::string title; ///< Needed.
    std::string over; ///< Above the title: of which meeting it is.
    std::string mark; ///< 資料14
    std::string as_of; ///< 令和6年9月6日 現在
    std::string carriers_note;
    std::vector<MeetingCarrier> carriers;
    std::string municipal_note;
    std::vector<MeetingMunicipal> municipal;
    std::vector<std::string> courses;
    std::string decided; ///< 10市6町
    std::string to_be_applied; ///< 3市
    std::vector<MeetingTile> tiles;
    std::string shops_note; ///< 13市 82店舗
    std::vector<MeetingShops> shops;
    std::vector<MeetingType> types;
    std::string foot;
};

/// The PDF's bytes. NotFound when BIZ UDGothic is not installed; BadInput without a title.
base::Result<std::string> meeting_page_pdf(MeetingPage const& page);

} // namespace meguri::paper
