#include "tests/loader/marked_text.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace policygraph::loader {
namespace {

// Reads the marks off a text into a document.
class MarkReader {
 public:
  MarkReader(std::string_view marked, ReportPart part) : marked_(marked), part_(part) {
    document_.name = "test";
    document_.title = "甲市政府工作报告";
    document_.place = {"甲市", "", DivisionLevel::kPrefecture};
    document_.year = 2024;
  }

  Document Read() && {
    while (at_ < marked_.size()) ReadPiece();
    Finish();
    return std::move(document_);
  }

 private:
  struct Mark {
    NodeKind kind = NodeKind::kProject;
    bool is_figure = false;
    ByteSpan span;
    std::string name;
  };

  void ReadPiece() {
    if (marked_[at_] == '{') {
      ReadMark();
    } else {
      document_.text += marked_[at_++];
    }
  }

  void ReadMark() {
    ++at_;
    const size_t space = marked_.find(' ', at_);
    Mark mark;
    const std::string_view kind = marked_.substr(at_, space - at_);
    mark.is_figure = kind == "FIGURE";
    if (!mark.is_figure) mark.kind = NodeKindFromName(kind).value();
    at_ = space + 1;
    mark.span.begin = document_.text.size();
    while (marked_[at_] != '}' && marked_[at_] != '=') ReadPiece();
    mark.span.end = document_.text.size();
    mark.name = document_.Words(mark.span);
    if (marked_[at_] == '=') {
      const size_t end = marked_.find('}', at_);
      mark.name = marked_.substr(at_ + 1, end - at_ - 1);
      at_ = end;
    }
    ++at_;
    marks_.push_back(std::move(mark));
  }

  void Finish() {
    CutSentences();
    std::stable_sort(marks_.begin(), marks_.end(), [](const Mark& a, const Mark& b) {
      return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
    });
    for (const Mark& mark : marks_) {
      const size_t sentence = SentenceAt(mark.span.begin);
      if (mark.is_figure) {
        Figure figure;
        figure.span = mark.span;
        figure.sentence = sentence;
        figure.rule = "marked-figure";
        document_.figures.push_back(std::move(figure));
      } else if (IsClaim(mark.kind)) {
        Claim claim;
        claim.kind = mark.kind;
        claim.span = mark.span;
        claim.sentence = sentence;
        claim.details.year = document_.year;
        claim.rule = "marked-claim";
        document_.claims.push_back(std::move(claim));
      } else {
        Mention mention;
        mention.kind = mark.kind;
        mention.span = mark.span;
        mention.sentence = sentence;
        mention.name = mark.name;
        mention.rule = "marked-name";
        document_.mentions.push_back(std::move(mention));
      }
    }
  }

  void CutSentences() {
    const std::string& text = document_.text;
    size_t paragraph = 0;
    for (size_t begin = 0; begin < text.size(); ++paragraph) {
      const size_t end = std::min(text.find('\n', begin), text.size());
      if (text[begin] == '#') {
        AddHeading({begin, end}, paragraph);
      } else {
        CutParagraph({begin, end}, paragraph);
      }
      begin = end + 1;
    }
  }

  void AddHeading(const ByteSpan& span, size_t paragraph) {
    if (!document_.headings.empty()) document_.headings.back().end = span.begin;
    Heading heading;
    heading.span = {span.begin + 1, span.end};
    heading.part = part_;
    heading.begin = span.begin;
    heading.end = document_.text.size();
    document_.headings.push_back(heading);
    AddSentence(span, paragraph).is_heading = true;
  }

  void CutParagraph(const ByteSpan& span, size_t paragraph) {
    std::optional<size_t> topic;
    for (size_t begin = span.begin; begin < span.end;) {
      size_t end = begin + 1;
      while (end < span.end && !EndsSentence(end)) ++end;
      end = std::min(end, span.end);
      const size_t index = document_.sentences.size();
      AddSentence({begin, end}, paragraph).topic = topic;
      if (!topic && end < span.end) topic = index;
      begin = end;
    }
  }

  // True when a sentence ends right before this byte.
  bool EndsSentence(size_t at) const {
    const std::string_view before = std::string_view(document_.text).substr(0, at);
    return before.ends_with("。") || before.ends_with("；");
  }

  Sentence& AddSentence(const ByteSpan& span, size_t paragraph) {
    Sentence sentence;
    sentence.span = span;
    sentence.paragraph = paragraph;
    sentence.part = part_;
    if (!document_.headings.empty()) sentence.headings = {document_.headings.size() - 1};
    document_.sentences.push_back(sentence);
    return document_.sentences.back();
  }

  size_t SentenceAt(size_t byte) const {
    size_t sentence = 0;
    while (document_.sentences[sentence].span.end <= byte) ++sentence;
    return sentence;
  }

  const std::string_view marked_;
  const ReportPart part_;
  size_t at_ = 0;
  std::vector<Mark> marks_;
  Document document_;
};

std::string NameOf(const Document& document, const Link::End& end) {
  switch (end.of) {
    case Link::End::Of::kMention:
      return document.mentions[end.index].name;
    case Link::End::Of::kClaim:
      return std::string(document.Words(document.claims[end.index].span));
    case Link::End::Of::kReportingPlace:
      return document.place.name;
  }
  __builtin_unreachable();
}

}  // namespace

Document MarkedDocument(std::string_view marked, ReportPart part) {
  return MarkReader(marked, part).Read();
}

std::vector<std::string> LinksAsText(const Document& document, const std::vector<Link>& links,
                                     std::string_view rule) {
  std::vector<std::string> texts;
  for (const Link& link : links) {
    if (!rule.empty() && link.rule != rule) continue;
    texts.push_back(NameOf(document, link.source) + " -> " + NameOf(document, link.target));
  }
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return texts;
}

}  // namespace policygraph::loader
