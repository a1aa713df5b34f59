// Phone numbers and receipt codes: what a visitor types and what a slip says.
//
// Break: phone.cpp: let 080 have 10 digits, forget "0800" in the groupings, drop the all-zeros rule, sort
// "08387" behind "0838". receipt_code.cpp: swap two figures of a Damm row, hash upper case as it is, take
// modulo 10^7, accept any nine digits.
#include "shared/domain/phone.h"
#include "shared/domain/receipt_code.h"

#include <catch2/catch.hpp>

#include <string>
#include <tuple>

using namespace meguri::domain;

TEST_CASE("A phone number is taken or refused by its digits, with the reason by name", "[domain][phone]")
{
    auto const [digits, problem, why] = GENERATE(table<std::string, std::string, std::string>({
        {"09012345678", "", "mobile"},
        {"08012345678", "", "mobile"},
        {"07012345678", "", "mobile"},
        {"06012345678", "", "mobile, opened later than the others"},
        {"05012345678", "", "internet telephone"},
        {"0839224111", "", "the town hall of Yamaguchi"},
        {"0820123456", "", "an area code of four digits"},
        {"0312345678", "", "an area code of two"},
        {"0120123456", "", "free of charge"},
        {"0570123456", "", "shared charge"},
        {"08001234567", "", "free of charge, eleven digits"},
        {"0111234567", "", "Sapporo: 011 is no emergency number"},
        {"", "too_short", "nothing"},
        {"0", "too_short", "the first digit"},
        {"090", "too_short", "the first three"},
        {"0901234567", "too_short", "a mobile number with ten"},
        {"083922411", "too_short", "a fixed line with nine"},
        {"090123456789", "too_long", "twelve"},
        {"08392241111", "too_long", "a fixed line with eleven"},
        {"01201234567", "too_long", "free of charge with eleven"},
        {"9012345678", "no_leading_zero", "the 0 forgotten"},
        {"819012345678", "no_leading_zero", "country code without +"},
        {"110", "impossible", "police"},
        {"119", "impossible", "fire brigade"},
        {"0012345678", "impossible", "international prefix"},
        {"00", "impossible", "cannot become a number any more"},
        {"09000000000", "impossible", "all zeros behind 090"},
        {"08011111111", "", "all ones behind 080 is somebody's number"},
        {"0901111111", "too_short", "length speaks before equal digits"},
        {"09011111112", "", "not all equal"},
        {"090-1234-5678", "not_digits", "words::fold_phone takes the hyphens out before"},
        {"０９０１２３４５６７８", "not_digits", "and makes these narrow"},
        {"+819012345678", "not_digits", "and turns +81 into 0"},
        {"0901234567a", "not_digits", "a letter"},
        {" ", "not_digits", "a space"},
    }));
    INFO(digits << ": " << why);
    auto const found = problem_of_phone(digits);
    CHECK((found ? std::string(name_of(*found)) : std::string()) == problem);
}

TEST_CASE("The length a number will have follows from its first digits", "[domain][phone]")
{
    auto const [digits, expected] = GENERATE(table<std::string, int>({
        {"", 10},
        {"0", 10},
        {"09", 10},
        {"090", 11},
        {"080", 11},
        {"070", 11},
        {"060", 11},
        {"050", 11},
        {"020", 11},
        {"0800", 11},
        {"010", 10},
        {"030", 10},
        {"040", 10},
        {"0120", 10},
        {"083", 10},
        {"0832", 10},
        {"190", 10},
    }));
    CAPTURE(digits);
    CHECK(expected_phone_digits(digits) == expected);
}

