#!/usr/bin/python3
"""The kiosk's window beside Chromium, which shows a picture of the same start page: from the start of the program to its first
picture, the memory of the program and all it started, and, for the window alone, from a touch to the painted answer.

window.py [--runs N] [--taps N] --picture START_PAGE.png -- KIOSK COMMAND...
Run it under tests/gui/with-display with a release build; the picture is the gallery's (kiosk_gallery FOLDER --full
portrait-normal-ja-01-start). Prints medians and ratios. Both programs are asked by the same probe: one pixel of the display
that only the start page colours so. The touch is the worst one: 白黒にする paints every part of the page anew.
"""
import argparse
import ctypes
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

WIDTH, HEIGHT = 1080, 1920
TILE = (1010, 600)  # Inside the dark tile 教室をさがす, beside its words.
PAPER = (20, 800)  # Beside all parts.


class Display:
    """One pixel at a time, and touches, by the display's own libraries: no process is started for either."""

    def __init__(self):
        self.x = ctypes.CDLL('libX11.so.6')
        self.test = ctypes.CDLL('libXtst.so.6')
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        self.x.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x.XGetImage.restype = ctypes.c_void_p
        self.x.XGetImage.argtypes = [ctypes.c_void_p, ctypes.c_ulong] + [ctypes.c_int] * 2 + [ctypes.c_uint] * 2 + [
            ctypes.c_ulong, ctypes.c_int]
        self.x.XGetPixel.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
        self.x.XGetPixel.restype = ctypes.c_ulong
        self.x.XDestroyImage.argtypes = [ctypes.c_void_p]
        self.x.XFlush.argtypes = [ctypes.c_void_p]
        self.test.XTestFakeMotionEvent.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_ulong]
        self.test.XTestFakeButtonEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
        self.display = self.x.XOpenDisplay(None)
        self.root = self.x.XDefaultRootWindow(self.display)

    def pixel(self, at):
        image = self.x.XGetImage(self.display, self.root, at[0], at[1], 1, 1, 0xFFFFFF, 2)
        colour = self.x.XGetPixel(image, 0, 0) & 0xFFFFFF
        self.x.XDestroyImage(image)
        return colour

    def move(self, at):
        self.test.XTestFakeMotionEvent(self.display, -1, at[0], at[1], 0)
        self.x.XFlush(self.display)

    def button(self, is_down):
        self.test.XTestFakeButtonEvent(self.display, 1, 1 if is_down else 0, 0)
        self.x.XFlush(self.display)

    def seconds_until(self, at, is_it, limit=60):
        begin = time.perf_counter()
        while not is_it(self.pixel(at)):
            if time.perf_counter() - begin > limit:
                raise SystemExit('the picture did not come')
            time.sleep(0.0005)
        return time.perf_counter() - begin


def is_dark_blue(colour):
    return colour >> 16 < 0x30 and colour >> 8 & 0xFF < 0x50 and 0x50 < colour & 0xFF < 0x80


def family(pid):
    found = [pid]
    for child in pathlib.Path('/proc').glob('[0-9]*/stat'):
        try:
            words = child.read_text().rsplit(')', 1)[1].split()
        except OSError:
            continue
        if int(words[1]) == pid:
            found += family(int(child.parent.name))
    return found


def pss_mib(pid):
    total = 0
    for each in family(pid):
        try:
            lines = pathlib.Path(f'/proc/{each}/smaps_rollup').read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith('Pss:'))
    return total / 1024


def stop(process):
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def started(display, command, is_it):
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    display.seconds_until(TILE, is_it)
    return process, (time.perf_counter() - begin) * 1000


def starts(display, name, runs, command_of):
    times, memory = [], []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            process, ms = started(display, command_of(folder), is_dark_blue)
            times.append(ms)
            time.sleep(3)
            memory.append(pss_mib(process.pid))
            stop(process)
            display.seconds_until(TILE, lambda colour: not is_dark_blue(colour))
    print(f'{name}: start {statistics.median(times):.0f} ms [{min(times):.0f}..{max(times):.0f}], '
          f'PSS {statistics.median(memory):.1f} MiB [{min(memory):.1f}..{max(memory):.1f}], {runs} runs')
    return statistics.median(times), statistics.median(memory)


def taps(display, command, count, key):
    process, _ = started(display, command, is_dark_blue)
    time.sleep(1)
    display.move(key)
    times = []
    for _ in range(count):
        before = display.pixel(PAPER)
        display.button(True)
        time.sleep(0.02)
        begin = time.perf_counter()
        display.button(False)
        display.seconds_until(PAPER, lambda colour: colour != before)
        times.append((time.perf_counter() - begin) * 1000)
        time.sleep(0.05)
    stop(process)
    times.sort()
    p99 = times[min(len(times) - 1, int(len(times) * 0.99))]
    print(f'touch to painted page: median {statistics.median(times):.1f} ms, p99 {p99:.1f} ms, most {times[-1]:.1f} ms, '
          f'{count} touches')


def main():
    options = argparse.ArgumentParser()
    options.add_argument('--runs', type=int, default=5)
    options.add_argument('--taps', type=int, default=200)
    options.add_argument('--key', default='690,1795', help='where 白黒にする stands')
    options.add_argument('--picture', type=pathlib.Path, required=True)
    options.add_argument('command', nargs='+')
    given = options.parse_args()
    display = Display()
    kiosk = starts(display, 'kiosk', given.runs, lambda folder: given.command)
    taps(display, given.command, given.taps, tuple(int(each) for each in given.key.split(',')))
    if not shutil.which('chromium'):
        print('chromium is not installed (installer/apt/long.txt): no ratios')
        return
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder) / 'start.html'
        page.write_text(f'<body style="margin:0"><img src="file://{given.picture.resolve()}">')
        root = ['--no-sandbox'] if os.getuid() == 0 else []
        other = starts(display, 'chromium', given.runs, lambda profile: [
            'chromium', *root, '--kiosk', '--no-first-run', f'--user-data-dir={profile}', f'--window-size={WIDTH},{HEIGHT}',
            '--window-position=0,0', f'file://{page}'])
    print(f'chromium takes {other[0] / kiosk[0]:.1f} times as long to start and {other[1] / kiosk[1]:.1f} times the memory')


if __name__ == '__main__':
    main()
