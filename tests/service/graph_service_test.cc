#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "fmt/format.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/graph/delta_builder.h"
#include "tests/service/test_server.h"
#include "tests/support/tiny_graph.h"

namespace policygraph::service {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Stub = v1::GraphService::Stub;

const NodeId kCity = TinyGraph::Strategy("同城融圈");
const NodeId kRailway = TinyGraph::Project("市域铁路");

std::vector<std::string> NamesOf(const google::protobuf::RepeatedPtrField<v1::Node>& nodes) {
  std::vector<std::string> names;
  for (const v1::Node& node : nodes) names.push_back(node.name());
  std::sort(names.begin(), names.end());
  return names;
}

TEST(GraphServiceTest, GetNodeGivesEvidenceInTheFullView) {
  TestServer server(TinyGraph::Deltas());
  v1::GetNodeRequest request;
  request.set_id(kCity.ToHex());
  v1::GetNodeResponse response;
  ASSERT_THAT(Call(&Stub::GetNode, server.graph(), request, &response), IsOk());
  EXPECT_EQ(response.read_revision(), 2u);
  EXPECT_EQ(response.node().id(), kCity.ToHex());
  EXPECT_EQ(response.node().kind(), v1::NODE_KIND_STRATEGY);
  EXPECT_EQ(response.node().name(), "同城融圈");
  EXPECT_THAT(response.node().aliases(), ElementsAre("同城化"));
  EXPECT_THAT(response.node().reports(), ElementsAre("deyang-2024", "deyang-2025"));
  ASSERT_EQ(response.node().evidence_size(), 2);
  EXPECT_EQ(response.node().evidence(0).report(), "deyang-2024");
  EXPECT_EQ(response.node().evidence(1).report(), "deyang-2025");

  request.set_view(v1::VIEW_BASIC);
  ASSERT_THAT(Call(&Stub::GetNode, server.graph(), request, &response), IsOk());
  EXPECT_EQ(response.node().evidence_size(), 0);
  EXPECT_EQ(response.node().reports_size(), 2);
}

TEST(GraphServiceTest, NodesMustBeNamedByIdsOfTheGraph) {
  TestServer server(TinyGraph::Deltas());
  v1::GetNodeRequest request;
  v1::GetNodeResponse response;
  for (const char* id : {"", "abc", "同城融圈", "zz0102030405060708090a0b0c0d0e0f"}) {
    request.set_id(id);
    EXPECT_THAT(Call(&Stub::GetNode, server.graph(), request, &response), IsInvalidField("id"));
  }
  const std::string missing = NodeId::Of(NodeKind::kProject, "", "无").ToHex();
  request.set_id(missing);
  const grpc::Status status = Call(&Stub::GetNode, server.graph(), request, &response);
  EXPECT_THAT(status, IsError(grpc::StatusCode::NOT_FOUND, "NODE_NOT_FOUND"));
  EXPECT_EQ(ErrorInfoOf(status).metadata().at("node"), missing);

  v1::ExpandRequest expand;
  expand.set_id(missing);
  v1::ExpandResponse expanded;
  EXPECT_THAT(Call(&Stub::Expand, server.graph(), expand, &expanded),
              IsError(grpc::StatusCode::NOT_FOUND, "NODE_NOT_FOUND"));
  v1::ExplainNodeRequest explain;
  explain.set_id(missing);
  v1::ExplainNodeResponse explained;
  EXPECT_THAT(Call(&Stub::ExplainNode, server.graph(), explain, &explained),
              IsError(grpc::StatusCode::NOT_FOUND, "NODE_NOT_FOUND"));
}

TEST(GraphServiceTest, BatchGetNodesKeepsTheOrderAskedFor) {
  TestServer server(TinyGraph::Deltas());
  v1::BatchGetNodesRequest request;
  for (const NodeId& id : {kRailway, kCity, kRailway}) request.add_ids(id.ToHex());
  v1::BatchGetNodesResponse response;
  ASSERT_THAT(Call(&Stub::BatchGetNodes, server.graph(), request, &response), IsOk());
  ASSERT_EQ(response.nodes_size(), 3);
  EXPECT_EQ(response.nodes(0).name(), "市域铁路");
  EXPECT_EQ(response.nodes(1).name(), "同城融圈");
  EXPECT_EQ(response.nodes(2).name(), "市域铁路");
  EXPECT_EQ(response.nodes(0).evidence_size(), 0);

  request.set_ids(1, std::string(32, '0'));
  EXPECT_THAT(Call(&Stub::BatchGetNodes, server.graph(), request, &response),
              IsError(grpc::StatusCode::NOT_FOUND, "NODE_NOT_FOUND"));
  while (request.ids_size() <= 1000) request.add_ids(kCity.ToHex());
  const grpc::Status status = Call(&Stub::BatchGetNodes, server.graph(), request, &response);
  EXPECT_THAT(status, IsError(grpc::StatusCode::RESOURCE_EXHAUSTED, "LIMIT_EXCEEDED"));
  EXPECT_EQ(ErrorInfoOf(status).metadata().at("limit"), "1000");
}

// The nodes of all pages.
std::vector<v1::Node> ListAll(Stub& stub, v1::ListNodesRequest request) {
  std::vector<v1::Node> nodes;
  v1::ListNodesResponse response;
  do {
    const grpc::Status status = Call(&Stub::ListNodes, stub, request, &response);
    EXPECT_THAT(status, IsOk());
    if (!status.ok()) break;
    EXPECT_TRUE(request.page_size() == 0 || response.nodes_size() <= request.page_size());
    nodes.insert(nodes.end(), response.nodes().begin(), response.nodes().end());
    request.set_page_token(response.next_page_token());
  } while (!response.next_page_token().empty());
  return nodes;
}

TEST(GraphServiceTest, PagesOfNodesGiveEachNodeOnceById) {
  TestServer server(TinyGraph::Deltas());
  const std::vector<v1::Node> all = ListAll(server.graph(), {});
  EXPECT_GT(all.size(), 15u);
  for (int page_size : {1, 2, 7}) {
    v1::ListNodesRequest request;
    request.set_page_size(page_size);
    const std::vector<v1::Node> paged = ListAll(server.graph(), request);
    ASSERT_EQ(paged.size(), all.size());
    for (size_t i = 0; i < all.size(); ++i) {
      EXPECT_EQ(paged[i].id(), all[i].id());
      if (i == 0) continue;
      EXPECT_LT(paged[i - 1].id(), paged[i].id());
    }
  }
}

struct FilterCase {
  std::string report;
  std::string place;
  std::string name;
  std::vector<v1::NodeKind> kinds;
  std::vector<std::string> names;
};

TEST(GraphServiceTest, ListNodesKeepsWhatPassesAllFilters) {
  const std::string county = NodeId::Of(NodeKind::kCounty, "510603", "旌阳区").ToHex();
  const FilterCase kCases[] = {
      {"", "", "", {v1::NODE_KIND_AGENCY, v1::NODE_KIND_INDICATOR}, {"市交通局", "轨道里程"}},
      {"", "旌阳区", "", {}, {"市域铁路", "旌阳区"}},
      {"", county, "", {}, {"市域铁路", "旌阳区"}},
      {"", "旌阳区", "", {v1::NODE_KIND_PROJECT}, {"市域铁路"}},
      {"", "绵竹市", "", {}, {}},
      {"", "", "同城化", {}, {"同城融圈"}},
      {"", "", "同城", {}, {}},
      {"deyang-2025", "", "", {v1::NODE_KIND_PROJECT}, {"北延线", "市域铁路"}},
      {"deyang-2025", "旌阳区", "", {}, {"市域铁路"}},
      {"deyang-2030", "", "", {}, {}},
  };
  TestServer server(TinyGraph::Deltas());
  for (const FilterCase& filter : kCases) {
    v1::ListNodesRequest request;
    request.set_report(filter.report);
    request.set_place(filter.place);
    request.set_name(filter.name);
    for (v1::NodeKind kind : filter.kinds) request.add_kinds(kind);
    v1::ListNodesResponse response;
    ASSERT_THAT(Call(&Stub::ListNodes, server.graph(), request, &response), IsOk());
    EXPECT_EQ(NamesOf(response.nodes()), filter.names) << request.ShortDebugString();
  }
}

TEST(GraphServiceTest, ListNodesRefusesFieldsOutOfBounds) {
  TestServer server(TinyGraph::Deltas());
  v1::ListNodesResponse response;
  v1::ListNodesRequest request;
  for (int size : {-1, 1001}) {
    request.set_page_size(size);
    EXPECT_THAT(Call(&Stub::ListNodes, server.graph(), request, &response),
                IsInvalidField("page_size"));
  }
  request.Clear();
  request.add_kinds(static_cast<v1::NodeKind>(99));
  EXPECT_THAT(Call(&Stub::ListNodes, server.graph(), request, &response), IsInvalidField("kinds"));
  request.Clear();
  request.set_view(static_cast<v1::View>(9));
  EXPECT_THAT(Call(&Stub::ListNodes, server.graph(), request, &response), IsInvalidField("view"));
}

TEST(GraphServiceTest, PageTokensServeTheirOwnRequestOnly) {
  TestServer server(TinyGraph::Deltas());
  v1::ListNodesRequest request;
  request.set_page_size(2);
  v1::ListNodesResponse first, next;
  ASSERT_THAT(Call(&Stub::ListNodes, server.graph(), request, &first), IsOk());
  const std::string token = first.next_page_token();
  ASSERT_NE(token, "");
  for (size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    request.set_page_token(changed);
    EXPECT_THAT(Call(&Stub::ListNodes, server.graph(), request, &next),
                IsError(grpc::StatusCode::INVALID_ARGUMENT, "INVALID_PAGE_TOKEN"))
        << i;
  }
  request.set_page_token(token);
  request.set_page_size(5);  // may change from page to page
  EXPECT_THAT(Call(&Stub::ListNodes, server.graph(), request, &next), IsOk());
  request.set_report("deyang-2024");
  EXPECT_THAT(Call(&Stub::ListNodes, server.graph(), request, &next),
              IsError(grpc::StatusCode::INVALID_ARGUMENT, "INVALID_PAGE_TOKEN"));

  v1::SearchNodesRequest search;
  search.set_query("同城");
  search.set_page_token(token);
  v1::SearchNodesResponse hits;
  EXPECT_THAT(Call(&Stub::SearchNodes, server.graph(), search, &hits),
              IsError(grpc::StatusCode::INVALID_ARGUMENT, "INVALID_PAGE_TOKEN"));
}

TEST(GraphServiceTest, PageTokensKeepReadingTheirRevision) {
  TestServer server(TinyGraph::Deltas());
  const size_t before = ListAll(server.graph(), {}).size();
  v1::ListNodesRequest request;
  request.set_page_size(1);
  v1::ListNodesResponse first;
  ASSERT_THAT(Call(&Stub::ListNodes, server.graph(), request, &first), IsOk());
  v1::LoadReportResponse loaded;
  ASSERT_THAT(Load(server.reports(), SampleOptions("new", 2024), SampleText(2024), &loaded),
              IsOk());
  request.set_page_token(first.next_page_token());
  EXPECT_EQ(1 + ListAll(server.graph(), request).size(), before);
  EXPECT_GT(ListAll(server.graph(), {}).size(), before);
}

TEST(GraphServiceTest, ConsistencyChoosesTheRevision) {
  TestServer server(TinyGraph::Deltas());
  v1::GetNodeRequest request;
  request.set_id(kCity.ToHex());
  v1::GetNodeResponse response;
  request.mutable_consistency()->set_at_least(2);
  ASSERT_THAT(Call(&Stub::GetNode, server.graph(), request, &response), IsOk());
  request.mutable_consistency()->set_at_least(12);
  const grpc::Status early = Call(&Stub::GetNode, server.graph(), request, &response);
  EXPECT_THAT(early, IsError(grpc::StatusCode::OUT_OF_RANGE, "REVISION_NOT_REACHED"));
  EXPECT_EQ(ErrorInfoOf(early).metadata().at("newest"), "2");

  v1::LoadReportResponse loaded;
  ASSERT_THAT(Load(server.reports(), SampleOptions("new", 2024), SampleText(2024), &loaded),
              IsOk());
  request.mutable_consistency()->set_newest(true);
  ASSERT_THAT(Call(&Stub::GetNode, server.graph(), request, &response), IsOk());
  EXPECT_EQ(response.read_revision(), 3u);
  request.mutable_consistency()->set_exactly(2);
  ASSERT_THAT(Call(&Stub::GetNode, server.graph(), request, &response), IsOk());
  EXPECT_EQ(response.read_revision(), 2u);
  request.mutable_consistency()->set_exactly(1);  // never read, so never kept
  const grpc::Status late = Call(&Stub::GetNode, server.graph(), request, &response);
  EXPECT_THAT(late, IsError(grpc::StatusCode::FAILED_PRECONDITION, "REVISION_NOT_RETAINED"));
  EXPECT_EQ(ErrorInfoOf(late).metadata().at("revision"), "1");
}

// The neighbours of all pages.
std::vector<v1::Neighbor> ExpandAll(Stub& stub, v1::ExpandRequest request) {
  std::vector<v1::Neighbor> neighbors;
  v1::ExpandResponse response;
  do {
    const grpc::Status status = Call(&Stub::Expand, stub, request, &response);
    EXPECT_THAT(status, IsOk());
    if (!status.ok()) break;
    neighbors.insert(neighbors.end(), response.neighbors().begin(), response.neighbors().end());
    request.set_page_token(response.next_page_token());
  } while (!response.next_page_token().empty());
  EXPECT_EQ(static_cast<size_t>(response.total_size()), neighbors.size());
  return neighbors;
}

TEST(GraphServiceTest, ExpandGivesEdgesOutFirstAndEachOnce) {
  TestServer server(TinyGraph::Deltas());
  v1::ExpandRequest request;
  request.set_id(kRailway.ToHex());
  const std::vector<v1::Neighbor> all = ExpandAll(server.graph(), request);
  std::vector<std::string> seen;
  for (const v1::Neighbor& neighbor : all) {
    seen.push_back(fmt::format("{} {} {}", v1::Direction_Name(neighbor.direction()),
                               v1::EdgeKind_Name(neighbor.edge().kind()), neighbor.node().name()));
    const bool out = neighbor.direction() == v1::DIRECTION_OUT;
    EXPECT_EQ(out ? neighbor.edge().source() : neighbor.edge().target(), kRailway.ToHex());
    EXPECT_EQ(out ? neighbor.edge().target() : neighbor.edge().source(), neighbor.node().id());
  }
  EXPECT_THAT(seen, ElementsAre("DIRECTION_OUT EDGE_KIND_SUPPORTS 同城融圈",
                                "DIRECTION_OUT EDGE_KIND_LOCATED_IN 旌阳区",
                                "DIRECTION_IN EDGE_KIND_RESPONSIBLE_FOR 市交通局",
                                "DIRECTION_IN EDGE_KIND_ADVANCES 加快市域铁路建设"));

  request.set_page_size(1);
  const std::vector<v1::Neighbor> paged = ExpandAll(server.graph(), request);
  ASSERT_EQ(paged.size(), all.size());
  for (size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(paged[i].SerializeAsString(), all[i].SerializeAsString());
  }
  request.set_direction(v1::DIRECTION_IN);
  EXPECT_EQ(ExpandAll(server.graph(), request).size(), 2u);
  request.set_direction(v1::DIRECTION_OUT);
  EXPECT_EQ(ExpandAll(server.graph(), request).size(), 2u);
  request.add_edge_kinds(v1::EDGE_KIND_LOCATED_IN);
  EXPECT_EQ(ExpandAll(server.graph(), request).size(), 1u);

  v1::ExpandResponse response;
  request.set_direction(static_cast<v1::Direction>(9));
  EXPECT_THAT(Call(&Stub::Expand, server.graph(), request, &response), IsInvalidField("direction"));
  request.set_direction(v1::DIRECTION_BOTH);
  request.add_edge_kinds(static_cast<v1::EdgeKind>(77));
  EXPECT_THAT(Call(&Stub::Expand, server.graph(), request, &response),
              IsInvalidField("edge_kinds"));
}

TEST(GraphServiceTest, ReadsFilterByConfidence) {
  TestServer server(TinyGraph::Deltas());
  const std::string card = TinyGraph::Project("医保卡").ToHex();

  v1::ListNodesRequest list;
  list.set_name("医保卡");
  list.set_min_confidence(0.6);
  const std::vector<v1::Node> found = ListAll(server.graph(), list);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].confidence(), 0.6);
  list.set_min_confidence(0.61);
  EXPECT_TRUE(ListAll(server.graph(), list).empty());

  v1::ExpandRequest expand;
  expand.set_id(card);
  EXPECT_EQ(ExpandAll(server.graph(), expand).size(), 2u);
  expand.set_min_confidence(0.55);
  EXPECT_EQ(ExpandAll(server.graph(), expand).size(), 1u);

  v1::SearchNodesRequest search;
  v1::SearchNodesResponse hits;
  search.set_query("医保卡");
  search.set_min_confidence(0.9);
  ASSERT_THAT(Call(&Stub::SearchNodes, server.graph(), search, &hits), IsOk());
  for (const v1::SearchHit& hit : hits.hits()) EXPECT_NE(hit.node().id(), card);

  for (const double wrong : {-0.1, 1.1, std::nan("")}) {
    search.set_min_confidence(wrong);
    EXPECT_THAT(Call(&Stub::SearchNodes, server.graph(), search, &hits),
                IsInvalidField("min_confidence"));
  }
}

