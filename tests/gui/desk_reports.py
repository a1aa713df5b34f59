#!/usr/bin/python3
"""Reports at the desk, through assistive technology: the meeting page of FY令和6 with every number, where it comes from and
its rows; a year without data that says so; the report on a subsidy as PDF and workbook, read back; its form saved, changed by
a clerk, used by the next report, and passed over with the field that is wrong. Hub and desk are the real programs, in the
small window. Run under with-display:
    with-display desk_reports.py --programs bin --facts yamaguchi-r6.json [--pictures DIR]

Break: show a number without its basis; say nothing about an empty year; write another report than the chosen one; keep the
form in the program.
"""
import json
import subprocess
import zipfile

from desk_office import Office, look
from desk_people import row_with
from desk_story import TOWN, fail, keys, wait_for
from desk_tours import save_as

NUMBERS = "報告の数字の一覧"


def write_file(desk, button, path):
    desk.press(button)
    save_as(path)
    desk.sees("書き出しました: " + str(path))
    return path


def text_of(pdf):
    return subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout


def the_meeting(desk, hub, folder, pictures):
    keys("ctrl+8")
    desk.choose("年度", "令和6年度")
    desk.sees("10市 6町")
    wait_for("its numbers", lambda: row_with(desk, NUMBERS, "類型Aの店舗", "82店舗", "記録"))
    if not row_with(desk, NUMBERS, "申請予定の市", "3市", "推定", "遅くとも"):
        fail("what was inferred is not shown as inferred: " + repr(desk.rows(NUMBERS)))
    look(desk, pictures, "reports-1-meeting")
    form = json.loads(write_file(desk, "書式を保存", folder / "meeting-page.json").read_text(encoding="utf-8"))
    form["title"] = "ようす"
    (hub.folder / "meeting-page.json").write_text(json.dumps(form), encoding="utf-8")
    if "ようす" not in text_of(write_file(desk, "PDFに書き出す", folder / "meeting.pdf")):
        fail("the page was not made by the hub's own form")
    print("the meeting page has its numbers with their rows")


def an_empty_year(desk, pictures):
    desk.choose("どの報告ですか", "実績報告 萩市 デジタルデバイド対策事業（市町提案型）")
    desk.sees("この年度の開催回は 登録されていません。")
    look(desk, pictures, "reports-2-empty")
    print("a year without sessions says so")


def a_report(desk, folder, pictures):
    desk.choose("年度", "令和8年度")
    wait_for("the meeting page again", lambda: "令和8年度 デジタルデバイド対策事業の取組状況(資料14)" in desk.words()
             and row_with(desk, NUMBERS, "交付決定の市"))
    desk.choose("どの報告ですか", "実績報告 萩市 デジタルデバイド対策事業（市町提案型）")
    wait_for("who came", lambda: row_with(desk, NUMBERS, "参加者", "集計"))
    came = next(row[1] for row in desk.rows(NUMBERS) if row[0] == "参加者")
    if came.startswith("0"):
        fail("nobody came in the demonstration")
    look(desk, pictures, "reports-3-report")
    pdf = text_of(write_file(desk, "PDFに書き出す", folder / "report.pdf"))
    for words in ("実績報告書", "数字の根拠", "照合番号", came):
        if words not in pdf:
            fail(f"{words} is not in the report: {pdf}")
    book = zipfile.ZipFile(write_file(desk, "表計算(xlsx)に書き出す", folder / "report.xlsx"))
    if "数字の根拠" not in book.read("xl/workbook.xml").decode():
        fail("the workbook has no sheet of rows")
    print("wrote the report with its rows: " + came)


def the_form(desk, hub, folder, pictures):
    form = json.loads(write_file(desk, "書式を保存", folder / "form.json").read_text(encoding="utf-8"))
    form["title"] = "萩市スマホ教室の実績"
    own = hub.folder / f"subsidy-report-{TOWN}.json"
    own.write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")
    if "萩市スマホ教室の実績" not in text_of(write_file(desk, "PDFに書き出す", folder / "changed.pdf")):
        fail("the changed form is not used")
    form["sections"][0]["section"] = "sumary"
    own.write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")
    keys("F5")
    desk.sees("まちがいがあるので 使いません。直すところ: sections[0].section")
    look(desk, pictures, "reports-4-form")
    print("saved the form, changed it, and was told what is wrong with another")


def main():
    with Office() as office:
        office.fill()
        with office.desk("hagi", office.hub.start()) as desk:
            the_meeting(desk, office.hub, office.folder, office.pictures)
            an_empty_year(desk, office.pictures)
            a_report(desk, office.folder, office.pictures)
            the_form(desk, office.hub, office.folder, office.pictures)
    print("the reports are in order")


if __name__ == "__main__":
    main()
