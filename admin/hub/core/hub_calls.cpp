// The hub on what people must be told: a task for each, and what became of it. Nothing here changes a seat.
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"
#include "admin/hub/core/refusals.h"

namespace meguri::hub::core {

void Hub::call(
    store::RegistrationRow const& row, std::string const& reason, std::optional<base::Time> reply_by)
{
    store::CallTaskRow task;
    task.registration = row.id;
    task.session = row.session;
    task.reason = reason;
    task.reply_by = reply_by;
    task.made_at = m_clock.now();
    need(m_store.add(task));
    tell_its_kiosk(row.id);
}

/// That there is something to tell, or no more, comes with the registration at the kiosk's next sync.
void Hub::tell_its_kiosk(domain::RegistrationId const& id)
{
    auto row = need(m_store.registration(id));
    if (!row || !row->kiosk)
        return;
    row->changed_seq = need(m_store.next_seq());
    need(m_store.put(*row));
}

/// Done stays done until somebody takes it back: two clerks who told the same person both get a yes, and the
/// first one's name stands.
Outcome Hub::run(SettleCall const& command)
{
    auto task = need(m_store.call_task(command.id));
    if (!task)
        return not_found("call");
    bool const becomes_done = command.end == CallEnd::Done;
    bool const reopens = command.end == CallEnd::Reopened;
    if (task->is_done == becomes_done && command.end != CallEnd::Tried)
        return Done();
    if (task->is_done && command.end == CallEnd::Tried)
        return conflict("call_is_done", "This person was told by " + task->handled_by);
    task->is_done = becomes_done;
    if (command.end == CallEnd::Tried)
        ++task->tried;
    if (!command.note.empty())
        task->note = command.note;
    task->handled_by = command.by;
    task->handled_at = m_clock.now();
    need(m_store.put(*task));
    if (becomes_done || reopens)
        tell_its_kiosk(task->registration);
    audit(command.by,
        becomes_done  ? "call.done"
            : reopens ? "call.reopened"
                      : "call.tried",
        task->registration.value, task->reason);
    return Done();
}

} // namespace meguri::hub::core
