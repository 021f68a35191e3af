#ifndef POLICYGRAPH_GRAPH_DELIVERY_LIKENESS_H_
#define POLICYGRAPH_GRAPH_DELIVERY_LIKENESS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace policygraph {

// The pairs of neighbouring characters of a text, digits and marks left out, sorted, each once.
// Made once per text, since each is compared with many.
std::vector<uint64_t> CharacterPairs(std::string_view text);

// Dice's coefficient of two sets of pairs: twice what they share over what both have; 0 to 1.
double Likeness(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b);

// The characters of a text in order of code point. Two names with the same characters are one in
// another order of words (改造老旧小区, 老旧小区改造).
std::u32string SortedCharacters(std::string_view text);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_DELIVERY_LIKENESS_H_
