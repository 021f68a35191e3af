#include "graph/delivery/scorecard.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <set>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "graph/delivery/read_deliveries.h"

namespace policygraph {
namespace {

std::optional<double> Rate(size_t part, size_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

bool Means(const ScorecardQuery& query, const ReportDetails& details) {
  return (query.place.empty() || query.place == details.place ||
          query.place == details.place_code) &&
         (query.year == 0 || query.year == details.year);
}

std::set<std::string> NamesOf(const std::vector<ClaimTie>& ties) {
  std::set<std::string> names;
  for (const ClaimTie& tie : ties) names.insert(tie.name);
  return names;
}

// The rows that a commitment counts in.
std::set<std::string> RowsOf(const ReportClaim& commitment, const std::string& report,
                             ScorecardGroup group) {
  switch (group) {
    case ScorecardGroup::kReport:
      return {report};
    case ScorecardGroup::kStrategy:
      return NamesOf(commitment.strategies);
    case ScorecardGroup::kIndicator:
      return NamesOf(commitment.indicators);
    case ScorecardGroup::kSubject:
      if (commitment.details.subject.empty()) return {};
      return {commitment.details.subject};
  }
  __builtin_unreachable();
}

}  // namespace

void VerdictCounts::Add(const Delivery& delivery) {
  ++counts_[static_cast<size_t>(delivery.verdict)];
  if (delivery.rule == DeliveryRule::kProgress) ++in_year_;
  if (!delivery.continuation.has_value()) return;
  if (delivery.continuation->change != Change::kDropped) {
    ++continued_;
  } else if (delivery.verdict == Verdict::kNoEvidence) {
    ++quietly_dropped_;
  }
}

size_t VerdictCounts::total() const {
  return std::accumulate(counts_.begin(), counts_.end(), size_t{0});
}

size_t VerdictCounts::decided() const {
  return of(Verdict::kFulfilled) + of(Verdict::kPartly) + of(Verdict::kNotFulfilled);
}

std::optional<double> VerdictCounts::fulfilled_rate() const {
  return Rate(of(Verdict::kFulfilled), decided());
}

std::optional<double> VerdictCounts::decided_rate() const {
  return Rate(decided(),
              total() - of(Verdict::kNotTestable) - of(Verdict::kNotChecked) - in_year_);
}

absl::StatusOr<Scorecard> CountVerdicts(const GraphSnapshot& snapshot, const ScorecardQuery& query,
                                        const std::function<absl::Status()>& go_on) {
  ASSIGN_OR_RETURN(const std::vector<StoredReport> reports, snapshot.ListReports());
  std::vector<const StoredReport*> meant;
  for (const StoredReport& report : reports) {
    if (Means(query, report.report.details)) meant.push_back(&report);
  }
  if (meant.size() > kMaxScorecardReports) {
    return MakeError(
        ErrorReason::kLimitExceeded,
        fmt::format("{} reports are more than a scorecard counts ({}); name a place or a year",
                    meant.size(), kMaxScorecardReports),
        {{"limit", std::to_string(kMaxScorecardReports)}});
  }
  Scorecard card;
  std::map<std::string, VerdictCounts> rows;
  for (const StoredReport* report : meant) {
    RETURN_IF_ERROR(go_on());
    ASSIGN_OR_RETURN(const std::unique_ptr<const ReportDeliveries> judged,
                     ReportDeliveries::Read(snapshot, reports, report->report.name));
    for (const Delivery& delivery : judged->deliveries()) {
      if (delivery.confidence < query.min_confidence) continue;
      card.total.Add(delivery);
      for (const std::string& name :
           RowsOf(*delivery.commitment, report->report.name, query.group)) {
        rows[name].Add(delivery);
      }
    }
  }
  for (auto& [name, counts] : rows) card.rows.push_back({name, counts});
  std::ranges::stable_sort(card.rows, std::greater<>(),
                           [](const Scorecard::Row& row) { return row.counts.total(); });
  return card;
}

}  // namespace policygraph
