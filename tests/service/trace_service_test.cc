#include <functional>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/graph/delta_builder.h"
#include "tests/service/test_server.h"
#include "tests/support/tiny_graph.h"

namespace policygraph::service {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

using Stub = v1::TraceService::Stub;

v1::TraceStrategyRequest RequestFor(const std::string& strategy) {
  v1::TraceStrategyRequest request;
  request.set_strategy(strategy);
  return request;
}

std::vector<std::string> ProjectsOf(const v1::TraceStrategyResponse& response) {
  std::vector<std::string> names;
  for (const v1::TracedProject& project : response.projects()) {
    names.push_back(project.project().name());
  }
  return names;
}

const v1::TracedProject* Find(const v1::TraceStrategyResponse& response, const std::string& name) {
  for (const v1::TracedProject& project : response.projects()) {
    if (project.project().name() == name) return &project;
  }
  return nullptr;
}

TEST(TraceServiceTest, FollowsAStrategyToItsProjectsAndWhatIsSaidOfThem) {
  TestServer server(TinyGraph::Deltas());
  v1::TraceStrategyResponse response;
  ASSERT_THAT(Call(&Stub::TraceStrategy, server.traces(), RequestFor("同城融圈"), &response),
              IsOk());
  EXPECT_EQ(response.read_revision(), 2u);
  EXPECT_EQ(response.strategy().name(), "同城融圈");
  EXPECT_EQ(response.strategy().evidence_size(), 2);
  EXPECT_EQ(response.sub_strategies_size(), 2);
  EXPECT_EQ(response.total_projects(), 4);
  EXPECT_EQ(response.projects_size(), 4);
  EXPECT_EQ(response.next_page_token(), "");
  EXPECT_FALSE(response.depth_limited());
  EXPECT_GT(response.claims_size(), 0);

  const v1::TracedProject* railway = Find(response, "市域铁路");
  ASSERT_NE(railway, nullptr);
  ASSERT_EQ(railway->path_size(), 1);
  EXPECT_EQ(railway->path(0).edge().kind(), v1::EDGE_KIND_SUPPORTS);
  EXPECT_GT(railway->path(0).edge().evidence_size(), 0);
  ASSERT_EQ(railway->places_size(), 1);
  EXPECT_EQ(railway->places(0).node().name(), "旌阳区");
  ASSERT_EQ(railway->agencies_size(), 1);
  EXPECT_EQ(railway->agencies(0).node().name(), "市交通局");
  ASSERT_EQ(railway->claims_size(), 1);
  EXPECT_EQ(railway->claims(0).hop().edge().kind(), v1::EDGE_KIND_ADVANCES);
  EXPECT_EQ(railway->claims(0).indicators(0).node().name(), "轨道里程");
  EXPECT_EQ(railway->stage(), v1::STAGE_UNDER_WAY);

  const v1::TracedProject* station = Find(response, "换乘站");
  ASSERT_NE(station, nullptr);
  EXPECT_EQ(station->path_size(), 3);
}

TEST(TraceServiceTest, BringsOnlyWhatIsIncluded) {
  TestServer server(TinyGraph::Deltas());
  v1::TraceStrategyRequest request = RequestFor(TinyGraph::Strategy("同城融圈").ToHex());
  request.add_include(v1::TRACE_INCLUDE_PLACES);
  v1::TraceStrategyResponse response;
  ASSERT_THAT(Call(&Stub::TraceStrategy, server.traces(), request, &response), IsOk());
  const v1::TracedProject* railway = Find(response, "市域铁路");
  ASSERT_NE(railway, nullptr);
  EXPECT_EQ(railway->places_size(), 1);
  EXPECT_EQ(railway->agencies_size(), 0);
  EXPECT_EQ(railway->claims_size(), 0);
  EXPECT_EQ(response.claims_size(), 0);
}

TEST(TraceServiceTest, DepthCountsStepsToSubStrategies) {
  TestServer server(TinyGraph::Deltas());
  v1::TraceStrategyRequest request = RequestFor("同城化");
  v1::TraceStrategyResponse response;
  request.set_max_depth(-1);
  ASSERT_THAT(Call(&Stub::TraceStrategy, server.traces(), request, &response), IsOk());
  EXPECT_EQ(response.sub_strategies_size(), 0);
  EXPECT_TRUE(response.depth_limited());
  request.set_max_depth(1);
  ASSERT_THAT(Call(&Stub::TraceStrategy, server.traces(), request, &response), IsOk());
  EXPECT_EQ(response.sub_strategies_size(), 1);
  EXPECT_TRUE(response.depth_limited());
  request.set_max_depth(8);
  ASSERT_THAT(Call(&Stub::TraceStrategy, server.traces(), request, &response), IsOk());
  EXPECT_EQ(response.sub_strategies_size(), 2);
  EXPECT_FALSE(response.depth_limited());
}

TEST(TraceServiceTest, PagesGiveEachProjectOnceInOneOrder) {
  TestServer server(TinyGraph::Deltas());
  v1::TraceStrategyRequest request = RequestFor("同城融圈");
  v1::TraceStrategyResponse whole, page;
  ASSERT_THAT(Call(&Stub::TraceStrategy, server.traces(), request, &whole), IsOk());
  std::vector<std::string> names;
  request.set_page_size(1);
  do {
    ASSERT_THAT(Call(&Stub::TraceStrategy, server.traces(), request, &page), IsOk());
    ASSERT_EQ(page.projects_size(), 1);
    EXPECT_EQ(page.total_projects(), 4);
    EXPECT_EQ(page.claims_size() > 0, request.page_token().empty());
    names.push_back(page.projects(0).project().name());
    request.set_page_token(page.next_page_token());
  } while (!page.next_page_token().empty());
  EXPECT_EQ(names, ProjectsOf(whole));
}

TEST(TraceServiceTest, OfOneReportWalksWhatThatReportSays) {
  TestServer server(TinyGraph::Deltas());
  v1::TraceStrategyRequest request = RequestFor("同城融圈");
  request.add_reports("deyang-2025");
  v1::TraceStrategyResponse response;
  ASSERT_THAT(Call(&Stub::TraceStrategy, server.traces(), request, &response), IsOk());
  EXPECT_EQ(response.total_projects(), 2);
  request.add_reports("deyang-2030");
  EXPECT_THAT(Call(&Stub::TraceStrategy, server.traces(), request, &response),
              IsError(grpc::StatusCode::NOT_FOUND, "REPORT_NOT_FOUND"));
}

TEST(TraceServiceTest, TotalsAreTheSameOnEveryPage) {
  TestServer server(TinyGraph::Deltas());
  v1::TraceStrategyRequest request = RequestFor("同城融圈");
  v1::TraceStrategyResponse whole, page;
  ASSERT_THAT(Call(&Stub::TraceStrategy, server.traces(), request, &whole), IsOk());
  const v1::TraceTotals& totals = whole.totals();
  ASSERT_EQ(totals.places_size(), 1);
  EXPECT_EQ(totals.places(0).name(), "旌阳区");
  EXPECT_EQ(totals.places(0).projects(), 1);
  EXPECT_EQ(totals.total_places(), 1);
  EXPECT_EQ(totals.projects_without_place(), 3);
  ASSERT_EQ(totals.stages_size(), 3);
  EXPECT_EQ(totals.stages(0).stage(), v1::STAGE_UNSPECIFIED);
  EXPECT_EQ(totals.stages(0).projects(), 2);
  EXPECT_EQ(totals.stages(2).stage(), v1::STAGE_IN_OPERATION);
  EXPECT_EQ(totals.commitments(), 2);
  EXPECT_EQ(totals.outcomes(), 2);

  request.set_page_size(1);
  request.add_include(v1::TRACE_INCLUDE_PLACES);
  do {
    ASSERT_THAT(Call(&Stub::TraceStrategy, server.traces(), request, &page), IsOk());
    EXPECT_EQ(page.totals().SerializeAsString(), totals.SerializeAsString());
    request.set_page_token(page.next_page_token());
  } while (!page.next_page_token().empty());
}

TEST(TraceServiceTest, FiltersByPlaceYearAndStage) {
  TestServer server(TinyGraph::Deltas());
  const auto trace = [&](const std::function<void(v1::TraceStrategyRequest&)>& filter) {
    v1::TraceStrategyRequest request = RequestFor("同城融圈");
    filter(request);
    v1::TraceStrategyResponse response;
    EXPECT_THAT(Call(&Stub::TraceStrategy, server.traces(), request, &response), IsOk());
    return response;
  };
  EXPECT_THAT(ProjectsOf(trace([](auto& r) { r.set_place("旌阳区"); })), ElementsAre("市域铁路"));
  EXPECT_THAT(ProjectsOf(trace([](auto& r) { r.set_min_year(2024); })), ElementsAre("市域铁路"));
  const auto past = trace([](auto& r) { r.set_max_year(2023); });
  EXPECT_THAT(ProjectsOf(past), ElementsAre("医保卡"));
  EXPECT_EQ(past.total_claims(), 1);
  EXPECT_THAT(ProjectsOf(trace([](auto& r) { r.add_stages(v1::STAGE_UNSPECIFIED); })),
              ElementsAre("北延线", "换乘站"));
  EXPECT_THAT(ProjectsOf(trace([](auto& r) {
                r.add_stages(v1::STAGE_UNDER_WAY);
                r.add_stages(v1::STAGE_IN_OPERATION);
              })),
              ElementsAre("医保卡", "市域铁路"));
  EXPECT_THAT(ProjectsOf(trace([](auto& r) {
                r.add_reports("deyang-2024");
                r.add_reports("deyang-2025");
              })),
              ElementsAre("医保卡", "市域铁路", "北延线", "换乘站"));

  v1::TraceStrategyRequest request = RequestFor("同城融圈");
  request.set_place("没有这个县");
  v1::TraceStrategyResponse response;
  EXPECT_THAT(Call(&Stub::TraceStrategy, server.traces(), request, &response),
              IsError(grpc::StatusCode::NOT_FOUND, "NODE_NOT_FOUND"));
}

struct BadField {
  std::string field;
  void (*spoil)(v1::TraceStrategyRequest&);
};

TEST(TraceServiceTest, RefusesFieldsOutOfBounds) {
  using Request = v1::TraceStrategyRequest;
  const BadField kCases[] = {
      {"strategy", [](Request& r) { r.clear_strategy(); }},
      {"max_depth", [](Request& r) { r.set_max_depth(9); }},
      {"max_depth", [](Request& r) { r.set_max_depth(-2); }},
      {"include", [](Request& r) { r.add_include(static_cast<v1::TraceInclude>(9)); }},
      {"page_size", [](Request& r) { r.set_page_size(1001); }},
      {"max_claims", [](Request& r) { r.set_max_claims(201); }},
      {"max_claims", [](Request& r) { r.set_max_claims(-1); }},
      {"max_evidence", [](Request& r) { r.set_max_evidence(21); }},
      {"min_confidence", [](Request& r) { r.set_min_confidence(1.5); }},
      {"min_year", [](Request& r) { r.set_min_year(-1); }},
      {"max_year", [](Request& r) { r.set_max_year(-1); }},
      {"max_year",
       [](Request& r) {
         r.set_min_year(2025);
         r.set_max_year(2024);
       }},
      {"stages", [](Request& r) { r.add_stages(static_cast<v1::Stage>(9)); }},
      {"reports",
       [](Request& r) {
         for (int i = 0; i < 101; ++i) r.add_reports("deyang-2024");
       }},
  };
  TestServer server(TinyGraph::Deltas());
  for (const BadField& bad : kCases) {
    v1::TraceStrategyRequest request = RequestFor("同城融圈");
    bad.spoil(request);
    v1::TraceStrategyResponse response;
    EXPECT_THAT(Call(&Stub::TraceStrategy, server.traces(), request, &response),
                IsInvalidField(bad.field))
        << request.ShortDebugString();
  }
}

TEST(TraceServiceTest, AmbiguousNamesListTheirCandidates) {
  DeltaBuilder builder("a");
  builder.Node(NodeKind::kStrategy, "乡村振兴", "510000");
  builder.Node(NodeKind::kStrategy, "乡村振兴", "510600");
  TestServer server({builder.Build()});
  v1::TraceStrategyResponse response;
  const grpc::Status status =
      Call(&Stub::TraceStrategy, server.traces(), RequestFor("乡村振兴"), &response);
  EXPECT_THAT(status, IsError(grpc::StatusCode::FAILED_PRECONDITION, "AMBIGUOUS_NAME"));
  for (const char* scope : {"510000", "510600"}) {
    const std::string id = NodeId::Of(NodeKind::kStrategy, scope, "乡村振兴").ToHex();
    EXPECT_THAT(ErrorInfoOf(status).metadata().at("candidates"), HasSubstr(id));
    EXPECT_THAT(Call(&Stub::TraceStrategy, server.traces(), RequestFor(id), &response), IsOk());
  }
}

TEST(TraceServiceTest, ErrorsStayShortHoweverLongTheRequestOrManyTheCandidates) {
  DeltaBuilder builder("a");
  for (int i = 0; i < 500; ++i) {
    builder.Node(NodeKind::kStrategy, "乡村振兴", std::to_string(510000 + i));
  }
  TestServer server({builder.Build()});
  v1::TraceStrategyResponse response;
  const grpc::Status ambiguous =
      Call(&Stub::TraceStrategy, server.traces(), RequestFor("乡村振兴"), &response);
  EXPECT_THAT(ambiguous, IsError(grpc::StatusCode::FAILED_PRECONDITION, "AMBIGUOUS_NAME"));
  EXPECT_TRUE(ErrorInfoOf(ambiguous).metadata().at("candidates").ends_with(",…"));

  std::string long_name;
  for (int i = 0; i < 100000; ++i) long_name += "城";
  const grpc::Status missing =
      Call(&Stub::TraceStrategy, server.traces(), RequestFor(long_name), &response);
  EXPECT_THAT(missing, IsError(grpc::StatusCode::NOT_FOUND, "NODE_NOT_FOUND"));
  EXPECT_THAT(missing.error_message(), HasSubstr("城…"));
}

TEST(TraceServiceTest, UnknownStrategiesAreNotFound) {
  TestServer server(TinyGraph::Deltas());
  v1::TraceStrategyResponse response;
  for (const std::string& name :
       {std::string("同城融圏"), TinyGraph::Project("市域铁路").ToHex()}) {
    EXPECT_THAT(Call(&Stub::TraceStrategy, server.traces(), RequestFor(name), &response),
                IsError(grpc::StatusCode::NOT_FOUND, "NODE_NOT_FOUND"));
  }
}

v1::TraceOriginsRequest OriginsOf(const std::string& node) {
  v1::TraceOriginsRequest request;
  request.set_node(node);
  return request;
}

TEST(TraceOriginsTest, GoesFromANodeUpToItsStrategies) {
  TestServer server(TinyGraph::Deltas());
  v1::TraceOriginsResponse response;
  ASSERT_THAT(Call(&Stub::TraceOrigins, server.traces(), OriginsOf("旌阳区"), &response), IsOk());
  EXPECT_EQ(response.read_revision(), 2u);
  EXPECT_EQ(response.node().name(), "旌阳区");
  EXPECT_EQ(response.total_projects(), 1);
  EXPECT_EQ(response.total_claims(), 0);
  ASSERT_EQ(response.origins_size(), 1);
  const v1::Origin& origin = response.origins(0);
  EXPECT_EQ(origin.strategy().name(), "同城融圈");
  EXPECT_EQ(origin.projects(), 1);
  ASSERT_EQ(origin.path_size(), 2);
  EXPECT_EQ(origin.path(0).edge().kind(), v1::EDGE_KIND_LOCATED_IN);
  EXPECT_EQ(origin.path(0).node().name(), "市域铁路");
  EXPECT_EQ(origin.path(1).edge().kind(), v1::EDGE_KIND_SUPPORTS);
  EXPECT_GT(origin.path(1).edge().evidence_size(), 0);
  EXPECT_EQ(origin.parents_size(), 0);
}

TEST(TraceOriginsTest, PagesGiveEachStrategyOnceInOneOrder) {
  TestServer server(TinyGraph::Deltas());
  v1::TraceOriginsRequest request = OriginsOf("换乘站");
  v1::TraceOriginsResponse page;
  std::vector<std::string> names;
  request.set_page_size(1);
  do {
    ASSERT_THAT(Call(&Stub::TraceOrigins, server.traces(), request, &page), IsOk());
    ASSERT_EQ(page.origins_size(), 1);
    EXPECT_EQ(page.total_origins(), 3);
    names.push_back(page.origins(0).strategy().name());
    EXPECT_EQ(page.origins(0).parents_size(), 3 - static_cast<int>(names.size()));
    request.set_page_token(page.next_page_token());
  } while (!page.next_page_token().empty());
  EXPECT_THAT(names, ElementsAre("轨道同城", "交通同城", "同城融圈"));

  request.set_page_token("?");
  EXPECT_THAT(Call(&Stub::TraceOrigins, server.traces(), request, &page),
              IsError(grpc::StatusCode::INVALID_ARGUMENT, "INVALID_PAGE_TOKEN"));
}

TEST(TraceOriginsTest, RefusesWhatItCannotTake) {
  using Request = v1::TraceOriginsRequest;
  struct BadOriginsField {
    std::string field;
    void (*spoil)(Request&);
  };
  const BadOriginsField kCases[] = {
      {"node", [](Request& r) { r.clear_node(); }},
      {"node", [](Request& r) { r.set_node("某条例"); }},
      {"page_size", [](Request& r) { r.set_page_size(501); }},
      {"max_evidence", [](Request& r) { r.set_max_evidence(21); }},
      {"min_confidence", [](Request& r) { r.set_min_confidence(-0.1); }},
      {"min_year", [](Request& r) { r.set_min_year(-1); }},
      {"reports",
       [](Request& r) {
         for (int i = 0; i < 101; ++i) r.add_reports("deyang-2024");
       }},
  };
  DeltaBuilder builder("deyang-2023");
  builder.Node(NodeKind::kPolicy, "某条例");
  std::vector<GraphDelta> deltas = TinyGraph::Deltas();
  deltas.push_back(builder.Build());
  TestServer server(deltas);
  v1::TraceOriginsResponse response;
  for (const BadOriginsField& bad : kCases) {
    Request request = OriginsOf("市域铁路");
    bad.spoil(request);
    EXPECT_THAT(Call(&Stub::TraceOrigins, server.traces(), request, &response),
                IsInvalidField(bad.field))
        << request.ShortDebugString();
  }
  EXPECT_THAT(Call(&Stub::TraceOrigins, server.traces(), OriginsOf("没有"), &response),
              IsError(grpc::StatusCode::NOT_FOUND, "NODE_NOT_FOUND"));
  Request request = OriginsOf("市域铁路");
  request.add_reports("deyang-1999");
  EXPECT_THAT(Call(&Stub::TraceOrigins, server.traces(), request, &response),
              IsError(grpc::StatusCode::NOT_FOUND, "REPORT_NOT_FOUND"));
}

}  // namespace
}  // namespace policygraph::service
