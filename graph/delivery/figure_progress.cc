#include "graph/delivery/figure_progress.h"

#include <cmath>
#include <string_view>

#include "fmt/format.h"
#include "graph/delivery/common_unit.h"
#include "graph/delivery/verdict.h"

namespace policygraph {
namespace {

constexpr double kMonthsOfYear = 12;

bool BoundsFromBelow(Comparator comparator) {
  return comparator == Comparator::kAtLeast || comparator == Comparator::kMoreThan;
}

bool BoundsFromAbove(Comparator comparator) {
  return comparator == Comparator::kAtMost || comparator == Comparator::kLessThan;
}

bool AddsUpOverTheYear(const Quantity& promised, BetterDirection better) {
  const bool is_kept_low = BoundsFromAbove(promised.comparator) ||
                           (better == BetterDirection::kDown && !BoundsFromBelow(promised.comparator));
  return promised.basis == Basis::kIncrement && promised.period == Period::kYear && !is_kept_low &&
         promised.base_unit != "%" && promised.base_unit != "‰" &&
         CommonIntervalOf(promised).low > 0;
}

std::string MonthsText(int32_t months) {
  return months == 1 ? "first month" : fmt::format("first {} months", months);
}

// Where a share stands to the calendar, in whole percent as people read it; empty when the figure is
// a bound that leaves it open.
std::string_view PaceText(long done, long gone, Comparator reported) {
  if (done >= 100 && !BoundsFromAbove(reported)) return ": reached before the year is over";
  if ((done <= gone && BoundsFromBelow(reported)) || (done >= gone && BoundsFromAbove(reported))) {
    return ", but the report gives a bound only";
  }
  if (done == gone) return ": in step with the calendar";
  return done > gone ? ": ahead of the calendar" : ": behind the calendar";
}

}  // namespace

FigureProgress MeasureProgress(const Quantity& promised, BetterDirection better,
                               const Quantity& reported, int32_t through_month) {
  const std::string months = MonthsText(through_month);
  FigureProgress progress;
  if (!AddsUpOverTheYear(promised, better)) {
    const FigureVerdict standing = JudgeFigure(promised, better, reported);
    progress.confidence = standing.confidence;
    progress.arithmetic = fmt::format("{}, after the {} of the year", standing.arithmetic, months);
    return progress;
  }
  progress.share = {CommonIntervalOf(reported).low / CommonIntervalOf(promised).low,
                    through_month / kMonthsOfYear};
  const long done = std::lround(100 * progress.share->of_target);
  const long gone = std::lround(100 * progress.share->of_year);
  progress.arithmetic = fmt::format(
      "promised {}, reported {} for the {}: {}% of the target with {}% of the year gone{}",
      promised.text, reported.text, months, done, gone, PaceText(done, gone, reported.comparator));
  if (reported.comparator == Comparator::kAbout || promised.comparator == Comparator::kAbout) {
    progress.confidence = 90;
  }
  return progress;
}

}  // namespace policygraph
