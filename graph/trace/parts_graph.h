#ifndef POLICYGRAPH_GRAPH_TRACE_PARTS_GRAPH_H_
#define POLICYGRAPH_GRAPH_TRACE_PARTS_GRAPH_H_

#include <utility>

#include "boost/graph/graph_traits.hpp"
#include "graph/view/graph_view.h"

namespace policygraph {

// The nodes of a view, each leading to its parts: PART_OF edges turned round. A Boost
// IncidenceGraph. It goes straight to those edges, where a filter on the reversed view would look
// at every MENTIONS edge of a strategy that all reports speak of.
class PartsGraph {
 public:
  using vertex_descriptor = Vertex;
  using edge_descriptor = ViewEdge;
  using out_edge_iterator = InEdgeRange::iterator;
  using degree_size_type = size_t;
  using directed_category = boost::directed_tag;
  using edge_parallel_category = boost::disallow_parallel_edge_tag;
  using traversal_category = boost::incidence_graph_tag;

  // The view must outlive the graph.
  explicit PartsGraph(const GraphView& view) : view_(&view) {}

  static vertex_descriptor null_vertex() { return static_cast<Vertex>(-1); }

  friend Vertex source(const ViewEdge& part_of, const PartsGraph&) { return part_of.target; }
  friend Vertex target(const ViewEdge& part_of, const PartsGraph&) { return part_of.source; }

  friend std::pair<out_edge_iterator, out_edge_iterator> out_edges(Vertex v,
                                                                   const PartsGraph& graph) {
    const InEdgeRange parts = graph.view_->InEdges(v, EdgeKind::kPartOf);
    return {parts.begin(), parts.end()};
  }

  friend size_t out_degree(Vertex v, const PartsGraph& graph) {
    return graph.view_->InEdges(v, EdgeKind::kPartOf).size();
  }

 private:
  const GraphView* view_;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_TRACE_PARTS_GRAPH_H_
