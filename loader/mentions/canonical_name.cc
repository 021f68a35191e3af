#include "loader/mentions/canonical_name.h"

#include <algorithm>
#include <array>

#include "loader/mentions/characters.h"

namespace policygraph::loader {

std::string CanonicalName(std::string_view words) {
  static constexpr std::array<std::string_view, 7> kMarks = {"“", "”", "《", "》", " ", "　", "\n"};
  std::string name;
  for (size_t at = 0; at < words.size();) {
    const std::string_view character = words.substr(at, CharacterLength(words[at]));
    at += character.size();
    if (std::find(kMarks.begin(), kMarks.end(), character) == kMarks.end()) name += character;
  }
  return name;
}

}  // namespace policygraph::loader
