#!/usr/bin/python3
"""A clerk at the calendar of the desk, through assistive technology, keys and the pointer: turns the faces, walks from class
to class, moves one by keys and takes it back, moves one with people in it and makes calls of it, is refused a van twice over
and writes a reason, drags one, looks by van and by hall, and publishes several drafts at once. Hub and desk are the real
programs. Run under with-display:
    with-display desk_calendar.py --programs bin --facts yamaguchi-r6.json [--size 1366x768] [--pictures DIR]

Break: draw a class without a name for assistive technology; write a move before it was confirmed; forget whom it concerns;
publish what has something in its way.
"""
import datetime
import json
import subprocess
import urllib.error
import urllib.request

import pyatspi

from desk_office import Office
from desk_story import PASSWORD, TOWN, fail, keys, wait_for

PREVIEW = "公開の下見"
LIST = "開催回の一覧"
VAN = "サポート号"


class Town:
    """The hub as another clerk of the same town uses it."""

    def __init__(self, url):
        self.url, self.count = url, 0
        self.token = self.ask("POST", "/v1/login", {"login": "hagi", "password": PASSWORD})["token"]
        self.halls = [one for one in self.ask("GET", "/v1/venues")["venues"] if TOWN in json.dumps(one["municipality"])]
        self.van = self.ask("POST", "/v1/resources", {"kind": "van", "name": VAN})["id"]
        self.lecturer = self.ask("POST", "/v1/resources", {"kind": "lecturer", "name": "みほん講師"})["id"]

    def ask(self, method, path, body=None, **headers):
        headers["Content-Type"] = "application/json"
        if path != "/v1/login":
            headers["Authorization"] = "Bearer " + self.token
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def make(self, title, day, start, end, hall=0, **more):
        body = {"title": title, "format": "venue_class", "venue": self.halls[hall % len(self.halls)]["id"], "capacity": 10,
                "starts_at": f"{day}T{start}:00+09:00", "ends_at": f"{day}T{end}:00+09:00"}
        body.update(more)
        return self.ask("POST", "/v1/sessions", body)["id"]

    def publish(self, session):
        self.ask("POST", f"/v1/sessions/{session}/publish", {})
        return session

    def register(self, session, kana):
        self.count += 1
        body = {"session": session, "kana": kana, "phone": f"083822{self.count:04d}", "birth_year": 1948}
        self.ask("POST", "/v1/registrations", body, **{"Idempotency-Key": f"calendar-{self.count}"})

    def begins(self, session):
        return self.ask("GET", f"/v1/sessions/{session}")["starts_at"]


def a_week(town, monday):
    def day(n):
        return (monday + datetime.timedelta(days=n)).isoformat()
    week = {}
    week["line"] = town.publish(town.make("はじめてのLINE", day(0), "10:00", "11:00",
                                          resources=[{"id": town.lecturer, "units": 1}]))
    week["bus"] = town.publish(town.make("地図とバスの時刻", day(2), "10:30", "11:30", hall=1))
    for kana in ("ミホン ハナ", "ミホン タロウ", "ミホン ウメ"):
        town.register(week["bus"], kana)
    week["van 1"] = town.publish(town.make("くるま教室 その1", day(3), "10:00", "11:00", format="mobile_van", capacity=3,
                                           resources=[{"id": town.van, "units": 1}]))
    week["van 2"] = town.make("くるま教室 その2", day(3), "13:00", "14:00", hall=1, format="mobile_van", capacity=3,
                              resources=[{"id": town.van, "units": 1}])
    week["talk"] = town.publish(town.make("なんでも相談会", day(5), "10:00", "12:00", format="consultation"))
    week["early"] = town.make("写真をとろう", day(4), "10:00", "11:30")
    week["beside"] = town.make("写真をおくろう", day(4), "10:30", "12:00", hall=1)
    week["off"] = town.publish(town.make("電話のかけ方", day(1), "14:00", "15:00"))
    town.ask("POST", f"/v1/sessions/{week['off']}/cancel", {"reason": "講師の都合"})
    outing = {"format": "practical_outing"}
    parts = [{"starts_at": f"{day(n)}T{start}:00+09:00", "ends_at": f"{day(n)}T{end}:00+09:00",
              "venue": town.halls[0]["id"]} for n, start, end in ((1, "09:30", "11:00"), (4, "13:00", "15:00"))]
    week["outing"] = town.make("電車に乗ってみよう", day(1), "09:30", "11:00", parts=parts, **outing,
                               **{"ends_at": parts[1]["ends_at"]})
    return week


