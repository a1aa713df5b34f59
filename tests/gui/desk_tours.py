#!/usr/bin/python3
"""Vans and visits at the desk, through assistive technology, on the demonstration: a visitor's organisation turns a wish
into a visit and writes the day's sheet; the van's organisation has a tour proposed for two towns, registers it, moves a stop
and gives a day up; the hub goes away in between. By keys where a clerk would. Hub and desk are the real programs.
Run under with-display:
    with-display desk_tours.py --programs bin --facts yamaguchi-r6.json [--pictures DIR]

Break: forget the accessible name of a field; let a tab go without its key; empty the wish's form when the hub is away; make
a card higher than the window.
"""
import datetime
import json
import os
import re
import stat
import subprocess
import urllib.request

import pyatspi

from desk_kiosks import ask, looker, row_with
from desk_office import Office
from desk_story import PASSWORD, fail, keys, wait_for

WISHES, SLOTS, DAYS, STOPS = "訪問の希望の一覧", "行ける時間", "車の一日の一覧", "停車の順"
TOURS, TOUR_DAYS, CLASHES = "市町の希望", "巡回の案の日", "重なりの一覧"


def wish_to_visit(desk, look, pictures):
    keys("ctrl+3")
    desk.sees("左の表から 希望を 1つ えらんでください。")
    look("the wishes")
    desk.select_row(WISHES, "下関市")
    desk.sees("彦島")
    slots = wait_for("hours of the visitor", lambda: desk.rows(SLOTS))
    look("a chosen wish")
    desk.picture(pictures, "desk-tours-1-wish")
    day, span = slots[0][0], slots[0][1]
    desk.select_row(SLOTS, span)
    desk.press("訪問を決める")
    desk.sees("訪問を 決めました: " + day + " " + span.split("〜")[0])
    wait_for("the wish gone from the open ones", lambda: not row_with(desk, WISHES, "下関市"))
    desk.picture(pictures, "desk-tours-2-visit")
    desk.choose("見るもの", "訪問が決まった")
    wait_for("the wish among the visits", lambda: row_with(desk, WISHES, "下関市"))
    look("the visits")
    print("turned a wish into a visit at", day, span)
    return day


def take_a_wish_back(desk, look):
    desk.choose("見るもの", "日時が まだ")
    desk.select_row(WISHES, "田布施町")
    desk.press("取り下げ")
    desk.press("取り下げる")
    desk.sees("理由を書いてください。")
    look("the reason with its remark")
    desk.write("取り下げる理由", "ご本人から電話")
    desk.press("取り下げる")
    desk.sees("希望を 取り下げました。")
    print("took a wish back with a reason")


def save_as(path):
    """In the toolkit's own dialog: the name, then Enter."""
    def dialog():
        for program in pyatspi.Registry.getDesktop(0):
            if program and program.name == "meguri-admin":
                for i in range(program.childCount):
                    window = program.getChildAtIndex(i)
                    if window and "file chooser" in window.getRoleName():
                        return window
        return None

    def walk(node):
        yield node
        for i in range(node.childCount):
            child = node.getChildAtIndex(i)
            if child is not None:
                yield from walk(child)

    window = wait_for("the dialog of the file", dialog)
    name = wait_for("its name", lambda: next(
        (node for node in walk(window) if node.getRoleName() in ("text", "entry")
         and node.getState().contains(pyatspi.STATE_SHOWING) and node.queryText().getText(0, -1)), None))
    name.queryEditableText().setTextContents(str(path))
    save = next(node for node in walk(window) if node.getRoleName() == "push button" and node.name in ("Save", "保存(S)", "保存"))
    save.queryAction().doAction(0)


def day_sheet(desk, day, folder, look):
    desk.press("日程表を書き出す")
    desk.sees("書いてください")
    look("the sheet's form with its remark")
    desk.write("日程表の日にち", re.sub(r"\(.\)", "", day))
    desk.press("日程表を書き出す")
    path = folder / "sheet.pdf"
    save_as(path)
    desk.sees("日程表を 書き出しました: ")
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout
    for words in ("訪問日程", "住所", "彦島"):
        if words not in text:
            fail(f"{words} is not on the sheet: {text}")
    if stat.S_IMODE(os.stat(path).st_mode) & 0o077:
        fail("others can read the sheet")
    print("wrote the visitor's day sheet")


