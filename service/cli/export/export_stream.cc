#include "service/cli/export/export_stream.h"

namespace policygraph::cli {

absl::Status StreamExport(v1::ExportGraphRequest request, ExportCall call, ExportVisitor visit) {
  while (true) {
    bool brought_any = false;
    absl::Status visited;
    const absl::Status status =
        call(request, [&](const v1::ExportGraphResponse& response) -> absl::Status {
          brought_any = true;
          request.set_cursor(response.cursor());
          request.mutable_consistency()->set_exactly(response.read_revision());
          visited = visit(response);
          return visited;
        });
    if (!visited.ok()) return visited;
    if (!absl::IsUnavailable(status) || !brought_any) return status;
  }
}

}  // namespace policygraph::cli
