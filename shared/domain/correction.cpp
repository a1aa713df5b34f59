#include "shared/domain/correction.h"

#include <algorithm>
#include <array>

namespace meguri::domain {

namespace {

int rank_of_twin(RegistrationState state)
{
    constexpr std::array in_order{RegistrationState::Attended, RegistrationState::Confirmed,
        RegistrationState::Entered, RegistrationState::Waiting};
    auto const found = std::find(in_order.begin(), in_order.end(), state);
    return static_cast<int>(found - in_order.begin());
}

} // namespace

bool can_be_merged(RegistrationState state)
{
    return rank_of_twin(state) < 4;
}

bool stays(Twin const& one, Twin const& other)
{
    if (rank_of_twin(one.state) != rank_of_twin(other.state))
        return rank_of_twin(one.state) < rank_of_twin(other.state);
    if (one.state == RegistrationState::Waiting && one.priority != other.priority)
        return one.priority > other.priority;
    return one.seq < other.seq;
}

} // namespace meguri::domain
