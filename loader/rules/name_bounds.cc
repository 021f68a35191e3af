#include "loader/rules/name_bounds.h"

#include <algorithm>
#include <cstdint>

#include "loader/mentions/characters.h"
#include "unicode/uchar.h"
#include "unicode/utf8.h"

namespace policygraph::loader {
namespace {

// What encloses a note within a name, and how many bytes of one are looked at.
constexpr std::string_view kOpenNote = "（";
constexpr std::string_view kCloseNote = "）";
constexpr size_t kLongestNote = 24;

bool IsIdeograph(UChar32 character) { return u_hasBinaryProperty(character, UCHAR_IDEOGRAPHIC); }

}  // namespace

bool IsNameCharacter(std::string_view character) {
  int32_t next = 0;
  UChar32 code_point;
  U8_NEXT(character.data(), next, static_cast<int32_t>(character.size()), code_point);
  return IsIdeograph(code_point);
}

std::optional<size_t> PreviousNameCharacter(std::string_view text, size_t begin, size_t at) {
  if (at == begin) return std::nullopt;
  auto previous = static_cast<int32_t>(at);
  UChar32 character;
  U8_PREV(text.data(), static_cast<int32_t>(begin), previous, character);
  if (!IsIdeograph(character)) return std::nullopt;
  return previous;
}

size_t BeginOfCodeEndingAt(std::string_view text, size_t begin, size_t end) {
  size_t at = end;
  while (at > begin && (IsLatin(text[at - 1]) || IsDigit(text[at - 1]))) --at;
  return at < end && IsLatin(text[at]) ? at : end;
}

std::optional<size_t> BeginOfNoteEndingAt(std::string_view text, size_t begin, size_t end) {
  if (!text.substr(begin, end - begin).ends_with(kCloseNote)) return std::nullopt;
  const size_t from = std::max(begin, end - std::min(end, kLongestNote));
  const size_t open = text.substr(from, end - from).rfind(kOpenNote);
  if (open == text.npos || !PreviousNameCharacter(text, begin, from + open)) return std::nullopt;
  return from + open;
}

bool BeginsWithNote(std::string_view words) { return words.starts_with(kOpenNote); }

}  // namespace policygraph::loader
