#include "graph/trace/trace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/trace/places_within.h"
#include "graph/trace/read_trace.h"
#include "tests/graph/delta_builder.h"
#include "tests/support/random_graph.h"
#include "tests/support/reference_trace.h"
#include "tests/support/stored_graph.h"
#include "tests/support/tiny_graph.h"

namespace policygraph {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TraceAnswer TraceTiny(const TraceRequest& request) {
  return ReadTrace(StoredGraph(TinyGraph::Deltas()).state(), request).value();
}

std::vector<std::string> ProjectNames(const TraceAnswer& answer) {
  std::vector<std::string> names;
  for (const TracedProject& project : answer.projects) names.push_back(project.project.node.name);
  return names;
}

std::vector<std::string> NodeNames(const std::vector<TraceHop>& hops) {
  std::vector<std::string> names;
  for (const TraceHop& hop : hops) names.push_back(hop.node.node.name);
  return names;
}

std::vector<std::string> ClaimNames(const std::vector<TracedClaim>& claims) {
  std::vector<std::string> names;
  for (const TracedClaim& claim : claims) names.push_back(claim.hop.node.node.name);
  return names;
}

const TracedProject& ProjectNamed(const TraceAnswer& answer, std::string_view name) {
  return *std::ranges::find(answer.projects, name, [](const TracedProject& project) {
    return std::string_view(project.project.node.name);
  });
}

TEST(TraceTest, NearestProjectsComeFirstAndThenAsTheReportNamesThem) {
  const TraceAnswer answer = TraceTiny({.strategy = "同城融圈"});
  EXPECT_THAT(ProjectNames(answer), ElementsAre("医保卡", "市域铁路", "北延线", "换乘站"));
  EXPECT_EQ(answer.total_projects, 4u);
  EXPECT_THAT(NodeNames(answer.sub_strategies), ElementsAre("交通同城", "轨道同城"));
  EXPECT_FALSE(answer.depth_limited);
}

TEST(TraceTest, LeavesOutWhatIsLessSureThanAskedFor) {
  const TraceAnswer sure = TraceTiny({.strategy = "同城融圈", .filter = {.min_confidence = 51}});
  EXPECT_THAT(ProjectNames(sure), ElementsAre("市域铁路", "北延线", "换乘站"));
  const TraceAnswer half = TraceTiny({.strategy = "同城融圈", .filter = {.min_confidence = 50}});
  EXPECT_THAT(ProjectNames(half), ElementsAre("医保卡", "市域铁路", "北延线", "换乘站"));
  EXPECT_EQ(half.projects[0].project.confidence, 60);
}

TEST(TraceTest, ThePathLeadsThroughTheSubStrategies) {
  const TraceAnswer answer = TraceTiny({.strategy = "同城融圈"});
  const TracedProject& station = ProjectNamed(answer, "换乘站");
  EXPECT_THAT(NodeNames(station.path), ElementsAre("交通同城", "轨道同城", "换乘站"));
  EXPECT_EQ(station.path[1].edge.key, (EdgeKey{TinyGraph::Strategy("轨道同城"), EdgeKind::kPartOf,
                                               TinyGraph::Strategy("交通同城")}));
  // 北延线 supports both 同城融圈 and 交通同城: the shorter way counts.
  EXPECT_THAT(NodeNames(ProjectNamed(answer, "北延线").path), ElementsAre("北延线"));
}

TEST(TraceTest, DepthIsLimitedAndSaidSo) {
  struct Case {
    int depth;
    std::vector<std::string> sub_strategies;
    size_t projects;
    bool limited;
  };
  for (const auto& [depth, sub_strategies, projects, limited] :
       std::vector<Case>{{0, {}, 3, true},
                         {1, {"交通同城"}, 3, true},
                         {2, {"交通同城", "轨道同城"}, 4, false},
                         {8, {"交通同城", "轨道同城"}, 4, false}}) {
    const TraceAnswer answer = TraceTiny({.strategy = "同城融圈", .max_depth = depth});
    EXPECT_EQ(NodeNames(answer.sub_strategies), sub_strategies) << depth;
    EXPECT_EQ(answer.total_projects, projects) << depth;
    EXPECT_EQ(answer.depth_limited, limited) << depth;
  }
}

TEST(TraceTest, AProjectComesWithWhereWhoAndWhatIsSaidOfIt) {
  const TraceAnswer answer = TraceTiny({.strategy = "同城融圈"});
  const TracedProject& railway = ProjectNamed(answer, "市域铁路");
  EXPECT_THAT(NodeNames(railway.places), ElementsAre("旌阳区"));
  EXPECT_THAT(NodeNames(railway.responsible), ElementsAre("市交通局"));
  ASSERT_THAT(ClaimNames(railway.claims), ElementsAre("加快市域铁路建设"));
  EXPECT_EQ(railway.claims[0].hop.edge.stage, Stage::kUnderWay);
  EXPECT_THAT(NodeNames(railway.claims[0].indicators), ElementsAre("轨道里程"));
  EXPECT_EQ(railway.stage, Stage::kUnderWay);
  EXPECT_EQ(ProjectNamed(answer, "医保卡").stage, Stage::kInOperation);
  EXPECT_EQ(ProjectNamed(answer, "换乘站").stage, Stage::kUnspecified);
}

TEST(TraceTest, ClaimsOnTheStrategyThatNameNoProjectOfItComeByThemselves) {
  const TraceAnswer answer = TraceTiny({.strategy = "同城融圈"});
  EXPECT_THAT(ClaimNames(answer.claims), ElementsAre("同城融圈合作60项", "合作发展"));
  EXPECT_EQ(answer.total_claims, 2u);
  EXPECT_EQ(answer.claims[0].hop.edge.key.kind, EdgeKind::kSupports);
}

TEST(TraceTest, BringsOnlyWhatIsIncluded) {
  const TraceIncludes nothing = {false, false, false, false, false};
  TraceAnswer answer = TraceTiny({.strategy = "同城融圈", .include = nothing});
  const TracedProject& railway = ProjectNamed(answer, "市域铁路");
  EXPECT_THAT(railway.places, IsEmpty());
  EXPECT_THAT(railway.responsible, IsEmpty());
  EXPECT_EQ(railway.total_claims, 0u);
  EXPECT_EQ(answer.total_claims, 0u);

  answer = TraceTiny({.strategy = "同城融圈", .include = {.commitments = false}});
  EXPECT_THAT(ClaimNames(answer.claims), ElementsAre("合作发展"));
  EXPECT_EQ(ProjectNamed(answer, "市域铁路").total_claims, 0u);
  EXPECT_EQ(ProjectNamed(answer, "医保卡").total_claims, 1u);

  answer = TraceTiny({.strategy = "同城融圈", .include = {.indicators = false}});
  EXPECT_THAT(ProjectNamed(answer, "市域铁路").claims[0].indicators, IsEmpty());
}

TEST(TraceTest, PagesOfProjectsTogetherAreTheWholeAnswer) {
  std::vector<std::string> paged;
  for (size_t first = 0; first < 6; first += 2) {
    const TraceAnswer page =
        TraceTiny({.strategy = "同城融圈", .first_project = first, .max_projects = 2});
    EXPECT_EQ(page.total_projects, 4u);
    EXPECT_EQ(page.total_claims, 2u);
    EXPECT_EQ(page.claims.size(), first == 0 ? 2u : 0u);
    std::ranges::copy(ProjectNames(page), std::back_inserter(paged));
  }
  EXPECT_THAT(paged, ElementsAre("医保卡", "市域铁路", "北延线", "换乘站"));
}

TEST(TraceTest, ClaimsAreCutAndCounted) {
  const TraceAnswer answer = TraceTiny({.strategy = "同城融圈", .max_claims = 1});
  EXPECT_THAT(ClaimNames(answer.claims), ElementsAre("同城融圈合作60项"));
  EXPECT_EQ(answer.total_claims, 2u);
}

TEST(TraceTest, EvidenceOfAHopIsCutButItsReportsAreNot) {
  for (const size_t max : {size_t{0}, size_t{1}, size_t{2}}) {
    const TraceAnswer answer = TraceTiny({.strategy = "同城融圈", .max_evidence = max});
    const MergedEdge& edge = ProjectNamed(answer, "市域铁路").path[0].edge;
    ASSERT_EQ(edge.reports.size(), 2u);
    EXPECT_EQ(edge.reports[0].evidence.size() + edge.reports[1].evidence.size(), max);
  }
}

TEST(TraceTest, OneReportsTraceIsWhatItAloneSays) {
  const TraceAnswer answer =
      TraceTiny({.strategy = "同城融圈", .filter = {.reports = {"deyang-2025"}}});
  EXPECT_THAT(ProjectNames(answer), ElementsAre("市域铁路", "北延线"));
  EXPECT_THAT(ProjectNamed(answer, "市域铁路").places, IsEmpty());
  EXPECT_THAT(answer.sub_strategies, IsEmpty());
  const std::vector<ReportEvidence>& reports =
      ProjectNamed(answer, "市域铁路").path[0].edge.reports;
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_EQ(reports[0].report, ReportId::Of("deyang-2025"));

  const StoredGraph graph(TinyGraph::Deltas());
  const absl::Status status =
      ReadTrace(graph.state(), {.strategy = "同城融圈", .filter = {.reports = {"deyang-1999"}}})
          .status();
  EXPECT_EQ(GetErrorInfo(status)->reason, ErrorReason::kReportNotFound);
}

// A strategy with a project in each of two counties of 甲市, one in 甲市 itself and one nowhere.
GraphDelta FilterDelta() {
  DeltaBuilder builder("report");
  NodeAssertion& strategy = builder.Node(NodeKind::kStrategy, "强链行动");
  NodeAssertion& city = builder.Node(NodeKind::kRegion, "甲市", "990100");
  NodeAssertion& province = builder.Node(NodeKind::kRegion, "丁省", "990000");
  NodeAssertion& town = builder.Node(NodeKind::kRegion, "丙镇", "990102001");
  NodeAssertion& county = builder.Node(NodeKind::kCounty, "乙县", "990102");
  NodeAssertion& other = builder.Node(NodeKind::kCounty, "戊县", "990103");
  builder.Edge(city, EdgeKind::kPartOf, province);
  builder.Edge(county, EdgeKind::kPartOf, city);
  builder.Edge(other, EdgeKind::kPartOf, city);
  builder.Edge(town, EdgeKind::kLocatedIn, county);
  const auto add = [&](const char* name, NodeAssertion* place, int year, Stage stage) {
    NodeAssertion& project = builder.Node(NodeKind::kProject, name);
    builder.Edge(project, EdgeKind::kSupports, strategy);
    if (place != nullptr) builder.Edge(project, EdgeKind::kLocatedIn, *place);
    if (year == 0) return;
    NodeAssertion& claim =
        builder.Node(NodeKind::kCommitment, std::string("建设") + name, "report");
    claim.node.details = ClaimDetails{.action = "建设", .year = year};
    builder.Edge(claim, EdgeKind::kAdvances, project).stage = stage;
  };
  add("一厂", &town, 2023, Stage::kCompleted);
  add("二厂", &other, 2024, Stage::kUnderWay);
  add("三厂", &city, 2025, Stage::kUnderWay);
  add("四厂", nullptr, 0, Stage::kUnspecified);
  NodeAssertion& bare = builder.Node(NodeKind::kOutcome, "链条更长", "report");
  bare.node.details = ClaimDetails{.action = "延长", .year = 2024};
  builder.Edge(bare, EdgeKind::kSupports, strategy);
  return builder.Build();
}

TEST(TraceFilterTest, APlaceMeansAllThatLiesBelowIt) {
  const StoredGraph graph({FilterDelta()});
  const auto projects = [&](const std::string& place) {
    std::vector<std::string> names =
        ProjectNames(ReadTrace(graph.state(), {.strategy = "强链行动", .place = place}).value());
    std::ranges::sort(names);
    return names;
  };
  EXPECT_THAT(projects("丁省"), testing::UnorderedElementsAre("一厂", "二厂", "三厂"));
  EXPECT_THAT(projects("甲市"), testing::UnorderedElementsAre("一厂", "二厂", "三厂"));
  EXPECT_THAT(projects("乙县"), ElementsAre("一厂"));
  EXPECT_THAT(projects("丙镇"), ElementsAre("一厂"));
  EXPECT_THAT(projects("戊县"), ElementsAre("二厂"));
  const absl::Status status =
      ReadTrace(graph.state(), {.strategy = "强链行动", .place = "一厂"}).status();
  EXPECT_EQ(GetErrorInfo(status), (ErrorInfo{ErrorReason::kNodeNotFound, {{"node", "一厂"}}}));
}

TEST(TraceFilterTest, YearsLeaveClaimsOfThemAndTheirProjects) {
  const StoredGraph graph({FilterDelta()});
  TraceAnswer answer =
      ReadTrace(graph.state(), {.strategy = "强链行动", .filter = {.min_year = 2024}}).value();
  EXPECT_THAT(ProjectNames(answer), testing::UnorderedElementsAre("二厂", "三厂"));
  EXPECT_THAT(ClaimNames(answer.claims), ElementsAre("链条更长"));
  answer = ReadTrace(graph.state(),
                     {.strategy = "强链行动", .filter = {.min_year = 2022, .max_year = 2023}})
               .value();
  EXPECT_THAT(ProjectNames(answer), ElementsAre("一厂"));
  EXPECT_EQ(answer.total_claims, 0u);
}

TEST(TraceFilterTest, StagesAreThoseThatAreFurthest) {
  const StoredGraph graph({FilterDelta()});
  TraceAnswer answer =
      ReadTrace(graph.state(), {.strategy = "强链行动", .stages = {Stage::kUnderWay}}).value();
  EXPECT_THAT(ProjectNames(answer), testing::UnorderedElementsAre("二厂", "三厂"));
  EXPECT_EQ(answer.total_claims, 0u);
  answer =
      ReadTrace(graph.state(), {.strategy = "强链行动", .stages = {Stage::kUnspecified}}).value();
  EXPECT_THAT(ProjectNames(answer), ElementsAre("四厂"));
}

TEST(TraceFilterTest, TotalsAreOfTheWholeAnswer) {
  const StoredGraph graph({FilterDelta()});
  for (const size_t max_projects : {size_t{1}, size_t{100}}) {
    const TraceAnswer answer =
        ReadTrace(graph.state(), {.strategy = "强链行动",
                                  .include = {false, false, false, false, false},
                                  .max_projects = max_projects})
            .value();
    std::map<std::string, size_t> places;
    for (const PlaceTotal& total : answer.places) places[total.place.node.name] = total.projects;
    EXPECT_EQ(places, (std::map<std::string, size_t>{{"丙镇", 1}, {"戊县", 1}, {"甲市", 1}}));
    EXPECT_EQ(answer.totals.projects_without_place, 1u);
    EXPECT_THAT(answer.totals.stages, ElementsAre(1, 0, 0, 2, 1, 0));
    EXPECT_EQ(answer.totals.commitments, 3u);
    EXPECT_EQ(answer.totals.outcomes, 1u);
  }
}

TEST(ResolvePlaceTest, ANameOfACountyAndARegionIsAmbiguous) {
  DeltaBuilder builder("report");
  builder.Node(NodeKind::kCounty, "甲城", "990101");
  builder.Node(NodeKind::kRegion, "甲城", "990200");
  const StoredGraph graph({builder.Build()});
  EXPECT_EQ(GetErrorInfo(ResolvePlace(graph.state(), "甲城").status())->reason,
            ErrorReason::kAmbiguousName);
  const NodeId region = NodeId::Of(NodeKind::kRegion, "990200", "甲城");
  EXPECT_EQ(graph.view().id(ResolvePlace(graph.state(), region.ToHex()).value()), region);
}

// The result of Trace in node ids, as the reference gives it.
class Outliner {
 public:
  explicit Outliner(const GraphView& view) : view_(view) {}

