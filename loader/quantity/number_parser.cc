#include "loader/quantity/number_parser.h"

#include <vector>

#include "loader/quantity/characters.h"

namespace policygraph::loader {
namespace {

constexpr int kDigitsInGroup = 3;

}  // namespace

NumberParser::NumberParser(const rules::v1::Numerals& numerals)
    : scale_exceptions_(std::vector<std::string>(numerals.scale_exceptions().begin(),
                                                 numerals.scale_exceptions().end())) {
  const auto add = [this](std::string_view word, Kind kind, double value) {
    if (word.empty()) return;
    symbols_.try_emplace(CodePointAt(word, 0), Symbol{kind, value, word.size()});
  };
  for (const std::string& figures : numerals.figures()) {
    int value = 0;
    for (size_t at = 0; at < figures.size(); at += CharacterLength(figures, at)) {
      add(figures.substr(at, CharacterLength(figures, at)), Kind::kFigure, value++);
    }
  }
  for (const auto& digit : numerals.digits()) add(digit.word(), Kind::kDigit, digit.value());
  for (const auto& s : numerals.small_scales()) add(s.word(), Kind::kSmallScale, s.value());
  for (const auto& s : numerals.large_scales()) add(s.word(), Kind::kLargeScale, s.value());
  for (const std::string& point : numerals.points()) add(point, Kind::kPoint, 0);
  for (const std::string& mark : numerals.group_marks()) add(mark, Kind::kGroupMark, 0);
  for (const std::string& more : numerals.more()) add(more, Kind::kMore, 0);
}

std::optional<NumberParser::Symbol> NumberParser::SymbolAt(std::string_view text, size_t at) const {
  if (at >= text.size()) return std::nullopt;
  const auto it = symbols_.find(CodePointAt(text, at));
  if (it == symbols_.end()) return std::nullopt;
  return it->second;
}

std::optional<NumberParser::Symbol> NumberParser::SymbolAt(std::string_view text, size_t at,
                                                           Kind kind) const {
  std::optional<Symbol> symbol = SymbolAt(text, at);
  if (!symbol || symbol->kind != kind) return std::nullopt;
  const bool scale = kind == Kind::kSmallScale || kind == Kind::kLargeScale;
  if (scale && scale_exceptions_.LongestAt(text, at)) return std::nullopt;
  return symbol;
}

std::optional<Number> NumberParser::ParseAt(std::string_view text, size_t at) const {
  const std::optional<Symbol> first = SymbolAt(text, at);
  if (!first) return std::nullopt;
  switch (first->kind) {
    case Kind::kFigure:
      return ParseFigures(text, at);
    case Kind::kSmallScale:
    case Kind::kLargeScale:
      if (scale_exceptions_.LongestAt(text, at)) return std::nullopt;
      [[fallthrough]];
    case Kind::kDigit:
      return ParseWords(text, at);
    default:
      return std::nullopt;
  }
}

void NumberParser::TakeMore(std::string_view text, size_t at, Number& number) const {
  if (const auto more = SymbolAt(text, at + number.length, Kind::kMore)) {
    number.more = true;
    number.length += more->length;
  }
}

void NumberParser::TakeLargeScale(std::string_view text, size_t at, Number& number) const {
  double last = 0;
  while (const auto scale = SymbolAt(text, at + number.length, Kind::kLargeScale)) {
    if (scale->value <= last) break;  // 万亿 is one scale; 亿万 is not
    number.scale += text.substr(at + number.length, scale->length);
    number.factor *= scale->value;
    number.length += scale->length;
    last = scale->value;
  }
}

Number NumberParser::ParseFigures(std::string_view text, size_t at) const {
  Number number;
  number.in_figures = true;
  // Reads a run of figures into the value; returns how many there were.
  const auto take_figures = [&](auto&& add) {
    int count = 0;
    while (const auto figure = SymbolAt(text, at + number.length, Kind::kFigure)) {
      add(figure->value);
      number.length += figure->length;
      ++count;
    }
    return count;
  };
  const auto add_whole = [&](double figure) { number.value = number.value * 10 + figure; };
  take_figures(add_whole);
  while (const auto mark = SymbolAt(text, at + number.length, Kind::kGroupMark)) {
    const Number before = number;
    number.length += mark->length;
    if (take_figures(add_whole) != kDigitsInGroup) {
      number = before;  // a comma of the sentence
      break;
    }
  }
  if (const auto point = SymbolAt(text, at + number.length, Kind::kPoint)) {
    const Number before = number;
    number.length += point->length;
    double divisor = 1;
    double digits = number.value;
    // The decimals join the whole as one integer and are divided once, so that 3014.4 is the double
    // nearest to it.
    const int decimals = take_figures([&](double figure) {
      digits = digits * 10 + figure;
      divisor *= 10;
    });
    if (decimals == 0) {
      number = before;
    } else {
      number.value = digits / divisor;
    }
  }
  TakeMore(text, at, number);
  if (const auto scale = SymbolAt(text, at + number.length, Kind::kSmallScale)) {
    number.value *= scale->value;  // 3千
    number.length += scale->length;
    TakeMore(text, at, number);
  }
  TakeLargeScale(text, at, number);
  TakeMore(text, at, number);
  return number;
}

Number NumberParser::ParseWords(std::string_view text, size_t at) const {
  Number number;
  double total = 0;    // of the parts before the last large scale
  double section = 0;  // since the last large scale
  std::optional<double> digit;
  bool any_digit = false;
  double last_large = 0;
  while (!number.more) {
    const std::optional<Symbol> symbol = SymbolAt(text, at + number.length);
    if (!symbol) break;
    if (symbol->kind == Kind::kDigit) {
      if (digit.value_or(0) != 0) number.serial = true;
      digit = symbol->value;
      any_digit = true;
      number.length += symbol->length;
    } else if (symbol->kind == Kind::kSmallScale) {
      if (scale_exceptions_.LongestAt(text, at + number.length)) break;
      // 十 alone is ten; 百 and 千 alone are only "hundreds".
      if (symbol->value == 10) any_digit = true;
      section += digit.value_or(1) * symbol->value;
      digit.reset();
      number.length += symbol->length;
    } else if (symbol->kind == Kind::kLargeScale) {
      Number scaled = number;
      TakeLargeScale(text, at, scaled);
      const bool first = last_large == 0;
      if (scaled.length == number.length || (!first && symbol->value >= last_large)) break;
      const double factor = first ? scaled.factor : symbol->value;
      const double part = section + digit.value_or(0);
      total += (part == 0 && !any_digit ? 1 : part) * factor;
      if (first) {
        number.scale = scaled.scale;
        number.factor = scaled.factor;
      }
      number.length = scaled.length;
      last_large = symbol->value;
      section = 0;
      digit.reset();
    } else if (symbol->kind == Kind::kPoint && digit) {
      // Decimals end the number, but a large scale may follow (一点五亿).
      size_t length = number.length + symbol->length;
      double decimals = 0;
      double divisor = 1;
      while (const auto next = SymbolAt(text, at + length, Kind::kDigit)) {
        decimals = decimals * 10 + next->value;
        divisor *= 10;
        length += next->length;
      }
      if (divisor == 1) break;
      digit = ((section + *digit) * divisor + decimals) / divisor;
      section = 0;
      number.length = length;
    } else if (symbol->kind == Kind::kMore && number.length > 0) {
      TakeMore(text, at, number);
      if (last_large == 0) {
        const size_t before = number.length;
        TakeLargeScale(text, at, number);  // 三千多万
        if (number.length != before) {
          const double part = section + digit.value_or(0);
          total = (part == 0 && !any_digit ? 1 : part) * number.factor;
          section = 0;
          digit.reset();
        }
      }
    } else {
      break;
    }
  }
  total += section + digit.value_or(0);
  number.value = total / number.factor;
  number.bare_scale = !any_digit;
  return number;
}

}  // namespace policygraph::loader
