#ifndef POLICYGRAPH_GRAPH_ANALYSIS_COMMUNITIES_H_
#define POLICYGRAPH_GRAPH_ANALYSIS_COMMUNITIES_H_

#include <cstddef>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/analysis/subgraph.h"
#include "graph/base/steps.h"

namespace policygraph {

// Each divides the nodes into groups and gives for each node the label of its group, a node's
// number. All are reproducible: ties are broken by the order of ids. They fail as `steps` does.

// Weakly connected components, labelled by their first node.
absl::StatusOr<std::vector<SubVertex>> Components(const Subgraph& graph, Steps& steps);

// Communities by label propagation, as the LDBC Graphalytics specification defines it
// (arXiv:2011.15028, section 2.3.5, CDLP): every node begins with its own label; in each iteration
// all at once take the label that most of their neighbours have, the smallest of several such. A
// neighbour along edges of both directions counts twice.
absl::StatusOr<std::vector<SubVertex>> LabelPropagation(const Subgraph& graph, size_t iterations,
                                                        Steps& steps);

// Communities by the Louvain method (Blondel and others, Fast Unfolding of Communities in Large
// Networks, 2008): nodes move, in the order of ids, to the community of a neighbour that raises the
// modularity most, until
// hardly any does; then communities become nodes, and so on. Labelled by their
// first node.
absl::StatusOr<std::vector<SubVertex>> Louvain(const Subgraph& graph, Steps& steps);

// How far edges lie within groups rather than between them, compared with chance: from -0.5 to 1.
// 0 for a graph without edges.
absl::StatusOr<double> Modularity(const Subgraph& graph, const std::vector<SubVertex>& labels,
                                  Steps& steps);

enum class CommunityMethod { kLouvain, kLabelPropagation };

struct CommunityQuery {
  CommunityMethod method = CommunityMethod::kLouvain;
  size_t iterations = 10;  // of label propagation
};

// Communities by the method that the query names.
absl::StatusOr<std::vector<SubVertex>> FindCommunities(const Subgraph& graph,
                                                       const CommunityQuery& query, Steps& steps);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_ANALYSIS_COMMUNITIES_H_
