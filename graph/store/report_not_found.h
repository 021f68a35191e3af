#ifndef POLICYGRAPH_GRAPH_STORE_REPORT_NOT_FOUND_H_
#define POLICYGRAPH_GRAPH_STORE_REPORT_NOT_FOUND_H_

#include <string_view>

#include "absl/status/status.h"

namespace policygraph {

// NOT_FOUND (REPORT_NOT_FOUND): no report of the graph has this name.
absl::Status ReportNotFound(std::string_view name);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STORE_REPORT_NOT_FOUND_H_
