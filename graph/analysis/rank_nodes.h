#ifndef POLICYGRAPH_GRAPH_ANALYSIS_RANK_NODES_H_
#define POLICYGRAPH_GRAPH_ANALYSIS_RANK_NODES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/analysis/selection.h"
#include "graph/base/steps.h"
#include "graph/view/graph_view.h"

namespace policygraph {

// What nodes are ranked by. Numbers are those of v1.RankMeasure.
enum class RankMeasure : uint8_t {
  kPageRank = 1,
  kBetweenness = 2,
  kDegree = 3,
  kCoreNumber = 4,
};

// Up to so many nodes betweenness is exact; of more it is estimated from samples.
inline constexpr size_t kMaxExactBetweenness = 2000;

struct RankQuery {
  RankMeasure measure = RankMeasure::kPageRank;
  std::vector<NodeKind> list_kinds;  // which to list; empty for all
  size_t max_nodes = 20;
  size_t iterations = 20;  // of PageRank
  size_t samples = 200;    // of betweenness
  uint64_t seed = 0;
};

struct RankedNode {
  Vertex node = 0;
  double score = 0;
};

struct Ranking {
  std::vector<RankedNode> nodes;  // the highest score first, then by id
  size_t total_nodes = 0;
  size_t total_edges = 0;  // as Subgraph counts them
  size_t sources = 0;      // of betweenness: nodes that paths were followed from
};

// Ranks the selected nodes. Fails as `steps` does.
absl::StatusOr<Ranking> RankNodes(const GraphView& view, const Selection& selection,
                                  const RankQuery& query, Steps& steps);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_ANALYSIS_RANK_NODES_H_
