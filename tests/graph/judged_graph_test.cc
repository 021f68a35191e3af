// Judgements as readers of the graph see them, on every back end.

#include "graph/curation/judged_graph.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "fmt/format.h"
#include "gmock/gmock.h"
#include "graph/base/error.h"
#include "graph/curation/retraction.h"
#include "graph/curation/write_judgement.h"
#include "graph/store/merge.h"
#include "graph/store/report_writer.h"
#include "gtest/gtest.h"
#include "tests/graph/back_ends.h"
#include "tests/graph/delta_builder.h"
#include "tests/graph/judgement_oracle.h"
#include "tests/support/tiny_graph.h"

namespace policygraph {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using enum NodeKind;

ErrorReason ReasonOf(const absl::Status& status) {
  return GetErrorInfo(status).value_or(ErrorInfo()).reason;
}

NodeReference Named(const NodeId& id) { return {.id = id}; }

EdgeReference Joining(const NodeId& source, EdgeKind kind, const NodeId& target) {
  return {.source = Named(source), .kind = kind, .target = Named(target)};
}

const NodeId kRailway = TinyGraph::Project("市域铁路");
const NodeId kRoad = TinyGraph::Project("北延线");
const NodeId kCity = TinyGraph::Strategy("同城融圈");
const NodeId kHealth = TinyGraph::Strategy("健康城市");
const NodeId kTransport = TinyGraph::Strategy("交通同城");

class JudgedGraphTest : public BackEndTest {
 protected:
  void SetUp() override {
    for (const GraphDelta& delta : TinyGraph::Deltas()) Write(delta);
  }

  void Write(const GraphDelta& delta) { ASSERT_TRUE(WriteReport(*store_, delta, {}).ok()); }

  JudgementRequest Request(JudgementAction action, const std::string& author = "王") {
    return {.action = std::move(action), .author = author, .reason = "试"};
  }

  absl::Status Try(JudgementAction action) {
    return MakeJudgement(*store_, Request(std::move(action))).status();
  }

  Judgement Judge(JudgementAction action) {
    const auto outcome = MakeJudgement(*store_, Request(std::move(action)));
    EXPECT_TRUE(outcome.ok()) << outcome.status();
    if (!outcome.ok()) return {};
    EXPECT_EQ(outcome->effect, JudgementEffect::kCreated);
    return outcome->judgement;
  }

  void Undo(uint64_t id) {
    const auto undone = UndoJudgement(*store_, {.judgement = id, .author = "李"});
    ASSERT_TRUE(undone.ok()) << undone.status();
  }

  JudgedGraph Judged() { return ApplyJudgements(store_->Snapshot().value()).value(); }

  std::optional<MergedNode> Find(const NodeId& id) {
    const auto nodes = ReadMergedNodes(*Judged().snapshot, std::span(&id, 1)).value();
    return nodes.empty() ? std::nullopt : std::optional(nodes.front());
  }

  std::optional<MergedEdge> Find(const EdgeKey& key) {
    const auto edges = ReadMergedEdges(*Judged().snapshot, std::span(&key, 1)).value();
    return edges.empty() ? std::nullopt : std::optional(edges.front());
  }

  // All of the judged graph, in order.
  static ReportAssertions ReadAll(const GraphSnapshot& snapshot) {
    ReportAssertions all;
    EXPECT_TRUE(snapshot
                    .ScanNodes(NodeId(),
                               [&](const NodeAssertion& node) {
                                 all.nodes.push_back(node);
                                 return true;
                               })
                    .ok());
    EXPECT_TRUE(snapshot
                    .ScanEdges(EdgeKey{.kind = static_cast<EdgeKind>(0)},
                               [&](const EdgeAssertion& edge) {
                                 all.edges.push_back(edge);
                                 return true;
                               })
                    .ok());
    return all;
  }

