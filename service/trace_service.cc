#include "service/trace_service.h"

#include <memory>

#include "graph/base/status_macros.h"
#include "graph/trace/read_origins.h"
#include "graph/trace/read_trace.h"
#include "service/paging.h"
#include "service/trace_codec.h"

namespace policygraph::service {

grpc::ServerUnaryReactor* TraceService::TraceStrategy(grpc::CallbackServerContext* context,
                                                      const v1::TraceStrategyRequest* request,
                                                      v1::TraceStrategyResponse* response) {
  return RunUnary(
      backend_.calls, backend_.calls.reads, context, "TraceStrategy",
      [this, request, response](const Caller& caller) -> absl::StatusOr<Revision> {
        ASSIGN_OR_RETURN(const Paging paging, Paging::Of(*request, kTracePages));
        ASSIGN_OR_RETURN(const TraceRequest trace, DecodeTraceRequest(*request, paging));
        ASSIGN_OR_RETURN(const std::shared_ptr<const GraphState> state,
                         backend_.states.Get(paging.At(request->consistency())));
        ASSIGN_OR_RETURN(const TraceAnswer answer, ReadTrace(*state, trace));
        RETURN_IF_ERROR(caller.StillWaits());
        *response = EncodeTrace(answer, state->view());
        response->set_next_page_token(
            paging.TokenAfter(response->projects_size(), answer.total_projects, state->revision()));
        response->set_read_revision(state->revision().number);
        return state->revision();
      });
}

grpc::ServerUnaryReactor* TraceService::TraceOrigins(grpc::CallbackServerContext* context,
                                                     const v1::TraceOriginsRequest* request,
                                                     v1::TraceOriginsResponse* response) {
  return RunUnary(
      backend_.calls, backend_.calls.reads, context, "TraceOrigins",
      [this, request, response](const Caller& caller) -> absl::StatusOr<Revision> {
        ASSIGN_OR_RETURN(const Paging paging, Paging::Of(*request, kOriginPages));
        ASSIGN_OR_RETURN(const OriginsRequest origins, DecodeOriginsRequest(*request, paging));
        ASSIGN_OR_RETURN(const std::shared_ptr<const GraphState> state,
                         backend_.states.Get(paging.At(request->consistency())));
        ASSIGN_OR_RETURN(const OriginsAnswer answer, ReadOrigins(*state, origins, [&caller] { return caller.StillWaits(); }));
        RETURN_IF_ERROR(caller.StillWaits());
        *response = EncodeOrigins(answer, state->view());
        response->set_next_page_token(
            paging.TokenAfter(response->origins_size(), answer.total_origins, state->revision()));
        response->set_read_revision(state->revision().number);
        return state->revision();
      });
}

}  // namespace policygraph::service
