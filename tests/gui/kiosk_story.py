"""A person finds a class and takes a slip home, by touch alone: every press goes through AT-SPI by its Japanese name.

kiosk_story.py [--pictures DIR] [--kana KANA] [--phone DIGITS] -- COMMAND...
Starts the kiosk's window, walks from the start page to the slip, and prints the slip's number as its last line. Fails
when a control is missing, has no action, when two buttons of one page share a name, or when a name stays on a page.
Break: leave a control without its name, or two cards with one name; show the visitor's name on the done page; ask one
thing more than the way's goal allows.
"""
import argparse
import re
import time

from atspi import Program, fail, picture, plain
from kiosk_walk import check_names_differ, walk_to_the_end, within_taps


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

    with within_taps(kiosk, 14, '教室をさがす'):
        walk_to_the_end(kiosk, asked.kana, asked.phone, page)
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
