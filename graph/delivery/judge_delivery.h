#ifndef POLICYGRAPH_GRAPH_DELIVERY_JUDGE_DELIVERY_H_
#define POLICYGRAPH_GRAPH_DELIVERY_JUDGE_DELIVERY_H_

#include <optional>
#include <string>
#include <vector>

#include "graph/delivery/continuation.h"
#include "graph/delivery/figure_progress.h"
#include "graph/delivery/report_claims.h"
#include "graph/delivery/verdict.h"

namespace policygraph {

// What became of one commitment.
struct Delivery {
  const ReportClaim* commitment = nullptr;
  Verdict verdict = Verdict::kNotChecked;
  DeliveryRule rule = DeliveryRule::kNone;
  std::string reason;                   // the arithmetic, or why there is no verdict; for people
  Confidence confidence = kCertain;     // at most that of either claim
  const ReportClaim* outcome = nullptr;  // that decided it; null when a title did or nothing
  std::optional<Evidence> proof;        // of the later report, when there is any
  // What the later report promises in its place; nothing when that report is not loaded.
  std::optional<Continuation> continuation;
  // How far the figure has come in the year; of kProgress, for what adds up over the year.
  std::optional<ShareDone> share;
  // Outcomes worded alike, likest first, that decide nothing: for people to look at.
  std::vector<const ReportClaim*> candidates;
};

// Likeness, as shared pairs of characters, from which an outcome is a candidate.
inline constexpr double kCandidateLikeness = 0.5;
inline constexpr size_t kMaxCandidates = 3;

// Judges every commitment of a plan by the next report of the same place, in the plan's order. By
// figure (the same indicator and subject, in the year promised); without one that can be compared,
// by the stage of the project it advances, the designation it seeks, the event it is to hold. Text
// that is only worded alike decides nothing.
//
// `review` may also be a progress report of the plan's own year, which JudgeProgress judges by. It is
// null when neither is loaded: all are NOT_CHECKED. The result points into both. Takes time in
// proportion to commitments times outcomes of one indicator or project, and for candidates and
// continuations to commitments times outcomes and commitments.
std::vector<Delivery> JudgeDelivery(const ReportClaims& plan, const ReportClaims* review);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_DELIVERY_JUDGE_DELIVERY_H_
