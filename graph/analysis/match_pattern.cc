#include "graph/analysis/match_pattern.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "graph/analysis/hops.h"
#include "graph/analysis/node_filter.h"
#include "graph/analysis/selection.h"
#include "graph/base/status_macros.h"

namespace policygraph {
namespace {

// One move of the search: it follows an edge from a variable that has its node. The other variable
// either has one too, which is then checked, or gets one.
struct Move {
  size_t edge = 0;
  bool forward = true;  // from the edge's `from` to its `to`
  bool checks = false;
};

bool NamesSentences(const PatternVariable& variable) {
  return std::ranges::any_of(variable.kinds, [](NodeKind kind) {
    return kind == NodeKind::kStatement || kind == NodeKind::kReport;
  });
}

class Matcher {
 public:
  Matcher(const GraphState& state, const Pattern& pattern, size_t max_rows, Steps& steps)
      : state_(state), pattern_(pattern), max_rows_(max_rows), steps_(steps) {}

  absl::StatusOr<PatternMatches> Run() {
    RETURN_IF_ERROR(Prepare());
    ASSIGN_OR_RETURN(const size_t start, ChooseStart());
    Plan(start);
    row_.assign(pattern_.variables.size(), std::nullopt);
    RETURN_IF_ERROR(Begin(start));
    std::ranges::sort(matches_.rows);
    matches_.cut = matches_.cut || steps_.exhausted();
    return std::move(matches_);
  }

 private:
  absl::Status Prepare() {
    for (const PatternVariable& variable : pattern_.variables) {
      ASSIGN_OR_RETURN(NodeFilter filter,
                       NodeFilter::Of(state_, variable, pattern_.min_confidence));
      filters_.push_back(std::move(filter));
    }
    for (const PatternEdge& edge : pattern_.edges) {
      const SelectionQuery query = {
          .edge_kinds = edge.kinds,
          .min_confidence = pattern_.min_confidence,
          .with_sentences = NamesSentences(pattern_.variables[edge.from]) ||
                            NamesSentences(pattern_.variables[edge.to])};
      ASSIGN_OR_RETURN(Selection selection, Selection::Of(state_, query, steps_));
      hops_.emplace_back(state_.view(), edge, std::move(selection));
    }
    return absl::OkStatus();
  }

  bool OnOptionalEdge(size_t variable) const {
    return std::ranges::any_of(pattern_.edges, [&](const PatternEdge& edge) {
      return edge.optional && edge.to == variable;
    });
  }

  // The variable that fewest nodes fit, by its lists or kinds.
  absl::StatusOr<size_t> ChooseStart() {
    std::array<size_t, kNodeKindEnd> nodes{};  // by kind
    for (Vertex v = 0; v < state_.view().vertex_count(); ++v) {
      RETURN_IF_ERROR(steps_.Count());
      ++nodes[static_cast<size_t>(state_.view().kind(v))];
    }
    size_t start = 0;
    size_t fewest = std::numeric_limits<size_t>::max();
    for (size_t variable = 0; variable < filters_.size(); ++variable) {
      if (OnOptionalEdge(variable)) continue;
      size_t fitting = 0;
      if (const auto& listed = filters_[variable].listed(); listed.has_value()) {
        fitting = listed->size();
      } else {
        const Kinds<NodeKind> kinds(pattern_.variables[variable].kinds);
        for (size_t kind = 1; kind < nodes.size(); ++kind) {
          if (kinds.Has(static_cast<NodeKind>(kind))) fitting += nodes[kind];
        }
      }
      if (fitting < fewest) {
        fewest = fitting;
        start = variable;
      }
    }
    return start;
  }

