#ifndef POLICYGRAPH_SERVICE_CLI_ORIGINS_TREE_H_
#define POLICYGRAPH_SERVICE_CLI_ORIGINS_TREE_H_

#include "policygraph/v1/trace_service.pb.h"
#include "service/cli/text_tree.h"

namespace policygraph::cli {

// The strategies behind a node as a tree for people: the node, below it each strategy with how much
// leads to it, the path there hop by hop with the words that say it, and what it is part of.
TreeItem OriginsTree(const v1::TraceOriginsResponse& response);

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_ORIGINS_TREE_H_
