#include "loader/links/counts.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace policygraph::loader {
namespace {

constexpr size_t kCountToName = 12;  // bytes
constexpr size_t kOpening = 12;
// Of the name between a list word and a count, in bytes; 、居第3 has none.
constexpr size_t kShortestListed = 6;
constexpr size_t kLongestListed = 36;

using FigureAt = std::vector<Figure>::const_iterator;

FigureAt FirstFigureFrom(const Document& document, size_t byte) {
  return std::partition_point(document.figures.begin(), document.figures.end(),
                              [&](const Figure& figure) { return figure.span.begin < byte; });
}

// False for a sum, a rank or a rate.
bool Counts(const Scene& scene, const Figure& figure) {
  return !scene.rules().not_count_units.LongestEndingAt(scene.document().text, figure.span.end);
}

// True when a figure stands right behind what is listed with the name that ends here: 、示范镇3个.
bool CountFollowsList(const Scene& scene, size_t end, const Figure& figure) {
  const auto joint = scene.rules().list_words.LongestAt(scene.document().text, end);
  if (!joint) return false;
  const size_t begin = end + joint->length;
  const size_t count = figure.span.begin;
  return count >= begin + kShortestListed && count <= begin + kLongestListed &&
         count < scene.ClauseAt(figure.sentence, begin).end;
}

}  // namespace

bool IsCounted(const Scene& scene, const ByteSpan& name, size_t begin) {
  const Document& document = scene.document();
  const size_t end = scene.AfterSigns(name.end);
  const FigureAt next = FirstFigureFrom(document, name.end);
  if (next != document.figures.end() && Counts(scene, *next) &&
      (next->span.begin <= end || CountFollowsList(scene, end, *next))) {
    return true;
  }
  const size_t opening = scene.BeforeSigns(name.begin);
  if (scene.rules().some_words.LongestEndingAt(document.text, opening)) return true;
  if (next == document.figures.begin()) return false;
  const ByteSpan& before = std::prev(next)->span;
  return Counts(scene, *std::prev(next)) && before.end <= name.begin && before.begin >= begin &&
         name.begin - before.end <= kCountToName;
}

size_t AfterCount(const Scene& scene, size_t begin) {
  const FigureAt figure = FirstFigureFrom(scene.document(), begin);
  const bool counts = figure != scene.document().figures.end() && figure->span.begin == begin &&
                      Counts(scene, *figure);
  return counts ? figure->span.end : begin;
}

bool OpensWithCount(const Scene& scene, size_t begin, size_t end, bool after_name) {
  const Document& document = scene.document();
  const FigureAt figure = FirstFigureFrom(document, begin);
  if (figure == document.figures.end() || figure->span.end >= end) return false;
  if (figure->span.begin - begin > kOpening) return false;
  return !after_name || !scene.rules().list_end_words.LongestAt(document.text, begin);
}

}  // namespace policygraph::loader
