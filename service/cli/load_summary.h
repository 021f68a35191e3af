#ifndef POLICYGRAPH_SERVICE_CLI_LOAD_SUMMARY_H_
#define POLICYGRAPH_SERVICE_CLI_LOAD_SUMMARY_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "policygraph/v1/report_service.pb.h"
#include "service/cli/report_files.h"
#include "service/cli/screen.h"

namespace policygraph::cli {

// How one report fared.
struct LoadedReport {
  ReportFile file;
  absl::StatusOr<v1::LoadReportResponse> response;
};

// What was read of each report, a row each, and below it how many were loaded when there are
// several.
std::string SummaryTable(const std::vector<LoadedReport>& reports, const Screen& screen);

// The warnings, and after them the reports that could not be loaded: each with its reason and,
// where there is one, the flag of `load` that helps. Lines, each ended; empty when all went well.
std::string Complaints(const std::vector<LoadedReport>& reports, bool color);

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_LOAD_SUMMARY_H_
