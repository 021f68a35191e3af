#include "graph/comparison/target_ladder.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "graph/delivery/verdict.h"

namespace policygraph {
namespace {

constexpr size_t kCodeDigits = 6;
constexpr size_t kDigitsOfLevel = 2;

using ReportsById = std::map<ReportId, const ReportDetails*>;

bool IsCode(const std::string& place) {
  return place.size() == kCodeDigits &&
         std::ranges::all_of(place, [](char c) { return c >= '0' && c <= '9'; });
}

// The code of the place that a query means: itself, or from the reports of it.
absl::StatusOr<std::string> CodeOf(const std::vector<StoredReport>& reports,
                                   const std::string& place) {
  const auto found = std::ranges::find_if(reports, [&](const StoredReport& stored) {
    return IsOfPlace(stored.report.details, place);
  });
  if (found == reports.end() && IsCode(place)) return place;
  if (found == reports.end()) {
    return MakeError(ErrorReason::kReportNotFound,
                     fmt::format("no report of {} is loaded; pass its administrative code of six "
                                 "digits for the places below it",
                                 place),
                     {{"place", place}});
  }
  return found->report.details.place_code;
}

bool IsWithin(const std::string& code, const std::string& root) {
  const std::vector<std::string> above = CodesAbove(code);
  return code == root || std::ranges::find(above, root) != above.end();
}

// The figures of one place for the year.
struct PlaceFigures {
  std::vector<const IndicatorFigure*> targets;
  std::vector<const IndicatorFigure*> actuals;
};

const IndicatorFigure* BestOf(const std::vector<const IndicatorFigure*>& figures) {
  return figures.empty() ? nullptr : BestFirst(figures).front();
}

// Nothing unless the two are rates or shares in one unit.
std::optional<double> ExcessOver(const Quantity& above, const Quantity& quantity) {
  const bool rates = quantity.basis == Basis::kGrowth || quantity.basis == Basis::kShare;
  if (!rates || quantity.basis != above.basis || quantity.unit != above.unit ||
      ReferenceOf(quantity) != ReferenceOf(above)) {
    return std::nullopt;
  }
  return quantity.value - above.value;
}

void PlaceOnLadder(std::vector<LadderRung>& rungs) {
  std::ranges::sort(rungs, {}, [](const LadderRung& rung) {
    return std::tuple(rung.place_code.empty(), rung.place_code, rung.place);
  });
  std::map<std::string, const LadderRung*> by_code;
  for (LadderRung& rung : rungs) {
    if (rung.place_code.empty()) break;
    for (const std::string& code : CodesAbove(rung.place_code)) {
      const auto above = by_code.find(code);
      if (above == by_code.end()) continue;
      rung.above = above->second->place;
      rung.excess = ExcessOver(above->second->target->quantity, rung.target->quantity);
      break;
    }
    by_code.emplace(rung.place_code, &rung);
  }
}

}  // namespace

std::vector<std::string> CodesAbove(const std::string& code) {
  std::vector<std::string> above;
  if (code.size() != kCodeDigits) return above;
  std::string next = code;
  for (size_t end = kCodeDigits; end > 0; end -= kDigitsOfLevel) {
    next.replace(end - kDigitsOfLevel, kDigitsOfLevel, kDigitsOfLevel, '0');
    if (next != code && (above.empty() || next != above.back())) above.push_back(next);
  }
  return above;
}

absl::StatusOr<TargetLadder> ReadTargetLadder(const GraphState& state, const LadderQuery& query) {
  ASSIGN_OR_RETURN(const std::vector<StoredReport> reports, state.snapshot().ListReports());
  std::string root;
  if (!query.within.empty()) {
    ASSIGN_OR_RETURN(root, CodeOf(reports, query.within));
  }
  ReportsById by_id;
  for (const StoredReport& stored : reports) {
    const ReportDetails& details = stored.report.details;
    if (query.within.empty() || IsOfPlace(details, query.within) ||
        (!root.empty() && IsWithin(details.place_code, root))) {
      by_id.emplace(stored.report.id(), &details);
    }
  }
  TargetLadder ladder;
  ASSIGN_OR_RETURN(ladder.figures,
                   ReadIndicatorFigures(state, query.indicators, query.min_confidence));
  std::erase_if(ladder.figures, [&](const IndicatorFigure& figure) {
    return figure.quantity.year != query.year || !by_id.contains(figure.report);
  });
  ladder.basis = query.basis != Basis::kUnspecified ? query.basis : CommonestBasis(ladder.figures);
  std::map<std::pair<std::string, std::string>, PlaceFigures> places;  // by code and name
  for (const IndicatorFigure& figure : ladder.figures) {
    if (figure.waived || figure.quantity.basis != ladder.basis) continue;
    const ReportDetails& details = *by_id.at(figure.report);
    PlaceFigures& of_place = places[{details.place_code, details.place}];
    (figure.kind == NodeKind::kCommitment ? of_place.targets : of_place.actuals).push_back(&figure);
  }
  for (const auto& [place, figures] : places) {
    const IndicatorFigure* target = BestOf(figures.targets);
    if (target == nullptr) continue;
    ladder.rungs.push_back({.place = place.second,
                            .place_code = place.first,
                            .target = target,
                            .actual = BestOf(figures.actuals)});
  }
  PlaceOnLadder(ladder.rungs);
  return ladder;
}

}  // namespace policygraph
