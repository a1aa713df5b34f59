#!/usr/bin/python3
"""A clerk and the kiosks, through assistive technology: makes a one-time code at the desk, a kiosk is enrolled with it, its
seats are asked back with a name and a reason; two hours of silence later a desk that carries the hub itself shows it as
stuck, and its seats are taken by force and its use ended. Small window first, then the large one; hub, desk and kiosk
are the real programs. Run under with-display:
    with-display desk_kiosks.py --programs bin --facts yamaguchi-r6.json [--pictures DIR]

Break: send a recall without a name; forget the accessible name of a field; leave the focus where it was when a page goes
away; make the card below the table a hundred pixels lower; show the code after its panel was closed.
"""
import argparse
import datetime
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import tempfile
import urllib.request

import pyatspi

from desk_story import Desk, Hub, PASSWORD, TOWN, fail, keys, wait_for

TITLE = "たんまつのれんしゅう"
CONTROLS = {"push button", "text", "entry", "combo box"}


def ask(url, path, body=None, token=None):
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = "Bearer " + token
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url + path, data, headers), timeout=30) as answer:
        return json.load(answer)


def publish_a_class(url):
    """At the first hall of the town, in ten days; gives the hall's name."""
    hall = next(venue for venue in ask(url, "/v1/venues")["venues"] if TOWN in json.dumps(venue["municipality"]))
    token = ask(url, "/v1/login", {"login": "hagi", "password": PASSWORD})["token"]
    day = (datetime.date.today() + datetime.timedelta(days=10)).isoformat()
    made = ask(url, "/v1/sessions", {"title": TITLE, "format": "venue_class", "venue": hall["id"], "capacity": 10,
                                     "starts_at": day + "T10:00:00+09:00", "ends_at": day + "T11:00:00+09:00",
                                     "course": {"level": "basic", "topics": ["line"]}}, token)
    ask(url, f"/v1/sessions/{made['id']}/publish", {}, token)
    return hall["name"]


def fits(desk, size, what):
    """Every control and every label stands inside the window, and no control on another."""
    width, height = (int(part) for part in size.split("x"))
    boxes = []
    for node, role in desk.walk(desk.top):
        if role not in CONTROLS | {"label", "alert"} or not node.getState().contains(pyatspi.STATE_SHOWING):
            continue
        box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        name = f"{role} {node.name!r} at {box.x},{box.y} {box.width}x{box.height}"
        if box.x < 0 or box.y < 0 or box.x + box.width > width or box.y + box.height > height:
            fail(f"{what}: {name} is outside {size}")
        if not is_inside(box, node):
            fail(f"{what}: {name} is cut")
        if role not in CONTROLS:
            continue
        if not node.name:
            fail(f"{what}: {name} has no name")
        if box.width < 30 or box.height < 24:
            fail(f"{what}: {name} is too small to be hit")
        for other, other_name in boxes:
            is_apart = (box.x + box.width <= other.x or other.x + other.width <= box.x
                        or box.y + box.height <= other.y or other.y + other.height <= box.y)
            if not is_apart:
                fail(f"{what}: {name} stands on {other_name}")
        boxes.append((box, name))
    if len(boxes) < 10:
        fail(f"{what}: only {len(boxes)} controls are seen")


def is_inside(box, node):
    """Within everything it stands in, up to the window."""
    around = node.parent
    while around is not None and around.getRoleName() not in ("application", "desktop frame"):
        outer = around.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        is_cut = (box.x < outer.x or box.y < outer.y or box.x + box.width > outer.x + outer.width
                  or box.y + box.height > outer.y + outer.height)
        if is_cut and outer.width > 0:
            return False
        around = around.parent
    return True


def log_in(desk):
    desk.write("利用者名", "hagi")
    desk.write("パスワード", PASSWORD)
    desk.press("ログイン")
    desk.sees("ハブとつながっています")


def row_with(desk, table, words):
    return any(words in " ".join(row) for row in desk.rows(table))


def scanned_from_the_screen():
    with tempfile.TemporaryDirectory() as folder:
        shot = os.path.join(folder, "screen.png")
        subprocess.run(["import", "-window", "root", shot], check=True)
        return subprocess.run(["zbarimg", "--quiet", "--raw", shot], capture_output=True, text=True, check=False).stdout


