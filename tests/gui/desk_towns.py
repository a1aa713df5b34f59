#!/usr/bin/python3
"""The section 市町 and the preparation of the next year at the desk, through assistive technology and keys: every tile of the
map is read with its name and figure and can be pressed, the map is coloured by other figures, each picture has its table,
what had no class in a quarter is listed, map and bars go into files as PNG and PDF; then 報告 copies a year into the next
one after a preview, and a second time changes nothing. Hub and desk are the real programs on the demonstration, in the small
window. Run under with-display:
    with-display desk_towns.py --programs bin --facts yamaguchi-r6.json [--pictures DIR]

Break: leave a tile without a name; keep the bars' table as it was when other bars are chosen; write an empty picture; copy
what is only previewed.
"""
import subprocess

from desk_kiosks import ask
from desk_office import Office, look
from desk_story import PASSWORD, fail, keys, wait_for
from desk_tours import save_as

TOWNS, BARS, LEFT_OUT, YEAR = "市町の表", "棒グラフの表", "教室のない所の表", "次の年度に写すもの"


def named(desk, begins):
    """What is shown under a name that begins so, by its name."""
    return {node.name: node for node, _ in desk.walk(desk.top)
            if node.name.startswith(begins)}


def tiles(desk, meaning):
    return {node.name.split(" ")[0]: node for node, role in desk.walk(desk.top)
            if role == "push button" and f" {meaning} " in node.name}


def save(desk, button, path):
    desk.press(button)
    save_as(path)
    wait_for(f"{path.name} on the disk", lambda: path.exists() and path.stat().st_size > 0)
    desk.sees("書き出しました: " + str(path))


def read_map(desk, pictures):
    keys("ctrl+4")
    wait_for("19 municipalities in the table", lambda: len(desk.rows(TOWNS)) == 19 and "—" not in desk.rows(TOWNS)[0][1])
    shown = wait_for("19 tiles with names", lambda: (found := tiles(desk, "席の利用率")) and len(found) == 19 and found)
    if not all(node.name.endswith("%") or node.name.endswith("—") for node in shown.values()):
        fail("a tile says " + ", ".join(node.name for node in shown.values()))
    look(desk, pictures, "towns-1-map")
    shown["萩市"].queryAction().doAction(0)
    wait_for("Hagi in the map's name", lambda: named(desk, "席の利用率 萩市"))
    for meaning, sign in (("参加した人", "人"), ("補助金の段階", ""), ("教室のある会場の割合(10〜12月)", "%")):
        desk.choose("色の意味", meaning.split("(")[0])
        found = wait_for(meaning + " on 19 tiles",
                         lambda m=meaning: (now := tiles(desk, m)) and len(now) == 19 and now)
        if not any(node.name.endswith(sign) for node in found.values()):
            fail(meaning + " is not said")
        if meaning == "補助金の段階" and not any("交付決定" in node.name for node in found.values()):
            fail("no step of a subsidy on the map")
    look(desk, pictures, "towns-2-coverage-map")
    print("read 19 tiles by name and figure, and coloured them by other figures")


def read_tables(desk, pictures):
    keys("alt+2")
    desk.choose("棒グラフ", "月ごとの開催回")
    rows = wait_for("12 months behind the bars", lambda: (r := desk.rows(BARS)) and len(r) == 12 and r)
    chart = wait_for("the chart", lambda: named(desk, "月ごとの開催回 "))
    april = next(row for row in rows if row[0] == "4月")
    words = next(iter(chart))
    total = int(april[1].replace(",", "")) + int(april[2].replace(",", ""))
    if total and f"4月 {total}回" not in words:
        fail(f"the chart says {words}, the table {april}")
    look(desk, pictures, "towns-3-bars")
    desk.choose("棒グラフ", "年齢ごとの参加した人")
    wait_for("7 ages behind the bars", lambda: len(desk.rows(BARS)) == 7)
    look(desk, pictures, "towns-4-ages")
    desk.choose("棒グラフ", "実施形態ごとの開催回")
    wait_for("8 formats behind the bars", lambda: len(desk.rows(BARS)) == 8)
    look(desk, pictures, "towns-5-formats")
    keys("alt+3")
    desk.sees("に 教室がない: 市町 ")
    left_out = wait_for("places without a class", lambda: desk.rows(LEFT_OUT))
    if any(row[3] in ("実施済", "予定あり") for row in left_out):
        fail("a place that had a class is among those that had none")
    look(desk, pictures, "towns-6-left-out")
    desk.choose("四半期", "1〜3月")
    desk.sees("1〜3月に 教室がない")
    keys("alt+1")
    wait_for("the municipalities again", lambda: len(desk.rows(TOWNS)) == 19)
    print("each picture has its table, and what had no class is listed")


