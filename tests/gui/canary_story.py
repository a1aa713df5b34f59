#!/usr/bin/python3
"""Nothing that anybody types at the kiosk remains: at the real window with the real hub every way on which something is
typed (a name, a telephone number or its end, the place of a home, the staff's number) is walked with canaries that nobody
has used before, and the program is killed at a random moment while or after they are typed. Then every byte of its data
folder, its logs, its home, its caches, its temporary folder and the folder it would dump its core in is searched for them,
in kana of three kinds, in digits of three, in seven encodings; and so is everything its window says when it has begun anew.
Some rounds end it as a fault of its own would (SIGSEGV, SIGABRT) with core dumps allowed.

canary_story.py --programs DIR --facts FILE [--rounds N] [--seed S]
Break: log what is pressed in kiosk/app.cpp; seal nothing in kiosk/local/visiting.cpp; take setrlimit out of kiosk/main.cpp.
"""
import argparse
import base64
import datetime
import json
import os
import pathlib
import random
import re
import resource
import signal
import subprocess
import tempfile
import time
import unicodedata
import urllib.parse

import pyatspi

from atspi import ROLES, Program, fail, plain
from desk_kiosks import ask
from desk_story import PASSWORD, TOWN, Hub
from disk_story import said
from ways_story import ZONE, publish

PLAIN_KANA = 'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわ'
AREA = 'みほん東地区'
SLIP_TITLE, OTHER_DAY = 'かえるれんしゅう', 'かえるれんしゅう'
CITY = '萩市'


class Stuck(Exception):
    """What was to be pressed or seen is not there."""


def half_width(katakana):
    full = 'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ'
    half = 'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜ'
    return katakana.translate(str.maketrans(full, half))


def spellings_of_kana(word):
    katakana = ''.join(chr(ord(letter) + 0x60) for letter in word)
    return {word, katakana, half_width(katakana), unicodedata.normalize('NFD', word)}


def spellings_of_digits(digits):
    wide = digits.translate({ord('0') + i: ord('０') + i for i in range(10)})
    grouped = [digits]
    if len(digits) == 11:
        grouped += [mark.join((digits[:3], digits[3:7], digits[7:])) for mark in '- ']
    return {wide, *grouped}


def encodings(text):
    """As bytes that a file, a memory page or a message could hold."""
    made = {text.encode('utf-8'), text.encode('utf-16-le'), text.encode('utf-16-be'), text.encode('utf-32-le'),
            urllib.parse.quote(text).encode(), json.dumps(text)[1:-1].encode(), text.encode('utf-8').hex().encode()}
    for name in ('cp932', 'euc_jp'):
        try:
            made.add(text.encode(name))
        except UnicodeEncodeError:
            pass
    packed = text.encode('utf-8')
    for shift in range(3): # Base64 of a text that begins anywhere: without the letters that its neighbours share.
        coded = base64.b64encode(b'\0' * shift + packed).decode()
        whole = coded[(0, 2, 3)[shift]:len(coded) - (0 if (shift + len(packed)) % 3 == 0 else 4)]
        if len(whole) >= 8:
            made.add(whole.encode())
    return made


def patterns(kanas, numbers, short_numbers):
    """Short numbers count only where no letter or digit of a longer one stands beside them."""
    found = {bytes(each) for word in kanas for text in spellings_of_kana(word) for each in encodings(text)}
    found |= {bytes(each) for digits in numbers for text in spellings_of_digits(digits) for each in encodings(text)}
    short = [re.compile(rb'(?<![0-9A-Za-z+/.])' + digits.encode() + rb'(?![0-9A-Za-z+/=.])') for digits in short_numbers]
    short += [re.compile(re.escape(digits.encode(name))) for digits in short_numbers for name in ('utf-16-le', 'utf-16-be')]
    return sorted(found) + short


def stands_in(each, bytes_there):
    return each in bytes_there if isinstance(each, bytes) else each.search(bytes_there) is not None


def files_below(folder):
    for path in sorted(folder.rglob('*')):
        if path.is_file() and not path.is_symlink():
            yield path


def text_of_slip(path):
    """What a reader sees of it, and what it says of itself."""
    return b''.join(subprocess.run([*command, str(path), *rest], capture_output=True, check=False).stdout
                    for command, rest in ((['pdftotext'], ['-']), (['pdfinfo'], [])))


def search(folders, sought):
    """The first place in which one of them stands."""
    for folder in folders:
        for path in files_below(folder):
            # Room that is only kept free is zeros.
            bytes_of_it = path.read_bytes().strip(b'\0')
            is_slip = path.suffix == '.pdf'
            text = text_of_slip(path) if is_slip else b''
            for each in sought:
                # Four digits stand in a PDF's own lengths and places by chance: one slip in two thousand.
                is_chance = is_slip and not isinstance(each, bytes)
                if stands_in(each, text if is_chance else bytes_of_it + text):
                    return f'{path.relative_to(folder)} of {folder.name} holds {each!r}'
    return None


