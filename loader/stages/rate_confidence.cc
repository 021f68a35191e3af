#include "loader/stages/rate_confidence.h"

#include <algorithm>
#include <string_view>

#include "absl/container/flat_hash_map.h"

namespace policygraph::loader {
namespace {

// The best of what `rate(rule, again)` says of the rules behind an assertion.
template <typename Assertion, typename Rate>
Confidence Best(const Assertion& assertion, Rate rate) {
  const std::vector<Evidence>& evidence = assertion.evidence;
  if (evidence.empty()) return rate(assertion.derivation, false);
  const bool again = evidence.front().statement != evidence.back().statement;
  Confidence best = 0;
  for (const Evidence& piece : evidence) best = std::max(best, rate(piece.rule, again));
  return best;
}

// These say that a sentence has a node: they are as sure as the rule that read the node.
bool SaysWhereNodeStands(EdgeKind kind) {
  return kind == EdgeKind::kMentions || kind == EdgeKind::kStatedIn;
}

}  // namespace

void RateConfidence(GraphDelta& delta, const ConfidenceRules& rules) {
  const auto of_node = [&](std::string_view rule, bool again) { return rules.OfNode(rule, again); };
  const auto of_edge = [&](std::string_view rule, bool again) { return rules.OfEdge(rule, again); };
  absl::flat_hash_map<NodeId, Confidence> nodes;
  nodes.reserve(delta.nodes.size());
  for (NodeAssertion& node : delta.nodes) {
    node.confidence = Best(node, of_node);
    nodes.emplace(node.node.id, node.confidence);
  }
  for (EdgeAssertion& edge : delta.edges) {
    const Confidence own =
        SaysWhereNodeStands(edge.key.kind) ? Best(edge, of_node) : Best(edge, of_edge);
    edge.confidence = std::min({own, nodes.at(edge.key.source), nodes.at(edge.key.target)});
  }
}

}  // namespace policygraph::loader
