#!/usr/bin/python3
"""A clerk's morning at the desk, through assistive technology and keys: what needs a person today, the calls with what to
say, attendance by one key a row and back with Ctrl+Z, somebody who phones twice, the report of the year. Hub and desk are
the real programs. Run under with-display:
    with-display desk_day.py --hub-program bin/meguri-hub --desk-program bin/meguri-admin --facts yamaguchi-r6.json

Break: leave a line of today without its button; lose a call that nobody answered; let a key mark another row.
"""
import argparse
import datetime
import json
import pathlib
import tempfile
import urllib.request

from desk_story import PASSWORD, TOWN, Desk, Hub, keys, wait_for

CALLS, PICKS, ROSTER = "電話連絡の一覧", "開催回をえらぶ", "申込の名簿"
TITLE = "はじめてのLINE"
COURSE = "スマホ 2日間"
JAPAN = datetime.timezone(datetime.timedelta(hours=9))


class Town:
    """What happened before the clerk came: a class that begins in a moment, and one whose seat came free."""

    def __init__(self, url):
        self.url, self.token, self.number = url, "", 0
        self.token = self.ask("/v1/login", {"login": "hagi", "password": PASSWORD})["token"]
        venues = self.ask("/v1/venues")["venues"]
        self.venue = next(one for one in venues if TOWN in json.dumps(one))

    def ask(self, path, body=None):
        request = urllib.request.Request(self.url + path, method="POST" if body is not None else "GET",
                                         data=None if body is None else json.dumps(body).encode())
        request.add_header("Content-Type", "application/json")
        self.number += 1
        request.add_header("Idempotency-Key", f"k{self.number}")
        if self.token:
            request.add_header("Authorization", "Bearer " + self.token)
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def open_class(self, title, begins, seats, more_days=()):
        parts = [{"starts_at": day.isoformat(), "ends_at": (day + datetime.timedelta(hours=1)).isoformat(),
                  "venue": self.venue["id"]} for day in (begins, *more_days)]
        made = self.ask("/v1/sessions", {"title": title, "format": "venue_class", "venue": self.venue["id"],
                                         "starts_at": parts[0]["starts_at"], "ends_at": parts[-1]["ends_at"],
                                         "parts": parts, "capacity": seats})
        self.ask(f"/v1/sessions/{made['id']}/publish", {})
        return made["id"]

    def register(self, session, kana, phone):
        return self.ask("/v1/registrations", {"session": session, "kana": kana, "phone": phone, "birth_year": 1948})["id"]


def make_town(url):
    town = Town(url)
    now = datetime.datetime.now(JAPAN).replace(second=0, microsecond=0)
    soon = town.open_class(TITLE, now + datetime.timedelta(minutes=30), 3)
    town.register(soon, "みほん はな", "0838221234")
    town.register(soon, "れいだい きよ", "0838221235")
    course = town.open_class(COURSE, now + datetime.timedelta(minutes=40), 3, [now + datetime.timedelta(days=7)])
    town.register(course, "かきくけ こう", "0838221237")
    full = town.open_class("地図とバスの時刻", now + datetime.timedelta(days=9), 1)
    first = town.register(full, "ためし うめ", "0838221236")
    town.register(full, "てすと よし", "09012345678")
    town.ask(f"/v1/registrations/{first}/cancel", {"reason": "ご本人から電話"})


def look_at_today(desk, pictures):
    desk.sees("人の手が要ることは 1件です")
    desk.sees("守れなかった約束 0件")
    if "てすと よし" in desk.words():
        raise SystemExit("FAILED: names are open before anybody asked for them")
    desk.picture(pictures, "day-1-today")
    line = wait_for("the line of the call", lambda: next(
        (name for name in desk.words().split("\n") if name.startswith("電話する ") and "件" not in name), None))
    desk.press(line)
    print("today said what needs a person and led to the call")


def call(desk, pictures):
    desk.sees("てすと よし さん")
    desk.sees("090-1234-5678")
    desk.sees("席が空きました")
    desk.picture(pictures, "day-2-calls")
    desk.press("不在")
    desk.write("次に かけるときのメモ", "夕方に もう1度")
    desk.press("不在を記録する")
    desk.sees("不在を 記録しました: てすと よし さん")
    wait_for("the try on the list", lambda: any("1回" in " ".join(row) and "夕方に もう1度" in row for row in desk.rows(CALLS)))
    desk.press("伝えた")
    desk.sees("伝えたことを 記録しました: てすと よし さん")
    wait_for("an empty list", lambda: not desk.rows(CALLS))
    keys("ctrl+z")
    desk.sees("伝えたことを 取り消しました: てすと よし さん")
    wait_for("the call again", lambda: any("てすと よし" in " ".join(row) for row in desk.rows(CALLS)))
    desk.press("伝えた")
    wait_for("an empty list again", lambda: not desk.rows(CALLS))
    print("called in vain, called again, and the call is gone")


