#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "policygraph/v1/analysis_service.grpc.pb.h"
#include "tests/service/test_server.h"
#include "tests/support/random_graph.h"
#include "tests/support/tiny_graph.h"

namespace policygraph::service {
namespace {

using testing::ElementsAre;

using Stub = v1::AnalysisService::Stub;

class AnalysisServiceTest : public testing::Test {
 protected:
  AnalysisServiceTest()
      : server_(TinyGraph::Deltas()), stub_(v1::AnalysisService::NewStub(server_.channel())) {}

  // The answer to a request that succeeds.
  template <typename Request, typename Response>
  Response Ask(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
               const Request& request) {
    Response response;
    EXPECT_THAT(Call(method, *stub_, request, &response), IsOk());
    return response;
  }

  template <typename Request, typename Response>
  grpc::Status Refusal(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                    Response*),
                       const Request& request) {
    Response response;
    return Call(method, *stub_, request, &response);
  }

  static v1::FindPathsRequest Between(const std::string& from, const std::string& to) {
    v1::FindPathsRequest request;
    request.set_from(from);
    request.set_to(to);
    return request;
  }

  TestServer server_;
  std::unique_ptr<Stub> stub_;
};

std::vector<std::string> NamesOf(const v1::Path& path) {
  std::vector<std::string> names;
  for (const v1::PathStep& step : path.steps()) names.push_back(step.node().name());
  return names;
}

std::vector<std::string> NamesOf(const v1::NodeGroup& group) {
  std::vector<std::string> names;
  for (const v1::GroupMember& member : group.members()) names.push_back(member.node().name());
  return names;
}

TEST_F(AnalysisServiceTest, APathHasItsNodesAndEdgesWithDirectionAndWords) {
  const v1::FindPathsResponse response =
      Ask(&Stub::FindPaths, Between("同城化", TinyGraph::Project("换乘站").ToHex()));
  EXPECT_EQ(response.from().name(), "同城融圈");
  EXPECT_EQ(response.to().name(), "换乘站");
  EXPECT_EQ(response.read_revision(), 2u);
  EXPECT_FALSE(response.cut());
  ASSERT_EQ(response.paths_size(), 1);
  EXPECT_THAT(NamesOf(response.paths(0)), ElementsAre("交通同城", "轨道同城", "换乘站"));
  const v1::PathEdge& first = response.paths(0).steps(0).edges(0);
  EXPECT_EQ(first.edge().kind(), v1::EDGE_KIND_PART_OF);
  EXPECT_EQ(first.direction(), v1::DIRECTION_IN);
  ASSERT_EQ(first.edge().evidence_size(), 1);
  EXPECT_EQ(first.edge().evidence(0).quote(), "同城融圈");
}

TEST_F(AnalysisServiceTest, PathsAreAsManyAndAsLongAsAskedFor) {
  v1::FindPathsRequest request = Between("同城融圈", "北延线");
  request.set_max_paths(5);
  const v1::FindPathsResponse both = Ask(&Stub::FindPaths, request);
  ASSERT_EQ(both.paths_size(), 2);
  EXPECT_THAT(NamesOf(both.paths(0)), ElementsAre("北延线"));
  EXPECT_THAT(NamesOf(both.paths(1)), ElementsAre("交通同城", "北延线"));
  request.set_max_length(1);
  EXPECT_EQ(Ask(&Stub::FindPaths, request).paths_size(), 1);
  request.set_directed(true);
  EXPECT_EQ(Ask(&Stub::FindPaths, request).paths_size(), 0);
}

TEST_F(AnalysisServiceTest, ASelectionLimitsWherePathsGo) {
  v1::FindPathsRequest request = Between("同城融圈", "北延线");
  request.set_max_paths(5);
  request.mutable_selection()->add_reports("deyang-2024");
  v1::FindPathsResponse response = Ask(&Stub::FindPaths, request);
  ASSERT_EQ(response.paths_size(), 1);
  EXPECT_THAT(NamesOf(response.paths(0)), ElementsAre("交通同城", "北延线"));
  request.mutable_selection()->add_node_kinds(v1::NODE_KIND_PROJECT);
  EXPECT_EQ(Ask(&Stub::FindPaths, request).paths_size(), 0);
  request = Between("同城融圈", "医保卡");
  request.mutable_selection()->set_min_confidence(0.51);
  EXPECT_EQ(Ask(&Stub::FindPaths, request).paths_size(), 1);
  request.set_max_length(1);
  EXPECT_EQ(Ask(&Stub::FindPaths, request).paths_size(), 0);
}

TEST_F(AnalysisServiceTest, RefusesWhatItDoesNotKnow) {
  EXPECT_THAT(Refusal(&Stub::FindPaths, Between("", "北延线")), IsInvalidField("from"));
  EXPECT_THAT(Refusal(&Stub::FindPaths, Between("北延线", "")), IsInvalidField("to"));
  EXPECT_THAT(Refusal(&Stub::FindPaths, Between("北延线", "没有")),
              IsError(grpc::StatusCode::NOT_FOUND, "NODE_NOT_FOUND"));
  v1::FindPathsRequest paths = Between("同城融圈", "北延线");
  paths.set_max_paths(21);
  EXPECT_THAT(Refusal(&Stub::FindPaths, paths), IsInvalidField("max_paths"));
  paths = Between("同城融圈", "北延线");
  paths.set_max_length(13);
  EXPECT_THAT(Refusal(&Stub::FindPaths, paths), IsInvalidField("max_length"));
  paths.set_max_length(12);
  paths.mutable_selection()->add_edge_kinds(static_cast<v1::EdgeKind>(99));
  EXPECT_THAT(Refusal(&Stub::FindPaths, paths), IsInvalidField("selection.edge_kinds"));
  v1::RankNodesRequest ranks;
  EXPECT_THAT(Refusal(&Stub::RankNodes, ranks), IsInvalidField("measure"));
  ranks.set_measure(v1::RANK_MEASURE_DEGREE);
  ranks.mutable_selection()->add_reports("deyang-1999");
  EXPECT_THAT(Refusal(&Stub::RankNodes, ranks),
              IsError(grpc::StatusCode::NOT_FOUND, "REPORT_NOT_FOUND"));
  v1::FindCommunitiesRequest communities;
  communities.set_method(static_cast<v1::CommunityMethod>(9));
  EXPECT_THAT(Refusal(&Stub::FindCommunities, communities), IsInvalidField("method"));
  v1::ListComponentsRequest components;
  components.mutable_limits()->set_max_groups(201);
  EXPECT_THAT(Refusal(&Stub::ListComponents, components), IsInvalidField("limits.max_groups"));
}

TEST_F(AnalysisServiceTest, RanksByEachMeasure) {
  for (const v1::RankMeasure measure :
       {v1::RANK_MEASURE_PAGERANK, v1::RANK_MEASURE_BETWEENNESS, v1::RANK_MEASURE_DEGREE}) {
    v1::RankNodesRequest request;
    request.set_measure(measure);
    request.set_max_nodes(3);
    const v1::RankNodesResponse response = Ask(&Stub::RankNodes, request);
    ASSERT_EQ(response.nodes_size(), 3);
    EXPECT_EQ(response.nodes(0).node().name(), "同城融圈") << measure;
    EXPECT_GE(response.nodes(0).score(), response.nodes(1).score());
    EXPECT_EQ(response.sources(),
              measure == v1::RANK_MEASURE_BETWEENNESS ? response.total_nodes() : 0);
  }
  v1::RankNodesRequest request;
  request.set_measure(v1::RANK_MEASURE_DEGREE);
  EXPECT_EQ(Ask(&Stub::RankNodes, request).nodes(0).score(), 7);
  request.add_list_kinds(v1::NODE_KIND_PROJECT);
  EXPECT_EQ(Ask(&Stub::RankNodes, request).nodes(0).node().name(), "市域铁路");
  EXPECT_EQ(Ask(&Stub::RankNodes, request).nodes_size(), 4);
  request.set_measure(v1::RANK_MEASURE_CORE_NUMBER);
  EXPECT_EQ(Ask(&Stub::RankNodes, request).nodes(0).score(), 2);
}

TEST_F(AnalysisServiceTest, ListsComponentsAndCommunities) {
  const v1::ListComponentsResponse components = Ask(&Stub::ListComponents, {});
  EXPECT_EQ(components.total_components(), 1);
  ASSERT_EQ(components.components_size(), 1);
  EXPECT_EQ(components.components(0).size(), components.total_nodes() - 2);
  EXPECT_EQ(NamesOf(components.components(0))[0], "同城融圈");
  EXPECT_EQ(components.components(0).members(0).neighbors(), 7);

  v1::ListComponentsRequest all;
  all.mutable_limits()->set_min_size(1);
  all.mutable_limits()->set_max_members(1);
  EXPECT_EQ(Ask(&Stub::ListComponents, all).components_size(), 3);
  EXPECT_EQ(Ask(&Stub::ListComponents, all).components(0).members_size(), 1);

  for (const v1::CommunityMethod method :
       {v1::COMMUNITY_METHOD_LOUVAIN, v1::COMMUNITY_METHOD_LABEL_PROPAGATION}) {
    v1::FindCommunitiesRequest request;
    request.set_method(method);
    const v1::FindCommunitiesResponse response = Ask(&Stub::FindCommunities, request);
    EXPECT_EQ(response.total_nodes(), components.total_nodes());
    EXPECT_EQ(response.communities_size(), response.total_communities());
    // Nearly a star: there the labels of hub and leaves become one.
    const bool parts = method == v1::COMMUNITY_METHOD_LOUVAIN;
    EXPECT_EQ(response.total_communities() > 1, parts);
    EXPECT_EQ(response.modularity() > 0.2, parts);
    EXPECT_EQ(response.SerializeAsString(),
              Ask(&Stub::FindCommunities, request).SerializeAsString());
  }
}

// A pattern of variables and edges as the text format has them.
v1::MatchPatternRequest Match(const std::string& pattern) {
  v1::MatchPatternRequest request;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(pattern, request.mutable_pattern()))
      << pattern;
  return request;
}

