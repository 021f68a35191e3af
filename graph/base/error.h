#ifndef POLICYGRAPH_GRAPH_BASE_ERROR_H_
#define POLICYGRAPH_GRAPH_BASE_ERROR_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace policygraph {

// Why a call failed, for programs: the values of ErrorReason in policygraph/v1/error_reason.proto,
// where each has its status code and an example (error_test checks that both agree).
enum class ErrorReason {
  kUnspecified = 0,
  kInvalidField = 1,
  kInvalidPageToken = 2,
  kNodeNotFound = 3,
  kReportNotFound = 4,
  kAmbiguousName = 5,
  kRevisionNotReached = 6,
  kRevisionNotRetained = 7,
  kEmptyText = 8,
  kBinaryContent = 9,
  kInvalidEncoding = 10,
  kTextTooLarge = 11,
  kNotAReport = 12,
  kPlaceUnknown = 13,
  kYearUnknown = 14,
  kRequestIdReused = 15,
  kConcurrentChange = 16,
  kStoreFailure = 17,
  kLimitExceeded = 18,
  kUnreadableFile = 19,
  kReaderMissing = 20,
  kEdgeNotFound = 21,
  kJudgementNotFound = 22,
  kJudgementConflict = 23,
};

// What an error tells a program besides its message.
struct ErrorInfo {
  ErrorReason reason = ErrorReason::kUnspecified;
  std::map<std::string, std::string> metadata;  // the thing at fault, by name

  friend bool operator==(const ErrorInfo&, const ErrorInfo&) = default;
};

// A status of the reason's code, with a message for people that names the thing and the remedy.
absl::Status MakeError(ErrorReason reason, std::string_view message,
                       std::map<std::string, std::string> metadata = {});

// The info that MakeError attached; nothing for a status made otherwise.
std::optional<ErrorInfo> GetErrorInfo(const absl::Status& status);

// Name of the reason as the proto has it without prefix (REPORT_NOT_FOUND); valid forever.
std::string_view ErrorReasonName(ErrorReason reason);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_BASE_ERROR_H_
