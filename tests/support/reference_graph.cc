#include "tests/support/reference_graph.h"

#include <algorithm>
#include <limits>
#include <variant>

namespace policygraph {
namespace {

bool IsPlace(NodeKind kind) { return kind == NodeKind::kCounty || kind == NodeKind::kRegion; }

bool IsOfOtherYear(const Node& node, const FilterRequest& filter) {
  if (filter.min_year == 0 && filter.max_year == 0) return false;
  if (node.kind != NodeKind::kCommitment && node.kind != NodeKind::kOutcome) return false;
  const int year = std::get<ClaimDetails>(node.details).year;
  const int last = filter.max_year == 0 ? std::numeric_limits<int>::max() : filter.max_year;
  return year == 0 || year < filter.min_year || year > last;
}

}  // namespace

ReferenceGraph::ReferenceGraph(const std::vector<GraphDelta>& deltas, const FilterRequest& filter) {
  std::map<EdgeKey, Confidence> confidences;
  for (const GraphDelta& delta : deltas) {
    for (const NodeAssertion& said : delta.nodes) {
      nodes.emplace(said.node.id, said.node);
      const Place place{delta.report.name, said.evidence.front().span.start};
      const auto [at, added] = first_named.emplace(said.node.id, place);
      if (!added) at->second = std::min(at->second, place);
    }
    for (const EdgeAssertion& said : delta.edges) {
      Confidence& confidence = confidences[said.key];
      confidence = std::max(confidence, said.confidence);
    }
  }
  for (const auto& [key, confidence] : confidences) {
    if (confidence >= filter.min_confidence && IsPlace(kind(key.source)) &&
        (key.kind == EdgeKind::kPartOf || key.kind == EdgeKind::kLocatedIn)) {
      place_edges.emplace(key, confidence);
    }
  }
  for (const GraphDelta& delta : deltas) {
    if (!filter.reports.empty() && std::ranges::count(filter.reports, delta.report.name) == 0) {
      continue;
    }
    for (const EdgeAssertion& said : delta.edges) {
      // However few reports are asked for, an edge is as sure as the surest of all makes it.
      if (confidences.at(said.key) < filter.min_confidence ||
          IsOfOtherYear(nodes.at(said.key.source), filter) ||
          IsOfOtherYear(nodes.at(said.key.target), filter)) {
        continue;
      }
      Said& edge = edges[said.key];
      edge.stage = std::max(edge.stage, said.stage);
      edge.confidence = confidences.at(said.key);
    }
  }
}

std::set<NodeId> ReferenceGraph::Targets(const NodeId& source, EdgeKind kind) const {
  std::set<NodeId> targets;
  for (const auto& [key, said] : edges) {
    if (key.source == source && key.kind == kind) targets.insert(key.target);
  }
  return targets;
}

std::set<NodeId> ReferenceGraph::Sources(const NodeId& target, EdgeKind kind) const {
  std::set<NodeId> sources;
  for (const auto& [key, said] : edges) {
    if (key.target == target && key.kind == kind) sources.insert(key.source);
  }
  return sources;
}

}  // namespace policygraph
