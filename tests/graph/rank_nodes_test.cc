#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <utility>
#include <vector>

#include "boost/graph/adjacency_list.hpp"
#include "boost/graph/betweenness_centrality.hpp"
#include "boost/graph/core_numbers.hpp"
#include "fmt/format.h"
#include "graph/analysis/betweenness.h"
#include "graph/analysis/core_numbers.h"
#include "graph/analysis/page_rank.h"
#include "tests/support/analysis_graph.h"

namespace policygraph {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::Pointwise;

constexpr double kDamping = 0.85;
constexpr double kClose = 1e-9;

using Edges = std::vector<std::pair<int, int>>;

// A random graph in which some edges run both ways and some nodes stand alone.
Edges RandomEdges(uint32_t seed, int size, int count) {
  std::mt19937 random(seed);
  Edges edges;
  while (static_cast<int>(edges.size()) < count) {
    const int source = static_cast<int>(random() % static_cast<uint32_t>(size));
    const int target = static_cast<int>(random() % static_cast<uint32_t>(size));
    if (source != target) edges.emplace_back(source, target);
  }
  std::ranges::sort(edges);
  edges.erase(std::ranges::unique(edges).begin(), edges.end());
  return edges;
}

std::vector<double> RanksOf(const Subgraph& graph, size_t iterations) {
  Steps steps = Unstopped();
  return PageRank(graph, iterations, kDamping, steps).value();
}

TEST(PageRankTest, OneIterationByHand) {
  // 0 -> 1 -> 2, which hands its rank to all: (0.15 + 0.85/3) / 3 for each, and 0.85/3 along an
  // edge.
  const NumberedGraph graph(3, {{0, 1}, {1, 2}});
  EXPECT_THAT(RanksOf(graph.All(), 0), ElementsAre(1 / 3.0, 1 / 3.0, 1 / 3.0));
  EXPECT_THAT(RanksOf(graph.All(), 1),
              ElementsAre(DoubleNear(0.144444, 1e-6), DoubleNear(0.427778, 1e-6),
                          DoubleNear(0.427778, 1e-6)));
}

TEST(PageRankTest, ACircleStaysEven) {
  const NumberedGraph graph(4, {{0, 1}, {1, 2}, {2, 3}, {3, 0}});
  EXPECT_THAT(RanksOf(graph.All(), 20),
              Pointwise(testing::DoubleEq(), std::vector<double>(4, 0.25)));
}

TEST(PageRankTest, AGraphWithoutNodesHasNoRanks) {
  EXPECT_TRUE(RanksOf(NumberedGraph(0, {}).All(), 3).empty());
}

// As the definition is written: a matrix times a vector.
std::vector<double> MatrixPageRank(size_t size, const Edges& edges, size_t iterations) {
  std::vector<double> ranks(size, 1 / static_cast<double>(size));
  for (; iterations > 0; --iterations) {
    std::vector<double> next(size, (1 - kDamping) / static_cast<double>(size));
    for (size_t u = 0; u < size; ++u) {
      const auto leaves = [&](const auto& edge) { return static_cast<size_t>(edge.first) == u; };
      const auto targets = std::ranges::count_if(edges, leaves);
      for (size_t v = 0; v < size; ++v) {
        const auto joined =
            std::ranges::count(edges, std::pair(static_cast<int>(u), static_cast<int>(v)));
        const double share = targets == 0
                                 ? 1 / static_cast<double>(size)
                                 : static_cast<double>(joined) / static_cast<double>(targets);
        next[v] += kDamping * ranks[u] * share;
      }
    }
    ranks = next;
  }
  return ranks;
}

TEST(BetweennessTest, ByHand) {
  // A star: all six pairs of its four leaves pass the centre. A path: the middle lies between most.
  Steps steps = Unstopped();
  EXPECT_THAT(
      Betweenness(NumberedGraph(5, {{0, 1}, {0, 2}, {0, 3}, {0, 4}}).All(), {5}, steps).value(),
      ElementsAre(6, 0, 0, 0, 0));
  EXPECT_THAT(
      Betweenness(NumberedGraph(5, {{0, 1}, {1, 2}, {2, 3}, {3, 4}}).All(), {5}, steps).value(),
      ElementsAre(0, 3, 4, 3, 0));
  // A square: half of the paths between opposite corners pass each of the others.
  EXPECT_THAT(
      Betweenness(NumberedGraph(4, {{0, 1}, {1, 2}, {2, 3}, {3, 0}}).All(), {4}, steps).value(),
      ElementsAre(0.5, 0.5, 0.5, 0.5));
}

TEST(BetweennessTest, SamplesAreReproducibleAndNearTheTruth) {
  constexpr size_t kSize = 200;
  const NumberedGraph graph(kSize, RandomEdges(5, kSize, 300));
  Steps steps = Unstopped();
  const auto exact = Betweenness(graph.All(), {kSize}, steps).value();
  const auto sampled = Betweenness(graph.All(), {100, 7}, steps).value();
  EXPECT_EQ(sampled, Betweenness(graph.All(), {100, 7}, steps).value());
  EXPECT_NE(sampled, Betweenness(graph.All(), {100, 8}, steps).value());
  const double sum = std::accumulate(exact.begin(), exact.end(), 0.0);
  EXPECT_NEAR(std::accumulate(sampled.begin(), sampled.end(), 0.0) / sum, 1, 0.1);
}

TEST(CoreNumbersTest, ByHand) {
  // Four nodes all joined to each other, a tail of two and one alone.
  const NumberedGraph graph(7, {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}, {3, 4}, {4, 5}});
  Steps steps = Unstopped();
  EXPECT_THAT(CoreNumbers(graph.All(), steps).value(), ElementsAre(3, 3, 3, 3, 1, 1, 0));
}

