#ifndef POLICYGRAPH_GRAPH_STORE_ASSERTION_ROWS_H_
#define POLICYGRAPH_GRAPH_STORE_ASSERTION_ROWS_H_

#include <vector>

#include "absl/status/status.h"
#include "graph/store/graph_store.h"
#include "graph/store/rocks_batch.h"

namespace policygraph {

// The reports whose assertions a commit changes, ascending, each once.
std::vector<ReportId> ChangedReports(const Commit& commit);

// Adds to the batch the rows of "assertions" and "report_elements" that a commit changes. A row has
// all that a report says of a node and its edges, so what the reports say in `base` is read, and
// the rows fit only as long as the reports say that.
absl::Status AddAssertionRows(const Commit& commit, const GraphSnapshot& base, RocksBatch& batch);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STORE_ASSERTION_ROWS_H_
