#include "graph/delivery/review_index.h"

#include "graph/delivery/likeness.h"
#include "graph/delivery/verdict.h"

namespace policygraph {
namespace {

bool IsOfSameFigure(const ClaimDetails& promised, const ClaimDetails& told) {
  return told.quantity.has_value() && told.subject == promised.subject &&
         told.quantity->year == promised.quantity->year &&
         AreComparable(*promised.quantity, *told.quantity);
}

}  // namespace

ReviewIndex::ReviewIndex(const ReportClaims& review) : review_(review) {
  for (const ReportClaim& outcome : review.outcomes) {
    pairs_.push_back(CharacterPairs(outcome.name));
    const size_t i = pairs_.size() - 1;
    for (const ClaimTie& tie : outcome.indicators) {
      by_indicator_[tie.node].push_back(i);
      by_characters_[SortedCharacters(tie.name)].push_back(i);
    }
    for (const ClaimTie& tie : outcome.projects) by_project_[tie.node].push_back(i);
  }
  for (const ReportTitle& title : review.titles) {
    if (title.kind == EdgeKind::kAwarded) won_.emplace(title.title.node, &title);
    if (title.kind == EdgeKind::kSeeks) sought_.emplace(title.title.node, &title);
    // A plan that announces the event again holds nothing.
    if (title.kind == EdgeKind::kMentions && title.part == ReportPart::kReview) {
      held_.emplace(title.title.node, &title);
    }
  }
}

const ReportClaim* ReviewIndex::LikestFigure(const ReportClaim& commitment,
                                             const std::vector<uint64_t>& pairs,
                                             const Positions& outcomes) const {
  const ReportClaim* best = nullptr;
  double best_likeness = -1;
  for (const size_t at : outcomes) {
    const ReportClaim& outcome = review_.outcomes[at];
    if (!IsOfSameFigure(commitment.details, outcome.details)) continue;
    const double likeness = Likeness(pairs, pairs_[at]);
    if (likeness <= best_likeness) continue;
    best_likeness = likeness;
    best = &outcome;
  }
  return best;
}

std::optional<SameFigure> ReviewIndex::FindFigure(const ReportClaim& commitment) const {
  if (!commitment.details.quantity.has_value()) return std::nullopt;
  const std::vector<uint64_t> pairs = CharacterPairs(commitment.name);
  for (size_t i = 0; i < commitment.indicators.size(); ++i) {
    const ClaimTie& indicator = commitment.indicators[i];
    const ReportClaim* told = LikestFigure(commitment, pairs, Get(by_indicator_, indicator.node));
    if (told == nullptr) {
      told = LikestFigure(commitment, pairs,
                          Get(by_characters_, SortedCharacters(indicator.name)));
    }
    if (told != nullptr) return SameFigure{told, commitment.better[i]};
  }
  return std::nullopt;
}

}  // namespace policygraph
