// The kiosk's tiles against the list of topics that the hub publishes and checks.
#include "kiosk/flow/classes.h"
#include "shared/domain/topics.h"

#include <catch2/catch.hpp>

// Break: rename an id in one of the two tables.
TEST_CASE("Every topic but the general one has a tile, and every tile is a published topic", "[flow][topic]")
{
    using namespace meguri;
    for (auto const& tile : kiosk::flow::topics) {
        INFO(tile.id);
        CHECK(domain::topic_with_id(tile.id) != nullptr);
    }
    for (auto const& topic : domain::topics) {
        INFO(topic.id);
        CHECK((kiosk::flow::topic_of(topic.id) != nullptr) == (topic.id != domain::general_topic.id));
    }
}