TEST_CASE("A phone number is grouped as people read it, also while it is typed", "[domain][phone]")
{
    auto const [digits, words, why] = GENERATE(table<std::string, std::string, std::string>({
        {"09012345678", "090-1234-5678", "mobile"},
        {"05012345678", "050-1234-5678", "internet telephone"},
        {"06012345678", "060-1234-5678", "mobile, not Osaka"},
        {"0839224111", "083-922-4111", "Yamaguchi"},
        {"0832311111", "083-231-1111", "Shimonoseki"},
        {"0820221234", "0820-22-1234", "Yanai"},
        {"0827291234", "0827-29-1234", "Iwakuni"},
        {"0833451234", "0833-45-1234", "Kudamatsu, Hikari"},
        {"0834221234", "0834-22-1234", "Shunan"},
        {"0835231234", "0835-23-1234", "Hofu"},
        {"0836341234", "0836-34-1234", "Ube"},
        {"0837221234", "0837-22-1234", "Nagato"},
        {"0838251234", "0838-25-1234", "Hagi"},
        {"0838821234", "08388-2-1234", "Abu: five digits, though it begins like Hagi"},
        {"0312345678", "03-1234-5678", "Tokyo"},
        {"0612345678", "06-1234-5678", "Osaka"},
        {"0821234567", "082-123-4567", "Hiroshima"},
        {"0921234567", "092-123-4567", "Fukuoka"},
        {"0120123456", "0120-123-456", "free of charge"},
        {"08001234567", "0800-123-4567", "free of charge"},
        {"0570123456", "0570-123-456", "shared charge"},
        {"", "", "nothing typed yet"},
        {"090", "090", "no hyphen before there is something behind it"},
        {"0901", "090-1", "being typed"},
        {"0901234", "090-1234", "being typed"},
        {"09012345", "090-1234-5", "being typed"},
        {"+81901", "+81901", "not digits: shown as it is"},
    }));
    INFO(why);
    CHECK(phone_words(digits) == words);
}

// The codes were computed apart from this program, by a few lines of Python.
TEST_CASE("A receipt code is nine digits that follow from the registration id alone", "[domain][receipt]")
{
    auto const [id, code] = GENERATE(table<std::string, std::string>({
        {"01935f4e-7b1a-7c3d-8e5f-0123456789ab", "729770988"},
        {"01935F4E-7B1A-7C3D-8E5F-0123456789AB", "729770988"},
        {"01935f4e-7b1a-7c3d-8e5f-0123456789ac", "846053092"},
        {"", "466560375"},
    }));
    CAPTURE(id);
    CHECK(receipt_code(RegistrationId(id)) == code);
}

TEST_CASE("A receipt code is read with the hyphens, spaces and wide digits people type", "[domain][receipt]")
{
    auto const [text, digits, why] = GENERATE(table<std::string, std::string, std::string>({
        {"000005724", "000005724", "Damm's own example, 572 and 4"},
        {"000-005-724", "000005724", "as printed"},
        {" 000 005 724 ", "000005724", "spaces"},
        {"０００－００５－７２４", "000005724", "wide digits and hyphens"},
        {"０００　００５ー７２４", "000005724", "wide space and a long mark for a hyphen"},
        {"", "", "nothing"},
        {"---", "", "only hyphens"},
        {"00005724", "", "eight digits"},
        {"0000005724", "", "ten digits, though the check digit agrees"},
        {"000005723", "", "check digit wrong"},
        {"00000572A", "", "a letter"},
        {"000005724円", "", "a word behind it"},
        {"00000572\xEF\xBC", "", "a wide digit cut in the middle"},
        {"00000572\xEF\xBC\x9A", "", "the wide colon stands right behind the wide nine"},
        {"00000572\xEF\xBC\x8F", "", "the wide slash stands right before the wide zero"},
    }));
    INFO(why);
    CHECK(parse_receipt_code(text).value_or("") == digits);
}

TEST_CASE("No receipt code with one wrong digit or two swapped neighbours is taken", "[domain][receipt]")
{
    for (int i = 0; i < 200; ++i) {
        auto const code = receipt_code(RegistrationId("registration " + std::to_string(i)));
        REQUIRE(code.size() == 9);
        REQUIRE(parse_receipt_code(code) == code);
        for (std::size_t at = 0; at < code.size(); ++at) {
            for (char wrong = '0'; wrong <= '9'; ++wrong) {
                auto changed = code;
                changed[at] = wrong;
                if (changed != code && parse_receipt_code(changed))
                    FAIL(changed << " passes for " << code);
            }
            auto swapped = code;
            if (at + 1 < code.size())
                std::swap(swapped[at], swapped[at + 1]);
            if (swapped != code && parse_receipt_code(swapped))
                FAIL(swapped << " passes for " << code);
        }
    }
}

TEST_CASE("A receipt code is printed in three groups of three", "[domain][receipt]")
{
    CHECK(receipt_code_words("482619573") == "482-619-573");
}
