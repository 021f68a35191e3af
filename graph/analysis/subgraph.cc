#include "graph/analysis/subgraph.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "graph/base/status_macros.h"

namespace policygraph {

void Rows::Add(std::vector<SubVertex>& row) {
  std::ranges::sort(row);
  const auto repeated = std::ranges::unique(row);
  entries_.insert(entries_.end(), row.begin(), repeated.begin());
  begins_.push_back(entries_.size());
}

absl::StatusOr<Rows> Rows::Turned(Steps& steps) const {
  Rows turned;
  turned.begins_.assign(begins_.size(), 0);
  for (const SubVertex entry : entries_) {
    RETURN_IF_ERROR(steps.Count());
    ++turned.begins_[entry + 1];
  }
  for (size_t i = 1; i < turned.begins_.size(); ++i) turned.begins_[i] += turned.begins_[i - 1];
  turned.entries_.resize(entries_.size());
  std::vector<size_t> next(turned.begins_.begin(), turned.begins_.end() - 1);
  for (SubVertex v = 0; v < size(); ++v) {
    RETURN_IF_ERROR(steps.Count((*this)[v].size()));
    for (const SubVertex entry : (*this)[v]) turned.entries_[next[entry]++] = v;
  }
  return turned;
}

absl::StatusOr<Rows> Rows::Union(const Rows& a, const Rows& b, Steps& steps) {
  Rows joined;
  joined.begins_.reserve(a.begins_.size());
  joined.entries_.reserve(a.entries_.size() + b.entries_.size());
  for (SubVertex v = 0; v < a.size(); ++v) {
    RETURN_IF_ERROR(steps.Count(a[v].size() + b[v].size()));
    std::ranges::set_union(a[v], b[v], std::back_inserter(joined.entries_));
    joined.begins_.push_back(joined.entries_.size());
  }
  return joined;
}

absl::StatusOr<Subgraph> Subgraph::Of(const GraphView& view, const Selection& selection,
                                      Steps& steps) {
  constexpr SubVertex kLeftOut = std::numeric_limits<SubVertex>::max();
  Subgraph subgraph;
  std::vector<SubVertex> numbers(view.vertex_count(), kLeftOut);
  for (Vertex v = 0; v < view.vertex_count(); ++v) {
    RETURN_IF_ERROR(steps.Count());
    if (!selection.Has(v)) continue;
    numbers[v] = static_cast<SubVertex>(subgraph.vertices_.size());
    subgraph.vertices_.push_back(v);
  }
  std::vector<SubVertex> row;
  for (const Vertex v : subgraph.vertices_) {
    row.clear();
    for (const ViewEdge edge : view.OutEdges(v)) {
      RETURN_IF_ERROR(steps.Count());
      if (edge.target == v || numbers[edge.target] == kLeftOut || !selection.Has(edge)) continue;
      row.push_back(numbers[edge.target]);
    }
    subgraph.out_.Add(row);
  }
  ASSIGN_OR_RETURN(subgraph.in_, subgraph.out_.Turned(steps));
  ASSIGN_OR_RETURN(subgraph.neighbors_, Rows::Union(subgraph.out_, subgraph.in_, steps));
  return subgraph;
}

}  // namespace policygraph
