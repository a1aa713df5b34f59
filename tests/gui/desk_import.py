#!/usr/bin/python3
"""A clerk brings files in, through assistive technology: papers in Shift_JIS with a mistake, then without; the same file
again; attendance by the numbers it gave; the list of postal codes. Hub and desk are the real programs. Run under
with-display:
    with-display desk_import.py --programs bin --facts yamaguchi-r6.json [--pictures DIR]

Break: let the button be pressed while there are faults; take half of a file; forget the name of a table; keep the people
of a file on the page after another section was open.
"""
import datetime
import json
import re
import subprocess
import time
import urllib.request

import pyatspi

from desk_kiosks import TITLE, fits, publish_a_class
from desk_office import Office, look
from desk_story import PASSWORD, fail, wait_for


def ask(url, path, body=None, token=None):
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = "Bearer " + token
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url + path, data, headers), timeout=30) as answer:
        return json.load(answer)


def choose_file(desk, path):
    """Types the path into the toolkit's own dialog."""
    desk.press("ファイルを えらぶ")
    name_in_dialog(desk, path)


def name_in_dialog(desk, path):
    def dialog():
        for node in desk.top:
            if node is not None and node.getRoleName() in ("file chooser", "dialog"):
                return node
        return None
    wait_for("the dialog", dialog)
    time.sleep(0.5)
    subprocess.run(["xdotool", "mousemove", "683", "384", "key", "ctrl+l"], check=True)
    time.sleep(0.3)
    subprocess.run(["xdotool", "key", "ctrl+a"], check=True)
    subprocess.run(["xdotool", "type", "--delay", "20", str(path)], check=True)
    time.sleep(0.3)
    pressed = [0.0]

    def gone():
        """Enter may go to the list of names that the toolkit offers, when that is late."""
        if dialog() is None:
            return True
        if time.monotonic() - pressed[0] > 5:
            subprocess.run(["xdotool", "key", "Return"], check=True)
            pressed[0] = time.monotonic()
        return False
    wait_for("the dialog to go", gone)


def is_ready(desk, name):
    node = desk.shown({"push button"}, name)
    return node is not None and node.getState().contains(pyatspi.STATE_SENSITIVE)


def papers(hall, day, phone):
    lines = ["会場,開催日,開始,フリガナ,電話番号,生年,同意,確信度"]
    for kana, number, year in (("ﾐﾎﾝ ﾊﾅ", "０９０－１２３４－５６７８", "昭和23"), ("タメシ ウメ", phone, "1945")):
        lines.append(f"{hall},{day},10:00,{kana},{number},{year},○,0.98")
    return "\r\n".join(lines).encode("cp932") + b"\r\n"


def bring_papers(desk, folder, hall, day, pictures):
    (folder / "kami.csv").write_bytes(papers(hall, day, "110"))
    choose_file(desk, folder / "kami.csv")
    desk.sees("まちがいが 1か所 あります")
    desk.sees("文字コード Shift_JIS(CP932)")
    desk.sees("使わない列: 確信度")
    fits(desk, desk.size, "a file with a fault")
    desk.picture(pictures, "desk-import-fault")
    if is_ready(desk, "取り込む"):
        fail("a file with a fault can be taken in")
    wait_for("the fault by line and column",
             lambda: any(row[0] == "3" and row[1] == "電話" and row[2] == "110" for row in desk.rows("まちがいの一覧")))
    (folder / "kami.csv").write_bytes(papers(hall, day, "0838-22-0031"))
    choose_file(desk, folder / "kami.csv")
    desk.sees("まちがいは ありません。取り込むと こうなります: 確定 2件")
    fits(desk, desk.size, "a good file")
    desk.picture(pictures, "desk-import-good")
    desk.press("取り込む")
    desk.sees("取り込みました: 確定 2件")
    desk.picture(pictures, "desk-import-done")
    codes = [re.search(r"\d{3}-\d{3}-\d{3}", " ".join(row)).group() for row in desk.rows("取り込む行 紙の申込")]
    choose_file(desk, folder / "kami.csv")
    desk.sees("もう すべて入っています。何も変わりません。")
    if is_ready(desk, "取り込む"):
        fail("a file that is in already can be taken in again")
    print("took papers in, once, after their mistake was named")
    return codes


