#ifndef POLICYGRAPH_SERVICE_EXPORT_GRAPH_H_
#define POLICYGRAPH_SERVICE_EXPORT_GRAPH_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "graph/state/graph_state.h"
#include "graph/store/merge.h"
#include "service/caller.h"

namespace policygraph::service {

// Reads the whole graph of one state, or one report's part of it, piece by piece: nodes by id, then
// edges by key. Between pieces it holds no more than its place, so the reader sets the pace. Not
// synchronised.
class GraphExport {
 public:
  // Takes a node or edge and returns true, or returns false when it has no room; then the piece
  // ends and the next one begins with that element.
  using NodeSink = absl::FunctionRef<bool(const MergedNode&)>;
  using EdgeSink = absl::FunctionRef<bool(const MergedEdge&)>;

  // An export of what `report` asserts, or of everything when it is not set, and of that what is at
  // least so sure. NOT_FOUND (REPORT_NOT_FOUND).
  static absl::StatusOr<GraphExport> Start(std::shared_ptr<const GraphState> state,
                                           const std::optional<std::string>& report,
                                           Confidence min_confidence);

  // Goes to a position that an export of the same made before; false when it is none.
  bool GoTo(std::string_view position);

  // Position after the last element taken.
  std::string position() const;

  // Reads on until a sink has no room or nothing is left. A sink must take the first element that
  // it is offered.
  absl::Status ReadPiece(NodeSink take_node, EdgeSink take_edge, const Caller& caller);

  // True when everything was taken.
  bool done() const { return phase_ == Phase::kDone; }

  const GraphState& state() const { return *state_; }

 private:
  enum class Phase : char { kNodes = 'n', kEdges = 'e', kDone = 'd' };

  GraphExport(std::shared_ptr<const GraphState> state, Confidence min_confidence)
      : state_(std::move(state)), min_confidence_(min_confidence) {}

  // Read on in one phase; true when nothing of it is left.
  absl::StatusOr<bool> ReadNodes(NodeSink take, const Caller& caller);
  absl::StatusOr<bool> ReadEdges(EdgeSink take, const Caller& caller);

  std::shared_ptr<const GraphState> state_;
  Confidence min_confidence_ = 0;
  std::optional<ReportId> report_;
  Phase phase_ = Phase::kNodes;
  NodeId last_node_;   // taken; the default one, which is before all others, at the start
  EdgeKey last_edge_;  // likewise
};

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_EXPORT_GRAPH_H_
