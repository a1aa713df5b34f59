#include "admin/hub/routes/registration_body.h"

#include "shared/domain/age_band.h"
#include "shared/domain/municipality.h"
#include "shared/domain/phone.h"
#include "shared/domain/tokyo_time.h"
#include "shared/words/kana.h"

namespace meguri::hub::routes {

namespace {

std::string kana_from(protocol::Reader& reader)
{
    auto const text = reader.text("kana", 600);
    if (text.empty())
        return "";
    auto const kana = words::normalise_kana(text);
    if (kana)
        return *kana;
    switch (kana.error()) {
    case words::KanaProblem::Empty:
        reader.refuse("kana", "must not be empty");
        break;
    case words::KanaProblem::TooLong:
        reader.refuse("kana", "must have at most 60 letters");
        break;
    case words::KanaProblem::NotKana:
        reader.refuse("kana", "must be hiragana or katakana only");
        break;
    }
    return "";
}

std::string checked_phone(protocol::Reader& reader, std::string const& field, std::string const& text)
{
    if (text.empty())
        return "";
    auto phone = words::fold_phone(text);
    if (auto const problem = domain::problem_of_phone(phone))
        reader.refuse(field, "cannot be a telephone number: " + std::string(domain::name_of(*problem)));
    return phone;
}

} // namespace

protocol::Registrant person_from(
    protocol::Reader& reader, nlohmann::json const& body, base::Time now, AskedAge asked)
{
    protocol::Registrant person;
    person.kana = kana_from(reader);
    person.phone = checked_phone(reader, "phone", reader.text("phone", 100));
    bool const is_band_enough = asked == AskedAge::BirthYearOrBand && reader.has("age_band");
    if (!is_band_enough || reader.has("birth_year"))
        person.birth_year = static_cast<int>(reader.integer("birth_year", 0, 9999));
    bool const has_year = body.is_object() && body.contains("birth_year") && reader.is_good();
    if (has_year && !domain::is_possible_birth_year(person.birth_year, domain::tokyo_date(now)))
        reader.refuse("birth_year", "must be a year of birth within the last 120 years");
    person.municipality = reader.text_or("municipality", "", 6);
    if (!person.municipality.empty() && !domain::MunicipalityCode::parse(person.municipality))
        reader.refuse("municipality", "must be a six-digit code with its check digit");
    person.address = reader.text_or("address", "", 600);
    person.needs = reader.text_or("needs", "", 600);
    person.second_phone = checked_phone(reader, "second_phone", reader.text_or("second_phone", "", 100));
    person.is_contact_phone = reader.boolean_or("is_contact_phone", false);
    person.is_by_companion = reader.boolean_or("is_by_companion", false);
    return person;
}

base::Result<RegistrationForm, std::vector<protocol::FieldReason>> registration_from_body(
    nlohmann::json const& body, base::Time now)
{
    protocol::Reader reader(body);
    RegistrationForm form;
    form.session = reader.text("session", 100);
    form.person = person_from(reader, body, now);
    if (!reader.is_good())
        return base::fail(reader.problems());
    return form;
}

} // namespace meguri::hub::routes
