#include "graph/store/rocks_snapshot.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "graph/base/status_macros.h"
#include "graph/store/assertion_codec.h"
#include "graph/store/assertion_cursor.h"
#include "graph/store/judgement_codec.h"
#include "graph/store/key_codec.h"
#include "graph/store/record_codec.h"
#include "graph/store/report_elements.h"
#include "graph/store/rocks_error.h"
#include "rocksdb/db.h"

namespace policygraph {
namespace {

// Puts edges by key; those of one key stay as they are.
void SortByKey(std::vector<EdgeAssertion>& edges) {
  const auto by_key = [](const EdgeAssertion& a, const EdgeAssertion& b) { return a.key < b.key; };
  if (!std::ranges::is_sorted(edges, by_key)) std::ranges::stable_sort(edges, by_key);
}

class RocksSnapshot final : public GraphSnapshot {
 public:
  explicit RocksSnapshot(std::shared_ptr<const RocksTables> tables)
      : tables_(std::move(tables)), snapshot_(tables_->db().GetSnapshot()) {
    options_.snapshot = snapshot_;
  }

  ~RocksSnapshot() override { tables_->db().ReleaseSnapshot(snapshot_); }

  // Finds out which revision it is; to be called once, before all else.
  absl::Status ReadRevision() {
    ASSIGN_OR_RETURN(const auto bytes, Find(Table::kMeta, kRevisionKey));
    if (!bytes.has_value()) return absl::OkStatus();
    const std::optional<Revision> revision = DecodeRevision(*bytes);
    if (!revision.has_value()) return Damaged("the revision");
    revision_ = *revision;
    return absl::OkStatus();
  }

  Revision revision() const override { return revision_; }

  absl::StatusOr<std::vector<NodeAssertion>> ReadNodes(std::span<const NodeId> ids) const override {
    std::vector<NodeAssertion> found;
    AssertionCursor row(NewIterator(Table::kAssertions, Order::kPrefix));
    for (const NodeId& id : ids) {
      for (row.Seek(id); row.valid(); row.Next()) {
        if (!row.has_node()) continue;
        RETURN_IF_ERROR(row.ReadNode(found.emplace_back()));
      }
      RETURN_IF_ERROR(row.status());
    }
    return found;
  }

  absl::StatusOr<std::vector<EdgeAssertion>> ReadEdges(
      std::span<const EdgeKey> keys) const override {
    std::vector<EdgeAssertion> found;
    AssertionCursor row(NewIterator(Table::kAssertions, Order::kPrefix));
    while (!keys.empty()) {
      const auto other = std::ranges::find_if(
          keys, [&](const EdgeKey& key) { return key.source != keys[0].source; });
      const auto same_source = keys.first(static_cast<size_t>(other - keys.begin()));
      RETURN_IF_ERROR(ReadEdgesOf(same_source, row, found));
      keys = keys.subspan(same_source.size());
    }
    return found;
  }

  absl::Status ScanNodes(const NodeId& from,
                         absl::FunctionRef<bool(const NodeAssertion&)> visit) const override {
    NodeAssertion assertion;
    AssertionCursor row(NewIterator(Table::kAssertions, Order::kTotal));
    for (row.Seek(from); row.valid(); row.Next()) {
      if (!row.has_node()) continue;
      RETURN_IF_ERROR(row.ReadNode(assertion));
      if (!visit(assertion)) return absl::OkStatus();
    }
    return row.status();
  }

  absl::Status ScanEdges(const EdgeKey& from,
                         absl::FunctionRef<bool(const EdgeAssertion&)> visit) const override {
    std::vector<EdgeAssertion> edges;  // of one source and all reports
    AssertionCursor row(NewIterator(Table::kAssertions, Order::kTotal));
    row.Seek(from.source);
    while (row.valid()) {
      edges.clear();
      const NodeId source = row.node();
      for (; row.valid() && row.node() == source; row.Next()) {
        RETURN_IF_ERROR(row.ReadEdges(edges));
      }
      SortByKey(edges);
      for (const EdgeAssertion& edge : edges) {
        if (edge.key >= from && !visit(edge)) return absl::OkStatus();
      }
    }
    return row.status();
  }

  absl::StatusOr<std::vector<NodeId>> NodesOfReport(const ReportId& report) const override {
    ASSIGN_OR_RETURN(ReportElements elements, ElementsOf(report));
    return std::move(elements.nodes);
  }

