#!/usr/bin/python3
"""press_test.py KIOSK_LIVE: registers a person in the kiosk's window through AT-SPI, by the Japanese names of its controls, and
reads the receipt number; then by touches, by keys alone, and in a storm of touches (MEGURI_STORM_SECONDS; MEGURI_SEED repeats
one). Run under with-display. Ends with 1 and a sentence on what was wrong.

Break: expose a control without its press (part_control.cpp), or draw no pressed colour at touch-down (painter.cpp)."""
import os
import random
import subprocess
import sys
import threading
import time

import pyatspi

WAIT_S = 60  # How long something may take that will happen; long, because nothing here measures time.


class Kiosk:
    def __init__(self, program, *panel):
        self.process = subprocess.Popen([program, *[str(each) for each in panel]], stdout=subprocess.PIPE, text=True)
        self.wait_for_line("READY")
        self.root = self.until(self.find_program, "the program is not on the accessibility bus")

    def close(self):
        self.process.kill()
        self.process.wait()

    def wait_for_line(self, wanted):
        for line in self.process.stdout:
            if line.strip() == wanted:
                return
        raise AssertionError(f"the window ended before it came to {wanted}")

    def find_program(self):
        desktop = pyatspi.Registry.getDesktop(0)
        for program in desktop:
            if program is not None and program.get_process_id() == self.process.pid:
                return program
        return None

    @staticmethod
    def until(look, complaint):
        end = time.monotonic() + WAIT_S
        while time.monotonic() < end:
            try:
                found = look()
            except Exception:  # A control may go away while it is looked at.
                found = None
            if found:
                return found
            time.sleep(0.05)
        raise AssertionError(complaint)

    def all(self):
        return pyatspi.findAllDescendants(self.root, lambda node: node.getState().contains(pyatspi.STATE_SHOWING))

    def node(self, name, roles):
        def look():
            for node in self.all():
                if node.getRole() in roles and (node.name == name or node.name.startswith(name + " ")):
                    return node
            return None
        return self.until(look, f"no {name} on the screen: {sorted(each.name for each in self.all())}")

    def button(self, name):
        return self.node(name, (pyatspi.ROLE_PUSH_BUTTON, pyatspi.ROLE_TOGGLE_BUTTON))

    def press(self, name):
        self.button(name).queryAction().doAction(0)

    def centre(self, name):
        box = self.button(name).queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        return box.x + box.width // 2, box.y + box.height // 2


def check(claim, complaint):
    if not claim:
        raise AssertionError(complaint)


def xdotool(*words):
    subprocess.run(["xdotool", *[str(word) for word in words]], check=True)


def colour_at(x, y):
    shown = subprocess.run(["import", "-silent", "-window", "root", "-crop", f"1x1+{x}+{y}", "txt:-"], check=True,
                           capture_output=True, text=True).stdout
    return shown.split("#")[-1][:6]


def registers_through_accessibility(program, *panel):
    kiosk = Kiosk(program, *panel)
    try:
        for name in ("教室を さがす", "この会場", "LINEで 話す", "LINEで写真をおくる 10月8日(木)"):
            kiosk.press(name)
        kiosk.press("申し込む")
        for letter in "みほん":
            kiosk.press(letter)
        kiosk.press("姓と名の 間を あける")
        for letter in "はな":
            kiosk.press(letter)
        kiosk.node("みほん はな", (pyatspi.ROLE_ENTRY,))
        kiosk.press("つぎへ")
        for digit in "0838000000":
            kiosk.press(digit)
        kiosk.press("つぎへ")
        for name in ("昭和20年代", "昭和23年", "萩市"):
            kiosk.press(name)
        kiosk.node("お名前 みほん はな さま", (pyatspi.ROLE_LABEL,))
        kiosk.press("申し込む")
        kiosk.node("席が とれました", (pyatspi.ROLE_HEADING,))
        kiosk.node("あなたの受付番号 482-619-573", (pyatspi.ROLE_LABEL,))
        kiosk.press("おわる")
        kiosk.button("教室を さがす")
        check(not any("みほん はな" in node.name for node in pyatspi.findAllDescendants(kiosk.root, lambda node: True)),
              "a name is still there after the visitor has gone")
    finally:
        kiosk.close()


def answers_touches_and_keys(program, width, height):
    kiosk = Kiosk(program, width, height)
    try:
        x, y = kiosk.centre("教室を さがす")
        x += 150  # Beside its words.
        y += 50
        before = colour_at(x, y)
        xdotool("mousemove", x, y, "mousedown", 1)
        kiosk.until(lambda: colour_at(x, y) != before, "a touched button does not change its colour")
        kiosk.button("教室を さがす")  # Nothing happens before the finger is lifted.
        xdotool("mouseup", 1)
        kiosk.wait_for_line("place")
        kiosk.button("この会場")
        # Sliding off a button before lifting the finger does nothing.
        x, y = kiosk.centre("もどる")
        xdotool("mousemove", x, y, "mousedown", 1, "mousemove", x, 5, "mouseup", 1)
        xdotool("key", "Tab", "Return")  # The first row.
        kiosk.wait_for_line("topic")
        kiosk.button("LINEで 話す")
        xdotool("key", "Escape")
        kiosk.wait_for_line("place")
    finally:
        kiosk.close()


