#include "tests/graph/frozen_store.h"

#include "tests/graph/delta_builder.h"

namespace policygraph {
namespace {

Commit Load(const GraphDelta& delta, uint64_t revision) {
  return {.expected = Revision{revision - 1},
          .record = {.time = absl::FromUnixSeconds(1'700'000'000) + absl::Nanoseconds(revision),
                     .author = "审计员",
                     .note = "load " + delta.report.name,
                     .report = delta.report.name,
                     .request_id = "request-" + delta.report.name,
                     .request_digest = "load"},
          .put_nodes = delta.nodes,
          .put_edges = delta.edges,
          .put_report = delta.report};
}

}  // namespace

std::vector<Commit> FrozenCommits() {
  const GraphDelta full = EveryFieldDelta("deyang-2024");
  DeltaBuilder builder("mianyang-2024", "推进同城融圈。");
  NodeAssertion& strategy = builder.Node(NodeKind::kStrategy, "同城融圈", "510600");
  builder.Edge(builder.Node(NodeKind::kProject, "市域铁路S11线", "510600"), EdgeKind::kSupports,
               strategy);
  const GraphDelta other = builder.Build();
  Commit retraction = {.expected = Revision{2},
                       .record = {.time = absl::FromUnixSeconds(1'700'000'000),
                                  .note = "retract mianyang-2024",
                                  .report = "mianyang-2024"},
                       .remove_report = other.report.id()};
  for (const NodeAssertion& node : other.nodes) {
    retraction.remove_nodes.emplace_back(node.node.id, node.report);
  }
  for (const EdgeAssertion& edge : other.edges) {
    retraction.remove_edges.emplace_back(edge.key, edge.report);
  }
  Commit again = Load(other, 4);
  again.record.request_id.clear();
  return {Load(full, 1), Load(other, 2), retraction, again};
}

}  // namespace policygraph
