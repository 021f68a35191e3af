#include "graph/trace/trace.h"

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "boost/graph/breadth_first_search.hpp"
#include "boost/graph/filtered_graph.hpp"
#include "boost/pending/queue.hpp"
#include "boost/property_map/property_map.hpp"
#include "graph/trace/parts_graph.h"

namespace policygraph {
namespace {

// How the walk came to a strategy.
struct Reached {
  int depth = 0;
  ViewEdge hop;  // PART_OF from it; not set at depth 0
};

// The strategies that a trace follows.
struct Strategies {
  std::vector<Vertex> order;  // nearest first
  absl::flat_hash_map<Vertex, Reached> reached;
  bool depth_limited = false;
};

// Lets the walk follow the edges that the query allows, from strategies less deep than its limit.
// Boost makes empty predicates and copies them, so this one refers to what it asks.
class WithinReach {
 public:
  WithinReach() = default;
  WithinReach(const GraphView& view, const TraceQuery& query, const Strategies& strategies)
      : view_(&view), query_(&query), strategies_(&strategies) {}

  // The walk asks about edges at strategies that it has reached, so their depth is known.
  bool operator()(const ViewEdge& part_of) const {
    return query_->filter.Has(*view_, part_of) &&
           strategies_->reached.at(part_of.target).depth < query_->max_depth;
  }

 private:
  const GraphView* view_ = nullptr;
  const TraceQuery* query_ = nullptr;
  const Strategies* strategies_ = nullptr;
};

struct Supporter {
  ViewEdge edge;  // SUPPORTS
  int depth = 0;  // of the strategy that it supports
};

// What supports them, each once, by its first edge from the nearest strategy.
struct Supporters {
  std::vector<Supporter> projects;
  std::vector<ViewEdge> claims;
};

// Boost copies visitors, so this one refers to what it fills.
class StrategyRecorder : public boost::bfs_visitor<> {
 public:
  explicit StrategyRecorder(Strategies& strategies) : strategies_(strategies) {}

  template <typename Graph>
  void discover_vertex(Vertex v, const Graph&) {
    strategies_.order.push_back(v);
  }

  template <typename Graph>
  void tree_edge(const ViewEdge& part_of, const Graph&) {
    const int depth = strategies_.reached.at(part_of.target).depth + 1;
    strategies_.reached.emplace(part_of.source, Reached{depth, part_of});
  }

 private:
  Strategies& strategies_;
};

class Tracer {
 public:
  Tracer(const GraphView& view, const TraceQuery& query) : view_(view), query_(query) {}

  TraceResult Run() const {
    const Strategies strategies = FollowParts();
    Supporters supporters = FindSupporters(strategies);

    TraceResult result;
    for (const Vertex v : strategies.order) {
      if (v != query_.strategy) result.sub_strategies.push_back(strategies.reached.at(v).hop);
    }
    result.depth_limited = strategies.depth_limited;
    result.totals =
        CountTotals(view_, query_.filter, VerticesOf(supporters.projects), supporters.claims);
    std::erase_if(supporters.claims,
                  [this](const ViewEdge& edge) { return !Wanted(view_.kind(edge.source)); });
    result.total_projects = supporters.projects.size();
    for (const Supporter& project : PageOf(supporters.projects)) {
      result.projects.push_back(DescribeProject(project.edge, strategies));
    }
    result.total_claims = supporters.claims.size();
    if (query_.first_project == 0) result.claims = DescribeClaims(supporters.claims);
    return result;
  }

 private:
  bool Walkable(const ViewEdge& edge) const { return query_.filter.Has(view_, edge); }

  bool Wanted(NodeKind claim) const {
    return (claim == NodeKind::kCommitment && query_.include.commitments) ||
           (claim == NodeKind::kOutcome && query_.include.outcomes);
  }

  Strategies FollowParts() const {
    Strategies strategies;
    strategies.reached.emplace(query_.strategy, Reached{});
    const PartsGraph parts(view_);
    const boost::filtered_graph graph(parts, WithinReach(view_, query_, strategies));
    absl::flat_hash_map<Vertex, boost::default_color_type> colors;
    boost::queue<Vertex> queue;
    boost::breadth_first_visit(graph, query_.strategy, queue, StrategyRecorder(strategies),
                               boost::make_assoc_property_map(colors));
    strategies.depth_limited = std::ranges::any_of(strategies.order, [&](Vertex v) {
      return std::ranges::any_of(view_.InEdges(v, EdgeKind::kPartOf), [&](const ViewEdge& part_of) {
        return Walkable(part_of) && !strategies.reached.contains(part_of.source);
      });
    });
    return strategies;
  }

