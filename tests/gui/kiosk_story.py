"""A person finds a class and takes a slip home, by touch alone: every press goes through AT-SPI by its Japanese name.

kiosk_story.py [--pictures DIR] [--kana KANA] [--phone DIGITS] -- COMMAND...
Starts the kiosk's window, walks from the start page to the slip, and prints the slip's number as its last line. Fails
when a control is missing, has no action, when two buttons of one page share a name, or when a name stays on a page.
Break: leave a control without its name, or two cards with one name; show the visitor's name on the done page.
"""
import argparse
import re
import time

from atspi import Program, fail, picture, plain


def check_names_differ(kiosk, page):
    names = [node.name for node in kiosk.buttons()]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        fail(f'{page}: these names stand on two buttons: {sorted(twice)}')


def first_card(kiosk):
    """The first class that can be registered for: its name says how many seats are left."""
    end = time.time() + 20
    while time.time() < end:
        for node in kiosk.buttons():
            if re.search('あと[0-9]+席', plain(node.name)):
                return node.name
        time.sleep(0.1)
    fail(f'no class with seats; buttons: {[n.name for n in kiosk.buttons()]}')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--pictures')
    parser.add_argument('--kana', default='みほん はな')
    parser.add_argument('--phone', default='09012345678')
    parser.add_argument('command', nargs='+')
    asked = parser.parse_args()
    kiosk = Program(asked.command, 'meguri-kiosk')

    def page(number, name):
        check_names_differ(kiosk, name)
        picture(asked.pictures, f'kiosk-{number}-{name}')

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
    for letter in asked.kana:
        kiosk.press('姓と名' if letter == ' ' else letter)
    page('06', 'kana')
    kiosk.press('つぎへ')
    kiosk.wait_for('電話番号を')
    for digit in asked.phone:
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
    end = time.time() + 40
    number = None
    while number is None and time.time() < end:
        for name in kiosk.names():
            found = re.search(r'\d{3}-\d{3}-\d{3}', name)
            if found:
                number = found.group(0)
        time.sleep(0.1)
    if number is None:
        fail(f'no number is shown; shown: {kiosk.names()}')
    page('09', 'done')
    said = plain(' '.join(kiosk.names()))
    if plain(asked.kana) in said or asked.phone in said.replace('-', ''):
        fail('the visitor\'s name or number still stands on the last page')
    state = '確定' if '確定しています' in said else ('仮' if '仮に受け付けました' in said else '?')
    print(f'state {state}')
    # The slip is made beside the window; the page says when it is out.
    time.sleep(2)
    kiosk.press('おわる')
    kiosk.button('教室をさがす')
    print(number)


if __name__ == '__main__':
    main()