class Touched(Program):
    """The kiosk with a home, caches and a folder for core dumps of its own, and core dumps allowed."""

    def __init__(self, command, root):
        places = {'HOME': 'home', 'TMPDIR': 'tmp', 'XDG_CACHE_HOME': 'cache', 'XDG_CONFIG_HOME': 'config',
                  'XDG_DATA_HOME': 'share', 'XDG_STATE_HOME': 'state'}
        for place in (*places.values(), 'cores'):
            (root / place).mkdir(exist_ok=True)
        with open(root / 'log', 'ab') as log:
            super().__init__(command, 'meguri-kiosk', stdout=log, stderr=log, cwd=root / 'cores', preexec_fn=allow_core,
                             env={**os.environ, **{name: str(root / place) for name, place in places.items()}})

    def top(self):
        for app in pyatspi.Registry.getDesktop(0):
            try:
                if app is not None and app.get_process_id() == self.process.pid:
                    return app
            except Exception: # One that was killed a moment ago is still on the list.
                continue
        return None

    def showing(self, roles=()):
        """What is shown of those roles, in one question: the tree takes hundreds."""
        top = self.top()
        if top is None:
            return []
        tree = top.queryCollection()
        rule = tree.createMatchRule(pyatspi.StateSet(pyatspi.STATE_SHOWING), tree.MATCH_ALL, [], tree.MATCH_ALL, list(roles),
                                    tree.MATCH_ANY if roles else tree.MATCH_ALL, [], tree.MATCH_ALL, False)
        found = list(tree.getMatches(rule, tree.SORT_ORDER_CANONICAL, 0, True))
        for node in found: # A page's parts become the next page's: what was kept of their names is the last one's.
            node.clear_cache()
        return [(plain(node.name), node) for node in found if node.name]

    def look(self, pick, what, roles=(), seconds=20):
        """The node that `pick` takes from those shown, once it takes one."""
        end = time.time() + seconds
        while time.time() < end:
            try:
                node = pick(self.showing(roles))
            except Exception: # The page changes while it is read.
                node = None
            if node is not None:
                return node
            if self.process.poll() is not None:
                fail(f'the program ended by itself with {self.process.returncode} before {what}')
            time.sleep(0.02)
        raise Stuck(f'{what}; shown: {[name for name, node in self.showing()]}')

    def tap(self, wanted):
        """The button of that name, else the first whose name begins so."""
        def pick(shown):
            exact = [node for name, node in shown if name == wanted]
            return next(iter(exact or [node for name, node in shown if len(wanted) > 1 and name.startswith(wanted)]), None)
        end = time.time() + 20
        while not self.press_node(self.look(pick, f'no button {wanted}', ROLES)):
            if time.time() > end:
                raise Stuck(f'{wanted} cannot be pressed')
            time.sleep(0.02)

    def press_node(self, node):
        """False: it was just being laid out anew."""
        try:
            return node.queryAction().doAction(0)
        except Exception:
            return False

    def see(self, wanted, seconds=20):
        self.look(lambda shown: next((node for name, node in shown if wanted in name), None), f'{wanted} is not shown',
                  seconds=seconds)
        time.sleep(0.2) # The parts of a new page take their places one after another.

    def tap_class(self, wanted):
        """The first button whose name holds `wanted`, or a class that has seats."""
        pattern = re.escape(wanted) if wanted else 'あと[0-9]+席|お取りできます'
        self.look(lambda shown: next((node for name, node in shown if re.search(pattern, name)), None),
                  f'no class {wanted}', ROLES).queryAction().doAction(0)

    def hold_head(self, _):
        subprocess.run(['xdotool', 'mousemove', '540', '40', 'mousedown', '1', 'sleep', '2.2', 'mouseup', '1'], check=True)


def allow_core():
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


class Person:
    """Somebody whom nobody else is."""

    def __init__(self, chance):
        self.kana = ''.join(chance.sample(PLAIN_KANA, 6))
        self.place = ''.join(chance.sample(PLAIN_KANA, 6))
        self.house = ''.join(chance.choice('123456789') for _ in range(4))
        self.phone = '080' + ''.join(chance.choice('123456789') for _ in range(8))

    def patterns(self, pin):
        return patterns([self.kana, self.place], [self.phone], [self.phone[-4:], self.house, pin])


def taps(text):
    return [('tap', letter) for letter in text]


def name_and_phone(person):
    return [('see', 'お名前を'), *taps(person.kana), ('tap', 'つぎへ'), ('see', '電話番号を'), *taps(person.phone),
            ('tap', 'つぎへ')]


