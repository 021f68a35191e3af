#include "graph/trace/edge_filter.h"

#include "graph/base/status_macros.h"
#include "graph/store/report_not_found.h"

namespace policygraph {
namespace {

absl::Status AddEdgesOfReport(const GraphState& state, const std::string& name,
                              absl::flat_hash_set<EdgeIndex>& edges) {
  const ReportId report = ReportId::Of(name);
  if (state.view().ReportName(report).empty()) return ReportNotFound(name);
  ASSIGN_OR_RETURN(const std::vector<EdgeKey> keys, state.snapshot().EdgesOfReport(report));
  for (const EdgeKey& key : keys) {
    if (const std::optional<ViewEdge> edge = state.view().FindEdge(key)) edges.insert(edge->index);
  }
  return absl::OkStatus();
}

}  // namespace

bool EdgeFilter::Has(const GraphView& view, const ViewEdge& edge) const {
  if (view.confidence(edge) < min_confidence) return false;
  if (only.has_value() && !only->contains(edge.index)) return false;
  if (!HasYears()) return true;
  for (const Vertex end : {edge.source, edge.target}) {
    if (!IsClaim(view.kind(end))) continue;
    const int year = view.year(end);
    if (year == 0 || year < min_year || (max_year != 0 && year > max_year)) return false;
  }
  return true;
}

absl::StatusOr<EdgeFilter> ReadEdgeFilter(const GraphState& state, const FilterRequest& request) {
  EdgeFilter filter{.only = std::nullopt,
                    .min_confidence = request.min_confidence,
                    .min_year = request.min_year,
                    .max_year = request.max_year};
  if (!request.reports.empty()) filter.only.emplace();
  for (const std::string& report : request.reports) {
    RETURN_IF_ERROR(AddEdgesOfReport(state, report, *filter.only));
  }
  return filter;
}

}  // namespace policygraph
