#ifndef POLICYGRAPH_LOADER_CLAIMS_CLAIM_FORMER_H_
#define POLICYGRAPH_LOADER_CLAIMS_CLAIM_FORMER_H_

#include <span>
#include <string_view>
#include <vector>

#include "loader/claims/coordinates.h"
#include "loader/claims/phrases.h"
#include "loader/document.h"
#include "loader/rejected_readings.h"
#include "loader/rules/claim_rules.h"

namespace policygraph::loader {

// Forms the claims of one sentence from its figures and from what it names, left to right. A
// figure whose clause does not say what it measures goes on from the one before it, so the former
// remembers that. Keeps references to its arguments; use it on one thread and throw it away.
class ClaimFormer {
 public:
  // The figures are those of this sentence, `named` the spans of its mentions that make a clause
  // without a figure a claim; both in order of the text. Adds to `rejected`, if there is one, what
  // it drops.
  ClaimFormer(const Document& document, size_t sentence, std::span<const Figure> figures,
              std::span<const ByteSpan> named, const ClaimRules& rules,
              RejectedReadings* rejected = nullptr);

  // In order of clause and figure. Takes time in proportion to the sentence's length.
  std::vector<Claim> Form();

 private:
  // Figures that share one phrase (分别增长4.8%、7.3%): [first, past_last).
  struct Group {
    size_t first = 0;
    size_t past_last = 0;
    size_t size() const { return past_last - first; }
  };
  // What a group of figures measures, and how that was found.
  struct Reading {
    std::vector<IndicatorName> indicators;  // one, or one a claim
    std::string_view rule;
    bool counted_behind = false;  // the noun stands behind the figure
    bool acted = false;           // a verb governs what is counted
    bool continued = false;       // nothing new is said: the figure goes on from the last one
  };

  void FormGroup(const ByteSpan& clause, Group group);
  // The words before a group that may say what it measures.
  ByteSpan WordsBefore(const ByteSpan& clause, const Group& group) const;
  Reading Read(const Group& group, const Lead& lead, const Tail& tail) const;
  // The acting phrase: the verb of the lead, what is said behind the noun, or the word of change.
  static ByteSpan ActionOf(const Lead& lead, const Tail& tail, const Reading& reading);
  Reading ReadBehind(const Lead& lead, const Tail& tail) const;
  Reading ReadBefore(const Lead& lead, size_t size) const;
  // Tells the collector what the words on the other side of the figure would have said.
  void TellOtherSide(const Group& group, const Lead& lead, const Tail& tail,
                     const Reading& reading) const;
  // What a phrase means that only says how it differs from the last indicator: in grade (省级4个),
  // in a side of it (增速) or in its last word (模范区 after 双拥模范城). Empty when it says all.
  std::string CompleteFromLast(std::string_view phrase) const;
  Basis BasisOf(const Figure& figure, const Lead& lead, const Tail& tail, const Reading& reading,
                std::string_view indicator) const;
  // Whether the figure stands in a list with the last one, and counts in the same unit.
  bool ListsOnFromLast(const Figure& figure) const;
  void FormNamedAction(const ByteSpan& clause);
  // What the clause says is not aimed at, when it says so.
  void FormWaiver(const ByteSpan& clause);

  void Add(const ByteSpan& clause, const Figure* figure, std::string_view action, Basis basis,
           const IndicatorName& indicator, std::string_view rule);
  // The kind of claim that the part of the report, or else the words of the clause, make; nothing
  // for a clause that is neither.
  bool DecideKind(const ByteSpan& clause, NodeKind& kind) const;
  Strength StrengthOf(const ByteSpan& clause, const Figure* figure) const;
  int32_t YearOf(NodeKind kind, const ByteSpan& clause, size_t place) const;
  Group GroupAt(size_t first, const ByteSpan& clause) const;
  ByteSpan Relative(const ByteSpan& span) const;
  std::string_view Words(const ByteSpan& span) const {
    return sentence_.substr(span.begin, span.size());
  }

  const Document& document_;
  const size_t index_;
  const std::string_view sentence_;
  const std::span<const Figure> figures_;
  const std::span<const ByteSpan> named_;
  const ClaimRules& rules_;
  RejectedReadings* const rejected_;

  std::vector<Claim> claims_;
  std::vector<IndicatorName> last_;  // what the last group measured
  Basis last_basis_ = Basis::kUnspecified;
  bool last_counted_behind_ = false;
  size_t last_begin_ = 0;  // of the last group's first figure, relative to the sentence
  const Figure* last_figure_ = nullptr;  // of the last group
};

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_CLAIMS_CLAIM_FORMER_H_
