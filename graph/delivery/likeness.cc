#include "graph/delivery/likeness.h"

#include <algorithm>

#include "unicode/uchar.h"
#include "unicode/utf8.h"

namespace policygraph {

std::vector<uint64_t> CharacterPairs(std::string_view text) {
  std::vector<uint64_t> pairs;
  uint64_t last = 0;
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(text.data(), i, length, c);
    if (u_isdigit(c) || !u_isalnum(c)) continue;
    if (last != 0) pairs.push_back(last << 32 | static_cast<uint32_t>(c));
    last = static_cast<uint32_t>(c);
  }
  std::ranges::sort(pairs);
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

double Likeness(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  if (a.empty() || b.empty()) return 0;
  size_t shared = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) {
      ++shared;
      ++i;
      ++j;
    } else {
      *i < *j ? ++i : ++j;
    }
  }
  return 2.0 * static_cast<double>(shared) / static_cast<double>(a.size() + b.size());
}

std::u32string SortedCharacters(std::string_view text) {
  std::u32string characters;
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(text.data(), i, length, c);
    characters.push_back(static_cast<char32_t>(c));
  }
  std::ranges::sort(characters);
  return characters;
}

}  // namespace policygraph