  Supporters FindSupporters(const Strategies& strategies) const {
    Supporters found;
    absl::flat_hash_set<Vertex> projects;
    absl::flat_hash_set<Vertex> claims;
    for (const Vertex strategy : strategies.order) {
      const int depth = strategies.reached.at(strategy).depth;
      for (const ViewEdge supports : view_.InEdges(strategy, EdgeKind::kSupports)) {
        if (!Walkable(supports)) continue;
        const NodeKind kind = view_.kind(supports.source);
        if (kind == NodeKind::kProject) {
          if (projects.insert(supports.source).second) found.projects.push_back({supports, depth});
        } else if (IsClaim(kind)) {
          if (claims.insert(supports.source).second) found.claims.push_back(supports);
        }
      }
    }
    std::erase_if(found.projects,
                  [this](const Supporter& project) { return !IsSelected(project.edge.source); });
    // A claim that names no project has neither place nor stage.
    if (query_.places.has_value() || !query_.stages.empty()) found.claims.clear();
    std::erase_if(found.claims, [&](const ViewEdge& supports) {
      return std::ranges::any_of(view_.OutEdges(supports.source, EdgeKind::kAdvances),
                                 [&](const ViewEdge& advances) {
                                   return Walkable(advances) && projects.contains(advances.target);
                                 });
    });
    return found;
  }

  bool IsSelected(Vertex project) const {
    if (query_.filter.HasYears() && !AnyWalkable(view_.InEdges(project, EdgeKind::kAdvances))) {
      return false;
    }
    if (query_.places.has_value() &&
        std::ranges::none_of(view_.OutEdges(project, EdgeKind::kLocatedIn),
                             [this](const ViewEdge& located) {
                               return Walkable(located) && query_.places->contains(located.target);
                             })) {
      return false;
    }
    return query_.stages.empty() ||
           std::ranges::count(query_.stages, FurthestStage(view_, query_.filter, project)) > 0;
  }

  static std::vector<Vertex> VerticesOf(std::span<const Supporter> projects) {
    std::vector<Vertex> vertices;
    vertices.reserve(projects.size());
    for (const Supporter& project : projects) vertices.push_back(project.edge.source);
    return vertices;
  }

  // The page's part of the projects, in order.
  std::span<const Supporter> PageOf(std::vector<Supporter>& projects) const {
    const size_t begin = std::min(query_.first_project, projects.size());
    const size_t end = begin + std::min(query_.max_projects, projects.size() - begin);
    std::ranges::partial_sort(projects, projects.begin() + static_cast<std::ptrdiff_t>(end), {},
                              [this](const Supporter& project) {
                                const Vertex v = project.edge.source;
                                return std::tuple(project.depth, view_.reading_order(v), v);
                              });
    return std::span(projects).subspan(begin, end - begin);
  }

  ProjectTrace DescribeProject(const ViewEdge& supports, const Strategies& strategies) const {
    ProjectTrace project;
    project.project = supports.source;
    project.path.push_back(supports);
    for (Vertex v = supports.target; v != query_.strategy; v = project.path.back().target) {
      project.path.push_back(strategies.reached.at(v).hop);
    }
    std::ranges::reverse(project.path);

    if (query_.include.places) {
      project.places = WalkableOf(view_.OutEdges(project.project, EdgeKind::kLocatedIn));
    }
    if (query_.include.agencies) {
      project.responsible = WalkableOf(view_.InEdges(project.project, EdgeKind::kResponsibleFor));
    }
    std::vector<ViewEdge> claims = WalkableOf(view_.InEdges(project.project, EdgeKind::kAdvances));
    project.stage = FurthestStage(view_, query_.filter, project.project);
    std::erase_if(claims,
                  [this](const ViewEdge& edge) { return !Wanted(view_.kind(edge.source)); });
    project.total_claims = claims.size();
    project.claims = DescribeClaims(claims);
    return project;
  }

  // The first of the claims at the sources of these edges, with their indicators.
  std::vector<ClaimTrace> DescribeClaims(std::vector<ViewEdge>& edges) const {
    const size_t end = std::min(query_.max_claims, edges.size());
    std::ranges::partial_sort(edges, edges.begin() + static_cast<std::ptrdiff_t>(end), {},
                              [this](const ViewEdge& edge) {
                                const Vertex v = edge.source;
                                return std::tuple(view_.kind(v) != NodeKind::kCommitment,
                                                  view_.year(v), view_.reading_order(v), v);
                              });
    std::vector<ClaimTrace> claims;
    claims.reserve(end);
    for (const ViewEdge& edge : std::span(edges).first(end)) {
      claims.push_back({edge, IndicatorsOf(edge.source)});
    }
    return claims;
  }

  std::vector<ViewEdge> IndicatorsOf(Vertex claim) const {
    if (!query_.include.indicators) return {};
    const bool pledged = view_.kind(claim) == NodeKind::kCommitment;
    return WalkableOf(view_.OutEdges(claim, pledged ? EdgeKind::kTargets : EdgeKind::kReports));
  }

  template <typename Edges>
  bool AnyWalkable(const Edges& edges) const {
    return std::ranges::any_of(edges, [this](const ViewEdge& edge) { return Walkable(edge); });
  }

  template <typename Edges>
  std::vector<ViewEdge> WalkableOf(const Edges& edges) const {
    std::vector<ViewEdge> walkable;
    for (const ViewEdge edge : edges) {
      if (Walkable(edge)) walkable.push_back(edge);
    }
    return walkable;
  }

  const GraphView& view_;
  const TraceQuery& query_;
};

}  // namespace

TraceResult Trace(const GraphView& view, const TraceQuery& query) {
  return Tracer(view, query).Run();
}

}  // namespace policygraph
