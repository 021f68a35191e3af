#ifndef POLICYGRAPH_SERVICE_EXPLAIN_NODE_H_
#define POLICYGRAPH_SERVICE_EXPLAIN_NODE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/state/graph_state.h"
#include "graph/store/merge.h"
#include "loader/explain.h"
#include "loader/rules/rule_set.h"
#include "service/caller.h"

namespace policygraph::service {

// How one piece of a node's evidence came about.
struct Derivation {
  std::string report;  // name
  Evidence evidence;
  std::string sentence;
  ReportPart part = ReportPart::kOther;
  std::vector<std::string> headings;          // outermost first
  std::vector<loader::DerivationStep> steps;  // none when the rules no longer read the node there
  std::vector<loader::Alternative> alternatives;  // the first of them
  size_t total_alternatives = 0;
};

// How much of an explanation to bring.
struct ExplanationLimits {
  size_t evidence = 0;      // pieces in all
  size_t alternatives = 0;  // of each piece
};

struct Explanation {
  MergedNode node;
  std::vector<Derivation> derivations;  // in order of report and offset
  size_t total = 0;                     // pieces of evidence in all
};

// Reads the stored text of the node's reports again, with the server's rules, and tells how the
// loader comes to the node at its first pieces of evidence, and which readings lost there.
// NOT_FOUND (NODE_NOT_FOUND), or the error of a read. Takes about as long as loading those reports.
absl::StatusOr<Explanation> ExplainNode(const GraphState& state, const loader::RuleSet& rules,
                                        const NodeId& id, const ExplanationLimits& limits,
                                        const Caller& caller);

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_EXPLAIN_NODE_H_