  ReportAssertions ReadAll() { return ReadAll(*Judged().snapshot); }
};

INSTANTIATE_FOR_ALL_BACK_ENDS(JudgedGraphTest);

TEST_P(JudgedGraphTest, RenamedNodeKeepsItsIdAndFormerName) {
  Judge(Rename{Named(kRailway), "市域铁路S11线"});
  const MergedNode node = Find(kRailway).value();
  EXPECT_EQ(node.node.name, "市域铁路S11线");
  EXPECT_THAT(node.node.aliases, ElementsAre("市域铁路"));
  EXPECT_THAT(node.reports, SizeIs(2));
}

TEST_P(JudgedGraphTest, MergedNodeHasNamesEvidenceAndEdgesOfBoth) {
  Judge(Merge{Named(kRoad), Named(kRailway)});
  EXPECT_EQ(Find(kRoad), std::nullopt);
  EXPECT_EQ(Judged().Resolve(kRoad), kRailway);
  const MergedNode node = Find(kRailway).value();
  EXPECT_THAT(node.node.aliases, ElementsAre("北延线"));
  ASSERT_THAT(node.reports, SizeIs(2));
  const auto report = std::ranges::find(node.reports, ReportId::Of(TinyGraph::kReport2024),
                                        &ReportEvidence::report);
  EXPECT_THAT(report->evidence, SizeIs(2)) << "the report names them at two places";
  EXPECT_TRUE(Find(EdgeKey{kRailway, EdgeKind::kSupports, kTransport}).has_value());
  EXPECT_TRUE(Find(EdgeKey{kRailway, EdgeKind::kSupports, kCity}).has_value());
  EXPECT_EQ(Find(EdgeKey{kRoad, EdgeKind::kSupports, kTransport}), std::nullopt);
}

TEST_P(JudgedGraphTest, MergeDropsTheEdgeBetweenTheTwo) {
  Judge(Merge{Named(kTransport), Named(kCity)});
  EXPECT_EQ(Find(EdgeKey{kCity, EdgeKind::kPartOf, kCity}), std::nullopt);
  EXPECT_TRUE(Find(EdgeKey{kRoad, EdgeKind::kSupports, kCity}).has_value());
}

TEST_P(JudgedGraphTest, IdOfAMergedNodeMeansItsSurvivorInLaterJudgements) {
  Judge(Merge{Named(kRoad), Named(kRailway)});
  const Judgement renamed = Judge(Rename{Named(kRoad), "城际铁路"});
  EXPECT_EQ(std::get<Rename>(renamed.action).node,
            (NodeReference{kRailway, kProject, std::string(TinyGraph::kPlace), "市域铁路"}));
  EXPECT_EQ(Find(kRailway)->node.name, "城际铁路");
  Judge(Merge{Named(kRoad), Named(TinyGraph::Project("换乘站"))});
  EXPECT_EQ(Judged().Resolve(kRoad), TinyGraph::Project("换乘站"));
}

TEST_P(JudgedGraphTest, SplitByReportTakesItsEvidenceAndEdges) {
  const NodeId made = TinyGraph::Project("市域铁路二期");
  const Judgement split = Judge(Split{
      Named(kRailway), {.name = "市域铁路二期"}, {{std::string(TinyGraph::kReport2025), {}}}});
  EXPECT_EQ(std::get<Split>(split.action).made.id, made);
  EXPECT_THAT(Find(made)->reports, SizeIs(1));
  EXPECT_THAT(Find(kRailway)->reports, SizeIs(1));
  const EdgeKey old_edge{kRailway, EdgeKind::kSupports, kCity};
  const EdgeKey new_edge{made, EdgeKind::kSupports, kCity};
  EXPECT_EQ(Find(old_edge)->reports.front().report, ReportId::Of(TinyGraph::kReport2024));
  EXPECT_EQ(Find(new_edge)->reports.front().report, ReportId::Of(TinyGraph::kReport2025));
}

TEST_P(JudgedGraphTest, MergedNodeCanBeSplitOffAgain) {
  const NodeId joined = TinyGraph::Project("市域铁路二期");
  Judge(Rename{Named(kRailway), "市域铁路一期"});
  Judge(Split{
      Named(kRailway), {.name = "市域铁路二期"}, {{std::string(TinyGraph::kReport2025), {}}}});
  Judge(Merge{Named(joined), Named(kRailway)});
  EXPECT_THAT(Find(kRailway)->node.aliases, ElementsAre("市域铁路", "市域铁路二期"));
  EXPECT_EQ(Judged().Resolve(joined), kRailway);

  const Split again{
      Named(kRailway), {.name = "市域铁路二期"}, {{std::string(TinyGraph::kReport2025), {}}}};
  const Judgement split = Judge(again);
  EXPECT_EQ(std::get<Split>(split.action).made.id, joined);
  EXPECT_EQ(Judged().Resolve(joined), joined);
  EXPECT_THAT(Find(joined)->reports, SizeIs(1));
  EXPECT_THAT(Find(kRailway)->node.aliases, ElementsAre("市域铁路")) << "its name is no alias now";
  EXPECT_TRUE(Find(EdgeKey{joined, EdgeKind::kSupports, kCity}).has_value());
  EXPECT_EQ(MakeJudgement(*store_, Request(again))->effect, JudgementEffect::kUnchanged);

  Undo(split.id);
  EXPECT_EQ(Judged().Resolve(joined), kRailway);
  EXPECT_THAT(Find(kRailway)->node.aliases, ElementsAre("市域铁路", "市域铁路二期"));
}

TEST_P(JudgedGraphTest, NodeThatTwoReportsNameDifferentlyIsSplitByReport) {
  const auto county = [](const std::string& report, const std::string& alias) {
    DeltaBuilder builder(report);
    builder.Node(kCounty, "丙区", "510604").node.aliases = {alias};
    return builder.Build();
  };
  Write(county("old-2016", "丙县"));
  Write(county("new-2018", "丙"));
  const NodeId district = NodeId::Of(kCounty, "510604", "丙区");
  ASSERT_THAT(Find(district)->node.aliases, ElementsAre("丙", "丙县"));
  const ReportAssertions before = ReadAll();

  const Judgement split = Judge(Split{Named(district), {.name = "丙县"}, {{"old-2016", {}}}});
  const NodeId former = std::get<Split>(split.action).made.id;
  EXPECT_THAT(Find(former)->reports, SizeIs(1));
  EXPECT_EQ(Find(former)->node.name, "丙县");
  EXPECT_THAT(Find(district)->node.aliases, ElementsAre("丙"));
  Undo(split.id);
  EXPECT_EQ(ReadAll(), before);
}

TEST_P(JudgedGraphTest, SplitBySentenceTakesWhatTheSentenceSays) {
  DeltaBuilder builder("sentences-2024");
  NodeAssertion& park = builder.Node(kProject, "产业园", "510600");
  park.node.aliases = {"北园", "园区"};
  park.evidence = {{0, {0, 2}, "园区", "r"}, {3, {9, 11}, "北园", "r"}};
  NodeAssertion& one = builder.Node(kStrategy, "战略一");
  NodeAssertion& two = builder.Node(kStrategy, "战略二");
  builder.Edge(park, EdgeKind::kSupports, one).evidence = {{0, {0, 4}, "园区建设", "r"}};
  builder.Edge(park, EdgeKind::kSupports, two).evidence = {{0, {0, 4}, "园区建设", "r"},
                                                           {3, {9, 12}, "建北园", "r"}};
  GraphDelta delta = builder.Build();
  delta.report.statements = 4;
  Write(delta);

  Judge(Split{Named(park.node.id), {.name = "北园"}, {{"sentences-2024", {3}}}, {"北园"}});
  const NodeId made = NodeId::Of(kProject, "510600", "北园");
  EXPECT_THAT(Find(made)->reports.front().evidence, ElementsAre(park.evidence[1]));
  EXPECT_THAT(Find(made)->node.aliases, IsEmpty());
  EXPECT_THAT(Find(park.node.id)->reports.front().evidence, ElementsAre(park.evidence[0]));
  EXPECT_THAT(Find(park.node.id)->node.aliases, ElementsAre("园区"));
  EXPECT_EQ(Find(EdgeKey{made, EdgeKind::kSupports, one.node.id}), std::nullopt);
  EXPECT_TRUE(Find(EdgeKey{made, EdgeKind::kSupports, two.node.id}).has_value());
  EXPECT_THAT(Find(EdgeKey{park.node.id, EdgeKind::kSupports, two.node.id})->reports[0].evidence,
              SizeIs(1));
}

TEST_P(JudgedGraphTest, RejectedNodeIsGoneWithItsEdges) {
  Judge(Reject{Named(kRailway)});
  EXPECT_EQ(Find(kRailway), std::nullopt);
  for (const EdgeAssertion& edge : ReadAll().edges) {
    EXPECT_NE(edge.key.source, kRailway);
    EXPECT_NE(edge.key.target, kRailway);
  }
}

TEST_P(JudgedGraphTest, RejectedEdgeLeavesItsNodes) {
  const EdgeKey key{kRoad, EdgeKind::kSupports, kTransport};
  Judge(Reject{Joining(kRoad, EdgeKind::kSupports, kTransport)});
  EXPECT_EQ(Find(key), std::nullopt);
  EXPECT_TRUE(Find(kRoad).has_value());
  EXPECT_TRUE(Find(kTransport).has_value());
}

TEST_P(JudgedGraphTest, AddedElementsNameTheJudgementAndItsAuthor) {
  const NodeId added = NodeId::Of(kStrategy, "", "智慧城市");
  Judge(AddNode{{.kind = kStrategy, .name = "智慧城市"}, {"数字城市"}});
  Judge(AddEdge{Joining(kRailway, EdgeKind::kSupports, added), Stage::kUnspecified});
  EXPECT_EQ(Find(added)->derivation, "judgement 1 by 王");
  EXPECT_THAT(Find(added)->node.aliases, ElementsAre("数字城市"));
  EXPECT_THAT(Find(added)->reports, IsEmpty());
  EXPECT_EQ(Find(EdgeKey{kRailway, EdgeKind::kSupports, added})->derivation, "judgement 2 by 王");
  // Without the node that it leads to the edge is not shown.
  Undo(1);
  EXPECT_EQ(Find(EdgeKey{kRailway, EdgeKind::kSupports, added}), std::nullopt);
}

TEST_P(JudgedGraphTest, ConfirmationNamesEachAuthorOnce) {
  Judge(Confirm{Named(kRoad)});
  ASSERT_TRUE(MakeJudgement(*store_, Request(Confirm{Named(kRoad)}, "李")).ok());
  Judge(Confirm{Joining(kRoad, EdgeKind::kSupports, kTransport)});
  EXPECT_THAT(Find(kRoad)->confirmed_by, testing::UnorderedElementsAre("王", "李"));
  EXPECT_THAT(Find(kTransport)->confirmed_by, ElementsAre("王")) << "an edge's nodes go with it";
  EXPECT_THAT(Find(kRoad)->reports, SizeIs(2));
  EXPECT_THAT(Find(EdgeKey{kRoad, EdgeKind::kSupports, kTransport})->confirmed_by,
              ElementsAre("王"));
  EXPECT_EQ(MakeJudgement(*store_, Request(Confirm{Named(kRoad)})).value().effect,
            JudgementEffect::kUnchanged);
}

TEST_P(JudgedGraphTest, UndoRestoresExactlyWhatWasThere) {
  const std::vector<JudgementAction> actions = {
      Rename{Named(kRailway), "铁路"},
      Merge{Named(kRoad), Named(kRailway)},
      Split{Named(kRailway), {.name = "分"}, {{std::string(TinyGraph::kReport2025), {}}}},
      Reject{Named(kCity)},
      Reject{Joining(kRoad, EdgeKind::kSupports, kTransport)},
      AddNode{{.kind = kAgency, .name = "某局"}},
      AddEdge{Joining(kRoad, EdgeKind::kSupports, kHealth)},
      Confirm{Named(kHealth)}};
  const ReportAssertions before = ReadAll();
  for (const JudgementAction& action : actions) {
    const Judgement judgement = Judge(action);
    EXPECT_NE(ReadAll(), before);
    Undo(judgement.id);
    EXPECT_EQ(ReadAll(), before);
  }
}

TEST_P(JudgedGraphTest, JudgementsOutlastRetractingAndLoadingAgain) {
  Judge(Rename{Named(kHealth), "健康之城"});
  Judge(Merge{Named(kRoad), Named(kRailway)});
  Judge(Reject{Named(TinyGraph::Project("换乘站"))});
  Judge(Confirm{Named(kTransport)});
  const ReportAssertions before = ReadAll();
  const GraphDelta delta = TinyGraph::Deltas()[0];
  ASSERT_TRUE(RetractReport(*store_, delta.report.name, {}).ok());
  EXPECT_EQ(Find(kHealth), std::nullopt);
  EXPECT_EQ(Find(kTransport), std::nullopt) << "a confirmation asserts nothing by itself";
  Write(delta);
  EXPECT_EQ(ReadAll(), before);
}

TEST_P(JudgedGraphTest, SurvivorStaysWhenOnlyTheMergedNodeIsLoadedAgain) {
  Judge(Merge{Named(kHealth), Named(kTransport)});
  ASSERT_TRUE(RetractReport(*store_, std::string(TinyGraph::kReport2024), {}).ok());
  DeltaBuilder builder("other-2024");
  builder.Node(kStrategy, "健康城市", std::string(TinyGraph::kPlace));
  Write(builder.Build());
  EXPECT_EQ(Find(kTransport)->node.name, "交通同城");
  EXPECT_THAT(Find(kTransport)->node.aliases, ElementsAre("健康城市"));
}

TEST_P(JudgedGraphTest, ReadsByReportSeeTheJudgedGraph) {
  Judge(Merge{Named(kRoad), Named(kRailway)});
  Judge(Reject{Named(kHealth)});
  const JudgedGraph judged = Judged();
  const ReportAssertions all = ReadAll(*judged.snapshot);
  for (const std::string_view name : {TinyGraph::kReport2024, TinyGraph::kReport2025}) {
    const ReportId report = ReportId::Of(name);
    ReportAssertions expected;
    std::ranges::copy_if(all.nodes, std::back_inserter(expected.nodes),
                         [&](const NodeAssertion& node) { return node.report == report; });
    std::ranges::copy_if(all.edges, std::back_inserter(expected.edges),
                         [&](const EdgeAssertion& edge) { return edge.report == report; });
    EXPECT_EQ(judged.snapshot->AssertionsOfReport(report).value(), expected);
  }
}

TEST_P(JudgedGraphTest, WhatIsAbsentOrContradictsIsRefusedWithTheRemedy) {
  const NodeId absent = NodeId::Of(kProject, "", "无");
  const NodeId statement = NodeId::Of(kStatement, "", "s");
  struct Case {
    JudgementAction action;
    ErrorReason reason;
    const char* says;
  };
  const Case cases[] = {
      {Rename{Named(absent), "名"}, ErrorReason::kNodeNotFound, "SearchNodes"},
      {Rename{Named(kRoad), "北延线"}, ErrorReason::kJudgementConflict, "has that name"},
      {Rename{Named(kRoad), "市域铁路"}, ErrorReason::kJudgementConflict, "merge the two"},
      {Merge{Named(kRoad), Named(kRoad)}, ErrorReason::kJudgementConflict, "name two nodes"},
      {Merge{Named(kRoad), Named(kCity)}, ErrorReason::kJudgementConflict, "of two kinds"},
      {Merge{Named(kRoad), Named(absent)}, ErrorReason::kNodeNotFound, "merge.into"},
      {Split{Named(kRoad), {.name = "分"}, {{"无此", {}}}}, ErrorReason::kReportNotFound, "无此"},
      {Split{Named(kRoad), {.name = "分"}, {}}, ErrorReason::kJudgementConflict, "nothing goes"},
      {Split{Named(kHealth), {.name = "分"}, {{std::string(TinyGraph::kReport2025), {}}}},
       ErrorReason::kJudgementConflict, "does not assert"},
      {Split{Named(kHealth), {.name = "分"}, {{std::string(TinyGraph::kReport2024), {}}}},
       ErrorReason::kJudgementConflict, "everything goes"},
      {Split{Named(kRoad), {.name = "分"}, {{std::string(TinyGraph::kReport2024), {7}}}},
       ErrorReason::kJudgementConflict, "sentence 7"},
      {Split{Named(kRoad), {.name = "市域铁路"}, {}}, ErrorReason::kJudgementConflict,
       "another name"},
      {Split{Named(kRoad), {.name = "分"}, {}, {"别名"}}, ErrorReason::kJudgementConflict,
       "no alias"},
      {Reject{Named(absent)}, ErrorReason::kNodeNotFound, "no node"},
      {Reject{Joining(kRoad, EdgeKind::kSupports, kHealth)}, ErrorReason::kEdgeNotFound, "Expand"},
      {AddNode{{.kind = kProject, .scope = std::string(TinyGraph::kPlace), .name = "北延线"}},
       ErrorReason::kJudgementConflict, "is in the graph"},
      {AddNode{{.kind = kStatement, .name = "s"}}, ErrorReason::kJudgementConflict, "text itself"},
      {AddEdge{Joining(kRoad, EdgeKind::kSupports, kTransport)}, ErrorReason::kJudgementConflict,
       "confirm it"},
      {AddEdge{Joining(kRoad, EdgeKind::kTargets, kTransport)}, ErrorReason::kJudgementConflict,
       "allowed:"},
      {Confirm{Named(statement)}, ErrorReason::kNodeNotFound, "no node"},
  };
  const Revision before = store_->Snapshot().value()->revision();
  for (const Case& bad : cases) {
    const absl::Status status = Try(bad.action);
    EXPECT_EQ(ReasonOf(status), bad.reason) << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr(bad.says));
  }
  EXPECT_EQ(store_->Snapshot().value()->revision(), before);
}

