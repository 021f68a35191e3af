#include "graph/trace/read_trace.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "graph/state/resolve_node.h"

namespace policygraph {
namespace {

// The edges that a report asserts.
absl::StatusOr<absl::flat_hash_set<EdgeIndex>> EdgesOfReport(const GraphState& state,
                                                             const std::string& name) {
  const ReportId report = ReportId::Of(name);
  if (state.view().ReportName(report).empty()) {
    return MakeError(
        ErrorReason::kReportNotFound,
        fmt::format("no report is named {}; ListReports lists those that are loaded", name),
        {{"report", name}});
  }
  ASSIGN_OR_RETURN(const std::vector<EdgeKey> keys, state.snapshot().EdgesOfReport(report));
  absl::flat_hash_set<EdgeIndex> edges;
  edges.reserve(keys.size());
  for (const EdgeKey& key : keys) {
    if (const std::optional<ViewEdge> edge = state.view().FindEdge(key)) edges.insert(edge->index);
  }
  return edges;
}

// Takes out what other reports say, when only one is asked for.
void KeepReport(const std::string& only, std::vector<ReportEvidence>& reports) {
  if (only.empty()) return;
  const ReportId report = ReportId::Of(only);
  std::erase_if(reports, [&](const ReportEvidence& said) { return said.report != report; });
}

// Leaves `max` pieces of evidence, of as many reports as it takes.
void CutEvidence(std::vector<ReportEvidence>& reports, size_t max) {
  for (ReportEvidence& said : reports) {
    if (said.evidence.size() > max) said.evidence.resize(max);
    max -= said.evidence.size();
  }
}

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

// The nodes and edges of one answer: noted first, then read all at once, then taken where they are
// wanted.
class Rows {
 public:
  Rows(const GraphState& state, const TraceRequest& request) : state_(state), request_(request) {}

  void Note(std::span<const ViewEdge> edges) {
    for (const ViewEdge& edge : edges) {
      edge_keys_.push_back(state_.view().key(edge));
      node_ids_.push_back(state_.view().id(FollowedTo(edge)));
    }
  }

  void Note(std::span<const ClaimTrace> claims) {
    for (const ClaimTrace& claim : claims) {
      Note(std::span(&claim.edge, 1));
      Note(claim.indicators);
    }
  }

  absl::Status Read() {
    SortUnique(node_ids_);
    SortUnique(edge_keys_);
    ASSIGN_OR_RETURN(nodes_, ReadMergedNodes(state_.snapshot(), node_ids_));
    ASSIGN_OR_RETURN(edges_, ReadMergedEdges(state_.snapshot(), edge_keys_));
    if (nodes_.size() != node_ids_.size() || edges_.size() != edge_keys_.size()) {
      return MakeError(ErrorReason::kStoreFailure,
                       "the store is damaged: what its own snapshot lists cannot be read");
    }
    for (MergedNode& node : nodes_) {
      KeepReport(request_.report, node.reports);
      CutEvidence(node.reports, 0);
    }
    for (MergedEdge& edge : edges_) {
      KeepReport(request_.report, edge.reports);
      CutEvidence(edge.reports, request_.max_evidence);
    }
    return absl::OkStatus();
  }

  // Precondition of what follows: the edges were noted before Read.

  const MergedNode& NodeOf(const ViewEdge& edge) const {
    return nodes_[PositionOf(state_.view().id(FollowedTo(edge)), node_ids_)];
  }

  TraceHop HopOf(const ViewEdge& edge) const {
    return {edges_[PositionOf(state_.view().key(edge), edge_keys_)], NodeOf(edge)};
  }

  std::vector<TraceHop> HopsOf(std::span<const ViewEdge> edges) const {
    std::vector<TraceHop> hops;
    hops.reserve(edges.size());
    for (const ViewEdge& edge : edges) hops.push_back(HopOf(edge));
    return hops;
  }

  std::vector<TracedClaim> ClaimsOf(std::span<const ClaimTrace> claims) const {
    std::vector<TracedClaim> traced;
    traced.reserve(claims.size());
    for (const ClaimTrace& claim : claims) {
      traced.push_back({HopOf(claim.edge), HopsOf(claim.indicators)});
    }
    return traced;
  }

 private:
  template <typename Key>
  static void SortUnique(std::vector<Key>& keys) {
    std::ranges::sort(keys);
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  }

  template <typename Key>
  static size_t PositionOf(const Key& key, const std::vector<Key>& keys) {
    return static_cast<size_t>(std::ranges::lower_bound(keys, key) - keys.begin());
  }

  const GraphState& state_;
  const TraceRequest& request_;
  std::vector<NodeId> node_ids_;
  std::vector<EdgeKey> edge_keys_;
  std::vector<MergedNode> nodes_;  // by node_ids_
  std::vector<MergedEdge> edges_;  // by edge_keys_
};

absl::StatusOr<MergedNode> ReadStrategy(const GraphState& state, Vertex strategy,
                                        const std::string& report) {
  const NodeId id = state.view().id(strategy);
  ASSIGN_OR_RETURN(std::vector<MergedNode> nodes,
                   ReadMergedNodes(state.snapshot(), std::span(&id, 1)));
  if (nodes.empty()) {
    return MakeError(ErrorReason::kStoreFailure,
                     fmt::format("the store is damaged: node {} cannot be read", id.ToHex()));
  }
  KeepReport(report, nodes.front().reports);
  return std::move(nodes.front());
}

}  // namespace

absl::StatusOr<TraceAnswer> ReadTrace(const GraphState& state, const TraceRequest& request) {
  TraceQuery query;
  ASSIGN_OR_RETURN(query.strategy, ResolveNode(state, NodeKind::kStrategy, request.strategy));
  query.max_depth = request.max_depth;
  query.include = request.include;
  query.min_confidence = request.min_confidence;
  query.first_project = request.first_project;
  query.max_projects = request.max_projects;
  query.max_claims = request.max_claims;
  if (!request.report.empty()) {
    ASSIGN_OR_RETURN(query.only, EdgesOfReport(state, request.report));
  }
  const TraceResult result = Trace(state.view(), query);

  Rows rows(state, request);
  rows.Note(result.sub_strategies);
  rows.Note(result.claims);
  for (const ProjectTrace& project : result.projects) {
    rows.Note(project.path);
    rows.Note(project.places);
    rows.Note(project.responsible);
    rows.Note(project.claims);
  }
  RETURN_IF_ERROR(rows.Read());

  TraceAnswer answer;
  ASSIGN_OR_RETURN(answer.strategy, ReadStrategy(state, query.strategy, request.report));
  answer.sub_strategies = rows.HopsOf(result.sub_strategies);
  answer.projects.reserve(result.projects.size());
  for (const ProjectTrace& project : result.projects) {
    answer.projects.push_back({.project = rows.NodeOf(project.path.back()),
                               .path = rows.HopsOf(project.path),
                               .places = rows.HopsOf(project.places),
                               .responsible = rows.HopsOf(project.responsible),
                               .claims = rows.ClaimsOf(project.claims),
                               .total_claims = project.total_claims,
                               .stage = project.stage});
  }
  answer.total_projects = result.total_projects;
  answer.claims = rows.ClaimsOf(result.claims);
  answer.total_claims = result.total_claims;
  answer.depth_limited = result.depth_limited;
  return answer;
}

}  // namespace policygraph
