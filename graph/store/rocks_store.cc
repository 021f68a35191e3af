#include "graph/store/rocks_store.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/base/status_macros.h"
#include "graph/store/assertion_rows.h"
#include "graph/store/judgement_codec.h"
#include "graph/store/key_codec.h"
#include "graph/store/record_codec.h"
#include "graph/store/rocks_batch.h"
#include "graph/store/rocks_snapshot.h"
#include "graph/store/rocks_tables.h"

namespace policygraph {
namespace {

void AddReportRemoval(const Commit& commit, RocksBatch& batch) {
  if (!commit.remove_report.has_value()) return;
  const std::string key = EncodeReportKey(*commit.remove_report);
  batch.Delete(Table::kReports, key);
  batch.Delete(Table::kTexts, key);
}

void AddReport(const Commit& commit, Revision revision, RocksBatch& batch) {
  if (!commit.put_report.has_value()) return;
  const Report& report = *commit.put_report;
  const std::string key = EncodeReportKey(report.id());
  batch.Put(Table::kReports, key, EncodeReport(report, revision, commit.record.time));
  batch.Put(Table::kTexts, key, EncodeText(report));
}

void AddJudgement(const Commit& commit, Revision revision, RocksBatch& batch) {
  if (!commit.put_judgement.has_value()) return;
  const Judgement judgement = KeptAt(revision, *commit.put_judgement);
  batch.Put(Table::kJudgements, EncodeJudgementKey(judgement.id), EncodeJudgement(judgement));
}

void AddRecord(const CommitRecord& record, Revision revision, RocksBatch& batch) {
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
  RocksBatch batch(*tables_);
  ASSIGN_OR_RETURN(const auto base, Snapshot());
  RETURN_IF_ERROR(AddAssertionRows(commit, *base, batch));
  Revision revision;
  {
    const std::lock_guard lock(commit_mutex_);
    ASSIGN_OR_RETURN(const auto newest, Snapshot());
    RETURN_IF_ERROR(CheckCommit(commit, *newest));
    const std::vector<ReportId> reports = ChangedReports(commit);
    if (std::ranges::any_of(reports, [&](const ReportId& report) {
          const auto changed = changed_.find(report);
          return changed != changed_.end() && changed->second > base->revision();
        })) {
      batch.Clear();
      RETURN_IF_ERROR(AddAssertionRows(commit, *newest, batch));
    }
    revision = newest->revision().next();
    AddReportRemoval(commit, batch);
    AddReport(commit, revision, batch);
    AddJudgement(commit, revision, batch);
    AddRecord(commit.record, revision, batch);
    RETURN_IF_ERROR(batch.Write());
    for (const ReportId& report : reports) changed_[report] = revision;
  }
  RETURN_IF_ERROR(log_sync_.Sync());
  return revision;
}

}  // namespace policygraph
