#include "service/load_reactor.h"

#include <string>
#include <utility>

#include "graph/base/status_macros.h"
#include "service/encode_answer.h"
#include "service/load_report.h"

namespace policygraph::service {
namespace {

v1::LoadEffect EncodeEffect(WriteEffect effect) {
  switch (effect) {
    case WriteEffect::kCreated:
      return v1::LOAD_EFFECT_CREATED;
    case WriteEffect::kReplaced:
      return v1::LOAD_EFFECT_REPLACED;
    case WriteEffect::kUnchanged:
      return v1::LOAD_EFFECT_UNCHANGED;
    case WriteEffect::kValidated:
      return v1::LOAD_EFFECT_VALIDATED;
  }
  return v1::LOAD_EFFECT_UNSPECIFIED;
}

}  // namespace

LoadReactor::LoadReactor(Backend backend, grpc::CallbackServerContext& context,
                         v1::LoadReportResponse* response)
    : backend_(backend),
      call_(backend_.calls, backend_.calls.loads, context, "LoadReport"),
      response_(response) {
  if (call_.admission().ok()) {
    StartRead(&message_);
  } else {
    End(call_.admission().status());
  }
}

void LoadReactor::OnReadDone(bool ok) {
  if (!ok) {
    // The upload is whole, or it broke off. gRPC may tell which only a moment later, so LoadReport
    // asks once more, when the text is read and before it is committed.
    call_.Run([this](const Caller& caller) { return Load(caller); },
              [this](const absl::Status& status) { End(status); });
  } else if (const absl::Status status = upload_.Add(message_); !status.ok()) {
    End(status);
  } else {
    StartRead(&message_);
  }
}

absl::StatusOr<Revision> LoadReactor::Load(const Caller& caller) {
  ASSIGN_OR_RETURN(const LoadRequest request, std::move(upload_).Finish());
  ASSIGN_OR_RETURN(LoadAnswer answer, LoadReport(backend_.store, backend_.rules, request, caller));
  // So that whoever has this answer reads the report from now on.
  backend_.states.Acknowledge(answer.revision);

  *response_->mutable_report() = EncodeReport(answer.report);
  response_->set_effect(EncodeEffect(answer.effect));
  *response_->mutable_nodes() = EncodeCounts(answer.nodes);
  *response_->mutable_edges() = EncodeCounts(answer.edges);
  for (std::string& warning : answer.warnings) response_->add_warnings(std::move(warning));
  response_->set_revision(answer.revision.number);
  return answer.revision;
}

}  // namespace policygraph::service
