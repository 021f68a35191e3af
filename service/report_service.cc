#include "service/report_service.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "graph/base/status_macros.h"
#include "graph/curation/retraction.h"
#include "graph/store/report_writer.h"
#include "service/decode_request.h"
#include "service/encode_answer.h"
#include "service/load_reactor.h"
#include "service/paging.h"
#include "service/read_nodes.h"
#include "service/read_reports.h"
#include "service/report_fields.h"
#include "service/report_upload.h"

namespace policygraph::service {
namespace {

constexpr PageLimits kReportPages{100, 1000};

v1::Statement EncodeStatement(const MergedNode& merged) {
  const auto& details = std::get<StatementDetails>(merged.node.details);
  v1::Statement message;
  message.set_index(static_cast<int32_t>(details.index));
  message.set_node(merged.node.id.ToHex());
  message.set_text(std::string(ShownName(merged)));
  message.set_part(static_cast<v1::ReportPart>(details.part));
  for (const std::string& heading : details.headings) message.add_headings(heading);
  message.set_start(static_cast<int32_t>(details.span.start));
  message.set_end(static_cast<int32_t>(details.span.end));
  return message;
}

absl::Status CheckRetract(const v1::RetractReportRequest& request) {
  RETURN_IF_ERROR(CheckReportName("report", request.report()));
  RETURN_IF_ERROR(CheckRequestId("request_id", request.request_id()));
  return CheckAuthor("author", request.author());
}

}  // namespace

grpc::ServerReadReactor<v1::LoadReportRequest>* ReportService::LoadReport(
    grpc::CallbackServerContext* context, v1::LoadReportResponse* response) {
  return new LoadReactor(backend_, *context, response);
}

grpc::ServerUnaryReactor* ReportService::GetReport(grpc::CallbackServerContext* context,
                                                   const v1::GetReportRequest* request,
                                                   v1::GetReportResponse* response) {
  return RunUnary(backend_.calls, backend_.calls.reads, context, "GetReport",
                  [this, request, response](const Caller&) -> absl::StatusOr<Revision> {
                    if (request->report().empty())
                      return InvalidField("report", "missing; name the report");
                    ASSIGN_OR_RETURN(
                        const std::shared_ptr<const GraphState> state,
                        backend_.states.Get(DecodeConsistency(request->consistency())));
                    ASSIGN_OR_RETURN(StoredReport stored, FindReport(*state, request->report()));
                    *response->mutable_report() = EncodeReport(stored);
                    if (request->include_statements()) {
                      ASSIGN_OR_RETURN(const std::vector<MergedNode> statements,
                                       ReadStatements(*state, stored.report.id()));
                      for (const MergedNode& statement : statements) {
                        *response->add_statements() = EncodeStatement(statement);
                      }
                    }
                    if (request->include_sections()) {
                      for (const Section& section : stored.report.sections) {
                        *response->add_sections() = EncodeSection(section);
                      }
                    }
                    if (request->include_text()) response->set_text(std::move(stored.report.text));
                    response->set_read_revision(state->revision().number);
                    return state->revision();
                  });
}

grpc::ServerUnaryReactor* ReportService::ListReports(grpc::CallbackServerContext* context,
                                                     const v1::ListReportsRequest* request,
                                                     v1::ListReportsResponse* response) {
  return RunUnary(
      backend_.calls, backend_.calls.reads, context, "ListReports",
      [this, request, response](const Caller&) -> absl::StatusOr<Revision> {
        ASSIGN_OR_RETURN(const Paging paging, Paging::Of(*request, kReportPages));
        if (request->year() < 0) return InvalidField("year", "negative; leave it out for any year");
        ASSIGN_OR_RETURN(
            const ReportSelection selection,
            ReportSelection::Of(ReportFields(), request->filter(), request->order_by()));
        ASSIGN_OR_RETURN(const std::shared_ptr<const GraphState> state,
                         backend_.states.Get(paging.At(request->consistency())));
        ASSIGN_OR_RETURN(const std::vector<StoredReport> listed,
                         service::ListReports(*state, {request->place(), request->year()}));
        std::vector<const StoredReport*> pointers;
        for (const StoredReport& report : listed) pointers.push_back(&report);
        const std::vector<const StoredReport*> reports = selection.Select(std::move(pointers));
        MessageBudget budget(kPageBytes);
        for (size_t i = paging.offset(); i < std::min(reports.size(), paging.end()); ++i) {
          v1::Report report = EncodeReport(*reports[i]);
          if (!budget.Spend(report)) break;
          *response->add_reports() = std::move(report);
        }
        response->set_next_page_token(
            paging.TokenAfter(response->reports_size(), reports.size(), state->revision()));
        response->set_read_revision(state->revision().number);
        return state->revision();
      });
}

grpc::ServerUnaryReactor* ReportService::RetractReport(grpc::CallbackServerContext* context,
                                                       const v1::RetractReportRequest* request,
                                                       v1::RetractReportResponse* response) {
  return RunUnary(backend_.calls, backend_.calls.loads, context, "RetractReport",
                  [this, request, response](const Caller&) -> absl::StatusOr<Revision> {
                    RETURN_IF_ERROR(CheckRetract(*request));
                    ASSIGN_OR_RETURN(
                        const RetractOutcome outcome,
                        policygraph::RetractReport(
                            backend_.store, request->report(),
                            {request->request_id(), request->author(), request->validate_only()}));
                    // So that whoever has this answer no longer reads the report.
                    backend_.states.Acknowledge(outcome.revision);
                    if (outcome.before != nullptr) {
                      ASSIGN_OR_RETURN(const RetractionCounts gone,
                                       CountRetracted(outcome.before,
                                                      ReportId::Of(request->report())));
                      *response->mutable_removed_nodes() = EncodeCounts(gone.nodes);
                      *response->mutable_removed_edges() = EncodeCounts(gone.edges);
                    }
                    response->set_revision(outcome.revision.number);
                    return outcome.revision;
                  });
}

}  // namespace policygraph::service
