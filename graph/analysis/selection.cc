#include "graph/analysis/selection.h"

#include "graph/base/status_macros.h"
#include "graph/store/report_not_found.h"

namespace policygraph {

Selection::Selection(const GraphView& view, const SelectionQuery& query)
    : view_(&view),
      node_kinds_(query.node_kinds),
      edge_kinds_(query.edge_kinds),
      texts_(query.with_sentences || node_kinds_.Names(NodeKind::kStatement) ||
             node_kinds_.Names(NodeKind::kReport) || edge_kinds_.Names(EdgeKind::kStatedIn) ||
             edge_kinds_.Names(EdgeKind::kMentions)),
      min_confidence_(query.min_confidence) {}

absl::StatusOr<Selection> Selection::Of(const GraphState& state, const SelectionQuery& query,
                                        Steps& steps) {
  Selection selection(state.view(), query);
  if (!query.reports.empty()) RETURN_IF_ERROR(selection.KeepReports(query.reports, steps));
  return selection;
}

absl::Status Selection::KeepReports(const std::vector<std::string>& reports, Steps& steps) {
  nodes_.emplace(view_->vertex_count());
  edges_.emplace(view_->edge_count());
  for (const std::string& name : reports) {
    const ReportId report = ReportId::Of(name);
    if (view_->ReportName(report).empty()) return ReportNotFound(name);
    ASSIGN_OR_RETURN(const std::vector<NodeId> ids, view_->snapshot().NodesOfReport(report));
    for (const NodeId& id : ids) {
      if (const std::optional<Vertex> v = view_->Find(id)) (*nodes_)[*v] = true;
    }
    ASSIGN_OR_RETURN(const std::vector<EdgeKey> keys, view_->snapshot().EdgesOfReport(report));
    for (const EdgeKey& key : keys) {
      if (const std::optional<ViewEdge> edge = view_->FindEdge(key)) (*edges_)[edge->index] = true;
    }
    RETURN_IF_ERROR(steps.Count(ids.size() + keys.size()));
  }
  return absl::OkStatus();
}

}  // namespace policygraph
