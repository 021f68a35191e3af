#ifndef POLICYGRAPH_TESTS_SUPPORT_PATTERN_ORACLE_H_
#define POLICYGRAPH_TESTS_SUPPORT_PATTERN_ORACLE_H_

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "graph/analysis/match_pattern.h"
#include "graph/analysis/pattern.h"
#include "graph/model/elements.h"
#include "graph/view/graph_view.h"

namespace policygraph {

// Tries every node in the place of every variable, and follows every edge again and again: slow on
// purpose, with nothing in common with MatchPattern(). `deltas` are what the view was built of.
class PatternOracle {
 public:
  PatternOracle(const GraphView& view, const std::vector<GraphDelta>& deltas,
                const Pattern& pattern)
      : view_(view), pattern_(pattern) {
    for (const GraphDelta& delta : deltas) {
      for (const EdgeAssertion& edge : delta.edges) keys_.push_back(edge.key);
    }
  }

  std::vector<PatternRow> Rows() {
    row_.assign(pattern_.variables.size(), std::nullopt);
    PutRequired(0);
    std::ranges::sort(rows_);
    return rows_;
  }

 private:
  bool Optional(size_t variable) const {
    return std::ranges::any_of(pattern_.edges, [&](const PatternEdge& edge) {
      return edge.optional && edge.to == variable;
    });
  }

  bool Fits(size_t variable, Vertex v) const {
    const auto& kinds = pattern_.variables[variable].kinds;
    return (kinds.empty() || std::ranges::count(kinds, view_.kind(v)) > 0) &&
           view_.confidence(v) >= pattern_.min_confidence &&
           std::ranges::count(row_, std::optional(v)) == 0;
  }

  bool Joined(const PatternEdge& edge, Vertex a, Vertex b) const {
    for (const EdgeKey& key : keys_) {
      const bool forward = key.source == view_.id(a) && key.target == view_.id(b) &&
                           edge.direction != PatternDirection::kIn;
      const bool back = key.source == view_.id(b) && key.target == view_.id(a) &&
                        edge.direction != PatternDirection::kOut;
      if (!forward && !back) continue;
      if (!edge.kinds.empty() && std::ranges::count(edge.kinds, key.kind) == 0) continue;
      if (view_.confidence(*view_.FindEdge(key)) >= pattern_.min_confidence) return true;
    }
    return false;
  }

  // Edges on the shortest way; far more than any pattern asks for when there is none.
  size_t Distance(size_t number, Vertex from, Vertex to) {
    std::vector<size_t>& distances = distances_[{number, from}];
    if (distances.empty()) {
      distances.assign(view_.vertex_count(), 1000);
      distances[from] = 0;
      for (size_t hop = 1; hop <= kMaxPatternHops; ++hop) {
        for (Vertex v = 0; v < view_.vertex_count(); ++v) {
          if (distances[v] != hop - 1) continue;
          for (Vertex w = 0; w < view_.vertex_count(); ++w) {
            if (distances[w] > hop && Joined(pattern_.edges[number], v, w)) distances[w] = hop;
          }
        }
      }
    }
    return distances[to];
  }

  bool Holds(size_t number) {
    const PatternEdge& edge = pattern_.edges[number];
    const size_t distance = Distance(number, *row_[edge.from], *row_[edge.to]);
    return distance >= edge.min_hops && distance <= edge.max_hops;
  }

  void PutRequired(size_t variable) {
    if (variable == row_.size()) {
      for (size_t i = 0; i < pattern_.edges.size(); ++i) {
        if (!pattern_.edges[i].optional && !Holds(i)) return;
      }
      PutOptional(0);
    } else if (Optional(variable)) {
      PutRequired(variable + 1);
    } else {
      for (Vertex v = 0; v < view_.vertex_count(); ++v) {
        if (!Fits(variable, v)) continue;
        row_[variable] = v;
        PutRequired(variable + 1);
        row_[variable].reset();
      }
    }
  }

  void PutOptional(size_t number) {
    if (number == pattern_.edges.size()) {
      rows_.push_back(row_);
      return;
    }
    const PatternEdge& edge = pattern_.edges[number];
    if (!edge.optional) return PutOptional(number + 1);
    bool any = false;
    for (Vertex v = 0; v < view_.vertex_count(); ++v) {
      if (!Fits(edge.to, v)) continue;
      row_[edge.to] = v;
      if (Holds(number)) {
        any = true;
        PutOptional(number + 1);
      }
      row_[edge.to].reset();
    }
    if (!any) PutOptional(number + 1);
  }

  const GraphView& view_;
  const Pattern& pattern_;
  std::vector<EdgeKey> keys_;
  std::map<std::pair<size_t, Vertex>, std::vector<size_t>> distances_;
  PatternRow row_;
  std::vector<PatternRow> rows_;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_TESTS_SUPPORT_PATTERN_ORACLE_H_
