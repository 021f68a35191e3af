#ifndef POLICYGRAPH_LOADER_RULES_BESIDE_PATTERN_H_
#define POLICYGRAPH_LOADER_RULES_BESIDE_PATTERN_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "re2/re2.h"

namespace policygraph::loader {

// A regular expression that must match right before or right after a place in a text. It looks at
// no more than a fixed number of bytes there, so a text of any length costs the same at each place.
// Immutable; may be shared by threads. A default one matches everywhere, with an empty match.
class BesidePattern {
 public:
  enum class Side { kBefore, kAfter };

  struct Match {
    size_t length = 0;       // bytes of the whole match
    std::string_view group;  // the first group; empty when the expression has none
  };

  BesidePattern() = default;

  // INVALID_ARGUMENT with RE2's message for an expression that is none. An empty one gives the
  // default pattern.
  static absl::StatusOr<BesidePattern> Compile(std::string_view expression, Side side);

  // The match at byte `place` of the text; nothing when there is none.
  std::optional<Match> MatchAt(std::string_view text, size_t place) const;

  // Whether there is a match; cheaper than to ask where.
  bool Matches(std::string_view text, size_t place) const;

  bool given() const { return expression_ != nullptr; }

 private:
  std::string_view WindowAt(std::string_view text, size_t place) const;

  Side side_ = Side::kAfter;
  std::shared_ptr<const re2::RE2> expression_;
};

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_RULES_BESIDE_PATTERN_H_
