#!/usr/bin/python3
"""A clerk's day at the desk, through assistive technology: log in, create and publish a session, add somebody who phones,
read the roster, cancel the registration and the session; then the hub goes away and comes back. Hub and desk are the real
programs. Run under with-display:
    with-display desk_story.py --hub-program bin/meguri-hub --desk-program bin/meguri-admin --facts yamaguchi-r6.json

Break: say done before the hub answered; forget the accessible name of a field; leave the roster as it was after a write.
"""
import argparse
import atexit
import datetime
import pathlib
import subprocess
import sys
import tempfile
import time

import pyatspi

PASSWORD = "tsukue no mukou no himitsu"
TOWN = "352047"
SKIPPED = {"table", "tree table", "tree"}  # thousands of cells; read only when asked for


def fail(words):
    print("FAILED: " + words, file=sys.stderr)
    sys.exit(1)


def wait_for(what, look, seconds=60, shown=lambda: ""):
    """`shown` tells, when it came to nothing, what was there instead."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            found = look()
        except (LookupError, RuntimeError):  # What is looked at may go away meanwhile.
            found = None
        if found:
            return found
        time.sleep(0.05)
    fail("waited in vain for " + what + shown())


def keys(*pressed):
    """Without a window manager the keys go to the window under the pointer."""
    subprocess.run(["xdotool", "mousemove", "700", "12", "key", *pressed], check=True)


class Hub:
    """The real hub on a data folder of its own, on one port through its restarts."""

    def __init__(self, program, facts, folder):
        self.program, self.folder, self.process, self.listen = program, folder, None, "127.0.0.1:0"
        self.command("init")
        self.command("load", str(facts))
        self.command("user", "add", "--login", "hagi", "--role", "municipality", "--org", TOWN, "--password-stdin",
                     text=PASSWORD + "\n")

    def command(self, *words, text=None, seconds=60):
        first = 2 if words[0] == "user" else 1
        line = [self.program, *words[:first], "--data", str(self.folder), *words[first:]]
        done = subprocess.run(line, input=text, capture_output=True, text=True, timeout=seconds)
        if done.returncode != 0:
            fail(f"{' '.join(line)}: {done.stderr}{done.stdout}")

    def start(self):
        self.process = subprocess.Popen([self.program, "serve", "--data", str(self.folder), "--listen", self.listen],
                                        stdout=subprocess.PIPE, text=True)
        atexit.register(self.stop)
        ready = self.process.stdout.readline()
        if not ready.startswith("READY "):
            fail("the hub said " + repr(ready))
        self.listen = ready.split("//")[1].strip()
        return ready.split()[1]

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(10)


class Desk:
    """The window as a screen reader meets it."""

    def __init__(self, program, url, size, data=None):
        """On the hub at `url`, or on the one it carries itself over the folder `data`."""
        self.size, self.crop = size, size + "+0+0"
        hub = ["--data", str(data)] if data else ["--hub", url]
        self.process = subprocess.Popen([program, *hub, "--size", size, "--test-mode"],
                                        stdout=subprocess.PIPE, text=True)
        atexit.register(self.end)
        if self.process.stdout.readline().strip() != "READY":
            fail("the desk did not get ready")
        self.top = wait_for("the desk on the accessibility bus", self.find_program)

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(10)

    def find_program(self):
        for program in pyatspi.Registry.getDesktop(0):
            if program and program.name == "meguri-admin" and program.childCount > 0:
                return program
        return None

    def walk(self, node, into_tables=False):
        try:
            role = node.getRoleName()
            yield node, role
            if role in SKIPPED and not into_tables:
                return
            for i in range(node.childCount):
                child = node.getChildAtIndex(i)
                if child is not None:
                    yield from self.walk(child, into_tables)
        except (LookupError, RuntimeError):
            return  # the widget went away while it was looked at

    def shown(self, roles, name):
        for node, role in self.walk(self.top):
            if role in roles and node.name == name and node.getState().contains(pyatspi.STATE_SHOWING):
                return node
        return None

    def press(self, name):
        def enabled():
            node = self.shown({"push button"}, name)
            return node if node and node.getState().contains(pyatspi.STATE_SENSITIVE) else None
        wait_for("the button " + name, enabled).queryAction().doAction(0)

    def has_button(self, name):
        return self.shown({"push button"}, name) is not None

    def write(self, name, words):
        field = wait_for("the field " + name, lambda: self.shown({"text", "entry", "password text"}, name))
        field.queryEditableText().setTextContents(words)

    def choose(self, name, words):
        box = wait_for("the choice " + name, lambda: self.shown({"combo box"}, name))
        for node, role in self.walk(box):
            if role == "menu item" and words in node.name:
                node.queryAction().doAction(0)
                return
        fail(f"{name} has no {words}")

    def words(self):
        names = []
        for node, _ in self.walk(self.top):
            if node.name and node.getState().contains(pyatspi.STATE_SHOWING):
                names.append(node.name)
        return "\n".join(names)

    def sees(self, words):
        return wait_for("the words " + words, lambda: words in self.words(),
                        shown=lambda: "; the window says:\n" + self.words())

    def table(self, name):
        """The cells of the table under the scroller of this name, row by row."""
        for node, _ in self.walk(self.top):
            if node.name == name:
                for inner, role in self.walk(node):
                    if role in SKIPPED:
                        return inner
        return None

    def rows(self, name):
        found = self.table(name)
        if found is None:
            return []
        table = found.queryTable()
        return [[(table.getAccessibleAt(row, column).name or "") for column in range(table.nColumns)]
                for row in range(min(table.nRows, 500))]

    def select_row(self, name, words):
        def row_of():
            for row, cells in enumerate(self.rows(name)):
                if any(words in cell for cell in cells):
                    return row + 1
            return 0
        row = wait_for(f"{words} in {name}", row_of) - 1
        table = self.table(name)
        cell = table.queryTable().getAccessibleAt(row, 0)
        if not table.queryTable().addRowSelection(row):
            cell.queryComponent().grabFocus()

    def picture(self, folder, name):
        if folder:
            time.sleep(0.3)
            subprocess.run(["import", "-window", "root", "-crop", self.crop, "+repage", str(folder / (name + ".png"))],
                           check=False)


def log_in(desk):
    desk.write("利用者名", "hagi")
    desk.write("パスワード", "chigau")
    desk.press("ログイン")
    desk.sees("利用者名か パスワードが ちがいます。")
    desk.write("パスワード", PASSWORD)
    desk.press("ログイン")
    desk.sees("ハブとつながっています")
    desk.press("開催回")
    print("logged in, after a wrong password was refused")


def create_and_publish(desk, title, day):
    desk.press("新規")
    desk.press("下書きを作る")
    desk.sees("印のついた所を 直してください。")
    desk.write("名前", title)
    desk.choose("会場", "萩")
    desk.write("日にち", day)
    desk.write("開始", "10:00")
    desk.write("終了", "11時半")
    desk.write("定員", "1")
    desk.press("下書きを作る")
    desk.sees("下書きを作りました: " + title)
    desk.press("公開")
    desk.sees("公開  できました: " + title)
    wait_for("the session in the table as published",
             lambda: any(title in row and "受付中" in row for row in desk.rows("開催回の一覧")))
    print("created a draft and published it")


def add_by_phone(desk, title):
    desk.press("申込")
    desk.select_row("開催回をえらぶ", title)
    desk.sees("定員 1 ・ 確定 0 ・ 預かり 0 ・ 空き 1")
    desk.press("電話の申込を入れる")
    desk.write("よみがな", "見本 花")
    desk.press("申し込む")
    desk.sees("ひらがなか カタカナで書いてください。")
    desk.write("よみがな", "ミホン ハナ")
    desk.write("電話", "0838-22-0012")
    desk.write("生まれた年(1948 や 昭和23)", "昭和23")
    desk.press("申し込む")
    desk.sees("確定しました。 受付番号")
    desk.sees("定員 1 ・ 確定 1 ・ 預かり 0 ・ 空き 0")
    wait_for("みほん はな on the roster",
             lambda: any("みほん はな" in " ".join(row) for row in desk.rows("申込の名簿")))
    print("added a person by phone and read her on the roster")


def survive_an_outage(desk, hub, title):
    desk.press("電話の申込を入れる")
    desk.write("よみがな", "ためし うめ")
    desk.write("電話", "0838-22-0031")
    desk.write("生まれた年(1948 や 昭和23)", "1945")
    hub.stop()
    desk.press("申し込む")
    desk.sees("まだ申込は できていません")
    desk.sees("ハブにつながりません(")
    hub.start()
    desk.press("申し込む")
    desk.sees("キャンセル待ちに入れました。1番目です。")
    wait_for("one waiting, once",
             lambda: sum("ためし うめ" in " ".join(row) for row in desk.rows("申込の名簿")) == 1)
    print("kept what was typed while the hub was away, and sent it once")


def cancel_all(desk, title):
    desk.select_row("申込の名簿", "みほん はな")
    desk.press("申込を取り消す")
    desk.write("取り消す理由", "ご本人から電話")
    desk.press("取り消す")
    desk.sees("1番の申込を 取り消しました。")
    wait_for("the waiting one moves up", lambda: "ためし うめ" in " ".join(sum(desk.rows("申込の名簿"), []))
             and "返事" in " ".join(sum(desk.rows("申込の名簿"), [])))
    desk.press("開催回")
    desk.select_row("開催回の一覧", title)
    desk.press("中止")
    desk.press("中止にする")
    desk.sees("理由を書いてください。")
    desk.write("中止の理由", "講師の都合")
    desk.press("中止にする")
    desk.sees("中止  できました: " + title)
    wait_for("the session as cancelled",
             lambda: any(title in row and "中止" in row for row in desk.rows("開催回の一覧")))
    print("cancelled the registration, then the session with its reason")


def look_at_the_rest(desk, pictures):
    desk.press("市町")
    desk.sees("1市町の計")  # her own; the others' figures are not hers to see
    wait_for("19 municipalities in the table", lambda: len(desk.rows("市町の表")) == 19)
    desk.picture(pictures, "desk-municipalities")
    desk.press("補助金")
    desk.sees("補助金の進みぐあい")
    desk.picture(pictures, "desk-subsidies")
    print("municipalities and subsidies stand there")


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
        desk = Desk(given.desk_program, hub.start(), given.size)
        title = "でんわのれんしゅう"
        day = (datetime.date.today() + datetime.timedelta(days=10)).isoformat()
        log_in(desk)
        create_and_publish(desk, title, day)
        desk.picture(given.pictures, "desk-sessions")
        add_by_phone(desk, title)
        survive_an_outage(desk, hub, title)
        desk.picture(given.pictures, "desk-applications")
        cancel_all(desk, title)
        look_at_the_rest(desk, given.pictures)
        desk.end()
        hub.stop()
    print("the whole day went well")


if __name__ == "__main__":
    main()
