#include "kiosk/flow/spoken.h"

#include "kiosk/flow/view.h"

#include <algorithm>

namespace meguri::kiosk::flow {

std::string spoken(Words const& sentence)
{
    std::string line;
    for (char const letter : in_japanese(sentence))
        if (letter != ' ' && letter != '\n')
            line += letter;
    return line;
}

std::vector<std::string> fixed_sentences(State const& state, domain::Time now)
{
    std::vector<std::string> sentences;
    auto const add = [&](State const& shown) {
        auto sentence = spoken(view(shown, now).spoken);
        if (!sentence.empty() && std::find(sentences.begin(), sentences.end(), sentence) == sentences.end())
            sentences.push_back(std::move(sentence));
    };
    State fresh = state;
    fresh.visit = Visit{};
    for (auto const screen : {Screen::Start, Screen::Place, Screen::Topic, Screen::Area, Screen::VisitDays,
             Screen::Address, Screen::HouseNumber, Screen::Kana, Screen::Phone, Screen::SecondPhone,
             Screen::BirthDecade, Screen::Residence, Screen::Towns, Screen::Trouble, Screen::CancelProof,
             Screen::Face, Screen::Understood, Screen::Again, Screen::Thanks, Screen::Pin}) {
        fresh.visit.screen = screen;
        add(fresh);
    }
    for (auto const way : {Way::MySlip, Way::Here, Way::Survey}) {
        fresh.visit.screen = Screen::SlipNumber;
        fresh.visit.way = way;
        add(fresh);
    }
    for (auto const overlay : {Overlay::Staff, Overlay::Help}) {
        fresh.visit.overlay = overlay;
        add(fresh);
    }
    return sentences;
}

} // namespace meguri::kiosk::flow
