#include "loader/rules/pattern_set.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "re2/re2.h"

namespace policygraph::loader {
namespace {

TEST(PatternSetTest, FindsWhatTryingEachExpressionFinds) {
  const std::vector<std::string> expressions = {
      "回顾|工作总结",                     // words
      "(?:今年|全年)[^。]*(?:任务|目标)",  // two words, both needed
      "^各位代表[！，]",                   // at the beginning only
      "[一二三]项",                        // one of several words
      "^.{2}$",                            // no word at all
      "GDP|ＧＤＰ",                        // letters, which have a case
  };
  const PatternSet set = PatternSet::Compile(expressions).value();
  for (const std::string text :
       {"回顾过去", "今年的任务", "任务在今年", "全年工作目标", "各位代表！回顾", "请各位代表！",
        "第二项", "四项", "甲乙", "GDP", "gdp", "ＧＤＰ", "无", ""}) {
    std::vector<int> expected;
    for (size_t i = 0; i < expressions.size(); ++i) {
      if (RE2::PartialMatch(text, expressions[i])) expected.push_back(static_cast<int>(i));
    }
    EXPECT_EQ(set.MatchesIn(text), expected) << text;
  }
}

TEST(PatternSetTest, RefusesWhatIsNoExpression) {
  const absl::Status status = PatternSet::Compile({"好", "(坏"}).status();
  EXPECT_TRUE(absl::IsInvalidArgument(status)) << status;
  EXPECT_NE(status.message().find("(坏"), std::string::npos);
}

TEST(PatternSetTest, WithoutExpressionsNothingMatches) {
  EXPECT_TRUE(PatternSet().MatchesIn("甲").empty());
  EXPECT_TRUE(PatternSet::Compile({}).value().MatchesIn("甲").empty());
}

}  // namespace
}  // namespace policygraph::loader
