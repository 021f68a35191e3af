#ifndef POLICYGRAPH_SERVICE_REPORT_SERVICE_H_
#define POLICYGRAPH_SERVICE_REPORT_SERVICE_H_

#include "policygraph/v1/report_service.grpc.pb.h"
#include "service/backend.h"

namespace policygraph::service {

// The gRPC class of v1.ReportService: each method decodes, calls its use case and encodes.
class ReportService final : public v1::ReportService::CallbackService {
 public:
  explicit ReportService(Backend backend) : backend_(backend) {}

  grpc::ServerReadReactor<v1::LoadReportRequest>* LoadReport(
      grpc::CallbackServerContext* context, v1::LoadReportResponse* response) override;
  grpc::ServerUnaryReactor* GetReport(grpc::CallbackServerContext* context,
                                      const v1::GetReportRequest* request,
                                      v1::GetReportResponse* response) override;
  grpc::ServerUnaryReactor* ListReports(grpc::CallbackServerContext* context,
                                        const v1::ListReportsRequest* request,
                                        v1::ListReportsResponse* response) override;
  grpc::ServerUnaryReactor* RetractReport(grpc::CallbackServerContext* context,
                                          const v1::RetractReportRequest* request,
                                          v1::RetractReportResponse* response) override;

 private:
  const Backend backend_;
};

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_REPORT_SERVICE_H_
