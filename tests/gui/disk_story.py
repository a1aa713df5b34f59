#!/usr/bin/python3
"""The kiosk's disk refuses to sync while somebody registers: the visitor is told that nothing was kept, the program
begins anew by itself once nobody stands there, and takes people again when the disk does. When it refuses again, the
kiosk stays out of service instead of starting over and over.

disk_story.py --programs DIR --facts FILE --disk SHIM [--pictures DIR]
Break: go on with the open file after a failed sync; begin anew under the visitor's eyes, or for ever; show a number.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import tempfile
import time

from atspi import Program, fail, picture
from desk_kiosks import publish_a_class
from desk_story import Hub
from kiosk_walk import walk_to_the_end

REFUSED = 'いまは 申し込みを 受けられません'


def said(command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        fail(f"{' '.join(command)}: {done.stderr}{done.stdout}")
    return done.stdout


def has_begun_anew(trouble):
    starts = pathlib.Path(f'{trouble}.starts').read_text().splitlines()
    return starts.count('meguri-kiosk') > 1


def is_refused(kiosk, phone, look):
    walk_to_the_end(kiosk, 'みほん はな', phone, lambda number, name: None)
    kiosk.wait_for(REFUSED, 40)
    look('refused')
    if any(re.search(r'\d{3}-\d{3}-\d{3}', name) for name in kiosk.names()):
        fail(f'a number is shown though nothing was kept: {kiosk.names()}')


def wait_until(what, is_so, seconds=60):
    end = time.time() + seconds
    while not is_so():
        if time.time() > end:
            fail('waited in vain until ' + what)
        time.sleep(0.2)


def enrolled_kiosk(given, folder):
    hub = Hub(str(given.programs / 'meguri-hub'), given.facts, folder / 'hub')
    url = hub.start()
    hall = publish_a_class(url)
    venues = said(['curl', '-sf', url + '/v1/venues'])
    venue = next(one['id'] for one in json.loads(venues)['venues'] if one['name'] == hall)
    code = said([hub.program, 'enrol', '--data', str(folder / 'hub'), '--venue', venue]).split()[-1]
    kiosk = [str(given.programs / 'meguri-kiosk'), '--data', str(folder / 'kiosk')]
    said([*kiosk, 'enrol', '--hub', url, '--code', code])
    said([*kiosk, 'sync'])
    return hub, kiosk


def registrations(command):
    return [one for one in json.loads(said([*command, 'outbox']))['commands'] if one['type'] == 'register']


def main():
    options = argparse.ArgumentParser()
    options.add_argument('--programs', required=True, type=pathlib.Path)
    options.add_argument('--facts', required=True, type=pathlib.Path)
    options.add_argument('--disk', required=True)
    options.add_argument('--pictures')
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        hub, command = enrolled_kiosk(given, folder)
        trouble = folder / 'the disk fails'
        os.environ['MEGURI_FAILING_DISK'] = str(trouble)
        os.environ['LD_PRELOAD'] = given.disk
        kiosk = Program([*command, '--size', '1080x1920'], 'meguri-kiosk')
        del os.environ['LD_PRELOAD']

        def look(what):
            picture(given.pictures, f'disk-{what}')

        kiosk.button('教室をさがす', 40)
        trouble.touch()
        is_refused(kiosk, '09000000001', look)
        if has_begun_anew(trouble):
            fail('it began anew under the eyes of the visitor')
        trouble.unlink()
        kiosk.press('おわる')
        wait_until('it began anew', lambda: has_begun_anew(trouble))
        kiosk.button('教室をさがす', 60)
        walk_to_the_end(kiosk, 'さとう はな', '09000000002', lambda number, page: None)
        kiosk.wait_for('確定', 40)
        kiosk.press('おわる')
        kiosk.button('教室をさがす')
        kept = registrations(command)
        if len(kept) != 1:
            fail(f'one was promised, {len(kept)} were kept')

        trouble.touch()
        is_refused(kiosk, '09000000003', look)
        kiosk.press('おわる')
        kiosk.wait_for('教室を 見ることは できます', 20)
        look('out-of-service')
        time.sleep(3)
        if kiosk.process.poll() is not None:
            fail('it began anew a second time, or died')
        if len(registrations(command)) != 1:
            fail('a registration was kept although its visitor was told that it was not')
        hub.stop()
    print('the disk failed twice, and nobody was told anything untrue')


if __name__ == '__main__':
    main()
