#include "tests/bench/peer_data.h"

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <string_view>

#include "fmt/format.h"

namespace policygraph {
namespace {

const std::vector<std::pair<std::string, NodeKind>>& NodeFiles() {
  static const auto* const files = new std::vector<std::pair<std::string, NodeKind>>{
      {"Report", NodeKind::kReport},       {"Statement", NodeKind::kStatement},
      {"Strategy", NodeKind::kStrategy},   {"Project", NodeKind::kProject},
      {"County", NodeKind::kCounty},       {"Region", NodeKind::kRegion},
      {"Agency", NodeKind::kAgency},       {"Indicator", NodeKind::kIndicator},
      {"Commitment", NodeKind::kCommitment}, {"Outcome", NodeKind::kOutcome}};
  return *files;
}

const std::vector<std::pair<std::string, EdgeKind>>& EdgeFiles() {
  static const auto* const files = new std::vector<std::pair<std::string, EdgeKind>>{
      {"supports", EdgeKind::kSupports},
      {"located_in", EdgeKind::kLocatedIn},
      {"responsible_for", EdgeKind::kResponsibleFor},
      {"part_of", EdgeKind::kPartOf},
      {"targets", EdgeKind::kTargets},
      {"reports", EdgeKind::kReports},
      {"advances", EdgeKind::kAdvances},
      {"mentions", EdgeKind::kMentions},
      {"stated_in", EdgeKind::kStatedIn},
      {"fulfils", EdgeKind::kFulfils}};
  return *files;
}

uint64_t Number(std::string_view text) {
  uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// Calls `visit` with the fields of each line but the first. No field is quoted.
template <typename Visit>
void ForEachLine(const std::filesystem::path& file, Visit visit) {
  std::ifstream in(file);
  if (!in) {
    fmt::print(stderr, "peer_bench: {} cannot be read; see README.md for what makes it\n",
               file.string());
    std::exit(2);
  }
  std::string line;
  std::getline(in, line);
  std::vector<std::string_view> fields;
  while (std::getline(in, line)) {
    fields.clear();
    for (std::string_view rest = line;;) {
      const size_t comma = rest.find(',');
      fields.push_back(rest.substr(0, comma));
      if (comma == std::string_view::npos) break;
      rest.remove_prefix(comma + 1);
    }
    visit(fields);
  }
}

std::vector<Evidence> SomeEvidence() {
  return {{.statement = 0, .span = {0, 2}, .quote = "报告", .rule = "peer"}};
}

}  // namespace

PeerData::PeerData(const std::filesystem::path& folder) {
  for (const auto& [name, kind] : NodeFiles()) {
    ReadNodes(folder / fmt::format("nodes_{}.csv", name), kind);
  }
  for (const auto& [name, kind] : EdgeFiles()) {
    ReadEdges(folder / fmt::format("edges_{}.csv", name), kind);
  }
  std::ifstream params(folder / "params.json");
  params_ = nlohmann::json::parse(params).at("params");
}

void PeerData::ReadNodes(const std::filesystem::path& file, NodeKind kind) {
  ForEachLine(file, [&](const std::vector<std::string_view>& fields) {
    const uint64_t number = Number(fields[0]);
    if (kind == NodeKind::kReport) {
      report_places_.emplace(number, reports_.size());
      reports_.emplace_back();
    }
    const uint64_t report = kind == NodeKind::kReport ? number : Number(fields[2]);
    places_.emplace(number, nodes_.size());
    if (report != 0) {
      report_of_.emplace(number, report);
      reports_[report_places_.at(report)].nodes.push_back(nodes_.size());
    } else {
      reports_.front().nodes.push_back(nodes_.size());
    }
    ids_.emplace(number, NodeId::Of(kind, std::string(fields[0]), std::string(fields[1])));
    nodes_.push_back({number, kind, std::string(fields[1]), static_cast<int>(Number(fields[3]))});
  });
}

void PeerData::ReadEdges(const std::filesystem::path& file, EdgeKind kind) {
  ForEachLine(file, [&](const std::vector<std::string_view>& fields) {
    const PeerEdge edge{Number(fields[0]), kind, Number(fields[1])};
    auto owner = report_of_.find(edge.source);
    if (owner == report_of_.end()) owner = report_of_.find(edge.target);
    const size_t report = owner == report_of_.end() ? 0 : report_places_.at(owner->second);
    reports_[report].edges.push_back(edge);
  });
}

GraphDelta PeerData::Delta(size_t report) const {
  const PeerReport& asserted = reports_[report];
  Report head;
  head.name = fmt::format("peer-{}", report);
  head.text = fmt::format("报告{}。", report);
  head.details = {.title = "政府工作报告",
                  .place = "甲市",
                  .place_code = "",
                  .year = 2024,
                  .sha256 = NodeId::Of(NodeKind::kReport, "", head.text).ToHex()};
  head.characters = 3 + static_cast<uint32_t>(std::to_string(report).size());
  head.statements = 1;
  head.sections = {{"", 1, ReportPart::kPlan, {0, head.characters}}};

  std::set<size_t> spoken_of(asserted.nodes.begin(), asserted.nodes.end());
  std::map<EdgeKey, EdgeAssertion> edges;
  for (const PeerEdge& edge : asserted.edges) {
    spoken_of.insert(places_.at(edge.source));
    spoken_of.insert(places_.at(edge.target));
    const EdgeKey key{ids_.at(edge.source), edge.kind, ids_.at(edge.target)};
    edges.try_emplace(key, EdgeAssertion{.report = head.id(), .key = key, .evidence = SomeEvidence()});
  }
  std::map<NodeId, NodeAssertion> nodes;
  for (const size_t place : spoken_of) {
    const PeerNode& node = nodes_[place];
    NodeAssertion assertion{.report = head.id(),
                            .node = {.id = ids_.at(node.number),
                                     .kind = node.kind,
                                     .scope = std::to_string(node.number),
                                     .name = node.name},
                            .evidence = SomeEvidence()};
    if (IsClaim(node.kind)) assertion.node.details = ClaimDetails{.year = node.year};
    nodes.emplace(assertion.node.id, std::move(assertion));
  }

  GraphDelta delta{.report = head};
  for (auto& [id, node] : nodes) delta.nodes.push_back(std::move(node));
  for (auto& [key, edge] : edges) delta.edges.push_back(std::move(edge));
  return delta;
}

}  // namespace policygraph
