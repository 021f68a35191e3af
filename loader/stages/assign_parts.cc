#include "loader/stages/assign_parts.h"

#include <optional>

namespace policygraph::loader {
namespace {

using rules::v1::PartCue;

// A cue for a paragraph holds for no more sentences than this, so that a text without line breaks
// does not end with it.
constexpr size_t kLongestRemark = 20;

// A cue stands near the beginning of its sentence.
constexpr size_t kCueBytes = 600;

ReportPart ToPart(rules::v1::Part part) {
  switch (part) {
    case rules::v1::PART_REVIEW:
      return ReportPart::kReview;
    case rules::v1::PART_PLAN:
      return ReportPart::kPlan;
    default:
      return ReportPart::kOther;
  }
}

class PartReader {
 public:
  // A progress report tells what was done wherever it does not say otherwise.
  PartReader(Document& document, const ReadingRules& rules)
      : document_(document),
        rules_(rules),
        current_(document.is_progress() ? ReportPart::kReview : ReportPart::kOther) {}

  void Run() {
    size_t next_heading = 0;
    for (size_t i = 0; i < document_.sentences.size(); ++i) {
      Sentence& sentence = document_.sentences[i];
      Heading* heading = nullptr;
      if (next_heading < document_.headings.size() &&
          document_.headings[next_heading].span == sentence.span) {
        heading = &document_.headings[next_heading++];
      }
      const bool opens = i == 0 || document_.sentences[i - 1].paragraph != sentence.paragraph;
      if (opens || heading != nullptr || remark_sentences_left_ == 0) remark_.reset();
      if (remark_) --remark_sentences_left_;
      sentence.part = Read(sentence, heading);
      if (heading != nullptr) heading->part = current_;
    }
  }

 private:
  ReportPart Read(const Sentence& sentence, const Heading* heading) {
    if (at_the_end_) return current_;
    const std::string_view words = document_.Words(sentence.span).substr(0, kCueBytes);
    const std::vector<int> cues = rules_.PartCuesIn(words);

    if (const PartCue* cue = First(cues, rules::v1::REACH_END, heading)) {
      at_the_end_ = true;
      remark_.reset();
      return current_ = ToPart(cue->part());
    }
    if (const PartCue* cue = First(cues, rules::v1::REACH_ONWARD, heading)) {
      current_ = ToPart(cue->part());
      remark_.reset();
      if (heading != nullptr && current_ == ReportPart::kReview) review_level_ = heading->level;
    } else if (heading != nullptr && current_ == ReportPart::kReview &&
               heading->level == review_level_ && !document_.is_progress()) {
      // A section beside the review that does not look back is the first of the plan. A progress
      // report reviews in several and says where it looks ahead.
      current_ = ReportPart::kPlan;
    }
    if (const PartCue* cue = First(cues, rules::v1::REACH_PARAGRAPH, heading)) {
      remark_ = ToPart(cue->part());
      remark_sentences_left_ = kLongestRemark;
    }
    if (const PartCue* cue = First(cues, rules::v1::REACH_SENTENCE, heading)) {
      return ToPart(cue->part());
    }
    return remark_.value_or(current_);
  }

  // The first of these cues with that reach which counts here.
  const PartCue* First(const std::vector<int>& cues, rules::v1::Reach reach,
                       const Heading* heading) const {
    for (const int index : cues) {
      const PartCue& cue = rules_.file().part_cues(index);
      if (cue.reach() != reach || (cue.heading_only() && heading == nullptr)) continue;
      if (cue.in_progress_report() && !document_.is_progress()) continue;
      bool within = cue.within().empty();
      for (const int part : cue.within()) {
        within |= ToPart(static_cast<rules::v1::Part>(part)) == current_;
      }
      if (within) return &cue;
    }
    return nullptr;
  }

  Document& document_;
  const ReadingRules& rules_;
  ReportPart current_;
  int review_level_ = 0;              // of the heading that opened the review
  bool at_the_end_ = false;           // what follows is of the current part
  std::optional<ReportPart> remark_;  // what stands out from the current part
  size_t remark_sentences_left_ = 0;
};

}  // namespace

void AssignParts(Document& document, const ReadingRules& rules) {
  PartReader(document, rules).Run();
}

}  // namespace policygraph::loader
