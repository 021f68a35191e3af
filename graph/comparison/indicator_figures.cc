#include "graph/comparison/indicator_figures.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <variant>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"

namespace policygraph {
namespace {

// The claims that are tied to an indicator, each once.
std::vector<NodeId> ClaimsOf(const GraphView& view, std::span<const Vertex> indicators) {
  std::vector<Vertex> claims;
  for (const Vertex indicator : indicators) {
    for (const EdgeKind kind : {EdgeKind::kTargets, EdgeKind::kReports}) {
      for (const ViewEdge edge : view.InEdges(indicator, kind)) claims.push_back(edge.source);
    }
  }
  std::ranges::sort(claims);
  claims.erase(std::unique(claims.begin(), claims.end()), claims.end());
  std::vector<NodeId> ids;
  for (const Vertex claim : claims) ids.push_back(view.id(claim));
  return ids;
}

absl::StatusOr<std::set<ReportId>> ProgressReports(const GraphSnapshot& snapshot) {
  ASSIGN_OR_RETURN(const std::vector<StoredReport> reports, snapshot.ListReports());
  std::set<ReportId> progress;
  for (const StoredReport& stored : reports) {
    if (stored.report.details.is_progress()) progress.insert(stored.report.id());
  }
  return progress;
}

bool InReadingOrder(const IndicatorFigure& a, const IndicatorFigure& b) {
  return std::tie(a.report, a.evidence, a.claim) < std::tie(b.report, b.evidence, b.claim);
}

}  // namespace

absl::StatusOr<std::vector<IndicatorFigure>> ReadIndicatorFigures(
    const GraphState& state, std::span<const Vertex> indicators, Confidence min_confidence) {
  const std::vector<NodeId> claims = ClaimsOf(state.view(), indicators);
  if (claims.size() > kMaxIndicatorFigures) {
    return MakeError(ErrorReason::kLimitExceeded,
                     fmt::format("{} claims state figures of this indicator, more than are compared "
                                 "at once ({}); name a narrower indicator",
                                 claims.size(), kMaxIndicatorFigures),
                     {{"limit", std::to_string(kMaxIndicatorFigures)}});
  }
  ASSIGN_OR_RETURN(const std::vector<NodeAssertion> assertions, state.snapshot().ReadNodes(claims));
  ASSIGN_OR_RETURN(const std::set<ReportId> progress, ProgressReports(state.snapshot()));
  std::vector<IndicatorFigure> figures;
  for (const NodeAssertion& assertion : assertions) {
    if (assertion.node.kind == NodeKind::kOutcome && progress.contains(assertion.report)) continue;
    const auto* details = std::get_if<ClaimDetails>(&assertion.node.details);
    if (details == nullptr || !details->subject.empty()) continue;
    const bool waived = details->strength == Strength::kWaived;
    if (!waived && !details->quantity.has_value()) continue;
    if (assertion.confidence < min_confidence) continue;
    figures.push_back({.claim = assertion.node.id,
                       .kind = assertion.node.kind,
                       .text = assertion.node.name,
                       .waived = waived,
                       .quantity = details->quantity.value_or(Quantity{.year = details->year}),
                       .confidence = assertion.confidence,
                       .report = assertion.report,
                       .evidence = assertion.evidence.empty() ? Evidence()
                                                              : assertion.evidence.front()});
  }
  std::ranges::sort(figures, InReadingOrder);
  return figures;
}

std::vector<const IndicatorFigure*> BestFirst(std::vector<const IndicatorFigure*> figures) {
  std::ranges::stable_sort(figures, [](const IndicatorFigure* a, const IndicatorFigure* b) {
    const bool a_of_years = a->quantity.period != Period::kYear;
    const bool b_of_years = b->quantity.period != Period::kYear;
    return a_of_years != b_of_years ? b_of_years : a->confidence > b->confidence;
  });
  return figures;
}

bool IsOfPlace(const ReportDetails& report, std::string_view place) {
  return place == report.place || place == report.place_code;
}

Basis CommonestBasis(std::span<const IndicatorFigure> figures) {
  std::map<Basis, size_t> counts;
  for (const IndicatorFigure& figure : figures) {
    if (!figure.waived) ++counts[figure.quantity.basis];
  }
  const auto commonest = std::ranges::max_element(
      counts, {}, [](const auto& basis_and_count) { return basis_and_count.second; });
  return commonest == counts.end() ? Basis::kUnspecified : commonest->first;
}

}  // namespace policygraph
