#include "graph/delivery/continuation.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/delivery/likeness.h"
#include "graph/delivery/verdict.h"

namespace policygraph {
namespace {

using Pairs = std::vector<uint64_t>;

// Whether two promises are about one figure, a year on; their units may differ.
bool AreOfOneFigure(const ReportClaim& a, const ReportClaim& b) {
  if (!a.details.quantity.has_value() || !b.details.quantity.has_value()) return false;
  const Quantity& first = *a.details.quantity;
  const Quantity& second = *b.details.quantity;
  return a.details.subject == b.details.subject && first.basis == second.basis &&
         first.period == second.period && ReferenceOf(first) == ReferenceOf(second);
}

Change ChangeOf(const ReportClaim& before, const ReportClaim& after) {
  if (!before.details.quantity.has_value()) return Change::kKept;
  if (!AreOfOneFigure(before, after)) return Change::kRestated;
  return ChangeOfFigure(*before.details.quantity, *after.details.quantity);
}

// The commitment worded most like another one.
class Likest {
 public:
  explicit Likest(const Pairs& pairs) : pairs_(pairs) {}

  void Consider(const ReportClaim& commitment, const Pairs& pairs, double least) {
    const double likeness = Likeness(pairs_, pairs);
    if (likeness < least || likeness <= likeness_) return;
    likeness_ = likeness;
    found_ = &commitment;
  }

  const ReportClaim* found() const { return found_; }

 private:
  const Pairs& pairs_;
  double likeness_ = -1;
  const ReportClaim* found_ = nullptr;
};

}  // namespace

class ContinuationFinder::Index {
 public:
  explicit Index(const ReportClaims& next) : next_(next) {
    for (size_t at = 0; at < next.commitments.size(); ++at) {
      const ReportClaim& commitment = next.commitments[at];
      pairs_.push_back(CharacterPairs(commitment.name));
      for (const ClaimTie& tie : commitment.indicators) by_node_[tie.node].push_back(at);
      for (const ClaimTie& tie : commitment.projects) by_node_[tie.node].push_back(at);
      for (const ReportTitle* title : TitlesWithin(next, commitment)) {
        by_node_[title->title.node].push_back(at);
      }
    }
  }

  const ReportClaim* SameFigure(const ReportClaim& commitment, const Pairs& pairs) const {
    Likest likest(pairs);
    for (const ClaimTie& tie : commitment.indicators) {
      ForEachOf(tie.node, [&](const ReportClaim& other, const Pairs& words) {
        if (AreOfOneFigure(commitment, other)) likest.Consider(other, words, 0);
      });
    }
    return likest.found();
  }

  // Indexed by the node that both are of: indicators, projects and titles have different ids.
  const ReportClaim* SameNode(const NodeId& node, const Pairs& pairs) const {
    Likest likest(pairs);
    ForEachOf(node, [&](const ReportClaim& other, const Pairs& words) {
      likest.Consider(other, words, 0);
    });
    return likest.found();
  }

  const ReportClaim* SameWords(const Pairs& pairs) const {
    Likest likest(pairs);
    for (size_t at = 0; at < pairs_.size(); ++at) {
      likest.Consider(next_.commitments[at], pairs_[at], kSamePromiseLikeness);
    }
    return likest.found();
  }

 private:
  template <typename Visit>
  void ForEachOf(const NodeId& node, const Visit& visit) const {
    const auto found = by_node_.find(node);
    if (found == by_node_.end()) return;
    for (const size_t at : found->second) visit(next_.commitments[at], pairs_[at]);
  }

  const ReportClaims& next_;
  std::vector<Pairs> pairs_;  // by commitment
  absl::flat_hash_map<NodeId, std::vector<size_t>> by_node_;
};

ContinuationFinder::ContinuationFinder(const ReportClaims& next)
    : index_(std::make_unique<const Index>(next)) {}

ContinuationFinder::~ContinuationFinder() = default;

Continuation ContinuationFinder::Of(const ReportClaims& plan, const ReportClaim& commitment) const {
  const Pairs pairs = CharacterPairs(commitment.name);
  const ReportClaim* found = index_->SameFigure(commitment, pairs);
  for (const ClaimTie& project : commitment.projects) {
    if (found == nullptr) found = index_->SameNode(project.node, pairs);
  }
  for (const ReportTitle* title : TitlesWithin(plan, commitment)) {
    if (found == nullptr) found = index_->SameNode(title->title.node, pairs);
  }
  if (found == nullptr) found = index_->SameWords(pairs);
  if (found == nullptr) return {};
  return {ChangeOf(commitment, *found), found};
}

}  // namespace policygraph
