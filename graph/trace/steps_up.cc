#include "graph/trace/steps_up.h"

#include <algorithm>

#include "graph/trace/places_within.h"

namespace policygraph {
namespace {

bool LeadsOn(NodeKind kind) { return kind == NodeKind::kProject || IsClaim(kind); }

}  // namespace

bool StepsUp::Counts(Vertex v) const {
  if (!filter_.HasYears() || view_.kind(v) != NodeKind::kProject) return true;
  return std::ranges::any_of(
      view_.InEdges(v, EdgeKind::kAdvances),
      [this](const ViewEdge& advances) { return filter_.Has(view_, advances); });
}

std::vector<UpHop> StepsUp::From(Vertex v) const {
  std::vector<UpHop> hops;
  switch (view_.kind(v)) {
    case NodeKind::kCounty:
    case NodeKind::kRegion:
      FromPlace(v, hops);
      break;
    case NodeKind::kAgency:
      FollowOut(v, EdgeKind::kResponsibleFor, hops);
      break;
    case NodeKind::kIndicator:
      FollowIn(v, EdgeKind::kTargets, hops);
      FollowIn(v, EdgeKind::kReports, hops);
      break;
    case NodeKind::kCommitment:
    case NodeKind::kOutcome:
      FollowOut(v, EdgeKind::kSupports, hops);
      FollowOut(v, EdgeKind::kAdvances, hops);
      break;
    case NodeKind::kProject:
      FollowOut(v, EdgeKind::kSupports, hops);
      break;
    case NodeKind::kStrategy:
      FollowOut(v, EdgeKind::kPartOf, hops);
      break;
    default:
      break;
  }
  return hops;
}

void StepsUp::FollowOut(Vertex v, EdgeKind kind, std::vector<UpHop>& hops) const {
  for (const ViewEdge edge : view_.OutEdges(v, kind)) {
    if (filter_.Has(view_, edge) && Counts(edge.target)) hops.push_back({edge, edge.target});
  }
}

void StepsUp::FollowIn(Vertex v, EdgeKind kind, std::vector<UpHop>& hops) const {
  for (const ViewEdge edge : view_.InEdges(v, kind)) {
    if (LeadsOn(view_.kind(edge.source)) && filter_.Has(view_, edge) && Counts(edge.source)) {
      hops.push_back({edge, edge.source});
    }
  }
}

void StepsUp::FromPlace(Vertex place, std::vector<UpHop>& hops) const {
  FollowOut(place, EdgeKind::kResponsibleFor, hops);
  FollowIn(place, EdgeKind::kLocatedIn, hops);
  for (const ViewEdge& edge : EdgesFromPlacesBelow(view_, place, filter_.min_confidence)) {
    hops.push_back({edge, edge.source});
  }
}

}  // namespace policygraph
