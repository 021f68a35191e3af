#ifndef POLICYGRAPH_LOADER_STAGES_RATE_CONFIDENCE_H_
#define POLICYGRAPH_LOADER_STAGES_RATE_CONFIDENCE_H_

#include "graph/model/elements.h"
#include "loader/rules/confidence_rules.h"

namespace policygraph::loader {

// Gives every node and edge of a finished delta its confidence: that of the best of the rules which
// read it, higher where several sentences of the report say it. An edge is never surer than its
// ends.
void RateConfidence(GraphDelta& delta, const ConfidenceRules& rules);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_STAGES_RATE_CONFIDENCE_H_
