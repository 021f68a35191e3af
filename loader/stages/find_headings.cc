#include "loader/stages/find_headings.h"

#include <algorithm>
#include <array>
#include <optional>

namespace policygraph::loader {
namespace {

// A text with fewer paragraphs has lost its line breaks, so that headings stand between sentences.
constexpr size_t kFewestParagraphs = 10;

// Longest sentence that opens a paragraph as its topic, in characters.
constexpr size_t kLongestTopic = 45;

// What running text ends with, an address to the audience included.
constexpr std::array<std::string_view, 5> kRunningEnds = {"。", "：", "！", "；", "，"};

size_t CountCharacters(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
}

class HeadingFinder {
 public:
  HeadingFinder(Document& document, const ReadingRules& rules)
      : document_(document), rules_(rules) {}

  void Run() {
    std::vector<Sentence>& sentences = document_.sentences;
    const bool has_lines = sentences.empty() || sentences.back().paragraph + 1 >= kFewestParagraphs;
    std::optional<size_t> topic;
    for (size_t i = 0; i < sentences.size(); ++i) {
      Sentence& sentence = sentences[i];
      const bool opens = i == 0 || sentences[i - 1].paragraph != sentence.paragraph;
      const bool closes =
          i + 1 == sentences.size() || sentences[i + 1].paragraph != sentence.paragraph;
      if (opens) {
        CloseParagraphHeadings(sentence.span.begin);
        topic = std::nullopt;
      }
      if (opens || !has_lines) TryHeading(sentence, opens && closes);
      in_front_ &= !Runs(sentence);
      SetHeadings(sentence);
      if (opens) {
        if (!closes && IsTopic(sentence)) topic = i;
      } else {
        sentence.topic = topic;
      }
    }
    while (!open_.empty()) Close(document_.text.size());
  }

 private:
  struct Open {
    size_t heading;
    size_t style;
  };

  bool IsTopic(const Sentence& sentence) const {
    return CountCharacters(document_.Words(sentence.span)) <= kLongestTopic;
  }

  bool IsTitle(std::string_view words) const {
    const auto& titles = rules_.titles();
    return std::any_of(titles.begin(), titles.end(),
                       [&](const ReadingPattern& title) { return title.Matches(words); });
  }

  // Whether it is of running text, and not a line of its own such as a title.
  bool Runs(const Sentence& sentence) const {
    const std::string_view words = document_.Words(sentence.span);
    return std::any_of(kRunningEnds.begin(), kRunningEnds.end(),
                       [&](std::string_view end) { return words.ends_with(end); });
  }

  void TryHeading(Sentence& sentence, bool is_line) {
    const std::string_view words = document_.Words(sentence.span);
    const size_t characters = CountCharacters(words);
    if (is_line && IsTitle(words)) return;
    for (size_t i = 0; i < rules_.heading_styles().size(); ++i) {
      const ReadingRules::HeadingStyle& style = rules_.heading_styles()[i];
      if (in_front_ && style.after_front) continue;
      if (characters > style.max_characters || !(is_line || style.runs_in)) continue;
      if (!style.rule.Matches(words)) continue;
      sentence.is_heading = is_line;
      Add(sentence.span, i);
      return;
    }
  }

  void Add(const ByteSpan& span, size_t style) {
    const bool outermost = rules_.heading_styles()[style].outermost;
    const auto same = std::find_if(open_.begin(), open_.end(),
                                   [&](const Open& open) { return open.style == style; });
    const size_t depth = outermost ? 0 : same - open_.begin();
    while (open_.size() > depth) Close(span.begin);
    Heading heading;
    heading.span = span;
    heading.level = static_cast<int>(open_.size()) + 1;
    heading.begin = span.begin;
    open_.push_back({document_.headings.size(), style});
    document_.headings.push_back(heading);
  }

  void Close(size_t end) {
    document_.headings[open_.back().heading].end = end;
    open_.pop_back();
  }

  void CloseParagraphHeadings(size_t end) {
    while (!open_.empty() && rules_.heading_styles()[open_.back().style].to_end_of_paragraph) {
      Close(end);
    }
  }

  // The headings above a sentence; one that is a heading does not stand under itself.
  void SetHeadings(Sentence& sentence) const {
    for (const Open& open : open_) {
      if (document_.headings[open.heading].begin == sentence.span.begin) continue;
      sentence.headings.push_back(open.heading);
    }
  }

  Document& document_;
  const ReadingRules& rules_;
  std::vector<Open> open_;  // outermost first
  bool in_front_ = true;    // above the first running text: title, date, speaker
};

}  // namespace

void FindHeadings(Document& document, const ReadingRules& rules) {
  HeadingFinder(document, rules).Run();
}

}  // namespace policygraph::loader
