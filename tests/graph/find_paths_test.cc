#include "graph/analysis/find_paths.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "tests/graph/delta_builder.h"
#include "tests/support/analysis_graph.h"
#include "tests/support/random_graph.h"
#include "tests/support/stored_graph.h"
#include "tests/support/tiny_graph.h"

namespace policygraph {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using Nodes = std::vector<Vertex>;

Nodes NodesOf(const Path& path) {
  Nodes nodes = {path.from};
  for (const PathStep& step : path.steps) nodes.push_back(step.node);
  return nodes;
}

std::vector<Nodes> NodesOf(const PathResult& result) {
  std::vector<Nodes> paths;
  for (const Path& path : result.paths) paths.push_back(NodesOf(path));
  return paths;
}

std::vector<Nodes> FindIn(const NumberedGraph& graph, const PathQuery& query,
                          bool directed = false) {
  const Selection selection = graph.Select();
  Steps steps = Unstopped();
  return NodesOf(FindPaths({graph.view(), selection, directed}, query, steps).value());
}

// 0 ─ 1 ─ 3 ─ 5 and 0 ─ 2 ─ 3, and a way round: 0 ─ 4 ─ 6 ─ 5.
NumberedGraph Diamond() {
  return NumberedGraph(7, {{0, 1}, {1, 3}, {0, 2}, {2, 3}, {3, 5}, {0, 4}, {4, 6}, {6, 5}});
}

TEST(FindPathsTest, ShortestFirstAndThenByIds) {
  const NumberedGraph graph = Diamond();
  EXPECT_THAT(FindIn(graph, {.from = 0, .to = 5}), ElementsAre(Nodes{0, 1, 3, 5}));
  EXPECT_THAT(FindIn(graph, {.from = 0, .to = 5, .max_paths = 20}),
              ElementsAre(Nodes{0, 1, 3, 5}, Nodes{0, 2, 3, 5}, Nodes{0, 4, 6, 5}));
  EXPECT_THAT(FindIn(graph, {.from = 5, .to = 0, .max_paths = 2}),
              ElementsAre(Nodes{5, 3, 1, 0}, Nodes{5, 3, 2, 0}));
}

TEST(FindPathsTest, DirectedPathsFollowTheEdges) {
  const NumberedGraph graph = Diamond();
  EXPECT_THAT(FindIn(graph, {.from = 0, .to = 5, .max_paths = 20}, true),
              ElementsAre(Nodes{0, 1, 3, 5}, Nodes{0, 2, 3, 5}, Nodes{0, 4, 6, 5}));
  EXPECT_THAT(FindIn(graph, {.from = 5, .to = 0}, true), IsEmpty());
  EXPECT_THAT(FindIn(graph, {.from = 1, .to = 2}, true), IsEmpty());
  EXPECT_THAT(FindIn(graph, {.from = 1, .to = 2}), ElementsAre(Nodes{1, 0, 2}));
}

TEST(FindPathsTest, NoneThatIsTooLongOrFromANodeToItself) {
  const NumberedGraph graph = Diamond();
  EXPECT_THAT(FindIn(graph, {.from = 0, .to = 5, .max_length = 2}), IsEmpty());
  EXPECT_THAT(FindIn(graph, {.from = 0, .to = 0}), IsEmpty());
  EXPECT_THAT(FindIn(NumberedGraph(3, {{0, 1}}), {.from = 0, .to = 2}), IsEmpty());
}

TEST(FindPathsTest, AStepHasAllItsEdgesThoseAlongThePathFirst) {
  const NumberedGraph graph(3, {{0, 1}, {2, 1}, {1, 2}});
  const Selection selection = graph.Select();
  Steps steps = Unstopped();
  const PathResult result =
      FindPaths({graph.view(), selection}, {.from = 0, .to = 2}, steps).value();
  ASSERT_EQ(result.paths.size(), 1u);
  ASSERT_EQ(result.paths[0].steps.size(), 2u);
  EXPECT_EQ(result.paths[0].steps[0].edges.size(), 1u);
  ASSERT_EQ(result.paths[0].steps[1].edges.size(), 2u);
  EXPECT_EQ(result.paths[0].steps[1].edges[0].source, 1u);
  EXPECT_EQ(result.paths[0].steps[1].edges[1].source, 2u);
}

TEST(FindPathsTest, SentencesJoinNothingUnlessAskedFor) {
  DeltaBuilder builder("report");
  NodeAssertion& report = builder.Node(NodeKind::kReport, "report");
  NodeAssertion& sentence = builder.Node(NodeKind::kStatement, "1", "report");
  NodeAssertion& place = builder.Node(NodeKind::kCounty, "甲县");
  NodeAssertion& agency = builder.Node(NodeKind::kAgency, "乙局");
  builder.Edge(sentence, EdgeKind::kMentions, place);
  builder.Edge(sentence, EdgeKind::kMentions, agency);
  builder.Edge(sentence, EdgeKind::kPartOf, report);
  const StoredGraph graph({builder.Build()});
  const auto length = [&](const NodeAssertion& to, const SelectionQuery& query) {
    Steps steps = Unstopped();
    const Selection selection = Selection::Of(graph.state(), query, steps).value();
    const PathResult found =
        FindPaths({graph.view(), selection},
                  {.from = graph.At(place.node.id), .to = graph.At(to.node.id)}, steps)
            .value();
    return found.paths.empty() ? 0 : found.paths[0].steps.size();
  };
  EXPECT_EQ(length(agency, {}), 0u);
  EXPECT_EQ(length(report, {}), 0u);
  EXPECT_EQ(length(report, {.edge_kinds = {EdgeKind::kPartOf}}), 0u);
  EXPECT_EQ(length(agency, {.edge_kinds = {EdgeKind::kMentions}}), 2u);
  EXPECT_EQ(length(report, {.node_kinds = {NodeKind::kStatement}}), 2u);
}

TEST(FindPathsTest, WorkIsBoundedAndSaidSo) {
  const NumberedGraph graph = Diamond();
  const Selection selection = graph.Select();
  Steps few([] { return absl::OkStatus(); }, 10);
  const PathResult result =
      FindPaths({graph.view(), selection}, {.from = 0, .to = 5, .max_paths = 20}, few).value();
  EXPECT_TRUE(result.cut);
  EXPECT_LT(result.paths.size(), 3u);
}

TEST(FindPathsTest, PassesANodeOfManyNeighboursFromTheSideOfFew) {
  std::vector<std::pair<int, int>> edges = {{9'998, 9'999}};
  for (int v = 1; v < 9'999; ++v) edges.emplace_back(0, v);
  const NumberedGraph star(10'000, edges);
  const Selection selection = star.Select();
  Steps few([] { return absl::OkStatus(); }, 100);
  const PathResult result =
      FindPaths({star.view(), selection}, {.from = 1, .to = 9'999}, few).value();
  ASSERT_EQ(result.paths.size(), 1u);
  EXPECT_EQ(result.paths[0].steps.size(), 3u);
}

TEST(FindPathsTest, StopsWhenNobodyWaits) {
  std::vector<std::pair<int, int>> edges;
  for (int v = 2; v < 20'000; ++v) edges.emplace_back(v % 2, v);
  const NumberedGraph stars(20'000, edges);  // about 0 and 1
  const Selection selection = stars.Select();
  Steps steps([] { return absl::CancelledError("gone"); });
  const auto result = FindPaths({stars.view(), selection}, {.from = 0, .to = 1}, steps);
  EXPECT_EQ(result.status().code(), absl::StatusCode::kCancelled);
}

// All simple paths, by trying every edge again and again; slow on purpose.
class PathOracle {
 public:
  PathOracle(const GraphView& view, const std::set<EdgeKey>& edges, bool directed,
             const std::set<NodeKind>& between)
      : view_(view), edges_(edges), directed_(directed), between_(between) {}

  std::vector<Nodes> Find(const PathQuery& query) {
    paths_.clear();
    Nodes path = {query.from};
    if (query.from != query.to) Follow(query, path);
    std::vector<Nodes> sorted(paths_.begin(), paths_.end());
    std::ranges::sort(sorted, {}, [](const Nodes& p) { return std::pair(p.size(), p); });
    if (sorted.size() > query.max_paths) sorted.resize(query.max_paths);
    return sorted;
  }

 private:
  void Follow(const PathQuery& query, Nodes& path) {
    if (path.back() == query.to) {
      paths_.insert(path);
      return;
    }
    if (path.size() > query.max_length) return;
    for (Vertex next = 0; next < view_.vertex_count(); ++next) {
      if (std::ranges::count(path, next) > 0) continue;
      if (next != query.to && !between_.empty() && !between_.contains(view_.kind(next))) continue;
      if (!Joined(path.back(), next)) continue;
      path.push_back(next);
      Follow(query, path);
      path.pop_back();
    }
  }

  bool Joined(Vertex a, Vertex b) const {
    for (int kind = 1; kind < kEdgeKindEnd; ++kind) {
      const auto edge_kind = static_cast<EdgeKind>(kind);
      if (edges_.contains({view_.id(a), edge_kind, view_.id(b)})) return true;
      if (!directed_ && edges_.contains({view_.id(b), edge_kind, view_.id(a)})) return true;
    }
    return false;
  }

  const GraphView& view_;
  const std::set<EdgeKey>& edges_;
  const bool directed_;
  const std::set<NodeKind>& between_;
  std::set<Nodes> paths_;
};

class RandomPathsTest : public testing::TestWithParam<int> {};

TEST_P(RandomPathsTest, AgreesWithTheOracle) {
  std::mt19937 random(static_cast<uint32_t>(GetParam()));
  const auto below = [&](size_t end) { return random() % end; };
  const RandomGraphSize size = {
      .strategies = 4, .projects = 5, .claims = 6, .parts = 4, .edges = 24};
  const std::vector<GraphDelta> deltas = {RandomGraph(random, "a", size),
                                          RandomGraph(random, "b", size)};
  const StoredGraph graph(deltas);
  const GraphView& view = graph.view();
  size_t found = 0;
  for (int round = 0; round < 30; ++round) {
    SelectionQuery query;
    if (below(3) == 0) query.edge_kinds = {EdgeKind::kSupports, EdgeKind::kAdvances};
    if (below(3) == 0) query.node_kinds = {NodeKind::kProject, NodeKind::kStrategy};
    if (below(3) == 0) query.reports = {"b"};
    if (below(3) == 0) query.min_confidence = static_cast<Confidence>(below(kCertain));
    std::set<EdgeKey> edges;
    for (const GraphDelta& delta : deltas) {
      if (!query.reports.empty() && delta.report.name != "b") continue;
      for (const EdgeAssertion& edge : delta.edges) {
        const auto& kinds = query.edge_kinds;
        if (!kinds.empty() && !std::ranges::count(kinds, edge.key.kind)) continue;
        if (view.confidence(*view.FindEdge(edge.key)) < query.min_confidence) continue;
        edges.insert(edge.key);
      }
    }
    // Nodes that only the other report asserts or that are less sure have no such edges.
    const std::set<NodeKind> between(query.node_kinds.begin(), query.node_kinds.end());
    const PathQuery paths = {.from = static_cast<Vertex>(below(view.vertex_count())),
                             .to = static_cast<Vertex>(below(view.vertex_count())),
                             .max_paths = 1 + below(20),
                             .max_length = 1 + below(5)};
    const bool directed = below(2) == 0;
    SCOPED_TRACE(fmt::format("seed {}, round {}", GetParam(), round));
    Steps steps = Unstopped();
    const Selection selection = Selection::Of(graph.state(), query, steps).value();
    const PathResult result = FindPaths({view, selection, directed}, paths, steps).value();
    EXPECT_EQ(NodesOf(result), PathOracle(view, edges, directed, between).Find(paths));
    EXPECT_FALSE(result.cut);
    found += result.paths.size();
    for (const Path& path : result.paths) {
      for (const PathStep& step : path.steps) EXPECT_FALSE(step.edges.empty());
    }
  }
  EXPECT_GT(found, 0u);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomPathsTest, testing::Range(1, 21),
                         [](const auto& info) { return fmt::format("Seed{}", info.param); });

}  // namespace
}  // namespace policygraph
