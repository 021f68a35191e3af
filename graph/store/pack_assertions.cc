#include "graph/store/pack_assertions.h"

#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/status_macros.h"
#include "graph/store/assertion_codec.h"
#include "graph/store/key_codec.h"
#include "graph/store/record_fields.h"
#include "graph/store/report_elements.h"
#include "graph/store/rocks_error.h"
#include "policygraph/storage/v1/record.pb.h"

namespace policygraph {
namespace {

namespace stored = storage::v1;

template <typename Record>
bool Parse(std::string_view bytes, Record& record) {
  if (bytes.size() > static_cast<size_t>(std::numeric_limits<int>::max())) return false;
  return record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

void ReadPlainEvidence(const google::protobuf::RepeatedPtrField<stored::Evidence>& from,
                       std::vector<Evidence>& evidence) {
  for (const stored::Evidence& piece : from) {
    evidence.push_back(
        {piece.statement(), {piece.start(), piece.end()}, piece.quote(), piece.rule()});
  }
}

class Packer {
 public:
  Packer(rocksdb::DB& db, std::span<rocksdb::ColumnFamilyHandle* const> families)
      : db_(db), families_(families) {}

  absl::Status Run() {
    order_.total_order_seek = true;
    const std::unique_ptr<rocksdb::Iterator> report(db_.NewIterator(order_, Family("reports")));
    for (report->SeekToFirst(); report->Valid(); report->Next()) {
      const std::optional<ReportId> id = DecodeReportKey(report->key().ToStringView());
      if (!id.has_value()) return Damaged("a row of reports");
      RETURN_IF_ERROR(Pack(*id));
    }
    return FromRocks(report->status());
  }

 private:
  rocksdb::ColumnFamilyHandle* Family(std::string_view name) const {
    for (rocksdb::ColumnFamilyHandle* family : families_) {
      if (family->GetName() == name) return family;
    }
    return nullptr;
  }

  absl::Status Pack(const ReportId& report) {
    ASSIGN_OR_RETURN(const std::vector<NodeAssertion> nodes, ReadNodes(report));
    ASSIGN_OR_RETURN(const std::vector<EdgeAssertion> edges, ReadEdges(report));
    ReportElements elements;
    for (const NodeAssertion& node : nodes) elements.nodes.push_back(node.node.id);
    for (const EdgeAssertion& edge : edges) elements.edges.push_back(edge.key);

    rocksdb::WriteBatch batch;
    AssertionEncoder encoder;
    auto node = nodes.begin();
    auto edge = edges.begin();
    for (const NodeId& id : RowsOf(elements)) {
      const bool asserted = node != nodes.end() && node->node.id == id;
      std::vector<const EdgeAssertion*> out;
      for (; edge != edges.end() && edge->key.source == id; ++edge) out.push_back(&*edge);
      RETURN_IF_ERROR(FromRocks(batch.Put(Family("assertions"), EncodeNodeKey({id, report}),
                                          encoder.Encode(asserted ? &*node : nullptr, out))));
      if (asserted) ++node;
    }
    RETURN_IF_ERROR(FromRocks(batch.Put(Family("report_elements"), EncodeReportKey(report),
                                        EncodeReportElements(elements))));
    return FromRocks(db_.Write(rocksdb::WriteOptions(), &batch));
  }

  absl::StatusOr<std::vector<NodeAssertion>> ReadNodes(const ReportId& report) {
    std::vector<NodeAssertion> nodes;
    stored::NodeRecord record;
    const auto read = [&](std::string_view key) -> absl::Status {
      const std::optional<ReportedNode> named = DecodeReportNodeKey(key);
      if (!named.has_value()) return Damaged("a row of report_nodes");
      ASSIGN_OR_RETURN(const std::string value, Get("nodes", EncodeNodeKey(*named)));
      NodeAssertion& node = nodes.emplace_back();
      node.report = report;
      node.node.id = named->node;
      if (!Parse(value, record) || !ReadNode(record, node)) return Damaged("a row of nodes");
      ReadPlainEvidence(record.evidence(), node.evidence);
      return absl::OkStatus();
    };
    RETURN_IF_ERROR(ForEachKey("report_nodes", report, read));
    return nodes;
  }

  absl::StatusOr<std::vector<EdgeAssertion>> ReadEdges(const ReportId& report) {
    std::vector<EdgeAssertion> edges;
    stored::EdgeRecord record;
    const auto read = [&](std::string_view key) -> absl::Status {
      const std::optional<ReportedEdge> named = DecodeReportEdgeKey(key);
      if (!named.has_value()) return Damaged("a row of report_edges");
      ASSIGN_OR_RETURN(const std::string value, Get("edges", EncodeEdgeKey(*named)));
      EdgeAssertion& edge = edges.emplace_back();
      edge.report = report;
      edge.key = named->edge;
      if (!Parse(value, record) ||
          !ReadStoredNumber(record.stage(), Stage::kInOperation, edge.stage) ||
          !ReadConfidence(record.confidence(), edge.confidence)) {
        return Damaged("a row of edges");
      }
      edge.derivation = record.derivation();
      ReadPlainEvidence(record.evidence(), edge.evidence);
      return absl::OkStatus();
    };
    RETURN_IF_ERROR(ForEachKey("report_edges", report, read));
    return edges;
  }

  // Calls `read` with the keys of a table that begin with the report, in order.
  template <typename Read>
  absl::Status ForEachKey(std::string_view table, const ReportId& report, const Read& read) {
    const std::string prefix = EncodeReportKey(report);
    const std::unique_ptr<rocksdb::Iterator> row(db_.NewIterator(order_, Family(table)));
    for (row->Seek(prefix); row->Valid() && row->key().starts_with(prefix); row->Next()) {
      RETURN_IF_ERROR(read(row->key().ToStringView()));
    }
    return FromRocks(row->status());
  }

  absl::StatusOr<std::string> Get(std::string_view table, std::string_view key) {
    std::string value;
    const rocksdb::Status status = db_.Get(order_, Family(table), key, &value);
    if (status.IsNotFound()) return Damaged("a row that the report's index names is missing");
    RETURN_IF_ERROR(FromRocks(status));
    return value;
  }

  rocksdb::DB& db_;
  const std::span<rocksdb::ColumnFamilyHandle* const> families_;
  rocksdb::ReadOptions order_;
};

}  // namespace

absl::Status PackAssertions(rocksdb::DB& db, std::span<rocksdb::ColumnFamilyHandle* const> families,
                            rocksdb::WriteBatch&) {
  return Packer(db, families).Run();
}

}  // namespace policygraph
