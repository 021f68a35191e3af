#include "loader/stages/split_sentences.h"

#include <cstdint>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "unicode/uchar.h"
#include "unicode/utf8.h"

namespace policygraph::loader {
namespace {

// No sentence is as long; a longer one is cut, because some stages take time with the square of it.
constexpr size_t kLongestSentence = 6000;

enum class Mark : uint8_t { kNone, kEnd, kOpening, kClosing };

class Marks {
 public:
  explicit Marks(const rules::v1::SentenceMarks& marks) {
    Add(marks.ends(), Mark::kEnd);
    Add(marks.opening(), Mark::kOpening);
    Add(marks.closing(), Mark::kClosing);
  }

  Mark Of(UChar32 character) const {
    const auto it = marks_.find(character);
    return it == marks_.end() ? Mark::kNone : it->second;
  }

 private:
  void Add(const std::string& characters, Mark mark) {
    const auto length = static_cast<int32_t>(characters.size());
    for (int32_t i = 0; i < length;) {
      UChar32 character;
      U8_NEXT(characters.data(), i, length, character);
      marks_[character] = mark;
    }
  }

  absl::flat_hash_map<UChar32, Mark> marks_;
};

bool IsSpace(UChar32 character) {
  // The separators of ASCII count as white space in Unicode's sense of text, unlike in ICU's table.
  return u_isUWhiteSpace(character) || (character >= 0x1C && character <= 0x1F);
}

// The span without white space at its ends.
ByteSpan Trim(std::string_view text, ByteSpan span) {
  const char* data = text.data();
  while (!span.empty()) {
    auto next = static_cast<int32_t>(span.begin);
    UChar32 character;
    U8_NEXT(data, next, static_cast<int32_t>(span.end), character);
    if (!IsSpace(character)) break;
    span.begin = next;
  }
  while (!span.empty()) {
    auto previous = static_cast<int32_t>(span.end);
    UChar32 character;
    U8_PREV(data, static_cast<int32_t>(span.begin), previous, character);
    if (!IsSpace(character)) break;
    span.end = previous;
  }
  return span;
}

}  // namespace

std::vector<Sentence> SplitSentences(std::string_view text, const rules::v1::SentenceMarks& rules) {
  const Marks marks(rules);
  std::vector<Sentence> sentences;
  size_t paragraph = 0;
  for (size_t line = 0; line < text.size();) {
    const size_t line_end = std::min(text.find('\n', line), text.size());
    const size_t before = sentences.size();
    const auto add = [&](size_t begin, size_t end) {
      const ByteSpan span = Trim(text, {begin, end});
      if (span.empty()) return;
      Sentence& sentence = sentences.emplace_back();
      sentence.span = span;
      sentence.paragraph = paragraph;
    };
    size_t begin = line;
    int depth = 0;
    for (auto i = static_cast<int32_t>(line); i < static_cast<int32_t>(line_end);) {
      UChar32 character;
      U8_NEXT(text.data(), i, static_cast<int32_t>(line_end), character);
      if (i - begin >= kLongestSentence) {
        add(begin, i);
        begin = i;
        depth = 0;
        continue;
      }
      if (character < 0x80 && character != '(' && character != ')') continue;
      switch (marks.Of(character)) {
        case Mark::kOpening:
          ++depth;
          break;
        case Mark::kClosing:
          depth = std::max(0, depth - 1);
          break;
        case Mark::kEnd:
          if (depth == 0) {
            add(begin, i);
            begin = i;
          }
          break;
        case Mark::kNone:
          break;
      }
    }
    add(begin, line_end);
    paragraph += sentences.size() > before;
    line = line_end + 1;
  }
  return sentences;
}

}  // namespace policygraph::loader
