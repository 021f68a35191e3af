#ifndef POLICYGRAPH_GRAPH_STORE_MERGE_H_
#define POLICYGRAPH_GRAPH_STORE_MERGE_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "graph/model/elements.h"
#include "graph/store/graph_store.h"

namespace policygraph {

// The store keeps what each report says; readers ask what the graph says. Merging makes one answer
// of all assertions of a node or edge.

// Where one report says a fact; empty evidence when the report derives it.
struct ReportEvidence {
  ReportId report;
  std::vector<Evidence> evidence;

  friend bool operator==(const ReportEvidence&, const ReportEvidence&) = default;
};

// A node as all its reports together have it. Kind, scope and name are its identity, so every
// report has the same; aliases are the union, sorted; details are those of the first report that
// says any (a default value says nothing); the derivation is the first that is named; the
// confidence is the highest.
struct MergedNode {
  Node node;
  std::vector<ReportEvidence> reports;  // by report id, each once; people are no report
  std::string derivation;
  Confidence confidence = 0;
  std::vector<std::string> confirmed_by;

  friend bool operator==(const MergedNode&, const MergedNode&) = default;
};

// An edge likewise. Its stage is the furthest that any report says.
struct MergedEdge {
  EdgeKey key;
  Stage stage = Stage::kUnspecified;
  std::vector<ReportEvidence> reports;
  std::string derivation;
  Confidence confidence = 0;
  std::vector<std::string> confirmed_by;

  friend bool operator==(const MergedEdge&, const MergedEdge&) = default;
};

// True when every field has its default value.
bool SaysNothing(const NodeDetails& details);

// Preconditions: at least one assertion; all of one node (one edge), by report.
MergedNode MergeNode(std::span<const NodeAssertion> assertions);
MergedEdge MergeEdge(std::span<const EdgeAssertion> assertions);

// The name of a node as readers are shown it: the words of a statement, whose own name is a number.
// Valid as long as the node.
std::string_view ShownName(const MergedNode& node);

// The nodes (edges) among `ids` (`keys`) that are in the graph, in that order.
absl::StatusOr<std::vector<MergedNode>> ReadMergedNodes(const GraphSnapshot& snapshot,
                                                        std::span<const NodeId> ids);
absl::StatusOr<std::vector<MergedEdge>> ReadMergedEdges(const GraphSnapshot& snapshot,
                                                        std::span<const EdgeKey> keys);

// Calls `visit` with every node (edge) by id (key), starting at `from`, until it returns false.
absl::Status ScanMergedNodes(const GraphSnapshot& snapshot, const NodeId& from,
                             absl::FunctionRef<bool(const MergedNode&)> visit);
absl::Status ScanMergedEdges(const GraphSnapshot& snapshot, const EdgeKey& from,
                             absl::FunctionRef<bool(const MergedEdge&)> visit);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STORE_MERGE_H_
