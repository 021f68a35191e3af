#include "graph/store/rocks_store.h"

#include <string>
#include <string_view>
#include <utility>

#include "graph/base/status_macros.h"
#include "graph/store/judgement_codec.h"
#include "graph/store/key_codec.h"
#include "graph/store/record_codec.h"
#include "graph/store/rocks_error.h"
#include "graph/store/rocks_snapshot.h"
#include "graph/store/rocks_tables.h"
#include "rocksdb/write_batch.h"

namespace policygraph {
namespace {

// Collects the rows that a commit changes.
class BatchWriter {
 public:
  explicit BatchWriter(const RocksTables& tables) : tables_(tables) {}

  void Put(Table table, std::string_view key, std::string_view value) {
    Note(batch_.Put(tables_[table], key, value));
  }

  void Delete(Table table, std::string_view key) { Note(batch_.Delete(tables_[table], key)); }

  // Writes all of it, so that it can be read, and leaves the sync to the caller.
  absl::Status Write() {
    RETURN_IF_ERROR(FromRocks(failure_));
    return FromRocks(tables_.db().Write(rocksdb::WriteOptions(), &batch_));
  }

 private:
  void Note(const rocksdb::Status& status) {
    if (failure_.ok()) failure_ = status;
  }

  const RocksTables& tables_;
  rocksdb::WriteBatch batch_;
  rocksdb::Status failure_;  // the first one, if any
};

void AddRemovals(const Commit& commit, BatchWriter& batch) {
  for (const auto& [node, report] : commit.remove_nodes) {
    batch.Delete(Table::kNodes, EncodeNodeKey({node, report}));
    batch.Delete(Table::kReportNodes, EncodeReportNodeKey({node, report}));
  }
  for (const auto& [edge, report] : commit.remove_edges) {
    batch.Delete(Table::kEdges, EncodeEdgeKey({edge, report}));
    batch.Delete(Table::kReportEdges, EncodeReportEdgeKey({edge, report}));
  }
  if (commit.remove_report.has_value()) {
    const std::string key = EncodeReportKey(*commit.remove_report);
    batch.Delete(Table::kReports, key);
    batch.Delete(Table::kTexts, key);
  }
}

void AddAssertions(const Commit& commit, BatchWriter& batch) {
  for (const NodeAssertion& put : commit.put_nodes) {
    const ReportedNode key{put.node.id, put.report};
    batch.Put(Table::kNodes, EncodeNodeKey(key), EncodeNode(put));
    batch.Put(Table::kReportNodes, EncodeReportNodeKey(key), "");
  }
  for (const EdgeAssertion& put : commit.put_edges) {
    const ReportedEdge key{put.key, put.report};
    batch.Put(Table::kEdges, EncodeEdgeKey(key), EncodeEdge(put));
    batch.Put(Table::kReportEdges, EncodeReportEdgeKey(key), "");
  }
}

void AddReport(const Commit& commit, Revision revision, BatchWriter& batch) {
  if (!commit.put_report.has_value()) return;
  const Report& report = *commit.put_report;
  const std::string key = EncodeReportKey(report.id());
  batch.Put(Table::kReports, key, EncodeReport(report, revision, commit.record.time));
  batch.Put(Table::kTexts, key, EncodeText(report));
}

void AddJudgement(const Commit& commit, Revision revision, BatchWriter& batch) {
  if (!commit.put_judgement.has_value()) return;
  const Judgement judgement = KeptAt(revision, *commit.put_judgement);
  batch.Put(Table::kJudgements, EncodeJudgementKey(judgement.id), EncodeJudgement(judgement));
}

void AddRecord(const CommitRecord& record, Revision revision, BatchWriter& batch) {
  const std::string key = EncodeRevision(revision);
  batch.Put(Table::kCommits, key, EncodeCommit(record));
  if (!record.request_id.empty()) batch.Put(Table::kRequests, record.request_id, key);
  batch.Put(Table::kMeta, kRevisionKey, key);
}

}  // namespace

absl::StatusOr<std::unique_ptr<GraphStore>> RocksStore::Open(const std::filesystem::path& folder,
                                                             const RocksStoreOptions& options) {
  ASSIGN_OR_RETURN(auto tables, RocksTables::Open(folder, options));
  return std::unique_ptr<GraphStore>(new RocksStore(std::move(tables)));
}

RocksStore::RocksStore(std::shared_ptr<const RocksTables> tables)
    : tables_(std::move(tables)), log_sync_(tables_->db()) {}

RocksStore::~RocksStore() = default;

absl::StatusOr<std::shared_ptr<const GraphSnapshot>> RocksStore::Snapshot() const {
  return TakeRocksSnapshot(tables_);
}

absl::StatusOr<Revision> RocksStore::Apply(const Commit& commit) {
  // What does not depend on the revision is encoded before other writers have to wait for it.
  BatchWriter batch(*tables_);
  AddRemovals(commit, batch);
  AddAssertions(commit, batch);
  Revision revision;
  {
    const std::lock_guard lock(commit_mutex_);
    ASSIGN_OR_RETURN(const auto newest, Snapshot());
    RETURN_IF_ERROR(CheckCommit(commit, *newest));
    revision = newest->revision().next();
    AddReport(commit, revision, batch);
    AddJudgement(commit, revision, batch);
    AddRecord(commit.record, revision, batch);
    RETURN_IF_ERROR(batch.Write());
  }
  RETURN_IF_ERROR(log_sync_.Sync());
  return revision;
}

}  // namespace policygraph