TEST_F(AnalysisServiceTest, MatchesAPatternPageByPage) {
  v1::MatchPatternRequest request = Match(
      "variables { name: 'p' kinds: NODE_KIND_PROJECT }"
      "variables { name: 's' name_contains: '同城融圈' }"
      "variables { name: 'c' kinds: NODE_KIND_COUNTY }"
      "edges { from: 'p' to: 's' kinds: EDGE_KIND_SUPPORTS direction: DIRECTION_OUT }"
      "edges { from: 'p' to: 'c' optional: true }");
  request.set_page_size(2);
  std::vector<std::string> rows;
  do {
    const v1::MatchPatternResponse page = Ask(&Stub::MatchPattern, request);
    EXPECT_EQ(page.total_size(), 3);
    EXPECT_FALSE(page.cut());
    for (const v1::PatternRow& row : page.rows()) {
      std::string names;
      for (const v1::PatternBinding& binding : row.bindings()) {
        names += binding.variable() + "=" + binding.node().name() + " ";
      }
      rows.push_back(names);
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(rows, testing::UnorderedElementsAre("p=医保卡 s=同城融圈 ", "p=北延线 s=同城融圈 ",
                                                  "p=市域铁路 s=同城融圈 c=旌阳区 "));
}

TEST_F(AnalysisServiceTest, APatternThatIsWrongIsToldWhere) {
  const std::string two = "variables { name: 'a' } variables { name: 'b' }";
  struct Case {
    std::string pattern;
    std::string field;
  };
  for (const auto& [pattern, field] : std::vector<Case>{
           {"", "pattern.variables"},
           {"variables { name: '甲' }", "pattern.variables[0].name"},
           {two + "variables { name: 'a' }", "pattern.variables[2].name"},
           {"variables { name: 'a' id: 'x' }", "pattern.variables[0].id"},
           {"variables { name: 'a' kinds: 99 }", "pattern.variables[0].kinds"},
           {"variables { name: 'a' stages: 9 }", "pattern.variables[0].stages"},
           {"variables { name: 'a' min_year: 2025 max_year: 2024 }",
            "pattern.variables[0].max_year"},
           {two, "pattern.variables[1]"},
           {two + "edges { from: 'a' to: 'c' }", "pattern.edges[0].to"},
           {two + "edges { from: 'c' to: 'a' }", "pattern.edges[0].from"},
           {two + "edges { from: 'a' to: 'a' }", "pattern.edges[0].to"},
           {two + "edges { from: 'a' to: 'b' kinds: 77 }", "pattern.edges[0].kinds"},
           {two + "edges { from: 'a' to: 'b' direction: 7 }", "pattern.edges[0].direction"},
           {two + "edges { from: 'a' to: 'b' max_hops: 5 }", "pattern.edges[0].max_hops"},
           {two + "edges { from: 'a' to: 'b' min_hops: 3 max_hops: 2 }",
            "pattern.edges[0].max_hops"},
           {two + "edges { from: 'a' to: 'b' optional: true } edges { from: 'b' to: 'a' }",
            "pattern.edges[0].to"}}) {
    EXPECT_THAT(Refusal(&Stub::MatchPattern, Match(pattern)), IsInvalidField(field)) << pattern;
  }
}

TEST(AnalysisDeadlineTest, WorkEndsWhenNobodyWaits) {
  std::mt19937 random(1);
  TestServer server({RandomGraph(
      random, "a",
      {.strategies = 300, .projects = 1'200, .claims = 400, .parts = 600, .edges = 20'000})});
  const auto stub = v1::AnalysisService::NewStub(server.channel());
  v1::RankNodesRequest request;
  request.set_measure(v1::RANK_MEASURE_DEGREE);
  v1::RankNodesResponse response;
  ASSERT_THAT(Call(&Stub::RankNodes, *stub, request, &response), IsOk());
  request.set_measure(v1::RANK_MEASURE_BETWEENNESS);
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(5));
  EXPECT_EQ(stub->RankNodes(&context, request, &response).error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
}

}  // namespace
}  // namespace policygraph::service
