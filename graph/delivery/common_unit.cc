#include "graph/delivery/common_unit.h"

#include <algorithm>
#include <iterator>

namespace policygraph {
namespace {

struct Member {
  std::string_view name;
  CommonUnit common;
};

// Legal units of the People's Republic and the market units in use beside them (1 斤 = 0.5 kg, 15 亩
// = 1 ha, 1 里 = 0.5 km).
constexpr Member kMembers[] = {
    {"吨", {"吨", 1}},
    {"公斤", {"吨", 1e-3}},
    {"千克", {"吨", 1e-3}},
    {"斤", {"吨", 5e-4}},
    {"平方米", {"平方米", 1}},
    {"平方公里", {"平方米", 1e6}},
    {"公顷", {"平方米", 1e4}},
    {"亩", {"平方米", 1e4 / 15}},
    {"米", {"米", 1}},
    {"公里", {"米", 1e3}},
    {"千米", {"米", 1e3}},
    {"里", {"米", 500}},
    {"立方米", {"立方米", 1}},
    {"方", {"立方米", 1}},
    {"千瓦", {"千瓦", 1}},
    {"兆瓦", {"千瓦", 1e3}},
    {"吉瓦", {"千瓦", 1e6}},
    {"千瓦时", {"千瓦时", 1}},
    {"度", {"千瓦时", 1}},
    {"年", {"月", 12}},
    {"个月", {"月", 1}},
    {"月", {"月", 1}},
};

// Words that count whole things alike (5所学校, 5个学校). Persons and visits, households and flats stay
// apart: one work counts several of them.
constexpr std::string_view kThings[] = {"个", "家", "所", "座", "处", "项"};

}  // namespace

CommonUnit CommonUnitOf(std::string_view base_unit) {
  const auto member = std::ranges::find(kMembers, base_unit, &Member::name);
  if (member != std::end(kMembers)) return member->common;
  if (std::ranges::find(kThings, base_unit) != std::end(kThings)) return {"个", 1};
  if (base_unit == "名" || base_unit == "位") return {"人", 1};
  return {base_unit, 1};
}

CommonInterval CommonIntervalOf(const Quantity& quantity) {
  const double factor = CommonUnitOf(quantity.base_unit).factor;
  const double low = quantity.normalized_value * factor;
  const double high = quantity.normalized_upper_value.value_or(quantity.normalized_value) * factor;
  return {std::min(low, high), std::max(low, high)};
}

}  // namespace policygraph
