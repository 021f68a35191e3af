#include <algorithm>
#include <numeric>
#include <utility>

#include "graph/analysis/communities.h"
#include "graph/base/status_macros.h"

namespace policygraph {
namespace {

// A move that gains less is rounding: taking it could go round in circles.
constexpr double kLeastGain = 1e-9;

// A round that raises the modularity by less ends its level: the moves that are left are many and
// change little.
constexpr double kLeastRise = 1e-5;

// A graph whose nodes are communities of another one. Weights count edge ends.
struct Coarse {
  struct Link {
    SubVertex node = 0;
    double weight = 0;
  };
  std::vector<std::vector<Link>> links;  // to others, by node
  std::vector<double> degrees;           // ends at each node, those within it included
};

absl::StatusOr<Coarse> FirstLevel(const Subgraph& graph, Steps& steps) {
  Coarse coarse;
  coarse.links.resize(graph.size());
  coarse.degrees.resize(graph.size());
  for (SubVertex v = 0; v < graph.size(); ++v) {
    RETURN_IF_ERROR(steps.Count(1 + graph.neighbors()[v].size()));
    for (const SubVertex w : graph.neighbors()[v]) coarse.links[v].push_back({w, 1});
    coarse.degrees[v] = static_cast<double>(coarse.links[v].size());
  }
  return coarse;
}

// Numbers communities from 0 in the order of their first nodes; returns how many there are.
SubVertex Renumber(std::vector<SubVertex>& communities) {
  const auto unnumbered = static_cast<SubVertex>(communities.size());
  std::vector<SubVertex> numbers(communities.size(), unnumbered);
  SubVertex count = 0;
  for (SubVertex& community : communities) {
    if (numbers[community] == unnumbered) numbers[community] = count++;
    community = numbers[community];
  }
  return count;
}

// One level of the method: moves the nodes of one graph between communities.
class Mover {
 public:
  explicit Mover(const Coarse& graph)
      : graph_(graph),
        communities_(graph.links.size()),
        totals_(graph.degrees),
        weights_(graph.links.size()),
        ends_(std::accumulate(graph.degrees.begin(), graph.degrees.end(), 0.0)) {
    std::iota(communities_.begin(), communities_.end(), 0);
  }

  // Until moves gain hardly anything. Whether any was made.
  absl::StatusOr<bool> Run(Steps& steps) {
    bool any = false;
    double rise = ends_ > 0 ? 1 : 0;  // of the modularity, in the last round
    while (rise >= kLeastRise) {
      rise = 0;
      for (SubVertex v = 0; v < graph_.links.size(); ++v) {
        RETURN_IF_ERROR(steps.Count(1 + graph_.links[v].size()));
        const double gain = Move(v);
        any = any || gain > 0;
        rise += 2 * gain / ends_;
      }
    }
    return any;
  }

  std::vector<SubVertex> communities() && { return std::move(communities_); }

 private:
  // What joining a community gains, up to what is the same for all of them.
  double Gain(SubVertex v, SubVertex community) const {
    return weights_[community] - graph_.degrees[v] * totals_[community] / ends_;
  }

  // Moves a node to the community that gains most; returns how much more that is than staying.
  double Move(SubVertex v) {
    const SubVertex home = communities_[v];
    around_.assign(1, home);
    for (const Coarse::Link& link : graph_.links[v]) {
      const SubVertex community = communities_[link.node];
      if (weights_[community] == 0 && community != home) around_.push_back(community);
      weights_[community] += link.weight;
    }
    totals_[home] -= graph_.degrees[v];
    std::ranges::sort(around_.begin() + 1, around_.end());
    SubVertex best = home;
    for (const SubVertex community : around_) {
      if (Gain(v, community) > Gain(v, best) + kLeastGain) best = community;
    }
    const double gain = Gain(v, best) - Gain(v, home);
    totals_[best] += graph_.degrees[v];
    communities_[v] = best;
    for (const SubVertex community : around_) weights_[community] = 0;
    return gain;
  }

  const Coarse& graph_;
  std::vector<SubVertex> communities_;
  std::vector<double> totals_;   // ends at the nodes of each community
  std::vector<double> weights_;  // ends that lead from the node to move to each; else 0
  std::vector<SubVertex> around_;
  const double ends_;
};

absl::StatusOr<Coarse> Contract(const Coarse& graph, const std::vector<SubVertex>& communities,
                                SubVertex count, Steps& steps) {
  Coarse coarse;
  coarse.links.resize(count);
  coarse.degrees.resize(count);
  for (SubVertex v = 0; v < communities.size(); ++v) {
    RETURN_IF_ERROR(steps.Count(1 + graph.links[v].size()));
    coarse.degrees[communities[v]] += graph.degrees[v];
    for (const Coarse::Link& link : graph.links[v]) {
      if (communities[link.node] == communities[v]) continue;
      coarse.links[communities[v]].push_back({communities[link.node], link.weight});
    }
  }
  for (std::vector<Coarse::Link>& links : coarse.links) {
    RETURN_IF_ERROR(steps.Count(1 + links.size()));
    std::ranges::sort(links, {}, &Coarse::Link::node);
    size_t kept = 0;
    for (const Coarse::Link& link : links) {
      if (kept > 0 && links[kept - 1].node == link.node) {
        links[kept - 1].weight += link.weight;
      } else {
        links[kept++] = link;
      }
    }
    links.resize(kept);
  }
  return coarse;
}

}  // namespace

absl::StatusOr<std::vector<SubVertex>> Louvain(const Subgraph& graph, Steps& steps) {
  ASSIGN_OR_RETURN(Coarse coarse, FirstLevel(graph, steps));
  std::vector<SubVertex> nodes(graph.size());  // the coarse node of each node
  std::iota(nodes.begin(), nodes.end(), 0);
  while (true) {
    Mover mover(coarse);
    ASSIGN_OR_RETURN(const bool moved, mover.Run(steps));
    if (!moved) break;
    std::vector<SubVertex> communities = std::move(mover).communities();
    const SubVertex count = Renumber(communities);
    for (SubVertex& node : nodes) node = communities[node];
    ASSIGN_OR_RETURN(coarse, Contract(coarse, communities, count, steps));
  }
  std::vector<SubVertex> first(coarse.links.size(), static_cast<SubVertex>(graph.size()));
  for (SubVertex v = 0; v < nodes.size(); ++v) first[nodes[v]] = std::min(first[nodes[v]], v);
  for (SubVertex& node : nodes) node = first[node];
  return nodes;
}

}  // namespace policygraph
