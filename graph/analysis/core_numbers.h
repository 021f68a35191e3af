#ifndef POLICYGRAPH_GRAPH_ANALYSIS_CORE_NUMBERS_H_
#define POLICYGRAPH_GRAPH_ANALYSIS_CORE_NUMBERS_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/analysis/subgraph.h"
#include "graph/base/steps.h"

namespace policygraph {

// For each node the largest k such that it belongs to a k-core: a part of the graph in which every
// node has k neighbours or more, edges followed either way. In time linear in the edges, by
// Batagelj and Zaveršnik (An O(m) Algorithm for Cores Decomposition of Networks, 2003). Fails as
// `steps` does.
absl::StatusOr<std::vector<uint32_t>> CoreNumbers(const Subgraph& graph, Steps& steps);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_ANALYSIS_CORE_NUMBERS_H_
