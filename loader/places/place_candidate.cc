#include "loader/places/place_candidate.h"

#include <utility>

#include "fmt/format.h"

namespace policygraph::loader {

PlaceCandidate CandidateOf(const Division& division, const ByteSpan& span, std::string_view words) {
  PlaceCandidate candidate;
  candidate.span = span;
  candidate.kind =
      division.level == DivisionLevel::kCounty ? NodeKind::kCounty : NodeKind::kRegion;
  candidate.name = division.name;
  candidate.code = division.code;
  candidate.level = division.level;
  candidate.rule = words == division.short_name ? "division by short name" : "division by name";
  return candidate;
}

std::string NameWithParent(const Division& division, const DivisionTable& divisions) {
  const Division* parent = divisions.Find(divisions.Parent(division.code));
  return fmt::format("{}{}", parent == nullptr ? "" : parent->name, division.name);
}

void TellDropped(const PlaceCandidate& candidate, size_t sentence, LossReason reason,
                 std::string against, RejectedReadings* rejected) {
  if (rejected == nullptr) return;
  rejected->Add({.stage = ReadingStage::kFindPlaces,
                 .kind = candidate.kind,
                 .span = candidate.span,
                 .sentence = sentence,
                 .name = candidate.name,
                 .rule = std::string(candidate.rule),
                 .reason = reason,
                 .against = std::move(against)});
}

}  // namespace policygraph::loader
