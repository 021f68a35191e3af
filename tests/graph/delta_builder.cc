#include "tests/graph/delta_builder.h"

#include <algorithm>
#include <vector>

#include "fmt/format.h"

namespace policygraph {
namespace {

constexpr uint32_t kCharacters = 20;

std::vector<Evidence> SomeEvidence() {
  return {{.statement = 0, .span = {0, 4}, .quote = "同城融圈", .rule = "strategy-suffix"}};
}

int Below(std::mt19937& random, int end) {
  return std::uniform_int_distribution<int>(0, end - 1)(random);
}

}  // namespace

DeltaBuilder::DeltaBuilder(const std::string& report, const std::string& text) {
  report_.name = report;
  report_.details = {.title = "政府工作报告",
                     .place = "德阳市",
                     .place_code = "510600",
                     .year = 2024,
                     .sha256 = NodeId::Of(NodeKind::kReport, "", text).ToHex()};
  report_.characters = kCharacters;
  report_.statements = 1;
  report_.sections = {{"", 1, ReportPart::kPlan, {0, kCharacters}}};
  report_.text = text;
}

NodeAssertion& DeltaBuilder::Node(NodeKind kind, const std::string& name,
                                  const std::string& scope) {
  const NodeId id = NodeId::Of(kind, scope, name);
  const auto [at, added] = nodes_.try_emplace(id);
  if (added) {
    at->second = {.report = report_.id(),
                  .node = {.id = id, .kind = kind, .scope = scope, .name = name},
                  .evidence = SomeEvidence()};
  }
  return at->second;
}

EdgeAssertion& DeltaBuilder::Edge(const NodeAssertion& source, EdgeKind kind,
                                  const NodeAssertion& target) {
  const EdgeKey key{source.node.id, kind, target.node.id};
  const auto [at, added] = edges_.try_emplace(key);
  if (added) at->second = {.report = report_.id(), .key = key, .evidence = SomeEvidence()};
  return at->second;
}

GraphDelta DeltaBuilder::Build() const {
  GraphDelta delta{.report = report_};
  for (const auto& [id, node] : nodes_) delta.nodes.push_back(node);
  for (const auto& [key, edge] : edges_) delta.edges.push_back(edge);
  return delta;
}

GraphDelta RandomDelta(std::mt19937& random, const std::string& report, int elements, int names) {
  DeltaBuilder builder(report, fmt::format("第{}稿。", random()));
  for (int i = 0; i < elements; ++i) {
    NodeAssertion& project =
        builder.Node(NodeKind::kProject, fmt::format("项目{}", Below(random, names)), "510600");
    if (Below(random, 2) == 0) project.node.aliases = {fmt::format("别名{}", Below(random, 3))};
    NodeAssertion& strategy =
        builder.Node(NodeKind::kStrategy, fmt::format("战略{}", Below(random, names)));
    NodeAssertion& county =
        builder.Node(NodeKind::kCounty, fmt::format("某{}区", Below(random, names)), "510603");
    NodeAssertion& commitment = builder.Node(
        NodeKind::kCommitment, fmt::format("建设项目{}", Below(random, names)), report);
    commitment.node.details = ClaimDetails{.action = "建设", .year = 2020 + Below(random, 5)};
    builder.Edge(project, EdgeKind::kSupports, strategy);
    builder.Edge(commitment, EdgeKind::kAdvances, project).stage =
        static_cast<Stage>(Below(random, 6));
    if (Below(random, 2) == 0) builder.Edge(project, EdgeKind::kLocatedIn, county);
    if (Below(random, 4) == 0) {
      EdgeAssertion& derived = builder.Edge(commitment, EdgeKind::kSupports, strategy);
      derived.evidence.clear();
      derived.derivation = "heading";
    }
  }
  return builder.Build();
}

GraphDelta EveryFieldDelta(const std::string& report) {
  DeltaBuilder builder(report);
  const Quantity quantity{.value = 1,
                          .upper_value = 2,
                          .unit = "万个",
                          .base_unit = "个",
                          .normalized_value = 1e4,
                          .normalized_upper_value = 2e4,
                          .basis = Basis::kIncrement,
                          .comparator = Comparator::kBetween,
                          .year = 2024,
                          .reference = "全省平均",
                          .text = "1—2万个"};
  builder.Node(NodeKind::kReport, report).node.details =
      ReportDetails{"政府工作报告", "德阳市", "510600", 2024, "ab"};
  builder.Node(NodeKind::kStatement, "建设市域铁路。", report).node.details =
      StatementDetails{0, ReportPart::kPlan, {"一、工作", "（一）交通"}, {0, 7}};
  NodeAssertion& county = builder.Node(NodeKind::kCounty, "旌阳区", "510603");
  county.node.details = PlaceDetails{"510603", DivisionLevel::kCounty};
  county.node.aliases = {"旌阳", "本区"};
  std::ranges::sort(county.node.aliases);
  builder.Node(NodeKind::kIndicator, "地区生产总值").node.details =
      IndicatorDetails{"元", BetterDirection::kUp};
  NodeAssertion& commitment = builder.Node(NodeKind::kCommitment, "新增岗位1—2万个", report);
  commitment.node.details = ClaimDetails{"新增", quantity, 2024, Strength::kBinding};
  builder.Node(NodeKind::kOutcome, "新增岗位", report).node.details =
      ClaimDetails{"新增", std::nullopt, 2023, Strength::kUnspecified};
  NodeAssertion& project = builder.Node(NodeKind::kProject, "市域铁路S11线", "510600");
  project.derivation = "lexicon";
  EdgeAssertion& advances = builder.Edge(commitment, EdgeKind::kAdvances, project);
  advances.stage = Stage::kInOperation;
  advances.evidence.push_back({.statement = 0, .span = {8, 9}, .quote = "建", .rule = "stage"});
  advances.derivation = "heading";
  return builder.Build();
}

}  // namespace policygraph
