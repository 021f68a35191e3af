#ifndef POLICYGRAPH_TESTS_GRAPH_FROZEN_STORE_H_
#define POLICYGRAPH_TESTS_GRAPH_FROZEN_STORE_H_

#include <vector>

#include "graph/store/graph_store.h"

namespace policygraph {

// The commits of which the stores under tests/data were made, one after another. Never changed:
// they say what those stores must hold.
std::vector<Commit> FrozenCommits();

}  // namespace policygraph

#endif  // POLICYGRAPH_TESTS_GRAPH_FROZEN_STORE_H_
