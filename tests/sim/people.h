// The people of a run: each has one kana, phone and birth year; couples share a phone. They write themselves
// differently from time to time, and are the same person all the same.
#pragma once

#include "shared/protocol/registrant.h"
#include "tests/sim/chance.h"

#include <string>

namespace meguri::sim {

/// Person `number` as typed this time. 3n and 3n+1 are a couple with one phone.
protocol::Registrant typed(int number, Chance& chance);
std::string phone_of(int number);
inline bool has_spouse(int number)
{
    return number % 3 != 2;
}
inline int spouse_of(int number)
{
    return number % 3 == 0 ? number + 1 : number - 1;
}

} // namespace meguri::sim
