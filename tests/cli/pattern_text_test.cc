#include "service/cli/pattern_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "google/protobuf/text_format.h"
#include "google/protobuf/util/message_differencer.h"

namespace policygraph::cli {
namespace {

using testing::HasSubstr;

v1::Pattern PatternOf(const std::string& text) {
  v1::Pattern pattern;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &pattern)) << text;
  return pattern;
}

TEST(PatternTextTest, ReadsNodesEdgesAndFilters) {
  struct Case {
    std::string text;
    std::string pattern;
  };
  for (const auto& [text, expected] : std::vector<Case>{
           {"(p)", "variables { name: 'p' }"},
           {"()", "variables { name: '_1' }"},
           {"(p:Project|strategy \"同城 融圈\")",
            "variables { name: 'p' kinds: [NODE_KIND_PROJECT, NODE_KIND_STRATEGY]"
            " name_contains: '同城 融圈' }"},
           {"(c year=2024 report=甲市-2024)",
            "variables { name: 'c' min_year: 2024 max_year: 2024 report: '甲市-2024' }"},
           {"(p stage=started|completed year=2023..2025 id=ab12)",
            "variables { name: 'p' stages: [STAGE_STARTED, STAGE_COMPLETED] min_year: 2023"
            " max_year: 2025 id: 'ab12' }"},
           {"(a)-->(b)",
            "variables { name: 'a' } variables { name: 'b' }"
            "edges { from: 'a' to: 'b' direction: DIRECTION_OUT }"},
           {"(a) <-[supports|part_of *1..3]- (b)",
            "variables { name: 'a' } variables { name: 'b' }"
            "edges { from: 'a' to: 'b' kinds: [EDGE_KIND_SUPPORTS, EDGE_KIND_PART_OF]"
            " min_hops: 1 max_hops: 3 direction: DIRECTION_IN }"},
           {"(a)-[*2]-(b), (a)-[located_in ?]->(c)",
            "variables { name: 'a' } variables { name: 'b' } variables { name: 'c' }"
            "edges { from: 'a' to: 'b' min_hops: 2 max_hops: 2 direction: DIRECTION_BOTH }"
            "edges { from: 'a' to: 'c' kinds: EDGE_KIND_LOCATED_IN optional: true"
            " direction: DIRECTION_OUT }"},
           {"(a)--(b)--(a)",
            "variables { name: 'a' } variables { name: 'b' }"
            "edges { from: 'a' to: 'b' direction: DIRECTION_BOTH }"
            "edges { from: 'b' to: 'a' direction: DIRECTION_BOTH }"}}) {
    const absl::StatusOr<v1::Pattern> pattern = ParsePattern(text);
    ASSERT_TRUE(pattern.ok()) << text << ": " << pattern.status();
    EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(*pattern, PatternOf(expected)))
        << text << "\n"
        << pattern->DebugString();
  }
}

TEST(PatternTextTest, NamesTheColumnOfAMistake) {
  struct Case {
    std::string text;
    std::string message;
  };
  for (const auto& [text, message] :
       std::vector<Case>{{"", "column 1: expected ("},
                         {"p", "column 1: expected ("},
                         {"(p:projekt)", "column 4: expected a kind of nodes"},
                         {"(p \"同城)", "column 5: expected a closing \""},
                         {"(p \"同城\" year=x)", "column 14: expected a number"},
                         {"(p \"同城\" colour=red)", "column 9: expected \"TEXT\""},
                         {"(p)-[leads_to]->(q)", "column 6: expected a kind of edges"},
                         {"(p)-[supports->(q)", "column 14: expected ]"},
                         {"(p)-(q)", "column 5: expected -"},
                         {"(p) (q)", "column 5: expected a comma"}}) {
    const absl::Status status = ParsePattern(text).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << text;
    EXPECT_THAT(std::string(status.message()), HasSubstr(message)) << text;
  }
}

}  // namespace
}  // namespace policygraph::cli
