#ifndef POLICYGRAPH_GRAPH_ANALYSIS_PAGE_RANK_H_
#define POLICYGRAPH_GRAPH_ANALYSIS_PAGE_RANK_H_

#include <cstddef>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/analysis/subgraph.h"
#include "graph/base/steps.h"

namespace policygraph {

// PageRank of every node by power iteration, as the LDBC Graphalytics specification defines it
// (arXiv:2011.15028, section 2.3.3): all begin with the same rank; in each iteration a node hands
// `damping` of its rank to the targets of its edges in equal parts, or to all nodes when it has
// none, and the rest is given to all nodes alike. The ranks add up to 1. Fails as `steps` does.
absl::StatusOr<std::vector<double>> PageRank(const Subgraph& graph, size_t iterations,
                                             double damping, Steps& steps);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_ANALYSIS_PAGE_RANK_H_
