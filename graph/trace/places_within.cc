#include "graph/trace/places_within.h"

#include <string>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/state/resolve_node.h"

namespace policygraph {
namespace {

bool IsPlace(NodeKind kind) { return kind == NodeKind::kCounty || kind == NodeKind::kRegion; }

}  // namespace

absl::StatusOr<Vertex> ResolvePlace(const GraphState& state, std::string_view text) {
  const absl::StatusOr<Vertex> county = ResolveNode(state, NodeKind::kCounty, text);
  const absl::StatusOr<Vertex> region = ResolveNode(state, NodeKind::kRegion, text);
  if (absl::IsNotFound(county.status()) && absl::IsNotFound(region.status())) {
    return MakeError(
        ErrorReason::kNodeNotFound,
        fmt::format("no county or region is named {}; SearchNodes finds names by any part of them",
                    text),
        {{"node", std::string(text)}});
  }
  if (absl::IsNotFound(county.status())) return region;
  if (absl::IsNotFound(region.status())) return county;
  if (!county.ok()) return county;
  if (!region.ok()) return region;
  const std::string county_id = state.view().id(*county).ToHex();
  const std::string region_id = state.view().id(*region).ToHex();
  return MakeError(
      ErrorReason::kAmbiguousName,
      fmt::format("{} names a county and a region; pass one of these ids: {} (county), "
                  "{} (region)",
                  text, county_id, region_id),
      {{"name", std::string(text)}, {"candidates", fmt::format("{},{}", county_id, region_id)}});
}

std::vector<ViewEdge> EdgesFromPlacesBelow(const GraphView& view, Vertex place,
                                           Confidence min_confidence) {
  std::vector<ViewEdge> edges;
  for (const EdgeKind kind : {EdgeKind::kPartOf, EdgeKind::kLocatedIn}) {
    for (const ViewEdge edge : view.InEdges(place, kind)) {
      if (IsPlace(view.kind(edge.source)) && view.confidence(edge) >= min_confidence) {
        edges.push_back(edge);
      }
    }
  }
  return edges;
}

absl::flat_hash_set<Vertex> PlacesWithin(const GraphView& view, Vertex place,
                                         Confidence min_confidence) {
  absl::flat_hash_set<Vertex> within = {place};
  std::vector<Vertex> open = {place};
  while (!open.empty()) {
    const Vertex above = open.back();
    open.pop_back();
    for (const ViewEdge& edge : EdgesFromPlacesBelow(view, above, min_confidence)) {
      if (within.insert(edge.source).second) open.push_back(edge.source);
    }
  }
  return within;
}

}  // namespace policygraph
