#!/usr/bin/python3
"""A clerk plans at the desk, through assistive technology: an outing of two days with a van, a second one that is in
its way, refused in words and written over with a reason; a change; a series whose one day is left out; a template. Hub
and desk are the real programs. Run under with-display:
    with-display desk_sessions.py --hub-program bin/meguri-hub --desk-program bin/meguri-admin --facts yamaguchi-r6.json

Break: lose what was typed when the hub refuses; forget the reason of an override; write a day that was left out.
"""
import argparse
import datetime
import json
import pathlib
import tempfile
import urllib.request

from desk_story import PASSWORD, Desk, Hub, fail, keys, wait_for

VAN = "サポート号"
LIST = "開催回の一覧"


def ask(url, path, body=None, token=""):
    request = urllib.request.Request(url + path, method="POST" if body else "GET",
                                     data=json.dumps(body).encode() if body else None)
    request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", "Bearer " + token)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)


def day_after(days):
    return datetime.date.today() + datetime.timedelta(days=days)


def log_in(desk):
    desk.write("利用者名", "hagi")
    desk.write("パスワード", PASSWORD)
    desk.press("ログイン")
    desk.sees("ハブとつながっています")
    desk.press("開催回")


def fill_outing(desk, title, venues, days):
    """Two days at two places, with the van."""
    desk.press("新規")
    desk.write("名前", title)
    desk.choose("実施形態", "実践型")
    desk.choose("会場", venues[0])
    desk.write("日にち", days[0].isoformat())
    desk.write("開始", "10:00")
    desk.write("終了", "11時半")
    desk.write("定員", "8")
    desk.press("日を足す")
    desk.write("2日目の日にち", days[1].isoformat())
    desk.write("2日目の開始", "13:00")
    desk.write("2日目の終了", "15:00")
    desk.choose("2日目の会場", venues[1])
    desk.choose("車", VAN)


def create_outing(desk, venues, days, pictures):
    title = "バスに乗ってみよう"
    fill_outing(desk, title, venues, days)
    desk.write("返事を待つ相手(調整中のとき)", "バス会社")
    desk.picture(pictures, "sessions-1-outing-form")
    desk.press("下書きを作る")
    desk.sees("下書きを作りました: " + title)
    desk.sees("2日目")
    desk.sees("バス会社")
    wait_for("the outing on the list, arranged",
             lambda: any(title in " ".join(row) and "調整中" in row for row in desk.rows(LIST)))
    desk.picture(pictures, "sessions-2-outing-details")
    print("created an outing of two days that waits for the bus company")


def override_clash(desk, venues, days, pictures):
    title = "電車に乗ってみよう"
    fill_outing(desk, title, venues, days)
    desk.press("下書きを作る")
    desk.sees(VAN + "は、「バスに乗ってみよう」")
    field = desk.shown({"text", "entry"}, "名前")
    if field.queryText().getText(0, -1) != title:
        fail("what was typed is gone")
    desk.picture(pictures, "sessions-3-clash")
    desk.press("理由を書いて重ねる")
    desk.sees("理由を書いてください。")
    desk.write("それでも重ねる理由", "運転手が2人いるため")
    desk.press("理由を書いて重ねる")
    desk.sees("下書きを作りました: " + title)
    desk.sees("理由を書いて重ねました:「運転手が2人いるため」 (hagi)")
    wait_for("the clash on the list, in words", lambda: any("×重なり " + title in row for row in desk.rows(LIST)))
    desk.picture(pictures, "sessions-4-overridden")
    print("a clash was refused in words, written over with a reason, and stays marked")


def change(desk, title, pictures):
    desk.press("書きかえる")
    field = wait_for("the form with the name", lambda: desk.shown({"text", "entry"}, "名前"))
    if field.queryText().getText(0, -1) != title:
        fail("the form shows another session")
    desk.write("定員", "12")
    desk.picture(pictures, "sessions-5-change")
    desk.press("書きかえる")
    desk.sees("書きかえました: " + title)
    wait_for("twelve seats", lambda: any("0/12" in " ".join(row) for row in desk.rows(LIST)))
    print("changed it")


def write_over(url, token, title, **fields):
    """What another clerk does meanwhile."""
    listed = next(one for one in ask(url, "/v1/sessions", token=token)["sessions"] if one["title"] == title)
    body = ask(url, "/v1/sessions/" + listed["id"], token=token)
    body.update(fields)
    request = urllib.request.Request(url + "/v1/sessions/" + listed["id"], method="PUT", data=json.dumps(body).encode())
    for name, value in (("Content-Type", "application/json"), ("Authorization", "Bearer " + token),
                        ("If-Match", f'"{body["version"]}"')):
        request.add_header(name, value)
    urllib.request.urlopen(request, timeout=20).close()


