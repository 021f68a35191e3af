#ifndef POLICYGRAPH_LOADER_QUANTITY_NUMBER_PARSER_H_
#define POLICYGRAPH_LOADER_QUANTITY_NUMBER_PARSER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "loader/rules/word_set.h"
#include "policygraph/rules/v1/quantities.pb.h"

namespace policygraph::loader {

// A number as it is written.
struct Number {
  double value = 0;         // without the large scale: 9800 of 9800多万
  std::string scale;        // the large scale: 万, 亿, 万亿; empty for none
  double factor = 1;        // what the scale multiplies the value by
  bool more = false;        // it says it is somewhat more: 余, 多
  bool in_figures = false;  // written with figures, not in words
  bool bare_scale = false;  // only a scale, without a digit: 百, 千亿, 万
  bool serial = false;      // digits in words without scales, a list or a year: 一二三
  size_t length = 0;        // bytes, more-words included
};

// Reads numbers in figures (3014.4, full width too), in words (三百六十亿) and in both (9800多万).
// Immutable; may be shared by threads.
class NumberParser {
 public:
  NumberParser() = default;
  explicit NumberParser(const rules::v1::Numerals& numerals);

  // The number that begins at byte `at`, as long as it goes; nothing when none begins there. Takes
  // time in proportion to its length.
  std::optional<Number> ParseAt(std::string_view text, size_t at) const;

 private:
  enum class Kind { kFigure, kDigit, kSmallScale, kLargeScale, kPoint, kGroupMark, kMore };
  struct Symbol {
    Kind kind = Kind::kDigit;
    double value = 0;
    size_t length = 0;
  };

  std::optional<Symbol> SymbolAt(std::string_view text, size_t at) const;
  std::optional<Symbol> SymbolAt(std::string_view text, size_t at, Kind kind) const;
  Number ParseFigures(std::string_view text, size_t at) const;
  Number ParseWords(std::string_view text, size_t at) const;
  void TakeLargeScale(std::string_view text, size_t at, Number& number) const;
  void TakeMore(std::string_view text, size_t at, Number& number) const;

  absl::flat_hash_map<char32_t, Symbol> symbols_;  // by code point
  WordSet scale_exceptions_;
};

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_QUANTITY_NUMBER_PARSER_H_
