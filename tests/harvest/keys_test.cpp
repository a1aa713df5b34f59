// API keys by the command line, with the real hub beside it: shown once, listed, exchanged, ended.
#include "tests/scenarios/region.h"

namespace {

using namespace meguri;
using nlohmann::json;

struct Office : tests::Region {
    Office()
    {
        prepare();
        start();
    }
    tests::Ended key(std::vector<std::string> words)
    {
        words.insert(words.begin(), "key");
        return hub(words);
    }
    static std::string first_line(tests::Ended const& ended)
    {
        return ended.output.substr(0, ended.output.find('\n'));
    }
    /// Whether the hub takes it, by an address that asks for one.
    bool is_good(std::string const& secret)
    {
        net::HttpRequest request;
        request.url = "http://127.0.0.1:" + port + "/v1/providers/softbank/registrations";
        request.headers = {{"Authorization", "Bearer " + secret}};
        auto const answer = line->send(request);
        return answer && answer->status == 200;
    }
};

} // namespace

// Break: print the key in the list; keep the old one good for ever; end every key of the organisation.
TEST_CASE("A key is made, listed without itself, exchanged with a grace, and ended", "[harvest][key]")
{
    Office office;
    std::vector<std::string> const of_press{"--org", "softbank", "--name", "press"};
    auto const words = [&](std::string const& action, std::vector<std::string> more = {}) {
        more.insert(more.begin(), of_press.begin(), of_press.end());
        more.insert(more.begin(), action);
        return more;
    };
    auto const first = Office::first_line(office.key(words("add")));
    auto const other = Office::first_line(office.key({"add", "--org", "softbank", "--name", "other"}));
    CHECK(first.starts_with("mk_"));
    CHECK(office.is_good(first));
    auto const listed = office.key({"list"});
    CHECK(listed.output.find(first) == std::string::npos);
    CHECK(json::parse(listed.output)["keys"].size() == 2);
    auto const second = Office::first_line(office.key(words("rotate", {"--grace-hours", "1"})));
    CHECK(office.is_good(first));
    CHECK(office.is_good(second));
    auto const third = Office::first_line(office.key(words("rotate", {"--grace-hours", "0"})));
    CHECK_FALSE(office.is_good(first));
    CHECK_FALSE(office.is_good(second));
    CHECK(office.is_good(third));
    CHECK(office.key(words("revoke")).code == 0);
    CHECK_FALSE(office.is_good(third));
    CHECK(office.is_good(other));
    auto const again = office.key(words("revoke"));
    CHECK(again.code == 1);
    CHECK(json::parse(again.output)["reason"] == "unknown_key");
    CHECK(office.key({"add", "--org", "nobody", "--name", "x"}).code == 1);
    CHECK(office.key({"add", "--org", "softbank"}).code == 2);
}

// Break: make it where real people are.
TEST_CASE("A sandbox key is made only where the demonstration is", "[harvest][key]")
{
    Office office;
    auto const refused = office.key({"add", "--org", "softbank", "--name", "try", "--sandbox"});
    CHECK(refused.code == 1);
    CHECK(json::parse(refused.output)["reason"] == "no_demonstration");
    REQUIRE(office.hub({"demo"}).code == 0);
    auto const made = office.key({"add", "--org", "softbank", "--name", "try", "--sandbox"});
    CHECK(made.code == 0);
    CHECK(office.is_good(Office::first_line(made)));
    CHECK(json::parse(office.key({"list"}).output)["keys"][0]["sandbox"] == true);
}