def two_clerks(desk, url, token, title, pictures):
    """The second is told what the first did; she takes it, and another time keeps her own."""
    desk.press("書きかえる")
    desk.write("定員", "14")
    write_over(url, token, title, capacity=20, minimum_participants=3)
    desk.press("書きかえる")
    desk.sees("定員: 12人 → 20人")
    desk.sees("最少の人数: なし → 3人")
    desk.picture(pictures, "sessions-5-two-clerks")
    desk.press("いまの内容にする(書いたものは消えます)")
    field = desk.shown({"text", "entry"}, "定員")
    wait_for("the other's number of seats", lambda: field.queryText().getText(0, -1) == "20")
    desk.write("定員", "16")
    write_over(url, token, title, capacity=18)
    desk.press("書きかえる")
    desk.sees("定員: 20人 → 18人")
    desk.press("書いたとおりに 書きかえる")
    desk.sees("書きかえました: " + title)
    wait_for("sixteen seats", lambda: any("0/16" in " ".join(row) for row in desk.rows(LIST)))
    print("was told what another did, took it, and wrote over it")


def close_it(desk, title, pictures):
    """What nobody can take back is asked once more."""
    desk.press("公開")
    desk.sees("公開  できました: " + title)
    desk.press("締め切る")
    desk.sees("申込の受付を 終わりにします。")
    desk.picture(pictures, "sessions-5-sure")
    desk.press("やめる")
    wait_for("the buttons again", lambda: desk.has_button("公開をやめる"))
    desk.press("締め切る")
    desk.sees("申込の受付を 終わりにします。")
    desk.press("締め切る")
    desk.sees("締め切る  できました: " + title)
    print("closed it, the second time it was asked")


def series_by_keys(desk, venue, first, pictures):
    """All but the choice of the house by keys alone."""
    title = "はじめてのスマホ"
    keys("ctrl+n")
    wait_for("the form", lambda: desk.shown({"text", "entry"}, "名前"))
    desk.write("名前", title)
    desk.choose("会場", venue)
    desk.write("日にち", first.isoformat())
    desk.write("開始", "14:00")
    desk.write("終了", "15:00")
    desk.write("定員", "10")
    desk.choose("くり返す", "毎週")
    desk.write("いつまで(回数か最後の日)", "3")
    desk.picture(pictures, "sessions-6-series-form")
    desk.press("ひな形に残す")
    desk.sees("ひな形に 残しました: " + title)
    desk.press("日にちを見る")
    desk.sees("このまま作れます。")
    second = first + datetime.timedelta(days=7)
    desk.select_row("くり返しの日にち", f"{second.month}月{second.day}日")
    desk.press("この日を とばす・もどす")
    wait_for("the second day left out", lambda: any("とばす" in row for row in desk.rows("くり返しの日にち")))
    desk.sees(f"{title} を 2回 開きます")
    desk.picture(pictures, "sessions-7-series-days")
    desk.press("まとめて作る")
    desk.sees("2回分の下書きを作りました: " + title)
    wait_for("two sessions", lambda: sum(title in row for row in desk.rows(LIST)) == 2)
    print("wrote a series of three with one day left out")


def begin_from_template(desk, pictures):
    desk.press("新規")
    desk.choose("ひな形から始める", "はじめてのスマホ")
    desk.sees("ひな形から 書きました。")
    field = desk.shown({"text", "entry"}, "名前")
    wait_for("the template's name", lambda: field.queryText().getText(0, -1) == "はじめてのスマホ")
    desk.picture(pictures, "sessions-8-template")
    keys("Escape")
    wait_for("the form to close", lambda: not desk.has_button("ひな形に残す"))
    print("began from the template, and left the form with Escape")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--hub-program", required=True)
    options.add_argument("--desk-program", required=True)
    options.add_argument("--facts", required=True, type=pathlib.Path)
    options.add_argument("--size", default="1366x768")
    options.add_argument("--pictures", type=pathlib.Path)
    given = options.parse_args()
    if given.pictures:
        given.pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        hub = Hub(given.hub_program, given.facts, pathlib.Path(folder) / "hub")
        url = hub.start()
        token = ask(url, "/v1/login", {"login": "hagi", "password": PASSWORD})["token"]
        ask(url, "/v1/resources", {"kind": "van", "name": VAN}, token)
        venues = [one["name"] for one in ask(url, "/v1/venues")["venues"] if "352047" in json.dumps(one)]
        days = [day_after(20), day_after(22)]
        desk = Desk(given.desk_program, url, given.size)
        log_in(desk)
        create_outing(desk, [venues[0], venues[-1]], days, given.pictures)
        override_clash(desk, [venues[0], venues[-1]], days, given.pictures)
        change(desk, "電車に乗ってみよう", given.pictures)
        two_clerks(desk, url, token, "電車に乗ってみよう", given.pictures)
        close_it(desk, "電車に乗ってみよう", given.pictures)
        series_by_keys(desk, venues[0], day_after(30), given.pictures)
        begin_from_template(desk, given.pictures)
        desk.end()
        hub.stop()
    print("the plans stand")


if __name__ == "__main__":
    main()
