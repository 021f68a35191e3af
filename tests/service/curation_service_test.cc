#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/service/test_server.h"
#include "tests/support/tiny_graph.h"

namespace policygraph::service {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::string kRailway = TinyGraph::Project("市域铁路").ToHex();
const std::string kRoad = TinyGraph::Project("北延线").ToHex();
const std::string kCity = TinyGraph::Strategy("同城融圈").ToHex();
const std::string kTransport = TinyGraph::Strategy("交通同城").ToHex();

v1::CreateJudgementRequest Request(const std::string& author = "王") {
  v1::CreateJudgementRequest request;
  request.set_author(author);
  request.set_reason("核对原文");
  return request;
}

v1::CreateJudgementRequest RenameRequest(const std::string& node, const std::string& name) {
  v1::CreateJudgementRequest request = Request();
  request.mutable_action()->mutable_rename()->mutable_node()->set_id(node);
  request.mutable_action()->mutable_rename()->set_name(name);
  return request;
}

v1::CreateJudgementRequest MergeRequest(const std::string& node, const std::string& into) {
  v1::CreateJudgementRequest request = Request();
  request.mutable_action()->mutable_merge()->mutable_node()->set_id(node);
  request.mutable_action()->mutable_merge()->mutable_into()->set_id(into);
  return request;
}

class CurationServiceTest : public testing::Test {
 protected:
  v1::CreateJudgementResponse Judge(const v1::CreateJudgementRequest& request) {
    v1::CreateJudgementResponse response;
    EXPECT_THAT(Call(&v1::CurationService::Stub::CreateJudgement, curation(), request, &response),
                IsOk());
    return response;
  }

  grpc::Status Try(const v1::CreateJudgementRequest& request) {
    v1::CreateJudgementResponse response;
    return Call(&v1::CurationService::Stub::CreateJudgement, curation(), request, &response);
  }

  grpc::Status Undo(uint64_t id, const std::string& author = "李") {
    v1::UndoJudgementRequest request;
    request.set_id(id);
    request.set_author(author);
    v1::UndoJudgementResponse response;
    return Call(&v1::CurationService::Stub::UndoJudgement, curation(), request, &response);
  }

  v1::Node GetNode(const std::string& id) {
    v1::GetNodeRequest request;
    request.set_id(id);
    v1::GetNodeResponse response;
    EXPECT_THAT(Call(&v1::GraphService::Stub::GetNode, server_.graph(), request, &response),
                IsOk());
    return response.node();
  }

  v1::ListJudgementsResponse List(const v1::ListJudgementsRequest& request = {}) {
    v1::ListJudgementsResponse response;
    EXPECT_THAT(Call(&v1::CurationService::Stub::ListJudgements, curation(), request, &response),
                IsOk());
    return response;
  }

  // The whole graph as text.
  std::string Export() {
    grpc::ClientContext context;
    const auto reader = server_.graph().ExportGraph(&context, {});
    std::string all;
    v1::ExportGraphResponse response;
    while (reader->Read(&response)) {
      for (const v1::Node& node : response.nodes()) all += node.ShortDebugString() + '\n';
      for (const v1::Edge& edge : response.edges()) all += edge.ShortDebugString() + '\n';
    }
    EXPECT_THAT(reader->Finish(), IsOk());
    return all;
  }

  v1::CurationService::Stub& curation() { return server_.curation(); }

