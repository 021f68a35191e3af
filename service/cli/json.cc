#include "service/cli/json.h"

#include <fmt/format.h>
#include <google/protobuf/util/json_util.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>

#include "graph/base/error.h"

namespace policygraph::cli {

std::string ToJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.always_print_primitive_fields = true;
  std::string json;
  // Fails only for an Any of an unknown type; no message of the API holds one.
  static_cast<void>(google::protobuf::util::MessageToJsonString(message, &json, options));
  return json;
}

absl::Status FromJson(std::string_view json, google::protobuf::Message& message) {
  const auto status = google::protobuf::util::JsonStringToMessage(
      google::protobuf::StringPiece(json.data(), json.size()), &message);
  if (status.ok()) return absl::OkStatus();
  return absl::InvalidArgumentError(std::string(status.message()));
}

std::string ErrorJson(const absl::Status& status) {
  nlohmann::ordered_json error = {{"code", absl::StatusCodeToString(status.code())},
                                  {"message", std::string(status.message())}};
  if (const std::optional<ErrorInfo> info = GetErrorInfo(status)) {
    error["reason"] = ErrorReasonName(info->reason);
    error["metadata"] = info->metadata;
  }
  return nlohmann::ordered_json{{"error", error}}.dump(
      -1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void PrintJson(const google::protobuf::Message& message) { fmt::print("{}\n", ToJson(message)); }

}  // namespace policygraph::cli
