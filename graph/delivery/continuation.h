#ifndef POLICYGRAPH_GRAPH_DELIVERY_CONTINUATION_H_
#define POLICYGRAPH_GRAPH_DELIVERY_CONTINUATION_H_

#include <cstdint>
#include <memory>

#include "graph/delivery/figure_change.h"
#include "graph/delivery/report_claims.h"

namespace policygraph {

// How a promise of one report lives on in the next one.
struct Continuation {
  // kKept, kRaised, kLowered, kRestated; kDropped when the next report promises nothing like it.
  Change change = Change::kDropped;
  const ReportClaim* commitment = nullptr;  // of the next report; null when dropped
};

// Likeness, as shared pairs of characters, from which two promises are one. Read by hand in
// neighbouring reports of 重庆市, 上海市 and the nation, those from here on are; of those from 0.55 on
// about half are other promises in a like phrase.
inline constexpr double kSamePromiseLikeness = 0.7;

// Finds for commitments of one report those of the next that carry them on. Points into the next
// report's claims, which must outlive it. May be used from many threads.
class ContinuationFinder {
 public:
  explicit ContinuationFinder(const ReportClaims& next);
  ~ContinuationFinder();

  // By what they are of, in this order: the same figure (indicator, subject, basis, period,
  // reference), the same project, the designation sought again, the event announced again; without
  // any of these by likeness of words. Of several the one worded most alike, of equal ones the
  // first. A promise with a figure is carried on without it only in nearly the same words.
  Continuation Of(const ReportClaims& plan, const ReportClaim& commitment) const;

 private:
  class Index;

  const std::unique_ptr<const Index> index_;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_DELIVERY_CONTINUATION_H_
