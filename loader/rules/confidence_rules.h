#ifndef POLICYGRAPH_LOADER_RULES_CONFIDENCE_RULES_H_
#define POLICYGRAPH_LOADER_RULES_CONFIDENCE_RULES_H_

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "absl/status/statusor.h"
#include "graph/model/elements.h"
#include "loader/rules/rule_files.h"

namespace policygraph::loader {

// How far the readings of each rule can be trusted: confidence.textproto, checked. Immutable.
class ConfidenceRules {
 public:
  // INVALID_ARGUMENT naming the file and what is wrong in it.
  static absl::StatusOr<ConfidenceRules> Compile(const RuleFiles& files);

  // Of a node (an edge) that the rule or derivation of this name makes, in several sentences of a
  // report or in one.
  Confidence OfNode(std::string_view rule, bool again) const {
    return Of(nodes_, rule, again, other_nodes_);
  }
  Confidence OfEdge(std::string_view rule, bool again) const {
    return Of(edges_, rule, again, other_edges_);
  }

 private:
  struct Measured {
    Confidence once = 0;
    Confidence again = 0;
  };
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view rule) const { return std::hash<std::string_view>()(rule); }
  };
  using ByRule = std::unordered_map<std::string, Measured, Hash, std::equal_to<>>;

  Confidence Of(const ByRule& rules, std::string_view rule, bool again, Confidence other) const;

  std::unordered_set<std::string, Hash, std::equal_to<>> certain_;
  ByRule nodes_;
  ByRule edges_;
  Confidence other_nodes_ = 0;
  Confidence other_edges_ = 0;
};

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_RULES_CONFIDENCE_RULES_H_