  absl::StatusOr<std::vector<EdgeKey>> EdgesOfReport(const ReportId& report) const override {
    ASSIGN_OR_RETURN(ReportElements elements, ElementsOf(report));
    return std::move(elements.edges);
  }

  absl::StatusOr<ReportAssertions> AssertionsOfReport(const ReportId& report) const override {
    ASSIGN_OR_RETURN(const ReportElements elements, ElementsOf(report));
    std::vector<std::string> keys;
    for (const NodeId& node : RowsOf(elements)) keys.push_back(EncodeNodeKey({node, report}));
    const std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
    std::vector<rocksdb::PinnableSlice> values(keys.size());
    std::vector<rocksdb::Status> statuses(keys.size());
    constexpr bool kSorted = true;
    tables_->db().MultiGet(options_, (*tables_)[Table::kAssertions], keys.size(), slices.data(),
                           values.data(), statuses.data(), kSorted);
    ReportAssertions assertions;
    assertions.nodes.reserve(elements.nodes.size());
    assertions.edges.reserve(elements.edges.size());
    AssertionDecoder decoder;
    for (size_t i = 0; i < keys.size(); ++i) {
      if (statuses[i].IsNotFound())
        return Damaged("a row that the report's elements name is missing");
      RETURN_IF_ERROR(FromRocks(statuses[i]));
      const ReportedNode key = *DecodeNodeKey(keys[i]);
      bool whole = decoder.Take(values[i].ToStringView());
      if (whole && decoder.has_node()) {
        NodeAssertion& assertion = assertions.nodes.emplace_back();
        assertion.report = report;
        assertion.node.id = key.node;
        whole = decoder.DecodeNode(assertion);
      }
      if (!whole || !decoder.DecodeEdges(key.node, report, assertions.edges)) {
        return DamagedRow(slices[i]);
      }
    }
    return assertions;
  }

  absl::StatusOr<std::optional<StoredReport>> FindReport(const ReportId& report) const override {
    const std::string key = EncodeReportKey(report);
    ASSIGN_OR_RETURN(const auto particulars, Find(Table::kReports, key));
    if (!particulars.has_value()) return std::nullopt;
    ASSIGN_OR_RETURN(const auto text, Find(Table::kTexts, key));
    StoredReport stored;
    RecordDecoder decoder;
    if (!text.has_value() || !decoder.DecodeReport(*particulars, stored) ||
        !decoder.DecodeText(*text, stored.report)) {
      return Damaged(fmt::format("the report {}", report.node.ToHex()));
    }
    return stored;
  }

  absl::StatusOr<Revision> RevisionOfReport(const ReportId& report) const override {
    ASSIGN_OR_RETURN(const auto particulars, Find(Table::kReports, EncodeReportKey(report)));
    if (!particulars.has_value()) return Revision();
    StoredReport stored;
    RecordDecoder decoder;
    if (!decoder.DecodeReport(*particulars, stored)) {
      return Damaged(fmt::format("the report {}", report.node.ToHex()));
    }
    return stored.revision;
  }

  absl::StatusOr<std::vector<StoredReport>> ListReports() const override {
    std::vector<StoredReport> list;
    RecordDecoder decoder;
    const std::unique_ptr<rocksdb::Iterator> row = NewIterator(Table::kReports, Order::kTotal);
    for (row->SeekToFirst(); row->Valid(); row->Next()) {
      if (!decoder.DecodeReport(row->value().ToStringView(), list.emplace_back())) {
        return Damaged("a row of reports");
      }
    }
    RETURN_IF_ERROR(FromRocks(row->status()));
    std::ranges::sort(list, {}, [](const StoredReport& stored) -> const std::string& {
      return stored.report.name;
    });
    return list;
  }

  absl::StatusOr<std::vector<Judgement>> ListJudgements() const override {
    std::vector<Judgement> list;
    const std::unique_ptr<rocksdb::Iterator> row = NewIterator(Table::kJudgements, Order::kTotal);
    for (row->SeekToFirst(); row->Valid(); row->Next()) {
      const std::optional<uint64_t> id = DecodeJudgementKey(row->key().ToStringView());
      Judgement& judgement = list.emplace_back();
      if (!id.has_value() || !DecodeJudgement(row->value().ToStringView(), judgement)) {
        return DamagedRow(row->key());
      }
      judgement.id = *id;
    }
    RETURN_IF_ERROR(FromRocks(row->status()));
    return list;
  }