TEST_P(JudgedGraphTest, RejectedNodeIsNamedWithItsJudgement) {
  Judge(Reject{Named(kRoad)});
  EXPECT_THAT(std::string(Try(Rename{Named(kRoad), "名"}).message()),
              HasSubstr("王 rejected it; undo judgement 1 first"));
  EXPECT_EQ(ReasonOf(Try(AddNode{
                {.kind = kProject, .scope = std::string(TinyGraph::kPlace), .name = "北延线"}})),
            ErrorReason::kJudgementConflict);
}

TEST_P(JudgedGraphTest, TheSameJudgementChangesNothing) {
  const JudgementAction action = Merge{Named(kRoad), Named(kRailway)};
  const Judgement first = Judge(action);
  const JudgementOutcome again = MakeJudgement(*store_, Request(action)).value();
  EXPECT_EQ(again.effect, JudgementEffect::kUnchanged);
  EXPECT_EQ(again.judgement, first);
  EXPECT_FALSE(MakeJudgement(*store_, Request(action, "李")).ok());
  // As a list gives it, with all that it tells.
  EXPECT_EQ(MakeJudgement(*store_, Request(first.action)).value().effect,
            JudgementEffect::kUnchanged);
}

TEST_P(JudgedGraphTest, BroughtJudgementIsKnownByItsTimeEvenIfUndone) {
  JudgementRequest request = Request(Rename{Named(kRoad), "北延"});
  request.time = absl::FromUnixSeconds(1'600'000'000);
  const Judgement first = MakeJudgement(*store_, request).value().judgement;
  EXPECT_EQ(first.time, *request.time);
  Undo(first.id);
  EXPECT_EQ(MakeJudgement(*store_, request).value().effect, JudgementEffect::kUnchanged);
  EXPECT_EQ(Find(kRoad)->node.name, "北延线");
}

TEST_P(JudgedGraphTest, RequestIdMakesACallSafeToRepeat) {
  JudgementRequest request = Request(Rename{Named(kRoad), "北延"});
  request.request_id = "one";
  const JudgementOutcome first = MakeJudgement(*store_, request).value();
  Judge(Rename{Named(kRoad), "再改"});
  const JudgementOutcome repeated = MakeJudgement(*store_, request).value();
  EXPECT_EQ(repeated.judgement, first.judgement);
  EXPECT_EQ(repeated.revision, first.revision);
  request.action = Reject{Named(kRoad)};
  EXPECT_EQ(ReasonOf(MakeJudgement(*store_, request).status()), ErrorReason::kRequestIdReused);

  const UndoRequest undo{.judgement = first.judgement.id, .author = "李", .request_id = "two"};
  const Judgement undone = UndoJudgement(*store_, undo).value();
  EXPECT_EQ(UndoJudgement(*store_, undo).value(), undone);
  EXPECT_EQ(ReasonOf(UndoJudgement(*store_, {.judgement = 1, .author = "李"}).status()),
            ErrorReason::kJudgementConflict);
  EXPECT_EQ(ReasonOf(UndoJudgement(*store_, {.judgement = 9, .author = "李"}).status()),
            ErrorReason::kJudgementNotFound);
}

TEST_P(JudgedGraphTest, ExpectedRevisionAndValidateOnlyWriteNothing) {
  const Revision newest = store_->Snapshot().value()->revision();
  JudgementRequest request = Request(Rename{Named(kRoad), "北延"});
  request.expected = Revision{newest.number - 1};
  EXPECT_EQ(ReasonOf(MakeJudgement(*store_, request).status()), ErrorReason::kConcurrentChange);
  request.expected = newest;
  request.validate_only = true;
  EXPECT_EQ(MakeJudgement(*store_, request).value().effect, JudgementEffect::kValidated);
  EXPECT_EQ(store_->Snapshot().value()->revision(), newest);
  request.validate_only = false;
  EXPECT_EQ(MakeJudgement(*store_, request).value().revision, newest.next());
}

TEST_P(JudgedGraphTest, EachJudgementIsOneCommitWithItsAuthor) {
  const Revision before = store_->Snapshot().value()->revision();
  const Judgement judgement = Judge(Merge{Named(kRoad), Named(kRailway)});
  Undo(judgement.id);
  const auto commits = store_->Snapshot().value()->CommitsAfter(before, 10).value();
  ASSERT_THAT(commits, SizeIs(2));
  EXPECT_EQ(commits[0].note, "merge 北延线 into 市域铁路");
  EXPECT_EQ(commits[0].author, "王");
  EXPECT_EQ(commits[1].note, "undo judgement 1");
  EXPECT_EQ(commits[1].author, "李");
  EXPECT_EQ(judgement.revision, commits[0].revision);
}

// Any judgements on any reports, with reports that come and go and judgements that are undone:
// what readers see is what a plain walk through everything makes of it.
std::map<NodeId, NodeKind> NodesIn(const ReportAssertions& graph) {
  std::map<NodeId, NodeKind> nodes;
  for (const NodeAssertion& node : graph.nodes) nodes[node.node.id] = node.node.kind;
  return nodes;
}

std::map<EdgeKey, EdgeKind> EdgesIn(const ReportAssertions& graph) {
  std::map<EdgeKey, EdgeKind> edges;
  for (const EdgeAssertion& edge : graph.edges) edges[edge.key] = edge.key.kind;
  return edges;
}

// How many of each kind are not left.
template <typename Element, typename Kind>
std::map<Kind, size_t> Gone(const std::map<Element, Kind>& before,
                            const std::map<Element, Kind>& left) {
  std::map<Kind, size_t> gone;
  for (const auto& [element, kind] : before) {
    if (!left.contains(element)) ++gone[kind];
  }
  return gone;
}

TEST_P(JudgedGraphTest, RetractionCountsWhatReadersNoLongerSee) {
  const auto count = [&] {
    return CountRetracted(store_->Snapshot().value(), ReportId::Of(TinyGraph::kReport2024)).value();
  };
  const RetractionCounts stored = count();
  Judge(Merge{Named(TinyGraph::Project("换乘站")), Named(kRailway)});
  EXPECT_EQ(count().nodes.at(kProject), stored.nodes.at(kProject) - 1)
      << "what is merged into a node that stays does not go";
  Judge(AddEdge{Joining(kHealth, EdgeKind::kPartOf, kTransport)});
  EXPECT_GT(count().edges.at(EdgeKind::kPartOf), stored.edges.at(EdgeKind::kPartOf))
      << "an edge of people's goes with its end";
}

TEST_P(JudgedGraphTest, AgreesWithThePlainWay) {
  std::mt19937 random(20260701);
  const auto below = [&](size_t end) {
    return std::uniform_int_distribution<size_t>(0, end - 1)(random);
  };
  const std::vector<std::string> reports = {"a-2024", "b-2024", "c-2024"};
  for (const std::string& report : reports) Write(RandomDelta(random, report, 6, 5));
  size_t made = 0;
  for (int step = 0; step < 150; ++step) {
    const ReportAssertions graph = ReadAll();
    const NodeId node = graph.nodes[below(graph.nodes.size())].node.id;
    const NodeId other = graph.nodes[below(graph.nodes.size())].node.id;
    const EdgeKey edge = graph.edges[below(graph.edges.size())].key;
    const EdgeReference joined = Joining(edge.source, edge.kind, edge.target);
    const std::string name = fmt::format("新名{}", below(20));
    absl::Status status;
    switch (below(12)) {
      case 0:
        status = Try(Rename{Named(node), name});
        break;
      case 1:
      case 2:
        status = Try(Merge{Named(node), Named(other)});
        break;
      case 3:
        status = Try(Split{Named(node), {.name = name}, {{reports[below(3)], {}}}});
        break;
      case 4:
        status = Try(Split{Named(node), {.name = name}, {{reports[below(3)], {0}}}});
        break;
      case 5:
        status = below(3) == 0 ? Try(Reject{Named(node)}) : Try(Reject{joined});
        break;
      case 6:
        status = Try(AddNode{{.kind = kProject, .scope = "510600", .name = name}, {"别名1"}});
        break;
      case 7:
        status = Try(AddEdge{Joining(node, EdgeKind::kSupports, other)});
        break;
      case 8:
        status = below(2) == 0 ? Try(Confirm{Named(node)}) : Try(Confirm{joined});
        break;
      case 9:
        if (made > 0) {
          UndoJudgement(*store_, {.judgement = 1 + below(made), .author = "李"}).IgnoreError();
        }
        break;
      case 10: {
        const std::string& report = reports[below(3)];
        const auto before = store_->Snapshot().value();
        if (!RetractReport(*store_, report, {}).ok()) break;
        const RetractionCounts counts = CountRetracted(before, ReportId::Of(report)).value();
        const ReportAssertions left = ReadAll();
        ASSERT_EQ(counts.nodes, Gone(NodesIn(graph), NodesIn(left))) << "step " << step;
        ASSERT_EQ(counts.edges, Gone(EdgesIn(graph), EdgesIn(left))) << "step " << step;
        break;
      }
      default:
        Write(RandomDelta(random, reports[below(3)], 6, 5));
    }
    EXPECT_FALSE(absl::IsInternal(status)) << status;
    const auto stored = store_->Snapshot().value();
    const std::vector<Judgement> judgements = stored->ListJudgements().value();
    made = judgements.size();
    const ReportAssertions expected = JudgedByHand(*stored, judgements);
    const ReportAssertions seen = ReadAll();
    ASSERT_EQ(seen.nodes, expected.nodes) << "step " << step;
    ASSERT_EQ(seen.edges, expected.edges) << "step " << step;
    std::set<NodeId> there;
    for (const NodeAssertion& said : seen.nodes) there.insert(said.node.id);
    for (const EdgeAssertion& said : seen.edges) {
      ASSERT_TRUE(there.contains(said.key.source) && there.contains(said.key.target));
    }
    if (seen.edges.empty()) Write(RandomDelta(random, reports[0], 6, 5));
  }
  EXPECT_GT(made, 20u) << "too few judgements were allowed to tell anything";
}

}  // namespace
}  // namespace policygraph