def block(desk, words):
    """The class on the calendar, as a screen reader meets it."""
    for node, role in desk.walk(desk.top):
        if role == "push button" and words in (node.name or "") and "月" in node.name.split("(")[0]:
            if node.getState().contains(pyatspi.STATE_SHOWING):
                return node
    return None


def open_block(desk, words):
    wait_for("the class " + words, lambda: block(desk, words)).queryAction().doAction(0)


def day_words(day):
    return f"{day.month}月{day.day}日("


def look_around(desk, monday, pictures):
    keys("alt+2")
    desk.sees("今日へ")
    desk.press("次 ▸")
    desk.sees(day_words(monday))
    wait_for("the class on the calendar", lambda: block(desk, "はじめてのLINE"))
    if not block(desk, "電車に乗ってみよう 1/2日目") or not block(desk, "電車に乗ってみよう 2/2日目"):
        fail("a class of two days has not two blocks")
    desk.picture(pictures, "calendar-1-week")
    keys("Right", "Right")
    wait_for("the keys on the next class", lambda: desk.shown({"panel"}, "開催回のカレンダー: " + (
        block(desk, "地図とバスの時刻") or block(desk, "電車")).name))
    open_block(desk, "電話のかけ方")
    desk.sees("中止の理由")
    desk.picture(pictures, "calendar-2-cancelled")
    keys("alt+3")
    wait_for("the month", lambda: block(desk, "なんでも相談会"))
    desk.picture(pictures, "calendar-3-month")
    keys("alt+2")
    print("turned the faces; each class has its name")


def move_by_keys(desk, town, week, monday, pictures):
    open_block(desk, "はじめてのLINE")
    desk.sees("みほん講師")
    before = town.begins(week["line"])
    keys("ctrl+Right")
    desk.sees("申込の方は まだ いません。")
    keys("Down")
    tuesday = monday + datetime.timedelta(days=1)
    wait_for("where it is aimed at",
             lambda: "→ " + day_words(tuesday) in desk.words() and "10:15〜11:15" in desk.words())
    desk.picture(pictures, "calendar-4-moving")
    if town.begins(week["line"]) != before:
        fail("it was moved before anybody confirmed it")
    keys("Return")
    wait_for("the key that writes", lambda: desk.shown({"push button"}, "動かす").getState().contains(
        pyatspi.STATE_FOCUSED))
    keys("Return")
    desk.sees("動かしました: はじめてのLINE")
    if town.begins(week["line"]) != f"{tuesday}T10:15:00+09:00":
        fail("it stands at " + town.begins(week["line"]))
    keys("ctrl+z")
    desk.sees("元にもどしました: はじめてのLINE")
    if town.begins(week["line"]) != before:
        fail("it did not go back")
    print("moved a class by keys, and took it back")


def move_people(desk, town, week, pictures):
    open_block(desk, "地図とバスの時刻")
    wait_for("its details", lambda: "3/10" in desk.words())
    keys("m", "Right", "Up")
    desk.sees("申込の 3人に 電話で 伝えることになります")
    desk.picture(pictures, "calendar-5-people")
    desk.press("動かす")
    desk.sees("電話連絡に 3人が 出ました。")
    calls = town.ask("GET", "/v1/calls")["calls"]
    if sum("session_moved" in json.dumps(one) for one in calls) != 3:
        fail("the calls are " + json.dumps(calls, ensure_ascii=False))
    print("moved a class of three people, who must be called now")


def clash(desk, town, week, pictures):
    before = town.begins(week["van 2"])
    open_block(desk, "くるま教室 その2")
    keys("m", *["Up"] * 10)
    desk.sees("10:30〜11:30")
    desk.press("動かす")
    desk.sees(VAN + "は、「くるま教室 その1」")
    desk.picture(pictures, "calendar-6-clash")
    if town.begins(week["van 2"]) != before:
        fail("a clash was written")
    desk.press("理由を書いて重ねる")
    desk.sees("理由を書いてください。")
    desk.write("それでも重ねる理由", "運転手が2人いるため")
    desk.press("理由を書いて重ねる")
    desk.sees("動かしました: くるま教室 その2")
    desk.sees("理由を書いて重ねました:「運転手が2人いるため」")
    wait_for("the clash on the calendar", lambda: "重なり: " in block(desk, "くるま教室 その2").name)
    desk.picture(pictures, "calendar-7-overridden")
    print("a clash was refused, and written over with a reason")


