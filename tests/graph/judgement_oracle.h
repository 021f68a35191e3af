#ifndef POLICYGRAPH_TESTS_GRAPH_JUDGEMENT_ORACLE_H_
#define POLICYGRAPH_TESTS_GRAPH_JUDGEMENT_ORACLE_H_

#include <vector>

#include "graph/model/judgement.h"
#include "graph/store/graph_store.h"

namespace policygraph {

// A judged graph, worked out the plain way: every assertion of the store in two lists, and each
// judgement one walk through them. Exists only to be compared with graph/curation.
ReportAssertions JudgedByHand(const GraphSnapshot& stored,
                              const std::vector<Judgement>& judgements);

}  // namespace policygraph

#endif  // POLICYGRAPH_TESTS_GRAPH_JUDGEMENT_ORACLE_H_
