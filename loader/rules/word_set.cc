#include "loader/rules/word_set.h"

namespace policygraph::loader {

WordSet::WordSet(const std::vector<std::string>& words)
    : forwards_(std::make_shared<CharacterTrie>(words, CharacterTrie::Reading::kForwards)),
      backwards_(std::make_shared<CharacterTrie>(words, CharacterTrie::Reading::kBackwards)) {}

WordSet::Matches WordSet::WalkAllAt(std::string_view text, size_t at) const {
  Matches matches;
  forwards_->VisitFrom(text, at, [&](size_t length, size_t word) {
    matches.push_back({length, word});
  });
  return matches;
}

std::optional<WordSet::Match> WordSet::WalkLongestAt(std::string_view text, size_t at) const {
  std::optional<Match> longest;
  forwards_->VisitFrom(text, at, [&](size_t length, size_t word) { longest = {length, word}; });
  return longest;
}

WordSet::Matches WordSet::WalkAllEndingAt(std::string_view text, size_t end) const {
  Matches matches;
  backwards_->VisitUntil(text, end, [&](size_t length, size_t word) {
    matches.push_back({length, word});
  });
  return matches;
}

std::optional<WordSet::Match> WordSet::WalkLongestEndingAt(std::string_view text, size_t end) const {
  std::optional<Match> longest;
  backwards_->VisitUntil(text, end, [&](size_t length, size_t word) { longest = {length, word}; });
  return longest;
}

std::optional<size_t> WordSet::Find(std::string_view text) const {
  const std::optional<Match> longest = LongestAt(text, 0);
  if (!longest.has_value() || longest->length != text.size()) return std::nullopt;
  return longest->word;
}

}  // namespace policygraph::loader
