#include "graph/comparison/indicator_series.h"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"

namespace policygraph {
namespace {

// The reports of one place.
struct PlaceReports {
  std::set<ReportId> ids;
  std::set<int32_t> years;        // of delivery
  std::set<int32_t> whole_years;  // of delivery of those that are no progress reports
};

absl::StatusOr<PlaceReports> ReportsOf(const GraphSnapshot& snapshot, const std::string& place) {
  ASSIGN_OR_RETURN(const std::vector<StoredReport> reports, snapshot.ListReports());
  PlaceReports found;
  for (const StoredReport& stored : reports) {
    if (!IsOfPlace(stored.report.details, place)) continue;
    found.ids.insert(stored.report.id());
    const ReportDetails& details = stored.report.details;
    found.years.insert(details.year);
    if (!details.is_progress()) found.whole_years.insert(details.year);
  }
  if (found.ids.empty()) {
    return MakeError(
        ErrorReason::kReportNotFound,
        fmt::format("no report of {} is loaded; ListReports shows the places by official name",
                    place),
        {{"place", place}});
  }
  return found;
}

absl::StatusOr<BetterDirection> BetterOf(const GraphState& state, Vertex indicator) {
  const NodeId id = state.view().id(indicator);
  ASSIGN_OR_RETURN(const std::vector<NodeAssertion> assertions, state.snapshot().ReadNodes({&id, 1}));
  for (const NodeAssertion& assertion : assertions) {
    const auto* details = std::get_if<IndicatorDetails>(&assertion.node.details);
    if (details != nullptr && details->better != BetterDirection::kUnspecified) {
      return details->better;
    }
  }
  return BetterDirection::kUnspecified;
}

// Who says that there is no figure, when anyone does.
void AddWaivers(const IndicatorSeries& series, NodeKind kind, int32_t year, SeriesSide& side) {
  for (const IndicatorFigure& figure : series.figures) {
    if (figure.waived && figure.kind == kind && figure.quantity.year == year) {
      side.figures.push_back(&figure);
      side.answer = SeriesAnswer::kNone;
    }
  }
}

SeriesSide SideOf(const IndicatorSeries& series, NodeKind kind, int32_t year, bool report_is_loaded) {
  SeriesSide side;
  for (const IndicatorFigure& figure : series.figures) {
    if (!figure.waived && figure.kind == kind && figure.quantity.year == year &&
        figure.quantity.basis == series.basis) {
      side.figures.push_back(&figure);
    }
  }
  side.answer = !side.figures.empty() ? SeriesAnswer::kStated
                : report_is_loaded    ? SeriesAnswer::kNotFound
                                      : SeriesAnswer::kNoReport;
  if (side.answer != SeriesAnswer::kStated) AddWaivers(series, kind, year, side);
  side.figures = BestFirst(std::move(side.figures));
  return side;
}

std::optional<FigureVerdict> VerdictOf(const SeriesYear& year, BetterDirection better) {
  if (year.target.answer != SeriesAnswer::kStated || year.actual.answer != SeriesAnswer::kStated) {
    return std::nullopt;
  }
  const Quantity& promised = year.target.figures.front()->quantity;
  const Quantity& reported = year.actual.figures.front()->quantity;
  if (!AreComparable(promised, reported)) return std::nullopt;
  return JudgeFigure(promised, better, reported);
}

}  // namespace

absl::StatusOr<IndicatorSeries> ReadIndicatorSeries(const GraphState& state,
                                                    const SeriesQuery& query) {
  ASSIGN_OR_RETURN(const PlaceReports reports, ReportsOf(state.snapshot(), query.place));
  const int32_t first = query.first_year != 0 ? query.first_year : *reports.years.begin() - 1;
  const int32_t last = query.last_year != 0 ? query.last_year : *reports.years.rbegin();
  if (last < first || last - first >= kMaxSeriesYears) {
    return MakeError(ErrorReason::kInvalidField,
                     fmt::format("last_year: {} to {} is no span of 1 to {} years", first, last,
                                 kMaxSeriesYears),
                     {{"field", "last_year"}});
  }
  ASSIGN_OR_RETURN(std::vector<IndicatorFigure> figures,
                   ReadIndicatorFigures(state, query.indicators, query.min_confidence));
  std::erase_if(figures, [&](const IndicatorFigure& figure) {
    return !reports.ids.contains(figure.report);
  });
  IndicatorSeries series;
  series.basis = query.basis != Basis::kUnspecified ? query.basis : CommonestBasis(figures);
  series.figures = std::move(figures);
  ASSIGN_OR_RETURN(const BetterDirection better, BetterOf(state, query.indicators.front()));
  for (int32_t number = first; number <= last; ++number) {
    SeriesYear year{.year = number};
    year.target =
        SideOf(series, NodeKind::kCommitment, number, reports.whole_years.contains(number));
    year.actual =
        SideOf(series, NodeKind::kOutcome, number, reports.whole_years.contains(number + 1));
    year.verdict = VerdictOf(year, better);
    series.years.push_back(std::move(year));
  }
  return series;
}

}  // namespace policygraph