  TraceOutline Outline(const TraceResult& result) const {
    TraceOutline outline;
    std::map<Vertex, int> depths;  // 0 for the strategy itself
    int last_depth = 0;
    for (const ViewEdge& part_of : result.sub_strategies) {
      const int depth = depths[part_of.target] + 1;
      EXPECT_GE(depth, last_depth) << "sub-strategies do not come nearest first";
      last_depth = depths[part_of.source] = depth;
      outline.sub_strategies.emplace_back(depth, view_.id(part_of.source));
    }
    std::ranges::sort(outline.sub_strategies);
    for (const ProjectTrace& project : result.projects) {
      for (size_t i = 1; i < project.path.size(); ++i) {
        EXPECT_EQ(project.path[i].target, project.path[i - 1].source) << "a path is torn";
      }
      outline.projects.push_back({.project = view_.id(project.project),
                                  .path_length = project.path.size(),
                                  .places = Ids(project.places, &ViewEdge::target),
                                  .responsible = Ids(project.responsible, &ViewEdge::source),
                                  .claims = Claims(project.claims),
                                  .total_claims = project.total_claims,
                                  .stage = project.stage});
    }
    outline.total_projects = result.total_projects;
    outline.claims = Claims(result.claims);
    outline.total_claims = result.total_claims;
    outline.depth_limited = result.depth_limited;
    const TraceTotals& totals = result.totals;
    for (size_t i = 0; i < totals.places.size(); ++i) {
      const auto& [place, projects] = totals.places[i];
      outline.projects_by_place[view_.id(place)] = projects;
      EXPECT_TRUE(i == 0 || totals.places[i - 1].second >= projects) << "most do not come first";
    }
    outline.projects_without_place = totals.projects_without_place;
    for (size_t stage = 0; stage < totals.stages.size(); ++stage) {
      if (totals.stages[stage] == 0) continue;
      outline.projects_by_stage[static_cast<Stage>(stage)] = totals.stages[stage];
    }
    outline.commitments = totals.commitments;
    outline.outcomes = totals.outcomes;
    return outline;
  }

