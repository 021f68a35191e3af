#include "graph/search/name_normalizer.h"

#include <cstdint>
#include <utility>

#include "unicode/bytestream.h"
#include "unicode/normalizer2.h"
#include "unicode/stringpiece.h"
#include "unicode/uchar.h"
#include "unicode/utf8.h"

namespace policygraph {
namespace {

// What a byte that is not UTF-8 is read as.
constexpr UChar32 kReplacement = 0xFFFD;

// True for what people leave out when they type a name.
bool Ignored(UChar32 c) {
  if (u_isUWhiteSpace(c) || u_isISOControl(c)) return true;
  switch (u_charType(c)) {
    case U_INITIAL_PUNCTUATION:  // “ ‘
    case U_FINAL_PUNCTUATION:    // ” ’
      return true;
    default:
      break;
  }
  switch (c) {
    case '"':
    case '\'':
    case u'「':
    case u'」':
    case u'『':
    case u'』':
    case u'〈':
    case u'〉':
    case u'《':
    case u'》':
    case u'·':
    case u'•':
    case u'・':
    case u'‧':
    case u'∙':
    case u'⋅':
      return true;
    default:
      return false;
  }
}

}  // namespace

std::string NormalizeName(std::string_view name) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* folder = icu::Normalizer2::getNFKCCasefoldInstance(error);
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded);
  folder->normalizeUTF8(0, icu::StringPiece(name.data(), static_cast<int32_t>(name.size())), sink,
                        nullptr, error);

  std::string normalized;
  normalized.reserve(folded.size());
  bool left_out = false;  // what stood right before
  bool composes = false;  // some mark stands behind another character now: é of e·\u0301
  const auto length = static_cast<int32_t>(folded.size());
  for (int32_t i = 0; i < length;) {
    const int32_t begin = i;
    UChar32 c;
    U8_NEXT_OR_FFFD(folded.data(), i, length, c);
    if (Ignored(c)) {
      left_out = true;
      continue;
    }
    composes |= left_out && !folder->hasBoundaryBefore(c);
    left_out = false;
    if (c == kReplacement) {
      normalized += "\uFFFD";
    } else {
      normalized.append(folded, static_cast<size_t>(begin), static_cast<size_t>(i - begin));
    }
  }
  return composes ? NormalizeName(normalized) : normalized;
}

NormalizedText NormalizeText(std::string_view original) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* folder = icu::Normalizer2::getNFKCCasefoldInstance(error);
  NormalizedText normalized;
  // Cut where characters do not act on each other; the pieces are normalised one by one.
  size_t piece_begin = 0;
  TextSpan piece;
  const auto end_piece = [&](size_t end) {
    normalized.text += NormalizeName(original.substr(piece_begin, end - piece_begin));
    normalized.origins.resize(normalized.text.size(), piece);
  };
  const auto length = static_cast<int32_t>(original.size());
  uint32_t character = 0;
  for (int32_t i = 0; i < length; ++character) {
    const auto begin = static_cast<size_t>(i);
    UChar32 c;
    U8_NEXT_OR_FFFD(original.data(), i, length, c);
    if (begin != 0 && folder->hasBoundaryBefore(c)) {
      end_piece(begin);
      piece_begin = begin;
      piece.start = character;
    }
    piece.end = character + 1;
  }
  end_piece(original.size());
  // Marks that stand beside each other once what was between them is gone are rare, and all of the
  // text is said to have made them.
  if (std::string whole = NormalizeName(original); whole != normalized.text) {
    normalized.text = std::move(whole);
    normalized.origins.assign(normalized.text.size(), {0, character});
  }
  return normalized;
}

}  // namespace policygraph
