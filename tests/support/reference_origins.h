#ifndef POLICYGRAPH_TESTS_SUPPORT_REFERENCE_ORIGINS_H_
#define POLICYGRAPH_TESTS_SUPPORT_REFERENCE_ORIGINS_H_

#include <cstddef>
#include <map>
#include <vector>

#include "graph/model/elements.h"
#include "graph/trace/edge_filter.h"

namespace policygraph {

// What stands behind a node, in node ids, so that findings of different making can be compared.
struct OriginsOutline {
  struct Origin {
    size_t path_length = 0;
    Confidence least_sure = kCertain;  // edge of the path
    size_t projects = 0;
    size_t claims = 0;
    std::map<NodeId, size_t> parents;  // with the steps up to each

    friend bool operator==(const Origin&, const Origin&) = default;
  };

  std::map<NodeId, Origin> origins;  // by strategy
  size_t total_projects = 0;
  size_t total_claims = 0;

  friend bool operator==(const OriginsOutline&, const OriginsOutline&) = default;
};

// Goes up straight on what the reports say, as ReferenceTrace goes down: for comparison with
// TraceOrigins(), and with nothing in common with it.
OriginsOutline ReferenceOrigins(const std::vector<GraphDelta>& deltas, const NodeId& node,
                                const FilterRequest& filter);

}  // namespace policygraph

#endif  // POLICYGRAPH_TESTS_SUPPORT_REFERENCE_ORIGINS_H_
