// SQLite: who came to which part of a class.
#include "admin/hub/store/sqlite_rows.h"
#include "admin/hub/store/sqlite_store.h"

namespace meguri::hub::store {

using base::fail;

Result<std::map<int, domain::AttendanceMark>> SqliteStore::part_marks(domain::RegistrationId const& id)
{
    auto statement
        = m_database.prepare("SELECT part, mark FROM attendance_part WHERE registration=? ORDER BY part");
    statement.bind(id.value);
    std::map<int, domain::AttendanceMark> marks;
    while (true) {
        auto const more = statement.step();
        if (!more)
            return fail(more.error());
        if (!*more)
            return marks;
        marks[static_cast<int>(statement.integer(0))] = name_at<domain::AttendanceMark>(statement, 1);
    }
}

Result<void> SqliteStore::put_part_mark(
    domain::RegistrationId const& id, int part, domain::AttendanceMark mark)
{
    auto statement = m_database.prepare("INSERT INTO attendance_part(registration, part, mark) VALUES(?,?,?)"
                                        " ON CONFLICT(registration, part) DO UPDATE SET mark=excluded.mark");
    return statement.bind_all(id.value, part, domain::name_of(mark)).run();
}

Result<void> SqliteStore::forget_part_marks(domain::RegistrationId const& id, std::optional<int> part)
{
    if (!part) {
        auto statement = m_database.prepare("DELETE FROM attendance_part WHERE registration=?");
        return statement.bind_all(id.value).run();
    }
    auto statement = m_database.prepare("DELETE FROM attendance_part WHERE registration=? AND part=?");
    return statement.bind_all(id.value, *part).run();
}

} // namespace meguri::hub::store