TEST(RankNodesTest, StopsWhenNobodyWaits) {
  const NumberedGraph graph(3'000, RandomEdges(1, 3'000, 9'000));
  const Subgraph all = graph.All();
  Steps ranking([] { return absl::CancelledError("gone"); });
  EXPECT_FALSE(PageRank(all, 10, kDamping, ranking).ok());
  Steps searching([] { return absl::CancelledError("gone"); });
  EXPECT_FALSE(Betweenness(all, {10, 1}, searching).ok());
}

class RandomRanksTest : public testing::TestWithParam<int> {};

TEST_P(RandomRanksTest, AgreeWithOthers) {
  const auto seed = static_cast<uint32_t>(GetParam());
  SCOPED_TRACE(fmt::format("seed {}", seed));
  const int size = 5 + GetParam() * 3;
  const Edges edges = RandomEdges(seed, size, size * (1 + GetParam() % 4));
  const NumberedGraph numbered(static_cast<size_t>(size), edges);
  const Subgraph graph = numbered.All();
  Steps steps = Unstopped();

  EXPECT_THAT(RanksOf(graph, 10), Pointwise(testing::DoubleNear(kClose),
                                            MatrixPageRank(static_cast<size_t>(size), edges, 10)));

  using Boost = boost::adjacency_list<boost::setS, boost::vecS, boost::undirectedS>;
  Boost boost_graph(static_cast<size_t>(size));
  for (const auto& [source, target] : edges) {
    boost::add_edge(static_cast<size_t>(source), static_cast<size_t>(target), boost_graph);
  }
  std::vector<double> centrality(graph.size());
  boost::brandes_betweenness_centrality(boost_graph, centrality.data());
  EXPECT_THAT(Betweenness(graph, {graph.size()}, steps).value(),
              Pointwise(testing::DoubleNear(kClose), centrality));

  std::vector<uint32_t> cores(graph.size());
  boost::core_numbers(boost_graph, boost::make_iterator_property_map(
                                       cores.begin(), get(boost::vertex_index, boost_graph)));
  EXPECT_EQ(CoreNumbers(graph, steps).value(), cores);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomRanksTest, testing::Range(1, 21),
                         [](const auto& info) { return fmt::format("Seed{}", info.param); });

}  // namespace
}  // namespace policygraph
