#include "graph/trace/read_trace.h"

#include <algorithm>
#include <span>

#include "graph/base/status_macros.h"
#include "graph/state/resolve_node.h"
#include "graph/trace/places_within.h"

namespace policygraph {
namespace {

// A region of the country may have thousands of places with projects.
constexpr size_t kMaxPlaceTotals = 500;

// The end that the trace follows an edge to: it comes to projects, sub-strategies, claims and those
// responsible against the edge, and to places and indicators along it.
Vertex FollowedTo(const ViewEdge& edge) {
  switch (edge.kind) {
    case EdgeKind::kLocatedIn:
    case EdgeKind::kTargets:
    case EdgeKind::kReports:
      return edge.target;
    default:
      return edge.source;
  }
}

void Note(std::span<const ViewEdge> edges, HopReader& rows) {
  for (const ViewEdge& edge : edges) rows.Note(edge, FollowedTo(edge));
}

void Note(std::span<const ClaimTrace> claims, HopReader& rows) {
  for (const ClaimTrace& claim : claims) {
    Note(std::span(&claim.edge, 1), rows);
    Note(claim.indicators, rows);
  }
}

void Note(const TraceResult& result, HopReader& rows) {
  Note(result.sub_strategies, rows);
  Note(result.claims, rows);
  for (const ProjectTrace& project : result.projects) {
    Note(project.path, rows);
    Note(project.places, rows);
    Note(project.responsible, rows);
    Note(project.claims, rows);
  }
}

std::vector<TraceHop> HopsOf(std::span<const ViewEdge> edges, const HopReader& rows) {
  std::vector<TraceHop> hops;
  hops.reserve(edges.size());
  for (const ViewEdge& edge : edges) hops.push_back(rows.HopOf(edge, FollowedTo(edge)));
  return hops;
}

std::vector<TracedClaim> ClaimsOf(std::span<const ClaimTrace> claims, const HopReader& rows) {
  std::vector<TracedClaim> traced;
  traced.reserve(claims.size());
  for (const ClaimTrace& claim : claims) {
    traced.push_back(
        {rows.HopOf(claim.edge, FollowedTo(claim.edge)), HopsOf(claim.indicators, rows)});
  }
  return traced;
}

absl::StatusOr<TraceQuery> QueryOf(const GraphState& state, const TraceRequest& request) {
  TraceQuery query;
  ASSIGN_OR_RETURN(query.strategy, ResolveNode(state, NodeKind::kStrategy, request.strategy));
  query.max_depth = request.max_depth;
  query.include = request.include;
  ASSIGN_OR_RETURN(query.filter, ReadEdgeFilter(state, request.filter));
  if (!request.place.empty()) {
    ASSIGN_OR_RETURN(const Vertex place, ResolvePlace(state, request.place));
    query.places = PlacesWithin(state.view(), place, request.filter.min_confidence);
  }
  query.stages = request.stages;
  query.first_project = request.first_project;
  query.max_projects = request.max_projects;
  query.max_claims = request.max_claims;
  return query;
}

// The place nodes of the totals that are brought.
std::span<const std::pair<Vertex, size_t>> PlacesBrought(const TraceTotals& totals) {
  return std::span(totals.places).first(std::min(totals.places.size(), kMaxPlaceTotals));
}

}  // namespace

absl::StatusOr<TraceAnswer> ReadTrace(const GraphState& state, const TraceRequest& request) {
  ASSIGN_OR_RETURN(const TraceQuery query, QueryOf(state, request));
  TraceResult result = Trace(state.view(), query);

  HopReader rows(state, request.filter.reports, request.max_evidence);
  Note(result, rows);
  for (const auto& [place, projects] : PlacesBrought(result.totals)) rows.Note(place);
  RETURN_IF_ERROR(rows.Read());

  TraceAnswer answer;
  ASSIGN_OR_RETURN(answer.strategy, rows.ReadWhole(query.strategy));
  answer.sub_strategies = HopsOf(result.sub_strategies, rows);
  answer.projects.reserve(result.projects.size());
  for (const ProjectTrace& project : result.projects) {
    answer.projects.push_back({.project = rows.NodeOf(project.project),
                               .path = HopsOf(project.path, rows),
                               .places = HopsOf(project.places, rows),
                               .responsible = HopsOf(project.responsible, rows),
                               .claims = ClaimsOf(project.claims, rows),
                               .total_claims = project.total_claims,
                               .stage = project.stage});
  }
  answer.total_projects = result.total_projects;
  answer.claims = ClaimsOf(result.claims, rows);
  answer.total_claims = result.total_claims;
  answer.depth_limited = result.depth_limited;
  for (const auto& [place, projects] : PlacesBrought(result.totals)) {
    answer.places.push_back({rows.NodeOf(place), projects});
  }
  answer.totals = std::move(result.totals);
  return answer;
}

}  // namespace policygraph