def a_tour(desk, hub, look, pictures):
    keys("ctrl+3", "alt+3")
    desk.sees("左に 希望を入れて「案を作る」を押すと、ここに案が出ます。")
    look("the empty planner")
    desk.press("案を作る")
    desk.sees("書いてください")
    look("the planner with its remarks")
    first = datetime.date.today() + datetime.timedelta(days=60)
    last = first + datetime.timedelta(days=20)
    desk.write("いつから", first.isoformat())
    desk.write("いつまで", last.isoformat())
    desk.choose("行ってほしい市町", "下松市")
    house = "みほん下松広場"
    wait_for("the town's houses", lambda: desk.shown({"check box"}, house)).queryAction().doAction(0)
    look("the houses of a town")
    desk.write("何日", "2")
    desk.picture(pictures, "desk-tours-0-houses")
    desk.press("希望に入れる")
    wait_for("the town with the house that was ticked", lambda: row_with(desk, TOURS, house))
    desk.choose("行ってほしい市町", "光市")
    desk.write("何日", "x")
    desk.press("希望に入れる")
    desk.sees("数字で書いてください。")
    look("the wish with its remark")
    desk.write("何日", "40")
    desk.shown({"text", "entry"}, "何日").queryComponent().grabFocus()
    keys("Return")
    wait_for("the second town", lambda: row_with(desk, TOURS, "40日"))
    hub.stop()
    desk.press("案を作る")
    desk.sees("ハブにつながりません(")
    if not row_with(desk, TOURS, "下松市"):
        fail("the wishes are gone with the hub")
    hub.start()
    desk.press("案を作る")
    desk.sees("案: ")
    desk.sees("かなえられない希望があります。")
    rows = wait_for("the days of the tour", lambda: desk.rows(TOUR_DAYS))
    desk.select_row(TOUR_DAYS, rows[0][0])
    desk.sees("に拠点を出て")
    look("the proposed tour")
    desk.picture(pictures, "desk-tours-3-plan")
    desk.press("案を登録する")
    desk.sees("講座の名前を 書いてください。")
    desk.write("講座の名前", "サポート号 LINE")
    desk.press("案を登録する")
    desk.sees(f"{len(rows)}日のうち {len(rows)}日を 登録しました。")
    wait_for("every day as registered", lambda: all("登録した" in row[1] for row in desk.rows(TOUR_DAYS)))
    look("the registered tour")
    desk.picture(pictures, "desk-tours-4-registered")
    desk.press("「車の一日」で見る")
    wait_for("the day among the van's", lambda: row_with(desk, DAYS, rows[0][0]))
    print("planned a tour of", len(rows), "days and registered it")


def register_for_the_van(url):
    """Somebody phones for the first class of the demonstration's van day."""
    token = ask(url, "/v1/login", {"login": "van", "password": PASSWORD})["token"]
    day = next(day for day in ask(url, "/v1/van-days", token=token)["van_days"]
               if day["stops"][0]["sessions"][0]["state"] == "published")
    person = {"session": day["stops"][0]["sessions"][0]["id"], "kana": "みほん はな", "phone": "09012345678", "birth_year": 1948}
    request = urllib.request.Request(url + "/v1/registrations", json.dumps(person).encode(),
                                     {"Content-Type": "application/json", "Authorization": "Bearer " + token,
                                      "Idempotency-Key": "van-day"})
    urllib.request.urlopen(request, timeout=30).close()


