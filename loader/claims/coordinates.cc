#include "loader/claims/coordinates.h"

#include "loader/claims/clauses.h"
#include "loader/quantity/characters.h"

namespace policygraph::loader {
namespace {

// The ending that the last name lends to a shorter one before it; empty when they share none.
std::string_view SharedEnding(std::string_view first, std::string_view last,
                              const ClaimRules& rules) {
  // Both coordinates end with the same character: 基本养老保险、基本医疗保险参保率.
  const std::string_view character = first.substr(PreviousCharacter(first, first.size()));
  if (const size_t at = last.rfind(character); at != std::string_view::npos) {
    return last.substr(at + character.size());
  }
  for (const std::string& end : rules.coordinate_ends()) {
    if (const size_t at = last.find(end); at != std::string_view::npos && at > 0) {
      return last.substr(at);
    }
  }
  // 工业增加值、公共预算收入: a measure lacks nothing.
  if (rules.EndingOf(first).has_value()) return {};
  // Coordinates of equal length: 刑事、治安案件. Equal in bytes need not be equal in characters,
  // and then nothing is shared.
  const bool cuts = first.size() < last.size() && (last[first.size()] & 0xC0) != 0x80;
  return cuts ? last.substr(first.size()) : std::string_view();
}

// The beginning that the first name lends to the second; empty when they share none.
std::string_view SharedBeginning(std::string_view first, std::string_view second,
                                 const ClaimRules& rules) {
  for (const ClaimRules::SharedBeginning& rule : rules.shared_beginnings()) {
    if (!rule.second.Contains(second)) continue;
    for (const std::string& ending : rule.first_endings) {
      if (first.ends_with(ending)) return first.substr(0, first.size() - ending.size());
    }
  }
  return {};
}

}  // namespace

std::vector<IndicatorName> SplitCoordinates(std::string_view sentence, ByteSpan phrase,
                                            size_t count, const ClaimRules& rules) {
  const std::string_view text = sentence.substr(phrase.begin, phrase.size());
  std::vector<IndicatorName> names;
  std::vector<ByteSpan> pieces = SplitList(text, rules, /*all_marks=*/false);
  if (pieces.size() < 2 || (count > 0 && pieces.size() != count)) {
    pieces = SplitList(text, rules, /*all_marks=*/true);
  }
  if (pieces.size() < 2 || (count > 0 && pieces.size() != count)) {
    for (const ClaimRules::Coordinate& joint : rules.coordinates()) {
      const size_t at = text.find(joint.joint);
      if (at == std::string_view::npos || (count > 0 && joint.parts.size() != count)) continue;
      for (const std::string& part : joint.parts) {
        std::string name(text);
        names.push_back({name.replace(at, joint.joint.size(), part), {}});
      }
      break;
    }
    return names;
  }
  const std::string_view first = text.substr(pieces.front().begin, pieces.front().size());
  const std::string_view last = text.substr(pieces.back().begin, pieces.back().size());
  const std::string_view ending = SharedEnding(first, last, rules);
  for (const ByteSpan& piece : pieces) {
    const std::string_view own = text.substr(piece.begin, piece.size());
    const std::string_view beginning =
        names.empty() ? std::string_view() : SharedBeginning(first, own, rules);
    const std::string_view lent = own.ends_with(ending) ? std::string_view() : ending;
    IndicatorName name;
    name.name.append(beginning).append(own).append(lent);
    if (beginning.empty() && lent.empty()) {
      name.span = {phrase.begin + piece.begin, phrase.begin + piece.end};
    }
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace policygraph::loader
