#ifndef POLICYGRAPH_GRAPH_DELIVERY_REVIEW_INDEX_H_
#define POLICYGRAPH_GRAPH_DELIVERY_REVIEW_INDEX_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graph/delivery/report_claims.h"

namespace policygraph {

// An outcome that states the figure that a commitment promised.
struct SameFigure {
  const ReportClaim* outcome = nullptr;  // never null
  BetterDirection better = BetterDirection::kUnspecified;  // of the indicator that joins them
};

// What a review tells, made findable once for all commitments. Points into the review, which must
// outlive it. May be used from many threads.
class ReviewIndex {
 public:
  using Positions = std::vector<size_t>;  // of outcomes of the review

  explicit ReviewIndex(const ReportClaims& review);

  const ReportClaims& review() const { return review_; }
  const Positions& OfProject(const NodeId& id) const { return Get(by_project_, id); }
  const ReportTitle* Won(const NodeId& id) const { return Find(won_, id); }
  const ReportTitle* Sought(const NodeId& id) const { return Find(sought_, id); }
  const ReportTitle* Held(const NodeId& id) const { return Find(held_, id); }
  const std::vector<uint64_t>& PairsOf(size_t outcome) const { return pairs_[outcome]; }

  // The outcome with a comparable figure of the same year, indicator and subject; the indicator may
  // have the same words in another order. Of several the one in the clause most like the promise, of
  // equal ones the first that is told.
  std::optional<SameFigure> FindFigure(const ReportClaim& commitment) const;

 private:
  using Titles = absl::flat_hash_map<NodeId, const ReportTitle*>;

  template <typename Key>
  using Index = absl::flat_hash_map<Key, Positions>;

  template <typename Key>
  static const Positions& Get(const Index<Key>& index, const Key& key) {
    static const Positions kNone;
    const auto found = index.find(key);
    return found == index.end() ? kNone : found->second;
  }

  static const ReportTitle* Find(const Titles& titles, const NodeId& id) {
    const auto found = titles.find(id);
    return found == titles.end() ? nullptr : found->second;
  }

  const ReportClaim* LikestFigure(const ReportClaim& commitment, const std::vector<uint64_t>& pairs,
                                  const Positions& outcomes) const;

  const ReportClaims& review_;
  std::vector<std::vector<uint64_t>> pairs_;  // by outcome
  Index<NodeId> by_indicator_;
  Index<std::u32string> by_characters_;  // of an indicator's name
  Index<NodeId> by_project_;
  Titles won_, sought_, held_;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_DELIVERY_REVIEW_INDEX_H_