def save_pictures(desk, folder):
    for button, name, begins in (("地図をPNGに書き出す", "map.png", b"\x89PNG"), ("棒グラフをPNGに書き出す", "bars.png", b"\x89PNG"),
                                 ("地図と表をPDFに書き出す", "towns.pdf", b"%PDF")):
        path = folder / name
        save(desk, button, path)
        if not path.read_bytes().startswith(begins):
            fail(name + " is no such file")
    text = subprocess.run(["pdftotext", "-layout", str(folder / "towns.pdf"), "-"], capture_output=True, text=True,
                          check=True).stdout
    if "教室のある会場の割合" not in text or "上関町" not in text:
        fail("the paper says " + text[:400])
    size = subprocess.run(["identify", "-format", "%w", str(folder / "map.png")], capture_output=True, text=True,
                          check=True).stdout
    if int(size) < 1000:
        fail("the picture is only " + size + " wide")
    print("map and bars stand in files as PNG and PDF")


def begin_year(desk, url, pictures):
    keys("ctrl+8")
    desk.press("次の年度の準備")
    desk.press("下見する")
    desk.sees("件を 写せます。")
    wait_for("programmes and subsidies", lambda: any(row[0] == "事業" and row[3] == "写します" for row in desk.rows(YEAR)))
    look(desk, pictures, "towns-7-preview")
    subsidies = [row for row in desk.rows(YEAR) if row[0].endswith("補助金")]
    if not subsidies:
        fail("no subsidy to be ticked")
    desk.select_row(YEAR, "しるしをつけると 申請予定にします")
    desk.table(YEAR).queryComponent().grabFocus()
    keys("space")
    wait_for("one ticked", lambda: sum(row[0].startswith("☑") for row in desk.rows(YEAR)) == 1)
    year = desk_year(url)
    if ask(url, f"/v1/programmes?fiscal_year={year + 1}")["programmes"]:
        fail("the preview wrote something")
    desk.press("次の年度に写す")
    desk.sees("件を 写し、補助金 1件を 申請予定にしました。")
    made = ask(url, f"/v1/programmes?fiscal_year={year + 1}")["programmes"]
    if len(made) != len(ask(url, f"/v1/programmes?fiscal_year={year}")["programmes"]):
        fail(f"{len(made)} programmes were made")
    look(desk, pictures, "towns-8-written")
    desk.press("下見する")
    desk.sees("事業は もう ぜんぶ あります。")
    print("copied a year into the next one after a preview, once")


def desk_year(url):
    token = ask(url, "/v1/login", {"login": "ken", "password": PASSWORD})["token"]
    return ask(url, "/v1/municipalities/summaries", token=token)["fiscal_year"]


def main():
    with Office() as office:
        office.add_user("ken", "prefecture", "prefecture")
        office.fill()
        url = office.hub.start()
        with office.desk("ken", url) as desk:
            read_map(desk, office.pictures)
            read_tables(desk, office.pictures)
            save_pictures(desk, office.pictures or office.folder)
            begin_year(desk, url, office.pictures)
    print("the municipalities and the next year are in order")


if __name__ == "__main__":
    main()
