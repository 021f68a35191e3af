#include "graph/view/graph_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <ranges>
#include <vector>

#include "boost/graph/breadth_first_search.hpp"
#include "boost/graph/graph_concepts.hpp"
#include "boost/graph/reverse_graph.hpp"
#include "boost/graph/strong_components.hpp"
#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/trace/parts_graph.h"
#include "graph/view/boost_graph.h"
#include "tests/graph/delta_builder.h"
#include "tests/support/random_graph.h"
#include "tests/support/stored_graph.h"
#include "tests/support/tiny_graph.h"

namespace policygraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// What Boost's algorithms may ask of the view, checked when this file is compiled.
BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<GraphView>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<GraphView>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<GraphView>));
BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<GraphView>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<GraphView>));
BOOST_CONCEPT_ASSERT(
    (boost::ReadablePropertyGraphConcept<GraphView, Vertex, boost::vertex_index_t>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<PartsGraph>));
static_assert(std::ranges::random_access_range<OutEdgeRange>);
static_assert(std::ranges::random_access_range<InEdgeRange>);

template <typename Edges>
std::vector<EdgeKey> Keys(const GraphView& view, const Edges& edges) {
  std::vector<EdgeKey> keys;
  for (const ViewEdge& edge : edges) keys.push_back(view.key(edge));
  return keys;
}

TEST(GraphViewTest, EmptyGraphHasNothing) {
  const StoredGraph graph({});
  EXPECT_EQ(graph.view().vertex_count(), 0u);
  EXPECT_EQ(graph.view().edge_count(), 0u);
  EXPECT_EQ(graph.view().Find(TinyGraph::Project("市域铁路")), std::nullopt);
}

TEST(GraphViewTest, EdgesOfOneKindAreFoundInBothDirections) {
  const StoredGraph graph(TinyGraph::Deltas());
  const GraphView& view = graph.view();
  const NodeId transport = TinyGraph::Strategy("交通同城");
  const NodeId city = TinyGraph::Strategy("同城融圈");
  const NodeId rails = TinyGraph::Strategy("轨道同城");
  EXPECT_THAT(Keys(view, view.OutEdges(graph.At(transport), EdgeKind::kPartOf)),
              ElementsAre(EdgeKey{transport, EdgeKind::kPartOf, city}));
  EXPECT_THAT(Keys(view, view.InEdges(graph.At(transport), EdgeKind::kPartOf)),
              ElementsAre(EdgeKey{rails, EdgeKind::kPartOf, transport}));
  EXPECT_THAT(Keys(view, view.OutEdges(graph.At(transport), EdgeKind::kSupports)), IsEmpty());
}

TEST(GraphViewTest, AnEdgeThatTwoReportsSayIsOneEdge) {
  const StoredGraph graph(TinyGraph::Deltas());
  const GraphView& view = graph.view();
  const NodeId railway = TinyGraph::Project("市域铁路");
  EXPECT_EQ(view.OutEdges(graph.At(railway), EdgeKind::kSupports).size(), 1u);
}

TEST(GraphViewTest, AnEdgeHasTheFurthestStageThatAnyReportSays) {
  std::vector<GraphDelta> deltas;
  for (const Stage stage : {Stage::kUnderWay, Stage::kCompleted, Stage::kStarted}) {
    DeltaBuilder builder(fmt::format("report-{}", static_cast<int>(stage)));
    builder
        .Edge(builder.Node(NodeKind::kCommitment, "修路"), EdgeKind::kAdvances,
              builder.Node(NodeKind::kProject, "路"))
        .stage = stage;
    deltas.push_back(builder.Build());
  }
  const StoredGraph graph(deltas);
  const Vertex road = graph.At(NodeId::Of(NodeKind::kProject, "", "路"));
  EXPECT_EQ(graph.view().InEdges(road)[0].stage, Stage::kCompleted);
}