def a_van_day(desk, url, look, pictures):
    register_for_the_van(url)
    for _ in range(4):  # Back to the day of the demonstration, which has two stops.
        if row_with(desk, DAYS, "行く"):
            break
        before = desk.rows(DAYS)
        desk.press("前の月")
        wait_for("another month", lambda b=before: desk.rows(DAYS) != b)
    desk.select_row(DAYS, "行く")
    stops = wait_for("two stops", lambda: len(desk.rows(STOPS)) == 2 and desk.rows(STOPS))
    look("a van's day")
    desk.picture(pictures, "desk-tours-5-day")
    desk.select_row(STOPS, stops[0][2])
    desk.press("順番・時刻を変える")
    desk.write("最初の教室の始まり(空なら 早いほど)", "23:00")
    desk.press("動かす")
    desk.sees("1日の時間をこえます")
    look("a move that is refused")
    desk.picture(pictures, "desk-tours-6-refused")
    desk.press("やめる")
    desk.press("下へ")
    desk.sees("この日の申込は 1人です。時刻が変わる方へ 電話が いります。")
    look("a move that people must be told of")
    desk.picture(pictures, "desk-tours-6-ask")
    desk.press("動かす")
    desk.sees("1番 → 2番 " + stops[0][2])
    wait_for("the other order", lambda: desk.rows(STOPS)[0][2] == stops[1][2])
    look("a day in another order")
    desk.picture(pictures, "desk-tours-6-moved")
    desk.press("故障で中止")
    desk.press("この日を中止する")
    desk.sees("理由を書いてください。")
    look("the breakdown with its remark")
    desk.picture(pictures, "desk-tours-7-breakdown")
    desk.write("中止の理由", "車の故障のため")
    desk.press("この日を中止する")
    desk.sees("中止になりました: 車の故障のため")
    desk.sees("申込のあった 1人への電話が 電話連絡に出ます。")
    keys("ctrl+n")
    desk.sees("新しい 車の一日")
    desk.press("この一日を登録する")
    desk.sees("印のついた所を 直してください。")
    look("a new day with its remarks")
    desk.picture(pictures, "desk-tours-8-new-day")
    keys("Escape")
    print("moved a stop against its hours, was told why, turned the order and gave the day up")


def all_resources(desk, url, look, pictures):
    days = ask(url, "/v1/van-days?from=" + (datetime.date.today() + datetime.timedelta(days=60)).isoformat(),
               token=ask(url, "/v1/login", {"login": "van", "password": PASSWORD})["token"])["van_days"]
    keys("alt+4")
    desk.select_row("車・人・部屋の一覧", "サポート号")
    desk.sees("これから1か月")
    look("the resources")
    desk.press("休みを入れる・取り消す")
    desk.press("この休みを入れる")
    desk.sees("印のついた所を 直してください。")
    look("a day off with its remarks")
    desk.write("休みの 始まりの日", days[1]["day"])
    desk.write("休みの理由", "車検")
    desk.picture(pictures, "desk-tours-9-away")
    desk.press("この休みを入れる")
    desk.sees("休みを 入れました。")
    desk.sees("これから3か月の 重なり")
    wait_for("the reason of what clashes", lambda: row_with(desk, CLASHES, "車検"))
    look("what clashes")
    desk.picture(pictures, "desk-tours-9-resources")
    desk.press("休みを入れる・取り消す")
    desk.choose("入っている休み", "車検")
    desk.press("この休みを取り消す")
    desk.sees("休みを 取り消しました。")
    desk.sees("これから3か月に 予定の重なりは ありません。")
    print("noted a day off, was told what clashes and why, and took it back")


def main():
    with Office() as office:
        office.add_user("visits", "provider", "kddi")
        office.add_user("van", "provider", "softbank")
        office.fill()
        url = office.hub.start()
        for login in ("visits", "van"):
            with office.desk(login, url) as desk:
                look = looker(desk, office.size, office.pictures)
                if login == "visits":
                    day = wish_to_visit(desk, look, office.pictures)
                    day_sheet(desk, day, office.folder, look)
                    take_a_wish_back(desk, look)
                else:
                    a_tour(desk, office.hub, look, office.pictures)
                    a_van_day(desk, url, look, office.pictures)
                    all_resources(desk, url, look, office.pictures)
    print("vans and visits are in hand")


if __name__ == "__main__":
    main()
