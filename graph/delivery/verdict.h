#ifndef POLICYGRAPH_GRAPH_DELIVERY_VERDICT_H_
#define POLICYGRAPH_GRAPH_DELIVERY_VERDICT_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "graph/model/elements.h"

namespace policygraph {

// What became of a commitment. Numbers are those of v1.Verdict.
enum class Verdict : uint8_t {
  kFulfilled = 1,
  kPartly = 2,
  kNotFulfilled = 3,
  kInProgress = 4,
  kNoEvidence = 5,   // a later report was searched and says nothing of it
  kNotTestable = 6,  // it promises nothing that a report could show
  kNotChecked = 7,   // no report on its year is loaded
};
inline constexpr int kVerdictEnd = 8;

// How a verdict was reached. Numbers are those of v1.DeliveryRule.
enum class DeliveryRule : uint8_t {
  kNone = 0,
  kFigure = 1,       // the same indicator's figure
  kStage = 2,        // the stage of the project it advances
  kDesignation = 3,  // the designation that was sought
  kEvent = 4,        // the event that was to be held
  kProgress = 5,     // the same indicator's figure in a progress report of the year
};

// Of the rules all together: a verdict under another version may differ. Raise it with any change
// of what they decide.
inline constexpr int kDeliveryRulesVersion = 4;

// A verdict on what two figures say, with the arithmetic in words.
struct FigureVerdict {
  Verdict verdict = Verdict::kNoEvidence;
  std::string arithmetic;
  Confidence confidence = kCertain;
};

// Part of the promised figure by which a result may fall short of one that is promised as about so
// much (6%左右 holds from 5.7% on). No text defines the word; of the national reports' targets put
// so, those missed by no more are called met by the report of the next year.
inline constexpr double kAboutTolerance = 0.05;
// A count of things to do is partly done from this part on.
inline constexpr double kPartlyDone = 0.5;

// What a figure is relative to, beyond what its basis says: a growth against the year before is a
// growth, but 高于全省1个百分点 is relative to 全省. Empty when there is nothing.
std::string_view ReferenceOf(const Quantity& quantity);

// True when the two figures measure alike, so that one can be held against the other: the same
// basis and period, units that convert into each other, and the same reference.
bool AreComparable(const Quantity& promised, const Quantity& reported);

// Holds what was reported against what was promised. A falling figure (下降3%) is a promise of a
// fall of at least so much; otherwise `better` says which side of the figure keeps the promise, and
// when that is not known the comparator: 以内 is a bound from above, all others are from below.
// kNoEvidence when the reported figure is itself a bound that decides nothing.
// Precondition: AreComparable.
FigureVerdict JudgeFigure(const Quantity& promised, BetterDirection better,
                          const Quantity& reported);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_DELIVERY_VERDICT_H_
