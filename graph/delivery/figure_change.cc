#include "graph/delivery/figure_change.h"

#include <cmath>

#include "graph/delivery/common_unit.h"

namespace policygraph {

Change ChangeOfFigure(const Quantity& first, const Quantity& second) {
  const bool same_percent = (first.base_unit == "%") == (second.base_unit == "%");
  if (!same_percent ||
      CommonUnitOf(first.base_unit).unit != CommonUnitOf(second.base_unit).unit) {
    return Change::kRestated;
  }
  const CommonInterval before = CommonIntervalOf(first);
  const CommonInterval after = CommonIntervalOf(second);
  // Figures that are equal as written may differ in the last bit once they are converted.
  const auto moved = [](double from, double to) {
    return std::abs(to - from) <= 1e-9 * std::abs(from) ? 0 : to - from;
  };
  const double low = moved(before.low, after.low);
  const double high = moved(before.high, after.high);
  if (low == 0 && high == 0) return Change::kKept;
  if (low >= 0 && high >= 0) return Change::kRaised;
  if (low <= 0 && high <= 0) return Change::kLowered;
  return Change::kRestated;
}

}  // namespace policygraph
