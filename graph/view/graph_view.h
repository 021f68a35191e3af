#ifndef POLICYGRAPH_GRAPH_VIEW_GRAPH_VIEW_H_
#define POLICYGRAPH_GRAPH_VIEW_GRAPH_VIEW_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "graph/model/elements.h"
#include "graph/store/graph_store.h"

namespace policygraph {

// A node of one view: from 0 to vertex_count() - 1, in the order of node ids. Means nothing in
// another view.
using Vertex = uint32_t;

// An edge of one view: from 0 to edge_count() - 1, in the order of edge keys.
using EdgeIndex = uint32_t;

// One edge, however many reports say it.
struct ViewEdge {
  Vertex source = 0;
  Vertex target = 0;
  EdgeIndex index = 0;
  EdgeKind kind = EdgeKind::kSupports;
  Stage stage = Stage::kUnspecified;  // the furthest that any report says

  friend constexpr bool operator==(const ViewEdge& a, const ViewEdge& b) {
    return a.index == b.index;
  }
  friend constexpr auto operator<=>(const ViewEdge& a, const ViewEdge& b) {
    return a.index <=> b.index;
  }
};

class GraphView;

enum class Direction : uint8_t { kOut, kIn };

// Walks the edges at one vertex. Made by EdgeRange; valid as long as the view.
template <Direction direction>
class EdgeIterator {
 public:
  using iterator_category = std::input_iterator_tag;  // edges are made on the fly
  using iterator_concept = std::random_access_iterator_tag;
  using value_type = ViewEdge;
  using difference_type = std::ptrdiff_t;
  using reference = ViewEdge;
  using pointer = void;

  EdgeIterator() = default;
  EdgeIterator(const GraphView* view, Vertex vertex, uint32_t position)
      : view_(view), vertex_(vertex), position_(position) {}

  inline ViewEdge operator*() const;
  ViewEdge operator[](difference_type n) const { return *(*this + n); }

  EdgeIterator& operator+=(difference_type n) {
    position_ = static_cast<uint32_t>(position_ + n);
    return *this;
  }
  EdgeIterator& operator-=(difference_type n) { return *this += -n; }
  EdgeIterator& operator++() { return *this += 1; }
  EdgeIterator& operator--() { return *this += -1; }
  EdgeIterator operator++(int) {
    EdgeIterator before = *this;
    ++*this;
    return before;
  }
  EdgeIterator operator--(int) {
    EdgeIterator before = *this;
    --*this;
    return before;
  }

  friend EdgeIterator operator+(EdgeIterator it, difference_type n) { return it += n; }
  friend EdgeIterator operator+(difference_type n, EdgeIterator it) { return it += n; }
  friend EdgeIterator operator-(EdgeIterator it, difference_type n) { return it -= n; }
  friend difference_type operator-(const EdgeIterator& a, const EdgeIterator& b) {
    return static_cast<difference_type>(a.position_) - static_cast<difference_type>(b.position_);
  }
  friend bool operator==(const EdgeIterator& a, const EdgeIterator& b) {
    return a.position_ == b.position_;
  }
  friend auto operator<=>(const EdgeIterator& a, const EdgeIterator& b) {
    return a.position_ <=> b.position_;
  }

 private:
  const GraphView* view_ = nullptr;
  Vertex vertex_ = 0;
  uint32_t position_ = 0;
};

// Edges at one vertex; as light as two iterators, and valid as long as the view.
template <Direction direction>
class EdgeRange {
 public:
  using iterator = EdgeIterator<direction>;

  EdgeRange(iterator begin, iterator end) : begin_(begin), end_(end) {}

  iterator begin() const { return begin_; }
  iterator end() const { return end_; }
  size_t size() const { return static_cast<size_t>(end_ - begin_); }
  bool empty() const { return begin_ == end_; }
  ViewEdge operator[](size_t i) const { return begin_[static_cast<std::ptrdiff_t>(i)]; }

 private:
  iterator begin_;
  iterator end_;
};

using OutEdgeRange = EdgeRange<Direction::kOut>;
using InEdgeRange = EdgeRange<Direction::kIn>;

// The nodes and edges of one snapshot as compressed sparse rows in both directions, made for
// walking: 37 bytes a node and 15 an edge. Names, text and evidence stay in the snapshot, which the
// view holds, so that they are read from the very same revision.
//
// Immutable: all methods may be called from many threads. Must not outlive the store of its
// snapshot. With boost_graph.h it is a Boost graph.
class GraphView {
 public:
  // Reads the whole snapshot. Fails as the snapshot's reads do, with STORE_FAILURE when an edge
  // joins a node that is not there, and with LIMIT_EXCEEDED for 2^32 nodes or edges.
  static absl::StatusOr<std::shared_ptr<const GraphView>> Build(
      std::shared_ptr<const GraphSnapshot> snapshot);

