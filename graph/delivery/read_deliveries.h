#ifndef POLICYGRAPH_GRAPH_DELIVERY_READ_DELIVERIES_H_
#define POLICYGRAPH_GRAPH_DELIVERY_READ_DELIVERIES_H_

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/delivery/judge_delivery.h"
#include "graph/delivery/report_claims.h"
#include "graph/store/graph_store.h"

namespace policygraph {

// A report's commitments judged, with the two reports that the deliveries point into. Immutable.
class ReportDeliveries {
 public:
  // `reports` are all that the snapshot lists. NOT_FOUND (REPORT_NOT_FOUND) when `plan` is not among
  // them; STORE_FAILURE.
  static absl::StatusOr<std::unique_ptr<const ReportDeliveries>> Read(
      const GraphSnapshot& snapshot, std::span<const StoredReport> reports, std::string_view plan);

  const ReportClaims& plan() const { return plan_; }
  // What the plan was judged by, as JudgingReport finds it; null when it finds none.
  const ReportClaims* review() const { return review_.get(); }
  // One a commitment, in the report's order.
  const std::vector<Delivery>& deliveries() const { return deliveries_; }

 private:
  ReportDeliveries(ReportClaims plan, std::unique_ptr<const ReportClaims> review);

  const ReportClaims plan_;
  const std::unique_ptr<const ReportClaims> review_;
  const std::vector<Delivery> deliveries_;
};

// The report that tells what became of what this one plans: the one that reviews its year, of the same
// place, delivered a year later and no progress report, of several the first by name. While that is not
// loaded, the progress report of the place and the year itself, of several the one of the latest month,
// then the first by name. Null when neither is loaded, and for a progress report: it promises for the
// rest of its year, which no report reviews apart.
const StoredReport* JudgingReport(std::span<const StoredReport> reports, const StoredReport& plan);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_DELIVERY_READ_DELIVERIES_H_
