#!/usr/bin/python3
"""The money of a subsidy at the desk, through assistive technology and keys, on the demonstration: a clerk reads the conditions
and the sums, types the costs of two classes one after the other, takes a class out with a reason and has it back; the
prefecture sends an application back, which it cannot without a reason, and corrects an entry, which leaves the old one in the
history. Hub and desk are the real programs, in the small window. Run under with-display:
    with-display desk_money.py --programs bin --facts yamaguchi-r6.json [--pictures DIR]

Break: close the cost's form after each class; forget the reason; show the account of another subsidy; edit an entry.
"""
import datetime

import pyatspi

from desk_kiosks import ask
from desk_office import Office, look
from desk_story import PASSWORD, fail, keys, wait_for

COUNTED, UNCOUNTED, ALL = "補助金の開催回", "数えていない開催回", "補助金の一覧"


def press_card(desk, town):
    def card():
        for node, role in desk.walk(desk.top):
            if role == "push button" and node.name.startswith(town + " "):
                return node
        return None
    wait_for("the card of " + town, card).queryAction().doAction(0)


def typed(desk, name):
    return desk.shown({"text", "entry"}, name).queryText().getText(0, -1)


def fiscal_year():
    today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=9)))
    return today.year - (today.month < 4)


def subsidy_of(url, login, town):
    token = ask(url, "/v1/login", {"login": login, "password": PASSWORD})["token"]
    found = [one for one in ask(url, f"/v1/subsidies?fiscal_year={fiscal_year()}", token=token)["subsidies"]
             if one["municipality"]["name"] == town]
    return token, found[0]


def account_of(url, town):
    token, subsidy = subsidy_of(url, "hagi", town)
    return ask(url, f"/v1/subsidies/{subsidy['id']}/account", token=token)


def read(desk, url, pictures):
    keys("ctrl+5")
    press_card(desk, "萩市")
    desk.sees("条件の確認 5つのうち")
    desk.sees("65歳以上の割合")
    totals = account_of(url, "萩市")["totals"]
    desk.sees(f"実施した回の経費 {totals['held_cost']:,}円")
    desk.sees(f"確定 {totals['final']:,}円" if totals["final_limited_by"] == "nothing" else "確定(")
    look(desk, pictures, "money-1-board")
    keys("alt+2")
    wait_for("the table", lambda: any("萩市" in row[0] for row in desk.rows(ALL)))
    look(desk, pictures, "money-2-table")
    print("read the conditions and the sums")


def has_keys(desk, field):
    return any(node.name == field and node.getState().contains(pyatspi.STATE_FOCUSED) for node, _ in desk.walk(desk.top))


def type_costs(desk, url, pictures):
    keys("alt+3")
    wait_for("the sessions that count", lambda: len(desk.rows(COUNTED)) > 5)
    before = account_of(url, "萩市")["lines"]
    held = [line["session"] for line in before if line["session"]["state"] == "held"][:2]
    keys("ctrl+n")
    desk.write("実際の経費", "たくさん")
    desk.press("書く")
    desk.sees("数字で書いてください。")
    for session, cost in zip(held, (12000, 13000)):
        was = session["cost"]["real"]
        wait_for("the form of " + session["title"], lambda: cost == 12000
                 or typed(desk, "実際の経費") == ("" if was is None else f"{was:,}"))
        wait_for("the keys in the real cost", lambda: has_keys(desk, "実際の経費"))
        desk.write("実際の経費", f"{cost:,}")
        desk.press("書く")
        desk.sees("経費を書きました。")
        wait_for("the cost of " + session["title"], lambda: any(
            line["session"]["id"] == session["id"] and line["session"]["cost"]["real"] == cost
            for line in account_of(url, "萩市")["lines"]))
    look(desk, pictures, "money-3-cost")
    keys("Escape")
    wait_for("the form to close", lambda: not desk.has_button("書く"))
    print("typed two costs, one after the other")


def take_out(desk, url, pictures):
    title = desk.rows(COUNTED)[0][1]
    number = len(desk.rows(COUNTED))
    desk.select_row(COUNTED, title)
    desk.sees("○ ")
    desk.press("この補助金から外す")
    desk.press("外す")
    desk.sees("書いてください")
    desk.write("理由", "国の事業として実施したため")
    look(desk, pictures, "money-4-take-out")
    desk.press("外す")
    desk.sees("この補助金から 外しました。")
    wait_for("one less that counts", lambda: len(desk.rows(COUNTED)) == number - 1)
    desk.select_row(UNCOUNTED, "国の事業として実施したため")
    desk.press("この補助金に入れる")
    desk.write("理由", "まちがいでした")
    desk.press("入れる")
    desk.sees("この補助金の開催回に 入れました。")
    wait_for("all of them again", lambda: len(desk.rows(COUNTED)) == number)
    print("took a class out with a reason and had it back")


# The prefecture's board of nineteen towns scrolls, so that what stands outside of it is no fault.
def send_back(desk, url, pictures):
    keys("ctrl+5")
    press_card(desk, "岩国市")
    desk.press("差し戻す")
    desk.press("書く")
    desk.sees("理由を書いてください。")
    desk.write("メモ・理由", "積算の内訳がありません")
    desk.picture(pictures, "money-5-send-back")
    desk.press("書く")
    desk.sees("差し戻しました。")
    desk.sees("積算の内訳がありません")
    _, subsidy = subsidy_of(url, "ken", "岩国市")
    if subsidy["step"] != "sent_back":
        fail("the subsidy is at " + subsidy["step"])
    print("sent an application back with its reason")


def correct(desk, url, pictures):
    press_card(desk, "萩市")
    desk.press("記録を訂正する")
    desk.choose("訂正する記録", "交付決定")
    desk.write("金額", "40万円")
    desk.write("メモ・理由", "通知書の写しまちがい")
    desk.write("書類(名前 番号 日付)", "交付決定通知書 見本第12号")
    desk.picture(pictures, "money-6-correct")
    desk.press("書く")
    desk.sees("記録を 訂正しました。前の記録も 残っています。")
    desk.sees("(訂正ずみ)")
    desk.sees("交付決定通知書 見本第12号")
    desk.picture(pictures, "money-7-history")
    _, subsidy = subsidy_of(url, "ken", "萩市")
    old = [entry for entry in subsidy["history"] if entry["step"] == "decided"]
    if len(old) != 2 or old[0]["stands"] or old[1]["amount"] != 400000:
        fail(f"the history has {old}")
    print("corrected an entry by a new one")


def main():
    with Office() as office:
        office.add_user("ken", "prefecture", "prefecture")
        office.fill()
        url = office.hub.start()
        for login, deeds in (("hagi", (read, type_costs, take_out)), ("ken", (send_back, correct))):
            with office.desk(login, url) as desk:
                for deed in deeds:
                    deed(desk, url, office.pictures)
    print("the money of a subsidy is in order")


if __name__ == "__main__":
    main()
