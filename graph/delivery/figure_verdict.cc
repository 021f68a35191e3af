#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>

#include "fmt/format.h"
#include "graph/delivery/common_unit.h"
#include "graph/delivery/verdict.h"

namespace policygraph {
namespace {

// Figures that are equal as written may differ in the last bit once they are converted.
constexpr double kRoundOff = 1e-9;

bool IsPercent(const Quantity& quantity) {
  return quantity.base_unit == "%" || quantity.base_unit == "‰";
}

bool AtLeast(double a, double b) { return a >= b - kRoundOff * std::max(std::abs(a), std::abs(b)); }

std::string NumberText(double number) {
  std::string text = fmt::format("{:.4f}", number);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

bool BoundsFromBelow(Comparator comparator) {
  return comparator == Comparator::kAtLeast || comparator == Comparator::kMoreThan;
}

bool BoundsFromAbove(Comparator comparator) {
  return comparator == Comparator::kAtMost || comparator == Comparator::kLessThan;
}

// A promise put so that more is better: from which figure on it is kept. Falls, ranks and upper
// bounds are turned round.
struct Promise {
  bool turned = false;
  double kept_from = 0;
  bool strictly = false;
};

Promise PromiseOf(const Quantity& promised, BetterDirection better) {
  const CommonInterval ends = CommonIntervalOf(promised);
  Promise promise;
  if (promised.basis == Basis::kGrowth && ends.high < 0) {
    // 下降3%以上 and 下降3% both promise a fall of 3 or more; 以内 promises no deeper one.
    promise.turned = !BoundsFromAbove(promised.comparator);
  } else if (promised.basis == Basis::kRank || BoundsFromAbove(promised.comparator)) {
    promise.turned = true;
  } else {
    promise.turned = better == BetterDirection::kDown && !BoundsFromBelow(promised.comparator);
  }
  promise.kept_from = promise.turned ? -ends.high : ends.low;
  promise.strictly = promised.comparator == Comparator::kMoreThan ||
                     promised.comparator == Comparator::kLessThan;
  if (promised.comparator == Comparator::kAbout) {
    promise.kept_from -= kAboutTolerance * std::abs(promise.kept_from);
  }
  return promise;
}

// The figure in the promise's own unit, for people.
std::string InUnitOf(const Quantity& promised, double common) {
  const double factor = CommonUnitOf(promised.base_unit).factor;
  const double scale =
      promised.value != 0 ? promised.normalized_value / promised.value : 1;  // 亿元: 1e8
  return NumberText(common / factor / scale) + promised.unit;
}

std::string Arithmetic(const Quantity& promised, const Quantity& reported, const Promise& promise,
                       double actual, std::string_view relation) {
  const double sign = promise.turned ? -1 : 1;
  std::string words =
      fmt::format("promised {}, reported {}", promised.text, reported.text);
  if (promised.unit != reported.unit) words += " = " + InUnitOf(promised, sign * actual);
  words += fmt::format(": {} is {} {}", InUnitOf(promised, sign * actual), relation,
                       InUnitOf(promised, sign * promise.kept_from));
  if (promised.comparator == Comparator::kAbout) {
    words += fmt::format(" ({:.0f}% either way counts as about)", kAboutTolerance * 100);
  }
  return words;
}

}  // namespace

std::string_view ReferenceOf(const Quantity& quantity) {
  constexpr std::string_view kYearBefore[] = {"上年", "去年", "前一年", "上年同期", "去年同期"};
  const bool is_growth = quantity.basis == Basis::kGrowth;
  const bool is_default = std::ranges::find(kYearBefore, quantity.reference) != std::end(kYearBefore);
  return is_growth && is_default ? std::string_view() : quantity.reference;
}

bool AreComparable(const Quantity& promised, const Quantity& reported) {
  return promised.basis == reported.basis && promised.period == reported.period &&
         ReferenceOf(promised) == ReferenceOf(reported) && IsPercent(promised) == IsPercent(reported) &&
         CommonUnitOf(promised.base_unit).unit == CommonUnitOf(reported.base_unit).unit;
}

FigureVerdict JudgeFigure(const Quantity& promised, BetterDirection better,
                          const Quantity& reported) {
  const Promise promise = PromiseOf(promised, better);
  const CommonInterval ends = CommonIntervalOf(reported);
  const double actual = promise.turned ? -ends.high : ends.low;
  const bool kept = AtLeast(actual, promise.kept_from);
  // 降幅超过3% bounds the fall from below, so the figure itself from above.
  const bool is_fall = reported.basis == Basis::kGrowth && ends.high < 0;
  const bool more_may_be = promise.turned == is_fall ? BoundsFromBelow(reported.comparator)
                                                     : BoundsFromAbove(reported.comparator);
  const bool less_may_be = promise.turned == is_fall ? BoundsFromAbove(reported.comparator)
                                                     : BoundsFromBelow(reported.comparator);

  FigureVerdict verdict;
  const std::string_view word = promise.turned ? (kept ? "no more than" : "more than")
                                               : (kept ? "no less than" : "less than");
  verdict.arithmetic = Arithmetic(promised, reported, promise, actual, word);
  if ((kept && less_may_be) || (!kept && more_may_be)) {
    verdict.arithmetic += ", but the report gives a bound only";
    return verdict;
  }
  if (reported.comparator == Comparator::kAbout || promised.comparator == Comparator::kAbout) {
    verdict.confidence = 90;
  }
  if (kept) {
    verdict.verdict = Verdict::kFulfilled;
  } else if (promised.basis == Basis::kIncrement && !promise.turned && promise.kept_from > 0 &&
             AtLeast(actual, kPartlyDone * promise.kept_from)) {
    verdict.verdict = Verdict::kPartly;
    verdict.arithmetic += fmt::format(", {:.0f}% of it", 100 * actual / promise.kept_from);
  } else {
    verdict.verdict = Verdict::kNotFulfilled;
  }
  return verdict;
}

}  // namespace policygraph
