#!/usr/bin/python3
"""A person wishes for a visit at home at the kiosk's window, by touch alone, once with the line and once without it: each
takes a slip home, and both wishes arrive at the hub with their area and half-days, the name behind its lock. The first
is looked up by its number and cancelled.

visit_story.py --programs DIR --facts FILE [--pictures DIR]
Break: leave the area out of the wish; drop what was kept without the line; write the address down on the kiosk's disk.
"""
import argparse
import json
import pathlib
import re
import subprocess
import tempfile
import time

from atspi import Program, fail, picture, plain
from desk_kiosks import ask
from desk_story import PASSWORD, TOWN, Hub
from disk_story import said, wait_until
from kiosk_walk import check_names_differ, within_taps

AREAS = ('みほん東地区', 'みほん西地区')
NEIGHBOURHOOD = 'みほんひかし'


def enrolled_kiosk(given, folder):
    hub = Hub(str(given.programs / 'meguri-hub'), given.facts, folder / 'hub')
    url = hub.start()
    token = ask(url, '/v1/login', {'login': 'hagi', 'password': PASSWORD})['token']
    for number, name in enumerate(AREAS):
        said(['curl', '-sf', '-X', 'PUT', '-H', f'Authorization: Bearer {token}', '--data-binary',
              json.dumps({'municipality': TOWN, 'name': name, 'has_shop': False}), f'{url}/v1/areas/area-{number}'])
    hall = next(venue for venue in ask(url, '/v1/venues')['venues'] if TOWN in json.dumps(venue['municipality']))
    code = said([hub.program, 'enrol', '--data', str(folder / 'hub'), '--venue', hall['id']]).split()[-1]
    command = [str(given.programs / 'meguri-kiosk'), '--data', str(folder / 'kiosk')]
    said([*command, 'enrol', '--hub', url, '--code', code])
    return hub, url, token, command


def half_days(kiosk, half):
    return [node.name for node in kiosk.buttons() if plain(node.name).endswith(half) and '日' in node.name]


def wish(kiosk, area, kana, phone, page):
    """From the start page to the number; gives it and the days that were marked."""
    kiosk.press('自宅に来てもらう', 40)
    kiosk.wait_for('どちらへ')
    page('30', 'area')
    kiosk.press(area)
    kiosk.wait_for('いつが')
    days = [half_days(kiosk, '午前')[0], half_days(kiosk, '午後')[1]]
    for day in days:
        kiosk.press(day)
    page('31', 'days')
    kiosk.press('つぎへ')
    kiosk.wait_for('町の名前を')
    for letter in NEIGHBOURHOOD:
        kiosk.press(letter)
    page('32', 'address')
    kiosk.press('つぎへ')
    kiosk.wait_for('番地を')
    for letter in '12の3':
        kiosk.press(letter)
    page('33', 'house')
    kiosk.press('つぎへ')
    kiosk.wait_for('お名前を')
    for letter in kana:
        kiosk.press(letter)
    kiosk.press('つぎへ')
    kiosk.wait_for('電話番号を')
    for digit in phone:
        kiosk.press(digit)
    kiosk.press('つぎへ')
    kiosk.wait_for('いつごろの')
    kiosk.press('昭和20年代')
    kiosk.wait_for('何年ですか')
    kiosk.press('昭和23年')
    kiosk.wait_for('これで')
    page('35', 'check')
    kiosk.press('申し込む')
    kiosk.wait_for('ご希望を', 60)
    page('36', 'done')
    shown = ' '.join(kiosk.names())
    number = re.search(r'\d{3}-\d{3}-\d{3}', shown)
    if not number:
        fail(f'no number is shown: {shown}')
    for secret in (kana, NEIGHBOURHOOD, '12の3', phone):
        if secret in plain(shown).replace('-', ''):
            fail(f'{secret} still stands on the last page')
    return number.group(0).replace('-', ''), days


