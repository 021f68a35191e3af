#ifndef POLICYGRAPH_GRAPH_TRACE_HOP_READER_H_
#define POLICYGRAPH_GRAPH_TRACE_HOP_READER_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "graph/state/graph_state.h"
#include "graph/store/merge.h"
#include "graph/view/graph_view.h"

namespace policygraph {

// One edge followed, with its evidence cut, and the node it was followed to, without evidence.
struct TraceHop {
  MergedEdge edge;
  MergedNode node;
};

// Reads the nodes and edges of one answer: they are noted first, then read all at once, then taken
// where they are wanted. Not synchronised. The state must outlive it.
class HopReader {
 public:
  // What reports beside these say is left out; all count when there are none. Each edge has up to
  // `max_evidence` pieces of evidence; reports beyond it stay, without.
  HopReader(const GraphState& state, const std::vector<std::string>& reports, size_t max_evidence);

  // `to` is the end that the edge is followed to.
  void Note(const ViewEdge& edge, Vertex to);
  void Note(Vertex node);

  absl::Status Read();

  // Precondition of what follows: noted before Read.

  const MergedNode& NodeOf(Vertex node) const;
  TraceHop HopOf(const ViewEdge& edge, Vertex to) const;

  // One node with all the evidence of the reports, at once.
  absl::StatusOr<MergedNode> ReadWhole(Vertex node) const;

 private:
  void KeepReports(std::vector<ReportEvidence>& said) const;

  const GraphState& state_;
  std::vector<ReportId> reports_;
  const size_t max_evidence_;
  std::vector<NodeId> node_ids_;
  std::vector<EdgeKey> edge_keys_;
  std::vector<MergedNode> nodes_;  // by node_ids_
  std::vector<MergedEdge> edges_;  // by edge_keys_
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_TRACE_HOP_READER_H_
