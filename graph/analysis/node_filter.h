#ifndef POLICYGRAPH_GRAPH_ANALYSIS_NODE_FILTER_H_
#define POLICYGRAPH_GRAPH_ANALYSIS_NODE_FILTER_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/analysis/pattern.h"
#include "graph/analysis/selection.h"
#include "graph/state/graph_state.h"
#include "graph/view/graph_view.h"

namespace policygraph {

// Which nodes may stand in the place of a variable. Immutable; refers to the view.
class NodeFilter {
 public:
  // NOT_FOUND (NODE_NOT_FOUND, REPORT_NOT_FOUND) for an id or report that is not there; the errors
  // of the snapshot's reads.
  static absl::StatusOr<NodeFilter> Of(const GraphState& state, const PatternVariable& variable,
                                       Confidence min_confidence);

  bool Has(Vertex v) const;

  // Nodes that id, text or report leave, ascending, which Has() may narrow further; nothing when
  // the variable has none of these filters.
  const std::optional<std::vector<Vertex>>& listed() const { return listed_; }

 private:
  NodeFilter(const GraphView& view, const PatternVariable& variable, Confidence min_confidence);

  // Leaves of the listed nodes those that are in `vertices`, too. They must be ascending.
  void Keep(std::vector<Vertex> vertices);

  bool HasStage(Vertex v) const;

  const GraphView* view_;
  Kinds<NodeKind> kinds_;
  int min_year_;
  int max_year_;
  std::vector<Stage> stages_;
  Confidence min_confidence_;
  std::optional<std::vector<Vertex>> listed_;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_ANALYSIS_NODE_FILTER_H_
