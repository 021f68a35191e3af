#include "service/cli/failure.h"

#include <sstream>
#include <utility>

#include "absl/strings/cord.h"
#include "graph/base/error.h"
#include "service/cli/styled_text.h"

namespace policygraph::cli {
namespace {

constexpr char kUsagePayload[] = "policygraph/usage";

}  // namespace

absl::Status UsageError(std::string message) {
  absl::Status status = absl::InvalidArgumentError(std::move(message));
  status.SetPayload(kUsagePayload, absl::Cord());
  return status;
}

ExitCode ExitCodeOf(const absl::Status& failure) {
  if (failure.ok()) return ExitCode::kOk;
  if (failure.GetPayload(kUsagePayload).has_value()) return ExitCode::kUsage;
  switch (failure.code()) {
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
      return ExitCode::kUnavailable;
    default:
      return ExitCode::kFailed;
  }
}

std::string FailureText(const absl::Status& failure, bool color) {
  // Lines of the message stay lines: node_choice lists candidates that way.
  std::istringstream lines{std::string(failure.message())};
  std::string text = StyledText("policygraph: ", Style::kError).Render(color);
  std::string line;
  for (bool first = true; std::getline(lines, line); first = false) {
    text += (first ? "" : "  ") + StyledText(line).Render(color) + '\n';
  }
  if (failure.message().empty()) text += "failed without a message\n";

  const std::optional<ErrorInfo> info = GetErrorInfo(failure);
  if (!info.has_value() || info->reason != ErrorReason::kAmbiguousName) return text;
  const auto candidates = info->metadata.find("candidates");
  if (candidates == info->metadata.end()) return text;
  std::istringstream ids(candidates->second);
  std::string id;
  while (std::getline(ids, id, ',')) {
    const std::string message(failure.message());
    if (message.find(id) == std::string::npos) text += "  " + StyledText(id).Render(color) + '\n';
  }
  return text;
}

}  // namespace policygraph::cli
