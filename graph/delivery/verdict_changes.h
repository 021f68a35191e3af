#ifndef POLICYGRAPH_GRAPH_DELIVERY_VERDICT_CHANGES_H_
#define POLICYGRAPH_GRAPH_DELIVERY_VERDICT_CHANGES_H_

#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/delivery/read_deliveries.h"
#include "graph/store/graph_store.h"

namespace policygraph {

// A commitment whose verdict is another one than it was. At least one is not null.
struct VerdictChange {
  const Delivery* before = nullptr;  // null when the commitment was not in the graph
  const Delivery* after = nullptr;   // null when it is no longer
};

// What became of one report's verdicts from one revision to a later one. Immutable.
class VerdictChanges {
 public:
  VerdictChanges(std::unique_ptr<const ReportDeliveries> before,
                 std::unique_ptr<const ReportDeliveries> after);

  // Null when the report was not, or is not, loaded.
  const ReportDeliveries* before() const { return before_.get(); }
  const ReportDeliveries* after() const { return after_.get(); }

  // In the order of the report as it is now, then what it no longer promises. A commitment that is
  // not in the graph has not been checked, so that loading a report on which nothing is known
  // changes no verdict.
  const std::vector<VerdictChange>& changes() const { return changes_; }

 private:
  const std::unique_ptr<const ReportDeliveries> before_;
  const std::unique_ptr<const ReportDeliveries> after_;
  std::vector<VerdictChange> changes_;
};

// Two revisions of a graph, of which the verdicts are compared report by report. Immutable.
class VerdictComparison {
 public:
  // `before` is null for the graph before its first commit. Both must outlive the comparison.
  // STORE_FAILURE.
  static absl::StatusOr<VerdictComparison> Of(const GraphSnapshot* before,
                                              const GraphSnapshot& after);

  // The reports, by name, whose verdicts the commits in between may have changed: those that were
  // loaded, replaced or retracted, those that assert what was judged, and those that promised what
  // any of these review or tell the progress of.
  const std::vector<std::string>& reports() const { return reports_; }

  // What became of the verdicts of one of them; never null on success. STORE_FAILURE.
  absl::StatusOr<std::unique_ptr<const VerdictChanges>> Read(std::string_view report) const;

 private:
  // A snapshot with the reports in it.
  struct Side {
    const GraphSnapshot* snapshot = nullptr;
    std::vector<StoredReport> loaded;

    // Null when the report is not loaded.
    absl::StatusOr<std::unique_ptr<const ReportDeliveries>> Read(std::string_view report) const;
    absl::Status AddReportsOf(std::span<const NodeId> nodes, std::set<std::string>& reports) const;
    // The reports that promised what any of these review or tell the progress of.
    std::set<std::string> ReviewedBy(const std::set<std::string>& reports) const;
  };

  VerdictComparison() = default;

  Side before_;
  Side after_;
  std::vector<std::string> reports_;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_DELIVERY_VERDICT_CHANGES_H_
