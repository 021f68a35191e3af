#include "graph/filter/filter_syntax.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "graph/base/error.h"

namespace policygraph {
namespace {

// The filter with every AND, OR and NOT in parentheses, and ~ for a bare word.
std::string Shown(const FilterSyntax& syntax) {
  if (syntax.form == FilterSyntax::Form::kRestriction) {
    constexpr std::array<const char*, 8> kComparators = {"~", "=", "!=", "<", "<=", ">", ">=", ":"};
    const std::string value = syntax.quoted ? '"' + syntax.value + '"' : syntax.value;
    return syntax.field + kComparators[static_cast<size_t>(syntax.comparator)] + value;
  }
  if (syntax.form == FilterSyntax::Form::kNot) return "!(" + Shown(syntax.parts.front()) + ")";
  std::string shown;
  for (const FilterSyntax& part : syntax.parts) {
    if (!shown.empty()) shown += syntax.form == FilterSyntax::Form::kAnd ? " & " : " | ";
    shown += Shown(part);
  }
  return "(" + shown + ")";
}

TEST(ParseFilterTest, ReadsTheGrammarOfAip160) {
  struct Case {
    std::string_view text, shown;
  };
  for (const auto& [text, shown] : std::vector<Case>{
           {"", "()"},
           {"  ", "()"},
           {"a=1", "a=1"},
           {"a = 1 AND b != 2", "(a=1 & b!=2)"},
           {"a<1 b<=2 c>3 d>=4", "(a<1 & b<=2 & c>3 & d>=4)"},
           {"a:1 AND b:2 OR c:3", "(a:1 & (b:2 | c:3))"},
           {"a:1 OR b:2 AND c:3", "((a:1 | b:2) & c:3)"},
           {"a b AND c OR d", "((~a & ~b) & (~c | ~d))"},
           {"NOT a=1 OR -b=2", "(!(a=1) | !(b=2))"},
           {"-(a=1 OR b=2)", "!((a=1 | b=2))"},
           {"((a=1))", "a=1"},
           {"year = -5", "year=-5"},
           {"day = 2026-11-24", "day=2026-11-24"},
           {"scope : \"甲市\"", "scope:\"甲市\""},
           {"甲市　铁路", "(~甲市 & ~铁路)"},
           {"name='a b\\'c\\\\\\n'", "name=\"a b'c\\\n\""},
           {"name = \"AND\" \"OR\"", "(name=\"AND\" & ~\"OR\")"},
           {"aliases:*", "aliases:*"},
       }) {
    const absl::StatusOr<FilterSyntax> syntax = ParseFilter(text);
    ASSERT_TRUE(syntax.ok()) << text << ": " << syntax.status();
    EXPECT_EQ(Shown(*syntax), shown) << text;
  }
}

TEST(ParseFilterTest, PointsAtTheColumnOfAFault) {
  struct Case {
    std::string text;
    int column;
    std::string_view expected;
  };
  for (const auto& [text, column, expected] : std::vector<Case>{
           {"a =", 4, "a value, found the end"},
           {"名 = 甲 AND", 10, "a field, a word or (, found the end"},
           {"(a=1", 5, "AND, OR or ), found the end"},
           {"a=1)", 4, "AND, OR or the end, found )"},
           {"a = AND", 5, "an operator as a value is quoted"},
           {"a=1 and b=2", 5, "operators are AND, OR and NOT"},
           {"\"a\" = 1", 1, "a field without quotes"},
           {"a = \"bc", 5, "no closing"},
           {"a = \"b\\x\"", 7, "a backslash itself"},
           {"a ! b", 3, "expected !="},
           {"f(a)", 1, "functions are not known"},
           {"a = (b)", 5, "a value, found ("},
           {"a = - 5", 7, "a number after -"},
           {"OR a", 1, "a field, a word or ("},
           {"NOT NOT a", 5, "a field, a word or ("},
           {std::string(21, '('), 21, "more than 20 deep"},
           {std::string(4097, 'a'), 4097, "4097 bytes are above the maximum of 4096"},
       }) {
    const absl::Status status = ParseFilter(text).status();
    const std::optional<ErrorInfo> info = GetErrorInfo(status);
    ASSERT_TRUE(info.has_value()) << text;
    EXPECT_EQ(info->reason, ErrorReason::kInvalidField) << text;
    EXPECT_EQ(info->metadata.at("column"), std::to_string(column)) << text << ": " << status;
    EXPECT_THAT(std::string(status.message()), testing::HasSubstr(expected)) << text;
  }
}

TEST(ParseFilterTest, TakesParenthesesUpToTheLimit) {
  EXPECT_TRUE(ParseFilter(std::string(20, '(') + "a" + std::string(20, ')')).ok());
}

}  // namespace
}  // namespace policygraph
