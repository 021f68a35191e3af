#include "graph/delivery/read_deliveries.h"

#include <algorithm>
#include <utility>

#include "graph/base/status_macros.h"
#include "graph/store/report_not_found.h"

namespace policygraph {
namespace {

bool OfOnePlace(const ReportDetails& a, const ReportDetails& b) {
  return a.place_code.empty() || b.place_code.empty() ? !a.place.empty() && a.place == b.place
                                                      : a.place_code == b.place_code;
}

const StoredReport* NextReport(std::span<const StoredReport> reports, const ReportDetails& plan) {
  const auto next = std::ranges::find_if(reports, [&](const StoredReport& stored) {
    const ReportDetails& other = stored.report.details;
    return !other.is_progress() && other.year == plan.year + 1 && OfOnePlace(plan, other);
  });
  return next == reports.end() ? nullptr : &*next;
}

const StoredReport* LatestProgress(std::span<const StoredReport> reports,
                                   const ReportDetails& plan) {
  const StoredReport* latest = nullptr;
  for (const StoredReport& stored : reports) {
    const ReportDetails& other = stored.report.details;
    if (!other.is_progress() || other.year != plan.year || !OfOnePlace(plan, other)) continue;
    if (latest == nullptr || other.through_month > latest->report.details.through_month) {
      latest = &stored;
    }
  }
  return latest;
}

}  // namespace

const StoredReport* JudgingReport(std::span<const StoredReport> reports, const StoredReport& plan) {
  const ReportDetails& details = plan.report.details;
  if (details.is_progress()) return nullptr;
  const StoredReport* next = NextReport(reports, details);
  return next != nullptr ? next : LatestProgress(reports, details);
}

ReportDeliveries::ReportDeliveries(ReportClaims plan, std::unique_ptr<const ReportClaims> review)
    : plan_(std::move(plan)),
      review_(std::move(review)),
      deliveries_(JudgeDelivery(plan_, review_.get())) {}

absl::StatusOr<std::unique_ptr<const ReportDeliveries>> ReportDeliveries::Read(
    const GraphSnapshot& snapshot, std::span<const StoredReport> reports, std::string_view plan) {
  const auto found = std::ranges::find_if(
      reports, [&](const StoredReport& stored) { return stored.report.name == plan; });
  if (found == reports.end()) return ReportNotFound(plan);
  ASSIGN_OR_RETURN(ReportClaims promised, ReadReportClaims(snapshot, *found));
  std::unique_ptr<const ReportClaims> review;
  if (const StoredReport* judging = JudgingReport(reports, *found)) {
    ASSIGN_OR_RETURN(ReportClaims told, ReadReportClaims(snapshot, *judging));
    review = std::make_unique<const ReportClaims>(std::move(told));
  }
  // The constructor is private.
  return std::unique_ptr<const ReportDeliveries>(
      new ReportDeliveries(std::move(promised), std::move(review)));
}

}  // namespace policygraph
