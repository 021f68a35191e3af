#include "service/decode_request.h"

#include <cmath>
#include <optional>
#include <string>

#include "fmt/format.h"
#include "graph/base/error.h"

namespace policygraph::service {
namespace {

template <typename Kind>
absl::StatusOr<std::vector<Kind>> DecodeKinds(std::string_view field,
                                              const google::protobuf::RepeatedField<int>& numbers,
                                              std::optional<Kind> (*from_number)(int)) {
  std::vector<Kind> kinds;
  bool any = false;
  for (int number : numbers) {
    const std::optional<Kind> kind = from_number(number);
    if (kind.has_value()) {
      kinds.push_back(*kind);
    } else if (number == 0) {
      any = true;
    } else {
      return InvalidField(field, fmt::format("{} is no kind of this server's vocabulary", number));
    }
  }
  if (any) kinds.clear();
  return kinds;
}

}  // namespace

absl::Status InvalidField(std::string_view field, std::string_view problem) {
  return MakeError(ErrorReason::kInvalidField, fmt::format("{}: {}", field, problem),
                   {{"field", std::string(field)}});
}

absl::StatusOr<size_t> DecodeLimit(std::string_view field, int32_t value, int32_t default_value,
                                   int32_t maximum) {
  if (value < 0) {
    return InvalidField(
        field, fmt::format("{} is negative; pass 1 to {}, or 0 for the default of {}", value,
                           maximum, default_value));
  }
  if (value > maximum) {
    return InvalidField(field, fmt::format("{} is above the maximum of {}", value, maximum));
  }
  return static_cast<size_t>(value == 0 ? default_value : value);
}

absl::StatusOr<NodeId> DecodeNodeId(std::string_view field, std::string_view hex) {
  const absl::StatusOr<NodeId> id = NodeId::FromHex(hex);
  if (id.ok()) return *id;
  // A long value is not repeated in full: a message has to stay readable.
  return InvalidField(field, fmt::format("'{:.40}' is not an id; ids are 32 hex digits", hex));
}

absl::StatusOr<std::vector<NodeKind>> DecodeNodeKinds(
    std::string_view field, const google::protobuf::RepeatedField<int>& kinds) {
  return DecodeKinds<NodeKind>(field, kinds, NodeKindFromNumber);
}

absl::StatusOr<std::vector<EdgeKind>> DecodeEdgeKinds(
    std::string_view field, const google::protobuf::RepeatedField<int>& kinds) {
  return DecodeKinds<EdgeKind>(field, kinds, EdgeKindFromNumber);
}

absl::StatusOr<Confidence> DecodeMinConfidence(double value) {
  if (!(value >= 0 && value <= 1)) {
    return InvalidField("min_confidence", fmt::format("{} is not from 0 to 1", value));
  }
  // What a double cannot say exactly, as 0.07, must not be rounded up to the next hundredth.
  constexpr double kSlack = 1e-9;
  return static_cast<Confidence>(std::ceil(value * kCertain - kSlack));
}

absl::StatusOr<Detail> DecodeView(v1::View view, Detail default_value) {
  switch (view) {
    case v1::VIEW_UNSPECIFIED:
      return default_value;
    case v1::VIEW_BASIC:
      return Detail::kBasic;
    case v1::VIEW_FULL:
      return Detail::kFull;
    default:
      return InvalidField("view", fmt::format("{} is none of BASIC and FULL", int{view}));
  }
}

ReadAt DecodeConsistency(const v1::Consistency& consistency) {
  switch (consistency.requirement_case()) {
    case v1::Consistency::kAtLeast:
      return ReadAt::AtLeast(Revision{consistency.at_least()});
    case v1::Consistency::kExactly:
      return ReadAt::Exactly(Revision{consistency.exactly()});
    default:
      return ReadAt::Newest();
  }
}

absl::Status CheckLength(std::string_view field, std::string_view text, size_t max_bytes) {
  if (text.size() <= max_bytes) return absl::OkStatus();
  return InvalidField(field,
                      fmt::format("{} bytes are above the maximum of {}", text.size(), max_bytes));
}

}  // namespace policygraph::service
