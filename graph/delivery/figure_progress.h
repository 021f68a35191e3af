#ifndef POLICYGRAPH_GRAPH_DELIVERY_FIGURE_PROGRESS_H_
#define POLICYGRAPH_GRAPH_DELIVERY_FIGURE_PROGRESS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "graph/model/elements.h"

namespace policygraph {

// How much of a year's target is done, beside how much of the year is gone (序时进度).
struct ShareDone {
  // As both figures are written, bounds left aside, of ranges the lower ends; above 1 when exceeded.
  double of_target = 0;
  double of_year = 0;  // months gone of twelve
};

// What a figure for the first months of a year says of the target for the whole.
struct FigureProgress {
  std::string arithmetic;          // for people
  std::optional<ShareDone> share;  // nothing when a part of the target has no meaning
  Confidence confidence = kCertain;
};

// Holds the figure of the year's first months, 1 to 11, against the target for the year. Only what adds
// up over the year has a share: an increment of this year alone that is promised from below. A growth,
// level, share or rank, and what is to be kept low, is held against the target as it stands.
// Precondition: AreComparable.
FigureProgress MeasureProgress(const Quantity& promised, BetterDirection better,
                               const Quantity& reported, int32_t through_month);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_DELIVERY_FIGURE_PROGRESS_H_
