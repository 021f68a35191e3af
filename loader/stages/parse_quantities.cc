#include "loader/stages/parse_quantities.h"

#include <utility>

#include "loader/quantity/figure_reader.h"

namespace policygraph::loader {
namespace {

// A name swallows the numbers inside it (国内首台50兆瓦重型燃气轮机), not those at its ends, where
// a count often stands (3个重大项目); a place has no numbers in its name.
bool SwallowedBy(const Mention& mention, const ByteSpan& figure) {
  if (mention.kind == NodeKind::kCounty || mention.kind == NodeKind::kRegion) return false;
  return mention.span.begin < figure.begin && figure.end < mention.span.end;
}

}  // namespace

std::vector<Figure> ParseQuantities(const Document& document, const QuantityRules& rules) {
  std::vector<Figure> figures;
  auto mention = document.mentions.begin();
  for (size_t i = 0; i < document.sentences.size(); ++i) {
    const Sentence& sentence = document.sentences[i];
    if (sentence.is_heading) continue;
    // The names that end before this sentence cannot matter any more, and names do not cross
    // sentences.
    while (mention != document.mentions.end() && mention->span.end <= sentence.span.begin)
      ++mention;
    auto near = mention;
    for (Figure& figure : FigureReader(document.Words(sentence.span), rules).Read()) {
      figure.span.begin += sentence.span.begin;
      figure.span.end += sentence.span.begin;
      figure.sentence = i;
      bool swallowed = false;
      for (auto m = near; m != document.mentions.end() && m->span.begin < figure.span.begin; ++m) {
        swallowed |= SwallowedBy(*m, figure.span);
        // Names are in order of begin, so those that ended long ago need no second look.
        if (m == near && m->span.end <= figure.span.begin) ++near;
      }
      if (!swallowed) figures.push_back(std::move(figure));
    }
  }
  return figures;
}

}  // namespace policygraph::loader
