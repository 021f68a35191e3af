#ifndef POLICYGRAPH_GRAPH_COMPARISON_INDICATOR_SERIES_H_
#define POLICYGRAPH_GRAPH_COMPARISON_INDICATOR_SERIES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/comparison/indicator_figures.h"
#include "graph/delivery/verdict.h"
#include "graph/state/graph_state.h"

namespace policygraph {

// What the reports of a place say of an indicator in a year. Numbers are those of v1.SeriesAnswer.
enum class SeriesAnswer : uint8_t {
  kStated = 1,
  kNotFound = 2,  // the report that would say it is loaded and does not
  kNoReport = 3,  // that report is not loaded
  kNone = 4,      // it says that there is none
};

// One side of a year: what was aimed at, or what came of it.
struct SeriesSide {
  SeriesAnswer answer = SeriesAnswer::kNoReport;
  std::vector<const IndicatorFigure*> figures;  // best first; of kNone who says so; else empty unless kStated
};

struct SeriesYear {
  int32_t year = 0;
  SeriesSide target;
  SeriesSide actual;
  // The best actual held against the best target, when they can be compared.
  std::optional<FigureVerdict> verdict;
};

struct SeriesQuery {
  std::string place;  // official name or code
  std::vector<Vertex> indicators;  // at least one; the first says which way is better
  Basis basis = Basis::kUnspecified;  // the commonest when not given
  int32_t first_year = 0;             // 0: the first that a report of the place could tell of
  int32_t last_year = 0;              // 0: the last
  Confidence min_confidence = 0;
};

// Targets and actuals of an indicator by year. Points into itself, so it is not copied.
struct IndicatorSeries {
  IndicatorSeries() = default;
  IndicatorSeries(IndicatorSeries&&) = default;

  std::vector<IndicatorFigure> figures;
  Basis basis = Basis::kUnspecified;
  std::vector<SeriesYear> years;  // without gaps
};

// Years that one series may span.
inline constexpr int32_t kMaxSeriesYears = 100;

// A target for a year is what any report of the place commits to for it, which is that of the year
// by custom; an actual is an outcome of the year, which the next report tells.
//
// NOT_FOUND (REPORT_NOT_FOUND) when no report of the place is loaded; INVALID_ARGUMENT
// (INVALID_FIELD) for years that are out of order or span too many; else as ReadIndicatorFigures.
absl::StatusOr<IndicatorSeries> ReadIndicatorSeries(const GraphState& state,
                                                    const SeriesQuery& query);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_COMPARISON_INDICATOR_SERIES_H_
