#ifndef POLICYGRAPH_SERVICE_READ_REPORTS_H_
#define POLICYGRAPH_SERVICE_READ_REPORTS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/state/graph_state.h"
#include "graph/store/graph_store.h"
#include "graph/store/merge.h"

namespace policygraph::service {

// The report with its text and sections. NOT_FOUND (REPORT_NOT_FOUND).
absl::StatusOr<StoredReport> FindReport(const GraphState& state, const std::string& name);

// OK when a report of that name is loaded, else NOT_FOUND (REPORT_NOT_FOUND).
absl::Status CheckReportExists(const GraphState& state, const std::string& name);

// The STATEMENT nodes of a loaded report, as they stand in its text.
absl::StatusOr<std::vector<MergedNode>> ReadStatements(const GraphState& state,
                                                       const ReportId& report);

// What each report says of a node or edge, by name of the report.
std::vector<std::pair<std::string_view, const ReportEvidence*>> ByReportName(
    const std::vector<ReportEvidence>& reports, const GraphView& view);

struct ReportFilter {
  std::string place;  // official name or code; empty for any
  int32_t year = 0;   // 0 for any
};

// The reports that pass the filter, by name, without text and sections.
absl::StatusOr<std::vector<StoredReport>> ListReports(const GraphState& state,
                                                      const ReportFilter& filter);

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_READ_REPORTS_H_
