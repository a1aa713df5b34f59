"""A clerk looks at what a kiosk took: logs in, finds the registration in its session's roster, and turns through the
sections. Reads `role login password` lines on standard input.

desk_tour.py --desk-program bin/meguri-admin --hub URL --title TITLE --day 11月27日 --number 482619573 [--pictures DIR]
             [--size 1366x768]
Break: show the roster without its numbers; leave a section without its name.
"""
import argparse
import pathlib
import sys

from desk_story import Desk, fail, wait_for


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--desk-program', required=True)
    parser.add_argument('--hub', required=True)
    parser.add_argument('--title', required=True)
    parser.add_argument('--day', required=True)
    parser.add_argument('--number', required=True)
    parser.add_argument('--pictures', type=pathlib.Path)
    parser.add_argument('--size', default='1366x768')
    asked = parser.parse_args()
    log_ins = {line.split()[0]: line.split()[1:3] for line in sys.stdin if len(line.split()) >= 3}
    login, password = log_ins['municipality']
    desk = Desk(asked.desk_program, asked.hub, asked.size)
    desk.write('利用者名', login)
    desk.write('パスワード', password)
    desk.press('ログイン')
    desk.sees('ハブとつながっています')
    desk.press('開催回')
    desk.picture(asked.pictures, 'desk-1-sessions')
    desk.press('申込')

    def row_of():
        for number, cells in enumerate(desk.rows('開催回をえらぶ')):
            line = ' '.join(cells)
            if asked.title in line and asked.day in line:
                return number + 1
        return 0
    row = wait_for(f'{asked.title} on {asked.day}', row_of) - 1
    table = desk.table('開催回をえらぶ')
    if not table.queryTable().addRowSelection(row):
        table.queryTable().getAccessibleAt(row, 0).queryComponent().grabFocus()
    plain = asked.number.replace('-', '')

    def is_there():
        text = ' '.join(' '.join(cells) for cells in desk.rows('申込の名簿'))
        return plain in text.replace('-', '')
    wait_for(f'number {asked.number} on the roster', is_there)
    desk.picture(asked.pictures, 'desk-2-applications')
    for section, words, picture in (('市町', '市町の計', 'desk-3-municipalities'),
                                    ('補助金', '補助金の進みぐあい', 'desk-4-subsidies'),
                                    ('端末', '端末を登録する', 'desk-5-kiosks')):
        desk.press(section)
        desk.sees(words)
        desk.picture(asked.pictures, picture)
    if desk.process.poll() is not None:
        fail('the desk ended by itself')
    print('the desk shows', asked.number)


if __name__ == '__main__':
    main()
