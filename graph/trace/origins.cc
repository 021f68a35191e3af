#include "graph/trace/origins.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "graph/trace/steps_up.h"

namespace policygraph {
namespace {

// How a search came to a node.
struct Arrival {
  size_t length = 0;  // of the path
  Confidence least_sure = kCertain;
  UpHop hop;  // the last of the path; not set at the node it began at
};

// What leads up from one node, nearest first, each by its best path.
struct Reach {
  std::vector<Vertex> order;
  absl::flat_hash_map<Vertex, Arrival> arrivals;
};

absl::Status CountHops(const std::vector<UpHop>& hops, Steps& steps) {
  RETURN_IF_ERROR(steps.Count(hops.size() + 1));
  if (!steps.exhausted()) return absl::OkStatus();
  return MakeError(ErrorReason::kLimitExceeded,
                   "node: more leads up from it than is followed in one answer; ask of a narrower "
                   "node, or filter by report, place, year or confidence",
                   {{"field", "node"}});
}

// A breadth-first search, level by level: all paths to a level are known before one of it is
// followed, so the surest of the shortest is.
absl::StatusOr<Reach> SearchUp(const GraphView& view, const StepsUp& up, Vertex from,
                               Steps& steps) {
  Reach reach;
  reach.order.push_back(from);
  reach.arrivals.emplace(from, Arrival{});
  for (size_t level = 0, end = 1; level < end; level = end, end = reach.order.size()) {
    for (size_t i = level; i < end; ++i) {
      const Arrival at = reach.arrivals.at(reach.order[i]);
      const std::vector<UpHop> hops = up.From(reach.order[i]);
      RETURN_IF_ERROR(CountHops(hops, steps));
      for (const UpHop& hop : hops) {
        const Arrival next{at.length + 1, std::min(at.least_sure, view.confidence(hop.edge)), hop};
        const auto [known, is_new] = reach.arrivals.try_emplace(hop.to, next);
        if (is_new) {
          reach.order.push_back(hop.to);
        } else if (known->second.length == next.length &&
                   known->second.least_sure < next.least_sure) {
          known->second = next;
        }
      }
    }
  }
  return reach;
}

class OriginFinder {
 public:
  OriginFinder(const GraphView& view, const OriginsQuery& query, Steps& steps)
      : view_(view), query_(query), steps_(steps), up_(view, query.filter) {}

  absl::StatusOr<OriginsResult> Run() {
    OriginsResult result;
    if (!up_.Counts(query_.node)) return result;
    ASSIGN_OR_RETURN(reach_, SearchUp(view_, up_, query_.node, steps_));
    RETURN_IF_ERROR(CountWaysUp(result));
    std::vector<Vertex> strategies;
    for (const Vertex v : reach_.order) {
      if (view_.kind(v) == NodeKind::kStrategy) strategies.push_back(v);
    }
    result.total_origins = strategies.size();
    for (const Vertex strategy : PageOf(strategies)) {
      ASSIGN_OR_RETURN(result.origins.emplace_back(), Describe(strategy));
    }
    return result;
  }

 private:
  struct Counted {
    size_t projects = 0;
    size_t claims = 0;
  };

  // For each strategy, the projects and claims on ways to it.
  absl::Status CountWaysUp(OriginsResult& result) {
    for (const Vertex v : reach_.order) {
      const NodeKind kind = view_.kind(v);
      if (kind != NodeKind::kProject && !IsClaim(kind)) continue;
      absl::flat_hash_set<Vertex> above;
      RETURN_IF_ERROR(AddStrategiesFrom(v, above));
      if (above.empty()) continue;
      ++(kind == NodeKind::kProject ? result.total_projects : result.total_claims);
      for (const Vertex strategy : above) {
        Counted& counted = counted_[strategy];
        ++(kind == NodeKind::kProject ? counted.projects : counted.claims);
      }
    }
    return absl::OkStatus();
  }

  absl::Status AddStrategiesFrom(Vertex v, absl::flat_hash_set<Vertex>& found) {
    const std::vector<UpHop> hops = up_.From(v);
    RETURN_IF_ERROR(CountHops(hops, steps_));
    for (const UpHop& hop : hops) {
      if (view_.kind(hop.to) == NodeKind::kStrategy) {
        RETURN_IF_ERROR(AddSelfAndAbove(hop.to, found));
      } else {
        RETURN_IF_ERROR(AddStrategiesFrom(hop.to, found));  // from a claim to its projects
      }
    }
    return absl::OkStatus();
  }

  absl::Status AddSelfAndAbove(Vertex strategy, absl::flat_hash_set<Vertex>& found) {
    auto known = above_.find(strategy);
    if (known == above_.end()) {
      ASSIGN_OR_RETURN(Reach reach, SearchUp(view_, up_, strategy, steps_));
      known = above_.emplace(strategy, std::move(reach.order)).first;
    }
    found.insert(known->second.begin(), known->second.end());
    return steps_.Count(known->second.size());
  }

  std::span<const Vertex> PageOf(std::vector<Vertex>& strategies) const {
    const size_t begin = std::min(query_.first_origin, strategies.size());
    const size_t end = begin + std::min(query_.max_origins, strategies.size() - begin);
    std::ranges::partial_sort(strategies, strategies.begin() + static_cast<std::ptrdiff_t>(end), {},
                              [this](Vertex v) {
                                const Counted counted = CountedFor(v);
                                return std::tuple(reach_.arrivals.at(v).length,
                                                  SIZE_MAX - (counted.projects + counted.claims),
                                                  view_.reading_order(v), v);
                              });
    return std::span<const Vertex>(strategies).subspan(begin, end - begin);
  }

  Counted CountedFor(Vertex strategy) const {
    const auto counted = counted_.find(strategy);
    return counted == counted_.end() ? Counted{} : counted->second;
  }

  absl::StatusOr<Origin> Describe(Vertex strategy) {
    const Counted counted = CountedFor(strategy);
    Origin origin{.strategy = strategy, .projects = counted.projects, .claims = counted.claims};
    for (Vertex v = strategy; v != query_.node;) {
      const UpHop& hop = reach_.arrivals.at(v).hop;
      origin.path.push_back(hop);
      v = hop.to == hop.edge.target ? hop.edge.source : hop.edge.target;
    }
    std::ranges::reverse(origin.path);
    ASSIGN_OR_RETURN(const Reach above, SearchUp(view_, up_, strategy, steps_));
    for (const Vertex v : above.order) {
      if (v == strategy) continue;
      if (origin.parents.size() == query_.max_parents) break;
      origin.parents.push_back(above.arrivals.at(v).hop);
    }
    return origin;
  }

  const GraphView& view_;
  const OriginsQuery& query_;
  Steps& steps_;
  const StepsUp up_;
  Reach reach_;
  absl::flat_hash_map<Vertex, Counted> counted_;
  absl::flat_hash_map<Vertex, std::vector<Vertex>> above_;
};

}  // namespace

absl::StatusOr<OriginsResult> TraceOrigins(const GraphView& view, const OriginsQuery& query,
                                           Steps& steps) {
  return OriginFinder(view, query, steps).Run();
}

bool LeadsToStrategies(NodeKind kind) {
  switch (kind) {
    case NodeKind::kStrategy:
    case NodeKind::kProject:
    case NodeKind::kCounty:
    case NodeKind::kRegion:
    case NodeKind::kAgency:
    case NodeKind::kIndicator:
    case NodeKind::kCommitment:
    case NodeKind::kOutcome:
      return true;
    default:
      return false;
  }
}

}  // namespace policygraph
