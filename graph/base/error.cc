#include "graph/base/error.h"

#include <sstream>
#include <string>
#include <utility>

#include "absl/strings/cord.h"

namespace policygraph {
namespace {

constexpr char kPayloadType[] = "policygraph/error-info";

struct ReasonRow {
  std::string_view name;
  absl::StatusCode code;
};

// By number of the reason.
constexpr ReasonRow kReasons[] = {
    {"UNSPECIFIED", absl::StatusCode::kUnknown},
    {"INVALID_FIELD", absl::StatusCode::kInvalidArgument},
    {"INVALID_PAGE_TOKEN", absl::StatusCode::kInvalidArgument},
    {"NODE_NOT_FOUND", absl::StatusCode::kNotFound},
    {"REPORT_NOT_FOUND", absl::StatusCode::kNotFound},
    {"AMBIGUOUS_NAME", absl::StatusCode::kFailedPrecondition},
    {"REVISION_NOT_REACHED", absl::StatusCode::kOutOfRange},
    {"REVISION_NOT_RETAINED", absl::StatusCode::kFailedPrecondition},
    {"EMPTY_TEXT", absl::StatusCode::kInvalidArgument},
    {"BINARY_CONTENT", absl::StatusCode::kInvalidArgument},
    {"INVALID_ENCODING", absl::StatusCode::kInvalidArgument},
    {"TEXT_TOO_LARGE", absl::StatusCode::kInvalidArgument},
    {"NOT_A_REPORT", absl::StatusCode::kInvalidArgument},
    {"PLACE_UNKNOWN", absl::StatusCode::kInvalidArgument},
    {"YEAR_UNKNOWN", absl::StatusCode::kInvalidArgument},
    {"REQUEST_ID_REUSED", absl::StatusCode::kAlreadyExists},
    {"CONCURRENT_CHANGE", absl::StatusCode::kAborted},
    {"STORE_FAILURE", absl::StatusCode::kInternal},
    {"LIMIT_EXCEEDED", absl::StatusCode::kResourceExhausted},
    {"UNREADABLE_FILE", absl::StatusCode::kInvalidArgument},
    {"READER_MISSING", absl::StatusCode::kFailedPrecondition},
    {"EDGE_NOT_FOUND", absl::StatusCode::kNotFound},
    {"JUDGEMENT_NOT_FOUND", absl::StatusCode::kNotFound},
    {"JUDGEMENT_CONFLICT", absl::StatusCode::kFailedPrecondition},
};

}  // namespace

absl::Status MakeError(ErrorReason reason, std::string_view message,
                       std::map<std::string, std::string> metadata) {
  absl::Status status(kReasons[static_cast<int>(reason)].code, std::string(message));
  // Each field ends with NUL, which neither names nor values hold: number, then key and value in
  // turn.
  std::string payload = std::to_string(static_cast<int>(reason)).append(1, '\0');
  for (auto& [key, value] : metadata) {
    payload.append(key).append(1, '\0').append(value).append(1, '\0');
  }
  status.SetPayload(kPayloadType, absl::Cord(std::move(payload)));
  return status;
}

std::optional<ErrorInfo> GetErrorInfo(const absl::Status& status) {
  const absl::optional<absl::Cord> payload = status.GetPayload(kPayloadType);
  if (!payload.has_value()) return std::nullopt;
  std::istringstream fields{std::string(*payload)};
  std::string number, key, value;
  std::getline(fields, number, '\0');
  ErrorInfo info{static_cast<ErrorReason>(std::stoi(number)), {}};
  while (std::getline(fields, key, '\0') && std::getline(fields, value, '\0')) {
    info.metadata[key] = value;
  }
  return info;
}

std::string_view ErrorReasonName(ErrorReason reason) {
  return kReasons[static_cast<int>(reason)].name;
}

}  // namespace policygraph
