#include "graph/trace/trace_totals.h"

#include <algorithm>
#include <tuple>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"

namespace policygraph {

Stage FurthestStage(const GraphView& view, const EdgeFilter& filter, Vertex project) {
  Stage furthest = Stage::kUnspecified;
  for (const ViewEdge advances : view.InEdges(project, EdgeKind::kAdvances)) {
    if (filter.Has(view, advances)) furthest = std::max(furthest, advances.stage);
  }
  return furthest;
}

TraceTotals CountTotals(const GraphView& view, const EdgeFilter& filter,
                        std::span<const Vertex> projects, std::span<const ViewEdge> claims) {
  TraceTotals totals;
  absl::flat_hash_map<Vertex, size_t> places;
  absl::flat_hash_set<Vertex> counted;
  const auto count_claim = [&](Vertex claim) {
    if (!counted.insert(claim).second) return;
    ++(view.kind(claim) == NodeKind::kCommitment ? totals.commitments : totals.outcomes);
  };
  for (const Vertex project : projects) {
    bool placed = false;
    for (const ViewEdge located : view.OutEdges(project, EdgeKind::kLocatedIn)) {
      if (!filter.Has(view, located)) continue;
      placed = true;
      ++places[located.target];
    }
    if (!placed) ++totals.projects_without_place;
    Stage furthest = Stage::kUnspecified;
    for (const ViewEdge advances : view.InEdges(project, EdgeKind::kAdvances)) {
      if (!filter.Has(view, advances)) continue;
      furthest = std::max(furthest, advances.stage);
      count_claim(advances.source);
    }
    ++totals.stages[static_cast<size_t>(furthest)];
  }
  for (const ViewEdge& supports : claims) count_claim(supports.source);
  totals.places.assign(places.begin(), places.end());
  std::ranges::sort(totals.places, {}, [](const auto& place) {
    return std::tuple(-static_cast<std::ptrdiff_t>(place.second), place.first);
  });
  return totals;
}

}  // namespace policygraph
