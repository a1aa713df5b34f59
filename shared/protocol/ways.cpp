#include "shared/protocol/ways.h"

#include "shared/protocol/sealed_binding.h"

#include <algorithm>
#include <initializer_list>

namespace meguri::protocol {

using nlohmann::json;

namespace {

constexpr std::size_t most_wishes = 20;

std::string one_of(Reader& reader, char const* name, std::initializer_list<char const*> words)
{
    auto text = reader.text(name, 20);
    if (text.empty()
        || std::any_of(words.begin(), words.end(), [&](auto const* word) { return text == word; }))
        return text;
    std::string list;
    for (auto const* word : words)
        list += (list.empty() ? "" : ", ") + std::string(word);
    reader.refuse(name, "must be one of " + list);
    return text;
}

base::Error not_such_a_text(std::string const& what)
{
    return {base::ErrorKind::Broken, "sealed text: " + what};
}

} // namespace

json to_json(SurveyAnswers const& answers)
{
    return {{"face", answers.face}, {"understood", answers.understood}, {"again", answers.again}};
}

base::Result<SurveyAnswers, std::vector<FieldReason>> survey_answers_from_json(
    json const& object, std::string const& path)
{
    Reader reader(object, path);
    SurveyAnswers answers;
    answers.face = one_of(reader, "face", {"good", "middle", "bad"});
    answers.understood = one_of(reader, "understood", {"yes", "partly", "no"});
    answers.again = one_of(reader, "again", {"yes", "no"});
    if (!reader.is_good())
        return base::fail(reader.problems());
    return answers;
}

std::string sealed_help_text(HelpText const& help, Binding const& binding)
{
    json object{{"screen", help.screen}, {"way", help.way}, {"binding", binding_to_json(binding)}};
    auto const& person = help.person;
    for (auto const& [name, text] : {std::pair("session", &help.session), std::pair("area", &help.area),
             std::pair("kana", &person.kana), std::pair("phone", &person.phone),
             std::pair("municipality", &person.municipality), std::pair("address", &person.address)})
        if (!text->empty())
            object[name] = *text;
    if (person.birth_year != 0)
        object["birth_year"] = person.birth_year;
    if (!help.wishes.empty())
        object["wishes"] = help.wishes;
    return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

base::Result<OpenedHelp> opened_help(std::string_view text)
{
    auto const object = parse_json(text);
    if (!object)
        return base::fail(not_such_a_text(object.error().message));
    Reader reader(*object);
    OpenedHelp opened;
    opened.help.screen = reader.text_or("screen", "", 200);
    opened.help.way = reader.text_or("way", "", 200);
    opened.help.session = reader.text_or("session", "", 200);
    opened.help.area = reader.text_or("area", "", 300);
    opened.help.person.kana = reader.text_or("kana", "");
    opened.help.person.phone = reader.text_or("phone", "");
    opened.help.person.birth_year = static_cast<int>(reader.integer_or("birth_year", 0, 0, 9999));
    opened.help.person.municipality = reader.text_or("municipality", "");
    opened.help.person.address = reader.text_or("address", "");
    opened.help.wishes = reader.texts_or_empty("wishes", most_wishes);
    opened.binding = binding_from(reader);
    if (!reader.is_good())
        return base::fail(not_such_a_text(reader.problems().front().field));
    return opened;
}

std::string sealed_lost_text(LostText const& lost, Binding const& binding)
{
    return json{
        {"kana", lost.kana}, {"phone", lost.phone}, {"pin", lost.pin}, {"binding", binding_to_json(binding)}}
        .dump(-1, ' ', false, json::error_handler_t::replace);
}

base::Result<OpenedLost> opened_lost(std::string_view text)
{
    auto const object = parse_json(text);
    if (!object)
        return base::fail(not_such_a_text(object.error().message));
    Reader reader(*object);
    OpenedLost opened;
    opened.lost.kana = reader.text("kana");
    opened.lost.phone = reader.text("phone", 100);
    opened.lost.pin = reader.text("pin", 100);
    opened.binding = binding_from(reader);
    if (!reader.is_good())
        return base::fail(not_such_a_text(reader.problems().front().field));
    return opened;
}

} // namespace meguri::protocol
