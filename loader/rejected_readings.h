#ifndef POLICYGRAPH_LOADER_REJECTED_READINGS_H_
#define POLICYGRAPH_LOADER_REJECTED_READINGS_H_

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "graph/model/vocabulary.h"
#include "loader/document.h"

namespace policygraph::loader {

// Why a stage dropped a reading: LossReason of policygraph/v1/graph_service.proto, which tells what
// each means.
enum class LossReason {
  kLongerReading = 1,
  kSurerRule = 2,
  kForbiddenWords = 3,
  kContext = 4,
  kPartOfAName = 5,
  kTooGeneral = 6,
  kLength = 7,
  kCounted = 8,
  kNamesake = 9,
  kUnsure = 10,
};

// Why words that overlap those of the winner lost against it.
inline LossReason LossAgainst(const ByteSpan& winner, const ByteSpan& loser) {
  if (loser.Contains(winner)) return LossReason::kSurerRule;
  return winner.Contains(loser) ? LossReason::kPartOfAName : LossReason::kLongerReading;
}

// The stages that tell what they drop.
enum class ReadingStage { kFindPlaces, kFindMentions, kFormClaims };

// A reading that a stage thought of and dropped.
struct RejectedReading {
  ReadingStage stage = ReadingStage::kFindMentions;
  NodeKind kind = NodeKind::kStrategy;
  ByteSpan span;
  size_t sentence = 0;
  std::string name;  // of the node it would have made
  std::string rule;
  LossReason reason = LossReason::kSurerRule;
  std::string against;  // what won, or the words that forbid it; may be empty

  friend bool operator==(const RejectedReading&, const RejectedReading&) = default;
};

// Collects what stages drop in some sentences, for explanations. A load has none: stages take a
// pointer to it, which is null then, and do nothing more.
class RejectedReadings {
 public:
  explicit RejectedReadings(std::set<size_t> sentences) : sentences_(std::move(sentences)) {}

  // This when `sentence` is one of the sentences, else null.
  RejectedReadings* In(size_t sentence) { return sentences_.contains(sentence) ? this : nullptr; }

  void Add(RejectedReading reading) { readings_.push_back(std::move(reading)); }

  // In the order in which they were dropped.
  const std::vector<RejectedReading>& readings() const { return readings_; }

 private:
  std::set<size_t> sentences_;
  std::vector<RejectedReading> readings_;
};

// What collects the readings of one sentence: null when nothing does.
inline RejectedReadings* Collecting(RejectedReadings* rejected, size_t sentence) {
  return rejected == nullptr ? nullptr : rejected->In(sentence);
}

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_REJECTED_READINGS_H_
