#!/usr/bin/python3
"""Every page of the gallery at the real window, as assistive technology meets it: each key that the page offers is there once,
shown, with a name of its own and a press; one of them, another each time, is pressed and arrives as that key.

pages_story.py KIOSK_PAGES WIDTH HEIGHT MM-PER-PX   (MEGURI_SEED repeats a choice of keys)
Break: give a key no name (part_control.cpp); leave the keys of the page before on the bus; press the key beside.
"""
import os
import random
import subprocess
import sys
import time

from atspi import Program, fail, plain


def told(window, first):
    """The next line that begins so; the lines before it that are keys."""
    keys = []
    for line in window.process.stdout:
        word, _, rest = line.rstrip('\n').partition(' ')
        if word == 'KEY':
            keys.append(rest)
        if word == first:
            return rest, keys
        if word == 'END':
            return None, keys
    fail(f'the window ended before {first}')


def on_the_bus(key, names):
    """What assistive technology calls that key: its words, or its words and what stands beside them (あと3席)."""
    found = [name for name in names if name == key] or [name for name in names if name.startswith(key)]
    return found[0] if len(found) == 1 else None


def nodes_of(window, page, keys):
    """The node of each key by the key's words, once the bus shows all of them."""
    end = time.time() + 30
    while True:
        nodes = list(window.buttons())
        names = [plain(node.name) for node in nodes]
        called = {plain(key): on_the_bus(plain(key), names) for key in keys}
        if all(called.values()):
            break
        if time.time() > end:
            missing = sorted(key for key, name in called.items() if not name)
            fail(f'{page}: these keys are not on the bus, or more than once: {missing}; there are {sorted(names)}')
        time.sleep(0.05)
    if len(set(called.values())) < len(called) or len(called) < len(keys):
        fail(f'{page}: two keys have one name: {called}')
    return {key: nodes[names.index(name)] for key, name in called.items()}


def main():
    program, *panel = sys.argv[1:]
    seed = int(os.environ.get('MEGURI_SEED', random.randrange(1 << 30)))
    print(f'seed {seed}')
    chance = random.Random(seed)
    window = Program([program, *panel], 'kiosk_pages', stdout=subprocess.PIPE, text=True)
    told(window, 'READY')
    page, _ = told(window, 'PAGE')
    pages = 0
    while page is not None:
        _, keys = told(window, 'SHOWN')
        if not keys:
            fail(f'{page}: nothing can be pressed')
        nodes = nodes_of(window, page, keys)
        for name, node in nodes.items():
            if node.queryAction().nActions < 1:
                fail(f'{page}: {name} has no press')
        name = chance.choice(sorted(nodes))
        nodes[name].queryAction().doAction(0)
        pressed, _ = told(window, 'PRESSED')
        if plain(pressed) != name:
            fail(f'{page}: {name} was pressed and {pressed} arrived')
        pages += 1
        page, _ = told(window, 'PAGE')
    if pages < 100:
        fail(f'only {pages} pages were seen')
    print(f'{pages} pages were walked')


if __name__ == '__main__':
    main()
