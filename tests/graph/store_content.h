#ifndef POLICYGRAPH_TESTS_GRAPH_STORE_CONTENT_H_
#define POLICYGRAPH_TESTS_GRAPH_STORE_CONTENT_H_

#include <vector>

#include "graph/store/graph_store.h"

namespace policygraph {

// All that a snapshot holds, for comparing stores with each other. Prints as a count of each part.
struct StoreContent {
  std::vector<NodeAssertion> nodes;
  std::vector<EdgeAssertion> edges;
  std::vector<StoredReport> reports;  // with text
  std::vector<CommitRecord> commits;
  std::vector<Judgement> judgements;

  friend bool operator==(const StoreContent&, const StoreContent&) = default;
  friend void PrintTo(const StoreContent& content, std::ostream* out);
};

// Reads all of it; a read that fails or contradicts another fails the test.
StoreContent ReadAll(const GraphSnapshot& snapshot);
StoreContent ReadAll(const GraphStore& store);

// The same without what depends on when things were committed: commits, revisions and times.
StoreContent WithoutHistory(StoreContent content);

}  // namespace policygraph

#endif  // POLICYGRAPH_TESTS_GRAPH_STORE_CONTENT_H_