TEST(GraphViewTest, ReadingOrderIsByReportAndThenByPlaceInIt) {
  const StoredGraph graph(TinyGraph::Deltas());
  const GraphView& view = graph.view();
  const auto order = [&](std::string_view project) {
    return view.reading_order(graph.At(TinyGraph::Project(project)));
  };
  EXPECT_LT(order("医保卡"), order("市域铁路"));
  EXPECT_LT(order("市域铁路"), order("北延线"));
}

TEST(GraphViewTest, KnowsYearsOfClaimsAndNamesOfReports) {
  const StoredGraph graph(TinyGraph::Deltas());
  const GraphView& view = graph.view();
  EXPECT_EQ(view.year(graph.At(TinyGraph::Outcome("合作发展"))), 2023);
  EXPECT_EQ(view.year(graph.At(TinyGraph::Project("医保卡"))), 0);
  EXPECT_EQ(view.ReportName(ReportId::Of("deyang-2025")), "deyang-2025");
  EXPECT_EQ(view.ReportName(ReportId::Of("deyang-1999")), "");
}

TEST(GraphViewTest, DegreeLeavesMentionsOut) {
  DeltaBuilder builder("report");
  NodeAssertion& project = builder.Node(NodeKind::kProject, "路");
  builder.Edge(builder.Node(NodeKind::kStatement, "修路。"), EdgeKind::kMentions, project);
  builder.Edge(project, EdgeKind::kLocatedIn, builder.Node(NodeKind::kCounty, "县"));
  builder.Edge(builder.Node(NodeKind::kAgency, "局"), EdgeKind::kResponsibleFor, project);
  const StoredGraph graph({builder.Build()});
  EXPECT_EQ(graph.view().Degree(graph.At(project.node.id)), 2u);
}

TEST(GraphViewTest, AnEdgeWithoutItsNodeIsAStoreFailure) {
  DeltaBuilder builder("report");
  builder.Edge(builder.Node(NodeKind::kProject, "路"), EdgeKind::kLocatedIn,
               builder.Node(NodeKind::kCounty, "县"));
  GraphDelta delta = builder.Build();
  delta.nodes.pop_back();
  MemoryStore store;
  Commit commit;
  commit.put_nodes = delta.nodes;
  commit.put_edges = delta.edges;
  ASSERT_TRUE(store.Apply(commit).ok());
  const absl::Status status = GraphView::Build(store.Snapshot().value()).status();
  ASSERT_TRUE(GetErrorInfo(status).has_value()) << status;
  EXPECT_EQ(GetErrorInfo(status)->reason, ErrorReason::kStoreFailure);
}

class RandomViewTest : public testing::TestWithParam<int> {};

// The store's own scans are the oracle.
TEST_P(RandomViewTest, HoldsExactlyWhatTheSnapshotHolds) {
  std::mt19937 random(static_cast<uint32_t>(GetParam()));
  const StoredGraph graph({RandomGraph(random, "report-1"), RandomGraph(random, "report-2")});
  const GraphView& view = graph.view();
  std::map<NodeId, NodeKind> nodes;
  ASSERT_TRUE(view.snapshot()
                  .ScanNodes(NodeId(),
                             [&](const NodeAssertion& said) {
                               nodes.emplace(said.node.id, said.node.kind);
                               return true;
                             })
                  .ok());
  std::vector<EdgeKey> keys;
  ASSERT_TRUE(view.snapshot()
                  .ScanEdges(EdgeKey(),
                             [&](const EdgeAssertion& said) {
                               if (keys.empty() || keys.back() != said.key)
                                 keys.push_back(said.key);
                               return true;
                             })
                  .ok());

  ASSERT_EQ(view.vertex_count(), nodes.size());
  std::vector<EdgeKey> out;
  std::vector<EdgeKey> in;
  for (Vertex v = 0; v < view.vertex_count(); ++v) {
    EXPECT_EQ(view.Find(view.id(v)), v);
    EXPECT_EQ(view.kind(v), nodes.at(view.id(v)));
    std::ranges::copy(Keys(view, view.OutEdges(v)), std::back_inserter(out));
    std::ranges::copy(Keys(view, view.InEdges(v)), std::back_inserter(in));
    EXPECT_TRUE(std::ranges::is_sorted(view.InEdges(v), {}, [](const ViewEdge& edge) {
      return std::pair(edge.kind, edge.source);
    }));
    for (const ViewEdge edge : view.InEdges(v)) {
      const ViewEdge same = view.FindEdge(view.key(edge)).value();
      EXPECT_EQ(same.index, edge.index);
      EXPECT_EQ(same.stage, edge.stage);
    }
  }
  EXPECT_EQ(out, keys);
  std::ranges::sort(in);
  EXPECT_EQ(in, keys);
}

