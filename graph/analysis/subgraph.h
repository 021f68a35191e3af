#ifndef POLICYGRAPH_GRAPH_ANALYSIS_SUBGRAPH_H_
#define POLICYGRAPH_GRAPH_ANALYSIS_SUBGRAPH_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/analysis/selection.h"
#include "graph/base/steps.h"
#include "graph/view/graph_view.h"

namespace policygraph {

// A node of one subgraph: from 0 to size() - 1, in the order of node ids.
using SubVertex = uint32_t;

// Compressed sparse rows: for each node other nodes, ascending.
class Rows {
 public:
  size_t size() const { return begins_.size() - 1; }
  size_t entry_count() const { return entries_.size(); }
  std::span<const SubVertex> operator[](SubVertex v) const {
    return std::span(entries_).subspan(begins_[v], begins_[v + 1] - begins_[v]);
  }

  // Adds the next row and puts it in order, each entry once.
  void Add(std::vector<SubVertex>& row);

  // For each node the rows that it is in; and row by row what either has, of as many rows each.
  // They fail as `steps` does.
  absl::StatusOr<Rows> Turned(Steps& steps) const;
  static absl::StatusOr<Rows> Union(const Rows& a, const Rows& b, Steps& steps);

 private:
  std::vector<size_t> begins_ = {0};
  std::vector<SubVertex> entries_;
};

// The selected nodes of a view and who is joined to whom by selected edges: a simple graph, in
// which several edges from one node to another count once and loops not at all. Ranking and
// grouping are of it. Immutable; may be used from many threads.
class Subgraph {
 public:
  // Fails as `steps` does.
  static absl::StatusOr<Subgraph> Of(const GraphView& view, const Selection& selection,
                                     Steps& steps);

  size_t size() const { return vertices_.size(); }
  size_t edge_count() const { return out_.entry_count(); }

  // The view's number of a node.
  Vertex vertex(SubVertex v) const { return vertices_[v]; }

  // Targets of edges that leave each node, sources of those that enter it, and both together.
  const Rows& out() const { return out_; }
  const Rows& in() const { return in_; }
  const Rows& neighbors() const { return neighbors_; }

 private:
  std::vector<Vertex> vertices_;
  Rows out_;
  Rows in_;
  Rows neighbors_;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_ANALYSIS_SUBGRAPH_H_
