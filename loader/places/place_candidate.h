#ifndef POLICYGRAPH_LOADER_PLACES_PLACE_CANDIDATE_H_
#define POLICYGRAPH_LOADER_PLACES_PLACE_CANDIDATE_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "loader/document.h"
#include "loader/places/division_table.h"
#include "loader/rejected_readings.h"

namespace policygraph::loader {

// Something in a sentence that may name a place.
struct PlaceCandidate {
  ByteSpan span;
  bool sure = true;  // else it needs a place beside it
  NodeKind kind = NodeKind::kRegion;
  std::string name;
  std::string_view code;
  DivisionLevel level = DivisionLevel::kNone;
  std::string_view rule;
};

// A division that these words at `span` name.
PlaceCandidate CandidateOf(const Division& division, const ByteSpan& span, std::string_view words);

// The name of a division behind that of the one it lies in, to tell it from its namesakes.
std::string NameWithParent(const Division& division, const DivisionTable& divisions);

// Takes down, if `rejected` is not null, that a candidate of this sentence was dropped.
void TellDropped(const PlaceCandidate& candidate, size_t sentence, LossReason reason,
                 std::string against, RejectedReadings* rejected);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_PLACES_PLACE_CANDIDATE_H_
