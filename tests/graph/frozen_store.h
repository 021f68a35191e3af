#ifndef POLICYGRAPH_TESTS_GRAPH_FROZEN_STORE_H_
#define POLICYGRAPH_TESTS_GRAPH_FROZEN_STORE_H_

#include <vector>

#include "graph/model/judgement.h"
#include "graph/store/graph_store.h"

namespace policygraph {

// The commits of which the stores under tests/data were made, one after another, in the format of
// each version. Never changed: they say what those stores must hold.
std::vector<Commit> FrozenCommits(int version);

// A judgement of every action, with every field set but what a commit sets; ids from 1.
std::vector<Judgement> EveryJudgement();

}  // namespace policygraph

#endif  // POLICYGRAPH_TESTS_GRAPH_FROZEN_STORE_H_
