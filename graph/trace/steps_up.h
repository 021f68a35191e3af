#ifndef POLICYGRAPH_GRAPH_TRACE_STEPS_UP_H_
#define POLICYGRAPH_GRAPH_TRACE_STEPS_UP_H_

#include <vector>

#include "graph/trace/edge_filter.h"
#include "graph/trace/origins.h"
#include "graph/view/graph_view.h"

namespace policygraph {

// Where the ways up to strategies lead on from one node: see TraceOrigins. Refers to view and
// filter. The projects that bounds on years leave out are led to by no step.
class StepsUp {
 public:
  StepsUp(const GraphView& view, const EdgeFilter& filter) : view_(view), filter_(filter) {}

  // By kind of edge and then by id.
  std::vector<UpHop> From(Vertex v) const;

  // Whether the node is no project that bounds on years leave out.
  bool Counts(Vertex v) const;

 private:
  void FollowOut(Vertex v, EdgeKind kind, std::vector<UpHop>& hops) const;
  void FollowIn(Vertex v, EdgeKind kind, std::vector<UpHop>& hops) const;
  void FromPlace(Vertex place, std::vector<UpHop>& hops) const;

  const GraphView& view_;
  const EdgeFilter& filter_;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_TRACE_STEPS_UP_H_
