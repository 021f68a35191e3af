#include "loader/quantity/number_parser.h"

#include <string>

#include "gtest/gtest.h"
#include "loader/rules/quantity_rules.h"

namespace policygraph::loader {
namespace {

const NumberParser& Parser() {
  static const auto* rules = new QuantityRules(*QuantityRules::Compile(BuiltinRuleFiles()));
  return rules->numbers();
}

struct NumberCase {
  std::string text;
  double value;
  std::string scale;
  bool more = false;
};

class ReadsNumber : public testing::TestWithParam<NumberCase> {};

TEST_P(ReadsNumber, WithItsScale) {
  const NumberCase& expected = GetParam();
  const auto number = Parser().ParseAt(expected.text, 0);
  ASSERT_TRUE(number.has_value()) << expected.text;
  EXPECT_DOUBLE_EQ(number->value, expected.value) << expected.text;
  EXPECT_EQ(number->scale, expected.scale) << expected.text;
  EXPECT_EQ(number->more, expected.more) << expected.text;
  EXPECT_EQ(number->length, expected.text.size()) << expected.text;
}

INSTANTIATE_TEST_SUITE_P(
    NumberParser, ReadsNumber,
    testing::Values(NumberCase{"3014.4", 3014.4, ""}, NumberCase{"0.55", 0.55, ""},
                    NumberCase{"1,234,567.8", 1234567.8, ""}, NumberCase{"４５６４亿", 4564, "亿"},
                    NumberCase{"5.3万", 5.3, "万"}, NumberCase{"1.35万亿", 1.35, "万亿"},
                    NumberCase{"9800多万", 9800, "万", true}, NumberCase{"1亿多", 1, "亿", true},
                    NumberCase{"1500余", 1500, "", true}, NumberCase{"3千", 3000, ""},
                    NumberCase{"十", 10, ""}, NumberCase{"二十五", 25, ""},
                    NumberCase{"一百零五", 105, ""}, NumberCase{"十三点四", 13.4, ""},
                    NumberCase{"三百六十亿", 360, "亿"}, NumberCase{"十二亿三千万", 12.3, "亿"},
                    NumberCase{"两万多", 2, "万", true}, NumberCase{"三千多万", 3000, "万", true},
                    NumberCase{"百余", 100, "", true}, NumberCase{"千亿", 1000, "亿"},
                    NumberCase{"万亿", 1, "万亿"}));

TEST(NumberParser, StopsWhereTheNumberEnds) {
  EXPECT_EQ(Parser().ParseAt("12,5个", 0)->length, 2u) << "a comma that groups no three digits";
  EXPECT_EQ(Parser().ParseAt("3.", 0)->length, 1u) << "a full stop";
  EXPECT_EQ(Parser().ParseAt("5千瓦", 0)->length, 1u) << "千 begins a unit";
}

TEST(NumberParser, FindsNoneWhereNoneBegins) {
  EXPECT_FALSE(Parser().ParseAt("多个", 0).has_value());
  EXPECT_FALSE(Parser().ParseAt("千瓦", 0).has_value());
  EXPECT_FALSE(Parser().ParseAt("", 0).has_value());
}

TEST(NumberParser, TellsListsOfDigitsFromNumbers) {
  EXPECT_TRUE(Parser().ParseAt("一二三产业", 0)->serial);
  EXPECT_FALSE(Parser().ParseAt("一百二十三", 0)->serial);
}

TEST(NumberParser, TellsScalesWithoutDigits) {
  EXPECT_TRUE(Parser().ParseAt("百亿", 0)->bare_scale);
  EXPECT_FALSE(Parser().ParseAt("十亿", 0)->bare_scale);
  EXPECT_FALSE(Parser().ParseAt("一百亿", 0)->bare_scale);
}

}  // namespace
}  // namespace policygraph::loader
