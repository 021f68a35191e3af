#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "loader/document.h"
#include "loader/rules/mention_rules.h"
#include "loader/rules/rule_files.h"
#include "loader/stages/find_mentions.h"

namespace policygraph::loader {
namespace {

// Every rule finds its examples and leaves its counter-examples alone.

std::vector<std::string> NamesFoundBy(const RuleCheck& check, const MentionRules& rules) {
  Document document;
  document.text = check.text;
  document.place = {.name = "某市", .level = DivisionLevel::kPrefecture};
  if (check.nation) document.place = {.name = "全国", .level = DivisionLevel::kNational};
  document.sentences.push_back({.span = {0, check.text.size()}});
  std::vector<Mention> places;
  for (const std::string& place : check.places) {
    const size_t begin = check.text.find(place);
    places.push_back(
        {.kind = NodeKind::kCounty, .span = {begin, begin + place.size()}, .name = place});
  }
  std::vector<std::string> names;
  for (const Mention& mention : FindMentions(document, places, rules)) {
    if (mention.rule == check.rule) names.push_back(mention.name);
  }
  return names;
}

TEST(MentionExamplesTest, EveryRuleFindsWhatItsExamplesSay) {
  const auto rules = MentionRules::Compile(BuiltinRuleFiles());
  ASSERT_TRUE(rules.ok()) << rules.status();
  ASSERT_FALSE(rules->checks().empty());
  for (const RuleCheck& check : rules->checks()) {
    const std::vector<std::string> names = NamesFoundBy(check, *rules);
    if (check.name.empty()) {
      EXPECT_THAT(names, testing::IsEmpty()) << check.rule << " in " << check.text;
    } else {
      EXPECT_THAT(names, testing::Contains(check.name)) << check.rule << " in " << check.text;
    }
  }
}

}  // namespace
}  // namespace policygraph::loader