def shows_one_window(kiosk):
    """Nothing of the toolkit's own has opened: no dialog, no menu, no tooltip."""
    frames = [frame.name for frame in kiosk.root if frame is not None]
    check(frames == ["meguri-kiosk"], f"these windows are open: {frames}")


class Keys:
    """Goes from control to control as a keyboard does, and looks where the focus has come to."""

    def __init__(self, kiosk):
        self.kiosk = kiosk
        self.page = None
        self.at = -1

    def targets(self):
        roles = (pyatspi.ROLE_PUSH_BUTTON, pyatspi.ROLE_TOGGLE_BUTTON)
        return [node for node in self.kiosk.all() if node.getRole() in roles]

    def focused(self):
        for node in self.targets():
            if node.getState().contains(pyatspi.STATE_FOCUSED):
                return node.name
        return ""

    def press(self, name, page):
        """Tab to the control whose name begins so, and Enter. A new page begins before its first control."""
        self.kiosk.button(name)
        if page != self.page:
            self.page, self.at = page, -1
        names = [node.name for node in self.targets()]
        index = next(i for i, each in enumerate(names) if each == name or each.startswith(name + " "))
        steps = index - self.at if self.at < 0 or index > self.at else index - self.at + len(names)
        if steps % len(names) != 0 or self.at < 0:
            xdotool("key", *["Tab"] * steps)
        self.kiosk.until(lambda: self.focused() == names[index],
                         f"after {steps} times Tab the focus is on 「{self.focused()}」 and not on 「{names[index]}」")
        xdotool("key", "Return")
        self.at = index


def finds_a_class_by_keys(program, width, height):
    kiosk = Kiosk(program, width, height)
    try:
        xdotool("mousemove", 5, 5)  # Without a window manager the keys go where the pointer is.
        keys = Keys(kiosk)
        keys.press("教室を さがす", "start")
        kiosk.button("この会場")
        xdotool("key", "Tab", "Down", "Up", "Return")  # The arrows go down the rows and up again.
        for name, page in (("LINEで 話す", "topic"), ("LINEで写真をおくる 10月8日(木)", "cards"), ("申し込む", "details")):
            keys.press(name, page)
        for letter in ("み", "ほ", "ん"):
            keys.press(letter, "kana")
        xdotool("key", "BackSpace")  # And a key of the keyboard's own.
        keys.press("ん", "kana")
        keys.press("姓と名の 間を あける", "kana")
        for letter in "はな":
            keys.press(letter, "kana")
        kiosk.node("みほん はな", (pyatspi.ROLE_ENTRY,))
        keys.press("つぎへ", "kana")
        kiosk.button("0")
        xdotool("type", "0838000000")
        kiosk.node("0838 00 0000", (pyatspi.ROLE_ENTRY,))
        keys.press("つぎへ", "phone")
        for name, page in (("昭和20年代", "decade"), ("昭和23年", "year"), ("萩市", "residence"), ("申し込む", "check")):
            keys.press(name, page)
        kiosk.node("席が とれました", (pyatspi.ROLE_HEADING,))
        keys.press("おわる", "done")
        kiosk.button("教室を さがす")
    finally:
        kiosk.close()


def stands_a_storm(program, width, height, seconds):
    """500 touches in five seconds, again and again; then it still answers, and nothing else has opened."""
    seed = int(os.environ.get("MEGURI_SEED", "20261005"))
    print(f"seed {seed}")
    place = random.Random(seed)
    kiosk = Kiosk(program, width, height)
    # Nobody else reads what it says meanwhile.
    threading.Thread(target=lambda: [None for _ in kiosk.process.stdout], daemon=True).start()
    try:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            touches = []
            for _ in range(500):
                touches += ["mousemove", place.randrange(width), place.randrange(height), "click", "1"]
            xdotool(*touches)
            check(kiosk.process.poll() is None, "the program has ended")
            shows_one_window(kiosk)
            check(any(node.getRole() == pyatspi.ROLE_PUSH_BUTTON for node in kiosk.all()), "nothing can be pressed")
        # However it stands, the way back leads to the start page.
        for _ in range(40):
            xdotool("key", "Escape")
        kiosk.until(lambda: any(node.getRole() == pyatspi.ROLE_PUSH_BUTTON for node in kiosk.all()),
                    "it does not answer any longer")
    finally:
        kiosk.close()


def main():
    program = sys.argv[1]
    storm_seconds = float(os.environ.get("MEGURI_STORM_SECONDS", "10"))
    try:
        for panel in ((1080, 1920), (1920, 1080), (1366, 768, 0.253)):
            registers_through_accessibility(program, *panel)
        answers_touches_and_keys(program, 1080, 1920)
        finds_a_class_by_keys(program, 1920, 1080)
        stands_a_storm(program, 1080, 1920, storm_seconds)
    except AssertionError as complaint:
        print(f"press_test: {complaint}", file=sys.stderr)
        return 1
    return 0


sys.exit(main())
