#ifndef POLICYGRAPH_GRAPH_DELIVERY_LIKENESS_H_
#define POLICYGRAPH_GRAPH_DELIVERY_LIKENESS_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace policygraph {

// The pairs of neighbouring characters of a text, digits and marks left out, sorted, each once.
// Made once per text, since each is compared with many.
std::vector<uint64_t> CharacterPairs(std::string_view text);

// Dice's coefficient of two sets of pairs: twice what they share over what both have; 0 to 1.
double Likeness(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_DELIVERY_LIKENESS_H_
