#ifndef POLICYGRAPH_GRAPH_ANALYSIS_HOPS_H_
#define POLICYGRAPH_GRAPH_ANALYSIS_HOPS_H_

#include <optional>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/analysis/pattern.h"
#include "graph/analysis/selection.h"
#include "graph/base/steps.h"
#include "graph/view/graph_view.h"

namespace policygraph {

// Which nodes an edge of a pattern leads to. Remembers the node it was asked for last, since a
// search asks for one again and again while it varies others. Not synchronised; refers to the view.
class Hops {
 public:
  Hops(const GraphView& view, const PatternEdge& edge, Selection selection)
      : view_(view), edge_(edge), selection_(std::move(selection)) {}

  // The nodes that stand at the edge's `to` when `v` is at its `from`, or the other way round;
  // ascending, v itself not among them. Valid until the next call. Fails as `steps` does.
  absl::StatusOr<const std::vector<Vertex>*> From(Vertex v, bool forward, Steps& steps);

 private:
  absl::Status Walk(Vertex v, bool forward, Steps& steps);

  const GraphView& view_;
  const PatternEdge& edge_;
  const Selection selection_;
  std::optional<Vertex> asked_;
  bool asked_forward_ = true;
  std::vector<Vertex> reached_;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_ANALYSIS_HOPS_H_
