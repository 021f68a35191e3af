#include "graph/model/elements.h"

#include <algorithm>
#include <functional>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/graph/delta_builder.h"

namespace policygraph {
namespace {

using testing::HasSubstr;

// A project that lies in a county, in both of which the table below makes its faults.
GraphDelta SoundDelta() {
  DeltaBuilder builder("deyang-2024");
  NodeAssertion& county = builder.Node(NodeKind::kCounty, "旌阳区", "510603");
  county.node.aliases = {"区", "旌阳"};
  std::ranges::sort(county.node.aliases);
  county.node.details = PlaceDetails{"510603", DivisionLevel::kCounty};
  NodeAssertion& project = builder.Node(NodeKind::kProject, "市域铁路S11线", "510600");
  builder.Edge(project, EdgeKind::kLocatedIn, county);
  builder.Edge(project, EdgeKind::kPartOf, project);
  return builder.Build();
}

Node& County(GraphDelta& delta) {
  return std::ranges::find(delta.nodes, NodeKind::kCounty,
                           [](const NodeAssertion& assertion) { return assertion.node.kind; })
      ->node;
}

TEST(CheckDeltaTest, AcceptsWhatIsSound) {
  EXPECT_EQ(CheckDelta(SoundDelta()), absl::OkStatus());
  EXPECT_EQ(CheckDelta(EveryFieldDelta("deyang-2024")), absl::OkStatus());
  EXPECT_EQ(CheckDelta(DeltaBuilder("deyang-2024").Build()), absl::OkStatus());
}

TEST(CheckDeltaTest, AcceptsADerivationInPlaceOfEvidence) {
  GraphDelta delta = SoundDelta();
  delta.nodes[0].evidence.clear();
  delta.nodes[0].derivation = "administrative-divisions";
  EXPECT_EQ(CheckDelta(delta), absl::OkStatus());
}

TEST(CheckDeltaTest, AcceptsEvidenceUpToTheLastCharacter) {
  GraphDelta delta = SoundDelta();
  delta.nodes[0].evidence[0].span = {delta.report.characters - 1, delta.report.characters};
  EXPECT_EQ(CheckDelta(delta), absl::OkStatus());
}

TEST(CheckDeltaTest, RefusesEachFaultAndSaysWhatItIs) {
  struct Case {
    const char* message;
    std::function<void(GraphDelta&)> spoil;
  };
  const Case cases[] = {
      {"the report has no name", [](GraphDelta& delta) { delta.report.name.clear(); }},
      {"asserted by another report",
       [](GraphDelta& delta) { delta.nodes[0].report = ReportId::Of("mianyang-2024"); }},
      {"asserted by another report",
       [](GraphDelta& delta) { delta.edges[0].report = ReportId::Of("mianyang-2024"); }},
      {"its id is not that of its kind, scope and name",
       [](GraphDelta& delta) { County(delta).name += "县"; }},
      {"its id is not that of its kind, scope and name",
       [](GraphDelta& delta) { County(delta).scope = "510604"; }},
      {"its kind 200 is not in the vocabulary",
       [](GraphDelta& delta) { delta.nodes[0].node.kind = static_cast<NodeKind>(200); }},
      {"it has no name", [](GraphDelta& delta) { County(delta).name.clear(); }},
      {"its name, scope or an alias is not UTF-8",
       [](GraphDelta& delta) { County(delta).name = "旌阳\xE5\x8C"; }},
      {"its name, scope or an alias is not UTF-8",
       [](GraphDelta& delta) { County(delta).aliases = {"\xE5"}; }},
      {"its evidence quotes a part of a character",
       [](GraphDelta& delta) { delta.edges[0].evidence[0].quote = "\x8C"; }},
      {"its aliases are not sorted, each once",
       [](GraphDelta& delta) { std::ranges::reverse(County(delta).aliases); }},
      {"its aliases are not sorted, each once",
       [](GraphDelta& delta) {
         County(delta).aliases = {"旌阳", "旌阳"};
       }},
      {"its name is among its aliases",
       [](GraphDelta& delta) { County(delta).aliases = {"旌阳区"}; }},
      {"its details are those of another kind",
       [](GraphDelta& delta) { County(delta).details = ClaimDetails(); }},
      {"stands twice or out of order",
       [](GraphDelta& delta) { std::ranges::reverse(delta.nodes); }},
      {"stands twice or out of order",
       [](GraphDelta& delta) { delta.nodes.push_back(delta.nodes.back()); }},
      {"stands twice or out of order",
       [](GraphDelta& delta) { delta.edges.insert(delta.edges.begin(), delta.edges.back()); }},
      {"its source is not among the nodes",
       [](GraphDelta& delta) { delta.edges[0].key.source = NodeId(); }},
      {"its target is not among the nodes",
       [](GraphDelta& delta) { delta.edges[0].key.target = NodeId(); }},
      {"its kind 99 is not in the vocabulary",
       [](GraphDelta& delta) { delta.edges[0].key.kind = static_cast<EdgeKind>(99); }},
      {"an edge PROJECT TARGETS COUNTY is not in the vocabulary",
       [](GraphDelta& delta) {
         for (EdgeAssertion& edge : delta.edges) {
           if (edge.key.kind == EdgeKind::kLocatedIn) edge.key.kind = EdgeKind::kTargets;
         }
       }},
      {"its confidence 0 is not from 1 to 100",
       [](GraphDelta& delta) { delta.nodes[0].confidence = 0; }},
      {"its confidence 101 is not from 1 to 100",
       [](GraphDelta& delta) { delta.nodes[0].confidence = 101; }},
      {"its confidence 0 is not from 1 to 100",
       [](GraphDelta& delta) { delta.edges[0].confidence = 0; }},
      {"its confidence 100 is above that of an end",
       [](GraphDelta& delta) {
         for (NodeAssertion& node : delta.nodes) node.confidence = 99;
       }},
      {"neither evidence nor a derivation",
       [](GraphDelta& delta) { delta.nodes[1].evidence.clear(); }},
      {"neither evidence nor a derivation",
       [](GraphDelta& delta) { delta.edges[1].evidence.clear(); }},
      {"its evidence [5, 5) is not within",
       [](GraphDelta& delta) {
         delta.nodes[0].evidence[0].span = {5, 5};
       }},
      {"its evidence [6, 5) is not within",
       [](GraphDelta& delta) {
         delta.edges[0].evidence[0].span = {6, 5};
       }},
      {"its evidence [0, 4) is not within the 3 characters",
       [](GraphDelta& delta) { delta.report.characters = 3; }},
      {"in sentence 1, but the report has 1",
       [](GraphDelta& delta) { delta.edges[0].evidence[0].statement = 1; }},
      {"quotes no words", [](GraphDelta& delta) { delta.nodes[0].evidence[0].quote.clear(); }},
      {"names no rule", [](GraphDelta& delta) { delta.nodes[0].evidence[0].rule.clear(); }},
      {"its evidence is not in order",
       [](GraphDelta& delta) {
         delta.nodes[0].evidence.insert(delta.nodes[0].evidence.begin(),
                                        {0, {2, 3}, "融", "strategy-suffix"});
       }},
  };
  for (const Case& each : cases) {
    GraphDelta delta = SoundDelta();
    each.spoil(delta);
    const absl::Status status = CheckDelta(delta);
    EXPECT_TRUE(absl::IsInvalidArgument(status)) << each.message << ": " << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr(each.message));
  }
}

TEST(CheckDeltaTest, NamesTheReportAndTheElementAtFault) {
  GraphDelta delta = SoundDelta();
  County(delta).details = IndicatorDetails();
  const std::string message(CheckDelta(delta).message());
  EXPECT_THAT(message, HasSubstr("deyang-2024: node COUNTY '旌阳区' (" + County(delta).id.ToHex()));
}

}  // namespace
}  // namespace policygraph
