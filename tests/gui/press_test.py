#!/usr/bin/python3
"""press_test.py KIOSK_LIVE: registers a person in the kiosk's window through AT-SPI, by the Japanese names of its controls, and
reads the receipt number; then by touches and by keys. Run under with-display. Ends with 1 and a sentence on what was wrong.

Break: expose a control without its press (part_control.cpp), or draw no pressed colour at touch-down (painter.cpp)."""
import subprocess
import sys
import time

import pyatspi

WAIT_S = 60  # How long something may take that will happen; long, because nothing here measures time.


class Kiosk:
    def __init__(self, program, width, height):
        self.process = subprocess.Popen([program, str(width), str(height)], stdout=subprocess.PIPE, text=True)
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


def registers_through_accessibility(program, width, height):
    kiosk = Kiosk(program, width, height)
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


def main():
    program = sys.argv[1]
    try:
        for width, height in ((1080, 1920), (1920, 1080)):
            registers_through_accessibility(program, width, height)
        answers_touches_and_keys(program, 1080, 1920)
    except AssertionError as complaint:
        print(f"press_test: {complaint}", file=sys.stderr)
        return 1
    return 0


sys.exit(main())
