#ifndef POLICYGRAPH_GRAPH_DELIVERY_SCORECARD_H_
#define POLICYGRAPH_GRAPH_DELIVERY_SCORECARD_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/delivery/judge_delivery.h"
#include "graph/store/graph_store.h"

namespace policygraph {

// What the rows of a scorecard are. Numbers are those of v1.ScorecardGroup.
enum class ScorecardGroup : uint8_t { kReport = 0, kStrategy = 1, kIndicator = 2, kSubject = 3 };

// Commitments by verdict.
class VerdictCounts {
 public:
  void Add(const Delivery& delivery);
  size_t of(Verdict verdict) const { return counts_[static_cast<size_t>(verdict)]; }
  size_t total() const;
  // Promised again by the later report.
  size_t continued() const { return continued_; }
  // Of those without evidence the ones that are not promised again.
  size_t quietly_dropped() const { return quietly_dropped_; }

  // Fulfilled of those that were decided: fulfilled, partly or not. Nothing when none was.
  std::optional<double> fulfilled_rate() const;
  // Decided of those that could be: all but not testable, not checked and those whose year goes on.
  // Nothing when none could.
  std::optional<double> decided_rate() const;

 private:
  size_t decided() const;

  std::array<size_t, kVerdictEnd> counts_{};
  size_t continued_ = 0;
  size_t quietly_dropped_ = 0;
  size_t in_year_ = 0;  // judged by a progress report
};

struct ScorecardQuery {
  std::string place;  // official name or code; empty for all
  int32_t year = 0;   // of delivery; 0 for all
  ScorecardGroup group = ScorecardGroup::kReport;
  Confidence min_confidence = 0;
};

struct Scorecard {
  struct Row {
    std::string name;
    VerdictCounts counts;
  };
  std::vector<Row> rows;  // the largest first, then by name
  VerdictCounts total;    // each commitment once, also when it is in several rows or in none
};

// A scorecard reads all that its reports say, so it is of no more reports than this.
inline constexpr size_t kMaxScorecardReports = 500;

// Judges the commitments of the reports that the query means, and counts. Asks `go_on` before each
// report and gives its error back.
//
// RESOURCE_EXHAUSTED (LIMIT_EXCEEDED) for more than kMaxScorecardReports; STORE_FAILURE.
absl::StatusOr<Scorecard> CountVerdicts(const GraphSnapshot& snapshot, const ScorecardQuery& query,
                                        const std::function<absl::Status()>& go_on);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_DELIVERY_SCORECARD_H_
