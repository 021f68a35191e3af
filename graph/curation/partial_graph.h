#ifndef POLICYGRAPH_GRAPH_CURATION_PARTIAL_GRAPH_H_
#define POLICYGRAPH_GRAPH_CURATION_PARTIAL_GRAPH_H_

#include <map>
#include <set>
#include <vector>

#include "graph/model/elements.h"

namespace policygraph {

// Some nodes and edges of a graph in memory, with all that is asserted of each, to be changed. An
// element that was put in once stays known after everything asserted of it is gone: that is how an
// element that was taken away is told from one that was never looked at. Not synchronised.
class PartialGraph {
 public:
  // What each report says of one element; by ReportId() what people say.
  using NodeAssertions = std::map<ReportId, NodeAssertion>;
  using EdgeAssertions = std::map<ReportId, EdgeAssertion>;

  const std::map<NodeId, NodeAssertions>& nodes() const { return nodes_; }
  const std::map<EdgeKey, EdgeAssertions>& edges() const { return edges_; }

  // Makes an element known of which nothing is asserted.
  void Know(const NodeId& id) { nodes_[id]; }
  void Know(const EdgeKey& key) { edges_[key]; }

  // True when something is asserted of it.
  bool Has(const NodeId& id) const;
  bool Has(const EdgeKey& key) const;

  // Any assertion of a node that is there: all have the same kind, scope and name.
  const Node& HeadOf(const NodeId& id) const { return nodes_.at(id).begin()->second.node; }

  // Edges at a node of which something is asserted, by key.
  std::vector<EdgeKey> EdgesAt(const NodeId& id) const;

  // Adds an assertion. What its report asserts of the element already is united with it; a node
  // that is there keeps its name.
  void Put(NodeAssertion assertion);
  void Put(EdgeAssertion assertion);

  // Takes everything that is asserted of an element, and gives it back.
  NodeAssertions Take(const NodeId& id);
  EdgeAssertions Take(const EdgeKey& key);

  // Calls `change` with each assertion of a node, to change all but who asserts it.
  template <typename Change>
  void ForEach(const NodeId& id, Change change) {
    for (auto& [report, assertion] : nodes_[id]) change(assertion);
  }

 private:
  std::map<NodeId, NodeAssertions> nodes_;
  std::map<EdgeKey, EdgeAssertions> edges_;
  std::map<NodeId, std::set<EdgeKey>> edges_at_;  // those of which something is asserted
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_CURATION_PARTIAL_GRAPH_H_
