#include "graph/curation/partial_graph.h"

#include <algorithm>
#include <string>
#include <utility>

#include "graph/store/merge.h"

namespace policygraph {
namespace {

// Adds the elements of one sorted list to another, each once.
template <typename Element>
void Unite(std::vector<Element>& list, const std::vector<Element>& more) {
  list.insert(list.end(), more.begin(), more.end());
  std::ranges::sort(list);
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

// Unites what stands in both kinds of assertions.
template <typename Assertion>
void UniteSources(Assertion& assertion, const Assertion& more) {
  Unite(assertion.evidence, more.evidence);
  if (assertion.derivation.empty()) assertion.derivation = more.derivation;
  Unite(assertion.confirmed_by, more.confirmed_by);
  assertion.confidence = std::max(assertion.confidence, more.confidence);
}

}  // namespace

bool PartialGraph::Has(const NodeId& id) const {
  const auto found = nodes_.find(id);
  return found != nodes_.end() && !found->second.empty();
}

bool PartialGraph::Has(const EdgeKey& key) const {
  const auto found = edges_.find(key);
  return found != edges_.end() && !found->second.empty();
}

std::vector<EdgeKey> PartialGraph::EdgesAt(const NodeId& id) const {
  const auto found = edges_at_.find(id);
  if (found == edges_at_.end()) return {};
  return {found->second.begin(), found->second.end()};
}

void PartialGraph::Put(NodeAssertion assertion) {
  NodeAssertions& known = nodes_[assertion.node.id];
  Node& node = assertion.node;
  if (!known.empty()) {
    const Node& head = known.begin()->second.node;
    node.kind = head.kind;
    node.scope = head.scope;
    node.name = head.name;
    std::erase(node.aliases, node.name);
  }
  const auto [at, added] = known.try_emplace(assertion.report, assertion);
  if (added) return;
  NodeAssertion& said = at->second;
  Unite(said.node.aliases, node.aliases);
  if (SaysNothing(said.node.details)) said.node.details = std::move(node.details);
  UniteSources(said, assertion);
}

void PartialGraph::Put(EdgeAssertion assertion) {
  const EdgeKey key = assertion.key;
  edges_at_[key.source].insert(key);
  edges_at_[key.target].insert(key);
  const auto [at, added] = edges_[key].try_emplace(assertion.report, assertion);
  if (added) return;
  at->second.stage = std::max(at->second.stage, assertion.stage);
  UniteSources(at->second, assertion);
}

PartialGraph::NodeAssertions PartialGraph::Take(const NodeId& id) {
  return std::exchange(nodes_[id], {});
}

PartialGraph::EdgeAssertions PartialGraph::Take(const EdgeKey& key) {
  edges_at_[key.source].erase(key);
  edges_at_[key.target].erase(key);
  return std::exchange(edges_[key], {});
}

}  // namespace policygraph