TEST(GraphServiceTest, SearchFindsNamesByAnyPartBestFirst) {
  TestServer server(TinyGraph::Deltas());
  v1::SearchNodesRequest request;
  request.set_query("“同城融圈”");
  v1::SearchNodesResponse response;
  ASSERT_THAT(Call(&Stub::SearchNodes, server.graph(), request, &response), IsOk());
  ASSERT_EQ(response.hits_size(), 2);
  EXPECT_EQ(response.hits(1).node().kind(), v1::NODE_KIND_COMMITMENT) << "texts come after names";
  EXPECT_EQ(response.hits(0).match(), v1::MATCH_KIND_EXACT);
  EXPECT_EQ(response.hits(0).matched_name(), "同城融圈");
  EXPECT_EQ(response.hits(0).node().id(), kCity.ToHex());
  EXPECT_GT(response.hits(0).degree(), 0);

  request.set_query("城");
  request.add_kinds(v1::NODE_KIND_STRATEGY);
  ASSERT_THAT(Call(&Stub::SearchNodes, server.graph(), request, &response), IsOk());
  const int total = response.total_size();
  EXPECT_EQ(total, 4);  // 同城融圈, 交通同城, 轨道同城, 健康城市
  std::set<std::string> ids;
  request.set_page_size(1);
  do {
    ASSERT_THAT(Call(&Stub::SearchNodes, server.graph(), request, &response), IsOk());
    ASSERT_EQ(response.hits_size(), 1);
    ids.insert(response.hits(0).node().id());
    request.set_page_token(response.next_page_token());
  } while (!response.next_page_token().empty());
  EXPECT_EQ(ids.size(), static_cast<size_t>(total));
}

