#ifndef POLICYGRAPH_TESTS_GRAPH_DELTA_BUILDER_H_
#define POLICYGRAPH_TESTS_GRAPH_DELTA_BUILDER_H_

#include <map>
#include <random>
#include <string>

#include "graph/model/elements.h"

namespace policygraph {

// Puts together a delta that CheckDelta accepts: every element gets one piece of evidence in the
// report's only sentence.
class DeltaBuilder {
 public:
  explicit DeltaBuilder(const std::string& report, const std::string& text = "同城融圈加快建设。");

  // Adds a node, or finds it when it was added before. The reference is good until Build.
  NodeAssertion& Node(NodeKind kind, const std::string& name, const std::string& scope = "");

  // Adds an edge between two nodes, or finds it likewise.
  EdgeAssertion& Edge(const NodeAssertion& source, EdgeKind kind, const NodeAssertion& target);

  GraphDelta Build() const;

 private:
  Report report_;
  std::map<NodeId, NodeAssertion> nodes_;
  std::map<EdgeKey, EdgeAssertion> edges_;
};

// A delta of projects, strategies, places and commitments, about four edges an element. Each kind
// has `names` names, so deltas of different reports overlap; what they say of one node differs.
GraphDelta RandomDelta(std::mt19937& random, const std::string& report, int elements,
                       int names = 12);

// A delta with a node of every kind that has details, and with every field set.
GraphDelta EveryFieldDelta(const std::string& report);

}  // namespace policygraph

#endif  // POLICYGRAPH_TESTS_GRAPH_DELTA_BUILDER_H_
