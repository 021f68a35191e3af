#include "tests/support/reference_origins.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "tests/support/reference_graph.h"

namespace policygraph {
namespace {

using enum NodeKind;
using enum EdgeKind;

struct Step {
  NodeId from;
  NodeId to;
  Confidence confidence = 0;
};

struct Way {
  size_t length = 0;
  Confidence least_sure = kCertain;

  // Shorter ways come first, and of those the surer.
  std::tuple<size_t, int> Rank() const { return {length, -int{least_sure}}; }
};

class Reference {
 public:
  Reference(const std::vector<GraphDelta>& deltas, const FilterRequest& filter)
      : graph_(deltas, filter), has_years_(filter.min_year != 0 || filter.max_year != 0) {
    for (const auto& [key, said] : graph_.edges) AddStep(key, said.confidence);
    for (const auto& [key, confidence] : graph_.place_edges) {
      steps_.push_back({key.target, key.source, confidence});
    }
    std::erase_if(steps_,
                  [this](const Step& step) { return IsLeftOut(step.from) || IsLeftOut(step.to); });
  }

  OriginsOutline Run(const NodeId& node) const {
    OriginsOutline outline;
    const std::map<NodeId, Way> ways = WaysFrom(node);
    for (const auto& [id, way] : ways) {
      if (graph_.kind(id) != kStrategy) continue;
      OriginsOutline::Origin& origin = outline.origins[id];
      origin.path_length = way.length;
      origin.least_sure = way.least_sure;
      for (const auto& [parent, up] : WaysFrom(id)) {
        if (parent != id) origin.parents[parent] = up.length;
      }
    }
    for (const auto& [id, way] : ways) {
      const bool is_project = graph_.kind(id) == kProject;
      if (!is_project && !IsClaim(graph_.kind(id))) continue;
      bool leads = false;
      for (const auto& [strategy, further] : WaysFrom(id)) {
        if (graph_.kind(strategy) != kStrategy) continue;
        leads = true;
        OriginsOutline::Origin& origin = outline.origins.at(strategy);
        ++(is_project ? origin.projects : origin.claims);
      }
      if (leads) ++(is_project ? outline.total_projects : outline.total_claims);
    }
    return outline;
  }

 private:
  void AddStep(const EdgeKey& key, Confidence confidence) {
    const NodeKind source = graph_.kind(key.source);
    const bool is_work = source == kProject || IsClaim(source);
    if ((key.kind == kSupports && is_work) || key.kind == kAdvances ||
        key.kind == kResponsibleFor || (key.kind == kPartOf && source == kStrategy)) {
      steps_.push_back({key.source, key.target, confidence});
    }
    if (key.kind == kTargets || key.kind == kReports || (key.kind == kLocatedIn && is_work)) {
      steps_.push_back({key.target, key.source, confidence});
    }
  }

  bool IsLeftOut(const NodeId& id) const {
    return has_years_ && graph_.kind(id) == kProject && graph_.Sources(id, kAdvances).empty();
  }

  // The best way to each node that the steps lead to, the node itself included.
  std::map<NodeId, Way> WaysFrom(const NodeId& node) const {
    std::map<NodeId, Way> ways = {{node, {}}};
    for (bool changed = true; changed;) {
      changed = false;
      for (const Step& step : steps_) {
        const auto from = ways.find(step.from);
        if (from == ways.end()) continue;
        const Way way{from->second.length + 1, std::min(from->second.least_sure, step.confidence)};
        const auto [known, is_new] = ways.emplace(step.to, way);
        if (!is_new && known->second.Rank() <= way.Rank()) continue;
        known->second = way;
        changed = true;
      }
    }
    return ways;
  }

  const ReferenceGraph graph_;
  const bool has_years_;
  std::vector<Step> steps_;
};

}  // namespace

OriginsOutline ReferenceOrigins(const std::vector<GraphDelta>& deltas, const NodeId& node,
                                const FilterRequest& filter) {
  return Reference(deltas, filter).Run(node);
}

}  // namespace policygraph
