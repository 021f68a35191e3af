#ifndef POLICYGRAPH_GRAPH_STORE_ASSERTION_CURSOR_H_
#define POLICYGRAPH_GRAPH_STORE_ASSERTION_CURSOR_H_

#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "graph/model/elements.h"
#include "graph/store/assertion_codec.h"
#include "graph/store/key_codec.h"
#include "rocksdb/iterator.h"

namespace policygraph {

// A place in the table "assertions", whose rows are what one report says of one node and of the
// edges that leave it, by node and report. Not synchronised; fails as snapshots do.
class AssertionCursor {
 public:
  explicit AssertionCursor(std::unique_ptr<rocksdb::Iterator> row) : row_(std::move(row)) {}

  // Goes to the first row at or after this node.
  void Seek(const NodeId& node);
  void Next();

  // False at the end and when the row is damaged, which `status` tells apart.
  bool valid() const { return valid_; }
  absl::Status status() const { return status_; }

  // What follows is of a valid row.

  const NodeId& node() const { return key_.node; }
  bool has_node() const { return decoder_.has_node(); }

  // False when there is no edge to this node for certain. Cheap: the value is searched for its id
  // as it is.
  bool MayHaveEdgeTo(const NodeId& target) const;

  // Overwrites the assertion. Precondition: has_node().
  absl::Status ReadNode(NodeAssertion& assertion);

  // Appends the edges.
  absl::Status ReadEdges(std::vector<EdgeAssertion>& edges);

 private:
  void Take();

  const std::unique_ptr<rocksdb::Iterator> row_;
  ReportedNode key_;
  AssertionDecoder decoder_;
  bool valid_ = false;
  absl::Status status_;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STORE_ASSERTION_CURSOR_H_