def drag(desk, town, week, pictures):
    node = wait_for("the class", lambda: block(desk, "なんでも相談会"))
    box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    before = town.begins(week["talk"])
    column = box.width + 7
    x, y = box.x + box.width // 2, box.y + box.height // 2
    subprocess.run(["xdotool", "mousemove", str(x), str(y), "mousedown", "1"], check=True)
    for part in range(1, 6):
        subprocess.run(["xdotool", "mousemove", str(x - column * part // 5), str(y), "sleep", "0.1"], check=True)
    desk.picture(pictures, "calendar-8-dragging")
    subprocess.run(["xdotool", "mouseup", "1"], check=True)
    desk.sees("申込の方は まだ いません。")
    desk.press("動かす")
    desk.sees("動かしました: なんでも相談会")
    wanted = datetime.datetime.fromisoformat(before) - datetime.timedelta(days=1)
    if town.begins(week["talk"]) != wanted.isoformat():
        fail("it stands at " + town.begins(week["talk"]))
    print("dragged a class to the day before")


def lanes(desk, town, pictures):
    desk.choose("並べ方", "車ごと")
    wait_for("the vans alone", lambda: block(desk, "くるま教室 その1") and not block(desk, "はじめてのLINE"))
    desk.picture(pictures, "calendar-9-vans")
    desk.choose("並べ方", "講師ごと")
    wait_for("the lecturers", lambda: block(desk, "はじめてのLINE"))
    desk.picture(pictures, "calendar-10-lecturers")
    desk.choose("並べ方", "会場ごと")
    wait_for("the halls", lambda: block(desk, "地図とバスの時刻"))
    keys("alt+3")
    wait_for("the halls of a month", lambda: block(desk, "地図とバスの時刻"))
    desk.picture(pictures, "calendar-11-halls")
    desk.choose("並べ方", "まとめて")
    print("looked by van, lecturer and hall")


def publish(desk, town, week, pictures):
    keys("alt+1")
    wait_for("the list", lambda: desk.rows(LIST))
    desk.select_row(LIST, "写真をとろう")
    desk.sees("下書き")
    keys("alt+1", "space")
    wait_for("the marked row", lambda: any("☑ 写真をとろう" in " ".join(row) for row in desk.rows(LIST)))
    desk.sees("えらんだもの 1件")
    keys("space")
    wait_for("no marked row", lambda: not any("☑" in " ".join(row) for row in desk.rows(LIST)))
    for title in ("写真をとろう", "写真をおくろう", "電車に乗ってみよう"):
        desk.select_row(LIST, title)
        wait_for("the chosen row", lambda: desk.shown({"label"}, title))
        keys("space")
        wait_for("the marked row", lambda: any("☑ " + title in " ".join(row) for row in desk.rows(LIST)))
    town.ask("POST", f"/v1/sessions/{week['outing']}/arrange", {"waiting_for": "鉄道会社"})
    keys("F5")
    wait_for("the one that waits", lambda: any("調整中" in row for row in desk.rows(LIST)))
    desk.press("まとめて公開")
    desk.sees("3件のうち 2件を 公開できます")
    wait_for("what stands in the way", lambda: any("返事を 待っています" in " ".join(row) for row in desk.rows(PREVIEW)))
    desk.picture(pictures, "calendar-12-publish")
    desk.press("まとめて公開する")
    desk.sees("2件を 公開しました。")
    wait_for("each line's outcome",
             lambda: sum("✓ 公開しました" in " ".join(row) for row in desk.rows(PREVIEW)) == 2)
    desk.picture(pictures, "calendar-13-published")
    states = [town.ask("GET", "/v1/sessions/" + week[one])["state"] for one in ("early", "beside", "outing")]
    if states != ["published", "published", "arranging"]:
        fail(f"the states are {states}")
    desk.press("とじる")
    print("published two drafts at once, and left the one that waits")


def main():
    with Office() as office:
        url = office.hub.start()
        town = Town(url)
        today = datetime.date.today()
        monday = today + datetime.timedelta(days=7 - today.weekday())
        week = a_week(town, monday)
        with office.desk("hagi", url) as desk:
            desk.press("開催回")
            look_around(desk, monday, office.pictures)
            move_by_keys(desk, town, week, monday, office.pictures)
            move_people(desk, town, week, office.pictures)
            clash(desk, town, week, office.pictures)
            drag(desk, town, week, office.pictures)
            lanes(desk, town, office.pictures)
            publish(desk, town, week, office.pictures)
    print("the calendar is in hand")


if __name__ == "__main__":
    main()