TEST_P(RandomViewTest, FindsNoEdgeThatIsNotThere) {
  std::mt19937 random(static_cast<uint32_t>(GetParam()));
  const StoredGraph graph({RandomGraph(random, "report")});
  const GraphView& view = graph.view();
  for (Vertex v = 0; v < view.vertex_count(); ++v) {
    for (Vertex w = 0; w < view.vertex_count(); ++w) {
      const bool there =
          std::ranges::any_of(view.OutEdges(v, EdgeKind::kSupports),
                              [&](const ViewEdge& edge) { return edge.target == w; });
      EXPECT_EQ(view.FindEdge({view.id(v), EdgeKind::kSupports, view.id(w)}).has_value(), there);
    }
  }
}

TEST_P(RandomViewTest, BoostSeesTheSameGraphForwardsBackwardsAndByEdge) {
  std::mt19937 random(static_cast<uint32_t>(GetParam()));
  const StoredGraph graph({RandomGraph(random, "report")});
  const GraphView& view = graph.view();

  std::vector<ViewEdge> all;
  for (auto [edge, end] = edges(view); edge != end; ++edge) all.push_back(*edge);
  ASSERT_EQ(all.size(), view.edge_count());
  EXPECT_TRUE(std::ranges::is_sorted(all));

  // Strong components do not change when all edges are turned round.
  std::vector<int> forwards(view.vertex_count());
  std::vector<int> backwards(view.vertex_count());
  const auto component_map = [&](std::vector<int>& components) {
    return boost::make_iterator_property_map(components.begin(), get(boost::vertex_index, view));
  };
  EXPECT_EQ(boost::strong_components(view, component_map(forwards)),
            boost::strong_components(boost::make_reverse_graph(view), component_map(backwards),
                                     boost::vertex_index_map(get(boost::vertex_index, view))));
}

TEST_P(RandomViewTest, BreadthFirstSearchReachesWhatPlainWalkingReaches) {
  std::mt19937 random(static_cast<uint32_t>(GetParam()));
  const StoredGraph graph({RandomGraph(random, "report")});
  const GraphView& view = graph.view();
  const Vertex start = 0;

  std::vector<bool> walked(view.vertex_count());
  std::vector<Vertex> open = {start};
  while (!open.empty()) {
    const Vertex v = open.back();
    open.pop_back();
    if (walked[v]) continue;
    walked[v] = true;
    for (const ViewEdge edge : view.OutEdges(v)) open.push_back(edge.target);
  }

  std::vector<boost::default_color_type> colors(view.vertex_count());
  boost::breadth_first_search(view, start,
                              boost::color_map(boost::make_iterator_property_map(
                                  colors.begin(), get(boost::vertex_index, view))));
  for (Vertex v = 0; v < view.vertex_count(); ++v) {
    EXPECT_EQ(colors[v] == boost::black_color, walked[v]) << v;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomViewTest, testing::Range(1, 4),
                         [](const auto& info) { return fmt::format("Seed{}", info.param); });

}  // namespace
}  // namespace policygraph
