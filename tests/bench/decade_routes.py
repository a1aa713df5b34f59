#!/usr/bin/python3
"""What the hub's answers cost over ten years of one prefecture: the routes behind the desk's sections, pages of the plain
list, both feeds, and the sync of a kiosk. Prints a Markdown table for RESULTS.md: medians of the rounds, never a pass or a
fail.

decade_routes.py --hub-program bin/meguri-hub --data FOLDER --users FILE [--rounds N]
FOLDER is what decade_hub filled, FILE what it printed. *Processor* is that of all the hub's threads, which other programs
on the machine do not stretch; the time in brackets is from the question to the last byte.
"""
import argparse
import datetime
import json
import pathlib
import statistics
import urllib.error
import urllib.request

from desk import Hub, calibrate, milliseconds, processor_ms, pss_mib


class Asker:
    def __init__(self, hub, token=''):
        self.hub, self.token = hub, token

    def ask(self, path, body=None):
        request = urllib.request.Request(self.hub.url + path, data=json.dumps(body).encode() if body else None)
        if self.token:
            request.add_header('Authorization', 'Bearer ' + self.token)
        request.add_header('Content-Type', 'application/json')
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.read()
        except urllib.error.HTTPError as trouble:
            return f'{trouble.code} {trouble.read()[:200]}'.encode()

    def cost(self, path, body=None):
        """Milliseconds of the hub's processor, of the wall's clock, and bytes."""
        before, begin = processor_ms(self.hub.process.pid), milliseconds()
        answer = self.ask(path, body)
        until = milliseconds()
        return processor_ms(self.hub.process.pid) - before, until - begin, answer


def whole_list(asker, path):
    """All pages of a list, as the desk reads them."""
    processor = wall = size = pages = 0
    after = ''
    while True:
        one = asker.cost(path + ('&after=' + after if after else ''))
        processor, wall, size, pages = processor + one[0], wall + one[1], size + len(one[2]), pages + 1
        after = json.loads(one[2]).get('next')
        if not after:
            return processor, wall, b' ' * size, pages


def sync_body(install, kiosk, cursor=0, epoch=''):
    now = datetime.datetime.now()
    return {'proto': '1.0', 'kiosk': int(kiosk), 'install': install, 'nonce': '0' * 32,
            'position': {'epoch': epoch, 'cursor': cursor, 'outbox_head': 0}, 'commands': [], 'closing': [],
            'wall_ms': int(now.timestamp() * 1000), 'mono_ms': 1000, 'boot': 'boot', 'leases_digest': '', 'program': '1.0'}


def questions(year, town, today):
    days = f'from={today}&to={today + datetime.timedelta(days=90)}'
    return [
        ('a page of the year', f'/v1/sessions?from={year}-04-01&to={year + 1}-04-01'),
        ('a page of one town', f'/v1/sessions?municipality={town}&from={year}-04-01&to={year + 1}-04-01'),
        ('figures of one town', f'/v1/municipalities/{town}/summary?fiscal_year={year}'),
        ('subsidies of the year', f'/v1/subsidies?fiscal_year={year}'),
        ('the status report', f'/v1/reports/status?fiscal_year={year}'),
        ('clashes of three months', '/v1/conflicts?' + days),
        ('too few people', '/v1/sessions/short-of-people?days=14'),
        ('open calls', '/v1/calls'),
        ('kiosks', '/v1/kiosks'),
        ('help', '/v1/help'),
        ('venues', '/v1/venues'),
        ('resources', '/v1/resources'),
        ('visit wishes', '/v1/visit-requests'),
        ('programmes of the year', f'/v1/programmes?fiscal_year={year}'),
        ('users', '/v1/users'),
        ('the audit log', '/v1/audit'),
    ]


def note(notes, name, done):
    notes.setdefault(name, []).append(done[:2] + (len(done[2]),))
    if done[2][:1].isdigit():
        print(name, done[2][:200])


def main():
    options = argparse.ArgumentParser()
    options.add_argument('--hub-program', required=True)
    options.add_argument('--data', required=True)
    options.add_argument('--users', type=pathlib.Path, required=True)
    options.add_argument('--rounds', type=int, default=5)
    given = options.parse_args()
    lines = [line.split() for line in given.users.read_text().splitlines()]
    users = {line[0]: line[1:] for line in lines if line[0] != 'kiosk'}
    kiosks = [line for line in lines if line[0] == 'kiosk']
    hub = Hub(given.hub_program, given.data)
    fresh = pss_mib(hub.process.pid)
    anybody = Asker(hub)
    login = json.loads(anybody.ask('/v1/login', dict(zip(('login', 'password'), users['prefecture']))))
    clerk = Asker(hub, login['token'])
    today = datetime.date.today()
    year = today.year - (today.month < 4)
    notes, sorts = {}, []
    for feed in ('scheduled-sessions', 'session-series'):  # Kept from then on.
        note(notes, f'first page of {feed}, nobody asked before', anybody.cost('/feeds/' + feed))
    for kiosk in kiosks[:given.rounds]:
        machine = Asker(hub, kiosk[3])  # Another each round: who was heard this minute costs less.
        sorts.append(calibrate())
        for name, path in questions(year, '352047', today):
            note(notes, name, clerk.cost(path))
        done = whole_list(clerk, f'/v1/sessions?from={year}-04-01&to={year + 1}-04-01')
        note(notes, f'the whole year ({done[3]} pages)', done)
        note(notes, 'first page of scheduled-sessions, again', anybody.cost('/feeds/scheduled-sessions'))
        note(notes, 'first page of session-series, again', anybody.cost('/feeds/session-series'))
        done = machine.cost('/v1/sync', sync_body(kiosk[2], kiosk[1]))
        note(notes, "a kiosk's first sync", done)
        note(notes, 'the snapshot it names', machine.cost(json.loads(done[2])['snapshot_url']))
    print(f'{given.rounds} rounds; a sort: {statistics.median(sorts):.0f} ms; the hub: {fresh:.0f} MiB fresh, '
          f'{pss_mib(hub.process.pid):.0f} MiB after all (PSS)\n')
    print('| question | processor, ms (time) | in sorts | kB |\n|--|--|--|--|')
    for name, done in notes.items():
        processor, wall, size = (statistics.median(each[at] for each in done) for at in range(3))
        print(f'| {name} | {processor:.1f} ({wall:.0f}) | {processor / statistics.median(sorts):.3f} | {size / 1000:.0f} |')


if __name__ == '__main__':
    main()
