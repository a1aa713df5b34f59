#!/usr/bin/python3
"""People and rights at the desk, through assistive technology and keys: a clerk puts a name right and merges a duplicate;
the operator adds an account whose password is shown once and works, switches it off, makes and revokes a key, and reads in
the audit who did what. Hub and desk are the real programs, in the small window. Run under with-display:
    with-display desk_people.py --programs bin --facts yamaguchi-r6.json [--pictures DIR]

Break: give a corrected person a new number; merge without saying who stays; keep the password on the page; leave a field
without its name; show the audit to nobody.
"""
import datetime
import urllib.error

from desk_day import PICKS, ROSTER, Town
from desk_kiosks import ask
from desk_office import Office, look
from desk_story import fail, keys, wait_for

TITLE = "はじめてのLINE"
ACCOUNTS, KEYS, AUDIT = "利用者の一覧", "事業者の鍵の一覧", "監査記録の一覧"


def row_with(desk, table, *words):
    return any(all(word in " ".join(row) for word in words) for row in desk.rows(table))


def make_class(url):
    town = Town(url)
    japan = datetime.timezone(datetime.timedelta(hours=9))
    begins = (datetime.datetime.now(japan) + datetime.timedelta(days=9)).replace(microsecond=0)
    session = town.open_class(TITLE, begins, 2)
    for kana, phone in (("みほん はな", "0838221234"), ("みほん はなこ", "0838221234"), ("ためし うめ", "0838221236")):
        town.register(session, kana, phone)


def correct(desk, pictures):
    keys("ctrl+2")
    desk.select_row(PICKS, TITLE)
    wait_for("three on the roster", lambda: len(desk.rows(ROSTER)) == 3)
    desk.select_row(ROSTER, "ためし うめ")
    desk.press("名前・電話を直す")
    desk.write("よみがな", "ためし うめえ")
    desk.press("直す")
    desk.sees("印のついた所を 直してください。")
    look(desk, pictures, "people-1-correct")
    desk.choose("直す理由", "聞きまちがい")
    desk.press("直す")
    desk.sees("直しました。受付番号と席は そのままです。")
    wait_for("the new name, still first in the line", lambda: row_with(desk, ROSTER, "待1", "ためし うめえ"))
    print("put a name right, and the place in the line stayed")


def merge(desk, pictures):
    desk.select_row(ROSTER, "みほん はなこ")
    desk.press("重複をまとめる")
    desk.choose("同じ方の もう1つの申込", "1番 みほん はな")
    desk.sees("残す: 1番 みほん はな")
    look(desk, pictures, "people-2-merge")
    desk.press("まとめる")
    desk.sees("2つの申込を 1つに まとめました。")
    wait_for("the one who waited has the seat", lambda: len(desk.rows(ROSTER)) == 2
             and row_with(desk, ROSTER, "ためし うめえ", "返事"))
    print("made two registrations one, and the seat went to who waited")


def add_account(desk, url, pictures):
    keys("ctrl+u")
    wait_for("the accounts", lambda: row_with(desk, ACCOUNTS, "hagi", "萩市"))
    keys("ctrl+n")
    desk.write("利用者名(英小文字と数字)", "hagi-02")
    desk.press("加える")
    desk.sees("えらんでください")
    desk.choose("役割", "市町")
    desk.choose("団体", "萩市")
    look(desk, pictures, "people-3-add")
    desk.press("加える")
    desk.sees("hagi-02 のパスワード")
    look(desk, pictures, "people-4-password")
    field = wait_for("the password", lambda: desk.shown({"text", "entry"}, "パスワード")).queryText()
    password = field.getText(0, -1)
    token = ask(url, "/v1/login", {"login": "hagi-02", "password": password})["token"]
    desk.press("閉じる")
    wait_for("the password to go away", lambda: desk.shown({"text", "entry"}, "パスワード") is None)
    keys("F5")
    desk.select_row(ACCOUNTS, "hagi-02")
    desk.press("使えなくする")
    desk.sees("いまのログインも すぐに終わります")
    look(desk, pictures, "people-5-off")
    desk.press("止める")
    desk.sees("使えなくしました。")
    wait_for("the account as off", lambda: row_with(desk, ACCOUNTS, "hagi-02", "使えません"))
    try:
        ask(url, "/v1/users", token=token)
        fail("the one who was switched off is still in")
    except urllib.error.HTTPError as error:
        if error.code != 401:
            fail(f"the one who was switched off got {error.code}")
    desk.select_row(ACCOUNTS, "boss")
    desk.press("使えなくする")
    desk.press("止める")
    desk.sees("最後の管理者なので できません。")
    print("added an account with a password shown once, switched it off, and kept the last administrator")


def make_key(desk, url, pictures):
    keys("alt+2")
    desk.press("鍵を作る")
    desk.choose("事業者", "ソフトバンク")
    desk.write("鍵の名前", "よやく")
    desk.press("作る")
    desk.sees("事業者に 安全な方法で 渡してください。")
    look(desk, pictures, "people-6-key")
    key = wait_for("the key", lambda: desk.shown({"text", "entry"}, "鍵")).queryText().getText(0, -1)
    ask(url, "/v1/providers/softbank/registrations", token=key)
    desk.press("閉じる")
    desk.select_row(KEYS, "よやく")
    desk.press("鍵を止める")
    desk.press("止める")
    wait_for("the key as ended", lambda: row_with(desk, KEYS, "よやく", "終わりました"))
    desk.picture(pictures, "people-7-keys")
    print("made a key that works, and revoked it")


def read_audit(desk, pictures):
    keys("alt+3")
    wait_for("entries", lambda: row_with(desk, AUDIT, "鍵を止めた"))
    desk.write("利用者名", "hagi")
    desk.choose("したこと", "申込のこと")
    desk.press("しぼりこむ")
    wait_for("what hagi did", lambda: row_with(desk, AUDIT, "hagi", "名前・電話の訂正", "misheard: kana")
             and not row_with(desk, AUDIT, "boss"))
    if any("みほん" in cell or "ためし" in cell for row in desk.rows(AUDIT) for cell in row):
        fail("a name stands in the audit")
    look(desk, pictures, "people-8-audit")
    print("read in the audit who did what, without a name")


def main():
    with Office() as office:
        office.add_user("boss", "operator")
        url = office.hub.start()
        make_class(url)
        with office.desk("hagi", url) as desk:
            correct(desk, office.pictures)
            merge(desk, office.pictures)
        with office.desk("boss", url) as desk:
            add_account(desk, url, office.pictures)
            make_key(desk, url, office.pictures)
            read_audit(desk, office.pictures)
    print("people and rights are in order")


if __name__ == "__main__":
    main()
