#ifndef POLICYGRAPH_SERVICE_LOAD_REACTOR_H_
#define POLICYGRAPH_SERVICE_LOAD_REACTOR_H_

#include "absl/status/statusor.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"
#include "policygraph/v1/report_service.pb.h"
#include "service/backend.h"
#include "service/call.h"
#include "service/report_upload.h"

namespace policygraph::service {

// One LoadReport call. Takes the upload message by message and loads it on a thread of the lane
// once it is whole; a bad message or a caller who leaves ends it before that. Owns itself from
// construction to OnDone.
class LoadReactor final : public grpc::ServerReadReactor<v1::LoadReportRequest> {
 public:
  // `response` is gRPC's, which keeps it until OnDone.
  LoadReactor(Backend backend, grpc::CallbackServerContext& context,
              v1::LoadReportResponse* response);

  void OnReadDone(bool ok) override;
  void OnDone() override { delete this; }

 private:
  absl::StatusOr<Revision> Load(const Caller& caller);
  void End(const absl::Status& status) { Finish(call_.End(status)); }

  const Backend backend_;
  Call call_;
  v1::LoadReportRequest message_;
  ReportUpload upload_;
  v1::LoadReportResponse* const response_;
};

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_LOAD_REACTOR_H_
