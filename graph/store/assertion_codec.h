#ifndef POLICYGRAPH_GRAPH_STORE_ASSERTION_CODEC_H_
#define POLICYGRAPH_GRAPH_STORE_ASSERTION_CODEC_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/model/elements.h"
#include "policygraph/storage/v1/record.pb.h"

namespace policygraph {

// Values of the table "assertions": what one report says of one node and of the edges that leave
// it. Ids of the node and the report stand in the key.

// Turns assertions into values one after another, reusing its buffers. Not synchronised.
class AssertionEncoder {
 public:
  // `node` is null when the report asserts the edges only; edges are by key. The value holds until
  // the next one.
  std::string_view Encode(const NodeAssertion* node, std::span<const EdgeAssertion* const> edges);

 private:
  storage::v1::AssertionRecord record_;
  storage::v1::NodeRecord node_;
  storage::v1::OutEdges edges_;
  std::string bytes_;
};

// Turns values into assertions one after another, reusing the buffers of the one before: scans of
// millions of rows spend their time here. Not synchronised.
//
// False when the bytes are no such value or hold a number that is not in the vocabulary: they are
// damaged.
class AssertionDecoder {
 public:
  // Takes the value that the other methods read.
  [[nodiscard]] bool Take(std::string_view bytes);

  // True when the report asserts the node.
  bool has_node() const { return record_.has_node(); }

  // True when there are edges.
  bool has_edges() const { return !record_.edges().empty(); }

  // Overwrites all of the assertion but its report and id. Precondition: has_node().
  [[nodiscard]] bool DecodeNode(NodeAssertion& assertion);

  // Appends the edges, by kind and target, with this source and report.
  [[nodiscard]] bool DecodeEdges(const NodeId& source, const ReportId& report,
                                 std::vector<EdgeAssertion>& edges);

 private:
  storage::v1::AssertionRecord record_;
  storage::v1::NodeRecord node_;
  storage::v1::OutEdges edges_;
  std::vector<Evidence> evidence_;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STORE_ASSERTION_CODEC_H_
