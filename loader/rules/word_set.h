#ifndef POLICYGRAPH_LOADER_RULES_WORD_SET_H_
#define POLICYGRAPH_LOADER_RULES_WORD_SET_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "loader/rules/character_trie.h"

namespace policygraph::loader {

// A fixed set of words that can be looked for at any place of a text, forwards or backwards, in
// time that does not depend on how many words there are. Immutable once built; may be shared by
// threads.
class WordSet {
 public:
  struct Match {
    size_t length = 0;  // bytes
    size_t word = 0;    // index into the vector given to the constructor
  };
  using Matches = absl::InlinedVector<Match, 4>;

  WordSet() : WordSet(std::vector<std::string>{}) {}
  // Words are UTF-8; of equal words the first one counts. Empty words are left out.
  explicit WordSet(const std::vector<std::string>& words);

  // The longest word that begins at byte `at` of the text.
  std::optional<Match> LongestAt(std::string_view text, size_t at) const {
    return forwards_->MayBeginAt(text, at) ? WalkLongestAt(text, at) : std::nullopt;
  }

  // All words that begin at byte `at`, shortest first.
  Matches AllAt(std::string_view text, size_t at) const {
    return forwards_->MayBeginAt(text, at) ? WalkAllAt(text, at) : Matches();
  }

  // The longest word that ends right before byte `end` of the text.
  std::optional<Match> LongestEndingAt(std::string_view text, size_t end) const {
    return backwards_->MayEndAt(text, end) ? WalkLongestEndingAt(text, end) : std::nullopt;
  }

  // All words that end right before byte `end` of the text, shortest first.
  Matches AllEndingAt(std::string_view text, size_t end) const {
    return backwards_->MayEndAt(text, end) ? WalkAllEndingAt(text, end) : Matches();
  }

  // The index of the word that is the whole text.
  std::optional<size_t> Find(std::string_view text) const;

  bool Contains(std::string_view text) const { return Find(text).has_value(); }
  bool empty() const { return forwards_->empty(); }

 private:
  // The same where the first character does not rule a word out.
  std::optional<Match> WalkLongestAt(std::string_view text, size_t at) const;
  Matches WalkAllAt(std::string_view text, size_t at) const;
  std::optional<Match> WalkLongestEndingAt(std::string_view text, size_t end) const;
  Matches WalkAllEndingAt(std::string_view text, size_t end) const;

  std::shared_ptr<const CharacterTrie> forwards_;
  std::shared_ptr<const CharacterTrie> backwards_;
};

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_RULES_WORD_SET_H_
