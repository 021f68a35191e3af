#ifndef POLICYGRAPH_SERVICE_CLI_NODE_ITEM_H_
#define POLICYGRAPH_SERVICE_CLI_NODE_ITEM_H_

#include "policygraph/v1/graph.pb.h"
#include "service/cli/evidence_text.h"
#include "service/cli/text_tree.h"

namespace policygraph::cli {

// What is known of a node, line by line: id, scope, aliases, the fields of its kind, and its
// evidence with the rules that read it.
TreeItem NodeItem(const v1::Node& node, const Sentences& sentences = {});

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_NODE_ITEM_H_
