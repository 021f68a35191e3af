#include "graph/curation/retraction.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "graph/base/status_macros.h"
#include "graph/curation/judged_graph.h"
#include "graph/curation/judged_snapshot.h"
#include "graph/curation/partial_graph.h"
#include "graph/store/merge.h"

namespace policygraph {
namespace {

// The snapshot without what the report asserts.
absl::StatusOr<std::shared_ptr<const GraphSnapshot>> Without(
    const ReportId& report, std::shared_ptr<const GraphSnapshot> stored) {
  PartialGraph rest;
  ASSIGN_OR_RETURN(const std::vector<NodeId> ids, stored->NodesOfReport(report));
  ASSIGN_OR_RETURN(std::vector<NodeAssertion> nodes, stored->ReadNodes(ids));
  for (const NodeId& id : ids) rest.Know(id);
  for (NodeAssertion& node : nodes) {
    if (node.report != report) rest.Put(std::move(node));
  }
  ASSIGN_OR_RETURN(const std::vector<EdgeKey> keys, stored->EdgesOfReport(report));
  ASSIGN_OR_RETURN(std::vector<EdgeAssertion> edges, stored->ReadEdges(keys));
  for (const EdgeKey& key : keys) rest.Know(key);
  for (EdgeAssertion& edge : edges) {
    if (edge.report != report) rest.Put(std::move(edge));
  }
  return OverlaySnapshot(std::move(stored), rest);
}

// Both in order, each once.
template <typename Element>
std::vector<Element> Union(const std::vector<Element>& a, const std::vector<Element>& b) {
  std::vector<Element> both;
  std::ranges::set_union(a, b, std::back_inserter(both));
  return both;
}

}  // namespace

absl::StatusOr<RetractionCounts> CountRetracted(std::shared_ptr<const GraphSnapshot> stored,
                                                const ReportId& report) {
  ASSIGN_OR_RETURN(const JudgedGraph before, ApplyJudgements(stored));
  ASSIGN_OR_RETURN(auto rest, Without(report, std::move(stored)));
  ASSIGN_OR_RETURN(const JudgedGraph after, ApplyJudgements(std::move(rest)));

  // What the report asserts may go, and what people alone say of it.
  const ReportId people;
  ASSIGN_OR_RETURN(const auto said_nodes, before.snapshot->NodesOfReport(report));
  ASSIGN_OR_RETURN(const auto judged_nodes, before.snapshot->NodesOfReport(people));
  ASSIGN_OR_RETURN(const auto said_edges, before.snapshot->EdgesOfReport(report));
  ASSIGN_OR_RETURN(const auto judged_edges, before.snapshot->EdgesOfReport(people));
  const std::vector<NodeId> ids = Union(said_nodes, judged_nodes);
  const std::vector<EdgeKey> keys = Union(said_edges, judged_edges);

  RetractionCounts counts;
  ASSIGN_OR_RETURN(const auto nodes, ReadMergedNodes(*before.snapshot, ids));
  ASSIGN_OR_RETURN(const auto nodes_left, ReadMergedNodes(*after.snapshot, ids));
  for (const MergedNode& node : nodes) ++counts.nodes[node.node.kind];
  for (const MergedNode& node : nodes_left) --counts.nodes[node.node.kind];
  ASSIGN_OR_RETURN(const auto edges, ReadMergedEdges(*before.snapshot, keys));
  ASSIGN_OR_RETURN(const auto edges_left, ReadMergedEdges(*after.snapshot, keys));
  for (const MergedEdge& edge : edges) ++counts.edges[edge.key.kind];
  for (const MergedEdge& edge : edges_left) --counts.edges[edge.key.kind];
  std::erase_if(counts.nodes, [](const auto& entry) { return entry.second == 0; });
  std::erase_if(counts.edges, [](const auto& entry) { return entry.second == 0; });
  return counts;
}

}  // namespace policygraph
