#ifndef POLICYGRAPH_LOADER_RULES_PATTERN_SET_H_
#define POLICYGRAPH_LOADER_RULES_PATTERN_SET_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "loader/rules/word_set.h"

namespace re2 {
class FilteredRE2;
}

namespace policygraph::loader {

// Many regular expressions that are looked for in one text. The words that a match cannot do
// without are looked for first, and only those expressions are tried that the text has all words
// for: nearly none. Immutable; may be shared by threads. A default one has no expressions.
class PatternSet {
 public:
  PatternSet() = default;

  // INVALID_ARGUMENT with RE2's message for an expression that is none.
  static absl::StatusOr<PatternSet> Compile(const std::vector<std::string>& expressions);

  // Indices of the expressions that match somewhere in the text, rising.
  std::vector<int> MatchesIn(std::string_view text) const;

 private:
  std::shared_ptr<const re2::FilteredRE2> expressions_;
  WordSet words_;  // in the order in which FilteredRE2 numbers them
};

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_RULES_PATTERN_SET_H_
