#!/usr/bin/python3
"""The desk over ten years of one prefecture: how long each section takes from its key to everything shown and painted, the
longest time in which the window's loop took no turn in that and in what a clerk does in the lists, and the memory of desk
and hub. Prints Markdown tables for RESULTS.md: medians of the rounds, never a pass or a fail.

desk.py --hub-program bin/meguri-hub --desk-program bin/meguri-admin --data FOLDER --users FILE [--rounds N]
        [--pictures DIR]
FOLDER is what decade_hub filled, FILE what it printed. Run it under tests/gui/with-display with a release build. A round
is a desk started anew: a section's first opening asks the hub for everything, its second shows what the desk has. All by
keys and clicks: a screen reader would slow the toolkit's tables down, and few clerks have one. *Processor* is what desk and
hub had of it together, and in brackets behind a gap stands what the window's thread had in it: a busy machine stretches
neither. The calibrator is a sort of 300,000 numbers in SQLite, run before each round; the times are given in it too.
"""
import argparse
import atexit
import pathlib
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

SECTIONS = [('0', '今日'), ('1', '開催回'), ('2', '申込'), ('7', '電話連絡'), ('3', '出張・訪問'), ('4', '市町'),
            ('5', '補助金'), ('8', '報告'), ('9', '取込'), ('6', '端末'), ('u', '利用者')]
IN_THE_LIST = (500, 400)  # A row of the list of classes.
HEADS = [(240, 153), (400, 153), (637, 153)]  # Day, name, seats.
YEAR = (297, 30)
CSV_KEY = (1317, 30)
PATIENCE = 20


def milliseconds():
    return time.monotonic() * 1000


def fail(words):
    sys.exit('desk.py: ' + words)


def xdotool(*words):
    subprocess.run(['xdotool', *[str(word) for word in words]], check=True)


def click(at):
    xdotool('mousemove', *at, 'click', 1)


def pss_mib(pid):
    lines = pathlib.Path(f'/proc/{pid}/smaps_rollup').read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith('Pss:')) / 1024


def processor_ms(*pids):
    """What all threads of these programs have had of the processor."""
    return sum(int((task / 'schedstat').read_text().split()[0])
               for pid in pids for task in pathlib.Path(f'/proc/{pid}/task').iterdir()) / 1e6


def calibrate():
    """Milliseconds of a fixed piece of work that nothing of ours is in."""
    database = sqlite3.connect(':memory:')
    database.execute('CREATE TABLE t AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<300000)'
                     ' SELECT i*7919%1000003 AS v FROM n')
    begin = milliseconds()
    database.execute('SELECT sum(v) FROM (SELECT v FROM t ORDER BY v LIMIT 200000)').fetchone()
    return milliseconds() - begin


class Hub:
    def __init__(self, program, data):
        self.process = subprocess.Popen([program, 'serve', '--data', data, '--listen', '127.0.0.1:0'],
                                        stdout=subprocess.PIPE, text=True)
        atexit.register(self.process.terminate)
        ready = self.process.stdout.readline()
        if not ready.startswith('READY '):
            fail('the hub said ' + repr(ready))
        self.url = ready.split()[1]


