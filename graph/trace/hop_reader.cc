#include "graph/trace/hop_reader.h"

#include <algorithm>
#include <span>
#include <utility>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"

namespace policygraph {
namespace {

// Leaves `max` pieces of evidence, of as many reports as it takes.
void CutEvidence(std::vector<ReportEvidence>& reports, size_t max) {
  for (ReportEvidence& said : reports) {
    if (said.evidence.size() > max) said.evidence.resize(max);
    max -= said.evidence.size();
  }
}

template <typename Key>
void SortUnique(std::vector<Key>& keys) {
  std::ranges::sort(keys);
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

template <typename Key>
size_t PositionOf(const Key& key, const std::vector<Key>& keys) {
  return static_cast<size_t>(std::ranges::lower_bound(keys, key) - keys.begin());
}

}  // namespace

HopReader::HopReader(const GraphState& state, const std::vector<std::string>& reports,
                     size_t max_evidence)
    : state_(state), max_evidence_(max_evidence) {
  for (const std::string& report : reports) reports_.push_back(ReportId::Of(report));
}

void HopReader::Note(const ViewEdge& edge, Vertex to) {
  edge_keys_.push_back(state_.view().key(edge));
  Note(to);
}

void HopReader::Note(Vertex node) { node_ids_.push_back(state_.view().id(node)); }

absl::Status HopReader::Read() {
  SortUnique(node_ids_);
  SortUnique(edge_keys_);
  ASSIGN_OR_RETURN(nodes_, ReadMergedNodes(state_.snapshot(), node_ids_));
  ASSIGN_OR_RETURN(edges_, ReadMergedEdges(state_.snapshot(), edge_keys_));
  if (nodes_.size() != node_ids_.size() || edges_.size() != edge_keys_.size()) {
    return MakeError(ErrorReason::kStoreFailure,
                     "the store is damaged: what its own snapshot lists cannot be read");
  }
  for (MergedNode& node : nodes_) {
    KeepReports(node.reports);
    CutEvidence(node.reports, 0);
  }
  for (MergedEdge& edge : edges_) {
    KeepReports(edge.reports);
    CutEvidence(edge.reports, max_evidence_);
  }
  return absl::OkStatus();
}

const MergedNode& HopReader::NodeOf(Vertex node) const {
  return nodes_[PositionOf(state_.view().id(node), node_ids_)];
}

TraceHop HopReader::HopOf(const ViewEdge& edge, Vertex to) const {
  return {edges_[PositionOf(state_.view().key(edge), edge_keys_)], NodeOf(to)};
}

absl::StatusOr<MergedNode> HopReader::ReadWhole(Vertex node) const {
  const NodeId id = state_.view().id(node);
  ASSIGN_OR_RETURN(std::vector<MergedNode> nodes,
                   ReadMergedNodes(state_.snapshot(), std::span(&id, 1)));
  if (nodes.empty()) {
    return MakeError(ErrorReason::kStoreFailure,
                     fmt::format("the store is damaged: node {} cannot be read", id.ToHex()));
  }
  KeepReports(nodes.front().reports);
  return std::move(nodes.front());
}

void HopReader::KeepReports(std::vector<ReportEvidence>& said) const {
  if (reports_.empty()) return;
  std::erase_if(said, [this](const ReportEvidence& one) {
    return std::ranges::count(reports_, one.report) == 0;
  });
}

}  // namespace policygraph
