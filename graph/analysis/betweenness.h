#ifndef POLICYGRAPH_GRAPH_ANALYSIS_BETWEENNESS_H_
#define POLICYGRAPH_GRAPH_ANALYSIS_BETWEENNESS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/analysis/subgraph.h"
#include "graph/base/steps.h"

namespace policygraph {

// From how many nodes shortest paths are followed. All of them make the betweenness exact; fewer,
// drawn with the seed, estimate it.
struct BetweennessSources {
  size_t count = 0;
  uint64_t seed = 0;
};

// For each node the sum, over all pairs of other nodes, of the share of the pair's shortest paths
// that pass it, edges followed either way. By Brandes' algorithm (A Faster Algorithm for
// Betweenness Centrality, 2001), from every source or from those drawn; what these add up to is
// then scaled to all. Equal arguments give equal sums on every machine. Fails as `steps` does.
absl::StatusOr<std::vector<double>> Betweenness(const Subgraph& graph,
                                                const BetweennessSources& sources, Steps& steps);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_ANALYSIS_BETWEENNESS_H_
