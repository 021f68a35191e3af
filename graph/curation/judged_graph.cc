#include "graph/curation/judged_graph.h"

#include <set>
#include <utility>
#include <variant>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "graph/base/status_macros.h"
#include "graph/curation/judged_snapshot.h"
#include "graph/curation/partial_graph.h"

namespace policygraph {
namespace {

// Reads what judgements may change into a partial graph.
class PartReader {
 public:
  explicit PartReader(const GraphSnapshot& stored) : stored_(stored) {}

  // Notes what the judgement needs to be applied.
  void Note(const JudgementAction& action) {
    for (const NodeReference* node : NodesOf(action)) nodes_.insert(node->id);
    std::visit(*this, action);
  }

  absl::StatusOr<PartialGraph> Read() {
    PartialGraph part;
    for (const NodeId& id : nodes_) part.Know(id);
    const std::vector<NodeId> ids(nodes_.begin(), nodes_.end());
    ASSIGN_OR_RETURN(std::vector<NodeAssertion> nodes, stored_.ReadNodes(ids));
    absl::flat_hash_set<ReportId> reports;
    for (NodeAssertion& node : nodes) {
      if (centres_.contains(node.node.id)) reports.insert(node.report);
      part.Put(std::move(node));
    }
    // A report that asserts an edge asserts its nodes.
    for (const ReportId& report : reports) {
      ASSIGN_OR_RETURN(const std::vector<EdgeKey> keys, stored_.EdgesOfReport(report));
      for (const EdgeKey& key : keys) {
        if (centres_.contains(key.source) || centres_.contains(key.target)) edges_.insert(key);
      }
    }
    for (const EdgeKey& key : edges_) part.Know(key);
    const std::vector<EdgeKey> keys(edges_.begin(), edges_.end());
    ASSIGN_OR_RETURN(std::vector<EdgeAssertion> edges, stored_.ReadEdges(keys));
    for (EdgeAssertion& edge : edges) part.Put(std::move(edge));
    return part;
  }

  void operator()(const Rename&) {}
  void operator()(const Merge& merge) { centres_.insert({merge.node.id, merge.into.id}); }
  void operator()(const Split& split) { centres_.insert({split.node.id, split.made.id}); }
  void operator()(const Reject& reject) {
    if (const auto* node = std::get_if<NodeReference>(&reject.element)) {
      centres_.insert(node->id);
    } else {
      edges_.insert(std::get<EdgeReference>(reject.element).key());
    }
  }
  void operator()(const AddNode&) {}
  void operator()(const AddEdge& add) { edges_.insert(add.edge.key()); }
  void operator()(const Confirm& confirm) {
    if (const auto* edge = std::get_if<EdgeReference>(&confirm.element)) edges_.insert(edge->key());
  }

 private:
  const GraphSnapshot& stored_;
  std::set<NodeId> nodes_;
  absl::flat_hash_set<NodeId> centres_;  // of which all edges are needed
  std::set<EdgeKey> edges_;
};

}  // namespace

NodeId JudgedGraph::Resolve(const NodeId& id) const {
  NodeId resolved = id;
  // No judgement merges what is merged already, so only a damaged store leads in a circle.
  for (size_t steps = 0; steps <= merged.size(); ++steps) {
    const auto found = merged.find(resolved);
    if (found == merged.end()) break;
    resolved = found->second;
  }
  return resolved;
}

absl::StatusOr<JudgedGraph> ApplyJudgements(std::shared_ptr<const GraphSnapshot> stored) {
  ASSIGN_OR_RETURN(const std::vector<Judgement> judgements, stored->ListJudgements());
  return ApplyJudgements(std::move(stored), judgements);
}

absl::StatusOr<JudgedGraph> ApplyJudgements(std::shared_ptr<const GraphSnapshot> stored,
                                            std::span<const Judgement> judgements) {
  PartReader reader(*stored);
  bool any = false;
  for (const Judgement& judgement : judgements) {
    if (judgement.undone.has_value()) continue;
    reader.Note(judgement.action);
    any = true;
  }
  if (!any) return JudgedGraph{.snapshot = std::move(stored)};
  ASSIGN_OR_RETURN(PartialGraph part, reader.Read());
  JudgedGraph judged;
  for (const Judgement& judgement : judgements) {
    if (!judgement.undone.has_value()) ApplyJudgement(judgement, part, judged.merged);
  }
  judged.snapshot = OverlaySnapshot(std::move(stored), part);
  return judged;
}

}  // namespace policygraph
