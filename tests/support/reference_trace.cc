#include "tests/support/reference_trace.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <variant>

#include "tests/support/reference_graph.h"

namespace policygraph {
namespace {

using enum NodeKind;
using enum EdgeKind;

class Reference {
 public:
  Reference(const std::vector<GraphDelta>& deltas, const NodeId& strategy,
            const FilterRequest& filter, const std::optional<NodeId>& place,
            const TraceQuery& query)
      : graph_(deltas, filter), strategy_(strategy), query_(query) {
    if (place.has_value()) FindPlacesWithin(*place);
  }

  TraceOutline Run() {
    TraceOutline outline;
    FindDepths(outline);
    const std::map<NodeId, int> supporters = NearestSupporters({kProject});
    std::map<NodeId, int> projects = supporters;
    std::erase_if(projects, [this](const auto& project) { return !IsSelected(project.first); });
    for (const NodeId& project : Page(InOrder(projects))) {
      outline.projects.push_back(Describe(project, projects.at(project)));
    }
    outline.total_projects = projects.size();

    std::set<NodeId> claims;
    for (const auto& [claim, depth] : NearestSupporters({kCommitment, kOutcome})) {
      bool under_project = within_.has_value() || !query_.stages.empty();
      for (const NodeId& project : Targets(claim, kAdvances)) {
        under_project |= supporters.contains(project);
      }
      if (!under_project) claims.insert(claim);
    }
    CountAll(projects, claims, outline);
    std::erase_if(claims, [this](const NodeId& claim) {
      return !WantedClaims().contains(graph_.kind(claim));
    });
    outline.total_claims = claims.size();
    if (query_.first_project == 0) outline.claims = Describe(claims);
    return outline;
  }

 private:
  using Place = ReferenceGraph::Place;

  // Whatever report says which place lies in which.
  void FindPlacesWithin(const NodeId& place) {
    within_ = {place};
    for (size_t before = 0; before < within_->size();) {
      before = within_->size();
      for (const auto& [key, confidence] : graph_.place_edges) {
        if (within_->contains(key.target)) within_->insert(key.source);
      }
    }
  }

  bool IsSelected(const NodeId& project) const {
    if (query_.filter.HasYears() && Sources(project, kAdvances).empty()) return false;
    if (!query_.stages.empty() && std::ranges::count(query_.stages, StageOf(project)) == 0) {
      return false;
    }
    if (!within_.has_value()) return true;
    for (const NodeId& place : Targets(project, kLocatedIn)) {
      if (within_->contains(place)) return true;
    }
    return false;
  }

  Stage StageOf(const NodeId& project) const {
    Stage stage = Stage::kUnspecified;
    for (const NodeId& claim : Sources(project, kAdvances)) {
      stage = std::max(stage, graph_.edges.at({claim, kAdvances, project}).stage);
    }
    return stage;
  }

  void CountAll(const std::map<NodeId, int>& projects, std::set<NodeId> claims,
                TraceOutline& outline) const {
    for (const auto& [project, depth] : projects) {
      ++outline.projects_by_stage[StageOf(project)];
      const std::set<NodeId> places = Targets(project, kLocatedIn);
      for (const NodeId& place : places) ++outline.projects_by_place[place];
      if (places.empty()) ++outline.projects_without_place;
      claims.merge(Sources(project, kAdvances));
    }
    for (const NodeId& claim : claims) {
      ++(graph_.kind(claim) == kCommitment ? outline.commitments : outline.outcomes);
    }
  }

  std::set<NodeId> Targets(const NodeId& source, EdgeKind kind) const {
    return graph_.Targets(source, kind);
  }

  std::set<NodeId> Sources(const NodeId& target, EdgeKind kind) const {
    return graph_.Sources(target, kind);
  }

  std::set<NodeKind> WantedClaims() const {
    std::set<NodeKind> wanted;
    if (query_.include.commitments) wanted.insert(kCommitment);
    if (query_.include.outcomes) wanted.insert(kOutcome);
    return wanted;
  }

