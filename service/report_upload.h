#ifndef POLICYGRAPH_SERVICE_REPORT_UPLOAD_H_
#define POLICYGRAPH_SERVICE_REPORT_UPLOAD_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "policygraph/v1/report_service.pb.h"
#include "service/load_report.h"

namespace policygraph::service {

inline constexpr size_t kMaxChunkBytes = 1 << 20;

// Puts the messages of one LoadReport call together and checks them as they come, so that an upload
// that breaks the rules ends at its first bad message. Not synchronised.
class ReportUpload {
 public:
  // Takes the next message. INVALID_ARGUMENT (INVALID_FIELD, TEXT_TOO_LARGE); take no more then.
  absl::Status Add(const v1::LoadReportRequest& message);

  // The whole upload, once every message is in. INVALID_ARGUMENT (INVALID_FIELD) when there was
  // none.
  absl::StatusOr<LoadRequest> Finish() &&;

 private:
  absl::Status AddChunk(const std::string& chunk);

  bool has_options_ = false;
  LoadRequest request_;
};

// OK for a name that a report may have; INVALID_ARGUMENT (INVALID_FIELD) naming `field`.
absl::Status CheckReportName(std::string_view field, std::string_view name);

// Bounds of what LoadReport and RetractReport put into the commit log.
absl::Status CheckRequestId(std::string_view field, std::string_view request_id);
absl::Status CheckAuthor(std::string_view field, std::string_view author);

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_REPORT_UPLOAD_H_
