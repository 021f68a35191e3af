#ifndef POLICYGRAPH_GRAPH_CURATION_APPLY_JUDGEMENT_H_
#define POLICYGRAPH_GRAPH_CURATION_APPLY_JUDGEMENT_H_

#include "absl/container/flat_hash_map.h"
#include "graph/curation/partial_graph.h"
#include "graph/model/judgement.h"

namespace policygraph {

// Each node that was merged, with the node that it was merged into, which may be merged itself. One
// that was split off again is not among them.
using MergedNodes = absl::flat_hash_map<NodeId, NodeId>;

// Changes the graph as the judgement says. What it names and is not there is left alone, so any
// judgement can be applied to any graph. Judgements are applied in the order of their ids.
//
// Precondition: the graph knows the judgement's nodes and edges, and for Merge, Split and a node's
// Reject all edges at them.
void ApplyJudgement(const Judgement& judgement, PartialGraph& graph, MergedNodes& merged);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_CURATION_APPLY_JUDGEMENT_H_
