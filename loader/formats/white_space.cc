#include "loader/formats/white_space.h"

#include <cstdint>

#include "unicode/uchar.h"
#include "unicode/utf8.h"

namespace policygraph::loader {

bool IsBlank(std::string_view text) { return TrimSpace(text).empty(); }

std::string_view TrimSpace(std::string_view words) {
  const auto length = static_cast<int32_t>(words.size());
  int32_t begin = 0;
  for (int32_t next = 0; next < length; begin = next) {
    UChar32 character;
    U8_NEXT(words.data(), next, length, character);
    if (!u_isUWhiteSpace(character)) break;
  }
  int32_t end = length;
  for (int32_t previous = length; previous > begin; end = previous) {
    UChar32 character;
    U8_PREV(words.data(), begin, previous, character);
    if (!u_isUWhiteSpace(character)) break;
  }
  return words.substr(begin, end - begin);
}

}  // namespace policygraph::loader
