// How a sentence of the desk names somebody: みほん はな さん, or the slip's number for who may not see
// names. Pure.
#pragma once

#include "admin/desk/models/answers.h"
#include "admin/desk/models/words.h"

namespace meguri::desk::models {

inline std::string person_words(RosterEntry const& person)
{
    return person.kana.empty() ? code_words(person.code) : person.kana + " さん";
}

} // namespace meguri::desk::models
