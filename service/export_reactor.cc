#include "service/export_reactor.h"

#include <memory>
#include <utility>

#include "graph/base/status_macros.h"
#include "service/decode_request.h"
#include "service/page_token.h"
#include "service/paging.h"

namespace policygraph::service {
namespace {

constexpr char kCursorField[] = "cursor";

// For the elements of a message: leaves room below 1 MiB for the cursor.
constexpr size_t kMessageBytes = (1 << 20) - (1 << 10);

std::optional<std::string> ReportOf(const v1::ExportGraphRequest& request) {
  return request.report().empty() ? std::nullopt : std::optional(request.report());
}

}  // namespace

ExportReactor::ExportReactor(Backend backend, grpc::CallbackServerContext& context,
                             const v1::ExportGraphRequest& request)
    : backend_(backend),
      request_(request),
      call_(backend_.calls, backend_.calls.exports, context, "ExportGraph") {
  if (call_.admission().ok()) {
    FillNext();
  } else {
    End(call_.admission().status());
  }
}

void ExportReactor::OnWriteDone(bool ok) {
  if (!ok) {
    End(absl::CancelledError("the caller went away during the export"));
  } else if (export_->done()) {
    End(absl::OkStatus());
  } else {
    FillNext();
  }
}

void ExportReactor::FillNext() {
  call_.Run([this](const Caller& caller) { return Fill(caller); },
            [this](const absl::Status& status) {
              if (status.ok()) {
                StartWrite(&message_);
              } else {
                End(status);
              }
            });
}

absl::Status ExportReactor::Open() {
  ASSIGN_OR_RETURN(detail_, DecodeView(request_.view(), Detail::kFull));
  ASSIGN_OR_RETURN(const Confidence min_confidence, DecodeMinConfidence(request_.min_confidence()));
  // Going on at exactly the revision of the first message is the same export.
  fingerprint_ = RequestFingerprint(request_, {kCursorField, "consistency"});
  ReadAt at = DecodeConsistency(request_.consistency());
  PageToken token;
  if (!request_.cursor().empty()) {
    ASSIGN_OR_RETURN(token, DecodePageToken(request_.cursor(), fingerprint_, kCursorField));
    if (at.requirement == ReadAt::Requirement::kExactly && at.revision != token.revision) {
      return InvalidPageToken(kCursorField);
    }
    at = ReadAt::Exactly(token.revision);
  }
  ASSIGN_OR_RETURN(std::shared_ptr<const GraphState> state, backend_.states.Get(at));
  ASSIGN_OR_RETURN(export_,
                   GraphExport::Start(std::move(state), ReportOf(request_), min_confidence));
  if (!token.position.empty() && !export_->GoTo(token.position)) {
    return InvalidPageToken(kCursorField);
  }
  return absl::OkStatus();
}

absl::StatusOr<Revision> ExportReactor::Fill(const Caller& caller) {
  if (!export_.has_value()) RETURN_IF_ERROR(Open());
  const GraphView& view = export_->state().view();
  message_.Clear();
  MessageBudget budget(kMessageBytes);
  const auto take_node = [&](const MergedNode& merged) {
    v1::Node node = EncodeNode(merged, view, detail_);
    if (!budget.Spend(node)) return false;
    *message_.add_nodes() = std::move(node);
    return true;
  };
  const auto take_edge = [&](const MergedEdge& merged) {
    v1::Edge edge = EncodeEdge(merged, view, detail_);
    if (!budget.Spend(edge)) return false;
    *message_.add_edges() = std::move(edge);
    return true;
  };
  RETURN_IF_ERROR(export_->ReadPiece(take_node, take_edge, caller));
  const Revision revision = export_->state().revision();
  message_.set_cursor(EncodePageToken({revision, export_->position()}, fingerprint_));
  message_.set_read_revision(revision.number);
  return revision;
}

}  // namespace policygraph::service
