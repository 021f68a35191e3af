#include "graph/trace/read_origins.h"

#include <optional>
#include <span>
#include <utility>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "graph/state/resolve_node.h"
#include "graph/trace/origins.h"

namespace policygraph {
namespace {

void Note(std::span<const UpHop> hops, HopReader& rows) {
  for (const UpHop& hop : hops) rows.Note(hop.edge, hop.to);
}

std::vector<TraceHop> HopsOf(std::span<const UpHop> hops, const HopReader& rows) {
  std::vector<TraceHop> read;
  read.reserve(hops.size());
  for (const UpHop& hop : hops) read.push_back(rows.HopOf(hop.edge, hop.to));
  return read;
}

absl::StatusOr<Vertex> ResolveBeginning(const GraphState& state, const std::string& text) {
  ASSIGN_OR_RETURN(const Vertex node, ResolveNode(state, std::nullopt, text));
  const NodeKind kind = state.view().kind(node);
  if (LeadsToStrategies(kind)) return node;
  return MakeError(ErrorReason::kInvalidField,
                   fmt::format("node: {} is a {}, which no strategy stands behind; pass a project, "
                               "county, region, agency, indicator, commitment, outcome or strategy",
                               text, NodeKindName(kind)),
                   {{"field", "node"}});
}

}  // namespace

absl::StatusOr<OriginsAnswer> ReadOrigins(const GraphState& state, const OriginsRequest& request,
                                          GoOn go_on) {
  OriginsQuery query;
  ASSIGN_OR_RETURN(query.node, ResolveBeginning(state, request.node));
  ASSIGN_OR_RETURN(query.filter, ReadEdgeFilter(state, request.filter));
  query.first_origin = request.first_origin;
  query.max_origins = request.max_origins;
  Steps steps(std::move(go_on), kMaxOriginSteps);
  ASSIGN_OR_RETURN(const OriginsResult result, TraceOrigins(state.view(), query, steps));

  HopReader rows(state, request.filter.reports, request.max_evidence);
  for (const Origin& origin : result.origins) {
    rows.Note(origin.strategy);
    Note(origin.path, rows);
    Note(origin.parents, rows);
  }
  RETURN_IF_ERROR(rows.Read());

  OriginsAnswer answer;
  ASSIGN_OR_RETURN(answer.node, rows.ReadWhole(query.node));
  answer.origins.reserve(result.origins.size());
  for (const Origin& origin : result.origins) {
    answer.origins.push_back({.strategy = rows.NodeOf(origin.strategy),
                              .path = HopsOf(origin.path, rows),
                              .projects = origin.projects,
                              .claims = origin.claims,
                              .parents = HopsOf(origin.parents, rows)});
  }
  answer.total_origins = result.total_origins;
  answer.total_projects = result.total_projects;
  answer.total_claims = result.total_claims;
  return answer;
}

}  // namespace policygraph
