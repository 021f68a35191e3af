#include "graph/analysis/communities.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include "boost/graph/adjacency_list.hpp"
#include "boost/graph/connected_components.hpp"
#include "fmt/format.h"
#include "graph/analysis/groups.h"
#include "tests/support/analysis_graph.h"

namespace policygraph {
namespace {

using testing::ElementsAre;

using Edges = std::vector<std::pair<int, int>>;
using Labels = std::vector<SubVertex>;

// Two triangles, 0 1 2 and 3 4 5, joined by 2 ─ 3.
NumberedGraph TwoTriangles() {
  return NumberedGraph(6, {{0, 1}, {1, 2}, {0, 2}, {3, 4}, {4, 5}, {3, 5}, {2, 3}});
}

Labels Propagate(const NumberedGraph& graph, size_t iterations) {
  Steps steps = Unstopped();
  return LabelPropagation(graph.All(), iterations, steps).value();
}

TEST(ComponentsTest, ByHand) {
  const NumberedGraph graph(7, {{5, 1}, {1, 3}, {4, 2}});
  Steps steps = Unstopped();
  EXPECT_THAT(Components(graph.All(), steps).value(), ElementsAre(0, 1, 2, 1, 2, 1, 6));
}

TEST(LabelPropagationTest, ByHand) {
  const NumberedGraph graph = TwoTriangles();
  EXPECT_THAT(Propagate(graph, 0), ElementsAre(0, 1, 2, 3, 4, 5));
  EXPECT_THAT(Propagate(graph, 1), ElementsAre(1, 0, 0, 2, 3, 3));
  EXPECT_THAT(Propagate(graph, 2), ElementsAre(0, 0, 0, 3, 2, 2));
  EXPECT_THAT(Propagate(graph, 3), ElementsAre(0, 0, 0, 2, 2, 2));
  EXPECT_THAT(Propagate(graph, 10), ElementsAre(0, 0, 0, 2, 2, 2));
}

TEST(LabelPropagationTest, ANeighbourBothWaysCountsTwiceAndALonelyNodeKeepsItsLabel) {
  EXPECT_THAT(Propagate(NumberedGraph(4, {{0, 2}, {2, 0}, {0, 1}}), 1), ElementsAre(2, 0, 0, 3));
}

TEST(LouvainTest, FindsTheTriangles) {
  const NumberedGraph graph = TwoTriangles();
  Steps steps = Unstopped();
  const Labels labels = Louvain(graph.All(), steps).value();
  EXPECT_THAT(labels, ElementsAre(0, 0, 0, 3, 3, 3));
  // Six of seven edges lie within; each side has half of the ends.
  EXPECT_NEAR(Modularity(graph.All(), labels, steps).value(), 6.0 / 7 - 0.5, 1e-12);
}

TEST(LouvainTest, WhatStandsAloneStaysAlone) {
  Steps steps = Unstopped();
  EXPECT_THAT(Louvain(NumberedGraph(4, {{1, 3}}).All(), steps).value(), ElementsAre(0, 1, 2, 1));
  EXPECT_THAT(Louvain(NumberedGraph(2, {}).All(), steps).value(), ElementsAre(0, 1));
  EXPECT_TRUE(Louvain(NumberedGraph(0, {}).All(), steps).value().empty());
}

TEST(GroupsTest, TheLargestComeFirstWithTheirBestConnectedMembers) {
  // 0 ─ 1 ─ 2 with 1 ─ 3, 4 ─ 5, and 6 and 7 alone.
  const Subgraph graph = NumberedGraph(8, {{0, 1}, {1, 2}, {1, 3}, {5, 4}}).All();
  Steps steps = Unstopped();
  const Labels labels = Components(graph, steps).value();
  const Grouping all = FormGroups(graph, labels, {}, steps).value();
  ASSERT_EQ(all.groups.size(), 4u);
  EXPECT_EQ(all.total_groups, 4u);
  EXPECT_EQ(all.groups[0].size, 4u);
  EXPECT_EQ(all.groups[0].joined_pairs, 3u);
  EXPECT_EQ(all.groups[0].members[0].node, 1u);
  EXPECT_EQ(all.groups[0].members[0].neighbors, 3u);
  EXPECT_EQ(all.groups[1].members[0].node, 4u);
  EXPECT_EQ(all.groups[3].members[0].node, 7u);

  const Grouping cut =
      FormGroups(graph, labels, {.min_size = 2, .max_groups = 1, .max_members = 2}, steps).value();
  EXPECT_EQ(cut.total_groups, 2u);
  ASSERT_EQ(cut.groups.size(), 1u);
  EXPECT_EQ(cut.groups[0].size, 4u);
  EXPECT_EQ(cut.groups[0].members.size(), 2u);
}

// Each iteration as the definition has it, by counting labels over all edges.
Labels NaivePropagation(size_t size, const Edges& edges, int iterations) {
  Labels labels;
  for (SubVertex v = 0; v < size; ++v) labels.push_back(v);
  for (; iterations > 0; --iterations) {
    Labels next = labels;
    for (SubVertex v = 0; v < size; ++v) {
      std::map<SubVertex, int> counts;
      for (const auto& [source, target] : edges) {
        if (static_cast<SubVertex>(source) == v) ++counts[labels[static_cast<size_t>(target)]];
        if (static_cast<SubVertex>(target) == v) ++counts[labels[static_cast<size_t>(source)]];
      }
      int most = 0;
      for (const auto& [label, count] : counts) {
        if (count > most) {
          most = count;
          next[v] = label;
        }
      }
    }
    labels = next;
  }
  return labels;
}

class RandomGroupsTest : public testing::TestWithParam<int> {};

TEST_P(RandomGroupsTest, AgreeWithOthers) {
  SCOPED_TRACE(fmt::format("seed {}", GetParam()));
  std::mt19937 random(static_cast<uint32_t>(GetParam()));
  const auto size = static_cast<size_t>(10 + GetParam() * 2);
  std::set<std::pair<int, int>> distinct;
  for (size_t i = 0; i < size; ++i) {
    const auto source = static_cast<int>(random() % size);
    const auto target = static_cast<int>(random() % size);
    if (source != target) distinct.emplace(source, target);
  }
  const Edges edges(distinct.begin(), distinct.end());
  const NumberedGraph numbered(size, edges);
  const Subgraph graph = numbered.All();
  Steps steps = Unstopped();

  EXPECT_EQ(LabelPropagation(graph, 5, steps).value(), NaivePropagation(size, edges, 5));

  boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> boost_graph(size);
  for (const auto& [source, target] : edges) {
    boost::add_edge(static_cast<size_t>(source), static_cast<size_t>(target), boost_graph);
  }
  std::vector<size_t> numbers(size);
  boost::connected_components(boost_graph, numbers.data());
  const Labels components = Components(graph, steps).value();
  for (size_t v = 0; v < size; ++v) {
    for (size_t w = 0; w < size; ++w) {
      EXPECT_EQ(components[v] == components[w], numbers[v] == numbers[w]) << v << " " << w;
    }
  }

  // No oracle finds the best communities; but they lie within components, are better than those,
  // and come out the same again.
  const Labels communities = Louvain(graph, steps).value();
  const double modularity = Modularity(graph, communities, steps).value();
  EXPECT_GE(modularity, Modularity(graph, components, steps).value() - 1e-9);
  for (SubVertex v = 0; v < size; ++v) {
    EXPECT_EQ(components[v], components[communities[v]]);
    EXPECT_LE(communities[v], v);
    EXPECT_EQ(communities[communities[v]], communities[v]);
  }
  EXPECT_EQ(communities, Louvain(graph, steps).value());
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomGroupsTest, testing::Range(1, 21),
                         [](const auto& info) { return fmt::format("Seed{}", info.param); });

}  // namespace
}  // namespace policygraph
