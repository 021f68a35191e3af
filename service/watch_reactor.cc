#include "service/watch_reactor.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "graph/store/graph_store.h"
#include "service/encode_answer.h"

namespace policygraph::service {
namespace {

constexpr size_t kMaxCommits = 500;

// How long a watcher may learn of a commit, of a caller who went away or of a shutdown after it
// happened. Looking costs one read of the newest revision.
constexpr absl::Duration kInterval = absl::Milliseconds(200);

v1::CommitRecord Encode(const CommitRecord& record) {
  v1::CommitRecord message;
  message.set_revision(record.revision.number);
  *message.mutable_time() = EncodeTime(record.time);
  message.set_author(record.author);
  message.set_note(record.note);
  message.set_report(record.report);
  return message;
}

}  // namespace

WatchReactor::WatchReactor(Backend backend, grpc::CallbackServerContext& context,
                           const v1::WatchCommitsRequest& request)
    : backend_(backend),
      request_(request),
      call_(backend_.calls, backend_.calls.watches, context, "WatchCommits"),
      told_{request.after_revision()} {
  if (call_.admission().ok()) {
    Look();
  } else {
    End(call_.admission().status());
  }
}

void WatchReactor::OnWriteDone(bool ok) {
  if (!ok) {
    End(absl::CancelledError("the caller went away during the watch"));
  } else if (!message_.caught_up()) {
    Look();
  } else if (request_.follow()) {
    Wait();
  } else {
    End(absl::OkStatus());
  }
}

void WatchReactor::Look() {
  call_.Run([this](const Caller& caller) { return Fill(caller); },
            [this](const absl::Status& status) {
              if (!status.ok()) {
                End(status);
              } else if (message_.commits().empty() && message_.caught_up() &&
                         message_.verdict_changes().empty() && began_) {
                Wait();
              } else {
                began_ = true;
                StartWrite(&message_);
              }
            });
}

absl::StatusOr<Revision> WatchReactor::Fill(const Caller& caller) {
  if (backend_.calls.closing) {
    return absl::UnavailableError(
        fmt::format("the server shuts down; watch again after revision {}", told_.number));
  }
  message_.Clear();
  RETURN_IF_ERROR(request_.verdicts() ? FillWithVerdicts(caller) : FillFromStore());
  return told_;
}

absl::Status WatchReactor::FillFromStore() {
  ASSIGN_OR_RETURN(const std::shared_ptr<const GraphSnapshot> snapshot, backend_.store.Snapshot());
  if (told_ > snapshot->revision()) {
    return MakeError(ErrorReason::kRevisionNotReached,
                     fmt::format("revision {} is not reached yet; the newest is {}", told_.number,
                                 snapshot->revision().number),
                     {{"revision", std::to_string(told_.number)},
                      {"newest", std::to_string(snapshot->revision().number)}});
  }
  RETURN_IF_ERROR(AddCommits(*snapshot));
  message_.set_checkpoint(told_.number);
  message_.set_caught_up(told_ == snapshot->revision());
  return absl::OkStatus();
}

absl::Status WatchReactor::FillWithVerdicts(const Caller& caller) {
  if (!verdicts_.has_value()) {
    ASSIGN_OR_RETURN(verdicts_, VerdictTeller::After(backend_.states, told_));
  }
  if (!verdicts_->is_telling()) {
    ASSIGN_OR_RETURN(const std::shared_ptr<const GraphState> state,
                     backend_.states.Get(ReadAt::Newest()));
    RETURN_IF_ERROR(AddCommits(state->snapshot()));
    newest_ = state->revision();
    if (told_ == newest_ && told_ > verdicts_->told()) RETURN_IF_ERROR(verdicts_->Begin(state));
  }
  if (verdicts_->is_telling()) RETURN_IF_ERROR(verdicts_->Tell(caller, message_));
  message_.set_checkpoint(verdicts_->told().number);
  message_.set_caught_up(verdicts_->told() == newest_);
  return absl::OkStatus();
}

absl::Status WatchReactor::AddCommits(const GraphSnapshot& snapshot) {
  ASSIGN_OR_RETURN(const std::vector<CommitRecord> records,
                   snapshot.CommitsAfter(told_, kMaxCommits));
  for (const CommitRecord& record : records) *message_.add_commits() = Encode(record);
  told_ = records.size() < kMaxCommits ? snapshot.revision() : records.back().revision;
  return absl::OkStatus();
}

void WatchReactor::Wait() {
  alarm_.Set(absl::ToChronoTime(absl::Now() + kInterval), [this](bool) { Look(); });
}

}  // namespace policygraph::service
