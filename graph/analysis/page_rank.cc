#include "graph/analysis/page_rank.h"

#include <utility>

#include "graph/base/status_macros.h"

namespace policygraph {

absl::StatusOr<std::vector<double>> PageRank(const Subgraph& graph, size_t iterations,
                                             double damping, Steps& steps) {
  const size_t size = graph.size();
  const auto count = static_cast<double>(size);
  std::vector<double> ranks(size, 1 / count);
  std::vector<double> handed(size);  // to each target
  std::vector<double> next(size);
  for (size_t iteration = 0; iteration < iterations; ++iteration) {
    double of_dangling = 0;
    for (SubVertex v = 0; v < size; ++v) {
      RETURN_IF_ERROR(steps.Count());
      const size_t targets = graph.out()[v].size();
      if (targets == 0) of_dangling += ranks[v];
      handed[v] = targets == 0 ? 0 : ranks[v] / static_cast<double>(targets);
    }
    const double to_all = (1 - damping + damping * of_dangling) / count;
    for (SubVertex v = 0; v < size; ++v) {
      const auto sources = graph.in()[v];
      RETURN_IF_ERROR(steps.Count(1 + sources.size()));
      double sum = 0;
      for (const SubVertex source : sources) sum += handed[source];
      next[v] = to_all + damping * sum;
    }
    std::swap(ranks, next);
  }
  return ranks;
}

}  // namespace policygraph
