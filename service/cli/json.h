#ifndef POLICYGRAPH_SERVICE_CLI_JSON_H_
#define POLICYGRAPH_SERVICE_CLI_JSON_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "google/protobuf/message.h"

namespace policygraph::cli {

// The message in protobuf's JSON form on one line, without its end. Fields that are not set are
// written too, so that a script finds the same fields in every answer.
std::string ToJson(const google::protobuf::Message& message);

// Reads a message in protobuf's JSON form. INVALID_ARGUMENT saying what is wrong with it.
absl::Status FromJson(std::string_view json, google::protobuf::Message& message);

// {"error": {"code", "message", "reason", "metadata"}} of a failure, on one line.
std::string ErrorJson(const absl::Status& status);

// Prints an answer on standard output as one line of JSON.
void PrintJson(const google::protobuf::Message& message);

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_JSON_H_
