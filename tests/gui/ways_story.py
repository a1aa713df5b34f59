#!/usr/bin/python3
"""Every way that begins with a slip, at the real window with the real hub: who registered for today comes in, says how the
class was, changes the day of another class, calls staff with a half-typed name, has a lost slip printed again with staff
beside, and staff look into their corner.

ways_story.py --programs DIR --facts FILE [--pictures DIR]
Each way keeps to its touches.
Break: let the old seat go without the new one; send the half-filled form in clear; open the corner by any number; put a
page more on a way.
"""
import argparse
import datetime
import json
import pathlib
import subprocess
import tempfile

from atspi import Program, fail, picture, plain
from desk_kiosks import ask
from desk_story import PASSWORD, TOWN, Hub
from disk_story import said, wait_until
from kiosk_walk import check_names_differ, within_taps

KANA, PHONE = 'みほんはな', '09000000001'
OTHER_KANA, OTHER_PHONE = 'つきみさち', '09000000007'
ZONE = datetime.timezone(datetime.timedelta(hours=9))


def publish(url, token, hall, title, starts, capacity=10):
    made = ask(url, '/v1/sessions', {
        'title': title, 'format': 'venue_class', 'venue': hall, 'capacity': capacity, 'course': {'topics': ['line']},
        'starts_at': starts.isoformat(timespec='seconds'),
        'ends_at': (starts + datetime.timedelta(hours=1)).isoformat(timespec='seconds')}, token=token)
    ask(url, f"/v1/sessions/{made['id']}/publish", {}, token=token)
    return made['id']


def register(command, session, kana=KANA, phone=PHONE):
    told = subprocess.run([*command, 'register', '--session', session, '--kana', kana, '--phone', phone, '--birth-year',
                           '1948'], capture_output=True, text=True, check=False)
    outcome = json.loads(told.stdout)
    if outcome['state'] != 'confirmed':
        fail(f'not confirmed: {outcome}')
    return outcome['code']


def press_all(kiosk, keys):
    for key in keys:
        kiosk.press(key)


