#include <algorithm>
#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "loader/code_points.h"
#include "loader/explain.h"

namespace policygraph::loader {
namespace {

std::string_view StageName(ReadingStage stage) {
  switch (stage) {
    case ReadingStage::kFindPlaces:
      return "find_places";
    case ReadingStage::kFindMentions:
      return "find_mentions";
    case ReadingStage::kFormClaims:
      return "form_claims";
  }
  __builtin_unreachable();
}

bool IsStep(std::string_view stage, const std::vector<DerivationStep>& steps) {
  return std::any_of(steps.begin(), steps.end(),
                     [&](const DerivationStep& step) { return step.stage == stage; });
}

// True when the reading might have stood in the place of what these steps made.
bool Competes(const RejectedReading& reading, const std::vector<DerivationStep>& steps) {
  if (steps.empty()) return true;
  const bool of_claim = IsStep(StageName(ReadingStage::kFormClaims), steps);
  const bool of_name = IsStep(StageName(ReadingStage::kFindPlaces), steps) ||
                       IsStep(StageName(ReadingStage::kFindMentions), steps);
  return reading.stage == ReadingStage::kFormClaims ? of_claim : of_name;
}

}  // namespace

std::vector<Alternative> ExplainAlternatives(const Document& document,
                                             const RejectedReadings& rejected,
                                             const Evidence& evidence,
                                             const std::vector<DerivationStep>& steps) {
  const CodePoints code_points(document.text);
  std::vector<const RejectedReading*> told;
  std::vector<Alternative> alternatives;
  for (const RejectedReading& reading : rejected.readings()) {
    if (reading.sentence != evidence.statement || !Competes(reading, steps)) continue;
    const TextSpan span = code_points.SpanOf(reading.span);
    if (span.start >= evidence.span.end || evidence.span.start >= span.end) continue;
    const auto same = [&](const RejectedReading* other) { return *other == reading; };
    if (std::any_of(told.begin(), told.end(), same)) continue;
    told.push_back(&reading);
    alternatives.push_back({std::string(StageName(reading.stage)),
                            fmt::format("{} {}", NodeKindName(reading.kind), reading.name),
                            reading.rule, std::string(document.Words(reading.span)), span,
                            reading.reason, reading.against});
  }
  std::stable_partition(
      alternatives.begin(), alternatives.end(),
      [&](const Alternative& alternative) { return alternative.span == evidence.span; });
  return alternatives;
}

}  // namespace policygraph::loader