def registers(person, slip, pin):
    return [('tap', '教室をさがす'), ('tap', f'{CITY}ぜんぶ'), ('tap', '決めていない'), ('tap_class', ''), ('tap', '申し込む'),
            *name_and_phone(person), ('tap', '昭和20年代'), ('tap', '昭和23年'), ('tap', CITY), ('see', 'これで'),
            ('tap', '申し込む'), ('see', '確定')]


def wishes_for_a_visit(person, slip, pin):
    return [('tap', '自宅に来てもらう'), ('tap', AREA), ('see', 'いつが'), ('tap_class', '午前'), ('tap', 'つぎへ'),
            ('see', '町の名前を'), *taps(person.place), ('tap', 'つぎへ'), ('see', '番地を'), *taps(person.house),
            ('tap', 'つぎへ'), *name_and_phone(person), ('tap', '昭和20年代'), ('tap', '昭和23年'), ('see', 'これで'),
            ('tap', '申し込む'), ('see', 'ご希望を')]


def calls_staff(person, slip, pin):
    return [('tap', '教室をさがす'), ('tap', f'{CITY}ぜんぶ'), ('tap', '決めていない'), ('tap_class', ''), ('tap', '申し込む'),
            *name_and_phone(person), ('tap', '係の人をよぶ'), ('see', 'お呼びしました')]


def has_lost_the_slip(person, slip, pin):
    return [('tap', '受付票を見る'), ('tap', '受付票をなくした'), *name_and_phone(person), ('see', '係の人の番号を'), *taps(pin),
            ('see', 'どの受付票ですか')]


def changes_the_day(person, slip, pin):
    return [('tap', '受付票を見る'), ('see', '受付番号を'), *taps(slip), ('tap', '別の日にする'), ('tap_class', OTHER_DAY),
            ('see', 'この日に変えますか'), *taps(person.phone[-4:]), ('tap', 'この日に変える'), ('see', '席がとれています')]


def cancels(person, slip, pin):
    return [('tap', '受付票を見る'), ('see', '受付番号を'), *taps(slip), ('tap', '取り消す'), ('see', '本当に'),
            *taps(person.phone[-4:]), ('tap', '取り消す'), ('see', '取り消してあります')]


def opens_the_corner(person, slip, pin):
    return [('see', '教室をさがす'), ('hold_head', ''), ('see', '係の人の番号を'), *taps(pin), ('see', '係の人の画面')]


WAYS = (registers, wishes_for_a_visit, calls_staff, has_lost_the_slip, changes_the_day, cancels, opens_the_corner)


