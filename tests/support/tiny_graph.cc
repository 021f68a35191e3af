#include "tests/support/tiny_graph.h"

#include <string>

#include "tests/graph/delta_builder.h"

namespace policygraph {
namespace {

using enum NodeKind;
using enum EdgeKind;

NodeAssertion& Claim(DeltaBuilder& builder, NodeKind kind, const std::string& name, int year) {
  NodeAssertion& claim = builder.Node(kind, name, std::string(TinyGraph::kReport2024));
  claim.node.details = ClaimDetails{.action = "建设", .year = year};
  return claim;
}

// Lets the report name a node first at this character.
NodeAssertion& NamedAt(NodeAssertion& node, uint32_t start) {
  node.evidence.front().span = {start, start + 1};
  return node;
}

GraphDelta Delta2024() {
  const std::string place(TinyGraph::kPlace);
  DeltaBuilder builder{std::string(TinyGraph::kReport2024)};
  builder.Node(kStrategy, "乡村振兴战略");
  builder.Node(kStrategy, "健康城市", place);
  NodeAssertion& city = builder.Node(kStrategy, "同城融圈", place);
  city.node.aliases = {"同城化"};
  NodeAssertion& transport = builder.Node(kStrategy, "交通同城", place);
  NodeAssertion& rails = builder.Node(kStrategy, "轨道同城", place);
  builder.Edge(transport, kPartOf, city);
  builder.Edge(rails, kPartOf, transport);

  NodeAssertion& railway = NamedAt(builder.Node(kProject, "市域铁路", place), 5);
  NodeAssertion& card = NamedAt(builder.Node(kProject, "医保卡", place), 2);
  card.confidence = 60;
  NodeAssertion& road = NamedAt(builder.Node(kProject, "北延线", place), 6);
  NodeAssertion& station = NamedAt(builder.Node(kProject, "换乘站", place), 7);
  builder.Edge(railway, kSupports, city);
  builder.Edge(card, kSupports, city).confidence = 50;
  builder.Edge(road, kSupports, transport);
  builder.Edge(station, kSupports, rails);

  builder.Edge(railway, kLocatedIn, builder.Node(kCounty, "旌阳区", "510603"));
  builder.Edge(builder.Node(kAgency, "市交通局", place), kResponsibleFor, railway);

  NodeAssertion& length = builder.Node(kIndicator, "轨道里程");
  NodeAssertion& build = Claim(builder, kCommitment, "加快市域铁路建设", 2024);
  NodeAssertion& issued = Claim(builder, kOutcome, "医保卡发放12万张", 2023);
  builder.Edge(build, kAdvances, railway).stage = Stage::kUnderWay;
  builder.Edge(build, kSupports, city);
  builder.Edge(build, kTargets, length);
  EdgeAssertion& advances = builder.Edge(issued, kAdvances, card);
  advances.stage = Stage::kInOperation;
  advances.confidence = 60;
  builder.Edge(issued, kReports, length);
  builder.Edge(Claim(builder, kCommitment, "同城融圈合作60项", 2024), kSupports, city);
  builder.Edge(Claim(builder, kOutcome, "合作发展", 2023), kSupports, city);
  return builder.Build();
}

GraphDelta Delta2025() {
  const std::string place(TinyGraph::kPlace);
  DeltaBuilder builder{std::string(TinyGraph::kReport2025)};
  NodeAssertion& city = builder.Node(kStrategy, "同城融圈", place);
  NodeAssertion& railway = builder.Node(kProject, "市域铁路", place);
  NodeAssertion& road = builder.Node(kProject, "北延线", place);
  builder.Edge(railway, kSupports, city);
  builder.Edge(road, kSupports, city);
  return builder.Build();
}

}  // namespace

std::vector<GraphDelta> TinyGraph::Deltas() { return {Delta2024(), Delta2025()}; }

NodeId TinyGraph::Strategy(std::string_view name) { return NodeId::Of(kStrategy, kPlace, name); }

NodeId TinyGraph::Project(std::string_view name) { return NodeId::Of(kProject, kPlace, name); }

NodeId TinyGraph::Commitment(std::string_view name) {
  return NodeId::Of(kCommitment, kReport2024, name);
}

NodeId TinyGraph::Outcome(std::string_view name) { return NodeId::Of(kOutcome, kReport2024, name); }

}  // namespace policygraph
