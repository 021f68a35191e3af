#ifndef POLICYGRAPH_GRAPH_STORE_REPORT_WRITER_H_
#define POLICYGRAPH_GRAPH_STORE_REPORT_WRITER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "graph/model/elements.h"
#include "graph/store/graph_store.h"

namespace policygraph {

// Loading and retracting whole reports, for every back end: reads what the report asserts now,
// works out the difference, and commits it in one piece. When another writer comes between (for a
// load only one of the same report does), it tries again a few times and then gives up with ABORTED
// (CONCURRENT_CHANGE).

struct WriteOptions {
  std::string request_id;  // empty for none
  std::string author;
  bool validate_only = false;  // works out the answer and writes nothing
};

enum class WriteEffect { kCreated, kReplaced, kUnchanged, kValidated };

struct WriteOutcome {
  WriteEffect effect = WriteEffect::kCreated;
  Revision revision;  // at which the report can be read
};

// Makes the graph say of this report exactly what the delta says. A delta that is stored already
// changes nothing, and no revision is made. A request id that was committed before answers as then,
// or with ALREADY_EXISTS (REQUEST_ID_REUSED) when it asked for something else.
// INVALID_ARGUMENT when CheckDelta refuses the delta.
absl::StatusOr<WriteOutcome> WriteReport(GraphStore& store, GraphDelta delta,
                                         const WriteOptions& options);

struct RetractOutcome {
  Revision revision;  // of the graph without the report
  std::shared_ptr<const GraphSnapshot> before;  // the graph with it; null for a repeat
};

// Takes a report out, with what no other report asserts. NOT_FOUND (REPORT_NOT_FOUND) when it is
// not loaded, unless the request id says that this very call took it out before.
absl::StatusOr<RetractOutcome> RetractReport(GraphStore& store, const std::string& report,
                                             const WriteOptions& options);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STORE_REPORT_WRITER_H_
