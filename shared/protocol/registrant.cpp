#include "shared/protocol/registrant.h"

#include "shared/protocol/sealed_binding.h"

namespace meguri::protocol {

using nlohmann::json;

json binding_to_json(Binding const& binding)
{
    return {{"kiosk", binding.kiosk}, {"install", binding.install}, {"cmd_no", binding.cmd_no},
        {"cmd_id", binding.cmd_id}, {"session", binding.session}};
}

Binding binding_from(Reader& outer)
{
    Binding binding;
    auto const* object = outer.object("binding");
    if (!object)
        return binding;
    Reader reader(*object, "binding");
    binding.kiosk = static_cast<std::uint32_t>(reader.integer("kiosk", 0, UINT32_MAX));
    binding.install = reader.text_or("install", "");
    binding.cmd_no = static_cast<std::uint64_t>(reader.integer("cmd_no", 0, INT64_MAX));
    binding.cmd_id = reader.text("cmd_id");
    binding.session = reader.text_or("session", "");
    outer.absorb(reader);
    return binding;
}

namespace {

base::Error broken(Reader const& reader)
{
    auto const& first = reader.problems().front();
    return {base::ErrorKind::Broken, "sealed text: " + first.field + " " + first.reason};
}

} // namespace

std::string sealed_text(Registrant const& person, Binding const& binding)
{
    json object{{"kana", person.kana}, {"phone", person.phone}, {"birth_year", person.birth_year},
        {"binding", binding_to_json(binding)}};
    // What was not said is left out: no line and no square code can squeeze a sealed box.
    for (auto const& [name, text] :
        {std::pair("municipality", &person.municipality), std::pair("address", &person.address),
            std::pair("needs", &person.needs), std::pair("second_phone", &person.second_phone)})
        if (!text->empty())
            object[name] = *text;
    if (person.is_contact_phone)
        object["is_contact_phone"] = true;
    if (person.is_by_companion)
        object["is_by_companion"] = true;
    return object.dump();
}

base::Result<OpenedRegistrant> opened_registrant(std::string_view text)
{
    auto const object = parse_json(text);
    if (!object)
        return base::fail(base::ErrorKind::Broken, "sealed text: " + object.error().message);
    Reader reader(*object);
    OpenedRegistrant opened;
    opened.person.kana = reader.text("kana");
    opened.person.phone = reader.text("phone");
    opened.person.second_phone = reader.text_or("second_phone", "");
    opened.person.birth_year = static_cast<int>(reader.integer("birth_year", 0, 9999));
    opened.person.municipality = reader.text_or("municipality", "");
    opened.person.address = reader.text_or("address", "");
    opened.person.needs = reader.text_or("needs", "");
    opened.person.is_contact_phone = reader.boolean_or("is_contact_phone", false);
    opened.person.is_by_companion = reader.boolean_or("is_by_companion", false);
    opened.binding = binding_from(reader);
    if (!reader.is_good())
        return base::fail(broken(reader));
    return opened;
}

std::string sealed_proof_text(std::string_view phone_last4, Binding const& binding)
{
    return json{{"phone_last4", phone_last4}, {"binding", binding_to_json(binding)}}.dump();
}

base::Result<OpenedProof> opened_proof(std::string_view text)
{
    auto const object = parse_json(text);
    if (!object)
        return base::fail(base::ErrorKind::Broken, "sealed text: " + object.error().message);
    Reader reader(*object);
    OpenedProof opened{reader.text("phone_last4", 4), binding_from(reader)};
    if (!reader.is_good())
        return base::fail(broken(reader));
    return opened;
}

} // namespace meguri::protocol
