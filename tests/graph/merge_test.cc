#include "graph/store/merge.h"

#include <array>

#include "gmock/gmock.h"
#include "graph/store/memory_store.h"
#include "gtest/gtest.h"

namespace policygraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const ReportId kReports[] = {ReportId::Of("a-2024"), ReportId::Of("b-2024"),
                             ReportId::Of("c-2024")};

NodeAssertion Say(const ReportId& report, const std::string& name,
                  std::vector<std::string> aliases = {}, NodeDetails details = {}) {
  return {.report = report,
          .node = {.id = NodeId::Of(NodeKind::kIndicator, "", name),
                   .kind = NodeKind::kIndicator,
                   .name = name,
                   .aliases = std::move(aliases),
                   .details = std::move(details)}};
}

EdgeAssertion Say(const ReportId& report, const EdgeKey& key, Stage stage) {
  return {.report = report, .key = key, .stage = stage};
}

TEST(MergeTest, AliasesAreTheSortedUnion) {
  const NodeAssertion said[] = {Say(kReports[0], "地区生产总值", {"GDP", "总值"}),
                                Say(kReports[1], "地区生产总值"),
                                Say(kReports[2], "地区生产总值", {"B", "GDP"})};
  EXPECT_THAT(MergeNode(said).node.aliases, ElementsAre("B", "GDP", "总值"));
}

TEST(MergeTest, DetailsAreTheFirstThatSayAnything) {
  const IndicatorDetails first{"元", BetterDirection::kUp}, second{"万元", BetterDirection::kDown};
  const NodeAssertion said[] = {
      Say(kReports[0], "税收"), Say(kReports[0], "税收", {}, IndicatorDetails()),
      Say(kReports[1], "税收", {}, first), Say(kReports[2], "税收", {}, second)};
  EXPECT_EQ(MergeNode(said).node.details, NodeDetails(first));
}

TEST(MergeTest, EvidenceStaysWithItsReportAndTheFirstDerivationStands) {
  NodeAssertion said[] = {Say(kReports[0], "税收"), Say(kReports[1], "税收"),
                          Say(kReports[2], "税收")};
  said[0].evidence = {{1, {2, 3}, "q", "r"}};
  said[1].derivation = "lexicon";
  said[2].derivation = "divisions";
  const MergedNode merged = MergeNode(said);
  EXPECT_EQ(merged.derivation, "lexicon");
  EXPECT_THAT(merged.reports,
              ElementsAre(ReportEvidence{kReports[0], said[0].evidence},
                          ReportEvidence{kReports[1], {}}, ReportEvidence{kReports[2], {}}));
}

TEST(MergeTest, ConfidenceIsThatOfTheSurestReport) {
  NodeAssertion said[] = {Say(kReports[0], "税收"), Say(kReports[1], "税收")};
  said[0].confidence = 60;
  said[1].confidence = 80;
  EXPECT_EQ(MergeNode(said).confidence, 80);
}

TEST(MergeTest, StageIsTheFurthest) {
  const EdgeKey key{NodeId::Of(NodeKind::kOutcome, "", "o"), EdgeKind::kAdvances,
                    NodeId::Of(NodeKind::kProject, "", "p")};
  const EdgeAssertion said[] = {Say(kReports[0], key, Stage::kStarted),
                                Say(kReports[1], key, Stage::kCompleted),
                                Say(kReports[2], key, Stage::kUnspecified)};
  const MergedEdge merged = MergeEdge(said);
  EXPECT_EQ(merged.stage, Stage::kCompleted);
  EXPECT_EQ(merged.key, key);
}

// Two nodes and two edges, the first of each said by two reports.
class MergedReadTest : public testing::Test {
 protected:
  MergedReadTest() {
    Commit commit;
    commit.put_nodes = {Say(kReports[0], "甲", {"x"}), Say(kReports[1], "甲", {"y"}),
                        Say(kReports[0], "乙")};
    commit.put_edges = {Say(kReports[0], edges_[0], Stage::kPlanned),
                        Say(kReports[1], edges_[0], Stage::kStarted),
                        Say(kReports[1], edges_[1], Stage::kPlanned)};
    EXPECT_TRUE(store_.Apply(commit).ok());
  }

  const NodeId a_ = Say(kReports[0], "甲").node.id;
  const NodeId b_ = Say(kReports[0], "乙").node.id;
  const std::array<EdgeKey, 2> edges_ = {EdgeKey{NodeId(), EdgeKind::kAdvances, a_},
                                         EdgeKey{NodeId(), EdgeKind::kAwarded, a_}};
  MemoryStore store_;
};

TEST_F(MergedReadTest, ReadingKeepsTheOrderAskedForAndLeavesOutWhatIsAbsent) {
  const auto snapshot = store_.Snapshot().value();
  const NodeId ids[] = {b_, NodeId(), a_};
  const auto nodes = ReadMergedNodes(*snapshot, ids).value();
  ASSERT_EQ(nodes.size(), 2u);
  EXPECT_EQ(nodes[0].node.name, "乙");
  EXPECT_THAT(nodes[1].node.aliases, ElementsAre("x", "y"));
  const EdgeKey keys[] = {edges_[1], {a_, EdgeKind::kPartOf, a_}, edges_[0]};
  const auto edges = ReadMergedEdges(*snapshot, keys).value();
  ASSERT_EQ(edges.size(), 2u);
  EXPECT_EQ(edges[0].key, edges_[1]);
  EXPECT_EQ(edges[1].stage, Stage::kStarted);
}

TEST_F(MergedReadTest, ScanningVisitsEachElementOnceUntilTheVisitorStops) {
  const auto snapshot = store_.Snapshot().value();
  std::vector<NodeId> nodes;
  const auto visit_all = [&](const MergedNode& merged) {
    nodes.push_back(merged.node.id);
    EXPECT_EQ(merged.reports.size(), merged.node.id == a_ ? 2u : 1u);
    return true;
  };
  ASSERT_TRUE(ScanMergedNodes(*snapshot, NodeId(), visit_all).ok());
  EXPECT_THAT(nodes, ElementsAre(std::min(a_, b_), std::max(a_, b_)));

  std::vector<EdgeKey> edges;
  const auto visit_one = [&](const MergedEdge& merged) {
    edges.push_back(merged.key);
    return false;
  };
  ASSERT_TRUE(ScanMergedEdges(*snapshot, edges_[0], visit_one).ok());
  ASSERT_TRUE(ScanMergedEdges(*snapshot, edges_[1], visit_one).ok());
  EXPECT_THAT(edges, ElementsAre(edges_[0], edges_[1]));

  edges.clear();
  const EdgeKey after{a_, EdgeKind::kAwarded, a_};
  ASSERT_TRUE(ScanMergedEdges(*snapshot, after, visit_one).ok());
  EXPECT_THAT(edges, IsEmpty());
}

}  // namespace
}  // namespace policygraph
