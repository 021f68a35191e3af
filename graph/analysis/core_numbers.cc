#include "graph/analysis/core_numbers.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "graph/base/status_macros.h"

namespace policygraph {

absl::StatusOr<std::vector<uint32_t>> CoreNumbers(const Subgraph& graph, Steps& steps) {
  const size_t size = graph.size();
  // Neighbours that are left while nodes are taken away, the least connected first.
  std::vector<uint32_t> degrees(size);
  uint32_t largest = 0;
  for (SubVertex v = 0; v < size; ++v) {
    degrees[v] = static_cast<uint32_t>(graph.neighbors()[v].size());
    largest = std::max(largest, degrees[v]);
  }
  // Nodes by degree: where those of each degree begin, and where each node stands.
  std::vector<size_t> begins(largest + 2, 0);
  for (const uint32_t degree : degrees) ++begins[degree + 1];
  for (size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
  std::vector<SubVertex> order(size);
  std::vector<size_t> positions(size);
  std::vector<size_t> next(begins.begin(), begins.end() - 1);
  for (SubVertex v = 0; v < size; ++v) {
    positions[v] = next[degrees[v]]++;
    order[positions[v]] = v;
  }

  for (size_t i = 0; i < size; ++i) {
    const SubVertex v = order[i];
    RETURN_IF_ERROR(steps.Count(1 + graph.neighbors()[v].size()));
    for (const SubVertex w : graph.neighbors()[v]) {
      if (degrees[w] <= degrees[v]) continue;
      // w moves to the front of its degree, which then begins behind it.
      const size_t front = begins[degrees[w]];
      const SubVertex first = order[front];
      std::swap(order[front], order[positions[w]]);
      std::swap(positions[first], positions[w]);
      ++begins[degrees[w]];
      --degrees[w];
    }
  }
  return degrees;
}

}  // namespace policygraph