  TestServer server_{TinyGraph::Deltas()};
};

TEST_F(CurationServiceTest, JudgementTellsAllOfItself) {
  const v1::CreateJudgementResponse response = Judge(MergeRequest(kRoad, kRailway));
  EXPECT_EQ(response.effect(), v1::JUDGEMENT_EFFECT_CREATED);
  EXPECT_EQ(response.revision(), 3u);
  const v1::Judgement& judgement = response.judgement();
  EXPECT_EQ(judgement.id(), 1u);
  EXPECT_EQ(judgement.revision(), 3u);
  EXPECT_GT(judgement.time().seconds(), 0);
  EXPECT_EQ(judgement.author(), "王");
  EXPECT_EQ(judgement.reason(), "核对原文");
  const v1::NodeReference& node = judgement.action().merge().node();
  EXPECT_EQ(node.id(), kRoad);
  EXPECT_EQ(node.kind(), v1::NODE_KIND_PROJECT);
  EXPECT_EQ(node.scope(), TinyGraph::kPlace);
  EXPECT_EQ(node.name(), "北延线");
}

TEST_F(CurationServiceTest, EveryReadSeesTheJudgedGraph) {
  Judge(MergeRequest(kRoad, kRailway));
  Judge(RenameRequest(kRailway, "市域铁路S11线"));

  EXPECT_EQ(GetNode(kRoad).id(), kRailway) << "the id of a merged node leads to the other";
  EXPECT_THAT(GetNode(kRailway).aliases(), ElementsAre("北延线", "市域铁路"));

  v1::SearchNodesRequest search;
  search.set_query("北延线");
  v1::SearchNodesResponse hits;
  ASSERT_THAT(Call(&v1::GraphService::Stub::SearchNodes, server_.graph(), search, &hits), IsOk());
  ASSERT_THAT(hits.hits(), SizeIs(1));
  EXPECT_EQ(hits.hits(0).node().name(), "市域铁路S11线");

  v1::TraceStrategyRequest trace;
  trace.set_strategy(kCity);
  v1::TraceStrategyResponse traced;
  ASSERT_THAT(Call(&v1::TraceService::Stub::TraceStrategy, server_.traces(), trace, &traced),
              IsOk());
  std::vector<std::string> projects;
  for (const v1::TracedProject& project : traced.projects()) {
    projects.push_back(project.project().name());
  }
  EXPECT_THAT(projects, testing::UnorderedElementsAre("医保卡", "市域铁路S11线", "换乘站"));

  v1::ExpandRequest expand;
  expand.set_id(kRoad);
  v1::ExpandResponse expanded;
  ASSERT_THAT(Call(&v1::GraphService::Stub::Expand, server_.graph(), expand, &expanded), IsOk());
  EXPECT_EQ(expanded.node().id(), kRailway);
  EXPECT_THAT(Export(), testing::Not(HasSubstr(kRoad)));
}

TEST_F(CurationServiceTest, ConfirmationShowsOnNodesAndEdges) {
  v1::CreateJudgementRequest node = Request();
  node.mutable_action()->mutable_confirm()->mutable_node()->set_id(kRoad);
  Judge(node);
  v1::CreateJudgementRequest edge = Request("李");
  v1::EdgeReference& reference = *edge.mutable_action()->mutable_confirm()->mutable_edge();
  reference.mutable_source()->set_id(kRoad);
  reference.set_kind(v1::EDGE_KIND_SUPPORTS);
  reference.mutable_target()->set_id(kTransport);
  Judge(edge);

  EXPECT_THAT(GetNode(kRoad).confirmed_by(), ElementsAre("李", "王"));
  EXPECT_EQ(GetNode(kRoad).confidence(), 1);
  EXPECT_THAT(GetNode(kRoad).reports(),
              ElementsAre(TinyGraph::kReport2024, TinyGraph::kReport2025));
  v1::ExpandRequest expand;
  expand.set_id(kTransport);
  expand.add_edge_kinds(v1::EDGE_KIND_SUPPORTS);
  v1::ExpandResponse expanded;
  ASSERT_THAT(Call(&v1::GraphService::Stub::Expand, server_.graph(), expand, &expanded), IsOk());
  ASSERT_THAT(expanded.neighbors(), SizeIs(1));
  EXPECT_THAT(expanded.neighbors(0).edge().confirmed_by(), ElementsAre("李"));
}

TEST_F(CurationServiceTest, UndoGivesBackTheFormerExport) {
  const std::string before = Export();
  Judge(MergeRequest(kRoad, kRailway));
  v1::CreateJudgementRequest reject = Request();
  reject.mutable_action()->mutable_reject()->mutable_node()->set_id(kCity);
  Judge(reject);
  v1::CreateJudgementRequest add = Request();
  add.mutable_action()->mutable_add()->mutable_node()->set_kind(v1::NODE_KIND_AGENCY);
  add.mutable_action()->mutable_add()->mutable_node()->set_name("某局");
  Judge(add);
  v1::CreateJudgementRequest split = Request();
  split.mutable_action()->mutable_split()->mutable_node()->set_id(kRailway);
  split.mutable_action()->mutable_split()->set_name("市域铁路二期");
  split.mutable_action()->mutable_split()->add_shares()->set_report(
      std::string(TinyGraph::kReport2025));
  Judge(split);
  EXPECT_NE(Export(), before);
  // In another order than they were made.
  for (const uint64_t id : {2, 4, 1, 3}) EXPECT_THAT(Undo(id), IsOk());
  EXPECT_EQ(Export(), before);
  EXPECT_THAT(List().judgements(), IsEmpty());
}

TEST_F(CurationServiceTest, ListIsFilteredAndPaged) {
  Judge(RenameRequest(kRoad, "一"));
  Judge(RenameRequest(kRailway, "二"));
  Judge(RenameRequest(kRoad, "三"));
  ASSERT_THAT(Undo(1), IsOk());

  const auto ids = [](const v1::ListJudgementsResponse& response) {
    std::vector<uint64_t> ids;
    for (const v1::Judgement& judgement : response.judgements()) ids.push_back(judgement.id());
    return ids;
  };
  EXPECT_THAT(ids(List()), ElementsAre(2, 3));
  v1::ListJudgementsRequest request;
  request.set_include_undone(true);
  request.set_page_size(2);
  const v1::ListJudgementsResponse first = List(request);
  EXPECT_THAT(ids(first), ElementsAre(1, 2));
  EXPECT_EQ(first.total_size(), 3);
  EXPECT_EQ(first.judgements(0).undone().author(), "李");
  request.set_page_token(first.next_page_token());
  const v1::ListJudgementsResponse second = List(request);
  EXPECT_THAT(ids(second), ElementsAre(3));
  EXPECT_THAT(second.next_page_token(), IsEmpty());

  v1::ListJudgementsRequest of_node;
  of_node.set_node(kRoad);
  EXPECT_THAT(ids(List(of_node)), ElementsAre(3));
  v1::ListJudgementsRequest of_author;
  of_author.set_author("赵");
  EXPECT_THAT(List(of_author).judgements(), IsEmpty());
}

TEST_F(CurationServiceTest, CandidatesComeWithScoresAndReasonsInPages) {
  v1::CreateJudgementRequest add = Request();
  v1::AddedNode& node = *add.mutable_action()->mutable_add()->mutable_node();
  node.set_kind(v1::NODE_KIND_PROJECT);
  node.set_scope(std::string(TinyGraph::kPlace));
  for (const char* name : {"市域铁路工程", "北延线工程"}) {
    node.set_name(name);
    Judge(add);
  }
  v1::ListMergeCandidatesRequest request;
  request.set_kind(v1::NODE_KIND_PROJECT);
  request.set_page_size(1);
  v1::ListMergeCandidatesResponse page;
  ASSERT_THAT(Call(&v1::CurationService::Stub::ListMergeCandidates, curation(), request, &page),
              IsOk());
  EXPECT_EQ(page.total_size(), 2);
  ASSERT_THAT(page.candidates(), SizeIs(1));
  EXPECT_EQ(page.candidates(0).node().name(), "市域铁路工程");
  EXPECT_EQ(page.candidates(0).into().name(), "市域铁路");
  EXPECT_GT(page.candidates(0).score(), 0.7);
  EXPECT_THAT(page.candidates(0).reasons(),
              ElementsAre(v1::CANDIDATE_REASON_CONTAINED_NAME, v1::CANDIDATE_REASON_SHARED_PLACE));
  request.set_page_token(page.next_page_token());
  ASSERT_THAT(Call(&v1::CurationService::Stub::ListMergeCandidates, curation(), request, &page),
              IsOk());
  EXPECT_EQ(page.candidates(0).into().name(), "北延线");
  EXPECT_THAT(page.next_page_token(), IsEmpty());

  request.Clear();
  for (const v1::NodeKind kind :
       {v1::NODE_KIND_UNSPECIFIED, v1::NODE_KIND_STATEMENT, v1::NODE_KIND_COMMITMENT}) {
    request.set_kind(kind);
    EXPECT_THAT(Call(&v1::CurationService::Stub::ListMergeCandidates, curation(), request, &page),
                IsInvalidField("kind"));
  }
}

TEST_F(CurationServiceTest, BadFieldsAreNamed) {
  EXPECT_THAT(Try(Request()), IsInvalidField("action"));
  EXPECT_THAT(Try(RenameRequest("x", "名")), IsInvalidField("rename.node.id"));
  EXPECT_THAT(Try(RenameRequest(kRoad, "")), IsInvalidField("rename.name"));
  EXPECT_THAT(Try(RenameRequest(kRoad, std::string(1001, 'a'))), IsInvalidField("rename.name"));
  v1::CreateJudgementRequest request = RenameRequest(kRoad, "名");
  request.clear_author();
  EXPECT_THAT(Try(request), IsInvalidField("author"));
  request = RenameRequest(kRoad, "名");
  request.clear_reason();
  EXPECT_THAT(Try(request), IsInvalidField("reason"));
  request = RenameRequest(kRoad, "名");
  request.mutable_time()->set_seconds(int64_t{1} << 40);
  EXPECT_THAT(Try(request), IsInvalidField("time"));
  request = Request();
  request.mutable_action()->mutable_reject();
  EXPECT_THAT(Try(request), IsInvalidField("reject"));
  request.mutable_action()->mutable_reject()->mutable_edge()->mutable_source()->set_id(kRoad);
  request.mutable_action()->mutable_reject()->mutable_edge()->mutable_target()->set_id(kCity);
  EXPECT_THAT(Try(request), IsInvalidField("reject.edge.kind"));
  request = Request();
  request.mutable_action()->mutable_split()->mutable_node()->set_id(kRoad);
  request.mutable_action()->mutable_split()->set_name("分");
  EXPECT_THAT(Try(request), IsInvalidField("split.shares"));
  request = Request();
  request.mutable_action()->mutable_add()->mutable_node()->set_name("名");
  EXPECT_THAT(Try(request), IsInvalidField("add.node.kind"));
  EXPECT_THAT(Undo(0), IsInvalidField("id"));
  EXPECT_THAT(Undo(1, ""), IsInvalidField("author"));
}

TEST_F(CurationServiceTest, FailuresCarryTheirReasons) {
  using grpc::StatusCode;
  const std::string absent = TinyGraph::Project("无").ToHex();
  EXPECT_THAT(Try(RenameRequest(absent, "名")), IsError(StatusCode::NOT_FOUND, "NODE_NOT_FOUND"));
  EXPECT_THAT(Try(MergeRequest(kRoad, kCity)),
              IsError(StatusCode::FAILED_PRECONDITION, "JUDGEMENT_CONFLICT"));
  EXPECT_THAT(Undo(5), IsError(StatusCode::NOT_FOUND, "JUDGEMENT_NOT_FOUND"));
  v1::CreateJudgementRequest request = RenameRequest(kRoad, "名");
  request.set_expected_revision(1);
  EXPECT_THAT(Try(request), IsError(StatusCode::ABORTED, "CONCURRENT_CHANGE"));
  request = Request();
  v1::EdgeReference& edge = *request.mutable_action()->mutable_reject()->mutable_edge();
  edge.mutable_source()->set_id(kTransport);
  edge.set_kind(v1::EDGE_KIND_SUPPORTS);
  edge.mutable_target()->set_id(kCity);
  EXPECT_THAT(Try(request), IsError(StatusCode::NOT_FOUND, "EDGE_NOT_FOUND"));
}

TEST_F(CurationServiceTest, AJudgementAsListedCanBeMadeAgainElsewhere) {
  Judge(MergeRequest(kRoad, kRailway));
  Judge(RenameRequest(kRailway, "市域铁路S11线"));
  const v1::ListJudgementsResponse listed = List();

  TestServer other(TinyGraph::Deltas());
  for (const bool again : {false, true}) {
    for (const v1::Judgement& judgement : listed.judgements()) {
      v1::CreateJudgementRequest request;
      *request.mutable_action() = judgement.action();
      request.set_author(judgement.author());
      request.set_reason(judgement.reason());
      *request.mutable_time() = judgement.time();
      v1::CreateJudgementResponse response;
      ASSERT_THAT(
          Call(&v1::CurationService::Stub::CreateJudgement, other.curation(), request, &response),
          IsOk());
      EXPECT_EQ(response.effect(),
                again ? v1::JUDGEMENT_EFFECT_UNCHANGED : v1::JUDGEMENT_EFFECT_CREATED);
      EXPECT_EQ(response.judgement().time().nanos(), judgement.time().nanos());
    }
  }
}

}  // namespace
}  // namespace policygraph::service
