#include "service/status_mapping.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace policygraph::service {
namespace {

// An error travels in headers, of which clients accept 8 KiB: the message twice (once with three
// bytes for each that is not ASCII), the metadata once, all that in Base64.
constexpr size_t kMaxTextBytes = 800;

// A text that may repeat what the caller sent, cut to a length that headers have room for: between
// the elements of a list, or else between characters.
std::string Shortened(std::string_view text) {
  if (text.size() <= kMaxTextBytes) return std::string(text);
  constexpr size_t kLongestElement = 64;
  size_t end = kMaxTextBytes;
  const size_t comma = text.rfind(',', end);
  if (comma != std::string_view::npos && comma + kLongestElement > end) {
    end = comma + 1;
  } else {
    while ((text[end] & 0xC0) == 0x80) --end;
  }
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace

ErrorInfo ToldErrorInfo(const absl::Status& status) {
  if (std::optional<ErrorInfo> info = GetErrorInfo(status)) return *std::move(info);
  if (absl::IsDataLoss(status) || absl::IsUnavailable(status)) {
    return {ErrorReason::kStoreFailure, {}};
  }
  return {};
}

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const ErrorInfo info = ToldErrorInfo(status);

  google::rpc::ErrorInfo detail;
  detail.set_domain(kErrorDomain);
  detail.set_reason(std::string(ErrorReasonName(info.reason)));
  for (const auto& [key, value] : info.metadata) {
    (*detail.mutable_metadata())[key] = Shortened(value);
  }

  const std::string message = Shortened({status.message().data(), status.message().size()});
  google::rpc::Status details;
  details.set_code(static_cast<int>(status.code()));
  details.set_message(message);
  details.add_details()->PackFrom(detail);
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), message,
                      details.SerializeAsString());
}

}  // namespace policygraph::service
