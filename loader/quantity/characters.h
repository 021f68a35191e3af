#ifndef POLICYGRAPH_LOADER_QUANTITY_CHARACTERS_H_
#define POLICYGRAPH_LOADER_QUANTITY_CHARACTERS_H_

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace policygraph::loader {

// Bytes of the UTF-8 character that begins at byte `at` of a text. The text is valid UTF-8, which
// read_report sees to; bytes that are not still make progress and stay within it.
inline size_t CharacterLength(std::string_view text, size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(length, text.size() - at);
}

// The code point of that character; 0 for bytes that are none.
inline char32_t CodePointAt(std::string_view text, size_t at) {
  const auto bits = [&](size_t i, unsigned char mask) {
    return char32_t{static_cast<unsigned char>(text[at + i])} & mask;
  };
  switch (CharacterLength(text, at)) {
    case 1:
      return bits(0, 0x7F);
    case 2:
      return bits(0, 0x1F) << 6 | bits(1, 0x3F);
    case 3:
      return bits(0, 0x0F) << 12 | bits(1, 0x3F) << 6 | bits(2, 0x3F);
    case 4:
      return bits(0, 0x07) << 18 | bits(1, 0x3F) << 12 | bits(2, 0x3F) << 6 | bits(3, 0x3F);
    default:
      return 0;
  }
}

// Where the character before byte `at` begins; `at` is greater than 0.
inline size_t PreviousCharacter(std::string_view text, size_t at) {
  do {
    --at;
  } while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  return at;
}

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_QUANTITY_CHARACTERS_H_
