#ifndef POLICYGRAPH_SERVICE_DECODE_REQUEST_H_
#define POLICYGRAPH_SERVICE_DECODE_REQUEST_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/protobuf/repeated_field.h"
#include "graph/model/ids.h"
#include "graph/model/vocabulary.h"
#include "graph/state/state_cache.h"
#include "policygraph/v1/graph.pb.h"
#include "policygraph/v1/revision.pb.h"
#include "service/encode_answer.h"

namespace policygraph::service {

// Fields of requests as domain values, checked against the bounds of the proto comments. Each fails
// with INVALID_ARGUMENT (INVALID_FIELD) that names `field`.

// The error for a field that is missing or out of bounds; `problem` goes on after its name.
absl::Status InvalidField(std::string_view field, std::string_view problem);

// A number of things to bring: `default_value` for 0, else 1 to `maximum`.
absl::StatusOr<size_t> DecodeLimit(std::string_view field, int32_t value, int32_t default_value,
                                   int32_t maximum);

absl::StatusOr<NodeId> DecodeNodeId(std::string_view field, std::string_view hex);

// The kinds asked for; empty for any. An element that is UNSPECIFIED means any as well.
absl::StatusOr<std::vector<NodeKind>> DecodeNodeKinds(
    std::string_view field, const google::protobuf::RepeatedField<int>& kinds);
absl::StatusOr<std::vector<EdgeKind>> DecodeEdgeKinds(
    std::string_view field, const google::protobuf::RepeatedField<int>& kinds);

// The least confidence asked for, from 0 to 1; rounded up to hundredths.
absl::StatusOr<Confidence> DecodeMinConfidence(double value);

absl::StatusOr<Detail> DecodeView(v1::View view, Detail default_value);

// Cannot fail: whether the revision can be read is up to the graph.
ReadAt DecodeConsistency(const v1::Consistency& consistency);

// OK when the text is at most that many bytes.
absl::Status CheckLength(std::string_view field, std::string_view text, size_t max_bytes);

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_DECODE_REQUEST_H_
