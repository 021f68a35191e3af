#ifndef POLICYGRAPH_GRAPH_DELIVERY_COMMON_UNIT_H_
#define POLICYGRAPH_GRAPH_DELIVERY_COMMON_UNIT_H_

#include <string_view>

namespace policygraph {

// A unit that all units of its family convert into, and how many of it one is.
struct CommonUnit {
  std::string_view unit;
  double factor = 1;
};

// The family's unit of a base unit (斤: 吨, 0.0005); the unit itself when it has no family. Words
// that count things alike (个, 家, 所) are one family.
CommonUnit CommonUnitOf(std::string_view base_unit);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_DELIVERY_COMMON_UNIT_H_