def has_slip(folder, number):
    return (folder / 'kiosk' / 'slips' / f'slip-{number}.pdf').is_file()


def check_slip(folder, number):
    wait_until(f'the slip of {number} is printed', lambda: has_slip(folder, number))
    text = said(['pdftotext', '-layout', str(folder / 'kiosk' / 'slips' / f'slip-{number}.pdf'), '-'])
    if '訪問' not in text or 'ご自宅' not in text:
        fail(f'the slip does not speak of a visit: {text}')


def cancel(kiosk, number, last_four, page):
    """From the start page, by the number on the slip and the end of the phone number."""
    kiosk.press('受付票を見る', 40)
    kiosk.wait_for('受付番号を')
    page('50', 'slip-number')
    for digit in number: # The last one goes on by itself.
        kiosk.press(digit)
    kiosk.wait_for('訪問の希望をうかがっています')
    page('51', 'slip')
    kiosk.press('取り消す')
    kiosk.wait_for('本当に')
    for digit in last_four:
        kiosk.press(digit)
    page('52', 'proof')
    kiosk.press('取り消す')
    kiosk.wait_for('取り消してあります', 60)
    page('53', 'cancelled')
    kiosk.press('おわる')


def check_wish(entry, area, days):
    if entry['area'] != area or entry['municipality'] != TOWN or entry['state'] != 'open':
        fail(f'the wish did not arrive as it was chosen: {entry}')
    if [plain(one['words']) for one in entry['wishes']] != [plain(day) for day in days]:
        fail(f"{entry['wishes']} are not the days that were pressed: {days}")


def main():
    options = argparse.ArgumentParser()
    options.add_argument('--programs', required=True, type=pathlib.Path)
    options.add_argument('--facts', required=True, type=pathlib.Path)
    options.add_argument('--pictures')
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        hub, url, token, command = enrolled_kiosk(given, folder)
        kiosk = Program([*command, '--size', '1080x1920'], 'meguri-kiosk')

        def page(number, what):
            check_names_differ(kiosk, what)
            picture(given.pictures, f'visit-{number}-{what}')

        def requests():
            listed = ask(url, f'/v1/visit-requests?municipality={TOWN}', token=token)['visit_requests']
            return {one['code']: one for one in listed}

        with within_taps(kiosk, 16, '自宅に来てもらう'):
            first, first_days = wish(kiosk, AREAS[0], 'みほんはな', '09000000001', page)
        check_slip(folder, first)
        wait_until('the wish is at the hub', lambda: first in requests())
        check_wish(requests()[first], AREAS[0], first_days)
        kiosk.press('おわる')
        with within_taps(kiosk, 4, '受付票を見る、取り消す'):
            cancel(kiosk, first, '0001', page)
        wait_until('the wish is cancelled at the hub', lambda: requests()[first]['state'] == 'cancelled')

        hub.stop()
        with within_taps(kiosk, 16, '自宅に来てもらう without the line'):
            second, second_days = wish(kiosk, AREAS[1], 'さとうはな', '09000000002', lambda number, what: None)
        check_slip(folder, second)
        kiosk.press('おわる')
        kiosk.button('自宅に来てもらう')
        if hub.start() != url:
            fail('the hub came back at another place')
        said([*command, 'sync'])
        token = ask(url, '/v1/login', {'login': 'hagi', 'password': PASSWORD})['token']
        wait_until('the second wish is at the hub', lambda: second in requests())
        check_wish(requests()[second], AREAS[1], second_days)

        found = subprocess.run(['grep', '-rqa', f'みほんはな\\|さとうはな\\|{NEIGHBOURHOOD}\\|0900000000', str(folder / 'kiosk')],
                               check=False)
        if found.returncode == 0:
            fail('what the visitor typed stands on the kiosk\'s disk')
        hub.stop()
    print('two wishes for a visit arrived')


if __name__ == '__main__':
    main()
