"""What a story of a clerk begins and ends with: the arguments, a hub with the year's facts in a folder of its own, desks
that are logged in, and a look at a page."""
import argparse
import contextlib
import pathlib
import tempfile

from desk_kiosks import fits
from desk_story import PASSWORD, Desk, Hub


def log_in(desk, login):
    desk.write("利用者名", login)
    desk.write("パスワード", PASSWORD)
    desk.press("ログイン")
    desk.sees("ハブとつながっています")


def look(desk, pictures, name):
    """Everything is where it belongs, and a picture for whoever wants to see it."""
    fits(desk, desk.size, name)
    desk.picture(pictures, name)


class Office:
    """--programs DIR --facts FILE [--size 1366x768] [--pictures DIR]; gone with its folder at the end."""

    def __init__(self):
        options = argparse.ArgumentParser()
        options.add_argument("--programs", required=True, type=pathlib.Path)
        options.add_argument("--facts", required=True, type=pathlib.Path)
        options.add_argument("--size", default="1366x768")
        options.add_argument("--pictures", type=pathlib.Path)
        given = options.parse_args()
        self.programs, self.facts, self.size, self.pictures = given.programs, given.facts, given.size, given.pictures
        if self.pictures:
            self.pictures.mkdir(parents=True, exist_ok=True)
        self.room = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.room.name)
        self.hub = Hub(str(self.programs / "meguri-hub"), self.facts, self.folder / "hub")

    def __enter__(self):
        return self

    def __exit__(self, *trouble):
        self.hub.stop()
        self.room.cleanup()

    def add_user(self, login, role, *organisation):
        where = ["--org", *organisation] if organisation else []
        self.hub.command("user", "add", "--login", login, "--role", role, *where, "--password-stdin", text=PASSWORD + "\n")

    def fill(self):
        """A year as the demonstration has it."""
        self.hub.command("demo", seconds=600)

    @contextlib.contextmanager
    def desk(self, login, url):
        desk = Desk(str(self.programs / "meguri-admin"), url, self.size)
        log_in(desk, login)
        yield desk
        desk.end()
