#include "service/verdict_teller.h"

#include <string>
#include <utility>
#include <vector>

#include "graph/base/status_macros.h"
#include "graph/delivery/verdict.h"
#include "service/delivery_codec.h"
#include "service/paging.h"

namespace policygraph::service {
namespace {

v1::VerdictChange Encode(const VerdictChange& change, const VerdictChanges& of,
                         const std::string& report) {
  v1::VerdictChange message;
  message.set_report(report);
  message.set_rules_version(kDeliveryRulesVersion);
  if (change.before != nullptr) {
    message.set_before(static_cast<v1::Verdict>(change.before->verdict));
  }
  if (change.after != nullptr) {
    *message.mutable_delivery() = EncodeDelivery(*change.after, *of.after());
  } else {
    *message.mutable_delivery()->mutable_commitment() =
        EncodeDelivery(*change.before, *of.before()).commitment();
  }
  return message;
}

}  // namespace

absl::StatusOr<VerdictTeller> VerdictTeller::After(StateCache& states, Revision revision) {
  VerdictTeller teller;
  if (revision == Revision()) return teller;
  ASSIGN_OR_RETURN(teller.known_, states.Get(ReadAt::Exactly(revision)));
  return teller;
}

absl::Status VerdictTeller::Begin(std::shared_ptr<const GraphState> next) {
  ASSIGN_OR_RETURN(comparison_,
                   VerdictComparison::Of(known_ == nullptr ? nullptr : &known_->snapshot(),
                                         next->snapshot()));
  next_ = std::move(next);
  report_ = 0;
  change_ = 0;
  return absl::OkStatus();
}

absl::Status VerdictTeller::Tell(const Caller& caller, v1::WatchCommitsResponse& message) {
  MessageBudget budget(kPageBytes);
  for (; report_ < comparison_->reports().size(); ++report_, change_ = 0) {
    RETURN_IF_ERROR(caller.StillWaits());
    const std::string& report = comparison_->reports()[report_];
    ASSIGN_OR_RETURN(const std::unique_ptr<const VerdictChanges> read, comparison_->Read(report));
    for (; change_ < read->changes().size(); ++change_) {
      v1::VerdictChange change = Encode(read->changes()[change_], *read, report);
      if (!budget.Spend(change)) return absl::OkStatus();
      *message.add_verdict_changes() = std::move(change);
    }
  }
  comparison_.reset();
  known_ = std::move(next_);
  return absl::OkStatus();
}

}  // namespace policygraph::service
