#ifndef POLICYGRAPH_LOADER_EXPLAIN_H_
#define POLICYGRAPH_LOADER_EXPLAIN_H_

#include <string>
#include <vector>

#include "graph/model/elements.h"
#include "loader/document.h"
#include "loader/rejected_readings.h"

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

// A reading that lost, as explained.
struct Alternative {
  std::string stage;   // find_mentions
  std::string result;  // PROJECT 三渔水库
  std::string rule;    // name of the rule that would have made it
  std::string quote;   // its words
  TextSpan span;       // where they stand
  LossReason reason = LossReason::kSurerRule;
  std::string against;  // what won, or the words that forbid it; may be empty
};

// The readings that lost against the one that stands at this evidence: those of words that overlap
// it, each once, first those of the very same words. `steps` are what ExplainEvidence gave for it: a
// claim is told what other claims there might have been, a name what other names; when there are no
// steps, all is told. `rejected` was filled when the document was read.
std::vector<Alternative> ExplainAlternatives(const Document& document,
                                             const RejectedReadings& rejected,
                                             const Evidence& evidence,
                                             const std::vector<DerivationStep>& steps);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_EXPLAIN_H_