class Story:
    def __init__(self, given, folder, chance):
        self.chance = chance
        self.root = folder / 'machine'
        self.root.mkdir()
        self.hub = Hub(str(given.programs / 'meguri-hub'), given.facts, folder / 'hub')
        url = self.hub.start()
        token = ask(url, '/v1/login', {'login': 'hagi', 'password': PASSWORD})['token']
        said(['curl', '-sf', '-X', 'PUT', '-H', f'Authorization: Bearer {token}', '--data-binary',
              json.dumps({'municipality': TOWN, 'name': AREA, 'has_shop': False}), f'{url}/v1/areas/area-0'])
        hall = next(venue for venue in ask(url, '/v1/venues')['venues'] if TOWN in json.dumps(venue['municipality']))['id']
        data = ['--data', str(folder / 'hub'), '--venue', hall]
        self.pin = said([self.hub.program, 'pin', *data]).split()[-1]
        now = datetime.datetime.now(ZONE).replace(microsecond=0)
        self.session = publish(url, token, hall, SLIP_TITLE, now + datetime.timedelta(days=5), 400)
        publish(url, token, hall, OTHER_DAY, now + datetime.timedelta(days=9), 400)
        self.command = [str(given.programs / 'meguri-kiosk'), '--data', str(self.root / 'kiosk')]
        code = said([self.hub.program, 'enrol', *data]).split()[-1]
        said([*self.command, 'enrol', '--hub', url, '--code', code])
        said([*self.command, 'sync'])
        self.everybody = []
        self.kiosk = None

    def folders(self):
        return [self.root, pathlib.Path(os.environ['XDG_RUNTIME_DIR'])]

    def begin(self):
        """Starts the program; a receipt that nobody has seen yet is looked at and put away."""
        self.kiosk = Touched([*self.command, '--size', '1080x1920', '--no-scanner'], self.root)
        self.kiosk.look(lambda shown: next((node for name, node in shown if name.startswith('教室をさがす') or name == 'おわる'),
                                           None), 'the window does not come', ROLES, 60)
        shown = ' '.join(name for name, node in self.kiosk.showing()).encode()
        for each in self.everybody:
            if stands_in(each, shown):
                fail(f'the window shows {each!r} of somebody before: {shown.decode()}')
        if any(name == 'おわる' for name, node in self.kiosk.showing(ROLES)):
            self.kiosk.tap('おわる')
        self.kiosk.see('教室をさがす')

    def slip_of(self, person):
        told = said([*self.command, 'register', '--session', self.session, '--kana', person.kana, '--phone', person.phone,
                     '--birth-year', '1948'])
        return json.loads(told)['code']

    def walk(self, way, number, is_strict):
        """As far as chance lets it come; gives what happened last."""
        person = Person(self.chance)
        self.newest = person.patterns(self.pin)
        self.everybody += self.newest
        slip = self.slip_of(person) if way in (has_lost_the_slip, changes_the_day, cancels) else ''
        steps = way(person, slip, self.pin)
        typed = [i for i, (do, what) in enumerate(steps) if do == 'tap' and len(what) == 1]
        is_whole = (number + number // len(WAYS)) % 2 == 0
        last = len(steps) if is_whole else self.chance.randrange(typed[-4], len(steps)) + 1
        try:
            for do, what in steps[:last]:
                getattr(self.kiosk, do)(what)
        except Stuck as stuck:
            if is_strict:
                fail(f'{way.__name__}: {stuck}')
        time.sleep(self.chance.random() * 0.15)
        return f'{way.__name__}, {last} of {len(steps)} steps'

    def strike(self, how):
        limits = pathlib.Path(f'/proc/{self.kiosk.process.pid}/limits').read_text()
        if not re.search(r'Max core file size +0 +0 ', limits):
            fail(f'the program lets its core be dumped: {limits}')
        if how != signal.SIGKILL:
            lift_core_limit(self.kiosk.process.pid)
        self.kiosk.process.send_signal(how)
        self.kiosk.process.wait(20)

    def check(self, what, sought):
        found = search(self.folders(), sought)
        if found:
            fail(f'after {what}: {found}')
        if any(files_below(self.root / 'cores')):
            fail(f'after {what} a core was dumped: {sorted(files_below(self.root / "cores"))}')


def lift_core_limit(process):
    try:
        resource.prlimit(process, resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    except PermissionError: # Only root may; what the program set itself holds all the same.
        pass


def check_the_search(folder):
    """It must find what is there: in each spelling, and in the core of a program that does not take care."""
    person = Person(random.Random(1))
    sought = person.patterns('471108')
    place = folder / 'found'
    place.mkdir()
    katakana = ''.join(chr(ord(letter) + 0x60) for letter in person.kana)
    for bytes_there in (person.kana.encode(), katakana.encode('utf-16-le'), half_width(katakana).encode(),
                        person.phone.encode('utf-16-be'), f'{person.phone[:3]}-{person.phone[3:7]}-{person.phone[7:]}'.encode(),
                        b'"' + person.phone[-4:].encode() + b'"', base64.b64encode(b'xy' + person.kana.encode() + b'z'),
                        b'pin=471108 '):
        (place / 'file').write_bytes(b'before' + b'\0' * 3 + bytes_there + b'\0after')
        if not search([place], sought):
            fail(f'the search does not find {bytes_there!r}')
    (place / 'file').unlink()
    careless = subprocess.Popen(['sleep', '60'], cwd=place, preexec_fn=allow_core, env={'WHO': person.kana})
    time.sleep(0.3)
    careless.send_signal(signal.SIGSEGV)
    careless.wait()
    if search([place], sought):
        return True
    print('this machine gives core dumps to a collector: only the limits are looked at')
    return False


def main():
    options = argparse.ArgumentParser()
    options.add_argument('--programs', required=True, type=lambda path: pathlib.Path(path).resolve())
    options.add_argument('--facts', required=True, type=pathlib.Path)
    options.add_argument('--rounds', type=int, default=len(WAYS) + 1)
    options.add_argument('--seed', type=int, default=int(os.environ.get('MEGURI_SEED', '20261123')))
    given = options.parse_args()
    print(f'seed {given.seed}', flush=True)
    chance = random.Random(given.seed)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        check_the_search(folder)
        story = Story(given, folder, chance)
        for number in range(given.rounds):
            story.begin()
            what = story.walk(WAYS[number % len(WAYS)], number, number < len(WAYS))
            how = (signal.SIGKILL, signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT)[chance.randrange(4)]
            story.strike(how)
            story.check(what, story.newest)
            print(f'{time.monotonic() - begun:6.1f} s  {what}, then {how.name}', flush=True)
        story.begin()
        story.kiosk.stop()
        story.check('the last end', story.everybody)
        story.hub.stop()
    print('nobody left anything behind')


if __name__ == '__main__':
    main()
