#include "loader/claims/clauses.h"

#include "loader/quantity/characters.h"

namespace policygraph::loader {
namespace {

// No name in quotation marks or brackets is longer; an opening mark whose partner is further away
// hides nothing.
constexpr size_t kLongestBracketed = 240;

// Cuts the text where `mark_at` gives the length of a mark outside brackets.
template <typename MarkAt>
std::vector<ByteSpan> Split(std::string_view text, const ClaimRules& rules, MarkAt&& mark_at) {
  std::vector<ByteSpan> pieces;
  size_t begin = 0;
  size_t at = 0;
  while (at < text.size()) {
    const size_t length = CharacterLength(text, at);
    if (const std::string_view closing = rules.ClosingBracketAt(text, at); !closing.empty()) {
      const size_t end = text.substr(at + length, kLongestBracketed).find(closing);
      at += length + (end == std::string_view::npos ? 0 : end + closing.size());
      continue;
    }
    if (const size_t mark = mark_at(at); mark > 0) {
      if (begin < at) pieces.push_back({begin, at});
      at += mark;
      begin = at;
      continue;
    }
    at += length;
  }
  if (begin < text.size()) pieces.push_back({begin, text.size()});
  return pieces;
}

}  // namespace

std::vector<ByteSpan> SplitClauses(std::string_view sentence, const ClaimRules& rules) {
  return Split(sentence, rules, [&](size_t at) { return rules.ClauseMarkAt(sentence, at); });
}

std::vector<ByteSpan> SplitList(std::string_view phrase, const ClaimRules& rules, bool all_marks) {
  return Split(phrase, rules, [&](size_t at) -> size_t {
    if (all_marks) return rules.ListMarkAt(phrase, at);
    const std::string& first = rules.list_marks().front();
    return phrase.substr(at).starts_with(first) ? first.size() : 0;
  });
}

}  // namespace policygraph::loader
