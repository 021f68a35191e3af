#include "graph/analysis/shortest_path.h"

#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "graph/analysis/level_marks.h"
#include "graph/base/status_macros.h"

namespace policygraph {
namespace {

// One of the two searches: the nodes it has reached, level by level.
struct Side {
  Side(LevelMarks::Side name, Vertex start) : name(name), levels{{start}} {}

  size_t depth() const { return levels.size() - 1; }
  const std::vector<Vertex>& frontier() const { return levels.back(); }

  LevelMarks::Side name;
  std::vector<std::vector<Vertex>> levels;
  std::vector<size_t> work;  // by level: edges to look at to go on from it
};

// A search is never begun inside another one, so a thread needs one set of marks.
LevelMarks& MarksOfThisThread() {
  thread_local LevelMarks marks;
  return marks;
}

class Search {
 public:
  Search(const PathGraph& graph, Vertex from, Vertex to, const Detour& detour, Steps& steps)
      : graph_(graph), from_(from), to_(to), detour_(detour), steps_(steps) {}

  absl::StatusOr<std::vector<Vertex>> Run(size_t max_length) {
    marks_.Begin(graph_.view.vertex_count());
    marks_.Mark(from_, out_.name, 0);
    marks_.Mark(to_, in_.name, 0);
    out_.work.push_back(WorkAt(out_.frontier(), Direction::kOut));
    in_.work.push_back(WorkAt(in_.frontier(), Direction::kIn));
    while (out_.depth() + in_.depth() < max_length) {
      if (out_.frontier().empty() || in_.frontier().empty()) break;
      const bool forward = out_.work.back() <= in_.work.back();
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

  // Edges that are looked at to go on from these nodes.
  template <typename Nodes>
  size_t WorkAt(const Nodes& nodes, Direction direction) const {
    size_t edges = 0;
    for (const Vertex v : nodes) {
      if (direction == Direction::kOut || !graph_.directed) edges += graph_.view.OutEdges(v).size();
      if (direction == Direction::kIn || !graph_.directed) edges += graph_.view.InEdges(v).size();
    }
    return edges;
  }

  // Takes one search a level further; returns those of the new level that the other has reached.
  // The searches have not met before, so a path through any of these is a shortest one. When there
  // are any, they alone are kept: the level is the last, and the largest.
  absl::StatusOr<std::vector<Vertex>> Advance(Side& side, const Side& other, Direction direction) {
    const auto may_step = [&](Vertex v, Vertex w) {
      return direction == Direction::kOut ? MayStep(v, w) : MayStep(w, v);
    };
    const size_t level = side.levels.size();
    absl::flat_hash_set<Vertex> met;
    std::vector<Vertex> next;
    for (const Vertex v : side.frontier()) {
      RETURN_IF_ERROR(ForEachNext(v, direction, [&](Vertex w) {
        if (marks_.Reached(w, other.name)) {
          if (may_step(v, w)) met.insert(w);
        } else if (met.empty() && !marks_.Reached(w) && may_step(v, w)) {
          marks_.Mark(w, side.name, level);
          next.push_back(w);
        }
      }));
    }
    if (!met.empty()) next.assign(met.begin(), met.end());
    side.work.push_back(WorkAt(next, direction));
    side.levels.push_back(std::move(next));
    return std::vector<Vertex>(met.begin(), met.end());
  }

  // Reads the first path: the nodes of each level from which a meeting place can be reached, then
  // always the smallest of them. Vertices are in the order of ids.
  absl::StatusOr<std::vector<Vertex>> Read(const std::vector<Vertex>& met) {
    std::vector<absl::flat_hash_set<Vertex>> leading(out_.depth() + 1);
    leading.back().insert(met.begin(), met.end());
    for (size_t level = out_.depth(); level > 0; --level) {
      ASSIGN_OR_RETURN(leading[level - 1], LeadingTo(leading[level], level - 1));
    }
    std::vector<Vertex> path = {from_};
    for (size_t level = 1; path.back() != to_; ++level) {
      ASSIGN_OR_RETURN(const Vertex next,
                       level < leading.size()
                           ? SmallestNext(path.back(), leading[level])
                           : SmallestNext(path.back(), out_.depth() + in_.depth() - level));
      path.push_back(next);
    }
    return path;
  }

  // Those of the level that have an edge to any of the targets. Looks from the side that has fewer
  // edges to look at; those of the level were looked at before.
  absl::StatusOr<absl::flat_hash_set<Vertex>> LeadingTo(const absl::flat_hash_set<Vertex>& targets,
                                                        size_t level) {
    absl::flat_hash_set<Vertex> leading;
    if (WorkAt(targets, Direction::kIn) < out_.work[level]) {
      for (const Vertex w : targets) {
        RETURN_IF_ERROR(ForEachNext(w, Direction::kIn, [&](Vertex v) {
          if (marks_.Reached(v, out_.name, level) && MayStep(v, w)) leading.insert(v);
        }));
      }
      return leading;
    }
    for (const Vertex v : out_.levels[level]) {
      RETURN_IF_ERROR(ForEachNext(v, Direction::kOut, [&](Vertex w) {
        if (targets.contains(w) && MayStep(v, w)) leading.insert(v);
      }));
    }
    return leading;
  }

  // The smallest of the nodes that a step leads to.
  absl::StatusOr<Vertex> SmallestNext(Vertex v, const absl::flat_hash_set<Vertex>& nodes) {
    std::optional<Vertex> best;
    RETURN_IF_ERROR(ForEachNext(v, Direction::kOut, [&](Vertex w) {
      if (best.has_value() && *best <= w) return;
      if (nodes.contains(w) && MayStep(v, w)) best = w;
    }));
    return *best;
  }

  // The smallest node that a step leads to, of a level of the search from the end.
  absl::StatusOr<Vertex> SmallestNext(Vertex v, size_t level) {
    std::optional<Vertex> best;
    const auto consider = [&](Vertex w) {
      if ((!best.has_value() || w < *best) && MayStep(v, w)) best = w;
    };
    if (WorkAt(std::array{v}, Direction::kOut) < in_.work[level]) {
      RETURN_IF_ERROR(ForEachNext(v, Direction::kOut, [&](Vertex w) {
        if (marks_.Reached(w, in_.name, level)) consider(w);
      }));
      return *best;
    }
    for (const Vertex w : in_.levels[level]) {
      RETURN_IF_ERROR(ForEachNext(w, Direction::kIn, [&](Vertex back) {
        if (back == v) consider(w);
      }));
    }
    return *best;
  }

  const PathGraph& graph_;
  const Vertex from_;
  const Vertex to_;
  const Detour& detour_;
  Steps& steps_;
  LevelMarks& marks_ = MarksOfThisThread();
  Side out_{LevelMarks::Side::kFromStart, from_};
  Side in_{LevelMarks::Side::kFromEnd, to_};
};

}  // namespace

absl::StatusOr<std::vector<Vertex>> FindShortestPath(const PathGraph& graph, Vertex from, Vertex to,
                                                     size_t max_length, const Detour& detour,
                                                     Steps& steps) {
  return Search(graph, from, to, detour, steps).Run(max_length);
}

}  // namespace policygraph
