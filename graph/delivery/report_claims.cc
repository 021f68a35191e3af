#include "graph/delivery/report_claims.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "absl/container/flat_hash_map.h"
#include "graph/base/status_macros.h"

namespace policygraph {
namespace {

bool Within(const Evidence& inner, const Evidence& outer) {
  return inner.statement == outer.statement && outer.span.start <= inner.span.start &&
         inner.span.end <= outer.span.end;
}

Evidence FirstOf(const std::vector<Evidence>& evidence) {
  return evidence.empty() ? Evidence() : evidence.front();
}

ReportClaim ClaimOf(const NodeAssertion& assertion) {
  ReportClaim claim;
  claim.id = assertion.node.id;
  claim.kind = assertion.node.kind;
  claim.name = assertion.node.name;
  if (const auto* details = std::get_if<ClaimDetails>(&assertion.node.details)) {
    claim.details = *details;
  }
  claim.confidence = assertion.confidence;
  claim.evidence = FirstOf(assertion.evidence);
  return claim;
}

ReportThing ThingOf(const NodeAssertion& assertion) {
  return {.id = assertion.node.id,
          .kind = assertion.node.kind,
          .name = assertion.node.name,
          .confidence = assertion.confidence,
          .evidence = FirstOf(assertion.evidence)};
}

// What edges say of things: how far a project has come, how much supports a strategy.
void AddEdges(const std::vector<EdgeAssertion>& edges, std::vector<ReportThing>& things) {
  absl::flat_hash_map<NodeId, ReportThing*> by_id;
  for (ReportThing& thing : things) by_id.emplace(thing.id, &thing);
  for (const EdgeAssertion& edge : edges) {
    const auto thing = by_id.find(edge.key.target);
    if (thing == by_id.end()) continue;
    if (edge.key.kind == EdgeKind::kSupports) ++thing->second->supporters;
    if (edge.key.kind == EdgeKind::kAdvances) {
      thing->second->stage = std::max(thing->second->stage, edge.stage);
    }
  }
}

template <typename Item>
bool InReadingOrder(const Item& a, const Item& b) {
  return a.evidence != b.evidence ? a.evidence < b.evidence : a.id < b.id;
}

// Fills in what the edges of the report say of its claims.
class Ties {
 public:
  explicit Ties(const ReportAssertions& said) {
    for (const NodeAssertion& node : said.nodes) {
      nodes_.emplace(node.node.id, &node.node);
      if (const auto* details = std::get_if<StatementDetails>(&node.node.details)) {
        parts_.emplace(details->index, details->part);
      }
    }
  }

  void Note(std::vector<ReportClaim>& claims) {
    for (ReportClaim& claim : claims) claims_.emplace(claim.id, &claim);
  }

  void Add(const EdgeAssertion& edge, std::vector<ReportTitle>& titles) const {
    const Node* target = Find(edge.key.target);
    if (target == nullptr) return;
    const ClaimTie tie{target->id, target->name, edge.stage};
    const auto claim = claims_.find(edge.key.source);
    switch (edge.key.kind) {
      case EdgeKind::kTargets:
      case EdgeKind::kReports:
        if (claim != claims_.end()) AddIndicator(*target, tie, *claim->second);
        break;
      case EdgeKind::kAdvances:
        if (claim != claims_.end()) claim->second->projects.push_back(tie);
        break;
      case EdgeKind::kSupports:
        if (claim != claims_.end()) claim->second->strategies.push_back(tie);
        break;
      case EdgeKind::kSeeks:
      case EdgeKind::kAwarded:
        AddTitle(tie, edge, titles);
        break;
      case EdgeKind::kMentions:
        if (target->kind == NodeKind::kEvent) AddTitle(tie, edge, titles);
        break;
      default:
        break;
    }
  }

 private:
  const Node* Find(const NodeId& id) const {
    const auto found = nodes_.find(id);
    return found == nodes_.end() ? nullptr : found->second;
  }

  static void AddIndicator(const Node& indicator, const ClaimTie& tie, ReportClaim& claim) {
    const auto* details = std::get_if<IndicatorDetails>(&indicator.details);
    claim.indicators.push_back(tie);
    claim.better.push_back(details == nullptr ? BetterDirection::kUnspecified : details->better);
  }

  void AddTitle(const ClaimTie& tie, const EdgeAssertion& edge,
                std::vector<ReportTitle>& titles) const {
    const Evidence evidence = FirstOf(edge.evidence);
    const auto part = parts_.find(evidence.statement);
    titles.push_back({tie, edge.key.kind,
                      part == parts_.end() ? ReportPart::kOther : part->second, evidence});
  }

  absl::flat_hash_map<NodeId, const Node*> nodes_;
  absl::flat_hash_map<uint32_t, ReportPart> parts_;  // by statement
  absl::flat_hash_map<NodeId, ReportClaim*> claims_;
};

}  // namespace

std::vector<const ReportTitle*> TitlesWithin(const ReportClaims& claims, const ReportClaim& claim) {
  std::vector<const ReportTitle*> titles;
  for (const ReportTitle& title : claims.titles) {
    if (Within(title.evidence, claim.evidence)) titles.push_back(&title);
  }
  return titles;
}

absl::StatusOr<ReportClaims> ReadReportClaims(const GraphSnapshot& snapshot,
                                              const StoredReport& report) {
  ASSIGN_OR_RETURN(const ReportAssertions said,
                   snapshot.AssertionsOfReport(report.report.id()));
  ReportClaims claims{.report = report.report.name, .details = report.report.details};
  for (const NodeAssertion& node : said.nodes) {
    if (node.node.kind == NodeKind::kCommitment) claims.commitments.push_back(ClaimOf(node));
    if (node.node.kind == NodeKind::kOutcome) claims.outcomes.push_back(ClaimOf(node));
    if (node.node.kind == NodeKind::kStrategy || node.node.kind == NodeKind::kProject) {
      claims.things.push_back(ThingOf(node));
    }
  }
  std::ranges::sort(claims.commitments, InReadingOrder<ReportClaim>);
  std::ranges::sort(claims.outcomes, InReadingOrder<ReportClaim>);
  std::ranges::sort(claims.things, InReadingOrder<ReportThing>);
  AddEdges(said.edges, claims.things);
  Ties ties(said);
  ties.Note(claims.commitments);
  ties.Note(claims.outcomes);
  for (const EdgeAssertion& edge : said.edges) ties.Add(edge, claims.titles);
  return claims;
}

}  // namespace policygraph
