#include "graph/analysis/hops.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "graph/base/status_macros.h"

namespace policygraph {

absl::StatusOr<const std::vector<Vertex>*> Hops::From(Vertex v, bool forward, Steps& steps) {
  if (asked_ != v || asked_forward_ != forward) {
    asked_.reset();
    RETURN_IF_ERROR(Walk(v, forward, steps));
    asked_ = v;
    asked_forward_ = forward;
  }
  return &reached_;
}

absl::Status Hops::Walk(Vertex v, bool forward, Steps& steps) {
  const PatternDirection along = forward ? PatternDirection::kOut : PatternDirection::kIn;
  const bool out = edge_.direction == PatternDirection::kBoth || edge_.direction == along;
  const bool in = edge_.direction == PatternDirection::kBoth || edge_.direction != along;
  reached_.clear();
  absl::flat_hash_set<Vertex> seen = {v};
  std::vector<Vertex> frontier = {v};
  std::vector<Vertex> next;
  for (size_t hop = 1; hop <= edge_.max_hops && !frontier.empty(); ++hop) {
    next.clear();
    const auto reach = [&](Vertex w, const ViewEdge& edge) {
      if (selection_.Has(edge) && seen.insert(w).second) next.push_back(w);
    };
    for (const Vertex u : frontier) {
      if (out) {
        for (const ViewEdge edge : view_.OutEdges(u)) {
          RETURN_IF_ERROR(steps.Count());
          reach(edge.target, edge);
        }
      }
      if (in) {
        for (const ViewEdge edge : view_.InEdges(u)) {
          RETURN_IF_ERROR(steps.Count());
          reach(edge.source, edge);
        }
      }
      if (steps.exhausted()) break;
    }
    if (hop >= edge_.min_hops) reached_.insert(reached_.end(), next.begin(), next.end());
    std::swap(frontier, next);
  }
  std::ranges::sort(reached_);
  return absl::OkStatus();
}

}  // namespace policygraph
