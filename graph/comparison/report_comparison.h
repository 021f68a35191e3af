#ifndef POLICYGRAPH_GRAPH_COMPARISON_REPORT_COMPARISON_H_
#define POLICYGRAPH_GRAPH_COMPARISON_REPORT_COMPARISON_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/delivery/figure_change.h"
#include "graph/delivery/report_claims.h"
#include "graph/store/graph_store.h"

namespace policygraph {

// A strategy or project in either report; at least one is not null.
struct ComparedThing {
  Change change = Change::kKept;
  const ReportThing* first = nullptr;
  const ReportThing* second = nullptr;
};

// A figure of one indicator, subject, basis and period in either report.
struct ComparedFigure {
  Change change = Change::kKept;
  std::string indicator;
  const ReportClaim* first = nullptr;
  const ReportClaim* second = nullptr;
};

// Two reports held side by side. Immutable; the lists point into the claims it holds.
class ReportComparison {
 public:
  // NOT_FOUND (REPORT_NOT_FOUND) for a report that is not loaded; STORE_FAILURE.
  static absl::StatusOr<std::unique_ptr<const ReportComparison>> Read(const GraphSnapshot& snapshot,
                                                                      std::string_view first,
                                                                      std::string_view second);

  const ReportClaims& first() const { return first_; }
  const ReportClaims& second() const { return second_; }

  // What both name, in the first one's order; then what is new, in the second's; then what was
  // dropped, in the first's.
  const std::vector<ComparedThing>& strategies() const { return strategies_; }
  const std::vector<ComparedThing>& projects() const { return projects_; }
  // Targets against targets, outcomes against outcomes; ordered likewise.
  const std::vector<ComparedFigure>& targets() const { return targets_; }
  const std::vector<ComparedFigure>& outcomes() const { return outcomes_; }

 private:
  ReportComparison(ReportClaims first, ReportClaims second);

  const ReportClaims first_;
  const ReportClaims second_;
  std::vector<ComparedThing> strategies_;
  std::vector<ComparedThing> projects_;
  std::vector<ComparedFigure> targets_;
  std::vector<ComparedFigure> outcomes_;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_COMPARISON_REPORT_COMPARISON_H_
