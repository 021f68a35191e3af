#include "graph/trace/origins.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/trace/read_origins.h"
#include "graph/trace/trace.h"
#include "tests/graph/delta_builder.h"
#include "tests/support/random_graph.h"
#include "tests/support/reference_origins.h"
#include "tests/support/stored_graph.h"
#include "tests/support/tiny_graph.h"

namespace policygraph {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

absl::Status Waits() { return absl::OkStatus(); }

absl::StatusOr<OriginsAnswer> Origins(const GraphState& state, const OriginsRequest& request) {
  return ReadOrigins(state, request, Waits);
}

OriginsResult TraceAll(const GraphView& view, const OriginsQuery& query) {
  Steps steps(Waits);
  return TraceOrigins(view, query, steps).value();
}

OriginsAnswer OriginsInTiny(const OriginsRequest& request) {
  return Origins(StoredGraph(TinyGraph::Deltas()).state(), request).value();
}

std::vector<std::string> NamesOf(const OriginsAnswer& answer) {
  std::vector<std::string> names;
  for (const ReadOrigin& origin : answer.origins) names.push_back(origin.strategy.node.name);
  return names;
}

std::vector<std::string> NamesOf(const std::vector<TraceHop>& hops) {
  std::vector<std::string> names;
  for (const TraceHop& hop : hops) names.push_back(hop.node.node.name);
  return names;
}

TEST(OriginsTest, AProjectLeadsToWhatItSupportsAndAllAbove) {
  const OriginsAnswer answer = OriginsInTiny({.node = "换乘站"});
  EXPECT_THAT(NamesOf(answer), ElementsAre("轨道同城", "交通同城", "同城融圈"));
  EXPECT_EQ(answer.total_origins, 3u);
  EXPECT_EQ(answer.total_projects, 1u);
  EXPECT_EQ(answer.node.node.name, "换乘站");
  EXPECT_FALSE(answer.node.reports.front().evidence.empty());
  EXPECT_THAT(NamesOf(answer.origins[0].path), ElementsAre("轨道同城"));
  EXPECT_THAT(NamesOf(answer.origins[0].parents), ElementsAre("交通同城", "同城融圈"));
  EXPECT_THAT(NamesOf(answer.origins[2].path), ElementsAre("轨道同城", "交通同城", "同城融圈"));
  EXPECT_THAT(answer.origins[2].parents, IsEmpty());
  EXPECT_EQ(answer.origins[2].projects, 1u);
  EXPECT_EQ(answer.origins[2].path[0].edge.reports.front().evidence.size(), 1u);
}

TEST(OriginsTest, PlacesAgenciesIndicatorsAndClaimsLeadOverProjects) {
  struct Case {
    std::string node;
    std::vector<std::string> path;
    size_t projects;
    size_t claims;
  };
  for (const auto& [node, path, projects, claims] :
       std::vector<Case>{{"旌阳区", {"市域铁路", "同城融圈"}, 1, 0},
                         {"市交通局", {"市域铁路", "同城融圈"}, 1, 0},
                         {"轨道里程", {"加快市域铁路建设", "同城融圈"}, 2, 2},
                         {"加快市域铁路建设", {"同城融圈"}, 1, 1},
                         {"医保卡发放12万张", {"医保卡", "同城融圈"}, 1, 1},
                         {"同城融圈", {}, 0, 0}}) {
    const OriginsAnswer answer = OriginsInTiny({.node = node});
    ASSERT_THAT(NamesOf(answer), ElementsAre("同城融圈")) << node;
    EXPECT_EQ(NamesOf(answer.origins[0].path), path) << node;
    EXPECT_EQ(answer.origins[0].projects, projects) << node;
    EXPECT_EQ(answer.origins[0].claims, claims) << node;
  }
}

// 丙镇 lies in 乙县, and that in 甲市; a plant stands in each of the first two.
GraphDelta PlacesDelta() {
  DeltaBuilder builder("report");
  NodeAssertion& strategy = builder.Node(NodeKind::kStrategy, "强链行动");
  NodeAssertion& other = builder.Node(NodeKind::kStrategy, "壮群行动");
  NodeAssertion& city = builder.Node(NodeKind::kRegion, "甲市", "990100");
  NodeAssertion& county = builder.Node(NodeKind::kCounty, "乙县", "990102");
  NodeAssertion& town = builder.Node(NodeKind::kRegion, "丙镇", "990102001");
  builder.Edge(county, EdgeKind::kPartOf, city);
  builder.Edge(town, EdgeKind::kLocatedIn, county);
  NodeAssertion& first = builder.Node(NodeKind::kProject, "一厂");
  NodeAssertion& second = builder.Node(NodeKind::kProject, "二厂");
  builder.Edge(first, EdgeKind::kLocatedIn, town);
  builder.Edge(second, EdgeKind::kLocatedIn, county);
  builder.Edge(first, EdgeKind::kSupports, strategy).confidence = 40;
  builder.Edge(first, EdgeKind::kSupports, other);
  builder.Edge(second, EdgeKind::kSupports, strategy).confidence = 90;
  NodeAssertion& bureau = builder.Node(NodeKind::kAgency, "市发改委");
  builder.Edge(bureau, EdgeKind::kResponsibleFor, first);
  builder.Edge(bureau, EdgeKind::kResponsibleFor, second);
  builder.Node(NodeKind::kPolicy, "某条例");
  NodeAssertion& claim = builder.Node(NodeKind::kCommitment, "二厂投产", "report");
  claim.node.details = ClaimDetails{.action = "投产", .year = 2024};
  builder.Edge(claim, EdgeKind::kAdvances, second);
  return builder.Build();
}

TEST(OriginsTest, APlaceLeadsToWhatLiesBelowIt) {
  const StoredGraph graph({PlacesDelta()});
  const OriginsAnswer answer = Origins(graph.state(), {.node = "甲市"}).value();
  EXPECT_THAT(NamesOf(answer), ElementsAre("强链行动", "壮群行动"));
  EXPECT_THAT(NamesOf(answer.origins[0].path), ElementsAre("乙县", "二厂", "强链行动"));
  EXPECT_EQ(answer.origins[0].projects, 2u);
  EXPECT_THAT(NamesOf(answer.origins[1].path), ElementsAre("乙县", "丙镇", "一厂", "壮群行动"));
  EXPECT_EQ(answer.origins[1].projects, 1u);
  EXPECT_EQ(answer.total_projects, 2u);
}

TEST(OriginsTest, OfTheShortestPathsTheSurestIsBrought) {
  const StoredGraph graph({PlacesDelta()});
  const OriginsAnswer answer = Origins(graph.state(), {.node = "市发改委"}).value();
  EXPECT_THAT(NamesOf(answer), ElementsAre("强链行动", "壮群行动"));
  EXPECT_THAT(NamesOf(answer.origins[0].path), ElementsAre("二厂", "强链行动"));
}

TEST(OriginsTest, FiltersLeaveOutDoubtfulEdgesOtherYearsAndReports) {
  const StoredGraph graph({PlacesDelta()});
  OriginsAnswer answer =
      Origins(graph.state(), {.node = "一厂", .filter = {.min_confidence = 50}}).value();
  EXPECT_THAT(NamesOf(answer), ElementsAre("壮群行动"));
  answer = Origins(graph.state(), {.node = "甲市", .filter = {.min_year = 2024}}).value();
  EXPECT_THAT(NamesOf(answer), ElementsAre("强链行动"));
  EXPECT_EQ(answer.total_projects, 1u);
  answer = Origins(graph.state(), {.node = "甲市", .filter = {.min_year = 2025}}).value();
  EXPECT_THAT(answer.origins, IsEmpty());

  answer = OriginsInTiny({.node = "北延线", .filter = {.reports = {"deyang-2025"}}});
  EXPECT_THAT(NamesOf(answer), ElementsAre("同城融圈"));
  EXPECT_EQ(answer.origins[0].path[0].edge.reports.size(), 1u);
  const StoredGraph tiny(TinyGraph::Deltas());
  const absl::Status status =
      Origins(tiny.state(), {.node = "北延线", .filter = {.reports = {"deyang-1999"}}})
          .status();
  EXPECT_EQ(GetErrorInfo(status)->reason, ErrorReason::kReportNotFound);
}

TEST(OriginsTest, NoStrategyStandsBehindOtherKinds) {
  const StoredGraph graph({PlacesDelta()});
  const absl::Status status = Origins(graph.state(), {.node = "某条例"}).status();
  EXPECT_EQ(GetErrorInfo(status)->reason, ErrorReason::kInvalidField);
  EXPECT_THAT(std::string(status.message()), HasSubstr("某条例 is a POLICY"));
  EXPECT_EQ(GetErrorInfo(Origins(graph.state(), {.node = "没有"}).status())->reason,
            ErrorReason::kNodeNotFound);
}

class RandomOriginsTest : public testing::TestWithParam<int> {
 protected:
  OriginsQuery Unpaged(Vertex node, const EdgeFilter& filter) const {
    constexpr size_t kAll = std::numeric_limits<size_t>::max();
    return {.node = node, .filter = filter, .max_origins = kAll, .max_parents = kAll};
  }
};

// The result in node ids; checks that its paths hold together.
OriginsOutline OutlineOf(const OriginsResult& result, const GraphView& view, Vertex node) {
  OriginsOutline outline;
  std::tuple<size_t, size_t> last;
  for (const Origin& found : result.origins) {
    OriginsOutline::Origin& origin = outline.origins[view.id(found.strategy)];
    origin.path_length = found.path.size();
    Vertex at = node;
    for (const UpHop& hop : found.path) {
      EXPECT_TRUE((hop.edge.source == at && hop.edge.target == hop.to) ||
                  (hop.edge.target == at && hop.edge.source == hop.to))
          << "a path is torn";
      at = hop.to;
      origin.least_sure = std::min(origin.least_sure, view.confidence(hop.edge));
    }
    EXPECT_EQ(at, found.strategy);
    origin.projects = found.projects;
    origin.claims = found.claims;
    std::map<Vertex, size_t> heights = {{found.strategy, 0}};
    for (const UpHop& hop : found.parents) {
      heights[hop.to] = heights.at(hop.edge.source) + 1;
      origin.parents[view.id(hop.to)] = heights.at(hop.to);
    }
    const std::tuple order(found.path.size(), ~(found.projects + found.claims));
    EXPECT_LE(last, order) << "not nearest and most first";
    last = order;
  }
  EXPECT_EQ(result.total_origins, result.origins.size());
  outline.total_projects = result.total_projects;
  outline.total_claims = result.total_claims;
  return outline;
}

TEST(OriginsTest, StopsWhenNobodyWaitsOrTooMuchLeadsUp) {
  // A place with more projects than are followed between two questions.
  constexpr int kProjects = 10'000;
  DeltaBuilder builder("report");
  NodeAssertion& place = builder.Node(NodeKind::kCounty, "甲市", "990100");
  NodeAssertion& strategy = builder.Node(NodeKind::kStrategy, "强链行动");
  for (int i = 0; i < kProjects; ++i) {
    NodeAssertion& project = builder.Node(NodeKind::kProject, fmt::format("项目{}", i));
    builder.Edge(project, EdgeKind::kLocatedIn, place);
    builder.Edge(project, EdgeKind::kSupports, strategy);
  }
  const NodeId id = place.node.id;
  const StoredGraph graph({builder.Build()});
  const OriginsQuery query{.node = *graph.view().Find(id)};
  Steps gone([] { return absl::CancelledError("hung up"); });
  EXPECT_EQ(TraceOrigins(graph.view(), query, gone).status().code(), absl::StatusCode::kCancelled);
  Steps few(Waits, kProjects);
  const absl::Status status = TraceOrigins(graph.view(), query, few).status();
  EXPECT_EQ(GetErrorInfo(status)->reason, ErrorReason::kLimitExceeded);
  EXPECT_EQ(TraceAll(graph.view(), query).total_projects, size_t{kProjects});
}

TEST_P(RandomOriginsTest, AgreesWithTheReferenceAndPagesAddUp) {
  std::mt19937 random(static_cast<uint32_t>(GetParam()));
  const auto below = [&](int end) {
    return std::uniform_int_distribution<int>(0, end - 1)(random);
  };
  const std::vector<GraphDelta> deltas = {RandomGraph(random, "a"), RandomGraph(random, "b")};
  const StoredGraph graph(deltas);
  const GraphView& view = graph.view();
  size_t found = 0;
  for (Vertex node = 0; node < view.vertex_count(); ++node) {
    if (below(4) != 0) continue;
    FilterRequest request;
    if (below(2) == 0) request.min_confidence = static_cast<Confidence>(below(kCertain));
    if (below(3) == 0) request.reports = {"b"};
    if (below(3) == 0) request.min_year = 2020 + below(4);
    if (below(3) == 0) request.max_year = std::max(request.min_year, 2021 + below(3));
    SCOPED_TRACE(fmt::format("seed {}, node {}", GetParam(), view.id(node).ToHex()));
    OriginsQuery query = Unpaged(node, ReadEdgeFilter(graph.state(), request).value());
    const OriginsResult all = TraceAll(view, query);
    EXPECT_EQ(OutlineOf(all, view, node), ReferenceOrigins(deltas, view.id(node), request));
    found += all.total_origins;

    query.max_origins = 2;
    std::vector<Vertex> paged;
    for (; query.first_origin < all.origins.size(); query.first_origin += 2) {
      const OriginsResult page = TraceAll(view, query);
      EXPECT_EQ(page.total_origins, all.total_origins);
      for (const Origin& origin : page.origins) paged.push_back(origin.strategy);
    }
    std::vector<Vertex> whole;
    for (const Origin& origin : all.origins) whole.push_back(origin.strategy);
    EXPECT_EQ(paged, whole);
  }
  EXPECT_GT(found, 0u);
}

TEST_P(RandomOriginsTest, AProjectLeadsToTheStrategiesWhoseTraceHasIt) {
  std::mt19937 random(static_cast<uint32_t>(GetParam()));
  const StoredGraph graph({RandomGraph(random, "a"), RandomGraph(random, "b")});
  const GraphView& view = graph.view();
  const EdgeFilter filter{.min_confidence = static_cast<Confidence>(GetParam() % 3 * 20),
                          .min_year = GetParam() % 2 == 0 ? 2021 : 0};
  std::vector<std::pair<Vertex, Vertex>> down;
  std::vector<std::pair<Vertex, Vertex>> up;
  for (Vertex v = 0; v < view.vertex_count(); ++v) {
    if (view.kind(v) == NodeKind::kStrategy) {
      const TraceResult trace = Trace(view, {.strategy = v, .max_depth = 100, .filter = filter});
      for (const ProjectTrace& project : trace.projects) down.emplace_back(project.project, v);
    } else if (view.kind(v) == NodeKind::kProject) {
      for (const Origin& origin : TraceAll(view, Unpaged(v, filter)).origins) {
        up.emplace_back(v, origin.strategy);
      }
    }
  }
  std::ranges::sort(down);
  std::ranges::sort(up);
  EXPECT_EQ(down, up) << "seed " << GetParam();
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomOriginsTest, testing::Range(1, 41),
                         [](const auto& info) { return fmt::format("Seed{}", info.param); });

}  // namespace
}  // namespace policygraph
