#include "graph/analysis/betweenness.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <utility>

#include "graph/base/status_macros.h"

namespace policygraph {
namespace {

// The nodes to start from, ascending, so that sums are added up in one order.
std::vector<SubVertex> DrawSources(size_t size, const BetweennessSources& sources) {
  std::vector<SubVertex> nodes(size);
  std::iota(nodes.begin(), nodes.end(), 0);
  if (sources.count >= size) return nodes;
  // The distributions of the standard library differ from one to the next; its engines do not.
  std::mt19937_64 random(sources.seed);
  for (size_t i = 0; i < sources.count; ++i) {
    std::swap(nodes[i], nodes[i + random() % (size - i)]);
  }
  nodes.resize(sources.count);
  std::ranges::sort(nodes);
  return nodes;
}

class Brandes {
 public:
  explicit Brandes(const Subgraph& graph)
      : graph_(graph),
        distances_(graph.size(), kUnreached),
        paths_(graph.size()),
        dependencies_(graph.size()),
        sums_(graph.size()) {}

  absl::Status AddSource(SubVertex source, Steps& steps) {
    RETURN_IF_ERROR(CountPaths(source, steps));
    RETURN_IF_ERROR(AddDependencies(source, steps));
    for (const SubVertex v : order_) {
      distances_[v] = kUnreached;
      paths_[v] = 0;
      dependencies_[v] = 0;
    }
    return absl::OkStatus();
  }

  std::vector<double> Sums(double scale) && {
    for (double& sum : sums_) sum *= scale;
    return std::move(sums_);
  }

 private:
  static constexpr int32_t kUnreached = -1;

  // Breadth first: how many shortest paths lead from the source to each node.
  absl::Status CountPaths(SubVertex source, Steps& steps) {
    order_.assign(1, source);
    distances_[source] = 0;
    paths_[source] = 1;
    for (size_t i = 0; i < order_.size(); ++i) {
      const SubVertex v = order_[i];
      RETURN_IF_ERROR(steps.Count(1 + graph_.neighbors()[v].size()));
      for (const SubVertex w : graph_.neighbors()[v]) {
        if (distances_[w] == kUnreached) {
          distances_[w] = distances_[v] + 1;
          order_.push_back(w);
        }
        if (distances_[w] == distances_[v] + 1) paths_[w] += paths_[v];
      }
    }
    return absl::OkStatus();
  }

  // From the furthest back: what share of the paths from the source passes each node.
  absl::Status AddDependencies(SubVertex source, Steps& steps) {
    for (size_t i = order_.size() - 1; i > 0; --i) {
      const SubVertex w = order_[i];
      RETURN_IF_ERROR(steps.Count(1 + graph_.neighbors()[w].size()));
      for (const SubVertex v : graph_.neighbors()[w]) {
        if (distances_[v] == distances_[w] - 1) {
          dependencies_[v] += paths_[v] / paths_[w] * (1 + dependencies_[w]);
        }
      }
      if (w != source) sums_[w] += dependencies_[w];
    }
    return absl::OkStatus();
  }

  const Subgraph& graph_;
  std::vector<SubVertex> order_;  // those reached, nearest first
  std::vector<int32_t> distances_;
  std::vector<double> paths_;
  std::vector<double> dependencies_;
  std::vector<double> sums_;
};

}  // namespace

absl::StatusOr<std::vector<double>> Betweenness(const Subgraph& graph,
                                                const BetweennessSources& sources, Steps& steps) {
  Brandes brandes(graph);
  const std::vector<SubVertex> drawn = DrawSources(graph.size(), sources);
  for (const SubVertex source : drawn) RETURN_IF_ERROR(brandes.AddSource(source, steps));
  // Each pair was met from both of its ends.
  const double scale =
      drawn.empty() ? 0 : static_cast<double>(graph.size()) / static_cast<double>(drawn.size()) / 2;
  return std::move(brandes).Sums(scale);
}

}  // namespace policygraph