  // Orders the edges so that each begins at a variable that has its node then; checks come as soon
  // as they can, optional edges last.
  void Plan(size_t start) {
    std::vector<size_t> reached = {start};
    std::vector<bool> done(pattern_.edges.size());
    const auto has = [&](size_t variable) { return std::ranges::count(reached, variable) > 0; };
    const auto add = [&](size_t edge, bool checks) {
      const PatternEdge& follows = pattern_.edges[edge];
      // Of two that have their nodes the one that got it first varies less.
      const bool forward =
          checks ? std::ranges::find(reached, follows.from) < std::ranges::find(reached, follows.to)
                 : has(follows.from);
      moves_.push_back({edge, forward, checks});
      if (!checks) reached.push_back(forward ? follows.to : follows.from);
      done[edge] = true;
    };
    for (bool added = true; added;) {
      added = false;
      for (size_t edge = 0; edge < done.size(); ++edge) {
        const PatternEdge& follows = pattern_.edges[edge];
        if (done[edge] || follows.optional || !has(follows.from) || !has(follows.to)) continue;
        add(edge, true);
      }
      for (size_t edge = 0; edge < done.size() && !added; ++edge) {
        const PatternEdge& follows = pattern_.edges[edge];
        if (done[edge] || follows.optional || has(follows.from) == has(follows.to)) continue;
        add(edge, false);
        added = true;
      }
    }
    for (size_t edge = 0; edge < done.size(); ++edge) {
      if (pattern_.edges[edge].optional) add(edge, false);
    }
  }

  absl::Status Begin(size_t start) {
    const NodeFilter& filter = filters_[start];
    const auto consider = [&](Vertex v) -> absl::Status {
      RETURN_IF_ERROR(steps_.Count());
      if (!filter.Has(v)) return absl::OkStatus();
      row_[start] = v;
      return Follow(0);
    };
    if (filter.listed().has_value()) {
      for (const Vertex v : *filter.listed()) RETURN_IF_ERROR(consider(v));
    } else {
      for (Vertex v = 0; v < state_.view().vertex_count(); ++v) {
        if (Stopped()) break;
        RETURN_IF_ERROR(consider(v));
      }
    }
    return absl::OkStatus();
  }

  bool Stopped() const { return matches_.cut || steps_.exhausted(); }

  // Makes the moves from this one on in every way.
  absl::Status Follow(size_t number) {
    RETURN_IF_ERROR(steps_.Count());
    if (Stopped()) return absl::OkStatus();
    if (number == moves_.size()) {
      if (matches_.rows.size() == max_rows_) {
        matches_.cut = true;
      } else {
        matches_.rows.push_back(row_);
      }
      return absl::OkStatus();
    }
    const Move& move = moves_[number];
    const PatternEdge& edge = pattern_.edges[move.edge];
    const size_t from = move.forward ? edge.from : edge.to;
    const size_t to = move.forward ? edge.to : edge.from;
    ASSIGN_OR_RETURN(const std::vector<Vertex>* reached,
                     hops_[move.edge].From(*row_[from], move.forward, steps_));
    if (move.checks) {
      return std::ranges::binary_search(*reached, *row_[to]) ? Follow(number + 1)
                                                             : absl::OkStatus();
    }
    bool any = false;
    for (const Vertex v : *reached) {
      RETURN_IF_ERROR(steps_.Count());
      if (!filters_[to].Has(v) || std::ranges::count(row_, std::optional(v)) > 0) continue;
      any = true;
      row_[to] = v;
      RETURN_IF_ERROR(Follow(number + 1));
      row_[to].reset();
      if (Stopped()) return absl::OkStatus();
    }
    return edge.optional && !any ? Follow(number + 1) : absl::OkStatus();
  }

  const GraphState& state_;
  const Pattern& pattern_;
  const size_t max_rows_;
  Steps& steps_;
  std::vector<NodeFilter> filters_;  // by variable
  std::vector<Hops> hops_;           // by edge
  std::vector<Move> moves_;
  PatternRow row_;  // what the moves so far have put
  PatternMatches matches_;
};

}  // namespace

absl::StatusOr<PatternMatches> MatchPattern(const GraphState& state, const Pattern& pattern,
                                            size_t max_rows, Steps& steps) {
  return Matcher(state, pattern, max_rows, steps).Run();
}

}  // namespace policygraph