class Desk:
    """The window with its pulse (admin/desk/views/pulse.h)."""

    def __init__(self, program, hub, folder):
        self.hub, url = hub.process.pid, hub.url
        self.pulse = pathlib.Path(folder) / 'pulse'
        self.process = subprocess.Popen([program, '--hub', url, '--test-mode', '--pulse', str(self.pulse)],
                                        stdout=subprocess.PIPE, text=True)
        if self.process.stdout.readline().strip() != 'READY':
            fail('the desk did not get ready')

    def end(self):
        self.process.terminate()
        self.process.wait(10)

    def lines(self, kind):
        return [line.split()[1:] for line in self.pulse.read_text().splitlines() if line.startswith(kind + ' ')]

    def settled(self, key, since):
        """When the section with this key was complete and painted after then."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for of, when in reversed(self.lines('settled')):
                if of.lower() == key and float(when) >= since:
                    return float(when)
            time.sleep(0.01)
        picture(pathlib.Path('/tmp'), 'unsettled')
        fail(f'section {key} did not settle; the pulse says ' + self.pulse.read_text()[-600:])

    def gap(self, begin, end):
        """The longest one that touches this time, and what the thread worked in it."""
        gaps = [(float(length), float(worked)) for at, length, worked in self.lines('gap')
                if float(at) + float(length) >= begin and float(at) <= end]
        return max(gaps, default=(0, 0))

    def does(self, key, *words):
        """Keys or clicks, and what became of them: milliseconds until all stands, the longest gap, and the processor of desk
        and hub in that time."""
        before, begin = processor_ms(self.hub, self.process.pid), milliseconds()
        xdotool(*words)
        until = self.settled(key, begin)
        worked = processor_ms(self.hub, self.process.pid) - before
        time.sleep(0.3)
        return until - begin, self.gap(begin, milliseconds()), worked

    def does_quietly(self, seconds, *words):
        """The same for what need not change what is shown."""
        begin = milliseconds()
        if words:
            xdotool(*words)
        time.sleep(seconds)
        return milliseconds() - begin, self.gap(begin, milliseconds())


def log_in(desk, login, password):
    begin = milliseconds()
    desk.settled('-', 0)
    xdotool('mousemove', 683, 5, 'type', '--delay', 2, login)
    xdotool('key', 'Tab')
    xdotool('type', '--delay', 2, password)
    return desk.does('0', 'key', 'Return')


def open_all(desk, notes, kind):
    for key, name in SECTIONS:
        time.sleep(0.2)
        notes.setdefault((kind, name), []).append(desk.does(key, 'mousemove', 683, 5, 'key', 'ctrl+' + key))


def work_in_lists(desk, notes, folder):
    def note(what, done):
        notes.setdefault(('work', what), []).append(done)
        time.sleep(0.3)
    desk.does('1', 'key', 'ctrl+1')
    note('nothing, 2 s', desk.does_quietly(2))
    click(IN_THE_LIST)
    time.sleep(1)
    note('scroll ten pages', desk.does_quietly(1.5, 'key', '--delay', 20, *['Next'] * 10))
    note('choose a row', desk.does('1', 'key', 'Down'))
    note('walk down ten rows', desk.does('1', 'key', '--delay', 40, *['Down'] * 10))
    for (x, y), what in zip(HEADS, ('day', 'name', 'seats')):
        note('sort by ' + what, desk.does('1', 'mousemove', x, y, 'click', 1))
    xdotool('key', 'ctrl+f')
    note('filter, three letters', desk.does('1', 'type', '--delay', 60, 'abc'))
    note('filter away', desk.does('1', 'key', '--delay', 60, 'BackSpace', 'BackSpace', 'BackSpace'))
    for face, what in ((2, 'week'), (3, 'month')):
        note('calendar: ' + what, desk.does('1', 'mousemove', 683, 5, 'key', f'alt+{face}'))
        note(f'calendar: next {what}', desk.does('1', 'key', 'Next'))
    desk.does('1', 'key', 'alt+1')
    note('new figures (F5)', desk.does('1', 'key', 'F5'))
    for key in ('Up', 'Down'):  # Another year, and back.
        click(YEAR)
        time.sleep(0.5)
        done = desk.does('1', 'key', key, 'Return')
    note('this year, coming from another', done)
    note('CSV: asking where', desk.does_quietly(2, 'mousemove', *CSV_KEY, 'click', 1))
    xdotool('key', 'ctrl+a')
    xdotool('type', '--delay', 5, str(pathlib.Path(folder) / 'export.csv'))
    note('CSV: writing', desk.does_quietly(2, 'key', 'Return'))
    if not (pathlib.Path(folder) / 'export.csv').exists():
        print('no CSV was written', file=sys.stderr)
    desk.does('2', 'mousemove', 683, 5, 'key', 'ctrl+2')
    click((420, 250))
    note('applications: choose a class', desk.does_quietly(1.5, 'key', 'Down'))


def picture(folder, name):
    if folder:
        subprocess.run(['import', '-window', 'root', '-crop', '1366x768+0+0', '+repage', str(folder / (name + '.png'))],
                       check=False)


def median_of(done, at):
    return statistics.median(each[at] for each in done)


def gap_words(done):
    longest = statistics.median(each[1][0] for each in done)
    worked = statistics.median(each[1][1] for each in done)
    return f'{longest:.0f} ({worked:.0f})' if longest else 'under 20'


def print_sections(notes, sorts):
    print('| section | first, ms | processor | in sorts | longest gap, ms | again, ms | longest gap, ms |')
    print('|--|--|--|--|--|--|--|')
    for _, name in [('', 'log-in to 今日'), *SECTIONS]:
        first, again = notes.get(('first', name)), notes.get(('again', name))
        if not first:
            continue
        line = (f'| {name} | {median_of(first, 0):.0f} | {median_of(first, 2):.0f} | {median_of(first, 0) / sorts:.2f} '
                f'| {gap_words(first)} |')
        print(line + (f' {median_of(again, 0):.0f} | {gap_words(again)} |' if again else ' | |'))


def print_work(notes):
    print('| in the list of classes | until it stands, ms | processor | longest gap, ms |')
    print('|--|--|--|--|')
    for (kind, what), done in notes.items():
        if kind == 'work' and len(done[0]) == 3:
            print(f'| {what} | {median_of(done, 0):.0f} | {median_of(done, 2):.0f} | {gap_words(done)} |')
        elif kind == 'work':
            print(f'| {what} | | | {gap_words(done)} |')


def main():
    options = argparse.ArgumentParser()
    options.add_argument('--hub-program', required=True)
    options.add_argument('--desk-program', required=True)
    options.add_argument('--data', required=True)
    options.add_argument('--users', type=pathlib.Path, required=True)
    options.add_argument('--rounds', type=int, default=5)
    options.add_argument('--pictures', type=pathlib.Path)
    options.add_argument('--roles', default='prefecture,municipality')
    given = options.parse_args()
    users = {line.split()[0]: line.split()[1:] for line in given.users.read_text().splitlines()}
    hub = Hub(given.hub_program, given.data)
    fresh = pss_mib(hub.process.pid)
    for role in given.roles.split(','):
        notes, sorts, memory = {}, [], []
        for round_number in range(given.rounds):
            sorts.append(calibrate())
            with tempfile.TemporaryDirectory() as folder:
                desk = Desk(given.desk_program, hub, folder)
                notes.setdefault(('first', 'log-in to 今日'), []).append(log_in(desk, *users[role]))
                open_all(desk, notes, 'first')
                open_all(desk, notes, 'again')
                memory.append(pss_mib(desk.process.pid))
                work_in_lists(desk, notes, folder)
                picture(given.pictures, f'{role}-{round_number}')
                desk.end()
        unit = statistics.median(sorts)
        print(f'\n{role}, {given.rounds} rounds; a sort: {unit:.0f} ms ({min(sorts):.0f} to {max(sorts):.0f}); the desk '
              f'holds {statistics.median(memory):.0f} MiB (PSS)\n')
        print_sections(notes, unit)
        print()
        print_work(notes)
    print(f'\nthe hub: {fresh:.0f} MiB fresh, {pss_mib(hub.process.pid):.0f} MiB after all (PSS)')


if __name__ == '__main__':
    main()
