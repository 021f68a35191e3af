#include "service/cli/display_width.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <memory>
#include <utility>

namespace policygraph::cli {
namespace {

constexpr UChar32 kEmojiPresentation = 0xFE0F;

int CodePointWidth(UChar32 c) {
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
    case U_CONTROL_CHAR:
      return 0;
    default:
      break;
  }
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

// A grapheme is as wide as its widest code point: a base letter with its marks, a joined emoji.
int GraphemeWidth(std::string_view grapheme) {
  int width = 0;
  const auto length = static_cast<int32_t>(grapheme.size());
  for (int32_t i = 0; i < length;) {
    UChar32 c;
    U8_NEXT(grapheme.data(), i, length, c);
    if (c < 0) {
      width = std::max(width, 1);
    } else {
      width = std::max(width, c == kEmojiPresentation ? 2 : CodePointWidth(c));
    }
  }
  return width;
}

enum class Boundary { kGrapheme, kLine };

// Places where the text may be cut, in bytes, its end included.
std::vector<size_t> BoundariesOf(std::string_view text, Boundary boundary) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Locale& locale = icu::Locale::getChinese();
  const std::unique_ptr<icu::BreakIterator> iterator(
      boundary == Boundary::kGrapheme ? icu::BreakIterator::createCharacterInstance(locale, error)
                                      : icu::BreakIterator::createLineInstance(locale, error));
  UText* utext = utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &error);
  std::vector<size_t> ends;
  if (U_SUCCESS(error)) {
    iterator->setText(utext, error);
    for (int32_t end = iterator->next(); end != icu::BreakIterator::DONE; end = iterator->next()) {
      ends.push_back(static_cast<size_t>(end));
    }
  }
  utext_close(utext);
  // Should ICU lack its data, the text is one piece.
  if (!text.empty() && (ends.empty() || ends.back() != text.size())) ends.push_back(text.size());
  return ends;
}

LinePart WithoutBlanksAround(std::string_view text, LinePart part) {
  while (part.begin < part.end && text[part.begin] == ' ') ++part.begin;
  while (part.begin < part.end && text[part.end - 1] == ' ') --part.end;
  return part;
}

// Fills lines one after the other with pieces that must not be broken.
class LineFiller {
 public:
  LineFiller(std::string_view text, int width) : text_(text), width_(width) {}

  void Add(LinePart piece) {
    const LinePart longer = {line_.begin, piece.end};
    if (WidthOf(WithoutTrailingBlanks(longer)) <= width_) {
      line_ = longer;
      return;
    }
    EndLine();
    if (WidthOf(WithoutTrailingBlanks(piece)) <= width_) {
      line_ = piece;
    } else {
      AddByGraphemes(piece);
    }
  }

  std::vector<LinePart> Finish() {
    EndLine();
    if (lines_.empty()) lines_.push_back({});
    return std::move(lines_);
  }

 private:
  int WidthOf(LinePart part) const {
    return DisplayWidth(text_.substr(part.begin, part.end - part.begin));
  }

  LinePart WithoutTrailingBlanks(LinePart part) const {
    while (part.begin < part.end && text_[part.end - 1] == ' ') --part.end;
    return part;
  }

  void EndLine() {
    const LinePart line = WithoutBlanksAround(text_, line_);
    if (line.begin < line.end) lines_.push_back(line);
    line_ = {line_.end, line_.end};
  }

  void AddByGraphemes(LinePart piece) {
    const std::string_view words = text_.substr(piece.begin, piece.end - piece.begin);
    size_t begin = 0;
    for (const size_t end : BoundariesOf(words, Boundary::kGrapheme)) {
      const LinePart longer = {line_.begin, piece.begin + end};
      if (line_.begin < line_.end && WidthOf(longer) > width_) {
        EndLine();
        line_ = {piece.begin + begin, piece.begin + end};
      } else {
        line_ = longer;
      }
      begin = end;
    }
  }

  std::string_view text_;
  int width_;
  LinePart line_;  // not ended yet
  std::vector<LinePart> lines_;
};

}  // namespace

int DisplayWidth(std::string_view text) {
  const bool is_ascii =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
  if (is_ascii) return static_cast<int>(text.size());
  int width = 0;
  size_t begin = 0;
  for (const size_t end : BoundariesOf(text, Boundary::kGrapheme)) {
    width += GraphemeWidth(text.substr(begin, end - begin));
    begin = end;
  }
  return width;
}

std::vector<LinePart> BreakLines(std::string_view text, int width) {
  assert(width >= 1);
  LineFiller filler(text, width);
  size_t begin = 0;
  for (const size_t end : BoundariesOf(text, Boundary::kLine)) {
    filler.Add({begin, end});
    begin = end;
  }
  return filler.Finish();
}

std::string Printable(std::string_view text) {
  std::string printable;
  printable.reserve(text.size());
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    const int32_t begin = i;
    UChar32 c;
    U8_NEXT(text.data(), i, length, c);
    if (c < 0) {
      printable += "\uFFFD";
    } else if (u_charType(c) == U_CONTROL_CHAR) {
      printable += ' ';
    } else {
      printable += text.substr(begin, i - begin);
    }
  }
  return printable;
}

}  // namespace policygraph::cli
