#include "graph/store/repeated_request.h"

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"

namespace policygraph {

absl::StatusOr<std::optional<CommitRecord>> FindRepeated(const GraphSnapshot& snapshot,
                                                         const std::string& request_id,
                                                         const std::string& digest) {
  if (request_id.empty()) return std::nullopt;
  ASSIGN_OR_RETURN(auto earlier, snapshot.FindRequest(request_id));
  if (earlier.has_value() && earlier->request_digest != digest) {
    return MakeError(ErrorReason::kRequestIdReused,
                     fmt::format("request_id {} was used for another request ({}); make a new one",
                                 request_id, earlier->note),
                     {{"request_id", request_id}});
  }
  return earlier;
}

}  // namespace policygraph
