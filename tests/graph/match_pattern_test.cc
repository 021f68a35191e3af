#include "graph/analysis/match_pattern.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <span>
#include <string>
#include <vector>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/store/merge.h"
#include "tests/support/analysis_graph.h"
#include "tests/support/pattern_oracle.h"
#include "tests/support/random_graph.h"
#include "tests/support/stored_graph.h"
#include "tests/support/tiny_graph.h"

namespace policygraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr size_t kManyRows = 100'000;

using enum NodeKind;
using enum EdgeKind;

// The rows in names, nodes joined by spaces; – for nothing.
std::vector<std::string> MatchTiny(const Pattern& pattern, size_t max_rows = kManyRows) {
  const StoredGraph graph(TinyGraph::Deltas());
  Steps steps = Unstopped();
  const PatternMatches matches = MatchPattern(graph.state(), pattern, max_rows, steps).value();
  std::vector<std::string> rows;
  for (const PatternRow& row : matches.rows) {
    std::string names;
    for (const std::optional<Vertex>& v : row) {
      const NodeId id = v.has_value() ? graph.view().id(*v) : NodeId();
      const auto nodes = ReadMergedNodes(graph.state().snapshot(), std::span(&id, 1)).value();
      names += (names.empty() ? "" : " ") + (v.has_value() ? nodes[0].node.name : "–");
    }
    rows.push_back(names);
  }
  return rows;
}

PatternVariable Of(NodeKind kind, const std::string& name_contains = "") {
  return {.kinds = {kind}, .name_contains = name_contains};
}

TEST(MatchPatternTest, OneVariableListsItsNodes) {
  EXPECT_THAT(MatchTiny({.variables = {Of(kAgency)}}), ElementsAre("市交通局"));
  EXPECT_THAT(MatchTiny({.variables = {Of(kStrategy, "同城")}}),
              UnorderedElementsAre("同城融圈", "交通同城", "轨道同城"));
}

TEST(MatchPatternTest, EdgesJoinTheRightEnds) {
  const Pattern supporters = {
      .variables = {Of(kProject), Of(kStrategy)},
      .edges = {{.from = 0, .to = 1, .kinds = {kSupports}, .direction = PatternDirection::kOut}}};
  EXPECT_THAT(MatchTiny(supporters),
              UnorderedElementsAre("医保卡 同城融圈", "市域铁路 同城融圈", "北延线 同城融圈",
                                   "北延线 交通同城", "换乘站 轨道同城"));
  Pattern turned = supporters;
  turned.edges[0].direction = PatternDirection::kIn;
  EXPECT_THAT(MatchTiny(turned), IsEmpty());
  turned.edges[0].direction = PatternDirection::kBoth;
  EXPECT_EQ(MatchTiny(turned), MatchTiny(supporters));
}

TEST(MatchPatternTest, DifferentVariablesAreDifferentNodes) {
  const Pattern pairs = {.variables = {Of(kProject), Of(kStrategy), Of(kProject)},
                         .edges = {{.from = 0, .to = 1, .kinds = {kSupports}},
                                   {.from = 2, .to = 1, .kinds = {kSupports}}}};
  EXPECT_EQ(MatchTiny(pairs).size(), 6u);  // three projects of 同城融圈, in pairs
}

TEST(MatchPatternTest, HopsCountTheShortestWay) {
  Pattern parts = {.variables = {Of(kStrategy), Of(kStrategy, "同城融圈")},
                   .edges = {{.from = 0,
                              .to = 1,
                              .kinds = {kPartOf},
                              .direction = PatternDirection::kOut,
                              .min_hops = 2,
                              .max_hops = 4}}};
  EXPECT_THAT(MatchTiny(parts), ElementsAre("轨道同城 同城融圈"));
  parts.edges[0].min_hops = 1;
  EXPECT_EQ(MatchTiny(parts).size(), 2u);
}

TEST(MatchPatternTest, OptionalEdgesLeaveTheRow) {
  const Pattern pattern = {
      .variables = {Of(kProject), Of(kStrategy, "同城融圈"), Of(kCounty)},
      .edges = {{.from = 0, .to = 1, .kinds = {kSupports}},
                {.from = 0, .to = 2, .kinds = {kLocatedIn}, .optional = true}}};
  EXPECT_THAT(
      MatchTiny(pattern),
      UnorderedElementsAre("医保卡 同城融圈 –", "市域铁路 同城融圈 旌阳区", "北延线 同城融圈 –"));
}

TEST(MatchPatternTest, FiltersNarrowNodes) {
  PatternVariable claim = {.min_year = 2024};
  EXPECT_THAT(MatchTiny({.variables = {claim}}),
              UnorderedElementsAre("加快市域铁路建设", "同城融圈合作60项"));
  claim = {.max_year = 2023};
  EXPECT_THAT(MatchTiny({.variables = {claim}}),
              UnorderedElementsAre("医保卡发放12万张", "合作发展"));
  EXPECT_THAT(MatchTiny({.variables = {{.stages = {Stage::kInOperation}}}}), ElementsAre("医保卡"));
  EXPECT_THAT(MatchTiny({.variables = {{.kinds = {kProject}, .report = "deyang-2025"}}}),
              UnorderedElementsAre("市域铁路", "北延线"));
  EXPECT_THAT(MatchTiny({.variables = {{.id = TinyGraph::Project("北延线")}}}),
              ElementsAre("北延线"));
  EXPECT_THAT(MatchTiny({.variables = {{.kinds = {kProject}}}, .min_confidence = 70}),
              UnorderedElementsAre("市域铁路", "北延线", "换乘站"));
}

