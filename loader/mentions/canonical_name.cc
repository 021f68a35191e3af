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

std::string OwnedName(std::string_view words, NodeKind kind, const ReportingPlace& place,
                      const MentionRules& rules) {
  std::string name = CanonicalName(words);
  if (kind == NodeKind::kStrategy || kind == NodeKind::kDesignation) return name;
  const auto owner = rules.owners().LongestAt(name, 0);
  if (!owner.has_value() || owner->length == name.size()) return name;
  const std::string_view word = std::string_view(name).substr(0, owner->length);
  if (!place.name.ends_with(word)) return name;
  // 市民 and 市政 do not begin with the place.
  const auto generic = rules.generic_words().LongestAt(name, 0);
  if (generic.has_value() && generic->length > owner->length) return name;
  return place.name + name.substr(owner->length);
}

std::string_view LevelWord(const ReportingPlace& place) {
  static constexpr std::string_view kNation = "全国";
  static constexpr std::string_view kRegion = "自治区";
  if (place.level == DivisionLevel::kNational) return kNation;
  if (place.name.ends_with(kRegion)) return kRegion;
  return place.name.empty() ? std::string_view() : LastCharacter(place.name);
}

}  // namespace policygraph::loader
