#include "loader/stages/rate_confidence.h"

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "loader/pipeline.h"
#include "loader/rules/rule_set.h"

namespace policygraph::loader {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kFile = "loader/rules/zh/confidence.textproto";

absl::StatusOr<ConfidenceRules> Compile(std::string_view text) {
  return ConfidenceRules::Compile({{std::string(kFile), text}});
}

ConfidenceRules SampleRules() {
  return Compile(R"(certain: ["load"] other_nodes: 70 other_edges: 40
                    nodes { rule: "a" once: 80 again: 90 }
                    nodes { rule: "b" once: 60 again: 85 }
                    edges { rule: "c" once: 75 again: 95 })")
      .value();
}

// Two nodes that an edge joins, each with evidence by these rules, one sentence after the other.
GraphDelta Delta(const std::vector<std::string>& source, const std::vector<std::string>& edge) {
  const auto evidence = [](const std::vector<std::string>& rules) {
    std::vector<Evidence> pieces;
    for (const std::string& rule : rules) {
      const auto statement = static_cast<uint32_t>(pieces.size());
      pieces.push_back({statement, {statement, statement + 1}, "字", rule});
    }
    return pieces;
  };
  GraphDelta delta;
  const NodeId a = NodeId::Of(NodeKind::kProject, "", "甲");
  const NodeId b = NodeId::Of(NodeKind::kCounty, "", "乙");
  delta.nodes.push_back({.node = {.id = a}, .evidence = evidence(source)});
  delta.nodes.push_back({.node = {.id = b}, .derivation = "load"});
  delta.edges.push_back({.key = {a, EdgeKind::kLocatedIn, b}, .evidence = evidence(edge)});
  RateConfidence(delta, SampleRules());
  return delta;
}

TEST(RateConfidenceTest, ANodeIsAsSureAsTheBestOfItsRules) {
  EXPECT_EQ(Delta({"b"}, {"c"}).nodes[0].confidence, 60);
  EXPECT_EQ(Delta({"b", "a"}, {"c"}).nodes[0].confidence, 90);
  EXPECT_EQ(Delta({"unknown"}, {"c"}).nodes[0].confidence, 70);
}

TEST(RateConfidenceTest, WhatIsNoReadingIsCertain) {
  EXPECT_EQ(Delta({"a"}, {"c"}).nodes[1].confidence, kCertain);
}

TEST(RateConfidenceTest, AnEdgeIsNeverSurerThanItsEnds) {
  EXPECT_EQ(Delta({"a"}, {"c"}).edges[0].confidence, 75);
  EXPECT_EQ(Delta({"b"}, {"c", "c"}).edges[0].confidence, 60);
  EXPECT_EQ(Delta({"a"}, {"unknown"}).edges[0].confidence, 40);
}

TEST(RateConfidenceTest, TheFileIsRefusedByItsFault) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"other_nodes: 0 other_edges: 40", "other_nodes: 0 is not from 1 to 100"},
      {"other_nodes: 70 other_edges: 101", "other_edges: 101 is not from 1 to 100"},
      {R"(other_nodes: 70 other_edges: 40 nodes { rule: "a" once: 80 })", "a: 0 is not"},
      {R"(other_nodes: 70 other_edges: 40 edges { rule: "a" once: 8 again: 9 }
          edges { rule: "a" once: 8 again: 9 })",
       "a stands twice"},
      {"other_notes: 1", "other_notes"},
  };
  for (const auto& [text, message] : cases) {
    const absl::Status status = Compile(text).status();
    EXPECT_TRUE(absl::IsInvalidArgument(status)) << text;
    EXPECT_THAT(std::string(status.message()), HasSubstr(std::string(message)));
  }
}

TEST(RateConfidenceTest, EveryElementOfAReportIsRated) {
  const auto rules = RuleSet::Compile(BuiltinRuleFiles()).value();
  std::ifstream file(PROJECT_DIR "/data/reports/deyang-2024.txt", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto loaded = Load({.name = "deyang-2024", .bytes = text}, *rules);
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  bool doubts = false;
  for (const NodeAssertion& node : loaded->delta.nodes) doubts |= node.confidence < kCertain;
  EXPECT_TRUE(doubts);
  EXPECT_EQ(CheckDelta(loaded->delta), absl::OkStatus());
}

}  // namespace
}  // namespace policygraph::loader