TEST(GraphServiceTest, FilterAndOrderByServeListsAndSearch) {
  TestServer server(TinyGraph::Deltas());
  v1::ListNodesRequest list;
  list.set_filter("kind = AGENCY OR kind = INDICATOR");
  EXPECT_THAT(ListAll(server.graph(), list), testing::SizeIs(2));
  list.set_filter("kind = PROJECT AND name : 铁路");
  std::vector<v1::Node> named = ListAll(server.graph(), list);
  ASSERT_EQ(named.size(), 1u);
  EXPECT_EQ(named[0].name(), "市域铁路");

  list.set_filter("kind = PROJECT");
  list.set_order_by("name desc");
  list.set_page_size(2);
  std::vector<std::string> names;
  for (const v1::Node& node : ListAll(server.graph(), list)) names.push_back(node.name());
  EXPECT_GT(names.size(), 2u);
  EXPECT_TRUE(std::ranges::is_sorted(names, std::greater<>()));

  v1::SearchNodesRequest search;
  v1::SearchNodesResponse hits;
  search.set_query("城");
  search.set_filter("name : 轨道");
  ASSERT_THAT(Call(&Stub::SearchNodes, server.graph(), search, &hits), IsOk());
  ASSERT_EQ(hits.total_size(), 1);
  EXPECT_EQ(hits.hits(0).field(), v1::MATCH_FIELD_NAME);
  ASSERT_EQ(hits.hits(0).highlights_size(), 1);
  EXPECT_EQ(hits.hits(0).highlights(0).end() - hits.hits(0).highlights(0).start(), 1);

  search.set_filter("kind = PROJECT AND nam = 甲");
  const grpc::Status wrong = Call(&Stub::SearchNodes, server.graph(), search, &hits);
  EXPECT_THAT(wrong, IsInvalidField("filter"));
  EXPECT_EQ(ErrorInfoOf(wrong).metadata().at("column"), "20");
  list.set_order_by("size");
  v1::ListNodesResponse response;
  EXPECT_THAT(Call(&Stub::ListNodes, server.graph(), list, &response), IsInvalidField("order_by"));
}

