#include "graph/store/assertion_cursor.h"

#include <optional>
#include <string_view>

#include "graph/store/rocks_error.h"

namespace policygraph {

void AssertionCursor::Seek(const NodeId& node) {
  row_->Seek(EncodeNodePrefix(node));
  Take();
}

void AssertionCursor::Next() {
  row_->Next();
  Take();
}

bool AssertionCursor::MayHaveEdgeTo(const NodeId& target) const {
  const std::string_view id(reinterpret_cast<const char*>(target.bytes().data()), NodeId::kBytes);
  return row_->value().ToStringView().find(id) != std::string_view::npos;
}

absl::Status AssertionCursor::ReadNode(NodeAssertion& assertion) {
  assertion.report = key_.report;
  assertion.node.id = key_.node;
  return decoder_.DecodeNode(assertion) ? absl::OkStatus() : DamagedRow(row_->key());
}

absl::Status AssertionCursor::ReadEdges(std::vector<EdgeAssertion>& edges) {
  return decoder_.DecodeEdges(key_.node, key_.report, edges) ? absl::OkStatus()
                                                             : DamagedRow(row_->key());
}

void AssertionCursor::Take() {
  valid_ = row_->Valid();
  if (!valid_) {
    status_ = FromRocks(row_->status());
    return;
  }
  const std::optional<ReportedNode> key = DecodeNodeKey(row_->key().ToStringView());
  valid_ = key.has_value() && decoder_.Take(row_->value().ToStringView());
  if (valid_) {
    key_ = *key;
  } else {
    status_ = DamagedRow(row_->key());
  }
}

}  // namespace policygraph