def bring_attendance(desk, folder, codes, url):
    (folder / "deta.csv").write_text("受付番号,出欠\n" + codes[0] + ",○\n" + codes[1] + ",×\n", encoding="utf-8-sig")
    choose_file(desk, folder / "deta.csv")
    desk.sees("出席 1件 ・ 欠席 1件")
    desk.press("取り込む")
    desk.sees("取り込みました: 出席 1件 ・ 欠席 1件")
    token = ask(url, "/v1/login", {"login": "hagi", "password": PASSWORD})["token"]
    session = next(one for one in ask(url, "/v1/sessions")["sessions"] if one["title"] == TITLE)
    roster = ask(url, f"/v1/sessions/{session['id']}/roster", token=token)
    marks = sorted(one["attendance"] for one in roster["confirmed"])
    if marks != ["no_show", "present"]:
        fail(f"the hub has {marks}")
    print("took attendance in by the numbers of the slips")


def bring_classes(desk, folder, hall, url, pictures):
    """Of a shop: with an hour that ends before it begins, then right, then the same file again."""
    day = (datetime.date.today() + datetime.timedelta(days=20)).strftime("%Y/%-m/%-d")
    head = "講座名,店舗,開催日,開始,終了,定員,内容,テーマ\r\n"
    row = "店でならうLINE,{},{},10:00,{},５,基本,LINEの使い方\r\n"
    (folder / "mise.csv").write_bytes((head + row.format(hall, day, "9時")).encode("cp932"))
    choose_file(desk, folder / "mise.csv")
    desk.sees("まちがいが 1か所 あります")
    wait_for("the fault by line and column",
             lambda: any(row[0] == "2" and row[1] == "終了" for row in desk.rows("まちがいの一覧")))
    (folder / "mise.csv").write_bytes((head + row.format(hall, day, "11時半")).encode("cp932"))
    choose_file(desk, folder / "mise.csv")
    desk.sees("新しい 1件")
    desk.picture(pictures, "desk-import-classes")
    desk.press("取り込む")
    desk.sees("取り込みました")
    token = ask(url, "/v1/login", {"login": "hagi", "password": PASSWORD})["token"]
    made = [one for one in ask(url, "/v1/sessions", token=token)["sessions"] if one["title"] == "店でならうLINE"]
    if [(one["format"], one["capacity"]) for one in made] != [("shop_class", 5)]:
        fail(f"the hub has {made}")
    choose_file(desk, folder / "mise.csv")
    desk.sees("何も変わりません")
    if is_ready(desk, "取り込む"):
        fail("classes that are in already can be taken in again")
    print("took a shop's classes in, once")


def convert_postal_codes(desk, folder, pictures):
    line = '{0},"75800","{1}","ﾔﾏｸﾞﾁｹﾝ","ﾊｷﾞｼ","{2}","山口県","萩市","{3}",0,0,0,0,0,0\r\n'
    (folder / "KEN_ALL.CSV").write_bytes((line.format("35204", "7580041", "ｴﾑｶｲ", "江向")
                                          + line.format("01101", "0600000", "ｱｻﾋｶﾞｵｶ", "旭ケ丘")).encode("cp932"))
    choose_file(desk, folder / "KEN_ALL.CSV")
    desk.sees("この県の 1件を 書き出せます")
    fits(desk, desk.size, "postal codes")
    desk.picture(pictures, "desk-import-postal")
    desk.press("変換して 書き出す")
    name_in_dialog(desk, folder / "postal-codes.csv")
    desk.sees("書き出しました: ")
    text = (folder / "postal-codes.csv").read_text(encoding="utf-8")
    if "エムカイ" not in text or "旭ケ丘" in text:
        fail("the converted list says " + text)
    print("converted the list of postal codes")


def main():
    with Office() as office:
        url = office.hub.start()
        hall = publish_a_class(url)
        day = (datetime.date.today() + datetime.timedelta(days=10)).isoformat()
        with office.desk("hagi", url) as desk:
            desk.press("取込")
            desk.sees("ファイルを えらんでください")
            look(desk, office.pictures, "desk-import-empty")
            codes = bring_papers(desk, office.folder, hall, day, office.pictures)
            bring_attendance(desk, office.folder, codes, url)
            bring_classes(desk, office.folder, hall, url, office.pictures)
            convert_postal_codes(desk, office.folder, office.pictures)
            desk.press("市町")
            desk.press("取込")
            desk.sees("ファイルを えらんでください")
            if "江向" in desk.words():
                fail("the file is still there")
    print("the files are in")


if __name__ == "__main__":
    main()
