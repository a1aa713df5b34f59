#include "shared/paper/slip_words.h"

namespace meguri::paper {

SlipWords japanese_slip_words()
{
    return {
        .confirmed = {.heading = "受付票", .plate = "席 確定", .note = "", .when = "", .promise = ""},
        .provisional = {.heading = "仮の受付票",
            .plate = "仮受付",
            .note = "まだ確定では\nありません",
            .when = "{call_by}までに",
            .promise = "結果を お電話します"},
        .waiting = {.heading = "お待ちの受付票",
            .plate = "キャンセル待ち",
            .note = "まだ確定では\nありません",
            .when = "",
            .promise = "席が空いたら お電話します"},
        .entered = {.heading = "抽選の受付票",
            .plate = "抽選待ち",
            .note = "まだ確定では\nありません",
            .when = "{call_by}までに",
            .promise = "結果を お電話します"},
        .refused
        = {.heading = "お知らせ", .plate = "お席が ありません", .note = "", .when = "", .promise = ""},
        .cancelled
        = {.heading = "お知らせ", .plate = "取り消しました", .note = "", .when = "", .promise = ""},
        .place_in_line = "{place}番目",
        .service = "スマホ教室",
        .number = "受付番号",
        .place_phone = "会場の電話 {phone}",
        .bring = "持ち物: {bring}、この紙",
        .bring_slip_only = "持ち物: この紙",
        .arrive = "着いたら 係の人に この紙を 見せる",
        .cannot_come = "行けないときは",
        .ask = "お問合せは",
        .or_at_machine = "または 会場の受付へ",
        .issued = "{issued} 発行",
        .separator = " ・ ",
    };
}

} // namespace meguri::paper
