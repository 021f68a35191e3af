#ifndef POLICYGRAPH_GRAPH_COMPARISON_TARGET_LADDER_H_
#define POLICYGRAPH_GRAPH_COMPARISON_TARGET_LADDER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/comparison/indicator_figures.h"
#include "graph/state/graph_state.h"

namespace policygraph {

// A place's target for a year, and that of the place above it.
struct LadderRung {
  std::string place;
  std::string place_code;
  const IndicatorFigure* target = nullptr;
  const IndicatorFigure* actual = nullptr;  // null when no outcome of the year is known
  std::string above;                        // nearest place above with a target; may be empty
  // How much the target exceeds that of `above`, in its own unit as written (percentage points for
  // a percentage). Only of rates and shares: sizes of places are not alike.
  std::optional<double> excess;
};

struct LadderQuery {
  std::vector<Vertex> indicators;
  int32_t year = 0;
  std::string within;                 // only this place and those below it; empty for all
  Basis basis = Basis::kUnspecified;  // the commonest among the year's targets when not given
  Confidence min_confidence = 0;
};

// One indicator's targets down the administrative tree, by code: the nation, then each province
// followed by its prefectures and counties. Points into itself, so it is not copied.
struct TargetLadder {
  TargetLadder() = default;
  TargetLadder(TargetLadder&&) = default;

  std::vector<IndicatorFigure> figures;
  Basis basis = Basis::kUnspecified;
  std::vector<LadderRung> rungs;
};

// Codes are those of GB/T 2260: two digits each for province, prefecture and county, 000000 for the
// nation. A report whose place has no code stands at the end and has nothing above it.
//
// NOT_FOUND (REPORT_NOT_FOUND) when `within` is neither a code nor a place of a loaded report; else as
// ReadIndicatorFigures.
absl::StatusOr<TargetLadder> ReadTargetLadder(const GraphState& state, const LadderQuery& query);

// Codes of the places above one, the nearest first (510603: 510600, 510000, 000000).
std::vector<std::string> CodesAbove(const std::string& code);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_COMPARISON_TARGET_LADDER_H_