def enrol_by_code(desk, kiosk, url, hall, look):
    keys("ctrl+6")  # Right after the log-in, whose fields had the focus until they went away.
    desk.sees("まだ端末がありません")
    keys("ctrl+n")
    desk.sees("端末の登録")
    desk.press("番号を作る")
    desk.sees("会場を えらんでください。")
    look("the enrolment with its remark")
    desk.picture(look.pictures, "desk-kiosks-enrolment-" + look.size)
    desk.choose("会場", hall)
    desk.press("番号を作る")
    code = wait_for("the one-time code", lambda: re.search(r"\b\d{4}-\d{4}-\d{4}\b", desk.words())).group()
    look("the code")
    desk.picture(look.pictures, "desk-kiosks-code")
    wait_for("a scanner to read the same from the screen", lambda: code in scanned_from_the_screen())
    for words in (["enrol", "--hub", url, "--code", code], ["sync"]):
        done = subprocess.run([*kiosk, *words], capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            fail(f"{words}: {done.stderr}{done.stdout}")
    desk.press("閉じる")
    if code in desk.words():
        fail("the code is still readable")
    wait_for("the kiosk in the table as connected", lambda: row_with(desk, "端末の一覧", "通じている"))
    print("enrolled a kiosk with a code of the desk")


def take_back(desk, opens, sends, reason, look):
    desk.press(opens)
    desk.press(sends)
    desk.sees("印のついた所を 直してください。")
    desk.sees("書いてください")
    look("the form with its remarks")
    desk.picture(look.pictures, "desk-kiosks-form-" + look.size)
    desk.write("責任を持つ人の名前", "みほん 太郎")
    desk.write("理由", reason)
    desk.press(sends)


def recall(desk, hall, look):
    desk.select_row("端末の一覧", hall)
    desk.sees("端末 1 ・ " + hall)
    wait_for("the lent seat", lambda: row_with(desk, "預けた席", TITLE) and row_with(desk, "預けた席", "預け中"))
    look("a chosen kiosk")
    take_back(desk, "席を返してもらう", "返すように頼む", "会場の都合", look)
    desk.sees("席を返すように 頼みました: 端末 1 ・ 1件")
    wait_for("the seat as asked back", lambda: row_with(desk, "預けた席", "返却待ち"))
    look("after the recall")
    for opens, sends, picture in (("席を引きあげる", "引きあげる", "reclaim"), ("使用を止める", "止める", "revoke")):
        desk.press(opens)
        desk.press(sends)
        desk.sees("書いてください")
        look(opens + " with its remarks")
        desk.picture(look.pictures, "desk-kiosks-" + picture)
        desk.press("やめる")
    print("asked the seats back with a name and a reason")


def silence(folder):
    """Two hours without a sync, as the hub remembers them."""
    store = sqlite3.connect(folder / "hub.db")
    with store:
        store.execute("UPDATE kiosk SET last_sync_at = last_sync_at - 7200, enrolled_at = enrolled_at - 7200")
    store.close()


def force(desk, hall, look):
    desk.press("端末 手当て 1件")
    desk.sees("手当てのいる端末が 1台 あります")
    wait_for("the stuck kiosk", lambda: row_with(desk, "端末の一覧", "止まっている"))
    desk.picture(look.pictures, "desk-kiosks-not-chosen")
    desk.select_row("端末の一覧", hall)
    desk.sees("最後の通信は 2時間前です。")
    look("a stuck kiosk")
    desk.picture(look.pictures, "desk-kiosks-stuck")
    take_back(desk, "席を引きあげる", "引きあげる", "盗難", look)
    desk.sees("席を 引きあげました: 端末 1 ・ 1件")
    wait_for("no seat lent any more", lambda: row_with(desk, "端末の一覧", "なし"))
    take_back(desk, "使用を止める", "止める", "盗難", look)
    desk.sees("使用を 止めました: 端末 1")
    wait_for("the kiosk as stopped", lambda: row_with(desk, "端末の一覧", "使用停止"))
    wait_for("the rail without its mark", lambda: desk.has_button("端末"))
    print("took the seats by force and ended the kiosk's use, with the hub inside the desk")


def stuck_in_the_small_window(program, data, hall, pictures):
    """The most that stands on the page at once."""
    desk = Desk(program, None, "1366x768", data=data)
    look = looker(desk, "1366x768", pictures)
    log_in(desk)
    desk.press("端末 手当て 1件")
    desk.select_row("端末の一覧", hall)
    desk.sees("最後の通信は 2時間前です。")
    desk.press("席を引きあげる")
    desk.press("引きあげる")
    desk.sees("書いてください")
    look("a stuck kiosk with the form and its remarks")
    desk.picture(pictures, "desk-kiosks-small-stuck")
    desk.end()


def looker(desk, size, pictures):
    def look(what):
        fits(desk, size, what)
    look.size, look.pictures = size, pictures
    return look


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--programs", required=True, type=pathlib.Path)
    options.add_argument("--facts", required=True, type=pathlib.Path)
    options.add_argument("--pictures", type=pathlib.Path)
    given = options.parse_args()
    if given.pictures:
        given.pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        desk_program = str(given.programs / "meguri-admin")
        hub = Hub(str(given.programs / "meguri-hub"), given.facts, folder / "hub")
        url = hub.start()
        hall = publish_a_class(url)
        desk = Desk(desk_program, url, "1366x768")
        look = looker(desk, "1366x768", given.pictures)
        log_in(desk)
        kiosk = [str(given.programs / "meguri-kiosk"), "--data", str(folder / "kiosk")]
        enrol_by_code(desk, kiosk, url, hall, look)
        recall(desk, hall, look)
        desk.end()
        hub.stop()
        silence(folder / "hub")
        stuck_in_the_small_window(desk_program, folder / "hub", hall, given.pictures)
        desk = Desk(desk_program, None, "1920x1080", data=folder / "hub")
        look = looker(desk, "1920x1080", given.pictures)
        log_in(desk)
        force(desk, hall, look)
        desk.end()
    print("the kiosks are in hand")


if __name__ == "__main__":
    main()
