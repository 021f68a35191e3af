#include "loader/rules/beside_pattern.h"

#include <algorithm>

#include "fmt/format.h"

namespace policygraph::loader {
namespace {

constexpr size_t kWindowBytes = 90;  // thirty Chinese characters: longer than any cue

}  // namespace

absl::StatusOr<BesidePattern> BesidePattern::Compile(std::string_view expression, Side side) {
  BesidePattern pattern;
  if (expression.empty()) return pattern;
  RE2::Options options;
  options.set_log_errors(false);
  pattern.side_ = side;
  pattern.expression_ =
      std::make_shared<const RE2>(side == Side::kBefore ? fmt::format("(?:{})$", expression)
                                                        : fmt::format("^(?:{})", expression),
                                  options);
  if (!pattern.expression_->ok()) return absl::InvalidArgumentError(pattern.expression_->error());
  return pattern;
}

std::string_view BesidePattern::WindowAt(std::string_view text, size_t place) const {
  const size_t begin = place > kWindowBytes ? place - kWindowBytes : 0;
  return side_ == Side::kBefore ? text.substr(begin, place - begin)
                                : text.substr(place, kWindowBytes);
}

bool BesidePattern::Matches(std::string_view text, size_t place) const {
  if (!expression_) return true;
  const std::string_view window = WindowAt(text, place);
  return expression_->Match(re2::StringPiece(window.data(), window.size()), 0, window.size(),
                            RE2::UNANCHORED, nullptr, 0);
}

std::optional<BesidePattern::Match> BesidePattern::MatchAt(std::string_view text,
                                                           size_t place) const {
  if (!expression_) return Match{};
  // Most places do not match, and to find that out is much cheaper than to find the groups.
  if (!Matches(text, place)) return std::nullopt;
  const std::string_view window = WindowAt(text, place);
  re2::StringPiece found[2];
  const int groups = std::min(1, expression_->NumberOfCapturingGroups());
  if (!expression_->Match(re2::StringPiece(window.data(), window.size()), 0, window.size(),
                          RE2::UNANCHORED, found, groups + 1)) {
    return std::nullopt;
  }
  return Match{found[0].size(), std::string_view(found[1].data(), found[1].size())};
}

}  // namespace policygraph::loader
