#include "tests/support/random_graph.h"

#include <iterator>

#include "fmt/format.h"
#include "tests/graph/delta_builder.h"

namespace policygraph {
namespace {

using enum NodeKind;
using enum EdgeKind;

// Picks the ends of edges.
class Dice {
 public:
  Dice(std::mt19937& random, DeltaBuilder& builder, const std::string& report,
       const RandomGraphSize& size)
      : random_(random), builder_(builder), report_(report), size_(size) {}

  int Below(int end) { return std::uniform_int_distribution<int>(0, end - 1)(random_); }

  NodeAssertion& Strategy() { return Entity(kStrategy, "战略", size_.strategies); }
  NodeAssertion& Project() { return Entity(kProject, "项目", size_.projects); }
  NodeAssertion& Place() { return Entity(kCounty, "县", size_.places); }
  NodeAssertion& Region() { return Entity(kRegion, "市", size_.regions); }
  NodeAssertion& Agency() { return Entity(kAgency, "局", size_.agencies); }
  NodeAssertion& Indicator() { return Entity(kIndicator, "指标", size_.indicators); }

  // Even numbers are commitments, so that a claim keeps its kind.
  NodeAssertion& Claim() {
    const int number = Below(size_.claims);
    NodeAssertion& claim = builder_.Node(number % 2 == 0 ? kCommitment : kOutcome,
                                         fmt::format("事项{}", number), report_);
    claim.node.details = ClaimDetails{.action = "建设", .year = 2020 + number % 4};
    return NamedSomewhere(claim, number);
  }

  void AddPart() { Doubt(builder_.Edge(Strategy(), kPartOf, Strategy())); }

  void AddRareEdge() {
    switch (Below(4)) {
      case 0:
      case 1:
        Doubt(builder_.Edge(Below(2) == 0 ? Place() : Region(),
                            Below(4) == 0 ? kLocatedIn : kPartOf, Region()));
        break;
      case 2:
        Doubt(builder_.Edge(Project(), kLocatedIn, Region()));
        break;
      case 3: {
        NodeAssertion& actor = Below(2) == 0 ? Agency() : Place();
        Doubt(builder_.Edge(actor, kResponsibleFor, Below(2) == 0 ? Project() : Claim()));
        break;
      }
    }
  }

  void AddEdge() {
    switch (Below(7)) {
      case 0:
      case 1:
        Doubt(builder_.Edge(Project(), kSupports, Strategy()));
        break;
      case 2:
        Doubt(builder_.Edge(Claim(), kSupports, Strategy()));
        break;
      case 3:
        builder_.Edge(Claim(), kAdvances, Project()).stage = static_cast<Stage>(Below(6));
        break;
      case 4:
        Doubt(builder_.Edge(Project(), kLocatedIn, Place()));
        break;
      case 5:
        Doubt(builder_.Edge(Agency(), kResponsibleFor, Project()));
        break;
      case 6: {
        NodeAssertion& claim = Claim();
        Doubt(builder_.Edge(claim, claim.node.kind == kCommitment ? kTargets : kReports,
                            Indicator()));
        break;
      }
    }
  }

 private:
  void Doubt(EdgeAssertion& edge) {
    edge.confidence = static_cast<Confidence>(1 + Below(kCertain));
  }

  NodeAssertion& Entity(NodeKind kind, const char* name, int count) {
    const int number = Below(count);
    return NamedSomewhere(builder_.Node(kind, fmt::format("{}{}", name, number)), number);
  }

  // Puts the words that name a node somewhere in the text, the same each time.
  static NodeAssertion& NamedSomewhere(NodeAssertion& node, int number) {
    const auto start = static_cast<uint32_t>(number * 7 % 20);
    node.evidence.front().span = {start, start + 1};
    return node;
  }

  std::mt19937& random_;
  DeltaBuilder& builder_;
  const std::string& report_;
  const RandomGraphSize& size_;
};

}  // namespace

GraphDelta RandomGraph(std::mt19937& random, const std::string& report,
                       const RandomGraphSize& size) {
  DeltaBuilder builder(report);
  Dice dice(random, builder, report, size);
  for (int i = 0; i < size.parts; ++i) dice.AddPart();
  for (int i = 0; i < size.edges; ++i) dice.AddEdge();
  for (int i = 0; i < size.rare_edges; ++i) dice.AddRareEdge();
  return builder.Build();
}

NodeId RandomStrategy(int number) {
  return NodeId::Of(kStrategy, "", fmt::format("战略{}", number));
}

std::string RandomName(std::mt19937& random, size_t max_length) {
  static constexpr const char* kCharacters[] = {"同", "城", "融", "圈", "市", "区",
                                                "路", "“",  "·",  "A",  "ａ", "1"};
  std::uniform_int_distribution<size_t> length(1, max_length);
  std::uniform_int_distribution<size_t> character(0, std::size(kCharacters) - 1);
  std::string name;
  for (size_t i = length(random); i > 0; --i) name += kCharacters[character(random)];
  return name;
}

}  // namespace policygraph
