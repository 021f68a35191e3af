#include "service/read_reports.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "service/read_nodes.h"

namespace policygraph::service {
namespace {

absl::Status ReportNotFound(const GraphState& state, const std::string& name) {
  ASSIGN_OR_RETURN(const std::vector<StoredReport> reports, state.snapshot().ListReports());
  return MakeError(ErrorReason::kReportNotFound,
                   fmt::format("no report is named {}; ListReports lists the {} that are loaded",
                               name, reports.size()),
                   {{"report", name}});
}

uint32_t IndexOf(const MergedNode& statement) {
  return std::get<StatementDetails>(statement.node.details).index;
}

}  // namespace

absl::StatusOr<StoredReport> FindReport(const GraphState& state, const std::string& name) {
  ASSIGN_OR_RETURN(std::optional<StoredReport> report,
                   state.snapshot().FindReport(ReportId::Of(name)));
  if (!report.has_value()) return ReportNotFound(state, name);
  return *std::move(report);
}

absl::Status CheckReportExists(const GraphState& state, const std::string& name) {
  if (state.view().ReportName(ReportId::Of(name)).empty()) return ReportNotFound(state, name);
  return absl::OkStatus();
}

absl::StatusOr<std::vector<MergedNode>> ReadStatements(const GraphState& state,
                                                       const ReportId& report) {
  const GraphView& view = state.view();
  std::vector<Vertex> vertices;
  if (const std::optional<Vertex> vertex = view.Find(report.node)) {
    for (const ViewEdge& edge : view.InEdges(*vertex, EdgeKind::kPartOf)) {
      vertices.push_back(edge.source);
    }
  }
  ASSIGN_OR_RETURN(std::vector<MergedNode> statements, ReadNodes(state, vertices));
  std::erase_if(statements, [](const MergedNode& node) {
    return !std::holds_alternative<StatementDetails>(node.node.details);
  });
  std::sort(statements.begin(), statements.end(),
            [](const MergedNode& a, const MergedNode& b) { return IndexOf(a) < IndexOf(b); });
  return statements;
}

std::vector<std::pair<std::string_view, const ReportEvidence*>> ByReportName(
    const std::vector<ReportEvidence>& reports, const GraphView& view) {
  std::vector<std::pair<std::string_view, const ReportEvidence*>> named;
  for (const ReportEvidence& report : reports) {
    named.emplace_back(view.ReportName(report.report), &report);
  }
  std::sort(named.begin(), named.end());
  return named;
}

absl::StatusOr<std::vector<StoredReport>> ListReports(const GraphState& state,
                                                      const ReportFilter& filter) {
  ASSIGN_OR_RETURN(std::vector<StoredReport> reports, state.snapshot().ListReports());
  std::erase_if(reports, [&filter](const StoredReport& stored) {
    const ReportDetails& details = stored.report.details;
    const bool of_place =
        filter.place.empty() || details.place == filter.place || details.place_code == filter.place;
    return !of_place || (filter.year != 0 && details.year != filter.year);
  });
  return reports;
}

}  // namespace policygraph::service
