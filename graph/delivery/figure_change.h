#ifndef POLICYGRAPH_GRAPH_DELIVERY_FIGURE_CHANGE_H_
#define POLICYGRAPH_GRAPH_DELIVERY_FIGURE_CHANGE_H_

#include <cstdint>

#include "graph/model/elements.h"

namespace policygraph {

// What became of something from the first of two reports to the second. Numbers are those of
// v1.Change.
enum class Change : uint8_t {
  kKept = 1,     // both have it; a figure is the same
  kNew = 2,      // the second alone has it
  kDropped = 3,  // the first alone has it
  kRaised = 4,   // the figure is higher
  kLowered = 5,  // the figure is lower
  kRestated = 6,  // the figure is put so that higher and lower say nothing: another unit or bound
};

// How a figure moved, by what it bounds: 6%以上 to 5%左右 is lowered. Ranges move when neither end
// goes the other way.
Change ChangeOfFigure(const Quantity& first, const Quantity& second);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_DELIVERY_FIGURE_CHANGE_H_
