// SQLite: templates of sessions.
#include "admin/hub/store/sqlite_rows.h"
#include "admin/hub/store/sqlite_store.h"

namespace meguri::hub::store {

Result<std::vector<TemplateRow>> SqliteStore::templates(std::string const& owner)
{
    auto statement
        = m_database.prepare("SELECT owner, name, body FROM session_template WHERE owner=? ORDER BY name");
    statement.bind(owner);
    return all<TemplateRow>(statement, [](auto const& row) {
        return TemplateRow{row.text(0), row.text(1), row.text(2)};
    });
}

Result<void> SqliteStore::put(TemplateRow const& row)
{
    auto statement = m_database.prepare("INSERT INTO session_template(owner, name, body) VALUES(?,?,?)"
                                        " ON CONFLICT(owner, name) DO UPDATE SET body=excluded.body");
    return statement.bind_all(row.owner, row.name, row.body).run();
}

Result<void> SqliteStore::remove_template(std::string const& owner, std::string const& name)
{
    auto statement = m_database.prepare("DELETE FROM session_template WHERE owner=? AND name=?");
    return statement.bind_all(owner, name).run();
}

} // namespace meguri::hub::store
