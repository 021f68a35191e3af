#ifndef POLICYGRAPH_GRAPH_STORE_REPEATED_REQUEST_H_
#define POLICYGRAPH_GRAPH_STORE_REPEATED_REQUEST_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "graph/store/graph_store.h"

namespace policygraph {

// The commit that this very request made before; nothing when it is new or has no id.
// ALREADY_EXISTS (REQUEST_ID_REUSED) when the id came with another digest.
absl::StatusOr<std::optional<CommitRecord>> FindRepeated(const GraphSnapshot& snapshot,
                                                         const std::string& request_id,
                                                         const std::string& digest);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STORE_REPEATED_REQUEST_H_