 private:
  std::vector<NodeId> Ids(const std::vector<ViewEdge>& edges, Vertex ViewEdge::*end) const {
    std::vector<NodeId> ids;
    for (const ViewEdge& edge : edges) ids.push_back(view_.id(edge.*end));
    return ids;
  }

  std::vector<TraceOutline::Claim> Claims(const std::vector<ClaimTrace>& claims) const {
    std::vector<TraceOutline::Claim> outlines;
    for (const ClaimTrace& claim : claims) {
      outlines.push_back({view_.id(claim.edge.source), Ids(claim.indicators, &ViewEdge::target)});
    }
    return outlines;
  }

  const GraphView& view_;
};

class RandomTraceTest : public testing::TestWithParam<int> {};

TEST_P(RandomTraceTest, AgreesWithTheReference) {
  std::mt19937 random(static_cast<uint32_t>(GetParam()));
  const auto below = [&](int end) {
    return std::uniform_int_distribution<int>(0, end - 1)(random);
  };
  const std::vector<GraphDelta> deltas = {RandomGraph(random, "a"), RandomGraph(random, "b")};
  const StoredGraph graph(deltas);
  const GraphView& view = graph.view();
  int traced = 0;

  for (int i = 0; i < 8; ++i) {
    const NodeId strategy = RandomStrategy(i);
    const std::optional<Vertex> vertex = view.Find(strategy);
    if (!vertex.has_value()) continue;
    TraceQuery query;
    query.strategy = *vertex;
    query.max_depth = below(4);
    query.include = {below(4) > 0, below(4) > 0, below(4) > 0, below(4) > 0, below(4) > 0};
    query.first_project = static_cast<size_t>(below(3));
    query.max_projects = static_cast<size_t>(1 + below(12));
    query.max_claims = static_cast<size_t>(below(5));
    FilterRequest filter;
    if (below(2) == 0) filter.min_confidence = static_cast<Confidence>(below(kCertain));
    if (below(3) == 0) filter.reports = {"b"};
    if (below(3) == 0) filter.reports.push_back("a");
    if (below(3) == 0) filter.min_year = 2020 + below(4);
    if (below(3) == 0) filter.max_year = std::max(filter.min_year, 2021 + below(3));
    query.filter = ReadEdgeFilter(graph.state(), filter).value();
    if (below(3) == 0) query.stages = {static_cast<Stage>(below(6)), static_cast<Stage>(below(6))};
    std::optional<NodeId> place;
    if (below(3) == 0) {
      const Vertex v = ResolvePlace(graph.state(), fmt::format("市{}", below(2))).value();
      place = view.id(v);
      query.places = PlacesWithin(view, v, filter.min_confidence);
    }
    SCOPED_TRACE(fmt::format("seed {}, strategy {}", GetParam(), i));
    EXPECT_EQ(Outliner(view).Outline(Trace(view, query)),
              ReferenceTrace(deltas, strategy, filter, place, query));
    ++traced;
  }
  EXPECT_GT(traced, 0);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomTraceTest, testing::Range(1, 61),
                         [](const auto& info) { return fmt::format("Seed{}", info.param); });

}  // namespace
}  // namespace policygraph
