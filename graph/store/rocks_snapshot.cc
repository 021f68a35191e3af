#include "graph/store/rocks_snapshot.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "graph/base/status_macros.h"
#include "graph/store/judgement_codec.h"
#include "graph/store/key_codec.h"
#include "graph/store/record_codec.h"
#include "graph/store/rocks_error.h"
#include "rocksdb/db.h"

namespace policygraph {
namespace {

absl::Status Damaged(std::string_view what) { return FromRocks(rocksdb::Status::Corruption(what)); }

// How the rows of an element's table are read: what differs between nodes and edges.
struct NodeRows {
  using Element = NodeId;
  using Assertion = NodeAssertion;
  static constexpr Table kTable = Table::kNodes;
  static constexpr Table kReportTable = Table::kReportNodes;

  static std::string Prefix(const NodeId& node) { return EncodeNodePrefix(node); }
  static std::string Key(const NodeId& node, const ReportId& report) {
    return EncodeNodeKey({node, report});
  }
  static std::optional<NodeId> DecodeReportKey(std::string_view key) {
    const std::optional<ReportedNode> decoded = DecodeReportNodeKey(key);
    return decoded.has_value() ? std::optional(decoded->node) : std::nullopt;
  }
  static bool Decode(std::string_view key, std::string_view value, RecordDecoder& decoder,
                     NodeAssertion& assertion) {
    const std::optional<ReportedNode> decoded = DecodeNodeKey(key);
    if (!decoded.has_value() || !decoder.DecodeNode(value, assertion)) return false;
    assertion.node.id = decoded->node;
    assertion.report = decoded->report;
    return true;
  }
};

struct EdgeRows {
  using Element = EdgeKey;
  using Assertion = EdgeAssertion;
  static constexpr Table kTable = Table::kEdges;
  static constexpr Table kReportTable = Table::kReportEdges;

  static std::string Prefix(const EdgeKey& edge) { return EncodeEdgePrefix(edge); }
  static std::string Key(const EdgeKey& edge, const ReportId& report) {
    return EncodeEdgeKey({edge, report});
  }
  static std::optional<EdgeKey> DecodeReportKey(std::string_view key) {
    const std::optional<ReportedEdge> decoded = DecodeReportEdgeKey(key);
    return decoded.has_value() ? std::optional(decoded->edge) : std::nullopt;
  }
  static bool Decode(std::string_view key, std::string_view value, RecordDecoder& decoder,
                     EdgeAssertion& assertion) {
    const std::optional<ReportedEdge> decoded = DecodeEdgeKey(key);
    if (!decoded.has_value() || !decoder.DecodeEdge(value, assertion)) return false;
    assertion.key = decoded->edge;
    assertion.report = decoded->report;
    return true;
  }
};

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
    return ReadRows<NodeRows>(ids);
  }

  absl::StatusOr<std::vector<EdgeAssertion>> ReadEdges(
      std::span<const EdgeKey> keys) const override {
    return ReadRows<EdgeRows>(keys);
  }

  absl::Status ScanNodes(const NodeId& from,
                         absl::FunctionRef<bool(const NodeAssertion&)> visit) const override {
    return ScanRows<NodeRows>(from, visit);
  }

  absl::Status ScanEdges(const EdgeKey& from,
                         absl::FunctionRef<bool(const EdgeAssertion&)> visit) const override {
    return ScanRows<EdgeRows>(from, visit);
  }

  absl::StatusOr<std::vector<NodeId>> NodesOfReport(const ReportId& report) const override {
    return ElementsOf<NodeRows>(report);
  }

  absl::StatusOr<std::vector<EdgeKey>> EdgesOfReport(const ReportId& report) const override {
    return ElementsOf<EdgeRows>(report);
  }

  absl::StatusOr<ReportAssertions> AssertionsOfReport(const ReportId& report) const override {
    ReportAssertions assertions;
    ASSIGN_OR_RETURN(assertions.nodes, AssertionsOf<NodeRows>(report));
    ASSIGN_OR_RETURN(assertions.edges, AssertionsOf<EdgeRows>(report));
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
        return DamagedRow(*row);
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

  template <typename Rows>
  absl::StatusOr<std::vector<typename Rows::Assertion>> ReadRows(
      std::span<const typename Rows::Element> elements) const {
    std::vector<typename Rows::Assertion> found;
    RecordDecoder decoder;
    const std::unique_ptr<rocksdb::Iterator> row = NewIterator(Rows::kTable, Order::kPrefix);
    for (const auto& element : elements) {
      for (row->Seek(Rows::Prefix(element)); row->Valid(); row->Next()) {
        if (!Rows::Decode(row->key().ToStringView(), row->value().ToStringView(), decoder,
                          found.emplace_back())) {
          return DamagedRow(*row);
        }
      }
      RETURN_IF_ERROR(FromRocks(row->status()));
    }
    return found;
  }

  template <typename Rows>
  absl::Status ScanRows(const typename Rows::Element& from,
                        absl::FunctionRef<bool(const typename Rows::Assertion&)> visit) const {
    typename Rows::Assertion assertion;
    RecordDecoder decoder;
    const std::unique_ptr<rocksdb::Iterator> row = NewIterator(Rows::kTable, Order::kTotal);
    for (row->Seek(Rows::Prefix(from)); row->Valid(); row->Next()) {
      if (!Rows::Decode(row->key().ToStringView(), row->value().ToStringView(), decoder,
                        assertion)) {
        return DamagedRow(*row);
      }
      if (!visit(assertion)) return absl::OkStatus();
    }
    return FromRocks(row->status());
  }

  template <typename Rows>
  absl::StatusOr<std::vector<typename Rows::Element>> ElementsOf(const ReportId& report) const {
    std::vector<typename Rows::Element> elements;
    const std::unique_ptr<rocksdb::Iterator> row = NewIterator(Rows::kReportTable, Order::kPrefix);
    for (row->Seek(EncodeReportKey(report)); row->Valid(); row->Next()) {
      const auto element = Rows::DecodeReportKey(row->key().ToStringView());
      if (!element.has_value()) return DamagedRow(*row);
      elements.push_back(*element);
    }
    RETURN_IF_ERROR(FromRocks(row->status()));
    return elements;
  }

  template <typename Rows>
  absl::StatusOr<std::vector<typename Rows::Assertion>> AssertionsOf(const ReportId& report) const {
    ASSIGN_OR_RETURN(const auto elements, ElementsOf<Rows>(report));
    std::vector<std::string> keys;
    keys.reserve(elements.size());
    for (const auto& element : elements) keys.push_back(Rows::Key(element, report));
    const std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
    std::vector<rocksdb::PinnableSlice> values(keys.size());
    std::vector<rocksdb::Status> statuses(keys.size());
    constexpr bool kSorted = true;
    tables_->db().MultiGet(options_, (*tables_)[Rows::kTable], keys.size(), slices.data(),
                           values.data(), statuses.data(), kSorted);
    std::vector<typename Rows::Assertion> assertions(keys.size());
    RecordDecoder decoder;
    for (size_t i = 0; i < keys.size(); ++i) {
      if (statuses[i].IsNotFound())
        return Damaged("a row that the report's index names is missing");
      RETURN_IF_ERROR(FromRocks(statuses[i]));
      if (!Rows::Decode(keys[i], values[i].ToStringView(), decoder, assertions[i])) {
        return Damaged(fmt::format("key {}", slices[i].ToString(/*hex=*/true)));
      }
    }
    return assertions;
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

  static absl::Status DamagedRow(const rocksdb::Iterator& row) {
    return Damaged(fmt::format("key {}", row.key().ToString(/*hex=*/true)));
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
