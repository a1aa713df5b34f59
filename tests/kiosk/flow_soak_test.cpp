// Two thousand visitors who press whatever they find, in any order, with answers that come early, late or
// twice. The seed is printed with what fails; MEGURI_SEED repeats it, MEGURI_WALKS makes it longer.
#include "tests/kiosk/flow_walk.h"

#include <catch2/catch.hpp>

#include <array>
#include <cstdlib>
#include <random>
#include <string>

namespace {

using namespace meguri;
using namespace meguri::kiosk;
using tests::Visitor;

unsigned setting(char const* name, unsigned otherwise)
{
    char const* const text = std::getenv(name);
    return text != nullptr ? static_cast<unsigned>(std::strtoul(text, nullptr, 10)) : otherwise;
}

class Walker {
public:
    explicit Walker(unsigned seed)
        : m_random(seed)
    {
    }

    /// One thing that can happen in front of a kiosk or behind it; its words, for the report.
    std::string step(Visitor& visitor, flow::View const& shown)
    {
        // Mostly fingers on what is there; so that the walks come far.
        if (below(10) < 7) {
            auto const buttons = flow::buttons_of(shown);
            auto const& button = buttons[below(buttons.size())];
            visitor.happen(button.press);
            return "press " + flow::in_japanese(button.text);
        }
        static std::array const others{"touch", "enter", "escape", "backspace", "typed あ", "typed 7",
            "typed x", "wait 3", "wait 70", "answer confirmed", "answer offline", "answer provisional",
            "answer waiting", "answer entered", "answer duplicate", "answer refused", "answer failed",
            "answer late", "found confirmed", "paper out", "paper in", "slip confirmed", "slip planned",
            "slip elsewhere", "cancelled done", "cancelled refused"};
        std::string const other = others[below(others.size())];
        visitor.does(other);
        return other;
    }

private:
    std::size_t below(std::size_t count) { return m_random() % count; }

    std::mt19937 m_random;
};

} // namespace

// Break: leave 係の人をよぶ out of the foot while the store works, or keep the form in wipe().
TEST_CASE(
    "Whatever is pressed in whatever order, each page has a way on and each visitor is forgotten", "[soak]")
{
    auto const first = setting("MEGURI_SEED", 20261005);
    auto const walks = setting("MEGURI_WALKS", 2000);
    for (unsigned walk = 0; walk < walks; ++walk) {
        Walker walker(first + walk);
        Visitor visitor;
        std::string way;
        bool is_lost = false;
        auto view = flow::view(visitor.state, visitor.now);
        for (int i = 0; i < 30 && !is_lost; ++i) {
            way += " > " + walker.step(visitor, view);
            view = flow::view(visitor.state, visitor.now);
            is_lost = flow::presses_of(view).empty();
            visitor.effects.clear();
        }
        // Nobody is there any longer, and what was asked for is answered.
        visitor.does("answer refused > slip elsewhere > cancelled failed > paper in");
        for (int i = 0; i < 20; ++i)
            visitor.happen(flow::Tick{15});
        auto const& visit = visitor.state.visit;
        bool const is_forgotten = visit.form == flow::Form() && !visit.outcome
            && visit.slip_number.view().empty() && visit.proof.view().empty()
            && visit.home == flow::HomeVisit();
        if (is_lost || !is_forgotten || visit.screen != flow::Screen::Start) {
            CAPTURE(first + walk, way, tests::screen_name(visitor.state));
            CHECK_FALSE(is_lost);
            CHECK(is_forgotten);
            CHECK(visit.screen == flow::Screen::Start);
            FAIL("a walk went wrong");
        }
    }
    SUCCEED("no walk went wrong");
}
