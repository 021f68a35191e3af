#ifndef POLICYGRAPH_GRAPH_VIEW_BOOST_GRAPH_H_
#define POLICYGRAPH_GRAPH_VIEW_BOOST_GRAPH_H_

#include <utility>

#include "boost/graph/adjacency_iterator.hpp"
#include "boost/graph/graph_traits.hpp"
#include "boost/graph/properties.hpp"
#include "boost/iterator/counting_iterator.hpp"
#include "boost/iterator/iterator_facade.hpp"
#include "boost/property_map/property_map.hpp"
#include "graph/view/graph_view.h"

// Makes a GraphView a Boost graph by traits and free functions, without a wrapper. It models
// VertexListGraph, EdgeListGraph, BidirectionalGraph and AdjacencyGraph, and has the vertex index
// as a property; so Boost's algorithms run on it unchanged.

namespace policygraph {

// All edges of a view, by index.
class AllEdgesIterator : public boost::iterator_facade<AllEdgesIterator, ViewEdge,
                                                       boost::forward_traversal_tag, ViewEdge> {
 public:
  AllEdgesIterator() = default;
  AllEdgesIterator(const GraphView& view, Vertex vertex, size_t position)
      : view_(&view), vertex_(vertex), position_(position) {
    SkipVerticesWithoutEdges();
  }

 private:
  friend class boost::iterator_core_access;

  ViewEdge dereference() const { return view_->OutEdges(vertex_)[position_]; }

  bool equal(const AllEdgesIterator& other) const {
    return vertex_ == other.vertex_ && position_ == other.position_;
  }

  void increment() {
    ++position_;
    SkipVerticesWithoutEdges();
  }

  void SkipVerticesWithoutEdges() {
    while (vertex_ < view_->vertex_count() && position_ == view_->OutEdges(vertex_).size()) {
      ++vertex_;
      position_ = 0;
    }
  }

  const GraphView* view_ = nullptr;
  Vertex vertex_ = 0;
  size_t position_ = 0;  // among the out edges of the vertex
};

}  // namespace policygraph

namespace boost {

template <>
struct graph_traits<policygraph::GraphView> {
  using vertex_descriptor = policygraph::Vertex;
  using edge_descriptor = policygraph::ViewEdge;
  using directed_category = bidirectional_tag;
  using edge_parallel_category = allow_parallel_edge_tag;
  struct traversal_category : bidirectional_graph_tag,
                              adjacency_graph_tag,
                              vertex_list_graph_tag,
                              edge_list_graph_tag {};

  using vertices_size_type = size_t;
  using edges_size_type = size_t;
  using degree_size_type = size_t;

  using vertex_iterator = counting_iterator<policygraph::Vertex>;
  using edge_iterator = policygraph::AllEdgesIterator;
  using out_edge_iterator = policygraph::OutEdgeRange::iterator;
  using in_edge_iterator = policygraph::InEdgeRange::iterator;
  using adjacency_iterator = adjacency_iterator_generator<policygraph::GraphView, vertex_descriptor,
                                                          out_edge_iterator>::type;

  static vertex_descriptor null_vertex() { return static_cast<vertex_descriptor>(-1); }
};

template <>
struct property_map<policygraph::GraphView, vertex_index_t> {
  using type = typed_identity_property_map<policygraph::Vertex>;
  using const_type = type;
};

}  // namespace boost

namespace policygraph {

using BoostView = boost::graph_traits<GraphView>;

inline size_t num_vertices(const GraphView& view) { return view.vertex_count(); }
inline size_t num_edges(const GraphView& view) { return view.edge_count(); }

inline std::pair<BoostView::vertex_iterator, BoostView::vertex_iterator> vertices(
    const GraphView& view) {
  return {BoostView::vertex_iterator(0),
          BoostView::vertex_iterator(static_cast<Vertex>(view.vertex_count()))};
}

inline std::pair<BoostView::edge_iterator, BoostView::edge_iterator> edges(const GraphView& view) {
  return {AllEdgesIterator(view, 0, 0),
          AllEdgesIterator(view, static_cast<Vertex>(view.vertex_count()), 0)};
}

inline Vertex source(const ViewEdge& edge, const GraphView&) { return edge.source; }
inline Vertex target(const ViewEdge& edge, const GraphView&) { return edge.target; }

inline std::pair<BoostView::out_edge_iterator, BoostView::out_edge_iterator> out_edges(
    Vertex v, const GraphView& view) {
  const OutEdgeRange range = view.OutEdges(v);
  return {range.begin(), range.end()};
}

inline std::pair<BoostView::in_edge_iterator, BoostView::in_edge_iterator> in_edges(
    Vertex v, const GraphView& view) {
  const InEdgeRange range = view.InEdges(v);
  return {range.begin(), range.end()};
}

inline size_t out_degree(Vertex v, const GraphView& view) { return view.OutEdges(v).size(); }
inline size_t in_degree(Vertex v, const GraphView& view) { return view.InEdges(v).size(); }
inline size_t degree(Vertex v, const GraphView& view) {
  return out_degree(v, view) + in_degree(v, view);
}

inline std::pair<BoostView::adjacency_iterator, BoostView::adjacency_iterator> adjacent_vertices(
    Vertex v, const GraphView& view) {
  const auto [begin, end] = out_edges(v, view);
  return {BoostView::adjacency_iterator(begin, &view), BoostView::adjacency_iterator(end, &view)};
}

inline boost::typed_identity_property_map<Vertex> get(boost::vertex_index_t, const GraphView&) {
  return {};
}
inline Vertex get(boost::vertex_index_t, const GraphView&, Vertex v) { return v; }

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_VIEW_BOOST_GRAPH_H_
