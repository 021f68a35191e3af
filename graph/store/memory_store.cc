#include "graph/store/memory_store.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/status/status.h"
#include "graph/base/status_macros.h"

namespace policygraph {

// The whole graph at one revision. Elements are shared between revisions, so a copy of the maps
// copies pointers only.
class MemoryStore::State final : public GraphSnapshot {
 public:
  Revision revision() const override { return Revision{commits_.size()}; }

  absl::StatusOr<std::vector<NodeAssertion>> ReadNodes(std::span<const NodeId> ids) const override {
    std::vector<NodeAssertion> found;
    for (const NodeId& id : ids) ReadRun(nodes_, id, found);
    return found;
  }

  absl::StatusOr<std::vector<EdgeAssertion>> ReadEdges(
      std::span<const EdgeKey> keys) const override {
    std::vector<EdgeAssertion> found;
    for (const EdgeKey& key : keys) ReadRun(edges_, key, found);
    return found;
  }

  absl::Status ScanNodes(const NodeId& from,
                         absl::FunctionRef<bool(const NodeAssertion&)> visit) const override {
    Scan(nodes_, from, visit);
    return absl::OkStatus();
  }

  absl::Status ScanEdges(const EdgeKey& from,
                         absl::FunctionRef<bool(const EdgeAssertion&)> visit) const override {
    Scan(edges_, from, visit);
    return absl::OkStatus();
  }

  absl::StatusOr<std::vector<NodeId>> NodesOfReport(const ReportId& report) const override {
    return KeysOf(nodes_, report);
  }

  absl::StatusOr<std::vector<EdgeKey>> EdgesOfReport(const ReportId& report) const override {
    return KeysOf(edges_, report);
  }

  absl::StatusOr<ReportAssertions> AssertionsOfReport(const ReportId& report) const override {
    return ReportAssertions{AssertionsOf(nodes_, report), AssertionsOf(edges_, report)};
  }

  absl::StatusOr<std::optional<StoredReport>> FindReport(const ReportId& report) const override {
    const auto found = reports_.find(report);
    if (found == reports_.end()) return std::nullopt;
    return *found->second;
  }

  absl::StatusOr<Revision> RevisionOfReport(const ReportId& report) const override {
    const auto found = reports_.find(report);
    return found == reports_.end() ? Revision() : found->second->revision;
  }

  absl::StatusOr<std::vector<StoredReport>> ListReports() const override {
    std::vector<StoredReport> list;
    for (const auto& [id, stored] : reports_) {
      list.push_back(*stored);
      list.back().report.text.clear();
      list.back().report.sections.clear();
    }
    std::ranges::sort(list, {}, [](const StoredReport& stored) { return stored.report.name; });
    return list;
  }

  absl::StatusOr<std::vector<Judgement>> ListJudgements() const override {
    std::vector<Judgement> list;
    for (const auto& [id, judgement] : judgements_) list.push_back(*judgement);
    return list;
  }

  absl::StatusOr<std::optional<CommitRecord>> FindRequest(
      std::string_view request_id) const override {
    const auto found = requests_.find(request_id);
    if (found == requests_.end()) return std::nullopt;
    return *commits_[found->second.number - 1];
  }

  absl::StatusOr<std::vector<CommitRecord>> CommitsAfter(Revision revision,
                                                         size_t limit) const override {
    std::vector<CommitRecord> records;
    for (size_t i = revision.number; i < commits_.size() && records.size() < limit; ++i) {
      records.push_back(*commits_[i]);
    }
    return records;
  }

  void Change(const Commit& commit) {
    const Revision revision = this->revision().next();
    for (const auto& key : commit.remove_nodes) nodes_.erase(key);
    for (const auto& key : commit.remove_edges) edges_.erase(key);
    if (commit.remove_report.has_value()) reports_.erase(*commit.remove_report);
    for (const NodeAssertion& put : commit.put_nodes) {
      nodes_[{put.node.id, put.report}] = std::make_shared<const NodeAssertion>(put);
    }
    for (const EdgeAssertion& put : commit.put_edges) {
      edges_[{put.key, put.report}] = std::make_shared<const EdgeAssertion>(put);
    }
    if (commit.put_report.has_value()) {
      reports_[commit.put_report->id()] = std::make_shared<const StoredReport>(
          StoredReport{*commit.put_report, revision, commit.record.time});
    }
    if (commit.put_judgement.has_value()) {
      judgements_[commit.put_judgement->id] =
          std::make_shared<const Judgement>(KeptAt(revision, *commit.put_judgement));
    }
    CommitRecord record = commit.record;
    record.revision = revision;
    if (!record.request_id.empty()) requests_[record.request_id] = revision;
    commits_.push_back(std::make_shared<const CommitRecord>(std::move(record)));
  }

 private:
  // Assertions by element and report.
  template <typename Key, typename Assertion>
  using Table = std::map<std::pair<Key, ReportId>, std::shared_ptr<const Assertion>>;

  template <typename Key, typename Assertion>
  static void ReadRun(const Table<Key, Assertion>& table, const Key& key,
                      std::vector<Assertion>& found) {
    for (auto it = table.lower_bound({key, ReportId()});
         it != table.end() && it->first.first == key; ++it) {
      found.push_back(*it->second);
    }
  }

  template <typename Key, typename Assertion>
  static void Scan(const Table<Key, Assertion>& table, const Key& from,
                   absl::FunctionRef<bool(const Assertion&)> visit) {
    auto it = table.lower_bound({from, ReportId()});
    while (it != table.end() && visit(*it->second)) ++it;
  }

  template <typename Key, typename Assertion>
  static std::vector<Key> KeysOf(const Table<Key, Assertion>& table, const ReportId& report) {
    std::vector<Key> keys;
    for (const auto& [key, assertion] : table) {
      if (key.second == report) keys.push_back(key.first);
    }
    return keys;
  }

  template <typename Key, typename Assertion>
  static std::vector<Assertion> AssertionsOf(const Table<Key, Assertion>& table,
                                             const ReportId& report) {
    std::vector<Assertion> assertions;
    for (const auto& [key, assertion] : table) {
      if (key.second == report) assertions.push_back(*assertion);
    }
    return assertions;
  }

  Table<NodeId, NodeAssertion> nodes_;
  Table<EdgeKey, EdgeAssertion> edges_;
  std::map<ReportId, std::shared_ptr<const StoredReport>> reports_;
  std::map<uint64_t, std::shared_ptr<const Judgement>> judgements_;
  std::vector<std::shared_ptr<const CommitRecord>> commits_;  // by revision, from 1
  std::map<std::string, Revision, std::less<>> requests_;
};

MemoryStore::MemoryStore() : state_(std::make_shared<const State>()) {}

MemoryStore::~MemoryStore() = default;

absl::StatusOr<std::shared_ptr<const GraphSnapshot>> MemoryStore::Snapshot() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

absl::StatusOr<Revision> MemoryStore::Apply(const Commit& commit) {
  const std::lock_guard lock(mutex_);
  RETURN_IF_ERROR(CheckCommit(commit, *state_));
  auto next = std::make_shared<State>(*state_);
  next->Change(commit);
  state_ = std::move(next);
  return state_->revision();
}

}  // namespace policygraph
