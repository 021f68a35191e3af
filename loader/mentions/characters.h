#ifndef POLICYGRAPH_LOADER_MENTIONS_CHARACTERS_H_
#define POLICYGRAPH_LOADER_MENTIONS_CHARACTERS_H_

#include <cstddef>
#include <string_view>

namespace policygraph::loader {

// Bytes of the UTF-8 character that begins with `lead`. The loader's texts are valid UTF-8.
constexpr size_t CharacterLength(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

// Characters in a text of valid UTF-8.
constexpr size_t CountCharacters(std::string_view text) {
  size_t count = 0;
  for (const char byte : text) count += (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
  return count;
}

// The last character of a text that is not empty.
constexpr std::string_view LastCharacter(std::string_view text) {
  size_t begin = text.size() - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  return text.substr(begin);
}

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsLatin(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_MENTIONS_CHARACTERS_H_
