#include "graph/store/report_writer.h"

#include <algorithm>
#include <utility>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "graph/store/repeated_request.h"

namespace policygraph {
namespace {

// A load that fails was overtaken by another one of the same report.
constexpr int kLoadAttempts = 20;

// What a retraction counts depends on the whole graph, so that any commit overtakes it: it gives up
// only when there were many.
constexpr int kRetractAttempts = 200;

// Notes of the commit log. What a repeated request did is read from them.
std::string LoadNote(std::string_view report) { return fmt::format("load {}", report); }
std::string ReplaceNote(std::string_view report) { return fmt::format("replace {}", report); }
std::string RetractNote(std::string_view report) { return fmt::format("retract {}", report); }

// What a load asks: this text, read as of this place and year, under this name.
std::string LoadDigest(const Report& report) {
  const ReportDetails& details = report.details;
  return fmt::format("load {} {} {} {}", report.name, details.sha256, details.place, details.year);
}

std::string RetractDigest(std::string_view report) { return fmt::format("retract {}", report); }

absl::Status GaveUp(std::string_view report, std::string_view doing) {
  return MakeError(ErrorReason::kConcurrentChange,
                   fmt::format("the graph changed while {} was being {}; try again", report, doing),
                   {{"report", std::string(report)}});
}

CommitRecord MakeRecord(const std::string& report, std::string note, std::string digest,
                        const WriteOptions& options) {
  return {.time = absl::Now(),
          .author = options.author,
          .note = std::move(note),
          .report = report,
          .request_id = options.request_id,
          .request_digest = std::move(digest)};
}

const NodeId& ElementOf(const NodeAssertion& assertion) { return assertion.node.id; }
const EdgeKey& ElementOf(const EdgeAssertion& assertion) { return assertion.key; }

// Adds to `put` and `remove` what makes `before` into `after`; both are ordered by element.
template <typename Assertion, typename Element>
void AddDifference(const std::vector<Assertion>& before, const std::vector<Assertion>& after,
                   std::vector<Assertion>& put, std::vector<std::pair<Element, ReportId>>& remove) {
  auto old = before.begin();
  const auto remove_until = [&](auto end) {
    for (; old != end; ++old) remove.emplace_back(ElementOf(*old), old->report);
  };
  for (const Assertion& assertion : after) {
    remove_until(std::find_if(old, before.end(), [&](const Assertion& candidate) {
      return ElementOf(candidate) >= ElementOf(assertion);
    }));
    const bool known = old != before.end() && ElementOf(*old) == ElementOf(assertion);
    if (!known || *old != assertion) put.push_back(assertion);
    if (known) ++old;
  }
  remove_until(before.end());
}

}  // namespace

absl::StatusOr<WriteOutcome> WriteReport(GraphStore& store, GraphDelta delta,
                                         const WriteOptions& options) {
  RETURN_IF_ERROR(CheckDelta(delta));
  const ReportId id = delta.report.id();
  const std::string name = delta.report.name;
  const std::string digest = LoadDigest(delta.report);
  for (int attempt = 0; attempt < kLoadAttempts; ++attempt) {
    ASSIGN_OR_RETURN(const auto snapshot, store.Snapshot());
    ASSIGN_OR_RETURN(const auto repeated, FindRepeated(*snapshot, options.request_id, digest));
    if (repeated.has_value()) {
      const bool replaced = repeated->note == ReplaceNote(name);
      RETURN_IF_ERROR(store.MakeDurable());
      return WriteOutcome{replaced ? WriteEffect::kReplaced : WriteEffect::kCreated,
                          repeated->revision};
    }

    if (options.validate_only) return WriteOutcome{WriteEffect::kValidated, snapshot->revision()};

    ASSIGN_OR_RETURN(const auto stored, snapshot->FindReport(id));
    Commit commit;
    commit.expected_report = {id, stored.has_value() ? stored->revision : Revision()};
    commit.record =
        MakeRecord(name, stored.has_value() ? ReplaceNote(name) : LoadNote(name), digest, options);
    if (stored.has_value()) {
      ASSIGN_OR_RETURN(const ReportAssertions before, snapshot->AssertionsOfReport(id));
      if (stored->report == delta.report && before.nodes == delta.nodes &&
          before.edges == delta.edges) {
        RETURN_IF_ERROR(store.MakeDurable());
        return WriteOutcome{WriteEffect::kUnchanged, snapshot->revision()};
      }
      AddDifference(before.nodes, delta.nodes, commit.put_nodes, commit.remove_nodes);
      AddDifference(before.edges, delta.edges, commit.put_edges, commit.remove_edges);
      commit.put_report = delta.report;
    } else {
      // Lent: a delta is large.
      commit.put_nodes = std::move(delta.nodes);
      commit.put_edges = std::move(delta.edges);
      commit.put_report = std::move(delta.report);
    }
    const absl::StatusOr<Revision> revision = store.Apply(commit);
    if (revision.ok()) {
      return WriteOutcome{stored.has_value() ? WriteEffect::kReplaced : WriteEffect::kCreated,
                          *revision};
    }
    // ALREADY_EXISTS: the same request came twice at once, and the other one was first.
    if (!absl::IsAborted(revision.status()) && !absl::IsAlreadyExists(revision.status())) {
      return revision.status();
    }
    if (!stored.has_value()) {
      delta = {*std::move(commit.put_report), std::move(commit.put_nodes),
               std::move(commit.put_edges)};
    }
  }
  return GaveUp(name, "loaded");
}

absl::StatusOr<RetractOutcome> RetractReport(GraphStore& store, const std::string& report,
                                             const WriteOptions& options) {
  const ReportId id = ReportId::Of(report);
  const std::string digest = RetractDigest(report);
  for (int attempt = 0; attempt < kRetractAttempts; ++attempt) {
    ASSIGN_OR_RETURN(const auto snapshot, store.Snapshot());
    ASSIGN_OR_RETURN(const auto repeated, FindRepeated(*snapshot, options.request_id, digest));
    if (repeated.has_value()) {
      RETURN_IF_ERROR(store.MakeDurable());
      return RetractOutcome{.revision = repeated->revision};
    }

    ASSIGN_OR_RETURN(const auto stored, snapshot->FindReport(id));
    if (!stored.has_value()) {
      return MakeError(
          ErrorReason::kReportNotFound,
          fmt::format("no report is named {}; list the reports to see which are loaded", report),
          {{"report", report}});
    }
    Commit commit;
    commit.expected = snapshot->revision();
    commit.record = MakeRecord(report, RetractNote(report), digest, options);
    commit.remove_report = id;
    RetractOutcome outcome{snapshot->revision(), snapshot};
    ASSIGN_OR_RETURN(const std::vector<NodeId> nodes, snapshot->NodesOfReport(id));
    for (const NodeId& node : nodes) commit.remove_nodes.emplace_back(node, id);
    ASSIGN_OR_RETURN(const std::vector<EdgeKey> edges, snapshot->EdgesOfReport(id));
    for (const EdgeKey& edge : edges) commit.remove_edges.emplace_back(edge, id);
    if (options.validate_only) return outcome;

    const absl::StatusOr<Revision> revision = store.Apply(commit);
    if (revision.ok()) {
      outcome.revision = *revision;
      return outcome;
    }
    if (!absl::IsAborted(revision.status()) && !absl::IsAlreadyExists(revision.status())) {
      return revision.status();
    }
  }
  return GaveUp(report, "retracted");
}

}  // namespace policygraph
