#ifndef POLICYGRAPH_SERVICE_SEARCH_NODES_H_
#define POLICYGRAPH_SERVICE_SEARCH_NODES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/search/name_index.h"
#include "graph/state/graph_state.h"
#include "graph/store/merge.h"

namespace policygraph::service {

struct SearchHit {
  MergedNode node;
  std::string matched_name;
  NameMatch match = NameMatch::kSubstring;
  size_t degree = 0;
};

struct SearchHits {
  std::vector<SearchHit> hits;  // best first
  size_t total = 0;             // before first and limit
};

// The nodes whose names fit, as NameIndex::Search finds them, with their names.
absl::StatusOr<SearchHits> SearchNodes(const GraphState& state, const NameQuery& query);

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_SEARCH_NODES_H_