TEST(GraphServiceTest, SearchRefusesQueriesOutOfBounds) {
  TestServer server(TinyGraph::Deltas());
  v1::SearchNodesRequest request;
  v1::SearchNodesResponse response;
  EXPECT_THAT(Call(&Stub::SearchNodes, server.graph(), request, &response),
              IsInvalidField("query"));
  std::string query;
  for (int i = 0; i < 200; ++i) query += "城";
  request.set_query(query);
  EXPECT_THAT(Call(&Stub::SearchNodes, server.graph(), request, &response), IsOk());
  request.set_query(query + "城");
  EXPECT_THAT(Call(&Stub::SearchNodes, server.graph(), request, &response),
              IsInvalidField("query"));
  request.set_query("城");
  request.set_page_size(201);
  EXPECT_THAT(Call(&Stub::SearchNodes, server.graph(), request, &response),
              IsInvalidField("page_size"));
}

TEST(GraphServiceTest, ExplainTellsWhereANodeCameFrom) {
  TestServer server;
  v1::LoadReportResponse loaded;
  ASSERT_THAT(Load(server.reports(), SampleOptions("a", 2024), SampleText(2024), &loaded), IsOk());
  v1::ListNodesRequest list;
  list.add_kinds(v1::NODE_KIND_COMMITMENT);
  list.add_kinds(v1::NODE_KIND_OUTCOME);
  list.set_view(v1::VIEW_FULL);
  const std::vector<v1::Node> claims = ListAll(server.graph(), list);
  ASSERT_FALSE(claims.empty());
  for (const v1::Node& claim : claims) {
    v1::ExplainNodeRequest request;
    request.set_id(claim.id());
    v1::ExplainNodeResponse response;
    ASSERT_THAT(Call(&Stub::ExplainNode, server.graph(), request, &response), IsOk());
    EXPECT_EQ(response.node().id(), claim.id());
    EXPECT_EQ(response.total_size(), claim.evidence_size());
    ASSERT_EQ(response.derivations_size(), claim.evidence_size());
    for (int i = 0; i < claim.evidence_size(); ++i) {
      const v1::Derivation& derivation = response.derivations(i);
      EXPECT_EQ(derivation.evidence().SerializeAsString(), claim.evidence(i).SerializeAsString());
      EXPECT_NE(derivation.statement().text().find(claim.evidence(i).quote()), std::string::npos);
      EXPECT_TRUE(derivation.reproduced()) << claim.name();
      EXPECT_GT(derivation.steps_size(), 0);
    }
  }
  v1::ExplainNodeRequest request;
  request.set_id(claims[0].id());
  request.set_max_evidence(101);
  v1::ExplainNodeResponse response;
  EXPECT_THAT(Call(&Stub::ExplainNode, server.graph(), request, &response),
              IsInvalidField("max_evidence"));
}