class Story:
    def __init__(self, given, folder):
        self.folder = folder
        self.pictures = given.pictures
        self.hub = Hub(str(given.programs / 'meguri-hub'), given.facts, folder / 'hub')
        self.url = self.hub.start()
        self.token = ask(self.url, '/v1/login', {'login': 'hagi', 'password': PASSWORD})['token']
        self.hall = next(venue for venue in ask(self.url, '/v1/venues')['venues']
                         if TOWN in json.dumps(venue['municipality']))['id']
        hub = [self.hub.program]
        data = ['--data', str(folder / 'hub'), '--venue', self.hall]
        self.pin = said([*hub, 'pin', *data]).split()[-1]
        code = said([*hub, 'enrol', *data]).split()[-1]
        self.command = [str(given.programs / 'meguri-kiosk'), '--data', str(folder / 'kiosk')]
        now = datetime.datetime.now(ZONE).replace(microsecond=0)
        self.today = publish(self.url, self.token, self.hall, 'きょうのLINE', now + datetime.timedelta(minutes=30))
        self.later = publish(self.url, self.token, self.hall, 'はじめてのLINE', now + datetime.timedelta(days=3))
        self.other = publish(self.url, self.token, self.hall, 'はじめてのLINE', now + datetime.timedelta(days=10))
        said([*self.command, 'enrol', '--hub', self.url, '--code', code])
        said([*self.command, 'sync'])
        self.here, self.moving = register(self.command, self.today), register(self.command, self.later)
        self.single = register(self.command, self.other, OTHER_KANA, OTHER_PHONE)
        self.kiosk = Program([*self.command, '--size', '1080x1920'], 'meguri-kiosk')

    def page(self, name):
        check_names_differ(self.kiosk, name)
        picture(self.pictures, f'ways-{name}')

    def attendance(self):
        listed = ask(self.url, f'/v1/sessions/{self.today}/roster?purpose=desk', token=self.token)
        return [entry['state'] for part in ('confirmed', 'waiting') for entry in listed[part]]

    def comes_in(self):
        # With the first answer of the hub the page gets its keys; one that is pressed just then may be another by now.
        self.kiosk.wait_for('通信できています', 40)
        with within_taps(self.kiosk, 2, '教室に来ました'):
            self.kiosk.press('教室に来ました', 40)
            self.kiosk.wait_for('ようこそ')
            self.page('here')
            press_all(self.kiosk, self.here)
            self.kiosk.wait_for('受付がすみました', 60)
            self.kiosk.wait_for('きょうのLINE')
            self.page('here-done')
            self.kiosk.press('おわる')
        wait_until('the hub knows who came', lambda: 'attended' in self.attendance())

    def says_how_it_was(self):
        with within_taps(self.kiosk, 4, '感想をつたえる'):
            self.kiosk.press('感想をつたえる', 40)
            press_all(self.kiosk, self.here)
            self.kiosk.wait_for('いかがでしたか')
            self.page('face')
            self.kiosk.press('よかった')
            self.kiosk.wait_for('わかりましたか')
            self.kiosk.press('すこしわかった')
            self.kiosk.wait_for('来たいですか')
            self.kiosk.press('はい')
            self.kiosk.wait_for('ありがとうございました', 60)
        self.page('thanks')
        self.kiosk.press('おわる')
        wait_until('the answers are counted', lambda: ask(
            self.url, f'/v1/sessions/{self.today}/survey', token=self.token)['understood']['partly'] == 1)

    def looks_at_the_slip_and_prints_it(self):
        slip = self.folder / 'kiosk' / 'slips' / f'slip-{self.moving}.pdf'
        slip.unlink(missing_ok=True)
        with within_taps(self.kiosk, 4, '受付票を見る、もう1枚印刷'):
            self.kiosk.press('受付票を見る', 40)
            press_all(self.kiosk, self.moving)
            self.kiosk.wait_for('席がとれています', 60)
            self.page('slip')
            self.kiosk.press('もう1枚印刷')
            wait_until('the slip is printed again', slip.is_file)
            self.kiosk.press('おわる')

    def presses_a_day(self):
        self.kiosk.press('受付票を見る', 40)
        press_all(self.kiosk, self.moving)
        self.kiosk.wait_for('席がとれています', 60)
        self.kiosk.press('別の日にする')
        self.kiosk.wait_for('どの日に')
        self.kiosk.press(next(node.name for node in self.kiosk.buttons() if 'はじめてのLINE' in plain(node.name)))
        self.kiosk.wait_for('この日に変えますか')

    def is_refused_a_day_for_a_wrong_number(self):
        self.presses_a_day()
        press_all(self.kiosk, '9999')
        self.kiosk.press('この日に変える')
        self.kiosk.wait_for('番号がちがうようです', 60) # Not: that day is full.
        self.kiosk.press('もどる')
        self.kiosk.wait_for('どの日に')
        self.page('new-days')
        self.kiosk.press('もどる')
        self.kiosk.press('おわる')

    def changes_the_day(self):
        with within_taps(self.kiosk, 4, '受付票を見る、別の日にする'):
            self.presses_a_day()
            press_all(self.kiosk, PHONE[-4:])
            self.page('move-proof')
            self.kiosk.press('この日に変える')
            self.kiosk.wait_for('席がとれています', 60)
        self.page('moved')
        self.kiosk.press('おわる')

        def seats():
            return [len(ask(self.url, f'/v1/sessions/{one}/roster?purpose=desk', token=self.token)['confirmed'])
                    for one in (self.later, self.other)]
        wait_until('the seat is on the new day only', lambda: seats() == [0, 2]) # Beside the other person.

    def calls_staff(self):
        self.kiosk.press('受付票を見る', 40)
        self.kiosk.press('受付票をなくした')
        self.kiosk.wait_for('お名前を')
        press_all(self.kiosk, 'みほん')
        with within_taps(self.kiosk, 1, '係の人をよぶ'):
            self.kiosk.press('係の人をよぶ')
            self.kiosk.wait_for('お呼びしました', 60)
        self.page('help')

        def asked():
            return [one for one in ask(self.url, '/v1/help?purpose=help', token=self.token)['help']
                    if one['state'] == 'open']
        wait_until('the desk sees who calls', lambda: len(asked()) == 1 and asked()[0]['form']['kana'] == 'みほん')
        self.kiosk.press('もどる')
        self.kiosk.wait_for('お名前を')

    def has_the_lost_slip_printed(self):
        slip = self.folder / 'kiosk' / 'slips' / f'slip-{self.moving}.pdf'
        slip.unlink(missing_ok=True)
        press_all(self.kiosk, 'はな')
        self.kiosk.press('つぎへ')
        self.kiosk.wait_for('電話番号を')
        press_all(self.kiosk, PHONE)
        self.kiosk.press('つぎへ')
        self.kiosk.wait_for('係の人の番号を')
        press_all(self.kiosk, self.pin)
        self.kiosk.wait_for('どの受付票ですか', 60)
        self.page('found')
        self.kiosk.press('はじめてのLINE')
        wait_until('the lost slip is printed', slip.is_file)
        self.page('found-slip')
        self.kiosk.press('おわる')

    def has_the_only_slip_printed(self):
        slip = self.folder / 'kiosk' / 'slips' / f'slip-{self.single}.pdf'
        slip.unlink(missing_ok=True)
        with within_taps(self.kiosk, 4, '受付票をなくした'):
            self.kiosk.press('受付票を見る', 40)
            self.kiosk.press('受付票をなくした')
            self.kiosk.wait_for('お名前を')
            press_all(self.kiosk, OTHER_KANA)
            self.kiosk.press('つぎへ')
            self.kiosk.wait_for('電話番号を')
            press_all(self.kiosk, OTHER_PHONE)
            self.kiosk.press('つぎへ')
            self.kiosk.wait_for('係の人の番号を')
            press_all(self.kiosk, self.pin)
            wait_until('the only slip is printed', slip.is_file)
        self.kiosk.press('おわる')

    def staff_look_into_their_corner(self):
        self.kiosk.button('教室をさがす', 40)
        # The head of the page, held for two seconds.
        subprocess.run(['xdotool', 'mousemove', '540', '40', 'mousedown', '1', 'sleep', '2.4', 'mouseup', '1'], check=True)
        self.kiosk.wait_for('係の人の番号を')
        wrong = '000000' if self.pin != '000000' else '111111'
        press_all(self.kiosk, wrong)
        self.kiosk.wait_for('番号がちがいます', 60)
        press_all(self.kiosk, self.pin)
        self.kiosk.wait_for('係の人の画面', 60)
        self.kiosk.press('いま通信する')
        self.kiosk.wait_for('通信できました', 60)
        self.kiosk.press('印刷を試す')
        self.kiosk.wait_for('試しの紙を印刷しました', 60)
        self.page('corner')
        self.kiosk.press('いつも大きい文字')
        self.kiosk.press('おわる')

    def has_left_nothing_behind(self):
        found = subprocess.run(['grep', '-rqa', f'{KANA}\\|みほんはな\\|{PHONE}\\|{self.pin}', str(self.folder / 'kiosk')],
                               check=False)
        if found.returncode == 0:
            fail('what was typed stands on the kiosk\'s disk')


def main():
    options = argparse.ArgumentParser()
    options.add_argument('--programs', required=True, type=pathlib.Path)
    options.add_argument('--facts', required=True, type=pathlib.Path)
    options.add_argument('--pictures')
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        story = Story(given, pathlib.Path(name))
        story.comes_in()
        story.says_how_it_was()
        story.looks_at_the_slip_and_prints_it()
        story.is_refused_a_day_for_a_wrong_number()
        story.changes_the_day()
        story.calls_staff()
        story.has_the_lost_slip_printed()
        story.has_the_only_slip_printed()
        story.staff_look_into_their_corner()
        story.has_left_nothing_behind()
        story.hub.stop()
    print('every way was walked')


if __name__ == '__main__':
    main()
