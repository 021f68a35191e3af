#include "service/report_upload.h"

#include <string>
#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "loader/formats/read_text.h"
#include "service/decode_request.h"
#include "unicode/uchar.h"
#include "unicode/utf8.h"

namespace policygraph::service {
namespace {

constexpr size_t kMaxNameBytes = 200;
constexpr size_t kMaxAuthorBytes = 200;
constexpr size_t kMaxRequestIdBytes = 64;
constexpr int32_t kFirstYear = 1949;
constexpr int32_t kLastYear = 2100;

// Letters with the marks that some scripts write on them, and digits.
bool IsNameCharacter(UChar32 character) {
  constexpr uint32_t kLettersAndDigits = U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK;
  return (U_GET_GC_MASK(character) & kLettersAndDigits) != 0 || character == '-' ||
         character == '_' || character == '.';
}

absl::Status CheckOptions(const v1::LoadOptions& options) {
  RETURN_IF_ERROR(CheckReportName("options.report", options.report()));
  if (options.year() != 0 && (options.year() < kFirstYear || options.year() > kLastYear)) {
    return InvalidField("options.year", fmt::format("{} is not from {} to {}; leave it out to read "
                                                    "the year in the text",
                                                    options.year(), kFirstYear, kLastYear));
  }
  RETURN_IF_ERROR(CheckRequestId("options.request_id", options.request_id()));
  return CheckAuthor("options.author", options.author());
}

}  // namespace

absl::Status ReportUpload::Add(const v1::LoadReportRequest& message) {
  switch (message.content_case()) {
    case v1::LoadReportRequest::kOptions: {
      if (has_options_)
        return InvalidField("options", "given twice; only the first message has them");
      const v1::LoadOptions& options = message.options();
      RETURN_IF_ERROR(CheckOptions(options));
      request_ = {options.report(),        options.place(),  options.year(),  options.request_id(),
                  options.validate_only(), options.author(), options.force(), ""};
      has_options_ = true;
      return absl::OkStatus();
    }
    case v1::LoadReportRequest::kChunk:
      return AddChunk(message.chunk());
    default:
      return InvalidField("content", "the message has neither options nor a chunk");
  }
}

absl::Status ReportUpload::AddChunk(const std::string& chunk) {
  if (!has_options_) return InvalidField("options", "missing; send them before the first chunk");
  if (chunk.size() > kMaxChunkBytes) {
    return InvalidField(
        "chunk", fmt::format("{} bytes are above the maximum of {}; send more chunks", chunk.size(),
                             kMaxChunkBytes));
  }
  const size_t bytes = request_.text.size() + chunk.size();
  if (bytes > loader::kMaxFileBytes) {
    return MakeError(
        ErrorReason::kTextTooLarge,
        fmt::format("{}: {} bytes or more are above the limit of {}; load one report at a time",
                    request_.report, bytes, loader::kMaxFileBytes),
        {{"bytes", std::to_string(bytes)}, {"limit", std::to_string(loader::kMaxFileBytes)}});
  }
  request_.text += chunk;
  return absl::OkStatus();
}

absl::StatusOr<LoadRequest> ReportUpload::Finish() && {
  if (!has_options_) return InvalidField("options", "missing; the first message must have them");
  return std::move(request_);
}

absl::Status CheckReportName(std::string_view field, std::string_view name) {
  if (name.empty()) return InvalidField(field, "missing; name the report (deyang-2024)");
  RETURN_IF_ERROR(CheckLength(field, name, kMaxNameBytes));
  const auto length = static_cast<int32_t>(name.size());
  for (int32_t i = 0; i < length;) {
    const int32_t begin = i;
    UChar32 character;
    U8_NEXT(name.data(), i, length, character);
    if (character < 0 || !IsNameCharacter(character)) {
      return InvalidField(field, fmt::format("'{}' cannot stand in a name; use letters, digits, "
                                             "'-', '_' and '.'",
                                             name.substr(begin, i - begin)));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckRequestId(std::string_view field, std::string_view request_id) {
  return CheckLength(field, request_id, kMaxRequestIdBytes);
}

absl::Status CheckAuthor(std::string_view field, std::string_view author) {
  return CheckLength(field, author, kMaxAuthorBytes);
}

}  // namespace policygraph::service
