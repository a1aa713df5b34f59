#!/usr/bin/python3
"""The hub takes each question and answers none. The window goes from page to page and paints all the same, and says after a
while that the line is down.

slow_story.py --programs DIR --facts FILE
Nothing here measures time: the hub of this test holds the kiosk's question until the pages have been seen.
Break: call sync() on the window's thread (kiosk/app.cpp).
"""
import argparse
import pathlib
import socket
import subprocess
import tempfile
import threading

from atspi import Program, fail
from disk_story import enrolled_kiosk, wait_until


class SilentHub:
    """Takes the place of a hub that is gone: accepts, reads, says nothing."""

    def __init__(self, port):
        self.held = []
        self.listener = socket.create_server(('127.0.0.1', port))
        threading.Thread(target=self.hold, daemon=True).start()

    def hold(self):
        while True:
            line, _ = self.listener.accept()
            if line.recv(1):
                self.held.append(line)

    def is_asked(self):
        """Somebody waits for an answer now."""
        for line in self.held:
            line.setblocking(False)
            try:
                while line.recv(65536):
                    pass
            except BlockingIOError:
                return True  # Open, and nothing more to read: it waits.
            except OSError:
                continue
        return False


def colour_at(x, y):
    shown = subprocess.run(['import', '-silent', '-window', 'root', '-crop', f'1x1+{x}+{y}', 'txt:-'], check=True,
                           capture_output=True, text=True).stdout
    return shown.split('#')[-1][:6]


def while_asked(hub, what, act):
    wait_until('the kiosk asked its hub', hub.is_asked)
    act()
    if not hub.is_asked():
        fail(f'the kiosk waited for its hub before it did this: {what}')


def main():
    options = argparse.ArgumentParser()
    options.add_argument('--programs', required=True, type=pathlib.Path)
    options.add_argument('--facts', required=True, type=pathlib.Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        real, command = enrolled_kiosk(given, pathlib.Path(name))
        real.stop()
        hub = SilentHub(int(real.listen.rsplit(':', 1)[-1]))
        kiosk = Program([*command, '--size', '1080x1920'], 'meguri-kiosk')
        kiosk.button('教室をさがす', 40)

        def goes_on():
            before = colour_at(540, 60)
            kiosk.press('白黒にする')
            wait_until('the page was painted in black', lambda: colour_at(540, 60) != before)
            kiosk.press('教室をさがす')
            kiosk.wait_for('どこの教室')

        while_asked(hub, 'painting and turning a page', goes_on)
        kiosk.stop()
    print('the window never waited')


if __name__ == '__main__':
    main()
