#ifndef POLICYGRAPH_LOADER_EXPLAIN_H_
#define POLICYGRAPH_LOADER_EXPLAIN_H_

#include <string>
#include <vector>

#include "graph/model/elements.h"
#include "loader/document.h"

namespace policygraph::loader {

// One step from the text to a node.
struct DerivationStep {
  std::string stage;   // find_mentions
  std::string result;  // PROJECT 三渔水库
  std::string rule;    // name of the rule that made it
  std::string quote;   // the words it stands on
  TextSpan span;       // where they stand
};

// Tells stage by stage how the loader comes from the sentence to this node where this evidence
// stands; empty when it does not (the rules have changed since). The document is a fresh reading of
// the report's stored text (ReadDocument).
std::vector<DerivationStep> ExplainEvidence(const Document& document, const NodeId& node,
                                            const Evidence& evidence);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_EXPLAIN_H_
