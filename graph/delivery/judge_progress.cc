#include "graph/delivery/judge_progress.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "fmt/format.h"
#include "graph/delivery/review_index.h"

namespace policygraph {
namespace {

std::string WhyUnchecked(const ReportDetails& plan) {
  if (plan.is_progress()) {
    return fmt::format("it is promised for the rest of {}, which no report reviews apart", plan.year);
  }
  return fmt::format("no report of {} for {} is loaded", plan.place, plan.year + 1);
}

bool IsDueIn(const ClaimDetails& commitment, int32_t year) {
  return commitment.quantity.has_value() && commitment.quantity->year == year &&
         commitment.strength != Strength::kWaived;
}

}  // namespace

std::vector<Delivery> LeaveUnchecked(const ReportClaims& plan) {
  std::vector<Delivery> deliveries;
  deliveries.reserve(plan.commitments.size());
  for (const ReportClaim& commitment : plan.commitments) {
    deliveries.push_back({.commitment = &commitment,
                          .reason = WhyUnchecked(plan.details),
                          .confidence = commitment.confidence});
  }
  return deliveries;
}

std::vector<Delivery> JudgeProgress(const ReportClaims& plan, const ReportClaims& progress) {
  std::vector<Delivery> deliveries = LeaveUnchecked(plan);
  const ReviewIndex index(progress);
  for (Delivery& delivery : deliveries) {
    const ReportClaim& commitment = *delivery.commitment;
    if (!IsDueIn(commitment.details, progress.details.year)) continue;
    const std::optional<SameFigure> same = index.FindFigure(commitment);
    if (!same.has_value()) {
      delivery.reason += fmt::format("; {} states no such figure", progress.report);
      continue;
    }
    FigureProgress measured =
        MeasureProgress(*commitment.details.quantity, same->better,
                        *same->outcome->details.quantity, progress.details.through_month);
    delivery.verdict = Verdict::kInProgress;
    delivery.rule = DeliveryRule::kProgress;
    delivery.reason = std::move(measured.arithmetic);
    delivery.share = measured.share;
    delivery.outcome = same->outcome;
    delivery.proof = same->outcome->evidence;
    delivery.confidence =
        std::min({commitment.confidence, same->outcome->confidence, measured.confidence});
  }
  return deliveries;
}

}  // namespace policygraph
