#ifndef POLICYGRAPH_SERVICE_ENCODE_ANSWER_H_
#define POLICYGRAPH_SERVICE_ENCODE_ANSWER_H_

#include <cstddef>
#include <limits>
#include <map>
#include <string_view>

#include "absl/time/time.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "google/protobuf/timestamp.pb.h"
#include "graph/model/elements.h"
#include "graph/store/graph_store.h"
#include "graph/store/merge.h"
#include "graph/view/graph_view.h"
#include "policygraph/v1/graph.pb.h"
#include "policygraph/v1/report_service.pb.h"

namespace policygraph::service {

// Domain values as the messages of the API. Field meanings are those of the proto files.

// How much of a node or edge an answer carries: v1.View without its default.
enum class Detail { kBasic, kFull };

inline constexpr size_t kAllEvidence = std::numeric_limits<size_t>::max();

// The names of reports come from `view`, in which the element was read. Evidence is in order of
// report and offset, and is cut after `max_evidence` pieces.
v1::Node EncodeNode(const MergedNode& node, const GraphView& view, Detail detail);
v1::Edge EncodeEdge(const MergedEdge& edge, const GraphView& view, Detail detail,
                    size_t max_evidence = kAllEvidence);

google::protobuf::Timestamp EncodeTime(absl::Time time);

// A share of 1.
double EncodeConfidence(Confidence confidence);

v1::Quantity EncodeQuantity(const Quantity& quantity);

v1::Evidence EncodeEvidence(const Evidence& evidence, std::string_view report);

// Without text and sections; revision 0 is a report that was only checked, so it has no load time.
v1::Report EncodeReport(const StoredReport& report);

v1::Section EncodeSection(const Section& section);

// Counts by kind, those of zero left out.
google::protobuf::RepeatedPtrField<v1::NodeCount> EncodeCounts(
    const std::map<NodeKind, size_t>& counts);
google::protobuf::RepeatedPtrField<v1::EdgeCount> EncodeCounts(
    const std::map<EdgeKind, size_t>& counts);

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_ENCODE_ANSWER_H_