TEST(MatchPatternTest, WhatIsNotThereIsAnError) {
  const StoredGraph graph(TinyGraph::Deltas());
  Steps steps = Unstopped();
  absl::Status status =
      MatchPattern(graph.state(), {.variables = {{.id = NodeId()}}}, 1, steps).status();
  EXPECT_EQ(GetErrorInfo(status)->reason, ErrorReason::kNodeNotFound);
  status = MatchPattern(graph.state(), {.variables = {{.report = "x"}}}, 1, steps).status();
  EXPECT_EQ(GetErrorInfo(status)->reason, ErrorReason::kReportNotFound);
}

TEST(MatchPatternTest, RowsAndWorkAreBoundedAndSaidSo) {
  const StoredGraph graph(TinyGraph::Deltas());
  const Pattern projects = {.variables = {Of(kProject)}};
  Steps steps = Unstopped();
  PatternMatches matches = MatchPattern(graph.state(), projects, 3, steps).value();
  EXPECT_EQ(matches.rows.size(), 3u);
  EXPECT_TRUE(matches.cut);
  EXPECT_FALSE(MatchPattern(graph.state(), projects, 4, steps).value().cut);
  Steps few([] { return absl::OkStatus(); }, 10);
  EXPECT_TRUE(MatchPattern(graph.state(), projects, 4, few).value().cut);
}

TEST(MatchPatternTest, StopsWhenNobodyWaits) {
  std::vector<std::pair<int, int>> edges;
  for (int v = 1; v < 300; ++v) edges.emplace_back(0, v);
  const NumberedGraph star(300, edges);
  const Pattern pairs = {.variables = {{}, {}, {}},
                         .edges = {{.from = 0, .to = 1}, {.from = 1, .to = 2}}};
  Steps steps([] { return absl::CancelledError("gone"); });
  EXPECT_EQ(MatchPattern(star.state(), pairs, kManyRows, steps).status().code(),
            absl::StatusCode::kCancelled);
}

class RandomPatternTest : public testing::TestWithParam<int> {};

TEST_P(RandomPatternTest, AgreesWithTheOracle) {
  std::mt19937 random(static_cast<uint32_t>(GetParam()));
  const auto below = [&](size_t end) { return random() % end; };
  const RandomGraphSize size = {.strategies = 3,
                                .projects = 4,
                                .places = 2,
                                .agencies = 2,
                                .indicators = 2,
                                .claims = 5,
                                .parts = 3,
                                .edges = 18};
  const std::vector<GraphDelta> deltas = {RandomGraph(random, "a", size),
                                          RandomGraph(random, "b", size)};
  const StoredGraph graph(deltas);
  size_t found = 0;
  for (int round = 0; round < 12; ++round) {
    Pattern pattern;
    if (below(3) == 0) pattern.min_confidence = static_cast<Confidence>(below(kCertain));
    const size_t required = 1 + below(3);
    for (size_t i = 0; i < required; ++i) {
      PatternVariable variable;
      if (below(2) == 0) variable.kinds = {kProject, below(2) == 0 ? kStrategy : kCommitment};
      pattern.variables.push_back(variable);
    }
    const auto add_edge = [&](size_t from, size_t to, bool optional) {
      PatternEdge edge = {.from = from, .to = to, .optional = optional};
      if (below(2) == 0) edge.kinds = {kSupports, kAdvances};
      edge.direction = static_cast<PatternDirection>(below(3));
      edge.min_hops = 1 + below(2);
      edge.max_hops = edge.min_hops + below(2);
      pattern.edges.push_back(edge);
    };
    for (size_t i = 1; i < required; ++i) {
      below(2) == 0 ? add_edge(i, below(i), false) : add_edge(below(i), i, false);
    }
    if (required == 3 && below(2) == 0) add_edge(2, 0, false);
    for (size_t optional = below(3); optional > 0; --optional) {
      pattern.variables.push_back({.kinds = {kProject, kStrategy}});
      add_edge(below(required), pattern.variables.size() - 1, true);
    }
    SCOPED_TRACE(fmt::format("seed {}, round {}", GetParam(), round));
    Steps steps = Unstopped();
    const PatternMatches matches =
        MatchPattern(graph.state(), pattern, 10 * kManyRows, steps).value();
    EXPECT_EQ(matches.rows, PatternOracle(graph.view(), deltas, pattern).Rows());
    EXPECT_FALSE(matches.cut);
    found += matches.rows.size();
  }
  EXPECT_GT(found, 0u);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomPatternTest, testing::Range(1, 11),
                         [](const auto& info) { return fmt::format("Seed{}", info.param); });

}  // namespace
}  // namespace policygraph
