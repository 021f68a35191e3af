#include "graph/analysis/shortest_path.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "graph/base/status_macros.h"

namespace policygraph {
namespace {

// One of the two searches: the nodes it has reached, level by level.
struct Side {
  explicit Side(Vertex start) : levels{{start}}, reached{{start, 0}} {}

  size_t depth() const { return levels.size() - 1; }
  const std::vector<Vertex>& frontier() const { return levels.back(); }

  std::vector<std::vector<Vertex>> levels;
  absl::flat_hash_map<Vertex, size_t> reached;  // with its level
};

class Search {
 public:
  Search(const PathGraph& graph, Vertex from, Vertex to, const Detour& detour, Steps& steps)
      : graph_(graph), from_(from), to_(to), detour_(detour), steps_(steps), out_(from), in_(to) {}

  absl::StatusOr<std::vector<Vertex>> Run(size_t max_length) {
    while (out_.depth() + in_.depth() < max_length) {
      if (out_.frontier().empty() || in_.frontier().empty()) break;
      const bool forward = out_.frontier().size() <= in_.frontier().size();
      ASSIGN_OR_RETURN(const std::vector<Vertex> met, forward ? Advance(out_, in_, Direction::kOut)
                                                              : Advance(in_, out_, Direction::kIn));
      if (!met.empty()) return Read(met);
      if (steps_.exhausted()) break;
    }
    return std::vector<Vertex>();
  }

 private:
  bool MayStandBetween(Vertex v) const {
    return graph_.selection.Has(v) && !detour_.nodes.contains(v);
  }

  // Whether a path may go over an edge between these two, towards `to`.
  bool MayStep(Vertex source, Vertex target) const {
    if (target != to_ && !MayStandBetween(target)) return false;
    if (source != from_) return MayStandBetween(source);
    return !detour_.first_nodes.contains(target);
  }

  // Calls `visit` with the nodes one edge away from v, towards `to` or against it. A node comes
  // once for each edge.
  template <typename Visit>
  absl::Status ForEachNext(Vertex v, Direction direction, const Visit& visit) {
    if (direction == Direction::kOut || !graph_.directed) {
      for (const ViewEdge edge : graph_.view.OutEdges(v)) {
        RETURN_IF_ERROR(steps_.Count());
        if (graph_.selection.Has(edge)) visit(edge.target);
      }
    }
    if (direction == Direction::kIn || !graph_.directed) {
      for (const ViewEdge edge : graph_.view.InEdges(v)) {
        RETURN_IF_ERROR(steps_.Count());
        if (graph_.selection.Has(edge)) visit(edge.source);
      }
    }
    return absl::OkStatus();
  }

  // Takes one search a level further; returns those of the new level that the other has reached.
  // The searches have not met before, so a path through any of these is a shortest one.
  absl::StatusOr<std::vector<Vertex>> Advance(Side& side, const Side& other, Direction direction) {
    const size_t level = side.levels.size();
    std::vector<Vertex> next;
    std::vector<Vertex> met;
    for (const Vertex v : side.frontier()) {
      RETURN_IF_ERROR(ForEachNext(v, direction, [&](Vertex w) {
        const bool may = direction == Direction::kOut ? MayStep(v, w) : MayStep(w, v);
        if (!may || !side.reached.emplace(w, level).second) return;
        next.push_back(w);
        if (other.reached.contains(w)) met.push_back(w);
      }));
    }
    side.levels.push_back(std::move(next));
    return met;
  }

  // Reads the first path: the nodes of each level from which a meeting place can be reached, then
  // always the smallest of them. Vertices are in the order of ids.
  absl::StatusOr<std::vector<Vertex>> Read(const std::vector<Vertex>& met) {
    std::vector<absl::flat_hash_set<Vertex>> leading(out_.depth() + 1);
    leading.back().insert(met.begin(), met.end());
    for (size_t level = out_.depth(); level > 0; --level) {
      for (const Vertex v : leading[level]) {
        RETURN_IF_ERROR(ForEachNext(v, Direction::kIn, [&](Vertex w) {
          const auto found = out_.reached.find(w);
          if (found == out_.reached.end() || found->second != level - 1 || !MayStep(w, v)) return;
          leading[level - 1].insert(w);
        }));
      }
    }
    std::vector<Vertex> path = {from_};
    while (path.back() != to_) {
      const size_t level = path.size();
      std::optional<Vertex> best;
      RETURN_IF_ERROR(ForEachNext(path.back(), Direction::kOut, [&](Vertex w) {
        if (best.has_value() && *best <= w) return;
        if (LeadsOn(w, level, leading) && MayStep(path.back(), w)) best = w;
      }));
      path.push_back(*best);
    }
    return path;
  }

  bool LeadsOn(Vertex v, size_t level, const std::vector<absl::flat_hash_set<Vertex>>& leading) {
    if (level < leading.size()) return leading[level].contains(v);
    const auto found = in_.reached.find(v);
    return found != in_.reached.end() && found->second == out_.depth() + in_.depth() - level;
  }

  const PathGraph& graph_;
  const Vertex from_;
  const Vertex to_;
  const Detour& detour_;
  Steps& steps_;
  Side out_;
  Side in_;
};

}  // namespace

absl::StatusOr<std::vector<Vertex>> FindShortestPath(const PathGraph& graph, Vertex from, Vertex to,
                                                     size_t max_length, const Detour& detour,
                                                     Steps& steps) {
  return Search(graph, from, to, detour, steps).Run(max_length);
}

}  // namespace policygraph