  Revision revision() const { return snapshot_->revision(); }
  const GraphSnapshot& snapshot() const { return *snapshot_; }

  size_t vertex_count() const { return ids_.size(); }
  size_t edge_count() const { return out_targets_.size(); }

  // The vertex of a node, in constant time; nothing when no report asserts it.
  std::optional<Vertex> Find(const NodeId& id) const;

  // The edge with this key; nothing when no report asserts it.
  std::optional<ViewEdge> FindEdge(const EdgeKey& key) const;

  // Name of a report; empty when it is not loaded. Valid as long as the view.
  std::string_view ReportName(const ReportId& report) const;

  // Of what follows the precondition is v < vertex_count(), and edges must be of this view.

  const NodeId& id(Vertex v) const { return ids_[v]; }
  NodeKind kind(Vertex v) const { return kinds_[v]; }
  EdgeKey key(const ViewEdge& edge) const {
    return EdgeKey{ids_[edge.source], edge.kind, ids_[edge.target]};
  }

  // The year that a claim is for or that a report is of; 0 for other kinds and when not known.
  int year(Vertex v) const { return years_[v]; }

  Confidence confidence(Vertex v) const { return node_confidences_[v]; }
  Confidence confidence(const ViewEdge& edge) const { return edge_confidences_[edge.index]; }

  // Orders nodes as the reports first name them: by name of the report, then by place in its text.
  // What no report's words name comes last. Two nodes may have the same number.
  uint64_t reading_order(Vertex v) const { return reading_orders_[v]; }

  // Edges that leave v, by kind and target, and edges that enter it, by kind and source.
  OutEdgeRange OutEdges(Vertex v) const {
    return {{this, v, out_begins_[v]}, {this, v, out_begins_[v + 1]}};
  }
  InEdgeRange InEdges(Vertex v) const {
    return {{this, v, in_begins_[v]}, {this, v, in_begins_[v + 1]}};
  }

  // Those of one kind, found by binary search among the edges at v.
  OutEdgeRange OutEdges(Vertex v, EdgeKind kind) const;
  InEdgeRange InEdges(Vertex v, EdgeKind kind) const;

  // Edges at v in both directions, MENTIONS left out: how well it is connected.
  size_t Degree(Vertex v) const;

 private:
  class Builder;
  template <Direction>
  friend class EdgeIterator;

  // Kind and stage of an edge in one byte.
  class Label {
   public:
    Label(EdgeKind kind, Stage stage)
        : bits_(static_cast<uint8_t>(static_cast<int>(kind) << 4 | static_cast<int>(stage))) {}
    EdgeKind kind() const { return static_cast<EdgeKind>(bits_ >> 4); }
    Stage stage() const { return static_cast<Stage>(bits_ & 15); }

   private:
    static_assert(kEdgeKindEnd <= 16, "an edge kind must fit four bits");
    uint8_t bits_;
  };

  explicit GraphView(std::shared_ptr<const GraphSnapshot> snapshot);

  std::shared_ptr<const GraphSnapshot> snapshot_;
  absl::flat_hash_map<ReportId, std::string> report_names_;

  // By vertex.
  std::vector<NodeId> ids_;
  std::vector<NodeKind> kinds_;
  std::vector<int16_t> years_;
  std::vector<uint64_t> reading_orders_;
  std::vector<Confidence> node_confidences_;

  // Ids are hashes, so their leading bits say nearly where one stands: first vertex of each value
  // of those bits, and the end.
  std::vector<Vertex> id_buckets_;
  int id_bucket_bits_ = 0;

  // Where the edges of each vertex begin, and the end.
  std::vector<uint32_t> out_begins_;
  std::vector<uint32_t> in_begins_;

  // By edge index.
  std::vector<Vertex> out_targets_;
  std::vector<Label> out_labels_;
  std::vector<Confidence> edge_confidences_;

  // By target, kind and source.
  std::vector<Vertex> in_sources_;
  std::vector<Label> in_labels_;
  std::vector<EdgeIndex> in_indexes_;
};

template <>
inline ViewEdge EdgeIterator<Direction::kOut>::operator*() const {
  const GraphView::Label label = view_->out_labels_[position_];
  return {vertex_, view_->out_targets_[position_], position_, label.kind(), label.stage()};
}

template <>
inline ViewEdge EdgeIterator<Direction::kIn>::operator*() const {
  const GraphView::Label label = view_->in_labels_[position_];
  return {view_->in_sources_[position_], vertex_, view_->in_indexes_[position_], label.kind(),
          label.stage()};
}

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_VIEW_GRAPH_VIEW_H_
