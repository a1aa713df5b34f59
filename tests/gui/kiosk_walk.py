"""The way of every window test from the start page to the last press of 申し込む, by touch through AT-SPI, and how many
touches a way may take."""
import contextlib
import re
import time

from atspi import fail, plain


def check_names_differ(kiosk, page):
    names = [node.name for node in kiosk.buttons()]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        fail(f'{page}: these names stand on two buttons: {sorted(twice)}')


@contextlib.contextmanager
def within_taps(kiosk, goal, way):
    """What is pressed inside takes at most `goal` touches besides those that type a letter, a space or a digit."""
    before = len(kiosk.pressed)
    yield
    taps = [wanted for wanted in kiosk.pressed[before:] if len(plain(wanted)) > 1 and wanted != '姓と名']
    print(f'{way}: {len(taps)} of {goal} touches')
    if not taps or len(taps) > goal:
        fail(f'{way} takes {len(taps)} touches, at most {goal} are wanted: {taps}')


def first_card(kiosk):
    """The first class that can be registered for: its name says how many seats are left."""
    end = time.time() + 20
    while time.time() < end:
        for node in kiosk.buttons():
            if re.search('あと[0-9]+席|お取りできます', plain(node.name)):
                return node.name
        time.sleep(0.1)
    fail(f'no class with seats; buttons: {[n.name for n in kiosk.buttons()]}')


def walk_to_the_end(kiosk, kana, phone, page):
    """Presses 申し込む on the check page; `page(number, name)` is called on each page on the way."""
    kiosk.button('教室をさがす', 40)
    page('01', 'start')
    kiosk.press('教室をさがす')
    kiosk.wait_for('どこの教室')
    page('02', 'place')
    town = next(node.name for node in kiosk.buttons() if 'ぜんぶ' in plain(node.name))
    kiosk.press(town)
    kiosk.button('決めていない')
    page('03', 'topic')
    kiosk.press('決めていない')
    card = first_card(kiosk)
    page('04', 'cards')
    kiosk.press(card)
    kiosk.button('申し込む')
    page('05', 'details')
    kiosk.press('申し込む')
    kiosk.wait_for('お名前を')
    for letter in kana:
        kiosk.press('姓と名' if letter == ' ' else letter)
    page('06', 'kana')
    kiosk.press('つぎへ')
    kiosk.wait_for('電話番号を')
    for digit in phone:
        kiosk.press(digit)
    page('07', 'phone')
    kiosk.press('つぎへ')
    kiosk.wait_for('いつごろの')
    page('07b', 'decade')
    kiosk.press(next(node.name for node in kiosk.buttons() if '昭和20年代' in node.name))
    kiosk.wait_for('何年ですか')
    page('07b', 'year')
    kiosk.press(next(node.name for node in kiosk.buttons() if '昭和23年' in node.name))
    kiosk.wait_for('どちらに')
    page('07c', 'residence')
    kiosk.press(next(node.name for node in kiosk.buttons() if node.name.endswith('市') or node.name.endswith('町')
                     or '市' in node.name.split(' ')[0] or '町' in node.name.split(' ')[0]))
    kiosk.wait_for('これで')
    page('08', 'check')
    kiosk.press('申し込む')
