#ifndef POLICYGRAPH_SERVICE_CLI_EXPORT_EXPORT_STREAM_H_
#define POLICYGRAPH_SERVICE_CLI_EXPORT_EXPORT_STREAM_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "policygraph/v1/graph_service.pb.h"

namespace policygraph::cli {

using ExportVisitor = absl::FunctionRef<absl::Status(const v1::ExportGraphResponse&)>;
using ExportCall = absl::FunctionRef<absl::Status(const v1::ExportGraphRequest&, ExportVisitor)>;

// Reads a whole export through `call`, message by message. When the connection breaks on the way,
// it goes on after the last message, at the same revision; it gives up when a new attempt brings
// nothing. Fails as `call` and `visit` do.
absl::Status StreamExport(v1::ExportGraphRequest request, ExportCall call, ExportVisitor visit);

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_EXPORT_EXPORT_STREAM_H_
