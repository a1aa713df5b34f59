#!/usr/bin/python3
"""Every way of the kiosk at the real window while the hub is gone, each within its touches: a class is found and confirmed
with a seat that the machine holds, who comes in and says how it was is kept, a slip is looked at and printed again, another
day and a cancellation are taken as requests. What needs the line says so in words and what to do: a slip of another kiosk, a
lost slip, calling staff. Then the hub comes back and has all of it. (A visit at home without the line: visit_story.py.)

offline_story.py --programs DIR --facts FILE [--pictures DIR]
Break: drop a request that was taken without the line; say 確定 of another kiosk's slip; show an error instead of words.
"""
import argparse
import datetime
import pathlib
import re
import tempfile

from atspi import fail, plain
from desk_kiosks import ask
from desk_story import PASSWORD
from disk_story import said, wait_until
from kiosk_walk import walk_to_the_end, within_taps
from ways_story import PHONE, ZONE, Story, press_all, publish, register

NEW_KANA, NEW_PHONE = 'さくらもも', '09000000009'
THEIR_KANA, THEIR_PHONE = 'やまたはな', '09000000008' # Of the slip that another kiosk gave.


class Offline(Story):
    def prepares(self, given):
        """A class that is cancelled later on, and a slip that another kiosk of the same hall gave."""
        self.kiosk.wait_for('通信できています', 40) # It owns its folder now: the commands below go through it.
        now = datetime.datetime.now(ZONE).replace(microsecond=0)
        self.dropped = publish(self.url, self.token, self.hall, 'やめるきょうしつ', now + datetime.timedelta(days=4))
        said([*self.command, 'sync'])
        self.cancelling = register(self.command, self.dropped)
        code = said([self.hub.program, 'enrol', '--data', str(self.folder / 'hub'), '--venue', self.hall]).split()[-1]
        other = [str(given.programs / 'meguri-kiosk'), '--data', str(self.folder / 'other-kiosk')]
        said([*other, 'enrol', '--hub', self.url, '--code', code])
        said([*other, 'sync'])
        self.elsewhere = register(other, self.other, THEIR_KANA, THEIR_PHONE)
        said([*self.command, 'sync'])
        self.hub.stop()
        wait_until('the kiosk has noticed that the line is down',
                   lambda: any('いま通信が切れています' in name for name in self.kiosk.names()), 120)

    def finds_a_class(self):
        with within_taps(self.kiosk, 14, '教室をさがす without the line'):
            walk_to_the_end(self.kiosk, NEW_KANA, NEW_PHONE, lambda number, name: self.page(f'off-{number}-{name}'))
        self.kiosk.wait_for('確定しています', 60)
        self.page('off-done')
        self.found = re.search(r'\d{3}-\d{3}-\d{3}', ' '.join(self.kiosk.names())).group(0).replace('-', '')
        self.kiosk.press('おわる')

    def comes_in_and_says_how_it_was(self):
        with within_taps(self.kiosk, 2, '教室に来ました without the line'):
            self.kiosk.press('教室に来ました', 40)
            press_all(self.kiosk, self.here)
            self.kiosk.wait_for('受付がすみました', 60)
            self.kiosk.press('おわる')
        with within_taps(self.kiosk, 4, '感想をつたえる without the line'):
            self.kiosk.press('感想をつたえる', 40)
            press_all(self.kiosk, self.here)
            self.kiosk.press('よかった')
            self.kiosk.press('よくわかった')
            self.kiosk.press('はい')
            self.kiosk.wait_for('ありがとうございました', 60)
        self.kiosk.press('おわる')

    def looks_up(self, number, words):
        self.kiosk.press('受付票を見る', 40)
        press_all(self.kiosk, number)
        self.kiosk.wait_for(words, 60)

    def asks_for_another_day(self):
        with within_taps(self.kiosk, 4, '別の日にする without the line'):
            self.looks_up(self.moving, '席がとれています')
            self.kiosk.press('別の日にする')
            self.kiosk.wait_for('どの日に')
            self.kiosk.press(next(node.name for node in self.kiosk.buttons() if 'はじめてのLINE' in plain(node.name)))
            press_all(self.kiosk, PHONE[-4:])
            self.kiosk.press('この日に変える')
            self.kiosk.wait_for('変わるまではいまの席のままです', 60)
        self.page('off-moved')
        self.kiosk.press('おわる')

    def asks_to_cancel_and_prints(self):
        slip = self.folder / 'kiosk' / 'slips' / f'slip-{self.cancelling}.pdf'
        slip.unlink(missing_ok=True)
        with within_taps(self.kiosk, 4, 'もう1枚印刷 without the line'):
            self.looks_up(self.cancelling, '席がとれています')
            self.kiosk.press('もう1枚印刷')
            wait_until('the slip is printed again', slip.is_file)
            self.kiosk.press('おわる')
        with within_taps(self.kiosk, 4, '取り消す without the line'):
            self.looks_up(self.cancelling, '席がとれています')
            self.kiosk.press('取り消す')
            press_all(self.kiosk, PHONE[-4:])
            self.kiosk.press('取り消す')
            self.kiosk.wait_for('もどりしだい取り消します', 60)
        self.page('off-cancelled')
        self.kiosk.press('おわる')

    def is_told_what_needs_the_line(self):
        self.looks_up(self.elsewhere, 'どうなっているかわかりません')
        self.kiosk.wait_for('取り消しと日の変更は受け付けて')
        self.page('off-elsewhere')
        if any('席がとれています' in plain(name) for name in self.kiosk.names()):
            fail('the slip of another kiosk is called confirmed though nobody can know')
        with within_taps(self.kiosk, 1, '係の人をよぶ without the line'):
            self.kiosk.press('係の人をよぶ')
            self.kiosk.wait_for('この機械からはお呼びできません', 60)
        self.page('off-help')
        self.kiosk.press('もどる')
        self.kiosk.press('おわる')
        with within_taps(self.kiosk, 4, '受付票をなくした without the line'):
            self.kiosk.press('受付票を見る', 40)
            self.kiosk.press('受付票をなくした')
            self.kiosk.wait_for('さがすには通信がいります', 60)
            self.kiosk.wait_for('もう1度お試しください')
        self.page('off-lost')
        self.kiosk.press('おわる')

    def asks_for_another_day_with_a_slip_of_another_kiosk(self):
        with within_taps(self.kiosk, 4, '別の日にする with another kiosk\'s slip, without the line'):
            self.looks_up(self.elsewhere, 'どうなっているかわかりません')
            self.kiosk.press('別の日にする')
            self.kiosk.wait_for('受付票と同じ教室の日を')
            self.page('off-any-day')
            self.kiosk.press(next(node.name for node in self.kiosk.buttons() if 'はじめてのLINE' in plain(node.name)))
            press_all(self.kiosk, THEIR_PHONE[-4:])
            self.kiosk.press('この日に変える')
            self.kiosk.wait_for('日の変更を受け付けました', 60)
        self.kiosk.press('おわる')

    def roster(self, session, state):
        listed = ask(self.url, f'/v1/sessions/{session}/roster?purpose=desk', token=self.token)
        return [entry['code'] for part in ('confirmed', 'waiting') for entry in listed[part]
                if entry['state'] == state]

    def is_all_at_the_hub(self):
        if self.hub.start() != self.url:
            fail('the hub came back at another place')
        self.token = ask(self.url, '/v1/login', {'login': 'hagi', 'password': PASSWORD})['token']
        said([*self.command, 'sync'])
        wait_until('the hub knows who came', lambda: self.here in self.roster(self.today, 'attended'))
        wait_until('the answers are counted', lambda: ask(
            self.url, f'/v1/sessions/{self.today}/survey', token=self.token)['understood']['yes'] == 1)
        wait_until('the seat is on the new day', lambda: self.moving in self.roster(self.other, 'confirmed'))
        if self.moving in self.roster(self.later, 'confirmed'):
            fail('the old seat was kept beside the new one')
        wait_until('the seat of the other kiosk\'s slip is on the new day',
                   lambda: self.elsewhere in self.roster(self.later, 'confirmed'))
        wait_until('the cancellation is at the hub', lambda: not self.roster(self.dropped, 'confirmed'))
        sessions = [self.today, self.later, self.other, self.dropped]
        wait_until('who was confirmed without the line is confirmed at the hub',
                   lambda: any(self.found in self.roster(session, 'confirmed') for session in sessions))


def main():
    options = argparse.ArgumentParser()
    options.add_argument('--programs', required=True, type=pathlib.Path)
    options.add_argument('--facts', required=True, type=pathlib.Path)
    options.add_argument('--pictures')
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        story = Offline(given, pathlib.Path(name))
        story.prepares(given)
        story.finds_a_class()
        story.comes_in_and_says_how_it_was()
        story.asks_for_another_day()
        story.asks_to_cancel_and_prints()
        story.is_told_what_needs_the_line()
        story.asks_for_another_day_with_a_slip_of_another_kiosk()
        story.is_all_at_the_hub()
        story.has_left_nothing_behind()
        story.hub.stop()
    print('every way was walked without the line')


if __name__ == '__main__':
    main()
