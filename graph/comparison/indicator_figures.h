#ifndef POLICYGRAPH_GRAPH_COMPARISON_INDICATOR_FIGURES_H_
#define POLICYGRAPH_GRAPH_COMPARISON_INDICATOR_FIGURES_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/model/elements.h"
#include "graph/state/graph_state.h"

namespace policygraph {

// A figure that a report states of an indicator, for its own place as a whole; or that it says that
// it states none.
struct IndicatorFigure {
  NodeId claim;
  NodeKind kind = NodeKind::kCommitment;  // or kOutcome
  std::string text;                       // the clause
  bool waived = false;                    // sets no target: without quantity
  Quantity quantity;                      // of a waiver the year alone
  Confidence confidence = kCertain;
  ReportId report;
  Evidence evidence;  // its first piece
};

// Most figures that are read for one answer.
inline constexpr size_t kMaxIndicatorFigures = 50'000;

// The figures that commitments and outcomes state of any of these indicators, waivers included, in order of report
// and place in it. Those of a county, firm or other subject within the place are left out: they are
// not the place's own; so are outcomes of progress reports, which are of no whole year.
//
// RESOURCE_EXHAUSTED (LIMIT_EXCEEDED) for more than kMaxIndicatorFigures claims; STORE_FAILURE.
absl::StatusOr<std::vector<IndicatorFigure>> ReadIndicatorFigures(
    const GraphState& state, std::span<const Vertex> indicators, Confidence min_confidence);

// Orders figures that could answer one question: one of the year alone before one of several, then
// the surer, then as they were read.
std::vector<const IndicatorFigure*> BestFirst(std::vector<const IndicatorFigure*> figures);

// Whether a report is of the place, given by official name or code.
bool IsOfPlace(const ReportDetails& report, std::string_view place);

// The basis that most figures have: a target for growth is no answer to how large. Of equals the
// first; kUnspecified when there are no figures.
Basis CommonestBasis(std::span<const IndicatorFigure> figures);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_COMPARISON_INDICATOR_FIGURES_H_
