#ifndef POLICYGRAPH_SERVICE_CLI_TRACE_TREE_H_
#define POLICYGRAPH_SERVICE_CLI_TRACE_TREE_H_

#include "policygraph/v1/trace_service.pb.h"
#include "service/cli/evidence_text.h"
#include "service/cli/text_tree.h"

namespace policygraph::cli {

// A trace as a tree for people: the strategy, below it its sub-strategies and projects, and in each
// project why it belongs there, where it lies, who answers for it, and what was done and is
// planned, each with the words that say so. Words that an item shows already are not shown in it
// again. With `sentences` whole sentences stand for the quotes.
TreeItem TraceTree(const v1::TraceStrategyResponse& trace, const Sentences& sentences = {});

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_TRACE_TREE_H_