TEST(GraphServiceTest, ExplainTellsWhichReadingsLost) {
  TestServer server;
  v1::LoadReportResponse loaded;
  const std::string text =
      "德阳市政府工作报告\n一、2023年工作回顾\n荣获国家乡村振兴示范县称号。\n"
      "二、2024年工作安排\n再接再厉。\n";
  v1::LoadOptions options = SampleOptions("a", 2024);
  options.set_place("德阳市");
  options.set_force(true);
  ASSERT_THAT(Load(server.reports(), options, text, &loaded), IsOk());
  v1::ListNodesRequest list;
  list.add_kinds(v1::NODE_KIND_DESIGNATION);
  const std::vector<v1::Node> designations = ListAll(server.graph(), list);
  ASSERT_EQ(designations.size(), 1u);

  v1::ExplainNodeRequest request;
  request.set_id(designations[0].id());
  v1::ExplainNodeResponse response;
  ASSERT_THAT(Call(&Stub::ExplainNode, server.graph(), request, &response), IsOk());
  ASSERT_EQ(response.derivations_size(), 1);
  const v1::Derivation& all = response.derivations(0);
  ASSERT_GT(all.alternatives_size(), 1);
  EXPECT_EQ(all.total_alternatives(), all.alternatives_size());
  const auto known = std::find_if(
      all.alternatives().begin(), all.alternatives().end(),
      [](const v1::Alternative& alternative) { return alternative.rule() == "zh.known-name"; });
  ASSERT_NE(known, all.alternatives().end());
  EXPECT_EQ(known->stage(), "find_mentions");
  EXPECT_EQ(known->result(), "STRATEGY 乡村振兴");
  EXPECT_EQ(known->quote(), "乡村振兴");
  EXPECT_EQ(known->end() - known->start(), 4);
  EXPECT_EQ(known->reason(), v1::LOSS_REASON_PART_OF_A_NAME);
  EXPECT_EQ(known->against(), "DESIGNATION 国家乡村振兴示范县");

  const int total = all.total_alternatives();
  request.set_max_alternatives(1);
  ASSERT_THAT(Call(&Stub::ExplainNode, server.graph(), request, &response), IsOk());
  EXPECT_EQ(response.derivations(0).alternatives_size(), 1);
  EXPECT_EQ(response.derivations(0).total_alternatives(), total);
  request.set_max_alternatives(101);
  EXPECT_THAT(Call(&Stub::ExplainNode, server.graph(), request, &response),
              IsInvalidField("max_alternatives"));
}

TEST(GraphServiceTest, ACallWhoseDeadlineHasPassedFails) {
  TestServer server(TinyGraph::Deltas());
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::UnixEpoch()));
  v1::GetNodeResponse response;
  EXPECT_EQ(server.graph().GetNode(&context, {}, &response).error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
}

}  // namespace
}  // namespace policygraph::service