  void FindDepths(TraceOutline& outline) {
    depths_ = {{strategy_, 0}};
    for (int depth = 1; depth <= query_.max_depth + 1; ++depth) {
      std::set<NodeId> next;
      for (const auto& [whole, at] : depths_) {
        if (at != depth - 1) continue;
        for (const NodeId& part : Sources(whole, kPartOf)) {
          if (!depths_.contains(part)) next.insert(part);
        }
      }
      if (depth > query_.max_depth) {
        outline.depth_limited = !next.empty();
        return;
      }
      for (const NodeId& part : next) {
        depths_[part] = depth;
        outline.sub_strategies.emplace_back(depth, part);
      }
    }
  }

  std::map<NodeId, int> NearestSupporters(const std::set<NodeKind>& kinds) const {
    std::map<NodeId, int> nearest;
    for (const auto& [strategy, depth] : depths_) {
      for (const NodeId& supporter : Sources(strategy, kSupports)) {
        if (!kinds.contains(graph_.kind(supporter))) continue;
        const auto [at, added] = nearest.emplace(supporter, depth);
        if (!added) at->second = std::min(at->second, depth);
      }
    }
    return nearest;
  }

  std::vector<NodeId> InOrder(const std::map<NodeId, int>& projects) const {
    std::set<std::tuple<int, Place, NodeId>> ordered;
    for (const auto& [id, depth] : projects) ordered.emplace(depth, graph_.first_named.at(id), id);
    std::vector<NodeId> ids;
    for (const auto& [depth, place, id] : ordered) ids.push_back(id);
    return ids;
  }

  std::vector<NodeId> Page(const std::vector<NodeId>& ids) const {
    std::vector<NodeId> page;
    for (size_t i = query_.first_project; i < ids.size() && page.size() < query_.max_projects;
         ++i) {
      page.push_back(ids[i]);
    }
    return page;
  }

  TraceOutline::Project Describe(const NodeId& id, int depth) const {
    TraceOutline::Project project{.project = id, .path_length = static_cast<size_t>(depth) + 1};
    const auto all = [](const std::set<NodeId>& ids) {
      return std::vector<NodeId>(ids.begin(), ids.end());
    };
    if (query_.include.places) project.places = all(Targets(id, kLocatedIn));
    if (query_.include.agencies) project.responsible = all(Sources(id, kResponsibleFor));
    project.stage = StageOf(id);
    std::set<NodeId> claims;
    for (const NodeId& claim : Sources(id, kAdvances)) {
      if (WantedClaims().contains(graph_.kind(claim))) claims.insert(claim);
    }
    project.total_claims = claims.size();
    project.claims = Describe(claims);
    return project;
  }

  std::vector<TraceOutline::Claim> Describe(const std::set<NodeId>& ids) const {
    std::set<std::tuple<bool, int, Place, NodeId>> ordered;
    for (const NodeId& id : ids) {
      const Node& node = graph_.nodes.at(id);
      ordered.emplace(node.kind == kOutcome, std::get<ClaimDetails>(node.details).year,
                      graph_.first_named.at(id), id);
    }
    std::vector<TraceOutline::Claim> claims;
    for (const auto& [is_outcome, year, place, id] : ordered) {
      if (claims.size() == query_.max_claims) break;
      std::set<NodeId> indicators;
      if (query_.include.indicators) indicators = Targets(id, is_outcome ? kReports : kTargets);
      claims.push_back({id, {indicators.begin(), indicators.end()}});
    }
    return claims;
  }

  const ReferenceGraph graph_;
  const NodeId strategy_;
  const TraceQuery& query_;
  std::optional<std::set<NodeId>> within_;  // places asked for
  std::map<NodeId, int> depths_;            // of the strategies that are followed
};

}  // namespace

TraceOutline ReferenceTrace(const std::vector<GraphDelta>& deltas, const NodeId& strategy,
                            const FilterRequest& filter, const std::optional<NodeId>& place,
                            const TraceQuery& query) {
  return Reference(deltas, strategy, filter, place, query).Run();
}

}  // namespace policygraph
