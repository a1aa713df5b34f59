"""What the window tests share: finding and pressing controls of a program through AT-SPI, by their Japanese names."""
import atexit
import os
import subprocess
import sys
import time

import pyatspi

ROLES = (pyatspi.ROLE_PUSH_BUTTON, pyatspi.ROLE_TOGGLE_BUTTON, pyatspi.ROLE_RADIO_BUTTON)


def plain(text):
    """Without the half spaces and line ends that only guide the breaking of lines."""
    return text.replace(' ', '').replace('\n', '')


class Program:
    """A program with a window; killed when the test ends, however it ends."""

    def __init__(self, command, name, **options):
        self.process = subprocess.Popen(command, **options)
        self.name = name
        self.pressed = [] # What press() was asked for, in order.
        atexit.register(self.stop)

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def top(self):
        for app in pyatspi.Registry.getDesktop(0):
            if app is not None and self.name in (app.name or ''):
                return app
        return None

    def nodes(self):
        """Every accessible below the program, depth first; those that vanish meanwhile are left out."""
        def walk(node, depth):
            if node is None or depth > 30:
                return
            yield node
            try:
                count = min(node.childCount, 3000)
            except Exception:
                return
            for i in range(count):
                try:
                    child = node.getChildAtIndex(i)
                except Exception:
                    continue
                yield from walk(child, depth + 1)
        yield from walk(self.top(), 0)

    def shown(self):
        for node in self.nodes():
            try:
                if node.getState().contains(pyatspi.STATE_SHOWING):
                    yield node
            except Exception:
                continue

    def names(self):
        found = []
        for node in self.shown():
            try:
                if node.name:
                    found.append(node.name)
            except Exception:
                continue
        return found

    def buttons(self):
        for node in self.shown():
            try:
                if node.getRole() in ROLES and node.name:
                    yield node
            except Exception:
                continue

    def button(self, wanted, seconds=20):
        """The shown button whose name is `wanted`, else the first whose name begins with it, else holds it."""
        end = time.time() + seconds
        while True:
            here = list(self.buttons())
            sought = plain(wanted)
            for test in (lambda n: n == sought, lambda n: n.startswith(sought), lambda n: sought in n):
                for node in here:
                    if test(plain(node.name)):
                        return node
            if self.process.poll() is not None:
                fail(f'the program ended with {self.process.returncode}')
            if time.time() > end:
                fail(f'no button {wanted!r}; there are: {[n.name for n in here]}')
            time.sleep(0.05)

    def press(self, wanted, seconds=20):
        node = self.button(wanted, seconds)
        action = node.queryAction()
        if action.nActions < 1:
            fail(f'{node.name!r} has no action')
        name = node.name
        action.doAction(0)
        self.pressed.append(wanted)
        time.sleep(0.15)
        return name

    def wait_for(self, wanted, seconds=20):
        """The first shown name that holds `wanted`."""
        end = time.time() + seconds
        while True:
            for name in self.names():
                if plain(wanted) in plain(name):
                    return name
            if self.process.poll() is not None:
                fail(f'the program ended with {self.process.returncode}')
            if time.time() > end:
                fail(f'{wanted!r} is not shown; shown: {self.names()}')
            time.sleep(0.05)


def fail(words):
    print(f'FAILED: {words}', file=sys.stderr)
    sys.exit(1)


def picture(folder, name):
    """A picture of the whole display, when a folder was given."""
    if folder:
        os.makedirs(folder, exist_ok=True)
        time.sleep(0.4)
        subprocess.run(['import', '-window', 'root', os.path.join(folder, name + '.png')], check=False)
