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

std::vector<Judgement> EveryJudgement() {
  const auto node = [](NodeKind kind, const std::string& name) {
    return NodeReference{NodeId::Of(kind, "510600", name), kind, "510600", name};
  };
  const NodeReference railway = node(NodeKind::kProject, "市域铁路S11线");
  const NodeReference line = node(NodeKind::kProject, "S11线");
  const NodeReference city = node(NodeKind::kStrategy, "同城融圈");
  const EdgeReference supports{railway, EdgeKind::kSupports, city};
  const JudgementAction actions[] = {Rename{railway, "市域铁路"},
                                     Merge{line, railway},
                                     Split{railway, line, {{"a", {}}, {"b", {0, 300}}}, {"别名"}},
                                     Reject{railway},
                                     Reject{supports},
                                     AddNode{line, {"别名", "又名"}},
                                     AddEdge{supports, Stage::kInOperation},
                                     Confirm{railway},
                                     Confirm{supports}};
  std::vector<Judgement> judgements;
  for (const JudgementAction& action : actions) {
    const uint64_t id = judgements.size() + 1;
    judgements.push_back({.id = id,
                          .time = absl::FromUnixSeconds(1'700'000'000) + absl::Nanoseconds(id),
                          .author = "审计员",
                          .reason = "核对原文",
                          .action = action});
  }
  return judgements;
}

std::vector<Commit> FrozenCommits(int version) {
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
  std::vector<Commit> commits = {Load(full, 1), Load(other, 2), retraction, again};
  if (version < 2) return commits;
  std::vector<Judgement> judgements = EveryJudgement();
  judgements.push_back(judgements.front());
  judgements.back().revision = Revision{commits.size() + 1};
  judgements.back().undone =
      Undoing{.time = absl::FromUnixSeconds(1'700'000'001), .author = "复核员", .reason = "有误"};
  for (const Judgement& judgement : judgements) {
    commits.push_back({.expected = Revision{commits.size()},
                       .record = {.time = judgement.time, .author = judgement.author},
                       .put_judgement = judgement});
  }
  return commits;
}

}  // namespace policygraph
