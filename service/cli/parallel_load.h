#ifndef POLICYGRAPH_SERVICE_CLI_PARALLEL_LOAD_H_
#define POLICYGRAPH_SERVICE_CLI_PARALLEL_LOAD_H_

#include <vector>

#include "absl/functional/function_ref.h"
#include "policygraph/v1/report_service.pb.h"
#include "service/cli/client.h"
#include "service/cli/load_summary.h"
#include "service/cli/progress_bar.h"
#include "service/cli/report_files.h"

namespace policygraph::cli {

// Loads the reports, `jobs` at a time, with `options` and the name of each. A bad one does not keep
// the others out, but a server that is gone does: then some at the end are missing from the answer.
// Calls `done` with each report in the order of the files, in one thread at a time, and shows the
// progress on the bar.
std::vector<LoadedReport> LoadAll(Client& client, const std::vector<ReportFile>& files,
                                  const v1::LoadOptions& options, int jobs, ProgressBar& bar,
                                  absl::FunctionRef<void(const LoadedReport&)> done);

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_PARALLEL_LOAD_H_
