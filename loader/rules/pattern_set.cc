#include "loader/rules/pattern_set.h"

#include <algorithm>
#include <cstdint>

#include "absl/status/status.h"
#include "fmt/format.h"
#include "re2/filtered_re2.h"
#include "re2/re2.h"
#include "unicode/uchar.h"
#include "unicode/utf8.h"

namespace policygraph::loader {
namespace {

// The text in lower case, in which FilteredRE2 gives its words.
std::string Lower(std::string_view text) {
  std::string lower;
  lower.reserve(text.size());
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < length;) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead >= 0xE3 && lead <= 0xE9 && length - at >= 3) {  // U+3000 to U+9FFF: no letters
      lower.append(text, at, 3);
      at += 3;
      continue;
    }
    UChar32 character;
    U8_NEXT(text.data(), at, length, character);
    if (character < 0) continue;  // cut off at the end
    uint8_t bytes[U8_MAX_LENGTH];
    int32_t written = 0;
    U8_APPEND_UNSAFE(bytes, written, u_tolower(character));
    lower.append(reinterpret_cast<const char*>(bytes), written);
  }
  return lower;
}

}  // namespace

absl::StatusOr<PatternSet> PatternSet::Compile(const std::vector<std::string>& expressions) {
  PatternSet set;
  if (expressions.empty()) return set;
  auto filtered = std::make_shared<re2::FilteredRE2>();
  for (const std::string& expression : expressions) {
    int index = 0;
    if (filtered->Add(expression, RE2::Quiet, &index) != RE2::NoError) {
      return absl::InvalidArgumentError(fmt::format("not a regular expression: {}", expression));
    }
  }
  std::vector<std::string> words;
  filtered->Compile(&words);
  set.expressions_ = std::move(filtered);
  set.words_ = WordSet(words);
  return set;
}

std::vector<int> PatternSet::MatchesIn(std::string_view text) const {
  std::vector<int> matches;
  if (expressions_ == nullptr) return matches;
  const std::string lower = Lower(text);
  std::vector<int> words;
  for (size_t at = 0; at < lower.size(); ++at) {
    if ((lower[at] & 0xC0) == 0x80) continue;  // within a character
    for (const WordSet::Match& match : words_.AllAt(lower, at)) {
      words.push_back(static_cast<int>(match.word));
    }
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  expressions_->AllMatches(re2::StringPiece(text.data(), text.size()), words, &matches);
  std::sort(matches.begin(), matches.end());
  return matches;
}

}  // namespace policygraph::loader
