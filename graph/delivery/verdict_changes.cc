#include "graph/delivery/verdict_changes.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "graph/base/status_macros.h"

namespace policygraph {
namespace {

constexpr size_t kCommitsAtOnce = 1000;

Verdict VerdictOf(const Delivery* delivery) {
  return delivery == nullptr ? Verdict::kNotChecked : delivery->verdict;
}

absl::StatusOr<std::vector<NodeId>> NodesJudgedAfter(const GraphSnapshot& snapshot,
                                                     Revision revision) {
  ASSIGN_OR_RETURN(const std::vector<Judgement> judgements, snapshot.ListJudgements());
  std::vector<NodeId> nodes;
  for (const Judgement& judgement : judgements) {
    const bool is_new = judgement.revision > revision ||
                        (judgement.undone.has_value() && judgement.undone->revision > revision);
    if (!is_new) continue;
    for (const NodeReference* node : NodesOf(judgement.action)) nodes.push_back(node->id);
  }
  std::ranges::sort(nodes);
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

absl::StatusOr<std::set<std::string>> ReportsCommittedAfter(const GraphSnapshot& snapshot,
                                                            Revision revision) {
  std::set<std::string> reports;
  for (bool more = true; more;) {
    ASSIGN_OR_RETURN(const std::vector<CommitRecord> commits,
                     snapshot.CommitsAfter(revision, kCommitsAtOnce));
    for (const CommitRecord& commit : commits) {
      if (!commit.report.empty()) reports.insert(commit.report);
      revision = commit.revision;
    }
    more = commits.size() == kCommitsAtOnce;
  }
  return reports;
}

}  // namespace

VerdictChanges::VerdictChanges(std::unique_ptr<const ReportDeliveries> before,
                               std::unique_ptr<const ReportDeliveries> after)
    : before_(std::move(before)), after_(std::move(after)) {
  absl::flat_hash_map<NodeId, const Delivery*> were;
  if (before_ != nullptr) {
    for (const Delivery& delivery : before_->deliveries()) {
      were.emplace(delivery.commitment->id, &delivery);
    }
  }
  if (after_ != nullptr) {
    for (const Delivery& delivery : after_->deliveries()) {
      const auto was = were.extract(delivery.commitment->id);
      const Delivery* earlier = was.empty() ? nullptr : was.mapped();
      if (VerdictOf(earlier) != delivery.verdict) changes_.push_back({earlier, &delivery});
    }
  }
  if (before_ == nullptr) return;
  for (const Delivery& delivery : before_->deliveries()) {
    if (were.contains(delivery.commitment->id) && delivery.verdict != VerdictOf(nullptr)) {
      changes_.push_back({&delivery, nullptr});
    }
  }
}

absl::StatusOr<std::unique_ptr<const ReportDeliveries>> VerdictComparison::Side::Read(
    std::string_view report) const {
  const bool is_loaded = std::ranges::any_of(
      loaded, [&](const StoredReport& stored) { return stored.report.name == report; });
  if (!is_loaded) return nullptr;
  return ReportDeliveries::Read(*snapshot, loaded, report);
}

absl::Status VerdictComparison::Side::AddReportsOf(std::span<const NodeId> nodes,
                                                   std::set<std::string>& reports) const {
  if (snapshot == nullptr || nodes.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<NodeAssertion> assertions, snapshot->ReadNodes(nodes));
  std::set<ReportId> ids;
  for (const NodeAssertion& assertion : assertions) ids.insert(assertion.report);
  for (const StoredReport& stored : loaded) {
    if (ids.contains(stored.report.id())) reports.insert(stored.report.name);
  }
  return absl::OkStatus();
}

std::set<std::string> VerdictComparison::Side::ReviewedBy(
    const std::set<std::string>& reports) const {
  std::set<std::string> reviewed;
  for (const StoredReport& stored : loaded) {
    const StoredReport* judging = JudgingReport(loaded, stored);
    if (judging != nullptr && reports.contains(judging->report.name)) {
      reviewed.insert(stored.report.name);
    }
  }
  return reviewed;
}

absl::StatusOr<VerdictComparison> VerdictComparison::Of(const GraphSnapshot* before,
                                                        const GraphSnapshot& after) {
  VerdictComparison comparison;
  comparison.after_.snapshot = &after;
  ASSIGN_OR_RETURN(comparison.after_.loaded, after.ListReports());
  Revision known;
  if (before != nullptr) {
    known = before->revision();
    comparison.before_.snapshot = before;
    ASSIGN_OR_RETURN(comparison.before_.loaded, before->ListReports());
  }
  ASSIGN_OR_RETURN(std::set<std::string> reports, ReportsCommittedAfter(after, known));
  ASSIGN_OR_RETURN(const std::vector<NodeId> judged, NodesJudgedAfter(after, known));
  for (const Side* side : {&comparison.before_, &comparison.after_}) {
    RETURN_IF_ERROR(side->AddReportsOf(judged, reports));
  }
  std::set<std::string> reviewed = comparison.before_.ReviewedBy(reports);
  reviewed.merge(comparison.after_.ReviewedBy(reports));
  reports.merge(reviewed);
  comparison.reports_.assign(reports.begin(), reports.end());
  return comparison;
}

absl::StatusOr<std::unique_ptr<const VerdictChanges>> VerdictComparison::Read(
    std::string_view report) const {
  ASSIGN_OR_RETURN(auto before, before_.Read(report));
  ASSIGN_OR_RETURN(auto after, after_.Read(report));
  return std::make_unique<const VerdictChanges>(std::move(before), std::move(after));
}

}  // namespace policygraph
