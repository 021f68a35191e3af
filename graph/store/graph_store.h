#ifndef POLICYGRAPH_GRAPH_STORE_GRAPH_STORE_H_
#define POLICYGRAPH_GRAPH_STORE_GRAPH_STORE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "graph/model/elements.h"
#include "graph/model/judgement.h"

namespace policygraph {

// One entry of the commit log.
struct CommitRecord {
  Revision revision;
  absl::Time time;  // to the nanosecond
  std::string author;
  std::string note;
  std::string report;          // name of the report loaded, replaced or retracted
  std::string request_id;      // empty when the caller gave none
  std::string request_digest;  // what the request asked, to tell a repeat from a reuse

  friend bool operator==(const CommitRecord&, const CommitRecord&) = default;
};

// A stored report with the revision and time of its load.
struct StoredReport {
  Report report;
  Revision revision;
  absl::Time load_time;

  friend bool operator==(const StoredReport&, const StoredReport&) = default;
};

// All that one report asserts.
struct ReportAssertions {
  std::vector<NodeAssertion> nodes;  // by id
  std::vector<EdgeAssertion> edges;  // by key

  friend bool operator==(const ReportAssertions&, const ReportAssertions&) = default;
};

// A report as whoever changes it has read it.
struct ExpectedReport {
  ReportId report;
  Revision revision;  // of its load; 0 when it was not loaded
};

// One atomic change, in absolute terms: applying it does not depend on what is stored.
// What is removed is removed before anything is put.
struct Commit {
  // What must still be so, or the change is refused: that this revision is the newest, that a
  // report is as it was read, or both. A change of one report that expects that report alone is not
  // in the way of loads of others.
  std::optional<Revision> expected;
  std::optional<ExpectedReport> expected_report;
  CommitRecord record;  // its `revision` is set by Apply
  std::vector<NodeAssertion> put_nodes;
  std::vector<std::pair<NodeId, ReportId>> remove_nodes;
  std::vector<EdgeAssertion> put_edges;
  std::vector<std::pair<EdgeKey, ReportId>> remove_edges;
  std::optional<Report> put_report;
  std::optional<ReportId> remove_report;
  // Replaces the judgement with its id. The commit's revision becomes that of its undoing when it
  // is undone, else its own.
  std::optional<Judgement> put_judgement;
};

// The graph at one revision, as reports have it: judgements are kept beside it and are applied by
// readers (graph/curation/judged_graph.h). Immutable; all methods may be called from many threads.
// It stays readable while commits go on, and holds back-end resources until it is destroyed: do not
// keep snapshots for longer than an answer or a view needs. Must not outlive its store.
//
// Reads fail with DATA_LOSS (damaged bytes) or INTERNAL (the back end failed) only, both with
// STORE_FAILURE; what is absent is not an error.
class GraphSnapshot {
 public:
  virtual ~GraphSnapshot() = default;

  virtual Revision revision() const = 0;

  // All assertions of these nodes, in the order of `ids`, then of report. An id that nothing
  // asserts yields none.
  virtual absl::StatusOr<std::vector<NodeAssertion>> ReadNodes(
      std::span<const NodeId> ids) const = 0;

  // All assertions of these edges, in the order of `keys`, then of report.
  virtual absl::StatusOr<std::vector<EdgeAssertion>> ReadEdges(
      std::span<const EdgeKey> keys) const = 0;

  // Calls `visit` with every node assertion, by node id and report, starting at node `from`, until
  // it returns false.
  virtual absl::Status ScanNodes(const NodeId& from,
                                 absl::FunctionRef<bool(const NodeAssertion&)> visit) const = 0;

  // Calls `visit` with every edge assertion, by key and report, starting at key `from`, until it
  // returns false.
  virtual absl::Status ScanEdges(const EdgeKey& from,
                                 absl::FunctionRef<bool(const EdgeAssertion&)> visit) const = 0;

  // Nodes and edges that a report asserts, in order; empty when it is not loaded.
  virtual absl::StatusOr<std::vector<NodeId>> NodesOfReport(const ReportId& report) const = 0;
  virtual absl::StatusOr<std::vector<EdgeKey>> EdgesOfReport(const ReportId& report) const = 0;

  // Everything the report asserts, in order, without what other reports say of the same elements;
  // empty when it is not loaded.
  virtual absl::StatusOr<ReportAssertions> AssertionsOfReport(const ReportId& report) const = 0;

  // The report with its text and sections; nothing when it is not loaded.
  virtual absl::StatusOr<std::optional<StoredReport>> FindReport(const ReportId& report) const = 0;

  // Revision of the report's load; 0 when it is not loaded.
  virtual absl::StatusOr<Revision> RevisionOfReport(const ReportId& report) const = 0;

  // All reports by name, without text and sections.
  virtual absl::StatusOr<std::vector<StoredReport>> ListReports() const = 0;

  // All judgements by id, those that were undone included.
  virtual absl::StatusOr<std::vector<Judgement>> ListJudgements() const = 0;

  // The commit made for a request id; nothing when there was none.
  virtual absl::StatusOr<std::optional<CommitRecord>> FindRequest(
      std::string_view request_id) const = 0;

  // Up to `limit` commits after a revision, oldest first.
  virtual absl::StatusOr<std::vector<CommitRecord>> CommitsAfter(Revision revision,
                                                                 size_t limit) const = 0;
};

// Keeps the graph. All methods may be called from many threads; commits are serialised.
//
// The contract asks for no more than point reads, ordered scans and one atomic conditional batch,
// so that a database on the network can keep it too: no interactive transactions, and the revision
// is a counter moved in the commit itself.
class GraphStore {
 public:
  virtual ~GraphStore() = default;

  // The newest revision. Never null on success.
  virtual absl::StatusOr<std::shared_ptr<const GraphSnapshot>> Snapshot() const = 0;

  // Applies the whole change durably, or nothing, and returns the revision it made.
  // ALREADY_EXISTS when `commit.record.request_id` is not empty and was committed before.
  // ABORTED when it is not as `commit.expected` or `commit.expected_report` says.
  // DATA_LOSS or INTERNAL as reads do.
  virtual absl::StatusOr<Revision> Apply(const Commit& commit) = 0;

  // Returns when every commit that a snapshot taken before shows is durable: snapshots may show one
  // a moment before its Apply returns. Fails as Apply does.
  virtual absl::Status MakeDurable() = 0;
};

// For back ends: OK when the commit may follow this snapshot, else the error that Apply returns.
absl::Status CheckCommit(const Commit& commit, const GraphSnapshot& newest);

// For back ends: a judgement as a commit of this revision keeps it.
Judgement KeptAt(Revision revision, Judgement judgement);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STORE_GRAPH_STORE_H_
