#include "admin/desk/models/call_answers.h"

#include "admin/desk/models/answer_reading.h"

namespace meguri::desk::models {

using nlohmann::json;
using protocol::Reader;

namespace {

base::Result<CallTask> call_of(json const& item)
{
    Reader reader(item);
    CallTask task;
    task.id = reader.text("id");
    task.reason = reader.text("reason");
    task.made_at = reader.time("made_at");
    task.tried = count_in(reader, "tried");
    task.note = reader.text_or("note", "");
    task.handled_by = reader.text_or("handled_by", "");
    task.reply_by = reader.time_if("reply_by");
    auto const session = item.find("session");
    auto const person = item.find("registration");
    if (session == item.end() || !session->is_object() || person == item.end() || !person->is_object())
        return base::fail(base::ErrorKind::Broken, "a call without its session or its person");
    Reader of_session(*session, "session");
    task.session = of_session.text("id");
    task.title = of_session.text("title");
    task.starts_at = of_session.time("starts_at");
    reader.absorb(of_session);
    auto const town = id_and_name(*session, "municipality");
    task.municipality = town.id;
    task.municipality_name = town.name;
    task.venue_name = id_and_name(*session, "venue").name;
    auto entry = roster_entry_from_json(*person);
    if (!entry)
        return base::fail(entry.error());
    task.person = std::move(*entry);
    return checked(reader, std::move(task));
}

base::Result<HelpCall> help_of(json const& item)
{
    Reader reader(item);
    HelpCall help;
    help.id = reader.text("id");
    // A number or a text, as the hub likes.
    auto const kiosk = item.find("kiosk");
    if (kiosk != item.end())
        help.kiosk = kiosk->is_string() ? kiosk->get<std::string>() : kiosk->dump();
    help.venue_name = id_and_name(item, "venue").name;
    help.asked_at = reader.time("asked_at");
    help.is_open = reader.text_or("state", "open") == "open";
    help.screen = reader.text_or("screen", "");
    auto const form = item.find("form");
    if (form != item.end()) {
        help.kana = text_at(*form, "kana");
        help.phone = text_at(*form, "phone");
    }
    return checked(reader, std::move(help));
}

} // namespace

base::Result<std::vector<CallTask>> calls_from_json(json const& document)
{
    return each<CallTask>(document, "calls", call_of);
}

base::Result<std::vector<HelpCall>> help_from_json(json const& document)
{
    return each<HelpCall>(document, "help", help_of);
}

} // namespace meguri::desk::models
