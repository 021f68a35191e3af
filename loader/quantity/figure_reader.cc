#include "loader/quantity/figure_reader.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "loader/quantity/characters.h"

namespace policygraph::loader {
namespace {

constexpr std::string_view kPercent = "%";

bool IsLatinLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// One decimal is all that a fraction in words can claim (三分之二 is 66.7%).
double RoundToOneDecimal(double value) { return std::round(value * 10) / 10; }

}  // namespace

std::vector<Figure> FigureReader::Read() {
  std::vector<Figure> figures;
  std::string_view closing;                // of the quotation we are in
  std::vector<std::string_view> unclosed;  // marks that no longer come in the rest of the sentence
  size_t at = 0;
  while (at < text_.size()) {
    const size_t length = CharacterLength(text_, at);
    if (!closing.empty()) {
      if (text_.substr(at, length) == closing) closing = {};
      at += length;
      continue;
    }
    if (!rules_.MayBegin(text_, at)) {
      at += length;
      continue;
    }
    if (const std::string_view quote = rules_.ClosingQuote(text_, at); !quote.empty()) {
      // An opening mark whose partner is missing must not swallow the sentence.
      if (std::find(unclosed.begin(), unclosed.end(), quote) == unclosed.end()) {
        const size_t end = text_.find(quote, at + length);
        if (end == std::string_view::npos) {
          unclosed.push_back(quote);
        } else {
          closing = quote;
          // A word that stands for a figure stays one in quotation marks (“零发生”).
          std::optional<Figure> quoted = FixedAt(at + length);
          if (quoted && quoted->span.end == end && !Excluded(*quoted)) {
            Finish(*quoted);
            figures.push_back(*std::move(quoted));
          }
        }
      }
      at += length;
      continue;
    }
    std::optional<Figure> figure = FixedAt(at);
    size_t next = figure ? figure->span.end : at + length;
    if (!figure) {
      if (const std::optional<Number> number = rules_.numbers().ParseAt(text_, at)) {
        next = at + number->length;
        const bool part_of_code = number->in_figures && at > 0 && IsLatinLetter(text_[at - 1]);
        if (!part_of_code && !number->serial && std::isfinite(number->value * number->factor)) {
          figure = RankAt(at, *number);
          if (!figure) figure = AmountAt(at, *number);
          if (figure) next = std::max(next, figure->span.end);
        }
      }
    }
    if (figure && !Excluded(*figure)) {
      Finish(*figure);
      figures.push_back(*std::move(figure));
    }
    at = next;
  }
  ShareBounds(figures);
  return figures;
}

void FigureReader::ShareBounds(std::vector<Figure>& figures) const {
  const auto joined = [&](const Figure& left, const Figure& right) {
    return left.quantity.base_unit == right.quantity.base_unit &&
           left.span.end <= right.span.begin &&
           rules_.fall_joins().Contains(
               text_.substr(left.span.end, right.span.begin - left.span.end));
  };
  const auto exact = [](const Figure& figure) {
    return figure.quantity.comparator == Comparator::kExactly;
  };
  const auto bounded_after = [&](const Figure& figure) {
    return rules_.words_after().LongestEndingAt(text_, figure.span.end).has_value();
  };
  for (size_t i = 1; i < figures.size(); ++i) {
    if (!joined(figures[i - 1], figures[i]) || !exact(figures[i])) continue;
    if (exact(figures[i - 1]) || bounded_after(figures[i - 1])) continue;
    figures[i].quantity.comparator = figures[i - 1].quantity.comparator;
  }
  for (size_t i = figures.size(); i-- > 1;) {
    if (!joined(figures[i - 1], figures[i]) || !exact(figures[i - 1])) continue;
    if (!exact(figures[i]) && bounded_after(figures[i])) {
      figures[i - 1].quantity.comparator = figures[i].quantity.comparator;
      // The word stands behind the last figure only, so it is handed on from there.
      if (i > 1 && joined(figures[i - 2], figures[i - 1]) && exact(figures[i - 2])) {
        figures[i - 2].quantity.comparator = figures[i].quantity.comparator;
      }
    }
  }
}

std::optional<Figure> FigureReader::FixedAt(size_t at) const {
  const auto word = rules_.fixed_words().LongestAt(text_, at);
  if (!word) return std::nullopt;
  const QuantityRules::FixedFigure& rule = rules_.fixed_figure(word->word);
  const auto before = rule.before.MatchAt(text_, at);
  const auto after = rule.after.MatchAt(text_, at + word->length);
  if (!before || !after) return std::nullopt;
  Figure figure;
  figure.rule = rule.rule;
  figure.span = {at - (rule.include_before ? before->length : 0), at + word->length};
  Quantity& quantity = figure.quantity;
  quantity.value = quantity.normalized_value = rule.value;
  quantity.unit = quantity.base_unit = rule.unit;
  quantity.comparator = rule.comparator;
  if (const auto bound = rules_.words_before().LongestEndingAt(text_, at)) {
    const QuantityRules::BoundWord& what = rules_.bound_before(bound->word);
    if (what.comparator != Comparator::kUnspecified && !what.scale_only) {
      quantity.comparator = what.comparator;
      figure.span.begin = at - bound->length;
    }
  }
  if (const auto bound = rules_.words_after().LongestAt(text_, figure.span.end)) {
    quantity.comparator = rules_.bound_after(bound->word).comparator;
    figure.span.end += bound->length;
  }
  return figure;
}

std::optional<Figure> FigureReader::RankAt(size_t at, const Number& number) const {
  if (!number.scale.empty() || number.more || number.bare_scale) return std::nullopt;
  const size_t end = at + number.length;
  for (const QuantityRules::Rank& rule : rules_.ranks()) {
    if (!text_.substr(0, at).ends_with(rule.prefix)) continue;
    const size_t begin = at - rule.prefix.size();
    const auto after = rule.after.MatchAt(text_, end);
    if (!after) continue;
    const auto before = rule.before.MatchAt(text_, begin);
    if (!before) continue;
    Figure figure;
    figure.rule = rule.rule;
    figure.span = {begin - before->length, end + after->group.size()};
    figure.quantity.value = figure.quantity.normalized_value = number.value;
    figure.quantity.unit = figure.quantity.base_unit = rule.unit;
    figure.quantity.comparator = rule.comparator;
    return figure;
  }
  return std::nullopt;
}

std::optional<FigureReader::Amount> FigureReader::ReadFraction(size_t at,
                                                               const Number& denominator) const {
  const size_t mark = at + denominator.length;
  if (rules_.fraction_mark().empty() || !text_.substr(mark).starts_with(rules_.fraction_mark())) {
    return std::nullopt;
  }
  const size_t begin = mark + rules_.fraction_mark().size();
  const std::optional<Number> numerator = rules_.numbers().ParseAt(text_, begin);
  const double parts = denominator.value * denominator.factor;
  if (!numerator || numerator->serial || parts == 0) return std::nullopt;
  Amount amount;
  amount.number = *numerator;
  const double percent = numerator->value * numerator->factor * 100 / parts;
  // 百分之九 is written 9%; other fractions are turned into per cent.
  amount.number.value =
      denominator.bare_scale && parts == 100 ? numerator->value : RoundToOneDecimal(percent);
  amount.unit = amount.base_unit = kPercent;
  amount.rule = "fraction";
  amount.more = numerator->more;
  amount.end = begin + numerator->length;
  return amount;
}

std::optional<FigureReader::Amount> FigureReader::ReadAmount(size_t at, const Number& number,
                                                             bool bounded) const {
  if (std::optional<Amount> fraction = ReadFraction(at, number)) return fraction;
  if (number.bare_scale && !bounded && !number.more) return std::nullopt;
  const size_t end = at + number.length;
  Amount amount;
  amount.number = number;
  amount.more = number.more;
  amount.factor = number.factor;
  if (const auto word = rules_.unit_words().LongestAt(text_, end)) {
    const QuantityRules::Unit& unit = rules_.unit(word->word);
    amount.number.value *= unit.rewrite_factor;
    amount.unit = number.scale + unit.written;
    amount.base_unit = unit.base;
    amount.factor *= unit.factor;
    amount.more |= unit.more;
    amount.rule = unit.rule;
    amount.end = end + word->length;
    return amount;
  }
  if (number.scale.empty()) return std::nullopt;
  for (const QuantityRules::ImpliedUnit& rule : rules_.implied_units()) {
    if (number.bare_scale && !rule.bare_scale) continue;
    if (!rule.after.Matches(text_, end) || !rule.before.Matches(text_, at)) continue;
    amount.unit = number.scale + rule.unit;
    amount.base_unit = rule.unit;
    amount.rule = rule.rule;
    amount.end = end;
    return amount;
  }
  return std::nullopt;
}

std::optional<FigureReader::Amount> FigureReader::ReadUpperEnd(const Amount& low,
                                                               bool low_has_unit) const {
  size_t at = low.end;
  size_t marks = 0;
  while (const auto mark = rules_.range_marks().LongestAt(text_, at)) {
    at += mark->length;
    if (++marks == 2) break;  // —— is a dash written twice
  }
  if (marks == 0) return std::nullopt;
  const std::optional<Number> number = rules_.numbers().ParseAt(text_, at);
  if (!number || number->serial) return std::nullopt;
  std::optional<Amount> high = ReadAmount(at, *number, /*bounded=*/false);
  if (!high) return std::nullopt;
  if (low_has_unit && low.unit != high->unit) return std::nullopt;
  const bool scale_differs =
      !low_has_unit && !low.number.scale.empty() && low.number.scale != number->scale;
  if (scale_differs || high->number.value <= low.number.value) return std::nullopt;
  return high;
}

std::optional<Figure> FigureReader::AmountAt(size_t at, const Number& number) const {
  size_t begin = at;
  Comparator comparator = Comparator::kUnspecified;
  bool bounded = false;
  if (const auto word = rules_.words_before().LongestEndingAt(text_, at)) {
    const QuantityRules::BoundWord& bound = rules_.bound_before(word->word);
    if (bound.comparator != Comparator::kUnspecified && (!bound.scale_only || number.bare_scale)) {
      comparator = bound.comparator;
      begin = at - word->length;
      bounded = true;
    }
  }
  std::optional<Amount> low = ReadAmount(at, number, bounded);
  const bool low_has_unit = low.has_value();
  if (!low) {
    if (number.bare_scale) return std::nullopt;
    low = Amount{.number = number, .end = at + number.length};
  }
  const std::optional<Amount> high = ReadUpperEnd(*low, low_has_unit);
  if (!low_has_unit && !high) return std::nullopt;
  const Amount& measured = high ? *high : *low;

  Figure figure;
  figure.rule = measured.rule;
  Quantity& quantity = figure.quantity;
  quantity.value = low->number.value;
  quantity.unit = measured.unit;
  quantity.base_unit = measured.base_unit;
  quantity.normalized_value = quantity.value * measured.factor;
  if (high) {
    quantity.upper_value = high->number.value;
    quantity.normalized_upper_value = high->number.value * high->factor;
    comparator = Comparator::kBetween;
  }
  size_t end = measured.end;
  if (const auto word = rules_.words_after().LongestAt(text_, end)) {
    if (!high) comparator = rules_.bound_after(word->word).comparator;
    end += word->length;
  }
  if (comparator == Comparator::kUnspecified) {
    comparator = measured.more ? Comparator::kMoreThan : Comparator::kExactly;
  }
  quantity.comparator = comparator;
  figure.span = {begin, end};
  return figure;
}

bool FigureReader::Excluded(const Figure& figure) const {
  for (const QuantityRules::Exclusion& rule : rules_.exclusions()) {
    if (rule.figure.given()) {
      const std::string_view own = text_.substr(figure.span.begin, figure.span.size());
      if (!rule.figure.Matches(own, 0)) continue;
    }
    if (rule.after.Matches(text_, figure.span.end) &&
        rule.before.Matches(text_, figure.span.begin)) {
      return true;
    }
  }
  return false;
}

bool FigureReader::Falls(const Figure& figure) const {
  size_t at = figure.span.begin;
  if (last_fall_ && last_fall_->end <= at) {
    const std::string_view joint = text_.substr(last_fall_->end, at - last_fall_->end);
    if (rules_.fall_joins().Contains(joint)) return true;
  }
  while (const auto word = rules_.fall_between().LongestEndingAt(text_, at)) at -= word->length;
  return rules_.fall_words().LongestEndingAt(text_, at).has_value();
}

void FigureReader::Finish(Figure& figure) {
  Quantity& quantity = figure.quantity;
  quantity.text = text_.substr(figure.span.begin, figure.span.size());
  const bool falls = Falls(figure);
  last_fall_.reset();
  if (falls) {
    last_fall_ = figure.span;
    quantity.value = -quantity.value;
    quantity.normalized_value = -quantity.normalized_value;
    if (quantity.upper_value) {
      // -7 to -6: the lower end is the larger fall.
      quantity.upper_value = -*quantity.upper_value;
      quantity.normalized_upper_value = -*quantity.normalized_upper_value;
      std::swap(quantity.value, *quantity.upper_value);
      std::swap(quantity.normalized_value, *quantity.normalized_upper_value);
    }
  }
  for (const QuantityRules::Reference& rule : rules_.references()) {
    if (const auto match = rule.before.MatchAt(text_, figure.span.begin)) {
      quantity.reference = rule.reference.empty() ? std::string(match->group) : rule.reference;
      break;
    }
  }
}

}  // namespace policygraph::loader