def mark(desk, pictures):
    keys("ctrl+2")
    desk.select_row(PICKS, TITLE)
    wait_for("two on the roster", lambda: len(desk.rows(ROSTER)) == 2)
    desk.select_row(ROSTER, "みほん はな")
    wait_for("where the key goes", lambda: any("キー 1〜5" in " ".join(row) for row in desk.rows(ROSTER)))
    desk.press("1 出席")
    wait_for("the mark", lambda: any("みほん はな" in " ".join(row) and "出席" in row for row in desk.rows(ROSTER)))
    desk.sees("1 / 2人 記入ずみ")
    desk.press("5 連絡なし")
    desk.sees("2 / 2人 記入ずみ")
    desk.picture(pictures, "day-3-attendance")
    keys("ctrl+z")
    desk.sees("元にもどしました: れいだい きよ さん")
    desk.sees("1 / 2人 記入ずみ")
    print("marked two by one key each, and took one back")


def mark_days(desk, pictures):
    """One of two days: each has its own marks, and the second cannot be marked today."""
    second = datetime.datetime.now(JAPAN) + datetime.timedelta(days=7)
    desk.select_row(PICKS, COURSE)
    wait_for("one on the roster", lambda: len(desk.rows(ROSTER)) == 1)
    desk.select_row(ROSTER, "かきくけ こう")
    desk.press("2 遅刻")
    desk.sees("1 / 1人 記入ずみ")
    wait_for("the day on the row", lambda: any("1日目 遅刻" in " ".join(row) for row in desk.rows(ROSTER)))
    desk.choose("出欠をつける日", f"2日目 {second.month}月{second.day}日({'月火水木金土日'[second.weekday()]})")
    desk.sees("0 / 1人 記入ずみ")
    desk.select_row(ROSTER, "かきくけ こう")
    desk.press("1 出席")
    desk.sees("出欠は、始まる1時間前から つけられます。")
    desk.picture(pictures, "day-3-days")
    keys("ctrl+z")
    desk.sees("元にもどしました: かきくけ こう さん")
    desk.sees("0 / 1人 記入ずみ")
    print("marked the first of two days, not the second, and took it back")


def phone_twice(desk, pictures):
    desk.select_row(PICKS, TITLE)
    wait_for("the class again", lambda: len(desk.rows(ROSTER)) == 2)
    desk.press("電話の申込を入れる")
    desk.write("よみがな", "みほん たろう")
    desk.write("電話", "0838-22-1234")
    desk.sees("同じ電話の方が います: 1番 みほん はな さん")
    desk.write("よみがな", "ミホン ハナ")
    desk.sees("この方は もう この回に入っています: 1番 みほん はな さん")
    desk.picture(pictures, "day-4-hint")
    keys("Escape")
    wait_for("the form to close", lambda: not desk.has_button("申し込む"))
    print("knew who phones again")


def report(desk, pictures):
    keys("ctrl+8")
    desk.sees("デジタルデバイド対策事業の取組状況(資料14)")
    wait_for("the keys of the report", lambda: desk.has_button("PDFに書き出す") and desk.has_button("表計算(xlsx)に書き出す"))
    desk.choose("年度", "令和6年度")
    desk.sees("10市 6町")
    desk.picture(pictures, "day-5-reports")
    keys("ctrl+0")
    desk.sees("人の手が要ることは ありません")
    desk.picture(pictures, "day-6-calm")
    keys("ctrl+8")  # The page has its words by now: nothing on it may take the keys and lose them.
    wait_for("the keys of the report again", lambda: desk.has_button("PDFに書き出す"))
    keys("ctrl+0")
    desk.sees("人の手が要ることは ありません")
    print("the report stands there, and nothing is left for today")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--hub-program", required=True)
    options.add_argument("--desk-program", required=True)
    options.add_argument("--facts", required=True, type=pathlib.Path)
    options.add_argument("--size", default="1366x768")
    options.add_argument("--pictures", type=pathlib.Path)
    given = options.parse_args()
    if given.pictures:
        given.pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        hub = Hub(given.hub_program, given.facts, pathlib.Path(folder) / "hub")
        url = hub.start()
        make_town(url)
        desk = Desk(given.desk_program, url, given.size)
        desk.write("利用者名", "hagi")
        desk.write("パスワード", PASSWORD)
        desk.press("ログイン")
        look_at_today(desk, given.pictures)
        call(desk, given.pictures)
        mark(desk, given.pictures)
        mark_days(desk, given.pictures)
        phone_twice(desk, given.pictures)
        report(desk, given.pictures)
        desk.end()
        hub.stop()
    print("the morning went well")


if __name__ == "__main__":
    main()
