#include "service/export_graph.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "graph/base/status_macros.h"
#include "service/read_reports.h"

namespace policygraph::service {
namespace {

// Elements read between two questions whether the caller still waits; and those of one report that
// are read together.
constexpr size_t kStride = 256;

// A key as bytes of a position, and back.
std::string_view BytesOf(const NodeId& id) {
  return {reinterpret_cast<const char*>(id.bytes().data()), NodeId::kBytes};
}

NodeId NodeIdOf(std::string_view bytes) {
  std::array<uint8_t, NodeId::kBytes> id;
  std::memcpy(id.data(), bytes.data(), id.size());
  return NodeId(id);
}

constexpr size_t kEdgeKeyBytes = 2 * NodeId::kBytes + 1;

EdgeKey EdgeKeyOf(std::string_view bytes) {
  return {NodeIdOf(bytes), static_cast<EdgeKind>(bytes[NodeId::kBytes]),
          NodeIdOf(bytes.substr(NodeId::kBytes + 1))};
}

// Offers elements to a sink, one after the other, beginning after `last`, and moves `last` along
// with those that it takes. The visitor of a scan.
template <typename Key, typename Element>
class Offer {
 public:
  Offer(absl::FunctionRef<bool(const Element&)> take, const Caller& caller, Key& last)
      : take_(take), caller_(caller), last_(last) {}

  // False to end the scan.
  bool operator()(const Key& key, const Element& element) {
    if (key <= last_) return true;
    if (++offered_ % kStride == 0) status_ = caller_.StillWaits();
    full_ = status_.ok() && !take_(element);
    if (full_ || !status_.ok()) return false;
    last_ = key;
    return true;
  }

  // Whether all of a scan that ended was taken.
  absl::StatusOr<bool> TookAll() const {
    if (!status_.ok()) return status_;
    return !full_;
  }

 private:
  const absl::FunctionRef<bool(const Element&)> take_;
  const Caller& caller_;
  Key& last_;
  size_t offered_ = 0;
  bool full_ = false;
  absl::Status status_;
};

// Scans what one report asserts of the elements with these keys, which are in order: reads a few at
// a time after `last` with `read`, drops the assertions of other reports and merges the rest.
template <typename Key, typename Read, typename Merge, typename Visit>
absl::Status ScanReport(const ReportId& report, const std::vector<Key>& keys, const Key& last,
                        Read read, Merge merge, Visit visit) {
  auto begin = std::upper_bound(keys.begin(), keys.end(), last);
  while (begin != keys.end()) {
    const auto end = begin + std::min<std::ptrdiff_t>(kStride, keys.end() - begin);
    ASSIGN_OR_RETURN(const auto assertions, read(std::span<const Key>(begin, end)));
    for (const auto& assertion : assertions) {
      if (assertion.report == report && !visit(merge(std::span(&assertion, 1)))) {
        return absl::OkStatus();
      }
    }
    begin = end;
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<GraphExport> GraphExport::Start(std::shared_ptr<const GraphState> state,
                                               const std::optional<std::string>& report,
                                               Confidence min_confidence) {
  GraphExport graph_export(std::move(state), min_confidence);
  if (report.has_value()) {
    RETURN_IF_ERROR(CheckReportExists(graph_export.state(), *report));
    graph_export.report_ = ReportId::Of(*report);
  }
  return graph_export;
}

std::string GraphExport::position() const {
  std::string position(1, static_cast<char>(phase_));
  if (phase_ == Phase::kNodes) position += BytesOf(last_node_);
  if (phase_ == Phase::kEdges) {
    position += BytesOf(last_edge_.source);
    position += static_cast<char>(last_edge_.kind);
    position += BytesOf(last_edge_.target);
  }
  return position;
}

bool GraphExport::GoTo(std::string_view position) {
  if (position.empty()) return false;
  const std::string_view key = position.substr(1);
  switch (phase_ = static_cast<Phase>(position[0])) {
    case Phase::kNodes:
      if (key.size() != NodeId::kBytes) return false;
      last_node_ = NodeIdOf(key);
      return true;
    case Phase::kEdges:
      if (key.size() != kEdgeKeyBytes) return false;
      last_edge_ = EdgeKeyOf(key);
      return true;
    case Phase::kDone:
      return key.empty();
  }
  return false;
}

absl::Status GraphExport::ReadPiece(NodeSink take_node, EdgeSink take_edge, const Caller& caller) {
  if (phase_ == Phase::kNodes) {
    ASSIGN_OR_RETURN(const bool all, ReadNodes(take_node, caller));
    if (!all) return absl::OkStatus();
    phase_ = Phase::kEdges;
  }
  if (phase_ == Phase::kEdges) {
    ASSIGN_OR_RETURN(const bool all, ReadEdges(take_edge, caller));
    if (all) phase_ = Phase::kDone;
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> GraphExport::ReadNodes(NodeSink take, const Caller& caller) {
  const GraphSnapshot& snapshot = state_->snapshot();
  Offer<NodeId, MergedNode> offer(take, caller, last_node_);
  const auto visit = [&](const MergedNode& node) {
    return node.confidence < min_confidence_ || offer(node.node.id, node);
  };
  if (report_.has_value()) {
    ASSIGN_OR_RETURN(const std::vector<NodeId> ids, snapshot.NodesOfReport(*report_));
    const auto read = [&](std::span<const NodeId> some) { return snapshot.ReadNodes(some); };
    RETURN_IF_ERROR(ScanReport(*report_, ids, NodeId(last_node_), read, MergeNode, visit));
  } else {
    RETURN_IF_ERROR(ScanMergedNodes(snapshot, NodeId(last_node_), visit));
  }
  return offer.TookAll();
}

absl::StatusOr<bool> GraphExport::ReadEdges(EdgeSink take, const Caller& caller) {
  const GraphSnapshot& snapshot = state_->snapshot();
  Offer<EdgeKey, MergedEdge> offer(take, caller, last_edge_);
  const auto visit = [&](const MergedEdge& edge) {
    return edge.confidence < min_confidence_ || offer(edge.key, edge);
  };
  if (report_.has_value()) {
    ASSIGN_OR_RETURN(const std::vector<EdgeKey> keys, snapshot.EdgesOfReport(*report_));
    const auto read = [&](std::span<const EdgeKey> some) { return snapshot.ReadEdges(some); };
    RETURN_IF_ERROR(ScanReport(*report_, keys, EdgeKey(last_edge_), read, MergeEdge, visit));
  } else {
    RETURN_IF_ERROR(ScanMergedEdges(snapshot, EdgeKey(last_edge_), visit));
  }
  return offer.TookAll();
}

}  // namespace policygraph::service
