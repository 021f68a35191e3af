#include "graph/store/report_not_found.h"

#include <string>

#include "fmt/format.h"
#include "graph/base/error.h"

namespace policygraph {

absl::Status ReportNotFound(std::string_view name) {
  return MakeError(
      ErrorReason::kReportNotFound,
      fmt::format("no report is named {}; ListReports lists those that are loaded", name),
      {{"report", std::string(name)}});
}

}  // namespace policygraph
