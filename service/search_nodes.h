#ifndef POLICYGRAPH_SERVICE_SEARCH_NODES_H_
#define POLICYGRAPH_SERVICE_SEARCH_NODES_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/search/name_index.h"
#include "graph/state/graph_state.h"
#include "graph/store/merge.h"
#include "service/caller.h"
#include "service/node_fields.h"

namespace policygraph::service {

// Where a report says a statement or claim.
struct SaidIn {
  std::string report;  // its name
  int year = 0;        // of the report
  Evidence evidence;
};

struct SearchHit {
  MergedNode node;
  std::string matched_name;
  NameMatch match = NameMatch::kSubstring;
  MatchField field = MatchField::kName;
  size_t degree = 0;
  std::vector<TextSpan> highlights;  // in matched_name
  std::optional<SaidIn> said;        // of statements and claims
};

struct SearchHits {
  std::vector<SearchHit> hits;
  size_t total = 0;  // before first and limit
};

// The nodes that NameIndex::Search finds and that pass the selection, best first or in its order,
// with what was found in them. With a selection as SortNodes() fails.
absl::StatusOr<SearchHits> SearchNodes(const GraphState& state, const NameQuery& query,
                                       const NodeSelection& selection, const Caller& caller);

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_SEARCH_NODES_H_
