// What clients send beside reports: page tokens, a line of a file of judgements, a pattern to
// match, what to trace, the number of a confidence. Each is taken or refused with a reason.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "graph/base/error.h"
#include "policygraph/v1/curation_service.pb.h"
#include "service/cli/json.h"
#include "service/cli/pattern_text.h"
#include "service/curation_codec.h"
#include "service/decode_request.h"
#include "service/page_token.h"
#include "service/paging.h"
#include "service/pattern_codec.h"
#include "service/report_upload.h"
#include "service/trace_codec.h"

namespace policygraph::service {
namespace {

void ExpectReason(const absl::Status& status) {
  if (!status.ok() && !GetErrorInfo(status)) std::abort();
}

void ReadToken(std::string_view bytes) {
  const auto token = DecodePageToken(bytes, "request", "page_token");
  ExpectReason(token.status());
  if (token.ok() && EncodePageToken(*token, "request") != bytes) std::abort();
}

void ReadJudgement(std::string_view bytes) {
  v1::Judgement judgement;
  if (!cli::FromJson(bytes, judgement).ok()) return;
  v1::CreateJudgementRequest request;
  *request.mutable_action() = judgement.action();
  request.set_author(judgement.author());
  request.set_reason(judgement.reason());
  if (judgement.has_time()) *request.mutable_time() = judgement.time();
  const auto decoded = DecodeJudgementRequest(request);
  ExpectReason(decoded.status());
}

void ReadPattern(std::string_view bytes) {
  const auto pattern = cli::ParsePattern(bytes);
  if (!pattern.ok()) return;
  v1::MatchPatternRequest request;
  *request.mutable_pattern() = *pattern;
  ExpectReason(DecodePattern(request).status());
}

template <typename Request, typename Decode>
void ReadTraced(std::string_view bytes, const PageLimits& pages, const Decode& decode) {
  Request request;
  if (!request.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return;
  const auto paging = Paging::Of(request, pages);
  ExpectReason(paging.status());
  if (paging.ok()) ExpectReason(decode(request, *paging).status());
}

void ReadConfidence(std::string_view bytes) {
  double value = 0;
  if (bytes.size() < sizeof(value)) return;
  std::memcpy(&value, bytes.data(), sizeof(value));
  const auto confidence = DecodeMinConfidence(value);
  ExpectReason(confidence.status());
  if (confidence.ok() && *confidence > kCertain) std::abort();
}

}  // namespace
}  // namespace policygraph::service

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace policygraph::service;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  ReadToken(bytes);
  ReadJudgement(bytes);
  ReadPattern(bytes);
  ReadTraced<policygraph::v1::TraceStrategyRequest>(bytes, kTracePages, DecodeTraceRequest);
  ReadTraced<policygraph::v1::TraceOriginsRequest>(bytes, kOriginPages, DecodeOriginsRequest);
  ReadConfidence(bytes);
  ExpectReason(CheckReportName("report", bytes));
  ExpectReason(DecodeNodeId("node", bytes).status());
  return 0;
}