  absl::StatusOr<std::optional<CommitRecord>> FindRequest(
      std::string_view request_id) const override {
    ASSIGN_OR_RETURN(const auto revision, Find(Table::kRequests, request_id));
    if (!revision.has_value()) return std::nullopt;
    ASSIGN_OR_RETURN(const auto record, Find(Table::kCommits, *revision));
    if (!record.has_value()) return Damaged("a row of commits is missing");
    return DecodeCommitRow(*revision, *record);
  }

  absl::StatusOr<std::vector<CommitRecord>> CommitsAfter(Revision revision,
                                                         size_t limit) const override {
    std::vector<CommitRecord> records;
    if (revision >= revision_) return records;
    const std::unique_ptr<rocksdb::Iterator> row = NewIterator(Table::kCommits, Order::kTotal);
    for (row->Seek(EncodeRevision(revision.next())); row->Valid() && records.size() < limit;
         row->Next()) {
      ASSIGN_OR_RETURN(records.emplace_back(),
                       DecodeCommitRow(row->key().ToStringView(), row->value().ToStringView()));
    }
    RETURN_IF_ERROR(FromRocks(row->status()));
    return records;
  }

 private:
  // Whether an iterator goes through the whole table or stays at one prefix, where it can use the
  // bloom filters.
  enum class Order { kTotal, kPrefix };

  std::unique_ptr<rocksdb::Iterator> NewIterator(Table table, Order order) const {
    rocksdb::ReadOptions options = options_;
    options.total_order_seek = order == Order::kTotal;
    options.prefix_same_as_start = order == Order::kPrefix;
    // A walk through a whole table would drive out of the cache what point reads need.
    options.fill_cache = order == Order::kPrefix;
    return std::unique_ptr<rocksdb::Iterator>(
        tables_->db().NewIterator(options, (*tables_)[table]));
  }

  absl::StatusOr<std::optional<std::string>> Find(Table table, std::string_view key) const {
    std::string value;
    const rocksdb::Status status = tables_->db().Get(options_, (*tables_)[table], key, &value);
    if (status.IsNotFound()) return std::nullopt;
    RETURN_IF_ERROR(FromRocks(status));
    return value;
  }

  // Appends the assertions of edges that have one source.
  static absl::Status ReadEdgesOf(std::span<const EdgeKey> keys, AssertionCursor& row,
                                  std::vector<EdgeAssertion>& found) {
    std::vector<EdgeAssertion> edges;
    for (row.Seek(keys[0].source); row.valid(); row.Next()) {
      const bool wanted = std::ranges::any_of(
          keys, [&](const EdgeKey& key) { return row.MayHaveEdgeTo(key.target); });
      if (wanted) RETURN_IF_ERROR(row.ReadEdges(edges));
    }
    RETURN_IF_ERROR(row.status());
    SortByKey(edges);
    for (const EdgeKey& key : keys) {
      std::copy(std::ranges::lower_bound(edges, key, {}, &EdgeAssertion::key),
                std::ranges::upper_bound(edges, key, {}, &EdgeAssertion::key),
                std::back_inserter(found));
    }
    return absl::OkStatus();
  }

  absl::StatusOr<ReportElements> ElementsOf(const ReportId& report) const {
    ReportElements elements;
    ASSIGN_OR_RETURN(const auto bytes, Find(Table::kReportElements, EncodeReportKey(report)));
    if (bytes.has_value() && !DecodeReportElements(*bytes, elements)) {
      return Damaged(fmt::format("the elements of the report {}", report.node.ToHex()));
    }
    return elements;
  }

  static absl::StatusOr<CommitRecord> DecodeCommitRow(std::string_view key,
                                                      std::string_view value) {
    CommitRecord record;
    RecordDecoder decoder;
    const std::optional<Revision> revision = DecodeRevision(key);
    if (!revision.has_value() || !decoder.DecodeCommit(value, record)) {
      return Damaged("a row of commits");
    }
    record.revision = *revision;
    return record;
  }

  const std::shared_ptr<const RocksTables> tables_;
  const rocksdb::Snapshot* const snapshot_;
  rocksdb::ReadOptions options_;
  Revision revision_;
};

}  // namespace

absl::StatusOr<std::shared_ptr<const GraphSnapshot>> TakeRocksSnapshot(
    std::shared_ptr<const RocksTables> tables) {
  const auto snapshot = std::make_shared<RocksSnapshot>(std::move(tables));
  RETURN_IF_ERROR(snapshot->ReadRevision());
  return snapshot;
}

}  // namespace policygraph
