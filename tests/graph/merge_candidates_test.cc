#include "graph/candidates/merge_candidates.h"

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "graph/curation/write_judgement.h"
#include "gtest/gtest.h"
#include "tests/graph/delta_builder.h"
#include "tests/support/stored_graph.h"

namespace policygraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using enum NodeKind;

absl::Status GoOn() { return absl::OkStatus(); }

MergeCandidates Find(const GraphState& state, const CandidateQuery& query = {}) {
  return FindMergeCandidates(state, query, GoOn).value();
}

TEST(CompareNamesTest, LongerNameThatHoldsTheOtherIsLikelierTheLessItAdds) {
  const auto close = CompareNames("三渔水库工程", "三渔水库").value();
  const auto far = CompareNames("三渔水库除险加固和配套设施工程", "三渔水库").value();
  EXPECT_EQ(close.reason, CandidateReason::kContainedName);
  EXPECT_GT(close.score, far.score);
}

TEST(CompareNamesTest, FewChangedCharactersAreSimilar) {
  EXPECT_EQ(CompareNames("甲市人民医院新院区", "甲市人民医院新园区")->reason,
            CandidateReason::kSimilarName);
  EXPECT_EQ(CompareNames("市图书馆", "市博物馆"), std::nullopt);
}

TEST(CompareNamesTest, MembersOfASeriesAreDifferentThings) {
  EXPECT_EQ(CompareNames("污水处理厂一期", "污水处理厂二期"), std::nullopt);
  EXPECT_EQ(CompareNames("市域铁路s11线工程", "市域铁路s13线工程"), std::nullopt);
  EXPECT_EQ(CompareNames("物流园东区", "物流园西区"), std::nullopt);
  EXPECT_EQ(CompareNames("污水处理厂", "污水处理厂二期"), std::nullopt);
}

TEST(MergeCandidatesTest, EachReasonIsNamedAndTheBetterConnectedNodeStays) {
  DeltaBuilder builder("a-2024");
  NodeAssertion& county = builder.Node(kCounty, "甲县", "510699");
  NodeAssertion& reservoir = builder.Node(kProject, "三渔水库", "510600");
  reservoir.node.aliases = {"三鱼水库"};
  builder.Edge(reservoir, EdgeKind::kLocatedIn, county);
  builder.Edge(reservoir, EdgeKind::kSupports, builder.Node(kStrategy, "水网"));
  NodeAssertion& works = builder.Node(kProject, "三渔水库工程", "510699");
  builder.Edge(works, EdgeKind::kLocatedIn, county);
  builder.Node(kProject, "三鱼水库", "510600");
  builder.Node(kProject, "“三渔”水库", "510600");
  builder.Node(kProject, "会展中心", "510600");
  const StoredGraph graph({builder.Build()});
  const Vertex kept = graph.At(reservoir.node.id);

  std::vector<std::vector<CandidateReason>> reasons;
  for (const MergeCandidate& pair : Find(graph.state()).candidates) {
    if (pair.into != kept) continue;
    reasons.push_back(pair.reasons);
    EXPECT_GT(pair.score, 0.5);
    EXPECT_LE(pair.score, 1);
  }
  EXPECT_THAT(
      reasons,
      ElementsAre(ElementsAre(CandidateReason::kSameName, CandidateReason::kSharedPlace),
                  ElementsAre(CandidateReason::kSharedAlias, CandidateReason::kSimilarName,
                              CandidateReason::kSharedPlace),
                  ElementsAre(CandidateReason::kContainedName, CandidateReason::kSharedPlace)));
}

TEST(MergeCandidatesTest, NamesakesOfTwoPlacesScoreLess) {
  DeltaBuilder builder("a-2024");
  builder.Node(kAgency, "市委", "510600");
  builder.Node(kAgency, "市委", "510700");
  const StoredGraph graph({builder.Build()});
  EXPECT_THAT(Find(graph.state(), {.kind = kAgency}).candidates, IsEmpty());
  EXPECT_THAT(Find(graph.state(), {.kind = kAgency, .min_score = 0.4}).candidates, SizeIs(1));
  EXPECT_THAT(
      Find(graph.state(), {.kind = kAgency, .scope = "510600", .min_score = 0.4}).candidates,
      IsEmpty());
}

TEST(MergeCandidatesTest, NodesThatAreBothConfirmedStayApart) {
  DeltaBuilder builder("a-2024");
  const NodeId one = builder.Node(kProject, "三渔水库", "510600").node.id;
  const NodeId two = builder.Node(kProject, "三渔水库工程", "510600").node.id;
  const StoredGraph before({builder.Build()});
  ASSERT_THAT(Find(before.state()).candidates, SizeIs(1));
  for (const NodeId& id : {one, two}) {
    ASSERT_TRUE(
        MakeJudgement(before.store(), {.action = Confirm{NodeReference{.id = id}}, .author = "王"})
            .ok());
  }
  const auto after = GraphState::Build(before.store().Snapshot().value()).value();
  EXPECT_THAT(Find(*after).candidates, IsEmpty());
}

TEST(MergeCandidatesTest, CommonNamesAreLeftOutAndSaidSo) {
  DeltaBuilder builder("a-2024");
  for (size_t i = 0; i <= kMaxNodesOfBigram; ++i) {
    builder.Node(kAgency, "办公室", std::to_string(510000 + i));
  }
  const StoredGraph graph({builder.Build()});
  const MergeCandidates found = Find(graph.state(), {.kind = kAgency, .min_score = 0});
  EXPECT_THAT(found.candidates, IsEmpty());
  EXPECT_TRUE(found.incomplete);
}

TEST(MergeCandidatesTest, EndsWithTheStatusOfWhoeverNoLongerWaits) {
  const StoredGraph graph({DeltaBuilder("a-2024").Build()});
  DeltaBuilder builder("b-2024");
  builder.Node(kProject, "水库");
  const StoredGraph other({builder.Build()});
  const auto gone = [] { return absl::CancelledError("gone"); };
  EXPECT_TRUE(absl::IsCancelled(FindMergeCandidates(other.state(), {}, gone).status()));
}

// Blocks must not lose a pair: every two nodes, compared one by one, give the same names.
TEST(MergeCandidatesTest, AgreesWithComparingAllPairs) {
  std::mt19937 random(7);
  const std::vector<std::string> characters = {"水", "库", "工", "程", "园", "区"};
  DeltaBuilder builder("a-2024");
  std::set<std::string> names;
  while (names.size() < 60) {
    std::string name;
    const size_t length = 2 + random() % 6;
    for (size_t i = 0; i < length; ++i) name += characters[random() % characters.size()];
    names.insert(name);
    builder.Node(kProject, name);
  }
  const StoredGraph graph({builder.Build()});
  size_t expected = 0;
  for (const std::string& a : names) {
    for (const std::string& b : names) expected += a < b && CompareNames(a, b).has_value();
  }
  ASSERT_GT(expected, 20u);
  EXPECT_THAT(Find(graph.state(), {.min_score = 0}).candidates, SizeIs(expected));
}

}  // namespace
}  // namespace policygraph
