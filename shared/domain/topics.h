// 講座テーマ: what a class can be about. The list that the hub publishes at /vocab/class-topics and that the
// kiosk's tiles choose from; an id, once published, keeps its meaning for ever. Pure.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace meguri::domain {

struct Topic {
    std::string_view id;
    std::string_view label; ///< Japanese, as published.
};

/// The wider one: what a class is about that names no topic.
inline constexpr Topic general_topic{"general", "スマホの使い方全般"};

inline constexpr std::array topics{
    Topic{"basic", "スマホの基本操作"},
    Topic{"line", "LINEの使い方"},
    Topic{"mynumber", "マイナンバーカードと役所の手続き"},
    Topic{"bousai", "防災アプリの使い方"},
    Topic{"photo", "電話と写真"},
    Topic{"map", "地図とバスの時刻"},
    Topic{"health", "健康と医療のアプリ"},
    Topic{"safety", "だまされない使い方"},
    general_topic,
};

/// Null for an id that is not on the list.
constexpr Topic const* topic_with_id(std::string_view id)
{
    auto const found
        = std::find_if(topics.begin(), topics.end(), [&](Topic const& one) { return one.id == id; });
    return found == topics.end() ? nullptr : &*found;
}

} // namespace meguri::domain
