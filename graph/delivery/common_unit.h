#ifndef POLICYGRAPH_GRAPH_DELIVERY_COMMON_UNIT_H_
#define POLICYGRAPH_GRAPH_DELIVERY_COMMON_UNIT_H_

#include <string_view>

#include "graph/model/elements.h"

namespace policygraph {

// A unit that all units of its family convert into, and how many of it one is.
struct CommonUnit {
  std::string_view unit;
  double factor = 1;
};

// The family's unit of a base unit (斤: 吨, 0.0005); the unit itself when it has no family. Words
// that count things alike (个, 家, 所) are one family.
CommonUnit CommonUnitOf(std::string_view base_unit);

// The ends of a figure in its family's unit; equal unless it is a range. Percentages are left as
// they are written.
struct CommonInterval {
  double low = 0;
  double high = 0;
};

CommonInterval CommonIntervalOf(const Quantity& quantity);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_DELIVERY_COMMON_UNIT_H_
