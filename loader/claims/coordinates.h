#ifndef POLICYGRAPH_LOADER_CLAIMS_COORDINATES_H_
#define POLICYGRAPH_LOADER_CLAIMS_COORDINATES_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "loader/document.h"
#include "loader/rules/claim_rules.h"

namespace policygraph::loader {

// The name of what a figure measures, and the words it stands in when those are the name as it is.
struct IndicatorName {
  std::string name;
  ByteSpan span;
};

// Takes a phrase that names several indicators apart, which share a beginning or an ending:
//
//     城乡居民人均可支配收入 -> 城镇居民人均可支配收入, 农村居民人均可支配收入
//     批发和零售业           -> 批发业, 零售业
//     一产、二产、三产增加值 -> 一产增加值, 二产增加值, 三产增加值
//
// `count` is how many there are; 0 for as many as there are. Empty when the phrase does not come
// apart so. Spans are relative to the sentence.
std::vector<IndicatorName> SplitCoordinates(std::string_view sentence, ByteSpan phrase,
                                            size_t count, const ClaimRules& rules);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_CLAIMS_COORDINATES_H_
