#ifndef POLICYGRAPH_TESTS_GRAPH_STORE_KILL_DELTA_H_
#define POLICYGRAPH_TESTS_GRAPH_STORE_KILL_DELTA_H_

#include <cstdint>
#include <random>

#include "tests/graph/delta_builder.h"

namespace policygraph {

// A version of one large report: about 2,000 nodes and 4,500 edges, most of them in no other
// version.
inline GraphDelta KillDelta(uint32_t version) {
  std::mt19937 random(version);
  return RandomDelta(random, "large-2024", 1500, 800);
}

}  // namespace policygraph

#endif  // POLICYGRAPH_TESTS_GRAPH_STORE_KILL_DELTA_H_
